"""A small notebook that keeps every rule of the house, for tests that break one of them."""

import copy
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from tools.house_rules import exercises
from tools.normalise import normalised
from tools.notebooks import ROOT, solution, students_version, text_of, write_atomically

NAME = "07_tiny"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4//8/AxwRywEARX4f4Y4kTKQAAAAASUVORK5CYII="
ALT = "Line plot, cost against step. The cost falls to a quarter in the first ten steps."
SETUP = f"""\
import warnings

from dlutils.checks import notebook

warnings.simplefilter("error", RuntimeWarning)
warnings.simplefilter("error", DeprecationWarning)
check = notebook("{NAME}")"""
ANSWER = '''\
def double(x):
    """Return 2 x, for x of shape (m,)."""
    ### BEGIN SOLUTION
    twice_as_much = x + x
    return twice_as_much
    ### END SOLUTION'''
QUESTION = """\
Why is a sum not a product?

<!-- BEGIN SOLUTION -->
Because of the sign.
<!-- BEGIN MARK SCHEME -->
One point for any reason at all.
<!-- END MARK SCHEME -->
<!-- END SOLUTION -->"""
TOP = """\
# 07 Tiny

> What is a quarter?

You will divide. Needs: 04, 06. About 75 minutes."""
EXERCISE = """\
### Exercise 7.1  Twice as much · ★☆☆ · 5 min

<details><summary>Hint</summary>

What is 1 + 1?
</details>"""


def _grader(name, grade, solution, points=None):
    data = {"grade": grade, "solution": solution, "locked": grade and not solution, "task": False}
    data |= {"grade_id": name, "schema_version": 3}
    return data if points is None else data | {"points": points}


def _shown(plain, html=None):
    data = {"text/plain": plain} | ({"text/html": html} if html else {})
    return new_output("execute_result", data=data)


def tiny_notebook():
    """Cells of a whole notebook in little, with outputs as if it had been executed."""
    picture = f'<img alt="{ALT}" src="data:image/png;base64,{PNG}">'
    code = [
        new_code_cell(SETUP, id="setup", metadata={"tags": ["setup"]}),
        new_code_cell("print(round(share, 4))", id="share", outputs=[new_output("stream", text="0.1648\n")]),
        new_code_cell(f'show(fig, alt="{ALT}")', id="curve", outputs=[_shown(f"Figure: {ALT}", picture)]),
        new_code_cell(ANSWER, id="double", metadata={"tags": ["exercise"]}),
        new_code_cell('check("double")', id="check-double", outputs=[_shown("2.0", "<div>double</div>")]),
        new_code_cell("check.summary()", id="summary", outputs=[_shown("2.0 of 2")]),
    ]
    for number, cell in enumerate(code, 1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
    code[3].metadata["nbgrader"] = _grader("double", False, True)
    code[4].metadata["nbgrader"] = _grader("check_double", True, False, points=2)

    def text(source, name):
        return new_markdown_cell(source, id=name)

    question = text(QUESTION, "question-why")
    question.metadata["nbgrader"] = _grader("question_why", True, True, points=1)
    cells = [
        text(TOP, "title"),
        code[0],
        text("## 1 A quarter\n\nA quarter is 16.5 %.", "quarter"),
        *code[1:3],
        text(EXERCISE, "exercise-double"),
        *code[3:5],
        question,
        text("## What to take away\n\nA quarter is 0.165.", "take-away"),
        text("## Now read `dlutils/__init__.py`\n\nIt is short.", "now-read"),
        code[5],
    ]
    return normalised(nbformat.v4.new_notebook(cells=cells))


def cell(nb, name):
    """The cell with this id."""
    return next(c for c in nb.cells if c.id == name)


@pytest.fixture
def cell_named():
    """The function `cell(nb, id)`."""
    return cell


@pytest.fixture
def nb():
    """A notebook that keeps every rule; tests may change it."""
    return copy.deepcopy(tiny_notebook())


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one notebook, declared as the notebook says, and nbgrader's settings."""
    declared = {"double": SimpleNamespace(points=2.0)}
    monkeypatch.setattr(exercises, "declared", lambda path: (declared, 1) if path.stem == NAME else ({}, 0))
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (tmp_path / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    write_atomically(solution(NAME, tmp_path), text_of(tiny_notebook()))
    return SimpleNamespace(
        root=tmp_path,
        name=NAME,
        solution=solution(NAME, tmp_path),
        students_version=students_version(NAME, tmp_path),
        cell=cell,
    )
