"""Exercise `shift_sensitivity`: by how much does the result change when the picture moves by a few pixels?"""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def moved(X, shift):
    """Pictures moved to the right; zeros come in on the left."""
    right = np.zeros(X.shape, X.dtype)
    right[:, :, shift:] = X[:, :, : X.shape[2] - shift]
    return right


def rms(array):
    return float(np.sqrt(np.mean(np.square(array, dtype=float))))


def relative(before, after):
    return rms(after - before) / rms(before)


def shift_sensitivity(pool, X, shift):
    return relative(pool(X), pool(moved(X, shift)))


def sensitivity_wrapped(pool, X, shift):
    return relative(pool(X), pool(np.roll(X, shift, axis=2)))


def sensitivity_downwards(pool, X, shift):
    down = np.zeros(X.shape, X.dtype)
    down[:, shift:] = X[:, : X.shape[1] - shift]
    return relative(pool(X), pool(down))


def sensitivity_to_the_left(pool, X, shift):
    left = np.zeros(X.shape, X.dtype)
    left[:, :, : X.shape[2] - shift] = X[:, :, shift:]
    return relative(pool(X), pool(left))


def sensitivity_edge_repeated(pool, X, shift):
    right = moved(X, shift)
    right[:, :, :shift] = X[:, :, :1]
    return relative(pool(X), pool(right))


def sensitivity_by_one(pool, X, shift):
    return shift_sensitivity(pool, X, 1)


def sensitivity_counted(pool, X, shift):
    return float(np.mean(pool(X) != pool(moved(X, shift))))


def sensitivity_absolute(pool, X, shift):
    return rms(pool(moved(X, shift)) - pool(X))


def sensitivity_without_root(pool, X, shift):
    return shift_sensitivity(pool, X, shift) ** 2


def sensitivity_mean_of_magnitudes(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return float(np.mean(np.abs(after - before)) / np.mean(np.abs(before)))


def sensitivity_against_the_moved(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return rms(after - before) / rms(after)


def sensitivity_of_the_picture(pool, X, shift):
    return relative(X, moved(X, shift))


def sensitivity_result_moved(pool, X, shift):
    before = pool(X)
    return relative(before, moved(before, min(shift, before.shape[2])))


def sensitivity_against_the_picture(pool, X, shift):
    return rms(pool(moved(X, shift)) - pool(X)) / rms(X)


def sensitivity_per_picture(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return float(np.mean([relative(a, b) for a, b in zip(before, after, strict=True)]))


def sensitivity_of_the_difference(pool, X, shift):
    return rms(pool(moved(X, shift) - X)) / rms(pool(X))


def sensitivity_by_spread(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return float(np.std(after - before) / np.std(before))


def sensitivity_without_squares(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return float(np.mean(after - before) / np.mean(before))


def sensitivity_of_the_first_picture(pool, X, shift):
    return shift_sensitivity(pool, X[:1], shift)


def sensitivity_in_percent(pool, X, shift):
    return 100 * shift_sensitivity(pool, X, shift)


def sensitivity_old_columns_kept(pool, X, shift):
    right = X.copy()
    right[:, :, shift:] = X[:, :, : X.shape[2] - shift]
    return relative(pool(X), pool(right))


def sensitivity_nothing_lost(pool, X, shift):
    frame = ((0, 0), (0, 0))
    before = np.pad(X, (*frame, (0, shift), (0, 0)))
    return relative(pool(before), pool(np.pad(X, (*frame, (shift, 0), (0, 0)))))


def sensitivity_averaged_before_the_square(pool, X, shift):
    return abs(sensitivity_without_squares(pool, X, shift))


def sensitivity_of_the_largest(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return float(np.max(np.abs(after - before)) / np.max(np.abs(before)))


def sensitivity_of_magnitudes(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return abs(rms(after) - rms(before)) / rms(before)


def sensitivity_in_place(pool, X, shift):
    result = shift_sensitivity(pool, X, shift)
    X[:] = moved(X, shift)
    return result


def sensitivity_by_norms(pool, X, shift):
    shifted = np.pad(X, ((0, 0), (0, 0), (shift, 0), (0, 0)))[:, :, : X.shape[2]]
    before = pool(X)
    return np.linalg.norm(pool(shifted) - before) / np.linalg.norm(before)


def sensitivity_rolled_and_cleared(pool, X, shift):
    shifted = np.roll(X, shift, axis=2)
    shifted[:, :, :shift] = 0
    before, after = pool(X), pool(shifted)
    return np.sqrt(((after - before) ** 2).mean() / (before**2).mean())


def sensitivity_by_sums(pool, X, shift):
    shifted = X.copy()
    for _ in range(shift):
        shifted = np.concatenate([np.zeros_like(X[:, :, :1]), shifted[:, :, :-1]], axis=2)
    before, change = pool(X), pool(shifted) - pool(X)
    return float(np.sum(change**2)) ** 0.5 / float(np.sum(before**2)) ** 0.5


def sensitivity_column_by_column(pool, X, shift):
    shifted = np.zeros_like(X)
    for column in range(shift, X.shape[2]):
        shifted[:, :, column] = X[:, :, column - shift]
    a, b = pool(X).ravel(), pool(shifted).ravel()
    return (np.vdot(b - a, b - a) / np.vdot(a, a)) ** 0.5


POOLS = {
    "nothing": Function("lambda X: X"),
    "every second": Function("lambda X: X[:, ::2, ::2]"),
    "largest of two": Function("lambda X: np.maximum(X[:, :, :-1], X[:, :, 1:])"),
    "mean of two": Function("lambda X: (X[:, :-1] + X[:, 1:]) / 2"),
    "largest of all": Function("lambda X: X.max(axis=(1, 2), keepdims=True)"),
}


def _pictures(rng, shape):
    """No column is empty, and the pictures differ in brightness."""
    return rng.integers(1, 60, size=shape) / 10 * (1 + np.arange(shape[0])).reshape(-1, 1, 1, 1)


def _draw(rng, i):
    pool, shape, shift = [("largest of two", (2, 3, 5, 2), 1), ("every second", (3, 4, 7, 1), 3)][i]
    part = "one pixel" if shift == 1 else "any shift"
    return case(part, pool=POOLS[pool], X=_pictures(rng, shape), shift=shift)


def _examples():
    rng = np.random.default_rng(92)
    row = np.array([0.0, 3.0, 4.0, 0.0, 0.0]).reshape(1, 1, 5, 1)
    yield case("one pixel", pool=POOLS["nothing"], X=row, shift=1)
    yield case("one pixel", pool=POOLS["nothing"], X=np.array([[[[2.0], [1.0], [5.0]]]]), shift=1)
    yield case("one pixel", pool=POOLS["largest of two"], X=_pictures(rng, (2, 3, 4, 2)), shift=1)
    yield case("one pixel", pool=POOLS["mean of two"], X=_pictures(rng, (3, 4, 5, 1)) - 3.1, shift=1)
    yield case("any shift", pool=POOLS["every second"], X=_pictures(rng, (2, 4, 6, 3)), shift=2)
    yield case("any shift", pool=POOLS["largest of two"], X=_pictures(rng, (2, 5, 7, 1)), shift=3)
    yield case("any shift", pool=POOLS["largest of all"], X=_pictures(rng, (3, 3, 4, 2)), shift=2)
    yield case("any shift", pool=POOLS["mean of two"], X=rng.integers(1, 17, size=(2, 3, 5, 1)), shift=2)
    yield case("any shift", pool=POOLS["mean of two"], X=_pictures(rng, (2, 3, 4, 1)), shift=0)


SHIFT_SENSITIVITY = Exercise(
    name="shift_sensitivity",
    parts={"one pixel": 2, "any shift": 1},
    reference=shift_sensitivity,
    insight="You can now measure what many texts only claim.",
    examples=tuple(_examples()),
    draw=_draw,
    draws=2,
    mistakes=(
        Mistake(
            "wrap-around",
            sensitivity_wrapped,
            "What leaves the picture on the right comes back in on the left.",
            "`np.roll` moves in a circle. What shall stand in the first columns?",
        ),
        Mistake(
            "downwards",
            sensitivity_downwards,
            "You moved the pictures down.",
            "The axes are (m, h, w, c). Which one runs to the right?",
        ),
        Mistake(
            "to-the-left",
            sensitivity_to_the_left,
            "You moved the pictures to the left.",
            "A pixel of column 0 must stand in column `shift` afterwards.",
        ),
        Mistake(
            "edge-repeated",
            sensitivity_edge_repeated,
            "The first columns repeat the edge of the picture.",
            "Zeros come in on the left.",
        ),
        Mistake(
            "always-one", sensitivity_by_one, "You always move by one pixel.", "Use the argument `shift`."
        ),
        Mistake(
            "cells-counted",
            sensitivity_counted,
            "You counted how many cells change at all, however little.",
            "By how much do they change? Take the difference, square it, average, take the root.",
        ),
        Mistake(
            "not-relative",
            sensitivity_absolute,
            "This is the RMS of the change. It is not yet compared with anything.",
            "Twice as bright a picture must give the same number. Divide by the RMS of what?",
        ),
        Mistake(
            "no-root",
            sensitivity_without_root,
            "The root is missing: this is the ratio of the mean squares.",
            "RMS means root of the mean of the squares.",
        ),
        Mistake(
            "mean-of-magnitudes",
            sensitivity_mean_of_magnitudes,
            "You averaged magnitudes instead of squares.",
            "RMS means root of the mean of the squares.",
        ),
        Mistake(
            "against-the-moved",
            sensitivity_against_the_moved,
            "You divided by the RMS of the result for the *moved* pictures.",
            "The change is compared with what was there before.",
        ),
        Mistake(
            "pool-not-called",
            sensitivity_of_the_picture,
            "You measured the change of the pictures, not of what `pool` makes of them.",
            "Call `pool` twice: before and after the move.",
        ),
        Mistake(
            "result-moved",
            sensitivity_result_moved,
            "You moved the result of `pool`, not the pictures.",
            "First move, then pool.",
        ),
        Mistake(
            "against-the-picture",
            sensitivity_against_the_picture,
            "You divided by the RMS of the pictures.",
            "The change of the result is compared with the result.",
        ),
        Mistake(
            "picture-by-picture",
            sensitivity_per_picture,
            "You computed one ratio for each picture and averaged them.",
            "Average the squares over all numbers of all pictures, then divide once.",
        ),
        Mistake(
            "pool-of-the-difference",
            sensitivity_of_the_difference,
            "You pooled the difference. We ask for the difference of two pooled results.",
            "Is the maximum of a difference the difference of the maxima?",
        ),
        Mistake(
            "spread",
            sensitivity_by_spread,
            "You used standard deviations: they subtract the mean first.",
            "RMS means root of the mean of the squares, and nothing is subtracted.",
        ),
        Mistake(
            "not-squared",
            sensitivity_without_squares,
            "You averaged the change itself, so that ups and downs cancel.",
            "Square before you average.",
        ),
        Mistake(
            "first-picture-only",
            sensitivity_of_the_first_picture,
            "Only the first picture is measured.",
            "Is an index 0 left over? The means run over all numbers of all pictures.",
        ),
        Mistake(
            "percent",
            sensitivity_in_percent,
            "This is right in percent.",
            "0 means that nothing changed, 1 that the change is as large as the result. Do not multiply.",
        ),
        Mistake(
            "old-columns-kept",
            sensitivity_old_columns_kept,
            "The first columns still hold what stood there before the move.",
            "Zeros come in on the left.",
        ),
        Mistake(
            "nothing-lost",
            sensitivity_nothing_lost,
            "You made the pictures wider, so that nothing is lost on the right.",
            "The moved picture has the shape of X.",
        ),
        Mistake(
            "averaged-before-squared",
            sensitivity_averaged_before_the_square,
            "You averaged first and squared afterwards, so that ups and downs cancel.",
            "RMS, read backwards: first the squares, then their mean, then the root.",
        ),
        Mistake(
            "largest",
            sensitivity_of_the_largest,
            "You compared the largest change with the largest number.",
            "RMS means root of the *mean* of the squares.",
        ),
        Mistake(
            "difference-of-magnitudes",
            sensitivity_of_magnitudes,
            "You compare the two sizes, one number with the other. Pixels that change places do not show in them.",
            "First the difference, pixel by pixel, then its size.",
        ),
        Mistake(
            "in-place",
            sensitivity_in_place,
            "The number is right, but X stays moved: your function wrote into the caller's pictures.",
            "Move a copy: `X.copy()`, or an array of zeros of the same shape.",
        ),
    ),
    variants={
        "norms": sensitivity_by_norms,
        "rolled and cleared": sensitivity_rolled_and_cleared,
        "step by step": sensitivity_by_sums,
        "column by column": sensitivity_column_by_column,
    },
)
