"""Activations: the bend after every weighted sum, without which all layers together would be one straight
line.

Each function stands above its derivative, both written in the score z. The order is that of history: first
the curves that saturate, then ReLU and its repairs, at last softmax, which looks at all scores of an example
at once. All of them take floating-point arrays of any shape, leave their argument alone and keep its precision.
"""

import math

import numpy as np

SELU_SCALE = 1.0507009873554805  # λ in Klambauer et al. (2017)
SELU_ALPHA = 1.6732632423543772  # α there; both make mean 0 and variance 1 a fixed point


def sigmoid(z):
    """σ(z) = 1 / (1 + e⁻ᶻ), a number between 0 and 1.

    For z < 0 it is computed as eᶻ / (1 + eᶻ), which is the same number: an exponential of something positive
    would overflow. One line does both.
    """
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def sigmoid_derivative(z):
    """σ′(z) = σ(z) (1 − σ(z)), never above 1/4."""
    return sigmoid(z) * sigmoid(
        np.negative(z)
    )  # 1 − σ(z) = σ(−z), without cancellation where σ(z) is nearly 1


def tanh(z):
    """tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ), between −1 and 1: a sigmoid centred on zero."""
    return np.tanh(z)


def tanh_derivative(z):
    """tanh′(z) = 1 − tanh²(z)."""
    return 1 - np.tanh(z) ** 2


def relu(z):
    """max(0, z): pass what is positive, stop the rest (Nair and Hinton, 2010)."""
    return np.maximum(z, 0)


def relu_derivative(z):
    """1 where z > 0, otherwise 0; at the kink z = 0 the choice is 0, as in Keras and PyTorch."""
    return _positive(z)


def leaky_relu(z, alpha=0.01):
    """z where z > 0, otherwise αz: a unit that is off still gets a gradient (Maas et al., 2013)."""
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


def leaky_relu_derivative(z, alpha=0.01):
    """1 where z > 0, otherwise α."""
    return alpha + (1 - alpha) * _positive(z)


def prelu(z, alpha):
    """Leaky ReLU with a learned slope, one per unit (He et al., 2015); α has the shape of an example."""
    return np.maximum(z, 0) + alpha * np.minimum(z, 0)


def prelu_derivative(z, alpha):
    """The derivatives with respect to z (1 or α) and to α (0 or z)."""
    return alpha + (1 - alpha) * _positive(z), np.minimum(z, 0)


def elu(z, alpha=1.0):
    """z where z > 0, otherwise α(eᶻ − 1): bends smoothly towards −α (Clevert et al., 2015)."""
    return np.maximum(z, 0) + alpha * np.expm1(np.minimum(z, 0))


def elu_derivative(z, alpha=1.0):
    """1 where z > 0, otherwise αeᶻ."""
    positive = _positive(z)
    return positive + (1 - positive) * alpha * np.exp(np.minimum(z, 0))


def selu(z):
    """λ elu(z, α) with the two constants that hold mean 0 and variance 1 (Klambauer et al., 2017).

    It keeps that promise only with LeCun's initialisation and standardized inputs.
    """
    return SELU_SCALE * elu(z, SELU_ALPHA)


def selu_derivative(z):
    """λ elu′(z, α)."""
    return SELU_SCALE * elu_derivative(z, SELU_ALPHA)


def gelu(z):
    """z Φ(z), with Φ the distribution function of the normal law: ReLU with a soft switch (Hendrycks, 2016).

    NumPy has no error function, so Φ goes number by number through Python's; expect it to be slow on images.
    """
    return z * _normal_distribution(z)


def gelu_derivative(z):
    """Φ(z) + z φ(z), with φ = Φ′ the bell curve."""
    bell = np.exp(-(z**2) / 2) / math.sqrt(2 * math.pi)
    return _normal_distribution(z) + z * bell


def softmax(Z):
    """Turn scores into shares: pₖ = eᶻᵏ / Σⱼ eᶻʲ along the last axis.

    Subtracting the largest score of each example changes no share and keeps every exponential at most 1.

    Parameters
    ----------
    Z : ndarray of shape (..., classes)

    Returns
    -------
    ndarray of shape (..., classes)
        Numbers from 0 to 1 that sum to 1 for each example.
    """
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_backward(dP, P):
    """Pass the gradient dP = ∂J/∂P back through softmax: dzₖ = pₖ (dpₖ − Σⱼ dpⱼ pⱼ).

    Softmax has no derivative number by number, since every share depends on every score: this is its
    Jacobian, diag(p) − p pᵀ, times dp.
    """
    return P * (dP - (dP * P).sum(axis=-1, keepdims=True))


def log_sum_exp(Z):
    """log Σⱼ eᶻʲ along the last axis (kept with length 1): a smooth maximum that never overflows."""
    largest = Z.max(axis=-1, keepdims=True)
    return largest + np.log(np.exp(Z - largest).sum(axis=-1, keepdims=True))


def _positive(z):
    """1 where z > 0, otherwise 0, in the precision of z; ``np.where`` says the same ten times slower."""
    return np.greater(z, 0).astype(_precision(z))


def _normal_distribution(z):
    """Φ(z) = (1 + erf(z / √2)) / 2, written with erfc, which stays exact for very negative z."""
    erfc = np.frompyfunc(math.erfc, 1, 1)
    return np.asarray(erfc(-np.asarray(z) / math.sqrt(2)) / 2, dtype=_precision(z))


def _precision(z):
    """The floating-point type of z; float64 for whole numbers."""
    return np.result_type(np.asarray(z).dtype, np.float16)
