"""Exercise `rnn_step`: the next state from an input and the last state."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh + b)


def step_without_bend(x, h, Wx, Wh, b):
    return x @ Wx + h @ Wh + b


def step_with_sigmoid(x, h, Wx, Wh, b):
    return 1 / (1 + np.exp(-(x @ Wx + h @ Wh + b)))


def step_with_relu(x, h, Wx, Wh, b):
    return np.maximum(x @ Wx + h @ Wh + b, 0)


def step_without_state(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + b)


def step_without_input(x, h, Wx, Wh, b):
    return np.tanh(h @ Wh + b)


def step_without_bias(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh)


def step_with_transposed_memory(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh.T + b)


def step_with_exchanged_weights(x, h, Wx, Wh, b):
    return np.tanh(x @ Wh + h @ Wx + b)


def step_with_bias_outside(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh) + b


def step_with_two_bends(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + b) + np.tanh(h @ Wh)


def step_added_to_the_state(x, h, Wx, Wh, b):
    return h + rnn_step(x, h, Wx, Wh, b)


def step_with_state_unweighted(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h + b)


def step_in_place(x, h, Wx, Wh, b):
    h[...] = np.tanh(x @ Wx + h @ Wh + b)
    return h


def step_with_memory_outside(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + b) + h @ Wh


def step_with_input_bent_alone(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx) + h @ Wh + b


def step_with_two_bends_and_bias_outside(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx) + np.tanh(h @ Wh) + b


def step_with_state_bent_again(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + np.tanh(h) @ Wh + b)


def step_with_bias_subtracted(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh - b)


def step_with_tangent(x, h, Wx, Wh, b):
    return np.tan(x @ Wx + h @ Wh + b)


def step_with_state_overwritten(x, h, Wx, Wh, b):
    h = x @ Wx
    return np.tanh(x @ Wx + h @ Wh + b)


def step_as_columns(x, h, Wx, Wh, b):
    return rnn_step(x, h, Wx, Wh, b).T.copy()


def step_of_the_first_example(x, h, Wx, Wh, b):
    return rnn_step(x, h, Wx, Wh, b)[0]


def step_averaged(x, h, Wx, Wh, b):
    return rnn_step(x, h, Wx, Wh, b).mean(axis=0)


def step_with_score(x, h, Wx, Wh, b):
    z = step_without_bend(x, h, Wx, Wh, b)
    return z, np.tanh(z)


def step_side_by_side(x, h, Wx, Wh, b):
    return np.tanh(np.concatenate([x, h], axis=1) @ np.vstack([Wx, Wh]) + b)


def step_with_loops(x, h, Wx, Wh, b):
    rows = []
    for i in range(x.shape[0]):
        row = []
        for k in range(len(b)):
            z = b[k]
            z += sum(h[i, j] * Wh[j, k] for j in range(h.shape[1]))
            z += sum(x[i, j] * Wx[j, k] for j in range(x.shape[1]))
            row.append(math.tanh(z))
        rows.append(row)
    return np.array(rows)


def step_in_columns(x, h, Wx, Wh, b):
    z = np.dot(Wh.T, h.T) + np.dot(Wx.T, x.T) + b[:, None]
    return np.tanh(z).T


def step_through_the_sigmoid(x, h, Wx, Wh, b):
    z = np.einsum("ij,jk->ik", x, Wx) + np.einsum("ij,jk->ik", h, Wh) + b
    return 2 / (1 + np.exp(-2 * z)) - 1


def _arguments(rng, m, n_x, n_h):
    return {
        "x": rng.normal(0, 0.8, size=(m, n_x)).round(2),
        "h": rng.uniform(-0.9, 0.9, size=(m, n_h)).round(2),
        "Wx": rng.normal(0, 0.6, size=(n_x, n_h)).round(2),
        "Wh": rng.normal(0, 0.6, size=(n_h, n_h)).round(2),
        "b": rng.choice([-0.5, -0.3, 0.2, 0.4, 0.6], size=n_h),
    }


def _draw(rng, i):
    return case("values", **_arguments(rng, *[(3, 2, 4), (2, 3, 3), (1, 4, 2)][i]))


RNN_STEP = Exercise(
    name="rnn_step",
    parts={"values": 2},
    reference=rnn_step,
    insight="One line holds the whole network: what comes in, what is remembered, and a bend.",
    examples=(
        case(
            "values",
            x=np.array([[1.0]]),
            h=np.array([[0.5]]),
            Wx=np.array([[0.5]]),
            Wh=np.array([[0.8]]),
            b=np.array([0.1]),
        ),
        case(
            "values",
            x=np.array([[1.0, -0.5], [0.25, 2.0], [-1.0, 0.5]]),
            h=np.array([[0.5, -0.25], [0.0, 0.75], [-0.5, 0.6]]),
            Wx=np.array([[0.5, -0.3], [0.2, 0.4]]),
            Wh=np.array([[0.3, 0.7], [-0.6, 0.1]]),
            b=np.array([0.3, -0.4]),
        ),
        case("values", **_arguments(np.random.default_rng(121), 2, 4, 3)),
    ),
    draw=_draw,
    draws=3,
    mistakes=(
        Mistake(
            "no-bend",
            step_without_bend,
            "This is the score z: the bend is missing.",
            "The last thing that happens to the sum is tanh.",
        ),
        Mistake(
            "sigmoid",
            step_with_sigmoid,
            "You bent with the sigmoid. Here the state runs from −1 to 1.",
            "Which bend has values on both sides of zero?",
        ),
        Mistake(
            "relu",
            step_with_relu,
            "You bent with ReLU. Here the state runs from −1 to 1.",
            "Which bend has values on both sides of zero, and none beyond 1?",
        ),
        Mistake(
            "no-state",
            step_without_state,
            "The last state does not occur: this network has no memory, it is a dense layer.",
            "What does Wh belong to?",
        ),
        Mistake(
            "no-input",
            step_without_input,
            "The input does not occur: this network listens only to itself.",
            "What does Wx belong to?",
        ),
        Mistake(
            "no-bias",
            step_without_bias,
            "The bias is missing.",
            "Three things are added up before the bend.",
        ),
        Mistake(
            "memory-transposed",
            step_with_transposed_memory,
            "You used the transpose of Wh.",
            "Examples are rows here, so each matrix stands on the right, as it is.",
        ),
        Mistake(
            "weights-exchanged",
            step_with_exchanged_weights,
            "Wx and Wh have changed places.",
            "Wx has a row for each input number, Wh one for each number of the state.",
        ),
        Mistake(
            "bias-outside",
            step_with_bias_outside,
            "You added the bias after the bend.",
            "The bend comes last.",
        ),
        Mistake(
            "two-bends",
            step_with_two_bends,
            "You bent input and memory one by one and added the results.",
            "Add everything first, then bend once.",
        ),
        Mistake(
            "state-added",
            step_added_to_the_state,
            "You added the new state to the last one.",
            "The last state acts through Wh alone.",
        ),
        Mistake(
            "state-unweighted",
            step_with_state_unweighted,
            "The last state goes in as it is; Wh does not occur.",
            "How much of which memory goes into which unit, is for Wh to say.",
        ),
        Mistake(
            "in-place",
            step_in_place,
            "The result is right, but your function changed the caller's `h`.",
            "Make a new array; the old state will be needed on the way back.",
        ),
        Mistake(
            "memory-outside",
            step_with_memory_outside,
            "The memory is added after tanh: the state can leave −1 … 1.",
            "All three terms go through tanh together.",
        ),
        Mistake(
            "input-bent-alone",
            step_with_input_bent_alone,
            "Only the input goes through tanh; memory and bias are added after it.",
            "All three terms go through tanh together.",
        ),
        Mistake(
            "two-bends-bias-outside",
            step_with_two_bends_and_bias_outside,
            "You bent input and memory one by one, and added the bias after that.",
            "Add everything first, then bend once.",
        ),
        Mistake(
            "state-bent-again",
            step_with_state_bent_again,
            "The last state goes through tanh once more before Wh.",
            "The state came out of a tanh at the moment before. What does the formula do with it now?",
        ),
        Mistake(
            "bias-subtracted",
            step_with_bias_subtracted,
            "You subtracted the bias.",
            "Look at the sign in front of b.",
        ),
        Mistake(
            "tangent",
            step_with_tangent,
            "You called `tan`, the tangent of an angle.",
            "The bend has one more letter in its name.",
        ),
        Mistake(
            "state-overwritten",
            step_with_state_overwritten,
            "`h` has been overwritten by x Wx before it was used: the last state does not occur.",
            "Give what you compute a name of its own.",
        ),
        Mistake(
            "columns",
            step_as_columns,
            "The numbers are right, but the examples stand in columns.",
            "An example is a row: the result has the shape of h.",
        ),
        Mistake(
            "first-example",
            step_of_the_first_example,
            "You return the state of the first example alone.",
            "Every row of x has a state of its own.",
        ),
        Mistake(
            "mean-of-examples",
            step_averaged,
            "You return one state, the mean over the examples.",
            "Every row of x has a state of its own.",
        ),
        Mistake(
            "score-too",
            step_with_score,
            "You return two things: the score z, and the state.",
            "The state alone is handed on.",
        ),
    ),
    variants={
        "side by side": step_side_by_side,
        "loops": step_with_loops,
        "columns": step_in_columns,
        "through the sigmoid": step_through_the_sigmoid,
    },
)
