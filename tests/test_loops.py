"""The slow twins themselves: against numbers worked out by hand, and against SciPy and autograd."""

import autograd.numpy as anp
import numpy as np
import pytest
import scipy.signal
import scipy.special
from autograd import grad

from dlutils import loops
from dlutils.gradients import numerical_gradient

RNG = np.random.default_rng(6)


def backward_is_that_of_nudging(forward, arrays, gradients, dY):
    """Each gradient of Σ dY · forward(arrays) against nudging the array."""
    for number, gradient in enumerate(gradients):

        def J(array, number=number):
            return (dY * forward(*arrays[:number], array, *arrays[number + 1 :])).sum()

        np.testing.assert_allclose(gradient, numerical_gradient(J, arrays[number]), rtol=1e-6, atol=1e-8)


# Dense, convolution, pooling --------------------------------------------------------------------------------


def test_dense():
    X, W, b = RNG.standard_normal((5, 4)), RNG.standard_normal((4, 3)), RNG.standard_normal(3)
    np.testing.assert_allclose(loops.dense(X, W, b), X @ W + b)
    dZ = RNG.standard_normal((5, 3))
    backward_is_that_of_nudging(loops.dense, [X, W, b], loops.dense_backward(dZ, X, W), dZ)


def test_convolution_by_hand():
    X = np.arange(1.0, 10).reshape(1, 3, 3, 1)
    W = np.array([[1.0, 2], [3, 4]]).reshape(2, 2, 1, 1)
    Z = loops.conv2d(X, W, np.array([10.0]))
    np.testing.assert_array_equal(Z[0, :, :, 0], [[47, 57], [77, 87]])  # 1·1 + 2·2 + 4·3 + 5·4 + 10 = 47
    assert loops.conv2d(X, W, np.zeros(1), padding=1)[0, 0, 0, 0] == 4  # one pixel under the last weight


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("stride", [1, (2, 3)])
def test_convolution_is_that_of_scipy(stride, padding):
    X, W, b = RNG.standard_normal((2, 7, 6, 3)), RNG.standard_normal((3, 3, 3, 2)), RNG.standard_normal(2)
    Z = loops.conv2d(X, W, b, padding=padding)
    for i, k in np.ndindex(2, 2):
        channels = [scipy.signal.correlate2d(X[i, :, :, j], W[:, :, j, k], mode=padding) for j in range(3)]
        np.testing.assert_allclose(Z[i, :, :, k], sum(channels) + b[k])
    if padding == "valid":
        s_h, s_w = loops._pair(stride)
        np.testing.assert_allclose(loops.conv2d(X, W, b, stride), Z[:, ::s_h, ::s_w])


@pytest.mark.parametrize(
    "n, f, stride, before, after",
    [(5, 3, 1, 1, 1), (5, 2, 1, 0, 1), (6, 3, 2, 0, 1), (7, 3, 2, 1, 1), (5, 1, 3, 0, 0), (8, 4, 3, 1, 1)],
)
def test_same_pads_as_keras_does(n, f, stride, before, after):
    _, padded, inside = loops._prepare(np.ones((1, n, n, 1)), (f, f), stride, "same")
    assert padded.shape == (1, before + n + after, before + n + after, 1)
    assert inside[1] == slice(before, before + n)
    out = loops.conv2d(np.ones((1, n, n, 1)), np.ones((f, f, 1, 1)), np.zeros(1), stride, "same")
    assert out.shape[1] == -(-n // stride)


@pytest.mark.parametrize("stride, padding", [(1, "valid"), ((2, 1), 1), ((2, 3), "same"), (3, "valid")])
def test_convolution_backward(stride, padding):
    X, W, b = RNG.standard_normal((2, 5, 6, 2)), RNG.standard_normal((2, 3, 2, 3)), RNG.standard_normal(3)

    def forward(X, W, b):
        return loops.conv2d(X, W, b, stride, padding)

    dZ = RNG.standard_normal(forward(X, W, b).shape)
    backward_is_that_of_nudging(forward, [X, W, b], loops.conv2d_backward(dZ, X, W, stride, padding), dZ)


def test_pooling_by_hand():
    picture = np.array([[1.0, 3, 2, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]])[None, :, :, None]
    np.testing.assert_array_equal(loops.max_pool(picture, 2)[0, :, :, 0], [[6, 8], [14, 16]])
    np.testing.assert_array_equal(loops.average_pool(picture, 2)[0, :, :, 0], [[3.75, 5.25], [11.5, 13.5]])
    assert loops.max_pool(-picture, 2)[0, 0, 0, 0] == -1  # a maximum does not start at 0
    assert loops.max_pool(picture[:, :3], 2).shape == (1, 1, 2, 1)  # what does not fill a window is left out
    tie = np.array([[7.0, 7.0], [0, 7]])[None, :, :, None]
    np.testing.assert_array_equal(
        loops.max_pool_backward(np.full((1, 1, 1, 1), 5.0), tie, 2)[0, :, :, 0], [[5, 0], [0, 0]]
    )


@pytest.mark.parametrize("size, stride", [(2, None), ((3, 2), 1), (2, (3, 4))])
def test_pooling_backward(size, stride):
    X = RNG.permutation(np.linspace(-2, 2, 2 * 7 * 6 * 3)).reshape(2, 7, 6, 3)
    dY = RNG.standard_normal(loops.max_pool(X, size, stride).shape)
    backward_is_that_of_nudging(
        lambda X: loops.max_pool(X, size, stride), [X], [loops.max_pool_backward(dY, X, size, stride)], dY
    )
    backward_is_that_of_nudging(
        lambda X: loops.average_pool(X, size, stride),
        [X],
        [loops.average_pool_backward(dY, X.shape, size, stride)],
        dY,
    )


# Normalization and recurrence -------------------------------------------------------------------------------


def test_batch_normalization_has_the_mean_and_deviation_asked_for():
    Y = loops.batch_normalization(
        RNG.standard_normal((50, 3)) * 4 + 1, np.array([1.0, 2, 3]), np.array([0.0, 5, 0]), 1e-12
    )
    np.testing.assert_allclose(Y.mean(axis=0), [0, 5, 0], atol=1e-12)
    np.testing.assert_allclose(Y.std(axis=0), [1, 2, 3])
    np.testing.assert_allclose(loops.batch_normalization(np.ones((4, 1)), np.ones(1), np.ones(1)), 1)


def test_recurrence():
    X, h0 = RNG.standard_normal((3, 4, 2)), RNG.standard_normal((3, 5))
    Wx, Wh, b = RNG.standard_normal((2, 5)), RNG.standard_normal((5, 5)) / 2, RNG.standard_normal(5)
    H = loops.rnn_forward(X, h0, Wx, Wh, b)
    np.testing.assert_allclose(H[:, 0], np.tanh(X[:, 0] @ Wx + h0 @ Wh + b))
    np.testing.assert_allclose(H[:, 3], np.tanh(X[:, 3] @ Wx + H[:, 2] @ Wh + b))
    dH = RNG.standard_normal(H.shape)
    gradients = loops.rnn_backward(dH, X, H, h0, Wx, Wh)
    backward_is_that_of_nudging(loops.rnn_forward, [X, h0, Wx, Wh, b], gradients, dH)


# Activations and losses -------------------------------------------------------------------------------------


def test_activations():
    Z = np.array([[-1000.0, -3, -1, 0], [2, 5, 0.1, 1000]])
    np.testing.assert_allclose(loops.sigmoid(Z), scipy.special.expit(Z), rtol=1e-14)
    np.testing.assert_array_equal(loops.relu(np.array([-3.0, -1, 0, 2, 5])), [0, 0, 0, 2, 5])
    np.testing.assert_allclose(loops.softmax(Z), scipy.special.softmax(Z, axis=1), rtol=1e-12)
    np.testing.assert_allclose(loops.softmax(np.array([[2.0, 1.0, 0.1]])), [[0.659, 0.242, 0.099]], atol=5e-4)


def test_losses():
    P, Y = loops.softmax(RNG.standard_normal((4, 3))), np.eye(3)[[2, 0, 1, 1]]
    assert loops.mean_squared_error(P, Y) == pytest.approx(np.mean((P - Y) ** 2))
    assert loops.categorical_cross_entropy(P, Y) == pytest.approx(-np.log(P[Y == 1]).mean())
    assert loops.binary_cross_entropy(P, Y) == pytest.approx(-np.log(np.where(Y == 1, P, 1 - P)).mean())
    assert loops.binary_cross_entropy(Y, Y) == loops.categorical_cross_entropy(Y, Y) == 0  # 0 · log 0 = 0


def test_softmax_with_cross_entropy_from_scores():
    Z, Y = RNG.standard_normal((4, 3)), np.eye(3)[[2, 0, 1, 1]]
    assert loops.softmax_cross_entropy(Z, Y) == pytest.approx(
        loops.categorical_cross_entropy(loops.softmax(Z), Y)
    )
    expected = numerical_gradient(lambda Z: loops.softmax_cross_entropy(Z, Y), Z)
    np.testing.assert_allclose(loops.softmax_cross_entropy_gradient(Z, Y), expected, atol=1e-9)
    far = np.array([[1000.0, -1000.0, 0.0]])
    assert loops.softmax_cross_entropy(far, np.array([[0.0, 1.0, 0.0]])) == 2000


# Optimizers -------------------------------------------------------------------------------------------------


def test_first_steps_by_hand():
    w, dw, zero = np.array([1.0, -2.0]), np.array([4.0, 0.5]), np.zeros(2)
    np.testing.assert_allclose(loops.sgd_step(w, dw, 0.1), [0.6, -2.05])
    new, v = loops.momentum_step(w, dw, np.array([1.0, 0.0]), 0.1, 0.9)
    np.testing.assert_allclose(v, [4.9, 0.5])
    np.testing.assert_allclose(new, [0.51, -2.05])
    new, s = loops.rmsprop_step(w, dw, zero, 0.1, 0.9, 1e-8)
    np.testing.assert_allclose(s, [1.6, 0.025])
    np.testing.assert_allclose(new, w - 0.1 * np.sqrt(10), rtol=1e-6)  # 3.16 α, whatever the gradient
    new, v, s = loops.adam_step(w, dw, zero, zero, 1, 0.1, 0.9, 0.999, 1e-8)
    np.testing.assert_allclose(new, w - 0.1, rtol=1e-6)  # corrected, the first step is α
    np.testing.assert_allclose((v, s), (0.1 * dw, 0.001 * dw**2))  # uncorrected
    assert w.tolist() == [1, -2] and zero.tolist() == [0, 0]


def test_nesterov_takes_its_gradient_ahead():
    def cost(w):
        return anp.sum(anp.array([1.0, 5.0]) * w**4)

    w, v = np.array([1.0, -0.5]), np.array([0.3, -0.2])
    new, v_new = loops.nesterov_step(w, grad(cost), v, 0.1, 0.9)
    np.testing.assert_allclose(v_new, 0.9 * v + grad(cost)(w - 0.1 * 0.9 * v))
    np.testing.assert_allclose(new, w - 0.1 * v_new)
