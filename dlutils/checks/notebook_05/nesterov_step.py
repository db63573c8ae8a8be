"""Exercise `nesterov_step`: take the gradient where momentum leads."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def nesterov_step(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w - alpha * beta * v)
    return w - alpha * v, v


def nesterov_without_look(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w)
    return w - alpha * v, v


def nesterov_looks_back(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w + alpha * beta * v)
    return w - alpha * v, v


def nesterov_look_without_rate(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w - beta * v)
    return w - alpha * v, v


def nesterov_look_without_beta(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w - alpha * v)
    return w - alpha * v, v


def nesterov_fades_first(w, gradient, v, alpha, beta):
    """v is overwritten before the look-ahead uses it."""
    v = beta * v
    v = v + gradient(w - alpha * beta * v)
    return w - alpha * v, v


def nesterov_from_ahead(w, gradient, v, alpha, beta):
    ahead = w - alpha * beta * v
    v = beta * v + gradient(ahead)
    return ahead - alpha * v, v


def nesterov_twice(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v = beta * v + g
    return w - alpha * (g + beta * v), v


def nesterov_point_ahead(w, gradient, v, alpha, beta):
    g = gradient(w)
    v = beta * v + g
    return w - alpha * (g + beta * v), v


def nesterov_averaged(w, gradient, v, alpha, beta):
    v = beta * v + (1 - beta) * gradient(w - alpha * beta * v)
    return w - alpha * v, v


def nesterov_uphill(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w - alpha * beta * v)
    return w + alpha * v, v


def nesterov_looks_with_new_v(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w)
    v = beta * v + gradient(w - alpha * beta * v)
    return w - alpha * v, v


def nesterov_of_v(w, gradient, v, alpha, beta):
    v = beta * v + gradient(v)
    return w - alpha * v, v


def nesterov_in_place(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v *= beta
    v += g
    return w - alpha * v, v


def nesterov_exchanged(w, gradient, v, alpha, beta):
    w, v = nesterov_step(w, gradient, v, alpha, beta)
    return v, w


def nesterov_old_v(w, gradient, v, alpha, beta):
    return w - alpha * v, beta * v + gradient(w - alpha * beta * v)


def nesterov_gradient_only(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    return w - alpha * g, beta * v + g


def nesterov_in_two_moves(w, gradient, v, alpha, beta):
    coasting = alpha * beta * v
    ahead = w - coasting
    g = gradient(ahead)
    return ahead - alpha * g, g + v * beta


def nesterov_with_velocity(w, gradient, v, alpha, beta):
    velocity = -alpha * v
    velocity = beta * velocity - alpha * gradient(w + beta * velocity)
    return w + velocity, velocity / -alpha


def nesterov_with_loop(w, gradient, v, alpha, beta):
    ahead, new_w, new_v = np.empty_like(w), np.empty_like(w), np.empty_like(v)
    for i in np.ndindex(w.shape):
        ahead[i] = w[i] - alpha * beta * v[i]
    g = gradient(ahead)
    for i in np.ndindex(w.shape):
        new_v[i] = beta * v[i] + g[i]
        new_w[i] = w[i] - alpha * new_v[i]
    return [new_w, new_v]


SLOPES = (
    Function("lambda w: 5 * (w - 2)"),
    Function("lambda w: w**3 - 2 * w"),
    Function("lambda w: np.array([2 * w[0] + w[1], w[0] - w[1] ** 2])"),
)


def _draw_nesterov(rng, i):
    shape = [(3, 1), (2,), (2,)][i]
    return case(
        "values",
        w=rng.normal(size=shape).round(2) + 1,
        gradient=SLOPES[i],
        v=rng.choice([-1, 1], size=shape) * rng.uniform(0.5, 2, size=shape).round(2),
        alpha=round(rng.uniform(0.1, 0.4), 2),
        beta=(0.9, 0.5, 0.8)[i],
    )


NESTEROV_STEP = Exercise(
    name="nesterov_step",
    parts={"values": 0},
    reference=nesterov_step,
    insight="Your ball looks where it is going before it is pushed.",
    returns=("w", "v"),
    examples=(
        case("values", w=np.array([1.0]), gradient=SLOPES[0], v=np.array([3.0]), alpha=0.1, beta=0.9),
        case("values", w=np.array([1.0]), gradient=SLOPES[0], v=np.array([0.0]), alpha=0.1, beta=0.9),
        case(
            "values", w=np.array([2.0, -1.5]), gradient=SLOPES[1], v=np.array([1.5, 2.0]), alpha=0.2, beta=0.5
        ),
        case(
            "values",
            w=np.array([2.0, -1.0]),
            gradient=SLOPES[2],
            v=np.array([-1.0, 0.5]),
            alpha=0.3,
            beta=0.8,
        ),
    ),
    draw=_draw_nesterov,
    draws=3,
    mistakes=(
        Mistake(
            "no-look-ahead",
            nesterov_without_look,
            "You take the gradient where you stand: this is the heavy ball.",
            "Where would momentum alone carry w? Ask for the gradient there.",
        ),
        Mistake(
            "looks-back",
            nesterov_looks_back,
            "You look behind you: the gradient is taken at w + αβv.",
            "w moves *against* v. Which sign has the place to which it coasts?",
        ),
        Mistake(
            "look-without-rate",
            nesterov_look_without_rate,
            "You look too far ahead: alpha is missing in the place where you take the gradient.",
            "How far would w move if the gradient were zero?",
        ),
        Mistake(
            "look-without-friction",
            nesterov_look_without_beta,
            "You look too far ahead: β is missing in the place where you take the gradient.",
            "v fades before it moves w. How far would w move if the gradient were zero?",
        ),
        Mistake(
            "look-with-faded-v",
            nesterov_fades_first,
            "You let v fade first, and look ahead with the faded one: β counts twice in the place of the gradient.",
            "The look-ahead uses the v that was handed in.",
        ),
        Mistake(
            "steps-from-ahead",
            nesterov_from_ahead,
            "The look-ahead is applied twice: you also *start* the step from the point ahead.",
            "The point ahead is only for the gradient. The step starts from w.",
        ),
        Mistake(
            "look-ahead-twice",
            nesterov_twice,
            "The look-ahead is applied twice: once in the place of the gradient, once more as dw + βv in the step.",
            "Libraries use the second form because their w *is* the point ahead. Use one of the two.",
        ),
        Mistake(
            "library-form",
            nesterov_point_ahead,
            "This is the form of Keras and PyTorch, in which w is already the point ahead.",
            "Here w is the place itself: take the gradient at the point ahead, and step by α times v.",
        ),
        Mistake(
            "averaged",
            nesterov_averaged,
            "Your v is an average, with the factor 1 − β before the gradient.",
            "As in the heavy ball, the whole gradient is added.",
        ),
        Mistake(
            "uphill",
            nesterov_uphill,
            "v is right, but it is added to w: you walk uphill.",
            "v gathers gradients. To go down, go against it.",
        ),
        Mistake(
            "two-gradients",
            nesterov_looks_with_new_v,
            "You renew v twice: once with the gradient here, once with the one ahead.",
            "There is one gradient in a step: the one ahead, found with the v that was handed in.",
        ),
        Mistake(
            "gradient-of-v",
            nesterov_of_v,
            "You asked for the gradient at v. v is no place, it is a sum of gradients.",
            "The place is w − αβv.",
        ),
        Mistake(
            "in-place",
            nesterov_in_place,
            "The numbers are right, but your function changed the v that it was given.",
            "`v *= …` writes into the caller's array; `v = beta * v + …` makes a new one.",
        ),
        Mistake(
            "exchanged",
            nesterov_exchanged,
            "Both are right, but you return v before w.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "old-v",
            nesterov_old_v,
            "w moves with the v from before this step.",
            "First the new v, then the move.",
        ),
        Mistake(
            "v-not-used",
            nesterov_gradient_only,
            "w moves by the gradient alone: the new v is computed and not used.",
            "What does w move along in a method with momentum?",
        ),
    ),
    variants={
        "coast, then correct": nesterov_in_two_moves,
        "with a velocity": nesterov_with_velocity,
        "loops": nesterov_with_loop,
    },
)
