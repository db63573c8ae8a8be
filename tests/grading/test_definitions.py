"""Of a notebook, only the definitions run that the answers lean on, unless they need an experiment."""

from __future__ import annotations

import pytest

from dlutils.grading.inside.definitions import Found, run_definitions
from dlutils.grading.inside.source import Cell


def run(*cells: tuple, wanted=("f",), allowed=True) -> tuple[Found, list]:
    """Run cells given as (source, answer); a list of sources stands for copies of one cell."""
    told = []
    made = [
        Cell(f"cell {i}", text if isinstance(text, list) else [text], answer)
        for i, (text, answer) in enumerate(cells)
    ]
    return run_definitions(made, list(wanted), told.append, allowed), told


ANSWER = "def f():\n    return 1"


@pytest.mark.parametrize(
    "cells, value",
    [
        ([(ANSWER, "f")], 1),
        ([(ANSWER, None)], 1),
        ([("c = 1", None), ("def f():\n    return c", "f")], 1),
        ([("from math import pi as c, e", None), ("def f():\n    return round(c)", "f")], 3),
        ([("from math import *", None), ("def f():\n    return floor(pi)", "f")], 3),
        ([("def g():\n    return h()", None), ("def h():\n    return 1", None), ("f = lambda: g()", "f")], 1),
        ([("class A:\n    x = 1", None), ("def f(a=A):\n    return a.x", "f")], 1),
        ([("if True:\n    c = 1\nelse:\n    c = 2", None), ("def f():\n    return c", "f")], 1),
        (
            [
                ("try:\n    import nothing\nexcept ImportError:\n    c = 1", None),
                ("def f():\n    return c", "f"),
            ],
            1,
        ),
        (
            [
                ("from functools import partial\nc = partial(min, 1)", None),
                ("def f():\n    return c(2)", "f"),
            ],
            1,
        ),
        # the answer cell's own function counts, not what an experiment makes of it afterwards
        ([(ANSWER, "f"), ("def f():\n    return 2", None)], 1),
        # another name
        ([("def my_f():\n    return 1", "f")], 1),
        # another name beside a helper
        ([("def helper():\n    return 1\n\n\ndef my_f():\n    return helper()", "f")], 1),
        # what stands elsewhere under the right name beats another name in the answer cell
        ([("def helper():\n    return 2", "f"), (ANSWER, None)], 1),
        # copies: the last wins; one that cannot be read does not matter; halves fit together
        ([(["def f():\n    return 2", ANSWER], "f")], 1),
        ([(["def f(\n", ANSWER], "f")], 1),
        ([(["def f():\n    x = 1", "    return x"], "f")], 1),
        # an experiment in the answer cell that fails does not undo what stands above or below it
        ([("print(X)\ndef f():\n    return 1\nprint(X.shape)", "f")], 1),
        # magics and shell commands
        ([("%matplotlib inline\ndef f():\n    return 1\n!ls\nx = !ls\nf?", "f")], 1),
        ([("%%time\ndef f():\n    return 1", "f")], 1),
        ([("%%bash\necho hello", None), (ANSWER, "f")], 1),
        ([(">>> def f():\n...     return 1", "f")], 1),
        ([("raise SystemExit", "f"), (ANSWER, None)], 1),
    ],
)
def test_the_function_is_found(cells, value):
    found, told = run(*cells)
    assert found.functions["f"]() == value
    assert {"everything": True} not in told


def test_experiments_do_not_run():
    found, _ = run(
        ("raise SystemExit", None),
        ("for step in range(10):\n    costly = step", None),
        ("result = print('training')", None),
        ("import antigravity", None),
        ("unused = 5", None),
        ("def f(X):\n    for step in range(2):\n        result = X\n    return result", "f"),
    )
    assert {"costly", "result", "antigravity", "unused"}.isdisjoint(found.namespace)
    assert found.functions["f"](4) == 4


def test_of_two_functions_with_other_names_none_is_taken():
    found, _ = run(("def one():\n    return 1\n\n\ndef two():\n    return 2", "f"))
    assert found.functions == {}


NEEDS_EXPERIMENT = [
    ("for c in range(3):\n    pass", None),
    ("1 / 0", None),
    ("d = c + 1", None),
    ("def f():\n    return c", "f"),
]


def test_everything_runs_if_an_answer_needs_what_only_an_experiment_makes():
    found, told = run(*NEEDS_EXPERIMENT)
    assert found.functions["f"]() == 2
    assert found.namespace["d"] == 3
    assert {"everything": True} in told


def test_unless_that_is_not_allowed():
    found, told = run(*NEEDS_EXPERIMENT, allowed=False)
    with pytest.raises(NameError):
        found.functions["f"]()
    assert {"everything": True} not in told


@pytest.mark.parametrize(
    "source, words",
    [
        ("def f()\n    return 1", "SyntaxError in line 1"),
        ("\n\ndef f():\nreturn 1", "IndentationError in line 4"),
        ("def f(): return 1 \0", "null bytes"),
        ("import nothing_of_this_name", "The cell stops in line 1: ModuleNotFoundError"),
        ("x = " + "(" * 500 + ")" * 500, "cannot read this cell"),
    ],
)
def test_a_cell_that_cannot_run_is_explained(source, words):
    found, _ = run((source, "f"))
    assert "f" not in found.functions
    assert words in found.problems["f"]


def test_annotations_are_the_learners_own_business():
    found, _ = run(("def f(x: int) -> int:\n    return x", "f"))
    assert found.functions["f"].__annotations__ == {"x": int, "return": int}
