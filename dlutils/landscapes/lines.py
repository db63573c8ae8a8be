"""The cost of one logistic neuron, seen along a straight line of weights.

Cross-entropy bends up on every such line. Squared error through a sigmoid does not, and goes flat where the
neuron is most wrong.
"""

import numpy as np

from dlutils.activations import sigmoid
from dlutils.landscapes.base import Landscape, as_places


class LogisticLine(Landscape):
    """J(t) = (1/m) Σ L(a, y) at the weights w + t·d and the bias b + t·d_b.

    As on paper an example is a column. A place is (t,), of shape (…, 1).

    Parameters
    ----------
    X : ndarray of shape (n_x, m)
    Y : ndarray of shape (1, m)
    w, direction : ndarray of shape (n_x, 1)
    b, direction_b : float
    loss : {"cross_entropy", "squared_error"}
        −(y log a + (1 − y) log(1 − a)), or (a − y)² without a ½.
    """

    dimension = 1

    def __init__(self, X, Y, w, direction, b=0.0, direction_b=0.0, loss="cross_entropy"):
        if loss not in ("cross_entropy", "squared_error"):
            raise ValueError(f"LogisticLine: loss must be 'cross_entropy' or 'squared_error', got {loss!r}.")
        self.loss = loss
        self.Z = (w.T @ X + b)[0]  # at t = 0
        self.speed = (direction.T @ X + direction_b)[0]  # how fast z grows with t, for each example
        self.Y = np.asarray(Y, dtype=float)[0]

    def value(self, w):
        Z = self._scores(w)
        if self.loss == "cross_entropy":
            return (np.logaddexp(0, Z) - self.Y * Z).mean(axis=-1)
        return ((sigmoid(Z) - self.Y) ** 2).mean(axis=-1)

    def gradient(self, w):
        """dJ/dt = mean of dL/dz · dz/dt."""
        A = sigmoid(self._scores(w))
        dZ = A - self.Y if self.loss == "cross_entropy" else 2 * (A - self.Y) * A * (1 - A)
        return (dZ * self.speed).mean(axis=-1, keepdims=True)

    def hessian(self, w):
        """d²J/dt² = mean of d²L/dz² · (dz/dt)², as a matrix of one entry."""
        A = sigmoid(self._scores(w))
        slope = A * (1 - A)
        curvature = slope
        if self.loss == "squared_error":
            curvature = 2 * slope * (slope + (A - self.Y) * (1 - 2 * A))
        return (curvature * self.speed**2).mean(axis=-1, keepdims=True)[..., None]

    def critical_points(self, reach=20.0):
        """All t between −reach and reach where the slope changes its sign, of shape (k, 1), in order.

        There may be none: the cost of separable data falls for ever.
        """
        t = np.linspace(-reach, reach, 4001)[:, None]
        positive = self.gradient(t)[:, 0] > 0
        change = np.flatnonzero(positive[1:] != positive[:-1])
        low, high, high_is_positive = t[change], t[change + 1], positive[change + 1, None]
        for _ in range(60):  # halve the interval until it has no inner number
            middle = (low + high) / 2
            same = (self.gradient(middle) > 0) == high_is_positive
            low, high = np.where(same, low, middle), np.where(same, middle, high)
        return (low + high) / 2

    def _scores(self, w):
        return self.Z + as_places(w, 1) * self.speed  # (…, 1) with (m,): (…, m)
