"""Exercise `gradient_descent`: walk downhill, and write the cost down before each step."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_01.mean_squared_error import mean_squared_error
from dlutils.checks.notebook_01.mse_gradient import mse_gradient
from dlutils.checks.notebook_01.predict import W2, X2, Y2, neuron, predict


def gradient_descent(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(w, b, X), Y))
        dw, db = mse_gradient(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def descent_costs_after(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        dw, db = mse_gradient(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
        costs.append(mean_squared_error(predict(w, b, X), Y))
    return w, b, np.array(costs)


def ascent(w, b, X, Y, alpha, iterations):
    return gradient_descent(w, b, X, Y, -alpha, iterations)


def descent_one_after_the_other(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(w, b, X), Y))
        w = w - alpha * mse_gradient(w, b, X, Y)[0]
        b = b - alpha * mse_gradient(w, b, X, Y)[1]
    return w, b, np.array(costs)


def descent_weights_only(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(w, b, X), Y))
        w = w - alpha * mse_gradient(w, b, X, Y)[0]
    return w, b, np.array(costs)


def descent_frozen_gradient(w, b, X, Y, alpha, iterations):
    dw, db = mse_gradient(w, b, X, Y)
    costs = []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(w, b, X), Y))
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def descent_starting_again(w, b, X, Y, alpha, iterations):
    w_start, b_start = w, b
    costs = []
    for _ in range(iterations):
        w, b = w_start, b_start
        costs.append(mean_squared_error(predict(w, b, X), Y))
        dw, db = mse_gradient(w, b, X, Y)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def descent_one_less(w, b, X, Y, alpha, iterations):
    return gradient_descent(w, b, X, Y, alpha, iterations - 1)


def descent_one_more_cost(w, b, X, Y, alpha, iterations):
    w, b, costs = gradient_descent(w, b, X, Y, alpha, iterations)
    return w, b, np.append(costs, mean_squared_error(predict(w, b, X), Y))


def descent_last_cost(w, b, X, Y, alpha, iterations):
    w, b, costs = gradient_descent(w, b, X, Y, alpha, iterations)
    return w, b, costs[-1]


def descent_without_rate(w, b, X, Y, alpha, iterations):
    return gradient_descent(w, b, X, Y, 1.0, iterations)


def _descent_with_rates(alpha_w, alpha_b, w, b, X, Y, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(w, b, X), Y))
        dw, db = mse_gradient(w, b, X, Y)
        w, b = w - alpha_w * dw, b - alpha_b * db
    return w, b, np.array(costs)


def descent_bias_without_rate(w, b, X, Y, alpha, iterations):
    return _descent_with_rates(alpha, 1.0, w, b, X, Y, iterations)


def descent_weights_without_rate(w, b, X, Y, alpha, iterations):
    return _descent_with_rates(1.0, alpha, w, b, X, Y, iterations)


def descent_in_place(w, b, X, Y, alpha, iterations):
    costs = []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(w, b, X), Y))
        dw, db = mse_gradient(w, b, X, Y)
        w -= alpha * dw
        b -= alpha * db
    return w, b, np.array(costs)


def descent_from_zero(w, b, X, Y, alpha, iterations):
    return gradient_descent(np.zeros_like(w), 0.0, X, Y, alpha, iterations)


def descent_return_inside(w, b, X, Y, alpha, iterations):
    return gradient_descent(w, b, X, Y, alpha, 1)


def descent_one_more_step(w, b, X, Y, alpha, iterations):
    return gradient_descent(w, b, X, Y, alpha, iterations + 1)


def descent_other_order(w, b, X, Y, alpha, iterations):
    w, b, costs = gradient_descent(w, b, X, Y, alpha, iterations)
    return costs, w, b


def descent_steps_from_the_start(w, b, X, Y, alpha, iterations):
    new_w, new_b, costs = w, b, []
    for _ in range(iterations):
        costs.append(mean_squared_error(predict(new_w, new_b, X), Y))
        dw, db = mse_gradient(new_w, new_b, X, Y)
        new_w, new_b = w - alpha * dw, b - alpha * db
    return new_w, new_b, np.array(costs)


def descent_with_list(w, b, X, Y, alpha, iterations):
    w = w.copy()
    costs = []
    for _ in range(iterations):
        error = w.T @ X + b - Y
        costs.append((error**2).mean())
        w -= alpha * 2 * X @ error.T / error.size
        b = b - alpha * 2 * error.mean()
    return [w, b, costs]


def descent_with_while(w, b, X, Y, alpha, iterations):
    costs = np.zeros(iterations)
    step = 0
    while step < iterations:
        y_hat = np.dot(w.T, X) + b
        costs[step] = np.square(y_hat - Y).sum() / Y.shape[1]
        gradient = (2 / Y.shape[1]) * (y_hat - Y)
        new_w = w - alpha * np.dot(X, gradient.T)
        new_b = b - alpha * gradient.sum()
        w, b = new_w, new_b
        step += 1
    return w, b, costs


def descent_recursive(w, b, X, Y, alpha, iterations):
    if iterations == 0:
        return w, b, np.array([])
    cost = mean_squared_error(predict(w, b, X), Y)
    dw, db = mse_gradient(w, b, X, Y)
    w, b, later = descent_recursive(w - alpha * dw, b - alpha * db, X, Y, alpha, iterations - 1)
    return w, b, np.concatenate([[cost], later])


def _costs_as_array(value):
    w, b, costs = value
    return w, b, np.asarray(costs, dtype=float) if isinstance(costs, tuple) else costs


PLUS_MINUS = np.array([[-1.0, -1.0, 1.0, 1.0]])
FOUR_LABELS = np.array([[1.0, 2.5, 4.0, 4.5]])


def _draw_descent(rng, i):
    n_x, m, iterations = [(2, 5, 6), (1, 4, 3), (3, 7, 10)][i]
    arguments = neuron(rng, n_x, m)
    arguments["X"] = np.clip(arguments["X"], -1.5, 1.5)
    Y = rng.normal(size=(1, m)).round(2) + 2
    return case("values", **arguments, Y=Y, alpha=round(rng.uniform(0.05, 0.12), 3), iterations=iterations)


GRADIENT_DESCENT = Exercise(
    name="gradient_descent",
    parts={"values": 5},
    reference=gradient_descent,
    insight="This loop trains everything that follows; only the gradient will grow.",
    returns=("w", "b", "costs"),
    form=_costs_as_array,
    examples=(
        case(
            "values",
            w=np.array([[1.0], [2.0]]),
            b=1.0,
            X=np.array([[1.0, 3.0], [2.0, -1.0]]),
            Y=np.array([[2.0, 0.0]]),
            alpha=0.1,
            iterations=1,
        ),
        case("values", w=W2, b=0.5, X=X2, Y=Y2, alpha=0.05, iterations=3),
        case("values", w=W2, b=-1.0, X=X2, Y=Y2, alpha=0.02, iterations=5),
        # At rest long before the end, away from the start with db = 0, and diverging: nothing may stop the walk.
        case("values", w=np.array([[4.0]]), b=-1.0, X=PLUS_MINUS, Y=FOUR_LABELS, alpha=0.25, iterations=64),
        case("values", w=np.array([[4.0]]), b=3.0, X=PLUS_MINUS, Y=FOUR_LABELS, alpha=0.1, iterations=5),
        case("values", w=np.array([[4.0]]), b=-1.0, X=PLUS_MINUS, Y=FOUR_LABELS, alpha=1.1, iterations=12),
    ),
    draw=_draw_descent,
    draws=3,
    mistakes=(
        Mistake(
            "cost-after-the-step",
            descent_costs_after,
            "Your costs are one step late: you write down the cost after the update.",
            "The first cost must be that of the weights you were given.",
        ),
        Mistake(
            "uphill",
            ascent,
            "You walk uphill: the update adds the gradient.",
            "The gradient points to where the cost grows. Go the other way.",
        ),
        Mistake(
            "one-after-the-other",
            descent_one_after_the_other,
            "db was computed from the *new* w. Both slopes belong to the same point.",
            "Compute dw and db first, then change w and b.",
        ),
        Mistake(
            "bias-not-updated",
            descent_weights_only,
            "w moves, b does not.",
            "b has a slope too: db.",
        ),
        Mistake(
            "frozen-gradient",
            descent_frozen_gradient,
            "You computed the gradient once, before the loop, and used it for every step.",
            "The slope changes with every step: compute it inside the loop.",
        ),
        Mistake(
            "start-again",
            descent_starting_again,
            "Every turn of the loop starts again from the first weights, so only one step is ever made.",
            "Set w and b once, before the loop.",
        ),
        Mistake(
            "one-step-short",
            descent_one_less,
            "You made one step too few.",
            "`range(iterations)` runs iterations times; `range(1, iterations)` one time less.",
        ),
        Mistake(
            "one-cost-more",
            descent_one_more_cost,
            "You return one cost too many: the one after the last step.",
            "One cost *before* each step: costs has the shape (iterations,).",
        ),
        Mistake(
            "last-cost-only",
            descent_last_cost,
            "You return only the last cost.",
            "Collect one cost before each step, so that the curve can be drawn.",
        ),
        Mistake(
            "rate-ignored",
            descent_without_rate,
            "The learning rate alpha is not used: the step is the whole gradient.",
            "The step is α times the gradient: w − α dw.",
        ),
        Mistake(
            "rate-missing-for-b",
            descent_bias_without_rate,
            "The step of w is right; the step of b is the whole slope: its learning rate alpha is missing.",
            "Both updates have the same form: old value − α · slope.",
        ),
        Mistake(
            "rate-missing-for-w",
            descent_weights_without_rate,
            "The step of b is right; the step of w is the whole slope: its learning rate alpha is missing.",
            "Both updates have the same form: old value − α · slope.",
        ),
        Mistake(
            "in-place",
            descent_in_place,
            "The path is right, but your function changed the w that it was given.",
            "`w -= …` writes into the caller's array; `w = w - …` makes a new one.",
        ),
        Mistake(
            "start-at-zero",
            descent_from_zero,
            "You start at zero instead of at the w and b that were handed in.",
            "The arguments w and b are the starting point.",
        ),
        Mistake(
            "return-in-the-loop",
            descent_return_inside,
            "Only one step is made, and only one cost returned, whatever `iterations` says.",
            "Does `return` stand inside the loop? Move it to the indentation of `for`.",
        ),
        Mistake(
            "one-step-more",
            descent_one_more_step,
            "You made one step too many, and return one cost too many.",
            "How often does `range(iterations)` run?",
        ),
        Mistake(
            "other-order",
            descent_other_order,
            "All three are right, but the costs come first.",
            "In which order does the text of the exercise name them?",
        ),
        Mistake(
            "steps-from-the-start",
            descent_steps_from_the_start,
            "Every step is taken from the first w and b, not from where the last step ended.",
            "In w − α dw, which w must stand there in the second turn of the loop?",
        ),
    ),
    variants={
        "a list of costs": descent_with_list,
        "while loop": descent_with_while,
        "recursive": descent_recursive,
    },
    uses=("predict", "mean_squared_error", "mse_gradient"),
    provides={"predict": predict, "mean_squared_error": mean_squared_error, "mse_gradient": mse_gradient},
)
