"""Activations as layers: each number is bent on its own, so dZ = dA · f′(Z), number by number.

The formulas are those of ``dlutils/activations.py``. Two of the layers differ: PReLU learns its slope, and
Softmax looks at all scores of an example together.
"""

import numpy as np

from dlutils import activations
from dlutils.layers.base import Layer


class Elementwise(Layer):
    """A = f(Z). A subclass names f and its derivative."""

    def __init__(self, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)

    def forward(self, Z, training=False):
        """Bend every number of Z, an array of shape (m, ...)."""
        self.Z = self.check_input(Z)
        return self.function(Z)

    def backward(self, dA):
        """Multiply by the slope that each number met."""
        return dA * self.derivative(self.Z)


class Sigmoid(Elementwise):
    """A = 1 / (1 + e⁻ᶻ), between 0 and 1."""

    function = staticmethod(activations.sigmoid)
    derivative = staticmethod(activations.sigmoid_derivative)


class Tanh(Elementwise):
    """A = tanh Z, between −1 and 1."""

    function = staticmethod(activations.tanh)
    derivative = staticmethod(activations.tanh_derivative)


class ReLU(Elementwise):
    """A = max(0, Z)."""

    function = staticmethod(activations.relu)
    derivative = staticmethod(activations.relu_derivative)


class LeakyReLU(Elementwise):
    """A = Z where Z > 0, otherwise αZ. Here α = 0.01 as in the paper and PyTorch; Keras' default is 0.3."""

    def __init__(self, alpha=0.01, input_shape=None, name=None):
        super().__init__(input_shape, name)
        self.alpha = alpha

    def function(self, Z):
        return activations.leaky_relu(Z, self.alpha)

    def derivative(self, Z):
        return activations.leaky_relu_derivative(Z, self.alpha)


class ELU(Elementwise):
    """A = Z where Z > 0, otherwise α(eᶻ − 1)."""

    def __init__(self, alpha=1.0, input_shape=None, name=None):
        super().__init__(input_shape, name)
        self.alpha = alpha

    def function(self, Z):
        return activations.elu(Z, self.alpha)

    def derivative(self, Z):
        return activations.elu_derivative(Z, self.alpha)


class SELU(Elementwise):
    """A = λ elu(Z, α), with the two constants of self-normalizing networks. Use it with ``lecun_normal``."""

    function = staticmethod(activations.selu)
    derivative = staticmethod(activations.selu_derivative)


class GELU(Elementwise):
    """A = Z Φ(Z): ReLU with a soft switch."""

    function = staticmethod(activations.gelu)
    derivative = staticmethod(activations.gelu_derivative)


class PReLU(Elementwise):
    """A = Z where Z > 0, otherwise αZ, and every unit learns its own slope α.

    All slopes start at ``start``, 0.25 as in the paper and in PyTorch (Keras: 0). They may become negative.

    Attributes
    ----------
    alpha, dalpha : ndarray of shape input_shape
        The slopes, and ∂J/∂α: a sum over the examples, since all of them share the slope.
    """

    parameter_names = ("alpha",)

    def __init__(self, start=0.25, input_shape=None, name=None):
        super().__init__(input_shape, name)
        self.start = start

    def count(self, input_shape):
        return int(np.prod(input_shape))

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        self.alpha = np.full(self.built_for, self.start, dtype)

    def forward(self, Z, training=False):
        self.Z = self.check_input(Z, ("m", *(self.built_for or ())))
        return activations.prelu(Z, self.alpha)

    def backward(self, dA):
        dA_dZ, dA_dalpha = activations.prelu_derivative(self.Z, self.alpha)
        self.dalpha = (dA * dA_dalpha).sum(axis=0)
        return dA * dA_dZ


class Softmax(Layer):
    """P = e^Z / Σ e^Z along the last axis: scores become shares that sum to 1."""

    def __init__(self, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)

    def forward(self, Z, training=False):
        self.P = activations.softmax(self.check_input(Z))
        return self.P

    def backward(self, dP):
        return activations.softmax_backward(dP, self.P)


class Activation(Layer):
    """An activation given by its name, as in Keras: ``Activation("relu")`` is ``ReLU()``."""

    def __init__(self, activation, input_shape=None, name=None):
        super().__init__(get_activation(activation), input_shape, name)
        if self.activation is None:
            raise ValueError(f"Activation needs the name of an activation: {', '.join(BY_NAME)}.")

    def forward(self, Z, training=False):
        return self.activation.forward(Z, training)

    def backward(self, dA):
        return self.activation.backward(dA)

    def steps(self):
        return [self.activation]

    def __str__(self):
        return f"Activation({self.activation})"


BY_NAME = {
    "relu": ReLU,
    "sigmoid": Sigmoid,
    "tanh": Tanh,
    "softmax": Softmax,
    "leaky_relu": LeakyReLU,
    "elu": ELU,
    "selu": SELU,
    "gelu": GELU,
}


def get_activation(activation):
    """Find an activation by its name; None and "linear" mean that nothing follows; a layer is its own activation."""
    if activation is None or activation == "linear":
        return None
    if isinstance(activation, Layer):
        if activation.parameter_names:
            raise ValueError(f"{activation} learns parameters: add it to the model as a layer of its own.")
        return activation
    if activation not in BY_NAME:
        raise ValueError(f"Unknown activation {activation!r}; choose one of linear, {', '.join(BY_NAME)}.")
    return BY_NAME[activation]()
