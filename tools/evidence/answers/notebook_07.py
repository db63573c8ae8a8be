"""Answers to 07, written from the students' notebook alone."""

import math
import warnings

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()

LAMBDA, ALPHA = 1.0507009873554805, 1.6732632423543772


def safe_elu(Z, alpha=1.0):
    """A right ELU, for the answers to `selu` that call one."""
    return np.where(Z > 0, Z, alpha * np.expm1(np.minimum(Z, 0)))


# --- relu -------------------------------------------------------------------------------------------------------------


@ANSWERS.wrong("relu", "np.max along axis 0 for np.maximum")
def relu_np_max(Z):
    return np.max(Z, 0)


@ANSWERS.wrong("relu", "minimum instead of maximum")
def relu_minimum(Z):
    return np.minimum(0, Z)


@ANSWERS.wrong("relu", "changes its argument in place")
def relu_in_place(Z):
    Z[Z < 0] = 0
    return Z


@ANSWERS.wrong("relu", "gives the slope, not the value")
def relu_slope(Z):
    return (Z > 0).astype(float)


@ANSWERS.wrong("relu", "absolute value instead of zero")
def relu_absolute(Z):
    return np.where(Z > 0, Z, -Z)


@ANSWERS.wrong("relu", "clipped at one as well")
def relu_clipped_at_one(Z):
    return np.clip(Z, 0, 1)


@ANSWERS.wrong("relu", "negative scores are dropped, shape lost")
def relu_only_positives(Z):
    return Z[Z > 0]


@ANSWERS.wrong("relu", "works only for two axes")
def relu_two_axes(Z):
    m, n = Z.shape
    A = np.zeros((m, n))
    for i in range(m):
        for j in range(n):
            A[i, j] = max(0, Z[i, j])
    return A


@ANSWERS.wrong("relu", "result is stored as whole numbers")
def relu_whole_numbers(Z):
    A = np.zeros(Z.shape, dtype=int)
    A[Z > 0] = Z[Z > 0]
    return A


@ANSWERS.wrong("relu", "printed instead of returned")
def relu_printed(Z):
    print(np.maximum(Z, 0))


@ANSWERS.right("relu", "half of z plus its absolute value")
def relu_half_sum(Z):
    return (Z + np.abs(Z)) / 2


@ANSWERS.right("relu", "a copy with a mask")
def relu_masked_copy(Z):
    A = Z.copy()
    A[A < 0] = 0
    return A


@ANSWERS.right("relu", "a list over the flattened array")
def relu_list(Z):
    return np.array([z if z > 0 else 0.0 for z in Z.ravel()]).reshape(Z.shape)


@ANSWERS.right("relu", "clip with an open top")
def relu_clip(Z):
    return np.clip(Z, 0, None)


# --- relu_backward ----------------------------------------------------------------------------------------------------


@ANSWERS.wrong("relu_backward", "times the output instead of the slope")
def relu_backward_times_output(dA, Z):
    return dA * np.maximum(Z, 0)


@ANSWERS.wrong("relu_backward", "mask taken from da")
def relu_backward_mask_of_da(dA, Z):
    return dA * (dA > 0)


@ANSWERS.wrong("relu_backward", "da is forgotten")
def relu_backward_without_da(dA, Z):
    return np.where(Z > 0, 1.0, 0.0)


@ANSWERS.wrong("relu_backward", "hands on where the unit was off")
def relu_backward_off(dA, Z):
    return np.where(Z > 0, 0, dA)


@ANSWERS.wrong("relu_backward", "changes da in place")
def relu_backward_in_place(dA, Z):
    dA[Z <= 0] = 0
    return dA


@ANSWERS.wrong("relu_backward", "divided by the number of examples")
def relu_backward_mean(dA, Z):
    return dA * (Z > 0) / len(Z)


@ANSWERS.wrong("relu_backward", "summed over the examples")
def relu_backward_summed(dA, Z):
    return (dA * (Z > 0)).sum(axis=0)


@ANSWERS.wrong("relu_backward", "one switch per unit, any example")
def relu_backward_any(dA, Z):
    return dA * np.any(Z > 0, axis=0)


@ANSWERS.wrong("relu_backward", "the slope of the sigmoid")
def relu_backward_sigmoid(dA, Z):
    a = 1 / (1 + np.exp(-Z))
    return dA * a * (1 - a)


@ANSWERS.wrong("relu_backward", "units that are off turn the sign")
def relu_backward_turned(dA, Z):
    return np.where(Z > 0, dA, -dA)


@ANSWERS.right("relu_backward", "zeros, then the places that are on")
def relu_backward_places(dA, Z):
    dZ = np.zeros(dA.shape)
    on = Z > 0
    dZ[on] = dA[on]
    return dZ


@ANSWERS.right("relu_backward", "heaviside with half at the corner")
def relu_backward_heaviside(dA, Z):
    return np.heaviside(Z, 0.5) * dA


@ANSWERS.right("relu_backward", "two loops")
def relu_backward_loops(dA, Z):
    dZ = np.empty(Z.shape)
    for i, row in enumerate(Z):
        for j, z in enumerate(row):
            dZ[i, j] = dA[i, j] if z >= 0 else 0
    return dZ


@ANSWERS.right("relu_backward", "einsum of da and the switches")
def relu_backward_einsum(dA, Z):
    return np.einsum("ij,ij->ij", dA, np.sign(np.maximum(Z, 0)))


# --- dead_fraction ----------------------------------------------------------------------------------------------------


@ANSWERS.wrong("dead_fraction", "share of numbers that are off")
def dead_fraction_numbers(Z):
    return np.mean(Z <= 0)


@ANSWERS.wrong("dead_fraction", "along the rows instead of columns")
def dead_fraction_rows(Z):
    return np.mean(np.all(Z <= 0, axis=1))


@ANSWERS.wrong("dead_fraction", "zero does not count as off")
def dead_fraction_strict(Z):
    return np.mean(np.all(Z < 0, axis=0))


@ANSWERS.wrong("dead_fraction", "the number of dead units")
def dead_fraction_count(Z):
    return np.all(Z <= 0, axis=0).sum()


@ANSWERS.wrong("dead_fraction", "off for any example")
def dead_fraction_any(Z):
    return np.mean(np.any(Z <= 0, axis=0))


@ANSWERS.wrong("dead_fraction", "share of the living units")
def dead_fraction_living(Z):
    return np.mean(np.any(Z > 0, axis=0))


@ANSWERS.wrong("dead_fraction", "divided by the number of examples")
def dead_fraction_by_examples(Z):
    return np.all(Z <= 0, axis=0).sum() / len(Z)


@ANSWERS.wrong("dead_fraction", "always divided by four units")
def dead_fraction_by_four(Z):
    return np.all(Z <= 0, axis=0).sum() / 4


@ANSWERS.wrong("dead_fraction", "off on average counts as dead")
def dead_fraction_average(Z):
    return np.mean(Z.mean(axis=0) <= 0)


@ANSWERS.wrong("dead_fraction", "exactly zero, as after the relu")
def dead_fraction_exactly_zero(Z):
    return np.mean(np.all(Z == 0, axis=0))


@ANSWERS.wrong("dead_fraction", "division of whole numbers")
def dead_fraction_floor(Z):
    return np.all(Z <= 0, axis=0).sum() // Z.shape[1]


@ANSWERS.right("dead_fraction", "largest score of each unit")
def dead_fraction_largest(Z):
    return (Z.max(axis=0) <= 0).mean()


@ANSWERS.right("dead_fraction", "one minus the share of the living")
def dead_fraction_complement(Z):
    return 1 - np.any(Z > 0, axis=0).sum() / Z.shape[1]


@ANSWERS.right("dead_fraction", "columns in a plain loop")
def dead_fraction_loop(Z):
    dead = 0
    for unit in Z.T:
        if all(z <= 0 for z in unit):
            dead += 1
    return dead / len(Z.T)


@ANSWERS.right("dead_fraction", "sum of the outputs is zero")
def dead_fraction_outputs(Z):
    outputs = np.maximum(Z, 0).sum(axis=0)
    return float(np.count_nonzero(outputs == 0)) / outputs.size


# --- leaky_relu -------------------------------------------------------------------------------------------------------


@ANSWERS.wrong("leaky_relu", "the larger of z and alpha z")
def leaky_relu_maximum(Z, alpha=0.01):
    return np.maximum(Z, alpha * Z)


@ANSWERS.wrong("leaky_relu", "slope always 0.01")
def leaky_relu_fixed(Z, alpha=0.01):
    return np.where(Z > 0, Z, 0.01 * Z)


@ANSWERS.wrong("leaky_relu", "the negative side turned positive")
def leaky_relu_turned(Z, alpha=0.01):
    return np.where(Z > 0, Z, -alpha * Z)


@ANSWERS.wrong("leaky_relu", "alpha itself on the negative side")
def leaky_relu_constant(Z, alpha=0.01):
    return np.where(Z > 0, Z, alpha)


@ANSWERS.wrong("leaky_relu", "candidates in the wrong order")
def leaky_relu_exchanged(Z, alpha=0.01):
    return np.where(Z > 0, alpha * Z, Z)


@ANSWERS.wrong("leaky_relu", "no leak, the relu again")
def leaky_relu_no_leak(Z, alpha=0.01):
    return np.maximum(Z, 0)


@ANSWERS.wrong("leaky_relu", "returns the slopes")
def leaky_relu_slopes(Z, alpha=0.01):
    return np.where(Z > 0, 1.0, alpha)


@ANSWERS.wrong("leaky_relu", "compared with alpha instead of zero")
def leaky_relu_above_alpha(Z, alpha=0.01):
    return np.where(Z > alpha, Z, alpha * Z)


@ANSWERS.wrong("leaky_relu", "the argument is overwritten")
def leaky_relu_in_place(Z, alpha=0.01):
    Z[Z <= 0] = alpha * Z[Z <= 0]
    return Z


@ANSWERS.wrong("leaky_relu", "leak divided by alpha")
def leaky_relu_divided(Z, alpha=0.01):
    return np.where(Z > 0, Z, Z / alpha)


@ANSWERS.right("leaky_relu", "positive part plus alpha negative part")
def leaky_relu_parts(Z, alpha=0.01):
    return np.maximum(Z, 0) + alpha * np.minimum(Z, 0)


@ANSWERS.right("leaky_relu", "times an array of slopes")
def leaky_relu_times_slopes(Z, alpha=0.01):
    on = (Z > 0).astype(float)
    return Z * (on + alpha * (1 - on))


@ANSWERS.right("leaky_relu", "a float copy with a mask")
def leaky_relu_masked(Z, alpha=0.01):
    A = np.array(Z, dtype=float)
    A[A <= 0] *= alpha
    return A


@ANSWERS.right("leaky_relu", "relu minus alpha relu of minus z")
def leaky_relu_two_relus(Z, alpha=0.01):
    def plain(x):
        return np.maximum(x, 0)

    return plain(Z) - alpha * plain(-Z)


# --- prelu_backward ---------------------------------------------------------------------------------------------------


@ANSWERS.wrong("prelu_backward", "results in the wrong order")
def prelu_backward_swapped(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    dalpha = (dA * np.minimum(Z, 0)).sum(axis=0)
    return dalpha, dZ


@ANSWERS.wrong("prelu_backward", "dalpha is a mean over the examples")
def prelu_backward_mean(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    dalpha = (dA * np.minimum(Z, 0)).mean(axis=0)
    return dZ, dalpha


@ANSWERS.wrong("prelu_backward", "dalpha summed over the units")
def prelu_backward_axis_one(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    dalpha = (dA * np.minimum(Z, 0)).sum(axis=1)
    return dZ, dalpha


@ANSWERS.wrong("prelu_backward", "dalpha is not summed")
def prelu_backward_not_summed(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, dA * np.minimum(Z, 0)


@ANSWERS.wrong("prelu_backward", "dalpha counts positive scores too")
def prelu_backward_all_scores(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, (dA * Z).sum(axis=0)


@ANSWERS.wrong("prelu_backward", "dalpha from the positive part")
def prelu_backward_positive_part(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, (dA * np.maximum(Z, 0)).sum(axis=0)


@ANSWERS.wrong("prelu_backward", "dalpha uses dz instead of da")
def prelu_backward_from_dz(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, (dZ * np.minimum(Z, 0)).sum(axis=0)


@ANSWERS.wrong("prelu_backward", "dz stops at negative scores")
def prelu_backward_relu(Z, alpha, dA):
    dZ = dA * (Z > 0)
    return dZ, (dA * np.minimum(Z, 0)).sum(axis=0)


@ANSWERS.wrong("prelu_backward", "da is forgotten in dalpha")
def prelu_backward_dalpha_without_da(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, np.minimum(Z, 0).sum(axis=0)


@ANSWERS.wrong("prelu_backward", "slope is the larger of step and alpha")
def prelu_backward_larger_slope(Z, alpha, dA):
    dZ = dA * np.maximum(Z > 0, alpha)
    return dZ, (dA * np.minimum(Z, 0)).sum(axis=0)


@ANSWERS.wrong("prelu_backward", "one dalpha for all units")
def prelu_backward_total(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, np.sum(dA * np.minimum(Z, 0))


@ANSWERS.wrong("prelu_backward", "dalpha is a row with two axes")
def prelu_backward_keepdims(Z, alpha, dA):
    dZ = dA * np.where(Z > 0, 1, alpha)
    return dZ, (dA * np.minimum(Z, 0)).sum(axis=0, keepdims=True)


@ANSWERS.right("prelu_backward", "loops over examples and units")
def prelu_backward_loops(Z, alpha, dA):
    m, n = Z.shape
    dZ, dalpha = np.zeros((m, n)), np.zeros(n)
    for j in range(n):
        for i in range(m):
            if Z[i, j] > 0:
                dZ[i, j] = dA[i, j]
            else:
                dZ[i, j] = alpha[j] * dA[i, j]
                dalpha[j] += dA[i, j] * Z[i, j]
    return dZ, dalpha


@ANSWERS.right("prelu_backward", "masks and einsum")
def prelu_backward_einsum(Z, alpha, dA):
    off = (Z <= 0).astype(float)
    return dA * (1 - off) + dA * off * alpha, np.einsum("mn,mn,mn->n", dA, Z, off)


@ANSWERS.right("prelu_backward", "column by column in lists")
def prelu_backward_columns(Z, alpha, dA):
    columns, slopes = [], []
    for z, a, da in zip(Z.T, alpha, dA.T, strict=True):
        columns.append([d if s > 0 else a * d for s, d in zip(z, da, strict=True)])
        slopes.append(da[z < 0] @ z[z < 0])
    return np.array(columns).T, np.array(slopes)


# --- elu --------------------------------------------------------------------------------------------------------------


@ANSWERS.wrong("elu", "overflow in the unused candidate")
def elu_overflow(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * (np.exp(Z) - 1))


@ANSWERS.wrong("elu", "alpha is forgotten")
def elu_without_alpha(Z, alpha=1.0):
    return np.where(Z > 0, Z, np.expm1(np.minimum(Z, 0)))


@ANSWERS.wrong("elu", "minus one is forgotten")
def elu_without_minus_one(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.exp(np.minimum(Z, 0)))


@ANSWERS.wrong("elu", "one subtracted outside the bracket")
def elu_bracket(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.exp(np.minimum(Z, 0)) - 1)


@ANSWERS.wrong("elu", "the larger of both candidates")
def elu_larger(Z, alpha=1.0):
    return np.maximum(Z, alpha * np.expm1(np.minimum(Z, 0)))


@ANSWERS.wrong("elu", "sign of the exponential side turned")
def elu_turned(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * (1 - np.exp(np.minimum(Z, 0))))


@ANSWERS.wrong("elu", "warning hidden with the warnings module")
def elu_hidden_warning(Z, alpha=1.0):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.where(Z > 0, Z, alpha * (np.exp(Z) - 1))


@ANSWERS.wrong("elu", "a straight leak instead of the bend")
def elu_leaky(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * Z)


@ANSWERS.wrong("elu", "argument of the exponential is negated")
def elu_absolute(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.expm1(np.clip(-Z, 0, 50)))


@ANSWERS.wrong("elu", "exponent cut off at minus one")
def elu_cut(Z, alpha=1.0):
    return np.where(Z > 0, Z, alpha * np.expm1(np.clip(Z, -1, 0)))


@ANSWERS.wrong("elu", "writes into the argument")
def elu_in_place(Z, alpha=1.0):
    off = Z <= 0
    Z[off] = alpha * np.expm1(Z[off])
    return Z


@ANSWERS.right("elu", "two parts added")
def elu_parts(Z, alpha=1.0):
    return np.maximum(Z, 0) + alpha * np.expm1(np.minimum(Z, 0))


@ANSWERS.right("elu", "exponential only where it is needed")
def elu_mask(Z, alpha=1.0):
    A = np.array(Z, dtype=float)
    off = A <= 0
    A[off] = alpha * (np.exp(A[off]) - 1)
    return A


@ANSWERS.right("elu", "overflow accepted with errstate")
def elu_errstate(Z, alpha=1.0):
    with np.errstate(over="ignore"):
        bend = np.exp(Z) - 1
    return np.where(Z > 0, Z, alpha * bend)


@ANSWERS.right("elu", "math.exp in a list")
def elu_list(Z, alpha=1.0):
    values = [z if z > 0 else alpha * (math.exp(z) - 1) for z in np.ravel(Z)]
    return np.array(values).reshape(np.shape(Z))


# --- selu -------------------------------------------------------------------------------------------------------------


@ANSWERS.wrong("selu", "lambda is forgotten")
def selu_without_lambda(Z):
    return safe_elu(Z, ALPHA)


@ANSWERS.wrong("selu", "lambda only on the negative side")
def selu_lambda_negative(Z):
    return np.where(Z > 0, Z, LAMBDA * ALPHA * np.expm1(np.minimum(Z, 0)))


@ANSWERS.wrong("selu", "lambda only on the positive side")
def selu_lambda_positive(Z):
    return np.where(Z > 0, LAMBDA * Z, ALPHA * np.expm1(np.minimum(Z, 0)))


@ANSWERS.wrong("selu", "elu called without its alpha")
def selu_without_alpha(Z):
    return LAMBDA * safe_elu(Z)


@ANSWERS.wrong("selu", "the two constants exchanged")
def selu_exchanged(Z):
    return ALPHA * safe_elu(Z, LAMBDA)


@ANSWERS.wrong("selu", "constants with two decimals")
def selu_two_decimals(Z):
    return 1.05 * safe_elu(Z, 1.67)


@ANSWERS.wrong("selu", "e to the thousand is computed")
def selu_overflow(Z):
    return LAMBDA * np.where(Z > 0, Z, ALPHA * (np.exp(Z) - 1))


@ANSWERS.wrong("selu", "alpha multiplied twice")
def selu_alpha_twice(Z):
    return LAMBDA * np.where(Z > 0, Z, ALPHA * safe_elu(Z, ALPHA))


@ANSWERS.wrong("selu", "alpha on both sides")
def selu_alpha_both(Z):
    return LAMBDA * ALPHA * safe_elu(Z)


@ANSWERS.wrong("selu", "lambda added instead of multiplied")
def selu_added(Z):
    return LAMBDA + safe_elu(Z, ALPHA)


@ANSWERS.right("selu", "lambda times elu with alpha")
def selu_of_elu(Z):
    return LAMBDA * safe_elu(Z, ALPHA)


@ANSWERS.right("selu", "constants with four decimals, parts added")
def selu_four_decimals(Z):
    return 1.0507 * np.maximum(Z, 0) + 1.0507 * 1.6733 * np.expm1(np.minimum(Z, 0))


@ANSWERS.right("selu", "masks on a stretched copy")
def selu_masks(Z):
    off = Z <= 0
    A = np.array(LAMBDA * Z)
    A[off] = LAMBDA * ALPHA * (np.exp(Z[off]) - 1.0)
    return A


@ANSWERS.right("selu", "one number at a time")
def selu_numbers(Z):
    def one(z):
        return LAMBDA * (z if z > 0 else ALPHA * math.expm1(z))

    flat = [one(z) for z in Z.flatten()]
    return np.reshape(flat, Z.shape)
