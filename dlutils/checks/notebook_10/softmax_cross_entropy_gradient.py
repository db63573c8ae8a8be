"""Exercise `softmax_cross_entropy_gradient`: the same p − y as with one neuron, divided by m."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_10.softmax import softmax, softmax_of_columns, softmax_without_maximum


def softmax_cross_entropy_gradient(Z, Y):
    return (softmax(Z) - Y) / len(Z)


def gradient_of_the_sum(Z, Y):
    return softmax(Z) - Y


def gradient_with_wrong_sign(Z, Y):
    return (Y - softmax(Z)) / len(Z)


def gradient_masked(Z, Y):
    return (softmax(Z) - 1) * Y / len(Z)


def gradient_per_class(Z, Y):
    return (softmax(Z) - Y) / Z.shape[1]


def gradient_per_entry(Z, Y):
    return (softmax(Z) - Y) / Z.size


def gradient_divided_twice(Z, Y):
    return (softmax(Z) - Y) / len(Z) ** 2


def gradient_of_the_scores(Z, Y):
    return (Z - Y) / len(Z)


def gradient_of_the_probabilities(Z, Y):
    with np.errstate(divide="ignore", invalid="ignore"):
        return -Y / softmax(Z) / len(Z)


def gradient_without_labels(Z, Y):
    return softmax(Z) / len(Z)


def gradient_of_columns(Z, Y):
    return (softmax_of_columns(Z) - Y) / len(Z)


def gradient_unstable(Z, Y):
    with np.errstate(all="ignore"):
        return (softmax_without_maximum(Z) - Y) / len(Z)


def gradient_with_one_slope(Z, Y):
    P = softmax(Z)
    return (P - Y) * P * (1 - P) / len(Z)


def gradient_bracket_forgotten(Z, Y):
    return softmax(Z) - Y / len(Z)


def gradient_of_differences(Z, Y):
    return softmax(Z - Y) / len(Z)


def gradient_doubled(Z, Y):
    return 2 * (softmax(Z) - Y) / len(Z)


def gradient_averaged(Z, Y):
    return (softmax(Z) - Y).mean(axis=0)


def gradient_of_sigmoids(Z, Y):
    return (np.exp(-np.logaddexp(0, -Z)) - Y) / len(Z)


def gradient_without_signs(Z, Y):
    return np.abs(softmax(Z) - Y) / len(Z)


def gradient_of_hard_choices(Z, Y):
    return ((Z == Z.max(axis=1, keepdims=True)) - Y) / len(Z)


def gradient_with_loops(Z, Y):
    m, classes = Z.shape
    dZ = np.zeros_like(Z)
    for i in range(m):
        e = np.exp(Z[i] - max(Z[i]))
        for k in range(classes):
            dZ[i, k] = (e[k] / sum(e) - Y[i, k]) / m
    return dZ


def gradient_case_by_case(Z, Y):
    P, m = softmax(Z), np.shape(Z)[0]
    return np.where(Y == 1, (P - 1) / m, P / m)


def gradient_by_subtracting_one(Z, Y):
    P = softmax(Z)
    P[np.arange(len(Z)), np.argmax(Y, axis=1)] -= 1
    P /= len(Z)
    return P


def gradient_through_the_logarithm(Z, Y):
    log_P = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return np.divide(np.exp(log_P) - Y, Y.shape[0])


def _draw(rng, i):
    m, classes = [(3, 4), (3, 3), (5, 2), (2, 3)][i]
    Y = np.eye(classes)[rng.integers(0, classes, m)]
    if i == 3:
        return case(
            "stability",
            Z=1000 * rng.choice([-1.0, 1.0], size=(m, classes)) + rng.normal(size=(m, classes)),
            Y=Y,
        )
    return case("values", Z=rng.normal(0, 2, size=(m, classes)).round(2), Y=Y)


SOFTMAX_CROSS_ENTROPY_GRADIENT = Exercise(
    name="softmax_cross_entropy_gradient",
    parts={"values": 3, "stability": 1},
    reference=softmax_cross_entropy_gradient,
    insight="Softmax and cross-entropy cancel each other's fractions: p − y, the same line as with one neuron.",
    examples=(
        case(
            "values",
            Z=np.array([[2.0, 1.0, 0.1], [0.5, -1.0, 3.0]]),
            Y=np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
        ),
        case(
            "values",
            Z=np.array([[1.0, 2.0, 4.0], [0.0, 2.5, -1.0], [3.0, 0.5, 1.0]]),
            Y=np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]),
        ),
        case(
            "values",
            Z=np.array([[0.5, -0.5], [1.0, 3.0], [-2.0, 0.0], [1.5, 1.0]]),
            Y=np.eye(2)[[1, 1, 0, 0]],
        ),
        case("stability", Z=np.array([[1000.0, -1000.0, 999.0], [-1000.0, 5.0, 3.0]]), Y=np.eye(3)[[2, 0]]),
    ),
    draw=_draw,
    draws=4,
    mistakes=(
        Mistake(
            "no-mean",
            gradient_of_the_sum,
            "All numbers are m times too large: the cost is a mean, so its slope is one too.",
            "Divide by m, the number of rows.",
        ),
        Mistake(
            "sign",
            gradient_with_wrong_sign,
            "The sign is wrong: you took y − p.",
            "Too large a score for a false class must be pushed *down* by the minus of the descent.",
        ),
        Mistake(
            "masked",
            gradient_masked,
            "Only the true class gets a gradient; the false classes have 0. But their scores matter too: they stand in the sum below the fraction.",
            "Subtract the whole one-hot row from the whole row of shares.",
        ),
        Mistake(
            "divided-by-classes",
            gradient_per_class,
            "You divided by the number of classes.",
            "The mean is taken over the examples: how many rows are there?",
        ),
        Mistake(
            "divided-by-entries",
            gradient_per_entry,
            "You divided by all entries of the table.",
            "The mean is taken over the examples: how many rows are there?",
        ),
        Mistake(
            "divided-twice",
            gradient_divided_twice,
            "You divided by m twice.",
            "A mean divides already.",
        ),
        Mistake(
            "scores",
            gradient_of_the_scores,
            "You subtracted Y from the scores, without softmax.",
            "What stands beside y in p − y?",
        ),
        Mistake(
            "gradient-of-p",
            gradient_of_the_probabilities,
            "That is the slope of the cost for the probabilities, −y/p. The step back through softmax is missing.",
            "What remains when both are multiplied?",
        ),
        Mistake(
            "labels-forgotten",
            gradient_without_labels,
            "Y does not occur: these are the shares themselves, divided by m.",
            "Only the difference from the truth may push the scores.",
        ),
        Mistake(
            "columns",
            gradient_of_columns,
            "Your softmax runs down the columns. An example is a row.",
            "Use the `softmax` that you have written.",
        ),
        Mistake(
            "unstable",
            gradient_unstable,
            "Right for small scores; at 1000 the exponential is too large for a float.",
            "Use your stable `softmax`.",
        ),
        Mistake(
            "slope-twice",
            gradient_with_one_slope,
            "You multiplied by p(1 − p) once more. The fractions have cancelled already.",
            "The derivative for the *scores* is p − y itself.",
        ),
        Mistake(
            "bracket",
            gradient_bracket_forgotten,
            "Only Y is divided by m: a division comes before a subtraction.",
            "The whole difference is divided. Where do the brackets stand?",
        ),
        Mistake(
            "softmax-of-differences",
            gradient_of_differences,
            "You subtract Y from the scores, and take softmax afterwards.",
            "First the shares, then minus Y.",
        ),
        Mistake(
            "twice",
            gradient_doubled,
            "Your slopes are twice too large.",
            "There is no square in cross-entropy, so no 2 comes out of it.",
        ),
        Mistake(
            "averaged",
            gradient_averaged,
            "You averaged over the examples: one slope for each class is left.",
            "Each score of each example has a slope of its own. The mean leaves the factor 1/m, and nothing is summed.",
        ),
        Mistake(
            "sigmoid",
            gradient_of_sigmoids,
            "p is the sigmoid of each score by itself. The shares of a row do not sum to 1.",
            "Use the `softmax` that you have written.",
        ),
        Mistake(
            "no-signs",
            gradient_without_signs,
            "All your slopes are positive: the sign is lost.",
            "Which way must the score of the true class be pushed?",
        ),
        Mistake(
            "hard",
            gradient_of_hard_choices,
            "You compared the class that is said with the true one, 1 or 0. Who is right by a hair gets no push.",
            "What stands beside y in p − y?",
        ),
    ),
    variants={
        "loops": gradient_with_loops,
        "case by case": gradient_case_by_case,
        "subtracting one": gradient_by_subtracting_one,
        "through the logarithm": gradient_through_the_logarithm,
    },
    uses=("softmax",),
    provides={"softmax": softmax},
)
