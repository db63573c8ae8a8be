"""Exercise `cost_and_gradient`: the cross-entropy of all examples and its slopes, without a loop over them."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import NO_LOOPS, Case, Exercise, Mistake, case
from dlutils.checks.notebook_03.forward import W3, X3, Y3, forward, logistic_neuron, many_examples, sigmoid

EXTREME = "extreme scores"


def _cost(Z, Y):
    return float(np.mean(np.logaddexp(0, Z) - Y * Z))


def _slopes(dZ, X):
    m = X.shape[1]
    return X @ dZ.T / m, float(dZ.sum() / m)


def cost_and_gradient(w, b, X, Y):
    Z = w.T @ X + b
    return _cost(Z, Y), *_slopes(sigmoid(Z) - Y, X)


# Mistakes in the cost -----------------------------------------------------------------------------


def _with_cost_of_probabilities(w, b, X, Y, cost):
    A = forward(w, b, X)
    return cost(A), *_slopes(A - Y, X)


def cost_from_probabilities(w, b, X, Y):
    return _with_cost_of_probabilities(
        w, b, X, Y, lambda A: float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
    )


def cost_infinite(w, b, X, Y):
    return _with_cost_of_probabilities(
        w, b, X, Y, lambda A: float(-np.mean(np.log(np.where(Y == 1, A, 1 - A))))
    )


def _cost_clipped_at(smallest):
    def clipped(w, b, X, Y):
        def cost(A):
            A = np.clip(A, smallest, 1 - smallest)
            return float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))

        return _with_cost_of_probabilities(w, b, X, Y, cost)

    return clipped


def _clipped(smallest: str, largest_loss):
    """People choose different smallest numbers, and each of them gives another cost."""
    return Mistake(
        f"cost-clipped-{smallest}",
        _cost_clipped_at(float(smallest)),
        f"Right for ordinary scores. But your probabilities stay {smallest} away from 0, so no example can cost more than {largest_loss}.",
        "A score of 1,000 on the wrong side costs 1,000. Compute the loss from z, as in the text above.",
    )


def cost_common_logarithm(w, b, X, Y):
    return _with_cost_of_probabilities(
        w, b, X, Y, lambda A: float(-np.mean(Y * np.log10(A) + (1 - Y) * np.log10(1 - A)))
    )


def cost_of_all_pairs(w, b, X, Y):
    return _with_cost_of_probabilities(
        w, b, X, Y, lambda A: float(-np.sum(Y.T * np.log(A) + (1 - Y).T * np.log(1 - A)) / X.shape[1])
    )


def cost_of_all_pairs_of_scores(w, b, X, Y):
    Z = w.T @ X + b
    _, dw, db = cost_and_gradient(w, b, X, Y)
    return _cost(Z, Y.T), dw, db


def cost_as_row(w, b, X, Y):
    Z = w.T @ X + b
    _, dw, db = cost_and_gradient(w, b, X, Y)
    return np.logaddexp(0, Z) - Y * Z, dw, db


def cost_as_sum(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost * X.shape[1], dw, db


def cost_negative(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return -cost, dw, db


def cost_negative_from_probabilities(w, b, X, Y):
    cost, dw, db = cost_from_probabilities(w, b, X, Y)
    return -cost, dw, db


def cost_of_squares(w, b, X, Y):
    return _with_cost_of_probabilities(w, b, X, Y, lambda A: float(np.mean((A - Y) ** 2)))


def cost_of_label_one(w, b, X, Y):
    Z = w.T @ X + b
    _, dw, db = cost_and_gradient(w, b, X, Y)
    return float(np.mean(Y * np.logaddexp(0, -Z))), dw, db


def cost_last(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return dw, db, cost


def cost_plus_labels(w, b, X, Y):
    Z = w.T @ X + b
    _, dw, db = cost_and_gradient(w, b, X, Y)
    return float(np.mean(np.logaddexp(0, Z) + Y * Z)), dw, db


def cost_overflowing(w, b, X, Y):
    Z = w.T @ X + b
    _, dw, db = cost_and_gradient(w, b, X, Y)
    with np.errstate(over="ignore"):
        return float(np.mean(np.log(1 + np.exp(Z)) - Y * Z)), dw, db


# Mistakes in the slopes ---------------------------------------------------------------------------


def everything_summed(w, b, X, Y):
    return tuple(value * X.shape[1] for value in cost_and_gradient(w, b, X, Y))


def slopes_summed(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw * X.shape[1], db * X.shape[1]


def dw_summed(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw * X.shape[1], db


def db_summed(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw, db * X.shape[1]


def divided_twice(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw / X.shape[1], db / X.shape[1]


def divided_by_features(w, b, X, Y):
    cost, dw, db = everything_summed(w, b, X, Y)
    return cost / len(X), dw / len(X), db / len(X)


def slopes_divided_by_features(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    factor = X.shape[1] / len(X)
    return cost, dw * factor, db * factor


def slopes_negative(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, -dw, -db


def slopes_of_squares(w, b, X, Y):
    A = forward(w, b, X)
    return _cost(w.T @ X + b, Y), *_slopes((A - Y) * A * (1 - A), X)


def slopes_from_scores(w, b, X, Y):
    Z = w.T @ X + b
    return _cost(Z, Y), *_slopes(Z - Y, X)


def labels_forgotten(w, b, X, Y):
    Z = w.T @ X + b
    return _cost(Z, Y), *_slopes(sigmoid(Z), X)


def dw_not_summed(w, b, X, Y):
    cost, _, db = cost_and_gradient(w, b, X, Y)
    return cost, X * (forward(w, b, X) - Y) / X.shape[1], db


def dw_row(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw.T, db


def dw_flat(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw[:, 0], db


def db_array(w, b, X, Y):
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return cost, dw, np.array([[db]])


def db_for_each_example(w, b, X, Y):
    cost, dw, _ = cost_and_gradient(w, b, X, Y)
    return cost, dw, (forward(w, b, X) - Y) / X.shape[1]


def bias_sign(w, b, X, Y):
    return cost_and_gradient(w, -b, X, Y)


def bias_dropped(w, b, X, Y):
    return cost_and_gradient(w, 0.0, X, Y)


# The commonest first attempt: one of these mistakes, and the cost computed from probabilities -----


def _and_from_probabilities(mistake):
    """The same mistake with a cost that is nan or infinite where a rounds to 0 or 1."""

    def both(w, b, X, Y):
        ordinary = mistake.function(w, b, X, Y)
        if mistake.function in (bias_sign, bias_dropped):
            b = -b if mistake.function is bias_sign else 0.0
        cost = cost_from_probabilities(w, b, X, Y)[0]
        if mistake.function is everything_summed:
            cost *= X.shape[1]
        if mistake.function is divided_by_features:
            cost *= X.shape[1] / len(X)
        return cost, *ordinary[1:]

    also = "(And where a rounds to 0 or 1, your cost is nan or infinite: log 0.)"
    return Mistake(f"{mistake.id}-and-log-0", both, f"{mistake.sentence} {also}", mistake.next_step)


# Right answers in unusual clothes -----------------------------------------------------------------


def with_forward(w, b, X, Y):
    """Uses the earlier answer for A, and another form of the same cost."""
    Z = np.dot(w.T, X) + b
    A = forward(w, b, X)
    losses = np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z)))
    dZ = A - Y
    return losses.sum() / Y.size, np.dot(X, dZ.T) / Y.size, np.mean(dZ)


def with_means(w, b, X, Y):
    Z = (w * X).sum(axis=0, keepdims=True) + b
    E = 1 / (1 + np.exp(-np.clip(Z, -700, 700))) - Y
    losses = np.where(Y == 1, np.logaddexp(0, -Z), np.logaddexp(0, Z))
    return [np.average(losses), np.mean(X * E, axis=1, keepdims=True), E.mean()]


def with_signs(w, b, X, Y):
    """Labels −1 and 1 instead of 0 and 1: the loss is log(1 + e^(−sz)), its slope −s σ(−sz)."""
    s = 2 * Y - 1
    margin = s * (w.T @ X + b)
    dZ = -s * sigmoid(-margin)
    cost = np.logaddexp(0, -margin).mean()
    return cost, (dZ @ X.T).T / X.shape[1], (dZ @ np.ones((X.shape[1], 1))).item() / X.shape[1]


def with_bias_row(w, b, X, Y):
    ones = np.ones((1, X.shape[1]))
    X1, w1 = np.vstack([ones, X]), np.vstack([[[b]], w])
    Z = np.einsum("jk,ji->ki", w1, X1)
    d = np.einsum("ji,ki->jk", X1, sigmoid(Z) - Y) / X.shape[1]
    return np.array(np.mean(np.logaddexp(0, Z) - Y * Z)), d[1:], d[0, 0]


def feature_by_feature(w, b, X, Y):
    m = Y.shape[1]
    Z = b + sum(w[j, 0] * X[j] for j in range(len(X)))
    dZ = sigmoid(Z) - Y[0]
    dw = np.array([[dZ @ row / m] for row in X])
    return float(np.logaddexp(0, Z).mean() - Y[0] @ Z / m), dw, float(dZ.mean())


def _labels(rng, m):
    """Zeros and ones, both of them, in a fresh order."""
    return rng.permutation(np.arange(m) % 3 == 0).astype(float)[None, :]


def _draw(rng, i):
    if i == 4:
        signs = np.array([[1.0, -1.0, 1.0, -1.0]])
        X = signs * rng.uniform(70, 90, size=(1, 4)).round(1)
        return case(EXTREME, w=np.array([[10.0]]), b=-1.5, X=X, Y=np.array([[1.0, 0.0, 0.0, 1.0]]))
    n_x, m = [(3, 5), (1, 4), (4, 4), (2, 6)][i]
    # db may be near 0 by accident; errors are measured against the numbers of which it is a sum.
    return Case("values", logistic_neuron(rng, n_x, m) | {"Y": _labels(rng, m)}, scale=1.0)


def _many(m):
    return many_examples(m) | {"Y": _labels(np.random.default_rng(m), m)}


MISTAKES_IN_SLOPES = (
    Mistake(
        "everything-summed",
        everything_summed,
        "All three results are m times too large. Did you divide by `len(Y)`? Y has one row, so that is 1.",
        "Which number of the shape (1, m) counts the examples?",
    ),
    Mistake(
        "slopes-summed",
        slopes_summed,
        "The cost is right; dw and db are m times too large.",
        "The cost is a mean, so its slopes are means too.",
    ),
    Mistake(
        "dw-summed",
        dw_summed,
        "Cost and db are right; dw is m times too large.",
        "X dZᵀ adds up over all examples. What turns a sum into a mean?",
    ),
    Mistake(
        "db-summed",
        db_summed,
        "Cost and dw are right; db is m times too large.",
        "All slopes are means over the same examples.",
    ),
    Mistake(
        "divided-twice",
        divided_twice,
        "The cost is right; dw and db were divided by m twice.",
        "On paper dZ = A − Y has no 1/m; the division comes at the end, once.",
    ),
    Mistake(
        "divided-by-n_x",
        divided_by_features,
        "You divided by n_x, the number of features, and not by m. `len(X)` counts the rows of X.",
        "The mean is taken over the examples, and these are the columns.",
    ),
    Mistake(
        "slopes-divided-by-n_x",
        slopes_divided_by_features,
        "The cost is right; the slopes were divided by n_x, the number of features. `len(X)` counts the rows of X.",
        "The mean is taken over the examples, and these are the columns.",
    ),
    Mistake(
        "slopes-negative",
        slopes_negative,
        "The cost is right; both slopes have the wrong sign: dZ is not y − a.",
        "If a is too large, z must come down: is the slope then positive or negative?",
    ),
    Mistake(
        "slopes-of-squared-error",
        slopes_of_squares,
        "Your dZ has a factor a (1 − a) too many.",
        "In 02 that factor came from the sigmoid and was cancelled by the logarithm: what was left?",
    ),
    Mistake(
        "slopes-from-scores",
        slopes_from_scores,
        "Your dZ compares the labels with the scores Z, not with the probabilities.",
        "Which of z and a lies between 0 and 1, as the labels do?",
    ),
    Mistake(
        "labels-forgotten",
        labels_forgotten,
        "Y does not occur in your slopes.",
        "Only the *difference* from the labels may push the weights.",
    ),
    Mistake(
        "dw-not-summed",
        dw_not_summed,
        "dw has one column for each example: the sum over the examples is missing.",
        "`*` multiplies number by number. Which product multiplies *and* adds up, and how must dZ lie for it?",
    ),
    Mistake(
        "dw-is-a-row",
        dw_row,
        "The numbers are right, but dw lies on its side: shape (1, n_x).",
        "dw must have the shape of w, or w − α dw broadcasts into a table.",
    ),
    Mistake(
        "dw-is-flat",
        dw_flat,
        "The numbers are right, but dw is flat: its shape is (n_x,).",
        "dw must have the shape of w, or w − α dw broadcasts into a table.",
    ),
    Mistake(
        "db-is-an-array",
        db_array,
        "db is an array of shape (1, 1). b is a number, so db is one too.",
        "Sum over everything, without `keepdims`.",
    ),
    Mistake(
        "db-not-summed",
        db_for_each_example,
        "db has one number for each example: the sum over the examples is missing.",
        "Every example pushes the same b. Add their pushes up.",
    ),
    Mistake(
        "bias-sign",
        bias_sign,
        "Everything is computed with −b: a bracket is missing, or b is subtracted.",
        "z = wᵀx + b. In e⁻ᶻ the minus belongs to all of z.",
    ),
    Mistake(
        "bias-dropped",
        bias_dropped,
        "The bias b is not used.",
        "z = wᵀx + b.",
    ),
)

COST_AND_GRADIENT = Exercise(
    name="cost_and_gradient",
    parts={"values": 4, EXTREME: 1, NO_LOOPS: 1},
    reference=cost_and_gradient,
    insight="Forward, loss and backward for all patients at once: the loop of 02 has become five lines.",
    returns=("cost", "dw", "db"),
    examples=(
        case("values", w=W3, b=1.0, X=X3, Y=Y3),
        case(
            "values",
            w=np.array([[0.5]]),
            b=-1.0,
            X=np.array([[2.0, -1.0, 0.5, 4.0, 1.0, -3.0, 2.5]]),
            Y=np.array([[1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0]]),
        ),
        case(
            "values",
            w=np.array([[1.0], [0.5]]),
            b=-0.5,
            X=np.array([[1.0, 0.5], [2.0, -0.5]]),
            Y=np.array([[0.0, 1.0]]),
        ),
        case(
            "values",
            w=np.array([[0.5], [-1.0], [1.5]]),
            b=0.75,
            X=np.array([[1.0, -2.0, 0.5, 3.0], [0.5, 1.0, -1.0, 2.0], [-1.0, 0.5, 2.0, 1.0]]),
            Y=np.array([[1.0, 1.0, 0.0, 0.0]]),
        ),
        # Sure and right, 1,000 and −1,000 beside a score of 0.5: 0 · log 0 is undefined.
        case(
            EXTREME,
            w=np.array([[100.0]]),
            b=0.5,
            X=np.array([[10.0, -10.0, 0.0]]),
            Y=np.array([[1.0, 0.0, 1.0]]),
        ),
        # Sure and wrong: the loss is large, but not infinite.
        case(
            EXTREME,
            w=np.array([[100.0]]),
            b=-0.5,
            X=np.array([[10.0, -8.0, 0.0, 0.02]]),
            Y=np.array([[0.0, 1.0, 1.0, 0.0]]),
        ),
    ),
    draw=_draw,
    draws=5,
    mistakes=(
        Mistake(
            "cost-from-probabilities",
            cost_from_probabilities,
            "For ordinary scores all is right. Where a neuron is very sure, a rounds to 0 or 1, and your cost is nan or infinite: log 0.",
            "Compute the loss from the score z, as in the text above, not from a.",
        ),
        Mistake(
            "cost-infinite",
            cost_infinite,
            "For ordinary scores all is right. Where a neuron is very sure and wrong, a rounds to 0 or 1, and your cost is infinite.",
            "A score of 1,000 has the loss 1,000 and not infinity. Compute it from z, as in the text above.",
        ),
        Mistake(
            "cost-clipped",
            _cost_clipped_at(1e-15),
            "For ordinary scores all is right. But you cut the probabilities off, so no example can cost more than 34.5.",
            "A score of 1,000 on the wrong side costs 1,000. Compute the loss from z, as in the text above.",
        ),
        _clipped("1e-12", 27.6),
        _clipped("1e-10", 23.0),
        _clipped("1e-8", 18.4),
        _clipped("1e-7", 16.1),
        Mistake(
            "log10",
            cost_common_logarithm,
            "Your cost is 2.303 times too small: `np.log10` is the logarithm to the base 10.",
            "The cross-entropy has the natural logarithm; only with it is dz = a − y.",
        ),
        Mistake(
            "all-pairs",
            cost_of_all_pairs,
            "Your cost adds up m² numbers: a column against a row pairs every label with every prediction.",
            "Which arrays need a transpose, if each label must meet only its own example?",
        ),
        Mistake(
            "all-pairs-of-scores",
            cost_of_all_pairs_of_scores,
            "Your cost averages m² numbers: a column against a row pairs every label with every score.",
            "Y and Z have the same shape already. What does a transpose do to that?",
        ),
        Mistake(
            "cost-is-a-row",
            cost_as_row,
            "You return one loss for each example; the cost is one number.",
            "J is the mean of the losses.",
        ),
        Mistake(
            "cost-summed",
            cost_as_sum,
            "The slopes are right; the cost is m times too large: it is the sum of the losses.",
            "J is their mean.",
        ),
        Mistake(
            "cost-negative",
            cost_negative,
            "The slopes are right; the cost has the wrong sign.",
            "A loss is never negative. In −(y log a + …) the minus stands before everything.",
        ),
        Mistake(
            "cost-negative-from-probabilities",
            cost_negative_from_probabilities,
            "The slopes are right; the cost has the wrong sign. (And it is computed from a: where a rounds to 0 or 1 it is nan or infinite.)",
            "A loss is never negative. In −(y log a + …) the minus stands before everything.",
        ),
        Mistake(
            "cost-squared-error",
            cost_of_squares,
            "The slopes are right; your cost is the mean squared error of the probabilities.",
            "These slopes belong to the cross-entropy of notebook 02.",
        ),
        Mistake(
            "cost-of-ones-only",
            cost_of_label_one,
            "The slopes are right; in the cost all examples with y = 0 are missing.",
            "The loss has two terms, one for y = 1 and one for y = 0.",
        ),
        *MISTAKES_IN_SLOPES,
        *(_and_from_probabilities(mistake) for mistake in MISTAKES_IN_SLOPES),
        Mistake(
            "cost-last",
            cost_last,
            "The three results are right, but you return the cost last.",
            "Look at the order in the docstring: cost, dw, db.",
        ),
        Mistake(
            "cost-label-sign",
            cost_plus_labels,
            "In the cost the term with the label has the wrong sign; the slopes are right.",
            "For y = 1 and a large positive score, must the loss be near 0 or large?",
        ),
        Mistake(
            "cost-overflow",
            cost_overflowing,
            "Everything is right for usual scores. `np.exp` of a large score is infinite, and the cost with it.",
            "log(1 + eᶻ) is `np.logaddexp(0, z)`, which never computes eᶻ alone.",
        ),
    ),
    variants={
        "with forward": with_forward,
        "means, a list": with_means,
        "labels −1 and 1": with_signs,
        "bias as a weight, einsum": with_bias_row,
        "a loop over features": feature_by_feature,
    },
    uses=("forward",),
    provides={"forward": forward},
    needs=("dlutils.activations",),
    no_loops=_many,
)
