"""Exercise `output_size`: how many places a window has on its way along one side of a picture."""

from __future__ import annotations

import math

from dlutils.checks.exercise import Exercise, Mistake, case


def output_size(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError(f"a window of {f} does not fit into {n} + 2 · {padding} pixels")
    return (n + 2 * padding - f) // stride + 1


def _fits(n, f, padding):
    if f > n + 2 * padding:
        raise ValueError("the window does not fit")


def size_without_one(n, f, padding, stride):
    _fits(n, f, padding)
    return (n + 2 * padding - f) // stride


def size_one_too_early(n, f, padding, stride):
    _fits(n, f, padding)
    return (n + 2 * padding - f + 1) // stride


def size_rounded_up(n, f, padding, stride):
    _fits(n, f, padding)
    return math.ceil((n + 2 * padding - f) / stride) + 1


def size_rounded(n, f, padding, stride):
    _fits(n, f, padding)
    return round((n + 2 * padding - f) / stride) + 1


def size_not_rounded(n, f, padding, stride):
    _fits(n, f, padding)
    return (n + 2 * padding - f) / stride + 1


def size_padded_once(n, f, padding, stride):
    if f > n + padding:
        raise ValueError("the window does not fit")
    return (n + padding - f) // stride + 1


def size_padded_once_refused_rightly(n, f, padding, stride):
    _fits(n, f, padding)
    return (n + padding - f) // stride + 1


def size_without_padding(n, f, padding, stride):
    if f > n:
        raise ValueError("the window does not fit")
    return (n - f) // stride + 1


def size_without_stride(n, f, padding, stride):
    _fits(n, f, padding)
    return n + 2 * padding - f + 1


def size_never_refused(n, f, padding, stride):
    return (n + 2 * padding - f) // stride + 1


def size_zero_instead(n, f, padding, stride):
    return max(0, (n + 2 * padding - f) // stride + 1)


def size_with_the_error_returned(n, f, padding, stride):
    try:
        return output_size(n, f, padding, stride)
    except ValueError as error:
        return error


def size_refused_below_zero(n, f, padding, stride):
    places = (n + 2 * padding - f) // stride + 1
    if places < 0:
        raise ValueError("the window does not fit")
    return places


def size_refused_after_truncation(n, f, padding, stride):
    places = int((n + 2 * padding - f) / stride) + 1
    if places < 1:
        raise ValueError("the window does not fit")
    return places


def size_without_brackets(n, f, padding, stride):
    _fits(n, f, padding)
    return n + 2 * padding - f // stride + 1


def size_by_walking(n, f, padding, stride):
    places, start = 0, -padding
    while start + f <= n + padding:
        places += 1
        start += stride
    if not places:
        raise ValueError("no place for this window")
    return places


def size_by_range(n, f, padding, stride):
    starts = range(0, n + 2 * padding - f + 1, stride)
    if len(starts) == 0:
        raise ValueError("no place for this window")
    return len(starts)


def size_by_truncation(n, f, padding, stride):
    free = n + padding * 2 - f
    if free < 0:
        raise ValueError(free)
    return 1 + int(free / stride)


def size_in_one_fraction(n, f, padding, stride):
    if n + 2 * padding < f:
        raise ValueError("too large")
    return (n + 2 * padding - f + stride) // stride


def _draw_size(rng, i):
    stride, padding = [(1, 0), (2, 1), (3, 2), (2, 0)][i]
    f = int(rng.choice([3, 5, 7]))
    n = int(rng.integers(f + 1, 60))
    if i == 3:  # a pixel is left over at the end
        n = f + 2 * int(rng.integers(2, 20)) + 1
    return case("size", n=n, f=f, padding=padding, stride=stride)


OUTPUT_SIZE = Exercise(
    name="output_size",
    parts={"size": 1, "refusal": 1},
    reference=output_size,
    insight="You know every shape of a convolution before it has run. Pooling obeys the same formula.",
    examples=(
        case("size", n=8, f=3, padding=0, stride=1),
        case("size", n=8, f=3, padding=1, stride=1),
        case("size", n=7, f=3, padding=0, stride=2),
        case("size", n=8, f=3, padding=0, stride=2),
        case("size", n=8, f=4, padding=2, stride=3),
        case("size", n=9, f=2, padding=1, stride=5),
        case("size", n=4, f=5, padding=2, stride=1),
        case("size", n=3, f=5, padding=1, stride=2),
        case("size", n=6, f=6, padding=0, stride=4),
        case("size", n=10, f=3, padding=0, stride=4),
        case("size", n=11, f=3, padding=0, stride=3),
        case("refusal", n=4, f=5, padding=0, stride=1),
        case("refusal", n=2, f=7, padding=1, stride=1),
        case("refusal", n=3, f=4, padding=0, stride=2),
        case("refusal", n=2, f=5, padding=1, stride=1),
    ),
    draw=_draw_size,
    draws=4,
    mistakes=(
        Mistake(
            "no-plus-one",
            size_without_one,
            "You counted the moves of the window, not its places: the + 1 is missing.",
            "A window as long as the picture cannot move at all. How many places does it have?",
        ),
        Mistake(
            "plus-one-too-early",
            size_one_too_early,
            "You added the 1 before dividing by the stride.",
            "The 1 is the first place, where the window stands before it moves. Does the stride divide it?",
        ),
        Mistake(
            "ceil",
            size_rounded_up,
            "You rounded up: a last window would hang over the edge.",
            "What is left over at the end is too short for a window. Round down.",
        ),
        Mistake(
            "round",
            size_rounded,
            "You rounded to the nearest whole number.",
            "If two thirds of a move are left, is there room for one more window?",
        ),
        Mistake(
            "not-whole",
            size_not_rounded,
            "You divided with `/` and did not round, so the size may be 3.5.",
            "Which operator divides and rounds down at once?",
        ),
        Mistake(
            "one-sided-padding",
            size_padded_once,
            "You added the padding once, but it stands on both sides.",
            "How many pixels does one row have with its padding on the left *and* on the right?",
        ),
        Mistake(
            "one-sided-size",
            size_padded_once_refused_rightly,
            "Your refusal counts the padding twice, your size only once.",
            "How many pixels does one row have with its padding on the left *and* on the right?",
        ),
        Mistake(
            "no-padding",
            size_without_padding,
            "You left the padding out.",
            "How long is one row when its padding has been added?",
        ),
        Mistake(
            "no-stride",
            size_without_stride,
            "You left the stride out: your window moves by one pixel.",
            "The free room is n + 2p − f. How many moves of length `stride` fit into it?",
        ),
        Mistake(
            "never-refuses",
            size_never_refused,
            "You return a size, even where the window is longer than the padded row.",
            "Compare f with n + 2p first, and `raise ValueError(…)` where it does not fit.",
        ),
        Mistake(
            "zero-instead",
            size_zero_instead,
            "Where the window does not fit you return 0 or a number of places that are not there.",
            "Whoever calls you would go on with an empty picture: `raise ValueError(…)` instead.",
        ),
        Mistake(
            "refuses-below-zero-only",
            size_refused_below_zero,
            "You refuse only a number of places below 0, so that 0 places slip through.",
            "Compare f with the length of the padded row, before you divide.",
        ),
        Mistake(
            "refuses-after-truncation",
            size_refused_after_truncation,
            "You ask after dividing, and `int` cuts −0.5 off to 0: a window that does not fit counts as one place.",
            "Compare f with the length of the padded row, before you divide.",
        ),
        Mistake(
            "no-brackets",
            size_without_brackets,
            "Only f is divided by the stride: brackets are missing.",
            "`//` comes before + and −. What has to be divided?",
        ),
        Mistake(
            "error-returned",
            size_with_the_error_returned,
            "Where the window does not fit you `return` the error, so the caller goes on with it as with a size.",
            "Which word in place of `return` stops the caller?",
        ),
    ),
    variants={
        "walking": size_by_walking,
        "a range": size_by_range,
        "int of a quotient": size_by_truncation,
        "one fraction": size_in_one_fraction,
    },
)
