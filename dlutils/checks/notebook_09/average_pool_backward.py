"""Exercise `average_pool_backward`: each pixel under a window gets the same share of its gradient."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_09 import max_pool as by_max
from dlutils.checks.notebook_09.windows import count, distinct, floats, pair, windows


def average_pool_backward(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, np.prod(pair(size)))


def spread(dY, X_shape, size, stride, divisor, starts=None, overwrite=False):
    """Hand dY / divisor to every pixel under each window."""
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride, dY.shape[1:3], starts):
        share = dY[place][:, None, None] / divisor
        dX[under] = share if overwrite else dX[under] + share
    return dX


def backward_undivided(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, 1)


def backward_divided_by_height(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, pair(size)[0])


def backward_divided_by_height_squared(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, pair(size)[0] ** 2)


def backward_divided_by_width_squared(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, pair(size)[1] ** 2)


def backward_divided_by_four(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, 4)


def backward_divided_by_stride(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, np.prod(pair(stride)))


def backward_divided_by_picture(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, X_shape[1] * X_shape[2])


def backward_divided_by_m(dY, X_shape, size, stride):
    return average_pool_backward(dY, X_shape, size, stride) / X_shape[0]


def backward_divided_by_overlap(dY, X_shape, size, stride):
    """Divides once more by the number of windows that looked at a pixel."""
    seen = spread(np.ones_like(dY, dtype=float), X_shape, size, stride, 1)
    return average_pool_backward(dY, X_shape, size, stride) / np.maximum(seen, 1)


def backward_overwritten(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, np.prod(pair(size)), overwrite=True)


def backward_starts_without_stride(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, np.prod(pair(size)), starts=lambda r, c: (r, c))


def backward_stride_ignored(dY, X_shape, size, stride):
    f_h, f_w = pair(size)
    return spread(dY, X_shape, size, stride, f_h * f_w, starts=lambda r, c: (r * f_h, c * f_w))


def backward_pairs_exchanged(dY, X_shape, size, stride):
    (s_h, s_w), turned = pair(stride), pair(size)[::-1]
    return spread(dY, X_shape, turned, stride, np.prod(turned), starts=lambda r, c: (r * s_w, c * s_h))


def backward_to_one_pixel(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, (_, rows, columns) in windows(X_shape, size, stride):
        dX[:, rows.start, columns.start] += dY[place]
    return dX


def backward_to_one_pixel_divided(dY, X_shape, size, stride):
    return backward_to_one_pixel(dY, X_shape, size, stride) / np.prod(pair(size))


def backward_untouched_missing(dY, X_shape, size, stride):
    ends = [
        (n - 1) * s + f
        for n, s, f in zip(count(X_shape, size, stride), pair(stride), pair(size), strict=True)
    ]
    return average_pool_backward(dY, X_shape, size, stride)[:, : ends[0], : ends[1]]


def backward_truncated(dY, X_shape, size, stride):
    return average_pool_backward(dY, X_shape, size, stride).astype(dY.dtype)


def backward_first_picture(dY, X_shape, size, stride):
    dX = average_pool_backward(dY, X_shape, size, stride)
    dX[1:] = 0
    return dX


def backward_of_the_first_place(dY, X_shape, size, stride):
    """A return inside the loop over the places."""
    first = np.zeros(dY.shape)
    first[:, 0, 0] = dY[:, 0, 0]
    return average_pool_backward(first, X_shape, size, stride)


def backward_divided_by_size_as_given(dY, X_shape, size, stride):
    """`np.prod(size)` is the area of a pair, but a single number stays as it is."""
    return spread(dY, X_shape, size, stride, np.prod(size))


def backward_divided_by_sum(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, sum(pair(size)))


def backward_divided_by_all_in_the_window(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, np.prod(pair(size)) * X_shape[0] * X_shape[3])


def backward_floored(dY, X_shape, size, stride):
    return spread(dY // np.prod(pair(size)), X_shape, size, stride, 1)


def backward_pictures_mixed(dY, X_shape, size, stride):
    mixed = np.broadcast_to(dY.sum(axis=0, keepdims=True), dY.shape)
    return average_pool_backward(mixed, X_shape, size, stride)


def backward_channels_mixed(dY, X_shape, size, stride):
    mixed = np.broadcast_to(dY.sum(axis=3, keepdims=True), dY.shape)
    return average_pool_backward(mixed, X_shape, size, stride)


def backward_divided_by_places(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, dY.shape[1] * dY.shape[2])


def backward_divided_by_channels(dY, X_shape, size, stride):
    return spread(dY, X_shape, size, stride, np.prod(pair(size)) * X_shape[3])


def backward_repeated(dY, X_shape, size, stride):
    f_h, f_w = pair(size)
    return np.repeat(np.repeat(dY / (f_h * f_w), f_h, axis=1), f_w, axis=2)


def backward_by_taps(dY, X_shape, size, stride):
    (f_h, f_w), (s_h, s_w), (_, h_out, w_out, _) = pair(size), pair(stride), dY.shape
    dX = np.zeros(X_shape)
    for u in range(f_h):
        for v in range(f_w):
            dX[:, u : u + s_h * h_out : s_h, v : v + s_w * w_out : s_w] += dY
    return dX / (f_h * f_w)


def backward_with_loops(dY, X_shape, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    dX = np.zeros(X_shape)
    for i, r, c, j in np.ndindex(*dY.shape):
        for row in range(r * s_h, r * s_h + f_h):
            for column in range(c * s_w, c * s_w + f_w):
                dX[i, row, column, j] += dY[i, r, c, j] / f_h / f_w
    return dX


def backward_by_matrices(dY, X_shape, size, stride):
    """Pooling is linear: one matrix for the rows, one for the columns, both turned."""
    matrices = []
    for n, n_out, f, s in zip(X_shape[1:3], dY.shape[1:3], pair(size), pair(stride), strict=True):
        place, pixel = np.ogrid[:n_out, :n]
        matrices.append(((pixel >= place * s) & (pixel < place * s + f)) / f)
    return np.einsum("ircj,rh,cw->ihwj", dY, *matrices)


def backward_with_add_at(dY, X_shape, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    dX, (m, h_out, w_out, channels) = np.zeros(X_shape), dY.shape
    i, r, c, j, u, v = np.ogrid[:m, :h_out, :w_out, :channels, :f_h, :f_w]
    np.add.at(dX, (i, r * s_h + u, c * s_w + v, j), dY[..., None, None] / (f_h * f_w))
    return dX


PARTS = {"tiles": "tiles", "tiles of three": "tiles", "pair of sizes": "area", "window of a row": "area"}


def arguments(rng, kind):
    shape, size, stride = by_max.SHAPES[kind]
    dY = distinct(rng, (shape[0], *count(shape, size, stride), shape[3]), -300, 300)
    return dict(dY=dY, X_shape=shape, size=size, stride=stride)


def _draw(rng, i):
    kind = ("tiles", "left over", "two pairs", "wide overlap")[i]
    given = arguments(rng, kind)
    if i == 0:
        given["dY"] = rng.integers(1, 20, size=given["dY"].shape)
    return case(PARTS.get(kind, "overlap and gaps"), **given)


def _examples():
    rng = np.random.default_rng(91)
    one = np.array([[[[8.0], [-4.0]]]])
    yield case("tiles", dY=one, X_shape=(1, 2, 4, 1), size=2, stride=2)
    yield case("tiles", dY=np.array([[[[7], [-5]]]]), X_shape=(1, 2, 4, 1), size=2, stride=2)
    yield case("area", dY=np.array([[[[12.0], [6.0]]]]), X_shape=(1, 2, 6, 1), size=(2, 3), stride=(2, 3))
    yield case("overlap and gaps", dY=one, X_shape=(1, 2, 3, 1), size=2, stride=1)
    yield case("overlap and gaps", dY=one, X_shape=(1, 2, 5, 1), size=2, stride=(1, 3))
    several = np.array([8.0, -4, 12, 20]).reshape(2, 1, 1, 2)
    yield case("tiles", dY=several, X_shape=(2, 2, 2, 2), size=2, stride=2)
    for kind in by_max.SHAPES:
        yield case(PARTS.get(kind, "overlap and gaps"), **arguments(rng, kind))


AVERAGE_POOL_BACKWARD = Exercise(
    name="average_pool_backward",
    parts={"tiles": 1, "area": 1, "overlap and gaps": 1},
    reference=average_pool_backward,
    insight="Nothing is lost on the way back: the shares of a window add up to its gradient.",
    form=floats,
    examples=tuple(_examples()),
    draw=_draw,
    draws=4,
    mistakes=(
        Mistake(
            "not-divided",
            backward_undivided,
            "Every pixel gets the whole gradient of its window.",
            "Nudge one pixel by 1: by how much does the mean of its window change?",
        ),
        Mistake(
            "divided-by-height",
            backward_divided_by_height,
            "You divided by the height of the window only.",
            "How many numbers lie under the window?",
        ),
        Mistake(
            "divided-by-height-squared",
            backward_divided_by_height_squared,
            "You divided by the square of the height, as if every window were square.",
            "How many numbers lie under a window of 2 × 3?",
        ),
        Mistake(
            "divided-by-width-squared",
            backward_divided_by_width_squared,
            "You divided by the square of the width, as if every window were square.",
            "How many numbers lie under a window of 2 × 3?",
        ),
        Mistake(
            "divided-by-four",
            backward_divided_by_four,
            "You always divided by 4.",
            "How many numbers lie under a window of 2 × 3?",
        ),
        Mistake(
            "divided-by-stride",
            backward_divided_by_stride,
            "You divided by the product of the strides.",
            "How many numbers lie under the window? Does that depend on how far it moves?",
        ),
        Mistake(
            "divided-by-picture",
            backward_divided_by_picture,
            "You divided by the number of pixels of the whole picture.",
            "The mean was taken over one window. How many numbers lie under it?",
        ),
        Mistake(
            "divided-by-m",
            backward_divided_by_m,
            "You divided by m as well. The loss has done that already.",
            "In the row notation 1/m lives in the loss, and nowhere else.",
        ),
        Mistake(
            "divided-by-overlap",
            backward_divided_by_overlap,
            "Where windows overlap you took the mean of what a pixel gets.",
            "A pixel under two windows pushes both of them. Do its two pushes add up?",
        ),
        Mistake(
            "overlap-overwritten",
            backward_overwritten,
            "Where windows overlap, a pixel keeps only the share of the last window.",
            "What a pixel gets from several windows adds up.",
        ),
        Mistake(
            "starts-without-stride",
            backward_starts_without_stride,
            "The gradient of place (r, c) goes to the window that starts at pixel (r, c).",
            "Where did that window start in the forward pass?",
        ),
        Mistake(
            "stride-ignored",
            backward_stride_ignored,
            "Your windows always move by their own size.",
            "Use the argument `stride`.",
        ),
        Mistake(
            "pairs-exchanged",
            backward_pairs_exchanged,
            "You read the pairs as (across, down).",
            "A shape says rows first. So does a pair.",
        ),
        Mistake(
            "one-pixel",
            backward_to_one_pixel,
            "Only the first pixel of each window gets something.",
            "Every pixel of the window had a part in the mean.",
        ),
        Mistake(
            "one-pixel-divided",
            backward_to_one_pixel_divided,
            "The share is right, but only the first pixel of each window gets it.",
            "Every pixel of the window had a part in the mean.",
        ),
        Mistake(
            "untouched-missing",
            backward_untouched_missing,
            "dX has no rows or columns for the pixels at the end that no window touched.",
            "dX has the shape of X. Which gradient has a pixel that nobody looked at?",
        ),
        Mistake(
            "ints-truncated",
            backward_truncated,
            "For whole numbers in dY everything behind the point is cut off.",
            "Which number type has your dX? `np.zeros` makes floats by itself.",
        ),
        Mistake(
            "channels-mixed",
            backward_channels_mixed,
            "Every channel gets the gradients of all channels.",
            "A channel was pooled by itself, and gets back only what is its own.",
        ),
        Mistake(
            "first-picture-only",
            backward_first_picture,
            "Only the first picture gets a gradient.",
            "Does your function return inside a loop, or is an index 0 left over?",
        ),
        Mistake(
            "first-place-only",
            backward_of_the_first_place,
            "Only the first window hands on its gradient.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "area-of-one-number",
            backward_divided_by_size_as_given,
            "For a pair you divide by the area, for a single number such as 2 by that number alone.",
            "`np.prod` of one number is that number. What does `pair` make of it?",
        ),
        Mistake(
            "sum-of-sides",
            backward_divided_by_sum,
            "You divided by height plus width.",
            "A window of 2 × 3 has how many pixels?",
        ),
        Mistake(
            "all-in-the-window",
            backward_divided_by_all_in_the_window,
            "You counted the pixels of all pictures and channels under the window.",
            "One mean was taken over one window of one channel of one picture.",
        ),
        Mistake(
            "floor-division",
            backward_floored,
            "Your shares are rounded down to whole numbers.",
            "What is the difference between `/` and `//`?",
        ),
        Mistake(
            "pictures-mixed",
            backward_pictures_mixed,
            "Every picture gets the gradients of all pictures.",
            "A picture was pooled by itself, and gets back only what is its own.",
        ),
        Mistake(
            "divided-by-places",
            backward_divided_by_places,
            "You divide by the number of places that the window has, not by its area.",
            "How many pixels share the gradient of *one* window?",
        ),
        Mistake(
            "divided-by-channels-too",
            backward_divided_by_channels,
            "You divide by the channels as well: `.size` of a window counts them.",
            "Each channel has a gradient of its own. Over how many pixels is it spread?",
        ),
        Mistake(
            "repeated",
            backward_repeated,
            "You repeat each share for the pixels of its window. That fits only for tiles that cover the whole picture.",
            "What about a pixel under two windows, and a pixel under none?",
        ),
    ),
    variants={
        "tap by tap": backward_by_taps,
        "six loops": backward_with_loops,
        "two matrices": backward_by_matrices,
        "np.add.at": backward_with_add_at,
    },
)
