"""Layers one behind the other: forward from the first to the last, backward from the last to the first.

This is the chain rule as a loop. `Sequential` is a chain that can also be trained, `Residual` bends one into
a detour.
"""

import re

import numpy as np

from dlutils.layers.base import Layer


class Chain(Layer):
    """A list of layers that is itself a layer.

    ``layers`` holds what was added. All arithmetic runs over ``steps()``, the same list with every
    ``activation=`` unfolded into a step of its own.
    """

    def __init__(self, layers=(), input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)
        self.layers = []
        for layer in layers:
            self.add(layer)

    def add(self, layer):
        """Put one more layer at the end, and give it a name if it has none: "dense_1", "dense_2" …"""
        if not isinstance(layer, Layer):
            hint = " (write the brackets: Flatten())" if isinstance(layer, type) else ""
            raise TypeError(f"add takes a layer, got {layer!r}{hint}.")
        if any(layer is other for other in self.layers):
            raise ValueError(f"{layer} is in this model already; make a second one.")
        if layer.activation is not None and any(
            layer.activation is other.activation for other in self.layers
        ):
            raise ValueError(f"The activation of {layer} serves another layer already; make a second one.")
        if layer.name is None:
            kind = type(layer).__name__.lower()
            numbers = [re.fullmatch(rf"{kind}_(\d+)", other.name) for other in self.layers]
            layer.name = f"{kind}_{1 + max((int(found[1]) for found in numbers if found), default=0)}"
        if layer.name in [other.name for other in self.layers]:
            raise ValueError(f"Two layers are called {layer.name!r}; give one another name.")
        self.layers.append(layer)

    def steps(self):
        return [step for layer in self.layers for step in layer.steps()]

    def output_shape(self, input_shape):
        for layer in self.layers:
            input_shape = layer.output_shape(input_shape)
        return input_shape

    def count(self, input_shape):
        numbers = 0
        for layer in self.layers:
            numbers += layer.count(input_shape)
            input_shape = layer.output_shape(input_shape)
        return numbers

    def build(self, input_shape, rng, dtype="float32"):
        """Build every layer for what the one before it hands on. What is built already keeps its arrays."""
        super().build(input_shape, rng, dtype)
        rng = np.random.default_rng(rng)
        shape = self.built_for
        for layer in self.layers:
            if layer.built_for is None:
                layer.build(shape, rng, dtype)
            elif layer.built_for != shape and layer.parameters():
                raise ValueError(
                    f"{layer} was built for examples of shape {layer.built_for}, but gets {shape}."
                )
            shape = layer.output_shape(shape)

    def forward(self, X, training=False):
        for step in self.steps():
            X = step.forward(X, training)
        return X

    def backward(self, dY):
        for step in reversed(self.steps()):
            dY = step.backward(dY)
        return dY

    def parameters(self):
        return [
            (f"{layer.name}.{n}", value, gradient)
            for layer in self.layers
            for n, value, gradient in layer.parameters()
        ]

    def statistics(self):
        return [(f"{layer.name}.{n}", value) for layer in self.layers for n, value in layer.statistics()]
