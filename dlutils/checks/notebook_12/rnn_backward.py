"""Exercise `rnn_backward`: back through time, where each moment hears from itself and from the one after it."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_12.rnn_forward import rnn_forward


def rnn_backward(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh)


def states_before(H, h0):
    return np.concatenate([h0[:, None], H[:, :-1]], axis=1)


def back(dH, X, H, h0, Wx, Wh, slope=None, to_earlier=None, before=None, carried=None):
    """The right answer; the wrong ones below exchange one of its parts."""
    slope = slope or (lambda H, t: 1 - H[:, t] ** 2)
    to_earlier = to_earlier or (lambda dz: dz @ Wh.T)
    before = states_before(H, h0) if before is None else before
    carried = carried or (lambda direct, later, t: direct + later)
    m, T, _ = X.shape
    dZ, later = np.zeros_like(H), np.zeros_like(h0)
    for t in reversed(range(T)):
        dZ[:, t] = carried(dH[:, t], later, t) * slope(H, t)
        later = to_earlier(dZ[:, t])
    dWx = np.einsum("itj,itk->jk", X, dZ)
    dWh = np.einsum("itj,itk->jk", before, dZ)
    return dZ @ Wx.T, later, dWx, dWh, dZ.sum(axis=(0, 1))


def back_one_step(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, carried=lambda direct, later, t: direct)


def back_from_the_last(dH, X, H, h0, Wx, Wh):
    """Only the last moment's direct gradient counts."""
    last = X.shape[1] - 1
    return back(dH, X, H, h0, Wx, Wh, carried=lambda direct, later, t: direct if t == last else later)


def back_without_slope(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: np.ones(h0.shape))


def back_slope_without_square(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: 1 - H[:, t])


def back_slope_of_the_sigmoid(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: H[:, t] * (1 - H[:, t]))


def back_slope_of_tanh_again(dH, X, H, h0, Wx, Wh):
    """Takes H for the score."""
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: 1 - np.tanh(H[:, t]) ** 2)


def back_slope_of_the_last(dH, X, H, h0, Wx, Wh):
    before = states_before(H, h0)
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: 1 - before[:, t] ** 2)


def back_not_transposed(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, to_earlier=lambda dz: dz @ Wh)


def back_without_memory_weights(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, to_earlier=lambda dz: dz)


def back_state_after(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, before=H)


def back_start_forgotten(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, before=states_before(H, 0 * h0))


def back_start_is_the_end(dH, X, H, h0, Wx, Wh):
    """`H[:, t - 1]` at t = 0 is the last state."""
    return back(dH, X, H, h0, Wx, Wh, before=np.roll(H, 1, axis=1))


def back_overwritten(dH, X, H, h0, Wx, Wh):
    """`=` for `+=`: what the first moment says is all that is left."""
    dX, dh0, *_ = back(dH, X, H, h0, Wx, Wh)
    dz = _first_dz(dH, X, H, h0, Wx, Wh)
    return dX, dh0, X[:, 0].T @ dz, h0.T @ dz, dz.sum(axis=0)


def _first_dz(dH, X, H, h0, Wx, Wh):
    later = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + later) * (1 - H[:, t] ** 2)
        later = dz @ Wh.T
    return dz


def back_mean(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dX, dh0, *(dW / len(X) for dW in weights))


def back_mean_over_time(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dX, dh0, *(dW / X.shape[1] for dW in weights))


def back_start_too_late(dH, X, H, h0, Wx, Wh):
    """The gradient for the first state after h0, in place of that for h0."""
    dX, _, *weights = back(dH, X, H, h0, Wx, Wh)
    dz = _first_dz(dH, X, H, h0, Wx, Wh)
    return (dX, dz / (1 - H[:, 0] ** 2), *weights)


def back_start_not_weighted(dH, X, H, h0, Wx, Wh):
    dX, _, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dX, _first_dz(dH, X, H, h0, Wx, Wh), *weights)


def back_forwards(dH, X, H, h0, Wx, Wh):
    """Walks from the first moment to the last one."""
    turned = back(dH[:, ::-1], X[:, ::-1], H[:, ::-1], h0, Wx, Wh, before=states_before(H, h0)[:, ::-1])
    return turned[0][:, ::-1].copy(), *turned[1:]


def back_in_place(dH, X, H, h0, Wx, Wh):
    """The right numbers, but the direct gradients of the caller are no longer what they were."""
    right = back(dH, X, H, h0, Wx, Wh)
    for t in reversed(range(1, X.shape[1])):
        dH[:, t - 1] += (dH[:, t] * (1 - H[:, t] ** 2)) @ Wh.T
    return right


def back_slope_on_direct(dH, X, H, h0, Wx, Wh):
    """Brackets forgotten: only the direct gradient is multiplied by the slope."""
    ones = np.ones(h0.shape)
    return back(
        dH,
        X,
        H,
        h0,
        Wx,
        Wh,
        slope=lambda H, t: ones,
        carried=lambda direct, later, t: direct * (1 - H[:, t] ** 2) + later,
    )


def back_future_piles_up(dH, X, H, h0, Wx, Wh):
    """`+=` for `=`: what the later moments said is never forgotten."""
    heard = [np.zeros(h0.shape)]

    def to_earlier(dz):
        heard[0] = heard[0] + dz @ Wh.T
        return heard[0]

    return back(dH, X, H, h0, Wx, Wh, to_earlier=to_earlier)


def back_start_last(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dX, *weights, dh0)


def back_start_zero(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dX, 0 * dh0, *weights)


def back_bias_averaged(dH, X, H, h0, Wx, Wh):
    *others, db = back(dH, X, H, h0, Wx, Wh)
    return (*others, db / len(X))


def _kept(dH, X, H, h0, Wx, Wh):
    """The right dz and dh of all moments."""
    dZ, dh = np.zeros_like(H), np.zeros_like(H)
    later = np.zeros_like(h0)
    for t in reversed(range(X.shape[1])):
        dh[:, t] = dH[:, t] + later
        dZ[:, t] = dh[:, t] * (1 - H[:, t] ** 2)
        later = dZ[:, t] @ Wh.T
    return dZ, dh


def _collected(dZ, later, X, H, h0, Wx):
    """The five results from the dz of all moments and from what has come back to h0."""
    dWx = np.einsum("itj,itk->jk", X, dZ)
    dWh = np.einsum("itj,itk->jk", states_before(H, h0), dZ)
    return dZ @ Wx.T, later, dWx, dWh, dZ.sum(axis=(0, 1))


def back_past_the_slope(dH, X, H, h0, Wx, Wh):
    """The earlier moment gets dh Wh^T."""
    dZ, dh = np.zeros_like(H), np.zeros_like(h0)
    for t in reversed(range(X.shape[1])):
        dh = dH[:, t] + dh
        dZ[:, t] = dh * (1 - H[:, t] ** 2)
        dh = dh @ Wh.T
    return _collected(dZ, dh, X, H, h0, Wx)


def back_slope_on_future(dH, X, H, h0, Wx, Wh):
    """Brackets forgotten the other way: the direct gradient is not multiplied by the slope."""
    ones = np.ones(h0.shape)
    return back(
        dH,
        X,
        H,
        h0,
        Wx,
        Wh,
        slope=lambda H, t: ones,
        carried=lambda direct, later, t: direct + later * (1 - H[:, t] ** 2),
    )


def back_slope_with_plus(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: 1 + H[:, t] ** 2)


def back_slope_twice(dH, X, H, h0, Wx, Wh):
    return back(dH, X, H, h0, Wx, Wh, slope=lambda H, t: (1 - H[:, t] ** 2) ** 2)


def back_one_ahead(dH, X, H, h0, Wx, Wh):
    """Each moment hears from the next one, which has heard from nobody."""
    direct = dH * (1 - H**2)
    dZ = direct.copy()
    dZ[:, :-1] += (direct[:, 1:] @ Wh.T) * (1 - H[:, :-1] ** 2)
    return _collected(dZ, dZ[:, 0] @ Wh.T, X, H, h0, Wx)


def back_future_never_set(dH, X, H, h0, Wx, Wh):
    return _collected(dH * (1 - H**2), np.zeros_like(h0), X, H, h0, Wx)


def back_first_moment_left_out(dH, X, H, h0, Wx, Wh):
    """`range(T - 1, 0, -1)`."""
    dZ, _ = _kept(dH, X, H, h0, Wx, Wh)
    later = dZ[:, 1] @ Wh.T if X.shape[1] > 1 else np.zeros_like(h0)
    dZ[:, 0] = 0
    return _collected(dZ, later, X, H, h0, Wx)


def back_last_moment_left_out(dH, X, H, h0, Wx, Wh):
    """`range(T - 2, -1, -1)`."""
    dZ = np.zeros_like(H)
    dZ[:, :-1], _ = _kept(dH[:, :-1], X[:, :-1], H[:, :-1], h0, Wx, Wh)
    later = dZ[:, 0] @ Wh.T if X.shape[1] > 1 else np.zeros_like(h0)
    return _collected(dZ, later, X, H, h0, Wx)


def back_inputs_past_the_slope(dH, X, H, h0, Wx, Wh):
    _, dh = _kept(dH, X, H, h0, Wx, Wh)
    return (dh @ Wx.T, *back(dH, X, H, h0, Wx, Wh)[1:])


def back_inputs_of_one_moment(dH, X, H, h0, Wx, Wh):
    """`dX = …` for `dX[:, t] = …`."""
    dX, *others = back(dH, X, H, h0, Wx, Wh)
    return (dX[:, 0].copy(), *others)


def back_inputs_summed(dH, X, H, h0, Wx, Wh):
    dX, *others = back(dH, X, H, h0, Wx, Wh)
    return (dX.sum(axis=1), *others)


def back_inputs_turned_round(dH, X, H, h0, Wx, Wh):
    """Collected in a list on the way back, and not turned round again."""
    dX, *others = back(dH, X, H, h0, Wx, Wh)
    return (dX[:, ::-1].copy(), *others)


def back_inputs_moments_first(dH, X, H, h0, Wx, Wh):
    dX, *others = back(dH, X, H, h0, Wx, Wh)
    return (dX.transpose(1, 0, 2).copy(), *others)


def back_bias_in_one(dH, X, H, h0, Wx, Wh):
    *others, db = back(dH, X, H, h0, Wx, Wh)
    return (*others, np.full_like(db, db.sum()))


def back_bias_with_two_axes(dH, X, H, h0, Wx, Wh):
    *others, db = back(dH, X, H, h0, Wx, Wh)
    return (*others, db[None])


def back_memory_weights_transposed(dH, X, H, h0, Wx, Wh):
    dX, dh0, dWx, dWh, db = back(dH, X, H, h0, Wx, Wh)
    return dX, dh0, dWx, dWh.T.copy(), db


def back_start_summed(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dX, dh0.sum(axis=0), *weights)


def back_weights_first(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (*weights, dX, dh0)


def back_start_first(dH, X, H, h0, Wx, Wh):
    dX, dh0, *weights = back(dH, X, H, h0, Wx, Wh)
    return (dh0, dX, *weights)


def back_weights_exchanged(dH, X, H, h0, Wx, Wh):
    dX, dh0, dWx, dWh, db = back(dH, X, H, h0, Wx, Wh)
    return dX, dh0, dWh, dWx, db


def back_with_minus(dH, X, H, h0, Wx, Wh):
    return tuple(-slope for slope in back(dH, X, H, h0, Wx, Wh))


def back_with_loops(dH, X, H, h0, Wx, Wh):
    (m, T, n_x), n_h = X.shape, len(Wh)
    dX, dh0 = np.zeros((m, T, n_x)), np.zeros((m, n_h))
    dWx, dWh, db = np.zeros((n_x, n_h)), np.zeros((n_h, n_h)), np.zeros(n_h)
    for i in range(m):
        dh = np.zeros(n_h)
        for t in range(T - 1, -1, -1):
            dz = (dh + dH[i, t]) * (1 - H[i, t]) * (1 + H[i, t])
            earlier = H[i, t - 1] if t > 0 else h0[i]
            dX[i, t] = Wx @ dz
            dWx += np.outer(X[i, t], dz)
            dWh += np.outer(earlier, dz)
            db += dz
            dh = Wh @ dz
        dh0[i] = dh
    return [dX, dh0, dWx, dWh, db]


def back_on_a_copy(dH, X, H, h0, Wx, Wh):
    dH = np.array(dH)
    dX = np.empty(X.shape)
    dWx, dWh, db = np.zeros(Wx.shape), np.zeros(Wh.shape), 0
    for t in range(X.shape[1])[::-1]:
        dz = dH[:, t] * (1 - np.square(H[:, t]))
        db = db + dz.sum(0)
        dWx = dWx + X[:, t].T @ dz
        dWh = dWh + (h0 if t == 0 else H[:, t - 1]).T @ dz
        dX[:, t] = dz @ Wx.T
        dh0 = dz @ Wh.T
        if t:
            dH[:, t - 1] += dh0
    return dX, dh0, dWx, dWh, db


def back_by_all_paths(dH, X, H, h0, Wx, Wh):
    """Adds up every path from a later moment to an earlier one, each walked anew."""
    T = X.shape[1]
    dZ = np.zeros(H.shape)
    for end in range(T):
        d = dH[:, end]
        for t in range(end, -1, -1):
            d = d / np.cosh(np.arctanh(H[:, t])) ** 2
            dZ[:, t] += d
            d = d @ Wh.T
    flat = dZ.reshape(-1, len(Wh))
    dWx = X.reshape(-1, len(Wx)).T @ flat
    dWh = np.tensordot(np.concatenate((h0[:, None], H), axis=1)[:, :T], dZ, axes=([0, 1], [0, 1]))
    return dZ @ Wx.T, dZ[:, 0] @ Wh.T, dWx, dWh, flat.sum(axis=0)


def _arguments(rng, m, T, n_x, n_h):
    X = rng.normal(0, 0.8, size=(m, T, n_x)).round(2)
    h0 = rng.uniform(0.3, 0.9, size=(m, n_h)).round(2) * rng.choice([-1, 1], size=(m, n_h))
    Wx = rng.normal(0, 0.5, size=(n_x, n_h)).round(2)
    Wh = rng.normal(0, 0.7, size=(n_h, n_h)).round(2)
    H = rnn_forward(X, h0, Wx, Wh, rng.normal(0, 0.4, size=n_h)).round(4)
    return {"dH": rng.normal(size=(m, T, n_h)).round(2), "X": X, "H": H, "h0": h0, "Wx": Wx, "Wh": Wh}


def _draw(rng, i):
    part, lengths = [
        ("one moment", (3, 1, 2, 4)),
        ("through time", (2, 4, 3, 2)),
        ("through time", (3, 3, 2, 3)),
        ("through time", (4, 2, 3, 3)),
    ][i]
    return case(part, **_arguments(rng, *lengths))


def _by_hand():
    X, h0 = np.array([[[1.0], [0.0], [1.0]]]), np.array([[0.0]])
    Wx, Wh = np.array([[0.5]]), np.array([[0.8]])
    return {
        "dH": np.array([[[0.0], [0.0], [1.0]]]),
        "X": X,
        "H": rnn_forward(X, h0, Wx, Wh, np.zeros(1)),
        "h0": h0,
        "Wx": Wx,
        "Wh": Wh,
    }


RNN_BACKWARD = Exercise(
    name="rnn_backward",
    parts={"one moment": 2, "through time": 3},
    reference=rnn_backward,
    insight="Slopes travel back through time by the chain rule alone; shared weights collect from every moment.",
    examples=(
        case("one moment", **_arguments(np.random.default_rng(125), 2, 1, 3, 2)),
        case("through time", **_by_hand()),
        case("through time", **_arguments(np.random.default_rng(126), 2, 3, 2, 3)),
        case("through time", **_arguments(np.random.default_rng(127), 3, 4, 2, 2)),
    ),
    draw=_draw,
    draws=4,
    returns=("dX", "dh0", "dWx", "dWh", "db"),
    mistakes=(
        Mistake(
            "one-step",
            back_one_step,
            "Each moment hears only from its own output. What the later moments say about the state does not arrive.",
            "A state goes two ways: out, and into the next moment. What comes back along each?",
        ),
        Mistake(
            "last-only",
            back_from_the_last,
            "Of the direct gradients only the last one counts; those of earlier moments are lost.",
            "A state goes two ways: out, and into the next moment. What happens to slopes at a fork?",
        ),
        Mistake(
            "no-slope",
            back_without_slope,
            "The slope of tanh is missing.",
            "How do you get from the gradient for h to the gradient for z?",
        ),
        Mistake(
            "slope-without-square",
            back_slope_without_square,
            "You took 1 − h for the slope of tanh.",
            "What is the derivative of tanh, written with tanh itself?",
        ),
        Mistake(
            "slope-of-sigmoid",
            back_slope_of_the_sigmoid,
            "h (1 − h) is the slope of the sigmoid.",
            "What is the derivative of tanh, written with tanh itself?",
        ),
        Mistake(
            "tanh-twice",
            back_slope_of_tanh_again,
            "You took tanh of the state once more. H holds the states *behind* tanh.",
            "The slope can be written with the state itself.",
        ),
        Mistake(
            "slope-one-early",
            back_slope_of_the_last,
            "You took the slope of tanh from the state before.",
            "Which state came out of the tanh of moment t?",
        ),
        Mistake(
            "not-transposed",
            back_not_transposed,
            "On the way back you multiplied by Wh itself.",
            "Forward it was h Wh. What stands on the right on the way back?",
        ),
        Mistake(
            "no-weights-back",
            back_without_memory_weights,
            "What goes to the earlier moment is dz as it is; Wh is missing on the way back.",
            "Forward the state went through Wh. Which way do slopes go?",
        ),
        Mistake(
            "state-after",
            back_state_after,
            "For dWh you used the state that came *out* of each moment.",
            "Which state was multiplied by Wh?",
        ),
        Mistake(
            "start-forgotten",
            back_start_forgotten,
            "For dWh, the first moment is left out: before it there was h0.",
            "Which state was multiplied by Wh at moment 0?",
        ),
        Mistake(
            "start-is-the-end",
            back_start_is_the_end,
            "For dWh, your state before the first moment is the *last* state: `H[:, t - 1]` at t = 0 is `H[:, -1]`.",
            "What was the state before moment 0?",
        ),
        Mistake(
            "overwritten",
            back_overwritten,
            "dWx, dWh and db hold what the first moment says, and nothing of the others.",
            "Every moment used the same weights. What do you do with several slopes for one number?",
        ),
        Mistake(
            "mean-of-examples",
            back_mean,
            "You divided the gradients of the weights by the number of examples.",
            "Here 1/m is in dH already, as in all layers since 06.",
        ),
        Mistake(
            "mean-of-moments",
            back_mean_over_time,
            "You divided the gradients of the weights by the number of moments.",
            "Slopes for one number, from several places, are added up.",
        ),
        Mistake(
            "start-too-late",
            back_start_too_late,
            "Your dh0 belongs to the state *after* the first input.",
            "One more step back: through tanh and Wh of moment 0.",
        ),
        Mistake(
            "start-without-weights",
            back_start_not_weighted,
            "Your dh0 is the dz of the first moment: the way through Wh is missing.",
            "h0 was multiplied by Wh. Which way do slopes go?",
        ),
        Mistake(
            "forwards",
            back_forwards,
            "You walked from the first moment to the last one.",
            "A moment must wait for what the later ones say about its state.",
        ),
        Mistake(
            "in-place",
            back_in_place,
            "The gradients are right, but the caller's dH has been changed.",
            "Add up into an array of your own.",
        ),
        Mistake(
            "slope-on-the-direct-part",
            back_slope_on_direct,
            "Only the direct gradient goes back through tanh; what comes from the next moment does not.",
            "Put brackets round the sum, then multiply by the slope.",
        ),
        Mistake(
            "future-piles-up",
            back_future_piles_up,
            "What comes from later moments piles up: each moment hears them all once more.",
            "A moment hears from the one after it only, and that one has heard the others already. `=` or `+=`?",
        ),
        Mistake(
            "dh0-last",
            back_start_last,
            "All five are right, but you return dh0 last.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "dh0-zero",
            back_start_zero,
            "dh0 is 0: what comes back to the state before the first moment is never handed over.",
            "After the loop, what does the first moment say to the state before it?",
        ),
        Mistake(
            "db-averaged",
            back_bias_averaged,
            "dWx and dWh are right; db is a mean over the examples, and must be a sum as they are.",
            "1/m is in dH already. Treat db as you treated dWx and dWh.",
        ),
        Mistake(
            "future-past-the-slope",
            back_past_the_slope,
            "What goes to the earlier moment has not gone back through tanh: it is dh, times Wh transposed.",
            "Which of the two was multiplied by Wh on the way forward: did z come out of it, or h?",
        ),
        Mistake(
            "slope-on-the-future",
            back_slope_on_future,
            "Only what comes from the next moment goes back through tanh; the direct gradient does not.",
            "Put brackets round the sum, then multiply by the slope.",
        ),
        Mistake(
            "slope-with-plus",
            back_slope_with_plus,
            "You took 1 + h² for the slope of tanh.",
            "Where is tanh steepest, and how large is h there?",
        ),
        Mistake(
            "slope-twice",
            back_slope_twice,
            "The slope of tanh is multiplied in twice at each moment.",
            "Each moment has one tanh.",
        ),
        Mistake(
            "one-ahead",
            back_one_ahead,
            "Each moment hears from the next one only what that one says directly; moments farther away do not arrive.",
            "What must the next moment have heard itself, before it hands something back?",
        ),
        Mistake(
            "future-never-set",
            back_future_never_set,
            "What comes from later moments stays 0: it is never set, and dh0 is 0 too.",
            "What must be ready at the end of each turn of the loop?",
        ),
        Mistake(
            "first-moment-left-out",
            back_first_moment_left_out,
            "The first moment is never visited.",
            "Where does your `range` end? Its end is left out.",
        ),
        Mistake(
            "last-moment-left-out",
            back_last_moment_left_out,
            "The last moment is never visited.",
            "Which number has the last of T moments?",
        ),
        Mistake(
            "dX-past-the-slope",
            back_inputs_past_the_slope,
            "dX has not gone back through tanh: it comes from dh.",
            "Was x part of z, or of h?",
        ),
        Mistake(
            "dX-of-one-moment",
            back_inputs_of_one_moment,
            "dX holds one moment only: each turn of the loop overwrites it.",
            "Every input of every moment has a slope: where in dX does this one belong?",
        ),
        Mistake(
            "dX-summed",
            back_inputs_summed,
            "You added dX up over the moments.",
            "The weights are shared, so their slopes add up. Are the inputs shared?",
        ),
        Mistake(
            "dX-turned-round",
            back_inputs_turned_round,
            "dX is right, but its last moment stands first.",
            "You met the moments from the last to the first. `dX[:, t]` belongs to moment t.",
        ),
        Mistake(
            "dX-moments-first",
            back_inputs_moments_first,
            "dX is right, but examples and moments have changed places.",
            "dX has the shape of X.",
        ),
        Mistake(
            "db-in-one",
            back_bias_in_one,
            "db is one sum over everything, the same for all units.",
            "Each unit has a bias of its own.",
        ),
        Mistake(
            "db-two-axes",
            back_bias_with_two_axes,
            "The numbers are right, but db has one axis too many.",
            "db has the shape of b: `(n_h,)`.",
        ),
        Mistake(
            "dWh-transposed",
            back_memory_weights_transposed,
            "Your dWh is transposed.",
            "Forward it was h Wh: which of the two stands on the left, and is transposed?",
        ),
        Mistake(
            "dh0-summed",
            back_start_summed,
            "You added dh0 up over the examples.",
            "Every example has a start of its own: dh0 has the shape of h0.",
        ),
        Mistake(
            "weights-first",
            back_weights_first,
            "All five are right, but the weights come first.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "dh0-first",
            back_start_first,
            "All five are right, but dX and dh0 have changed places.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "dWh-first",
            back_weights_exchanged,
            "All five are right, but dWx and dWh have changed places.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "sign",
            back_with_minus,
            "All five have the wrong sign.",
            "A gradient points uphill. The minus comes later, when a step is taken.",
        ),
    ),
    variants={
        "loops": back_with_loops,
        "on a copy": back_on_a_copy,
        "all paths": back_by_all_paths,
    },
)
