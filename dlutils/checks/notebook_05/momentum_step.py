"""Exercise `momentum_step`: the heavy ball, and its look-alikes."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_05.sgd_step import draw_shape


def momentum_step(w, dw, v, alpha, beta):
    v = beta * v + dw
    return w - alpha * v, v


def momentum_averaged(w, dw, v, alpha, beta):
    v = beta * v + (1 - beta) * dw
    return w - alpha * v, v


def momentum_minus_gradient(w, dw, v, alpha, beta):
    v = beta * v - dw
    return w - alpha * v, v


def momentum_uphill(w, dw, v, alpha, beta):
    v = beta * v + dw
    return w + alpha * v, v


def momentum_rate_in_v(w, dw, v, alpha, beta):
    v = beta * v + alpha * dw
    return w - v, v


def momentum_rate_twice(w, dw, v, alpha, beta):
    v = beta * v + alpha * dw
    return w - alpha * v, v


def momentum_negative_v(w, dw, v, alpha, beta):
    v = beta * v - alpha * dw
    return w + v, v


def momentum_negative_v_without_rate(w, dw, v, alpha, beta):
    v = beta * v - dw
    return w + alpha * v, v


def momentum_old_v(w, dw, v, alpha, beta):
    return w - alpha * v, beta * v + dw


def momentum_of_nesterov(w, dw, v, alpha, beta):
    v = beta * v + dw
    return w - alpha * (dw + beta * v), v


def momentum_beta_on_both(w, dw, v, alpha, beta):
    v = beta * (v + dw)
    return w - alpha * v, v


def momentum_without_memory(w, dw, v, alpha, beta):
    return w - alpha * dw, dw


def momentum_not_used(w, dw, v, alpha, beta):
    return w - alpha * dw, beta * v + dw


def momentum_without_friction(w, dw, v, alpha, beta):
    v = v + dw
    return w - alpha * v, v


def momentum_without_rate(w, dw, v, alpha, beta):
    v = beta * v + dw
    return w - v, v


def momentum_v_not_updated(w, dw, v, alpha, beta):
    return w - alpha * (beta * v + dw), v


def momentum_exchanged(w, dw, v, alpha, beta):
    w, v = momentum_step(w, dw, v, alpha, beta)
    return v, w


def momentum_in_place(w, dw, v, alpha, beta):
    v *= beta
    v += dw
    return w - alpha * v, v


def momentum_without_v(w, dw, v, alpha, beta):
    return momentum_step(w, dw, v, alpha, beta)[0]


def momentum_beta_at_the_gradient(w, dw, v, alpha, beta):
    v = v + beta * dw
    return w - alpha * v, v


def momentum_w_in_place(w, dw, v, alpha, beta):
    v = beta * v + dw
    w -= alpha * v
    return w, v


def momentum_unrolled(w, dw, v, alpha, beta):
    new_w = w - alpha * beta * v - alpha * dw
    new_v = (w - new_w) / alpha
    return new_w, new_v


def momentum_with_loop(w, dw, v, alpha, beta):
    new_w, new_v = np.empty_like(w), np.empty_like(v)
    for i in np.ndindex(w.shape):
        new_v[i] = dw[i] + v[i] * beta
        new_w[i] = w[i] - alpha * new_v[i]
    return [new_w, new_v]


def momentum_on_copies(w, dw, v, alpha, beta):
    w, v = w.copy(), v.copy()
    v *= beta
    v += dw
    w -= v * alpha
    return w, v


def _draw_momentum(rng, i):
    w, dw = draw_shape(rng, i)
    v = rng.normal(size=w.shape).round(2) * 2
    return case("values", w=w, dw=dw, v=v, alpha=round(rng.uniform(0.1, 0.6), 2), beta=(0.9, 0.5, 0.8)[i])


MOMENTUM_STEP = Exercise(
    name="momentum_step",
    parts={"values": 3},
    reference=momentum_step,
    insight="Your ball rolls: along a steady slope it gathers 1/(1 − β) gradients.",
    returns=("w", "v"),
    examples=(
        case("values", w=np.array([[1.0]]), dw=np.array([[2.0]]), v=np.array([[3.0]]), alpha=0.1, beta=0.9),
        case(
            "values",
            w=np.array([2.0, -1.0]),
            dw=np.array([1.0, -4.0]),
            v=np.array([-3.0, 0.5]),
            alpha=0.5,
            beta=0.8,
        ),
        case(
            "values",
            w=np.array([2.0, -1.0]),
            dw=np.array([1.0, -4.0]),
            v=np.array([0.0, 0.0]),
            alpha=0.5,
            beta=0.8,
        ),
        case(
            "values",
            w=np.array([2.0, -1.0]),
            dw=np.array([0.0, 0.0]),
            v=np.array([1.0, -2.0]),
            alpha=0.25,
            beta=0.5,
        ),
    ),
    draw=_draw_momentum,
    draws=3,
    mistakes=(
        Mistake(
            "averaged",
            momentum_averaged,
            "This is the averaged form, v = βv + (1 − β)dw. It makes steps that are 1/(1 − β) times shorter.",
            "The heavy ball adds the whole gradient.",
        ),
        Mistake(
            "minus-the-gradient",
            momentum_minus_gradient,
            "The signs do not fit together: v takes the gradient away, and w takes v away, so you walk uphill.",
            "Follow one step with v = 0: in which direction does w move?",
        ),
        Mistake(
            "uphill",
            momentum_uphill,
            "v is right, but it is added to w: you walk uphill.",
            "v gathers gradients. To go down, go against it.",
        ),
        Mistake(
            "rate-inside-v",
            momentum_rate_in_v,
            "The new w is right, but alpha sits inside your v. Then v gathers steps, not gradients.",
            "Multiply by α only when w moves.",
        ),
        Mistake(
            "rate-twice",
            momentum_rate_twice,
            "alpha is there twice: in v and in the step of w.",
            "One of the two places is wrong: v gathers whole gradients.",
        ),
        Mistake(
            "keras-velocity",
            momentum_negative_v,
            "The new w is right. Your v is the velocity that Keras stores, βv − α dw: other sign, and times alpha.",
            "Ours gathers gradients: no minus and no α in it.",
        ),
        Mistake(
            "negative-v",
            momentum_negative_v_without_rate,
            "You use v with the opposite sign: it takes gradients away, and w goes along with it.",
            "Our v gathers the gradients themselves; the minus stands before α.",
        ),
        Mistake(
            "old-v",
            momentum_old_v,
            "w moves with the *old* v; the gradient of this step comes one step too late.",
            "Renew v first, then move w.",
        ),
        Mistake(
            "nesterov",
            momentum_of_nesterov,
            "This is the step of Nesterov's method, dw + βv with the new v.",
            "The heavy ball moves by α times v, nothing more.",
        ),
        Mistake(
            "friction-on-both",
            momentum_beta_on_both,
            "β multiplies the new gradient as well.",
            "Only the memory fades; the new gradient comes in whole.",
        ),
        Mistake(
            "no-memory",
            momentum_without_memory,
            "v forgets everything: this is plain gradient descent.",
            "What is kept of the v that was handed in?",
        ),
        Mistake(
            "v-not-used",
            momentum_not_used,
            "v is right, but w moves by the gradient alone, as in plain descent.",
            "What carries the ball on is v.",
        ),
        Mistake(
            "no-friction",
            momentum_without_friction,
            "β is missing: your v never forgets anything.",
            "The old v fades by the factor β before the gradient is added.",
        ),
        Mistake(
            "no-rate",
            momentum_without_rate,
            "The learning rate alpha is missing in the step of w.",
            "How far does w move along v?",
        ),
        Mistake(
            "v-not-renewed",
            momentum_v_not_updated,
            "w is right, but you return the v that was handed in.",
            "Return the new v: the next step needs it.",
        ),
        Mistake(
            "exchanged",
            momentum_exchanged,
            "You return v first and w second.",
            "The order is w, v.",
        ),
        Mistake(
            "in-place",
            momentum_in_place,
            "The numbers are right, but your function changed the v that it was given.",
            "`v *= …` writes into the caller's array; `v = beta * v + …` makes a new one.",
        ),
        Mistake(
            "only-w",
            momentum_without_v,
            "You return w only. Without the new v the next step has forgotten this one.",
            "Two values are asked for: w, v.",
        ),
        Mistake(
            "beta-at-the-gradient",
            momentum_beta_at_the_gradient,
            "beta multiplies the gradient, and the old v stays whole: it never fades.",
            "What should be a little smaller after each step?",
        ),
        Mistake(
            "w-in-place",
            momentum_w_in_place,
            "The numbers are right, but your function changed the caller's w.",
            "`w -= …` writes into the array that was handed over; `w = w - …` makes a new one.",
        ),
    ),
    variants={
        "multiplied out": momentum_unrolled,
        "a loop": momentum_with_loop,
        "on copies": momentum_on_copies,
    },
)
