"""The numbers behind the x-ray: what stands in the maps of a network, what their filters look like, where it errs."""

import functools

import numpy as np

from dlutils.readers import LAST_FIFTH, load_pictures, train_reader

FEWEST = 8  # pictures to look at, also when a network is nearly always right


@functools.cache
def file_order_reader():
    """The network of `readers.train_reader`, trained on all digits but the last fifth of the file, with that fifth.

    Returns
    -------
    model : Sequential
    X : ndarray of shape (360, 8, 8, 1)
    y : ndarray of int, shape (360,)
    """
    X, y, Y = load_pictures()
    model, _ = train_reader(X[:LAST_FIFTH], Y[:LAST_FIFTH])
    return model, X[LAST_FIFTH:], y[LAST_FIFTH:]


def hardest(shares, y):
    """The numbers of the pictures that are read wrongly, in their order; at least the few that were nearly so.

    Parameters
    ----------
    shares : ndarray of shape (m, classes)
    y : ndarray of int, shape (m,)

    Returns
    -------
    ndarray of int
    """
    rows = np.arange(len(y))
    rivals = shares.copy()
    rivals[rows, y] = -1
    margin = shares[rows, y] - rivals.max(axis=1)  # negative: read wrongly
    count = max(FEWEST, int(np.sum(margin < 0)))
    return np.sort(np.argsort(margin, kind="stable")[:count])


def feature_maps(model, picture):
    """What comes out of each layer that makes maps, with its activation.

    Parameters
    ----------
    model : Sequential
    picture : ndarray of shape (h, w, c)

    Returns
    -------
    list of (layer, ndarray of shape (h, w, channels))
    """
    found, A = [], np.asarray(picture, model.dtype)[None]
    for layer in model.layers:
        for step in layer.steps():
            A = step.forward(A)
        if A.ndim == 4:
            found.append((layer, A[0]))
    return found


def filter_of(layer, channel):
    """One filter of a convolution as a small picture, or None for a layer without filters.

    A filter behind many maps has a slice for each of them; this is the slice with the largest weights.

    Returns
    -------
    ndarray of shape (f_h, f_w), or None
    """
    kernels = getattr(layer, "W", None)
    if kernels is None or np.ndim(kernels) != 4:
        return None
    slices = kernels[:, :, :, channel]
    return slices[:, :, np.argmax(np.square(slices).sum(axis=(0, 1)))]
