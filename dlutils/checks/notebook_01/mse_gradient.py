"""Exercise `mse_gradient`: the slope of the cost for every weight at once."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case
from dlutils.checks.notebook_01.predict import W2, X2, Y2, neuron, predict


def mse_gradient(w, b, X, Y):
    m = X.shape[1]
    error = w.T @ X + b - Y
    return 2 * X @ error.T / m, float(2 * error.sum() / m)


def gradient_without_two(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw / 2, db / 2


def gradient_of_the_sum(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw * X.shape[1], db * X.shape[1]


def gradient_of_half_the_sum(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw * X.shape[1] / 2, db * X.shape[1] / 2


def gradient_negative(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return -dw, -db


def gradient_divided_twice(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw / X.shape[1], db / X.shape[1]


def gradient_divided_by_features(w, b, X, Y):
    dw, db = gradient_of_the_sum(w, b, X, Y)
    return dw / len(X), db / len(X)


def gradient_row(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw.T, db


def gradient_bias_as_array(w, b, X, Y):
    error = w.T @ X + b - Y
    return 2 * X @ error.T / X.shape[1], 2 * error.sum(axis=1, keepdims=True) / X.shape[1]


def gradient_not_summed(w, b, X, Y):
    error = w.T @ X + b - Y
    return 2 * X * error / X.shape[1], float(2 * error.sum() / X.shape[1])


def gradient_bias_not_averaged(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw, db * X.shape[1]


def gradient_bias_forgotten(w, b, X, Y):
    return mse_gradient(w, 0.0, X, Y)


def gradient_without_x(w, b, X, Y):
    _, db = mse_gradient(w, b, X, Y)
    return np.full_like(w, db), db


def gradient_of_the_labels(w, b, X, Y):
    m = X.shape[1]
    y_hat = w.T @ X + b
    return 2 * X @ y_hat.T / m, float(2 * y_hat.sum() / m)


def gradient_flat(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw.ravel(), db


def gradient_other_order(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return db, dw


def gradient_bias_without_two(w, b, X, Y):
    dw, db = mse_gradient(w, b, X, Y)
    return dw, db / 2


def gradient_weights_only(w, b, X, Y):
    return mse_gradient(w, b, X, Y)[0]


def gradient_of_squares(w, b, X, Y):
    m = X.shape[1]
    squares = (w.T @ X + b - Y) ** 2
    return 2 * X @ squares.T / m, float(2 * squares.sum() / m)


def gradient_mean_of_all(w, b, X, Y):
    error = w.T @ X + b - Y
    return float(np.mean(2 * error * X)), float(2 * error.mean())


def gradient_mean_of_all_repeated(w, b, X, Y):
    dw, db = gradient_mean_of_all(w, b, X, Y)
    return np.full(w.shape, dw), db


def gradient_product_of_means(w, b, X, Y):
    error = w.T @ X + b - Y
    return 2 * error.mean() * X.mean(axis=1, keepdims=True), float(2 * error.mean())


def gradient_with_loops(w, b, X, Y):
    n_x, m = X.shape
    dw, db = np.zeros((n_x, 1)), 0.0
    for i in range(m):
        error = sum(w[j, 0] * X[j, i] for j in range(n_x)) + b - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += 2 * error * X[j, i] / m
        db += 2 * error / m
    return dw, db


def gradient_with_means(w, b, X, Y):
    error = np.sum(w * X, axis=0, keepdims=True) + b - Y
    return np.mean(2 * X * error, axis=1, keepdims=True), np.mean(2 * error)


def gradient_opened(w, b, X, Y):
    m = X.shape[1]
    ones = np.ones((1, m))
    Z = np.vstack([X, ones])
    v = np.vstack([w, [[b]]])
    both = (2 / m) * (Z @ Z.T @ v - Z @ Y.T)
    return [both[:-1], both[-1, 0]]


def _draw_gradient(rng, i):
    n_x, m = [(3, 5), (1, 4), (2, 2), (4, 6)][i]
    arguments = {**neuron(rng, n_x, m), "Y": rng.normal(size=(1, m)).round(2)}
    return Case("values", arguments, scale=1.0)  # errors of about 1 may cancel in db


MSE_GRADIENT = Exercise(
    name="mse_gradient",
    tolerance=1e-5,  # also for numbers computed in float32 and stored as float64
    parts={"values": 4},
    reference=mse_gradient,
    insight="You know the slope of the cost in every direction at once.",
    returns=("dw", "db"),
    examples=(
        case("values", w=W2, b=0.5, X=X2, Y=Y2),
        case(
            "values",
            w=np.array([[1.0], [2.0]]),
            b=1.0,
            X=np.array([[1.0, 3.0], [2.0, -1.0]]),
            Y=np.array([[2.0, 0.0]]),
        ),
        case(
            "values",
            w=np.array([[0.5]]),
            b=-2.0,
            X=np.array([[2.0, 4.0, 1.0, 3.0, -2.0, 0.5, 1.0, 5.0]]),
            Y=np.array([[1.0, 3.0, -1.0, 2.0, 0.0, 4.0, 1.0, -2.0]]),
        ),
    ),
    draw=_draw_gradient,
    draws=4,
    mistakes=(
        Mistake(
            "no-two",
            gradient_without_two,
            "Both are half of the right ones: the 2 that comes down from the square is missing.",
            "The derivative of u² is 2u. There is no ½ in this cost that would take the 2 away.",
        ),
        Mistake(
            "no-mean",
            gradient_of_the_sum,
            "Both are m times too large: the cost is a mean, so its slope is one too.",
            "Divide by m, the number of examples: `X.shape[1]`.",
        ),
        Mistake(
            "no-two-no-mean",
            gradient_of_half_the_sum,
            "Two factors are missing: the 2 of the square and the 1/m of the mean.",
            "Derive (1/m) Σ (wᵀx + b − y)² once more, factor by factor.",
        ),
        Mistake(
            "sign",
            gradient_negative,
            "Both have the wrong sign: you took y − ŷ where the derivative has ŷ − y.",
            "The minus of the descent comes later, in the update.",
        ),
        Mistake(
            "divided-twice",
            gradient_divided_twice,
            "You divided by m twice.",
            "A mean divides already; a division by m after it is one too many.",
        ),
        Mistake(
            "divided-by-n_x",
            gradient_divided_by_features,
            "You divided by n_x, the number of features. `len(X)` counts the rows, and a row of X is a feature.",
            "The mean is taken over the examples: m is `X.shape[1]`.",
        ),
        Mistake(
            "dw-is-a-row",
            gradient_row,
            "The numbers are right, but dw lies on its side: shape (1, n_x).",
            "dw must have the shape of w, or w − α dw broadcasts into a table.",
        ),
        Mistake(
            "db-is-an-array",
            gradient_bias_as_array,
            "db is an array of shape (1, 1). b is a number, so db is one too.",
            "Sum over everything, without `keepdims`.",
        ),
        Mistake(
            "dw-not-summed",
            gradient_not_summed,
            "dw has one column for each example: the sum over the examples is missing.",
            "`*` multiplies number by number. X @ errorᵀ multiplies and sums.",
        ),
        Mistake(
            "db-not-averaged",
            gradient_bias_not_averaged,
            "dw is right; db is m times too large: its 1/m is missing.",
            "Both slopes are means over the same examples.",
        ),
        Mistake(
            "bias-forgotten",
            gradient_bias_forgotten,
            "Your prediction inside the gradient leaves b out.",
            "The error is wᵀX + b − Y.",
        ),
        Mistake(
            "x-forgotten",
            gradient_without_x,
            "All entries of dw are the same: the factor x of the chain rule is missing.",
            "Nudge one weight: how much does wᵀx + b move? By the feature that this weight multiplies.",
        ),
        Mistake(
            "labels-forgotten",
            gradient_of_the_labels,
            "Y does not occur: you used the prediction where the error ŷ − y belongs.",
            "Only the *difference* from the labels may push the weights.",
        ),
        Mistake(
            "dw-is-flat",
            gradient_flat,
            "The numbers are right, but dw is flat: shape (n_x,).",
            "dw must have the shape of w. What would w − α dw be otherwise?",
        ),
        Mistake(
            "other-order",
            gradient_other_order,
            "Both are right, but db comes before dw.",
            "In which order does the text of the exercise name them?",
        ),
        Mistake(
            "db-without-two",
            gradient_bias_without_two,
            "dw is right; db is half of the right one: its 2 is missing.",
            "Both slopes come from the same square.",
        ),
        Mistake(
            "dw-only",
            gradient_weights_only,
            "You return dw alone; db is missing.",
            "b has a slope too. How much does ŷ move when you nudge b?",
        ),
        Mistake(
            "error-squared",
            gradient_of_squares,
            "Your slopes hold the *squared* errors. The square belongs to the cost.",
            "Derive u² once more: which power of u is left?",
        ),
        Mistake(
            "mean-of-everything",
            gradient_mean_of_all,
            "dw is one number: your mean runs over the features as well as over the examples.",
            "Each weight has its own slope. Along which axis do the examples stand?",
        ),
        Mistake(
            "one-slope-for-all",
            gradient_mean_of_all_repeated,
            "All entries of dw are the same: your mean runs over the features as well as over the examples.",
            "Each weight has its own slope. Along which axis do the examples stand?",
        ),
        Mistake(
            "product-of-means",
            gradient_product_of_means,
            "dw is the mean error times the mean of each feature. The mean of a product is something else.",
            "Multiply each error by the x of the same example. When is the mean taken?",
        ),
    ),
    variants={
        "two loops": gradient_with_loops,
        "means": gradient_with_means,
        "bias as a weight": gradient_opened,
    },
    uses=("predict",),
    provides={"predict": predict},
)
