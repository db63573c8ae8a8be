"""The numbers behind the exploration of the shift: small pictures, four ways to make them smaller, and who gets a gradient."""

import numpy as np

from dlutils.plots.style import number

PICTURES = {
    "a digit": np.array(  # the fourth of `datasets.load_digits`, written as a 3
        [
            [0, 0, 7, 15, 13, 1, 0, 0],
            [0, 8, 13, 6, 15, 4, 0, 0],
            [0, 2, 1, 13, 13, 0, 0, 0],
            [0, 0, 2, 15, 11, 1, 0, 0],
            [0, 0, 0, 1, 12, 12, 1, 0],
            [0, 0, 0, 0, 1, 10, 8, 0],
            [0, 0, 8, 4, 5, 14, 9, 0],
            [0, 0, 7, 13, 13, 9, 0, 0],
        ]
    ),
    "stripes": np.tile([0, 0, 9, 0, 9, 0, 9, 0], (8, 1)),
    "a square": np.pad(np.full((4, 4), 8), 2),
}


def _tiles(picture):
    """The picture cut into tiles of 2 × 2: shape (4, 4, 2, 2)."""
    return picture.reshape(4, 2, 4, 2).swapaxes(1, 2)


WAYS = {
    "max pooling": lambda picture: _tiles(picture).max(axis=(2, 3)),
    "average pooling": lambda picture: _tiles(picture).mean(axis=(2, 3)),
    "every second pixel": lambda picture: picture[::2, ::2],
    "nothing": lambda picture: picture,
}


def moved(picture, shift):
    """The picture moved to the right; zeros come in on the left."""
    return np.pad(picture, ((0, 0), (shift, 0)))[:, : picture.shape[1]]


def before_and_after(picture, way, shift):
    """What the way of shrinking makes of the picture, and of the moved picture."""
    return tuple(WAYS[way](p).astype(float) for p in (picture, moved(picture, shift)))


def relative_change(before, after):
    """The RMS of the change in percent of the RMS of what was there before."""
    return 100 * float(np.sqrt(np.mean((after - before) ** 2) / np.mean(before**2)))


def cells_changed(before, after):
    """How many cells are not what they were, however small the change."""
    return int(np.count_nonzero(after != before))


def columns_moved(before, after):
    """By how many columns the result itself has moved, if it is the old one, else None. An empty result has not moved."""
    if not after.any():
        return None
    for columns in range(before.shape[1]):
        if np.array_equal(after, moved(before, columns)):
            return columns
    return None


def gradient_shares(picture, way, place):
    """Which share of a cell's gradient each pixel gets, as an array like the picture.

    In a tie of max pooling the first of the largest gets all, as in `dlutils.layers`.
    """
    shares = np.zeros(picture.shape)
    row, column = place
    if way == "nothing":
        shares[row, column] = 1
        return shares
    window = np.s_[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
    if way == "average pooling":
        shares[window] = 1 / 4
    else:
        winner = np.argmax(picture[window]) if way == "max pooling" else 0
        shares[window][divmod(int(winner), 2)] = 1
    return shares


def as_words(array):
    """A small array as text, row by row, for readers who cannot see it."""
    return "; ".join(" ".join(number(value) for value in row) for row in array)
