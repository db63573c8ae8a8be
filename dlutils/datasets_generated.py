"""Data that a computer draws, so that we know the truth behind them, and MNIST, which is fetched once.

Every loader gives rows: X of shape (m, …), one example after the other, and y of shape (m,), integer labels.
``rng`` is a seed or a ``numpy.random.Generator``; the same seed draws the same data, bit for bit.
"""

import numpy as np

from dlutils.download import DownloadError, fetch
from dlutils.drawing import COLOURS, SHAPES, draw_shapes

SHAPE_NAMES = tuple(SHAPES)

# The copy that Keras uses, and its SHA-256 as Keras states it (keras/src/datasets/mnist.py).
MNIST_ADDRESS = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


def one_hot(y, num_classes=None, dtype=np.float32):
    """One row per example, with a single 1 in the column of its class (Keras: ``to_categorical``).

    Parameters
    ----------
    y : ndarray of int, shape (m,)
    num_classes : int, optional
        Give it when the last class might not occur; otherwise the largest label decides.

    Returns
    -------
    ndarray of shape (m, num_classes)

    Raises
    ------
    ValueError
        If a label is no class, or y has not the shape (m,).
    """
    y = np.asarray(y)
    if y.ndim != 1 or not np.issubdtype(y.dtype, np.integer):
        raise ValueError(f"one_hot: y must be integers of shape (m,), got {y.dtype} of shape {y.shape}.")
    if num_classes is None:
        num_classes = int(y.max()) + 1
    if len(y) and not (0 <= y.min() and y.max() < num_classes):
        raise ValueError(
            f"one_hot: labels must lie between 0 and {num_classes - 1}, got {y.min()} to {y.max()}."
        )
    Y = np.zeros((len(y), num_classes), dtype=dtype)
    Y[np.arange(len(y)), y] = 1
    return Y


def load_xor(n=200, noise=0.15, rng=0):
    """Four clouds at the corners of a square; opposite corners belong together. No straight line parts them.

    Parameters
    ----------
    n : int
        How many points; the four clouds get equally many, give or take one.
    noise : float
        Standard deviation of a cloud; the corners lie at ±1 in both directions. 0 gives the corners
        themselves.
    rng : int or numpy.random.Generator

    Returns
    -------
    X : ndarray of shape (n, 2)
    y : ndarray of int, shape (n,)
        1 where the signs of the two coordinates of the corner differ.
    """
    rng = _generator(n, rng)
    corners = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    corner = rng.permutation(np.arange(n) % 4)
    X = corners[corner] + noise * rng.standard_normal((n, 2))
    return X, ((corner == 1) | (corner == 2)).astype(int)


def load_blobs(n=200, centers=3, spread=0.6, rng=0):
    """Round clouds, one per class.

    Parameters
    ----------
    n : int
    centers : int or ndarray of shape (classes, 2)
        The centres of the clouds; a number puts as many on a circle of radius 2.
    spread : float
        Standard deviation of each cloud.
    rng : int or numpy.random.Generator

    Returns
    -------
    X : ndarray of shape (n, 2)
    y : ndarray of int, shape (n,)
    """
    rng = _generator(n, rng)
    if np.ndim(centers) == 0:
        angle = 2 * np.pi * np.arange(centers) / centers + np.pi / 2
        centers = 2 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    centers = np.asarray(centers, dtype=float)
    y = rng.permutation(np.arange(n) % len(centers))
    return centers[y] + spread * rng.standard_normal((n, centers.shape[1])), y


def load_moons(n=200, noise=0.15, rng=0):
    """Two half-circles that reach into each other: the simplest classes that need a bent boundary.

    Parameters
    ----------
    n : int
    noise : float
        Standard deviation around the half-circles, whose radius is 1.
    rng : int or numpy.random.Generator

    Returns
    -------
    X : ndarray of shape (n, 2)
        Centred: the mean of the noiseless moons is (0, 0), turning by half a turn exchanges them.
    y : ndarray of int, shape (n,)
        0: the upper moon, 1: the lower.
    """
    rng = _generator(n, rng)
    y = rng.permutation(np.arange(n) % 2)
    along = np.pi * rng.random(n)
    upper = np.stack([np.cos(along) - 0.5, np.sin(along) - 0.25], axis=1)
    X = np.where(y[:, None] == 0, upper, -upper)
    return X + noise * rng.standard_normal((n, 2)), y


def load_shapes(n=1900, size=64, rng=0, *, scale=(0.28, 0.42), rotation=15, place=0.5, colours="hue"):
    """Coloured pictures of ten shapes that differ in nothing but their form (`SHAPE_NAMES`).

    Size, angle, place and colours are drawn anew for every picture and say nothing about the class.

    Parameters
    ----------
    n : int
        How many pictures; every class gets equally many, give or take one.
    size : int
        Height and width in pixels.
    rng : int or numpy.random.Generator
    scale : (float, float)
        The radius of a shape, as a share of the picture's width: drawn between these two; at most 0.5.
    rotation : float
        Degrees to either side; 180 turns shapes anywhere.
    place : float
        How much of the free place the centre uses: 0 is always the middle, 1 all places where the shape is
        complete.
    colours : {"hue", "bright", "any"}
        Any hue on a dark background; pale on dark; or two colours at least 0.5 apart in the cube of red,
        green and blue, so that shape or background may be the darker one. From easy to hard: "bright" and
        "hue", "any".

    Returns
    -------
    X : ndarray of float32, shape (n, size, size, 3)
        Red, green and blue from 0 to 1.
    y : ndarray of int, shape (n,)

    Examples
    --------
    >>> X, y = load_shapes(20, rng=1)
    >>> X.shape, SHAPE_NAMES[y[0]]
    ((20, 64, 64, 3), 'ring')
    """
    rng = _generator(n, rng)
    low, high = scale
    if not 0 < low <= high <= 0.5:
        raise ValueError(f"load_shapes: scale must be two numbers with 0 < low <= high <= 0.5, got {scale}.")
    if not 0 <= place <= 1:
        raise ValueError(f"load_shapes: place must lie between 0 and 1, got {place}.")
    if colours not in COLOURS:
        raise ValueError(f"load_shapes: colours must be one of {', '.join(COLOURS)}, got {colours!r}.")
    if size < 8:
        raise ValueError(
            f"load_shapes: in {size} × {size} pixels no shape can be recognised; take at least 8."
        )

    y = rng.permutation(np.arange(n) % len(SHAPES))
    radius = rng.uniform(low, high, n)
    angle = np.deg2rad(rng.uniform(-rotation, rotation, n))
    free = place * (0.5 - radius)[:, None]
    center = 0.5 + free * rng.uniform(-1, 1, (n, 2))
    foreground, background = COLOURS[colours](n, rng)
    return draw_shapes(y, size, radius, angle, center, foreground, background), y


def load_mnist(cache=None):
    """Handwritten digits, 28 × 28 pixels: 60,000 to train on and 10,000 from other writers to test on.

    From Yann LeCun, Corinna Cortes and Christopher Burges (http://yann.lecun.com/exdb/mnist/), after
    collections of the American NIST; licence CC BY-SA 3.0. The first call downloads 11 MB and keeps them in
    the user's cache folder.

    Parameters
    ----------
    cache : path, optional
        Another folder to keep the file in.

    Returns
    -------
    (X_train, y_train), (X_test, y_test)
        As Keras returns them, but with X as float32 from 0 to 1 of shape (m, 28, 28, 1), and y as int of
        shape (m,). X_train needs 188 MB of memory.

    Raises
    ------
    DownloadError
        Without network and without an earlier download, or if what came is not the file that was meant.
    """
    try:
        path = fetch(MNIST_ADDRESS, "mnist.npz", MNIST_SHA256, cache)
    except DownloadError as error:
        raise DownloadError(
            f"{error} Until then, load_digits() has smaller digits without any network."
        ) from None
    with np.load(path, allow_pickle=False) as arrays:
        return tuple(
            (arrays[f"x_{part}"][..., None] / np.float32(255), arrays[f"y_{part}"].astype(int))
            for part in ("train", "test")
        )


def _generator(n, rng):
    """Every generated set begins with this: a count that makes sense, and a source of chance."""
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}.")
    return np.random.default_rng(rng)
