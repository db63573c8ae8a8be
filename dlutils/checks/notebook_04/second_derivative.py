"""Exercise `second_derivative`: the curvature by nudging, from three values of the function."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def second_derivative(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


def curvature_divided_by_h(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h


def curvature_divided_by_two_h(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h)


def curvature_divided_by_four(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h) ** 2


def curvature_divided_by_two_squares(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h**2)


def curvature_undivided(f, x, h=1e-3):
    return f(x + h) - 2 * f(x) + f(x - h)


def curvature_last_divided(f, x, h=1e-3):
    return f(x + h) - 2 * f(x) + f(x - h) / h**2


def curvature_without_two(f, x, h=1e-3):
    return (f(x + h) - f(x) + f(x - h)) / h**2


def curvature_with_plus(f, x, h=1e-3):
    return (f(x + h) + 2 * f(x) + f(x - h)) / h**2


def curvature_with_minus(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) - f(x - h)) / h**2


def curvature_negative(f, x, h=1e-3):
    return (2 * f(x) - f(x + h) - f(x - h)) / h**2


def curvature_without_sign(f, x, h=1e-3):
    return abs(second_derivative(f, x, h))


def curvature_forward(f, x, h=1e-3):
    return (f(x + 2 * h) - 2 * f(x + h) + f(x)) / h**2


def curvature_wide(f, x, h=1e-3):
    return (f(x + 2 * h) - 2 * f(x) + f(x - 2 * h)) / (4 * h**2)


def slope_instead(f, x, h=1e-3):
    return (f(x + h) - f(x - h)) / (2 * h)


def squared_slope(f, x, h=1e-3):
    return ((f(x + h) - f(x - h)) / (2 * h)) ** 2


def curvature_own_nudge(f, x, h=1e-3):
    return second_derivative(f, x, 1e-3)


def curvature_tiny_default(f, x, h=1e-8):
    return second_derivative(f, x, h)


def curvature_default_of_slopes(f, x, h=1e-5):
    return second_derivative(f, x, h)


def curvature_by_two_slopes(f, x, h=1e-3):
    right = (f(x + h) - f(x)) / h
    left = (f(x) - f(x - h)) / h
    return (right - left) / h


def curvature_by_weights(f, x, h=1e-3):
    values = np.array([f(x - h), f(x), f(x + h)])
    return values @ np.array([1.0, -2.0, 1.0]) / (h * h)


def curvature_by_differences(f, x, h=1e-3):
    return np.diff([f(x + step) for step in (-h, 0, h)], n=2)[0] / h**2


def curvature_of_half_steps(f, x, h=1e-3):
    def slope(place):
        return (f(place + h / 2) - f(place - h / 2)) / h

    return (slope(x + h / 2) - slope(x - h / 2)) / h


def _function(rng, i):
    p, q = rng.uniform(0.5, 2, size=2).round(2)
    sources = (
        f"lambda w: {p} * w ** 4 - {q} * w ** 3",
        f"lambda w: np.exp({p} * w)",
        f"lambda w: np.sin({p} * w) + {q} * w ** 4",
        f"lambda w: np.log({p} * w + 4)",
    )
    return Function(sources[i])


def _draw_curvature(rng, i):
    x = round(rng.uniform(0.5, 2), 3)
    if i < 4:
        return case("values", f=_function(rng, i), x=x, h=round(rng.uniform(0.2, 0.4), 3))
    return case("values", f=_function(rng, i - 4), x=x, h=1e-3)


SECOND_DERIVATIVE = Exercise(
    name="second_derivative",
    parts={"values": 2},
    reference=second_derivative,
    insight="Positive, zero or negative: you can measure which way a curve bends.",
    examples=(
        case("values", f=Function("lambda x: x * x"), x=3.0, h=0.5),
        case("values", f=Function("lambda x: x * x * x"), x=2.0, h=0.5),
        case("values", f=Function("lambda x: x * x * x * x"), x=1.0, h=0.5),
        case("values", f=Function("lambda x: np.exp(x)"), x=1.0, h=0.25),
        case("values", f=Function("lambda x: 7 - 3 * x * x"), x=-1.0, h=2.0),
        case("values", f=Function("lambda x: x * x * x"), x=2.0),
        # A wave so short that the nudge shows in the result: another default gives another number.
        case("values", f=Function("lambda x: np.cos(1000 * x)"), x=0.0),
    ),
    draw=_draw_curvature,
    draws=8,
    mistakes=(
        Mistake(
            "divided-by-h",
            curvature_divided_by_h,
            "You divide by h once. Two differences were taken, one after the other, and each needs its division.",
            "Halve h: a curvature must stay nearly the same. Does yours?",
        ),
        Mistake(
            "divided-by-2h",
            curvature_divided_by_two_h,
            "You divide by 2h, as for a slope.",
            "The two neighbouring slopes lie h apart, and each of them was divided by h. What is that together?",
        ),
        Mistake(
            "divided-by-4h2",
            curvature_divided_by_four,
            "Your result is a quarter of the right one: you divide by (2h)².",
            "The slopes left and right of x use the steps from x − h to x and from x to x + h. How long are these steps?",
        ),
        Mistake(
            "divided-by-2h2",
            curvature_divided_by_two_squares,
            "Your result is half of the right one: a 2 too many below the line.",
            "Test with x²: its curvature is 2 everywhere.",
        ),
        Mistake(
            "not-divided",
            curvature_undivided,
            "The division is missing, or undone by what follows it: `/ h * h` divides and multiplies again.",
            "A rise has to be divided by a run, here twice.",
        ),
        Mistake(
            "bracket",
            curvature_last_divided,
            "Only the last value is divided: a pair of brackets round the three values is missing.",
            "First the three values together, then the division.",
        ),
        Mistake(
            "middle-counts-once",
            curvature_without_two,
            "The middle value counts only once.",
            "Test with a constant function: its curvature is 0. Do your three factors add up to zero?",
        ),
        Mistake(
            "plus",
            curvature_with_plus,
            "You add the middle value.",
            "Test with a constant function: its curvature is 0. Do your three factors add up to zero?",
        ),
        Mistake(
            "last-subtracted",
            curvature_with_minus,
            "You subtract the left value.",
            "Right slope minus left slope: write both out. Which sign has f(x − h) in the end?",
        ),
        Mistake(
            "sign",
            curvature_negative,
            "The sign is wrong: a bowl such as x² gets a negative curvature.",
            "Slope on the right minus slope on the left, in this order.",
        ),
        Mistake(
            "forward",
            curvature_forward,
            "Your three points lie at x, x + h and x + 2h: that is the curvature at x + h.",
            "Put x in the middle of the three points.",
        ),
        Mistake(
            "twice-as-wide",
            curvature_wide,
            "Your points lie 2h from x: a central slope of central slopes. That is a curvature too, but a coarser one.",
            "Use the points x − h, x and x + h only.",
        ),
        Mistake(
            "slope-instead",
            slope_instead,
            "That is the slope, not how the slope changes.",
            "How much steeper is it to the right of x than to the left of x?",
        ),
        Mistake(
            "slope-squared",
            squared_slope,
            "You squared the slope. The second derivative is the slope *of the slope*, not its square.",
            "How much steeper is it to the right of x than to the left of x?",
        ),
        Mistake(
            "h-ignored",
            curvature_own_nudge,
            "You use a nudge of your own instead of the argument h.",
            "Use the h of the signature everywhere; it has a default there already.",
        ),
        Mistake(
            "h-too-small",
            curvature_tiny_default,
            "Your default for h is 1e-8. Divided by h², the rounding of the three values becomes as large as the result.",
            "Leave the default of the signature as it is. What did this h make of the curvature of x³, above?",
        ),
        Mistake(
            "h-of-slopes",
            curvature_default_of_slopes,
            "The formula is right, but your default for h is 1e-5, the best nudge for a *slope*.",
            "Leave the default of the signature as it is. The text above says why it is larger here.",
        ),
        Mistake(
            "absolute",
            curvature_without_sign,
            "You return the curvature without its sign: a hill looks like a bowl.",
            "Is a curvature below zero a mistake, or does it say something about the curve?",
        ),
    ),
    variants={
        "difference of two slopes": curvature_by_two_slopes,
        "weights 1, −2, 1": curvature_by_weights,
        "np.diff twice": curvature_by_differences,
        "slopes of half steps": curvature_of_half_steps,
    },
)
