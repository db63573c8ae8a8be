"""Exercise `mean_squared_error`: one number for how wrong a prediction is."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_01.predict import Y2


def mean_squared_error(y_hat, Y):
    return float(np.mean((y_hat - Y) ** 2))


def mse_half(y_hat, Y):
    return float(np.mean((y_hat - Y) ** 2) / 2)


def mse_root(y_hat, Y):
    return float(np.sqrt(np.mean((y_hat - Y) ** 2)))


def mse_sum(y_hat, Y):
    return float(np.sum((y_hat - Y) ** 2))


def mse_absolute(y_hat, Y):
    return float(np.mean(np.abs(y_hat - Y)))


def mse_not_squared(y_hat, Y):
    return float(np.mean(y_hat - Y))


def mse_not_averaged(y_hat, Y):
    return (y_hat - Y) ** 2


def mse_matrix(y_hat, Y):
    return (y_hat - Y) @ (y_hat - Y).T / Y.shape[1]


def mse_all_pairs(y_hat, Y):
    return float(np.mean((y_hat.T - Y) ** 2))


def mse_square_of_mean(y_hat, Y):
    return float(np.mean(y_hat - Y) ** 2)


def mse_sample(y_hat, Y):
    return float(np.sum((y_hat - Y) ** 2) / max(Y.size - 1, 1))


def mse_last_forgotten(y_hat, Y):
    return float(np.sum((y_hat - Y)[:, :-1] ** 2) / Y.size)


def mse_divided_twice(y_hat, Y):
    return mean_squared_error(y_hat, Y) / Y.size


def mse_difference_of_squares(y_hat, Y):
    return float(np.mean(y_hat**2 - Y**2))


def mse_with_loop(y_hat, Y):
    total = 0
    for prediction, label in zip(y_hat.ravel(), Y.ravel(), strict=True):
        total += (label - prediction) ** 2
    return total / Y.shape[1]


def mse_with_dot(y_hat, Y):
    error = (Y - y_hat).ravel()
    return error @ error / error.size


def mse_as_array(y_hat, Y):
    return np.array(np.average(np.square(y_hat - Y)))


def mse_with_norm(y_hat, Y):
    return np.linalg.norm(y_hat - Y) ** 2 / Y.size


def _draw_mse(rng, i):
    m = (5, 3, 2, 8)[i]
    Y = rng.normal(size=(1, m)).round(2) * (10 if i == 3 else 1)
    return case(
        "values",
        y_hat=(Y + rng.uniform(0.3, 2, size=(1, m)) * rng.choice([-1, 1], size=(1, m))).round(2),
        Y=Y,
    )


MEAN_SQUARED_ERROR = Exercise(
    name="mean_squared_error",
    parts={"values": 2},
    reference=mean_squared_error,
    insight="A whole prediction is now one number: how wrong it is.",
    examples=(
        case("values", y_hat=np.array([[2.0, 0.0, 7.0]]), Y=Y2),
        case("values", y_hat=np.array([[4.0, 1.0, -3.0, 2.0]]), Y=np.array([[1.0, 1.5, 0.0, 4.0]])),
        case("values", y_hat=np.array([[4.0, -2.0]]), Y=np.array([[1.0, 0.0]])),
    ),
    draw=_draw_mse,
    draws=4,
    mistakes=(
        Mistake(
            "half",
            mse_half,
            "Your result is half of the right one: the ½ of some textbooks. The *mean* squared error has none.",
            "Leave the ½ away; the slope then has a factor 2.",
        ),
        Mistake(
            "root",
            mse_root,
            "You took the square root at the end: that is the root mean squared error.",
            "Return the mean of the squares itself.",
        ),
        Mistake(
            "sum",
            mse_sum,
            "Your result is m times too large: the sum of the squares, not their mean.",
            "Divide by the number of examples. (`len(Y)` is 1 here: it counts the rows. Y has shape (1, m).)",
        ),
        Mistake(
            "absolute",
            mse_absolute,
            "You averaged the absolute errors. The squared error is larger for large errors.",
            "Square the differences before you average.",
        ),
        Mistake(
            "not-squared",
            mse_not_squared,
            "You averaged the differences themselves, so errors of opposite sign cancel.",
            "Square the differences before you average.",
        ),
        Mistake(
            "not-averaged",
            mse_not_averaged,
            "You return one squared error for each example; their mean is missing.",
            "The cost is one number for all examples together.",
        ),
        Mistake(
            "matrix-of-one",
            mse_matrix,
            "The value is right, but it sits in an array of shape (1, 1). A matrix product does that, or `keepdims`.",
            "Return a plain number: `.item()` takes it out of its array, and `np.mean` makes one from the start.",
        ),
        Mistake(
            "all-pairs",
            mse_all_pairs,
            "A row and a column made a table of m² differences: each prediction was compared with *every* label.",
            "Print the shape of the difference. It must be (1, m).",
        ),
        Mistake(
            "square-of-the-mean",
            mse_square_of_mean,
            "You squared the mean. The mean of the squares is something else.",
            "First square every difference, then average.",
        ),
        Mistake(
            "m-minus-one",
            mse_sample,
            "You divided by m − 1; the mean divides by m.",
            "`np.mean` does it.",
        ),
        Mistake(
            "last-example-missing",
            mse_last_forgotten,
            "The last example is missing from the sum.",
            "How often does your loop run? `range(m)` ends at m − 1 by itself.",
        ),
        Mistake(
            "divided-twice",
            mse_divided_twice,
            "You divided by m twice.",
            "A mean divides already. What does `np.mean` do, and what do you do after it?",
        ),
        Mistake(
            "difference-of-squares",
            mse_difference_of_squares,
            "You squared the prediction and the label, each alone, and then took the difference.",
            "The *error* is squared. What must be done before the square?",
        ),
    ),
    variants={
        "a loop over examples": mse_with_loop,
        "dot product": mse_with_dot,
        "array without axes": mse_as_array,
        "norm": mse_with_norm,
    },
)
