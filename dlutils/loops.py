"""The slow twin of every fast function, written like the sums on paper.

One loop for each index of the sum, and the loop has the index's name: i counts examples, r and c the rows and
columns of a picture, u and v those of a window, j what comes in, k what comes out, t the time. Nothing here
is meant to be used for more than a few small arrays: tests hold the fast functions to these, and the
notebooks race them.

The file goes from one layer to convolution and recurrence, then to losses and optimizers. The twins of the
single neuron, with examples in columns, stand beside it in ``neuron.py``.
"""

from math import exp, log, sqrt, tanh

import numpy as np

# ----------------------------------------------------------------------------------------------------------
# Dense
# ----------------------------------------------------------------------------------------------------------


def dense(X, W, b):
    """z[i, k] = Σ_j x[i, j] w[j, k] + b[k]

    Parameters
    ----------
    X : ndarray of shape (m, n_in)
    W : ndarray of shape (n_in, n_out)
    b : ndarray of shape (n_out,)

    Returns
    -------
    Z : ndarray of shape (m, n_out)
    """
    m, n_in, n_out = len(X), *W.shape
    Z = np.zeros((m, n_out))
    for i in range(m):
        for k in range(n_out):
            Z[i, k] = b[k]
            for j in range(n_in):
                Z[i, k] += X[i, j] * W[j, k]
    return Z


def dense_backward(dZ, X, W):
    """dw[j, k] = Σ_i x[i, j] dz[i, k],  db[k] = Σ_i dz[i, k],  dx[i, j] = Σ_k dz[i, k] w[j, k]

    Returns
    -------
    dX : ndarray of shape (m, n_in)
    dW : ndarray of shape (n_in, n_out)
    db : ndarray of shape (n_out,)
    """
    m, n_in, n_out = len(X), *W.shape
    dX, dW, db = np.zeros((m, n_in)), np.zeros((n_in, n_out)), np.zeros(n_out)
    for i in range(m):
        for k in range(n_out):
            db[k] += dZ[i, k]
            for j in range(n_in):
                dW[j, k] += X[i, j] * dZ[i, k]
                dX[i, j] += dZ[i, k] * W[j, k]
    return dX, dW, db


# ----------------------------------------------------------------------------------------------------------
# Convolution and pooling: pictures have shape (m, height, width, channels)
# ----------------------------------------------------------------------------------------------------------


def conv2d(X, W, b, stride=1, padding="valid"):
    """z[i, r, c, k] = Σ_u Σ_v Σ_j  x[i, r·stride + u, c·stride + v, j] w[u, v, j, k] + b[k]

    As in every library of the field this is a correlation: the kernel is not turned over.

    Parameters
    ----------
    X : ndarray of shape (m, h, w, c_in)
    W : ndarray of shape (f_h, f_w, c_in, c_out)
    b : ndarray of shape (c_out,)
    stride : int or (int, int)
    padding : "valid", "same" or int
        No zeros around the picture; as many as make the output ⌈h / stride⌉ high (an odd one goes to the
        bottom and to the right, as in Keras); or this many on every side.

    Returns
    -------
    Z : ndarray of shape (m, h_out, w_out, c_out)
    """
    (s_h, s_w), X, _ = _prepare(X, W.shape[:2], stride, padding)
    m, h, w, c_in = X.shape
    f_h, f_w, _, c_out = W.shape
    h_out, w_out = (h - f_h) // s_h + 1, (w - f_w) // s_w + 1
    Z = np.zeros((m, h_out, w_out, c_out))
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                for k in range(c_out):
                    Z[i, r, c, k] = b[k]
                    for u in range(f_h):
                        for v in range(f_w):
                            for j in range(c_in):
                                Z[i, r, c, k] += X[i, r * s_h + u, c * s_w + v, j] * W[u, v, j, k]
    return Z


def conv2d_backward(dZ, X, W, stride=1, padding="valid"):
    """Every product x·w of the forward sum hands dz·w to its x and dz·x to its w.

    Parameters
    ----------
    dZ : ndarray of shape (m, h_out, w_out, c_out)
    X, W, stride, padding : as in `conv2d`

    Returns
    -------
    dX, dW : ndarrays shaped like X and W
    db : ndarray of shape (c_out,)
    """
    (s_h, s_w), X, inside = _prepare(X, W.shape[:2], stride, padding)
    m, h_out, w_out, c_out = dZ.shape
    f_h, f_w, c_in, _ = W.shape
    dX, dW, db = np.zeros(X.shape), np.zeros(W.shape), np.zeros(c_out)
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                for k in range(c_out):
                    db[k] += dZ[i, r, c, k]
                    for u in range(f_h):
                        for v in range(f_w):
                            for j in range(c_in):
                                dX[i, r * s_h + u, c * s_w + v, j] += dZ[i, r, c, k] * W[u, v, j, k]
                                dW[u, v, j, k] += dZ[i, r, c, k] * X[i, r * s_h + u, c * s_w + v, j]
    return dX[inside], dW, db  # the zeros around the picture were no input: cut their share off


def max_pool(X, size, stride=None):
    """y[i, r, c, j] = max over u, v of x[i, r·stride + u, c·stride + v, j]

    Parameters
    ----------
    X : ndarray of shape (m, h, w, channels)
    size, stride : int or (int, int)
        The window and how far it moves; without a stride it moves by its own size.

    Returns
    -------
    Y : ndarray of shape (m, h_out, w_out, channels)
    """
    Y = np.zeros(_pooled_shape(X.shape, size, stride))
    for index, window in _windows(X.shape, size, stride):
        i, _, _, j = index
        Y[index] = max(X[i, r, c, j] for r, c in window)
    return Y


def max_pool_backward(dY, X, size, stride=None):
    """All of dy goes to the pixel that was the maximum; to the first of them if several were.

    Returns
    -------
    dX : ndarray shaped like X
    """
    dX = np.zeros(X.shape)
    for index, window in _windows(X.shape, size, stride):
        i, _, _, j = index
        winner_r, winner_c = window[0]
        for r, c in window:
            if X[i, r, c, j] > X[i, winner_r, winner_c, j]:
                winner_r, winner_c = r, c
        dX[i, winner_r, winner_c, j] += dY[index]  # += : windows may overlap
    return dX


def average_pool(X, size, stride=None):
    """y[i, r, c, j] = mean over u, v of x[i, r·stride + u, c·stride + v, j]; arguments as in `max_pool`"""
    Y = np.zeros(_pooled_shape(X.shape, size, stride))
    for index, window in _windows(X.shape, size, stride):
        i, _, _, j = index
        Y[index] = sum(X[i, r, c, j] for r, c in window) / len(window)
    return Y


def average_pool_backward(dY, X_shape, size, stride=None):
    """Every pixel of a window gets the same share, dy divided by the window's area.

    Returns
    -------
    dX : ndarray of shape X_shape
    """
    dX = np.zeros(X_shape)
    for index, window in _windows(X_shape, size, stride):
        i, _, _, j = index
        for r, c in window:
            dX[i, r, c, j] += dY[index] / len(window)
    return dX


def _pair(number):
    """3 → (3, 3): the same down and across."""
    return (number, number) if np.ndim(number) == 0 else tuple(number)


def _prepare(X, window, stride, padding):
    """Stride as a pair, X with its zeros around it, and the slice that cuts them off again."""
    stride = _pair(stride)
    before_after = []
    for n, f, s in zip(X.shape[1:3], window, stride, strict=True):
        if padding == "valid":
            total, before = 0, 0
        elif padding == "same":
            n_out = -(-n // s)  # rounded up
            total = max((n_out - 1) * s + f - n, 0)
            before = total // 2
        else:
            total, before = 2 * padding, padding
        before_after.append((before, total - before))
    (top, bottom), (left, right) = before_after
    m, h, w, channels = X.shape
    padded = np.zeros((m, top + h + bottom, left + w + right, channels))
    inside = (slice(None), slice(top, top + h), slice(left, left + w))
    padded[inside] = X
    return stride, padded, inside


def _pooled_shape(shape, size, stride):
    (f_h, f_w), (s_h, s_w) = _pair(size), _pair(size if stride is None else stride)
    m, h, w, channels = shape
    return m, (h - f_h) // s_h + 1, (w - f_w) // s_w + 1, channels


def _windows(shape, size, stride):
    """For every cell (i, r, c, j) of the pooled picture: the pixels (row, column) that it looks at."""
    (f_h, f_w), (s_h, s_w) = _pair(size), _pair(size if stride is None else stride)
    for i, r, c, j in np.ndindex(*_pooled_shape(shape, size, stride)):
        yield (i, r, c, j), [(r * s_h + u, c * s_w + v) for u in range(f_h) for v in range(f_w)]


# ----------------------------------------------------------------------------------------------------------
# Batch normalization and recurrence
# ----------------------------------------------------------------------------------------------------------


def batch_normalization(X, gamma, beta, epsilon=1e-3):
    """y[i, j] = gamma[j] (x[i, j] − mean_j) / √(variance_j + epsilon) + beta[j]  over a batch in training

    Here epsilon stands inside the root, as in the paper (Ioffe and Szegedy 2015, algorithm 1) and in every
    library.

    Parameters
    ----------
    X : ndarray of shape (m, n)
    gamma, beta : ndarrays of shape (n,)
    """
    m, n = X.shape
    Y = np.zeros((m, n))
    for j in range(n):
        mean = sum(X[i, j] for i in range(m)) / m
        variance = sum((X[i, j] - mean) ** 2 for i in range(m)) / m
        for i in range(m):
            Y[i, j] = gamma[j] * (X[i, j] - mean) / sqrt(variance + epsilon) + beta[j]
    return Y


def rnn_step(x, h, Wx, Wh, b):
    """h_new[i, k] = tanh( Σ_j x[i, j] wx[j, k] + Σ_l h[i, l] wh[l, k] + b[k] )

    Parameters
    ----------
    x : ndarray of shape (m, n_x)
    h : ndarray of shape (m, n_h)
    Wx : ndarray of shape (n_x, n_h)
    Wh : ndarray of shape (n_h, n_h)
    b : ndarray of shape (n_h,)

    Returns
    -------
    ndarray of shape (m, n_h)
    """
    m, n_x, n_h = len(x), *Wx.shape
    h_new = np.zeros((m, n_h))
    for i in range(m):
        for k in range(n_h):
            z = b[k]
            for j in range(n_x):
                z += x[i, j] * Wx[j, k]
            for l in range(n_h):  # noqa: E741
                z += h[i, l] * Wh[l, k]
            h_new[i, k] = tanh(z)
    return h_new


def rnn_forward(X, h0, Wx, Wh, b):
    """H[:, t] = step(X[:, t], H[:, t − 1]), beginning with h0.

    Parameters
    ----------
    X : ndarray of shape (m, T, n_x)
    h0 : ndarray of shape (m, n_h)

    Returns
    -------
    H : ndarray of shape (m, T, n_h)
        ``H[:, 0]`` is the state after the first input.
    """
    m, T, _ = X.shape
    H, h = np.zeros((m, T, h0.shape[1])), h0
    for t in range(T):
        h = rnn_step(X[:, t], h, Wx, Wh, b)
        H[:, t] = h
    return H


def rnn_backward(dH, X, H, h0, Wx, Wh):
    """Back through time: what a state receives directly, plus what the next state hands back.

    Parameters
    ----------
    dH : ndarray of shape (m, T, n_h)
        The direct gradient at each time (zeros, if only the last state is used later).

    Returns
    -------
    dX, dh0, dWx, dWh, db : ndarrays shaped like X, h0, Wx, Wh, b
    """
    m, T, n_x = X.shape
    n_h = Wh.shape[0]
    dX, dWx, dWh, db = np.zeros(X.shape), np.zeros(Wx.shape), np.zeros(Wh.shape), np.zeros(n_h)
    from_later = np.zeros((m, n_h))
    for t in reversed(range(T)):
        h_before = H[:, t - 1] if t > 0 else h0
        to_earlier = np.zeros((m, n_h))
        for i in range(m):
            for k in range(n_h):
                dz = (dH[i, t, k] + from_later[i, k]) * (1 - H[i, t, k] ** 2)  # tanh′ = 1 − tanh²
                db[k] += dz
                for j in range(n_x):
                    dWx[j, k] += X[i, t, j] * dz
                    dX[i, t, j] += dz * Wx[j, k]
                for l in range(n_h):  # noqa: E741
                    dWh[l, k] += h_before[i, l] * dz
                    to_earlier[i, l] += dz * Wh[l, k]
        from_later = to_earlier
    return dX, from_later, dWx, dWh, db


# ----------------------------------------------------------------------------------------------------------
# Activations and losses
# ----------------------------------------------------------------------------------------------------------


def sigmoid(Z):
    """a = 1 / (1 + e^−z), in the form whose exponential stays below 1"""
    A = np.zeros(np.shape(Z))
    for index, z in np.ndenumerate(Z):
        A[index] = 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))
    return A


def relu(Z):
    """a = max(0, z)"""
    A = np.zeros(np.shape(Z))
    for index, z in np.ndenumerate(Z):
        A[index] = z if z > 0 else 0.0
    return A


def softmax(Z):
    """p[i, k] = e^z[i, k] / Σ_c e^z[i, c], after the largest score of the row was taken from all of them

    Parameters
    ----------
    Z : ndarray of shape (m, classes)
    """
    m, classes = Z.shape
    P = np.zeros((m, classes))
    for i in range(m):
        largest = max(Z[i, k] for k in range(classes))
        total = sum(exp(Z[i, k] - largest) for k in range(classes))
        for k in range(classes):
            P[i, k] = exp(Z[i, k] - largest) / total
    return P


def mean_squared_error(prediction, target):
    """J = (1 / size) Σ (prediction − target)², over every number there is; no ½"""
    J = 0.0
    for index in np.ndindex(target.shape):
        J += (prediction[index] - target[index]) ** 2
    return J / target.size


def binary_cross_entropy(prediction, target):
    """J = −(1 / size) Σ ( y log a + (1 − y) log(1 − a) ), with 0 · log 0 = 0"""
    J = 0.0
    for index in np.ndindex(target.shape):
        a, y = prediction[index], target[index]
        if y > 0:
            J -= y * log(a)
        if y < 1:
            J -= (1 - y) * log(1 - a)
    return J / target.size


def categorical_cross_entropy(P, Y):
    """J = −(1/m) Σ_i Σ_k y[i, k] log p[i, k], with 0 · log 0 = 0

    Parameters
    ----------
    P, Y : ndarrays of shape (m, classes)
        Probabilities, and one-hot rows (or any rows that sum to 1).
    """
    m, classes = Y.shape
    J = 0.0
    for i in range(m):
        for k in range(classes):
            if Y[i, k] > 0:
                J -= Y[i, k] * log(P[i, k])
    return J / m


def softmax_cross_entropy(Z, Y):
    """J = (1/m) Σ_i Σ_k y[i, k] ( log Σ_c e^z[i, c] − z[i, k] ): from scores, so that nothing overflows"""
    m, classes = Z.shape
    J = 0.0
    for i in range(m):
        largest = max(Z[i, k] for k in range(classes))
        log_sum = largest + log(sum(exp(Z[i, k] - largest) for k in range(classes)))
        for k in range(classes):
            J += Y[i, k] * (log_sum - Z[i, k])
    return J / m


def softmax_cross_entropy_gradient(Z, Y):
    """dz[i, k] = (p[i, k] − y[i, k]) / m, for rows of Y that sum to 1"""
    m, classes = Z.shape
    P, dZ = softmax(Z), np.zeros(Z.shape)
    for i in range(m):
        for k in range(classes):
            dZ[i, k] = (P[i, k] - Y[i, k]) / m
    return dZ


# ----------------------------------------------------------------------------------------------------------
# Optimizers: one step, number by number; returned are new arrays
# ----------------------------------------------------------------------------------------------------------


def sgd_step(w, dw, alpha):
    """w ← w − α dw"""
    w_new = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        w_new[i] = w[i] - alpha * dw[i]
    return w_new


def momentum_step(w, dw, v, alpha, beta):
    """v ← β v + dw,  w ← w − α v   (the heavy ball, as in Keras and PyTorch)"""
    w_new, v_new = np.zeros(w.shape), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        v_new[i] = beta * v[i] + dw[i]
        w_new[i] = w[i] - alpha * v_new[i]
    return w_new, v_new


def nesterov_step(w, gradient, v, alpha, beta):
    """g = gradient(w − αβ v),  v ← β v + g,  w ← w − α v

    Here w is the place itself, as on paper. ``optimizers.Nesterov`` keeps the point ahead, w − αβ v, instead.
    """
    ahead = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        ahead[i] = w[i] - alpha * beta * v[i]
    return momentum_step(w, gradient(ahead), v, alpha, beta)


def rmsprop_step(w, dw, s, alpha, rho, epsilon):
    """s ← ρ s + (1 − ρ) dw²,  w ← w − α dw / (√s + ε)"""
    w_new, s_new = np.zeros(w.shape), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        s_new[i] = rho * s[i] + (1 - rho) * dw[i] ** 2
        w_new[i] = w[i] - alpha * dw[i] / (sqrt(s_new[i]) + epsilon)
    return w_new, s_new


def adam_step(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    """v ← β₁ v + (1 − β₁) dw,  s ← β₂ s + (1 − β₂) dw²,  w ← w − α v̂ / (√ŝ + ε)

    with v̂ = v / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ); t is the number of this step, from 1. The v and s returned
    are the uncorrected ones.
    """
    w_new, v_new, s_new = np.zeros(w.shape), np.zeros(w.shape), np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        v_new[i] = beta1 * v[i] + (1 - beta1) * dw[i]
        s_new[i] = beta2 * s[i] + (1 - beta2) * dw[i] ** 2
        v_hat = v_new[i] / (1 - beta1**t)
        s_hat = s_new[i] / (1 - beta2**t)
        w_new[i] = w[i] - alpha * v_hat / (sqrt(s_hat) + epsilon)
    return w_new, v_new, s_new
