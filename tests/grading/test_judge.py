"""One submission, one result: whatever the learner's code does, only its own exercise pays."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from nbformat import v4

from dlutils.checks import exercises
from dlutils.grading import session
from dlutils.grading.boxes import Boxes
from dlutils.grading.demo import disagreements
from dlutils.grading.judge import exercises_hash, grade_submission
from dlutils.grading.sample import sample_class
from dlutils.grading.sample.maker import data
from dlutils.grading.session import InfrastructureError

NAMES = ["predict", "mean_squared_error", "numerical_derivative", "mse_gradient", "gradient_descent"]


def grade(notebook, assignment, boxes) -> tuple[dict, dict]:
    """Verdicts and messages by exercise."""
    graded = grade_submission(data(notebook), assignment, boxes, seed=1)
    assert graded.state == "graded", graded.reason
    assert [report["name"] for report in graded.reports] == NAMES
    return (
        {r["name"]: r["verdict"] for r in graded.reports},
        {r["name"]: r["message"] for r in graded.reports},
    )


def all_passed_but(**others) -> dict:
    return dict.fromkeys(NAMES, "passed") | others


@pytest.mark.usefixtures("hasty")
def test_every_kind_of_member_gets_what_they_deserve(assignment, sandboxed):
    members = sample_class(assignment, exercises(assignment.id), mistakes=1)
    assert len(members) > 25 and len({member.student for member in members}) == len(members)
    graded = {m.student: grade_submission(m.data, assignment, sandboxed) for m in members}
    assert [text for member in members for text in disagreements(member, graded[member.student])] == []


def test_the_result_has_the_declared_form(maker, assignment, boxes):
    result = grade_submission(data(maker.complete()), assignment, boxes, seed=5).to_dict("ada")
    assert list(result) == [
        *("schema", "student", "assignment", "state", "reason", "score", "max_score"),
        *("sandbox", "seed", "exercises_hash", "versions", "exercises"),
    ]
    assert (result["schema"], result["student"], result["sandbox"], result["seed"]) == (
        1,
        "ada",
        boxes.kind,
        5,
    )
    assert (result["state"], result["reason"], result["score"], result["max_score"]) == (
        "graded",
        None,
        15.0,
        15.0,
    )
    assert result["exercises_hash"] == exercises_hash()
    keys = ["name", "score", "max_score", "verdict", "mistake", "message"]
    assert all(list(exercise) == keys for exercise in result["exercises"])


def test_an_ungradable_result_has_no_score(assignment, boxes):
    result = grade_submission(b"", assignment, boxes).to_dict("ada")
    assert (result["state"], result["score"], result["max_score"]) == ("ungradable", None, 15.0)
    assert result["exercises"] == [] and result["reason"] == "The file is empty."


def test_seeds_are_secret_and_different(maker, assignment, boxes):
    seeds = {grade_submission(data(maker.complete()), assignment, boxes).seed for _ in range(2)}
    assert len(seeds) == 2


DEAF = """
def predict(w, b, X):
    import signal

    if hasattr(signal, "SIGALRM"):  # the agent's own time limit
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        pass
"""


@pytest.mark.usefixtures("hasty")
def test_a_function_that_never_ends_costs_itself_only(maker, assignment, boxes):
    verdicts, messages = grade(maker.complete(predict=DEAF), assignment, boxes)
    assert verdicts == all_passed_but(predict="timeout")
    assert "did not come back" in messages["predict"]


@pytest.mark.usefixtures("hasty")
@pytest.mark.skipif(not hasattr(os, "getloadavg"), reason="this system does not tell its load")
@pytest.mark.parametrize("load, verdict", [(0.0, "timeout"), (6.0, "passed")])
def test_a_busy_machine_has_more_patience(load, verdict, maker, assignment, boxes, monkeypatch):
    monkeypatch.setattr(os, "getloadavg", lambda: (load * os.cpu_count(), 0.0, 0.0))
    right = maker.right_answers["gradient_descent"]
    slow = right.replace(":\n", ":\n    import time\n    time.sleep(0.2)\n", 1)
    assert grade(maker.complete(gradient_descent=slow), assignment, boxes)[0]["gradient_descent"] == verdict


def test_a_cell_that_never_ends_costs_its_exercise_only(maker, assignment, monkeypatch, boxes):
    monkeypatch.setattr(session, "CELL_SECONDS", 2.0)
    source = maker.right_answers["mean_squared_error"] + "\n\nwhile True:\n    pass"
    verdicts, messages = grade(maker.complete(mean_squared_error=source), assignment, boxes)
    assert verdicts["mean_squared_error"] == "timeout"
    assert "did not end" in messages["mean_squared_error"]
    assert [verdicts[name] for name in ("numerical_derivative", "predict", "mse_gradient")] == ["passed"] * 3


def test_an_experiment_that_never_ends_is_given_up(maker, assignment, monkeypatch, boxes):
    monkeypatch.setattr(session, "EVERYTHING_SECONDS", 2.0)
    leaning = "def mse_gradient(w, b, X, Y):\n    return made_by_experiment"
    notebook = maker.complete(mse_gradient=leaning)
    notebook.cells[0] = v4.new_code_cell("while True:\n    made_by_experiment = 2")
    verdicts, _ = grade(notebook, assignment, boxes)
    assert verdicts == all_passed_but(mse_gradient="error")


@pytest.mark.parametrize("deadly", ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)"])
def test_a_function_that_takes_python_down_costs_itself_only(maker, assignment, deadly, boxes):
    if "kill" in deadly and os.name != "posix":
        pytest.skip("this signal exists on POSIX systems only")
    source = f"import os\n\n\ndef numerical_derivative(f, a, h=1e-5):\n    {deadly}"
    verdicts, messages = grade(maker.complete(numerical_derivative=source), assignment, boxes)
    assert verdicts == all_passed_but(numerical_derivative="error")
    told = messages["numerical_derivative"]
    assert "ended Python" in told or ("kill" in deadly and "not permitted" in told)


def test_a_cell_that_takes_python_down_costs_its_exercise_only(maker, assignment, boxes):
    source = "import os\n\nos._exit(0)\n\n\ndef predict(w, b, X):\n    return w.T @ X + b"
    verdicts, _ = grade(maker.complete(predict=source), assignment, boxes)
    assert verdicts["predict"] == "error"
    assert [verdicts[name] for name in ("numerical_derivative", "mse_gradient")] == ["passed"] * 2


def test_crashes_of_every_answer_still_give_a_result(maker, assignment, boxes):
    crash = {name: f"import os\n\n\ndef {name}(*arguments):\n    os._exit(0)" for name in NAMES}
    verdicts, _ = grade(maker.notebook(crash), assignment, boxes)
    assert set(verdicts.values()) == {"error"}


def test_a_notebook_has_only_so_much_time(maker, assignment, boxes, monkeypatch):
    monkeypatch.setattr(session, "TOTAL_SECONDS", 3.0)
    verdicts, messages = grade(maker.complete(predict=DEAF), assignment, boxes)
    assert verdicts == all_passed_but(**dict.fromkeys(NAMES, "timeout"))
    assert "took all the time" in messages["gradient_descent"]


NOISE = """
import os
import sys

for number in (1, 2):
    os.write(number, b'{"done": true}\\n')
print("x" * 10_000_000)
sys.stdout.write('{"report": {}}')
"""


def test_what_is_printed_is_no_result(maker, assignment, boxes):
    notebook = maker.complete(predict=NOISE + maker.right_answers["predict"])
    assert grade(notebook, assignment, boxes)[0] == all_passed_but()


LITTER = """
from pathlib import Path

try:
    Path("numpy.py").write_text("1 / 0")
except OSError:
    pass
files = [path.name for path in Path(".").iterdir() if path.suffix == ".py"]
assert files in ([], ["numpy.py"]), files
"""


def test_files_that_are_left_behind_reach_nobody(maker, assignment, root, boxes):
    source = LITTER + maker.right_answers["numerical_derivative"]
    for _ in range(2):
        notebook = maker.complete(numerical_derivative=source)
        assert grade(notebook, assignment, boxes)[0] == all_passed_but()
    assert not (root / "numpy.py").exists()


def test_another_notebook_is_not_worth_zero_points_but_a_question(assignment, boxes):
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# Something else"), v4.new_code_cell("x = 1")])
    graded = grade_submission(data(notebook), assignment, boxes)
    assert graded.state == "ungradable" and "None of the cells" in graded.reason


def test_answers_without_nbgraders_marks_are_found_by_name(maker, assignment, boxes):
    notebook = maker.complete()
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    assert grade(notebook, assignment, boxes)[0] == all_passed_but()


def test_the_agent_starts_with_numpy_and_little_else():
    slow = ("matplotlib", "nbformat", "nbgrader", "sklearn", "ipywidgets", "IPython")
    code = (
        f"import sys, dlutils.grading.inside.agent; print([name for name in {slow} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_process_that_cannot_start_is_the_machines_fault(maker, assignment, monkeypatch):
    monkeypatch.setattr("sys.executable", os.devnull)
    with pytest.raises(InfrastructureError, match="did not start"):
        grade_submission(data(maker.complete()), assignment, Boxes(unsandboxed=True))
