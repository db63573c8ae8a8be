"""Answers to 02, written from the students' notebook alone."""

import math

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


def squash(z):
    s = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1, s) / (1 + s)


def surprise(a, y):
    return -np.log(np.where(np.asarray(y) == 1, a, 1 - np.asarray(a)))


def slopes(w, b, X, Y):
    error = squash(w.T @ X + b) - Y
    return X @ error.T / X.shape[1], error.mean()


# 2.1 sigmoid


@ANSWERS.wrong("sigmoid", "the plain formula, overflows far out")
def sigmoid_plain(z):
    return 1 / (1 + np.exp(-z))


@ANSWERS.wrong("sigmoid", "the other form only, inf over inf")
def sigmoid_other_form(z):
    return np.exp(z) / (1 + np.exp(z))


@ANSWERS.wrong("sigmoid", "where computes both forms everywhere")
def sigmoid_where_overflow(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (np.exp(z) + 1))


@ANSWERS.wrong("sigmoid", "the minus in the exponent is lost")
def sigmoid_plus(z):
    z = np.clip(z, -500, 500)
    return 1 / (1 + np.exp(z))


@ANSWERS.wrong("sigmoid", "negative scores treated as positive")
def sigmoid_of_size(z):
    s = np.exp(-np.abs(z))
    return 1 / (1 + s)


@ANSWERS.wrong("sigmoid", "the two numerators swapped")
def sigmoid_numerators_swapped(z):
    s = np.exp(-np.abs(z))
    return np.where(z >= 0, s, 1) / (1 + s)


@ANSWERS.wrong("sigmoid", "tanh in place of sigmoid")
def sigmoid_tanh(z):
    return np.tanh(z)


@ANSWERS.wrong("sigmoid", "tanh form without halving z")
def sigmoid_tanh_unhalved(z):
    return (1 + np.tanh(z)) / 2


@ANSWERS.wrong("sigmoid", "missing bracket in the denominator")
def sigmoid_missing_bracket(z):
    z = np.clip(z, -500, 500)
    return 1 / 1 + np.exp(-z)


@ANSWERS.wrong("sigmoid", "scores clipped at five")
def sigmoid_clipped_five(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


@ANSWERS.wrong("sigmoid", "an if for one single number")
def sigmoid_single_number(z):
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (np.exp(z) + 1)


@ANSWERS.wrong("sigmoid", "the answer comes back flat")
def sigmoid_flat(z):
    values = []
    for score in np.ravel(z):
        s = np.exp(-abs(score))
        values.append(1 / (1 + s) if score >= 0 else s / (1 + s))
    return np.array(values)


@ANSWERS.wrong("sigmoid", "negative scores stay zero")
def sigmoid_negatives_zero(z):
    a = np.zeros(np.shape(z))
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    return a


@ANSWERS.wrong("sigmoid", "the slope of the sigmoid")
def sigmoid_slope(z):
    s = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1, s) / (1 + s)
    return a * (1 - a)


@ANSWERS.wrong("sigmoid", "a hard yes or no")
def sigmoid_step(z):
    return np.where(z >= 0, 1.0, 0.0)


@ANSWERS.wrong("sigmoid", "powers of ten instead of e")
def sigmoid_base_ten(z):
    s = 10.0 ** (-np.abs(z))
    return np.where(z >= 0, 1, s) / (1 + s)


@ANSWERS.wrong("sigmoid", "only the numerator, never divided")
def sigmoid_not_divided(z):
    s = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, s)


@ANSWERS.right("sigmoid", "by tanh of half the score")
def sigmoid_half_tanh(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@ANSWERS.right("sigmoid", "exp of minus logaddexp")
def sigmoid_logaddexp(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=float)))


@ANSWERS.right("sigmoid", "two masks, one for each form")
def sigmoid_masks(z):
    z = np.asarray(z, dtype=float)
    a = np.empty(z.shape)
    positive = z >= 0
    a[positive] = 1 / (1 + np.exp(-z[positive]))
    small = np.exp(z[~positive])
    a[~positive] = small / (small + 1)
    return a


@ANSWERS.right("sigmoid", "vectorized function of one number")
def sigmoid_vectorize(z):
    def one(score):
        if score >= 0:
            return 1 / (1 + math.exp(-score))
        small = math.exp(score)
        return small / (1 + small)

    return np.vectorize(one, otypes=[float])(z)


@ANSWERS.right("sigmoid", "scores clipped at five hundred")
def sigmoid_clipped_far(z):
    return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


@ANSWERS.right("sigmoid", "numerator from the smaller of z and zero")
def sigmoid_minimum(z):
    z = np.asarray(z)
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


# 2.2 cross_entropy


@ANSWERS.wrong("cross_entropy", "formula as it stands")
def cross_entropy_formula(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


@ANSWERS.wrong("cross_entropy", "mean over the examples")
def cross_entropy_mean(a, y):
    return np.mean(-np.log(np.where(y == 1, a, 1 - a)))


@ANSWERS.wrong("cross_entropy", "added up over all examples")
def cross_entropy_sum(a, y):
    return np.sum(-np.log(np.where(y == 1, a, 1 - a)))


@ANSWERS.wrong("cross_entropy", "without the minus")
def cross_entropy_no_minus(a, y):
    return np.log(np.where(y == 1, a, 1 - a))


@ANSWERS.wrong("cross_entropy", "logarithm to base ten")
def cross_entropy_log10(a, y):
    return -np.log10(np.where(y == 1, a, 1 - a))


@ANSWERS.wrong("cross_entropy", "label zero costs nothing")
def cross_entropy_ones_only(a, y):
    return np.where(y == 1, -np.log(np.where(y == 1, a, 1)), 0.0)


@ANSWERS.wrong("cross_entropy", "the labels swapped")
def cross_entropy_swapped(a, y):
    return -np.log(np.where(y == 0, a, 1 - a))


@ANSWERS.wrong("cross_entropy", "probabilities clipped at 1e-7")
def cross_entropy_clipped(a, y):
    a = np.clip(a, 1e-7, 1 - 1e-7)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


@ANSWERS.wrong("cross_entropy", "infinite losses replaced by zero")
def cross_entropy_inf_to_zero(a, y):
    with np.errstate(divide="ignore", invalid="ignore"):
        loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return np.nan_to_num(loss, nan=0.0, posinf=0.0)


@ANSWERS.wrong("cross_entropy", "minus reaches the first term only")
def cross_entropy_one_minus(a, y):
    loss = np.zeros(np.shape(a))
    loss[y == 1] = -np.log(a[y == 1])
    loss[y == 0] = np.log(1 - a[y == 0])
    return loss


@ANSWERS.wrong("cross_entropy", "squared error of 01 again")
def cross_entropy_squared(a, y):
    return (a - y) ** 2


@ANSWERS.wrong("cross_entropy", "one minus a for both labels")
def cross_entropy_one_minus_a(a, y):
    return -np.log(np.where(y == 1, 1 - a, 1 - a))


@ANSWERS.wrong("cross_entropy", "a small number inside the logarithm")
def cross_entropy_epsilon(a, y):
    return -np.log(np.where(y == 1, a, 1 - a) + 1e-6)


@ANSWERS.wrong("cross_entropy", "ones first, then zeros, order lost")
def cross_entropy_sorted(a, y):
    return np.concatenate([-np.log(a[y == 1]), -np.log(1 - a[y == 0])])


@ANSWERS.wrong("cross_entropy", "chooses by the prediction, not the label")
def cross_entropy_by_prediction(a, y):
    return -np.log(np.where(a > 0.5, a, 1 - a))


@ANSWERS.wrong("cross_entropy", "with the half of other texts")
def cross_entropy_half(a, y):
    return -0.5 * np.log(np.where(y == 1, a, 1 - a))


@ANSWERS.wrong("cross_entropy", "if that takes single numbers only")
def cross_entropy_single_number(a, y):
    if y == 1:
        return -np.log(a)
    return -np.log(1 - a)


@ANSWERS.right("cross_entropy", "powers instead of a choice")
def cross_entropy_powers(a, y):
    return -np.log(a**y * (1 - a) ** (1 - y))


@ANSWERS.right("cross_entropy", "chosen by arithmetic with the label")
def cross_entropy_arithmetic(a, y):
    return -np.log(y * a + (1 - y) * (1 - a))


@ANSWERS.right("cross_entropy", "a loop over all numbers, math.log")
def cross_entropy_loop(a, y):
    losses = []
    for p, label in zip(np.ravel(a), np.ravel(y), strict=True):
        given = p if label == 1 else 1 - p
        losses.append(math.inf if given == 0 else -math.log(given))
    return np.array(losses).reshape(np.shape(a))


@ANSWERS.right("cross_entropy", "formula, its nan replaced by zero")
def cross_entropy_nan_to_num(a, y):
    with np.errstate(divide="ignore", invalid="ignore"):
        loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return np.nan_to_num(loss, nan=0.0, posinf=np.inf)


@ANSWERS.right("cross_entropy", "two masks and log1p")
def cross_entropy_masks(a, y):
    a, y = np.asarray(a, dtype=float), np.asarray(y)
    loss = np.empty(a.shape)
    with np.errstate(divide="ignore"):
        loss[y == 1] = -np.log(a[y == 1])
        loss[y != 1] = -np.log1p(-a[y != 1])
    return loss


# 2.3 backward_one


@ANSWERS.wrong("backward_one", "label minus prediction")
def backward_label_minus_a(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = y - a
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "da with both signs turned")
def backward_da_sign(x, y, a):
    da = y / a - (1 - y) / (1 - a)
    dz = a - y
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "inner minus forgotten in da")
def backward_da_inner_sign(x, y, a):
    da = -y / a - (1 - y) / (1 - a)
    dz = a - y
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "da has only its first term")
def backward_da_first_term(x, y, a):
    da = -y / a
    dz = a - y
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "bracket missing in da's denominator")
def backward_da_bracket(x, y, a):
    da = -y / a + (1 - y) / 1 - a
    dz = a - y
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "dz is only the sigmoid's slope")
def backward_dz_link(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a * (1 - a)
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "da counts as dz too")
def backward_da_for_dz(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = da
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "dw by da instead of dz")
def backward_dw_by_da(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return da, dz, x * da, dz


@ANSWERS.wrong("backward_one", "dw without its x")
def backward_dw_without_x(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    dw = np.full(x.shape, dz)
    return da, dz, dw, dz


@ANSWERS.wrong("backward_one", "dw as a row")
def backward_dw_row(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return da, dz, dz * x.T, dz


@ANSWERS.wrong("backward_one", "dw added up to one number")
def backward_dw_summed(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return da, dz, np.sum(x * dz), dz


@ANSWERS.wrong("backward_one", "db is always one")
def backward_db_one(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return da, dz, x * dz, 1.0


@ANSWERS.wrong("backward_one", "dw and da exchanged")
def backward_order(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return x * dz, dz, da, dz


@ANSWERS.wrong("backward_one", "dz and da exchanged")
def backward_dz_first(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return dz, da, x * dz, dz


@ANSWERS.wrong("backward_one", "slopes of the squared loss")
def backward_squared_loss(x, y, a):
    da = 2 * (a - y)
    dz = da * a * (1 - a)
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "only for label one")
def backward_label_one(x, y, a):
    da = -1 / a
    dz = a - 1
    return da, dz, x * dz, dz


@ANSWERS.wrong("backward_one", "exactly two features, hard coded")
def backward_two_features(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    dw = np.array([[x[0, 0] * dz], [x[1, 0] * dz]])
    return da, dz, dw, dz


@ANSWERS.right("backward_one", "da by cases of the label")
def backward_by_cases(x, y, a):
    if y == 1:
        da, dz = -1 / a, a - 1
    else:
        da, dz = 1 / (1 - a), a
    return da, dz, dz * x, dz


@ANSWERS.right("backward_one", "one fraction for da")
def backward_one_fraction(x, y, a):
    dz = a - y
    da = dz / (a * (1 - a))
    dw = x @ np.array([[dz]])
    return da, dz, dw, dz


@ANSWERS.right("backward_one", "dw filled by a loop")
def backward_loop(x, y, a):
    da = (1 - y) / (1 - a) - y / a
    dz = -(y - a)
    dw = np.zeros((x.shape[0], 1))
    for j in range(x.shape[0]):
        dw[j, 0] = x[j, 0] * dz
    db = dz * 1
    return da, dz, dw, db


@ANSWERS.right("backward_one", "dw as a list of lists")
def backward_list(x, y, a):
    slope_of_log = {1: lambda p: -1 / p, 0: lambda p: 1 / (1 - p)}
    da = slope_of_log[int(y)](a)
    dz = a - y
    dw = np.array([[value * dz] for value in x[:, 0].tolist()])
    return (da, dz, dw, dz)


# 2.4 cost_and_gradient_loops


@ANSWERS.wrong("cost_and_gradient_loops", "nothing is divided by m")
def loops_not_divided(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J, dw, db


@ANSWERS.wrong("cost_and_gradient_loops", "only the cost is divided")
def loops_slopes_not_divided(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw, db


@ANSWERS.wrong("cost_and_gradient_loops", "the score is never set back")
def loops_z_not_reset(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    z = b
    for i in range(m):
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "dw starts anew for each example")
def loops_dw_reset(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        dw = np.zeros((n_x, 1))
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "return inside the outer loop")
def loops_returns_early(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
        return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "divided by m inside the loop")
def loops_divides_inside(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
        J /= m
        dw /= m
        db /= m
    return J, dw, db


@ANSWERS.wrong("cost_and_gradient_loops", "the score leaves out b")
def loops_no_bias(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = 0.0
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "b added once per feature")
def loops_bias_per_feature(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = 0.0
        for j in range(n_x):
            z += w[j, 0] * X[j, i] + b
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "db in the inner loop")
def loops_db_inner(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
            db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "loss without its minus")
def loops_cost_sign(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "dz is label minus prediction")
def loops_slope_sign(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = Y[0, i] - a
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "counts from one, first example skipped")
def loops_from_one(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(1, m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "exactly two features, as on paper")
def loops_two_features(w, b, X, Y):
    m = X.shape[1]
    J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
    for i in range(m):
        z = w[0, 0] * X[0, i] + w[1, 0] * X[1, i] + b
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        dw1 += dz * X[0, i]
        dw2 += dz * X[1, i]
        db += dz
    return J / m, np.array([[dw1 / m], [dw2 / m]]), db / m


@ANSWERS.wrong("cost_and_gradient_loops", "dw as a flat array")
def loops_dw_flat(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros(n_x), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "slopes first, cost last")
def loops_order(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return dw / m, db / m, J / m


@ANSWERS.wrong("cost_and_gradient_loops", "dw set, not collected")
def loops_dw_assigned(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] = dz * X[j, i] / m
        db += dz
    return J / m, dw, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "a stands where dz should")
def loops_a_for_dz(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        for j in range(n_x):
            dw[j, 0] += a * X[j, i]
        db += a
    return J / m, dw / m, db / m


@ANSWERS.wrong("cost_and_gradient_loops", "sigmoid's slope left in dz")
def loops_extra_link(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = squash(z)
        J += surprise(a, Y[0, i])
        dz = (a - Y[0, i]) * a * (1 - a)
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J / m, dw / m, db / m


@ANSWERS.right("cost_and_gradient_loops", "loops, shares divided as they come")
def loops_shares(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + math.exp(-z))
        J -= (math.log(a) if Y[0, i] == 1 else math.log(1 - a)) / m
        dz = (a - Y[0, i]) / m
        for j in range(n_x):
            dw[j, 0] += dz * X[j, i]
        db += dz
    return J, dw, db


@ANSWERS.right("cost_and_gradient_loops", "one loop over example columns")
def loops_columns(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0.0, np.zeros(w.shape), 0.0
    for i in range(m):
        x = X[:, [i]]
        y = Y[0, i]
        a = squash((w.T @ x).item() + b)
        J += surprise(a, y)
        dw = dw + x * (a - y)
        db = db + (a - y)
    return float(J) / m, dw / m, float(db) / m


@ANSWERS.right("cost_and_gradient_loops", "lists first, sums for each feature after")
def loops_lists(w, b, X, Y):
    n_x, m = X.shape
    scores = [sum(w[j, 0] * X[j, i] for j in range(n_x)) + b for i in range(m)]
    activations = [1 / (1 + np.exp(-z)) for z in scores]
    labels = Y[0].tolist()
    losses = [-(y * np.log(a) + (1 - y) * np.log(1 - a)) for a, y in zip(activations, labels, strict=True)]
    errors = [a - y for a, y in zip(activations, labels, strict=True)]
    dw = [[sum(errors[i] * X[j, i] for i in range(m)) / m] for j in range(n_x)]
    return sum(losses) / m, np.array(dw), sum(errors) / m


@ANSWERS.right("cost_and_gradient_loops", "zip over the rows of the transpose")
def loops_zip(w, b, X, Y):
    total, dw, db, m = 0.0, np.zeros_like(w, dtype=float), 0.0, 0
    for x, y in zip(X.T, Y.ravel(), strict=True):
        z = float(np.dot(x, w.ravel())) + b
        total += np.logaddexp(0, z) - y * z
        dz = squash(z) - y
        for j, value in enumerate(x):
            dw[j] += dz * value
        db += dz
        m += 1
    return total / m, dw / m, db / m


# 2.5 find_the_bug


@ANSWERS.wrong("find_the_bug", "weights still set back in every repeat")
def bug_weights_reset(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    for _ in range(iterations):
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
        w1, w2, b = 0.0, 0.0, 0.0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "the loss still lacks its minus")
def bug_no_minus(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    w1, w2, b = 0.0, 0.0, 0.0
    for _ in range(iterations):
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "derivatives moved out of the loop too")
def bug_derivatives_never_reset(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
    w1, w2, b = 0.0, 0.0, 0.0
    for _ in range(iterations):
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "minus only before the first term")
def bug_minus_without_bracket(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    w1, w2, b = 0.0, 0.0, 0.0
    for _ in range(iterations):
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "only the bias is still reset")
def bug_bias_reset(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    w1, w2 = 0.0, 0.0
    b = 0.0
    for _ in range(iterations):
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
        b = 0.0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "derivatives reset for every example")
def bug_reset_each_example(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    w1, w2, b = 0.0, 0.0, 0.0
    for _ in range(iterations):
        J = 0.0
        dw1, dw2, db = 0.0, 0.0, 0.0
        for i in range(m):
            dw1, dw2, db = 0.0, 0.0, 0.0
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "minus turns the slopes, walks uphill")
def bug_uphill(X, Y, alpha, iterations):
    w, b = np.zeros((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(surprise(squash(w.T @ X + b), Y).mean())
        dw, db = slopes(w, b, X, Y)
        w, b = w + alpha * dw, b + alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "costs noted after the step")
def bug_cost_after(X, Y, alpha, iterations):
    w, b = np.zeros((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        dw, db = slopes(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
        costs.append(surprise(squash(w.T @ X + b), Y).mean())
    return w, b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "return slipped into the loop")
def bug_returns_early(X, Y, alpha, iterations):
    w, b = np.zeros((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(surprise(squash(w.T @ X + b), Y).mean())
        dw, db = slopes(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
        return w, b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "weights returned flat")
def bug_flat_weights(X, Y, alpha, iterations):
    w, b = np.zeros((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(surprise(squash(w.T @ X + b), Y).mean())
        dw, db = slopes(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return np.array([w[0, 0], w[1, 0]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "only the last cost comes back")
def bug_last_cost(X, Y, alpha, iterations):
    w, b, J = np.zeros((2, 1)), 0.0, 0.0
    for _ in range(iterations):
        J = surprise(squash(w.T @ X + b), Y).mean()
        dw, db = slopes(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, J


@ANSWERS.wrong("find_the_bug", "the cost is a sum, not a mean")
def bug_cost_sum(X, Y, alpha, iterations):
    w, b = np.zeros((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(surprise(squash(w.T @ X + b), Y).sum())
        dw, db = slopes(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "learning rate fixed at the example's")
def bug_fixed_alpha(X, Y, alpha, iterations):
    w, b = np.zeros((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(surprise(squash(w.T @ X + b), Y).mean())
        dw, db = slopes(w, b, X, Y)
        w, b = w - 0.5 * dw, b - 0.5 * db
    return w, b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "weights begin at one")
def bug_start_at_one(X, Y, alpha, iterations):
    w, b = np.ones((2, 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(surprise(squash(w.T @ X + b), Y).mean())
        dw, db = slopes(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "the textbook loop, unchanged")
def bug_unchanged(X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0  # derivatives
        w1, w2, b = 0.0, 0.0, 0.0  # weights
        for i in range(X.shape[1]):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / X.shape[1], dw1 / X.shape[1], dw2 / X.shape[1], db / X.shape[1]
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.wrong("find_the_bug", "weights moved out, cost left out too")
def bug_cost_accumulates(X, Y, alpha, iterations):
    costs = []
    m = X.shape[1]
    J = 0.0
    w1, w2, b = 0.0, 0.0, 0.0
    for _ in range(iterations):
        dw1, dw2, db = 0.0, 0.0, 0.0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / m, dw1 / m, dw2 / m, db / m
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.right("find_the_bug", "textbook loop, minus when the cost is noted")
def bug_mended_append(X, Y, alpha, iterations):
    costs = []
    w1, w2, b = 0.0, 0.0, 0.0  # weights
    for _ in range(iterations):
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0  # derivatives
        for i in range(X.shape[1]):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        J, dw1, dw2, db = J / X.shape[1], dw1 / X.shape[1], dw2 / X.shape[1], db / X.shape[1]
        w1 = w1 - alpha * dw1
        w2 = w2 - alpha * dw2
        b = b - alpha * db
        costs.append(-J)
    return np.array([[w1], [w2]]), b, np.array(costs)


@ANSWERS.right("find_the_bug", "written anew with the loops of 2.4")
def bug_anew_with_loops(X, Y, alpha, iterations):
    w, b, costs = np.zeros((2, 1)), 0.0, []
    for _ in range(iterations):
        J, dw, db = loops_columns(w, b, X, Y)
        costs.append(J)
        w = w - alpha * dw
        b = b - alpha * db
    return w, b, costs


@ANSWERS.right("find_the_bug", "no inner loop, bias as a weight")
def bug_long_weights(X, Y, alpha, iterations):
    m = X.shape[1]
    longer = np.vstack([np.ones((1, m)), X])
    theta = np.zeros((3, 1))
    costs = np.zeros(iterations)
    for step in range(iterations):
        z = theta.T @ longer
        costs[step] = np.mean(np.logaddexp(0, z) - Y * z)
        theta = theta - alpha / m * longer @ (squash(z) - Y).T
    return theta[1:], theta[0, 0], costs


@ANSWERS.right("find_the_bug", "weights reset only in the first repeat")
def bug_first_repeat(X, Y, alpha, iterations):
    costs = []
    w1 = w2 = b = 0.0
    m = X.shape[1]
    for step in range(iterations):
        if step == 0:
            w1, w2, b = 0.0, 0.0, 0.0
        J, dw1, dw2, db = 0.0, 0.0, 0.0, 0.0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J -= Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        w1 -= alpha * dw1 / m
        w2 -= alpha * dw2 / m
        b -= alpha * db / m
        costs += [J / m]
    return np.array([w1, w2]).reshape(2, 1), b, np.array(costs)


# 2.6 bias_trick


@ANSWERS.wrong("bias_trick", "b and the ones come last")
def trick_both_last(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.vstack([w, [[b]]]), np.vstack([X, ones])


@ANSWERS.wrong("bias_trick", "b first, but ones last")
def trick_ones_last(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.vstack([[[b]], w]), np.vstack([X, ones])


@ANSWERS.wrong("bias_trick", "row of zeros instead of ones")
def trick_zeros(w, b, X):
    zeros = np.zeros((1, X.shape[1]))
    return np.vstack([[[b]], w]), np.vstack([zeros, X])


@ANSWERS.wrong("bias_trick", "one on w, row of b on X")
def trick_exchanged(w, b, X):
    row = np.full((1, X.shape[1]), float(b))
    return np.vstack([[[1.0]], w]), np.vstack([row, X])


@ANSWERS.wrong("bias_trick", "one one per feature")
def trick_ones_per_feature(w, b, X):
    ones = np.ones((1, X.shape[0]))
    return np.vstack([[[b]], w]), np.vstack([ones, X])


@ANSWERS.wrong("bias_trick", "a column of ones beside X")
def trick_ones_column(w, b, X):
    ones = np.ones((X.shape[0], 1))
    return np.vstack([[[b]], w]), np.hstack([ones, X])


@ANSWERS.wrong("bias_trick", "seven ones, hard coded")
def trick_seven_ones(w, b, X):
    return np.vstack([[[b]], w]), np.vstack([np.ones((1, 7)), X])


@ANSWERS.wrong("bias_trick", "X returned before w")
def trick_x_first(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.vstack([ones, X]), np.vstack([[[b]], w])


@ANSWERS.wrong("bias_trick", "the longer w comes back flat")
def trick_flat_w(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.concatenate([[b], w[:, 0]]), np.vstack([ones, X])


@ANSWERS.wrong("bias_trick", "the longer w as a row")
def trick_row_w(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.hstack([[[b]], w.T]), np.vstack([ones, X])


@ANSWERS.wrong("bias_trick", "b added to every weight")
def trick_b_added(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.vstack([[[b]], w + b]), np.vstack([ones, X])


@ANSWERS.wrong("bias_trick", "only w is made longer")
def trick_x_unchanged(w, b, X):
    return np.vstack([[[b]], w]), X


@ANSWERS.wrong("bias_trick", "returns the scores instead")
def trick_scores(w, b, X):
    w_long = np.vstack([[[b]], w])
    X_long = np.vstack([np.ones((1, X.shape[1])), X])
    return w_long.T @ X_long


@ANSWERS.wrong("bias_trick", "minus b in front")
def trick_minus_b(w, b, X):
    ones = np.ones((1, X.shape[1]))
    return np.vstack([[[-b]], w]), np.vstack([ones, X])


@ANSWERS.wrong("bias_trick", "first row of X overwritten by ones")
def trick_overwritten(w, b, X):
    X_long = X.copy()
    X_long[0] = 1
    return np.vstack([[[b]], w]), X_long


@ANSWERS.right("bias_trick", "one more row by np.insert")
def trick_insert_whole(w, b, X):
    return np.insert(w, 0, b, axis=0), np.insert(X, 0, 1, axis=0)


@ANSWERS.right("bias_trick", "empty arrays, filled by slices")
def trick_slices(w, b, X):
    n_x, m = X.shape
    w_long = np.zeros((n_x + 1, 1))
    w_long[0, 0] = b
    w_long[1:] = w
    X_long = np.ones((n_x + 1, m))
    X_long[1:, :] = X
    return w_long, X_long


@ANSWERS.right("bias_trick", "np.insert before row zero")
def trick_insert(w, b, X):
    return np.insert(w.astype(float), 0, b, axis=0), np.insert(X, 0, 1, axis=0)


@ANSWERS.right("bias_trick", "lists of rows, then np.array")
def trick_lists(w, b, X):
    w_long = np.array([[b]] + w.tolist())
    X_long = np.array([[1.0] * X.shape[1]] + X.tolist())
    return w_long, X_long


@ANSWERS.right("bias_trick", "padded with np.pad")
def trick_pad(w, b, X):
    return (
        np.pad(w.astype(float), ((1, 0), (0, 0)), constant_values=b),
        np.pad(X.astype(float), ((1, 0), (0, 0)), constant_values=1.0),
    )


@ANSWERS.right("bias_trick", "np.r_ and turned hstack")
def trick_r(w, b, X):
    m = X.shape[1]
    return np.r_[np.reshape(b, (1, 1)), w], np.hstack([np.ones((m, 1)), X.T]).T
