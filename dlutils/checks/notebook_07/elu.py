"""Exercise `elu`: a bend without a corner, and an exponential that must not overflow."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case


def elu(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.expm1(np.minimum(Z, 0)))


def elu_overflowing(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * (np.exp(Z) - 1))


def elu_by_product(Z, alpha=1.0):
    return (Z > 0) * Z + (Z <= 0) * alpha * (np.exp(Z) - 1)


def elu_without_minus_one(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.exp(np.minimum(Z, 0)))


def elu_without_minus_one_overflowing(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.exp(Z))


def elu_bracket(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.exp(np.minimum(Z, 0)) - 1)


def elu_bracket_overflowing(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.exp(Z) - 1)


def elu_alpha_in_exponent(Z, alpha=1.0):
    return np.where(Z > 0, Z, np.expm1(alpha * np.minimum(Z, 0)))


def elu_alpha_ignored(Z, alpha=1.0):
    return elu(Z)


def elu_alpha_ignored_overflowing(Z, alpha=1.0):
    return np.where(Z > 0, Z, np.exp(Z) - 1)


def elu_turned(Z, alpha=1.0):
    return np.where(Z > 0, Z, -alpha * np.expm1(np.minimum(Z, 0)))


def elu_both_sides(Z, alpha=1.0):
    return alpha * elu(Z)


def elu_default_of_leaky(Z, alpha=0.01):
    return elu(Z, alpha)


def elu_slope(Z, alpha=1.0):
    return np.where(Z > 0, 1.0, alpha * np.exp(np.minimum(Z, 0)))


def elu_as_leaky(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * Z)


def elu_exponential_everywhere(Z, alpha=1.0):
    with np.errstate(over="ignore"):
        return alpha * np.expm1(Z)


def elu_without_positive_side(Z, alpha=1.0):
    return alpha * np.expm1(np.minimum(Z, 0))


def elu_in_place(Z, alpha=1.0):
    Z[Z < 0] = alpha * np.expm1(Z[Z < 0])
    return Z


def elu_larger_of_both(Z, alpha=1.0):
    return np.maximum(Z, alpha * np.expm1(np.minimum(Z, 0)))


def elu_of_opposites(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.expm1(-np.minimum(Z, 0)))


def elu_cut_off(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.expm1(np.clip(Z, -1, 0)))


def elu_of_two_halves(Z, alpha=1.0):
    return np.maximum(Z, 0) + alpha * (np.exp(np.minimum(Z, 0)) - 1)


def elu_by_mask(Z, alpha=1.0):
    A = Z.copy()
    off = Z <= 0
    A[off] = alpha * (np.exp(Z[off]) - 1)
    return A


def elu_with_loop(Z, alpha=1.0):
    return np.array([z if z > 0 else alpha * (math.exp(z) - 1) for z in Z.ravel()]).reshape(Z.shape)


def elu_by_absolute(Z, alpha=1.0):
    return np.where(Z >= 0, Z, alpha * np.expm1(-np.abs(Z)))


def _draw_elu(rng, i):
    shape = [(4, 3), (2, 5), (3, 2), (2, 2)][i]
    Z = rng.uniform(0.3, 4, size=shape) * rng.choice([-1, 1], size=shape)
    Z.flat[0], Z.flat[1], Z.flat[2] = 2.5, -1.5, 0.0
    if i == 3:
        Z = np.array([[rng.uniform(800, 2000), -rng.uniform(800, 2000)], [1.5, -0.5]])
        return Case("large scores", {"Z": Z.round(1), "alpha": 1.0}, quiet=True)
    if i == 0:
        return case("values", Z=Z.round(2))
    return case("values", Z=Z.round(2), alpha=round(rng.uniform(0.3, 0.8), 2) + (i == 2))


ELU = Exercise(
    name="elu",
    parts={"values": 1, "large scores": 1},
    reference=elu,
    insight="Your bend is smooth, and no score is too large for it.",
    examples=(
        case("values", Z=np.array([-3.0, -1.0, 0.0, 2.0, 5.0])),
        case("values", Z=np.array([[-0.5, 0.2, -4.0], [1.5, -2.0, -0.1]]), alpha=0.5),
        case("values", Z=np.array([[-1.0, 0.5], [-3.0, -0.3], [2.0, -6.0]]), alpha=2.0),
        Case("large scores", {"Z": np.array([[1000.0, -1000.0], [-1.0, 3.0]]), "alpha": 1.0}, quiet=True),
        Case("large scores", {"Z": np.array([[900.0, -2.0, 0.5]]), "alpha": 1.5}, quiet=True),
        Case("large scores", {"Z": np.array([-2.0, -800.0, 0.5]), "alpha": 0.5}, quiet=True),
    ),
    draw=_draw_elu,
    draws=4,
    mistakes=(
        Mistake(
            "overflow",
            elu_overflowing,
            "The values are right, but e¹⁰⁰⁰ was computed on the way: NumPy warns of an overflow. "
            "`np.where` computes both of its branches everywhere, and chooses afterwards.",
            "What could the exponential be given, so that it never sees a positive number?",
        ),
        Mistake(
            "overflow-times-zero",
            elu_by_product,
            "At 1000 your result is nan: infinity times zero is not zero.",
            "Keep the positive numbers away from the exponential *before* it is computed.",
        ),
        Mistake(
            "no-minus-one",
            elu_without_minus_one,
            "On the negative side the −1 is missing: the curve jumps at zero.",
            "At z = 0 both sides must meet. What is e⁰?",
        ),
        Mistake(
            "no-minus-one-overflow",
            elu_without_minus_one_overflowing,
            "On the negative side the −1 is missing, so the curve jumps at zero. (And large scores overflow.)",
            "At z = 0 both sides must meet. What is e⁰?",
        ),
        Mistake(
            "bracket",
            elu_bracket,
            "You computed α eᶻ − 1: α multiplies the exponential only.",
            "α multiplies the whole difference. Where is the bracket?",
        ),
        Mistake(
            "bracket-overflow",
            elu_bracket_overflowing,
            "You computed α eᶻ − 1: α multiplies the exponential only. (And large scores overflow.)",
            "α multiplies the whole difference. Where is the bracket?",
        ),
        Mistake(
            "alpha-in-the-exponent",
            elu_alpha_in_exponent,
            "α stands in the exponent.",
            "Far to the left the curve must come to −α. Where does yours come to?",
        ),
        Mistake(
            "alpha-ignored",
            elu_alpha_ignored,
            "Your α is 1 whatever the argument says.",
            "Far to the left the curve must come to −α.",
        ),
        Mistake(
            "alpha-ignored-overflow",
            elu_alpha_ignored_overflowing,
            "Your α is 1 whatever the argument says. (And large scores overflow.)",
            "Far to the left the curve must come to −α.",
        ),
        Mistake(
            "turned",
            elu_turned,
            "The negative side came out positive: 1 − eᶻ instead of eᶻ − 1.",
            "For negative z, is eᶻ above or below 1?",
        ),
        Mistake(
            "both-sides",
            elu_both_sides,
            "α multiplies the positive side too.",
            "What must come out for 2, whatever α is?",
        ),
        Mistake(
            "default-of-leaky",
            elu_default_of_leaky,
            "Without an argument your α is 0.01, as for the leaky ReLU; here it is to be 1.",
            "Look at the line with `def`.",
        ),
        Mistake(
            "slope",
            elu_slope,
            "You return the slope, 1 or α eᶻ: that is the backward pass.",
            "What must come out for 5?",
        ),
        Mistake(
            "as-leaky",
            elu_as_leaky,
            "The negative side is the straight line αz.",
            "ELU bends: it goes to −α and no further.",
        ),
        Mistake(
            "exponential-everywhere",
            elu_exponential_everywhere,
            "The exponential acts on both sides.",
            "What must come out for 5?",
        ),
        Mistake(
            "no-positive-side",
            elu_without_positive_side,
            "Positive numbers became 0.",
            "They must pass unchanged.",
        ),
        Mistake(
            "in-place",
            elu_in_place,
            "The values are right, but your function changed Z itself.",
            "The backward pass will need Z as it was. Make a new array.",
        ),
        Mistake(
            "larger-of-both",
            elu_larger_of_both,
            "You take the larger of both sides. With an alpha above 1 the straight line lies above the curve for some negative scores.",
            "Which of the two counts is decided by the sign of Z.",
        ),
        Mistake(
            "exponent-turned",
            elu_of_opposites,
            "In the exponent stands −Z: your curve grows on the left.",
            "For a very negative score the ELU comes close to −alpha.",
        ),
        Mistake(
            "exponent-cut-off",
            elu_cut_off,
            "Your exponent never goes below −1, so to the left of −1 your curve is flat.",
            "Which exponents are too large for `np.exp`, the positive or the negative ones? What comes out for −1000?",
        ),
    ),
    variants={
        "two halves": elu_of_two_halves,
        "mask": elu_by_mask,
        "loop": elu_with_loop,
        "absolute value": elu_by_absolute,
    },
)
