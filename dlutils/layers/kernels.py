"""The kernels of convolution and pooling: how a window walks over an image, and what it picks up.

All images have the shape (m, h, w, c): examples, rows, columns, channels. Two pictures explain everything
here: taps serve pooling and the dX of a convolution, patches its Z and dW.

**Taps.** A window of 2 × 2 has four places, its taps. While the window slides, each tap meets its own shifted
and thinned-out copy of the image; here, with stride 2, tap (0, 1) meets the pixels marked ■:

    · ■ · ■ ·
    · · · · ·        X[:, 0 : 4 : 2, 1 : 5 : 2]: one slice per tap, and
    · ■ · ■ ·        f² turns of a loop instead of one per pixel
    · · · · ·

**Patches.** Cut out what the window sees at each of its positions and lay it out as one row; the rows of all
positions are a matrix with f_h · f_w · c columns, and convolution becomes one matrix product:

    patches (positions, f_h·f_w·c_in)  @  W (f_h·f_w·c_in, c_out)  =  Z (positions, c_out)

Patches are up to f² times as large as the image, so the work goes over a few images at a time, whose patches still
fit into the processor's cache when the product wants them.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

CACHE = 2**20  # bytes that a block of images may fill, about one core's second-level cache


def output_length(n, f, stride, padding):
    """Positions of a window of length f on n pixels: ⌊(n − f) / stride⌋ + 1, or ⌈n / stride⌉ for "same"."""
    if padding == "same":
        return -(-n // stride)  # rounds up
    return (n - f) // stride + 1


def check_padding(who, padding):
    """Return the padding if it is one of the two words that Keras knows."""
    if padding not in ("valid", "same"):
        raise ValueError(f"{who}: padding must be 'valid' or 'same', got {padding!r}.")
    return padding


def count_positions(who, input_shape, window, strides, padding):
    """How many positions the window has down and across an image; refuses a window larger than the image."""
    if len(input_shape) != 3:
        raise ValueError(f"{who} takes images (height, width, channels), got {tuple(input_shape)}.")
    h_out, w_out = (
        output_length(*args, padding) for args in zip(input_shape[:2], window, strides, strict=True)
    )
    if h_out < 1 or w_out < 1:
        raise ValueError(f"{who}: a window of {window} does not fit into images of {tuple(input_shape[:2])}.")
    return h_out, w_out


def same_padding(n, f, stride):
    """How many pixels "same" adds before and behind n; an odd one comes behind, as in Keras."""
    # The last window ends at (n_out − 1) · stride + f.
    missing = max((output_length(n, f, stride, "same") - 1) * stride + f - n, 0)
    return missing // 2, missing - missing // 2


def pad(X, window, strides, padding, fill=0):
    """Put the frame of "same" around the images; for "valid" return X itself."""
    if padding == "valid":
        return X
    m, h, w, c = X.shape
    (top, bottom), (left, right) = frame(X.shape, window, strides)
    framed = np.full((m, top + h + bottom, left + w + right, c), fill, X.dtype)
    framed[:, top : top + h, left : left + w] = X
    return framed


def unpad(dX, shape, window, strides, padding):
    """Cut that frame off a gradient again: nobody needs the gradient of a constant.

    ``shape`` is that of the images without the frame.
    """
    if padding == "valid":
        return dX
    _, h, w, _ = shape
    (top, _), (left, _) = frame(shape, window, strides)
    return dX[:, top : top + h, left : left + w]


def frame(shape, window, strides):
    """What "same" adds to images (m, h, w, c): (top, bottom), (left, right)."""
    return tuple(same_padding(*sizes) for sizes in zip(shape[1:3], window, strides, strict=True))


def taps(window, strides, positions):
    """For each tap (i, j) of a window, the slice of the pixels that it meets as the window slides."""
    (s_h, s_w), (h_out, w_out) = strides, positions
    for i in range(window[0]):
        for j in range(window[1]):
            yield i, j, (slice(None), slice(i, i + s_h * h_out, s_h), slice(j, j + s_w * w_out, s_w))


def blocks(m, bytes_per_image):
    """Cut m images into slices of as many as fit into the cache, at least one."""
    size = max(1, CACHE // bytes_per_image)
    return [slice(start, start + size) for start in range(0, m, size)]


def reuse(buffer, shape, dtype):
    """Return the old buffer if it has this shape and precision, otherwise a new one: fresh memory is slow."""
    if buffer is not None and buffer.shape == shape and buffer.dtype == dtype:
        return buffer
    return np.empty(shape, dtype)


# ------------------------------------------------------------------------------------------------------------
# Convolution
# ------------------------------------------------------------------------------------------------------------


def look_through(X, window, strides):
    """What the window sees at each position: a view of shape (m, h_out, w_out, f_h, f_w, c).

    view[n, r, c, i, j] is X[n, r·s_h + i, c·s_w + j], all channels of one pixel. Nothing is copied.
    """
    s_h, s_w = strides
    every_position = sliding_window_view(X, window, axis=(1, 2))  # (m, …, …, c, f_h, f_w)
    return every_position[:, ::s_h, ::s_w].transpose(0, 1, 2, 4, 5, 3)


def convolve(X, W, b, strides, patches):
    """Z = patches · W + b.

    Parameters
    ----------
    X : ndarray of shape (m, h, w, c_in), already padded
    W : ndarray of shape (f_h, f_w, c_in, c_out)
    b : ndarray of shape (c_out,)
    strides : (int, int)
    patches : ndarray of shape (m, h_out, w_out, f_h, f_w, c_in)
        Is filled here; `convolve_parameter_gradients` reads it.

    Returns
    -------
    Z : ndarray of shape (m, h_out, w_out, c_out)
    """
    m, h_out, w_out, f_h, f_w, c_in = patches.shape
    c_out = W.shape[-1]
    seen = look_through(X, (f_h, f_w), strides)
    W_rows = W.reshape(-1, c_out)  # one row for each number of a patch
    Z = np.empty((m, h_out, w_out, c_out), patches.dtype)
    for block in blocks(m, patches[0].nbytes):
        patches[block] = seen[block]  # the copy that lays each window out as a row
        np.matmul(patches[block].reshape(-1, len(W_rows)), W_rows, out=Z[block].reshape(-1, c_out))
        Z[block] += b
    return Z


def convolve_parameter_gradients(dZ, patches):
    """dW = patchesᵀ · dZ and db = Σ dZ, summed over all positions of all images; the loss has divided by m."""
    c_out = dZ.shape[-1]
    dZ = dZ.reshape(-1, c_out)
    dW = patches.reshape(len(dZ), -1).T @ dZ
    db = np.ones(len(dZ), dZ.dtype) @ dZ  # a sum over rows; as a product it is faster
    return dW.reshape(*patches.shape[3:], c_out), db


def convolve_input_gradient(dZ, W, strides, padded_shape):
    """dX: tap (i, j) hands dZ W[i, j]ᵀ back to the pixels that it met, and what a pixel gets adds up.

    At stride 1 this is the framed dZ seen through the kernel turned by 180°: a convolution in the words of
    mathematics.
    """
    f_h, f_w, c_in, c_out = W.shape
    m, *positions, _ = dZ.shape
    dX = np.zeros(padded_shape, dZ.dtype)
    for block in blocks(m, dZ[0].nbytes + dX[0].nbytes):
        dZ_rows = dZ[block].reshape(-1, c_out)
        share = np.empty((len(dZ_rows), c_in), dZ.dtype)
        for i, j, met in taps((f_h, f_w), strides, positions):
            np.matmul(dZ_rows, W[i, j].T, out=share)
            # Slices are views: this adds into dX.
            dX[block][met] += share.reshape(-1, *positions, c_in)
    return dX


# ------------------------------------------------------------------------------------------------------------
# Pooling
# ------------------------------------------------------------------------------------------------------------


def max_pool(X, window, strides, positions):
    """The largest number under the window, and the tap that saw it (the first, if several did).

    Returns
    -------
    Y : ndarray of shape (m, h_out, w_out, c)
    winner : ndarray of small int, the same shape
        Taps are counted row by row: 0, 1, 2 …
    """
    m, _, _, c = X.shape
    Y = np.full((m, *positions, c), -np.inf, X.dtype)
    winner = np.zeros(Y.shape, np.min_scalar_type(window[0] * window[1]))
    for block in blocks(m, X[0].nbytes):
        x, y, best = X[block], Y[block], winner[block]
        for k, (_, _, met) in enumerate(taps(window, strides, positions)):
            better = x[met] > y
            # k grows, so the last tap that was better is the best.
            np.maximum(best, better * winner.dtype.type(k), out=best)
            np.maximum(y, x[met], out=y)
    return Y, winner


def max_pool_backward(dY, winner, window, strides, padded_shape):
    """dX: the whole gradient goes to the tap that won; where windows overlap, what a pixel won adds up."""
    dX = np.zeros(padded_shape, dY.dtype)
    tiles = strides[0] >= window[0] and strides[1] >= window[1]
    for block in blocks(len(dY), dX[0].nbytes):
        for k, (_, _, met) in enumerate(taps(window, strides, dY.shape[1:3])):
            won = winner[block] == k
            if tiles:  # no pixel lies under two windows: write instead of adding, twice as fast
                np.multiply(dY[block], won, out=dX[block][met])
            else:
                dX[block][met] += dY[block] * won
    return dX


def sum_pool(X, window, strides, positions):
    """The sum of the numbers under the window."""
    Y = np.zeros((len(X), *positions, X.shape[3]), X.dtype)
    for _, _, met in taps(window, strides, positions):
        Y += X[met]
    return Y


def sum_pool_backward(dY, window, strides, padded_shape):
    """dX: every pixel under the window gets the whole gradient of the sum."""
    dX = np.zeros(padded_shape, dY.dtype)
    for _, _, met in taps(window, strides, dY.shape[1:3]):
        dX[met] += dY
    return dX
