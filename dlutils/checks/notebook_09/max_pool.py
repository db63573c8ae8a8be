"""Exercise `max_pool`: the largest number under each window, for each picture and each channel by itself."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_09.windows import count, count_rounded_up, distinct, floats, pair, pool


def largest(window):
    return window.max(axis=(1, 2))


def max_pool(X, size, stride):
    return pool(X, size, stride, largest)


def max_over_channels(X, size, stride):
    return pool(X, size, stride, lambda window: window.max(axis=(1, 2, 3))[:, None])


def max_over_pictures(X, size, stride):
    return pool(X, size, stride, lambda window: window.max(axis=(0, 1, 2)))


def max_over_everything(X, size, stride):
    return pool(X, size, stride, np.max)


def max_without_last_place(X, size, stride):
    return max_pool(X, size, stride)[:, :-1, :-1]


def max_rounded_up(X, size, stride):
    return pool(X, size, stride, largest, count_rounded_up(X.shape, size, stride))


def max_filled_up_with_zeros(X, size, stride):
    places = count_rounded_up(X.shape, size, stride)
    ends = [(n - 1) * s + f for n, s, f in zip(places, pair(stride), pair(size), strict=True)]
    behind = [max(0, end - n) for end, n in zip(ends, X.shape[1:3], strict=True)]
    return max_pool(np.pad(X, ((0, 0), (0, behind[0]), (0, behind[1]), (0, 0))), size, stride)


def max_from_zero(X, size, stride):
    return np.maximum(max_pool(X, size, stride), 0)


def max_in_a_frame_of_zeros(X, size, stride):
    return max_pool(np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0))), size, stride)


def max_of_the_magnitude(X, size, stride):
    return max_pool(np.abs(X), size, stride)


def max_last_cell(X, size, stride):
    return pool(X, size, stride, lambda window: window[:, -1, -1])


def max_first_cell(X, size, stride):
    return pool(X, size, stride, lambda window: window[:, 0, 0])


def max_along_rows_only(X, size, stride):
    return pool(X, size, stride, lambda window: window.max(axis=1)[:, 0])


def max_mean(X, size, stride):
    return pool(X, size, stride, lambda window: window.mean(axis=(1, 2)))


def max_min(X, size, stride):
    return pool(X, size, stride, lambda window: window.min(axis=(1, 2)))


def max_stride_ignored(X, size, stride):
    return max_pool(X, size, size)


def max_stride_of_one(X, size, stride):
    return max_pool(X, size, 1)


def max_starts_without_stride(X, size, stride):
    return pool(X, size, stride, largest, starts=lambda r, c: (r, c))


def max_pairs_exchanged(X, size, stride):
    return max_pool(X, pair(size)[::-1], pair(stride)[::-1])


def max_size_exchanged(X, size, stride):
    return max_pool(X, pair(size)[::-1], stride)


def max_stride_exchanged(X, size, stride):
    return max_pool(X, size, pair(stride)[::-1])


def max_square(X, size, stride):
    return max_pool(X, pair(size)[0], pair(stride)[0])


def max_of_a_short_window(X, size, stride):
    (f_h, f_w), places = pair(size), count(X.shape, size, stride)
    return pool(X, (max(1, f_h - 1), max(1, f_w - 1)), stride, largest, places)


def max_first_picture(X, size, stride):
    Y = max_pool(X, size, stride)
    Y[1:] = 0
    return Y


def max_of_the_first_place(X, size, stride):
    """A return inside the loop over the places."""
    Y = max_pool(X, size, stride)
    first = np.zeros(Y.shape)
    first[:, 0, 0] = Y[:, 0, 0]
    return first


def max_position(X, size, stride):
    return pool(X, size, stride, lambda window: window.reshape(len(X), -1, X.shape[3]).argmax(axis=1))


def max_from_every_start(X, size, stride):
    places = [-(-n // s) for n, s in zip(X.shape[1:3], pair(stride), strict=True)]
    return pool(X, size, stride, largest, places)


def max_truncated(X, size, stride):
    return max_pool(X, size, stride).astype(int)


def max_transposed(X, size, stride):
    return max_pool(X, size, stride).swapaxes(1, 2)


def max_as_large_as_X(X, size, stride):
    Y = np.zeros(X.shape)
    right = max_pool(X, size, stride)
    Y[:, : right.shape[1], : right.shape[2]] = right
    return Y


def max_with_loops(X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    m, h, w, channels = X.shape
    h_out, w_out = 1 + (h - f_h) // s_h, 1 + (w - f_w) // s_w
    Y = np.empty((m, h_out, w_out, channels))
    for i, r, c, j in np.ndindex(*Y.shape):
        best = -np.inf
        for u in range(f_h):
            for v in range(f_w):
                best = max(best, X[i, r * s_h + u, c * s_w + v, j])
        Y[i, r, c, j] = best
    return Y


def max_by_taps(X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    h_out, w_out = count(X.shape, size, stride)
    Y = None
    for u in range(f_h):
        for v in range(f_w):
            met = X[:, u : u + s_h * h_out : s_h, v : v + s_w * w_out : s_w]
            Y = met.copy() if Y is None else np.maximum(Y, met)
    return Y


def max_of_a_view(X, size, stride):
    (s_h, s_w) = pair(stride)
    view = np.lib.stride_tricks.sliding_window_view(X, pair(size), axis=(1, 2))
    return view[:, ::s_h, ::s_w].max(axis=(-1, -2))


def max_as_lists(X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    m, h, w, channels = np.shape(X)
    return np.array(
        [
            [
                [
                    [X[i, top : top + f_h, left : left + f_w, j].max() for j in range(channels)]
                    for left in range(0, w - f_w + 1, s_w)
                ]
                for top in range(0, h - f_h + 1, s_h)
            ]
            for i in range(m)
        ]
    )


def max_sorted(X, size, stride):
    return pool(
        X, size, stride, lambda window: np.sort(window.reshape(len(X), -1, X.shape[3]), axis=1)[:, -1]
    )


# Worked in the text: the first one cannot tell "the largest" from "the last".
IN_ORDER = np.array([[1.0, 3, 2, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]).reshape(1, 4, 4, 1)
SHUFFLED = np.array([[6.0, 16, 9, 2], [3, 11, 13, 5], [14, 1, 7, 4], [8, 10, 12, 15]]).reshape(1, 4, 4, 1)
BELOW_ZERO = np.array([[-3.0, -1, -9, -4], [-2, -8, -5, -6]]).reshape(1, 2, 4, 1)
# Two pictures and two channels, small enough to be read in a report: their windows must stay apart.
TWO_BY_TWO = np.array([[7.5, 20, 3, 31, 12, 24, 5, 42], [16, 2, 18.5, 9, 6, 4, 11, 8]]).reshape(2, 2, 2, 2)

SHAPES = {  # X, size, stride: no two lengths alike where a wrong axis could hide
    "tiles": ((2, 4, 6, 3), 2, 2),
    "tiles of three": ((3, 3, 6, 2), 3, 3),
    "overlap": ((2, 4, 5, 3), 2, 1),
    "left over": ((2, 5, 7, 3), 2, 2),
    "wide overlap": ((1, 7, 8, 2), 3, 2),
    "gaps": ((2, 6, 8, 1), 2, 3),
    "gaps, left over": ((1, 7, 9, 2), 2, 3),
    "pair of sizes": ((2, 4, 6, 3), (2, 3), 1),
    "pair of strides": ((1, 6, 7, 2), 2, (2, 1)),
    "two pairs": ((2, 7, 8, 3), (3, 2), (1, 2)),
    "window of a row": ((2, 3, 6, 1), (1, 3), (2, 1)),
}
PARTS = {"tiles": "tiles", "tiles of three": "tiles"}
PARTS |= dict.fromkeys(["overlap", "left over", "wide overlap", "gaps", "gaps, left over"], "any stride")
PARTS |= dict.fromkeys(["pair of sizes", "pair of strides", "two pairs", "window of a row"], "pairs")


def arguments(rng, kind):
    shape, size, stride = SHAPES[kind]
    return dict(X=distinct(rng, shape, 1, 400), size=size, stride=stride)


def below_zero(rng, kind):
    given = arguments(rng, kind)
    return case("below zero", **(given | {"X": -given["X"]}))


def draw(rng, i):
    """Tiles, left-over rows, pairs, and overlap with negative numbers only."""
    if i == 3:
        return below_zero(rng, "wide overlap")
    kind = ("tiles", "left over", "two pairs")[i]
    return case(PARTS[kind], **arguments(rng, kind))


def examples():
    rng = np.random.default_rng(9)
    yield case("tiles", X=IN_ORDER, size=2, stride=2)
    yield case("tiles", X=SHUFFLED, size=2, stride=2)
    yield case("tiles", X=TWO_BY_TWO, size=2, stride=2)
    yield case("pairs", X=SHUFFLED[:, :2, :3], size=(1, 2), stride=(2, 1))
    yield case("below zero", X=BELOW_ZERO, size=2, stride=2)
    yield case("below zero", X=BELOW_ZERO, size=2, stride=1)
    yield case("any stride", X=SHUFFLED[:, :3], size=2, stride=2)
    for kind in SHAPES:
        yield case(PARTS[kind], **arguments(rng, kind))
    for kind in ("left over", "overlap", "two pairs"):
        yield below_zero(rng, kind)
    mixed = arguments(rng, "tiles")
    yield case("below zero", **(mixed | {"X": mixed["X"] - 20}))


MAX_POOL = Exercise(
    name="max_pool",
    parts={"tiles": 1, "any stride": 1, "pairs": 1, "below zero": 1},
    reference=max_pool,
    insight="Your window works for any size, any stride, and for numbers below zero too.",
    form=floats,
    examples=tuple(examples()),
    draw=draw,
    draws=4,
    mistakes=(
        Mistake(
            "window-spans-channels",
            max_over_channels,
            "Your window looks at all channels at once: every channel of Y has the same numbers.",
            "A channel is a feature map of its own. Over which two axes of the window do you take the maximum?",
        ),
        Mistake(
            "window-spans-pictures",
            max_over_pictures,
            "Your window looks at all pictures of the batch at once.",
            "The first axis counts the pictures. Over which two axes do you take the maximum?",
        ),
        Mistake(
            "one-number-per-place",
            max_over_everything,
            "You took one maximum over all pictures and all channels.",
            "`np.max` without an axis looks at everything. Which two axes are rows and columns?",
        ),
        Mistake(
            "no-plus-one",
            max_without_last_place,
            "The last row and the last column of Y are missing: you counted the moves, not the places.",
            "A window as large as the picture cannot move at all. How many places does it have?",
        ),
        Mistake(
            "ceil",
            max_rounded_up,
            "You rounded the number of places up: the last window hangs over the edge.",
            "What is left over at the end is too short for a window. Round down.",
        ),
        Mistake(
            "filled-up-with-zeros",
            max_filled_up_with_zeros,
            "You filled the picture up with zeros, so that the last window fits.",
            "Rows and columns that are left over are not looked at. (And can a 0 be the largest?)",
        ),
        Mistake(
            "starts-from-zero",
            max_from_zero,
            "Your maximum starts from 0: where all numbers of a window are negative, it says 0.",
            "What is smaller than every number, so that a search can start there?",
        ),
        Mistake(
            "frame-of-zeros",
            max_in_a_frame_of_zeros,
            "You put a frame of zeros around the pictures.",
            "There is no padding in this exercise.",
        ),
        Mistake(
            "largest-magnitude",
            max_of_the_magnitude,
            "You took the absolute values first.",
            "Which is larger, −8 or 3?",
        ),
        Mistake(
            "last-cell",
            max_last_cell,
            "You took the last number of each window. In the first worked example that happens to be the largest.",
            "Try the shuffled example by hand.",
        ),
        Mistake(
            "first-cell",
            max_first_cell,
            "You took the first number of each window.",
            "All numbers of the window must be looked at.",
        ),
        Mistake(
            "one-column-only",
            max_along_rows_only,
            "You looked only at the first column of each window.",
            "Rows and columns of the window: both axes.",
        ),
        Mistake(
            "mean",
            max_mean,
            "This is the mean of each window, not its largest number.",
            "That is the next exercise.",
        ),
        Mistake("min", max_min, "This is the smallest number of each window.", "Which one is asked for?"),
        Mistake(
            "stride-ignored",
            max_stride_ignored,
            "Your window always moves by its own size.",
            "Use the argument `stride`, for the number of places and for where they start.",
        ),
        Mistake(
            "stride-one",
            max_stride_of_one,
            "Your window always moves by one pixel.",
            "Use the argument `stride`, for the number of places and for where they start.",
        ),
        Mistake(
            "starts-without-stride",
            max_starts_without_stride,
            "The shape is right, but the window of place (r, c) starts at pixel (r, c).",
            "After r moves, how many pixels has the window gone down?",
        ),
        Mistake(
            "pairs-exchanged",
            max_pairs_exchanged,
            "You read the pairs as (across, down).",
            "A shape says rows first. So does a pair.",
        ),
        Mistake(
            "size-exchanged",
            max_size_exchanged,
            "You read the pair `size` as (width, height).",
            "A shape says rows first. So does a pair.",
        ),
        Mistake(
            "stride-exchanged",
            max_stride_exchanged,
            "You read the pair `stride` as (across, down).",
            "A shape says rows first. So does a pair.",
        ),
        Mistake(
            "square",
            max_square,
            "You used only the first number of each pair.",
            "A pair has one number for rows and one for columns.",
        ),
        Mistake(
            "short-window",
            max_of_a_short_window,
            "Your windows are one row and one column too small.",
            "A slice `a : b` ends before b.",
        ),
        Mistake(
            "first-picture-only",
            max_first_picture,
            "Only the first picture is pooled.",
            "Does your function return inside a loop, or is an index 0 left over?",
        ),
        Mistake(
            "rows-and-columns-exchanged",
            max_transposed,
            "Y has its rows and columns exchanged.",
            "The order is (m, h_out, w_out, c).",
        ),
        Mistake(
            "first-place-only",
            max_of_the_first_place,
            "Only the first place of Y is filled; all others are 0.",
            "Does your function return inside the loop?",
        ),
        Mistake(
            "position",
            max_position,
            "This is the position of the largest number in its window, not the number.",
            "`argmax` says where, `max` says how much.",
        ),
        Mistake(
            "every-start",
            max_from_every_start,
            "Your windows also start where too few pixels are left: the last ones hang over the edge.",
            "A window of f pixels starts at n − f at the latest.",
        ),
        Mistake(
            "truncated",
            max_truncated,
            "Everything behind the point is cut off: your Y holds whole numbers.",
            "Which number type has your Y? `np.zeros` makes floats by itself.",
        ),
        Mistake(
            "as-large-as-X",
            max_as_large_as_X,
            "Your Y is as large as X: the largest numbers stand in its corner, and the rest is still 0.",
            "How many places has the window, down and across?",
        ),
    ),
    variants={
        "six loops": max_with_loops,
        "tap by tap": max_by_taps,
        "a view": max_of_a_view,
        "nested lists": max_as_lists,
        "sorted": max_sorted,
    },
)
