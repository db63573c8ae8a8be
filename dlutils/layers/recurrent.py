"""The recurrent layer: one dense layer used again at every moment, fed with the input and with its own last
output.

Forward runs through time, backward runs back through it, and since the weights are the same at every moment
their gradients add up.
"""

import numpy as np

from dlutils.initializers import get_initializer, orthogonal
from dlutils.layers.base import Layer, positive_int


class SimpleRNN(Layer):
    """hₜ = tanh(xₜ Wx + hₜ₋₁ Wh + b), with h₀ = 0 (Elman, 1990).

    Parameters
    ----------
    units : int
        Length of the state h.
    return_sequences : bool
        Hand on the states of all moments, (m, T, units); otherwise only the last, (m, units).
    kernel_initializer : str or callable
        How Wx is drawn. Wh starts as a random rotation, b at zero.

    Attributes
    ----------
    Wx, dWx : ndarray of shape (n_in, units)
    Wh, dWh : ndarray of shape (units, units)
    b, db : ndarray of shape (units,)
    """

    parameter_names = ("Wx", "Wh", "b")

    def __init__(
        self, units, return_sequences=False, kernel_initializer="glorot_uniform", input_shape=None, name=None
    ):
        super().__init__(input_shape=input_shape, name=name)
        self.units = positive_int("SimpleRNN", "units", units)
        self.return_sequences = return_sequences
        self.kernel_initializer = get_initializer(kernel_initializer)

    def output_shape(self, input_shape):
        if len(input_shape) != 2:
            raise ValueError(f"{self} takes a sequence (moments, features) per example, got {input_shape}.")
        return (input_shape[0], self.units) if self.return_sequences else (self.units,)

    def count(self, input_shape):
        return input_shape[1] * self.units + self.units * self.units + self.units

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        rng = np.random.default_rng(rng)
        self.Wx = self.kernel_initializer((self.built_for[1], self.units), rng).astype(dtype)
        self.Wh = orthogonal((self.units, self.units), rng).astype(dtype)
        self.b = np.zeros(self.units, dtype)

    def forward(self, X, training=False):
        n_in = self.built_for[1] if self.built_for else "features"
        self.X = self.check_input(X, ("m", "T", n_in))
        m, T, _ = X.shape
        Z = X @ self.Wx + self.b  # all moments at once: this part does not depend on the past
        self.H = np.zeros((m, T + 1, self.units), Z.dtype)  # H[:, t] is the state before input t; H[:, 0] = 0
        for t in range(T):
            self.H[:, t + 1] = np.tanh(Z[:, t] + self.H[:, t] @ self.Wh)
        return self.H[:, 1:].copy() if self.return_sequences else self.H[:, -1].copy()

    def backward(self, dH):
        m, T, _ = self.X.shape
        if not self.return_sequences:  # only the last state was used
            dH_last, dH = dH, np.zeros((m, T, self.units), dH.dtype)
            dH[:, -1] = dH_last
        dZ = np.empty_like(dH)
        dh = np.zeros((m, self.units), dH.dtype)  # what the future says about the state
        for t in reversed(range(T)):
            dZ[:, t] = (dH[:, t] + dh) * (1 - self.H[:, t + 1] ** 2)
            dh = dZ[:, t] @ self.Wh.T
        self.dWx = np.tensordot(self.X, dZ, axes=((0, 1), (0, 1)))
        self.dWh = np.tensordot(self.H[:, :-1], dZ, axes=((0, 1), (0, 1)))
        self.db = dZ.sum(axis=(0, 1))
        return dZ @ self.Wx.T

    def __str__(self):
        n_in = f"{self.built_for[1]} → " if self.built_for else ""
        return f"SimpleRNN({n_in}{self.units})"
