"""Exercise `flatten_images`: pictures become columns, and no pixel may land in another picture."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def flatten_images(images):
    return images.reshape(len(images), -1).T


def flatten_mixing(images):
    return images.reshape(-1, len(images))


def flatten_rows(images):
    return images.reshape(len(images), -1)


def flatten_fortran(images):
    return images.reshape(len(images), -1, order="F").T


def flatten_channels_first(images):
    return images.transpose(0, 3, 1, 2).reshape(len(images), -1).T


def flatten_turned_pictures(images):
    return images.transpose(0, 2, 1, 3).reshape(len(images), -1).T


def flatten_one_vector(images):
    return images.reshape(-1)


def flatten_one_column(images):
    return images.reshape(-1, 1)


def flatten_first_channel(images):
    return images[..., 0].reshape(len(images), -1).T


def flatten_scaled(images):
    return flatten_images(images) / 255


def _only_column(i):
    def wrong(images):
        """A loop that fills the columns of an array of zeros, and ends too early."""
        X = np.zeros_like(flatten_images(images))
        X[:, i] = images[i].ravel()
        return X

    return wrong


def flatten_without_last(images):
    return flatten_images(images)[:, :-1]


def flatten_with_loop(images):
    columns = [image.ravel() for image in images]
    return np.stack(columns, axis=1)


def flatten_pixel_by_pixel(images):
    m, h, w, c = images.shape
    X = np.zeros((h * w * c, m))
    for i in range(m):
        X[:, i] = images[i].flatten()
    return X


def flatten_moving_the_axis(images):
    return np.moveaxis(images, 0, -1).reshape(-1, images.shape[0])


def _draw_images(rng, i):
    m, h, w, c = [(4, 2, 3, 3), (5, 3, 2, 1), (2, 4, 2, 2)][i]
    return case("values", images=rng.uniform(size=(m, h, w, c)).round(3))


FLATTEN_IMAGES = Exercise(
    name="flatten_images",
    parts={"values": 2},
    reference=flatten_images,
    insight="A photograph is now a column of numbers, like any other example.",
    examples=(
        case("values", images=np.arange(2.0 * 2 * 3).reshape(2, 2, 3, 1)),
        case("values", images=np.arange(3.0 * 2 * 4 * 3).reshape(3, 2, 4, 3)),
    ),
    draw=_draw_images,
    draws=3,
    mistakes=(
        Mistake(
            "mixed-examples",
            flatten_mixing,
            "The shape is right, but every column mixes pixels of different pictures.",
            "`reshape` fills row after row. Make one *row* per picture first, then turn the array on its side.",
        ),
        Mistake(
            "rows",
            flatten_rows,
            "You made one row per picture. On paper an example is a column.",
            "One transpose is missing.",
        ),
        Mistake(
            "fortran-order",
            flatten_fortran,
            "Each column holds its own picture, but its pixels come in the wrong order: the first axis runs fastest.",
            '`.T` on all four axes does that, and so does `order="F"`. Turn the array only after `reshape`.',
        ),
        Mistake(
            "channels-first",
            flatten_channels_first,
            "You moved the colour channels to the front before flattening.",
            "Flatten height, width, channel in the order in which they stand.",
        ),
        Mistake(
            "pictures-turned",
            flatten_turned_pictures,
            "Height and width are exchanged: every picture was turned on its side before it was flattened.",
            "Transpose only after the pictures have become rows: `.T` on a 4-dimensional array turns everything round.",
        ),
        Mistake(
            "one-vector",
            flatten_one_vector,
            "All pictures went into one long vector; the examples can no longer be told apart.",
            "Keep an axis for the examples: m of the numbers stand side by side.",
        ),
        Mistake(
            "one-column",
            flatten_one_column,
            "All pictures went into one single column.",
            "You want m columns, one for each picture.",
        ),
        Mistake(
            "first-channel-only",
            flatten_first_channel,
            "Only the first colour channel of each picture is left; the others are lost.",
            "How many numbers has one picture? A column needs all of them.",
        ),
        Mistake(
            "scaled",
            flatten_scaled,
            "The numbers stand in the right places, but you divided them by 255.",
            "Flattening moves numbers and changes none of them.",
        ),
        Mistake(
            "return-in-the-loop",
            _only_column(0),
            "Only the first column holds a picture; the others are zeros: the function ends in the first turn of the loop.",
            "How far is `return` indented?",
        ),
        Mistake(
            "last-picture-lost",
            flatten_without_last,
            "The last picture is missing.",
            "How often does your loop run? `range(m)` ends at m − 1 by itself.",
        ),
    ),
    variants={
        "stack of ravelled pictures": flatten_with_loop,
        "column by column": flatten_pixel_by_pixel,
        "axis moved to the end": flatten_moving_the_axis,
    },
)
