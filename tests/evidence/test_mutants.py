"""Every kind of slip is made, what survives is named, and a reason that explains nothing any more is too."""

import ast

import numpy as np
import pytest

from dlutils.checks.exercise import case
from tools.evidence.__main__ import main
from tools.evidence.model import ModelAnswer
from tools.evidence.mutants import judge_mutants
from tools.evidence.operators import broken

MUTANTS = ["mutants", "--processes", "1"]
EVERY_LINE = set(range(1, 100))
TOO_SMALL = """\
def halve(x):
    if x.size > 9:
        return x
    return x / 2
"""


def all_broken(source):
    return {ast.unparse(tree) for _, tree in broken(ast.parse(source), EVERY_LINE)}


@pytest.mark.parametrize(
    "source, slips",
    [
        ("y = a + b", ["y = a - b", "y = a", "y = b", "y = -(a + b)"]),
        ("y = a - b", ["y = b - a"]),
        ("y = a * b", ["y = a / b", "y = a @ b"]),
        ("y = W @ x", ["y = x @ W", "y = W * x", "y = W.T @ x", "y = W @ x.T"]),
        ("y = a.T", ["y = a"]),
        ("y = a < 3", ["y = a <= 3", "y = a > 3", "y = a < 4", "y = a < 2", "y = a < 6"]),
        ("y = f(a, b)", ["y = a", "y = f(b, a)"]),
        ("y = a.copy()", ["y = a"]),
        ("y = np.sum(a, axis=0)", ["y = np.mean(a, axis=0)", "y = np.sum(a, axis=1)", "y = np.sum(a)"]),
        (
            "y = a.max(axis=1, keepdims=True)",
            ["y = a.min(axis=1, keepdims=True)", "y = a.max(axis=1, keepdims=False)"],
        ),
        (
            "for i in range(n): y += i",
            ["for i in range(n + 1):\n    y += i", "for i in range(n + -1):\n    y += i"],
        ),
        ("y = a[1:n]", ["y = a[:n]", "y = a[1:]", "y = a[1:n + 1]"]),
        ("y += b", ["pass", "y = b", "y -= b"]),
        ("a.sort()", ["pass"]),
        ("y = b if a else c", ["y = b", "y = c"]),
        (
            "def f(a, b):\n    return (a, b)",
            ["def f(a, b):\n    return (b, a)", "def f(a, b):\n    return (a, -b)"],
        ),
        ("def f(a, b):\n    return a", ["def f(a, b):\n    return b", "def f(a, b):\n    return a.T"]),
    ],
)
def test_slips_are_made(source, slips):
    assert set(slips) <= all_broken(source)


@pytest.mark.parametrize(
    "source, same",
    [
        ("y = np.maximum(a, 0)", "y = np.maximum(0, a)"),
        ("y = float(a)", "y = a"),
        ("y = np.zeros(3)", "y = -np.zeros(3)"),
        ("y = a + 0.0", "y = a - 0.0"),
        ("y = zip(a, b, strict=True)", "y = zip(a, b)"),
        ("def f(a):\n    'Words.'\n    return a", "def f(a):\n    pass\n    return a"),
    ],
)
def test_what_cannot_change_a_verdict_is_no_slip(source, same):
    assert same not in all_broken(source)


def test_a_check_that_sees_everything_meets_its_reach(course):
    assert main(MUTANTS) == 0
    page = (course.pages / "mutants.md").read_text(encoding="utf-8")
    assert "mutants are rejected (100.0%)" in page and "| 07 `halve` |" in page


def test_a_false_pass_is_named_until_it_is_explained(course, capsys):
    course(examples=(case("values", x=np.zeros(2)),), draws=0)
    assert main(MUTANTS) == 1
    error = capsys.readouterr().err
    assert "07 halve: a mutant is accepted and not explained (the number is one larger)" in error
    assert "+ half = x / 3" in error and "at least 98% must be" in error
    entry = '[[equivalent]]\nexercise = "07 halve"\nchange = """\n- half = x / 2\n+ half = x / 3"""\nwhy = "Only zeros."\n'
    course.explain(entry)
    main(MUTANTS)
    assert "+ half = x / 3" not in capsys.readouterr().err
    assert "Only zeros." in (course.pages / "mutants.md").read_text(encoding="utf-8")
    course()
    assert main(MUTANTS) == 1
    assert "equivalent.toml explains a mutant of 07 halve that does not survive" in capsys.readouterr().err


def test_lines_that_never_run_are_left_alone(course):
    course.answer(TOO_SMALL)
    model = ModelAnswer(course.place)
    assert model.lines_run(lambda answer: answer(np.ones(3))) == {1, 2, 4}
    survivors = "".join(change for change, *_ in judge_mutants(course.place).survivors)
    assert "x.size > 10" in survivors and "- return x" not in survivors


def test_a_model_answer_finds_what_its_notebook_defines(course):
    course.answer(
        "import numpy as np\n\ndef half(x):\n    return x * np.array(factor)\n\nfactor = missing", name=""
    )
    course.answer("def halve(x):\n    return half(x)\n", more=True)
    answer = ModelAnswer(course.place).build(factor=0.5)
    assert answer(np.ones(2)).tolist() == [0.5, 0.5]


def test_a_mutant_that_never_ends_is_rejected(course):
    course(seconds=0.2)
    course.answer("def halve(x):\n    n = 1\n    while n < 2:\n        n += 1\n    return x / n\n")
    changes = [change for change, *_ in judge_mutants(course.place).survivors]
    assert "- n = 1\n+ n = 0" in changes and not any("+ pass" in change for change in changes)


def test_a_missing_or_wrong_model_answer_is_one_sentence(course, capsys):
    course.answer("def halve(x):\n    return x\n")
    assert main(MUTANTS) == 2
    assert "07 halve: the model answer is not accepted" in capsys.readouterr().err
    course.answer(TOO_SMALL, name="other")
    assert main(MUTANTS) == 2
    assert "07 halve: solutions/ has no answer cell of this name." in capsys.readouterr().err


def test_networks_of_the_learners_own_are_counted_apart(course):
    course(seconds=120.0, examples=(case("values", x=np.zeros(2)),), draws=0)
    assert main(MUTANTS) == 0
    page = (course.pages / "mutants.md").read_text(encoding="utf-8")
    counted, apart = page.split("## Networks of the learner's own")
    assert "**0 of 0 mutants" in counted and "halve" not in counted
    assert "+ half = x / 3" in apart
