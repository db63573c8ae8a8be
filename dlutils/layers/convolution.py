"""Convolution: one small set of weights looks at every place of the image, and finds the same thing wherever
it is.

The layer says what happens; the arithmetic stands in ``kernels.py``, with pictures: ``convolve`` for Z,
``convolve_parameter_gradients`` for dW and db, ``convolve_input_gradient`` for dX.
"""

import numpy as np

from dlutils.initializers import get_initializer
from dlutils.layers import kernels
from dlutils.layers.base import Layer, pair, positive_int
from dlutils.layers.elementwise import get_activation


class Conv2D(Layer):
    """Z[r, c] = Σ over taps (i, j) of X[r·s + i, c·s + j] W[i, j], plus b.

    X has its frame already, and one s is written for both strides. Backward, with sums over all positions
    (r, c) of all images, and + for what adds up:

        dW[i, j] = Σ X[r·s + i, c·s + j]ᵀ dZ[r, c]        db = Σ dZ[r, c]
        dX[r·s + i, c·s + j] += dZ[r, c] W[i, j]ᵀ

    This is what the field calls convolution; mathematics calls it correlation, since the kernel is not turned
    round. W[i, j] is a matrix that turns the channels of one pixel into those of the output.

    Parameters
    ----------
    filters : int
        Channels that come out.
    kernel_size : int or (int, int)
        Height and width of the window.
    strides : int or (int, int)
        How far it moves down and across.
    padding : "valid" or "same"
        No frame, or a frame of zeros that keeps the size (⌈h / s⌉ with a stride); an odd pixel goes to the bottom
        or to the right.
    activation : str or Layer, optional
        What follows, for example "relu"; a `Sequential` runs it after this layer, which knows only Z and dZ.
    kernel_initializer : str or function
        How W is drawn; b begins at 0.
    input_shape : (int, int, int), optional
        (height, width, channels), for the first layer of a model.
    name : str, optional

    Attributes
    ----------
    W, dW : ndarray of shape (f_h, f_w, c_in, filters)
    b, db : ndarray of shape (filters,)
    """

    parameter_names = ("W", "b")

    def __init__(
        self,
        filters,
        kernel_size,
        strides=(1, 1),
        padding="valid",
        activation=None,
        kernel_initializer="glorot_uniform",
        input_shape=None,
        name=None,
    ):
        super().__init__(get_activation(activation), input_shape, name)
        self.filters = positive_int("Conv2D", "filters", filters)
        self.kernel_size = pair("Conv2D", "kernel_size", kernel_size)
        self.strides = pair("Conv2D", "strides", strides)
        self.padding = kernels.check_padding("Conv2D", padding)
        self.kernel_initializer = get_initializer(kernel_initializer)
        self.patches = None

    def output_shape(self, input_shape):
        positions = kernels.count_positions(self, input_shape, self.kernel_size, self.strides, self.padding)
        return (*positions, self.filters)

    def count(self, input_shape):
        f_h, f_w = self.kernel_size
        return f_h * f_w * input_shape[2] * self.filters + self.filters

    def build(self, input_shape, rng, dtype="float32"):
        super().build(input_shape, rng, dtype)
        shape = (*self.kernel_size, self.built_for[2], self.filters)
        self.W = self.kernel_initializer(shape, np.random.default_rng(rng)).astype(dtype)
        self.b = np.zeros(self.filters, dtype)

    def forward(self, X, training=False):
        self.check_input(X, ("m", "h", "w", self.built_for[2] if self.built_for else "c"))
        self.X_shape = X.shape
        X_padded = kernels.pad(X, self.kernel_size, self.strides, self.padding)
        self.padded_shape = X_padded.shape
        positions = self.output_shape(X.shape[1:])[:2]
        self.patches = kernels.reuse(  # one array for all batches; `convolve` fills it
            self.patches, (len(X), *positions, *self.kernel_size, X.shape[3]), np.result_type(X, self.W)
        )
        return kernels.convolve(X_padded, self.W, self.b, self.strides, self.patches)

    def backward(self, dZ):
        self.parameter_gradients(dZ)
        dX = kernels.convolve_input_gradient(dZ, self.W, self.strides, self.padded_shape)
        return kernels.unpad(dX, self.X_shape, self.kernel_size, self.strides, self.padding)

    def parameter_gradients(self, dZ):
        """Set dW and db alone: of the first layer nobody asks dX, which is half of the work."""
        self.dW, self.db = kernels.convolve_parameter_gradients(dZ, self.patches)

    def __str__(self):
        c_in = f"{self.built_for[2]} → " if self.built_for else ""
        return f"Conv2D({c_in}{self.filters})"
