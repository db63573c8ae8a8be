"""A network with one hidden layer, as on paper: one example per column, tanh inside, a sigmoid at the end.

    Z1 = W1ᵀ X + b1     A1 = tanh(Z1)      n_h hidden units
    Z2 = W2ᵀ A1 + b2    A2 = σ(Z2)         the probability of label 1

Notebook 06 derives every line. The layers in ``dlutils/layers`` do the same with one example per row, for any
number of layers; here the letters are those of the derivation, and the quantities between the layers can be
looked at (`logbook`).

``parameters`` is a dict with W1 (n_x, n_h), b1 (n_h, 1), W2 (n_h, 1), b2 (1, 1). Nothing is changed in place.
"""

from math import sqrt

import numpy as np

from dlutils.activations import sigmoid
from dlutils.gradients import GradientRow, GradientTable, numerical_gradient, relative_error

SMALL = 0.01
NAMES = ("W1", "b1", "W2", "b2")
KINDS = ("zero", "small", "xavier", "he")


def initialize(n_in, n_out, kind, rng):
    """First weights of a layer, of shape (n_in, n_out): normal numbers whose spread the rule decides.

    "zero": 0. "small": 0.01. "xavier": √(2 / (n_in + n_out)). "he": √(2 / n_in).
    """
    if kind not in KINDS:
        raise ValueError(f"initialize: kind must be one of {', '.join(KINDS)}, got {kind!r}.")
    spread = {"zero": 0, "small": SMALL, "xavier": sqrt(2 / (n_in + n_out)), "he": sqrt(2 / n_in)}[kind]
    return spread * rng.standard_normal((n_in, n_out))


def start(n_x, n_h, kind, rng):
    """First parameters of the whole network: weights by `initialize`, biases zero.

    ``rng`` is a seed or a ``numpy.random.Generator``.
    """
    rng = np.random.default_rng(rng)
    return {
        "W1": initialize(n_x, n_h, kind, rng),
        "b1": np.zeros((n_h, 1)),
        "W2": initialize(n_h, 1, kind, rng),
        "b2": np.zeros((1, 1)),
    }


def layer_forward(A, W, b, activation):
    """Z = Wᵀ A + b, and what the activation makes of it.

    Parameters
    ----------
    A : ndarray of shape (n_in, m)
    W : ndarray of shape (n_in, n_out)
    b : ndarray of shape (n_out, 1)
    activation : callable

    Returns
    -------
    A_next, Z : ndarrays of shape (n_out, m)
    """
    Z = W.T @ A + b
    return activation(Z), Z


def layer_backward(dZ, A_prev, W):
    """From dZ of a layer, what belongs to its parameters and what its input gets.

    dZ and dA_prev belong to the *sum* of the losses, dW and db to their mean: this is where 1/m lives.

    Parameters
    ----------
    dZ : ndarray of shape (n_out, m)
    A_prev : ndarray of shape (n_in, m)
    W : ndarray of shape (n_in, n_out)

    Returns
    -------
    dA_prev : ndarray of shape (n_in, m)
    dW : ndarray of shape (n_in, n_out)
    db : ndarray of shape (n_out, 1)
    """
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


def tanh_slope(A):
    """The derivative of tanh, written in its result: 1 − a²."""
    return 1 - A**2


def forward(X, parameters):
    """The probabilities A2, of shape (1, m)."""
    return sigmoid(_scores(X, parameters)[1])


def hidden_units(X, parameters):
    """What the hidden units say about each example: A1, of shape (n_h, m)."""
    return _scores(X, parameters)[0]


def cost(X, Y, parameters):
    """The mean cross-entropy, computed from Z2 so that it stays finite."""
    return _mean_cross_entropy(_scores(X, parameters)[1], Y)


def accuracy(X, Y, parameters):
    """The share of examples whose label is found."""
    return float(np.mean((_scores(X, parameters)[1] >= 0) == (Y == 1)))


def backward(X, Y, parameters, slope=tanh_slope):
    """Everything that the backward pass computes, in the order in which it does: dZ2, dW2, db2, dA1, dZ1, dW1, db1.

    ``slope`` is the derivative of tanh as a function of A1. Another one makes a network with a bug in it, for
    `logbook` to find.
    """
    A1, Z2 = _scores(X, parameters)
    dZ2 = sigmoid(Z2) - Y
    dA1, dW2, db2 = layer_backward(dZ2, A1, parameters["W2"])
    dZ1 = dA1 * slope(A1)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dZ2": dZ2, "dW2": dW2, "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}


def two_layer_gradients(X, Y, parameters):
    """The four gradients of the mean cross-entropy, a dict with dW1, db1, dW2, db2."""
    everything = backward(X, Y, parameters)
    return {name: everything[name] for name in ("dW1", "db1", "dW2", "db2")}


def train(X, Y, parameters, alpha, iterations):
    """Gradient descent on all examples at once.

    Returns
    -------
    parameters : dict
    costs : ndarray of shape (iterations,)
        The cost before each step.
    """
    costs = np.empty(iterations)
    for step in range(iterations):
        costs[step] = cost(X, Y, parameters)
        gradients = two_layer_gradients(X, Y, parameters)
        parameters = {name: value - alpha * gradients["d" + name] for name, value in parameters.items()}
    return parameters, costs


def as_vector(parameters):
    """All parameters one behind the other, in the order W1, b1, W2, b2: an array of shape (n,)."""
    return np.concatenate([parameters[name].ravel() for name in NAMES])


def from_vector(v, n_x, n_h):
    """The opposite of `as_vector`."""
    ends = np.cumsum([n_x * n_h, n_h, n_h])
    shapes = (n_x, n_h), (n_h, 1), (n_h, 1), (1, 1)
    parts = zip(NAMES, np.split(v, ends), shapes, strict=True)
    return {name: part.reshape(shape) for name, part, shape in parts}


def logbook(X, Y, parameters, slope=tanh_slope):
    """Every quantity of the backward pass beside what nudging says, from the input to the end.

    Backward works from the bottom of this table to its top, so **the lowest row with a large error is the
    first broken link**. Rows above it suffer from it. dZ and dA are held against the sum of the losses, dW and
    db against their mean.

    Returns
    -------
    GradientTable
    """
    computed = backward(X, Y, parameters, slope)
    A1, Z2 = _scores(X, parameters)
    m, (W1, b1, W2, b2) = X.shape[1], (parameters[name] for name in NAMES)
    Z1 = W1.T @ X + b1
    mean = _mean_cross_entropy
    cost_of = {
        "dW1": (W1, lambda W1: mean(W2.T @ np.tanh(W1.T @ X + b1) + b2, Y)),
        "db1": (b1, lambda b1: mean(W2.T @ np.tanh(W1.T @ X + b1) + b2, Y)),
        "dZ1": (Z1, lambda Z1: m * mean(W2.T @ np.tanh(Z1) + b2, Y)),
        "dA1": (A1, lambda A1: m * mean(W2.T @ A1 + b2, Y)),
        "dW2": (W2, lambda W2: mean(W2.T @ A1 + b2, Y)),
        "db2": (b2, lambda b2: mean(W2.T @ A1 + b2, Y)),
        "dZ2": (Z2, lambda Z2: m * mean(Z2, Y)),
    }
    return GradientTable(_row(name, computed[name], *cost_of[name]) for name in cost_of)


def _row(name, gradient, value, f):
    nudged = numerical_gradient(f, value)
    worst = np.unravel_index(np.abs(gradient - nudged).argmax(), value.shape)
    # Rounding leaves some 1e-10 of a slope that is exactly zero, as it is in a network of zeros.
    error = 0.0 if np.allclose(gradient, nudged, rtol=0, atol=1e-9) else relative_error(gradient, nudged)
    return GradientRow(name, value.shape, error, worst, float(gradient[worst]), float(nudged[worst]))


def _scores(X, parameters):
    A1, _ = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    return A1, parameters["W2"].T @ A1 + parameters["b2"]


def _mean_cross_entropy(Z, Y):
    return float(np.mean(np.logaddexp(0, Z) - Y * Z))
