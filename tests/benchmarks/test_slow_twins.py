"""Every fast function beside its slow twin in ``loops.py``, at sizes of the course: ten times faster."""

import time

import numpy as np
import pytest

from dlutils import activations, loops, losses, optimizers
from dlutils.layers import AveragePooling2D, BatchNormalization, Conv2D, Dense, MaxPooling2D, SimpleRNN

pytestmark = pytest.mark.benchmark(group="slow twins")
rng = np.random.default_rng(0)

X = rng.standard_normal((32, 64))
IMAGES = rng.standard_normal((4, 8, 8, 16))
SEQUENCES = rng.standard_normal((32, 8, 8))
Y = np.eye(10)[rng.integers(0, 10, 360)]  # the losses of all digits that a test holds back
SCORES = rng.standard_normal((360, 10))
P = activations.softmax(SCORES)
W = rng.standard_normal((64, 64))


def built(layer, X):
    layer.build(X.shape[1:], 0, "float64")
    layer.forward(X, training=True)
    return layer


dense, conv, rnn = (
    built(Dense(10), X),
    built(Conv2D(32, 3, padding="same"), IMAGES),
    built(SimpleRNN(16), SEQUENCES),
)
largest, average = built(MaxPooling2D(), IMAGES), built(AveragePooling2D(), IMAGES)
norm = built(BatchNormalization(), X)
dZ, dY = rng.standard_normal((4, 8, 8, 32)), rng.standard_normal((4, 4, 4, 16))
H0 = np.zeros((32, 16))
H = loops.rnn_forward(SEQUENCES, H0, rnn.Wx, rnn.Wh, rnn.b)
dH = np.zeros_like(H)
dH[:, -1] = rng.standard_normal((32, 16))


def one_step(optimizer):
    return lambda: optimizer.step([("W", W.copy(), W)])


def cost(loss, prediction, target):
    return lambda: loss.forward(prediction, target)


def cost_and_gradient():
    loss = losses.SoftmaxCrossentropy()
    loss.forward(SCORES, Y)
    return loss.backward()


ROWS = {
    "dense": (lambda: dense.forward(X), lambda: loops.dense(X, dense.W, dense.b)),
    "dense backward": (lambda: dense.backward(Y[:32]), lambda: loops.dense_backward(Y[:32], X, dense.W)),
    "convolution": (
        lambda: conv.forward(IMAGES),
        lambda: loops.conv2d(IMAGES, conv.W, conv.b, padding="same"),
    ),
    "convolution backward": (
        lambda: conv.backward(dZ),
        lambda: loops.conv2d_backward(dZ, IMAGES, conv.W, padding="same"),
    ),
    "max pooling": (lambda: largest.forward(IMAGES), lambda: loops.max_pool(IMAGES, 2)),
    "max pooling backward": (lambda: largest.backward(dY), lambda: loops.max_pool_backward(dY, IMAGES, 2)),
    "average pooling": (lambda: average.forward(IMAGES), lambda: loops.average_pool(IMAGES, 2)),
    "average pooling backward": (
        lambda: average.backward(dY),
        lambda: loops.average_pool_backward(dY, IMAGES.shape, 2),
    ),
    "normalization": (
        lambda: norm.forward(X, training=True),
        lambda: loops.batch_normalization(X, norm.gamma, norm.beta),
    ),
    "recurrence": (
        lambda: rnn.forward(SEQUENCES),
        lambda: loops.rnn_forward(SEQUENCES, H0, rnn.Wx, rnn.Wh, rnn.b),
    ),
    "recurrence backward": (
        lambda: rnn.backward(dH[:, -1]),
        lambda: loops.rnn_backward(dH, SEQUENCES, H, H0, rnn.Wx, rnn.Wh),
    ),
    "sigmoid": (lambda: activations.sigmoid(X), lambda: loops.sigmoid(X)),
    "relu": (lambda: activations.relu(X), lambda: loops.relu(X)),
    "softmax": (lambda: activations.softmax(SCORES), lambda: loops.softmax(SCORES)),
    "squared error": (cost(losses.MeanSquaredError(), P, Y), lambda: loops.mean_squared_error(P, Y)),
    "binary cross-entropy": (
        cost(losses.BinaryCrossentropy(), P, Y),
        lambda: loops.binary_cross_entropy(P, Y),
    ),
    "categorical cross-entropy": (
        cost(losses.CategoricalCrossentropy(), P, Y),
        lambda: loops.categorical_cross_entropy(P, Y),
    ),
    "softmax cross-entropy": (
        cost_and_gradient,
        lambda: (loops.softmax_cross_entropy(SCORES, Y), loops.softmax_cross_entropy_gradient(SCORES, Y)),
    ),
    "gradient descent": (one_step(optimizers.GradientDescent()), lambda: loops.sgd_step(W, W, 0.1)),
    "momentum": (one_step(optimizers.Momentum()), lambda: loops.momentum_step(W, W, W, 0.1, 0.9)),
    "Nesterov": (
        one_step(optimizers.Nesterov()),
        lambda: loops.nesterov_step(W, lambda w: w, W, 0.1, 0.9),
    ),
    "RMSProp": (one_step(optimizers.RMSProp()), lambda: loops.rmsprop_step(W, W, W**2, 0.1, 0.9, 1e-7)),
    "Adam": (one_step(optimizers.Adam()), lambda: loops.adam_step(W, W, W, W**2, 1, 0.1, 0.9, 0.999, 1e-7)),
}


@pytest.mark.parametrize("name", ROWS)
def test_ten_times_faster_than_the_loops(name, benchmark, side_by_side):
    fast, slow = ROWS[name]
    benchmark.pedantic(fast, rounds=50, warmup_rounds=5)
    if benchmark.enabled:
        start = time.perf_counter()
        slow()
        loops_take = time.perf_counter() - start
        side_by_side(name, benchmark.stats.stats.median, loops_take, "loops", 10, 10)
        assert loops_take >= 10 * benchmark.stats.stats.median
