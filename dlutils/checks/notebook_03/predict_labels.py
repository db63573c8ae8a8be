"""Exercise `predict_labels`: from a probability to a decision."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_03.forward import W3, X3, forward


def predict_labels(w, b, X):
    return (forward(w, b, X) >= 0.5).astype(int)


def labels_as_probabilities(w, b, X):
    return forward(w, b, X)


def labels_as_truth_values(w, b, X):
    return forward(w, b, X) >= 0.5


def labels_as_floats(w, b, X):
    return np.round(forward(w, b, X))


def labels_without_bias(w, b, X):
    return predict_labels(w, 0.0, X)


def labels_with_minus_bias(w, b, X):
    return predict_labels(w, -b, X)


def labels_swapped(w, b, X):
    return 1 - predict_labels(w, b, X)


def labels_of_scores(w, b, X):
    return (w.T @ X + b >= 0.5).astype(int)


def labels_of_positive_probabilities(w, b, X):
    return (forward(w, b, X) > 0).astype(int)


def labels_cut_off(w, b, X):
    return forward(w, b, X).astype(int)


def labels_minus_and_plus(w, b, X):
    return 2 * predict_labels(w, b, X) - 1


def labels_column(w, b, X):
    return predict_labels(w, b, X).T


def labels_flat(w, b, X):
    return predict_labels(w, b, X)[0]


def labels_for_each_feature(w, b, X):
    return (w * X + b >= 0).astype(int)


def labels_above_the_mean(w, b, X):
    A = forward(w, b, X)
    return (A >= A.mean()).astype(int)


def labels_of_sign(w, b, X):
    return (w.T @ X + b > 0) * 1


def labels_by_where(w, b, X):
    return np.where(forward(w, b, X) < 0.5, 0, 1)


def labels_by_rounding(w, b, X):
    return np.rint(forward(w, b, X)).astype(np.uint8)


def labels_by_loop(w, b, X):
    labels = np.zeros((1, X.shape[1]), dtype=int)
    for i, x in enumerate(X.T):
        if x @ w[:, 0] > -b:
            labels[0, i] = 1
    return labels


def _draw_labels(rng, i):
    """Scores of both signs, none near 0 or ½; without b, or with −b, some labels would be other ones."""
    n_x, m = [(3, 6), (1, 4), (2, 8)][i]
    w = (rng.uniform(0.5, 2, size=(n_x, 1)) * rng.choice([-1, 1], size=(n_x, 1))).round(2)
    b = round(rng.uniform(1, 2) * rng.choice([-1, 1]), 2)
    X = rng.normal(size=(n_x, m))
    fractions = rng.permutation([0.25, -0.25, 2.5, -2.5, 1.5, -1.5, 3.0, -3.0][:m])
    X = X + (fractions - b - w.T @ X) * w / (w.T @ w)  # now wᵀX + b is `fractions`
    return case("values", w=w, b=b, X=X.round(4))


PREDICT_LABELS = Exercise(
    name="predict_labels",
    parts={"values": 2},
    reference=predict_labels,
    insight="A probability has become a decision.",
    examples=(
        case("values", w=W3, b=0.75, X=X3),
        case("values", w=np.array([[1.0]]), b=-2.0, X=np.array([[1.0, 3.0, 2.25, 5.0, -1.0, 1.8, -3.0]])),
        # Scores between 0 and ½, close together: another border than ½ is not the score's.
        case(
            "values",
            w=np.array([[1.0]]),
            b=-1.0,
            X=np.array([[1.45, 1.1, 0.6, 1.3, 0.85, 1.02, 0.97, 2.5, -1.0]]),
        ),
        case("values", w=np.array([[0.5]]), b=1.5, X=np.array([[-1.0, -4.0, -2.0, 2.0, -3.5]])),
    ),
    draw=_draw_labels,
    draws=3,
    mistakes=(
        Mistake(
            "probabilities",
            labels_as_probabilities,
            "You return the probabilities; the labels are asked for.",
            "From which probability on is label 1 the likelier one?",
        ),
        Mistake(
            "truth-values",
            labels_as_truth_values,
            "The decisions are right, but they are True and False; labels are 1 and 0.",
            "`.astype(int)` turns truth values into numbers.",
        ),
        Mistake(
            "floats",
            labels_as_floats,
            "The decisions are right, but they are floats, 1.0 and 0.0; labels are the whole numbers 1 and 0.",
            "`.astype(int)` makes whole numbers.",
        ),
        Mistake(
            "bias-dropped",
            labels_without_bias,
            "The bias b is not used.",
            "The decision belongs to σ(wᵀx + b), with the bias.",
        ),
        Mistake(
            "bias-sign",
            labels_with_minus_bias,
            "b has the wrong sign.",
            "z = wᵀx + b. Where has the minus come from?",
        ),
        Mistake(
            "swapped",
            labels_swapped,
            "Every label is the wrong one of the two: your comparison points the other way.",
            "What does a probability near 1 say about the label?",
        ),
        Mistake(
            "score-against-one-half",
            labels_of_scores,
            "You compare the score z with ½. The *probability* is to be compared with ½.",
            "At which z is σ(z) = ½?",
        ),
        Mistake(
            "all-ones",
            labels_of_positive_probabilities,
            "Everybody gets label 1. (Every probability is larger than 0.)",
            "Compare the probability with ½, or the score with 0.",
        ),
        Mistake(
            "cut-off",
            labels_cut_off,
            "Everybody gets label 0. (`astype(int)` alone cuts the decimals off, also those of 0.99.)",
            "Compare first, then turn the result into whole numbers.",
        ),
        Mistake(
            "minus-and-plus",
            labels_minus_and_plus,
            "Your labels are −1 and 1. Here they are 0 and 1.",
            "A comparison gives True or False; as numbers these are 1 and 0.",
        ),
        Mistake(
            "result-is-a-column",
            labels_column,
            "The labels are right, but they stand in a column, (m, 1).",
            "Examples stand side by side, so their labels do too: (1, m).",
        ),
        Mistake(
            "result-is-flat",
            labels_flat,
            "The labels are right, but the result is flat: (m,) and not (1, m).",
            "Y has the shape (1, m); labels that are compared with it should have it too.",
        ),
        Mistake(
            "products-not-summed",
            labels_for_each_feature,
            "You decide for each feature of each example: the sum over the features is missing.",
            "Your `forward` sums already: it gives one probability for each example.",
        ),
        Mistake(
            "mean-as-border",
            labels_above_the_mean,
            "You compare each probability with the mean of all, so one patient's label depends on the other patients.",
            "From which probability on is label 1 the likelier one, for a patient alone?",
        ),
    ),
    variants={
        "sign of the score": labels_of_sign,
        "np.where": labels_by_where,
        "rounded": labels_by_rounding,
        "a loop": labels_by_loop,
    },
    uses=("forward",),
    provides={"forward": forward},
    needs=("dlutils.activations",),
)
