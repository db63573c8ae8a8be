"""Exercise `sgd_step`: one step of plain gradient descent, for weights of any shape."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def sgd_step(w, dw, alpha):
    return w - alpha * dw


def sgd_uphill(w, dw, alpha):
    return w + alpha * dw


def sgd_without_rate(w, dw, alpha):
    return w - dw


def sgd_change_only(w, dw, alpha):
    return -alpha * dw


def sgd_in_place(w, dw, alpha):
    w -= alpha * dw
    return w


def sgd_shrinks_the_weights(w, dw, alpha):
    return (1 - alpha) * w


def sgd_sign(w, dw, alpha):
    return w - alpha * np.sign(dw)


def sgd_of_unit_length(w, dw, alpha):
    return w - alpha * dw / max(np.linalg.norm(dw), 1e-300)


def sgd_other_way_round(w, dw, alpha):
    return alpha * dw - w


def sgd_with_mean_slopes(w, dw, alpha):
    return w - alpha * dw / dw.size


def sgd_of_the_difference(w, dw, alpha):
    return alpha * (w - dw)


def sgd_with_loop(w, dw, alpha):
    new = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        new[i] = w[i] - dw[i] * alpha
    return new


def sgd_on_a_copy(w, dw, alpha):
    w = w.copy()
    w += -alpha * dw
    return w


def sgd_with_subtract(w, dw, alpha):
    return np.subtract(w, np.multiply(dw, alpha))


def draw_shape(rng, i):
    """Weights and slopes of several shapes."""
    shape = [(3, 1), (2,), (4, 2)][i]
    return rng.normal(size=shape).round(2) * 2, rng.normal(size=shape).round(2) + 0.1


def _draw_sgd(rng, i):
    w, dw = draw_shape(rng, i)
    return case("values", w=w, dw=dw, alpha=round(rng.uniform(0.1, 0.6), 2))


SGD_STEP = Exercise(
    name="sgd_step",
    parts={"values": 1},
    reference=sgd_step,
    insight="The step that all others are compared with.",
    examples=(
        case("values", w=np.array([[1.0], [2.0]]), dw=np.array([[4.0], [-10.0]]), alpha=0.1),
        case("values", w=np.array([0.5, -3.0, 0.0]), dw=np.array([0.2, 0.0, 3.0]), alpha=0.5),
        case("values", w=np.array([1.0, 0.0]), dw=np.array([0.0, 0.0]), alpha=0.5),
    ),
    draw=_draw_sgd,
    draws=3,
    mistakes=(
        Mistake(
            "uphill",
            sgd_uphill,
            "You walk uphill: the step is added.",
            "The gradient points to where the cost grows. Go the other way.",
        ),
        Mistake(
            "no-rate",
            sgd_without_rate,
            "The learning rate alpha is missing: you subtract the whole gradient.",
            "How long is a step? It is proportional to the slope, with the factor α.",
        ),
        Mistake(
            "change-only",
            sgd_change_only,
            "You return the change of w, not the new w.",
            "Where do you stand after this change?",
        ),
        Mistake(
            "in-place",
            sgd_in_place,
            "The result is right, but your function changed the w that it was given.",
            "`w -= …` writes into the caller's array; `w - …` makes a new one.",
        ),
        Mistake(
            "shrinks-w",
            sgd_shrinks_the_weights,
            "You subtract alpha times *w*. The gradient is not used.",
            "What is multiplied with α?",
        ),
        Mistake(
            "sign-only",
            sgd_sign,
            "You use only the sign of each slope, so every step has the same length.",
            "A steeper slope makes a longer step: use dw itself.",
        ),
        Mistake(
            "unit-length",
            sgd_of_unit_length,
            "You divided the gradient by its length. Every step then has the length alpha.",
            "Plain descent takes dw as it is: steps shrink where the slope does.",
        ),
        Mistake(
            "subtracted-from-the-step",
            sgd_other_way_round,
            "You subtract w from the step; it must be the other way round.",
            "Start from w, and take something away.",
        ),
        Mistake(
            "slopes-averaged",
            sgd_with_mean_slopes,
            "You divide the slopes by their number. They are slopes of different weights, not of different examples.",
            "The mean over the examples was taken in dw already.",
        ),
        Mistake(
            "brackets",
            sgd_of_the_difference,
            "alpha multiplies w as well: the brackets stand round the difference.",
            "With dw = 0 nothing may change.",
        ),
    ),
    variants={"a loop": sgd_with_loop, "on a copy": sgd_on_a_copy, "np.subtract": sgd_with_subtract},
)
