"""A verdict that depends on luck, threads or NumPy is found; other orders of sums really are other orders."""

import sys

import numpy as np

from tools.evidence import determinism, numerics
from tools.evidence.__main__ import main
from tools.evidence.determinism import Run, compare
from tools.evidence.model import ModelAnswer
from tools.evidence.verdicts import verdicts

SUMS = """\
import numpy as np

def halve(x):
    return x.sum(), np.mean(x), np.ones(3) @ x, np.sum(x[:, None], axis=0)
"""


def told(**changes):
    """What one exercise is told: everything as it should be, but for some changes."""
    found = {"right answer": {"reference": ["passed 2"]}, "mistake": {"slip": ["mistake 0 slip"]}}
    found |= {"other numerics": {"columns first": ["passed 2"]}, "float32": {"reference": ["passed 2"]}}
    return {"07 halve": found | {kind.replace("_", " "): answers for kind, answers in changes.items()}}


def runs(first, second=None):
    return [Run("2.4.6", 1, 20, first), Run("2.0.0", 1, 3, second or told())]


def test_the_same_everywhere_meets_its_reach():
    page = compare(runs(told()))
    assert page.failures == []
    assert "| NumPy 2.0.0, 1 thread | 3 | 1 | 1 | 1 | 1 | 0 |" in str(
        page
    ) and "1 of 1 earn everything" in str(page)


def test_a_verdict_that_depends_on_luck_is_named():
    lucky = told(mistake={"slip": ["mistake 0 slip", "wrong 0"]})
    assert "07 halve, mistake 'slip' changes with the seed" in compare(runs(lucky, lucky)).failures[0]


def test_a_verdict_that_depends_on_numpy_is_named():
    other = told(mistake={"slip": ["mistake 0 other"]})
    assert (
        "NumPy 2.0.0, 1 thread: 07 halve, mistake 'slip' is told" in compare(runs(told(), other)).failures[0]
    )


def test_an_environment_that_judged_other_exercises_is_named():
    assert (
        "NumPy 2.0.0, 1 thread: other exercises"
        in compare(runs(told(), {"07 other": told()["07 halve"]})).failures[0]
    )


def test_other_numerics_must_earn_everything_and_float32_is_listed():
    less = told(other_numerics={"columns first": ["partial 1"]}, float32={"reference": ["wrong 0"]})
    page = compare(runs(less, less))
    assert len(page.failures) == 1 and "'columns first' is told ['partial 1']" in page.failures[0]
    assert "0 of 1 earn everything" in str(page) and "| 07 halve | reference | wrong 0 |" in str(page)


def test_every_answer_is_judged_with_every_seed(course, mistake):
    course(mistakes=(mistake("moody", lambda x: x / 2 if x[0, 0] < 1.5 else x),))
    found = verdicts(course.place, 4)
    assert found["right answer"] == {"the right answer": ["passed 2"], "by a product": ["passed 2"]}
    assert len(found["mistake"]["moody"]) > 1
    assert found["other numerics"].keys() > {"sums from behind", "by a product, columns first"}
    assert set(map(tuple, found["float32"].values())) == {("passed 2",)}


def test_sums_from_behind_begin_at_the_end(course):
    x = np.array([1.0, 1e16, -1e16])
    course.answer(SUMS)
    model = ModelAnswer(course.place)
    before, turned = model.build()(x), numerics.with_sums_from_behind(model)(x)
    assert before[0] == 0 and turned[0] == 1 and turned[1] == 1 / 3 and turned[2] == 1 and turned[3] == [1]
    a, b = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4)
    np.testing.assert_array_equal(numerics.product_from_behind(a, b), a @ b)


def test_each_environment_is_a_process_of_its_own():
    one = determinism.run(["sigmoid"], 1, [])
    assert one.failures == [] and f"NumPy {np.__version__}, 2 threads" in str(one)


def test_a_python_that_is_not_there_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "executable", "no-such-python")
    assert main(["determinism", "--only", "sigmoid"]) == 2
    assert "no-such-python cannot be started" in capsys.readouterr().err
