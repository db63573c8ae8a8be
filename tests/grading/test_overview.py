"""What teachers make of the results: the class at one look, one verdict once more, tables for platforms."""

from __future__ import annotations

import csv
import json
import shutil
from html.parser import HTMLParser

import pytest

import dlutils
from dlutils.__main__ import main
from dlutils.checks import exercises
from dlutils.grading import class_report, recording
from dlutils.grading.course import Course
from dlutils.grading.judge import Graded, grade_submission
from dlutils.grading.restore import restore_cells
from dlutils.grading.sample.maker import Maker, data, place

ASSIGNMENT = "01_single_neuron"
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


MISTAKE = exercises(ASSIGNMENT)["mse_gradient"].mistakes[0]


@pytest.fixture(scope="module")
def graded_course(released_course, tmp_path_factory):
    """A class with a common mistake, an endless loop, nothing written, and a file that is no notebook: graded."""
    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(released_course, root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        maker = Maker(Course.here().assignment(ASSIGNMENT).release, exercises(ASSIGNMENT))
        wrong = maker.complete(mse_gradient=maker.source("mse_gradient", MISTAKE.function))
        slow = "import time\n\n\ndef numerical_derivative(f, a, h=1e-5):\n    time.sleep(99)"
        files = {
            "ada": data(maker.complete()),
            "ben_7": data(wrong),
            "cleo_8": data(wrong),
            "dan": data(maker.complete(numerical_derivative=slow)),
            "eve": b"<html>",
            "finn": data(maker.release),
        }
        for student, file in files.items():
            path = root / "class" / "submitted" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(file)
        assert main(["grade", ASSIGNMENT, "--unsandboxed", "--json", "results.json"]) == 1
    return root


@pytest.fixture
def graded_class(graded_course, root):
    """A fresh copy of the graded class, in the test's own course; the mistake that two of them made."""
    shutil.rmtree(root / "class")
    shutil.copytree(graded_course / "class", root / "class")
    shutil.copy(graded_course / "results.json", root)
    return MISTAKE


def test_the_class_at_one_look(root, graded_class, capsys):
    capsys.readouterr()
    assert main(["report", ASSIGNMENT]) == 0
    said = capsys.readouterr().out
    assert f"   2 × {graded_class.id}: {graded_class.sentence}" in said
    assert "mse_gradient: 2 right, 2 named mistake, 1 not written" in said
    assert (
        "dan: numerical_derivative: Stopped after" in said
        and "eve: ungradable: The file is not a notebook" in said
    )
    page = (root / "class" / f"report_{ASSIGNMENT}.html").read_text(encoding="utf-8")
    assert page.count('role="img" aria-label="Bar of ') == 5 and graded_class.id in page
    open_tags = []

    class Balanced(HTMLParser):
        def handle_starttag(self, tag, attributes):
            if tag not in ("meta", "rect", "br"):
                open_tags.append(tag)

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

        def handle_startendtag(self, tag, attributes):
            pass

    Balanced().feed(page)
    assert open_tags == []


def test_a_report_escapes_what_students_wrote():
    report = {"verdict": "timeout", "mistake": None, "message": "<script>x</script>", "name": "predict"}
    reports = tuple({**report, "name": name} for name in exercises(ASSIGNMENT))
    seen = class_report.overview(ASSIGNMENT, {"<b>": Graded(ASSIGNMENT, "graded", reports=reports)})
    page = class_report.as_html(seen)
    assert "<script>" not in page and "<b><b>" not in page and "&lt;script&gt;" in page


def test_without_results_there_is_no_report(root, capsys):
    assert main(["report", ASSIGNMENT]) == 2
    assert "grade it first" in capsys.readouterr().err


def test_one_verdict_is_repeated_exactly(root, graded_class, hand_in, maker, capsys):
    assert main(["replay", "results.json", "ben_7", "--unsandboxed"]) == 0
    said = capsys.readouterr().out
    assert "Every verdict is the same." in said and graded_class.sentence.split("`")[0] in said
    hand_in("ben_7", data(maker.complete()))
    assert main(["replay", "results.json", "ben_7", "--unsandboxed"]) == 1
    for student, words in {"nobody": "holds no result", "eve": "was ungradable"}.items():
        assert main(["replay", "results.json", student, "--unsandboxed"]) == 2
        assert words in capsys.readouterr().err
    assert main(["replay", "nothing.json", "ada"]) == 2


def read(path) -> list[list[str]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_tables_for_canvas_and_moodle(root, graded_class, gradebook, nbgrader):
    with gradebook() as book:
        book.update_or_create_student("cleo_8", first_name="=cmd|' /C calc'!A0", last_name='Cleo, "C"')
    where = ["--assignment", f"['{ASSIGNMENT}']"]
    said = nbgrader(
        "export",
        "--exporter",
        "dlutils.grading.platforms.Canvas",
        *where,
        "--to",
        "canvas.csv",
        "--Canvas.column=One (5)",
    )
    assert "5 submissions still wait for a person" in said  # finn wrote nothing
    head, possible, *rows = read(root / "canvas.csv")
    assert head == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "One (5)"]
    assert possible[0] == "Points Possible" and float(possible[-1]) == 19
    by_number = {row[1]: row for row in rows}
    assert by_number["7"][0] == "ben" and float(by_number["7"][-1]) == 11
    assert by_number["8"][0].startswith("'=cmd")
    assert ["ada", "", "", "ada", "", "15.0"] in rows
    nbgrader("export", "--exporter", "dlutils.grading.platforms.Moodle", *where, "--to", "moodle.csv")
    head, *rows = read(root / "moodle.csv")
    assert head[0] == "Identifier" and {row[0]: row[4] for row in rows}["Participant 7"] == "11.0"


def test_another_version_of_the_assignment_is_said(assignment, maker, boxes):
    notebook = maker.complete()
    assert grade_submission(data(notebook), assignment, boxes).reason is None
    notebook.cells[place(notebook, "check_predict")].metadata.nbgrader.checksum = "0" * 32
    graded = grade_submission(data(notebook), assignment, boxes)
    assert graded.score == 15.0 and "another version of the assignment" in graded.reason
    assert restore_cells(notebook, assignment.release).other_version


def test_a_submission_for_another_version_of_dlutils_is_warned_of(root, assignment, maker, hand_in, capsys):
    assert assignment.release.metadata.dlutils.version == dlutils.__version__
    old = maker.complete()
    for number, version in enumerate([*["0.0.1"] * 6, dlutils.__version__, ["odd"], None]):
        old.metadata.dlutils = {"version": version}
        hand_in(f"s{number}", data(old))
    assert main(["grade", ASSIGNMENT, "--unsandboxed", "--workers", "1", "--json", "results.json"]) == 0
    warning = capsys.readouterr().err.strip().splitlines()[-1]
    assert (
        f"6 of 9 submissions were made for another version of dlutils (0.0.1; this is {dlutils.__version__})"
        in warning
    )
    assert "s0, s1, s2, s3, s4 and 1 more." in warning
    reasons = [one["reason"] for one in json.loads((root / "results.json").read_text(encoding="utf-8"))]
    assert ["made for version 0.0.1 of dlutils" in str(reason) for reason in reasons] == [True] * 6 + [
        False
    ] * 3


def test_the_gradebook_shows_what_the_class_got(course, graded_class):
    assert recording.recorded_scores(course, ASSIGNMENT)["ben_7"] == 11
