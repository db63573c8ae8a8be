"""The check of a notebook: it finds the right function, and answers a wrong name with a sentence."""

import subprocess
import sys
import time

import pytest

from dlutils.checks import Check, exercises, notebook, notebook_ids

SETUP = "from dlutils.checks import notebook\ncheck = notebook('01_single_neuron')\n"
PREDICT = exercises("01_single_neuron")["predict"].reference


def last_value(write, code, **names):
    """The value of the last expression of a notebook with these cells."""
    *before, last = code.split("\n")
    return write(SETUP + "\n".join([*before, f"answer = {last}"]), **names)


def test_ids_and_exercises():
    assert notebook_ids()[:2] == ["00_start_here", "01_single_neuron"]
    for name in notebook_ids():
        assert all(key == exercise.name for key, exercise in exercises(name).items())
        assert isinstance(notebook(name), Check) and name in repr(notebook(name))


@pytest.mark.parametrize("name", ["01", "01_single_neurone", "99_nothing", "", 7, "../x", "_x_"])
def test_an_unknown_notebook_gets_the_nearest(name):
    with pytest.raises(ValueError, match="There is no notebook called .* The nearest is '[01]"):
        notebook(name)


def test_the_function_is_found_in_the_notebook(write):
    report = last_value(write, "def predict(w, b, X):\n    return w.T @ X + b\ncheck('predict')")
    assert (report.verdict, report.score) == ("passed", 2.0)


def test_a_function_can_be_handed_over(write):
    assert last_value(write, "check('predict', mine)", mine=PREDICT).verdict == "passed"
    assert last_value(write, "check('predict', lambda w, b, X: X, seed=3)").verdict == "wrong"


def test_a_function_that_is_not_there_is_not_written_yet(write):
    assert last_value(write, "check('predict')").verdict == "missing"


@pytest.mark.parametrize(
    "call, words",
    [
        ("check('predikt')", ["There is no exercise called `predikt`", '`check("predict")`']),
        ("check('nothing like it')", ['`check("predict")`', '`check("gradient_descent")`']),
        ("check(predict)", ["Write the name of the exercise in quotes.", '`check("predict")`']),
        ("check(['predict'])", ["in quotes"]),
        ("check(None)", ["in quotes"]),
        ("check('')", ["There is no exercise called"]),
    ],
)
def test_an_unknown_name_gets_the_nearest(call, words, write):
    report = last_value(write, call, predict=PREDICT)
    assert repr(report) == "0.0" and all(word in str(report) for word in words)
    assert report._repr_html_()


def test_the_summary_checks_what_has_changed(write):
    code = (
        "def predict(w, b, X):\n    return 0\nfirst = check('predict')\n"
        "def predict(w, b, X):\n    return w.T @ X + b\ncheck.summary()"
    )
    summary = last_value(write, code)
    verdicts = {report.name: report.verdict for report in summary.reports}
    assert verdicts.pop("predict") == "passed" and set(verdicts.values()) == {"missing"}
    assert "2 of 15 points from checks" in repr(summary) and "work/01_single_neuron" in repr(summary)


def test_the_summary_does_not_count_what_was_handed_over(write):
    summary = last_value(write, "first = check('predict', mine)\ncheck.summary()", mine=PREDICT)
    assert {report.verdict for report in summary.reports} == {"missing"}


def test_importing_the_checks_costs_numpy_and_nothing_else():
    code = "import sys, dlutils.checks; print({'matplotlib', 'IPython', 'scipy', 'sklearn'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def seconds(action):
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


@pytest.mark.benchmark  # a clock is no part of the ordinary tests: a busy machine would fail them
def test_every_check_answers_at_once():
    """Under 0.3 seconds, for right answers and for each mistake. The best of three: the machine may be busy.

    Exercises that train networks declare a long limit of their own; they are used once, and keep well within it.
    """
    slow = {}
    for name in notebook_ids():
        check = notebook(name)
        for exercise in check.exercises.values():
            trains = exercise.seconds > 5
            for function in (exercise.reference, *(mistake.function for mistake in exercise.mistakes)):
                runs = 1 if trains else 3
                best = min(seconds(lambda: check(exercise.name, function)) for _ in range(runs))  # noqa: B023
                allowed = exercise.seconds / 2 if trains else 0.3
                slow[exercise.name] = max(slow.get(exercise.name, 0), best / allowed)
    assert max(slow.values()) < 1, slow


def test_the_check_of_one_notebook_imports_no_other_exercises():
    code = "import sys; from dlutils.checks import notebook; notebook('01_single_neuron'); "
    code += "print(*(name for name in sys.modules if name.startswith('dlutils.checks.notebook_00')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == ""
