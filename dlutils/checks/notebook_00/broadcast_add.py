"""Exercise `broadcast_add`: adding is easy; refusing what NumPy would line up in silence is the point."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake


def broadcast_add(W_times_X, b):
    if b.shape != (W_times_X.shape[0], 1):
        raise ValueError(f"b must have shape ({W_times_X.shape[0]}, 1), got {b.shape}")
    return W_times_X + b


def add_unchecked(W_times_X, b):
    return W_times_X + b


def add_if_entries_fit(W_times_X, b):
    if b.size != W_times_X.shape[0]:
        raise ValueError("b must have n numbers")
    return W_times_X + b


def add_if_rows_fit(W_times_X, b):
    if b.shape[0] != W_times_X.shape[0]:
        raise ValueError("b must have n rows")
    return W_times_X + b


def add_if_two_axes(W_times_X, b):
    if b.ndim != 2:
        raise ValueError("b must have two axes")
    return W_times_X + b


def add_mending(W_times_X, b):
    if b.size != W_times_X.shape[0]:
        raise ValueError("b must have n numbers")
    return W_times_X + b.reshape(-1, 1)


def add_with_assert(W_times_X, b):
    assert b.shape == (W_times_X.shape[0], 1), "b must be a column"
    return W_times_X + b


def add_in_place(W_times_X, b):
    if b.shape != (W_times_X.shape[0], 1):
        raise ValueError("b must be a column")
    W_times_X += b
    return W_times_X


def add_or_none(W_times_X, b):
    if b.shape != (W_times_X.shape[0], 1):
        return None
    return W_times_X + b


def add_returning_the_exception(W_times_X, b):
    if b.shape != (W_times_X.shape[0], 1):
        return ValueError("b must be a column")
    return W_times_X + b


def add_if_one_column(W_times_X, b):
    if b.ndim != 2 or b.shape[1] != 1:
        raise ValueError("b must have one column")
    return W_times_X + b


def add_if_not_flat(W_times_X, b):
    if b.shape == (len(W_times_X),):
        raise ValueError("b must not be flat")
    return W_times_X + b


def add_if_as_wide(W_times_X, b):
    if b.shape != (W_times_X.shape[1], 1):
        raise ValueError("b must have shape (n, 1)")
    return W_times_X + b


def add_if_same_shape(W_times_X, b):
    if b.shape != W_times_X.shape:
        raise ValueError("the shapes differ")
    return W_times_X + b


def add_if_one_fits(W_times_X, b):
    if b.shape[0] != len(W_times_X) and b.shape[1] != 1:
        raise ValueError("b must have shape (n, 1)")
    return W_times_X + b


def add_if_one_of_two_fits(W_times_X, b):
    if b.ndim != 2 or (b.shape[0] != len(W_times_X) and b.shape[1] != 1):
        raise ValueError("b must have shape (n, 1)")
    return W_times_X + b


def add_mending_flat(W_times_X, b):
    if b.ndim == 1:
        b = b.reshape(-1, 1)
    return broadcast_add(W_times_X, b)


def _add_raising(kind):
    def wrong(W_times_X, b):
        if b.shape != (len(W_times_X), 1):
            raise kind("b must have shape (n, 1)")
        return W_times_X + b

    return wrong


def add_with_tile(W_times_X, b):
    n, m = W_times_X.shape
    if not (b.ndim == 2 and b.shape[0] == n and b.shape[1] == 1):
        raise ValueError("not a column")
    return W_times_X + np.tile(b, (1, m))


def add_row_by_row(W_times_X, b):
    if np.shape(b) != (len(W_times_X), 1):
        raise ValueError(np.shape(b))
    return np.array([row + number[0] for row, number in zip(W_times_X, b, strict=True)])


def add_turned(W_times_X, b):
    if b.shape[1:] != (1,) or len(b) != len(W_times_X):
        raise ValueError("b is not a column of n numbers")
    return (W_times_X.T + b[:, 0]).T


def _add_case(part, W_times_X, b):
    return Case(part, {"W_times_X": W_times_X, "b": b})


def _draw_add(rng, i):
    n, m = (3, 4) if i % 2 else (3, 3)
    table = rng.normal(size=(n, m)).round(2)
    shapes = [(n, 1), (n, 1), (n,), (n,), (1, m), (1, m), (n, m), (1, 1)]
    return _add_case("adds" if i < 2 else "refuses", table, rng.normal(size=shapes[i]).round(2))


_SQUARE = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]])
_WIDE = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
_TALL = np.array([[1.0], [2.0], [3.0]])

BROADCAST_ADD = Exercise(
    name="broadcast_add",
    parts={"adds": 1, "refuses": 2},
    reference=broadcast_add,
    insight="A wrong shape can no longer pass in silence.",
    examples=(
        _add_case("adds", _WIDE, np.array([[10.0], [20.0]])),
        _add_case("refuses", _SQUARE, np.array([10.0, 20.0, 30.0])),
        _add_case("refuses", _SQUARE, np.array([[10.0, 20.0, 30.0]])),
        _add_case("refuses", _WIDE, np.array([[10.0, 20.0, 30.0], [40.0, 50.0, 60.0]])),
        _add_case("refuses", _WIDE, np.array([[10.0]])),
        _add_case("refuses", _WIDE, np.array([10.0, 20.0, 30.0])),
        _add_case("refuses", _TALL, np.array([[10.0]])),
    ),
    draw=_draw_add,
    draws=8,
    mistakes=(
        Mistake(
            "nothing-refused",
            add_unchecked,
            "No wrong shape of b is refused: NumPy lines up whatever fits, in silence.",
            "Compare `b.shape` with (n, 1) first, and `raise ValueError(…)` when they differ.",
        ),
        Mistake(
            "counts-entries-only",
            add_if_entries_fit,
            "You count the numbers in b. A flat b of shape (n,) has n numbers too, and is added along the wrong axis.",
            "Compare the whole shape: `b.shape` with (n, 1).",
        ),
        Mistake(
            "rows-only",
            add_if_rows_fit,
            "You look at the first entry of b.shape only, so (n,) and (n, m) slip through.",
            "Compare the whole shape: `b.shape` with (n, 1).",
        ),
        Mistake(
            "axes-only",
            add_if_two_axes,
            "You only ask for two axes, so a row of shape (1, m) slips through and is added to the wrong numbers.",
            "Compare the whole shape: `b.shape` with (n, 1).",
        ),
        Mistake(
            "one-column-only",
            add_if_one_column,
            "You ask for one column only, so a b with another number of rows slips through, such as (1, 1).",
            "Compare the whole shape: how many rows must b have?",
        ),
        Mistake(
            "flat-only",
            add_if_not_flat,
            "You refuse only a flat b of shape (n,). All other wrong shapes slip through.",
            "Many shapes are wrong and one is right. Which is it easier to ask for?",
        ),
        Mistake(
            "examples-counted",
            add_if_as_wide,
            "You compare b with m, the number of examples, so even a right b may be refused.",
            "b has one number for each *row* of W_times_X. Which entry of its shape counts the rows?",
        ),
        Mistake(
            "shape-of-the-table",
            add_if_same_shape,
            "You ask b to have the shape of W_times_X, so a right b is refused and a table (n, m) is added.",
            "b is one column. Which shape has it?",
        ),
        Mistake(
            "and-for-or",
            add_if_one_fits,
            "You refuse b only when its rows *and* its columns are wrong; one wrong entry is enough.",
            "Read your condition for a b of shape (n, m). Which word must join its two halves?",
        ),
        Mistake(
            "and-for-or-flat-refused",
            add_if_one_of_two_fits,
            "A flat b is refused, but one with two axes only when its rows *and* its columns are wrong.",
            "Read your condition for a b of shape (n, m). Which word must join its two halves?",
        ),
        Mistake(
            "mends-flat",
            add_mending_flat,
            "You turn a flat b into a column and go on. Mending what comes in hides the mistake of the caller.",
            "Exactly one shape is allowed. What must happen with a b of shape (n,)?",
        ),
        *(
            Mistake(
                f"raises-{kind.__name__}",
                _add_raising(kind),
                f"You refuse every wrong shape, but with {kind.__name__}.",
                "Callers catch an error by its kind. Which kind does the text of the exercise ask for?",
            )
            for kind in (TypeError, Exception)
        ),
        Mistake(
            "mends-instead",
            add_mending,
            "You turn a wrong b into a column and go on. Mending what comes in hides the mistake of the caller.",
            "Refuse it: `raise ValueError(…)`.",
        ),
        Mistake(
            "assert",
            add_with_assert,
            "You refuse with `assert`, which raises AssertionError and vanishes when Python runs with -O.",
            "`raise ValueError(…)` is for values that a caller got wrong.",
        ),
        Mistake(
            "returns-none",
            add_or_none,
            "You return None for a wrong shape; the caller would go on with it.",
            "Stop the caller: `raise ValueError(…)`.",
        ),
        Mistake(
            "returns-the-exception",
            add_returning_the_exception,
            "You `return` the ValueError: the caller gets it as a result, and nothing stops.",
            "`raise` it.",
        ),
        Mistake(
            "in-place",
            add_in_place,
            "The sum is right, but your function changed W_times_X itself.",
            "`W_times_X += b` writes into the caller's array; `W_times_X + b` makes a new one.",
        ),
    ),
    variants={"tiles": add_with_tile, "row by row": add_row_by_row, "turned on its side": add_turned},
)
