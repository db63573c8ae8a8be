"""Exercise `relu_backward`: the gradient passes where the unit was on. At the kink both conventions are right."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def relu_backward(dA, Z):
    return dA * (Z > 0) + 0.0  # + 0.0: reports show 0, not −0


def backward_slope_only(dA, Z):
    return (Z > 0) * 1.0


def backward_passes_all(dA, Z):
    return dA.copy()


def backward_other_side(dA, Z):
    return dA * (Z < 0)


def backward_of_itself(dA, Z):
    return np.maximum(dA, 0)


def backward_times_value(dA, Z):
    return dA * np.maximum(Z, 0)


def backward_times_score(dA, Z):
    return dA * Z


def backward_exchanged(dA, Z):
    return Z * (dA > 0)


def backward_leaking(dA, Z):
    return dA * np.where(Z > 0, 1, 0.01)


def backward_sign(dA, Z):
    return dA * np.sign(Z)


def backward_averaged(dA, Z):
    return dA * (Z > 0) / len(Z)


def backward_with_threshold(dA, Z):
    return dA * (Z > 0.1)


def backward_any_unit(dA, Z):
    return dA * np.any(Z > 0, axis=1, keepdims=True)


def backward_any_example(dA, Z):
    return dA * np.any(Z > 0, axis=0)


def backward_in_place(dA, Z):
    dA[Z <= 0] = 0
    return dA


def backward_changes_scores(dA, Z):
    Z[Z <= 0] = 0
    Z[Z > 0] = 1
    return dA * Z


def backward_summed(dA, Z):
    return relu_backward(dA, Z).sum(axis=0)


def backward_of_the_sigmoid(dA, Z):
    a = 1 / (1 + np.exp(-Z))
    return dA * a * (1 - a)


def backward_by_where(dA, Z):
    return np.where(Z > 0, dA, 0.0)


def backward_from_zero_on(dA, Z):
    return dA * (Z >= 0)


def backward_by_heaviside(dA, Z):
    return np.heaviside(Z, 0.5) * dA


def backward_by_copy(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


def backward_from_output(dA, Z):
    A = np.maximum(Z, 0)
    return dA * (A > 0)


def backward_with_loops(dA, Z):
    dZ = np.zeros_like(dA)
    for i in range(dA.shape[0]):
        for j in range(dA.shape[1]):
            if Z[i, j] > 0:
                dZ[i, j] = dA[i, j]
    return dZ


def _draw_backward(rng, i):
    shape = [(4, 3), (2, 5), (3, 3)][i]
    Z = (rng.uniform(0.1, 4, size=shape) * rng.choice([-1, 1], size=shape)).round(2)
    Z[0, 0], Z[0, 1], Z[1, 0], Z[1, 1] = 2.5, -1.5, 0.3, -0.4
    return case("values", dA=rng.normal(size=shape).round(2), Z=Z)


RELU_BACKWARD = Exercise(
    name="relu_backward",
    parts={"values": 2},
    reference=relu_backward,
    insight="Units that were on hand the gradient through untouched; the others stop it.",
    examples=(
        case(
            "values",
            dA=np.array([[0.5, -2.0, 3.0], [-1.0, 4.0, -0.7]]),
            Z=np.array([[2.0, -1.0, 0.4], [3.0, -0.3, -5.0]]),
        ),
        # One example without a unit that is on, and one unit that no example switches on.
        case(
            "values",
            dA=np.array([[0.5, -2.0, 3.0], [-1.0, 4.0, -0.7], [2.0, -1.5, 0.8]]),
            Z=np.array([[-2.0, -1.0, -0.4], [3.0, -0.3, 5.0], [-1.0, -4.0, 0.6]]),
        ),
        # At z = 0 nothing arrives from above, so every convention for the slope there gives 0.
        case(
            "values",
            dA=np.array([[0.0, -2.0], [1.5, 0.25], [-3.0, 0.0]]),
            Z=np.array([[0.0, 1.0], [-2.0, 0.2], [4.0, 0.0]]),
        ),
        # Nearly zero is not zero.
        case(
            "values",
            dA=np.array([[2.0, -3.0, 1.0], [0.5, 1.5, -4.0]]),
            Z=np.array([[0.001, -0.001, -6.0], [-0.05, 0.05, 1.0]]),
        ),
    ),
    draw=_draw_backward,
    draws=3,
    mistakes=(
        Mistake(
            "slope-only",
            backward_slope_only,
            "You return the slope, 1 or 0; dA does not occur.",
            "The chain rule multiplies the slope by what arrives from above.",
        ),
        Mistake(
            "passes-all",
            backward_passes_all,
            "Everything passes: your result is dA itself.",
            "What is the slope of ReLU where the unit was off?",
        ),
        Mistake(
            "other-side",
            backward_other_side,
            "The gradient passes where Z is negative and is stopped where Z is positive.",
            "On which side does the line rise?",
        ),
        Mistake(
            "looks-at-dA",
            backward_of_itself,
            "You stopped the negative numbers of dA: the sign of the gradient decided, and Z does not occur.",
            "Whether a unit was on is written in Z. A gradient may have either sign.",
        ),
        Mistake(
            "times-value",
            backward_times_value,
            "You multiplied dA by relu(Z), the value, where its slope belongs.",
            "How steep is the line z at z = 3: 3, or something else?",
        ),
        Mistake(
            "times-score",
            backward_times_score,
            "You multiplied dA by Z itself.",
            "The chain rule needs the *slope* of ReLU at Z. Which two values can it have?",
        ),
        Mistake(
            "exchanged",
            backward_exchanged,
            "dA and Z have changed places: you passed on Z where dA is positive.",
            "Which of the two is passed on, and which decides?",
        ),
        Mistake(
            "leaking",
            backward_leaking,
            "A hundredth of the gradient leaks through units that were off: that belongs to the leaky ReLU.",
            "ReLU is flat for z < 0. What is the slope of a flat line?",
        ),
        Mistake(
            "minus-below",
            backward_sign,
            "Where Z is negative, the gradient comes back with its sign turned: you used −1 as the slope there.",
            "`np.sign` is −1 below zero. That is the slope of |z|, not of ReLU.",
        ),
        Mistake(
            "divided",
            backward_averaged,
            "You divided by the number of examples.",
            "From notebook 06 on, the loss has divided by m already, once. Nobody divides again.",
        ),
        Mistake(
            "threshold",
            backward_with_threshold,
            "Units with a small positive score hand nothing on: your comparison is not with zero.",
            "What is the slope of ReLU at z = 0.001?",
        ),
        Mistake(
            "whole-example",
            backward_any_unit,
            "One unit that is on opens the way for all units of its example.",
            "Each number of Z decides for itself alone. Does your condition have the shape of Z?",
        ),
        Mistake(
            "whole-unit",
            backward_any_example,
            "One example that switches a unit on opens the way for all examples of that unit.",
            "Each number of Z decides for itself alone. Does your condition have the shape of Z?",
        ),
        Mistake(
            "in-place",
            backward_in_place,
            "The values are right, but you wrote the zeros into dA, which belongs to the caller.",
            "Make a new array: a product does.",
        ),
        Mistake(
            "changes-scores",
            backward_changes_scores,
            "The values are right, but Z now holds zeros and ones: you wrote the slopes into it.",
            "Make a new array for the slopes.",
        ),
        Mistake(
            "summed",
            backward_summed,
            "You add up over the examples. Every score has a slope of its own here.",
            "dZ has the shape of Z. Where do the sums over the examples come, in dW or in dZ?",
        ),
        Mistake(
            "sigmoid-slope",
            backward_of_the_sigmoid,
            "That is the slope of the sigmoid.",
            "How steep is the ReLU to the right of 0, and how steep to the left?",
        ),
    ),
    variants={
        "where": backward_by_where,
        "slope 1 at zero": backward_from_zero_on,
        "slope 1/2 at zero": backward_by_heaviside,
        "copy": backward_by_copy,
        "from the output": backward_from_output,
        "loops": backward_with_loops,
    },
)
