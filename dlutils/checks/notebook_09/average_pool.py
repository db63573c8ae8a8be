"""Exercise `average_pool`: the mean of the numbers under each window."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_09 import max_pool as by_max
from dlutils.checks.notebook_09.windows import count, count_rounded_up, floats, pair, pool


def mean(window):
    return window.mean(axis=(1, 2))


def average_pool(X, size, stride):
    return pool(X, size, stride, mean)


def average_over_channels(X, size, stride):
    return pool(X, size, stride, lambda window: window.mean(axis=(1, 2, 3))[:, None])


def average_over_pictures(X, size, stride):
    return pool(X, size, stride, lambda window: window.mean(axis=(0, 1, 2)))


def average_over_everything(X, size, stride):
    return pool(X, size, stride, np.mean)


def average_sum(X, size, stride):
    return pool(X, size, stride, lambda window: window.sum(axis=(1, 2)))


def average_divided_by_height(X, size, stride):
    return average_sum(X, size, stride) / pair(size)[0]


def average_divided_by_stride(X, size, stride):
    s_h, s_w = pair(stride)
    return average_sum(X, size, stride) / (s_h * s_w)


def average_divided_by_four(X, size, stride):
    return average_sum(X, size, stride) / 4


def average_divided_by_height_squared(X, size, stride):
    return average_sum(X, size, stride) / pair(size)[0] ** 2


def average_truncated(X, size, stride):
    return average_pool(X, size, stride).astype(X.dtype)


def average_largest(X, size, stride):
    return by_max.max_pool(X, size, stride)


def average_of_the_extremes(X, size, stride):
    return pool(X, size, stride, lambda window: (window.max(axis=(1, 2)) + window.min(axis=(1, 2))) / 2)


def average_median(X, size, stride):
    return pool(X, size, stride, lambda window: np.median(window, axis=(1, 2)))


def average_without_last_place(X, size, stride):
    return average_pool(X, size, stride)[:, :-1, :-1]


def average_rounded_up(X, size, stride):
    return pool(X, size, stride, mean, count_rounded_up(X.shape, size, stride))


def average_stride_ignored(X, size, stride):
    return average_pool(X, size, size)


def average_pairs_exchanged(X, size, stride):
    return average_pool(X, pair(size)[::-1], pair(stride)[::-1])


def average_first_picture(X, size, stride):
    Y = average_pool(X, size, stride)
    Y[1:] = 0
    return Y


def average_of_the_first_place(X, size, stride):
    """A return inside the loop over the places."""
    Y = average_pool(X, size, stride)
    first = np.zeros(Y.shape)
    first[:, 0, 0] = Y[:, 0, 0]
    return first


def average_floored(X, size, stride):
    return np.floor(average_pool(X, size, stride) + 1e-9)


def average_size_for_stride(X, size, stride):
    return average_pool(X, stride, size)


def average_of_the_others(X, size, stride):
    """Pixels that are 0 are left out of the mean."""

    def summary(window):
        return window.sum(axis=(1, 2)) / np.maximum(np.count_nonzero(window, axis=(1, 2)), 1)

    return pool(X, size, stride, summary)


def average_from_every_start(X, size, stride):
    places = [-(-n // s) for n, s in zip(X.shape[1:3], pair(stride), strict=True)]
    return pool(X, size, stride, mean, places)


def average_by_taps(X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    h_out, w_out = count(X.shape, size, stride)
    taps = [
        X[:, u : u + s_h * h_out : s_h, v : v + s_w * w_out : s_w] for u in range(f_h) for v in range(f_w)
    ]
    return sum(taps) / len(taps)


def average_rows_then_columns(X, size, stride):
    return pool(X, size, stride, lambda window: window.mean(axis=2).mean(axis=1))


def average_as_convolution(X, size, stride):
    """A convolution of each channel whose weights are all 1 / area."""
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    view = np.lib.stride_tricks.sliding_window_view(X, (f_h, f_w), axis=(1, 2))[:, ::s_h, ::s_w]
    return np.einsum("ircjuv,uv->ircj", view, np.full((f_h, f_w), 1 / (f_h * f_w)))


def average_by_running_sums(X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    sums = np.pad(np.asarray(X, float), ((0, 0), (1, 0), (1, 0), (0, 0))).cumsum(axis=1).cumsum(axis=2)
    boxes = sums[:, f_h:, f_w:] - sums[:, :-f_h, f_w:] - sums[:, f_h:, :-f_w] + sums[:, :-f_h, :-f_w]
    return boxes[:, ::s_h, ::s_w] / (f_h * f_w)


def average_with_loops(X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    h_out, w_out = count(X.shape, size, stride)
    Y = np.zeros((X.shape[0], h_out, w_out, X.shape[3]))
    for i, r, c, j in np.ndindex(*Y.shape):
        for u in range(f_h):
            for v in range(f_w):
                Y[i, r, c, j] += X[i, r * s_h + u, c * s_w + v, j] / f_h / f_w
    return Y


PARTS = {kind: "tiles" if part == "tiles" else "any window" for kind, part in by_max.PARTS.items()}


def _draw(rng, i):
    kind = ("tiles", "left over", "two pairs")[i]
    given = by_max.arguments(rng, kind)
    if i == 0:
        given["X"] = rng.integers(-20, 20, size=given["X"].shape)
    else:  # quarters: their sums are exact, so whoever rounds down gets the same everywhere
        given["X"] = np.round(10 * given["X"]) / 4
    return case(PARTS[kind], **given)


def _examples():
    rng = np.random.default_rng(90)
    yield case("tiles", X=by_max.IN_ORDER, size=2, stride=2)
    yield case("tiles", X=by_max.BELOW_ZERO, size=2, stride=2)
    yield case("tiles", X=by_max.SHUFFLED.astype(int), size=2, stride=2)
    yield case("tiles", X=by_max.TWO_BY_TWO, size=2, stride=2)
    yield case("any window", X=by_max.SHUFFLED[:, :2, :3], size=(1, 2), stride=(2, 1))
    yield case("any window", X=by_max.SHUFFLED[:, :3], size=2, stride=1)
    dark = np.array([[0.0, 4.0, 0.0, 1.0], [2.0, 0.0, 3.0, 5.0]]).reshape(1, 2, 4, 1)
    yield case("tiles", X=dark, size=2, stride=2)
    for kind in by_max.SHAPES:
        yield case(PARTS[kind], **by_max.arguments(rng, kind))


AVERAGE_POOL = Exercise(
    name="average_pool",
    parts={"tiles": 1, "any window": 1},
    reference=average_pool,
    insight="One word has changed, and everything else about the window stayed.",
    form=floats,
    examples=tuple(_examples()),
    draw=_draw,
    draws=3,
    mistakes=(
        Mistake(
            "window-spans-channels",
            average_over_channels,
            "Your window looks at all channels at once: every channel of Y has the same numbers.",
            "A channel is a feature map of its own. Over which two axes of the window do you average?",
        ),
        Mistake(
            "window-spans-pictures",
            average_over_pictures,
            "Your window looks at all pictures of the batch at once.",
            "The first axis counts the pictures. Over which two axes do you average?",
        ),
        Mistake(
            "one-number-per-place",
            average_over_everything,
            "You took one mean over all pictures and all channels.",
            "`np.mean` without an axis looks at everything. Which two axes are rows and columns?",
        ),
        Mistake(
            "sum",
            average_sum,
            "You added the numbers up, but did not divide.",
            "By how many numbers is a sum divided to make a mean?",
        ),
        Mistake(
            "divided-by-height",
            average_divided_by_height,
            "You divided by the height of the window only.",
            "How many numbers lie under the window?",
        ),
        Mistake(
            "divided-by-stride",
            average_divided_by_stride,
            "You divided by the product of the strides.",
            "How many numbers lie under the window? Does that depend on how far it moves?",
        ),
        Mistake(
            "divided-by-four",
            average_divided_by_four,
            "You always divided by 4.",
            "A window of 2 × 3 has how many numbers?",
        ),
        Mistake(
            "divided-by-a-square",
            average_divided_by_height_squared,
            "You divided by the square of the height, as if every window were square.",
            "A window of 2 × 3 has how many numbers?",
        ),
        Mistake(
            "ints-truncated",
            average_truncated,
            "For whole numbers everything behind the point is cut off.",
            "`np.zeros_like(X)` copies the number type of X. What does `np.zeros` make by itself?",
        ),
        Mistake(
            "max", average_largest, "This is the largest number of each window.", "Now the mean is asked for."
        ),
        Mistake(
            "middle-of-the-extremes",
            average_of_the_extremes,
            "You took the middle between the largest and the smallest number.",
            "All numbers of the window count, each as much as the others.",
        ),
        Mistake(
            "median",
            average_median,
            "This is the median of each window, the number in the middle.",
            "The mean is a sum, divided.",
        ),
        Mistake(
            "no-plus-one",
            average_without_last_place,
            "The last row and the last column of Y are missing: you counted the moves, not the places.",
            "A window as large as the picture cannot move at all. How many places does it have?",
        ),
        Mistake(
            "ceil",
            average_rounded_up,
            "You rounded the number of places up: the last window hangs over the edge.",
            "What is left over at the end is too short for a window. Round down.",
        ),
        Mistake(
            "stride-ignored",
            average_stride_ignored,
            "Your window always moves by its own size.",
            "Use the argument `stride`, for the number of places and for where they start.",
        ),
        Mistake(
            "pairs-exchanged",
            average_pairs_exchanged,
            "You read the pairs as (across, down).",
            "A shape says rows first. So does a pair.",
        ),
        Mistake(
            "first-picture-only",
            average_first_picture,
            "Only the first picture is pooled.",
            "Does your function return inside a loop, or is an index 0 left over?",
        ),
        Mistake(
            "first-place-only",
            average_of_the_first_place,
            "Only the first place of Y is filled; all others are 0.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "floor-division",
            average_floored,
            "Your means are rounded down to whole numbers.",
            "What is the difference between `/` and `//`?",
        ),
        Mistake(
            "size-and-stride-exchanged",
            average_size_for_stride,
            "Size and stride have changed places.",
            "The size says how large a window is, the stride how far it moves.",
        ),
        Mistake(
            "zeros-not-counted",
            average_of_the_others,
            "You leave out the pixels that are 0 when you count. A dark pixel is a pixel.",
            "By how many is a window of f_h × f_w divided?",
        ),
        Mistake(
            "every-start",
            average_from_every_start,
            "Your windows also start where too few pixels are left: the last ones hang over the edge.",
            "A window of f pixels starts at n − f at the latest.",
        ),
    ),
    variants={
        "tap by tap": average_by_taps,
        "rows, then columns": average_rows_then_columns,
        "as a convolution": average_as_convolution,
        "running sums": average_by_running_sums,
        "six loops": average_with_loops,
    },
)
