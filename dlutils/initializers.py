"""First weights: small enough not to saturate, large enough not to fade, and never all alike.

A unit adds up ``fan_in`` numbers, so the variance of its score is fan_in · Var(w) times the mean square of its
inputs. Every rule here but `zeros` and `random_normal` chooses Var(w) so that the signal keeps its size from layer to
layer; they differ in what they assume about the activation. All functions have the signature ``(shape, rng)`` and return float64; a layer
casts to its own precision.
"""

from math import prod, sqrt

import numpy as np


def zeros(shape, rng=None):
    """All zero: right for a bias, wrong for weights, since units that start equal stay equal."""
    return np.zeros(shape)


def random_normal(shape, rng, stddev=0.05):
    """Normal numbers with mean 0 and a fixed width, as before anybody asked how wide the layer is."""
    return stddev * rng.standard_normal(shape)


def glorot_normal(shape, rng):
    """Var(w) = 2 / (fan_in + fan_out): a compromise between forward and backward (Glorot and Bengio, 2010).

    It is called Xavier's rule too, and assumes an activation with slope 1 at zero, such as tanh.
    """
    fan_in, fan_out = fans(shape)
    return sqrt(2 / (fan_in + fan_out)) * rng.standard_normal(shape)


def glorot_uniform(shape, rng):
    """The same variance from a uniform law on (−a, a), whose variance is a²/3. The default, as in Keras."""
    fan_in, fan_out = fans(shape)
    a = sqrt(3 * 2 / (fan_in + fan_out))
    return rng.uniform(-a, a, shape)


def he_normal(shape, rng):
    """Var(w) = 2 / fan_in: ReLU lets half of the signal through, so twice as much is sent (He et al., 2015).

    This is the plain normal law of the paper and of PyTorch; Keras cuts its tails off at two standard
    deviations and widens the rest to the same variance.
    """
    fan_in, _ = fans(shape)
    return sqrt(2 / fan_in) * rng.standard_normal(shape)


def he_uniform(shape, rng):
    """He's variance from a uniform law."""
    fan_in, _ = fans(shape)
    a = sqrt(3 * 2 / fan_in)
    return rng.uniform(-a, a, shape)


def lecun_normal(shape, rng):
    """Var(w) = 1 / fan_in: the score varies as much as one input (LeCun et al., 1998). SELU needs this."""
    fan_in, _ = fans(shape)
    return sqrt(1 / fan_in) * rng.standard_normal(shape)


def lecun_uniform(shape, rng):
    """LeCun's variance from a uniform law."""
    fan_in, _ = fans(shape)
    a = sqrt(3 * 1 / fan_in)
    return rng.uniform(-a, a, shape)


def orthogonal(shape, rng):
    """Orthonormal columns, or rows where there are more columns than rows: a random rotation or reflection.

    Repeated steps through time neither stretch nor shrink (Saxe et al., 2014). All axes but the last count as rows.
    """
    rows, units = prod(shape[:-1]), shape[-1]
    Q, R = np.linalg.qr(rng.standard_normal((max(rows, units), min(rows, units))))
    Q = Q * np.sign(np.diag(R))  # without this, the rotations would not be drawn evenly
    return (Q if rows >= units else Q.T).reshape(shape)


def fans(shape):
    """How many numbers go into one unit, and to how many units one number goes.

    For a dense layer these are the two lengths of W; for a kernel (f_h, f_w, c_in, c_out) each counts the
    window's f_h · f_w places as well.
    """
    window = int(np.prod(shape[:-2]))
    return window * shape[-2], window * shape[-1]


BY_NAME = {
    rule.__name__: rule
    for rule in (
        zeros,
        random_normal,
        glorot_normal,
        glorot_uniform,
        he_normal,
        he_uniform,
        lecun_normal,
        lecun_uniform,
        orthogonal,
    )
}


def get_initializer(rule):
    """Find an initializer by its name in Keras; a function ``(shape, rng) → array`` is taken as it is."""
    if callable(rule):
        return rule
    if rule not in BY_NAME:
        raise ValueError(f"Unknown initializer {rule!r}; choose one of {', '.join(BY_NAME)}.")
    return BY_NAME[rule]
