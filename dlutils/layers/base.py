"""What every layer has in common.

A layer computes forward, and passes the gradient on backward. **A parameter is a plain array attribute ``W``;
its gradient is ``dW``.** That sentence is the whole protocol: optimizers, gradient checks, ``summary`` and
``save`` live on it.
"""

import numpy as np

from dlutils.shapes import check_shape


class Layer:
    """One step of a network.

    Parameters
    ----------
    activation : Layer, optional
        What is to follow this layer. `Sequential` lets it run as a step of its own; ``forward`` here does
        not.
    input_shape : tuple of int, optional
        The shape of one example. Needed on the first layer of a model, and only if the model has to know its
        shapes before it has seen data.
    name : str, optional
        The layer's name in ``summary`` and in front of its parameters; the model finds one otherwise.

    A subclass writes ``output_shape``, ``forward`` and ``backward``; if it has parameters it also lists their
    names in ``parameter_names``, counts them in ``count`` and draws them in ``build``.
    """

    parameter_names = ()  # arrays with a gradient, moved by the optimizer
    statistics_names = ()  # arrays without one, which have to be saved all the same

    def __init__(self, activation=None, input_shape=None, name=None):
        self.activation = activation
        self.unfolded = False  # does a Sequential see to the activation?
        self.input_shape = None if input_shape is None else as_shape(input_shape)
        self.name = name
        self.built_for = None  # the input shape for which build drew the arrays

    # Shapes and counts are formulas: they need no arrays.

    def output_shape(self, input_shape):
        """Return the shape of one example behind this layer, from its shape in front (both without m)."""
        return input_shape

    def count(self, input_shape):
        """Return how many numbers this layer learns."""
        return 0

    def build(self, input_shape, rng, dtype="float32"):
        """Draw the parameters for examples of shape ``input_shape`` (without m).

        Parameters
        ----------
        input_shape : tuple of int
        rng : numpy.random.Generator or int
            An int is a seed.
        dtype : str
            "float32" for training, "float64" for gradient checks.
        """
        input_shape = as_shape(input_shape)
        self.output_shape(input_shape)  # refuses what does not fit
        self.built_for = input_shape

    def forward(self, X, training=False):
        """Compute this layer's output for a batch, and keep what ``backward`` will need."""
        raise NotImplementedError

    def backward(self, dY):
        """Take ∂J/∂output, set ∂J/∂parameter for every parameter, return ∂J/∂input."""
        raise NotImplementedError

    def parameter_gradients(self, dY):
        """As ``backward``, for the first layer of a model in training: nobody asks for ∂J/∂data.

        A layer whose ∂J/∂input costs much leaves it out here.
        """
        self.backward(dY)

    def parameters(self):
        """List (name, value, gradient); gradients are None before the first ``backward``."""
        self.require_build()
        return [(name, getattr(self, name), getattr(self, "d" + name, None)) for name in self.parameter_names]

    def statistics(self):
        """List (name, value) of the arrays that are saved but not trained."""
        return [(name, getattr(self, name)) for name in self.statistics_names]

    def steps(self):
        """Unfold into what runs one after the other: this layer and its activation."""
        self.unfolded = True
        return [self] if self.activation is None else [self, self.activation]

    def check_input(self, X, wanted=("m", ...)):
        """Return X if it fits this layer, as the first line of ``forward``; otherwise say what is wrong."""
        self.require_build()
        if self.activation is not None and not self.unfolded:
            raise RuntimeError(
                f"{self} alone would leave its activation out: put it into a Sequential, or make the "
                f"activation a layer of its own, {self.activation}()."
            )
        return check_shape(self, "X", X, wanted)

    def require_build(self):
        """Say what to do if the parameters have not been drawn yet."""
        if self.parameter_names and self.built_for is None:
            raise RuntimeError(
                f"{self} has no parameters yet: put it into a Sequential, "
                "or call build(input_shape, rng) first."
            )

    def __str__(self):
        return type(self).__name__

    def __repr__(self):
        return str(self)


def as_shape(shape):
    """Return a shape as a tuple of positive ints."""
    numbers = (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    if not numbers or not all(isinstance(n, (int, np.integer)) and n > 0 for n in numbers):
        raise ValueError(
            f"input_shape must hold positive whole numbers, without the number of examples; got {shape}."
        )
    return tuple(int(n) for n in numbers)


def positive_int(who, name, number):
    """Return a positive whole number, or refuse it by name."""
    if isinstance(number, bool) or not isinstance(number, (int, np.integer)) or number < 1:
        raise ValueError(f"{who}: {name} must be a positive whole number, got {number!r}.")
    return int(number)


def pair(who, name, number):
    """Return a pair of positive whole numbers: 3 stands for (3, 3)."""
    numbers = tuple(number) if isinstance(number, (tuple, list)) else (number, number)
    if len(numbers) != 2:
        raise ValueError(f"{who}: {name} must be one number or two, (height, width), got {number!r}.")
    return tuple(positive_int(who, name, n) for n in numbers)
