"""Exercise `selu`: ELU, stretched by two constants so that the spread of a signal settles at 1."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case
from dlutils.checks.notebook_07.elu import elu

SCALE = 1.0507009873554805  # λ
ALPHA = 1.6732632423543772  # α


def selu(Z):
    return SCALE * elu(Z, ALPHA)


def selu_without_scale(Z):
    return elu(Z, ALPHA)


def selu_scale_above_only(Z):
    return np.where(Z > 0, SCALE * Z, elu(Z, ALPHA))


def selu_scale_below_only(Z):
    return np.where(Z > 0, Z, SCALE * elu(Z, ALPHA))


def selu_without_alpha(Z):
    return SCALE * elu(Z)


def selu_exchanged(Z):
    return ALPHA * elu(Z, SCALE)


def selu_alpha_on_both_sides(Z):
    return SCALE * ALPHA * elu(Z)


def selu_without_minus_one(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * np.exp(np.minimum(Z, 0)))


def selu_without_minus_one_overflowing(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * np.exp(Z))


def selu_bracket(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * np.exp(np.minimum(Z, 0)) - 1)


def selu_bracket_overflowing(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * np.exp(Z) - 1)


def selu_scale_inside(Z):
    return elu(SCALE * Z, ALPHA)


def selu_leaky(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * Z)


def selu_alpha_scaled_twice(Z):
    return SCALE * elu(Z, SCALE * ALPHA)


def selu_overflowing(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * (np.exp(Z) - 1))


def selu_in_place(Z):
    Z[...] = selu(Z)
    return Z


def selu_scale_added(Z):
    return SCALE + elu(Z, ALPHA)


def selu_alpha_twice(Z):
    return SCALE * np.where(Z > 0, Z, ALPHA * elu(Z, ALPHA))


def selu_with_short_constants(Z):
    return np.where(Z > 0, 1.0507 * Z, 1.0507 * 1.6733 * (np.exp(np.minimum(Z, 0)) - 1))


def selu_by_halves(Z):
    return SCALE * np.maximum(Z, 0) + SCALE * ALPHA * np.expm1(np.minimum(Z, 0))


def selu_with_loop(Z):
    return np.array([SCALE * z if z > 0 else SCALE * ALPHA * (math.exp(z) - 1) for z in Z.ravel()]).reshape(
        Z.shape
    )


def selu_by_mask(Z):
    A = SCALE * Z
    A[Z < 0] = SCALE * ALPHA * (np.exp(Z[Z < 0]) - 1)
    return A


def _draw_selu(rng, i):
    shape = [(4, 3), (2, 5), (2, 2)][i]
    Z = rng.uniform(0.3, 4, size=shape) * rng.choice([-1, 1], size=shape)
    Z.flat[0], Z.flat[1], Z.flat[2] = 2.5, -1.5, 0.0
    if i == 2:
        Z = np.array([[rng.uniform(800, 2000), -rng.uniform(800, 2000)], [1.5, -0.5]])
        return Case("large scores", {"Z": Z.round(1)}, quiet=True)
    return case("values", Z=Z.round(2))


SELU = Exercise(
    name="selu",
    parts={"values": 1, "large scores": 1},
    reference=selu,
    insight="Two constants, chosen so that layer after layer the spread of the signal returns to 1.",
    tolerance=4e-5,  # the constants with four decimals are right too
    examples=(
        case("values", Z=np.array([-3.0, -1.0, 0.0, 2.0, 5.0])),
        case("values", Z=np.array([[-0.5, -2.0, -4.0], [-1.5, -7.0, -0.1]])),
        case("values", Z=np.array([[0.3, 1.0], [2.0, 0.7], [-0.2, 1.5]])),
        case("values", Z=np.array([[-0.1, -0.2, -0.05]])),
        Case("large scores", {"Z": np.array([[1000.0, -1000.0], [-1.0, 3.0]])}, quiet=True),
        Case("large scores", {"Z": np.array([-900.0, -3.0])}, quiet=True),
    ),
    draw=_draw_selu,
    draws=3,
    mistakes=(
        Mistake(
            "no-scale",
            selu_without_scale,
            "λ is missing on both sides: your result is ELU with α = 1.6733.",
            "What must come out for 1? Not 1.",
        ),
        Mistake(
            "scale-above-only",
            selu_scale_above_only,
            "λ multiplies the positive side only.",
            "Read the formula again: where does the bracket after λ end?",
        ),
        Mistake(
            "scale-below-only",
            selu_scale_below_only,
            "λ multiplies the negative side only.",
            "What must come out for 1? Not 1.",
        ),
        Mistake(
            "no-alpha",
            selu_without_alpha,
            "α is missing: the negative side comes to −λ instead of −λα.",
            "Your `elu` takes a second argument. What is it, if nobody gives it?",
        ),
        Mistake(
            "exchanged",
            selu_exchanged,
            "The two constants have changed places.",
            "Which of them is the slope on the positive side?",
        ),
        Mistake(
            "alpha-on-both-sides",
            selu_alpha_on_both_sides,
            "α multiplies the positive side too.",
            "On which side of zero does α act?",
        ),
        Mistake(
            "no-minus-one",
            selu_without_minus_one,
            "On the negative side the −1 is missing: the curve jumps at zero.",
            "At z = 0 both sides must meet. What is e⁰?",
        ),
        Mistake(
            "no-minus-one-overflow",
            selu_without_minus_one_overflowing,
            "On the negative side the −1 is missing, so the curve jumps at zero. (And large scores overflow.)",
            "At z = 0 both sides must meet. What is e⁰?",
        ),
        Mistake(
            "bracket",
            selu_bracket,
            "You computed α eᶻ − 1: α multiplies the exponential only.",
            "α multiplies the whole difference. Where is the bracket?",
        ),
        Mistake(
            "bracket-overflow",
            selu_bracket_overflowing,
            "You computed α eᶻ − 1: α multiplies the exponential only. (And large scores overflow.)",
            "α multiplies the whole difference. Where is the bracket?",
        ),
        Mistake(
            "scale-inside",
            selu_scale_inside,
            "λ multiplies z before the bend. On the positive side that is the same; on the negative side it is not.",
            "λ stretches what comes *out* of ELU.",
        ),
        Mistake(
            "as-leaky",
            selu_leaky,
            "The negative side is the straight line λαz.",
            "SELU bends like ELU. Which function of yours does most of the work?",
        ),
        Mistake(
            "scaled-twice",
            selu_alpha_scaled_twice,
            "λ occurs twice on the negative side: in front of the bracket, and in α.",
            "α = 1.6733 holds no λ, and needs none.",
        ),
        Mistake(
            "overflow",
            selu_overflowing,
            "The values are right, but e¹⁰⁰⁰ was computed on the way: NumPy warns of an overflow.",
            "You have mended that once already, in `elu`.",
        ),
        Mistake(
            "in-place",
            selu_in_place,
            "The values are right, but your function changed Z itself.",
            "The backward pass will need Z as it was. Make a new array.",
        ),
        Mistake(
            "scale-added",
            selu_scale_added,
            "You add λ. A score of 0 must stay 0.",
            "λ stretches both sides: it is a factor.",
        ),
        Mistake(
            "alpha-twice",
            selu_alpha_twice,
            "Alpha multiplies the negative side twice: your ELU has it already.",
            "Hand alpha over to `elu`, or multiply by it, not both.",
        ),
    ),
    variants={
        "constants with four decimals": selu_with_short_constants,
        "two halves": selu_by_halves,
        "loop": selu_with_loop,
        "mask": selu_by_mask,
    },
    uses=("elu",),
    provides={"elu": elu},
)
