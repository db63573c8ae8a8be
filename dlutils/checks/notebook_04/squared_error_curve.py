"""Exercise `squared_error_curve`: the squared error of one example through a sigmoid, for many weights at once."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def _sigmoid(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def squared_error_curve(w, x, y):
    return (_sigmoid(w * x) - y) ** 2


def curve_with_half(w, x, y):
    return squared_error_curve(w, x, y) / 2


def curve_not_squared(w, x, y):
    return _sigmoid(w * x) - y


def curve_absolute(w, x, y):
    return np.abs(_sigmoid(w * x) - y)


def curve_without_sigmoid(w, x, y):
    return (w * x - y) ** 2


def curve_of_the_other_label(w, x, y):
    return squared_error_curve(w, x, 1 - y)


def curve_without_x(w, x, y):
    return (_sigmoid(w) - y) ** 2


def curve_x_outside(w, x, y):
    return (_sigmoid(w) * x - y) ** 2


def curve_w_outside(w, x, y):
    return (w * _sigmoid(x) - y) ** 2


def curve_without_y(w, x, y):
    return _sigmoid(w * x) ** 2


def curve_plus_y(w, x, y):
    return (_sigmoid(w * x) + y) ** 2


def curve_error_inside(w, x, y):
    return _sigmoid(w * x - y) ** 2


def curve_square_inside(w, x, y):
    return _sigmoid((w * x - y) ** 2)


def curve_difference_of_squares(w, x, y):
    return _sigmoid(w * x) ** 2 - y**2


def curve_mean(w, x, y):
    return np.mean(squared_error_curve(w, x, y))


def curve_sum(w, x, y):
    return np.sum(squared_error_curve(w, x, y))


def curve_column(w, x, y):
    return squared_error_curve(w, x, y)[:, None]


def curve_row(w, x, y):
    return squared_error_curve(w, x, y)[None, :]


def curve_cross_entropy(w, x, y):
    return np.logaddexp(0, w * x) - y * w * x


def curve_in_place(w, x, y):
    w *= x
    return (_sigmoid(w) - y) ** 2


def curve_of_whole_numbers(w, x, y):
    """`np.zeros_like(w)` keeps whole numbers only if w holds whole numbers."""
    losses = np.zeros_like(w)
    losses[:] = squared_error_curve(w, x, y)
    return losses


def curve_label_one(w, x, y):
    return squared_error_curve(w, x, 1)


def curve_with_a_loop(w, x, y):
    losses = np.zeros(len(w))
    for i in range(len(w)):
        a = 1 / (1 + np.exp(-w[i] * x))
        losses[i] = (y - a) * (y - a)
    return losses


def curve_from_a_list(w, x, y):
    return np.array([np.square(1 / (1 + np.exp(-x * one)) - y) for one in w])


def curve_by_cases(w, x, y):
    a = 1 / (1 + np.exp(-np.multiply(w, x)))
    return np.where(y == 1, (1 - a) ** 2, a**2)


def curve_with_tanh(w, x, y):
    return np.power(0.5 * (1 + np.tanh(0.5 * w * x)) - y, 2)


def curve_expanded(w, x, y):
    a = 1 / (1 + np.exp(-w * x))
    return a * a - 2 * a * y + y


def _draw_curve(rng, i):
    k, y = [(3, 1), (5, 0), (1, 1), (4, 0)][i]
    x = round(rng.uniform(0.6, 2.5) * rng.choice([-1, 1]), 2)
    return case("values", w=rng.uniform(-4, 4, size=k).round(2), x=x, y=y)


SQUARED_ERROR_CURVE = Exercise(
    name="squared_error_curve",
    parts={"values": 2},
    reference=squared_error_curve,
    insight="A whole cost curve in one line: now you can draw it, and refute that it is convex.",
    examples=(
        case("values", w=np.array([-8.0, -4.0, 0.0]), x=1.0, y=1),
        case("values", w=np.array([-2.0, -0.5, 0.25, 1.0, 3.0]), x=2.0, y=1),
        case("values", w=np.array([-2.0, -0.5, 0.25, 1.0, 3.0]), x=-1.5, y=0),
        case("values", w=np.array([-1.0, 2.0]), x=0.5, y=0),
        case("values", w=np.array([1.5]), x=-2.0, y=1),
        case("values", w=np.array([-8, 0, 4]), x=1.0, y=1),
    ),
    draw=_draw_curve,
    draws=4,
    mistakes=(
        Mistake(
            "half",
            curve_with_half,
            "All values are half of the right ones: there is a ½ in front.",
            "Many texts write ½ (a − y)². Look at the formula of this course.",
        ),
        Mistake(
            "not-squared",
            curve_not_squared,
            "That is the error a − y; its square is missing.",
            "No loss is negative. Which of your values are?",
        ),
        Mistake(
            "absolute",
            curve_absolute,
            "That is the size of the error, |a − y|, not its square (perhaps a root too many).",
            "An error of one half has which square?",
        ),
        Mistake(
            "no-sigmoid",
            curve_without_sigmoid,
            "The sigmoid is missing: that is the squared error of a linear neuron.",
            "The prediction a is a probability, between 0 and 1.",
        ),
        Mistake(
            "other-label",
            curve_of_the_other_label,
            "Your curve is that of the other label. A wrong sign in the exponent does this too.",
            "For y = 1 and x > 0, must a large weight be cheap or expensive?",
        ),
        Mistake(
            "x-forgotten",
            curve_without_x,
            "The input x does not occur.",
            "What does the weight multiply, before the sigmoid?",
        ),
        Mistake(
            "x-outside",
            curve_x_outside,
            "You multiply by x after the sigmoid.",
            "First z = w x, then a = σ(z).",
        ),
        Mistake(
            "labels-forgotten",
            curve_without_y,
            "The label y does not occur: you square the prediction itself.",
            "What is squared is the *error*.",
        ),
        Mistake(
            "plus-y",
            curve_plus_y,
            "You add the label to the prediction.",
            "An error is a difference. A right prediction must cost nothing.",
        ),
        Mistake(
            "y-inside",
            curve_error_inside,
            "The label is subtracted before the sigmoid, from z.",
            "Compare the *probability* with the label: first σ, then − y.",
        ),
        Mistake(
            "square-inside",
            curve_square_inside,
            "The sigmoid comes last: you squash a squared error.",
            "Three steps in this order: z, then a = σ(z), then (a − y)².",
        ),
        Mistake(
            "difference-of-squares",
            curve_difference_of_squares,
            "You subtract squares, a² − y². The square of a difference is something else.",
            "Put brackets round the difference, then square.",
        ),
        Mistake(
            "mean",
            curve_mean,
            "You took the mean: one number. Every weight keeps its own loss here.",
            "How many weights came in, and how many numbers must come out?",
        ),
        Mistake(
            "sum",
            curve_sum,
            "You took the sum: one number. Every weight keeps its own loss here.",
            "How many weights came in, and how many numbers must come out?",
        ),
        Mistake(
            "column",
            curve_column,
            "The numbers are right, but they stand in a column of shape (k, 1).",
            "Leave the shape as w has it: (k,).",
        ),
        Mistake(
            "row",
            curve_row,
            "The numbers are right, but they lie in a row of shape (1, k).",
            "Leave the shape as w has it: (k,), flat.",
        ),
        Mistake(
            "cross-entropy",
            curve_cross_entropy,
            "That is the cross-entropy, the other loss.",
            "Here the error a − y itself is squared; there is no logarithm.",
        ),
        Mistake(
            "in-place",
            curve_in_place,
            "The result is right, but your function changed w itself.",
            "`w *= …` writes into the caller's array; `w * …` makes a new one.",
        ),
        Mistake(
            "whole-numbers",
            curve_of_whole_numbers,
            "Where w holds whole numbers your losses are cut to whole numbers.",
            "`np.zeros_like(w)` makes an array of the same kind of numbers as w. What does `np.zeros(w.shape)` make?",
        ),
        Mistake(
            "label-always-one",
            curve_label_one,
            "Your curve is right for y = 1. For y = 0 it is that of y = 1.",
            "The label is an argument. Where does it occur in your line?",
        ),
        Mistake(
            "w-outside",
            curve_w_outside,
            "You multiply by w after the sigmoid.",
            "First z = w x, then a = σ(z).",
        ),
    ),
    variants={
        "a loop": curve_with_a_loop,
        "a list": curve_from_a_list,
        "by cases": curve_by_cases,
        "tanh": curve_with_tanh,
        "multiplied out": curve_expanded,
    },
    needs=("dlutils.activations",),
)
