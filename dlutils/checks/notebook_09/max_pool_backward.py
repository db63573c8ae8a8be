"""Exercise `max_pool_backward`: the gradient goes back to the largest pixel. Who gets it in a tie is free, so properties are judged.

Where several pixels of a window are largest, any shares between 0 and 1 that add up to the window's gradient are right.
"""

from __future__ import annotations

import numpy as np

from dlutils.checks.compare import canonical, difference
from dlutils.checks.exercise import Exercise, Mistake, Property
from dlutils.checks.notebook_09.windows import count, distinct, pair, windows

TOLERANCE = 1e-6


def max_pool_backward(dY, X, size, stride):
    """All to the first of the largest."""
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        flat = window.reshape(len(X), -1, X.shape[3])
        first = np.arange(flat.shape[1])[:, None] == flat.argmax(axis=1)[:, None]
        dX[under] += first.reshape(window.shape) * dY[place][:, None, None]
    return dX


def route(dY, X, size, stride, shares, starts=None, overwrite=False, kind=float):
    """Hand dY · shares(window) to the pixels under each window."""
    dX = np.zeros(X.shape, kind)
    for place, under in windows(X.shape, size, stride, starts=starts):
        given = shares(X[under]) * dY[place][:, None, None]
        dX[under] = given if overwrite else dX[under] + given
    return dX


def tied(window):
    """True where a pixel is the largest of its window."""
    return window == window.max(axis=(1, 2), keepdims=True)


def even(window):
    """Equal shares for all of the largest."""
    return tied(window) / tied(window).sum(axis=(1, 2), keepdims=True)


def _last(window):
    shares = np.zeros(window.shape)
    shares[:, -1, -1] = 1
    return shares


def backward_ties_doubled(dY, X, size, stride):
    return route(dY, X, size, stride, tied)


def backward_ties_lost(dY, X, size, stride):
    def shares(window):
        return tied(window) * (tied(window).sum(axis=(1, 2), keepdims=True) == 1)

    return route(dY, X, size, stride, shares)


def backward_overwritten(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        shares = even(X[under])
        dX[under] = np.where(shares > 0, shares * dY[place][:, None, None], dX[under])
    return dX


def backward_windows_overwritten(dY, X, size, stride):
    return route(dY, X, size, stride, even, overwrite=True)


def backward_over_channels(dY, X, size, stride):
    def shares(window):
        largest = window == window.max(axis=(1, 2, 3), keepdims=True)
        return largest / largest.sum(axis=(1, 2), keepdims=True).clip(1)

    return route(dY, X, size, stride, shares)


def backward_from_zero(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: even(window) * (window >= 0))


def backward_of_the_magnitude(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: even(np.abs(window)))


def backward_to_the_last(dY, X, size, stride):
    return route(dY, X, size, stride, _last)


def backward_evenly(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: np.ones(window.shape) / window[0, :, :, 0].size)


def backward_to_everybody(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: np.ones(window.shape))


def backward_without_dY(dY, X, size, stride):
    return max_pool_backward(np.ones(dY.shape), X, size, stride)


def backward_starts_without_stride(dY, X, size, stride):
    return route(dY, X, size, stride, even, starts=lambda r, c: (r, c))


def backward_square(dY, X, size, stride):
    s_h, s_w = pair(stride)
    return route(dY, X, pair(size)[0], stride, even, starts=lambda r, c: (r * s_h, c * s_h))


def backward_untouched_missing(dY, X, size, stride):
    ends = [
        (n - 1) * s + f
        for n, s, f in zip(count(X.shape, size, stride), pair(stride), pair(size), strict=True)
    ]
    return max_pool_backward(dY, X, size, stride)[:, : ends[0], : ends[1]]


def backward_truncated(dY, X, size, stride):
    return max_pool_backward(dY, X, size, stride).astype(X.dtype)


def backward_first_picture(dY, X, size, stride):
    dX = max_pool_backward(dY, X, size, stride)
    dX[1:] = 0
    return dX


def backward_everything_at_once(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: tied(window) / tied(window).sum())


def backward_of_the_first_place(dY, X, size, stride):
    """A return inside the loop over the places."""
    first = np.zeros(dY.shape)
    first[:, 0, 0] = dY[:, 0, 0]
    return max_pool_backward(first, X, size, stride)


def backward_same_dY(dY, X, size, stride):
    return max_pool_backward(np.broadcast_to(dY[:, :1, :1], dY.shape), X, size, stride)


def backward_subtracted(dY, X, size, stride):
    return -max_pool_backward(dY, X, size, stride)


def backward_on_top_of_X(dY, X, size, stride):
    return X + max_pool_backward(dY, X, size, stride)


def backward_to_positive_only(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: even(window) * (window > 0))


def backward_times_the_pixel(dY, X, size, stride):
    return route(dY, X, size, stride, lambda window: even(window) * window)


def backward_to_the_largest_of_the_picture(dY, X, size, stride):
    largest = X.max(axis=(1, 2), keepdims=True)
    return route(dY, X, size, stride, lambda window: even(window) * (window == largest))


def backward_shared_evenly(dY, X, size, stride):
    return route(dY, X, size, stride, even)


def backward_to_the_last_of_the_largest(dY, X, size, stride):
    turned = tuple(np.s_[:, ::-1, ::-1])
    f, s = pair(size), pair(stride)
    h, w = ((n - 1) * s + f for n, s, f in zip(dY.shape[1:3], s, f, strict=True))
    dX = np.zeros(X.shape)
    dX[:, :h, :w] = max_pool_backward(dY[turned], X[:, :h, :w][turned], size, stride)[turned]
    return dX


def backward_with_loops(dY, X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    dX = np.zeros(X.shape)
    for i, r, c, j in np.ndindex(*dY.shape):
        best, where = -np.inf, None
        for row in range(r * s_h, r * s_h + f_h):
            for column in range(c * s_w, c * s_w + f_w):
                if X[i, row, column, j] > best:
                    best, where = X[i, row, column, j], (i, row, column, j)
        dX[where] += dY[i, r, c, j]
    return dX


def backward_by_taps(dY, X, size, stride):
    (f_h, f_w), (s_h, s_w), (_, h_out, w_out, _) = pair(size), pair(stride), dY.shape
    taps = [
        np.s_[:, u : u + s_h * h_out : s_h, v : v + s_w * w_out : s_w] for u in range(f_h) for v in range(f_w)
    ]
    winner = np.argmax([X[met] for met in taps], axis=0)
    dX = np.zeros(X.shape)
    for k, met in enumerate(taps):
        dX[met] += dY * (winner == k)
    return dX


def backward_with_unravel(dY, X, size, stride):
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    dX = np.zeros(X.shape, dtype=np.float64)
    for i in range(X.shape[0]):
        for j in range(X.shape[3]):
            for r in range(dY.shape[1]):
                for c in range(dY.shape[2]):
                    window = X[i, r * s_h : r * s_h + f_h, c * s_w : c * s_w + f_w, j]
                    u, v = np.unravel_index(np.argmax(window), window.shape)
                    dX[i, r * s_h + u, c * s_w + v, j] += dY[i, r, c, j]
    return dX


# ------------------------------------------------------------------------------------------------------------
# Properties
# ------------------------------------------------------------------------------------------------------------


def _dY(rng, shape, size, stride):
    """Different numbers, none of them 0, for the places of the window."""
    return distinct(rng, (shape[0], *count(shape, size, stride), shape[3]), 11, 400)


def _mixed(rng, shape, size, stride):
    """Different numbers; each window has a positive one, and a negative one that lies further from 0."""
    X = distinct(rng, shape, 10, 200)
    for _, under in windows(shape, size, stride):
        window = X[under]
        signs = np.ones(window.shape)
        signs[:, 0, 0], signs[:, -1, -1] = 1, -1
        X[under] = signs * np.abs(window)
        X[under][:, -1, -1] -= 30
    return X


def _last_not_largest(X):
    """Exchange rows where the last pixel of a tile of 2 × 2 would be its largest."""
    for _, under in windows(X.shape, 2, 2):
        if X[under].max() == X[under][0, -1, -1, 0]:
            X[under] = X[under][:, ::-1].copy()
    return X


def _compared(call, dY, X, size, stride):
    """A sentence if dX is not what it must be; X has no ties, so it is known."""
    right = max_pool_backward(dY, X, size, stride)
    wrong = difference(right, canonical(call(dY, X, size, stride)), TOLERANCE, returns=("dX",))
    return wrong and f"For size {size} and stride {stride}: {wrong.sentence}"


def _as_array(call, dY, X, size, stride):
    return np.asarray(call(dY, X, size, stride), dtype=float)


def _has_the_shape(call, rng):
    X = distinct(rng, (1, 3, 5, 2))
    dX = _as_array(call, _dY(rng, X.shape, 2, 2), X, 2, 2)
    if dX.shape != X.shape:
        return f"X has the shape {X.shape}, your dX {dX.shape}. (3 and 5 are odd: a row and a column are left over.)"
    return None if np.isfinite(dX).all() else "dX holds numbers that are not finite."


def _tiles(rng):
    shape = (1, 4, 6, 1)
    return _mixed(rng, shape, 2, 2), _dY(rng, shape, 2, 2)


def _reaches_the_largest(call, rng):
    X, dY = _tiles(rng)
    dX, right = _as_array(call, dY, X, 2, 2), max_pool_backward(dY, X, 2, 2)
    if dX.shape != right.shape:
        return f"dX has the shape {dX.shape}; it must be {right.shape}."
    missed = np.argwhere((dX != 0) != (right != 0))
    if not len(missed):
        return None
    _, row, column, _ = missed[0]
    window = X[0, row // 2 * 2 : row // 2 * 2 + 2, column // 2 * 2 : column // 2 * 2 + 2, 0]
    due = "is the largest" if right[0, row, column, 0] else "is not the largest"
    return f"In the window {_words(window)} the pixel {X[0, row, column, 0]:g} {due}; your dX has {dX[0, row, column, 0]:g} there."


def _keeps_the_total(call, rng):
    X, dY = _tiles(rng)
    total = float(_as_array(call, dY, X, 2, 2).sum())
    if abs(total - dY.sum()) <= 1e-4 * dY.sum():
        return None
    return f"The numbers of dY add up to {dY.sum():g}, those of your dX to {total:g}."


def _hands_over_dY(call, rng):
    X, dY = _tiles(rng)
    dY[:, :, ::2] *= -1  # gradients may be negative
    return _compared(call, dY, X, 2, 2)


def _pools_channels_apart(call, rng):
    X = _mixed(rng, (1, 2, 6, 3), 2, 2) + [0, 300, 600]
    return _compared(call, _dY(rng, X.shape, 2, 2), X, 2, 2)


def _pools_pictures_apart(call, rng):
    X = _mixed(rng, (3, 6, 2, 1), 2, 2) + np.array([600, 0, 300]).reshape(3, 1, 1, 1)
    return _compared(call, _dY(rng, X.shape, 2, 2), X, 2, 2)


def _works_below_zero(call, rng):
    X = _last_not_largest(-distinct(rng, (1, 2, 6, 1), 5, 90))
    return _compared(call, _dY(rng, X.shape, 2, 2), X, 2, 2)


def _walks_with_the_stride(call, rng):
    """With a window of one pixel there is nothing to choose: only the places can be wrong."""
    X = distinct(rng, (1, 6, 8, 1), 5, 200)
    return _compared(call, _dY(rng, X.shape, 1, 3), X, 1, 3)


def _takes_pairs(call, rng):
    for shape, size, stride in [((1, 5, 9, 1), (2, 3), (2, 3)), ((1, 6, 4, 1), (3, 1), (3, 2))]:
        X = distinct(rng, shape, 5, 200)
        X[:, 0, 2] += 100 if size == (2, 3) else 0  # the largest stands where a square window would miss it
        wrong = _compared(call, _dY(rng, shape, size, stride), X, size, stride)
        if wrong:
            return wrong
    return None


def _keeps_fractions(call, rng):
    X = _last_not_largest((10 * distinct(rng, (1, 2, 6, 1), 5, 90)).round().astype(int))
    return _compared(call, np.array([2.5, 0.75, 1.25]).reshape(1, 1, 3, 1), X, 2, 2)


def _adds_up(call, rng):
    one_row = np.array([5.0, 7.0, 1.0, 3.0, 9.0, 4.0]).reshape(1, 2, 3, 1)  # 9 is the largest of both windows
    wrong = _compared(call, np.array([2.0, 30.0]).reshape(1, 1, 2, 1), one_row, 2, 1)
    if wrong:
        return wrong
    for shape, size, stride in [((1, 4, 5, 1), 2, 1), ((1, 7, 9, 1), 3, 2)]:
        X = distinct(rng, shape, 5, 200)
        X[:, 1::2, 1::2] += 100  # peaks that several windows share
        wrong = _compared(call, _dY(rng, shape, size, stride), X, size, stride)
        if wrong:
            return wrong
    return None


def _words(window):
    return "; ".join(" ".join(f"{value:g}" for value in row) for row in window)


def _windows_with_ties(call, rng):
    """Window by window, what an answer gives: tiles with two, three and four alike (often so after ReLU), and small whole numbers."""
    by_hand = np.array([[3.0, 3, 4, 5, 0, 0, 2, 4], [1, 0, 2, 5, 0, 0, 4, 4]]).reshape(1, 2, 8, 1)
    for X in (by_hand, rng.integers(0, 3, size=(2, 4, 6, 2)).astype(float)):
        dY = _dY(rng, X.shape, 2, 2)
        dX = _as_array(call, dY, X, 2, 2)
        dX = dX if dX.shape == X.shape else np.full(X.shape, np.nan)
        for place, under in windows(X.shape, 2, 2):
            for i, j in np.ndindex(X.shape[0], X.shape[3]):
                yield X[under][i, ..., j], dX[under][i, ..., j], dY[place][i, j]


def _seen_in(window, given, dy):
    alike = np.count_nonzero(window == window.max())
    return (
        f"The window {_words(window)} has its largest number {alike} times, and dY is {dy:g}. "
        f"In the order of the window, your dX is {_words(given)}."
    )


def _gives_a_tie_too_much(call, rng):
    for window, given, dy in _windows_with_ties(call, rng):
        if not given.sum() <= dy * (1 + 1e-4):
            return _seen_in(window, given, dy)
    return None


def _gives_a_tie_too_little(call, rng):
    for window, given, dy in _windows_with_ties(call, rng):
        if not given.sum() >= dy * (1 - 1e-4):
            return _seen_in(window, given, dy)
    return None


def _keeps_to_the_tied(call, rng):
    for window, given, dy in _windows_with_ties(call, rng):
        others = np.where(window == window.max(), 0, given)
        if not (np.abs(others) <= 1e-4 * dy).all() or given.min() < -1e-4 * dy:
            return _seen_in(window, given, dy)
    return None


def _shares_ties_that_overlap(call, rng):
    """Ties and overlap at once: nothing is lost, and who is nowhere the largest gets nothing."""
    X = rng.integers(0, 2, size=(1, 5, 9, 1)).astype(float)
    X[0, 1:3, 1:5, 0] = 1  # at least here both occur
    X[0, :, 6:, 0] = 0
    X[0, 2, 7, 0] = 1  # alone in three windows
    dY = _dY(rng, X.shape, 3, 1)
    dX = _as_array(call, dY, X, 3, 1)
    if dX.shape != X.shape:
        return f"dX has the shape {dX.shape}; it must be {X.shape}."
    if not abs(dX.sum() - dY.sum()) <= 1e-4 * dY.sum():
        return f"The numbers of dY add up to {dY.sum():g}, those of your dX to {dX.sum():g}."
    most = np.zeros(X.shape)  # what a pixel gets if it wins wherever it can
    for place, under in windows(X.shape, 3, 1):
        most[under] += tied(X[under]) * dY[place][:, None, None]
    if (dX < -1e-4).any() or (dX > most + 1e-2).any():
        row, column = np.argwhere((dX < -1e-4) | (dX > most + 1e-2))[0][1:3]
        return f"The pixel in row {row}, column {column} gets {dX[0, row, column, 0]:g}; it can get 0 to {most[0, row, column, 0]:g}."
    return None


_EVERY_VALUE = ("values", "channels", "pictures", "below zero", "pairs", "whole numbers", "overlap")

MAX_POOL_BACKWARD = Exercise(
    name="max_pool_backward",
    parts={"routing": 3, "overlap": 1, "ties": 1},
    reference=max_pool_backward,
    insight="The pixel that decided gets the gradient, and nobody gets it twice.",
    properties=(
        Property("shape", "routing", "dX has the shape of X.", _has_the_shape),
        Property(
            "place",
            "routing",
            "The largest pixel of each window gets something, the others nothing.",
            _reaches_the_largest,
        ),
        Property("total", "routing", "dX adds up to what dY adds up to.", _keeps_the_total),
        Property("values", "routing", "The largest pixel of each window gets its dY.", _hands_over_dY),
        Property("channels", "routing", "Each channel is routed by itself.", _pools_channels_apart),
        Property("pictures", "routing", "Each picture is routed by itself.", _pools_pictures_apart),
        Property("below zero", "routing", "It works for negative numbers too.", _works_below_zero),
        Property(
            "stride", "routing", "The windows start where they started forward.", _walks_with_the_stride
        ),
        Property(
            "pairs", "routing", "A pair is (rows, columns), for the size and for the stride.", _takes_pairs
        ),
        Property(
            "whole numbers", "routing", "dX holds floats, even if X holds whole numbers.", _keeps_fractions
        ),
        Property("overlap", "overlap", "What a pixel gets from several windows adds up.", _adds_up),
        Property("too much", "ties", "In a tie no more than dY is handed out.", _gives_a_tie_too_much),
        Property("too little", "ties", "In a tie no less than dY is handed out.", _gives_a_tie_too_little),
        Property("the tied", "ties", "In a tie only the largest pixels get something.", _keeps_to_the_tied),
        Property(
            "ties and overlap",
            "ties",
            "Nothing is lost where ties and overlap meet.",
            _shares_ties_that_overlap,
        ),
    ),
    mistakes=(
        Mistake(
            "ties-doubled",
            backward_ties_doubled,
            "In a tie the largest pixels together get more than their window has to give.",
            "How much may all pixels of one window get together? Choose one of them, or let them share.",
            ("too much", "ties and overlap"),
        ),
        Mistake(
            "ties-lost",
            backward_ties_lost,
            "In a tie a part of the gradient is lost, or all of it.",
            "All pixels of one window together must get its dY. Choose one of them, or let them share.",
            ("too little", "ties and overlap"),
        ),
        Mistake(
            "overlap-overwritten",
            backward_overwritten,
            "Where windows overlap, what a pixel gets from them is not added up: the last one overwrites the others, or a mean is taken.",
            "What a pixel gets from several windows adds up.",
            ("overlap", "ties and overlap"),
        ),
        Mistake(
            "window-spans-channels",
            backward_over_channels,
            "With one channel it works, with several it does not: you compare the channels with each other.",
            "Each channel was pooled by itself, so each has a winner of its own.",
            ("channels", "too little"),
        ),
        Mistake(
            "pictures-mixed",
            backward_first_picture,
            "With one picture it works, with several it does not.",
            "Each picture of the batch is treated by itself, and nothing is divided by m.",
            ("pictures", "too little"),
        ),
        Mistake(
            "starts-from-zero",
            backward_from_zero,
            "Where all numbers of a window are negative, its gradient goes astray.",
            "Where does your search for the largest number start?",
            ("below zero",),
        ),
        Mistake(
            "largest-magnitude",
            backward_of_the_magnitude,
            "With positive numbers it works. With negative ones the gradient goes to the number that is furthest from 0.",
            "Which is larger, −8 or 3?",
            ("place", "values", "channels", "pictures", "below zero"),
        ),
        Mistake(
            "not-the-largest",
            backward_to_the_last,
            "Each window hands all of its gradient on, but not to its largest pixel alone.",
            "Take a window of the shuffled example: in which row and column does its largest number stand?",
            ("place", *_EVERY_VALUE, "the tied", "ties and overlap"),
        ),
        Mistake(
            "everybody",
            backward_to_everybody,
            "Pixels get something that were not the largest, and together they get more than dY.",
            "Nudge a pixel that is not the largest. Does the maximum notice?",
            ("place", "total", *_EVERY_VALUE, "the tied", "too much", "ties and overlap"),
        ),
        Mistake(
            "wrong-amount",
            backward_without_dY,
            "The right pixels get something, but not the number in dY.",
            "Nudge the largest pixel by a little: the maximum moves by as much, and J by dY times as much.",
            ("total", *_EVERY_VALUE, "stride", "too little", "ties and overlap"),
        ),
        Mistake(
            "starts-without-stride",
            backward_starts_without_stride,
            "Your windows do not stand where they stood forward: look at the stride.",
            "After r moves, how many pixels has the window gone down?",
            ("place", *_EVERY_VALUE, "stride", "the tied", "too much", "too little"),
        ),
        Mistake(
            "pairs",
            backward_square,
            "Whole numbers for size and stride work, pairs such as (2, 3) do not.",
            "The first number of a pair belongs to rows, the second one to columns.",
            ("pairs",),
        ),
        Mistake(
            "untouched-missing",
            backward_untouched_missing,
            "dX has no rows or columns for the pixels at the end that no window touched.",
            "dX has the shape of X. Which gradient has a pixel that nobody looked at?",
            ("shape", "stride", "pairs"),
        ),
        Mistake(
            "ints-truncated",
            backward_truncated,
            "Where X holds whole numbers, your dX does too, and everything behind the point is cut off.",
            "`np.zeros_like(X)` copies the number type of X. What does `np.zeros` make by itself?",
            ("whole numbers",),
        ),
        Mistake(
            "everything-at-once",
            backward_everything_at_once,
            "With one picture and one channel it works, with several it does not: a maximum or a sum runs over all of them at once.",
            "Each channel of each picture has a winner of its own. Over which two axes of the window do `max` and `sum` run?",
            ("channels", "pictures", "too little"),
        ),
        Mistake(
            "first-place-only",
            backward_of_the_first_place,
            "Only the first window hands on its gradient.",
            "Does your function return inside the loop?",
            ("place", "total", *_EVERY_VALUE, "stride", "too little", "ties and overlap"),
        ),
        Mistake(
            "same-dY",
            backward_same_dY,
            "The right pixels get something, but from every window the same number: dY of the first place.",
            "Which entry of dY belongs to this place?",
            ("total", *_EVERY_VALUE, "stride", "too much", "too little", "ties and overlap"),
        ),
        Mistake(
            "subtracted",
            backward_subtracted,
            "The sign is wrong: what a pixel gets is subtracted from its dX.",
            "If the largest pixel grows, Y grows with it.",
            ("total", *_EVERY_VALUE, "stride", "too little", "the tied", "ties and overlap"),
        ),
        Mistake(
            "on-top-of-X",
            backward_on_top_of_X,
            "Your dX begins with the numbers of X, and the gradient is added to them.",
            "A pixel that no window chose has the gradient 0. With what must dX begin?",
            ("place", "total", *_EVERY_VALUE, "stride", "too much", "the tied", "ties and overlap"),
        ),
        Mistake(
            "positive-only",
            backward_to_positive_only,
            "A largest number that is 0 or negative gets nothing.",
            "The largest of −3 and −1 is −1, and the largest of 0 and 0 is 0: they are winners like others.",
            ("below zero", "too little"),
        ),
        Mistake(
            "times-the-pixel",
            backward_times_the_pixel,
            "The right pixels get something, but a brighter one gets more: you multiply dY by the pixel.",
            "Nudge the largest pixel by a little. Does it matter how large it was, for the change of the maximum?",
            ("total", *_EVERY_VALUE, "stride", "too much", "too little"),
        ),
        Mistake(
            "largest-of-the-picture",
            backward_to_the_largest_of_the_picture,
            "Only windows that hold the largest pixel of the whole picture hand something on.",
            "Each window had its own maximum. With which number must its pixels be compared?",
            ("place", "total", *_EVERY_VALUE, "stride", "too little"),
        ),
    ),
    variants={
        "shared evenly": backward_shared_evenly,
        "to the last of the largest": backward_to_the_last_of_the_largest,
        "six loops": backward_with_loops,
        "tap by tap": backward_by_taps,
        "unravel": backward_with_unravel,
    },
)
