"""One neuron, written as on paper: an example is a column, and one line of code serves all of them.

The first part is linear regression (the neuron says a number), the second logistic regression (the neuron
says "probably"), the third both once more with loops, as the sums are written. Notebooks 01 to 03 derive
every line; the layers of `dlutils.layers` hold examples as rows instead.

Shapes: X (n_x, m), Y (1, m), w (n_x, 1); b is a number. Each cost is the average over the m examples.
"""

from __future__ import annotations

from math import exp, log1p

import numpy as np

from dlutils.activations import sigmoid

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


def linear_hessian(X):
    """The curvatures of the mean squared error in w, (2/m) X Xᵀ: the same for all w, b and Y.

    Returns
    -------
    ndarray of shape (n_x, n_x)
    """
    return 2 / X.shape[1] * (X @ X.T)


def linear_train(X, Y, alpha, iterations, w=None, b=0.0):
    """Gradient descent on the mean squared error.

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m)
    alpha : float
        Learning rate. The walk converges below 2/λmax of the cost's Hessian in w and b together (`linear_hessian` of X
        with a row of ones; notebook 04) and explodes above.
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


def logistic_hessian(w, b, X):
    """The curvatures of the cross-entropy in w: X S Xᵀ / m, where S holds a (1 − a) on its diagonal.

    The labels do not occur in it, and no direction bends downwards: the cost is convex.

    Returns
    -------
    ndarray of shape (n_x, n_x)
    """
    A = logistic_forward(w, b, X)
    return (X * (A * (1 - A))) @ X.T / X.shape[1]


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


# The same with loops -----------------------------------------------------------------------------


def linear_gradient_loops(w, b, X, Y):
    """`mean_squared_error` and `linear_gradient` at once, written like the sums.

    i counts the examples, j the features; every sum begins at 0 and is divided by m at the end.

    Returns
    -------
    J : float
    dw : ndarray of shape (n_x, 1)
    db : float
    """
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        y_hat = b
        for j in range(n_x):
            y_hat += w[j, 0] * X[j, i]
        e = y_hat - Y[0, i]
        J += e**2
        for j in range(n_x):
            dw[j, 0] += 2 * X[j, i] * e
        db += 2 * e
    return float(J / m), dw / m, float(db / m)


def logistic_gradient_loops(w, b, X, Y):
    """`logistic_cost` and `logistic_gradient` at once, written like the sums: two loops inside one.

    Returns
    -------
    J : float
    dw : ndarray of shape (n_x, 1)
    db : float
    """
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        small = exp(-abs(z))  # at most 1, so it cannot overflow
        a = 1 / (1 + small) if z >= 0 else small / (1 + small)
        J += max(z, 0) + log1p(small) - Y[0, i] * z  # −(y log a + (1 − y) log(1 − a)), from z
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return float(J / m), dw / m, float(db / m)


def logistic_gradient_one_loop(w, b, X, Y):
    """Half-way: the loops over the features have become products of vectors, the one over the examples stays.

    Returns as `logistic_gradient_loops`.
    """
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[0, i]
        z = (w.T @ x).item() + b
        J += np.logaddexp(0, z) - y * z
        dz = sigmoid(z) - y
        dw += x * dz
        db += dz
    return float(J / m), dw / m, float(db / m)
