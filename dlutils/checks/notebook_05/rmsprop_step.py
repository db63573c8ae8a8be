"""Exercise `rmsprop_step`: divide each slope by how large it usually is."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_05.sgd_step import draw_shape


def rmsprop_step(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_returns_s_first(w, dw, s, alpha, rho, epsilon):
    w, s = rmsprop_step(w, dw, s, alpha, rho, epsilon)
    return s, w


def rmsprop_epsilon_inside(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    return w - alpha * dw / np.sqrt(s + epsilon), s


def rmsprop_without_epsilon(w, dw, s, alpha, rho, epsilon):
    return rmsprop_step(w, dw, s, alpha, rho, 0.0)


def rmsprop_not_squared(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_absolute(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * np.abs(dw)
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_without_root(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    return w - alpha * dw / (s + epsilon), s


def rmsprop_shares_exchanged(w, dw, s, alpha, rho, epsilon):
    return rmsprop_step(w, dw, s, alpha, 1 - rho, epsilon)


def rmsprop_sum(w, dw, s, alpha, rho, epsilon):
    s = s + dw**2
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_not_averaged(w, dw, s, alpha, rho, epsilon):
    s = rho * s + dw**2
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_old_s(w, dw, s, alpha, rho, epsilon):
    return w - alpha * dw / (np.sqrt(s) + epsilon), rho * s + (1 - rho) * dw**2


def rmsprop_uphill(w, dw, s, alpha, rho, epsilon):
    return rmsprop_step(w, dw, s, -alpha, rho, epsilon)


def rmsprop_one_size(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * np.mean(dw**2)
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_s_not_renewed(w, dw, s, alpha, rho, epsilon):
    return rmsprop_step(w, dw, s, alpha, rho, epsilon)[0], s


def rmsprop_root_kept(w, dw, s, alpha, rho, epsilon):
    w, s = rmsprop_step(w, dw, s, alpha, rho, epsilon)
    return w, np.sqrt(s)


def rmsprop_in_place(w, dw, s, alpha, rho, epsilon):
    s *= rho
    s += (1 - rho) * dw**2
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


def rmsprop_without_brackets(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    return w - (alpha * dw / np.sqrt(s) + epsilon), s


def rmsprop_moved_average(w, dw, s, alpha, rho, epsilon):
    new_s = s + (1 - rho) * (np.square(dw) - s)
    rates = alpha / (new_s**0.5 + epsilon)
    return w - rates * dw, new_s


def rmsprop_with_loop(w, dw, s, alpha, rho, epsilon):
    w, s = w.copy(), s.copy()
    for i in np.ndindex(w.shape):
        s[i] = dw[i] * dw[i] * (1 - rho) + rho * s[i]
        w[i] -= alpha / (s[i] ** 0.5 + epsilon) * dw[i]
    return [w, s]


def rmsprop_with_power(w, dw, s, alpha, rho, epsilon):
    s = np.average([s, np.power(dw, 2)], axis=0, weights=[rho, 1 - rho])
    return np.add(w, -alpha * np.divide(dw, epsilon + np.power(s, 0.5))), s


def _draw_rmsprop(rng, i):
    w, dw = draw_shape(rng, i)
    s = rng.uniform(0.2, 3, size=w.shape).round(2)
    return case(
        "values",
        w=w,
        dw=dw,
        s=s,
        alpha=round(rng.uniform(0.1, 0.6), 2),
        rho=(0.9, 0.6, 0.99)[i],
        epsilon=(1e-8, 0.1, 0.01)[i],
    )


RMSPROP_STEP = Exercise(
    name="rmsprop_step",
    parts={"values": 0},
    reference=rmsprop_step,
    insight="However small a slope, its step is about as long as all others.",
    returns=("w", "s"),
    examples=(
        case(
            "values",
            w=np.array([1.0, 1.0]),
            dw=np.array([2.0, -0.02]),
            s=np.zeros(2),
            alpha=0.1,
            rho=0.9,
            epsilon=1e-8,
        ),
        case(
            "values",
            w=np.array([[1.0], [-2.0]]),
            dw=np.array([[3.0], [-0.5]]),
            s=np.array([[4.0], [0.25]]),
            alpha=0.5,
            rho=0.8,
            epsilon=0.1,
        ),
        case(
            "values",
            w=np.array([1.0, 2.0]),
            dw=np.array([0.0, 0.3]),
            s=np.array([0.0, 0.01]),
            alpha=0.5,
            rho=0.9,
            epsilon=0.1,
        ),
    ),
    draw=_draw_rmsprop,
    draws=3,
    mistakes=(
        Mistake(
            "s-before-w",
            rmsprop_returns_s_first,
            "Both are right, but you return s before w.",
            "The order is w, s.",
        ),
        Mistake(
            "epsilon-inside",
            rmsprop_epsilon_inside,
            "ε stands inside the root. For small gradients that is a much larger number: √ε instead of ε.",
            "Take the root first, then add ε.",
        ),
        Mistake(
            "no-epsilon",
            rmsprop_without_epsilon,
            "ε is missing: where the slope and s are zero, you divide by zero.",
            "Add ε to what you divide by.",
        ),
        Mistake(
            "not-squared",
            rmsprop_not_squared,
            "The gradient is not squared in s, so negative slopes make s smaller, or the root impossible.",
            "s is the mean of the *squares*.",
        ),
        Mistake(
            "absolute",
            rmsprop_absolute,
            "s averages absolute values, and you take a root of them.",
            "The name says it: root, mean, *square*.",
        ),
        Mistake(
            "no-root",
            rmsprop_without_root,
            "You divide by s itself; it is a mean of squares.",
            "Which operation brings it back to the size of a slope?",
        ),
        Mistake(
            "shares-exchanged",
            rmsprop_shares_exchanged,
            "You exchanged ρ and 1 − ρ: the newest square gets the large share.",
            "ρ = 0.9 means: keep nine tenths of the memory.",
        ),
        Mistake(
            "adagrad",
            rmsprop_sum,
            "Your s adds up all squares and never forgets; ρ is not used. That is the method AdaGrad.",
            "The memory fades: keep the share ρ of it, and give the new square the rest.",
        ),
        Mistake(
            "not-averaged",
            rmsprop_not_averaged,
            "The new square comes in whole, as in the heavy ball. Then s is no mean.",
            "The two shares must add up to 1.",
        ),
        Mistake(
            "old-s",
            rmsprop_old_s,
            "w moves with the *old* s.",
            "Renew s first, then move w.",
        ),
        Mistake(
            "uphill",
            rmsprop_uphill,
            "s is right, but the step is added to w: you walk uphill.",
            "Go against the gradient.",
        ),
        Mistake(
            "one-size-for-all",
            rmsprop_one_size,
            "You averaged the squares over all weights: one size for all.",
            "Each weight has its own s: no `mean` and no `sum` in this step.",
        ),
        Mistake(
            "s-not-renewed",
            rmsprop_s_not_renewed,
            "w is right, but you return the s that was handed in.",
            "Return the new s: the next step needs it.",
        ),
        Mistake(
            "root-kept",
            rmsprop_root_kept,
            "w is right, but you return the root of s.",
            "The memory is the mean of squares; the root is only for this step.",
        ),
        Mistake(
            "in-place",
            rmsprop_in_place,
            "The numbers are right, but your function changed the s that it was given.",
            "`s *= …` writes into the caller's array; `s = rho * s + …` makes a new one.",
        ),
        Mistake(
            "brackets-missing",
            rmsprop_without_brackets,
            "Only √s stands below the fraction; epsilon is added to the step itself.",
            "Put brackets round everything that stands below the fraction.",
        ),
    ),
    variants={
        "the average moved": rmsprop_moved_average,
        "a loop": rmsprop_with_loop,
        "np.average": rmsprop_with_power,
    },
)
