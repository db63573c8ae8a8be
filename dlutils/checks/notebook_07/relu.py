"""Exercise `relu`: pass what is positive, stop the rest."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def relu(Z):
    return np.maximum(Z, 0)


def relu_absolute(Z):
    return np.abs(Z)


def relu_other_side(Z):
    return np.minimum(Z, 0)


def relu_slope(Z):
    return (Z > 0) * 1.0


def relu_mask(Z):
    return Z > 0


def relu_max_along_axis(Z):
    return np.max(Z, 0)


def relu_leaking(Z):
    return np.where(Z > 0, Z, 0.01 * Z)


def relu_clipped_at_one(Z):
    return np.clip(Z, 0, 1)


def relu_clipped_at_six(Z):
    return np.clip(Z, 0, 6)


def relu_only_positives(Z):
    return Z[Z > 0]


def relu_turned_round(Z):
    return np.maximum(-Z, 0)


def relu_from_one(Z):
    return np.maximum(Z, 1)


def relu_with_threshold(Z):
    return np.where(Z > 0.1, Z, 0.0)


def relu_in_place(Z):
    Z[Z < 0] = 0
    return Z


def relu_whole_numbers(Z):
    return relu(Z).astype(int)


def relu_by_where(Z):
    return np.where(Z > 0, Z, 0.0)


def relu_by_mask(Z):
    return Z * (Z > 0)


def relu_by_absolute(Z):
    return (Z + np.abs(Z)) / 2


def relu_by_clip(Z):
    return np.clip(Z, 0, None)


def relu_by_copy(Z):
    A = Z.copy()
    A[A <= 0] = 0
    return A


def relu_with_loop(Z):
    return np.array([max(0.0, z) for z in Z.ravel()]).reshape(Z.shape)


def _draw_relu(rng, i):
    shape = [(4, 3), (2, 5), (6,), (2, 3, 2)][i]
    Z = rng.uniform(0.05, 9, size=shape) * rng.choice([-1, 1], size=shape)
    Z.flat[0], Z.flat[1], Z.flat[2] = 8.0, -3.0, 0.0
    return case("values", Z=Z.round(2))


RELU = Exercise(
    name="relu",
    parts={"values": 1},
    reference=relu,
    insight="One comparison with zero, and a stack of layers is no longer one straight line.",
    examples=(
        case("values", Z=np.array([-3.0, -1.0, 0.0, 2.0, 5.0])),
        case("values", Z=np.array([[0.2, -2.0, 7.5], [-0.2, 12.0, -4.0]])),
        # Nearly zero is not zero: a small number passes unchanged.
        case("values", Z=np.array([[0.001, -0.001], [-0.04, 0.03]])),
    ),
    draw=_draw_relu,
    draws=4,
    mistakes=(
        Mistake(
            "absolute",
            relu_absolute,
            "Negative numbers came back positive: you took the absolute value.",
            "What should become of −3, and what did become of it?",
        ),
        Mistake(
            "other-side",
            relu_other_side,
            "You kept the negative numbers and stopped the positive ones.",
            "Which of z and 0 is to win: the larger or the smaller?",
        ),
        Mistake(
            "slope",
            relu_slope,
            "You return 1 or 0 for each number: that is the slope of ReLU, not its value.",
            "A positive number passes *unchanged*. What comes out for 5?",
        ),
        Mistake(
            "mask",
            relu_mask,
            "You return True and False: the answer to “is it positive?”.",
            "Use this answer to choose between the number and zero.",
        ),
        Mistake(
            "maximum-along-an-axis",
            relu_max_along_axis,
            "`np.max(Z, 0)` is the largest number along axis 0: its second argument is an axis, not a rival.",
            "There is another function, which compares two arrays number by number.",
        ),
        Mistake(
            "leaking",
            relu_leaking,
            "Negative numbers leave a hundredth of themselves behind: that is the leaky ReLU, which comes later.",
            "What must come out for −4, exactly?",
        ),
        Mistake(
            "clipped-at-one",
            relu_clipped_at_one,
            "Numbers above 1 are cut down to 1.",
            "ReLU has no ceiling. What must come out for 5?",
        ),
        Mistake(
            "clipped-at-six",
            relu_clipped_at_six,
            "Numbers above 6 are cut down to 6: that is “ReLU6”, made for small devices.",
            "ReLU itself has no ceiling.",
        ),
        Mistake(
            "shortened",
            relu_only_positives,
            "You return only the positive numbers, so the array became shorter and lost its shape.",
            "A unit that is off still says something: 0. The result has the shape of Z.",
        ),
        Mistake(
            "turned-round",
            relu_turned_round,
            "Positive numbers came back as 0 and negative ones as positive: the sign of Z is turned round.",
            "Try it with 2: what goes into your comparison with 0?",
        ),
        Mistake(
            "floor-of-one",
            relu_from_one,
            "Your result is never below 1: you compare with 1.",
            "At which number does ReLU bend?",
        ),
        Mistake(
            "threshold",
            relu_with_threshold,
            "Small positive numbers became 0: your comparison is not with zero.",
            "What must come out for 0.001?",
        ),
        Mistake(
            "in-place",
            relu_in_place,
            "The values are right, but your function wrote the zeros into Z itself.",
            "The backward pass will need Z as it was. Make a new array.",
        ),
        Mistake(
            "whole-numbers",
            relu_whole_numbers,
            "The digits behind the point are cut off: your array holds whole numbers.",
            "`np.zeros(shape)` makes floats; which kind of numbers did you ask for?",
        ),
    ),
    variants={
        "where": relu_by_where,
        "mask": relu_by_mask,
        "half of z + |z|": relu_by_absolute,
        "clip": relu_by_clip,
        "copy": relu_by_copy,
        "loop": relu_with_loop,
    },
)
