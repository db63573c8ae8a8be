"""The layers, one file per idea; their names are those of Keras."""

from dlutils.layers.base import Layer
from dlutils.layers.chain import Chain
from dlutils.layers.convolution import Conv2D
from dlutils.layers.dense import Dense
from dlutils.layers.dropout import Dropout
from dlutils.layers.elementwise import (
    ELU,
    GELU,
    SELU,
    Activation,
    LeakyReLU,
    PReLU,
    ReLU,
    Sigmoid,
    Softmax,
    Tanh,
)
from dlutils.layers.flatten import Flatten, Reshape
from dlutils.layers.normalization import BatchNormalization
from dlutils.layers.pooling import AveragePooling2D, MaxPooling2D
from dlutils.layers.recurrent import SimpleRNN
from dlutils.layers.residual import Residual

__all__ = [
    "Activation",
    "AveragePooling2D",
    "BatchNormalization",
    "Chain",
    "Conv2D",
    "Dense",
    "Dropout",
    "ELU",
    "Flatten",
    "GELU",
    "Layer",
    "LeakyReLU",
    "MaxPooling2D",
    "PReLU",
    "ReLU",
    "Reshape",
    "Residual",
    "SELU",
    "Sigmoid",
    "SimpleRNN",
    "Softmax",
    "Tanh",
]
