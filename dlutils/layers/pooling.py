"""Pooling makes images smaller and a little blind to position. Both layers walk over the taps of a window.

A window that moves by its own size divides the image into tiles; each tile becomes one number. Nothing is
learned.
"""

import numpy as np

from dlutils.layers import kernels
from dlutils.layers.base import Layer, pair


class Pooling2D(Layer):
    """What both kinds share: a window, its strides, its padding.

    Parameters
    ----------
    pool_size : int or (int, int)
        Height and width of the window.
    strides : int or (int, int), optional
        How far it moves; by its own size, if not given.
    padding : "valid" or "same"
        What is left over at the bottom and on the right is dropped, or a frame is added that never counts.
    """

    def __init__(self, pool_size=(2, 2), strides=None, padding="valid", input_shape=None, name=None):
        super().__init__(input_shape=input_shape, name=name)
        who = type(self).__name__
        self.pool_size = pair(who, "pool_size", pool_size)
        self.strides = self.pool_size if strides is None else pair(who, "strides", strides)
        self.padding = kernels.check_padding(who, padding)

    def output_shape(self, input_shape):
        positions = kernels.count_positions(self, input_shape, self.pool_size, self.strides, self.padding)
        return (*positions, input_shape[2])

    def prepare(self, X, fill):
        """Check the images, frame them, and count the window's positions."""
        self.X_shape = self.check_input(X, ("m", "h", "w", "c")).shape
        padded = kernels.pad(X, self.pool_size, self.strides, self.padding, fill)
        self.padded_shape = padded.shape
        return padded, self.output_shape(X.shape[1:])[:2]

    def unpad(self, dX):
        return kernels.unpad(dX, self.X_shape, self.pool_size, self.strides, self.padding)

    def __str__(self):
        return f"{type(self).__name__}({self.pool_size[0]} × {self.pool_size[1]})"


class MaxPooling2D(Pooling2D):
    """Y = the largest number under the window.

    Backward, the gradient goes to the pixel that was the largest (the first, if several were), and to nobody
    else.
    """

    def forward(self, X, training=False):
        X, positions = self.prepare(X, fill=-np.inf)  # not 0, which could be the largest
        Y, self.winner = kernels.max_pool(X, self.pool_size, self.strides, positions)
        return Y

    def backward(self, dY):
        dX = kernels.max_pool_backward(dY, self.winner, self.pool_size, self.strides, self.padded_shape)
        return self.unpad(dX)


class AveragePooling2D(Pooling2D):
    """Y = the mean of the pixels under the window; the frame of "same" does not count as pixels.

    Backward, every pixel under the window gets the same share of the gradient.
    """

    def forward(self, X, training=False):
        X, positions = self.prepare(X, fill=0)
        self.area = self.pixels_under_the_window(positions, X.dtype)
        return kernels.sum_pool(X, self.pool_size, self.strides, positions) / self.area

    def backward(self, dY):
        dX = kernels.sum_pool_backward(dY / self.area, self.pool_size, self.strides, self.padded_shape)
        return self.unpad(dX)

    def pixels_under_the_window(self, positions, dtype):
        """f_h · f_w inside, fewer where the window reaches over the edge: the sum over an image of ones."""
        ones = np.ones((1, *self.X_shape[1:3], 1), dtype)
        ones = kernels.pad(ones, self.pool_size, self.strides, self.padding)
        return kernels.sum_pool(ones, self.pool_size, self.strides, positions)
