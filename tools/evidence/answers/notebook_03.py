"""Answers to 03, written from the students' notebook alone."""

import numpy as np

from dlutils.activations import sigmoid
from tools.evidence.answers import Answers

ANSWERS = Answers()


def right_step(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return float(np.mean(np.logaddexp(0, Z) - Y * Z)), X @ dZ.T / m, float(dZ.sum() / m)


# forward


@ANSWERS.wrong("forward", "the bias is forgotten")
def forward_no_bias(w, b, X):
    return sigmoid(w.T @ X)


@ANSWERS.wrong("forward", "scores returned without the sigmoid")
def forward_scores(w, b, X):
    return w.T @ X + b


@ANSWERS.wrong("forward", "bias added after the sigmoid")
def forward_bias_late(w, b, X):
    return sigmoid(w.T @ X) + b


@ANSWERS.wrong("forward", "star instead of the matrix product")
def forward_star(w, b, X):
    return sigmoid(w * X + b)


@ANSWERS.wrong("forward", "probabilities as a column")
def forward_column(w, b, X):
    return sigmoid(X.T @ w + b)


@ANSWERS.wrong("forward", "probabilities as a flat array")
def forward_flat(w, b, X):
    return sigmoid(w[:, 0] @ X + b)


@ANSWERS.wrong("forward", "labels returned instead of probabilities")
def forward_labels(w, b, X):
    return (sigmoid(w.T @ X + b) >= 0.5).astype(int)


@ANSWERS.wrong("forward", "plus in the exponent")
def forward_plus_exponent(w, b, X):
    Z = w.T @ X + b
    return 1 / (1 + np.exp(Z))


@ANSWERS.wrong("forward", "the bias is subtracted")
def forward_bias_subtracted(w, b, X):
    return sigmoid(np.dot(w.T, X) - b)


@ANSWERS.wrong("forward", "loop over the examples")
def forward_loop(w, b, X):
    A = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        A[0, i] = sigmoid((w.T @ X[:, i : i + 1]).item() + b)
    return A


@ANSWERS.wrong("forward", "written for two features only")
def forward_two_features(w, b, X):
    return sigmoid(w[0] * X[0:1] + w[1] * X[1:2] + b)


@ANSWERS.right("forward", "einsum over the features")
def forward_einsum(w, b, X):
    return sigmoid(np.einsum("jk,ji->ki", w, X) + b)


@ANSWERS.right("forward", "broadcast products summed down each column")
def forward_products(w, b, X):
    return sigmoid((w * X).sum(axis=0, keepdims=True) + b)


@ANSWERS.right("forward", "loop over the features only")
def forward_feature_loop(w, b, X):
    Z = np.full((1, X.shape[1]), float(b))
    for j in range(len(w)):
        Z += w[j, 0] * X[j : j + 1]
    return sigmoid(Z)


@ANSWERS.right("forward", "column of scores reshaped to a row")
def forward_reshape(w, b, X):
    return sigmoid(np.dot(X.T, w).reshape(1, -1) + b)


@ANSWERS.right("forward", "sigmoid written with tanh")
def forward_tanh(w, b, X):
    Z = w.T @ X + b
    return 0.5 * (1 + np.tanh(Z / 2))


# cost_and_gradient


@ANSWERS.wrong("cost_and_gradient", "cost is the sum of the losses")
def cost_sum(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return np.sum(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "loss from a takes log zero")
def cost_from_a(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    m = X.shape[1]
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return cost, X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "probabilities clipped before the logarithm")
def cost_clipped(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    dZ = A - Y
    m = X.shape[1]
    C = np.clip(A, 1e-10, 1 - 1e-10)
    cost = -np.mean(Y * np.log(C) + (1 - Y) * np.log(1 - C))
    return cost, X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "exponential of a large score overflows")
def cost_overflow(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return np.mean(np.log(1 + np.exp(Z)) - Y * Z), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "dw is not divided by m")
def cost_dw_sum(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T, dZ.mean()


@ANSWERS.wrong("cost_and_gradient", "db is not divided by m")
def cost_db_sum(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / X.shape[1], dZ.sum()


@ANSWERS.wrong("cost_and_gradient", "label minus probability")
def cost_y_minus_a(w, b, X, Y):
    Z = w.T @ X + b
    dZ = Y - sigmoid(Z)
    m = X.shape[1]
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "db kept as an array")
def cost_db_array(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


@ANSWERS.wrong("cost_and_gradient", "dw returned as a row")
def cost_dw_row(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return np.mean(np.logaddexp(0, Z) - Y * Z), dZ @ X.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "divided by the number of features")
def cost_by_features(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[0]
    return np.sum(np.logaddexp(0, Z) - Y * Z) / m, X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "scores taken for the probabilities")
def cost_z_minus_y(w, b, X, Y):
    Z = w.T @ X + b
    dZ = Z - Y
    m = X.shape[1]
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "squared error as the cost")
def cost_squared(w, b, X, Y):
    dZ = sigmoid(w.T @ X + b) - Y
    m = X.shape[1]
    return np.mean(dZ**2), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "sign of the label term")
def cost_plus_yz(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return np.mean(np.logaddexp(0, Z) + Y * Z), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "the cost is returned last")
def cost_last(w, b, X, Y):
    Z = w.T @ X + b
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    cost = np.mean(np.logaddexp(0, Z) - Y * Z)
    return X @ dZ.T / m, dZ.sum() / m, cost


@ANSWERS.wrong("cost_and_gradient", "the bias is left out of the score")
def cost_no_bias(w, b, X, Y):
    Z = w.T @ X
    dZ = sigmoid(Z) - Y
    m = X.shape[1]
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / m, dZ.sum() / m


@ANSWERS.wrong("cost_and_gradient", "one loop over the examples")
def cost_loop(w, b, X, Y):
    J, dw, db = 0.0, np.zeros(w.shape), 0.0
    for i in range(X.shape[1]):
        x, y = X[:, i : i + 1], Y[0, i]
        z = (w.T @ x).item() + b
        J += np.logaddexp(0, z) - y * z
        dw += x * (sigmoid(z) - y)
        db += sigmoid(z) - y
    return J / X.shape[1], dw / X.shape[1], db / X.shape[1]


@ANSWERS.right("cost_and_gradient", "means instead of sums over m")
def cost_means(w, b, X, Y):
    Z = np.dot(w.T, X) + b
    dZ = sigmoid(Z) - Y
    dw = (X * dZ).mean(axis=1, keepdims=True)
    return float(np.mean(np.logaddexp(0, Z) - Y * Z)), dw, float(np.mean(dZ))


@ANSWERS.right("cost_and_gradient", "two kinds of losses with np.where")
def cost_where(w, b, X, Y):
    m = Y.shape[1]
    Z = (X.T @ w + b).T
    losses = np.where(Y == 1, np.logaddexp(0, -Z), np.logaddexp(0, Z))
    dZ = np.where(Y == 1, sigmoid(Z) - 1, sigmoid(Z))
    return losses.sum() / m, np.dot(X, dZ.T) / m, dZ.sum() / m


@ANSWERS.right("cost_and_gradient", "bias as one more weight, einsum")
def cost_extended(w, b, X, Y):
    m = X.shape[1]
    V = np.vstack([w, [[b]]])
    Xb = np.vstack([X, np.ones((1, m))])
    z = np.einsum("jk,ji->i", V, Xb)
    slopes = np.einsum("ji,i->j", Xb, sigmoid(z) - Y[0]) / m
    cost = (np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - Y[0] * z).mean()
    return cost.item(), slopes[:-1].reshape(-1, 1), slopes[-1].item()


@ANSWERS.right("cost_and_gradient", "the product turned round and transposed back")
def cost_turned(w, b, X, Y):
    m = X.shape[1]
    signs = 1 - 2 * Y
    Z = w.T @ X + b
    D = (sigmoid(Z) - Y) / m
    return np.logaddexp(0, signs * Z).mean(), (D @ X.T).T, np.sum(D)


# train


@ANSWERS.wrong("train", "costs taken after the step")
def train_costs_after(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        _, dw, db = right_step(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
        costs.append(right_step(w, b, X, Y)[0])
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "uphill with a plus")
def train_uphill(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w + alpha * dw, b + alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "b is never updated")
def train_b_stays(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w = w - alpha * dw
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "one step too few")
def train_one_less(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(1, iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "weights start at random")
def train_random(X, Y, alpha, iterations):
    w, b, costs = np.random.default_rng(0).normal(size=(X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "flat zeros for w")
def train_flat(X, Y, alpha, iterations):
    w, b, costs = np.zeros(X.shape[0]), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "returned inside the loop")
def train_returns_early(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
        return w, b, np.array(costs)


@ANSWERS.wrong("train", "only the last cost is returned")
def train_last_cost(X, Y, alpha, iterations):
    w, b, cost = np.zeros((X.shape[0], 1)), 0.0, 0.0
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, cost


@ANSWERS.wrong("train", "learning rate is left out")
def train_no_alpha(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - dw, b - db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "slopes divided by m once more")
def train_twice_m(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    m = X.shape[1]
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw / m, b - alpha * db / m
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "b moved with the new w")
def train_b_from_new_w(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, _ = right_step(w, b, X, Y)
        costs.append(cost)
        w = w - alpha * dw
        _, _, db = right_step(w, b, X, Y)
        b = b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "the costs are returned first")
def train_costs_first(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    return np.array(costs), w, b


@ANSWERS.wrong("train", "slopes computed once before the loop")
def train_frozen_slopes(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    _, dw, db = right_step(w, b, X, Y)
    for _ in range(iterations):
        costs.append(right_step(w, b, X, Y)[0])
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "one zero for each example")
def train_zeros_per_example(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[1], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("train", "one more cost after the last step")
def train_extra_cost(X, Y, alpha, iterations):
    w, b, costs = np.zeros((X.shape[0], 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = right_step(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    costs.append(right_step(w, b, X, Y)[0])
    return w, b, np.array(costs)


@ANSWERS.right("train", "while loop and a plain list")
def train_while(X, Y, alpha, iterations):
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    while len(costs) < iterations:
        cost, dw, db = right_step(w, b, X, Y)
        costs += [cost]
        w, b = w - alpha * dw, b - alpha * db
    return w, b, costs


@ANSWERS.right("train", "costs filled into an empty array")
def train_filled(X, Y, alpha, iterations):
    w, b = np.zeros((X.shape[0], 1)), 0.0
    costs = np.empty(iterations)
    for step in range(iterations):
        costs[step], dw, db = right_step(w, b, X, Y)
        w -= alpha * dw
        b -= alpha * db
    return w, b, costs


@ANSWERS.right("train", "w and b in one long column")
def train_one_column(X, Y, alpha, iterations):
    m = X.shape[1]
    Xb = np.concatenate([X, np.ones((1, m))])
    v, costs = np.zeros((Xb.shape[0], 1)), []
    for _ in range(iterations):
        Z = v.T @ Xb
        costs.append((np.logaddexp(0, Z) - Y * Z).mean())
        v = v - alpha / m * (Xb @ (sigmoid(Z) - Y).T)
    return v[:-1], v[-1, 0], np.array(costs)


@ANSWERS.right("train", "helper that makes one step")
def train_helper(X, Y, alpha, iterations):
    def moved(w, b):
        cost, dw, db = right_step(w, b, X, Y)
        return w - alpha * dw, b - alpha * db, cost

    w, b, costs = np.array([[0.0]] * X.shape[0]), 0.0, []
    for _ in range(iterations):
        w, b, cost = moved(w, b)
        costs.append(cost)
    return w, b, np.asarray(costs)


# predict_labels


@ANSWERS.right("predict_labels", "exactly one half becomes label 0")
def predict_strict(w, b, X):
    return (sigmoid(w.T @ X + b) > 0.5).astype(int)


@ANSWERS.wrong("predict_labels", "true and false returned")
def predict_bools(w, b, X):
    return sigmoid(w.T @ X + b) >= 0.5


@ANSWERS.right("predict_labels", "probabilities rounded with np.round")
def predict_round(w, b, X):
    return np.round(sigmoid(w.T @ X + b)).astype(int)


@ANSWERS.wrong("predict_labels", "score compared with one half")
def predict_score_half(w, b, X):
    return (w.T @ X + b >= 0.5).astype(int)


@ANSWERS.wrong("predict_labels", "probabilities cut off to whole numbers")
def predict_truncated(w, b, X):
    return sigmoid(w.T @ X + b).astype(int)


@ANSWERS.wrong("predict_labels", "labels exchanged")
def predict_exchanged(w, b, X):
    return (sigmoid(w.T @ X + b) <= 0.5).astype(int)


@ANSWERS.wrong("predict_labels", "flat labels")
def predict_flat(w, b, X):
    return (sigmoid(w.T @ X + b) >= 0.5).astype(int).ravel()


@ANSWERS.wrong("predict_labels", "the bias is left out")
def predict_no_bias(w, b, X):
    return (sigmoid(w.T @ X) >= 0.5).astype(int)


@ANSWERS.wrong("predict_labels", "minus one instead of zero")
def predict_minus_one(w, b, X):
    return np.where(sigmoid(w.T @ X + b) >= 0.5, 1, -1)


@ANSWERS.wrong("predict_labels", "probabilities returned without a decision")
def predict_probabilities(w, b, X):
    return sigmoid(w.T @ X + b)


@ANSWERS.wrong("predict_labels", "floats returned")
def predict_floats(w, b, X):
    return np.where(sigmoid(w.T @ X + b) >= 0.5, 1.0, 0.0)


@ANSWERS.wrong("predict_labels", "compared with the mean probability")
def predict_mean(w, b, X):
    A = sigmoid(w.T @ X + b)
    return (A >= A.mean()).astype(int)


@ANSWERS.wrong("predict_labels", "labels as a column")
def predict_column(w, b, X):
    return (sigmoid(X.T @ w + b) >= 0.5).astype(int)


@ANSWERS.right("predict_labels", "sign of the score decides")
def predict_sign(w, b, X):
    return np.where(w.T @ X + b < 0, 0, 1)


@ANSWERS.right("predict_labels", "list of decisions for each probability")
def predict_list(w, b, X):
    return np.array([[1 if a >= 0.5 else 0 for a in sigmoid(w.T @ X + b)[0]]])


@ANSWERS.right("predict_labels", "ones put into zeros with a mask")
def predict_mask(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    labels = np.zeros(A.shape, dtype=int)
    labels[A >= 0.5] = 1
    return labels


@ANSWERS.right("predict_labels", "one minus the comparison")
def predict_one_minus(w, b, X):
    A = sigmoid(w.T @ X + b)
    return 1 - (A < 1 - A)
