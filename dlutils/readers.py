"""The network of notebook 11 that reads digits: its layers, its training, and three things to do with it afterwards.

Afterwards: give its hidden units another order, stand between two sets of weights, and cover a part of the picture.
"""

import numpy as np
from threadpoolctl import threadpool_limits

from dlutils.datasets import load_digits
from dlutils.layers import Conv2D, Dense, Flatten, MaxPooling2D
from dlutils.losses import SoftmaxCrossentropy
from dlutils.models import Sequential
from dlutils.optimizers import Adam

LAST_FIFTH = 1437  # where the last fifth of the digits begins, in the order of the file
CLASSES = 10


def load_pictures():
    """The digits of `load_digits`, ready for training.

    Returns
    -------
    X : ndarray of shape (1797, 8, 8, 1)
        From 0 (paper) to 1 (ink).
    y : ndarray of int, shape (1797,)
    Y : ndarray of shape (1797, 10)
        One-hot rows.
    """
    digits = load_digits()
    return digits.images / 16, digits.labels, np.eye(CLASSES)[digits.labels]


def reader_layers(activation="relu", initializer="he_normal"):
    """Two convolutions, a pooling layer, a hidden dense layer, ten shares; new layers at every call.

    Parameters
    ----------
    activation, initializer : str
        For all layers but the last.

    Returns
    -------
    list of Layer
    """
    hidden = {"activation": activation, "kernel_initializer": initializer}
    return [
        Conv2D(16, 3, padding="same", input_shape=(8, 8, 1), **hidden),
        Conv2D(32, 3, padding="same", **hidden),
        MaxPooling2D(2),
        Flatten(),
        Dense(64, **hidden),
        Dense(
            CLASSES,
            activation="softmax",
            kernel_initializer="zeros" if initializer == "zeros" else "glorot_uniform",
        ),
    ]


def train_reader(X, Y, seed=0, layers=None, optimizer=None, batch_size=32, epochs=15):
    """Train a network on digits, in double precision, so that all machines come to the same network.

    Parameters
    ----------
    X : ndarray of shape (m, 8, 8, 1)
    Y : ndarray of shape (m, 10)
    seed : int
        Draws the first weights and the order of the examples.
    layers : list of Layer, optional
        By default `reader_layers`.
    optimizer : Optimizer or str, optional
        By default Adam with the rate 0.001.

    Returns
    -------
    Sequential, History
    """
    model = Sequential(reader_layers() if layers is None else layers, seed=seed, dtype="float64")
    model.compile(optimizer=optimizer or Adam(0.001), loss="categorical_crossentropy", metrics=["accuracy"])
    with threadpool_limits(
        1
    ):  # so small a network gains nothing from a second thread, and waits for it if others work
        return model, model.fit(X, Y, batch_size=batch_size, epochs=epochs, verbose=0)


def share_read(model, X, y):
    """The share of pictures that a network reads correctly."""
    return float(np.mean(model.predict(X).argmax(axis=1) == y))


def weights_of(model):
    """All weights of a network, copied, by name: "dense_1.W" …"""
    return {name: value.copy() for name, value, _ in model.parameters()}


def in_other_order(weights, order):
    """The same network with the units of its hidden dense layer in another order.

    Each unit takes its column of the first matrix, its bias, and its row of the second one along, so no output
    changes.

    Parameters
    ----------
    weights : dict
        Of a network of `reader_layers`, see `weights_of`.
    order : ndarray of int, shape (64,)

    Returns
    -------
    dict
    """
    return {
        **weights,
        "dense_1.W": weights["dense_1.W"][:, order],
        "dense_1.b": weights["dense_1.b"][order],
        "dense_2.W": weights["dense_2.W"][order],
    }


def between(one, other, t):
    """The weights on the straight line from one network (t = 0) to another (t = 1)."""
    return {name: (1 - t) * one[name] + t * other[name] for name in one}


def cost_of(weights, X, Y):
    """The mean cross-entropy of a network of `reader_layers` with these weights, from its scores."""
    model = Sequential(reader_layers(), dtype="float64")
    for name, value, _ in model.parameters():
        value[...] = weights[name]
    A = X
    for step in model.steps()[:-1]:  # all but the softmax
        A = step.forward(A)
    return float(SoftmaxCrossentropy().forward(A, Y))


def occlusion_map(predict, image, size):
    """By how much the share of a network's choice falls, when a square of the picture is covered.

    Parameters
    ----------
    predict : callable
        Takes pictures of shape (m, h, w, c), returns shares of shape (m, classes).
    image : ndarray of shape (h, w, c)
    size : int
        Side of the square that is set to 0.

    Returns
    -------
    ndarray of shape (h − size + 1, w − size + 1)
        Entry (r, c): the share before minus the share with the square's upper left corner at (r, c), both of the
        class that wins on the whole picture.
    """
    height, width = image.shape[0] - size + 1, image.shape[1] - size + 1
    covered = np.repeat(image[None], height * width, axis=0)
    for place, (row, column) in enumerate(np.ndindex(height, width)):
        covered[place, row : row + size, column : column + size] = 0
    before = predict(image[None])[0]
    choice = before.argmax()
    return (before[choice] - predict(covered)[:, choice]).reshape(height, width)
