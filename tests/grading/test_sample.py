"""The invented class: what exercises declare becomes cells that do the same, and every notebook's class gets what it
deserves."""

from __future__ import annotations

import ast
import itertools

import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.checks.exercise import Mistake
from dlutils.checks.judging import judge
from dlutils.grading.course import Course
from dlutils.grading.demo import disagreements
from dlutils.grading.judge import grade_submission
from dlutils.grading.sample import Member
from dlutils.grading.sample.answers import answer_source
from dlutils.grading.sample.disorder import unusual
from dlutils.grading.sample.honest import mistaken, right
from dlutils.grading.sample.maker import Maker


def defined_by(source: str, name: str, **around):
    """The function that a cell defines, run as a cell is run."""
    namespace = {"__name__": "__main__", **around}
    exec(compile(source, "<cell>", "exec"), namespace)
    return namespace[name]


ROWS = [(notebook, name) for notebook in notebook_ids() for name in exercises(notebook)]


@pytest.mark.parametrize("notebook, name", ROWS)
def test_every_declared_answer_can_be_written_into_a_cell(notebook, name):
    declared = exercises(notebook)
    exercise = declared[name]
    others = {other: declared[other].reference for other in declared}
    due = [(exercise.reference, "passed", None)]
    due += [(variant, "passed", None) for variant in exercise.variants.values()]
    due += [(mistake.function, "mistake", mistake.id) for mistake in exercise.mistakes]
    for function, verdict, mistake in due:
        source = answer_source(function, name, declared)
        written = defined_by(source, name, **others)
        if exercise.seconds > 20 and function is not exercise.reference:
            continue  # it trains networks, for minutes in all; that the cell can be made is enough
        if len(ast.parse(source).body) > 1:  # a function that leans on nothing is the very same one
            report = judge(exercise, written, 3)
            assert (report.verdict, report.mistake) == (verdict, mistake), source


@pytest.mark.parametrize("notebook", notebook_ids())
def test_the_class_of_every_notebook_gets_what_it_deserves(notebook, sandboxed):
    assignment = Course.here().assignment(notebook)
    maker = Maker(assignment.release, exercises(notebook))
    made = itertools.chain(right(maker), mistaken(maker, 1), unusual(maker))
    members = [Member(str(number), *one) for number, one in enumerate(made)]
    graded = [grade_submission(member.data, assignment, sandboxed) for member in members]
    assert [text for pair in zip(members, graded, strict=True) for text in disagreements(*pair)] == []


SCALE = 2.0
MISTAKE = Mistake("doubled", lambda x: 2 * x, "You double it.", "")


def scaled(x):
    return SCALE * x


def made(factors, steps):
    def inner(x):
        return sum(step(factors["first"] * scaled(x)) for step in steps)

    return inner


CASES = {
    "a constant": (scaled, 6.0),
    "a lambda": (lambda x: x + SCALE, 5.0),
    "what its maker gave it": (made({"first": 10}, [lambda x: x + 1, lambda x: x - 3]), 118.0),
    "an attribute of what only the checks have": (lambda x: MISTAKE.function(x), 6),
}


@pytest.mark.parametrize("function, value", CASES.values(), ids=CASES)
def test_what_a_function_leans_on_comes_along(function, value):
    source = answer_source(function, "answer")
    assert defined_by(source, "answer")(3) == value
    assert "dlutils.checks" not in source


def test_the_learners_own_functions_are_not_brought_along():
    source = answer_source(made({"first": 1}, [abs]), "answer", ["scaled"])
    assert defined_by(source, "answer", scaled=lambda x: 100)(3) == 100


@pytest.mark.parametrize("thing", [print, made({"first": object()}, [])])
def test_what_cannot_be_written_is_refused(thing):
    with pytest.raises(ValueError, match="cannot"):
        answer_source(thing, "answer")
