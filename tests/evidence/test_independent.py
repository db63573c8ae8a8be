"""Answers that were written without sight of the checks: the page tells every wrong verdict; the course gives none."""

import json

import pytest

from dlutils import checks
from tools.evidence import answers as declared
from tools.evidence import independent
from tools.evidence.__main__ import main
from tools.evidence.answers import Answers
from tools.evidence.plan import places, trains

COMMAND = ["independent", "--processes", "1"]


@pytest.fixture
def written(course, tmp_path, monkeypatch):
    """Five wrong answers and three right ones to the course in little, in a list that a test may change."""
    answers = Answers()
    answers.wrong("halve", "doubled")(lambda x: 2 * x)
    for factor in (3, 4, 5, 6):
        answers.wrong("halve", f"divided by {factor}")(lambda x, factor=factor: x / factor)
    for more in range(3):
        answers.right("halve", f"{more} added and taken away")(lambda x, more=more: (x + more - more) / 2)
    monkeypatch.setattr(independent, "answers_to", lambda notebook, exercise: answers.all)
    monkeypatch.setattr(independent, "FOLDER", tmp_path)
    return answers


def test_a_right_course_meets_its_reach(course, written):
    assert main(COMMAND) == 0
    page = (course.pages / "independent.md").read_text(encoding="utf-8")
    assert "**5 of 5 wrong answers are rejected (at first 5), 1 of them by name (at first 1)." in page
    assert "| doubled | wrong | `doubled` | `doubled` |" in page
    assert "| divided by 3 | wrong | wrong | wrong |" in page


def test_what_was_told_at_first_is_kept(course, written, mistake):
    main(COMMAND)
    course(mistakes=(mistake("third", lambda x: x / 3),))
    assert main(COMMAND) == 0
    page = (course.pages / "independent.md").read_text(encoding="utf-8")
    assert "| divided by 3 | wrong | wrong | `third` |" in page
    assert "| doubled | wrong | `doubled` | wrong |" in page


def test_a_wrong_answer_that_earns_everything_is_told(course, written, capsys):
    written.wrong("halve", "as right as can be")(lambda x: x / 2)
    assert main(COMMAND) == 1
    assert "07 halve: a wrong answer is told full marks: as right as can be" in capsys.readouterr().err


def test_a_right_answer_that_is_refused_is_told(course, written, capsys):
    written.right("halve", "not right at all")(lambda x: x + 1)
    assert main(COMMAND) == 1
    assert "07 halve: a right answer is told wrong: not right at all" in capsys.readouterr().err


def test_too_few_answers_are_told(course, written, capsys):
    del written.all[0], written.all[-1]
    assert main(COMMAND) == 1
    said = capsys.readouterr().err
    assert "4 wrong answers; at least 5" in said and "2 right answers; at least 3" in said


def test_two_answers_of_one_name_are_refused(written):
    with pytest.raises(ValueError, match="two answers are called 'doubled'"):
        written.wrong("halve", "doubled")


ALL = places([])


@pytest.mark.parametrize("place", ALL, ids=str)
def test_every_exercise_has_been_answered(place):
    found = declared.answers_to(place.notebook, place.name)
    assert sum(not one.right for one in found) >= independent.LEAST_WRONG
    assert sum(one.right for one in found) >= independent.LEAST_RIGHT
    first = json.loads((independent.FOLDER / f"first_verdicts_{place.notebook[:2]}.json").read_text("utf-8"))
    assert {independent.Told(one, "").key for one in found} <= set(first)


def test_every_answer_is_for_an_exercise():
    for notebook in checks.notebook_ids():
        names = set(checks.exercises(notebook))
        assert {one.exercise for one in declared.answers_of(notebook)} <= names


@pytest.mark.parametrize(
    "place, answer",
    [
        pytest.param(place, answer, id=f"{place}-{answer.words}")
        for place in ALL
        if not trains(place.exercise)  # the command judges those that train
        for answer in declared.answers_to(place.notebook, place.name)
    ],
)
def test_every_verdict_is_right(place, answer):
    told = independent.verdict(place, answer)
    assert (told == independent.FULL) == answer.right and independent.accepted(told) == answer.right, told
