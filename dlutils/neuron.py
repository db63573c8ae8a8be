"""One neuron, written as on paper: an example is a column, and one line of code serves all of them.

The first half is linear regression (the neuron says a number), the second half logistic regression (the neuron says
"probably"). Notebooks 01 to 03 derive every line; the layers of `dlutils.layers` hold examples as rows instead.

Shapes: X (n_x, m), Y (1, m), w (n_x, 1); b is a number. Each cost is the average over the m examples.
"""

from __future__ import annotations

import numpy as np

# Linear regression: ŷ = wᵀx + b ------------------------------------------------------------------


def linear_forward(w, b, X):
    """What the neuron says about each example: Ŷ = wᵀX + b.

    Parameters
    ----------
    w : ndarray of shape (n_x, 1)
    b : float
    X : ndarray of shape (n_x, m)

    Returns
    -------
    ndarray of shape (1, m)
    """
    return w.T @ X + b


def mean_squared_error(Y_hat, Y):
    """The cost J = (1/m) Σ (ŷ − y)², without the ½ of some textbooks.

    Parameters
    ----------
    Y_hat, Y : ndarray of shape (1, m)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the shapes differ: a row and a column would make a table of m² differences.
    """
    if Y_hat.shape != Y.shape:
        raise ValueError(f"Predictions and labels must have one shape, got {Y_hat.shape} and {Y.shape}.")
    return float(np.mean((Y_hat - Y) ** 2))


def linear_gradient(w, b, X, Y):
    """The slopes of the mean squared error: dw = (2/m) X Eᵀ and db = (2/m) Σ e, with E = Ŷ − Y.

    Returns
    -------
    dw : ndarray of shape (n_x, 1)
    db : float
    """
    m = X.shape[1]
    E = linear_forward(w, b, X) - Y
    dw = 2 / m * (X @ E.T)
    db = float(2 / m * E.sum())
    return dw, db


def linear_train(X, Y, alpha, iterations, w=None, b=0.0):
    """Gradient descent on the mean squared error.

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m)
    alpha : float
        Learning rate. The walk converges below 2/λmax of the cost's Hessian (notebook 04) and explodes above.
    iterations : int
        Number of steps.
    w, b : ndarray of shape (n_x, 1) and float, optional
        Where to start; zero by default.

    Returns
    -------
    w : ndarray of shape (n_x, 1)
    b : float
    costs : ndarray of shape (iterations,)
        The cost before each step.
    """
    w = np.zeros((X.shape[0], 1)) if w is None else w
    costs = np.empty(iterations)
    for step in range(iterations):
        costs[step] = mean_squared_error(linear_forward(w, b, X), Y)
        dw, db = linear_gradient(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, costs


def linear_solution(X, Y):
    """The weights and the bias at which all slopes are zero, without walking (least squares).

    Returns
    -------
    w : ndarray of shape (n_x, 1)
    b : float
    """
    ones = np.ones((1, X.shape[1]))
    both = np.linalg.lstsq(np.vstack([X, ones]).T, Y[0], rcond=None)[0]
    return both[:-1, None], float(both[-1])


# Logistic regression: ŷ = a = σ(wᵀx + b) ---------------------------------------------------------


def sigmoid(z):
    """σ(z) = 1 / (1 + e⁻ᶻ), without overflow for any z.

    Parameters
    ----------
    z : float or ndarray

    Returns
    -------
    float or ndarray of the same shape
    """
    small = np.exp(-np.abs(z))  # at most 1, so it cannot overflow
    return np.where(np.asarray(z) >= 0, 1.0, small) / (1.0 + small)


def logistic_forward(w, b, X):
    """The probability of label 1 for each example: A = σ(wᵀX + b), of shape (1, m)."""
    return sigmoid(w.T @ X + b)


def logistic_cost(w, b, X, Y):
    """The average cross-entropy, J = −(1/m) Σ (y log a + (1 − y) log(1 − a)), with the natural logarithm.

    It is computed from Z = wᵀX + b as log(1 + eᶻ) − y z, which stays finite where a rounds to 0 or 1.

    Returns
    -------
    float
    """
    Z = w.T @ X + b
    return float(np.mean(np.logaddexp(0, Z) - Y * Z))


def logistic_gradient(w, b, X, Y):
    """The slopes of the cross-entropy: dZ = A − Y, dw = X dZᵀ / m, db = Σ dZ / m.

    Returns
    -------
    dw : ndarray of shape (n_x, 1)
    db : float
    """
    m = X.shape[1]
    dZ = logistic_forward(w, b, X) - Y
    dw = X @ dZ.T / m
    db = float(dZ.sum() / m)
    return dw, db


def logistic_train(X, Y, alpha, iterations, w=None, b=0.0):
    """Gradient descent on the cross-entropy; parameters and returns as for `linear_train`."""
    w = np.zeros((X.shape[0], 1)) if w is None else w
    costs = np.empty(iterations)
    for step in range(iterations):
        costs[step] = logistic_cost(w, b, X, Y)
        dw, db = logistic_gradient(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, costs


def predict_labels(w, b, X):
    """1 where the neuron finds label 1 at least as probable as label 0, otherwise 0.

    Returns
    -------
    ndarray of int, shape (1, m)
    """
    return (w.T @ X + b >= 0).astype(int)
