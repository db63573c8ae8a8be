"""Exercise `categorical_cross_entropy`: the mean surprise at the class that was true."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case


def categorical_cross_entropy(P, Y):
    return float(-np.log((P * Y).sum(axis=1)).mean())


def loss_summed(P, Y):
    return categorical_cross_entropy(P, Y) * len(P)


def loss_per_entry(P, Y):
    return categorical_cross_entropy(P, Y) / P.shape[1]


def loss_without_minus(P, Y):
    return -categorical_cross_entropy(P, Y)


def loss_per_example(P, Y):
    return -np.log((P * Y).sum(axis=1))


def loss_binary(P, Y):
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(Y == 1, np.log(P), np.log(1 - P))
    return float(-terms.sum() / len(P))


def loss_of_mean(P, Y):
    return float(-np.log((P * Y).sum(axis=1).mean()))


def loss_zero_times_infinity(P, Y):
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-(Y * np.log(P)).sum() / len(P))


def loss_base_two(P, Y):
    return categorical_cross_entropy(P, Y) / math.log(2)


def loss_base_ten(P, Y):
    return categorical_cross_entropy(P, Y) / math.log(10)


def loss_of_the_winner(P, Y):
    return float(-np.log(P.max(axis=1)).mean())


def loss_swapped(P, Y):
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(-(P * np.log(Y)).sum() / len(P))


def loss_swapped_with_a_tiny_number(P, Y):
    return float(-(P * np.log(Y + 1e-12)).sum() / len(P))


def loss_one_minus(P, Y):
    return float(1 - (P * Y).sum(axis=1).mean())


def loss_halved(P, Y):
    return categorical_cross_entropy(P, Y) / 2


def loss_bounded(P, Y):
    """Keras keeps shares away from 0 by 1e-7."""
    return categorical_cross_entropy(np.clip(P, 1e-7, 1), Y)


def loss_with_a_visible_number(P, Y):
    return categorical_cross_entropy(P + 1e-8, Y)


def loss_with_a_larger_number(P, Y):
    return categorical_cross_entropy(P + 1e-7, Y)


def loss_of_squares(P, Y):
    return float(((P - Y) ** 2).sum(axis=1).mean())


def loss_down_the_columns(P, Y):
    with np.errstate(divide="ignore"):
        return float(-np.log((P * Y).sum(axis=0)).mean())


def loss_divided_by_classes(P, Y):
    return loss_summed(P, Y) / P.shape[1]


def loss_softmax_again(P, Y):
    e = np.exp(P)
    return categorical_cross_entropy(e / e.sum(axis=1, keepdims=True), Y)


def loss_of_the_products(P, Y):
    with np.errstate(divide="ignore"):
        return float(-np.log(P * Y).sum(axis=1).mean())


def loss_of_the_first_example(P, Y):
    """A return inside the loop: one surprise, divided by m."""
    return categorical_cross_entropy(P[:1], Y[:1]) / len(P)


def loss_without_logarithm(P, Y):
    return float(-(P * Y).sum(axis=1).mean())


def loss_with_loops(P, Y):
    total = 0.0
    for p, y in zip(P, Y, strict=True):
        for k in range(len(p)):
            if y[k] == 1:
                total -= math.log(p[k])
    return total / len(P)


def loss_by_index(P, Y):
    return np.mean(-np.log(P[np.arange(len(P)), Y.argmax(axis=1)]))


def loss_by_mask(P, Y):
    return -np.sum(np.log(P[Y == 1])) / P.shape[0]


def loss_with_a_tiny_number(P, Y):
    return -np.sum(Y * np.log(P + 1e-15)) / len(P)


def loss_without_nan(P, Y):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.nansum(Y * np.log(P)) / len(P)


def loss_on_the_diagonal(P, Y):
    return -np.log(np.diag(P @ Y.T)).mean()


def loss_clipped(P, Y):
    return float(-(Y * np.log(np.clip(P, 1e-12, 1))).sum(axis=1).mean())


def _shares(rng, m, classes):
    P = rng.uniform(0.05, 1, size=(m, classes))
    return P / P.sum(axis=1, keepdims=True)


def _draw(rng, i):
    m, classes = [(3, 4), (4, 2), (3, 3)][i]
    return case("values", P=_shares(rng, m, classes), Y=np.eye(classes)[rng.integers(0, classes, m)])


CATEGORICAL_CROSS_ENTROPY = Exercise(
    name="categorical_cross_entropy",
    parts={"values": 2, "zeros": 1},
    reference=categorical_cross_entropy,
    insight="One number says how surprised the network is by the truth, for any number of classes.",
    examples=(
        case(
            "values",
            P=np.array([[0.7, 0.2, 0.1], [0.25, 0.5, 0.25]]),
            Y=np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]),
        ),
        case(
            "values",
            P=np.array([[0.1, 0.2, 0.3, 0.4], [0.4, 0.3, 0.2, 0.1], [0.25, 0.05, 0.6, 0.1]]),
            Y=np.array([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0]]),
        ),
        case(
            "values",
            P=np.array([[0.8, 0.2], [0.4, 0.6], [0.3, 0.7]]),
            Y=np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]),
        ),
        case(
            "zeros",
            P=np.array([[1.0, 0.0, 0.0], [0.0, 0.2, 0.8]]),
            Y=np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
        ),
        # Nearly certain, and wrong. Who adds 1e-12 or less is near enough, hence the scale.
        Case(
            "zeros",
            dict(P=np.array([[0.7, 0.3, 0.0], [1e-8, 0.0, 1 - 1e-8]]), Y=np.eye(3)[[0, 0]]),
            scale=100.0,
        ),
        # Who adds 1e-7 to this share doubles it; who only keeps the shares above 1e-7 changes nothing.
        Case("zeros", dict(P=np.array([[1e-7, 1 - 1e-7]]), Y=np.array([[1.0, 0.0]])), scale=100.0),
    ),
    draw=_draw,
    draws=3,
    mistakes=(
        Mistake(
            "sum",
            loss_summed,
            "You summed over the examples; the cost is their mean.",
            "Twice as much data must not make the cost twice as large.",
        ),
        Mistake(
            "mean-of-entries",
            loss_per_entry,
            "You divided by all entries of the table. Only one entry per example is not zero.",
            "Divide by m, the number of rows.",
        ),
        Mistake(
            "no-minus",
            loss_without_minus,
            "Your cost is negative: the minus is missing.",
            "The logarithm of a probability is never positive.",
        ),
        Mistake(
            "per-example",
            loss_per_example,
            "These are the losses of the examples, one by one. The cost is one number.",
            "Take their mean.",
        ),
        Mistake(
            "binary",
            loss_binary,
            "You also charge the false classes, −log(1 − p), as with several yes-or-no questions.",
            "Here exactly one class is true, and only its probability counts.",
        ),
        Mistake(
            "log-of-mean",
            loss_of_mean,
            "You took the mean of the probabilities first, and the logarithm afterwards.",
            "Each example has its own surprise; the mean comes last.",
        ),
        Mistake(
            "zero-times-infinity",
            loss_zero_times_infinity,
            "Right, until a probability is exactly 0: its logarithm is −inf, and 0 · (−inf) is nan.",
            "Pick out the probability of the true class first, then take the logarithm of that one only.",
        ),
        Mistake(
            "base-two",
            loss_base_two,
            "You took the logarithm to base 2.",
            "Here, as everywhere in the course, log is the natural one: `np.log`.",
        ),
        Mistake(
            "base-ten",
            loss_base_ten,
            "You took the logarithm to base 10.",
            "Here, as everywhere in the course, log is the natural one: `np.log`.",
        ),
        Mistake(
            "largest-probability",
            loss_of_the_winner,
            "You took the largest probability of each row, whether it belongs to the true class or not.",
            "Which column counts is said by Y.",
        ),
        Mistake(
            "swapped",
            loss_swapped,
            "P and Y have changed places: you take the logarithm of the targets.",
            "The truth says which surprise counts; the surprise belongs to the prediction.",
        ),
        Mistake(
            "swapped-with-a-tiny-number",
            loss_swapped_with_a_tiny_number,
            "P and Y have changed places: you take the logarithm of the targets, plus a tiny number.",
            "The truth says which surprise counts; the surprise belongs to the prediction.",
        ),
        Mistake(
            "one-minus",
            loss_one_minus,
            "You took 1 − p of the true class. That stays below 1, however wrong the network is.",
            "The surprise is −log p.",
        ),
        Mistake(
            "half",
            loss_halved,
            "Your cost is half of the right one.",
            "There is no ½ in cross-entropy.",
        ),
        Mistake(
            "bounded",
            loss_bounded,
            "You keep the shares away from 0 by 1e-7: no surprise can be larger than 16.1.",
            "Which shares need a logarithm at all? None of those is 0.",
        ),
        Mistake(
            "visible-number",
            loss_with_a_visible_number,
            "The small number that you add to the shares is not small beside a share of 1e-8.",
            "Which shares need a logarithm at all? None of those is 0.",
        ),
        Mistake(
            "larger-number",
            loss_with_a_larger_number,
            "The number that you add to the shares, 1e-7, is not small beside a share of 1e-8.",
            "Which shares need a logarithm at all? None of those is 0.",
        ),
        Mistake(
            "squares",
            loss_of_squares,
            "You squared the differences, as for a line.",
            "The surprise at the true class is −log p.",
        ),
        Mistake(
            "columns",
            loss_down_the_columns,
            "You sum down the columns. A column belongs to a class, an example is a row.",
            "Along which axis do the shares of one example lie?",
        ),
        Mistake(
            "divided-by-classes",
            loss_divided_by_classes,
            "You divided by the number of classes.",
            "The mean is taken over the examples: how many rows are there?",
        ),
        Mistake(
            "softmax-again",
            loss_softmax_again,
            "You took softmax once more. P holds shares already.",
            "Each row of P sums to 1: go on from there.",
        ),
        Mistake(
            "logarithm-of-zeros",
            loss_of_the_products,
            "You take the logarithm of P * Y entry by entry, and most of these are 0.",
            "First sum each row of P * Y, then take the logarithm.",
        ),
        Mistake(
            "first-example-only",
            loss_of_the_first_example,
            "Only the first example counts.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "no-logarithm",
            loss_without_logarithm,
            "The logarithm is missing: that is minus the mean share of the true class.",
            "Surprise is −log of the share.",
        ),
    ),
    variants={
        "loops": loss_with_loops,
        "an index": loss_by_index,
        "a mask": loss_by_mask,
        "a tiny number": loss_with_a_tiny_number,
        "clipped": loss_clipped,
        "without nan": loss_without_nan,
        "on the diagonal": loss_on_the_diagonal,
    },
)
