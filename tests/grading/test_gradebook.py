"""Whichever way a class is graded, the gradebook holds the same scores, and nothing stale."""

from __future__ import annotations

import csv

import pytest
from nbgrader.apps.api import NbGraderAPI

from dlutils.checks import exercises
from dlutils.grading import recording
from dlutils.grading.engine import Engine, grade_class
from dlutils.grading.export import harmless, write_table
from dlutils.grading.judge import Graded
from dlutils.grading.sample.maker import data, place

ASSIGNMENT = "01_single_neuron"
FULL = {
    "numerical_derivative": 2,
    "predict": 2,
    "mean_squared_error": 2,
    "mse_gradient": 4,
    "gradient_descent": 5,
}
#: nbgrader's own, about the order of its calls to the database
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def grade_all(course, assignment, **options) -> dict[str, Graded]:
    graded = grade_class(course.submissions(assignment.id), assignment, Engine(unsandboxed=True))
    return recording.record(course, assignment.id, graded, **options)


@pytest.fixture
def three(maker, hand_in) -> dict[str, dict]:
    """Three students and the scores they deserve: right, a known mistake, a file that is no notebook."""
    mistake = exercises(ASSIGNMENT)["mse_gradient"].mistakes[0]
    wrong = maker.complete(mse_gradient=maker.source("mse_gradient", mistake.function))
    hand_in("ada", data(maker.complete()))
    hand_in("ben", data(wrong))
    hand_in("eve", b"<html>")
    open_question = {"question_scale": None}
    return {
        "ada": FULL | open_question,
        "ben": FULL | {"mse_gradient": 0} | open_question,
        "eve": dict.fromkeys([*FULL, "question_scale"]),
    }


def by_command(course, assignment, nbgrader):
    assert {g.state for g in grade_all(course, assignment).values()} == {"graded", "ungradable"}


def by_nbgrader(course, assignment, nbgrader):
    nbgrader("autograde", ASSIGNMENT)


def by_formgrader(course, assignment, nbgrader):
    api = NbGraderAPI(config=course.config)
    for student in course.submissions(ASSIGNMENT):
        result = api.autograde(ASSIGNMENT, student)
        assert result["success"], result


@pytest.mark.parametrize("way", [by_command, by_nbgrader, by_formgrader])
def test_all_ways_give_the_same_scores(way, three, course, assignment, nbgrader, scores, comments):
    way(course, assignment, nbgrader)
    assert {student: scores(student) for student in three} == three
    assert set(comments("eve").values()) == {
        "The file is not a notebook, or only a part of one: it is not valid JSON."
    }
    assert (course.folder("submitted") / "eve" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_bytes() == b"<html>"


def test_feedback_shows_the_reports(three, course, assignment):
    grade_all(course, assignment, feedback=True)
    pages = {s: course.folder("feedback") / s / ASSIGNMENT / f"{ASSIGNMENT}.html" for s in three}
    texts = {student: page.read_text(encoding="utf-8") for student, page in pages.items()}
    mistake = exercises(ASSIGNMENT)["mse_gradient"].mistakes[0]
    assert mistake.sentence.split("`")[0] in texts["ben"]
    assert "4 of 4 points" in texts["ada"] and "0 of 4 points" in texts["ben"]
    assert "not valid JSON" in texts["eve"]
    assert "15.0 / 19.0" in texts["ada"]


def test_a_regrade_leaves_no_old_score(three, course, assignment, hand_in, maker, scores, comments):
    grade_all(course, assignment)
    hand_in("ada", b"")
    hand_in("eve", data(maker.complete()))
    grade_all(course, assignment)
    assert scores("ada") == three["eve"]
    assert set(comments("ada").values()) == {"The file is empty."}
    assert scores("eve") == three["ada"] and not comments("eve")


@pytest.mark.parametrize("fault", ["judge", "nbgrader"])
def test_an_old_score_does_not_outlive_a_fault_of_the_machine(
    three, course, assignment, scores, monkeypatch, fault
):
    graded = grade_all(course, assignment)
    if fault == "judge":
        graded["ada"] = Graded(ASSIGNMENT, "infrastructure-error", "no memory")
    else:
        monkeypatch.setattr("dlutils.grading.recorder._output", lambda *arguments: 1 / 0)
    recorded = recording.record(course, ASSIGNMENT, {"ada": graded["ada"]})
    assert recorded["ada"].state == "infrastructure-error"
    reason = "no memory" if fault == "judge" else "ZeroDivisionError: division by zero"
    assert reason in recorded["ada"].reason
    assert set(scores("ada").values()) == {None}


BY_HAND = ("check_predict", "question_scale")


def test_points_that_a_person_gave_stay_as_long_as_the_reason_does(
    three, course, assignment, hand_in, gradebook
):
    def given(points=None) -> list[float]:
        with gradebook() as book:
            grades = [book.find_grade(name, ASSIGNMENT, ASSIGNMENT, "eve") for name in BY_HAND]
            for grade in grades:
                grade.manual_score = grade.manual_score if points is None else points
            book.db.commit()
            return [grade.score for grade in grades]

    grade_all(course, assignment)
    assert given(1.5) == [1.5, 1.5]
    grade_all(course, assignment)
    assert given() == [1.5, 1.5]
    hand_in("eve", b"")
    grade_all(course, assignment)
    assert given() == [0.0, 0.0]


def test_a_notebook_of_another_name_is_marked_for_a_person(
    course, assignment, hand_in, maker, scores, comments
):
    hand_in("ada", data(maker.complete()), "my solution.ipynb")
    assert grade_all(course, assignment)["ada"].state == "ungradable"
    assert set(scores("ada").values()) == {None}
    assert all("another name" in comment for comment in comments("ada").values())


def test_what_was_mended_is_said_where_it_was(course, assignment, hand_in, maker, scores, comments):
    notebook = maker.complete()
    del notebook.cells[place(notebook, "predict")]
    hand_in("ada", data(notebook))
    grade_all(course, assignment)
    assert scores("ada")["predict"] == 0.0
    assert comments("ada") == {"predict": "The cell `predict` was missing; it was put back empty."}


def test_many_are_recorded_by_several_processes(course, assignment, hand_in, maker, scores, monkeypatch):
    monkeypatch.setattr(recording, "_MANY", 4)
    students = [f"student {i} é" for i in range(5)]
    for student in students:
        hand_in(student, data(maker.complete()))
    recorded = grade_all(course, assignment, workers=2, feedback=True)
    assert list(recorded) == students and {r.state for r in recorded.values()} == {"graded"}
    assert {scores(student)["gradient_descent"] for student in students} == {5.0}
    assert len(list(course.folder("feedback").glob("*/*/*.html"))) == 5


def read_table(path) -> list[dict]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_holds_every_exercise_and_no_formula(three, course, assignment, gradebook):
    grade_all(course, assignment)
    with gradebook() as book:
        book.update_or_create_student("ada", last_name='=HYPERLINK("x";"y")', first_name='O"Hara, A')
        book.update_or_create_student("-zoe", email="@x")
        write_table(book, course.root / "table.csv")
    rows = {row["student_id"]: row for row in read_table(course.root / "table.csv")}
    ada, ben, eve, zoe = (rows[student] for student in ("ada", "ben", "eve", "'-zoe"))
    assert (ada["last_name"], ada["first_name"]) == ('\'=HYPERLINK("x";"y")', 'O"Hara, A')
    assert (ada["score"], ada["max_score"], ben["score"], eve["score"]) == ("15.0", "19.0", "11.0", "0.0")
    assert (ben[f"{ASSIGNMENT} mse_gradient"], ben[f"{ASSIGNMENT} predict"]) == ("0.0", "2.0")
    assert (zoe["email"], zoe["submitted"], zoe["score"]) == ("'@x", "no", "0.0")
    assert not list(course.root.glob("*.part"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_formulas_are_disarmed(text):
    assert harmless(text) == f"'{text}"


def test_numbers_and_names_stay_what_they_are():
    assert (harmless(-1.5), harmless("Ada = Eva"), harmless("")) == (-1.5, "Ada = Eva", "")
