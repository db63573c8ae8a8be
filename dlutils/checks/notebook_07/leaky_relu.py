"""Exercise `leaky_relu`: the negative side keeps a small slope, or any other."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def leaky_relu(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha * Z) + 0.0  # + 0.0: reports show 0, not −0


def leaky_by_maximum(Z, alpha=0.01):
    return np.maximum(alpha * Z, Z)


def leaky_by_minimum(Z, alpha=0.01):
    return np.minimum(alpha * Z, Z)


def leaky_constant(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha)


def leaky_floor(Z, alpha=0.01):
    return np.maximum(alpha, Z)


def leaky_sign(Z, alpha=0.01):
    return np.where(Z > 0, Z, -alpha * Z)


def leaky_fixed(Z, alpha=0.01):
    return leaky_relu(Z)


def leaky_keras(Z, alpha=0.3):
    return leaky_relu(Z, alpha)


def leaky_tenth(Z, alpha=0.1):
    return leaky_relu(Z, alpha)


def leaky_slope(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, alpha)


def leaky_both_sides(Z, alpha=0.01):
    return alpha * Z


def leaky_wrong_side(Z, alpha=0.01):
    return np.where(Z > 0, alpha * Z, Z)


def leaky_added_everywhere(Z, alpha=0.01):
    return np.maximum(Z, 0) + alpha * Z


def leaky_shifted(Z, alpha=0.01):
    return np.where(Z > 0, Z, Z + alpha)


def leaky_divided(Z, alpha=0.01):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(Z > 0, Z, Z / alpha)


def leaky_not_at_all(Z, alpha=0.01):
    return np.maximum(Z, 0)


def leaky_zero_is_nothing(Z, alpha=0.01):
    return leaky_relu(Z, alpha or 0.01)


def leaky_in_place(Z, alpha=0.01):
    Z[Z < 0] *= alpha
    return Z


def leaky_bent_at_alpha(Z, alpha=0.01):
    return np.where(Z > alpha, Z, alpha * Z)


def leaky_of_two_halves(Z, alpha=0.01):
    return np.maximum(Z, 0) + alpha * np.minimum(Z, 0)


def leaky_by_masks(Z, alpha=0.01):
    return Z * (Z > 0) + alpha * Z * (Z <= 0)


def leaky_by_slope(Z, alpha=0.01):
    return Z * np.where(Z >= 0, 1.0, alpha)


def leaky_by_copy(Z, alpha=0.01):
    A = Z.copy()
    A[Z < 0] = alpha * Z[Z < 0]
    return A


def leaky_with_loop(Z, alpha=0.01):
    return np.array([z if z > 0 else alpha * z for z in Z.ravel()]).reshape(Z.shape)


def _draw_leaky(rng, i):
    shape = [(4, 3), (2, 5), (3, 2), (5,)][i]
    Z = rng.uniform(0.5, 9, size=shape) * rng.choice([-1, 1], size=shape)
    Z.flat[0], Z.flat[1], Z.flat[2] = 3.0, -2.0, 0.0
    if i == 0:
        return case("values", Z=Z.round(2))
    alpha = [0.2, -0.5, 2.5][i - 1] + round(rng.uniform(-0.1, 0.1), 2)
    return case("values" if i == 1 else "any slope", Z=Z.round(2), alpha=float(alpha))


LEAKY_RELU = Exercise(
    name="leaky_relu",
    parts={"values": 1, "any slope": 1},
    reference=leaky_relu,
    insight="A unit that is off now still says a little, whatever slope it is given.",
    examples=(
        case("values", Z=np.array([-3.0, -1.0, 0.0, 2.0, 5.0])),
        case("values", Z=np.array([[-400.0, 0.005], [30.0, -70.0], [-5.0, 1.0]])),
        case("values", Z=np.array([[0.2, -4.0, 3.0], [-6.0, 0.1, -1.0]]), alpha=0.5),
        case("any slope", Z=np.array([[0.3, -2.0], [-0.5, 3.0]]), alpha=2.0),
        case("any slope", Z=np.array([[0.3, -2.0, 3.0], [-0.5, 1.0, -4.0]]), alpha=0.0),
        case("any slope", Z=np.array([[1.0, -2.0, 4.0], [-0.5, 3.0, -7.0]]), alpha=-0.25),
    ),
    draw=_draw_leaky,
    draws=4,
    mistakes=(
        Mistake(
            "maximum",
            leaky_by_maximum,
            "The larger of αz and z is right for α up to 1, and wrong beyond: there αz is the *smaller* one for z < 0.",
            "A learned slope may be anything. Let the sign of z choose, not the size of the result.",
        ),
        Mistake(
            "minimum",
            leaky_by_minimum,
            "You took the smaller of αz and z.",
            "Which of the two is due at z = 2, and which at z = −2? Let the sign of z choose.",
        ),
        Mistake(
            "constant",
            leaky_constant,
            "Every negative number became α itself: the slope stands where slope times z belongs.",
            "What must come out for −3 with α = 0.5, and what for −6?",
        ),
        Mistake(
            "floor",
            leaky_floor,
            "You compared Z with α: nothing is below α any more.",
            "α is a *slope*. What does it multiply?",
        ),
        Mistake(
            "sign",
            leaky_sign,
            "The negative side came out with the wrong sign.",
            "With a positive α, is a small share of −4 positive or negative?",
        ),
        Mistake(
            "alpha-ignored",
            leaky_fixed,
            "Your slope is 0.01 whatever `alpha` says.",
            "Is a number written into the body where the argument belongs?",
        ),
        Mistake(
            "default-of-keras",
            leaky_keras,
            "Without an argument your slope is 0.3, as in Keras; here it is to be 0.01.",
            "Look at the line with `def`.",
        ),
        Mistake(
            "default-a-tenth",
            leaky_tenth,
            "Without an argument your slope is 0.1; it is to be 0.01.",
            "Look at the line with `def`.",
        ),
        Mistake(
            "slope",
            leaky_slope,
            "You return the slopes, 1 or α: that is what the backward pass will need.",
            "The forward pass returns the numbers themselves: what comes out for 5?",
        ),
        Mistake(
            "both-sides",
            leaky_both_sides,
            "α multiplies everything, the positive numbers too. That is a straight line.",
            "What must come out for 5?",
        ),
        Mistake(
            "wrong-side",
            leaky_wrong_side,
            "α multiplies the positive side, and the negative side passes unchanged.",
            "Which side is to be held back?",
        ),
        Mistake(
            "added-everywhere",
            leaky_added_everywhere,
            "The positive side is too large by αz: you added the leak on both sides.",
            "Only one side leaks. How can the other be kept out of the second term?",
        ),
        Mistake(
            "shifted",
            leaky_shifted,
            "You added α on the negative side; it is to be multiplied.",
            "α is a slope, not a shift.",
        ),
        Mistake(
            "divided",
            leaky_divided,
            "You divided by α on the negative side. (Some papers write z/a, with a = 100.)",
            "With α = 0.01, should −5 become larger or smaller in size?",
        ),
        Mistake(
            "no-leak",
            leaky_not_at_all,
            "Nothing leaks: your result is ReLU itself.",
            "What must come out for −3?",
        ),
        Mistake(
            "zero-counts-as-missing",
            leaky_zero_is_nothing,
            "α = 0 was taken for “not given” and became 0.01.",
            "0 is a slope like any other. To Python, `0 or 0.01` is 0.01.",
        ),
        Mistake(
            "in-place",
            leaky_in_place,
            "The values are right, but your function changed Z itself.",
            "The backward pass will need Z as it was. Make a new array.",
        ),
        Mistake(
            "bend-at-alpha",
            leaky_bent_at_alpha,
            "Your function bends at alpha, not at 0: scores between them are taken for negative ones.",
            "alpha is a slope, not a score.",
        ),
    ),
    variants={
        "two halves": leaky_of_two_halves,
        "masks": leaky_by_masks,
        "a slope for each number": leaky_by_slope,
        "copy": leaky_by_copy,
        "loop": leaky_with_loop,
    },
)
