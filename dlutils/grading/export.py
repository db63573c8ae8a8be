"""The table of points of a class, safe to open in a spreadsheet: one row for each student and assignment."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin

from dlutils.grading.files import replacing

_COLUMNS = (
    "assignment",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "submitted",
    "needs_manual_grade",
    "late_penalty",
    "score",
    "max_score",
)
#: A spreadsheet takes a text that begins with one of these for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class GradesTable(ExportPlugin):
    """What ``nbgrader export`` writes: class/grades.csv, unless ``--to`` names another file."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table, restricted to `self.assignment` and `self.student` where they are given."""
        parent = self.parent
        coursedir = parent.coursedir if parent is not None else CourseDirectory(config=self.config)
        beside = Path(coursedir.root) / coursedir.submitted_directory
        path = Path(self.to) if self.to else beside.parent / "grades.csv"
        chosen = [str(name) for name in self.assignment], [str(name) for name in self.student]
        write_table(gradebook, path, *chosen)
        self.log.info("Wrote %s", path)


def write_table(
    gradebook: Gradebook, path: Path, assignments: list[str] = (), students: list[str] = ()
) -> None:
    """Write the points of a class as CSV.

    There is a column for each graded cell, named "<assignment> <cell>"; it is empty in the rows of other
    assignments.

    Parameters
    ----------
    gradebook : Gradebook
    path : Path
        It is replaced as a whole, so a reader never sees half a table.
    assignments, students : list of str
        Only these; by default all.

    Raises
    ------
    OSError
        If the file cannot be written, as when it is open in a spreadsheet.
    """
    graded = [a for a in gradebook.assignments if not assignments or a.name in assignments]
    people = [s for s in gradebook.students if not students or s.id in students]
    rows = [_row(gradebook, assignment, student) for assignment in graded for student in people]
    cells = [
        _heading(a.name, cell.name)
        for a in graded
        for notebook in a.notebooks
        for cell in notebook.grade_cells
    ]
    # Excel needs the mark at the beginning ("sig") to read names with accents.
    with replacing(path, encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, [*_COLUMNS, *cells], restval="")
        table.writeheader()
        table.writerows({key: harmless(value) for key, value in row.items()} for row in rows)


def harmless(value: Any) -> Any:
    """The value; a text that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _heading(assignment: str, cell: str) -> str:
    return harmless(f"{assignment} {cell.removeprefix('check_')}")


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, Any]:
    row = {
        "assignment": assignment.name,
        "student_id": student.id,
        "last_name": student.last_name or "",
        "first_name": student.first_name or "",
        "email": student.email or "",
        "submitted": "no",
        "needs_manual_grade": "no",
        "late_penalty": 0.0,
        "score": 0.0,
        "max_score": assignment.max_score,
    }
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return row
    penalty = submission.late_submission_penalty or 0.0
    row |= {
        "submitted": str(submission.timestamp or "yes"),
        "needs_manual_grade": "yes" if submission.needs_manual_grade else "no",
        "late_penalty": penalty,
        "score": max(0.0, submission.score - penalty),
    }
    for notebook in submission.notebooks:
        row |= {_heading(assignment.name, grade.name): grade.score for grade in notebook.grades}
    return row
