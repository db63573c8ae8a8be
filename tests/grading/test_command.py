"""``python -m dlutils``: one sentence for every slip, and exit statuses that a script can rely on."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dlutils.__main__ import main
from dlutils.grading import command
from dlutils.grading import demo as demonstration
from dlutils.grading.judge import Graded
from dlutils.grading.sample.maker import data

ASSIGNMENT = "01_single_neuron"


def test_without_a_command_it_helps(capsys):
    assert main([]) == 0
    assert "grade" in capsys.readouterr().out


def test_help_needs_no_slow_imports():
    code = "import sys, dlutils.__main__ as m; m.main([]); print('nbgrader' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1].startswith("False")


def test_without_a_sandbox_it_refuses(root, hand_in, maker, scores, monkeypatch, capsys):
    hand_in("ada", data(maker.complete()))
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["grade", ASSIGNMENT]) == 2
    said = capsys.readouterr().err
    assert "bubblewrap is missing" in said and "--unsandboxed does it without walls" in said
    assert not (root / "class" / "autograded").exists() and not (root / "class" / "results").exists()


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["01_singel_neurone", "--unsandboxed"], "Did you mean 01_single_neuron"),
        (["xyz", "--unsandboxed"], "There is no assignment 'xyz'. Did you mean"),
        ([ASSIGNMENT, "--unsandboxed", "--submitted", "nowhere"], "There is no folder nowhere."),
        ([ASSIGNMENT, "--unsandboxed", "--submitted", "solutions"], "Nothing was handed in"),
        ([ASSIGNMENT, "--unsandboxed", "--json", "no/such/results.json"], "There is no folder"),
    ],
)
def test_it_refuses_in_one_sentence(arguments, words, root, hand_in, capsys):
    hand_in("ada", b"")
    assert main(["grade", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said and len(said.strip().splitlines()) == 1
    assert not (root / "class" / "autograded").exists()


def test_an_assignment_that_was_not_released_is_named(root, hand_in, capsys):
    (root / "notebooks" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").unlink()
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 2
    assert f"nbgrader generate_assignment {ASSIGNMENT}" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["0", "-1", "two", "1.5"])
def test_workers_must_be_a_number(number, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["grade", ASSIGNMENT, "--workers", number])
    assert ended.value.code == 2
    assert "is not a number of 1 or more" in capsys.readouterr().err


def test_a_class_is_graded_and_recorded(root, hand_in, maker, scores, capsys):
    hand_in("ada", data(maker.complete()))
    (root / "class" / "gradebook.db").unlink()  # as in a new clone
    assert main(["grade", ASSIGNMENT, "--unsandboxed", "--json", "results.json"]) == 0
    assert scores("ada")["gradient_descent"] == 5.0
    assert "1 graded" in capsys.readouterr().out
    (result,) = json.loads((root / "results.json").read_text(encoding="utf-8"))
    assert (result["student"], result["state"], result["score"]) == ("ada", "graded", 15.0)
    assert (root / "class" / "grades.csv").is_file()


def test_a_folder_elsewhere_is_graded_and_not_recorded(root, hand_in, maker, capsys):
    hand_in("ada", data(maker.complete()))
    hand_in("eve", b"")
    (root / "class" / "submitted").rename(root / "elsewhere")
    before = (root / "class" / "gradebook.db").read_bytes()
    arguments = ["grade", ASSIGNMENT, "--unsandboxed", "--submitted", "elsewhere", "--json", "results.json"]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "1 graded, 1 ungradable" in said.out and "eve: ungradable. The file is empty." in said.err
    states = {
        r["student"]: r["state"] for r in json.loads((root / "results.json").read_text(encoding="utf-8"))
    }
    assert states == {"ada": "graded", "eve": "ungradable"}
    assert sorted(path.name for path in (root / "class").iterdir()) == ["gradebook.db"]
    assert (root / "class" / "gradebook.db").read_bytes() == before


def test_a_fault_of_the_machine_is_status_2(root, hand_in, maker, monkeypatch, capsys):
    hand_in("ada", data(maker.complete()))
    hand_in("eve", b"")
    lost = {student: Graded(ASSIGNMENT, "infrastructure-error", "no memory") for student in ("ada", "eve")}
    monkeypatch.setattr(
        command, "grade_class", lambda *given, **named: lost | {"eve": Graded(ASSIGNMENT, "ungradable", "")}
    )
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 2
    said = capsys.readouterr()
    assert "1 infrastructure-error, 1 ungradable" in said.out and "ada: infrastructure-error." in said.err


def test_a_gradebook_that_is_none_is_said_in_one_sentence(root, hand_in, capsys):
    hand_in("ada", b"")
    (root / "class" / "gradebook.db").write_bytes(b"not a database" * 100)
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 2
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert last.startswith("The gradebook sqlite:///") and last.endswith("file is not a database.")


@pytest.fixture
def small_class(monkeypatch):
    """The demo with every eighth member only."""
    whole = demonstration.sample_class
    monkeypatch.setattr(demonstration, "sample_class", lambda *given, **named: whole(*given, **named)[::8])


@pytest.mark.usefixtures("small_class")
def test_the_demo_answers_an_invented_class(root, hand_in, capsys):
    own = hand_in("ada", b"mine")
    gradebook = (root / "class" / "gradebook.db").read_bytes()
    (root / "class" / "demo").mkdir()
    (root / "class" / "demo" / "old").write_text("of an earlier demo", encoding="utf-8")
    assert main(["demo"]) == 0
    assert not (root / "class" / "demo" / "old").exists()
    table = capsys.readouterr().out
    assert "everything right" in table and "15 of 15" in table and "mistake: " in table
    assert list((root / "class" / "demo" / "feedback").glob("*/*/*.html"))
    assert (root / "class" / "demo" / "grades.csv").is_file()
    assert own.read_bytes() == b"mine" and (root / "class" / "gradebook.db").read_bytes() == gradebook


def test_the_demo_notices_an_undeserved_score(root, capsys, monkeypatch):
    whole = demonstration.sample_class

    def unjust(*given, **named):
        members = whole(*given, **named)[:2]
        name, (verdict, mistake, points) = next(iter(members[0].deserved.items()))
        members[0].deserved[name] = (verdict, mistake, points - 1)
        return members

    monkeypatch.setattr(demonstration, "sample_class", unjust)
    assert main(["demo"]) == 1
    said = capsys.readouterr().err
    assert "aiko.ardent (everything right): predict should be ('passed', None, 1.0)" in said
    assert "aiko.ardent (everything right): the gradebook should hold 14.0, holds 15.0." in said
