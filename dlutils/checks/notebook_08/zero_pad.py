"""Exercise `zero_pad`: a frame of zeros around every picture, and around nothing else."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


def pad_everything(X, pad):
    return np.pad(X, pad)


def pad_batch_instead(X, pad):
    return np.pad(X, ((pad, pad), (pad, pad), (0, 0), (0, 0)))


def pad_channels_too(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (pad, pad)))


def pad_last_two(X, pad):
    return np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def pad_behind(X, pad):
    return np.pad(X, ((0, 0), (0, pad), (0, pad), (0, 0)))


def pad_before(X, pad):
    return np.pad(X, ((0, 0), (pad, 0), (pad, 0), (0, 0)))


def pad_both_behind(X, pad):
    return np.pad(X, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))


def pad_height_only(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (0, 0), (0, 0)))


def pad_width_only(X, pad):
    return np.pad(X, ((0, 0), (0, 0), (pad, pad), (0, 0)))


def pad_with_the_edge(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")


def pad_with_ones(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), constant_values=1)


def pad_always_by_one(X, pad):
    return zero_pad(X, 1)


def pad_twice(X, pad):
    return zero_pad(X, 2 * pad)


def pad_first_picture(X, pad):
    framed = zero_pad(X, pad)
    framed[1:] = 0
    return framed


def pad_whole_numbers(X, pad):
    return zero_pad(X, pad).astype(int)


def pad_first_picture_repeated(X, pad):
    return zero_pad(np.repeat(X[:1], len(X), axis=0), pad)


def pad_up_to_minus_pad(X, pad):
    m, h, w, c = X.shape
    framed = np.zeros((m, h + 2 * pad, w + 2 * pad, c))
    framed[:, pad:-pad, pad:-pad] = X
    return framed


def pad_height_for_both(X, pad):
    m, h, _, c = X.shape
    framed = np.zeros((m, h + 2 * pad, h + 2 * pad, c))
    framed[:, pad : pad + h, pad : pad + h] = X
    return framed


def pad_over_the_rim(X, pad):
    h, w = X.shape[1:3]
    X[:, :pad] = 0
    X[:, h - pad :] = 0
    X[:, :, :pad] = 0
    X[:, :, w - pad :] = 0
    return X


def pad_over_the_rim_of_a_copy(X, pad):
    return pad_over_the_rim(X.copy(), pad)


def pad_into_zeros(X, pad):
    m, h, w, c = X.shape
    framed = np.zeros((m, h + 2 * pad, w + 2 * pad, c))
    framed[:, pad : pad + h, pad : pad + w, :] = X
    return framed


def pad_by_concatenation(X, pad):
    m, h, w, c = X.shape
    rows = np.zeros((m, pad, w, c))
    X = np.concatenate([rows, X, rows], axis=1)
    columns = np.zeros((m, h + 2 * pad, pad, c))
    return np.concatenate([columns, X, columns], axis=2)


def pad_pixel_by_pixel(X, pad):
    m, h, w, c = np.shape(X)
    return np.array(
        [
            [
                [
                    X[i, r - pad, s - pad] if pad <= r < h + pad and pad <= s < w + pad else np.zeros(c)
                    for s in range(w + 2 * pad)
                ]
                for r in range(h + 2 * pad)
            ]
            for i in range(m)
        ]
    )


def pad_with_keywords(X, pad):
    return np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)], "constant", constant_values=0.0)


def _draw_pad(rng, i):
    (m, h, w, c), pad = [((2, 3, 4, 3), 1), ((3, 2, 5, 1), 2), ((1, 4, 3, 2), 0)][i]
    return case("values", X=rng.uniform(2, 9, size=(m, h, w, c)).round(2), pad=pad)


ZERO_PAD = Exercise(
    name="zero_pad",
    parts={"values": 2},
    reference=zero_pad,
    insight="Every pixel may now stand in the middle of a window, the corner pixels too.",
    examples=(
        case("values", X=np.array([[5.0, 7.0], [8.0, 9.0]]).reshape(1, 2, 2, 1), pad=1),
        case("values", X=np.arange(2.0, 50.0).reshape(2, 3, 4, 2), pad=2),
        case("values", X=np.arange(3.0, 21.0).reshape(3, 1, 2, 3), pad=1),
        case("values", X=np.arange(4.0, 10.0).reshape(1, 3, 2, 1), pad=0),
        case("values", X=np.arange(5.0, 9.0).reshape(2, 1, 2, 1), pad=3),
        case("values", X=np.array([0.5, 1.75, -2.25, 3.5]).reshape(1, 2, 2, 1), pad=1),
        case("values", X=np.array([6.0]).reshape(1, 1, 1, 1), pad=0),
        case("values", X=np.array([6.0, 7.0, 8.0]).reshape(1, 3, 1, 1), pad=1),
    ),
    draw=_draw_pad,
    draws=3,
    mistakes=(
        Mistake(
            "every-axis",
            pad_everything,
            "You padded all four axes: there are empty pictures and empty channels now.",
            "`np.pad` takes one pair (before, behind) for each axis. Which axes get (0, 0)?",
        ),
        Mistake(
            "batch-padded",
            pad_batch_instead,
            "You padded the first two axes: the pictures of the batch and their rows.",
            "The axes are (m, h, w, c). Which of them are height and width?",
        ),
        Mistake(
            "channels-too",
            pad_channels_too,
            "You padded the channels as well.",
            "A picture with 3 channels must have 3 channels afterwards.",
        ),
        Mistake(
            "last-two-axes",
            pad_last_two,
            "You padded width and channels: the last two axes.",
            "The axes are (m, h, w, c). Which of them are height and width?",
        ),
        Mistake(
            "only-behind",
            pad_behind,
            "Your zeros stand only below and on the right.",
            "Each side gets a frame: a pair of numbers per axis, before and behind.",
        ),
        Mistake(
            "only-before",
            pad_before,
            "Your zeros stand only above and on the left.",
            "Each side gets a frame: a pair of numbers per axis, before and behind.",
        ),
        Mistake(
            "all-behind",
            pad_both_behind,
            "The shape is right, but all the zeros stand below and on the right.",
            "The picture belongs in the middle of its frame.",
        ),
        Mistake(
            "height-only",
            pad_height_only,
            "You added rows, but no columns.",
            "The frame goes around all four sides.",
        ),
        Mistake(
            "width-only",
            pad_width_only,
            "You added columns, but no rows.",
            "The frame goes around all four sides.",
        ),
        Mistake(
            "edge",
            pad_with_the_edge,
            "You repeated the pixels of the edge.",
            "Here the frame is made of zeros.",
        ),
        Mistake(
            "ones",
            pad_with_ones,
            "Your frame is made of ones.",
            "What must a pixel be, so that it adds nothing to a sum of products?",
        ),
        Mistake(
            "always-one",
            pad_always_by_one,
            "Your frame is always one pixel wide.",
            "Use the argument `pad`.",
        ),
        Mistake(
            "twice-as-wide",
            pad_twice,
            "Your frame is twice as wide as it should be.",
            "2 pad rows are added altogether. How many of them stand above?",
        ),
        Mistake(
            "first-picture-only",
            pad_first_picture,
            "Only the first picture is in its frame; the others are all zeros.",
            "X holds m pictures. What selects all of them?",
        ),
        Mistake(
            "whole-numbers",
            pad_whole_numbers,
            "The digits behind the point are cut off: your array holds whole numbers.",
            "`np.zeros(shape)` makes floats; which kind of numbers did you ask for?",
        ),
        Mistake(
            "first-picture-repeated",
            pad_first_picture_repeated,
            "Every picture of the batch has become the first one.",
            "Which picture belongs into place i?",
        ),
        Mistake(
            "nothing-for-pad-0",
            pad_up_to_minus_pad,
            "With `pad = 0` you select nothing: `pad:-pad` is `0:0`, which is empty.",
            "Let the slice end where the picture ends, counted from the front.",
        ),
        Mistake(
            "height-for-both",
            pad_height_for_both,
            "You used the height of the pictures for their width too.",
            "A picture need not be square. Which entry of X.shape is its width?",
        ),
        Mistake(
            "rim-overwritten",
            pad_over_the_rim,
            "You wrote zeros over the pixels at the rim, in X itself, and the pictures did not grow.",
            "The frame stands outside. Which shape has a picture of h × w pixels with its frame?",
        ),
        Mistake(
            "rim-of-a-copy",
            pad_over_the_rim_of_a_copy,
            "You wrote zeros over the pixels at the rim, and the pictures did not grow.",
            "The frame stands outside. Which shape has a picture of h × w pixels with its frame?",
        ),
    ),
    variants={
        "into zeros": pad_into_zeros,
        "concatenated": pad_by_concatenation,
        "pixel by pixel": pad_pixel_by_pixel,
        "keywords": pad_with_keywords,
    },
)
