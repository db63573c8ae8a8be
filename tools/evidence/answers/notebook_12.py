"""Answers to 12, written from the students' notebook alone."""

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


def one_moment(x, h, Wx, Wh, b):
    """A right step, for the answers to the exercises after it."""
    return np.tanh(x @ Wx + h @ Wh + b)


# 12.1 rnn_step


@ANSWERS.wrong("rnn_step", "tanh forgotten")
def rnn_step_without_tanh(x, h, Wx, Wh, b):
    return x @ Wx + h @ Wh + b


@ANSWERS.wrong("rnn_step", "bias forgotten")
def rnn_step_without_bias(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh)


@ANSWERS.wrong("rnn_step", "bias added after tanh")
def rnn_step_bias_outside(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh) + b


@ANSWERS.wrong("rnn_step", "memory added after tanh")
def rnn_step_memory_outside(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + b) + h @ Wh


@ANSWERS.wrong("rnn_step", "state matrix transposed")
def rnn_step_transposed(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h @ Wh.T + b)


@ANSWERS.wrong("rnn_step", "sigmoid in place of tanh")
def rnn_step_sigmoid(x, h, Wx, Wh, b):
    return 1 / (1 + np.exp(-(x @ Wx + h @ Wh + b)))


@ANSWERS.wrong("rnn_step", "last state forgotten")
def rnn_step_without_state(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + b)


@ANSWERS.wrong("rnn_step", "last state added without its matrix")
def rnn_step_state_without_matrix(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h + b)


@ANSWERS.wrong("rnn_step", "new state written into h")
def rnn_step_in_place(x, h, Wx, Wh, b):
    h[:] = np.tanh(x @ Wx + h @ Wh + b)
    return h


@ANSWERS.wrong("rnn_step", "state times matrix with a star")
def rnn_step_star(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + h * Wh + b)


@ANSWERS.wrong("rnn_step", "two separate tanh added")
def rnn_step_two_tanh(x, h, Wx, Wh, b):
    return np.tanh(x @ Wx + b) + np.tanh(h @ Wh)


@ANSWERS.wrong("rnn_step", "matrices on the left")
def rnn_step_left(x, h, Wx, Wh, b):
    return np.tanh(Wx @ x + Wh @ h + b)


@ANSWERS.right("rnn_step", "input and state joined")
def rnn_step_joined(x, h, Wx, Wh, b):
    both = np.concatenate([x, h], axis=1)
    weights = np.concatenate([Wx, Wh], axis=0)
    return np.tanh(both @ weights + b)


@ANSWERS.right("rnn_step", "einsum with indices")
def rnn_step_einsum(x, h, Wx, Wh, b):
    z = np.einsum("mi,ij->mj", x, Wx) + np.einsum("mk,kj->mj", h, Wh)
    return np.tanh(z + b[None, :])


@ANSWERS.right("rnn_step", "example after example")
def rnn_step_rows(x, h, Wx, Wh, b):
    rows = []
    for inputs, state in zip(x, h, strict=True):
        rows.append(np.tanh(b + Wx.T @ inputs + Wh.T @ state))
    return np.array(rows)


@ANSWERS.right("rnn_step", "columns and transposed products")
def rnn_step_columns(x, h, Wx, Wh, b):
    z = np.dot(Wx.T, x.T) + np.dot(Wh.T, h.T) + b.reshape(-1, 1)
    return np.tanh(z).T


# 12.2 rnn_forward


@ANSWERS.wrong("rnn_forward", "only the last state returned")
def rnn_forward_last(X, h0, Wx, Wh, b):
    h = h0
    for t in range(X.shape[1]):
        h = one_moment(X[:, t], h, Wx, Wh, b)
    return h


@ANSWERS.wrong("rnn_forward", "start state taken as zeros")
def rnn_forward_zeros(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    h = np.zeros((m, len(b)))
    H = np.zeros((m, T, len(b)))
    for t in range(T):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


@ANSWERS.wrong("rnn_forward", "every moment starts from h0")
def rnn_forward_not_carried(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, len(b)))
    for t in range(T):
        H[:, t] = one_moment(X[:, t], h0, Wx, Wh, b)
    return H


@ANSWERS.wrong("rnn_forward", "moments on the first axis")
def rnn_forward_time_first(X, h0, Wx, Wh, b):
    h, states = h0, []
    for t in range(X.shape[1]):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        states.append(h)
    return np.array(states)


@ANSWERS.wrong("rnn_forward", "reshaped instead of axes swapped")
def rnn_forward_reshaped(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    h, states = h0, []
    for t in range(T):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        states.append(h)
    return np.array(states).reshape(m, T, -1)


@ANSWERS.wrong("rnn_forward", "state stored before the step")
def rnn_forward_stored_before(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, len(b)))
    h = h0
    for t in range(T):
        H[:, t] = h
        h = one_moment(X[:, t], h, Wx, Wh, b)
    return H


@ANSWERS.wrong("rnn_forward", "last moment left out")
def rnn_forward_short(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, len(b)))
    h = h0
    for t in range(T - 1):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


@ANSWERS.wrong("rnn_forward", "time walked backwards")
def rnn_forward_backwards(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, len(b)))
    h = h0
    for t in reversed(range(T)):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


@ANSWERS.wrong("rnn_forward", "h0 of the caller overwritten")
def rnn_forward_in_place(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, len(b)))
    h = h0
    for t in range(T):
        h[:] = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


@ANSWERS.wrong("rnn_forward", "room sized by the inputs")
def rnn_forward_room_of_inputs(X, h0, Wx, Wh, b):
    H = np.zeros(X.shape)
    h = h0
    for t in range(X.shape[1]):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


@ANSWERS.wrong("rnn_forward", "h0 kept as the first entry")
def rnn_forward_with_start(X, h0, Wx, Wh, b):
    states = [h0]
    for t in range(X.shape[1]):
        states.append(one_moment(X[:, t], states[-1], Wx, Wh, b))
    return np.stack(states, axis=1)


@ANSWERS.wrong("rnn_forward", "returned inside the loop")
def rnn_forward_too_early(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, len(b)))
    h = h0
    for t in range(T):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
        return H


@ANSWERS.wrong("rnn_forward", "three moments hard-coded")
def rnn_forward_three(X, h0, Wx, Wh, b):
    H = np.zeros((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(3):
        h = one_moment(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


@ANSWERS.wrong("rnn_forward", "bias left out of every step")
def rnn_forward_without_bias(X, h0, Wx, Wh, b):
    m, T, _ = X.shape
    H = np.zeros((m, T, h0.shape[1]))
    h = h0
    for t in range(T):
        h = np.tanh(X[:, t] @ Wx + h @ Wh)
        H[:, t] = h
    return H


@ANSWERS.right("rnn_forward", "list stacked on the middle axis")
def rnn_forward_stacked(X, h0, Wx, Wh, b):
    states = []
    for moment in np.swapaxes(X, 0, 1):
        states.append(one_moment(moment, states[-1] if states else h0, Wx, Wh, b))
    return np.stack(states, axis=1)


@ANSWERS.right("rnn_forward", "inputs of all moments multiplied first")
def rnn_forward_inputs_first(X, h0, Wx, Wh, b):
    H = np.einsum("mti,ij->mtj", X, Wx) + b
    for t in range(X.shape[1]):
        before = H[:, t - 1] if t else h0
        H[:, t] = np.tanh(H[:, t] + before @ Wh)
    return H


@ANSWERS.right("rnn_forward", "sequence after sequence")
def rnn_forward_sequences(X, h0, Wx, Wh, b):
    everybody = []
    for sequence, h in zip(X, h0, strict=True):
        states = []
        for x in sequence:
            h = np.tanh(x @ Wx + h @ Wh + b)
            states.append(h)
        everybody.append(states)
    return np.array(everybody)


@ANSWERS.right("rnn_forward", "recursion over the rest")
def rnn_forward_recursive(X, h0, Wx, Wh, b):
    h = one_moment(X[:, 0], h0, Wx, Wh, b)
    if X.shape[1] == 1:
        return h[:, None]
    return np.concatenate([h[:, None], rnn_forward_recursive(X[:, 1:], h, Wx, Wh, b)], axis=1)


# 12.3 rnn_backward


@ANSWERS.wrong("rnn_backward", "future never handed back")
def rnn_backward_without_future(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = dH[:, t] * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "slope of tanh forgotten")
def rnn_backward_without_tanh(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = dH[:, t] + future
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "tanh slope only on the direct part")
def rnn_backward_brackets(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = dH[:, t] * (1 - H[:, t] ** 2) + future
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "square forgotten in tanh slope")
def rnn_backward_square_forgotten(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t])
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "tanh taken of the states again")
def rnn_backward_tanh_again(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - np.tanh(H[:, t]) ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "state matrix not transposed on the way")
def rnn_backward_not_transposed(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "state after instead of before")
def rnn_backward_state_after(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += H[:, t].T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "before wraps round at first moment")
def rnn_backward_wraps(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += H[:, t - 1].T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "start state left out of dWh")
def rnn_backward_h0_left_out(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        if t > 0:
            dWh += H[:, t - 1].T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "weight slopes overwritten each turn")
def rnn_backward_overwritten(dH, X, H, h0, Wx, Wh):
    dX = np.zeros(X.shape)
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx = X[:, t].T @ dz
        dWh = before.T @ dz
        db = dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "divided by m once more")
def rnn_backward_divided(dH, X, H, h0, Wx, Wh):
    m = len(X)
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz / m
        dWh += before.T @ dz / m
        db += dz.sum(axis=0) / m
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "db as mean over examples")
def rnn_backward_db_mean(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.mean(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "dh0 returned as last")
def rnn_backward_dh0_last(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, dWx, dWh, db, future


@ANSWERS.wrong("rnn_backward", "dh0 stays zero")
def rnn_backward_dh0_zero(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    dh0, future = np.zeros(h0.shape), np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, dh0, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "dz of first moment as dh0")
def rnn_backward_dh0_is_dz(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, dz, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "moments visited from first to last")
def rnn_backward_forward_order(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in range(X.shape[1]):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "future added into dH itself")
def rnn_backward_changes_dH(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dH[:, t] += future
        dz = dH[:, t] * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "only the last direct slope used")
def rnn_backward_last_direct(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    dh = dH[:, -1]
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = dh * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        dh = dz @ Wh.T
    return dX, dh, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "first moment never visited")
def rnn_backward_stops_early(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in range(X.shape[1] - 1, 0, -1):
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += H[:, t - 1].T @ dz
        db += dz.sum(axis=0)
        future = dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.wrong("rnn_backward", "future collected and never renewed")
def rnn_backward_future_adds_up(dH, X, H, h0, Wx, Wh):
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(len(Wh))
    future = np.zeros(h0.shape)
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else h0
        dz = (dH[:, t] + future) * (1 - H[:, t] ** 2)
        dX[:, t] = dz @ Wx.T
        dWx += X[:, t].T @ dz
        dWh += before.T @ dz
        db += dz.sum(axis=0)
        future += dz @ Wh.T
    return dX, future, dWx, dWh, db


@ANSWERS.right("rnn_backward", "all dz first, then sums by einsum")
def rnn_backward_einsum(dH, X, H, h0, Wx, Wh):
    before = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dZ = np.zeros(H.shape)
    handed_back = np.zeros(h0.shape)
    for t in range(H.shape[1] - 1, -1, -1):
        dZ[:, t] = (dH[:, t] + handed_back) * (1 - H[:, t] ** 2)
        handed_back = dZ[:, t] @ Wh.T
    return (
        np.einsum("mtj,ij->mti", dZ, Wx),
        handed_back,
        np.einsum("mti,mtj->ij", X, dZ),
        np.einsum("mti,mtj->ij", before, dZ),
        np.einsum("mtj->j", dZ),
    )


@ANSWERS.right("rnn_backward", "flat matrices after the loop")
def rnn_backward_flat(dH, X, H, h0, Wx, Wh):
    n_x, n_h = Wx.shape
    columns, dh = [], np.zeros_like(h0, dtype=float)
    for direct, state in zip(np.swapaxes(dH, 0, 1)[::-1], np.swapaxes(H, 0, 1)[::-1], strict=True):
        dz = (dh + direct) * (1 + state) * (1 - state)
        columns.insert(0, dz)
        dh = np.dot(dz, Wh.T)
    dZ = np.stack(columns, axis=1)
    flat = dZ.reshape(-1, n_h)
    before = np.concatenate([h0[:, None], H], axis=1)[:, :-1].reshape(-1, n_h)
    return dZ @ Wx.T, dh, X.reshape(-1, n_x).T @ flat, before.T @ flat, flat.sum(axis=0)


@ANSWERS.right("rnn_backward", "sequence after sequence with outer products")
def rnn_backward_sequences(dH, X, H, h0, Wx, Wh):
    dX, dh0 = np.zeros(X.shape), np.zeros(h0.shape)
    dWx, dWh, db = np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(Wh.shape[0])
    for i in range(len(X)):
        states = np.vstack([h0[i], H[i]])
        dh = np.zeros(len(db))
        for t in range(len(H[i]), 0, -1):
            dz = (dH[i, t - 1] + dh) * (1 - states[t] ** 2)
            dX[i, t - 1] = Wx @ dz
            dWx += np.outer(X[i, t - 1], dz)
            dWh += np.outer(states[t - 1], dz)
            db += dz
            dh = Wh @ dz
        dh0[i] = dh
    return dX, dh0, dWx, dWh, db


# 12.4 learning_curve


@ANSWERS.wrong("learning_curve", "measured on the learned examples")
def learning_curve_on_training(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X[chosen]) == y[chosen]))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "new examples drawn for each size")
def learning_curve_drawn_anew(model, X, y, X_test, y_test, sizes, rng):
    curve = []
    for size in sizes:
        chosen = rng.permutation(len(X))[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "one model trained on and on")
def learning_curve_one_model(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    fresh = model(rng)
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "first examples of the file")
def learning_curve_first_of_file(model, X, y, X_test, y_test, sizes, rng):
    curve = []
    for size in sizes:
        fresh = model(rng)
        fresh.fit(X[:size], y[:size])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "share of errors returned")
def learning_curve_errors(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) != y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "number right instead of share")
def learning_curve_number(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.sum(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "only the last share returned")
def learning_curve_last(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        share = np.mean(fresh.predict(X_test) == y_test)
    return np.array([share])


@ANSWERS.wrong("learning_curve", "own generator with a fixed seed")
def learning_curve_own_seed(model, X, y, X_test, y_test, sizes, rng):
    rng = np.random.default_rng(0)
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "labels not shuffled along")
def learning_curve_labels_left(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        fresh = model(rng)
        fresh.fit(X[order[:size]], y[:size])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "separate slices for the sizes")
def learning_curve_slices(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve, start = [], 0
    for size in sizes:
        chosen = order[start:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
        start = size
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "trained on everything each time")
def learning_curve_everything(model, X, y, X_test, y_test, sizes, rng):
    curve = []
    for _ in sizes:
        chosen = rng.permutation(len(X))
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "tested on the rest of X")
def learning_curve_rest(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen, rest = order[:size], order[size:]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X[rest]) == y[rest]))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "drawn with repeats")
def learning_curve_with_repeats(model, X, y, X_test, y_test, sizes, rng):
    order = rng.integers(0, len(X), len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "one example too few")
def learning_curve_one_too_few(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[: size - 1]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "X and y shuffled in place")
def learning_curve_shuffled_in_place(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    curve = []
    for size in sizes:
        fresh = model(rng)
        fresh.fit(X[:size], y[:size])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "returned inside the loop over sizes")
def learning_curve_too_early(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
        return np.array(curve)


@ANSWERS.wrong("learning_curve", "shares in percent")
def learning_curve_percent(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in sizes:
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(100 * np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.wrong("learning_curve", "three sizes hard-coded")
def learning_curve_fixed_sizes(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    curve = []
    for size in (50, 200, 800):
        chosen = order[:size]
        fresh = model(rng)
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


@ANSWERS.right("learning_curve", "shuffled copies and a helper")
def learning_curve_helper(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    X_mixed, y_mixed = X[order], y[order]

    def share(size):
        learner = model(rng)
        learner.fit(X_mixed[:size], y_mixed[:size])
        right = learner.predict(X_test) == y_test
        return right.sum() / len(y_test)

    return np.array([share(size) for size in sizes])


@ANSWERS.right("learning_curve", "largest set drawn without repeats")
def learning_curve_choice(model, X, y, X_test, y_test, sizes, rng):
    pool = rng.choice(len(X), size=max(sizes), replace=False)
    curve = np.zeros(len(sizes))
    for k, size in enumerate(sizes):
        learner = model(rng)
        learner.fit(np.take(X, pool[:size], axis=0), np.take(y, pool[:size]))
        curve[k] = np.count_nonzero(learner.predict(X_test) == y_test) / len(y_test)
    return curve


@ANSWERS.right("learning_curve", "random keys sorted, taken from the end")
def learning_curve_sorted_keys(model, X, y, X_test, y_test, sizes, rng):
    keys = rng.random(len(X))
    order = np.argsort(keys)
    shares = []
    for size in sizes:
        chosen = order[len(order) - size :]
        learner = model(rng)
        learner.fit(X[chosen], y[chosen])
        shares.append(float(np.mean(np.equal(learner.predict(X_test), y_test))))
    return np.asarray(shares)


@ANSWERS.right("learning_curve", "set grows by further examples")
def learning_curve_growing(model, X, y, X_test, y_test, sizes, rng):
    left = list(rng.permutation(len(X)))
    taken, shares = [], []
    for size in sizes:
        while len(taken) < size:
            taken.append(left.pop())
        learner = model(rng)
        learner.fit(X[taken], y[taken])
        shares.append(1 - np.mean(learner.predict(X_test) != y_test))
    return np.array(shares)
