"""Answers to 06, written from the students' notebook alone."""

import math

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def layer_forward(A, W, b, activation):
    Z = W.T @ A + b
    return activation(Z), Z


def layer_backward(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


def nudged_slopes(f, w, h=1e-5):
    n = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += h
        down[index] -= h
        n[index] = (f(up) - f(down)) / (2 * h)
    return n


def length(g):
    return np.sqrt(np.sum(g**2))


# 6.1 layer_forward


@ANSWERS.wrong("layer_forward", "z comes first")
def layer_forward_z_first(A, W, b, activation):
    Z = W.T @ A + b
    return Z, activation(Z)


@ANSWERS.wrong("layer_forward", "the bias is forgotten")
def layer_forward_no_bias(A, W, b, activation):
    Z = W.T @ A
    return activation(Z), Z


@ANSWERS.wrong("layer_forward", "always takes tanh")
def layer_forward_always_tanh(A, W, b, activation):
    Z = W.T @ A + b
    return np.tanh(Z), Z


@ANSWERS.wrong("layer_forward", "the weights are not turned")
def layer_forward_not_turned(A, W, b, activation):
    Z = W @ A + b
    return activation(Z), Z


@ANSWERS.wrong("layer_forward", "bias added after the bend")
def layer_forward_bias_after(A, W, b, activation):
    Z = W.T @ A
    return activation(Z) + b, Z


@ANSWERS.wrong("layer_forward", "z overwritten by the activated one")
def layer_forward_overwritten(A, W, b, activation):
    Z = W.T @ A + b
    Z = activation(Z)
    return Z, Z


@ANSWERS.wrong("layer_forward", "only the activated one is returned")
def layer_forward_one_result(A, W, b, activation):
    Z = W.T @ A + b
    return activation(Z)


@ANSWERS.wrong("layer_forward", "the bias lies flat")
def layer_forward_flat_bias(A, W, b, activation):
    Z = W.T @ A + b.ravel()
    return activation(Z), Z


@ANSWERS.wrong("layer_forward", "activation never applied")
def layer_forward_no_activation(A, W, b, activation):
    Z = W.T @ A + b
    A_next = Z
    return A_next, Z


@ANSWERS.wrong("layer_forward", "first bias for all units")
def layer_forward_first_bias(A, W, b, activation):
    Z = W.T @ A + b[0, 0]
    return activation(Z), Z


@ANSWERS.wrong("layer_forward", "results turned on their side")
def layer_forward_rows(A, W, b, activation):
    Z = A.T @ W + b.T
    return activation(Z), Z


@ANSWERS.right("layer_forward", "einsum with the bias behind")
def layer_forward_einsum(A, W, b, activation):
    Z = np.einsum("io,im->om", W, A) + b
    return activation(Z), Z


@ANSWERS.right("layer_forward", "in rows and turned back")
def layer_forward_turned_back(A, W, b, activation):
    Z = (A.T @ W + b.ravel()).T
    return activation(Z), Z


@ANSWERS.right("layer_forward", "one unit after the other")
def layer_forward_units(A, W, b, activation):
    rows = []
    for k in range(W.shape[1]):
        rows.append((W[:, [k]] * A).sum(axis=0) + b[k, 0])
    Z = np.array(rows)
    return activation(Z), Z


@ANSWERS.right("layer_forward", "bias as weight of a one")
def layer_forward_extra_row(A, W, b, activation):
    longer_A = np.vstack([A, np.ones((1, A.shape[1]))])
    longer_W = np.vstack([W, b.T])
    Z = longer_W.T @ longer_A
    return activation(Z), Z


# 6.2 layer_backward


@ANSWERS.wrong("layer_backward", "all three divided by m")
def layer_backward_all_divided(dZ, A_prev, W):
    m = dZ.shape[1]
    dA_prev = W @ dZ / m
    dW = A_prev @ dZ.T / m
    db = dZ.sum(axis=1, keepdims=True) / m
    return dA_prev, dW, db


@ANSWERS.wrong("layer_backward", "weight slopes are sums")
def layer_backward_sum_dw(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.wrong("layer_backward", "bias slopes are sums")
def layer_backward_sum_db(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True)


@ANSWERS.wrong("layer_backward", "nothing divided at all")
def layer_backward_nothing_divided(dZ, A_prev, W):
    return W @ dZ, A_prev @ dZ.T, dZ.sum(axis=1, keepdims=True)


@ANSWERS.wrong("layer_backward", "bias slopes lie flat")
def layer_backward_flat_db(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1) / m


@ANSWERS.wrong("layer_backward", "bias summed over units")
def layer_backward_db_axis(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=0, keepdims=True) / m


@ANSWERS.wrong("layer_backward", "divided by number of units")
def layer_backward_by_units(dZ, A_prev, W):
    m = dZ.shape[0]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.wrong("layer_backward", "divided by number of inputs")
def layer_backward_by_inputs(dZ, A_prev, W):
    m = len(A_prev)
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.wrong("layer_backward", "blame last instead of first")
def layer_backward_order(dZ, A_prev, W):
    m = dZ.shape[1]
    return A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m, W @ dZ


@ANSWERS.wrong("layer_backward", "weight slopes turned over")
def layer_backward_dw_turned(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.wrong("layer_backward", "tanh slope mixed in")
def layer_backward_with_slope(dZ, A_prev, W):
    m = dZ.shape[1]
    dA_prev = (W @ dZ) * (1 - A_prev**2)
    return dA_prev, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.wrong("layer_backward", "divides the argument in place")
def layer_backward_in_place(dZ, A_prev, W):
    dA_prev = W @ dZ
    dZ /= dZ.shape[1]
    return dA_prev, A_prev @ dZ.T, dZ.sum(axis=1, keepdims=True)


@ANSWERS.wrong("layer_backward", "one bias for all units")
def layer_backward_one_db(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.mean()


@ANSWERS.wrong("layer_backward", "weights turned as in forward")
def layer_backward_w_turned(dZ, A_prev, W):
    m = dZ.shape[1]
    return W.T @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.right("layer_backward", "einsum and means")
def layer_backward_einsum(dZ, A_prev, W):
    dA_prev = np.einsum("io,om->im", W, dZ)
    dW = np.einsum("im,om->io", A_prev, dZ) / dZ.shape[1]
    return dA_prev, dW, dZ.mean(axis=1)[:, None]


@ANSWERS.right("layer_backward", "mean of outer products")
def layer_backward_outer(dZ, A_prev, W):
    shares = [np.outer(A_prev[:, i], dZ[:, i]) for i in range(dZ.shape[1])]
    return (dZ.T @ W.T).T, np.mean(shares, axis=0), np.mean(dZ, axis=1, keepdims=True)


@ANSWERS.right("layer_backward", "divides a copy first")
def layer_backward_share(dZ, A_prev, W):
    share = dZ / A_prev.shape[1]
    ones = np.ones((share.shape[1], 1))
    return np.dot(W, dZ), np.dot(share, A_prev.T).T, share @ ones


@ANSWERS.right("layer_backward", "bias as an input of ones")
def layer_backward_ones_input(dZ, A_prev, W):
    m = dZ.shape[1]
    both = np.concatenate([A_prev, np.ones((1, m))]) @ dZ.T / m
    return W @ dZ, both[:-1], both[-1:].T


# 6.3 two_layer_gradients


@ANSWERS.wrong("two_layer_gradients", "tanh slope without the square")
def two_layer_gradients_no_square(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "bend forgotten on the way back")
def two_layer_gradients_no_bend(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    _, dW1, db1 = layer_backward(dA1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "tanh slope taken from the score")
def two_layer_gradients_slope_of_z(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - Z1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "sigmoid slope for the hidden layer")
def two_layer_gradients_sigmoid_slope(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * A1 * (1 - A1)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "label minus probability")
def two_layer_gradients_sign(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(Y - A2, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "slope of the sigmoid at the end")
def two_layer_gradients_squared_loss(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dZ2 = (A2 - Y) * A2 * (1 - A2)
    dA1, dW2, db2 = layer_backward(dZ2, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "tanh at the end too")
def two_layer_gradients_tanh_twice(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], np.tanh)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "sigmoid in the hidden layer forward")
def two_layer_gradients_sigmoid_hidden(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], sigmoid)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "output blame divided by m already")
def two_layer_gradients_divided_twice(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dZ2 = (A2 - Y) / X.shape[1]
    dA1, dW2, db2 = layer_backward(dZ2, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "second layer gets z1 back")
def two_layer_gradients_z1(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, Z1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "inputs of the two layers mixed up")
def two_layer_gradients_mixed_inputs(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, X, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, A1, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "names without the d")
def two_layer_gradients_names(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


@ANSWERS.wrong("two_layer_gradients", "four arrays and no dict")
def two_layer_gradients_tuple(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return dW1, db1, dW2, db2


@ANSWERS.wrong("two_layer_gradients", "sums over the examples")
def two_layer_gradients_sums(X, Y, parameters):
    A1 = np.tanh(parameters["W1"].T @ X + parameters["b1"])
    A2 = sigmoid(parameters["W2"].T @ A1 + parameters["b2"])
    dZ2 = A2 - Y
    dZ1 = (parameters["W2"] @ dZ2) * (1 - A1**2)
    return {
        "dW1": X @ dZ1.T,
        "db1": dZ1.sum(axis=1, keepdims=True),
        "dW2": A1 @ dZ2.T,
        "db2": dZ2.sum(axis=1, keepdims=True),
    }


@ANSWERS.wrong("two_layer_gradients", "hidden blame not shared by weights")
def two_layer_gradients_no_weights(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dZ2 = A2 - Y
    _, dW2, db2 = layer_backward(dZ2, A1, parameters["W2"])
    dZ1 = dZ2 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "weights updated on the way")
def two_layer_gradients_updates(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dZ2 = A2 - Y
    _, dW2, db2 = layer_backward(dZ2, A1, parameters["W2"])
    parameters["W2"] = parameters["W2"] - dW2
    dZ1 = (parameters["W2"] @ dZ2) * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@ANSWERS.wrong("two_layer_gradients", "names of weights and biases swapped")
def two_layer_gradients_swapped(X, Y, parameters):
    A1, Z1 = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    A2, Z2 = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, A1, parameters["W2"])
    dZ1 = dA1 * (1 - A1**2)
    _, dW1, db1 = layer_backward(dZ1, X, parameters["W1"])
    return {"dW1": db1, "db1": dW1, "dW2": db2, "db2": dW2}


@ANSWERS.right("two_layer_gradients", "all in rows and turned back")
def two_layer_gradients_rows(X, Y, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ["W1", "b1", "W2", "b2"])
    m = X.shape[1]
    A1 = np.tanh(X.T @ W1 + b1.T)
    dZ2 = (sigmoid(A1 @ W2 + b2.T) - Y.T) / m
    dZ1 = dZ2 @ W2.T * (1 - A1 * A1)
    return {
        "dW1": X @ dZ1,
        "db1": dZ1.sum(axis=0)[:, None],
        "dW2": A1.T @ dZ2,
        "db2": dZ2.sum(axis=0, keepdims=True),
    }


@ANSWERS.right("two_layer_gradients", "slope of tanh by cosh")
def two_layer_gradients_cosh(X, Y, parameters):
    Z1 = np.einsum("ih,im->hm", parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    A2 = 0.5 * (1 + np.tanh((parameters["W2"].T @ A1 + parameters["b2"]) / 2))
    dZ2 = A2 - Y
    dZ1 = parameters["W2"] * dZ2 / np.cosh(Z1) ** 2
    gradients = {}
    for number, got, dZ in [("1", X, dZ1), ("2", A1, dZ2)]:
        gradients["dW" + number] = np.einsum("im,om->io", got, dZ) / dZ.shape[1]
        gradients["db" + number] = dZ.mean(axis=1, keepdims=True)
    return gradients


@ANSWERS.right("two_layer_gradients", "one example after the other")
def two_layer_gradients_loop(X, Y, parameters):
    m = X.shape[1]
    total = {"d" + name: np.zeros(np.shape(parameters[name])) for name in ["W1", "b1", "W2", "b2"]}
    for i in range(m):
        x, y = X[:, [i]], Y[0, i]
        a1 = np.tanh(parameters["W1"].T @ x + parameters["b1"])
        dz2 = sigmoid(parameters["W2"].T @ a1 + parameters["b2"]) - y
        dz1 = parameters["W2"] * dz2 * (1 - a1) * (1 + a1)
        total["dW1"] += x @ dz1.T
        total["db1"] += dz1
        total["dW2"] += a1 * dz2
        total["db2"] += dz2
    return {name: value / m for name, value in total.items()}


# 6.4 gradient_check


@ANSWERS.wrong("gradient_check", "nudges up only")
def gradient_check_one_side(f, gradient, w):
    n = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        up = w.copy()
        up[index] += 1e-5
        n[index] = (f(up) - f(w)) / 1e-5
    g = gradient(w)
    return length(g - n) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "divided by h not 2h")
def gradient_check_by_h(f, gradient, w):
    n = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += 1e-5
        down[index] -= 1e-5
        n[index] = (f(up) - f(down)) / 1e-5
    g = gradient(w)
    return length(g - n) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "nudges pile up in one copy")
def gradient_check_pile_up(f, gradient, w):
    n = np.zeros_like(w)
    up, down = w.copy(), w.copy()
    for index in np.ndindex(w.shape):
        up[index] += 1e-5
        down[index] -= 1e-5
        n[index] = (f(up) - f(down)) / 2e-5
    g = gradient(w)
    return length(g - n) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "no guard against zero over zero")
def gradient_check_no_guard(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return length(g - n) / (length(g) + length(n))


@ANSWERS.wrong("gradient_check", "difference of the two lengths")
def gradient_check_lengths(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return abs(length(g) - length(n)) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "divided by the larger length")
def gradient_check_larger(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return length(g - n) / max(length(g), length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "squared lengths without the root")
def gradient_check_no_root(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return np.sum((g - n) ** 2) / max(np.sum(g**2) + np.sum(n**2), 1e-12)


@ANSWERS.wrong("gradient_check", "goes along the first axis only")
def gradient_check_first_axis(f, gradient, w):
    n = np.zeros_like(w)
    for i in range(len(w)):
        up, down = w.copy(), w.copy()
        up[i] += 1e-5
        down[i] -= 1e-5
        n[i] = (f(up) - f(down)) / 2e-5
    g = gradient(w)
    return length(g - n) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "not divided by anything")
def gradient_check_absolute(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return length(g - n)


@ANSWERS.wrong("gradient_check", "one number for each entry")
def gradient_check_entries(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return np.abs(g - n) / np.maximum(np.abs(g) + np.abs(n), 1e-12)


@ANSWERS.wrong("gradient_check", "nudges w itself and leaves it")
def gradient_check_no_copy(f, gradient, w):
    g = gradient(w)
    n = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        w[index] += 1e-5
        high = f(w)
        w[index] -= 2e-5
        low = f(w)
        n[index] = (high - low) / 2e-5
    return length(g - n) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "guard of one instead of tiny")
def gradient_check_large_guard(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return length(g - n) / max(length(g) + length(n), 1)


@ANSWERS.wrong("gradient_check", "true or false instead of error")
def gradient_check_verdict(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return length(g - n) / max(length(g) + length(n), 1e-12) < 1e-7


@ANSWERS.wrong("gradient_check", "returned inside the loop")
def gradient_check_early(f, gradient, w):
    g = gradient(w)
    n = np.zeros_like(w)
    for index in np.ndindex(w.shape):
        up, down = w.copy(), w.copy()
        up[index] += 1e-5
        down[index] -= 1e-5
        n[index] = (f(up) - f(down)) / 2e-5
        return length(g - n) / max(length(g) + length(n), 1e-12)


@ANSWERS.wrong("gradient_check", "sums of absolute values as lengths")
def gradient_check_absolutes(f, gradient, w):
    g, n = gradient(w), nudged_slopes(f, w)
    return np.sum(np.abs(g - n)) / max(np.sum(np.abs(g)) + np.sum(np.abs(n)), 1e-12)


@ANSWERS.right("gradient_check", "flat directions from the identity")
def gradient_check_identity(f, gradient, w):
    h = 1e-5
    steps = [h * direction.reshape(w.shape) for direction in np.eye(w.size)]
    n = np.array([(f(w + step) - f(w - step)) / (2 * h) for step in steps])
    g = np.ravel(gradient(w.copy()))
    return np.linalg.norm(g - n) / max(np.linalg.norm(g) + np.linalg.norm(n), 1e-12)


@ANSWERS.right("gradient_check", "one copy nudged and put back")
def gradient_check_put_back(f, gradient, w):
    v = w.copy()
    slopes = []
    for index in np.ndindex(*w.shape):
        old = v[index]
        v[index] = old + 1e-5
        high = f(v)
        v[index] = old - 1e-5
        low = f(v)
        v[index] = old
        slopes.append((high - low) / 2e-5)
    n = np.array(slopes).reshape(w.shape)
    g = gradient(w)
    bottom = np.linalg.norm(g) + np.linalg.norm(n)
    if bottom < 1e-12:
        bottom = 1e-12
    return float(np.linalg.norm(g - n) / bottom)


@ANSWERS.right("gradient_check", "plain numbers and math")
def gradient_check_plain(f, gradient, w):
    def slope(index):
        up, down = w.copy(), w.copy()
        up[index] += 1e-5
        down[index] -= 1e-5
        return float((f(up) - f(down)) / 2e-5)

    g_array = gradient(w)
    pairs = [(float(g_array[index]), slope(index)) for index in np.ndindex(w.shape)]
    top = math.sqrt(sum((g - n) ** 2 for g, n in pairs))
    bottom = math.sqrt(sum(g**2 for g, _ in pairs)) + math.sqrt(sum(n**2 for _, n in pairs))
    return top / max(bottom, 1e-12)


# 6.5 initialize


@ANSWERS.wrong("initialize", "xavier without the root")
def initialize_variance(n_in, n_out, kind, rng):
    if kind == "zero":
        spread = 0
    elif kind == "small":
        spread = 0.01
    elif kind == "xavier":
        spread = 2 / (n_in + n_out)
    else:
        spread = np.sqrt(2 / n_in)
    return spread * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "he takes the outputs")
def initialize_he_outputs(n_in, n_out, kind, rng):
    if kind == "zero":
        spread = 0
    elif kind == "small":
        spread = 0.01
    elif kind == "xavier":
        spread = np.sqrt(2 / (n_in + n_out))
    else:
        spread = np.sqrt(2 / n_out)
    return spread * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "brackets round the sum forgotten")
def initialize_brackets(n_in, n_out, kind, rng):
    if kind == "zero":
        spread = 0
    elif kind == "small":
        spread = 0.01
    elif kind == "xavier":
        spread = np.sqrt(2 / n_in + n_out)
    else:
        spread = np.sqrt(2 / n_in)
    return spread * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "one column per input")
def initialize_shape(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return spreads[kind] * rng.standard_normal((n_out, n_in))


@ANSWERS.wrong("initialize", "uniform instead of normal")
def initialize_uniform(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return rng.uniform(-spreads[kind], spreads[kind], size=(n_in, n_out))


@ANSWERS.wrong("initialize", "uniform numbers above zero")
def initialize_random(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return spreads[kind] * rng.random((n_in, n_out))


@ANSWERS.wrong("initialize", "draws from numpy not from rng")
def initialize_global(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return spreads[kind] * np.random.randn(n_in, n_out)


@ANSWERS.wrong("initialize", "own generator with seed zero")
def initialize_own_generator(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    rng = np.random.default_rng(0)
    return spreads[kind] * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "xavier and he exchanged")
def initialize_exchanged(n_in, n_out, kind, rng):
    if kind == "zero":
        spread = 0
    elif kind == "small":
        spread = 0.01
    elif kind == "he":
        spread = np.sqrt(2 / (n_in + n_out))
    else:
        spread = np.sqrt(2 / n_in)
    return spread * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "xavier counts only the inputs")
def initialize_xavier_inputs(n_in, n_out, kind, rng):
    spreads = {"zero": 0, "small": 0.01, "xavier": np.sqrt(1 / n_in), "he": np.sqrt(2 / n_in)}
    return spreads[kind] * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "he with one for two")
def initialize_he_one(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(1 / n_in),
    }
    return spreads[kind] * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "root of the small spread")
def initialize_small_root(n_in, n_out, kind, rng):
    variances = {"zero": 0, "small": 0.01, "xavier": 2 / (n_in + n_out), "he": 2 / n_in}
    return np.sqrt(variances[kind]) * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "all units get the same column")
def initialize_clones(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    column = rng.standard_normal((n_in, 1))
    return spreads[kind] * np.repeat(column, n_out, axis=1)


@ANSWERS.wrong("initialize", "spread taken as the mean")
def initialize_loc(n_in, n_out, kind, rng):
    spreads = {
        "zero": 0,
        "small": 0.01,
        "xavier": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return rng.normal(spreads[kind], size=(n_in, n_out))


@ANSWERS.wrong("initialize", "zero returns a single number")
def initialize_zero_number(n_in, n_out, kind, rng):
    if kind == "zero":
        return 0
    if kind == "small":
        return 0.01 * rng.standard_normal((n_in, n_out))
    if kind == "xavier":
        return np.sqrt(2 / (n_in + n_out)) * rng.standard_normal((n_in, n_out))
    return np.sqrt(2 / n_in) * rng.standard_normal((n_in, n_out))


@ANSWERS.wrong("initialize", "second if where elif was meant")
def initialize_if_chain(n_in, n_out, kind, rng):
    if kind == "zero":
        spread = 0
    if kind == "small":
        spread = 0.01
    if kind == "xavier":
        spread = np.sqrt(2 / (n_in + n_out))
    else:
        spread = np.sqrt(2 / n_in)
    return spread * rng.standard_normal((n_in, n_out))


@ANSWERS.right("initialize", "normal with scale from a dictionary")
def initialize_dictionary(n_in, n_out, kind, rng):
    variance = {"zero": 0.0, "small": 1e-4, "xavier": 2 / (n_in + n_out), "he": 2 / n_in}[kind]
    return rng.normal(0, np.sqrt(variance), size=(n_in, n_out))


@ANSWERS.right("initialize", "zeros without drawing, columns one by one")
def initialize_columns(n_in, n_out, kind, rng):
    W = np.zeros((n_in, n_out))
    if kind == "zero":
        return W
    if kind == "small":
        spread = 0.01
    elif kind == "xavier":
        spread = (2 / (n_in + n_out)) ** 0.5
    elif kind == "he":
        spread = (2 / n_in) ** 0.5
    for unit in range(n_out):
        W[:, unit] = rng.normal(scale=spread, size=n_in)
    return W


@ANSWERS.right("initialize", "normal numbers from uniform ones")
def initialize_box_muller(n_in, n_out, kind, rng):
    radius = np.sqrt(-2 * np.log(1 - rng.random((n_in, n_out))))
    normal = radius * np.cos(2 * np.pi * rng.random((n_in, n_out)))
    match kind:
        case "zero":
            return 0 * normal
        case "small":
            return normal / 100
        case "xavier":
            return normal / np.sqrt((n_in + n_out) / 2)
        case "he":
            return normal / np.sqrt(n_in / 2)


@ANSWERS.right("initialize", "drawn turned and flat")
def initialize_turned(n_in, n_out, kind, rng):
    numbers = rng.standard_normal(n_in * n_out).reshape(n_out, n_in).T
    fan = {"xavier": n_in + n_out, "he": n_in}
    if kind in fan:
        return numbers * math.sqrt(2 / fan[kind])
    return numbers * (0.01 if kind == "small" else 0.0)


# 6.6 dense_rows


@ANSWERS.wrong("dense_rows", "the bias is made to stand")
def dense_rows_standing(X, W, b):
    return X @ W + b[:, None]


@ANSWERS.wrong("dense_rows", "bias left out")
def dense_rows_no_bias(X, W, b):
    return X @ W


@ANSWERS.wrong("dense_rows", "formula for columns copied")
def dense_rows_columns(X, W, b):
    return W.T @ X + b


@ANSWERS.wrong("dense_rows", "data turned and result left so")
def dense_rows_turned(X, W, b):
    return W.T @ X.T + b[:, None]


@ANSWERS.wrong("dense_rows", "bias subtracted")
def dense_rows_minus(X, W, b):
    return X @ W - b


@ANSWERS.wrong("dense_rows", "all biases added up")
def dense_rows_bias_sum(X, W, b):
    return X @ W + b.sum()


@ANSWERS.wrong("dense_rows", "tanh already applied")
def dense_rows_tanh(X, W, b):
    return np.tanh(X @ W + b)


@ANSWERS.wrong("dense_rows", "w turned too")
def dense_rows_w_turned(X, W, b):
    return X @ W.T + b


@ANSWERS.wrong("dense_rows", "divided by the number of examples")
def dense_rows_mean(X, W, b):
    return X @ W / len(X) + b


@ANSWERS.wrong("dense_rows", "bias inside the product")
def dense_rows_bias_inside(X, W, b):
    return X @ (W + b)


@ANSWERS.wrong("dense_rows", "printed and not returned")
def dense_rows_printed(X, W, b):
    Z = X @ W + b
    print(Z)


@ANSWERS.right("dense_rows", "through columns and back")
def dense_rows_through_columns(X, W, b):
    return (W.T @ X.T + b[:, None]).T


@ANSWERS.right("dense_rows", "einsum from the bias on")
def dense_rows_einsum(X, W, b):
    return b + np.einsum("mi,io->mo", X, W)


@ANSWERS.right("dense_rows", "broadcast products summed")
def dense_rows_broadcast(X, W, b):
    return (X[:, :, None] * W[None]).sum(axis=1) + np.tile(b, (len(X), 1))


@ANSWERS.right("dense_rows", "a column for each unit")
def dense_rows_column_stack(X, W, b):
    return np.column_stack([X @ weights + bias for weights, bias in zip(W.T, b, strict=True)])
