"""Dropout hides some of the numbers in training, so that no unit can rely on one other unit being there."""

import numpy as np

from dlutils.layers.base import Layer


class Dropout(Layer):
    """Set each number to 0 with probability ``rate`` (Srivastava et al., 2014).

    The numbers that stay are divided by 1 − rate, so that the expected value is that without dropout; outside
    of training nothing happens at all.

    Parameters
    ----------
    rate : float
        Share of the numbers that is hidden, from 0 to below 1.
    seed : int, optional
        Fixes which; otherwise the generator given to ``build`` (the model's) decides.
    """

    def __init__(self, rate, seed=None, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)
        if isinstance(rate, bool) or not isinstance(rate, (int, float)) or not 0 <= rate < 1:
            raise ValueError(f"Dropout: rate must be at least 0 and below 1, got {rate!r}.")
        self.rate, self.seed = rate, seed
        self.rng = np.random.default_rng(seed)

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        if self.seed is None:
            self.rng = np.random.default_rng(rng).spawn(1)[0]

    def forward(self, X, training=False):
        self.check_input(X)
        self.mask = None
        if not training or self.rate == 0:
            return X
        stays = self.rng.random(X.shape) >= self.rate
        self.mask = stays.astype(X.dtype) / (1 - self.rate)
        return X * self.mask

    def backward(self, dY):
        return dY if self.mask is None else dY * self.mask

    def __str__(self):
        return f"Dropout({self.rate})"
