"""Exercise `conv_forward`: the window walks over every picture, every row and every column."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_08.convolve_step import convolve_step
from dlutils.checks.notebook_08.output_size import output_size
from dlutils.checks.notebook_08.zero_pad import zero_pad


def conv_forward(X, W, b, stride=1, padding=0):
    (m, h, w, _), (f_h, f_w, _, c_out) = X.shape, W.shape
    h_out, w_out = output_size(h, f_h, padding, stride), output_size(w, f_w, padding, stride)
    X = zero_pad(X, padding)
    Z = np.zeros((m, h_out, w_out, c_out))
    for i in range(m):
        for r in range(h_out):
            for c in range(w_out):
                top, left = r * stride, c * stride
                Z[i, r, c] = convolve_step(X[i, top : top + f_h, left : left + f_w], W, b)
    return Z


def forward_flipped(X, W, b, stride=1, padding=0):
    return conv_forward(X, W[::-1, ::-1], b, stride, padding)


def _walk(X, W, b, padding, places, starts):
    """Walk with a wrong idea of how many places there are, or of where they start."""
    X = zero_pad(X, padding)
    f_h, f_w = W.shape[:2]
    Z = np.zeros((len(X), *places, W.shape[3]))
    for i in range(len(X)):
        for r in range(places[0]):
            for c in range(places[1]):
                top, left = starts(r, c)
                Z[i, r, c] = convolve_step(X[i, top : top + f_h, left : left + f_w], W, b)
    return Z


def _places(X, W, stride, padding):
    return [(n + 2 * padding - f) // stride + 1 for n, f in zip(X.shape[1:3], W.shape[:2], strict=True)]


def forward_starts_without_stride(X, W, b, stride=1, padding=0):
    return _walk(X, W, b, padding, _places(X, W, stride, padding), lambda r, c: (r, c))


def forward_stride_for_rows(X, W, b, stride=1, padding=0):
    return _walk(X, W, b, padding, _places(X, W, stride, padding), lambda r, c: (r * stride, c))


def forward_stride_for_columns(X, W, b, stride=1, padding=0):
    return _walk(X, W, b, padding, _places(X, W, stride, padding), lambda r, c: (r, c * stride))


def forward_moves_by_the_window(X, W, b, stride=1, padding=0):
    f_h, f_w = W.shape[:2]
    places = _places(X, W, stride, padding)
    padded = zero_pad(X, padding)
    if (places[0] - 1) * f_h + f_h > padded.shape[1] or (places[1] - 1) * f_w + f_w > padded.shape[2]:
        raise ValueError("the window hangs over the edge")
    return _walk(X, W, b, padding, places, lambda r, c: (r * f_h, c * f_w))


def forward_without_stride(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b, 1, padding)


def forward_without_padding(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b, stride, 0)


def forward_padding_always_one(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b, stride, min(padding, 1))


def forward_padded_behind(X, W, b, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (0, 2 * padding), (0, 2 * padding), (0, 0)))
    return conv_forward(X, W, b, stride)


def forward_padded_on_one_side(X, W, b, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, 0), (padding, 0), (0, 0)))
    return conv_forward(X, W, b, stride)


def forward_without_last(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b, stride, padding)[:, :-1, :-1]


def forward_without_bias(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, 0 * b, stride, padding)


def forward_bias_for_each_tap(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b * W.shape[0] * W.shape[1], stride, padding)


def forward_bias_in_each_product(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b * W[..., 0].size, stride, padding)


def forward_first_channel(X, W, b, stride=1, padding=0):
    return conv_forward(X[..., :1], W[:, :, :1], b, stride, padding)


def forward_first_kernel(X, W, b, stride=1, padding=0):
    Z = np.zeros(conv_forward(X, W, b, stride, padding).shape)
    Z[..., :1] = conv_forward(X, W[..., :1], b[:1], stride, padding)
    return Z


def forward_first_picture(X, W, b, stride=1, padding=0):
    Z = conv_forward(X, W, b, stride, padding)
    Z[1:] = 0
    return Z


def forward_last_tap(X, W, b, stride=1, padding=0):
    only_last = np.zeros_like(W)
    only_last[-1, -1] = W[-1, -1]
    return conv_forward(X, only_last, b, stride, padding)


def forward_transposed(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b, stride, padding).swapaxes(1, 2)


def forward_kernel_transposed(X, W, b, stride=1, padding=0):
    if W.shape[0] != W.shape[1]:
        raise ValueError("rows and columns of the kernel do not fit")
    return conv_forward(X, W.swapaxes(0, 1), b, stride, padding)


def forward_truncated(X, W, b, stride=1, padding=0):
    return conv_forward(X, W, b, stride, padding).astype(X.dtype)


def forward_places_by_stride(X, W, b, stride=1, padding=0):
    Z = np.zeros(conv_forward(X, W, b, stride, padding).shape)
    every = conv_forward(X, W, b, 1, padding)
    (h_out, w_out), s = Z.shape[1:3], stride
    Z[:, ::s, ::s] = every[:, :h_out:s, :w_out:s]
    return Z


def forward_first_picture_repeated(X, W, b, stride=1, padding=0):
    return conv_forward(np.repeat(X[:1], len(X), axis=0), W, b, stride, padding)


def forward_first_row(X, W, b, stride=1, padding=0):
    Z = conv_forward(X, W, b, stride, padding)
    Z[1:] = 0
    Z[:, 1:] = 0
    return Z


def forward_range_without_one(X, W, b, stride=1, padding=0):
    Z = conv_forward(X, W, b, stride, padding)
    rows, columns = (
        len(range(0, n + 2 * padding - f, stride)) for n, f in zip(X.shape[1:3], W.shape[:2], strict=True)
    )
    return Z[:, :rows, :columns]


def forward_kernels_summed(X, W, b, stride=1, padding=0):
    Z = conv_forward(X, W, 0 * b, stride, padding)
    return np.repeat(Z.sum(axis=-1, keepdims=True), len(b), axis=-1) + b


def forward_rectified(X, W, b, stride=1, padding=0):
    return np.maximum(conv_forward(X, W, b, stride, padding), 0)


def forward_last_places_empty(X, W, b, stride=1, padding=0):
    Z = conv_forward(X, W, b, stride, padding)
    Z[:, -1:] = 0
    Z[:, :, -1:] = 0
    return Z


def forward_padded_before(X, W, b, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (2 * padding, 0), (2 * padding, 0), (0, 0)))
    return conv_forward(X, W, b, stride)


def forward_rows_for_columns(X, W, b, stride=1, padding=0):
    places = _places(X, W, stride, padding)[0]
    return _walk(X, W, b, padding, (places, places), lambda r, c: (r * stride, c * stride))


def forward_square_kernel(X, W, b, stride=1, padding=0):
    f = W.shape[0]
    h_out, w_out = ((n + 2 * padding - f) // stride + 1 for n in X.shape[1:3])
    X = zero_pad(X, padding)
    Z = np.zeros((len(X), h_out, w_out, W.shape[3]))
    for i, r, c in np.ndindex(*Z.shape[:3]):
        top, left = r * stride, c * stride
        Z[i, r, c] = convolve_step(X[i, top : top + f, left : left + f], W, b)
    return Z


def forward_with_loops(X, W, b, stride=1, padding=0):
    (m, h, w, c_in), (f_h, f_w, _, c_out) = X.shape, W.shape
    h_out, w_out = (h + 2 * padding - f_h) // stride + 1, (w + 2 * padding - f_w) // stride + 1
    Z = np.zeros((m, h_out, w_out, c_out))
    for i, r, c, k in np.ndindex(*Z.shape):
        total = b[k]
        for u, v, j in np.ndindex(f_h, f_w, c_in):
            row, column = r * stride + u - padding, c * stride + v - padding
            if 0 <= row < h and 0 <= column < w:
                total += X[i, row, column, j] * W[u, v, j, k]
        Z[i, r, c, k] = total
    return Z


def forward_by_taps(X, W, b, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding,) * 2, (padding,) * 2, (0, 0)))
    f_h, f_w, _, c_out = W.shape
    h_out, w_out = (X.shape[1] - f_h) // stride + 1, (X.shape[2] - f_w) // stride + 1
    Z = np.zeros((len(X), h_out, w_out, c_out)) + b
    for u in range(f_h):
        for v in range(f_w):
            Z += X[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride] @ W[u, v]
    return Z


def forward_by_patches(X, W, b, stride=1, padding=0):
    X = zero_pad(X, padding)
    seen = np.lib.stride_tricks.sliding_window_view(X, W.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("irsjuv,uvjk->irsk", seen, W) + b.reshape(1, 1, 1, -1)


def forward_by_a_matrix(X, W, b, stride=1, padding=0):
    X = zero_pad(X, padding)
    m, h, w, _ = X.shape
    f_h, f_w, _, c_out = W.shape
    rows, columns = range(0, h - f_h + 1, stride), range(0, w - f_w + 1, stride)
    patches = np.array([X[:, r : r + f_h, c : c + f_w].reshape(m, -1) for r in rows for c in columns])
    Z = patches @ W.reshape(-1, c_out) + b
    return Z.transpose(1, 0, 2).reshape(m, len(rows), len(columns), c_out)


def forward_all_pictures_at_once(X, W, b, stride=1, padding=0):
    X = zero_pad(X, padding).astype(float)
    f_h, f_w = W.shape[:2]
    rows = []
    for top in range(0, X.shape[1] - f_h + 1, stride):
        row = []
        for left in range(0, X.shape[2] - f_w + 1, stride):
            row.append(np.tensordot(X[:, top : top + f_h, left : left + f_w], W, 3) + b[None])
        rows.append(np.stack(row, axis=1))
    return np.stack(rows, axis=1)


SHAPES = {  # X, W, stride, padding: no two lengths alike where a wrong axis could hide
    "plain": ((2, 5, 4, 3), (3, 2, 3, 2), 1, 0),
    "square": ((3, 4, 5, 2), (3, 3, 2, 4), 1, 0),
    "stride": ((2, 7, 6, 2), (3, 2, 2, 3), 2, 0),
    "left over": ((1, 6, 8, 3), (3, 3, 3, 2), 2, 0),
    "padding": ((2, 3, 5, 1), (3, 2, 1, 3), 1, 1),
    "wide padding": ((1, 4, 3, 2), (2, 3, 2, 3), 1, 2),
    "both": ((2, 6, 5, 3), (3, 3, 3, 2), 2, 1),
    "both, left over": ((3, 5, 6, 1), (2, 3, 1, 2), 3, 2),
}
PARTS = {"square": "plain", "left over": "stride", "wide padding": "padding"}
PARTS |= {"both, left over": "stride and padding", "both": "stride and padding"}


def numbers(rng, shape, low=-3, high=3):
    return rng.uniform(low, high, size=shape).round(2)


def arguments(rng, kind):
    """Fresh arguments of one kind."""
    X_shape, W_shape, stride, padding = SHAPES[kind]
    X, W, b = numbers(rng, X_shape), numbers(rng, W_shape), numbers(rng, W_shape[-1:], 1, 4)
    return dict(X=X, W=W, b=b, stride=stride, padding=padding)


def _draw_forward(rng, i):
    kind = ("plain", "stride", "padding", "both")[i]
    return case(PARTS.get(kind, kind), **arguments(rng, kind))


HAND_X = np.array([[1.0, 2.0, 0.0, 3.0], [0.0, 1.0, 4.0, 2.0], [5.0, 0.0, 1.0, 1.0]]).reshape(1, 3, 4, 1)
HAND_W = np.array([[1.0, -1.0], [0.0, 2.0]]).reshape(2, 2, 1, 1)
PIXELS = np.array([12, 200, 7, 90, 255, 31, 64, 3, 150, 18, 77, 40]).reshape(1, 3, 4, 1)
SMALL = (
    ("stride", np.array([[5.0, 7.0, 1.0, 3.0, 4.0], [2.0, 6.0, 8.0, 9.0, 1.0]]).reshape(1, 2, 5, 1), 2, 0),
    ("padding", np.array([[5.0, 7.0], [2.0, 6.0]]).reshape(1, 2, 2, 1), 1, 1),
    ("both", np.array([[5.0, 7.0], [2.0, 6.0], [1.0, 3.0]]).reshape(1, 3, 2, 1), 2, 1),
)


def _examples():
    rng = np.random.default_rng(8)
    yield case("plain", X=HAND_X, W=HAND_W, b=np.array([0.5]), stride=1, padding=0)
    yield case("plain", X=PIXELS, W=HAND_W / 8, b=np.array([0.3]), stride=1, padding=0)
    for kind, X, stride, padding in SMALL:  # reports show the smallest case that goes wrong
        yield case(PARTS.get(kind, kind), X=X, W=HAND_W, b=np.array([0.5]), stride=stride, padding=padding)
    column = dict(X=HAND_X[:, :, :2], W=np.array([1.0, -1.0, 0.0, 2.0, 3.0, -2.0]).reshape(3, 2, 1, 1))
    yield case("plain", **column, b=np.array([0.5]), stride=1, padding=0)  # one place only
    for kind in SHAPES:
        yield case(PARTS.get(kind, kind), **arguments(rng, kind))
    given = arguments(rng, "plain")
    yield case("plain", X=given["X"], W=given["W"], b=given["b"])  # stride and padding by their defaults


CONV_FORWARD = Exercise(
    name="conv_forward",
    parts={"plain": 2, "stride": 1, "padding": 1, "stride and padding": 1},
    reference=conv_forward,
    insight="This is the forward pass of every convolutional network.",
    examples=tuple(_examples()),
    draw=_draw_forward,
    draws=4,
    mistakes=(
        Mistake(
            "flipped-kernel",
            forward_flipped,
            "You turned the kernel over: that is the convolution of mathematics.",
            "Here, and in every library of networks, W[0, 0] meets the first pixel of the window.",
        ),
        Mistake(
            "stride-lost-at-the-start",
            forward_starts_without_stride,
            "The number of places is right, but your window starts at row r and column c.",
            "Where does the window stand at place r, if each move is `stride` pixels long?",
        ),
        Mistake(
            "stride-for-rows-only",
            forward_stride_for_rows,
            "Your window moves down by the stride, but across by one pixel.",
            "The stride holds for both directions.",
        ),
        Mistake(
            "stride-for-columns-only",
            forward_stride_for_columns,
            "Your window moves across by the stride, but down by one pixel.",
            "The stride holds for both directions.",
        ),
        Mistake(
            "moves-by-its-own-size",
            forward_moves_by_the_window,
            "Your window moves by its own size, so that two windows never overlap.",
            "How far it moves is the argument `stride`.",
        ),
        Mistake(
            "no-stride",
            forward_without_stride,
            "You left the stride out.",
            "Two lines need it: how many places there are, and where each window starts.",
        ),
        Mistake(
            "no-padding",
            forward_without_padding,
            "You left the padding out.",
            "Pad X before the window starts to walk.",
        ),
        Mistake(
            "padding-at-most-one",
            forward_padding_always_one,
            "You never pad by more than one pixel.",
            "How wide the frame is says the argument `padding`.",
        ),
        Mistake(
            "padded-behind",
            forward_padded_behind,
            "The shape is right, but all your padding stands below and on the right.",
            "The picture belongs in the middle of its frame.",
        ),
        Mistake(
            "one-sided-padding",
            forward_padded_on_one_side,
            "You padded only above and on the left.",
            "The frame goes around all four sides.",
        ),
        Mistake(
            "no-plus-one",
            forward_without_last,
            "The last row and the last column of the result are missing.",
            "Count the places of a window, not its moves.",
        ),
        Mistake(
            "no-bias",
            forward_without_bias,
            "The sums are right; b is missing.",
            "Each kernel adds its own bias.",
        ),
        Mistake(
            "bias-for-each-tap",
            forward_bias_for_each_tap,
            "You added b once for each tap of the kernel.",
            "b stands behind the sum. How often may it be added?",
        ),
        Mistake(
            "bias-in-each-product",
            forward_bias_in_each_product,
            "You added b to every single product.",
            "b stands behind the sum. How often may it be added?",
        ),
        Mistake(
            "first-channel-only",
            forward_first_channel,
            "You used only the first channel of X.",
            "A kernel is as deep as its picture: the sum runs over all channels.",
        ),
        Mistake(
            "first-kernel-only",
            forward_first_kernel,
            "Only the first channel of your result is filled.",
            "Each kernel makes one channel of Z.",
        ),
        Mistake(
            "first-picture-only",
            forward_first_picture,
            "Only the first picture of the batch is done.",
            "Does your function return inside a loop, or does it never look at the others?",
        ),
        Mistake(
            "last-tap-only",
            forward_last_tap,
            "Only the last tap of the kernel counts: each one overwrites the one before.",
            "The products of a window are *added*: `+=`, not `=`.",
        ),
        Mistake(
            "transposed",
            forward_transposed,
            "The numbers are right, but rows and columns of your result are exchanged.",
            "The axes are (m, height, width, channels): which of your loops counts rows?",
        ),
        Mistake(
            "transposed-kernel",
            forward_kernel_transposed,
            "You exchanged rows and columns of the kernel.",
            "The first axis of W counts its rows, as the second of X does.",
        ),
        Mistake(
            "ints-truncated",
            forward_truncated,
            "Your result has the number type of X. Pixels are whole numbers, so everything behind the point is cut off.",
            "`np.zeros_like(X)` and `dtype=X.dtype` copy the type. What does `np.zeros` make by itself?",
        ),
        Mistake(
            "places-by-stride",
            forward_places_by_stride,
            "Your loops skip places of the *result*: between them Z is still 0.",
            "Every place of Z is filled. It is the window that jumps.",
        ),
        Mistake(
            "first-picture-repeated",
            forward_first_picture_repeated,
            "Every picture of your result is made of the first one.",
            "Which index of X counts the pictures?",
        ),
        Mistake(
            "first-row-only",
            forward_first_row,
            "Only the first row of the first picture is done.",
            "Does your `return` stand inside a loop?",
        ),
        Mistake(
            "range-without-one",
            forward_range_without_one,
            "Your window stops one start too early: `range` leaves its end out.",
            "Where may the last window start, so that it still lies inside? Is that start in your range?",
        ),
        Mistake(
            "kernels-summed",
            forward_kernels_summed,
            "Your sum runs over the kernels too, so that all channels of Z are alike but for b.",
            "Each kernel makes a channel of its own.",
        ),
        Mistake(
            "rectified",
            forward_rectified,
            "Negative numbers have become 0: you applied ReLU.",
            "The activation comes after this function.",
        ),
        Mistake(
            "last-places-empty",
            forward_last_places_empty,
            "The shape is right, but the last row and the last column of the result are still 0.",
            "`range(n)` leaves n itself out. Where do your loops end?",
        ),
        Mistake(
            "padded-before",
            forward_padded_before,
            "The shape is right, but all your padding stands above and on the left.",
            "The picture belongs in the middle of its frame.",
        ),
        Mistake(
            "rows-for-columns",
            forward_rows_for_columns,
            "Your result has as many columns as rows: you counted the places once, for both directions.",
            "Pictures need not be square. Count the places across from the width.",
        ),
        Mistake(
            "square-kernel",
            forward_square_kernel,
            "You used the height of the kernel for its width too.",
            "A kernel need not be square. Which entry of W.shape is its width?",
        ),
    ),
    variants={
        "seven loops": forward_with_loops,
        "taps": forward_by_taps,
        "patches": forward_by_patches,
        "one matrix": forward_by_a_matrix,
        "all pictures at once": forward_all_pictures_at_once,
    },
    uses=("output_size", "zero_pad", "convolve_step"),
    provides={"output_size": output_size, "zero_pad": zero_pad, "convolve_step": convolve_step},
)
