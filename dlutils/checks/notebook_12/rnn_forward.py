"""Exercise `rnn_forward`: the same step at every moment, and all states are kept."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_12.rnn_step import (
    rnn_step,
    step_added_to_the_state,
    step_without_bend,
    step_without_bias,
)


def rnn_forward(X, h0, Wx, Wh, b):
    return unrolled(rnn_step, X, h0, Wx, Wh, b)


def unrolled(step, X, h0, Wx, Wh, b):
    H, h = np.zeros((*X.shape[:2], h0.shape[1])), h0
    for t in range(X.shape[1]):
        h = step(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


def forward_without_memory(X, h0, Wx, Wh, b):
    return np.stack([rnn_step(X[:, t], h0, Wx, Wh, b) for t in range(X.shape[1])], axis=1)


def forward_from_zero(X, h0, Wx, Wh, b):
    return rnn_forward(X, np.zeros_like(h0), Wx, Wh, b)


def forward_late(X, h0, Wx, Wh, b):
    """The state *before* each input."""
    H = rnn_forward(X, h0, Wx, Wh, b)
    return np.concatenate([h0[:, None], H[:, :-1]], axis=1)


def forward_with_start(X, h0, Wx, Wh, b):
    return np.concatenate([h0[:, None], rnn_forward(X, h0, Wx, Wh, b)], axis=1)


def forward_last_only(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh, b)[:, -1]


def forward_overwritten(X, h0, Wx, Wh, b):
    """Every moment shows the last state."""
    H = rnn_forward(X, h0, Wx, Wh, b)
    return np.repeat(H[:, -1:], X.shape[1], axis=1)


def forward_from_the_end(X, h0, Wx, Wh, b):
    return rnn_forward(X[:, ::-1], h0, Wx, Wh, b)[:, ::-1].copy()


def forward_moments_first(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh, b).transpose(1, 0, 2).copy()


def forward_over_examples(X, h0, Wx, Wh, b):
    """Walks along the wrong axis."""
    H, h = np.zeros((*X.shape[:2], h0.shape[1])), h0
    for t in range(X.shape[0]):
        h = rnn_step(X[t], h, Wx, Wh, b)
        H[t] = h
    return H


def forward_first_example(X, h0, Wx, Wh, b):
    """The first example's state goes on for all."""
    H, h = np.zeros((*X.shape[:2], h0.shape[1])), h0
    for t in range(X.shape[1]):
        H[:, t] = rnn_step(X[:, t], h, Wx, Wh, b)
        h = H[:1, t]
    return H


def forward_without_bend(X, h0, Wx, Wh, b):
    return unrolled(step_without_bend, X, h0, Wx, Wh, b)


def forward_without_bias(X, h0, Wx, Wh, b):
    return unrolled(step_without_bias, X, h0, Wx, Wh, b)


def forward_in_place(X, h0, Wx, Wh, b):
    """The caller's first state becomes the last one."""
    H = rnn_forward(X, h0, Wx, Wh, b)
    h0[...] = H[:, -1]
    return H


def forward_reshaped(X, h0, Wx, Wh, b):
    H = rnn_forward(X, h0, Wx, Wh, b)
    return H.transpose(1, 0, 2).copy().reshape(H.shape)


def forward_without_the_last(X, h0, Wx, Wh, b):
    H = rnn_forward(X, h0, Wx, Wh, b)
    H[:, -1] = 0
    return H


def forward_first_moment_only(X, h0, Wx, Wh, b):
    """`return` stands inside the loop."""
    H = rnn_forward(X, h0, Wx, Wh, b)
    H[:, 1:] = 0
    return H


def forward_input_alone(X, h0, Wx, Wh, b):
    return np.tanh(X @ Wx + b)


def forward_from_the_end_as_read(X, h0, Wx, Wh, b):
    """Reads from the end, and does not turn the states round again."""
    return rnn_forward(X[:, ::-1], h0, Wx, Wh, b)


def forward_turned_round(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh, b)[:, ::-1].copy()


def forward_start_in_place_of_the_first(X, h0, Wx, Wh, b):
    """`H[:, 0] = h0`, and the loop begins at 1."""
    return np.concatenate([h0[:, None], rnn_forward(X[:, 1:], h0, Wx, Wh, b)], axis=1)


def forward_last_only_with_axis(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh, b)[:, -1:]


def forward_with_transposed_memory(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh.T, b)


def forward_added_up(X, h0, Wx, Wh, b):
    return unrolled(step_added_to_the_state, X, h0, Wx, Wh, b)


def forward_bent_at_the_end(X, h0, Wx, Wh, b):
    return np.tanh(forward_without_bend(X, h0, Wx, Wh, b))


def forward_first_sequence(X, h0, Wx, Wh, b):
    return rnn_forward(X[:1], h0[:1], Wx, Wh, b)


def forward_across_sequences(X, h0, Wx, Wh, b):
    """A sequence begins with what the one before it has left."""
    H, h = [], h0[:1]
    for i in range(len(X)):
        H.append(rnn_forward(X[i : i + 1], h, Wx, Wh, b))
        h = H[-1][:, -1]
    return np.concatenate(H)


def forward_in_one_row(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh, b).reshape(len(X), -1)


def forward_moments_last(X, h0, Wx, Wh, b):
    return rnn_forward(X, h0, Wx, Wh, b).transpose(0, 2, 1).copy()


def forward_as_a_list(X, h0, Wx, Wh, b):
    return list(rnn_forward(X, h0, Wx, Wh, b).transpose(1, 0, 2).copy())


def forward_with_the_last_too(X, h0, Wx, Wh, b):
    H = rnn_forward(X, h0, Wx, Wh, b)
    return H, H[:, -1].copy()


def forward_with_a_list(X, h0, Wx, Wh, b):
    states = [h0]
    for x in np.moveaxis(X, 1, 0):
        states.append(np.tanh(x @ Wx + states[-1] @ Wh + b))
    return np.stack(states[1:], axis=1)


def forward_scores_first(X, h0, Wx, Wh, b):
    Z = X @ Wx + b
    for t in range(X.shape[1]):
        before = Z[:, t - 1] if t else h0
        Z[:, t] = np.tanh(Z[:, t] + before @ Wh)
    return Z


def forward_example_by_example(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.empty((m, T, len(b)))
    for i in range(m):
        h = h0[i]
        for t in range(T):
            h = np.tanh(b + X[i, t] @ Wx + h @ Wh)
            H[i, t] = h
    return H


def forward_again_and_again(X, h0, Wx, Wh, b):
    """Starts anew for every moment: slow, and right."""

    def state(t):
        return h0 if t < 0 else np.tanh(X[:, t] @ Wx + state(t - 1) @ Wh + b)

    return np.array([state(t) for t in range(X.shape[1])]).swapaxes(0, 1)


def _arguments(rng, m, T, n_x, n_h):
    return {
        "X": rng.normal(0, 0.8, size=(m, T, n_x)).round(2),
        "h0": rng.uniform(-0.9, 0.9, size=(m, n_h)).round(2),
        "Wx": rng.normal(0, 0.6, size=(n_x, n_h)).round(2),
        "Wh": rng.normal(0, 0.7, size=(n_h, n_h)).round(2),
        "b": rng.choice([-0.5, -0.3, 0.2, 0.4, 0.6], size=n_h),
    }


def _draw(rng, i):
    return case("values", **_arguments(rng, *[(2, 4, 3, 2), (3, 3, 2, 3), (4, 2, 1, 3)][i]))


RNN_FORWARD = Exercise(
    name="rnn_forward",
    parts={"values": 3},
    reference=rnn_forward,
    insight="The same few weights serve every moment, however long the sequence is.",
    examples=(
        case(
            "values",
            X=np.array([[[1.0], [0.0], [1.0]]]),
            h0=np.array([[0.0]]),
            Wx=np.array([[0.5]]),
            Wh=np.array([[0.8]]),
            b=np.array([0.0]),
        ),
        case("values", **_arguments(np.random.default_rng(122), 2, 3, 2, 3)),
        case("values", **_arguments(np.random.default_rng(123), 3, 3, 2, 2)),
        case("values", **_arguments(np.random.default_rng(124), 3, 1, 2, 4)),
    ),
    draw=_draw,
    draws=3,
    mistakes=(
        Mistake(
            "no-memory",
            forward_without_memory,
            "Every moment starts from h0 again: nothing is carried on.",
            "What does the step at moment t get as its last state?",
        ),
        Mistake(
            "starts-at-zero",
            forward_from_zero,
            "You begin with zeros; the argument h0 is not used.",
            "The state before the first input is given.",
        ),
        Mistake(
            "one-late",
            forward_late,
            "Your states are those *before* each input: the first one is h0, and the last one is missing.",
            "`H[:, 0]` is the state after the first input.",
        ),
        Mistake(
            "start-kept",
            forward_with_start,
            "There is one state too many: h0 stands in front.",
            "`H[:, 0]` is the state after the first input.",
        ),
        Mistake(
            "last-only",
            forward_last_only,
            "You return the last state alone.",
            "The way back will need the state of every moment.",
        ),
        Mistake(
            "overwritten",
            forward_overwritten,
            "Every moment holds the last state: the earlier ones have been overwritten.",
            "Store each state in a place of its own, and make each one a new array.",
        ),
        Mistake(
            "from-the-end",
            forward_from_the_end,
            "You read the sequence from its end.",
            "Time runs from moment 0 on.",
        ),
        Mistake(
            "moments-first",
            forward_moments_first,
            "The numbers are right, but examples and moments have changed places.",
            "The first axis belongs to the examples, the second one to the moments.",
        ),
        Mistake(
            "over-examples",
            forward_over_examples,
            "You walk along the examples, as if one followed the other.",
            "What is `X[:, t]`, and what is `X[t]`?",
        ),
        Mistake(
            "one-memory",
            forward_first_example,
            "All examples go on with the state of the first one.",
            "Each example has a memory of its own: one row of the state.",
        ),
        Mistake(
            "no-bend",
            forward_without_bend,
            "The states are not bent.",
            "Call your `rnn_step`, or put its tanh in.",
        ),
        Mistake(
            "no-bias",
            forward_without_bias,
            "The bias is missing.",
            "Call your `rnn_step`, or add b to each score.",
        ),
        Mistake(
            "in-place",
            forward_in_place,
            "The states are right, but the caller's h0 has been changed.",
            "Let the step make a new array, instead of writing into the old state.",
        ),
        Mistake(
            "reshaped",
            forward_reshaped,
            "The states are right, but `reshape` deals them out anew: sequences are mixed.",
            "Axes are exchanged by `transpose` or `swapaxes`, or stacked at once with `axis=1`.",
        ),
        Mistake(
            "last-moment-missing",
            forward_without_the_last,
            "The last moment is left out: its states are 0.",
            "How many moments has a sequence, and where does `range` end?",
        ),
        Mistake(
            "first-moment-only",
            forward_first_moment_only,
            "Only the first moment is computed; all later states are 0.",
            "Does `return` stand inside the loop?",
        ),
        Mistake(
            "input-alone",
            forward_input_alone,
            "The last state does not occur: each moment is a dense layer of its own.",
            "What does the step at moment t get besides its input?",
        ),
        Mistake(
            "from-the-end-as-read",
            forward_from_the_end_as_read,
            "You read the sequence from its end, and the states stand in the order of reading.",
            "Time runs from moment 0 on.",
        ),
        Mistake(
            "turned-round",
            forward_turned_round,
            "The states are right, but the last one stands first.",
            "`H[:, t]` belongs to moment t.",
        ),
        Mistake(
            "first-input-skipped",
            forward_start_in_place_of_the_first,
            "h0 stands where the first state should be, and the first input is never read.",
            "`H[:, 0]` is the state *after* the first input.",
        ),
        Mistake(
            "last-only-with-axis",
            forward_last_only_with_axis,
            "You return the state of the last moment alone.",
            "The way back will need the state of every moment.",
        ),
        Mistake(
            "memory-transposed",
            forward_with_transposed_memory,
            "You used the transpose of Wh.",
            "Examples are rows here, so each matrix stands on the right, as it is.",
        ),
        Mistake(
            "state-added",
            forward_added_up,
            "You added each new state to the last one.",
            "The last state acts through Wh alone.",
        ),
        Mistake(
            "bent-at-the-end",
            forward_bent_at_the_end,
            "tanh comes once, after the loop: from moment to moment the states go on without it.",
            "What does the next moment get: the score, or the state?",
        ),
        Mistake(
            "first-sequence",
            forward_first_sequence,
            "You read the first sequence only.",
            "`X[:, t]` takes moment t of *all* sequences.",
        ),
        Mistake(
            "across-sequences",
            forward_across_sequences,
            "Each sequence begins with the last state of the sequence before it.",
            "Every sequence has a row of h0 to begin with.",
        ),
        Mistake(
            "in-one-row",
            forward_in_one_row,
            "The numbers are right, but the moments of a sequence stand side by side in one long row.",
            "Moments have an axis of their own, the second one.",
        ),
        Mistake(
            "moments-last",
            forward_moments_last,
            "The numbers are right, but the moments stand on the last axis.",
            "The second axis belongs to the moments, the last one to the numbers of a state.",
        ),
        Mistake(
            "list-of-states",
            forward_as_a_list,
            "The states are right, but you return them as a list, one item for each moment.",
            "Make one array with the moments on its *second* axis: `np.stack` has an argument `axis`.",
        ),
        Mistake(
            "last-too",
            forward_with_the_last_too,
            "You return two things: all states, and the last one again.",
            "All states are enough: the last one is among them.",
        ),
    ),
    variants={
        "a list": forward_with_a_list,
        "all inputs first": forward_scores_first,
        "example by example": forward_example_by_example,
        "again and again": forward_again_and_again,
    },
    uses=("rnn_step",),
    provides={"rnn_step": rnn_step},
)
