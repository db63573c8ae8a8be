"""What does a result do when pictures move by a few pixels? Many texts say; here it is measured."""

import numpy as np


def move_right(X, shift):
    """Pictures moved to the right; zeros come in on the left, and what leaves on the right is lost.

    Parameters
    ----------
    X : ndarray of shape (m, h, w, c)
    shift : int
        How many columns, at least 0.

    Returns
    -------
    ndarray of shape (m, h, w, c)
    """
    if shift < 0:
        raise ValueError(f"move_right: shift must be 0 or more columns, got {shift}.")
    return np.pad(X, ((0, 0), (0, 0), (shift, 0), (0, 0)))[:, :, : X.shape[2]]


def shift_sensitivity(function, X, shift):
    """RMS(f(moved) − f(X)) / RMS(f(X)): 0 if nothing changes, 1 if the change is as large as the result was.

    Parameters
    ----------
    function : callable
        Takes pictures (m, h, w, c) and returns an array, for example ``MaxPooling2D(2).forward``.
    X : ndarray of shape (m, h, w, c)
    shift : int
        By how many columns the pictures move to the right.

    Returns
    -------
    float
    """
    before, after = function(X), function(move_right(X, shift))
    # A root of means, or of sums: the number of entries cancels.
    return float(np.linalg.norm(after - before) / np.linalg.norm(before))
