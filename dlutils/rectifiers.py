"""What an activation does to a network: to the signal on its way through many layers, and to the units of one.

Two experiments of notebook 07. `through_layers` sends numbers forward and a gradient backward through a stack of
layers that nobody has trained yet. `watch` trains one hidden layer and notes at every few steps which units still
let a gradient through. One example per row.
"""

from typing import NamedTuple

import numpy as np

from dlutils import activations
from dlutils.initializers import get_initializer

BY_NAME = {
    name: (getattr(activations, name), getattr(activations, f"{name}_derivative"))
    for name in ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "gelu")
}
BATCH = 64
NO_SLOPE = 1e-3  #: a unit whose slope is smaller than this for every example gets no gradient worth the name


class Signal(NamedTuple):
    """What became of a signal: one number behind each layer.

    Attributes
    ----------
    mean : ndarray of shape (depth,)
        The mean of all outputs of a layer.
    spread : ndarray of shape (depth,)
        How much an output of the layer differs from example to example (standard deviation, averaged over the units).
    gradient : ndarray of shape (depth + 1,)
        The norm of a random gradient after 0, 1, 2 … layers on its way back, relative to the start.
    """

    mean: np.ndarray
    spread: np.ndarray
    gradient: np.ndarray


def through_layers(activation, initializer, depth=50, width=200, seed=0, X=None):
    """Send examples forward and a gradient backward through layers with fresh weights and no bias.

    Parameters
    ----------
    activation : str
        A name in `BY_NAME`.
    initializer : str or callable
        See ``dlutils/initializers.py``.
    depth, width : int
        How many layers, and the units of each.
    seed : int
    X : ndarray of shape (m, width), optional
        The examples; by default 300 of standard normal numbers, which are standardized.

    Returns
    -------
    Signal
    """
    rng = np.random.default_rng(seed)
    f, slope = BY_NAME[activation]
    A = rng.standard_normal((300, width)) if X is None else X
    layers, mean, spread = [], np.empty(depth), np.empty(depth)
    for k in range(depth):
        W = get_initializer(initializer)((width, width), rng)
        Z = A @ W
        A = f(Z)
        layers.append((W, Z))
        mean[k], spread[k] = A.mean(), A.std(axis=0).mean()
    dA, norms = rng.standard_normal(A.shape), np.empty(depth + 1)
    norms[0] = np.linalg.norm(dA)
    for k, (W, Z) in enumerate(reversed(layers), 1):
        dA = (dA * slope(Z)) @ W.T
        norms[k] = np.linalg.norm(dA)
    return Signal(mean, spread, norms / norms[0])


class Watched(NamedTuple):
    """One run of `watch`. A record is made before the first step and after every few steps.

    Attributes
    ----------
    steps : ndarray of shape (records,)
    slopes : ndarray of shape (records, units)
        The largest slope that any of the training examples meets in a unit: 0 if none of them gets a gradient through.
    accuracy : ndarray of shape (records,)
        The share of the held-back examples that is recognised.
    parameters : tuple
        W1 (n_x, units), b1 (units,), W2 (units, classes), b2 (classes,) after the last step.
    diverged : bool
        Whether numbers grew without bound; the later records then repeat the last good one.
    """

    steps: np.ndarray
    slopes: np.ndarray
    accuracy: np.ndarray
    parameters: tuple
    diverged: bool

    @property
    def dead(self):
        """The share of units without a gradient, for each record: an array of shape (records,)."""
        return (self.slopes < NO_SLOPE).mean(axis=1)


def first_parameters(n_x, units, classes, seed=0, bias=0.0):
    """He's weights for the hidden layer, smaller ones for the outputs; every hidden unit has the same bias."""
    rng = np.random.default_rng(seed)
    W1 = get_initializer("he_normal")((n_x, units), rng)
    W2 = get_initializer("lecun_normal")((units, classes), rng)
    return W1, np.full(units, float(bias)), W2, np.zeros(classes)


def watch(data, activation, rate, parameters, steps=300, every=6, seed=0, alpha=None):
    """Train one hidden layer by plain descent on batches of 64, and watch its units.

    Parameters
    ----------
    data : tuple
        X (m, n_x), y (m,) of whole numbers, and the same for the examples held back.
    activation : str
        A name in `BY_NAME`.
    rate : float
        The learning rate.
    parameters : tuple
        As from `first_parameters`, or those of another run; they are not changed.
    steps, every : int
        How many steps, and after how many to make a record.
    seed : int
        Draws the batches.
    alpha : float, optional
        The slope of a leaky ReLU, the depth of an ELU.

    Returns
    -------
    Watched
    """
    X, y, X_new, y_new = data
    f, slope = BY_NAME[activation]
    more = () if alpha is None else (alpha,)
    W1, b1, W2, b2 = (p.astype(X.dtype) for p in parameters)
    Y = np.eye(len(b2), dtype=X.dtype)[y]
    rng = np.random.default_rng(seed)
    count = steps // every + 1
    slopes, accuracy, diverged = np.empty((count, len(b1))), np.empty(count), False
    with np.errstate(over="ignore", invalid="ignore"):  # a run that diverges is reported, not warned about
        for step in range(steps + 1):
            if step % every == 0:
                last = step // every
                slopes[last] = slope(X @ W1 + b1, *more).max(axis=0)
                found = (f(X_new @ W1 + b1, *more) @ W2 + b2).argmax(axis=1)
                accuracy[last] = (found == y_new).mean()
                diverged = diverged or not np.isfinite(W1).all()
                if diverged:
                    slopes[last:], accuracy[last:] = slopes[last - 1], accuracy[last - 1]
                    break
            batch = rng.integers(0, len(X), BATCH)
            x = X[batch]
            Z = x @ W1 + b1
            A = f(Z, *more)
            dS = (activations.softmax(A @ W2 + b2) - Y[batch]) / BATCH
            dZ = (dS @ W2.T) * slope(Z, *more)
            if step < steps:
                W2 -= rate * (A.T @ dS)
                b2 -= rate * dS.sum(axis=0)
                W1 -= rate * (x.T @ dZ)
                b1 -= rate * dZ.sum(axis=0)
    return Watched(every * np.arange(count), slopes, accuracy, (W1, b1, W2, b2), diverged)
