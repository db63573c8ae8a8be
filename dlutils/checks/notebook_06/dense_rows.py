"""Exercise `dense_rows`: the layer as libraries compute it, one example per row, XW + b."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def dense_rows(X, W, b):
    return X @ W + b


def dense_columns(X, W, b):
    return W.T @ X.T + b[:, None]


def dense_bias_stands(X, W, b):
    return X @ W + b[:, None]


def dense_without_bias(X, W, b):
    return X @ W


def dense_w_turned(X, W, b):
    return X @ W.T + b


def dense_x_turned(X, W, b):
    return X.T @ W + b


def dense_as_before(X, W, b):
    return W.T @ X + b[:, None]


def dense_as_before_flat(X, W, b):
    return W.T @ X + b


def dense_elementwise(X, W, b):
    return X * W + b


def dense_averaged(X, W, b):
    return X @ W / len(X) + b


def dense_bias_subtracted(X, W, b):
    return X @ W - b


def dense_bias_summed(X, W, b):
    return X @ W + b.sum()


def dense_activated(X, W, b):
    return np.tanh(X @ W + b)


def dense_bias_inside(X, W, b):
    return X @ (W + b)


def dense_from_columns(X, W, b):
    return (W.T @ X.T + b[:, None]).T


def dense_with_loops(X, W, b):
    m, n_out = len(X), len(b)
    Z = np.empty((m, n_out))
    for i in range(m):
        for k in range(n_out):
            Z[i, k] = np.sum(X[i] * W[:, k]) + b[k]
    return Z


def dense_with_einsum(X, W, b):
    return np.einsum("ij,jk->ik", X, W) + b.reshape(1, -1)


def dense_opened(X, W, b):
    return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([W, b])


def _draw_rows(rng, i):
    m, n_in, n_out = [(5, 3, 2), (4, 2, 4), (3, 3, 3), (6, 1, 2)][i]
    return case(
        "values",
        X=rng.normal(size=(m, n_in)).round(2),
        W=rng.normal(size=(n_in, n_out)).round(2),
        b=rng.uniform(0.5, 2, size=n_out).round(2),
    )


DENSE_ROWS = Exercise(
    name="dense_rows",
    parts={"values": 2},
    reference=dense_rows,
    insight="This is the line inside every dense layer of Keras and PyTorch.",
    examples=(
        case(
            "values",
            X=np.array([[1.0, 0.0, 2.0], [0.5, 1.0, -1.0], [2.0, 1.0, 0.0], [-1.0, 3.0, 1.0]]),
            W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.0, 3.0]]),
            b=np.array([0.5, -1.0]),
        ),
        case(  # everything is square: whatever is turned goes through without an error
            "values",
            X=np.array([[1.0, 3.0], [2.0, -1.0]]),
            W=np.array([[1.0, -1.0], [0.5, 2.0]]),
            b=np.array([10.0, 20.0]),
        ),
        case(
            "values",
            X=np.array([[1.0, -1.0], [0.5, 2.0], [3.0, 1.0]]),
            W=np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, 0.5]]),
            b=np.array([1.0, 2.0, -3.0]),
        ),
    ),
    draw=_draw_rows,
    draws=4,
    mistakes=(
        Mistake(
            "examples-in-columns",
            dense_columns,
            "The numbers are right, but you return columns: shape (n_out, m).",
            "The data lie on their side now, and so does the result: one example per row.",
        ),
        Mistake(
            "bias-stands",
            dense_bias_stands,
            "b stands up, so it is added along the examples. Where n_out = m that happens silently.",
            "NumPy adds a flat array to every row. What is a row now?",
        ),
        Mistake(
            "bias-dropped",
            dense_without_bias,
            "The bias b is not used.",
            "Every unit has a bias of its own, which is added for every example.",
        ),
        Mistake(
            "bias-subtracted",
            dense_bias_subtracted,
            "You subtract b instead of adding it.",
            "Z = XW + b.",
        ),
        Mistake(
            "w-turned",
            dense_w_turned,
            "You computed X Wᵀ + b: W was turned. Here that goes through only where its lengths are equal.",
            "W is the same array as before. Read the shapes like dominoes: (m, n_in), (n_in, n_out).",
        ),
        Mistake(
            "x-turned",
            dense_x_turned,
            "You computed Xᵀ W + b: X was turned.",
            "Read the shapes like dominoes: (m, n_in), (n_in, n_out).",
        ),
        Mistake(
            "as-before",
            dense_as_before,
            "You computed WᵀX + b, with b standing up, as for examples in columns.",
            "Read the shapes like dominoes: X is (m, n_in) now.",
        ),
        Mistake(
            "as-before-flat",
            dense_as_before_flat,
            "You computed WᵀX + b, as for examples in columns.",
            "Read the shapes like dominoes: X is (m, n_in) now.",
        ),
        Mistake(
            "products-not-summed",
            dense_elementwise,
            "`X * W` multiplies number by number.",
            "Which operation multiplies *and* adds up?",
        ),
        Mistake(
            "averaged",
            dense_averaged,
            "You divide by m. Nothing is averaged on the way forward.",
            "The mean is taken in the cost, once.",
        ),
        Mistake(
            "biases-summed",
            dense_bias_summed,
            "You add the sum of all biases to every unit.",
            "Unit k has its own bias, b[k]. NumPy adds a flat array to every row.",
        ),
        Mistake(
            "activated",
            dense_activated,
            "You apply tanh already. Asked are the scores Z.",
            "The activation comes after this line.",
        ),
        Mistake(
            "bias-inside",
            dense_bias_inside,
            "You add b to the weights, before the product.",
            "A bias is added once to each score, whatever the input is.",
        ),
    ),
    variants={
        "columns, then turned": dense_from_columns,
        "two loops": dense_with_loops,
        "einsum": dense_with_einsum,
        "bias as a weight": dense_opened,
    },
)
