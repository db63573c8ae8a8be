"""Exercise `find_the_bug`: a loop out of a textbook, with a missing minus and weights that are set back."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake
from dlutils.checks.notebook_02.backward_one import backward_one
from dlutils.checks.notebook_02.cost_and_gradient_loops import cost_and_gradient_loops
from dlutils.checks.notebook_02.cross_entropy import cross_entropy
from dlutils.checks.notebook_02.sigmoid import sigmoid


def find_the_bug(X, Y, alpha, iterations):
    return _loop(X, Y, alpha, iterations)


def _loop(
    X,
    Y,
    alpha,
    iterations,
    minus=-1.0,
    resets_w=False,
    resets_b=False,
    resets_second=False,
    sums_pile_up=False,
    cost_piles_up=False,
    dz_sign=1.0,
    step_sign=1.0,
    minus_on=None,
    mean=True,
    cost_mean=True,
    cost_after=False,
    moves_b=True,
    whole_sums=False,
    b_from_new_w=False,
    slopes_of_last=False,
):
    """The loop of the notebook; every argument after `iterations` is something that a repair may leave or break."""
    m = X.shape[1]
    w, b, costs = np.zeros((2, 1)), 0.0, []
    J, dw, db = 0.0, np.zeros((2, 1)), 0.0
    for _ in range(iterations):
        if not sums_pile_up:
            dw, db = np.zeros((2, 1)), 0.0
        if not cost_piles_up:
            J = 0.0
        if resets_w:
            w = np.zeros((2, 1))
        if resets_second:
            w = np.array([[w[0, 0]], [0.0]])
        if resets_b:
            b = 0.0
        A = sigmoid(w.T @ X + b)
        terms = minus * np.log(np.where(Y == 1, A, 1 - A))
        if minus_on is not None:
            terms = np.where(minus_on == Y, -1, 1) * np.log(np.where(Y == 1, A, 1 - A))
        J += float(terms.sum())
        dw = dw + dz_sign * X @ (A - Y).T
        db += dz_sign * float((A - Y).sum())
        if slopes_of_last:  # set back for every example, so that only the share of the last one is left
            dw, db = X[:, -1:] * (A - Y)[0, -1], float((A - Y)[0, -1])
        if whole_sums:  # the means are taken where they are used, so the sums themselves pile up
            w, b = w - alpha * dw / m, b - alpha * db / m
            costs.append(J / m)
            continue
        if cost_mean:
            J /= m
        if mean:
            dw, db = dw / m, db / m
        if b_from_new_w:
            db = float((sigmoid((w - alpha * dw).T @ X + b) - Y).mean())
        w, b = w - step_sign * alpha * dw, b - step_sign * alpha * db * moves_b
        if cost_after:
            J = float(minus * np.log(np.where(Y == 1, *_both(sigmoid(w.T @ X + b)))).mean())
        costs.append(J)
    return w, b, np.array(costs)


def _both(A):
    return A, 1 - A


def _with(**left):
    def wrong(X, Y, alpha, iterations):
        return _loop(X, Y, alpha, iterations, **left)

    return wrong


def bug_last_cost(X, Y, alpha, iterations):
    w, b, costs = find_the_bug(X, Y, alpha, iterations)
    return w, b, costs[-1]


def bug_w_row(X, Y, alpha, iterations):
    w, b, costs = find_the_bug(X, Y, alpha, iterations)
    return w.T, b, costs


def bug_w_flat(X, Y, alpha, iterations):
    w, b, costs = find_the_bug(X, Y, alpha, iterations)
    return w.ravel(), b, costs


def bug_early_return(X, Y, alpha, iterations):
    return find_the_bug(X, Y, alpha, 1)


def bug_one_step_short(X, Y, alpha, iterations):
    return find_the_bug(X, Y, alpha, iterations - 1)


def bug_one_more_cost(X, Y, alpha, iterations):
    w, b, costs = find_the_bug(X, Y, alpha, iterations)
    return w, b, np.append(costs, find_the_bug(X, Y, alpha, iterations + 1)[2][-1])


def bug_random_start(X, Y, alpha, iterations):
    w, b, costs = np.full((2, 1), 0.01), 0.0, []
    for _ in range(iterations):
        J, dw, db = cost_and_gradient_loops(w, b, X, Y)
        costs.append(J)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def bug_vectorized(X, Y, alpha, iterations):
    w, b, costs = np.zeros((2, 1)), 0.0, []
    for _ in range(iterations):
        Z = w.T @ X + b
        costs.append(np.mean(np.logaddexp(0, Z) - Y * Z))
        dZ = 1 / (1 + np.exp(-Z)) - Y
        w, b = w - alpha * X @ dZ.T / Y.size, b - alpha * dZ.mean()
    return [w, b, costs]


def bug_with_numbers(X, Y, alpha, iterations):
    m = X.shape[1]
    costs = np.zeros(iterations)
    w1 = w2 = b = 0
    for step in range(iterations):
        J = dw1 = dw2 = db = 0
        for i in range(m):
            z = w1 * X[0, i] + w2 * X[1, i] + b
            a = 1 / (1 + np.exp(-z))
            J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
            dz = a - Y[0, i]
            dw1 += dz * X[0, i]
            dw2 += dz * X[1, i]
            db += dz
        costs[step] = J / m
        w1 = w1 - alpha * dw1 / m
        w2 = w2 - alpha * dw2 / m
        b = b - alpha * db / m
    return np.array([[w1], [w2]], dtype=float), b, costs


def bug_with_a_minus_outside(X, Y, alpha, iterations):
    w, b, costs = np.zeros((2, 1)), 0.0, ()
    while len(costs) < iterations:
        A = sigmoid(w.T @ X + b)
        J = float((Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum())
        costs = (*costs, -J / Y.size)
        w, b = w + alpha * (X @ (Y - A).T) / Y.size, b + alpha * float((Y - A).mean())
    return w, b, costs


def bug_calling_others(X, Y, alpha, iterations):
    w, b, costs = np.zeros((2, 1)), 0.0, []
    for _ in range(iterations):
        J, dw, db = cost_and_gradient_loops(w, b, X, Y)
        costs.append(J)
        w, b = w - alpha * dw, b - alpha * db
    return w, b, np.array(costs)


def _costs_as_array(value):
    w, b, costs = value
    return w, b, np.asarray(costs, dtype=float) if isinstance(costs, tuple) else costs


# Each part looks at its own values, so one mended bug of two earns something.
PARTS = {"first cost": ("costs",), "weights": ("w", "b"), "all costs": ("costs",)}


def _draw_bug(rng, i):
    m, iterations = [(5, 6), (4, 3), (7, 10)][i // len(PARTS)]
    part = list(PARTS)[i % len(PARTS)]
    iterations = 1 if part == "first cost" else iterations
    Y = rng.permutation(np.resize([1.0, 0.0, 1.0], m)).reshape(1, m)
    X = (rng.normal(size=(2, m)) + np.array([[0.8], [-0.4]]) * (2 * Y - 1)).round(2)
    X, alpha = np.clip(X, -2, 2), round(rng.uniform(0.3, 0.9), 2)
    return _case(part, X=X, Y=Y, alpha=alpha, iterations=iterations)


def _case(part, **arguments):
    return Case(part, arguments, only=PARTS[part])


X_BUG = np.array([[1.0, -2.0, 0.5, 2.0], [2.0, 1.0, -1.0, 0.5]])
Y_BUG = np.array([[1.0, 0.0, 0.0, 1.0]])
WALKS = (
    {"X": X_BUG, "Y": Y_BUG, "alpha": 0.5, "iterations": 2},
    {
        "X": np.array([[1.0, -1.0, 2.0, 0.5, -2.0], [0.5, 2.0, -1.0, 1.5, 1.0]]),
        "Y": np.array([[1.0, 0.0, 1.0, 1.0, 0.0]]),
        "alpha": 0.8,
        "iterations": 5,
    },
    {
        "X": np.array([[2.0, 1.0, -0.5], [-1.0, 0.7, 1.2]]),
        "Y": np.array([[0.0, 1.0, 1.0]]),
        "alpha": 0.3,
        "iterations": 3,
    },
    {"X": X_BUG, "Y": Y_BUG, "alpha": 0.1, "iterations": 30},
)

FIND_THE_BUG = Exercise(
    name="find_the_bug",
    tolerance=1e-5,  # also for numbers computed in float32 and stored as float64
    parts={"first cost": 1, "weights": 2, "all costs": 1},
    reference=find_the_bug,
    insight="Both bugs are gone. Each leaves a trace in the costs: one makes them negative, the other makes them all equal.",
    returns=("w", "b", "costs"),
    form=_costs_as_array,
    examples=(
        _case("first cost", X=X_BUG, Y=Y_BUG, alpha=0.5, iterations=1),
        *(_case(part, **walk) for walk in WALKS for part in ("weights", "all costs")),
    ),
    draw=_draw_bug,
    draws=9,
    mistakes=(
        Mistake(
            "both-left",
            _with(minus=1.0, resets_w=True, resets_b=True),
            "Both bugs are still there: the costs are negative, and all of them are equal.",
            "Two questions: can a loss be negative? And which weights does the second repeat start from?",
        ),
        Mistake(
            "reset-left",
            _with(resets_w=True, resets_b=True),
            "The minus is mended. The other bug is left: every repeat starts again from zero, so all costs are equal.",
            "What may be set to zero in every repeat, and what only once?",
        ),
        Mistake(
            "minus-left",
            _with(minus=1.0),
            "The weights walk, that bug is mended. The other one is left: the costs are negative.",
            "Compare the line that adds to J with the loss on paper, sign by sign.",
        ),
        Mistake(
            "b-still-reset",
            _with(resets_b=True),
            "The minus is mended and w walks, but b is still set back to 0 in every repeat.",
            "b is a parameter too. Where must its first value be set?",
        ),
        Mistake(
            "w-still-reset",
            _with(resets_w=True),
            "The minus is mended and b walks, but w is still set back to 0 in every repeat.",
            "w₁ and w₂ are parameters too. Where must their first values be set?",
        ),
        Mistake(
            "w2-still-reset",
            _with(resets_second=True),
            "The minus is mended and w₁ walks, but w₂ is still set back to 0 in every repeat.",
            "Where must the first value of w₂ be set?",
        ),
        Mistake(
            "b-still-reset-minus-left",
            _with(resets_b=True, minus=1.0),
            "w walks, but b is still set back to 0 in every repeat; and the costs are negative.",
            "b is a parameter too. Then look at the sign of the loss.",
        ),
        Mistake(
            "all-moved-out",
            _with(sums_pile_up=True, cost_piles_up=True),
            "Now too much stands before the loop: J, dw and db pile up from one repeat to the next.",
            "Weights are remembered from repeat to repeat. Must sums be, too?",
        ),
        Mistake(
            "all-moved-out-minus-left",
            _with(sums_pile_up=True, cost_piles_up=True, minus=1.0),
            "Now too much stands before the loop: J, dw and db pile up from one repeat to the next. "
            "And the costs are negative.",
            "Weights are remembered from repeat to repeat. Must sums be, too? Then look at the sign of the loss.",
        ),
        Mistake(
            "slopes-moved-out",
            _with(sums_pile_up=True),
            "Both bugs are mended, but dw and db now pile up from one repeat to the next.",
            "Which of the zeros belong to a repeat, and which to the whole walk?",
        ),
        Mistake(
            "slopes-set-back",
            _with(slopes_of_last=True),
            "Both bugs are mended, but dw and db are set back for every example: only the last one moves the weights.",
            "Which zeros belong to an example, which to a repeat, and which to the whole walk?",
        ),
        Mistake(
            "cost-moved-out",
            _with(cost_piles_up=True),
            "Both bugs are mended, but J now piles up from one repeat to the next.",
            "Which of the zeros belong to a repeat, and which to the whole walk?",
        ),
        Mistake(
            "cost-sum-moved-out",
            _with(cost_piles_up=True, whole_sums=True),
            "Both bugs are mended, but J is not set back: each cost holds all earlier ones, too.",
            "Which of the zeros belong to a repeat, and which to the whole walk?",
        ),
        Mistake(
            "slope-sums-moved-out",
            _with(sums_pile_up=True, whole_sums=True),
            "Both bugs are mended, but dw and db are not set back: each step repeats all earlier ones, too.",
            "Which of the zeros belong to a repeat, and which to the whole walk?",
        ),
        Mistake(
            "all-sums-moved-out",
            _with(sums_pile_up=True, cost_piles_up=True, whole_sums=True),
            "Now too much stands before the loop: J, dw and db are never set back.",
            "Weights are remembered from repeat to repeat. Must sums be, too?",
        ),
        Mistake(
            "cost-moved-out-minus-left",
            _with(cost_piles_up=True, minus=1.0),
            "The weights walk, but the costs are negative, and J now piles up from one repeat to the next.",
            "Compare the line that adds to J with the loss on paper. Then: where must J be set to 0?",
        ),
        Mistake(
            "b-from-the-new-w",
            _with(b_from_new_w=True),
            "w is right after one step, b is not: you computed db with the new w.",
            "All slopes of a step are taken at one place. When may w change?",
        ),
        Mistake(
            "minus-in-dz",
            _with(dz_sign=-1.0),
            "The costs have the right sign, but they rise: you walk uphill, because dz or the update was turned as well.",
            "dz = a − y and the updates of the loop were right. Only the line of J can make a cost negative.",
        ),
        Mistake(
            "minus-in-dz-only",
            _with(dz_sign=-1.0, minus=1.0),
            "The minus went to the wrong place, dz or the update. The costs are still negative, and now you walk uphill.",
            "Which line can make a cost negative?",
        ),
        Mistake(
            "minus-on-ones",
            _with(minus_on=1.0),
            "The minus reaches only the term for y = 1. The weights are right.",
            "Both terms need it: brackets.",
        ),
        Mistake(
            "minus-on-zeros",
            _with(minus_on=0.0),
            "The minus reaches only the term for y = 0. The weights are right.",
            "Both terms need it: brackets.",
        ),
        Mistake(
            "cost-not-averaged",
            _with(cost_mean=False),
            "Your costs are m times too large: the division by m has gone. The weights are right.",
            "The cost is the mean of the losses.",
        ),
        Mistake(
            "slopes-not-averaged",
            _with(mean=False),
            "Your steps are m times too long: the slopes are no longer divided by m.",
            "dw and db are means, as J is.",
        ),
        Mistake(
            "cost-after-the-step",
            _with(cost_after=True),
            "Your costs are one step late: they are those after the update.",
            "The first cost must be that of w = 0 and b = 0.",
        ),
        Mistake(
            "b-not-updated",
            _with(moves_b=False),
            "Both bugs are mended, but b stays 0 for ever: its update has gone.",
            "b walks as w does.",
        ),
        Mistake(
            "last-cost-only",
            bug_last_cost,
            "You return only the last cost.",
            "Return all of them: a curve shows both bugs at a glance.",
        ),
        Mistake(
            "w-is-a-row",
            bug_w_row,
            "The numbers are right, but w lies on its side: shape (1, 2).",
            "w is a column: (2, 1).",
        ),
        Mistake(
            "w-is-flat",
            bug_w_flat,
            "The numbers are right, but w is flat: shape (2,).",
            "w is a column: (2, 1).",
        ),
        Mistake(
            "return-in-the-loop",
            bug_early_return,
            "Only one repeat is made, whatever `iterations` says.",
            "How far is `return` indented?",
        ),
        Mistake(
            "one-repeat-short",
            bug_one_step_short,
            "You made one repeat too few.",
            "`range(iterations)` runs iterations times; `range(1, iterations)` one time less.",
        ),
        Mistake(
            "one-cost-more",
            bug_one_more_cost,
            "You return one cost too many: the one after the last step.",
            "One cost before each step: costs has the shape (iterations,).",
        ),
        Mistake(
            "other-start",
            bug_random_start,
            "Both bugs are mended, but you start at 0.01 instead of at 0.",
            "The start of the loop was not a bug.",
        ),
    ),
    variants={
        "no inner loop": bug_vectorized,
        "number by number": bug_with_numbers,
        "minus outside": bug_with_a_minus_outside,
        "calling the others": bug_calling_others,
    },
    uses=("sigmoid", "cross_entropy", "backward_one", "cost_and_gradient_loops"),
    provides={
        "sigmoid": sigmoid,
        "cross_entropy": cross_entropy,
        "backward_one": backward_one,
        "cost_and_gradient_loops": cost_and_gradient_loops,
    },
)
