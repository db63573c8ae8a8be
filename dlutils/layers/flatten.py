"""Flatten lays an image out as one row of numbers, so that a dense layer can follow."""

from math import prod

from dlutils.layers.base import Layer


class Flatten(Layer):
    """(m, h, w, c) → (m, h·w·c), in the order of memory: channels change fastest, then columns, then rows."""

    def __init__(self, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)

    def output_shape(self, input_shape):
        return (prod(input_shape),)

    def forward(self, X, training=False):
        self.X_shape = self.check_input(X).shape
        return X.reshape(len(X), -1)

    def backward(self, dY):
        return dY.reshape(self.X_shape)
