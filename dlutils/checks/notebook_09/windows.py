"""What the exercises of pooling share: a window on its way over pictures (m, h, w, c), right or with one wrong idea."""

from __future__ import annotations

import numpy as np


def pair(number):
    """3 → (3, 3): the same down and across."""
    return (number, number) if np.ndim(number) == 0 else tuple(number)


def count(shape, size, stride):
    """How many places the window has, down and across."""
    return [(n - f) // s + 1 for n, f, s in zip(shape[1:3], pair(size), pair(stride), strict=True)]


def count_rounded_up(shape, size, stride):
    return [-((f - n) // s) + 1 for n, f, s in zip(shape[1:3], pair(size), pair(stride), strict=True)]


def windows(shape, size, stride, places=None, starts=None):
    """For every place of the result: the place, and the pixels under the window, both as slices.

    `places` and `starts` are wrong ideas: of how many places there are, and of where the window of a place starts.
    """
    (f_h, f_w), (s_h, s_w) = pair(size), pair(stride)
    for r, c in np.ndindex(*(places or count(shape, size, stride))):
        top, left = starts(r, c) if starts else (r * s_h, c * s_w)
        yield np.s_[:, r, c], np.s_[:, top : top + f_h, left : left + f_w]


def pool(X, size, stride, summary, places=None, starts=None):
    """Each window becomes `summary(window)`, with windows of shape (m, f_h, f_w, c)."""
    places = places or count(X.shape, size, stride)
    Y = np.zeros((len(X), *places, X.shape[3]))
    for place, under in windows(X.shape, size, stride, places, starts):
        Y[place] = summary(X[under])
    return Y


def floats(Y):
    """Whole numbers are as good as floats here, if they are right."""
    return Y.astype(float) if isinstance(Y, np.ndarray) and Y.dtype.kind in "iu" else Y


def distinct(rng, shape, low=-60, high=60):
    """Different numbers, so that no window has a tie; one digit behind the point."""
    return rng.choice(np.arange(low, high), size=int(np.prod(shape)), replace=False).reshape(shape) / 10
