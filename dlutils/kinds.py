"""Four kinds of networks for the same digits, with about as many parameters each, and what notebook 12 does with them.

A digit is 64 numbers. A dense network takes them as a row of a table, a convolutional one as an image, a recurrent one
as a sequence of eight rows; the hybrid looks at the image first and then reads what it saw, row by row.
"""

import numpy as np
from threadpoolctl import threadpool_limits

from dlutils.layers import Conv2D, Dense, Flatten, MaxPooling2D, Reshape, SimpleRNN
from dlutils.models import Sequential
from dlutils.optimizers import Adam

PICTURE = (8, 8, 1)  # height, width, channels
CLASSES, PARTS, EPOCHS, BATCH, RATE = 10, 5, 15, 32, 0.003
_RELU = {"activation": "relu", "kernel_initializer": "he_normal"}


def _dense():
    return [Flatten(input_shape=PICTURE), Dense(64, **_RELU)]


def _convolutional():
    return [
        Conv2D(16, 3, padding="same", input_shape=PICTURE, **_RELU),
        MaxPooling2D(2),
        Conv2D(24, 3, **_RELU),
        Flatten(),
    ]


def _recurrent():
    return [Reshape((8, 8), input_shape=PICTURE), SimpleRNN(64)]


def _hybrid():
    """A convolution, the maps laid side by side so that a row stays a row, and a recurrent layer that reads the rows."""
    return [
        Conv2D(12, 3, padding="same", input_shape=PICTURE, **_RELU),
        MaxPooling2D((1, 2)),  # (8, 4, 12)
        Reshape((8, 48)),
        SimpleRNN(48),
    ]


KINDS = {"dense": _dense, "convolutional": _convolutional, "recurrent": _recurrent, "hybrid": _hybrid}
RIDDLE = "dense"  # the kind that opens notebook 12; its name is not said there


def network(kind, seed=0):
    """A new network for digits of shape (8, 8, 1), compiled, not trained.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    seed : int
        Draws the first weights and the order of the examples.

    Returns
    -------
    Sequential
        In double precision, so that all machines come to the same network.
    """
    model = Sequential([*KINDS[kind](), Dense(CLASSES, activation="softmax")], seed=seed, dtype="float64")
    model.compile(Adam(RATE), "categorical_crossentropy", metrics=["accuracy"])
    return model


def train(kind, X, y, seed=0):
    """Train a network of this kind on pictures X of shape (m, 8, 8, 1) with labels y of shape (m,)."""
    model = network(kind, seed)
    with threadpool_limits(1):  # small matrices: on a busy machine several threads only wait for each other
        model.fit(X, np.eye(CLASSES)[y], batch_size=BATCH, epochs=EPOCHS, verbose=0)
    return model


def five_parts(m):
    """The numbers 0 … m − 1, shuffled and cut into five parts."""
    return np.array_split(np.random.default_rng(0).permutation(m), PARTS)


def shares_read(kind, X, y):
    """Five networks of one kind, each tested on another fifth of the digits.

    Returns
    -------
    ndarray of shape (5,)
        The share of unseen digits that each of them reads.
    """
    shares = []
    for seed, part in enumerate(five_parts(len(X))):
        rest = np.setdiff1d(np.arange(len(X)), part)
        model = train(kind, X[rest], y[rest], seed)
        shares.append(np.mean(model.predict(X[part]).argmax(axis=1) == y[part]))
    return np.array(shares)


def shuffle_pixels(X, order):
    """Give the pixels of all pictures the same new places: pixel ``order[k]`` goes to place k.

    Parameters
    ----------
    X : ndarray of shape (m, height, width, channels)
    order : ndarray of int, shape (height · width · channels,)
        Every number from 0 on once.
    """
    return X.reshape(len(X), -1)[:, order].reshape(X.shape)


def load_strings(m, T, rng):
    """Strings of noughts and ones; those with three ones in a row somewhere are class 1, a little less than half.

    Parameters
    ----------
    m, T : int
        How many, and how long; T at least 3.
    rng : numpy.random.Generator

    Returns
    -------
    X : ndarray of shape (m, T, 1)
    y : ndarray of int, shape (m,)
    """
    share_of_ones = 0.97 / T ** (1 / 3)  # the longer, the fewer ones
    X = (rng.random((m, T)) < share_of_ones).astype(float)
    y = (X[:, :-2] * X[:, 1:-1] * X[:, 2:]).max(axis=1).astype(int)
    return X[:, :, None], y


def string_reader(kind, seed=0):
    """A small network for strings of length 20: "recurrent" with 16 units, or "dense" with 16 units.

    Returns
    -------
    Sequential
        Compiled, not trained, in double precision.
    """
    layers = [SimpleRNN(16)] if kind == "recurrent" else [Flatten(), Dense(16, **_RELU)]
    model = Sequential([*layers, Dense(2, activation="softmax")], seed=seed, dtype="float64")
    model.compile(Adam(0.002), "categorical_crossentropy", metrics=["accuracy"])
    return model
