"""A course in little: one notebook with one exercise, whose declaration and model answer a test may break."""

import json
from dataclasses import replace

import numpy as np
import pytest

from dlutils.checks.exercise import Exercise, Mistake, case
from tools.evidence import model, mutants, nightly, pages, plan

NOTEBOOK = "07_tiny"
ANSWER = """\
import numpy as np

def halve(x):
    ### BEGIN SOLUTION
    half = x / 2
    return half
    ### END SOLUTION
"""


def halve(x):
    return x / 2


def halve_by_product(x):
    return 0.5 * x


def double(x):
    return 2 * x


def leave(x):
    return x.copy()


def said(id, function, **more):
    return Mistake(id, function, f"You did {id}.", "Look again.", **more)


HALVE = Exercise(
    name="halve",
    parts={"values": 2},
    reference=halve,
    insight="You can halve.",
    examples=(case("values", x=np.array([[1.0, 3.0, 5.0], [2.0, 7.0, 4.0]])),),
    draw=lambda rng, i: case("values", x=rng.uniform(1, 2, size=(2, 3))),
    draws=1,
    mistakes=(said("doubled", double), said("left", leave)),
    variants={"by a product": halve_by_product},
)


@pytest.fixture
def mistake():
    """Make a modelled mistake from its id and its function."""
    return said


@pytest.fixture
def course(tmp_path, monkeypatch):
    """`course(mistakes=…)` declares the exercise with something changed; `course.place` is where it stands."""

    class Course:
        place = plan.Place(NOTEBOOK, "halve")
        root = tmp_path
        pages = tmp_path / "docs" / "evidence"

        def __call__(self, **changes):
            exercise = replace(HALVE, **changes)
            monkeypatch.setattr(plan.checks, "exercises", lambda notebook: {"halve": exercise})
            return exercise

        def answer(self, source, name="halve", more=False):
            """Write the notebook with one cell, or with `more` of them."""
            cell = {"cell_type": "code", "source": source, "outputs": [], "execution_count": 1, "id": "halve"}
            cell["metadata"] = {"nbgrader": {"grade_id": name, "solution": True, "grade": False}}
            path = tmp_path / "solutions" / NOTEBOOK / f"{NOTEBOOK}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            before = json.loads(path.read_text("utf-8"))["cells"] if more else []
            path.write_text(
                json.dumps({"cells": [*before, cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}),
                "utf-8",
            )
            model._code_cells.cache_clear()

        def explain(self, text):
            mutants.EXPLAINED.write_text(text, encoding="utf-8")

    course = Course()
    monkeypatch.setattr(plan.checks, "notebook_ids", lambda: [NOTEBOOK])
    monkeypatch.setattr(model, "ROOT", tmp_path)
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    monkeypatch.setattr(pages, "FOLDER", course.pages)
    monkeypatch.setattr(nightly, "STORE", tmp_path / "store")
    monkeypatch.setattr(mutants, "EXPLAINED", tmp_path / "equivalent.toml")
    course()
    course.answer(ANSWER)
    course.explain("")
    yield course
    model._code_cells.cache_clear()
