"""Activations: numbers by hand, derivatives against autograd and differences, the edges at ±1000."""

import math

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import elementwise_grad
from scipy import special

from dlutils import activations as act

# value, derivative, and the same function written for autograd
PAIRS = {
    "sigmoid": (act.sigmoid, act.sigmoid_derivative, lambda z: 1 / (1 + anp.exp(-z))),
    "tanh": (act.tanh, act.tanh_derivative, anp.tanh),
    "relu": (act.relu, act.relu_derivative, lambda z: z * (z > 0)),
    "leaky_relu": (act.leaky_relu, act.leaky_relu_derivative, lambda z: anp.where(z > 0, z, 0.01 * z)),
    "leaky_relu_steep": (
        lambda z: act.leaky_relu(z, 3.0),
        lambda z: act.leaky_relu_derivative(z, 3.0),
        lambda z: anp.where(z > 0, z, 3.0 * z),
    ),
    "prelu": (
        lambda z: act.prelu(z, -0.4),
        lambda z: act.prelu_derivative(z, -0.4)[0],
        lambda z: anp.where(z > 0, z, -0.4 * z),
    ),
    "elu": (
        lambda z: act.elu(z, 0.7),
        lambda z: act.elu_derivative(z, 0.7),
        lambda z: anp.where(z > 0, z, 0.7 * (anp.exp(z) - 1)),
    ),
    "elu_default": (act.elu, act.elu_derivative, lambda z: anp.where(z > 0, z, anp.exp(z) - 1)),
    "selu": (
        act.selu,
        act.selu_derivative,
        lambda z: 1.0507009873554805 * anp.where(z > 0, z, 1.6732632423543772 * (anp.exp(z) - 1)),
    ),
    "gelu": (act.gelu, act.gelu_derivative, lambda z: z * (1 + anp.tanh(0)) / 2 + z * _erf_half(z)),
}


def _erf_half(z):
    from autograd.scipy.special import erf

    return erf(z / math.sqrt(2)) / 2


every_pair = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
Z = np.array([[-3.1, -0.7, 0.2], [1.4, 2.9, -0.01]])


@every_pair
def test_value_and_derivative_agree_with_autograd(pair):
    function, derivative, oracle = pair
    np.testing.assert_allclose(function(Z), oracle(Z), rtol=1e-12)
    np.testing.assert_allclose(derivative(Z), elementwise_grad(oracle)(Z), rtol=1e-12)


@every_pair
def test_derivative_agrees_with_central_differences(pair):
    function, derivative, _ = pair
    h = 1e-6
    np.testing.assert_allclose(derivative(Z), (function(Z + h) - function(Z - h)) / (2 * h), rtol=1e-8)


@every_pair
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_precision_and_argument_are_kept(pair, dtype):
    function, derivative, _ = pair
    z = Z.astype(dtype)
    kept = z.copy()
    assert function(z).dtype == derivative(z).dtype == dtype
    np.testing.assert_array_equal(z, kept)


@every_pair
def test_far_away_nothing_overflows(pair):
    function, derivative, _ = pair
    far = np.array([-1000.0, 1000.0])
    for dtype in ("float32", "float64"):
        assert np.isfinite(function(far.astype(dtype))).all()
        assert np.isfinite(derivative(far.astype(dtype))).all()


@every_pair
def test_plain_numbers_are_welcome(pair):
    function, derivative, _ = pair
    assert float(function(1.5)) == pytest.approx(float(function(np.array([1.5]))[0]))
    assert float(derivative(-2)) == pytest.approx(float(derivative(np.array([-2.0]))[0]))


def test_relu_of_the_notes():
    np.testing.assert_array_equal(act.relu(np.array([-3.0, -1, 0, 2, 5])), [0, 0, 0, 2, 5])


def test_at_the_kink_the_slope_is_that_of_the_left():
    zero = np.zeros(1)
    assert act.relu_derivative(zero) == 0
    assert act.leaky_relu_derivative(zero, 0.2) == 0.2
    assert act.prelu_derivative(zero, 0.3)[0] == 0.3
    assert act.elu_derivative(zero, 0.7) == 0.7
    assert act.elu(zero) == act.gelu(zero) == act.tanh(zero) == 0
    assert act.sigmoid(zero) == 0.5


def test_prelu_slope_learns_only_from_negative_scores():
    _, d_alpha = act.prelu_derivative(np.array([-2.0, 0.0, 3.0]), 0.25)
    np.testing.assert_array_equal(d_alpha, [-2, 0, 0])


def test_sigmoid_keeps_all_digits_in_its_tails():
    z = np.array([-700.0, -30.0, -1.0, 0.0, 30.0])
    np.testing.assert_allclose(act.sigmoid(z), special.expit(z), rtol=1e-15)
    np.testing.assert_allclose(act.sigmoid_derivative(np.array([40.0])), np.exp(-40.0), rtol=1e-12)
    assert act.sigmoid_derivative(np.zeros(1)) == 0.25


def test_gelu_is_z_times_the_normal_distribution():
    z = np.array([-30.0, -6.0, -0.5, 0.5, 6.0])
    np.testing.assert_allclose(act.gelu(z), z * special.ndtr(z), rtol=1e-12)


def test_selu_keeps_mean_0_and_variance_1():
    z = np.random.default_rng(0).standard_normal(1_000_000)
    assert act.selu(z).mean() == pytest.approx(0, abs=0.005)
    assert act.selu(z).var() == pytest.approx(1, abs=0.01)


# Softmax


def test_softmax_of_the_notes():
    p = act.softmax(np.array([2.0, 1.0, 0.1]))
    np.testing.assert_allclose(p, [0.659, 0.242, 0.099], atol=5e-4)


def test_softmax_runs_along_the_last_axis():
    Z = np.random.default_rng(1).standard_normal((2, 3, 4))
    np.testing.assert_allclose(act.softmax(Z), special.softmax(Z, axis=-1), rtol=1e-14)
    np.testing.assert_allclose(act.softmax(Z).sum(axis=-1), 1)


def test_softmax_with_scores_of_a_thousand():
    P = act.softmax(np.array([[1000.0, 0.0, -1000.0], [-1000.0, -1000.0, -1001.0]]))
    np.testing.assert_allclose(P[0], [1, 0, 0], atol=1e-300)
    np.testing.assert_allclose(P[1], special.softmax([0, 0, -1.0]), rtol=1e-14)


def test_two_classes_are_a_sigmoid():
    z = np.linspace(-20, 20, 9)
    p = act.softmax(np.stack([z, np.zeros(9)], axis=1))
    np.testing.assert_allclose(p[:, 0], act.sigmoid(z), rtol=1e-12)


def test_softmax_backward_is_the_jacobian_times_the_gradient():
    rng = np.random.default_rng(2)
    Z, dP = rng.standard_normal((2, 3, 4)), rng.standard_normal((2, 3, 4))
    P = act.softmax(Z)
    for index in np.ndindex(2, 3):
        p = P[index]
        np.testing.assert_allclose(
            act.softmax_backward(dP, P)[index], (np.diag(p) - np.outer(p, p)) @ dP[index]
        )


def test_log_sum_exp():
    Z = np.array([[1000.0, 1000.0], [-1000.0, -1001.0], [0.3, -2.0]])
    np.testing.assert_allclose(act.log_sum_exp(Z), special.logsumexp(Z, axis=-1, keepdims=True), rtol=1e-15)
    assert act.log_sum_exp(Z).shape == (3, 1)
    deep = np.random.default_rng(5).standard_normal((2, 3, 4))
    np.testing.assert_allclose(act.log_sum_exp(deep), special.logsumexp(deep, axis=-1, keepdims=True))
    assert act.log_sum_exp(Z.astype("float32")).dtype == np.float32
