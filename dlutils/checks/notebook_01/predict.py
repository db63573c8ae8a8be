"""Exercise `predict`: the forward pass of one neuron, wᵀX + b, examples in columns."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def predict(w, b, X):
    return w.T @ X + b


def predict_elementwise(w, b, X):
    return w * X + b


def predict_without_bias(w, b, X):
    return w.T @ X


def predict_minus_bias(w, b, X):
    return w.T @ X - b


def predict_column(w, b, X):
    return X.T @ w + b


def predict_flat(w, b, X):
    return (w.T @ X + b)[0]


def predict_mean(w, b, X):
    return (w * X).mean(axis=0, keepdims=True) + b


def predict_bias_for_each_feature(w, b, X):
    return (w * X + b).sum(axis=0, keepdims=True)


def predict_bias_scaled(w, b, X):
    return w.T @ (X + b)


def predict_summed_over_examples(w, b, X):
    return (w * X).sum(axis=1, keepdims=True) + b


def predict_two_features(w, b, X):
    return (w[0, 0] * X[0] + w[1, 0] * X[1] + b).reshape(1, -1)


def predict_last_feature_skipped(w, b, X):
    return w[:-1].T @ X[:-1] + b


def predict_with_sum(w, b, X):
    return (w * X).sum(axis=0, keepdims=True) + b


def predict_with_loops(w, b, X):
    n_x, m = X.shape
    Y = np.zeros((1, m))
    for i in range(m):
        for j in range(n_x):
            Y[0, i] += w[j, 0] * X[j, i]
        Y[0, i] += b
    return Y


def predict_with_dot(w, b, X):
    return np.add(np.dot(np.transpose(w), X), b)


def predict_with_einsum(w, b, X):
    return np.einsum("jk,ji->ki", w, X) + b


def neuron(rng, n_x, m):
    return {
        "w": rng.normal(size=(n_x, 1)).round(2),
        "b": round(rng.uniform(0.5, 2), 2),
        "X": rng.normal(size=(n_x, m)).round(2),
    }


def _draw_predict(rng, i):
    n_x, m = [(3, 5), (1, 4), (4, 4), (2, 6)][i]
    return case("values", **neuron(rng, n_x, m))


W2 = np.array([[2.0], [-1.0]])
X2 = np.array([[1.0, 0.0, 3.0], [4.0, 2.0, -1.0]])
Y2 = np.array([[1.0, 0.0, 5.0]])

PREDICT = Exercise(
    name="predict",
    parts={"values": 2},
    reference=predict,
    insight="One line, and every neuron of this course computes it.",
    examples=(
        case("values", w=W2, b=0.5, X=X2),
        case("values", w=np.array([[3.0]]), b=1.0, X=np.array([[2.0, -1.0, 0.5, 4.0, 1.0, 0.0, 7.0, -3.0]])),
        case("values", w=W2, b=-3.0, X=np.array([[1.0, 5.0], [2.0, 0.5]])),
    ),
    draw=_draw_predict,
    draws=4,
    mistakes=(
        Mistake(
            "products-not-summed",
            predict_elementwise,
            "`w * X` multiplies number by number, and the sum over the features is missing.",
            "wᵀX multiplies *and* sums. In NumPy the matrix product is `@`.",
        ),
        Mistake(
            "bias-dropped",
            predict_without_bias,
            "The bias b is not used.",
            "Every example gets the same b added.",
        ),
        Mistake(
            "bias-subtracted",
            predict_minus_bias,
            "You subtract b instead of adding it.",
            "ŷ = wᵀX + b.",
        ),
        Mistake(
            "result-is-a-column",
            predict_column,
            "The numbers are right, but they stand in a column of shape (m, 1): you computed Xᵀw + b.",
            "Examples stand side by side, so their predictions do too: (1, m). Which array is turned in wᵀX?",
        ),
        Mistake(
            "result-is-flat",
            predict_flat,
            "The numbers are right, but the result is flat: its shape is (m,), not (1, m).",
            "Leave the row as it comes out of the matrix product: (1, m).",
        ),
        Mistake(
            "mean-of-products",
            predict_mean,
            "You took the mean of the products over the features; wᵀx is their sum.",
            "Nothing is divided here.",
        ),
        Mistake(
            "bias-for-each-feature",
            predict_bias_for_each_feature,
            "b was added once for each feature: you add before you sum.",
            "First the sum over the features, then add b once.",
        ),
        Mistake(
            "bias-inside",
            predict_bias_scaled,
            "b was added to X, so it was multiplied by the weights too.",
            "First wᵀX, then add b.",
        ),
        Mistake(
            "summed-over-examples",
            predict_summed_over_examples,
            "You add up along the rows, so the sum runs over the examples, and one number per feature comes out.",
            "Each example keeps its own prediction. Along which axis do the features of one example stand?",
        ),
        Mistake(
            "two-features-only",
            predict_two_features,
            "You use exactly two features; with another number of features this fails or leaves some out.",
            "Which product multiplies and adds up all features, however many there are?",
        ),
        Mistake(
            "last-feature-skipped",
            predict_last_feature_skipped,
            "The last feature is left out.",
            "`range(n_x)` ends at n_x − 1 by itself.",
        ),
    ),
    variants={
        "products and sum": predict_with_sum,
        "two loops": predict_with_loops,
        "np.dot": predict_with_dot,
        "einsum": predict_with_einsum,
    },
)
