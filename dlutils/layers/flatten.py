"""Two layers that compute nothing and give the numbers of an example another shape, so that another kind of layer can
follow: `Flatten` one row for a dense layer, `Reshape` any shape, such as a sequence for a recurrent one.
"""

from math import prod

from dlutils.layers.base import Layer, as_shape


class Flatten(Layer):
    """(m, h, w, c) → (m, h·w·c), row by row: channels change fastest, then columns, then rows."""

    def __init__(self, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)

    def output_shape(self, input_shape):
        return (prod(input_shape),)

    def forward(self, X, training=False):
        self.X_shape = self.check_input(X).shape
        return X.reshape(len(X), -1)

    def backward(self, dY):
        return dY.reshape(self.X_shape)


class Reshape(Layer):
    """(m, …) → (m, *target_shape), row by row: the last axis changes fastest.

    Parameters
    ----------
    target_shape : tuple of int
        The shape of one example behind this layer, without m: Reshape((8, 48)) makes a sequence of 8 moments out of an
        image of 8 rows.
    """

    def __init__(self, target_shape, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)
        self.target_shape = as_shape(target_shape)

    def output_shape(self, input_shape):
        if prod(input_shape) != prod(self.target_shape):
            raise ValueError(
                f"{self}: an example of shape {tuple(input_shape)} has {prod(input_shape)} numbers, "
                f"the new shape has room for {prod(self.target_shape)}."
            )
        return self.target_shape

    def forward(self, X, training=False):
        self.X_shape = self.check_input(X).shape
        self.output_shape(self.X_shape[1:])
        return X.reshape(len(X), *self.target_shape)

    def backward(self, dY):
        return dY.reshape(self.X_shape)

    def __str__(self):
        return f"Reshape{self.target_shape}"
