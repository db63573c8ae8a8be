"""Exercise `prelu_backward`: a slope that learns needs a gradient of its own."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def prelu_backward(Z, alpha, dA):
    return dA * np.where(Z > 0, 1, alpha), (dA * np.minimum(Z, 0)).sum(axis=0)


def _dZ(Z, alpha, dA):
    return prelu_backward(Z, alpha, dA)[0]


def _dalpha(Z, alpha, dA):
    return prelu_backward(Z, alpha, dA)[1]


def prelu_mean(Z, alpha, dA):
    return _dZ(Z, alpha, dA), (dA * np.minimum(Z, 0)).mean(axis=0)


def prelu_divided_again(Z, alpha, dA):
    return _dZ(Z, alpha, dA) / len(Z), _dalpha(Z, alpha, dA) / len(Z)


def prelu_one_slope(Z, alpha, dA):
    return _dZ(Z, alpha, dA), _dalpha(Z, alpha, dA).sum()


def prelu_not_summed(Z, alpha, dA):
    return _dZ(Z, alpha, dA), dA * np.minimum(Z, 0)


def prelu_sum_of_units(Z, alpha, dA):
    return _dZ(Z, alpha, dA), (dA * np.minimum(Z, 0)).sum(axis=1)


def prelu_keepdims(Z, alpha, dA):
    return _dZ(Z, alpha, dA), _dalpha(Z, alpha, dA)[None, :]


def prelu_dalpha_without_upstream(Z, alpha, dA):
    return _dZ(Z, alpha, dA), np.minimum(Z, 0).sum(axis=0)


def prelu_dalpha_without_z(Z, alpha, dA):
    return _dZ(Z, alpha, dA), (dA * (Z < 0)).sum(axis=0)


def prelu_dalpha_everywhere(Z, alpha, dA):
    return _dZ(Z, alpha, dA), (dA * Z).sum(axis=0)


def prelu_dalpha_with_alpha(Z, alpha, dA):
    return _dZ(Z, alpha, dA), (dA * alpha * np.minimum(Z, 0)).sum(axis=0)


def prelu_dalpha_positive_side(Z, alpha, dA):
    return _dZ(Z, alpha, dA), (dA * np.maximum(Z, 0)).sum(axis=0)


def prelu_dalpha_sign(Z, alpha, dA):
    return _dZ(Z, alpha, dA), -_dalpha(Z, alpha, dA)


def prelu_slope_only(Z, alpha, dA):
    return np.where(Z > 0, 1.0, alpha), _dalpha(Z, alpha, dA)


def prelu_slope_below(Z, alpha, dA):
    return np.where(Z > 0, dA, alpha), _dalpha(Z, alpha, dA)


def prelu_as_relu(Z, alpha, dA):
    return dA * (Z > 0), _dalpha(Z, alpha, dA)


def prelu_times_value(Z, alpha, dA):
    return dA * np.where(Z > 0, Z, alpha * Z), _dalpha(Z, alpha, dA)


def prelu_side_of_output(Z, alpha, dA):
    A = np.where(Z > 0, Z, alpha * Z)
    return dA * np.where(A > 0, 1, alpha), (dA * Z * (A <= 0)).sum(axis=0)


def prelu_exchanged(Z, alpha, dA):
    dZ, dalpha = prelu_backward(Z, alpha, dA)
    return dalpha, dZ


def prelu_in_place(Z, alpha, dA):
    dalpha = _dalpha(Z, alpha, dA)
    dA *= np.where(Z > 0, 1, alpha)
    return dA, dalpha


def prelu_larger_slope(Z, alpha, dA):
    return dA * np.maximum(Z > 0, alpha), _dalpha(Z, alpha, dA)


def prelu_with_loops(Z, alpha, dA):
    m, n = Z.shape
    dZ, dalpha = np.zeros((m, n)), np.zeros(n)
    for i in range(m):
        for j in range(n):
            if Z[i, j] >= 0:
                dZ[i, j] = dA[i, j]
            else:
                dZ[i, j] = alpha[j] * dA[i, j]
                dalpha[j] += Z[i, j] * dA[i, j]
    return dZ, dalpha


def prelu_with_masks(Z, alpha, dA):
    off = Z <= 0
    dZ = np.array(dA)
    dZ[off] = (dA * alpha)[off]
    return [dZ, np.einsum("mn,mn->n", dA * off, Z)]


def prelu_with_dot(Z, alpha, dA):
    negative = np.where(Z < 0, Z, 0.0)
    dalpha = np.array([negative[:, j] @ dA[:, j] for j in range(len(alpha))])
    return dA * (Z > 0) + alpha * dA * (Z <= 0), dalpha


def prelu_with_diagonal(Z, alpha, dA):
    slope = (Z > 0) + (Z <= 0) * alpha[None, :]
    return slope * dA, np.diag(np.minimum(Z, 0).T @ dA)


def _draw_prelu(rng, i):
    m, n = [(5, 3), (3, 4), (4, 4), (6, 2)][i]
    Z = (rng.uniform(0.2, 4, size=(m, n)) * rng.choice([-1, 1], size=(m, n))).round(2)
    Z[0], Z[1] = -np.abs(Z[0]), np.abs(Z[1])
    alpha = rng.uniform(0.1, 0.9, size=n).round(2)
    if i % 2:
        alpha[0] *= -1
    dA = (rng.uniform(0.2, 2, size=(m, n)) * rng.choice([-1, 1], size=(m, n))).round(2)
    return case("dZ and dalpha", Z=Z, alpha=alpha, dA=dA)


PRELU_BACKWARD = Exercise(
    name="prelu_backward",
    parts={"dZ and dalpha": 3, "negative slopes": 1},
    reference=prelu_backward,
    insight="The bend of every unit is now learned like a weight, and may even turn downwards.",
    returns=("dZ", "dalpha"),
    examples=(
        case(
            "dZ and dalpha",
            Z=np.array([[2.0, -1.0], [-3.0, -2.0], [-1.0, 4.0]]),
            alpha=np.array([0.5, 0.25]),
            dA=np.array([[1.0, 2.0], [-1.0, 3.0], [4.0, -2.0]]),
        ),
        case(
            "dZ and dalpha",
            Z=np.array([[-2.0, 1.0, -0.5], [0.3, -4.0, 3.0], [-1.5, -0.2, -6.0]]),
            alpha=np.array([0.2, 0.7, 1.5]),
            dA=np.array([[0.5, -3.0, 2.0], [-1.0, 2.5, 0.4], [3.0, 1.0, -0.6]]),
        ),
        # At z = 0 nothing arrives from above, so every convention for the slope there gives 0.
        case(
            "dZ and dalpha",
            Z=np.array([[0.0, -1.0, 2.0], [-3.0, 0.0, -0.5]]),
            alpha=np.array([0.3, 0.6, 0.1]),
            dA=np.array([[0.0, 1.5, -2.0], [0.7, 0.0, 4.0]]),
        ),
        case(
            "negative slopes",
            Z=np.array([[-2.0, 3.0], [1.0, -0.5], [-4.0, -1.0], [2.0, -3.0]]),
            alpha=np.array([-0.4, 0.8]),
            dA=np.array([[1.0, -1.0], [2.0, 0.5], [-3.0, 1.5], [0.2, 2.0]]),
        ),
    ),
    draw=_draw_prelu,
    draws=4,
    mistakes=(
        Mistake(
            "mean",
            prelu_mean,
            "dZ is right; dalpha is a mean over the examples, m times too small.",
            "The loss has divided by m already (notebook 06). What remains to be done with the shares of the examples?",
        ),
        Mistake(
            "divided-again",
            prelu_divided_again,
            "Both results are m times too small: you divided by the number of examples.",
            "The loss has divided by m already (notebook 06). Nobody divides again.",
        ),
        Mistake(
            "one-slope",
            prelu_one_slope,
            "dalpha is one number for all units together.",
            "Each unit has a slope of its own: dalpha must have the shape of alpha.",
        ),
        Mistake(
            "not-summed",
            prelu_not_summed,
            "dalpha still has one row for each example.",
            "One slope serves all examples. What happens to their shares?",
        ),
        Mistake(
            "summed-over-units",
            prelu_sum_of_units,
            "You summed dalpha over the units, so there is one number for each example.",
            "Along which axis do the examples stand?",
        ),
        Mistake(
            "keepdims",
            prelu_keepdims,
            "The numbers are right, but dalpha is a table of one row, (1, n).",
            "dalpha must have the shape of alpha. Is `keepdims` in the way?",
        ),
        Mistake(
            "dalpha-without-dA",
            prelu_dalpha_without_upstream,
            "dA does not occur in dalpha.",
            "The chain rule: what arrives from above, times ∂a/∂α.",
        ),
        Mistake(
            "dalpha-without-z",
            prelu_dalpha_without_z,
            "In dalpha you summed dA where z is negative; the factor ∂a/∂α is missing.",
            "Nudge α in a = αz. How much does a move?",
        ),
        Mistake(
            "dalpha-everywhere",
            prelu_dalpha_everywhere,
            "Positive z have a share in dalpha too.",
            "For z > 0 the output is z. What does α have to do with it?",
        ),
        Mistake(
            "dalpha-with-alpha",
            prelu_dalpha_with_alpha,
            "dalpha holds the factor α: you multiplied by the value αz, or started from dZ, which holds α already.",
            "What is the derivative of αz with respect to α, and what arrives from above?",
        ),
        Mistake(
            "dalpha-positive-side",
            prelu_dalpha_positive_side,
            "dalpha collects the positive z.",
            "On which side of zero does α act?",
        ),
        Mistake(
            "dalpha-sign",
            prelu_dalpha_sign,
            "dalpha has the wrong sign: you used |z| where z belongs, or turned it round.",
            "∂a/∂α = z, and z is negative here. Keep its sign.",
        ),
        Mistake(
            "slope-only",
            prelu_slope_only,
            "dZ holds the slopes, 1 or α; dA does not occur in it.",
            "The chain rule multiplies the slope by what arrives from above.",
        ),
        Mistake(
            "slope-below",
            prelu_slope_below,
            "Where z is negative, dZ is α itself: the slope without what arrives from above.",
            "On the positive side you passed dA on. What is passed on where the slope is α?",
        ),
        Mistake(
            "as-relu",
            prelu_as_relu,
            "dZ is 0 where z is negative, as for ReLU.",
            "How steep is αz?",
        ),
        Mistake(
            "times-value",
            prelu_times_value,
            "In dZ you multiplied by the output (z or αz), where its slope belongs.",
            "How steep is the output on the left of zero, and how steep on its right?",
        ),
        Mistake(
            "side-of-the-output",
            prelu_side_of_output,
            "You asked the sign of the *output*. With a negative slope the output is positive on both sides.",
            "Whose sign says on which side of the bend we are?",
        ),
        Mistake(
            "exchanged",
            prelu_exchanged,
            "The two results have changed places.",
            "First dZ, then dalpha.",
        ),
        Mistake(
            "in-place",
            prelu_in_place,
            "The numbers are right, but your function changed dA itself.",
            "`dA *= …` writes into the caller's array; `dA * …` makes a new one.",
        ),
        Mistake(
            "larger-slope",
            prelu_larger_slope,
            "You take the larger of 0 or 1 and alpha as the slope. With an alpha above 1, or below 0, that is another function.",
            "Which slope has a positive score, whatever alpha is?",
        ),
    ),
    variants={
        "loops": prelu_with_loops,
        "masks": prelu_with_masks,
        "dot products": prelu_with_dot,
        "diagonal of a product": prelu_with_diagonal,
    },
)
