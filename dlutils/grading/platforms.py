"""Tables that learning platforms read: points of one assignment for Canvas and for Moodle, through ``nbgrader export``.

A student collected from one of them is called ``name_number``; the number is what the platform knows them by.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from dlutils.grading.export import harmless
from dlutils.grading.files import replacing


class _PlatformTable(ExportPlugin):
    """A table of one assignment for a platform."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table of `self.assignment` to `self.to`."""
        names = [str(name) for name in self.assignment]
        if len(names) != 1 or not self.to:
            raise ValueError(
                "Say which assignment and where to: --assignment \"['01_single_neuron']\" --to points.csv"
            )
        assignment = gradebook.find_assignment(names[0])
        rows, waiting = self.headings(assignment.name, assignment.max_score), 0
        for student in gradebook.students:
            try:
                submission = gradebook.find_submission(assignment.name, student.id)
            except MissingEntry:
                continue
            waiting += submission.needs_manual_grade
            points = max(0.0, submission.score - (submission.late_submission_penalty or 0.0))
            name, _, number = student.id.rpartition("_")
            if not re.fullmatch(r"\d+", number):
                name, number = student.id, ""
            full_name = " ".join(filter(None, (student.first_name, student.last_name))) or name
            row = self.row(full_name, number, student, points, assignment.max_score)
            rows.append([harmless(value) for value in row])
        with replacing(Path(self.to), encoding="utf-8-sig") as file:
            csv.writer(file).writerows(rows)
        self.log.info("Wrote %s", self.to)
        if waiting:
            self.log.warning(
                "%d submissions still wait for a person: what is not marked counts as 0.", waiting
            )


class Canvas(_PlatformTable):
    """For Canvas: Grades, Import."""

    column = Unicode(help="The assignment's column in Canvas' own export, such as 'One neuron (4711)'.").tag(
        config=True
    )

    def headings(self, name: str, points: float) -> list[list]:
        """The names of the columns, and the row of the possible points."""
        columns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", harmless(self.column or name)]
        return [columns, ["Points Possible", "", "", "", "", points]]

    def row(self, name, number, student, points, most) -> list:
        """One student."""
        return [name, number, "", "" if number else student.id, "", points]


class Moodle(_PlatformTable):
    """For Moodle: the assignment's grading worksheet."""

    def headings(self, name: str, points: float) -> list[list]:
        """The names of the columns."""
        return [["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"]]

    def row(self, name, number, student, points, most) -> list:
        """One student."""
        identifier = f"Participant {number}" if number else student.id
        return [identifier, name, student.email or "", "Graded", points, most]
