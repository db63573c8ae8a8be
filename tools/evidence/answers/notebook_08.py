"""Answers to 08, written from the students' notebook alone."""

import math

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tools.evidence.answers import Answers

ANSWERS = Answers()


def size_of(n, f, padding, stride):
    """The writer's own output_size, used by the later answers."""
    return (n + 2 * padding - f) // stride + 1


def frame_of(X, pad):
    """The writer's own zero_pad, used by the later answers."""
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


def step_of(window, W, b):
    """The writer's own convolve_step, used by the later answers."""
    return np.tensordot(window, W, axes=3) + b


# ---------------------------------------------------------------- 8.1 output_size


@ANSWERS.wrong("output_size", "padding counted once, on one side")
def output_size_padding_once(n, f, padding, stride):
    if f > n + padding:
        raise ValueError("the window does not fit")
    return (n + padding - f) // stride + 1


@ANSWERS.wrong("output_size", "only moves counted, starting place forgotten")
def output_size_only_moves(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - f) // stride


@ANSWERS.wrong("output_size", "rounded up instead of down")
def output_size_rounded_up(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return math.ceil((n + 2 * padding - f) / stride) + 1


@ANSWERS.wrong("output_size", "rounded to the nearest whole number")
def output_size_round_nearest(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return round((n + 2 * padding - f) / stride) + 1


@ANSWERS.wrong("output_size", "plain division, result never rounded")
def output_size_float(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - f) / stride + 1


@ANSWERS.wrong("output_size", "a window that just fits is refused")
def output_size_refuses_exact_fit(n, f, padding, stride):
    if f >= n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - f) // stride + 1


@ANSWERS.wrong("output_size", "refusal compares with the unpadded row")
def output_size_refuses_unpadded(n, f, padding, stride):
    if f > n:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - f) // stride + 1


@ANSWERS.wrong("output_size", "no refusal at all")
def output_size_never_refuses(n, f, padding, stride):
    return (n + 2 * padding - f) // stride + 1


@ANSWERS.wrong("output_size", "returns 0 where it should raise")
def output_size_zero_for_no_place(n, f, padding, stride):
    if f > n + 2 * padding:
        return 0
    return (n + 2 * padding - f) // stride + 1


@ANSWERS.wrong("output_size", "the error is returned, not raised")
def output_size_returns_error(n, f, padding, stride):
    if f > n + 2 * padding:
        return ValueError("the window does not fit")
    return (n + 2 * padding - f) // stride + 1


@ANSWERS.wrong("output_size", "stride left out")
def output_size_no_stride(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return n + 2 * padding - f + 1


@ANSWERS.wrong("output_size", "one added before dividing by stride")
def output_size_one_inside(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return (n + 2 * padding - f + 1) // stride


@ANSWERS.wrong("output_size", "only the window is divided by stride")
def output_size_missing_brackets(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")
    return n + 2 * padding - f // stride + 1


@ANSWERS.right("output_size", "starts counted with a range")
def output_size_range(n, f, padding, stride):
    starts = range(-padding, n + padding - f + 1, stride)
    if not starts:
        raise ValueError("no place for this window")
    return len(starts)


@ANSWERS.right("output_size", "walks along the row with while")
def output_size_while(n, f, padding, stride):
    end = f
    places = 0
    while end <= n + padding + padding:
        places = places + 1
        end = end + stride
    if places == 0:
        raise ValueError("window of " + str(f) + " is too long")
    return places


@ANSWERS.right("output_size", "divmod of the room to move")
def output_size_divmod(n, f, padding, stride):
    room = n - f + 2 * padding
    if room < 0:
        raise ValueError(f"there is no room: {room}")
    moves, _left_over = divmod(room, stride)
    return 1 + moves


@ANSWERS.right("output_size", "room plus one stride, then divided")
def output_size_stride_inside(n, f, padding, stride):
    if n + 2 * padding < f:
        raise ValueError("too short")
    return math.floor((n + 2 * padding - f + stride) / stride)


# ---------------------------------------------------------------- 8.2 zero_pad


@ANSWERS.wrong("zero_pad", "all four axes get a frame")
def zero_pad_all_axes(X, pad):
    return np.pad(X, pad)


@ANSWERS.wrong("zero_pad", "slice to minus pad fails for 0")
def zero_pad_minus_slice(X, pad):
    m, h, w, c = X.shape
    framed = np.zeros((m, h + 2 * pad, w + 2 * pad, c))
    framed[:, pad:-pad, pad:-pad, :] = X
    return framed


@ANSWERS.wrong("zero_pad", "zeros only below and to the right")
def zero_pad_behind(X, pad):
    return np.pad(X, ((0, 0), (0, pad), (0, pad), (0, 0)))


@ANSWERS.wrong("zero_pad", "right shape, picture in upper left corner")
def zero_pad_corner(X, pad):
    m, h, w, c = X.shape
    framed = np.zeros((m, h + 2 * pad, w + 2 * pad, c))
    framed[:, :h, :w] = X
    return framed


@ANSWERS.wrong("zero_pad", "border pixels repeated instead of zeros")
def zero_pad_edge(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")


@ANSWERS.wrong("zero_pad", "frame of ones")
def zero_pad_ones(X, pad):
    m, h, w, c = X.shape
    framed = np.ones((m, h + 2 * pad, w + 2 * pad, c))
    framed[:, pad : pad + h, pad : pad + w] = X
    return framed


@ANSWERS.wrong("zero_pad", "frame only above and below")
def zero_pad_rows_only(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (0, 0), (0, 0)))


@ANSWERS.wrong("zero_pad", "width and channels padded, height not")
def zero_pad_axes_off_by_one(X, pad):
    return np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


@ANSWERS.wrong("zero_pad", "frame always one pixel wide")
def zero_pad_always_one(X, pad):
    return np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))


@ANSWERS.wrong("zero_pad", "decimals cut off by an integer array")
def zero_pad_int_array(X, pad):
    m, h, w, c = X.shape
    framed = np.zeros((m, h + 2 * pad, w + 2 * pad, c), dtype=int)
    framed[:, pad : pad + h, pad : pad + w] = X
    return framed


@ANSWERS.wrong("zero_pad", "every picture becomes the first one")
def zero_pad_first_picture(X, pad):
    m, h, w, c = X.shape
    framed = np.zeros((m, h + 2 * pad, w + 2 * pad, c))
    for i in range(m):
        framed[i, pad : pad + h, pad : pad + w] = X[0]
    return framed


@ANSWERS.wrong("zero_pad", "rim of the picture itself blackened")
def zero_pad_blackens_rim(X, pad):
    m, h, w, c = X.shape
    X[:, :pad] = 0
    X[:, h - pad :] = 0
    X[:, :, :pad] = 0
    X[:, :, w - pad :] = 0
    return X


@ANSWERS.wrong("zero_pad", "height used for the width too")
def zero_pad_square(X, pad):
    m, h, _, c = X.shape
    framed = np.zeros((m, h + 2 * pad, h + 2 * pad, c))
    framed[:, pad : pad + h, pad : pad + h] = X
    return framed


@ANSWERS.right("zero_pad", "strips of zeros glued on with concatenate")
def zero_pad_concatenate(X, pad):
    m, h, w, c = X.shape
    side = np.zeros((m, h, pad, c))
    X = np.concatenate([side, X, side], axis=2)
    lid = np.zeros((m, pad, w + 2 * pad, c))
    return np.concatenate([lid, X, lid], axis=1)


@ANSWERS.right("zero_pad", "identity matrices shifted by pad, einsum")
def zero_pad_matrices(X, pad):
    _, h, w, _ = X.shape
    rows = np.eye(h + 2 * pad, h, k=-pad)
    columns = np.eye(w + 2 * pad, w, k=-pad)
    return np.einsum("ph,mhwc,qw->mpqc", rows, X, columns)


@ANSWERS.right("zero_pad", "pixel by pixel into zeros")
def zero_pad_pixel_loops(X, pad):
    m, h, w, c = X.shape
    out = np.zeros((m, h + pad + pad, w + pad + pad, c))
    for i in range(m):
        for r in range(h):
            for q in range(w):
                for k in range(c):
                    out[i, r + pad, q + pad, k] = X[i, r, q, k]
    return out


@ANSWERS.right("zero_pad", "a frame of width one, pad times")
def zero_pad_again_and_again(X, pad):
    Y = X.copy()
    for _ in range(pad):
        Y = np.pad(Y, [(0, 0), (1, 1), (1, 1), (0, 0)], mode="constant", constant_values=0)
    return Y


# ---------------------------------------------------------------- 8.3 convolve_step


@ANSWERS.wrong("convolve_step", "bias forgotten")
def convolve_step_no_bias(window, W, b):
    return np.sum(window[..., None] * W, axis=(0, 1, 2))


@ANSWERS.wrong("convolve_step", "bias added at every tap, inside sum")
def convolve_step_bias_inside(window, W, b):
    return np.sum(window[..., None] * W + b, axis=(0, 1, 2))


@ANSWERS.wrong("convolve_step", "sum runs over the kernels too")
def convolve_step_sum_everything(window, W, b):
    return np.sum(window[..., None] * W) + b


@ANSWERS.wrong("convolve_step", "mean of products instead of sum")
def convolve_step_mean(window, W, b):
    return np.mean(window[..., None] * W, axis=(0, 1, 2)) + b


@ANSWERS.wrong("convolve_step", "kernel turned over first")
def convolve_step_turned(window, W, b):
    return np.sum(window[..., None] * W[::-1, ::-1], axis=(0, 1, 2)) + b


@ANSWERS.wrong("convolve_step", "only the first kernel answers")
def convolve_step_first_kernel(window, W, b):
    return np.array([np.sum(window * W[..., 0]) + b[0]])


@ANSWERS.wrong("convolve_step", "only the first channel is looked at")
def convolve_step_first_channel(window, W, b):
    return np.sum(window[:, :, 0, None] * W[:, :, 0], axis=(0, 1)) + b


@ANSWERS.wrong("convolve_step", "channels not summed, two axes only")
def convolve_step_channels_apart(window, W, b):
    return np.sum(window[..., None] * W, axis=(0, 1)) + b


@ANSWERS.wrong("convolve_step", "bias subtracted")
def convolve_step_minus_bias(window, W, b):
    return np.sum(window[..., None] * W, axis=(0, 1, 2)) - b


@ANSWERS.wrong("convolve_step", "window lined up with the last axes")
def convolve_step_wrong_broadcast(window, W, b):
    return np.sum(window * W, axis=(0, 1, 2)) + b


@ANSWERS.wrong("convolve_step", "answers collected in an integer array")
def convolve_step_int_array(window, W, b):
    z = np.zeros(W.shape[-1], dtype=int)
    for k in range(W.shape[-1]):
        z[k] = np.sum(window * W[:, :, :, k]) + b[k]
    return z


@ANSWERS.wrong("convolve_step", "loops over three by three taps only")
def convolve_step_three_by_three(window, W, b):
    z = np.zeros(W.shape[-1])
    for u in range(3):
        for v in range(3):
            z += window[u, v] @ W[u, v]
    return z + b


@ANSWERS.wrong("convolve_step", "first bias for all kernels")
def convolve_step_first_bias(window, W, b):
    return np.sum(window[..., None] * W, axis=(0, 1, 2)) + b[0]


@ANSWERS.wrong("convolve_step", "returns after the first kernel")
def convolve_step_early_return(window, W, b):
    z = np.zeros(W.shape[3])
    for k in range(W.shape[3]):
        z[k] = (window * W[..., k]).sum() + b[k]
        return z


@ANSWERS.right("convolve_step", "window as one row times a matrix")
def convolve_step_flat_matrix(window, W, b):
    return window.reshape(-1) @ W.reshape(-1, W.shape[-1]) + b


@ANSWERS.right("convolve_step", "einsum with the kernels in front")
def convolve_step_einsum(window, W, b):
    return np.einsum("kuvj,uvj->k", np.moveaxis(W, -1, 0), window) + b


@ANSWERS.right("convolve_step", "list over kernels of plain sums")
def convolve_step_list(window, W, b):
    answers = []
    for k, bias in enumerate(b):
        answers.append(float(np.vdot(window, W[..., k])) + float(bias))
    return np.array(answers)


@ANSWERS.right("convolve_step", "four loops starting from the bias")
def convolve_step_four_loops(window, W, b):
    f_h, f_w, c, c_out = W.shape
    z = np.array(b, dtype=float)
    for k in range(c_out):
        for j in range(c):
            for v in range(f_w):
                for u in range(f_h):
                    z[k] += window[u, v, j] * W[u, v, j, k]
    return z


# ---------------------------------------------------------------- 8.4 conv_forward


def zeros_for(X, W, stride, padding):
    """Zeros, floats, of the shape of the feature maps."""
    m, h, w, _ = X.shape
    f_h, f_w, _, c_out = W.shape
    return np.zeros((m, size_of(h, f_h, padding, stride), size_of(w, f_w, padding, stride), c_out))


@ANSWERS.wrong("conv_forward", "windows start at r, c without stride")
def conv_forward_starts_without_stride(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                Z[i, r, c] = step_of(P[i, r : r + f_h, c : c + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "padding is ignored")
def conv_forward_no_padding(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, 0)
    f_h, f_w = W.shape[:2]
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(X[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "sizes from padded picture, padding counted twice")
def conv_forward_padding_twice(X, W, b, stride=1, padding=0):
    X = frame_of(X, padding)
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(X[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "bias never added")
def conv_forward_no_bias(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                window = P[i, top : top + f_h, left : left + f_w]
                Z[i, r, c] = np.sum(window[..., None] * W, axis=(0, 1, 2))
    return Z


@ANSWERS.wrong("conv_forward", "true convolution, kernels turned over")
def conv_forward_turned(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for r in range(Z.shape[1]):
        for c in range(Z.shape[2]):
            top, left = r * stride, c * stride
            Z[:, r, c] = np.tensordot(P[:, top : top + f_h, left : left + f_w], W[::-1, ::-1], axes=3) + b
    return Z


@ANSWERS.wrong("conv_forward", "width of the maps taken from height")
def conv_forward_square_maps(X, W, b, stride=1, padding=0):
    m, h, _, _ = X.shape
    f_h, f_w, _, c_out = W.shape
    n_out = size_of(h, f_h, padding, stride)
    P = frame_of(X, padding)
    Z = np.zeros((m, n_out, n_out, c_out))
    for i in range(m):
        for r in range(n_out):
            for c in range(n_out):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "kernel taken for square, f_h used twice")
def conv_forward_square_kernel(X, W, b, stride=1, padding=0):
    m, h, w, _ = X.shape
    f, _, _, c_out = W.shape
    h_out, w_out = size_of(h, f, padding, stride), size_of(w, f, padding, stride)
    P = frame_of(X, padding)
    Z = np.zeros((m, h_out, w_out, c_out))
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[i, top : top + f, left : left + f], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "maps have the number type of X")
def conv_forward_dtype_of_pictures(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding).astype(X.dtype)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "rows and columns of places swapped")
def conv_forward_top_left_swapped(X, W, b, stride=1, padding=0):
    m, h, w, _ = X.shape
    f_h, f_w, _, c_out = W.shape
    h_out, w_out = size_of(h, f_h, padding, stride), size_of(w, f_w, padding, stride)
    P = frame_of(X, padding)
    Z = np.zeros((m, w_out, h_out, c_out))
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                top, left = r * stride, c * stride
                Z[i, c, r] = step_of(P[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "every map made from the first picture")
def conv_forward_first_picture(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)[0]
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "by taps, bias added for every tap")
def conv_forward_bias_per_tap(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    _, h_out, w_out, _ = Z.shape
    P = frame_of(X, padding)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            met = P[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            Z += met @ W[u, v] + b
    return Z


@ANSWERS.wrong("conv_forward", "last row and column of maps not filled")
def conv_forward_last_row_missing(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1] - 1):
            for c in range(Z.shape[2] - 1):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "return indented, stops after first picture")
def conv_forward_early_return(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[i, top : top + f_h, left : left + f_w], W, b)
        return Z


@ANSWERS.wrong("conv_forward", "stride ignored throughout, always one")
def conv_forward_stride_one_always(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, 1, padding)
    f_h, f_w = W.shape[:2]
    P = frame_of(X, padding)
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                Z[i, r, c] = step_of(P[i, r : r + f_h, c : c + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "only the first channel that comes in")
def conv_forward_first_channel(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    _, h_out, w_out, _ = Z.shape
    P = frame_of(X, padding)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            met = P[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride, :1]
            Z += met @ W[u, v, :1]
    return Z + b


@ANSWERS.wrong("conv_forward", "frame added only above and left")
def conv_forward_frame_in_front(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    f_h, f_w = W.shape[:2]
    P = np.pad(X, ((0, 0), (2 * padding, 0), (2 * padding, 0), (0, 0)))
    for i in range(Z.shape[0]):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                top, left = r * stride, c * stride
                Z[i, r, c] = step_of(P[i, top : top + f_h, left : left + f_w], W, b)
    return Z


@ANSWERS.wrong("conv_forward", "negative cells cut off by relu")
def conv_forward_relu(X, W, b, stride=1, padding=0):
    Z = zeros_for(X, W, stride, padding)
    _, h_out, w_out, _ = Z.shape
    P = frame_of(X, padding)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            Z += P[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride] @ W[u, v]
    return np.maximum(Z + b, 0)


@ANSWERS.right("conv_forward", "a loop over taps")
def conv_forward_taps(X, W, b, stride=1, padding=0):
    (f_h, f_w, _, c_out), (m, h, w, _) = W.shape, X.shape
    h_out, w_out = (h + 2 * padding - f_h) // stride + 1, (w + 2 * padding - f_w) // stride + 1
    P = frame_of(X, padding)
    Z = np.zeros((m, h_out, w_out, c_out)) + b
    for u in range(f_h):
        for v in range(f_w):
            Z += P[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride] @ W[u, v]
    return Z


@ANSWERS.right("conv_forward", "sliding windows and one einsum")
def conv_forward_sliding(X, W, b, stride=1, padding=0):
    views = sliding_window_view(frame_of(X, padding), W.shape[:2], axis=(1, 2))
    return np.einsum("mrcjuv,uvjk->mrck", views[:, ::stride, ::stride], W) + b


@ANSWERS.right("conv_forward", "everything at stride one, then thinned out")
def conv_forward_thinned(X, W, b, stride=1, padding=0):
    P = frame_of(X, padding)
    f_h, f_w = W.shape[:2]
    rows = []
    for r in range(P.shape[1] - f_h + 1):
        row = []
        for c in range(P.shape[2] - f_w + 1):
            row.append(np.tensordot(P[:, r : r + f_h, c : c + f_w], W, axes=([1, 2, 3], [0, 1, 2])) + b)
        rows.append(np.stack(row, axis=1))
    return np.stack(rows, axis=1)[:, ::stride, ::stride]


@ANSWERS.right("conv_forward", "patches as rows of one matrix")
def conv_forward_patches(X, W, b, stride=1, padding=0):
    (f_h, f_w, c_in, c_out), m = W.shape, len(X)
    P = frame_of(X, padding)
    tops = range(0, P.shape[1] - f_h + 1, stride)
    lefts = range(0, P.shape[2] - f_w + 1, stride)
    patches = [P[i, t : t + f_h, left : left + f_w].ravel() for i in range(m) for t in tops for left in lefts]
    rows = np.array(patches) @ W.reshape(f_h * f_w * c_in, c_out) + b
    return rows.reshape(m, len(tops), len(lefts), c_out)


@ANSWERS.right("conv_forward", "plain loops, borders tested, nothing padded")
def conv_forward_plain_loops(X, W, b, stride=1, padding=0):
    (f_h, f_w, _, c_out), (m, h, w, _) = W.shape, X.shape
    Z = zeros_for(X, W, stride, padding)
    for i in range(m):
        for r in range(Z.shape[1]):
            for c in range(Z.shape[2]):
                for k in range(c_out):
                    total = b[k]
                    for u in range(f_h):
                        for v in range(f_w):
                            y, x = r * stride + u - padding, c * stride + v - padding
                            if 0 <= y < h and 0 <= x < w:
                                total = total + np.dot(X[i, y, x], W[u, v, :, k])
                    Z[i, r, c, k] = total
    return Z


# ---------------------------------------------------------------- 8.5 conv_backward


@ANSWERS.wrong("conv_backward", "dw and db divided by m")
def conv_backward_divided_by_m(dZ, X, W, stride=1, padding=0):
    (m, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2])) / m
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2)) / m


@ANSWERS.wrong("conv_backward", "dx overwritten, taps not added up")
def conv_backward_overwritten(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] = dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "frame left on dx")
def conv_backward_frame_left_on(dZ, X, W, stride=1, padding=0):
    _, h_out, w_out, _ = dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed, dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "cut at minus padding, empty without padding")
def conv_backward_minus_padding(dZ, X, W, stride=1, padding=0):
    _, h_out, w_out, _ = dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding:-padding, padding:-padding], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "dx cut off at the wrong end")
def conv_backward_cut_wrong_end(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, :h, :w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "dx holds whole numbers as x does")
def conv_backward_int_gradient(dZ, X, W, stride=1, padding=0):
    (m, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    f_h, f_w = W.shape[:2]
    framed = frame_of(X, padding)
    dframed, dW = np.zeros_like(framed), np.zeros_like(W)
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                top, left = r * stride, c * stride
                here = np.s_[i, top : top + f_h, left : left + f_w]
                dframed[here] = dframed[here] + W @ dZ[i, r, c]
                dW += framed[here][..., None] * dZ[i, r, c]
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "kernel turned over in dx")
def conv_backward_turned_dx(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    turned = W[::-1, ::-1]
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ turned[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "tap matrix not transposed")
def conv_backward_not_transposed(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v]
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "db summed over pictures only")
def conv_backward_db_one_axis(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=0)


@ANSWERS.wrong("conv_backward", "db is a mean, not a sum")
def conv_backward_db_mean(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.mean(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "db one number for all kernels")
def conv_backward_db_total(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum()


@ANSWERS.wrong("conv_backward", "backward walks without the stride")
def conv_backward_no_stride(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + h_out, v : v + w_out]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "stride kept for dx, forgotten for dw")
def conv_backward_dw_no_stride(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            dframed[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[:, u : u + h_out, v : v + w_out], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "dw and dx returned in swapped order")
def conv_backward_swapped_order(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dW, dframed[:, padding : padding + h, padding : padding + w], dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "dw keeps the last picture only")
def conv_backward_dw_last_picture(dZ, X, W, stride=1, padding=0):
    (m, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for i in range(m):
        for u in range(W.shape[0]):
            for v in range(W.shape[1]):
                seen = np.s_[i, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
                dframed[seen] += dZ[i] @ W[u, v].T
                dW[u, v] = np.tensordot(framed[seen], dZ[i], axes=([0, 1], [0, 1]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "pictures not padded for dw")
def conv_backward_dw_unpadded(dZ, X, W, stride=1, padding=0):
    (m, h, w, c), (_, h_out, w_out, _) = X.shape, dZ.shape
    dframed, dW = np.zeros((m, h + 2 * padding, w + 2 * padding, c)), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(X[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "rows and columns of taps swapped")
def conv_backward_taps_swapped(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed, dW = np.zeros(framed.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            seen = np.s_[:, v : v + stride * h_out : stride, u : u + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.wrong("conv_backward", "pixels that nobody saw left out")
def conv_backward_unseen_left_out(dZ, X, W, stride=1, padding=0):
    (m, h, w, c_in), (_, h_out, w_out, _) = X.shape, dZ.shape
    f_h, f_w = W.shape[:2]
    framed = frame_of(X, padding)
    dframed = np.zeros((m, (h_out - 1) * stride + f_h, (w_out - 1) * stride + f_w, c_in))
    dW = np.zeros(W.shape)
    for u in range(f_h):
        for v in range(f_w):
            seen = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dframed[seen] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(framed[seen], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum(axis=(0, 1, 2))


@ANSWERS.right("conv_backward", "a walk over windows, not taps")
def conv_backward_windows(dZ, X, W, stride=1, padding=0):
    (m, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    f_h, f_w = W.shape[:2]
    framed = frame_of(X, padding).astype(float)
    dframed, dW, db = np.zeros(framed.shape), np.zeros(W.shape), np.zeros(W.shape[3])
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                here = np.s_[i, r * stride : r * stride + f_h, c * stride : c * stride + f_w]
                dframed[here] += W @ dZ[i, r, c]
                dW += framed[here][..., None] * dZ[i, r, c]
                db += dZ[i, r, c]
    return dframed[:, padding : padding + h, padding : padding + w], dW, db


@ANSWERS.right("conv_backward", "spread out dz, full convolution with turned kernel")
def conv_backward_full_convolution(dZ, X, W, stride=1, padding=0):
    (m, h, w, _), (_, h_out, w_out, c_out) = X.shape, dZ.shape
    f_h, f_w = W.shape[:2]
    framed = frame_of(X, padding)
    high, wide = framed.shape[1] - f_h + 1, framed.shape[2] - f_w + 1
    spread = np.zeros((m, high, wide, c_out))
    spread[:, : h_out * stride : stride, : w_out * stride : stride] = dZ
    around = np.pad(spread, ((0, 0), (f_h - 1, f_h - 1), (f_w - 1, f_w - 1), (0, 0)))
    views = sliding_window_view(around, (f_h, f_w), axis=(1, 2))
    dframed = np.einsum("myxkuv,uvjk->myxj", views, W[::-1, ::-1])
    dW = np.einsum("muvjrc,mrck->uvjk", sliding_window_view(framed, (high, wide), axis=(1, 2)), spread)
    return dframed[:, padding : padding + h, padding : padding + w], dW, dZ.sum((0, 1, 2))


@ANSWERS.right("conv_backward", "einsum for each tap, rows as lists")
def conv_backward_index_lists(dZ, X, W, stride=1, padding=0):
    (_, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    framed = frame_of(X, padding)
    dframed = np.zeros(framed.shape)
    slopes = []
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            rows = np.array([r * stride + u for r in range(h_out)])[:, None]
            columns = np.array([c * stride + v for c in range(w_out)])
            dframed[:, rows, columns] += np.einsum("mrck,jk->mrcj", dZ, W[u, v])
            slopes.append(np.einsum("mrcj,mrck->jk", framed[:, rows, columns], dZ))
    dX = dframed[:, padding:][:, :h][:, :, padding:][:, :, :w]
    return dX, np.array(slopes).reshape(W.shape), np.einsum("mrck->k", dZ)


@ANSWERS.right("conv_backward", "table of products, borders tested")
def conv_backward_table(dZ, X, W, stride=1, padding=0):
    (m, h, w, _), (_, h_out, w_out, _) = X.shape, dZ.shape
    dX, dW = np.zeros(X.shape), np.zeros(W.shape)
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                for u in range(W.shape[0]):
                    for v in range(W.shape[1]):
                        y, x = r * stride + u - padding, c * stride + v - padding
                        if 0 <= y < h and 0 <= x < w:
                            dX[i, y, x] += W[u, v] @ dZ[i, r, c]
                            dW[u, v] += np.outer(X[i, y, x], dZ[i, r, c])
    return dX, dW, dZ.reshape(-1, dZ.shape[-1]).sum(axis=0)
