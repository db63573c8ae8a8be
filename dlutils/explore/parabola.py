"""The numbers behind the exploration of gradient descent with one weight.

The cost is that of a real, if tiny, data set: J(w) = mean((w x - y)²), a parabola in w. Each step
multiplies the distance from its bottom by 1 - α · curvature, and everything follows from that.
"""

import math

import numpy as np

from dlutils.plots.style import number

# Chosen so that everything comes out even: bottom at w = 1.5, curvature 5.
X = np.array([-2.0, -1.0, 1.0, 2.0])
Y = np.array([-3.3, -1.2, 1.8, 2.7])
START_W = -1.0
BOTTOM = float(X @ Y / (X @ X))
CURVATURE = float(2 * np.mean(X**2))
JUMPS_FROM, DIVERGES_FROM = 1 / CURVATURE, 2 / CURVATURE  # rates
NEAR = 0.01  # "at the bottom" means closer to it than this


def cost(w):
    """J(w) = mean((w x - y)²). w and the result: float, or arrays of the same shape."""
    return np.mean((np.multiply.outer(w, X) - Y) ** 2, axis=-1)


def slope(w):
    """dJ/dw = mean(2 x (w x - y)) at one weight."""
    return float(np.mean(2 * X * (w * X - Y)))


def walk(alpha, steps):
    """The weights of gradient descent from the start, as an array of shape (steps + 1,)."""
    weights = [START_W]
    for _ in range(steps):
        weights.append(weights[-1] - alpha * slope(weights[-1]))
    return np.array(weights)


def steps_to_bottom(alpha):
    """How many steps until w is within 0.01 of the bottom; None if it never gets there."""
    factor = abs(1 - alpha * CURVATURE)
    if factor > 1 or math.isclose(factor, 1):
        return None
    distance = abs(START_W - BOTTOM)
    steps = 0
    while distance >= NEAR:
        distance *= factor
        steps += 1
    return steps


def fate(alpha):
    """What becomes of the walk at this rate, in one sentence."""
    steps = steps_to_bottom(alpha)
    if math.isclose(alpha, DIVERGES_FROM):
        return "w jumps to and fro for ever and never comes closer to the bottom."
    if alpha > DIVERGES_FROM:
        return "Each step jumps across the bottom and lands further away: descent diverges."
    if steps is None:
        return "With so small a rate nothing moves."
    if math.isclose(alpha, JUMPS_FROM):
        return "The first step leads exactly to the bottom."
    way = "jumps across the bottom, yet comes closer" if alpha > JUMPS_FROM else "comes closer from one side"
    return f"w {way}, and is within {NEAR} of the bottom after {steps} steps."


def explain(alpha):
    """The rule behind `fate`, with its numbers."""
    factor = number(1 - alpha * CURVATURE)
    return (
        f"The curvature of J, its second derivative, is 2 · mean(x²) = {number(CURVATURE)} everywhere. "
        "Each step multiplies the distance from the bottom by 1 − α · curvature "
        f"= 1 − {number(alpha)} · {number(CURVATURE)} = {factor}."
    )


def judge_step(typed, w, alpha):
    """Compare a predicted next weight with the true one.

    Parameters
    ----------
    typed, w, alpha : float
        The prediction, the weight from which the step is taken, and the rate.

    Returns
    -------
    right : bool
    sentence : str
        How the next weight is computed; before that the mistake, if it is a known one.
    """
    gradient = slope(w)
    true = w - alpha * gradient
    rule = f"w − α · slope = {number(w)} − {number(alpha)} · ({number(gradient)}) = {number(true)}."
    if _agree(typed, true):
        return True, rule
    mistakes = (
        (w + alpha * gradient, "That is uphill: the minus before α is missing."),
        (w - gradient, "That is a step without α: multiply the slope by α first."),
        (-alpha * gradient, "That is only the change of w: add it to the w where you stand."),
        (gradient, "That is the slope itself: multiply it by α and subtract it from w."),
        (BOTTOM, "That is the bottom, but one step goes only as far as α and the slope say."),
    )
    named = [sentence for value, sentence in mistakes if _agree(typed, value)]
    return False, f"{named[0]} {rule}" if len(named) == 1 else rule


def judge_rates(jumps, diverges):
    """Compare the two predicted rates with the true ones: two sentences."""
    return [
        f"{'✓ Right' if _agree(typed, true) else '✗ Not so'}: you said {number(typed)}; "
        f"it {what} α = {fraction} = {number(true)}."
        for typed, true, what, fraction in (
            (jumps, JUMPS_FROM, "jumps across for rates above", "1 / curvature"),
            (diverges, DIVERGES_FROM, "diverges for rates above", "2 / curvature"),
        )
    ]


def _agree(typed, true):
    """Whether a prediction is right, if rounded to two digits after the point or to three in all."""
    return math.isclose(typed, true, rel_tol=0.0051, abs_tol=0.0051)
