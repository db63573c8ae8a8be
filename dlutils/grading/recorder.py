"""Three steps and a reader that nbgrader's autograde takes from us; nbgrader itself is not changed.

`nbgrader autograde`, the button of the formgrader and ``python -m dlutils grade`` all come through here, so
they give the same scores. `nbgrader_config.py` puts these classes into nbgrader's lists.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import v4
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from dlutils.grading.course import Course, CourseError
from dlutils.grading.engine import grade_bytes
from dlutils.grading.gradebook import forget_points_given, forget_scores, mark_ungradable, save_remarks
from dlutils.grading.judge import Graded
from dlutils.grading.restore import restore_cells
from dlutils.grading.submission import Ungradable, grade_id, read_file, read_notebook


class SubmissionExporter(NotebookExporter):
    """Reads what was handed in, however broken; what cannot be read becomes a notebook without cells."""

    def from_filename(self, filename: str, resources: ResourcesDict | None = None, **named):
        """Read and convert a notebook, as `nbconvert.Exporter` does."""
        path = Path(filename)
        try:
            notebook = read_notebook(read_file(path))
        except Ungradable:
            notebook = v4.new_notebook()
        resources = ResourcesDict() if resources is None else resources
        resources["metadata"] = ResourcesDict(name=path.stem, path=str(path.parent))
        return self.from_notebook_node(notebook, resources=resources, **named)


class _Step(NbGraderPreprocessor):
    """A step that knows which submission it works on."""

    @property
    def coursedir(self) -> CourseDirectory:
        """Settings of the course: the exporter is this step's parent, and autograde the exporter's."""
        return self.parent.parent.coursedir

    def gradebook(self) -> Gradebook:
        """The course's gradebook, to be used in a with statement."""
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    def course(self) -> Course:
        """The course with the settings that autograde was started with."""
        return Course(Path(self.coursedir.root), self.parent.parent.config)


class RestoreCells(_Step):
    """First step: forget the scores of an earlier run, and give back all cells of the assignment."""

    #: False: that was done for the whole class, in one opening of the gradebook.
    forgets = True

    def preprocess(self, notebook: nbformat.NotebookNode, resources: ResourcesDict):
        """Return the restored notebook."""
        if self.forgets:
            with self.gradebook() as gradebook:
                forget_scores(gradebook, *_where(resources))
        release = self.course().assignment(resources["nbgrader"]["assignment"]).release
        return restore_cells(notebook, release).notebook, resources


class RestoreOnly(RestoreCells):
    """The same, where the old scores are forgotten already."""

    forgets = False


class Judge(_Step):
    """In place of nbgrader's Execute: judge the submission and write each report into its test cell."""

    unsandboxed = Bool(False, help="Run the submissions' code without walls.").tag(config=True)

    #: Results by student that exist already; others are judged now.
    graded: Mapping[str, Graded] = {}

    @classmethod
    def with_results(cls, graded: Mapping[str, Graded]) -> type[Judge]:
        """This step, with results that were made before."""
        return type(cls.__name__, (cls,), {"graded": graded})

    def preprocess(self, notebook: nbformat.NotebookNode, resources: ResourcesDict):
        """Return the notebook with the reports as the only outputs."""
        student = resources["nbgrader"]["student"]
        graded = self.graded.get(student) or self._grade_now(resources)
        if graded.state == "infrastructure-error":
            raise CourseError(graded.reason)
        resources["graded"] = graded
        if graded.state == "ungradable":  # now, while the comments of the last run still stand
            with self.gradebook() as gradebook:
                forget_points_given(gradebook, *_where(resources), graded.reason)
        reports = {report["name"]: report for report in graded.reports}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
            if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
                cell.outputs = [_output(cell, graded, reports)]
        return notebook, resources

    def _grade_now(self, resources: ResourcesDict) -> Graded:
        notebook, assignment_id, student = _where(resources)
        folder = self.coursedir.format_path(self.coursedir.submitted_directory, student, assignment_id)
        assignment = self.course().assignment(assignment_id)
        try:
            data = read_file(Path(folder) / f"{notebook}.ipynb")
        except Ungradable as problem:
            return Graded(assignment_id, "ungradable", str(problem))
        return grade_bytes(data, assignment, self.unsandboxed)


class SaveRemarks(_Step):
    """After nbgrader saved the scores: mark what needs a human, and say what was mended."""

    def preprocess(self, notebook: nbformat.NotebookNode, resources: ResourcesDict):
        """Return the notebook as it is."""
        graded: Graded = resources["graded"]
        where = _where(resources)
        if graded.state == "graded" and not graded.remarks:
            return notebook, resources
        with self.gradebook() as gradebook:
            if graded.state == "ungradable":
                mark_ungradable(gradebook, *where, graded.reason)
            else:
                save_remarks(gradebook, notebook.cells, where, graded.remarks or {})
        return notebook, resources


def _where(resources: ResourcesDict) -> tuple[str, str, str]:
    known = resources["nbgrader"]
    return known["notebook"], known["assignment"], known["student"]


def _output(cell: nbformat.NotebookNode, graded: Graded, reports: dict[str, dict]) -> nbformat.NotebookNode:
    """The report as a result that is a plain number too: from this nbgrader reads the score."""
    if graded.state == "ungradable":
        data = {"text/plain": "0.0", "text/html": f"<p>{html.escape(graded.reason)}</p>"}
        return v4.new_output("execute_result", data, execution_count=None)
    name = grade_id(cell).removeprefix("check_")
    if name not in reports:
        raise CourseError(
            f"{graded.assignment} has a test cell {grade_id(cell)}, but dlutils.checks no exercise {name!r}."
        )
    report = reports[name]
    data = {"text/plain": repr(float(report["score"])), "text/html": report["html"]}
    return v4.new_output("execute_result", data, execution_count=None)
