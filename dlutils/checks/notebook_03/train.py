"""Exercise `train`: the one loop that stays, the steps of the descent."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case
from dlutils.checks.notebook_03.cost_and_gradient import cost_and_gradient
from dlutils.checks.notebook_03.forward import X3, Y3, forward


def _walk(X, Y, alpha, iterations, w=None, b=0.0, alpha_b=None):
    w = np.zeros((len(X), 1)) if w is None else w
    costs = []
    for _ in range(iterations):
        cost, dw, db = cost_and_gradient(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - (alpha if alpha_b is None else alpha_b) * db
    return w, b, np.array(costs)


def train(X, Y, alpha, iterations):
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, db = cost_and_gradient(w, b, X, Y)
        costs.append(cost)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def train_cost_after(X, Y, alpha, iterations):
    w, b, costs = train(X, Y, alpha, iterations)
    return w, b, np.append(costs[1:], cost_and_gradient(w, b, X, Y)[0])


def train_uphill(X, Y, alpha, iterations):
    return _walk(X, Y, -alpha, iterations)


def train_one_after_the_other(X, Y, alpha, iterations):
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    for _ in range(iterations):
        cost, dw, _ = cost_and_gradient(w, b, X, Y)
        costs.append(cost)
        w = w - alpha * dw
        b = b - alpha * cost_and_gradient(w, b, X, Y)[2]
    return w, b, np.array(costs)


def train_weights_only(X, Y, alpha, iterations):
    return _walk(X, Y, alpha, iterations, alpha_b=0.0)


def train_bias_without_rate(X, Y, alpha, iterations):
    return _walk(X, Y, alpha, iterations, alpha_b=1.0)


def train_without_rate(X, Y, alpha, iterations):
    return _walk(X, Y, 1.0, iterations)


def train_frozen(X, Y, alpha, iterations):
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    _, dw, db = cost_and_gradient(w, b, X, Y)
    for _ in range(iterations):
        costs.append(cost_and_gradient(w, b, X, Y)[0])
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def train_frozen_costs_too(X, Y, alpha, iterations):
    w, b, costs = train_frozen(X, Y, alpha, iterations)
    return w, b, np.full_like(costs, costs[0])


def train_starting_again(X, Y, alpha, iterations):
    w, b, costs = train(X, Y, alpha, 1)
    return w, b, np.repeat(costs, iterations)


def train_one_less(X, Y, alpha, iterations):
    return train(X, Y, alpha, iterations - 1)


def train_one_more_cost(X, Y, alpha, iterations):
    w, b, costs = train(X, Y, alpha, iterations)
    return w, b, np.append(costs, cost_and_gradient(w, b, X, Y)[0])


def train_last_cost(X, Y, alpha, iterations):
    w, b, costs = train(X, Y, alpha, iterations)
    return w, b, costs[-1]


def train_return_inside(X, Y, alpha, iterations):
    return train(X, Y, alpha, 1)


def train_from_ones(X, Y, alpha, iterations):
    return _walk(X, Y, alpha, iterations, w=np.ones((len(X), 1)))


def train_from_flat_weights(X, Y, alpha, iterations):
    return _walk(X, Y, alpha, iterations, w=np.zeros(len(X)))


def train_without_steps(X, Y, alpha, iterations):
    w, b, costs = np.zeros((len(X), 1)), 0.0, []
    for _ in range(iterations):
        costs.append(cost_and_gradient(w, b, X, Y)[0])
    return w, b, np.array(costs)


def train_costs_first(X, Y, alpha, iterations):
    w, b, costs = train(X, Y, alpha, iterations)
    return costs, w, b


def train_from_random(X, Y, alpha, iterations):
    return _walk(X, Y, alpha, iterations, w=np.random.default_rng(0).normal(size=(X.shape[0], 1)))


def train_divided_again(X, Y, alpha, iterations):
    return _walk(X, Y, alpha / X.shape[1], iterations)


# Right answers in unusual clothes -----------------------------------------------------------------


def train_with_list(X, Y, alpha, iterations):
    n_x, _ = X.shape
    w = np.zeros((n_x, 1))
    b = 0
    costs = []
    for _ in range(iterations):
        cost, dw, db = cost_and_gradient(w, b, X, Y)
        costs += [cost]
        w -= alpha * dw
        b -= alpha * db
    return [w, b, costs]


def train_with_while(X, Y, alpha, iterations):
    """Everything by hand, from the score to the step."""
    m = X.shape[1]
    w, b, costs, step = np.zeros_like(X[:, :1]), 0.0, np.zeros(iterations), 0
    while step < iterations:
        Z = w.T @ X + b
        costs[step] = (np.logaddexp(0, Z) - Y * Z).sum() / m
        error = 1 / (1 + np.exp(-Z)) - Y
        step += 1
        b, w = b - alpha / m * error.sum(), w - alpha / m * (error @ X.T).T
    return w, np.array(b), tuple(costs)


def train_recursive(X, Y, alpha, iterations):
    if iterations == 0:
        return np.zeros((len(X), 1)), 0.0, np.zeros(0)
    w, b, costs = train_recursive(X, Y, alpha, iterations - 1)
    cost, dw, db = cost_and_gradient(w, b, X, Y)
    return w - alpha * dw, b - alpha * db, np.concatenate([costs, [cost]])


def train_with_loops(X, Y, alpha, iterations):
    """The loop of 02. The steps are what counts here; only `forward` and `cost_and_gradient` forbid it."""
    n_x, m = X.shape
    w, b, costs = np.zeros((n_x, 1)), 0.0, []
    for _ in range(iterations):
        J, dw, db = 0.0, np.zeros((n_x, 1)), 0.0
        for i in range(m):
            z = float(w[:, 0] @ X[:, i] + b)
            dz = 1 / (1 + np.exp(-z)) - Y[0, i]
            J, dw, db = J + np.logaddexp(0, z) - Y[0, i] * z, dw + dz * X[:, i : i + 1], db + dz
        costs.append(J / m)
        w, b = w - alpha * dw / m, b - alpha * db / m
    return w, b, np.array(costs)


def _costs_as_array(value):
    w, b, costs = value
    return w, b, np.asarray(costs, dtype=float) if isinstance(costs, tuple) else costs


def _draw_train(rng, i):
    n_x, m, iterations = [(2, 5, 6), (1, 4, 3), (3, 7, 10)][i]
    X = rng.uniform(0.5, 2, size=(n_x, m)).round(2) * rng.choice([-1, 1], size=(n_x, m))
    Y = rng.permutation(np.arange(m) % 3 == 0).astype(float)[None, :]
    alpha = round(rng.uniform(0.3, 0.7), 2)
    # b may end near 0 by accident; errors are measured against the numbers of which it is a sum.
    return Case("values", {"X": X, "Y": Y, "alpha": alpha, "iterations": iterations}, scale=1.0)


X4 = np.array([[1.0, 2.0, -1.0, 0.5], [0.5, -1.0, 2.0, 1.5], [2.0, 1.0, 0.5, -1.0]])
Y4 = np.array([[1.0, 1.0, 0.0, 1.0]])

TRAIN = Exercise(
    name="train",
    parts={"values": 4},
    reference=train,
    insight="Every step waits for the one before it: this loop stays, and all others are gone.",
    returns=("w", "b", "costs"),
    form=_costs_as_array,
    examples=(
        case("values", X=X3, Y=Y3, alpha=0.5, iterations=2),
        case("values", X=X3, Y=Y3, alpha=0.25, iterations=1),
        case("values", X=X4, Y=Y4, alpha=0.3, iterations=5),
        case("values", X=np.array([[2.0, -1.0]]), Y=np.array([[1.0, 1.0]]), alpha=0.8, iterations=4),
        # At rest from the start, then a rate with which the cost goes up and down: nothing may stop the walk.
        case("values", X=np.array([[1.0, 1.0]]), Y=np.array([[1.0, 0.0]]), alpha=0.5, iterations=6),
        case(
            "values",
            X=np.array([[4.0, -3.0, 2.0, 1.0]]),
            Y=np.array([[1.0, 1.0, 0.0, 0.0]]),
            alpha=3.0,
            iterations=9,
        ),
        # Nearly at rest after some steps: whoever stops "when the cost no longer changes" stops too early.
        case(
            "values",
            X=np.array([[2.0, -1.0, 1.0, 0.5]]),
            Y=np.array([[1.0, 0.0, 0.0, 1.0]]),
            alpha=2.0,
            iterations=60,
        ),
    ),
    draw=_draw_train,
    draws=3,
    mistakes=(
        Mistake(
            "cost-after-the-step",
            train_cost_after,
            "Your costs are one step late: you write down the cost after the update.",
            "What is the cost of w = 0 and b = 0? It must come first.",
        ),
        Mistake(
            "uphill",
            train_uphill,
            "You walk uphill: the update adds the slopes.",
            "The gradient points to where the cost grows. Go the other way.",
        ),
        Mistake(
            "one-after-the-other",
            train_one_after_the_other,
            "db was computed from the *new* w. Both slopes belong to the same point.",
            "Call `cost_and_gradient` once in each turn, then change w and b.",
        ),
        Mistake(
            "bias-not-updated",
            train_weights_only,
            "w moves, b does not.",
            "b has a slope too: db.",
        ),
        Mistake(
            "rate-missing-for-b",
            train_bias_without_rate,
            "The step of w is right; the step of b is the whole slope: its learning rate alpha is missing.",
            "Both updates have the same form.",
        ),
        Mistake(
            "rate-ignored",
            train_without_rate,
            "The learning rate alpha is not used: the step is the whole gradient.",
            "The step is α times the gradient.",
        ),
        Mistake(
            "frozen-gradient",
            train_frozen,
            "You computed the gradient once, before the loop, and used it for every step.",
            "The slopes change with every step: compute them inside the loop.",
        ),
        Mistake(
            "frozen-gradient-and-cost",
            train_frozen_costs_too,
            "You called `cost_and_gradient` once, before the loop, and used its results for every step.",
            "Cost and slopes change with every step: compute them inside the loop.",
        ),
        Mistake(
            "start-again",
            train_starting_again,
            "Every turn of the loop starts again from zero, so only one step is ever made.",
            "Set w and b once. Where does that line belong, before the loop or inside?",
        ),
        Mistake(
            "one-step-short",
            train_one_less,
            "You made one step too few.",
            "`range(iterations)` runs iterations times; `range(1, iterations)` one time less.",
        ),
        Mistake(
            "one-cost-more",
            train_one_more_cost,
            "You return one cost too many: the one after the last step.",
            "One cost *before* each step: costs has the shape (iterations,).",
        ),
        Mistake(
            "last-cost-only",
            train_last_cost,
            "You return only the last cost.",
            "Collect one cost before each step, so that the curve can be drawn.",
        ),
        Mistake(
            "return-in-the-loop",
            train_return_inside,
            "Only one step is made, and only one cost returned, whatever `iterations` says.",
            "Does `return` stand inside the loop? Move it to the indentation of `for`.",
        ),
        Mistake(
            "start-at-ones",
            train_from_ones,
            "You start at weights of 1.",
            "Logistic regression starts at zero.",
        ),
        Mistake(
            "flat-weights",
            train_from_flat_weights,
            "w has no column: `np.zeros(n_x)` is flat, and w − α dw then broadcasts into a table.",
            "w must have the shape (n_x, 1) from the start.",
        ),
        Mistake(
            "no-steps",
            train_without_steps,
            "w and b never move.",
            "After the cost and the slopes comes the update of w and of b.",
        ),
        Mistake(
            "costs-first",
            train_costs_first,
            "The three results are right, but you return the costs first.",
            "Look at the order in the docstring: w, b, costs.",
        ),
        Mistake(
            "start-at-random",
            train_from_random,
            "Your walk does not start at zero: the first cost is not log 2.",
            "With one neuron nothing is gained by chance. Which numbers does the text start from?",
        ),
        Mistake(
            "divided-by-m-again",
            train_divided_again,
            "Your steps are m times too short: the slopes are divided by the number of examples once more.",
            "Are dw and db sums or means when they come out of `cost_and_gradient`?",
        ),
    ),
    variants={
        "in place, a list of costs": train_with_list,
        "while loop, by hand": train_with_while,
        "recursive": train_recursive,
        "loops over the examples": train_with_loops,
    },
    uses=("cost_and_gradient", "forward"),
    provides={"cost_and_gradient": cost_and_gradient, "forward": forward},
    needs=("dlutils.activations",),
)
