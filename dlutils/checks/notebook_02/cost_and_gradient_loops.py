"""Exercise `cost_and_gradient_loops`: the cost and its slopes over m examples, written like the sums."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake
from dlutils.checks.notebook_02.backward_one import backward_one
from dlutils.checks.notebook_02.cross_entropy import cross_entropy
from dlutils.checks.notebook_02.sigmoid import sigmoid


def cost_and_gradient_loops(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, np.zeros_like(w), 0.0
    for i in range(m):
        z = b
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        J -= Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return J / m, dw / m, db / m


def _pieces(w, b, X, Y):
    """For each example its loss, its slopes for w (as columns) and for b."""
    A = sigmoid(w.T @ X + b)
    return cross_entropy(A, Y), X * (A - Y), A - Y


def _sums(w, b, X, Y):
    losses, dW, dB = _pieces(w, b, X, Y)
    return float(losses.sum()), dW.sum(axis=1, keepdims=True), float(dB.sum())


def loops_without_mean(w, b, X, Y):
    return _sums(w, b, X, Y)


def loops_slopes_without_mean(w, b, X, Y):
    J, dw, db = _sums(w, b, X, Y)
    return J / Y.size, dw, db


def loops_cost_without_mean(w, b, X, Y):
    J, dw, db = _sums(w, b, X, Y)
    return J, dw / Y.size, db / Y.size


def loops_dw_without_mean(w, b, X, Y):
    J, dw, db = _sums(w, b, X, Y)
    return J / Y.size, dw, db / Y.size


def loops_db_without_mean(w, b, X, Y):
    J, dw, db = _sums(w, b, X, Y)
    return J / Y.size, dw / Y.size, db


def loops_divided_twice(w, b, X, Y):
    J, dw, db = _sums(w, b, X, Y)
    return J / Y.size, dw / Y.size**2, db / Y.size**2


def loops_all_divided_twice(w, b, X, Y):
    return tuple(value / Y.size**2 for value in _sums(w, b, X, Y))


def loops_divided_in_the_loop(w, b, X, Y):
    m = Y.size
    J, dw, db = 0.0, np.zeros_like(w), 0.0
    for losses, dW, dB in zip(*(array.T for array in _pieces(w, b, X, Y)), strict=True):
        J, dw, db = (J + losses[0]) / m, (dw + dW[:, None]) / m, (db + dB[0]) / m
    return J, dw, db


def loops_divided_by_features(w, b, X, Y):
    return tuple(value / len(X) for value in _sums(w, b, X, Y))


def loops_without_minus(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return -J, dw, db


def loops_one_minus(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    losses = cross_entropy(sigmoid(w.T @ X + b), Y)
    return float(np.mean(losses * (2 * Y - 1))), dw, db


def loops_dz_turned(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, -dw, -db


def loops_last_example(w, b, X, Y):
    return tuple(value / Y.size for value in _sums(w, b, X[:, -1:], Y[:, -1:]))


def loops_last_example_whole(w, b, X, Y):
    return _sums(w, b, X[:, -1:], Y[:, -1:])


def loops_returned_early(w, b, X, Y):
    return tuple(value / Y.size for value in _sums(w, b, X[:, :1], Y[:, :1]))


def loops_first_forgotten(w, b, X, Y):
    return tuple(value / Y.size for value in _sums(w, b, X[:, 1:], Y[:, 1:]))


def loops_last_forgotten(w, b, X, Y):
    return tuple(value / Y.size for value in _sums(w, b, X[:, :-1], Y[:, :-1]))


def loops_slopes_set_back(w, b, X, Y):
    J, _, _ = cost_and_gradient_loops(w, b, X, Y)
    _, dw, db = _sums(w, b, X[:, -1:], Y[:, -1:])
    return J, dw / Y.size, db / Y.size


def loops_slopes_of_the_last(w, b, X, Y):
    J, _, _ = cost_and_gradient_loops(w, b, X, Y)
    return J, *_sums(w, b, X[:, -1:], Y[:, -1:])[1:]


def loops_first_left_out(w, b, X, Y):
    return cost_and_gradient_loops(w, b, X[:, 1:], Y[:, 1:])


def loops_last_left_out(w, b, X, Y):
    return cost_and_gradient_loops(w, b, X[:, :-1], Y[:, :-1])


def loops_one_less(w, b, X, Y):
    return tuple(value / (Y.size - 1) for value in _sums(w, b, X, Y))


def loops_assigned_dw(w, b, X, Y):
    J, _, db = cost_and_gradient_loops(w, b, X, Y)
    return J, _sums(w, b, X[:, -1:], Y[:, -1:])[1] / Y.size, db


def loops_z_piles_up(w, b, X, Y):
    losses = dw = db = 0.0
    z = b
    for i in range(Y.size):
        z += (w[:, 0] * X[:, i]).sum()
        a = sigmoid(z)
        losses = losses + cross_entropy(a, Y[0, i])
        dw = dw + X[:, i : i + 1] * (a - Y[0, i])
        db = db + (a - Y[0, i])
    return losses / Y.size, dw / Y.size, db / Y.size


def loops_without_bias(w, b, X, Y):
    return cost_and_gradient_loops(w, 0.0, X, Y)


def loops_minus_bias(w, b, X, Y):
    return cost_and_gradient_loops(w, -b, X, Y)


def loops_bias_for_each_feature(w, b, X, Y):
    return cost_and_gradient_loops(w, len(X) * b, X, Y)


def loops_without_sigmoid(w, b, X, Y):
    J, _, _ = cost_and_gradient_loops(w, b, X, Y)
    E = w.T @ X + b - Y
    return J, X @ E.T / Y.size, float(E.mean())


def loops_without_x(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, np.full_like(dw, db), db


def loops_da_for_dz(w, b, X, Y):
    J, _, _ = cost_and_gradient_loops(w, b, X, Y)
    A = sigmoid(w.T @ X + b)
    da = (A - Y) / (A * (1 - A))
    return J, X @ da.T / Y.size, float(da.mean())


def loops_db_in_the_inner_loop(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, dw, len(X) * db


def loops_of_the_labels(w, b, X, Y):
    J, _, _ = cost_and_gradient_loops(w, b, X, Y)
    A = sigmoid(w.T @ X + b)
    return J, X @ A.T / Y.size, float(A.mean())


def loops_sigmoid_slope_left(w, b, X, Y):
    J, _, _ = cost_and_gradient_loops(w, b, X, Y)
    A = sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return J, X @ dZ.T / Y.size, float(dZ.mean())


def loops_dw_row(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, dw.T, db


def loops_dw_flat(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, dw.ravel(), db


def loops_dw_not_summed(w, b, X, Y):
    J, _, db = cost_and_gradient_loops(w, b, X, Y)
    return J, _pieces(w, b, X, Y)[1] / Y.size, db


def loops_cost_as_row(w, b, X, Y):
    _, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return _pieces(w, b, X, Y)[0], dw, db


def loops_arrays_of_one(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return np.array([J]), dw, np.array([db])


def loops_tables_of_one(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return np.array([[J]]), dw, np.array([[db]])


def loops_db_is_an_array(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, dw, np.array([[db]])


def loops_cost_of_pairs(w, b, X, Y):
    _, dw, db = cost_and_gradient_loops(w, b, X, Y)
    A = sigmoid(w.T @ X + b)
    return float(-np.sum(Y.T * np.log(A) + (1 - Y).T * np.log(1 - A)) / Y.size), dw, db


def loops_base_ten(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J / np.log(10), dw, db


def loops_squared_cost(w, b, X, Y):
    _, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return float(np.mean((sigmoid(w.T @ X + b) - Y) ** 2)), dw, db


def loops_cost_first_term(w, b, X, Y):
    _, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return float(-np.mean(Y * np.log(sigmoid(w.T @ X + b)))), dw, db


def loops_stepped(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return J, w - dw, b - db


def loops_other_order(w, b, X, Y):
    J, dw, db = cost_and_gradient_loops(w, b, X, Y)
    return dw, db, J


def loops_vectorized(w, b, X, Y):
    m = X.shape[1]
    Z = w.T @ X + b
    dZ = 1 / (1 + np.exp(-Z)) - Y
    return np.mean(np.logaddexp(0, Z) - Y * Z), X @ dZ.T / m, dZ.sum() / m


def loops_calling_others(w, b, X, Y):
    J, dw, db = 0, 0, 0
    for x, y in zip(X.T, Y[0], strict=True):
        x = x.reshape(-1, 1)
        a = sigmoid(float((w.T @ x).item() + b))
        _, _, dw_one, db_one = backward_one(x, y, a)
        J, dw, db = J + cross_entropy(a, y), dw + dw_one, db + db_one
    return [J / Y.size, dw / Y.size, db / Y.size]


def loops_with_means(w, b, X, Y):
    losses, slopes = [], []
    for i in range(X.shape[1]):
        z = sum(w[j, 0] * X[j, i] for j in range(len(w))) + b
        losses.append(np.log(1 + np.exp(-z if Y[0, i] == 1 else z)))
        slopes.append(1 / (1 + np.exp(-z)) - Y[0, i])
    dw = np.array([[np.mean([X[j, i] * dz for i, dz in enumerate(slopes)])] for j in range(len(w))])
    return np.mean(losses), dw, np.array(np.mean(slopes))


def loops_from_the_end(w, b, X, Y):
    n_x, m = X.shape
    J, dw, db = 0.0, [0.0] * n_x, 0.0
    for i in reversed(range(m)):
        a = 1 / (1 + np.exp(-(np.dot(w[:, 0], X[:, i]) + b)))
        J += -np.log(a) / m if Y[0, i] == 1 else -np.log(1 - a) / m
        db += (a - Y[0, i]) / m
        for j in range(n_x):
            dw[j] += (a - Y[0, i]) * X[j, i] / m
    return J, np.array(dw)[:, None], db


def neuron_with_labels(rng, n_x, m):
    Y = np.resize([1.0, 0.0, 1.0], m)
    return {
        "w": rng.normal(size=(n_x, 1)).round(2),
        "b": round(rng.uniform(0.4, 1), 2),
        "X": np.clip(rng.normal(size=(n_x, m)), -2, 2).round(2),
        "Y": rng.permutation(Y).reshape(1, m),
    }


PARTS = {"cost": ("J",), "slopes": ("dw", "db")}  # each part looks at its own values


def _draw_loops(rng, i):
    n_x, m = [(2, 5), (1, 4), (3, 3), (4, 2)][i // 2]
    part = list(PARTS)[i % 2]
    # The shares of the examples, of size 1, may cancel nearly to 0 in db.
    return Case(part, neuron_with_labels(rng, n_x, m), scale=1.0, only=PARTS[part])


EXAMPLES = (
    {
        "w": np.array([[1.0], [-0.5]]),
        "b": 0.5,
        "X": np.array([[1.0, -2.0, 0.5, 1.5], [2.0, 1.0, -1.0, 0.3]]),
        "Y": np.array([[1.0, 0.0, 0.0, 1.0]]),
    },
    {
        "w": np.array([[0.4], [1.2], [-0.7]]),
        "b": -0.8,
        "X": np.array([[2.0, -1.0, 0.3, 1.0, 0.7], [0.5, 1.5, -2.0, 0.2, 1.1], [1.0, 0.4, -0.6, 3.0, 0.9]]),
        "Y": np.array([[0.0, 1.0, 1.0, 0.0, 1.0]]),
    },
    {
        "w": np.array([[-1.5]]),
        "b": 0.3,
        "X": np.array([[1.0, 0.4, -2.0]]),
        "Y": np.array([[1.0, 1.0, 0.0]]),
    },
)


COST_AND_GRADIENT_LOOPS = Exercise(
    name="cost_and_gradient_loops",
    parts={"cost": 2, "slopes": 3},
    reference=cost_and_gradient_loops,
    insight="This is logistic regression, whole: one pass over the examples, and you know where down is.",
    returns=("J", "dw", "db"),
    examples=tuple(
        Case(part, arguments, only=only) for arguments in EXAMPLES for part, only in PARTS.items()
    ),
    draw=_draw_loops,
    draws=8,
    mistakes=(
        Mistake(
            "no-mean",
            loops_without_mean,
            "All three are m times too large: you return the sums.",
            "What is still to be done with the sums when the loop is over?",
        ),
        Mistake(
            "slopes-not-averaged",
            loops_slopes_without_mean,
            "J is right; dw and db are m times too large: they are still sums.",
            "The slope of a mean is the mean of the slopes.",
        ),
        Mistake(
            "cost-not-averaged",
            loops_cost_without_mean,
            "dw and db are right; J is m times too large: it is still a sum.",
            "The cost is the mean of the losses.",
        ),
        Mistake(
            "dw-not-averaged",
            loops_dw_without_mean,
            "J and db are right; dw is m times too large: it is still a sum.",
            "What happens to the three sums after the loop? All of them need it.",
        ),
        Mistake(
            "db-not-averaged",
            loops_db_without_mean,
            "J and dw are right; db is m times too large: it is still a sum.",
            "What happens to the three sums after the loop? All of them need it.",
        ),
        Mistake(
            "slopes-divided-twice",
            loops_divided_twice,
            "J is right; dw and db were divided by m twice.",
            "Divide either each share inside the loop or the sum behind it.",
        ),
        Mistake(
            "divided-twice",
            loops_all_divided_twice,
            "All three were divided by m twice.",
            "Divide either each share inside the loop or the sum behind it.",
        ),
        Mistake(
            "divided-in-the-loop",
            loops_divided_in_the_loop,
            "The division by m stands inside the loop over the examples, so early examples are divided again and again.",
            "How far must the three divisions be indented, so that they happen once?",
        ),
        Mistake(
            "divided-by-n_x",
            loops_divided_by_features,
            "You divided by n_x, the number of features. `len(X)` counts the rows.",
            "The mean is taken over the examples: how many columns has X?",
        ),
        Mistake(
            "minus-missing",
            loops_without_minus,
            "J is negative: the minus before the logarithms is missing. dw and db are right.",
            "A loss is never negative.",
        ),
        Mistake(
            "one-minus",
            loops_one_minus,
            "In J the minus reaches only the first term, so examples with y = 0 make the cost smaller. The slopes are right.",
            "Put brackets round the sum of both terms.",
        ),
        Mistake(
            "dz-turned",
            loops_dz_turned,
            "J is right; dw and db have the wrong sign: you took y − a.",
            "The minus of the descent comes later, in the update.",
        ),
        Mistake(
            "last-example-only",
            loops_last_example,
            "Only the last example counts: your sums are set back, or overwritten, in every turn.",
            "Set J, dw and db to 0 once, before the loop; inside it, add (`+=`).",
        ),
        Mistake(
            "last-example-whole",
            loops_last_example_whole,
            "You return the values of the last example alone: nothing is added up, and nothing divided.",
            "Set J, dw and db to 0 once, before the loop; inside it, add (`+=`).",
        ),
        Mistake(
            "return-in-the-loop",
            loops_returned_early,
            "Only the first example counts: the function ends in the first turn of the loop.",
            "How far is `return` indented?",
        ),
        Mistake(
            "first-example-missing",
            loops_first_forgotten,
            "The first example is missing.",
            "Python counts from 0: `range(m)`, not `range(1, m)`.",
        ),
        Mistake(
            "last-example-missing",
            loops_last_forgotten,
            "The last example is missing.",
            "`range(m)` ends at m − 1 by itself.",
        ),
        Mistake(
            "slopes-set-back",
            loops_slopes_set_back,
            "J is right; dw and db hold the share of the last example only: they are set back in every turn.",
            "Hint 1 once more: which names collect over the examples, and where must they be set to 0?",
        ),
        Mistake(
            "slopes-of-the-last-example",
            loops_slopes_of_the_last,
            "J is right; dw and db are the slopes of the last example alone: nothing is added up, nothing divided.",
            "Which names collect over the examples, and where must they be set to 0?",
        ),
        Mistake(
            "first-example-left-out",
            loops_first_left_out,
            "The first example is left out: you return the means of the others.",
            "Python counts from 0: which index has the first column?",
        ),
        Mistake(
            "last-example-left-out",
            loops_last_left_out,
            "The last example is left out: you return the means of the others.",
            "`range(m)` ends at m − 1 by itself.",
        ),
        Mistake(
            "divided-by-one-less",
            loops_one_less,
            "You divided by m − 1.",
            "How many examples were added up?",
        ),
        Mistake(
            "dw-overwritten",
            loops_assigned_dw,
            "J and db are right; dw holds the share of the last example only.",
            "`=` overwrites, `+=` adds.",
        ),
        Mistake(
            "z-piles-up",
            loops_z_piles_up,
            "The score z is not set back: it carries the scores of all earlier examples along.",
            "Each example has a score of its own, which begins anew. With what?",
        ),
        Mistake(
            "bias-forgotten",
            loops_without_bias,
            "The bias b is not used in z.",
            "z = wᵀx + b.",
        ),
        Mistake(
            "bias-turned",
            loops_minus_bias,
            "b enters with the wrong sign.",
            "Look at the brackets of the exponent: the minus belongs before the whole of wᵀx + b.",
        ),
        Mistake(
            "bias-for-each-feature",
            loops_bias_for_each_feature,
            "b was added once for each feature.",
            "In which of the loops must b be added, or before which?",
        ),
        Mistake(
            "sigmoid-forgotten",
            loops_without_sigmoid,
            "J is right; in the slopes you used z where the probability a belongs.",
            "dz is not z − y.",
        ),
        Mistake(
            "x-forgotten",
            loops_without_x,
            "All entries of dw are db: the factor x is missing.",
            "Each weight gets the share of its own feature.",
        ),
        Mistake(
            "da-for-dz",
            loops_da_for_dz,
            "dw and db are made from da: you jumped over z.",
            "w and b reach the loss through z. Which slope belongs to z?",
        ),
        Mistake(
            "db-in-the-inner-loop",
            loops_db_in_the_inner_loop,
            "J and dw are right; db is n_x times too large: dz was added to it once for each feature.",
            "One example has one dz. In which of the loops must the line of db stand?",
        ),
        Mistake(
            "labels-forgotten",
            loops_of_the_labels,
            "J is right; in the slopes a stands where dz belongs: the label does not occur.",
            "An example that the neuron has right must hardly push. What is dz?",
        ),
        Mistake(
            "sigmoid-slope-left",
            loops_sigmoid_slope_left,
            "J is right; in the slopes a − y is multiplied by a (1 − a) once more.",
            "Write da · a (1 − a) out: what is left of it? You have seen that product before.",
        ),
        Mistake(
            "dw-is-a-row",
            loops_dw_row,
            "The numbers are right, but dw lies on its side: shape (1, n_x).",
            "dw must have the shape of w.",
        ),
        Mistake(
            "dw-is-flat",
            loops_dw_flat,
            "The numbers are right, but dw is flat: shape (n_x,).",
            "dw must have the shape of w: (n_x, 1).",
        ),
        Mistake(
            "dw-not-summed",
            loops_dw_not_summed,
            "dw has one column for each example: the sum over the examples is missing.",
            "One slope for each weight: add the shares of all examples.",
        ),
        Mistake(
            "cost-is-a-row",
            loops_cost_as_row,
            "J is a row of losses, one for each example.",
            "The cost is one number, their mean.",
        ),
        Mistake(
            "arrays-of-one-number",
            loops_arrays_of_one,
            "J and db are arrays of shape (1,), because the z of an example is one.",
            "`.item()` takes the number out of an array. Or add up the products one by one.",
        ),
        Mistake(
            "tables-of-one-number",
            loops_tables_of_one,
            "J and db are arrays of shape (1, 1), because the z of an example is one.",
            "`.item()` takes the number out of an array. Or add up the products one by one.",
        ),
        Mistake(
            "db-is-an-array",
            loops_db_is_an_array,
            "db is an array of shape (1, 1). b is a number, so db is one too.",
            "`.item()` takes the number out of an array.",
        ),
        Mistake(
            "all-pairs",
            loops_cost_of_pairs,
            "J compares every label with every prediction: a table of m × m numbers was summed.",
            "Look at the shapes: is one of the two rows turned into a column?",
        ),
        Mistake(
            "base-ten",
            loops_base_ten,
            "J is 2.303 times too small: that is the logarithm to the base 10. The slopes are right.",
            "The natural logarithm is `np.log`.",
        ),
        Mistake(
            "squared-error",
            loops_squared_cost,
            "J is the mean squared error; the slopes are those of the cross-entropy.",
            "Use the loss with the logarithms.",
        ),
        Mistake(
            "cost-of-ones",
            loops_cost_first_term,
            "In J the examples with y = 0 cost nothing: the second term is missing. The slopes are right.",
            "What did the neuron say about an example with y = 0?",
        ),
        Mistake(
            "already-stepped",
            loops_stepped,
            "You return the weights after a step instead of the slopes.",
            "The update comes later; return J, dw, db.",
        ),
        Mistake(
            "other-order",
            loops_other_order,
            "All three are right, but in another order.",
            "Return J, dw, db.",
        ),
    ),
    variants={
        "no loop at all": loops_vectorized,
        "calling the others": loops_calling_others,
        "lists and means": loops_with_means,
        "from the end": loops_from_the_end,
    },
    uses=("sigmoid", "cross_entropy", "backward_one"),
    provides={"sigmoid": sigmoid, "cross_entropy": cross_entropy, "backward_one": backward_one},
)
