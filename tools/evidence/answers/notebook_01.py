"""Answers to 01, written from the students' notebook alone."""

import math

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


def forward(w, b, X):
    return w.T @ X + b


def cost_of(w, b, X, Y):
    return np.mean((forward(w, b, X) - Y) ** 2)


def slopes_of(w, b, X, Y):
    error = forward(w, b, X) - Y
    m = X.shape[1]
    return 2 / m * X @ error.T, 2 / m * error.sum()


# 1.1 predict


@ANSWERS.wrong("predict", "the bias is forgotten")
def predict_no_bias(w, b, X):
    return w.T @ X


@ANSWERS.wrong("predict", "the bias is subtracted")
def predict_bias_subtracted(w, b, X):
    return w.T @ X - b


@ANSWERS.wrong("predict", "predictions as a column")
def predict_column(w, b, X):
    return X.T @ w + b


@ANSWERS.wrong("predict", "predictions as a flat array")
def predict_flat(w, b, X):
    return (w * X).sum(axis=0) + b


@ANSWERS.wrong("predict", "multiplied, but not added up")
def predict_products_only(w, b, X):
    return w * X + b


@ANSWERS.wrong("predict", "the bias added once per feature")
def predict_bias_each_feature(w, b, X):
    return (w * X + b).sum(axis=0, keepdims=True)


@ANSWERS.wrong("predict", "bias inside the bracket")
def predict_bias_inside(w, b, X):
    return w.T @ (X + b)


@ANSWERS.wrong("predict", "mean of the products, not sum")
def predict_mean_of_products(w, b, X):
    return (w * X).mean(axis=0, keepdims=True) + b


@ANSWERS.wrong("predict", "sums along the examples, axis 1")
def predict_wrong_axis(w, b, X):
    return (w * X).sum(axis=1, keepdims=True) + b


@ANSWERS.wrong("predict", "w is not transposed")
def predict_no_transpose(w, b, X):
    return w @ X + b


@ANSWERS.wrong("predict", "exactly two features, hard coded")
def predict_two_features(w, b, X):
    return (w[0, 0] * X[0] + w[1, 0] * X[1] + b).reshape(1, -1)


@ANSWERS.wrong("predict", "only the first example")
def predict_first_example(w, b, X):
    return w.T @ X[:, :1] + b


@ANSWERS.wrong("predict", "the last feature is skipped")
def predict_last_feature_skipped(w, b, X):
    n_x, m = X.shape
    y_hat = np.full((1, m), float(b))
    for j in range(n_x - 1):
        y_hat[0] += w[j, 0] * X[j]
    return y_hat


@ANSWERS.wrong("predict", "printed instead of returned")
def predict_printed(w, b, X):
    print(w.T @ X + b)


@ANSWERS.right("predict", "products summed down each column")
def predict_products_summed(w, b, X):
    return (w * X).sum(axis=0, keepdims=True) + b


@ANSWERS.right("predict", "einsum over the features")
def predict_einsum(w, b, X):
    return np.einsum("jk,ji->ki", w, X) + b


@ANSWERS.right("predict", "double loop over examples and features")
def predict_loops(w, b, X):
    n_x, m = X.shape
    y_hat = np.zeros((1, m))
    for i in range(m):
        total = b
        for j in range(n_x):
            total = total + w[j, 0] * X[j, i]
        y_hat[0, i] = total
    return y_hat


@ANSWERS.right("predict", "a column of predictions, turned at the end")
def predict_turned(w, b, X):
    column = np.dot(X.T, w)
    return (column + b).reshape(1, -1)


# 1.2 mean_squared_error


@ANSWERS.wrong("mean_squared_error", "with the half of other texts")
def mse_half(y_hat, Y):
    return np.mean((y_hat - Y) ** 2) / 2


@ANSWERS.wrong("mean_squared_error", "with a root at the end")
def mse_root(y_hat, Y):
    return np.sqrt(np.mean((y_hat - Y) ** 2))


@ANSWERS.wrong("mean_squared_error", "sum in place of mean")
def mse_sum(y_hat, Y):
    return np.sum((y_hat - Y) ** 2)


@ANSWERS.wrong("mean_squared_error", "divides by len of a row")
def mse_len(y_hat, Y):
    return ((y_hat - Y) ** 2).sum() / len(Y)


@ANSWERS.wrong("mean_squared_error", "mean of absolute errors")
def mse_absolute(y_hat, Y):
    return np.mean(np.abs(y_hat - Y))


@ANSWERS.wrong("mean_squared_error", "errors not squared")
def mse_not_squared(y_hat, Y):
    return np.mean(y_hat - Y)


@ANSWERS.wrong("mean_squared_error", "square of the mean error")
def mse_square_of_mean(y_hat, Y):
    return np.mean(y_hat - Y) ** 2


@ANSWERS.wrong("mean_squared_error", "difference of the squares")
def mse_difference_of_squares(y_hat, Y):
    return np.mean(y_hat**2 - Y**2)


@ANSWERS.wrong("mean_squared_error", "divides by m minus one")
def mse_m_minus_one(y_hat, Y):
    m = Y.shape[1]
    return np.sum((y_hat - Y) ** 2) / (m - 1)


@ANSWERS.wrong("mean_squared_error", "an array of shape (1, 1)")
def mse_array(y_hat, Y):
    error = y_hat - Y
    return error @ error.T / Y.shape[1]


@ANSWERS.wrong("mean_squared_error", "the squares, without a mean")
def mse_losses(y_hat, Y):
    return (y_hat - Y) ** 2


@ANSWERS.wrong("mean_squared_error", "every prediction against every label")
def mse_all_pairs(y_hat, Y):
    return np.mean((y_hat - Y.T) ** 2)


@ANSWERS.wrong("mean_squared_error", "mean divided by m again")
def mse_divided_twice(y_hat, Y):
    return np.mean((y_hat - Y) ** 2) / Y.shape[1]


@ANSWERS.wrong("mean_squared_error", "loop that forgets the last example")
def mse_last_forgotten(y_hat, Y):
    m = Y.shape[1]
    total = 0.0
    for i in range(m - 1):
        total += (y_hat[0, i] - Y[0, i]) ** 2
    return total / m


@ANSWERS.wrong("mean_squared_error", "the sum divided by three")
def mse_three_examples(y_hat, Y):
    return np.sum((y_hat - Y) ** 2) / 3


@ANSWERS.right("mean_squared_error", "a loop with an accumulator")
def mse_loop(y_hat, Y):
    m = Y.shape[1]
    total = 0.0
    for i in range(m):
        error = y_hat[0, i] - Y[0, i]
        total += error * error
    return total / m


@ANSWERS.right("mean_squared_error", "errors times errors as matrix product")
def mse_product(y_hat, Y):
    error = Y - y_hat
    return (error @ error.T).item() / error.size


@ANSWERS.right("mean_squared_error", "fsum of a list of squares")
def mse_fsum(y_hat, Y):
    squares = [(p - t) ** 2 for p, t in zip(y_hat.ravel(), Y.ravel(), strict=True)]
    return math.fsum(squares) / len(squares)


@ANSWERS.right("mean_squared_error", "variance plus square of the mean")
def mse_variance(y_hat, Y):
    error = y_hat - Y
    return float(error.var() + error.mean() ** 2)


# 1.3 numerical_derivative


@ANSWERS.wrong("numerical_derivative", "forward difference")
def derivative_forward(f, a, h=1e-5):
    return (f(a + h) - f(a)) / h


@ANSWERS.wrong("numerical_derivative", "backward difference")
def derivative_backward(f, a, h=1e-5):
    return (f(a) - f(a - h)) / h


@ANSWERS.wrong("numerical_derivative", "multiplies by h, missing bracket")
def derivative_times_h(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / 2 * h


@ANSWERS.wrong("numerical_derivative", "divides by h, the two forgotten")
def derivative_double(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / h


@ANSWERS.wrong("numerical_derivative", "right minus left taken the wrong way")
def derivative_sign(f, a, h=1e-5):
    return (f(a - h) - f(a + h)) / (2 * h)


@ANSWERS.wrong("numerical_derivative", "no bracket round the rise")
def derivative_no_rise_bracket(f, a, h=1e-5):
    return f(a + h) - f(a - h) / (2 * h)


@ANSWERS.wrong("numerical_derivative", "the caller's h is ignored")
def derivative_fixed_h(f, a, h=1e-5):
    h = 1e-5
    return (f(a + h) - f(a - h)) / (2 * h)


@ANSWERS.wrong("numerical_derivative", "only the rise, never divided")
def derivative_rise(f, a, h=1e-5):
    return f(a + h) - f(a - h)


@ANSWERS.wrong("numerical_derivative", "forward rise over two h")
def derivative_forward_over_two(f, a, h=1e-5):
    return (f(a + h) - f(a)) / (2 * h)


@ANSWERS.wrong("numerical_derivative", "divides by two only")
def derivative_over_two(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / 2


@ANSWERS.wrong("numerical_derivative", "nudge too small, 1e-16")
def derivative_tiny_h(f, a, h=1e-5):
    h = 1e-16
    return (f(a + h) - f(a - h)) / (2 * h)


@ANSWERS.wrong("numerical_derivative", "slope without its sign")
def derivative_absolute(f, a, h=1e-5):
    return abs(f(a + h) - f(a - h)) / (2 * h)


@ANSWERS.wrong("numerical_derivative", "rounded to three decimals")
def derivative_rounded(f, a, h=1e-5):
    return round((f(a + h) - f(a - h)) / (2 * h), 3)


@ANSWERS.wrong("numerical_derivative", "divides by two a")
def derivative_over_two_a(f, a, h=1e-5):
    return (f(a + h) - f(a - h)) / (2 * a)


@ANSWERS.wrong("numerical_derivative", "nudges two h to each side")
def derivative_two_h(f, a, h=1e-5):
    return (f(a + 2 * h) - f(a - 2 * h)) / (2 * h)


@ANSWERS.right("numerical_derivative", "mean of forward and backward")
def derivative_mean_of_two(f, a, h=1e-5):
    ahead = (f(a + h) - f(a)) / h
    behind = (f(a) - f(a - h)) / h
    return (ahead + behind) / 2


@ANSWERS.right("numerical_derivative", "np.gradient through three points")
def derivative_np_gradient(f, a, h=1e-5):
    values = np.array([f(a - h), f(a), f(a + h)], dtype=float)
    return np.gradient(values, h)[1]


@ANSWERS.right("numerical_derivative", "halves first, then over h")
def derivative_halves_first(f, a, h=1e-5):
    left, right = f(a - h), f(a + h)
    return 0.5 * (right - left) / h


@ANSWERS.right("numerical_derivative", "rise and run from two points")
def derivative_rise_run(f, a, h=1e-5):
    points = [a - h, a + h]
    rise = f(points[1]) - f(points[0])
    run = points[1] - points[0]
    return rise / run


# 1.4 mse_gradient


@ANSWERS.wrong("mse_gradient", "the factor two is forgotten")
def gradient_no_two(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return X @ error.T / m, error.sum() / m


@ANSWERS.wrong("mse_gradient", "sums, never divided by m")
def gradient_not_divided(w, b, X, Y):
    error = w.T @ X + b - Y
    return 2 * X @ error.T, 2 * error.sum()


@ANSWERS.wrong("mse_gradient", "only dw is divided by m")
def gradient_db_not_divided(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return 2 / m * X @ error.T, 2 * error.sum()


@ANSWERS.wrong("mse_gradient", "label minus prediction")
def gradient_sign(w, b, X, Y):
    error = Y - (w.T @ X + b)
    m = X.shape[1]
    return 2 / m * X @ error.T, 2 / m * error.sum()


@ANSWERS.wrong("mse_gradient", "dw as a row")
def gradient_dw_row(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return 2 / m * error @ X.T, 2 / m * error.sum()


@ANSWERS.wrong("mse_gradient", "dw as a flat array")
def gradient_dw_flat(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return 2 / m * (X * error).sum(axis=1), 2 / m * error.sum()


@ANSWERS.wrong("mse_gradient", "db as an array of shape (1, 1)")
def gradient_db_array(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return 2 / m * X @ error.T, 2 / m * error.sum(axis=1, keepdims=True)


@ANSWERS.wrong("mse_gradient", "the prediction leaves out the bias")
def gradient_no_bias(w, b, X, Y):
    error = w.T @ X - Y
    m = X.shape[1]
    return 2 / m * X @ error.T, 2 / m * error.sum()


@ANSWERS.wrong("mse_gradient", "the labels are never subtracted")
def gradient_no_labels(w, b, X, Y):
    y_hat = w.T @ X + b
    m = X.shape[1]
    return 2 / m * X @ y_hat.T, 2 / m * y_hat.sum()


@ANSWERS.wrong("mse_gradient", "returns db before dw")
def gradient_swapped(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return 2 / m * error.sum(), 2 / m * X @ error.T


@ANSWERS.wrong("mse_gradient", "divides by the number of features")
def gradient_over_features(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[0]
    return 2 / m * X @ error.T, 2 / m * error.sum()


@ANSWERS.wrong("mse_gradient", "squared errors in the slopes")
def gradient_squared_error(w, b, X, Y):
    error = (w.T @ X + b - Y) ** 2
    m = X.shape[1]
    return 2 / m * X @ error.T, 2 / m * error.sum()


@ANSWERS.wrong("mse_gradient", "one slope shared by all weights")
def gradient_mean_over_all(w, b, X, Y):
    error = w.T @ X + b - Y
    dw = np.full(w.shape, np.mean(2 * error * X))
    return dw, 2 * np.mean(error)


@ANSWERS.wrong("mse_gradient", "the two only in dw")
def gradient_two_only_dw(w, b, X, Y):
    error = w.T @ X + b - Y
    m = X.shape[1]
    return 2 / m * X @ error.T, error.sum() / m


@ANSWERS.wrong("mse_gradient", "mean error times mean input")
def gradient_product_of_means(w, b, X, Y):
    error = w.T @ X + b - Y
    return 2 * error.mean() * X.mean(axis=1, keepdims=True), 2 * error.mean()


@ANSWERS.wrong("mse_gradient", "only dw is returned")
def gradient_dw_only(w, b, X, Y):
    error = w.T @ X + b - Y
    return 2 / X.shape[1] * X @ error.T


@ANSWERS.right("mse_gradient", "means of the single slopes")
def gradient_means(w, b, X, Y):
    slope = 2 * (w.T @ X + b - Y)
    dw = np.mean(slope * X, axis=1, keepdims=True)
    return dw, np.mean(slope)


@ANSWERS.right("mse_gradient", "loops with accumulators")
def gradient_loops(w, b, X, Y):
    n_x, m = X.shape
    dw, db = np.zeros((n_x, 1)), 0.0
    for i in range(m):
        y_hat = b
        for j in range(n_x):
            y_hat += w[j, 0] * X[j, i]
        error = y_hat - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += 2 * error * X[j, i] / m
        db += 2 * error / m
    return dw, db


@ANSWERS.right("mse_gradient", "one product with a row of ones")
def gradient_ones_row(w, b, X, Y):
    m = X.shape[1]
    longer = np.vstack([X, np.ones((1, m))])
    both = 2 * longer @ (X.T @ w + b - Y.T) / m
    return both[:-1], both[-1, 0]


@ANSWERS.right("mse_gradient", "einsum and label minus prediction, negated")
def gradient_einsum(w, b, X, Y):
    rest = Y - np.einsum("jk,ji->ki", w, X) - b
    dw = -2 * np.einsum("ji,ki->jk", X, rest) / rest.size
    return dw, -2 * float(np.sum(rest)) / rest.size


# 1.5 gradient_descent


@ANSWERS.wrong("gradient_descent", "cost taken after the step")
def descent_cost_after(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
        costs.append(cost_of(w, b, X, Y))
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "walks uphill")
def descent_uphill(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w + alpha * dw
        b = b + alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "db from the new w")
def descent_db_from_new_w(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        w = w - alpha * slopes_of(w, b, X, Y)[0]
        b = b - alpha * slopes_of(w, b, X, Y)[1]
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "writes into the caller's w")
def descent_in_place(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w -= alpha * dw
        b -= alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "return inside the loop")
def descent_returns_early(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
        return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "one step too many")
def descent_one_too_many(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations + 1):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "one step too few")
def descent_one_too_few(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(1, iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "the learning rate is left out")
def descent_no_alpha(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - dw
        b = b - db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "the bias never learns")
def descent_fixed_bias(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, _db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "slopes computed once before the loop")
def descent_stale_slopes(w, b, X, Y, alpha, iterations):
    costs = []
    dw, db = slopes_of(w, b, X, Y)
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        w = w - alpha * dw
        b = b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "final cost added to the list")
def descent_extra_cost(w, b, X, Y, alpha, iterations):
    costs = [cost_of(w, b, X, Y)]
    for _ in range(iterations):
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
        costs.append(cost_of(w, b, X, Y))
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "starts from zero, not from w")
def descent_from_zero(w, b, X, Y, alpha, iterations):
    w, b = np.zeros((X.shape[0], 1)), 0.0
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
    return w, b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "only the last cost is returned")
def descent_last_cost(w, b, X, Y, alpha, iterations):
    cost = cost_of(w, b, X, Y)
    for _ in range(iterations):
        cost = cost_of(w, b, X, Y)
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
    return w, b, cost


@ANSWERS.wrong("gradient_descent", "costs returned first")
def descent_costs_first(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha * dw
        b = b - alpha * db
    return np.array(costs), w, b


@ANSWERS.wrong("gradient_descent", "every step from the start again")
def descent_step_from_start(w, b, X, Y, alpha, iterations):
    costs = []
    new_w, new_b = w, b
    for _ in range(iterations):
        costs.append(cost_of(new_w, new_b, X, Y))
        dw, db = slopes_of(new_w, new_b, X, Y)
        new_w = w - alpha * dw
        new_b = b - alpha * db
    return new_w, new_b, np.array(costs)


@ANSWERS.wrong("gradient_descent", "the learning rate shrinks every step")
def descent_decaying_rate(w, b, X, Y, alpha, iterations):
    costs = []
    for step in range(iterations):
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w = w - alpha / (step + 1) * dw
        b = b - alpha / (step + 1) * db
    return w, b, np.array(costs)


@ANSWERS.right("gradient_descent", "a while loop, costs as a list")
def descent_while(w, b, X, Y, alpha, iterations):
    costs = []
    while len(costs) < iterations:
        costs.append(cost_of(w, b, X, Y))
        dw, db = slopes_of(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, costs


@ANSWERS.right("gradient_descent", "copy of w, changed in place")
def descent_copy(w, b, X, Y, alpha, iterations):
    w = np.array(w, dtype=float)
    costs = np.zeros(iterations)
    m = X.shape[1]
    for step in range(iterations):
        error = w.T @ X + b - Y
        costs[step] = (error**2).mean()
        w -= alpha * 2 * (X @ error.T) / m
        b = b - alpha * 2 * error.mean()
    return w, b, costs


@ANSWERS.right("gradient_descent", "bias as one more weight")
def descent_long_weights(w, b, X, Y, alpha, iterations):
    m = X.shape[1]
    theta = np.vstack([w, [[b]]])
    longer = np.vstack([X, np.ones((1, m))])
    costs = []
    for _ in range(iterations):
        error = theta.T @ longer - Y
        costs.append(np.vdot(error, error) / m)
        theta = theta - alpha * 2 / m * longer @ error.T
    return theta[:-1], theta[-1, 0], np.array(costs)


@ANSWERS.right("gradient_descent", "keeps the whole path, costs afterwards")
def descent_path(w, b, X, Y, alpha, iterations):
    path = [(w, b)]
    for _ in range(iterations):
        here_w, here_b = path[-1]
        dw, db = slopes_of(here_w, here_b, X, Y)
        path.append((here_w - alpha * dw, here_b - alpha * db))
    costs = np.array([cost_of(here_w, here_b, X, Y) for here_w, here_b in path[:-1]])
    return path[-1][0], path[-1][1], costs
