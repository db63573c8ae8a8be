"""Exercise `one_hot`: a label becomes a row with a single 1, and a label that does not exist is refused."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def one_hot(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("every label must be one of 0 … classes − 1")
    Y = np.zeros((len(y), classes))
    Y[np.arange(len(y)), y] = 1.0
    return Y


def one_hot_by_largest(y, classes):
    return one_hot(y, y.max() + 1)


def _refuse(y, classes):
    one_hot(y, classes)


def one_hot_by_largest_refusing(y, classes):
    _refuse(y, classes)
    return one_hot_by_largest(y, classes)


def one_hot_renumbered(y, classes):
    _refuse(y, classes)
    names = np.unique(y)
    return np.eye(len(names))[np.searchsorted(names, y)]


def one_hot_from_smallest(y, classes):
    _refuse(y, classes)
    return np.eye(classes)[y - y.min()]


def one_hot_first_row_only(y, classes):
    """A return inside the loop over the rows."""
    Y = one_hot(y, classes)
    Y[1:] = 0
    return Y


def one_hot_to_the_nearest(y, classes):
    return np.eye(classes)[np.clip(y, 0, classes - 1)]


def one_hot_bad_dropped(y, classes):
    return np.eye(classes)[y[(y >= 0) & (y < classes)]]


def one_hot_all_but_one(y, classes):
    return 1 - one_hot(y, classes)


def one_hot_in_columns(y, classes):
    return one_hot(y, classes).T


def one_hot_of_ints(y, classes):
    return one_hot(y, classes).astype(int)


def one_hot_of_bools(y, classes):
    return one_hot(y, classes).astype(bool)


def one_hot_from_one(y, classes):
    return one_hot((y - 1) % classes if y.min() >= 0 and y.max() < classes else y, classes)


def one_hot_never_refused(y, classes):
    return np.eye(classes)[y]


def one_hot_negative_allowed(y, classes):
    if y.max() >= classes:
        raise ValueError("a label is too large")
    return np.eye(classes)[y]


def one_hot_zero_row(y, classes):
    return (y[:, None] == np.arange(classes)).astype(float)


def one_hot_whole_columns(y, classes):
    Y = one_hot(y, classes)
    Y[:, y] = 1.0
    return Y


def one_hot_with_label(y, classes):
    return one_hot(y, classes) * y[:, None]


def one_hot_only_negative_refused(y, classes):
    if y.min() < 0:
        raise ValueError("a label is negative")
    return np.eye(classes)[y]


def one_hot_classes_allowed(y, classes):
    if y.min() < 0 or y.max() > classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


def one_hot_refused_if_both(y, classes):
    if y.min() < 0 and y.max() >= classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


def one_hot_first_label_tested(y, classes):
    if not 0 <= y[0] < classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


def one_hot_with_a_loop(y, classes):
    Y = np.zeros((len(y), classes))
    for i, label in enumerate(y):
        if not 0 <= label < classes:
            raise ValueError(f"label {label} does not exist")
        Y[i, label] = 1
    return Y


def one_hot_by_comparing(y, classes):
    Y = 1.0 * (y.reshape(-1, 1) == np.arange(classes))
    if not np.all(Y.sum(axis=1) == 1):
        raise ValueError("label out of range")
    return Y


def one_hot_put_along(y, classes):
    if any(label not in range(classes) for label in y):
        raise ValueError("no such class")
    Y = np.zeros((y.size, classes))
    np.put_along_axis(Y, y[:, None], 1.0, axis=1)
    return Y


def one_hot_from_the_identity(y, classes):
    if np.any((y < 0) | (y > classes - 1)):
        raise ValueError
    return np.identity(classes)[y]


def _draw(rng, i):
    m, classes = [(5, 3), (4, 4), (2, 6), (7, 2)][i]
    if i == 3:
        y = rng.integers(0, classes, m)
        y[rng.integers(m)] = rng.choice([-2, -1, classes, classes + 3])
        return case("refusal", y=y, classes=classes)
    return case("values", y=rng.integers(0, classes, m), classes=classes)


ONE_HOT = Exercise(
    name="one_hot",
    parts={"values": 1, "refusal": 1},
    reference=one_hot,
    insight="A class is a place now, not a size: no label is larger than another.",
    examples=(
        case("values", y=np.array([2, 0, 1, 2]), classes=3),
        case("values", y=np.array([1, 0, 1]), classes=5),
        case("values", y=np.array([3, 1, 0, 0]), classes=4),
        case("values", y=np.array([2, 1, 2]), classes=4),
        case("refusal", y=np.array([0, 3, 1]), classes=3),
        case("refusal", y=np.array([1, -1, 0, 2]), classes=3),
        case("refusal", y=np.array([0, 5, 1]), classes=3),
        # Both kinds of bad labels at once, then one in the first place: a test with `and`, or of y[0] only, refuses.
        case("refusal", y=np.array([0, -1, 3]), classes=3),
        case("refusal", y=np.array([3, 0, 1]), classes=3),
    ),
    draw=_draw,
    draws=4,
    mistakes=(
        Mistake(
            "largest-label",
            one_hot_by_largest,
            "You count the classes from the largest label. A class that does not occur in this batch loses its column.",
            "How many columns the result has is told by an argument.",
        ),
        Mistake(
            "columns",
            one_hot_in_columns,
            "Right, but on its side: one column per example. Here an example is a row.",
            "The shape must be (m, classes).",
        ),
        Mistake(
            "ints",
            one_hot_of_ints,
            "The places are right, but the numbers are ints. Targets meet probabilities, so they are floats.",
            "`np.zeros` makes floats by itself.",
        ),
        Mistake(
            "bools",
            one_hot_of_bools,
            "The places are right, but you return True and False.",
            "`.astype(float)` makes 1.0 and 0.0 of them.",
        ),
        Mistake(
            "from-one",
            one_hot_from_one,
            "Each 1 stands one place too far to the left: you count the labels from 1.",
            "The first class has the label 0.",
        ),
        Mistake(
            "never-refused",
            one_hot_never_refused,
            "Good labels come out right. But −1 silently becomes the last class, and a label that is too large ends in an IndexError.",
            "Test the smallest and the largest label first, and `raise ValueError(…)` with a sentence.",
        ),
        Mistake(
            "negative-allowed",
            one_hot_negative_allowed,
            "Labels that are too large are refused, but −1 silently becomes the last class: NumPy counts it from the end.",
            "Test the smallest label too.",
        ),
        Mistake(
            "zero-row",
            one_hot_zero_row,
            "A label that does not exist becomes a row of zeros. The loss would silently skip that example.",
            "`raise ValueError(…)` if a row has no 1, or before you begin.",
        ),
        Mistake(
            "whole-columns",
            one_hot_whole_columns,
            "Whole columns are 1: `Y[:, y]` means every row at all these places.",
            "Row i belongs to label y[i]: pair the rows 0, 1, 2 … with the labels.",
        ),
        Mistake(
            "label-instead-of-one",
            one_hot_with_label,
            "In the right place stands the label itself, and not 1.",
            "A one-hot row holds a single 1, whatever the label is.",
        ),
        Mistake(
            "largest-label-refusing",
            one_hot_by_largest_refusing,
            "You count the classes from the largest label. A class that does not occur in this batch loses its column.",
            "How many columns the result has is told by an argument.",
        ),
        Mistake(
            "renumbered",
            one_hot_renumbered,
            "You number the labels anew: only those that occur in this batch have a column.",
            "How many columns the result has is told by an argument, and label k belongs to column k.",
        ),
        Mistake(
            "from-smallest",
            one_hot_from_smallest,
            "The smallest label of the batch stands in column 0, whatever it is.",
            "Label k belongs to column k.",
        ),
        Mistake(
            "first-row-only",
            one_hot_first_row_only,
            "Only the first row has its 1.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "to-the-nearest",
            one_hot_to_the_nearest,
            "A label that does not exist silently becomes the nearest class.",
            "Refuse it: `raise ValueError(…)` with a sentence.",
        ),
        Mistake(
            "bad-dropped",
            one_hot_bad_dropped,
            "Examples whose label does not exist are dropped. Then the rows no longer fit the pictures.",
            "Refuse them: `raise ValueError(…)` with a sentence.",
        ),
        Mistake(
            "all-but-one",
            one_hot_all_but_one,
            "0 and 1 have changed places.",
            "The true class gets the 1.",
        ),
        Mistake(
            "too-large-allowed",
            one_hot_only_negative_refused,
            "Negative labels are refused by you; a label that is too large ends in an IndexError.",
            "Test the largest label too, and `raise ValueError(…)`.",
        ),
        Mistake(
            "classes-allowed",
            one_hot_classes_allowed,
            "The label `classes` passes your test: the comparison is off by one.",
            "With three classes, which is the largest label?",
        ),
        Mistake(
            "and-for-or",
            one_hot_refused_if_both,
            "You refuse only if one label is too small *and* another one is too large.",
            "One bad label is enough. Which word joins your two conditions?",
        ),
        Mistake(
            "first-label-tested",
            one_hot_first_label_tested,
            "You test the first label only. A bad one further on is not refused.",
            "One bad label anywhere is enough. Which labels does your condition look at?",
        ),
    ),
    variants={
        "a loop": one_hot_with_a_loop,
        "comparing": one_hot_by_comparing,
        "put along an axis": one_hot_put_along,
        "rows of the identity": one_hot_from_the_identity,
    },
)
