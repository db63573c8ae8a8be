"""Exercise `sigmoid`: every score becomes a probability, and the largest scores overflow nothing."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case


def sigmoid(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def sigmoid_in_one_form(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_in_the_other_form(z):
    return np.exp(z) / (1 + np.exp(z))


def sigmoid_mirrored(z):
    return 1 / (1 + np.exp(z))


def sigmoid_mirrored_calm(z):
    return sigmoid(-z)


def sigmoid_without_bracket(z):
    return 1 / 1 + np.exp(-z)


def sigmoid_minus(z):
    return 1 / (1 - np.exp(-z))


def sigmoid_exponential(z):
    return np.exp(z)


def sigmoid_tanh(z):
    return np.tanh(z)


def sigmoid_base_two(z):
    return 1 / (1 + 2.0**-z)


def sigmoid_step(z):
    return np.where(z >= 0, 1.0, 0.0)


def sigmoid_slope(z):
    a = sigmoid(z)
    return a * (1 - a)


def sigmoid_absolute(z):
    return 1 / (1 + np.exp(-np.abs(z)))


def sigmoid_normalized(z):
    return np.exp(z - np.max(z)) / np.exp(z - np.max(z)).sum()


def sigmoid_of_sum(z):
    return sigmoid(np.sum(z))


def sigmoid_without_bracket_calm(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))


def sigmoid_flat(z):
    return sigmoid(z).ravel()


def sigmoid_not_divided(z):
    return np.exp(np.minimum(z, 0))


def sigmoid_tanh_not_halved(z):
    return (1 + np.tanh(z)) / 2


def sigmoid_of_positives(z):
    return np.where(z >= 0, sigmoid(z), 0.0)


def _clipped_at(limit):
    def wrong(z):
        return 1 / (1 + np.exp(-np.clip(z, -limit, limit)))

    return wrong


def sigmoid_by_masks(z):
    a = np.zeros(z.shape)
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    a[~positive] = np.exp(z[~positive]) / (1 + np.exp(z[~positive]))
    return a


def sigmoid_by_tanh(z):
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_clipped(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


def sigmoid_with_loop(z):
    a = []
    for score in z.ravel():
        if score >= 0:
            a.append(1 / (1 + math.exp(-score)))
        else:
            small = math.exp(score)
            a.append(small / (1 + small))
    return np.array(a).reshape(z.shape)


def sigmoid_by_where(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, small) / (1 + small)


def sigmoid_by_logarithms(z):
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_in_single_precision(z):
    small = np.exp(-np.abs(z.astype(np.float32)))
    return np.where(z >= 0, np.float32(1), small) / (1 + small)


def _draw_sigmoid(rng, i):
    shape = [(1, 5), (3, 2), (4,), (2, 3)][i]
    if i < 3:
        return case("values", z=rng.normal(0, 2, size=shape).round(2))
    z = rng.uniform(750, 2000, size=shape).round() * rng.choice([-1, 1], size=shape)
    z[0, 0], z[1, 0] = abs(z[0, 0]), -abs(z[1, 0])
    return Case("large scores", {"z": z}, quiet=True)


SIGMOID = Exercise(
    name="sigmoid",
    parts={"values": 1, "large scores": 1},
    reference=sigmoid,
    insight="Any score is now a probability, however large it is.",
    examples=(
        case("values", z=np.array([[-2.0, 0.0, 2.0]])),
        case("values", z=np.array([[0.5, -1.0], [3.0, -4.0], [1.5, -7.0]])),
        case("values", z=np.array([-0.3, 6.5, 1.0, -3.0])),
        # Errors are measured against the largest number of an array, so small probabilities stand alone here.
        case("values", z=np.array([[-25.0, -40.0], [-28.0, -32.0]])),
        Case("large scores", {"z": np.array([[-1000.0, 1000.0, 1.0]])}, quiet=True),
    ),
    draw=_draw_sigmoid,
    draws=4,
    mistakes=(
        Mistake(
            "overflow",
            sigmoid_in_one_form,
            "The probabilities are right, but on the way to them an exponential overflows, and NumPy warns.",
            "Which of the two forms is good for which sign of z? (`np.where` computes both of its branches everywhere.)",
        ),
        Mistake(
            "overflow-to-nan",
            sigmoid_in_the_other_form,
            "At 1000 your result is nan: the exponential overflows to inf above and below the line.",
            "This form is the good one for z < 0. Which one is good for z ≥ 0?",
        ),
        Mistake(
            "mirrored",
            sigmoid_mirrored,
            "Your curve falls: a large score gives a small probability.",
            "Look at the sign in the exponent: for z = 2 the exponential must be small.",
        ),
        Mistake(
            "mirrored-without-overflow",
            sigmoid_mirrored_calm,
            "Your curve falls: a large score gives a small probability. (Nothing overflows, that part is right.)",
            "Which of your two forms belongs to z ≥ 0, and which to z < 0?",
        ),
        Mistake(
            "bracket",
            sigmoid_without_bracket,
            "Your result is 1 + e^(−z), the denominator alone. (`1 / 1 + …` gives that, too: it divides first.)",
            "A probability is at most 1. Divide by the whole sum: brackets.",
        ),
        Mistake(
            "minus-in-the-denominator",
            sigmoid_minus,
            "The denominator is 1 − e^(−z); it becomes 0 at z = 0.",
            "What must the denominator be at z = 0, so that the probability is one half?",
        ),
        Mistake(
            "exponential-only",
            sigmoid_exponential,
            "You return e^z. Those are the odds, not the probability.",
            "Odds grow without bound. How did odds come from a probability, and what is the way back?",
        ),
        Mistake(
            "tanh",
            sigmoid_tanh,
            "That is tanh: it runs from −1 to 1, and steeper.",
            "A probability runs from 0 to 1. What must your function give at z = 0?",
        ),
        Mistake(
            "base-two",
            sigmoid_base_two,
            "The base of your power is 2 instead of e.",
            "`np.exp` is the exponential function with the base e.",
        ),
        Mistake(
            "step",
            sigmoid_step,
            "You decide for 0 or 1. The sigmoid says how probable a 1 is.",
            "Nothing is rounded or compared here: use the formula.",
        ),
        Mistake(
            "slope",
            sigmoid_slope,
            "You return a (1 − a), the slope of the sigmoid, instead of a itself.",
            "The slope comes later, in the backward pass.",
        ),
        Mistake(
            "absolute-score",
            sigmoid_absolute,
            "For z < 0 you return what belongs to −z: every probability is at least one half.",
            "The absolute value keeps the exponential small. What must the numerator be for z < 0?",
        ),
        Mistake(
            "shared-out",
            sigmoid_normalized,
            "Your numbers add up to 1 over the whole array. Here every score stands for itself.",
            "Each probability depends on its own z only.",
        ),
        Mistake(
            "summed",
            sigmoid_of_sum,
            "You add up all scores before the sigmoid, so only one number comes out.",
            "z is the finished score of each example: nothing is left to be added up.",
        ),
        Mistake(
            "bracket-and-clipped",
            sigmoid_without_bracket_calm,
            "Your result is 1 + e^(−z), the denominator alone, with z cut off at ±500. (`1 / 1 + …` gives that, too.)",
            "A probability is at most 1. What must be divided by what, and which brackets say so?",
        ),
        Mistake(
            "result-is-flat",
            sigmoid_flat,
            "The numbers are right, but the result is flat: it has lost the shape of z.",
            "The result has the shape of z. Which shape does your array begin with?",
        ),
        Mistake(
            "not-divided",
            sigmoid_not_divided,
            "You return only the numerator: 1 for z ≥ 0 and e^z for z < 0.",
            "By what is the numerator divided, so that z = 0 gives one half?",
        ),
        Mistake(
            "tanh-not-halved",
            sigmoid_tanh_not_halved,
            "Your curve runs from 0 to 1, but is twice too steep: it is the sigmoid of 2z.",
            "tanh and the sigmoid have the same form. Compare their exponents: what must be put into tanh?",
        ),
        Mistake(
            "negatives-left-at-zero",
            sigmoid_of_positives,
            "For z < 0 you return 0; the scores z ≥ 0 are right.",
            "A negative score still has a small probability. Which form is good for it?",
        ),
        *(
            Mistake(
                f"clipped-at-{limit}",
                _clipped_at(limit),
                f"You cut z off at −{limit} and {limit}, so that all scores beyond give the same probability.",
                "Is σ(−40) as large as σ(−25)? Cut far later, or use a form that needs no cutting.",
            )
            for limit in (5, 10, 15, 20)
        ),
    ),
    variants={
        "masks": sigmoid_by_masks,
        "tanh": sigmoid_by_tanh,
        "clipped far out": sigmoid_clipped,
        "a loop": sigmoid_with_loop,
        "where": sigmoid_by_where,
        "logarithms": sigmoid_by_logarithms,
        "single precision": sigmoid_in_single_precision,
    },
)
