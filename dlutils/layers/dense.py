"""The fully connected layer: every output is a weighted sum of all inputs, plus a bias.

It is the neuron of the first notebooks, many side by side.
"""

import numpy as np

from dlutils.initializers import get_initializer
from dlutils.layers.base import Layer, positive_int
from dlutils.layers.elementwise import get_activation


class Dense(Layer):
    """Z = X W + b.

    On paper, one example per column:  Z = Wᵀ X + b,  dW = X dZᵀ / m
    Here, one example per row:         Z = X W + b,   dW = Xᵀ dZ      (the 1/m is in dZ already)

    ``W`` and ``dW`` are the same arrays in both; on paper b stands up, ``b[:, None]``.

    Parameters
    ----------
    units : int
        How many numbers come out.
    activation : str, optional
        What follows, by its name in Keras: "relu", "softmax" …
    kernel_initializer : str or callable
        How W is drawn, see ``dlutils/initializers.py``. b starts at zero.

    Attributes
    ----------
    W, dW : ndarray of shape (n_in, n_out)
    b, db : ndarray of shape (n_out,)
    """

    parameter_names = ("W", "b")

    def __init__(
        self, units, activation=None, kernel_initializer="glorot_uniform", input_shape=None, name=None
    ):
        super().__init__(get_activation(activation), input_shape, name)
        self.units = positive_int("Dense", "units", units)
        self.kernel_initializer = get_initializer(kernel_initializer)

    def output_shape(self, input_shape):
        if len(input_shape) != 1:
            raise ValueError(
                f"{self} takes a row of numbers per example, got {input_shape}; add Flatten() before it."
            )
        return (self.units,)

    def count(self, input_shape):
        return input_shape[0] * self.units + self.units

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        W = self.kernel_initializer((*self.built_for, self.units), np.random.default_rng(rng))
        self.W = W.astype(dtype)
        self.b = np.zeros(self.units, dtype)

    def forward(self, X, training=False):
        self.X = self.check_input(X, ("m", *(self.built_for or ())))
        return X @ self.W + self.b

    def backward(self, dZ):
        self.parameter_gradients(dZ)
        return dZ @ self.W.T

    def parameter_gradients(self, dZ):
        self.dW = self.X.T @ dZ
        self.db = dZ.sum(axis=0)

    def __str__(self):
        n_in = f"{self.built_for[0]} → " if self.built_for else ""
        return f"Dense({n_in}{self.units})"
