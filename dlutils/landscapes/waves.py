"""Random landscapes: is a critical point more likely a saddle, the more directions there are?

A sum of many waves with random directions, lengths and shifts is smooth, has no special place, and is known
exactly. It is a model, not a network; what is found here is a reason to expect the same elsewhere, not a
proof.
"""

import numpy as np

from dlutils.landscapes.base import Landscape, as_places


class RandomWaves(Landscape):
    """f(w) = √(2/N) Σ cos(kᵢ·w + φᵢ) over N waves, with normal kᵢ and uniform φᵢ: mean 0, variance 1.

    Parameters
    ----------
    dimension : int
        n, the number of weights.
    rng : int or numpy.random.Generator
    waves : int, optional
        N; 40 n by default, enough to look like a Gaussian random field.
    """

    def __init__(self, dimension, rng=0, waves=None):
        rng = np.random.default_rng(rng)
        waves = 40 * dimension if waves is None else waves
        self.dimension, self.rng = dimension, rng
        self.K = rng.standard_normal((waves, dimension))
        self.phi = rng.uniform(0, 2 * np.pi, waves)
        self.amplitude = np.sqrt(2 / waves)

    def value(self, w):
        return self.amplitude * np.cos(self._phases(w)).sum(axis=-1)

    def gradient(self, w):
        return -self.amplitude * np.sin(self._phases(w)) @ self.K

    def hessian(self, w):
        n = self.dimension
        K_times_K = (self.K[:, :, None] * self.K[:, None, :]).reshape(-1, n * n)
        flat = -self.amplitude * np.cos(self._phases(w)) @ K_times_K
        return flat.reshape(*flat.shape[:-1], n, n)

    def critical_points(self, starts=1600):
        """A sample of the critical points, of shape (k, n) with k below ``starts``, by damped Newton.

        Parameters
        ----------
        starts : int or ndarray of shape (j, n)
            A number draws that many from a cube of side 1000, so wide that hardly a point is met twice.
            Newton's basins weigh the sample; saddles may have larger ones than minima, or smaller.
        """
        if np.ndim(starts) == 0:
            starts = self.rng.uniform(-500, 500, (starts, self.dimension))
        return super().critical_points(starts)

    def _phases(self, w):
        return as_places(w, self.dimension) @ self.K.T + self.phi
