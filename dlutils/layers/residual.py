"""A residual block: the signal takes a detour and is added to itself, so that no depth can lose it.

Backward, the gradient arrives at the input twice: straight, and through the branch.
"""

from dlutils.layers.base import Layer
from dlutils.layers.chain import Chain


class Residual(Layer):
    """Y = X + branch(X) (He et al., 2016).

    Parameters
    ----------
    branch : list of Layer
        What stands on the detour. It must give back the shape that it got. Twenty of these on top of each
        other train only if the branch starts small: draw its last weights near zero, or normalize.
    """

    def __init__(self, branch, input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)
        self.branch = Chain(branch)

    def output_shape(self, input_shape):
        shape = self.branch.output_shape(input_shape)
        if shape != tuple(input_shape):
            raise ValueError(
                f"Residual: the branch turns {input_shape} into {shape}; the sum needs equal shapes."
            )
        return shape

    def count(self, input_shape):
        return self.branch.count(input_shape)

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        self.branch.build(input_shape, rng, dtype)

    def forward(self, X, training=False):
        return X + self.branch.forward(X, training)

    def backward(self, dY):
        return dY + self.branch.backward(dY)

    def parameters(self):
        return self.branch.parameters()

    def statistics(self):
        return self.branch.statistics()
