"""What every landscape can say about a place: its height, its slopes and its curvatures."""

import numpy as np

from dlutils.landscapes.newton import find_critical_points


class Landscape:
    """A cost over n weights.

    A subclass writes ``value``. Where it knows formulas, it also writes ``gradient``, ``hessian`` and
    ``critical_points``; otherwise they are found by nudging (central differences) and by Newton's method.
    """

    dimension = 2
    step = 1e-4  # of a nudge

    def value(self, w):
        """Height at w of shape (…, n): an array of shape (…)."""
        raise NotImplementedError

    def gradient(self, w):
        """Slopes at w of shape (…, n), in all n directions: an array of shape (…, n)."""
        nudges = self.step * np.eye(self.dimension)
        here = as_places(w, self.dimension)[..., None, :]
        return (self.value(here + nudges) - self.value(here - nudges)) / (2 * self.step)

    def hessian(self, w):
        """Curvatures at w of shape (…, n): symmetric matrices, an array of shape (…, n, n)."""
        nudges = self.step * np.eye(self.dimension)
        here = as_places(w, self.dimension)[..., None, :]
        matrix = (self.gradient(here + nudges) - self.gradient(here - nudges)) / (2 * self.step)
        return (matrix + np.swapaxes(matrix, -1, -2)) / 2

    def critical_points(self, starts=None):
        """Places where all slopes are zero, an array of shape (k, n), found by Newton's method.

        Parameters
        ----------
        starts : ndarray of shape (j, n), optional
            Where to begin; five in each direction, from −1 to 1, by default. What no start leads to is not
            found.
        """
        if starts is None:
            axes = np.meshgrid(*[np.linspace(-1, 1, 5)] * self.dimension)
            starts = np.stack(axes, axis=-1).reshape(-1, self.dimension)
        return find_critical_points(self, starts)

    def turned(self, degrees):
        """The same landscape (of two weights), turned anticlockwise around the origin."""
        return Turned(self, degrees)

    def place(self, w):
        """The place that has these coordinates along the landscape's own axes."""
        return as_places(w, self.dimension)

    def own(self, w):
        """The coordinates of a place along the landscape's own axes."""
        return as_places(w, self.dimension)

    def left(self, w):
        """Tell whether w has left the neighbourhood of the saddle; only saddles can say."""
        raise NotImplementedError(
            f"{type(self).__name__} has no saddle to leave; give left=… to escape_time."
        )


class Turned(Landscape):
    """f(w) = f₀(Rᵀw), with gradient R ∇f₀ and Hessian R H₀ Rᵀ, where R turns by some degrees.

    Nothing about the landscape changes but where its axes point. Whatever treats each coordinate by itself
    (RMSProp, Adam) notices; gradient descent and momentum do not.
    """

    def __init__(self, landscape, degrees):
        if landscape.dimension != 2:
            raise ValueError(f"only landscapes of two weights can be turned, this has {landscape.dimension}.")
        self.landscape, self.degrees = landscape, degrees
        angle = np.deg2rad(degrees)
        self.R = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])

    def place(self, w):
        return self.landscape.place(w) @ self.R.T

    def own(self, w):
        return self.landscape.own(as_places(w, 2) @ self.R)

    def value(self, w):
        return self.landscape.value(as_places(w, 2) @ self.R)

    def gradient(self, w):
        return self.landscape.gradient(as_places(w, 2) @ self.R) @ self.R.T

    def hessian(self, w):
        return self.R @ self.landscape.hessian(as_places(w, 2) @ self.R) @ self.R.T

    def critical_points(self):
        return self.landscape.critical_points() @ self.R.T

    def left(self, w):
        return self.landscape.left(as_places(w, 2) @ self.R)


def as_places(w, dimension):
    """Return w as an array of numbers whose last axis has one entry per weight."""
    w = np.asarray(w, dtype=float)
    if w.ndim == 0 or w.shape[-1] != dimension:
        raise ValueError(
            f"a place here has {dimension} coordinates: w must end with that axis, got {w.shape}."
        )
    return w
