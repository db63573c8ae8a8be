"""Exercise `numerical_derivative`: the slope by nudging to both sides."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def numerical_derivative(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / (2 * h)


def forward_difference(f, a, h=1e-5):
    return (f(a + h) - f(a)) / h


def backward_difference(f, a, h=1e-5):
    return (f(a) - f(a - h)) / h


def half_divided_difference(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / h


def undivided_difference(f, a, h=1e-5):
    return f(a + h) - f(a - h)


def swapped_difference(f, a, h=1e-5):
    return (f(a - h) - f(a + h)) / (2 * h)


def own_nudge(f, a, h=1e-5):
    h = 1e-5
    return (f(a + h) - f(a - h)) / (2 * h)


def missing_bracket(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / 2 * h


def missing_outer_bracket(f, a, h=1e-5):
    return f(a + h) - f(a - h) / (2 * h)


def half_nudges(f, a, h=1e-5):
    return (f(a + h / 2) - f(a - h / 2)) / h


def forward_over_two_nudges(f, a, h=1e-5):
    return (f(a + h) - f(a)) / (2 * h)


def divided_by_two(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / 2


def absolute_difference(f, a, h=1e-5):
    return abs(f(a + h) - f(a - h)) / (2 * h)


def double_nudges(f, a, h=1e-5):
    return (f(a + 2 * h) - f(a - 2 * h)) / (2 * h)


def derivative_in_steps(f, a, h=1e-5):
    up, down = f(a + h), f(a - h)
    rise = up - down
    run = (a + h) - (a - h)
    return rise / run


def derivative_as_mean_of_two(f, a, h=1e-5):
    middle = f(a)
    return np.mean([(f(a + h) - middle) / h, (middle - f(a - h)) / h])


def derivative_with_arrays(f, a, h=1e-5):
    points = np.array([a - h, a + h])
    values = np.array([f(point) for point in points])
    return np.diff(values)[0] / np.diff(points)[0]


def _function(rng, i):
    p, q = rng.uniform(0.5, 2, size=2).round(2)
    sources = (
        f"lambda a: {p} * a ** 3 - {q} * a ** 2",
        f"lambda a: np.exp({p} * a)",
        f"lambda a: np.sin({p} * a) + {q} * a ** 3",
        f"lambda a: np.log({p} * a + 4)",
    )
    return Function(sources[i])


def _draw_derivative(rng, i):
    a = round(rng.uniform(0.5, 2), 3)
    if i < 4:
        return case("values", f=_function(rng, i), a=a, h=round(rng.uniform(0.2, 0.4), 3))
    return case("values", f=_function(rng, i - 4), a=a)


NUMERICAL_DERIVATIVE = Exercise(
    name="numerical_derivative",
    parts={"values": 2},
    reference=numerical_derivative,
    insight="With this function you can check every derivative of this course.",
    examples=(
        case("values", f=Function("lambda a: a ** 3"), a=2.0, h=0.5),
        case("values", f=Function("lambda a: a ** 3 + a ** 2"), a=1.0, h=0.25),
        case("values", f=Function("lambda a: np.exp(a)"), a=1.0, h=0.5),
        case("values", f=Function("lambda a: 3 * a"), a=2.0),
        case("values", f=Function("lambda a: 4 - a ** 2"), a=1.5, h=0.5),  # falls, so its slope is negative
    ),
    draw=_draw_derivative,
    draws=8,
    mistakes=(
        Mistake(
            "forward-difference",
            forward_difference,
            "You nudge to the right only: a forward difference. Its error shrinks like h, the central one's like h².",
            "Nudge to both sides of a. How far apart are the two points then?",
        ),
        Mistake(
            "backward-difference",
            backward_difference,
            "You nudge to the left only: a backward difference. Its error shrinks like h, the central one's like h².",
            "Nudge to both sides of a. How far apart are the two points then?",
        ),
        Mistake(
            "divided-by-h",
            half_divided_difference,
            "Your result is twice too large: you divide by h.",
            "How far is a + h from a − h?",
        ),
        Mistake(
            "not-divided",
            undivided_difference,
            "You return the rise, not the slope: the division by the distance is missing.",
            "Slope is rise over run. How far is a + h from a − h?",
        ),
        Mistake(
            "sign",
            swapped_difference,
            "The sign is wrong: you subtract the right point from the left one.",
            "A function that grows must have a positive slope.",
        ),
        Mistake(
            "h-ignored",
            own_nudge,
            "You use a nudge of your own instead of the argument h.",
            "Use the h of the signature everywhere; it has a default there already.",
        ),
        Mistake(
            "bracket",
            missing_bracket,
            "The rise is divided by 2 and then *multiplied* by h: that is what `/ 2 * h` does.",
            "Put brackets round 2 * h.",
        ),
        Mistake(
            "outer-bracket",
            missing_outer_bracket,
            "Only the second value is divided: a pair of brackets round the difference is missing.",
            "First the difference, then the division.",
        ),
        Mistake(
            "half-nudges",
            half_nudges,
            "You nudge by h/2 to each side. That is a central difference too, but not with the h that was asked for.",
            "The points are a − h and a + h.",
        ),
        Mistake(
            "sign-lost",
            absolute_difference,
            "You return the size of the slope without its sign: a falling function gets a positive slope.",
            "Which sign has the rise when a function falls? Let it stand.",
        ),
        Mistake(
            "forward-over-two-nudges",
            forward_over_two_nudges,
            "You nudge to the right only, but divide by 2h, as if you had nudged to both sides.",
            "Which two points do you compare, and how far apart are they?",
        ),
        Mistake(
            "divided-by-two",
            divided_by_two,
            "You divide the rise by 2; the h is missing.",
            "Slope is rise over run. How far is a + h from a − h?",
        ),
        Mistake(
            "double-nudges",
            double_nudges,
            "You nudge by 2h to each side, but divide by the distance of nudges by h.",
            "The points are a − h and a + h. How far apart are they?",
        ),
    ),
    variants={
        "in steps": derivative_in_steps,
        "mean of forward and backward": derivative_as_mean_of_two,
        "with arrays": derivative_with_arrays,
    },
)
