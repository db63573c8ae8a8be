"""A wrong check makes the command fail and is named: right answers refused, mistakes accepted or misnamed."""

import json

import numpy as np
import pytest

from dlutils.checks.exercise import Property, case
from tools.evidence import nightly
from tools.evidence.__main__ import main

CHECKS = ["checks", "--processes", "1", "--draws", "3"]
NIGHTLY = ["nightly", "--processes", "1", "--draws", "600"]


def halve(x):
    return x / 2


def third(x):
    return x / 3


def test_a_right_course_meets_its_reach(course):
    assert main(CHECKS) == 0
    page = (course.pages / "checks.md").read_text(encoding="utf-8")
    assert "| **all 1** |  | **2** | **6** | **6** | **0** | **2** | **6** |" in page
    assert "What fails" not in page
    assert main(CHECKS) == 0
    assert (course.pages / "checks.md").read_text(encoding="utf-8") == page


def test_a_part_of_the_course_is_shown_and_not_kept(course, capsys):
    assert main([*CHECKS, "--only", "07"]) == 0
    assert "### 07_tiny" not in capsys.readouterr().out and not course.pages.exists()
    assert main([*CHECKS, "--only", "99"]) == 2
    assert "'99' is neither" in capsys.readouterr().err


def test_a_mistake_that_is_accepted_is_named(course, mistake, capsys):
    course(mistakes=(mistake("no-mistake", halve),))
    assert main(CHECKS) == 1
    assert "07 halve, mistake no-mistake: accepted in 3 of 3 draws" in capsys.readouterr().err
    assert "accepted in 3 of 3" in (course.pages / "checks.md").read_text(encoding="utf-8")


def test_a_mistake_without_a_name_is_named(course, mistake, capsys):
    course(mistakes=(mistake("third", third), mistake("also-third", third)))
    assert main(CHECKS) == 1
    assert "07 halve, mistake also-third: no name in 3 draws" in capsys.readouterr().err


def test_a_mistake_with_the_name_of_another_is_named(course, mistake, capsys):
    small = Property(
        "small", "values", "it is small", lambda call, rng: "it is large" if call(6.0) > 3 else None
    )
    large = Property(
        "large", "values", "it is large", lambda call, rng: "it is small" if call(6.0) < 3 else None
    )
    wrong = (mistake("one", third, breaks=("small",)), mistake("two", third, breaks=("large",)))
    course(properties=(small, large), mistakes=wrong, variants={}, examples=(), draw=None, draws=0)
    assert main(CHECKS) == 1
    error = capsys.readouterr().err
    assert "07 halve, mistake one: named two in 3 of 3 draws" in error and "mistake two" not in error


def test_a_right_answer_that_is_refused_is_named(course, capsys):
    course(variants={"nearly": third})
    assert main(CHECKS) == 1
    assert "07 halve: nearly is rejected in 3 of 3 draws" in capsys.readouterr().err


def test_a_wrong_verdict_in_six_hundred_is_found(course, capsys):
    worst = int(np.argmax([np.random.default_rng(seed).uniform() for seed in range(600)]))
    limit = np.random.default_rng(worst).uniform()
    course(
        draw=lambda rng, i: case("values", x=rng.uniform(size=1)),
        variants={"nearly always": lambda x: x / 2 + (x >= limit)},
        examples=(case("values", x=np.array([0.25])),),
    )
    assert main(NIGHTLY) == 1
    assert f"07 halve: nearly always is rejected 1 times, first with seed {worst}" in capsys.readouterr().err


def test_what_was_judged_is_not_judged_again(course, monkeypatch):
    assert main(NIGHTLY) == 0
    page = (course.pages / "nightly.md").read_text(encoding="utf-8")
    assert "**1,200 judgements, 0 right answers rejected.** All exercises are finished." in page
    judged = []
    judge_chunk = nightly.failures
    monkeypatch.setattr(nightly, "failures", lambda *all: judged.append(all[1]) or judge_chunk(*all))
    assert main(NIGHTLY) == 0 and not judged
    assert main([*NIGHTLY[:-1], "700"]) == 0 and judged == [range(600, 700)]
    monkeypatch.setattr(nightly, "fingerprint", lambda exercise: "changed")
    assert main(["nightly", "--processes", "1", "--draws", "10"]) == 0 and judged[1:] == [range(10)]


def test_a_page_before_everything_is_judged_says_so(course):
    assert main(NIGHTLY) == 0
    kept = nightly.STORE / "07" / "halve.json"
    kept.write_text(json.dumps(json.loads(kept.read_text("utf-8")) | {"draws": 5}), "utf-8")
    page = str(nightly._page([course.place], 600, 100))
    assert "not finished" in page and "1 of 1 exercises are not finished" in page


@pytest.mark.parametrize("seconds, draws", [(5.0, "600"), (6.0, "100")])
def test_training_is_judged_less_often(course, seconds, draws):
    course(seconds=seconds)
    assert main(NIGHTLY) == 0
    assert f"| `halve` | 2 | {draws} | 0 |" in (course.pages / "nightly.md").read_text(encoding="utf-8")
