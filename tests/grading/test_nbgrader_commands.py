"""nbgrader's own commands work with nothing else to set, and keep students' data in class/."""

from __future__ import annotations

import csv
import zipfile

from dlutils.grading.sample.maker import data

ASSIGNMENT = "01_single_neuron"


def test_a_teachers_round_with_nbgrader_alone(root, nbgrader, maker):
    for path in root.glob("class/gradebook.db"):
        path.unlink()
    before = sorted(path.name for path in root.iterdir())
    nbgrader("generate_assignment", ASSIGNMENT)

    archive = root / "class" / "downloaded" / ASSIGNMENT / "archive"
    (archive / "chloe").mkdir(parents=True)
    (archive / "chloe" / f"{ASSIGNMENT}.ipynb").write_bytes(data(maker.complete()))
    (archive / f"ada.l_{ASSIGNMENT}.ipynb").write_bytes(data(maker.complete()))
    with zipfile.ZipFile(archive / "class.zip", "w") as packed:
        packed.writestr(f"ben_{ASSIGNMENT} (1).ipynb", data(maker.notebook({})))
    nbgrader("zip_collect", ASSIGNMENT)
    assert sorted(path.name for path in root.glob("class/submitted/*")) == ["ada.l", "ben", "chloe"]

    nbgrader("autograde", ASSIGNMENT)
    nbgrader("generate_feedback", ASSIGNMENT)
    assert len(list(root.glob("class/feedback/*/*/*.html"))) == 3

    nbgrader("export")
    with open(root / "class" / "grades.csv", encoding="utf-8-sig", newline="") as file:
        assert {row["student_id"]: row["score"] for row in csv.DictReader(file)} == {
            "ada.l": "15.0",
            "ben": "0.0",
            "chloe": "15.0",
        }
    assert sorted(path.name for path in root.iterdir()) == before


def test_validate_runs_the_checks(root, nbgrader, maker):
    path = root / "mine.ipynb"
    path.write_bytes(data(maker.complete()))
    assert "Success" in nbgrader("validate", str(path))
    path.write_bytes(data(maker.notebook({})))
    assert "Success" not in nbgrader("validate", str(path))


def test_export_to_another_file_of_one_assignment(root, nbgrader):
    nbgrader("export", "--to", str(root / "mine.csv"), "--assignment", f"['{ASSIGNMENT}']")
    assert (root / "mine.csv").read_text(encoding="utf-8-sig").startswith("assignment,student_id")


def test_the_release_holds_stubs_and_no_solution(root):
    text = (root / "notebooks" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text(encoding="utf-8")
    assert "raise NotImplementedError()" in text and "YOUR ANSWER HERE" in text
    assert "return" not in text and "BEGIN SOLUTION" not in text
