"""Exercise `logistic_hessian`: all curvatures of the cross-entropy at once, X S Xᵀ / m."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def _sigmoid(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def _slopes(w, b, X):
    A = _sigmoid(w.T @ X + b)
    return A * (1 - A)


def logistic_hessian(w, b, X):
    return (X * _slopes(w, b, X)) @ X.T / X.shape[1]


def hessian_of_the_sum(w, b, X):
    return (X * _slopes(w, b, X)) @ X.T


def hessian_divided_twice(w, b, X):
    return logistic_hessian(w, b, X) / X.shape[1]


def hessian_divided_by_features(w, b, X):
    return (X * _slopes(w, b, X)) @ X.T / X.shape[0]


def hessian_with_two(w, b, X):
    return 2 * logistic_hessian(w, b, X)


def hessian_without_slopes(w, b, X):
    return X @ X.T / X.shape[1]


def hessian_of_a_linear_neuron(w, b, X):
    return 2 * X @ X.T / X.shape[1]


def hessian_with_a_quarter(w, b, X):
    return X @ X.T / (4 * X.shape[1])


def hessian_with_a(w, b, X):
    return (X * _sigmoid(w.T @ X + b)) @ X.T / X.shape[1]


def hessian_with_one_minus_a(w, b, X):
    return (X * (1 - _sigmoid(w.T @ X + b))) @ X.T / X.shape[1]


def hessian_with_one_plus_a(w, b, X):
    A = _sigmoid(w.T @ X + b)
    return (X * (A * (1 + A))) @ X.T / X.shape[1]


def hessian_with_the_mean_slope(w, b, X):
    return _slopes(w, b, X).mean() * (X @ X.T) / X.shape[1]


def hessian_with_z(w, b, X):
    Z = w.T @ X + b
    return (X * (Z * (1 - Z))) @ X.T / X.shape[1]


def hessian_slopes_twice(w, b, X):
    weighted = X * _slopes(w, b, X)
    return weighted @ weighted.T / X.shape[1]


def hessian_without_bias(w, b, X):
    return logistic_hessian(w, 0.0, X)


def hessian_of_the_examples(w, b, X):
    return X.T @ X * _slopes(w, b, X) / X.shape[1]


def hessian_diagonal_only(w, b, X):
    return np.diag(np.diag(logistic_hessian(w, b, X)))


def hessian_as_vector(w, b, X):
    return np.diag(logistic_hessian(w, b, X)).copy()


def hessian_of_the_gradient(w, b, X):
    gradient = X @ _slopes(w, b, X).T / X.shape[1]
    return gradient @ gradient.T


def hessian_negative(w, b, X):
    return -logistic_hessian(w, b, X)


def hessian_with_bias(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return logistic_hessian(np.vstack([w, [[b]]]), 0.0, np.vstack([X, ones]))


def hessian_with_loops(w, b, X):
    n_x, m = X.shape
    H = np.zeros((n_x, n_x))
    for i in range(m):
        a = 1 / (1 + np.exp(-(sum(w[j, 0] * X[j, i] for j in range(n_x)) + b)))
        for j in range(n_x):
            for k in range(n_x):
                H[j, k] += a * (1 - a) * X[j, i] * X[k, i] / m
    return H


def hessian_with_a_diagonal_matrix(w, b, X):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    S = np.diag((A * (1 - A))[0])
    return np.dot(np.dot(X, S), X.T) / X.shape[1]


def hessian_with_outer_products(w, b, X):
    A = 1 / (1 + np.exp(-np.dot(w.T, X) - b))
    return np.mean([a * (1 - a) * np.outer(x, x) for a, x in zip(A[0], X.T, strict=True)], axis=0)


def hessian_with_roots(w, b, X):
    half = X * np.sqrt(_slopes(w, b, X))
    return half @ half.T / len(X[0])


def hessian_with_einsum(w, b, X):
    return np.einsum("ji,ki,i->jk", X, X, _slopes(w, b, X)[0]) / X.shape[1]


def hessian_from_minus_z(w, b, X):
    Z = w.T @ X + b
    return X / X.shape[1] @ (X * (_sigmoid(Z) * _sigmoid(-Z))).T


def _draw_hessian(rng, i):
    n_x, m = [(3, 5), (1, 4), (2, 2), (4, 7)][i]
    return case(
        "values",
        w=rng.normal(size=(n_x, 1)).round(2),
        b=round(rng.uniform(0.5, 2), 2),
        X=rng.normal(size=(n_x, m)).round(2),
    )


LOGISTIC_HESSIAN = Exercise(
    name="logistic_hessian",
    tolerance=1e-5,  # also for numbers computed in float32 and stored as float64
    parts={"values": 4},
    reference=logistic_hessian,
    insight="You hold the curvature in every direction, and none of them is negative.",
    examples=(
        case(
            "values",
            w=np.array([[1.0], [-1.0]]),
            b=0.5,
            X=np.array([[1.0, 2.0, -1.0], [0.5, -1.0, 3.0]]),
        ),
        case("values", w=np.array([[0.0], [0.0]]), b=0.0, X=np.array([[1.0, 3.0], [2.0, -1.0]])),
        case("values", w=np.array([[0.5], [1.0]]), b=-1.0, X=np.array([[1.0, 3.0], [2.0, -1.0]])),
        case("values", w=np.array([[0.5]]), b=1.0, X=np.array([[2.0, -1.0, 0.5, 4.0]])),
        case(
            "values",
            w=np.array([[0.3], [-0.2], [0.1]]),
            b=-0.7,
            X=np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 1.5, -1.0, 2.0], [2.0, 0.5, 1.0, -1.0]]),
        ),
    ),
    draw=_draw_hessian,
    draws=4,
    mistakes=(
        Mistake(
            "no-mean",
            hessian_of_the_sum,
            "All entries are m times too large: the cost is a mean, so its curvatures are too.",
            "Divide by m, the number of examples: `X.shape[1]`.",
        ),
        Mistake(
            "divided-twice",
            hessian_divided_twice,
            "You divided by m twice.",
            "A mean divides already; a division by m after it is one too many.",
        ),
        Mistake(
            "divided-by-n_x",
            hessian_divided_by_features,
            "You divided by n_x, the number of features. `len(X)` counts the rows, and a row of X is a feature.",
            "The mean is taken over the examples: m is `X.shape[1]`.",
        ),
        Mistake(
            "factor-two",
            hessian_with_two,
            "All entries are twice too large: a factor 2 as in the mean squared error.",
            "There is no square in the cross-entropy from which a 2 could come down.",
        ),
        Mistake(
            "no-slopes",
            hessian_without_slopes,
            "S is missing: you computed X Xᵀ / m, and w and b do not occur.",
            "How fast does a = σ(z) answer to z? Each example has its own factor.",
        ),
        Mistake(
            "linear-neuron",
            hessian_of_a_linear_neuron,
            "You computed 2 X Xᵀ / m, the Hessian of a *linear* neuron with squared error; w and b do not occur.",
            "How fast does a = σ(z) answer to z? Each example has its own factor, and no 2 comes from a logarithm.",
        ),
        Mistake(
            "always-a-quarter",
            hessian_with_a_quarter,
            "Every example got the factor ¼. That is the steepest place of the sigmoid, z = 0, and only there.",
            "Compute a for each example, from w and b.",
        ),
        Mistake(
            "a-instead-of-slope",
            hessian_with_a,
            "The factor of each example is a; it should be the slope of the sigmoid at a.",
            "What is σ′(z), written with a?",
        ),
        Mistake(
            "one-minus-a",
            hessian_with_one_minus_a,
            "The factor of each example is 1 − a; it should be the slope of the sigmoid at a.",
            "What is σ′(z), written with a?",
        ),
        Mistake(
            "sigmoid-forgotten",
            hessian_with_z,
            "You used z (1 − z): the sigmoid between z and a is missing.",
            "First a = σ(z), then a (1 − a).",
        ),
        Mistake(
            "slopes-twice",
            hessian_slopes_twice,
            "S stands in your product twice, once with each X.",
            "X S Xᵀ: only one of the two X is multiplied by the slopes.",
        ),
        Mistake(
            "bias-forgotten",
            hessian_without_bias,
            "Your z leaves b out.",
            "The Hessian has no row for b, but a depends on it: z = wᵀx + b.",
        ),
        Mistake(
            "wrong-side",
            hessian_of_the_examples,
            "You multiplied Xᵀ with X: a table of examples, of shape (m, m).",
            "One curvature for each pair of *weights*: (n_x, n_x). Which lengths must meet and vanish?",
        ),
        Mistake(
            "diagonal-only",
            hessian_diagonal_only,
            "The diagonal is right, but all other entries are 0.",
            "Two weights nudged together: does the cost answer to them one by one?",
        ),
        Mistake(
            "diagonal-as-vector",
            hessian_as_vector,
            "You return only the curvature in each single weight, n_x numbers.",
            "A Hessian is a table, with one entry for each *pair* of weights.",
        ),
        Mistake(
            "summed-too-early",
            hessian_of_the_gradient,
            "You summed over the examples first, and multiplied afterwards.",
            "Σ sᵢ xᵢ xᵢᵀ: multiply inside of the sum, example by example.",
        ),
        Mistake(
            "sign",
            hessian_negative,
            "The sign is wrong: the diagonal of your table is negative.",
            "s = a (1 − a) is positive, and squares are, too.",
        ),
        Mistake(
            "row-for-the-bias",
            hessian_with_bias,
            "Your table has one row and one column more: those of the bias.",
            "Asked are the curvatures in w only, (n_x, n_x).",
        ),
        Mistake(
            "one-plus-a",
            hessian_with_one_plus_a,
            "The factor of each example is a (1 + a); a sign in it is wrong.",
            "Where a is near 1 the sigmoid is nearly flat. How large must the factor be there?",
        ),
        Mistake(
            "mean-slope",
            hessian_with_the_mean_slope,
            "Every example got the same factor, the mean of all s.",
            "Multiply each example by its own s before anything is summed. Which shape has the row of all s?",
        ),
    ),
    variants={
        "three loops": hessian_with_loops,
        "S as a matrix": hessian_with_a_diagonal_matrix,
        "outer products": hessian_with_outer_products,
        "roots of the slopes": hessian_with_roots,
        "einsum": hessian_with_einsum,
        "the other side": hessian_from_minus_z,
    },
    needs=("dlutils.activations",),
)
