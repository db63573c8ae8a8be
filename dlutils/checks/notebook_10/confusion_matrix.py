"""Exercise `confusion_matrix`: who is taken for whom, and how often."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def confusion_matrix(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (y, y_hat), 1)
    return counts


def matrix_transposed(y, y_hat, classes):
    return confusion_matrix(y, y_hat, classes).T


def matrix_of_shares(y, y_hat, classes):
    counts = confusion_matrix(y, y_hat, classes)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


def matrix_of_shares_of_all(y, y_hat, classes):
    return confusion_matrix(y, y_hat, classes) / len(y)


def matrix_counted_once(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    counts[y, y_hat] += 1
    return counts


def matrix_by_largest(y, y_hat, classes):
    return confusion_matrix(y, y_hat, max(y.max(), y_hat.max()) + 1)


def matrix_of_floats(y, y_hat, classes):
    return confusion_matrix(y, y_hat, classes).astype(float)


def matrix_of_mistakes(y, y_hat, classes):
    counts = confusion_matrix(y, y_hat, classes)
    np.fill_diagonal(counts, 0)
    return counts


def matrix_of_hits(y, y_hat, classes):
    return np.diag(np.diag(confusion_matrix(y, y_hat, classes)))


def matrix_of_true_classes(y, y_hat, classes):
    return confusion_matrix(y, y, classes)


def matrix_symmetric(y, y_hat, classes):
    counts = confusion_matrix(y, y_hat, classes)
    return np.where(np.eye(classes, dtype=bool), counts, counts + counts.T)


def matrix_of_the_first_example(y, y_hat, classes):
    """A return inside the loop."""
    return confusion_matrix(y[:1], y_hat[:1], classes)


def matrix_of_all_pairs(y, y_hat, classes):
    return np.outer(np.bincount(y, minlength=classes), np.bincount(y_hat, minlength=classes))


def matrix_from_one(y, y_hat, classes):
    return np.roll(confusion_matrix(y, y_hat, classes), (-1, -1), axis=(0, 1))


def matrix_of_shared_rows(y, y_hat, classes):
    """`[[0] * classes] * classes` is one row, named several times."""
    return np.tile(np.bincount(y_hat, minlength=classes), (classes, 1))


def matrix_in_both_directions(y, y_hat, classes):
    counts = confusion_matrix(y, y_hat, classes)
    return counts + counts.T


def accuracy(y, y_hat, classes):
    return float(np.mean(y == y_hat))


def matrix_without_the_first(y, y_hat, classes):
    return confusion_matrix(y[1:], y_hat[1:], classes)


def matrix_from_ones(y, y_hat, classes):
    return confusion_matrix(y, y_hat, classes) + 1


def matrix_of_ten(y, y_hat, classes):
    return confusion_matrix(y, y_hat, 10)


def matrix_of_hits_and_misses(y, y_hat, classes):
    hits = np.bincount(y[y == y_hat], minlength=classes)
    return np.column_stack([hits, np.bincount(y, minlength=classes) - hits])


def matrix_with_a_loop(y, y_hat, classes):
    counts = [[0] * classes for _ in range(classes)]
    for true, said in zip(y, y_hat, strict=True):
        counts[true][said] += 1
    return np.array(counts)


def matrix_with_one_hot(y, y_hat, classes):
    return (np.eye(classes)[y].T @ np.eye(classes)[y_hat]).astype(int)


def matrix_with_bincount(y, y_hat, classes):
    return np.bincount(y * classes + y_hat, minlength=classes**2).reshape(classes, classes)


def matrix_with_masks(y, y_hat, classes):
    numbers = range(classes)
    return np.array([[np.sum((y == i) & (y_hat == k)) for k in numbers] for i in numbers])


def _draw(rng, i):
    m, classes = [(12, 3), (9, 4), (5, 6), (1500, 2)][i]
    return case("values", y=rng.integers(0, classes, m), y_hat=rng.integers(0, classes, m), classes=classes)


CONFUSION_MATRIX = Exercise(
    name="confusion_matrix",
    parts={"values": 3},
    reference=confusion_matrix,
    insight="One number says how often the network is wrong; this table says how.",
    examples=(
        case(
            "values",
            y=np.array([0, 0, 0, 1, 1, 2, 2, 2, 2]),
            y_hat=np.array([0, 0, 1, 1, 1, 2, 0, 0, 2]),
            classes=3,
        ),
        case("values", y=np.array([1, 1, 0, 2, 1]), y_hat=np.array([1, 2, 1, 2, 2]), classes=5),
    ),
    draw=_draw,
    draws=4,
    mistakes=(
        Mistake(
            "transposed",
            matrix_transposed,
            "Rows and columns have changed places: your rows are the predictions.",
            "The true class chooses the row.",
        ),
        Mistake(
            "shares-of-rows",
            matrix_of_shares,
            "You divided each row by its sum. Here the table counts examples.",
            "Leave the counts as they are.",
        ),
        Mistake(
            "shares-of-all",
            matrix_of_shares_of_all,
            "You divided by the number of examples. Here the table counts them.",
            "Leave the counts as they are.",
        ),
        Mistake(
            "counted-once",
            matrix_counted_once,
            "Nothing is above 1: each place counts *once*, however often it occurs. (`= 1` sets, and `counts[y, y_hat] += 1` adds to each place only once.)",
            "In a loop, each example adds 1.",
        ),
        Mistake(
            "largest-label",
            matrix_by_largest,
            "You count the classes from the largest label. A class that does not occur loses its row.",
            "The number of classes is an argument.",
        ),
        Mistake(
            "floats",
            matrix_of_floats,
            "The counts are right, but they are floats. Examples are counted in whole numbers.",
            "`np.zeros(…, dtype=int)` begins with whole numbers.",
        ),
        Mistake(
            "only-mistakes",
            matrix_of_mistakes,
            "The diagonal is empty: the examples that were recognised are missing.",
            "Every example is counted, the right ones on the diagonal.",
        ),
        Mistake(
            "only-hits",
            matrix_of_hits,
            "Only the diagonal is filled: the mistakes are missing.",
            "Every example is counted, in the row of its true class and the column of its prediction.",
        ),
        Mistake(
            "true-twice",
            matrix_of_true_classes,
            "The predictions do not occur: you used the true classes twice.",
            "The prediction chooses the column.",
        ),
        Mistake(
            "both-directions",
            matrix_symmetric,
            "Your table counts each mistake in both directions.",
            "To take a 4 for a 9 is not the same as to take a 9 for a 4.",
        ),
        Mistake(
            "first-example-only",
            matrix_of_the_first_example,
            "Only the first example is counted.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "all-pairs",
            matrix_of_all_pairs,
            "Your two loops pair every true class with every prediction.",
            "Example i has one true class and one prediction: `zip` walks through both together.",
        ),
        Mistake(
            "from-one",
            matrix_from_one,
            "Everything stands one row too high and one column too far to the left: you count the classes from 1.",
            "The first class has the label 0.",
        ),
        Mistake(
            "shared-rows",
            matrix_of_shared_rows,
            "All rows are the same: `[[0] * classes] * classes` is one row, named several times.",
            "`np.zeros(…, dtype=int)` makes rows of their own.",
        ),
        Mistake(
            "added-to-its-mirror",
            matrix_in_both_directions,
            "Each example is counted twice, in (i, k) and in (k, i).",
            "To take a 4 for a 9 is not the same as to take a 9 for a 4.",
        ),
        Mistake(
            "accuracy",
            accuracy,
            "This is the accuracy, one number.",
            "The table says which class was taken for which.",
        ),
        Mistake(
            "first-example-skipped",
            matrix_without_the_first,
            "The first example is not counted.",
            "Where does your loop begin?",
        ),
        Mistake(
            "starts-at-one",
            matrix_from_ones,
            "Every entry is one too large.",
            "With how many is each pair counted before the first example?",
        ),
        Mistake(
            "always-ten",
            matrix_of_ten,
            "Your matrix always has ten rows and columns.",
            "How many there are is told by the argument `classes`.",
        ),
        Mistake(
            "hits-and-misses",
            matrix_of_hits_and_misses,
            "Your rows only say how many of a class were right and how many wrong.",
            "For what was a wrong one taken? There is a column for each class.",
        ),
    ),
    variants={
        "a loop": matrix_with_a_loop,
        "one-hot": matrix_with_one_hot,
        "bincount": matrix_with_bincount,
        "masks": matrix_with_masks,
    },
)
