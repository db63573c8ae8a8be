"""A course folder as a teacher has it, with one small notebook made from the declared exercises."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from nbgrader.api import Gradebook

from dlutils.checks import exercises
from dlutils.grading import judge as judging
from dlutils.grading.boxes import Boxes, no_sandbox
from dlutils.grading.course import Course
from dlutils.grading.sample.answers import answer_source
from dlutils.grading.sample.maker import Maker
from dlutils.grading.sandbox import NoSandbox

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT = "01_single_neuron"
SETUP = f'import numpy as np\n\nfrom dlutils.checks import notebook\n\ncheck = notebook("{ASSIGNMENT}")'


def solution_notebook() -> nbformat.NotebookNode:
    """A source notebook with all exercises of the assignment and one written question."""
    cells = [v4.new_markdown_cell("# One neuron", id="title"), v4.new_code_cell(SETUP, id="setup")]
    cells[1].metadata.tags = ["setup"]
    declared = exercises(ASSIGNMENT)
    for name, exercise in declared.items():
        source = answer_source(exercise.reference, name, declared)
        head, _, body = source.partition(":\n")
        answer = f"{head}:\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
        cells.append(_graded(v4.new_code_cell(answer, id=name), name, solution=True))
        test = v4.new_code_cell(f'check("{name}")', id=f"check_{name}".replace("_", "-"))
        cells.append(_graded(test, f"check_{name}", grade=True, locked=True, points=exercise.points))
    question = v4.new_markdown_cell("Because of the scale.", id="question")
    cells.append(_graded(question, "question_scale", grade=True, solution=True, points=4))
    cells.append(v4.new_code_cell("check.summary()", id="summary"))
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(cells=cells, metadata=metadata)


def _graded(cell: nbformat.NotebookNode, grade_id: str, **given) -> nbformat.NotebookNode:
    flags = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    cell.metadata.nbgrader = {"grade_id": grade_id, **flags, **given}
    return cell


@pytest.fixture(scope="session")
def released_course(tmp_path_factory) -> Path:
    """A course folder in which the assignment is released and known to the gradebook."""
    from dlutils.grading import recording

    root = tmp_path_factory.mktemp("course with a space")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    if no_sandbox():
        with open(root / "nbgrader_config.py", "a", encoding="utf-8") as settings:
            settings.write("\nc.Judge.unsandboxed = True\n")
    (root / "class").mkdir()
    source = root / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(solution_notebook(), source)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        recording.release(Course.here(), ASSIGNMENT)
    return root


@pytest.fixture
def root(released_course, tmp_path, monkeypatch) -> Path:
    """A fresh copy of the course folder; the current folder of the test."""
    copied = tmp_path / "course with a space"
    shutil.copytree(released_course, copied)
    monkeypatch.chdir(copied)
    return copied


@pytest.fixture
def course(root) -> Course:
    return Course.here()


@pytest.fixture
def assignment(course):
    return course.assignment(ASSIGNMENT)


@pytest.fixture
def hand_in(root):
    """A function that puts a file where a student's submission is expected."""

    def put(student: str, data: bytes, name: str = f"{ASSIGNMENT}.ipynb") -> Path:
        path = root / "class" / "submitted" / student / ASSIGNMENT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return put


@pytest.fixture(scope="session")
def sandboxed() -> Boxes:
    """Boxes with walls. Where there can be none, the tests that need them are listed as not run, or fail."""
    boxes = Boxes()
    try:
        boxes()
    except NoSandbox as problem:
        if os.environ.get("DLUTILS_REQUIRE_SANDBOX"):
            pytest.fail(f"DLUTILS_REQUIRE_SANDBOX is set, and: {problem}")
        pytest.skip(str(problem))
    yield boxes
    boxes.close()


@pytest.fixture(scope="session", params=["sandboxed", "unsandboxed"])
def boxes(request) -> Boxes:
    """Boxes of both kinds, one after the other."""
    if request.param == "sandboxed":
        yield request.getfixturevalue("sandboxed")
        return
    plain = Boxes(unsandboxed=True)
    yield plain
    plain.close()


@pytest.fixture
def maker(assignment) -> Maker:
    return Maker(assignment.release, exercises(ASSIGNMENT))


@pytest.fixture
def hasty(monkeypatch):
    """A second for every exercise, so that what never ends does not take long."""
    hasty = {name: dataclasses.replace(e, seconds=1.0) for name, e in exercises(ASSIGNMENT).items()}
    monkeypatch.setattr(judging, "exercises", lambda assignment: hasty)


@pytest.fixture
def nbgrader(root):
    """A function that runs an nbgrader command as a teacher would, in the course's folder."""

    def run(*arguments: str) -> str:
        folders = os.environ["PATH"].split(os.pathsep)
        elsewhere = [folder for folder in folders if folder != sysconfig.get_path("scripts")]
        # As if the environment had not been activated.
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": os.pathsep.join(elsewhere)}
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


@pytest.fixture
def gradebook(course):
    """A function that opens the course's gradebook."""
    return lambda: Gradebook(course.config.CourseDirectory.db_url, course.config.CourseDirectory.course_id)


@pytest.fixture
def scores(gradebook):
    """A function that reads the score of every cell of a student, None where a person must look at it."""

    def read(student: str) -> dict[str, float | None]:
        with gradebook() as book:
            grades = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student).grades
            names = {grade.name: grade.name.removeprefix("check_") for grade in grades}
            return {names[g.name]: None if g.needs_manual_grade else g.score for g in grades}

    return read


@pytest.fixture
def comments(gradebook):
    """A function that reads what the gradebook says about a student's cells."""

    def read(student: str) -> dict[str, str]:
        with gradebook() as book:
            found = book.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, student).comments
            return {comment.name: comment.comment for comment in found if comment.comment}

    return read
