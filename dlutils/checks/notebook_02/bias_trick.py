"""Exercise `bias_trick`: the other notation, in which b is one more weight and every example begins with a 1."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def bias_trick(w, b, X):
    return np.vstack([[[b]], w]), np.vstack([np.ones((1, X.shape[1])), X])


def bias_last(w, b, X):
    return np.vstack([w, [[b]]]), np.vstack([X, np.ones((1, X.shape[1]))])


def bias_last_in_w(w, b, X):
    return bias_last(w, b, X)[0], bias_trick(w, b, X)[1]


def bias_last_in_x(w, b, X):
    return bias_trick(w, b, X)[0], bias_last(w, b, X)[1]


def bias_zeros(w, b, X):
    return np.vstack([[[b]], w]), np.vstack([np.zeros((1, X.shape[1])), X])


def bias_exchanged(w, b, X):
    return np.vstack([[[1.0]], w]), np.vstack([np.full((1, X.shape[1]), b), X])


def bias_in_both(w, b, X):
    return np.vstack([[[b]], w]), np.vstack([np.full((1, X.shape[1]), b), X])


def bias_one_in_w(w, b, X):
    return np.vstack([[[1.0]], w]), np.vstack([np.ones((1, X.shape[1])), X])


def bias_w_only(w, b, X):
    return np.vstack([[[b]], w]), X.copy()


def bias_x_only(w, b, X):
    return w.copy(), np.vstack([np.ones((1, X.shape[1])), X])


def bias_column(w, b, X):
    return np.vstack([[[b]], w]), np.hstack([np.ones((len(X), 1)), X])


def bias_w_row(w, b, X):
    w, X = bias_trick(w, b, X)
    return w.T, X


def bias_w_flat(w, b, X):
    w, X = bias_trick(w, b, X)
    return w.ravel(), X


def bias_x_turned(w, b, X):
    w, X = bias_trick(w, b, X)
    return w, X.T


def bias_swapped(w, b, X):
    w, X = bias_trick(w, b, X)
    return X, w


def bias_product(w, b, X):
    return w.T @ X + b


def bias_overwrites(w, b, X):
    X, w = X.copy(), w.copy()
    X[0], w[0] = 1.0, b
    return w, X


def bias_overwrites_x(w, b, X):
    w, X = bias_w_only(w, b, X)
    X[0] = 1.0
    return w, X


def bias_negative(w, b, X):
    return bias_trick(w, -b, X)


def bias_with_zeros_filled(w, b, X):
    n_x, m = X.shape
    larger_w, larger_X = np.zeros((n_x + 1, 1)), np.ones((n_x + 1, m))
    larger_w[0, 0] = b
    larger_w[1:] = w
    larger_X[1:] = X
    return larger_w, larger_X


def bias_with_insert(w, b, X):
    return [np.insert(w, 0, b, axis=0), np.insert(X, 0, 1.0, axis=0)]


def bias_with_concatenate(w, b, X):
    ones = np.ones_like(X[:1])
    return np.concatenate((np.array([[b]]), w)), np.concatenate((ones, X), axis=0)


def bias_with_pad(w, b, X):
    return np.r_[[[b]], w], np.pad(X, ((1, 0), (0, 0)), constant_values=1.0)


def bias_with_lists(w, b, X):
    return np.array([[b]] + w.tolist()), np.array([[1.0] * X.shape[1]] + X.tolist())


def _draw_bias(rng, i):
    n_x, m = [(3, 5), (1, 4), (4, 4)][i]
    return case(
        "values",
        w=rng.normal(size=(n_x, 1)).round(2),
        b=round(rng.uniform(1.5, 4), 2),
        X=rng.normal(size=(n_x, m)).round(2) + 3,
    )


BIAS_TRICK = Exercise(
    name="bias_trick",
    parts={"values": 2},
    reference=bias_trick,
    insight="You can read every text that writes b as w₀.",
    returns=("w", "X"),
    examples=(
        case(
            "values",
            w=np.array([[2.0], [-1.0]]),
            b=0.5,
            X=np.array([[1.0, 0.0, 3.0], [4.0, 2.0, -1.0]]),
        ),
        case("values", w=np.array([[0.3], [7.0], [-2.0]]), b=-4.0, X=np.array([[5.0], [6.0], [8.0]])),
        case("values", w=np.array([[6.0], [0.4]]), b=3.0, X=np.array([[2.0, 9.0], [-5.0, 7.0]])),
    ),
    draw=_draw_bias,
    draws=3,
    mistakes=(
        Mistake(
            "ones-last",
            bias_last,
            "b and the ones come last. wᵀX would be right, but x₀ and w₀ stand at the beginning.",
            "Index 0 is the first row.",
        ),
        Mistake(
            "b-last",
            bias_last_in_w,
            "The ones come first and b comes last: then b is multiplied by a feature.",
            "w₀ and x₀ must stand at the same place.",
        ),
        Mistake(
            "only-ones-last",
            bias_last_in_x,
            "b comes first and the ones come last: then b is multiplied by a feature.",
            "w₀ and x₀ must stand at the same place.",
        ),
        Mistake(
            "zeros",
            bias_zeros,
            "The new row of X holds zeros, so b is multiplied by 0 and vanishes.",
            "By which number must b be multiplied, so that b itself is added?",
        ),
        Mistake(
            "exchanged",
            bias_exchanged,
            "The product is right, but b stands in X and the 1 in w: the data would have to learn.",
            "b is a weight; x₀ is the same for every neuron.",
        ),
        Mistake(
            "b-in-both",
            bias_in_both,
            "b stands in w and in X as well: the product adds b².",
            "By which number must b be multiplied, so that b itself is added?",
        ),
        Mistake(
            "b-lost",
            bias_one_in_w,
            "Both new entries are 1: b does not occur.",
            "The first weight is b.",
        ),
        Mistake(
            "x-unchanged",
            bias_w_only,
            "w has one entry more, X has no new row: their inner lengths do not fit any more.",
            "Each weight needs a feature, and so does b.",
        ),
        Mistake(
            "w-unchanged",
            bias_x_only,
            "X has a new row, w has no new entry: their inner lengths do not fit any more.",
            "Each feature needs a weight, and so do the ones.",
        ),
        Mistake(
            "ones-as-a-column",
            bias_column,
            "You put a column of ones before X. A column is an example: you invented a patient.",
            "x₀ is a new *feature*. Where does a feature stand in X?",
        ),
        Mistake(
            "w-is-a-row",
            bias_w_row,
            "The numbers are right, but w lies on its side: shape (1, n_x + 1).",
            "w stays a column.",
        ),
        Mistake(
            "w-is-flat",
            bias_w_flat,
            "The numbers are right, but w is flat: shape (n_x + 1,).",
            "w stays a column of shape (n_x + 1, 1). `np.append` and `np.insert` flatten unless they are given an axis.",
        ),
        Mistake(
            "X-is-turned",
            bias_x_turned,
            "The numbers are right, but X is turned: the examples became rows.",
            "Examples stay columns: (n_x + 1, m).",
        ),
        Mistake(
            "other-order",
            bias_swapped,
            "Both are right, but X comes first.",
            "Return w, then X.",
        ),
        Mistake(
            "product",
            bias_product,
            "You return the scores wᵀX + b themselves.",
            "Return the longer w and the longer X, whose product gives them.",
        ),
        Mistake(
            "overwritten",
            bias_overwrites,
            "b and the ones replaced the first weight and the first feature.",
            "Nothing may get lost: the new arrays have one row more.",
        ),
        Mistake(
            "x-overwritten",
            bias_overwrites_x,
            "w is right; in X the ones replaced the first feature.",
            "Nothing may get lost: the new X has one row more.",
        ),
        Mistake(
            "minus-b",
            bias_negative,
            "The first weight is −b instead of b.",
            "w₀ times 1 is added to the score. What must be added?",
        ),
    ),
    variants={
        "filled": bias_with_zeros_filled,
        "np.insert": bias_with_insert,
        "np.concatenate": bias_with_concatenate,
        "np.pad": bias_with_pad,
        "lists": bias_with_lists,
    },
)
