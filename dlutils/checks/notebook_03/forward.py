"""Exercise `forward`: the probabilities of all examples in one line, σ(wᵀX + b)."""

from __future__ import annotations

from math import exp

import numpy as np

from dlutils.checks.exercise import NO_LOOPS, Exercise, Mistake, case


def sigmoid(z):
    """For z < 0 as eᶻ / (1 + eᶻ), so that no exponential overflows."""
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def forward(w, b, X):
    return sigmoid(w.T @ X + b)


def forward_scores(w, b, X):
    return w.T @ X + b


def forward_not_summed(w, b, X):
    return sigmoid(w * X + b)


def forward_without_bias(w, b, X):
    return sigmoid(w.T @ X)


def forward_bias_subtracted(w, b, X):
    return sigmoid(w.T @ X - b)


def forward_bias_outside(w, b, X):
    return sigmoid(w.T @ X) + b


def forward_bias_inside(w, b, X):
    return sigmoid(w.T @ (X + b))


def forward_bias_for_each_feature(w, b, X):
    return sigmoid((w * X + b).sum(axis=0, keepdims=True))


def forward_mean(w, b, X):
    return sigmoid((w * X).mean(axis=0, keepdims=True) + b)


def forward_mirrored(w, b, X):
    return sigmoid(-(w.T @ X + b))


def forward_column(w, b, X):
    return sigmoid(X.T @ w + b)


def forward_flat(w, b, X):
    return forward(w, b, X)[0]


def forward_labels(w, b, X):
    return (forward(w, b, X) >= 0.5).astype(float)


def forward_whole_labels(w, b, X):
    return (forward(w, b, X) >= 0.5).astype(int)


def forward_overflowing(w, b, X):
    Z = w.T @ X + b
    return np.exp(Z) / (1 + np.exp(Z))


def forward_written_out(w, b, X):
    return 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))


def forward_with_sum(w, b, X):
    return sigmoid(np.sum(w * X, axis=0, keepdims=True) + b)


def forward_turned(w, b, X):
    return sigmoid((X.T @ w + b).T)


def forward_feature_by_feature(w, b, X):
    """A loop over features is no loop over examples."""
    Z = np.full((1, X.shape[1]), float(b))
    for j in range(len(X)):
        Z[0] += w[j, 0] * X[j]
    return 0.5 * (1 + np.tanh(Z / 2))


def forward_with_bias_row(w, b, X):
    both, ones = np.vstack([[[b]], w]), np.ones((1, X.shape[1]))
    return sigmoid(np.einsum("jk,ji->ki", both, np.concatenate([ones, X])))


def forward_with_loop(w, b, X):
    """Right values, and the loop that this notebook takes away."""
    return np.array([[1 / (1 + exp(-(w[:, 0] @ x + b))) for x in X.T]])


def logistic_neuron(rng, n_x, m):
    """Arguments w, b, X with scores of moderate size and a bias that is not small."""
    return {
        "w": (rng.uniform(0.4, 1.4, size=(n_x, 1)) * rng.choice([-1, 1], size=(n_x, 1))).round(2),
        "b": round(rng.uniform(0.6, 1.5) * rng.choice([-1, 1]), 2),
        "X": rng.normal(size=(n_x, m)).round(2),
    }


def many_examples(m):
    """Arguments w, b, X with m examples, to count the work."""
    return logistic_neuron(np.random.default_rng(m), 3, m)


def _draw_forward(rng, i):
    n_x, m = [(3, 5), (1, 4), (4, 4), (2, 6)][i]
    return case("values", **logistic_neuron(rng, n_x, m))


W3 = np.array([[1.0], [-2.0]])
X3 = np.array([[1.0, 3.0, 0.0], [0.0, 2.0, 2.0]])
Y3 = np.array([[1.0, 0.0, 1.0]])

FORWARD = Exercise(
    name="forward",
    parts={"values": 2, NO_LOOPS: 1},
    reference=forward,
    insight="One line answers for every patient, however many there are.",
    examples=(
        case("values", w=W3, b=1.0, X=X3),
        case("values", w=np.array([[0.5]]), b=-1.0, X=np.array([[2.0, -1.0, 0.5, 4.0, 1.0, -3.0]])),
        case("values", w=W3, b=-0.5, X=np.array([[1.0, 0.5], [2.0, -0.5]])),
        # Scores of −800 and 1,000: an exponential of something so large is infinite.
        case("values", w=np.array([[100.0]]), b=0.5, X=np.array([[-8.0, 10.0, 0.01]])),
    ),
    draw=_draw_forward,
    draws=4,
    mistakes=(
        Mistake(
            "scores-returned",
            forward_scores,
            "You return the scores Z; the probabilities A are asked for.",
            "One function is still missing between Z and A.",
        ),
        Mistake(
            "products-not-summed",
            forward_not_summed,
            "`w * X` multiplies number by number, so your result has one row for each feature.",
            "wᵀX multiplies *and* sums. In NumPy the matrix product is `@`.",
        ),
        Mistake(
            "bias-dropped",
            forward_without_bias,
            "The bias b is not used.",
            "Broadcasting adds one number to the whole row: where does it belong, before or after the sigmoid?",
        ),
        Mistake(
            "bias-sign",
            forward_bias_subtracted,
            "b has the wrong sign. That is what `np.exp(-w.T @ X + b)` does: the minus reaches only the product.",
            "The minus in e⁻ᶻ belongs to the whole score: put brackets round it.",
        ),
        Mistake(
            "bias-outside",
            forward_bias_outside,
            "b was added after the sigmoid, so some of your results are no probabilities.",
            "The score z = wᵀx + b is finished before the sigmoid begins.",
        ),
        Mistake(
            "bias-inside",
            forward_bias_inside,
            "b was added to X, so it was multiplied by the weights too.",
            "First wᵀX, then b, then the sigmoid.",
        ),
        Mistake(
            "bias-for-each-feature",
            forward_bias_for_each_feature,
            "b was added once for each feature: you add before you sum.",
            "First the sum over the features, then b, once.",
        ),
        Mistake(
            "mean-of-products",
            forward_mean,
            "You took the mean of the products over the features; wᵀx is their sum.",
            "Nothing is divided in the score.",
        ),
        Mistake(
            "mirrored",
            forward_mirrored,
            "Every result is 1 − a instead of a: the minus in the exponent is missing, or there are two of them.",
            "A large positive score must give a probability near 1. Try z = 5 by hand.",
        ),
        Mistake(
            "result-is-a-column",
            forward_column,
            "The numbers are right, but they stand in a column of shape (m, 1): you computed Xᵀw + b.",
            "Examples stand side by side, so their probabilities do too: (1, m). Which array is turned in wᵀX?",
        ),
        Mistake(
            "result-is-flat",
            forward_flat,
            "The numbers are right, but the result is flat: its shape is (m,), not (1, m).",
            "Leave the row as it comes out of the matrix product.",
        ),
        Mistake(
            "labels",
            forward_labels,
            "You return 0 or 1; the probabilities themselves are asked for.",
            "The decision comes later, in `predict_labels`.",
        ),
        Mistake(
            "labels-as-whole-numbers",
            forward_whole_labels,
            "You return labels, the whole numbers 0 and 1; the probabilities themselves are asked for.",
            "The decision comes later, in `predict_labels`.",
        ),
        Mistake(
            "overflow",
            forward_overflowing,
            "For a score of 1,000 your result is nan: eᶻ is too large for the computer, and inf / inf is undefined.",
            "In which form of the sigmoid is the exponential of something large only *divided by*? Or use `sigmoid`.",
        ),
    ),
    variants={
        "written out": forward_written_out,
        "products and sum": forward_with_sum,
        "turned and back": forward_turned,
        "a loop over features, tanh": forward_feature_by_feature,
        "bias as a weight, einsum": forward_with_bias_row,
    },
    needs=("dlutils.activations",),
    no_loops=many_examples,
)
