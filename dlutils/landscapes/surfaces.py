"""Surfaces over two weights, from a bowl to a network of two weights.

Each can be turned: ``Saddle().turned(45)``. With w = (x, y): value, gradient and Hessian are written in x and
y, as on paper.
"""

import numpy as np

from dlutils.landscapes.base import Landscape, as_places


class Parabola(Landscape):
    """f = x₁² + … + xₙ²: the same in every direction, one minimum. With dimension=1 it is x².

    Parameters
    ----------
    dimension : int
    """

    def __init__(self, dimension=2):
        self.dimension = dimension

    def value(self, w):
        return (as_places(w, self.dimension) ** 2).sum(axis=-1)

    def gradient(self, w):
        return 2 * as_places(w, self.dimension)

    def hessian(self, w):
        w = as_places(w, self.dimension)
        return np.broadcast_to(2 * np.eye(self.dimension), (*w.shape, self.dimension)).copy()

    def critical_points(self):
        """The minimum."""
        return np.zeros((1, self.dimension))


class Ravine(Landscape):
    """f = (x² + κ y²) / 2: κ times as steep across as along. Gradient descent zigzags.

    The worst angle between the way down and the way to the minimum has the cosine 2√κ / (1 + κ).

    Parameters
    ----------
    condition : float
        κ, the ratio of the two curvatures.
    """

    def __init__(self, condition=100.0):
        if not condition > 0:
            raise ValueError(f"Ravine: condition must be positive, got {condition}.")
        self.condition = float(condition)

    def value(self, w):
        x, y = _xy(w)
        return (x**2 + self.condition * y**2) / 2

    def gradient(self, w):
        x, y = _xy(w)
        return np.stack([x, self.condition * y], axis=-1)

    def hessian(self, w):
        x, y = _xy(w)
        return _matrix(np.ones_like(x), np.zeros_like(x), np.full_like(x, self.condition))

    def critical_points(self):
        """The minimum."""
        return np.zeros((1, 2))


class Saddle(Landscape):
    """f = x² − y²: up along x, down along y, for ever."""

    def value(self, w):
        x, y = _xy(w)
        return x**2 - y**2

    def gradient(self, w):
        x, y = _xy(w)
        return np.stack([2 * x, -2 * y], axis=-1)

    def hessian(self, w):
        x, y = _xy(w)
        return _matrix(np.full_like(x, 2.0), np.zeros_like(x), np.full_like(x, -2.0))

    def critical_points(self):
        """The saddle."""
        return np.zeros((1, 2))

    def left(self, w):
        """Farther than 1 from the ridge, along y."""
        return np.abs(as_places(w, 2)[..., 1]) > 1


class WalledSaddle(Saddle):
    """f = x² − y² + y⁴/4: the saddle between two valleys, so that a walk ends.

    The minima lie at y = ±√2 and have height −1. Along y it bends down only where |y| < √(2/3) = 0.816.
    """

    def value(self, w):
        x, y = _xy(w)
        return x**2 - y**2 + y**4 / 4

    def gradient(self, w):
        x, y = _xy(w)
        return np.stack([2 * x, -2 * y + y**3], axis=-1)

    def hessian(self, w):
        x, y = _xy(w)
        return _matrix(np.full_like(x, 2.0), np.zeros_like(x), -2 + 3 * y**2)

    def critical_points(self):
        """The saddle and the two minima."""
        return np.array([[0.0, 0.0], [0.0, np.sqrt(2)], [0.0, -np.sqrt(2)]])


class MonkeySaddle(Landscape):
    """f = x³ − 3xy² = r³ cos 3θ: three ways down (two legs and a tail) between three ways up.

    At the origin the Hessian is zero: a saddle that no second derivative can see.
    """

    def value(self, w):
        x, y = _xy(w)
        return x**3 - 3 * x * y**2

    def gradient(self, w):
        x, y = _xy(w)
        return np.stack([3 * x**2 - 3 * y**2, -6 * x * y], axis=-1)

    def hessian(self, w):
        x, y = _xy(w)
        return _matrix(6 * x, -6 * y, -6 * x)

    def critical_points(self):
        """The saddle."""
        return np.zeros((1, 2))

    def left(self, w):
        """Farther than 1 from the saddle, below it."""
        return (np.linalg.norm(as_places(w, 2), axis=-1) > 1) & (self.value(w) < 0)


class TwoWeights(Landscape):
    """J = (w₁w₂ − t)² / 2: the smallest deep network, with one input 1, one hidden unit and the target t.

    At (0, 0) is a saddle with curvatures ±t. The line w₂ = −w₁ leads into it, and nothing but a step off that
    line leads away: by symmetry the gradient on the line points along it, for every target and every example.

    Parameters
    ----------
    target : float
        t, positive.
    """

    def __init__(self, target=1.0):
        if not target > 0:
            raise ValueError(f"TwoWeights: target must be positive, got {target}.")
        self.target = float(target)

    def value(self, w):
        w_1, w_2 = _xy(w)
        return (w_1 * w_2 - self.target) ** 2 / 2

    def gradient(self, w):
        w_1, w_2 = _xy(w)
        error = w_1 * w_2 - self.target
        return np.stack([error * w_2, error * w_1], axis=-1)

    def hessian(self, w):
        w_1, w_2 = _xy(w)
        return _matrix(w_2**2, 2 * w_1 * w_2 - self.target, w_1**2)

    def critical_points(self):
        """The saddle, and of all minima (the curve w₁w₂ = t) the two nearest to it."""
        root = np.sqrt(self.target)
        return np.array([[0.0, 0.0], [root, root], [-root, -root]])

    def left(self, w):
        """The product has reached nine tenths of the target."""
        w_1, w_2 = _xy(w)
        return w_1 * w_2 > 0.9 * self.target


def _xy(w):
    w = as_places(w, 2)
    return w[..., 0], w[..., 1]


def _matrix(xx, xy, yy):
    """The symmetric 2 × 2 matrices with these second derivatives, of shape (…, 2, 2)."""
    return np.stack([np.stack([xx, xy], axis=-1), np.stack([xy, yy], axis=-1)], axis=-2)
