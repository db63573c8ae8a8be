"""Exercise `layer_backward`: from dZ of a layer to its parameters and to the layer before it."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def layer_backward(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ, A_prev @ dZ.T / m, dZ.sum(axis=1, keepdims=True) / m


def backward_of_the_sum(dZ, A_prev, W):
    return W @ dZ, A_prev @ dZ.T, dZ.sum(axis=1, keepdims=True)


def backward_weights_of_the_sum(dZ, A_prev, W):
    return W @ dZ, A_prev @ dZ.T, dZ.mean(axis=1, keepdims=True)


def backward_bias_of_the_sum(dZ, A_prev, W):
    return W @ dZ, A_prev @ dZ.T / dZ.shape[1], dZ.sum(axis=1, keepdims=True)


def backward_all_divided(dZ, A_prev, W):
    return layer_backward(dZ, A_prev, W)[0] / dZ.shape[1], *layer_backward(dZ, A_prev, W)[1:]


def backward_only_input_divided(dZ, A_prev, W):
    m = dZ.shape[1]
    return W @ dZ / m, A_prev @ dZ.T, dZ.sum(axis=1, keepdims=True)


def backward_divided_twice(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dA, dW / dZ.shape[1], db / dZ.shape[1]


def backward_divided_by_units(dZ, A_prev, W):
    dA, dW, db = backward_of_the_sum(dZ, A_prev, W)
    return dA, dW / len(dZ), db / len(dZ)


def backward_divided_by_inputs(dZ, A_prev, W):
    dA, dW, db = backward_of_the_sum(dZ, A_prev, W)
    return dA, dW / len(A_prev), db / len(A_prev)


def backward_bias_along_units(dZ, A_prev, W):
    dA, dW, _ = layer_backward(dZ, A_prev, W)
    return dA, dW, dZ.sum(axis=0, keepdims=True) / dZ.shape[1]


def backward_flat_bias(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dA, dW, db[:, 0]


def backward_one_bias(dZ, A_prev, W):
    dA, dW, _ = layer_backward(dZ, A_prev, W)
    return dA, dW, float(dZ.sum() / dZ.shape[1])


def backward_weights_on_their_side(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dA, dW.T, db


def backward_input_through_turned_w(dZ, A_prev, W):
    _, dW, db = layer_backward(dZ, A_prev, W)
    return W.T @ dZ, dW, db


def backward_exchanged(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dW, db, dA


def backward_two_exchanged(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dA, db, dW


def backward_without_input(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dW, db


def backward_with_a_slope(dZ, A_prev, W):
    dA, dW, db = layer_backward(dZ, A_prev, W)
    return dA * (1 - A_prev**2), dW, db


def backward_in_place(dZ, A_prev, W):
    result = layer_backward(dZ, A_prev, W)
    dZ /= dZ.shape[1]
    return result


def backward_mean_of_all(dZ, A_prev, W):
    dA, dW, _ = layer_backward(dZ, A_prev, W)
    return dA, dW, float(dZ.mean())


def backward_example_by_example(dZ, A_prev, W):
    m = dZ.shape[1]
    dA, dW, db = np.zeros_like(A_prev), np.zeros_like(W), np.zeros((len(dZ), 1))
    for i in range(m):
        dz, a = dZ[:, i : i + 1], A_prev[:, i : i + 1]
        dA[:, i : i + 1] = W @ dz
        dW += a * dz.T / m
        db += dz / m
    return dA, dW, db


def backward_with_einsum(dZ, A_prev, W):
    m = A_prev.shape[1]
    dW = np.einsum("ji,ki->jk", A_prev, dZ) / m
    return [np.einsum("jk,ki->ji", W, dZ), dW, np.mean(dZ, axis=1)[:, None]]


def backward_turned(dZ, A_prev, W):
    G = dZ.T / dZ.shape[1]
    return (dZ.T @ W.T).T, (G.T @ A_prev.T).T, G.sum(axis=0).reshape(-1, 1)


def backward_with_ones(dZ, A_prev, W):
    opened = np.vstack([A_prev, np.ones((1, A_prev.shape[1]))])
    both = opened @ dZ.T / dZ.shape[1]
    return np.dot(W, dZ), both[:-1], both[-1:].T


def _draw_backward(rng, i):
    n_in, n_out, m = [(3, 2, 5), (2, 2, 4), (2, 4, 3), (1, 3, 6)][i]
    return case(
        "values",
        dZ=rng.normal(size=(n_out, m)).round(2),
        A_prev=rng.normal(size=(n_in, m)).round(2),
        W=rng.normal(size=(n_in, n_out)).round(2),
    )


LAYER_BACKWARD = Exercise(
    name="layer_backward",
    parts={"values": 5},
    reference=layer_backward,
    insight="Three lines, and they are the same for every layer of every network.",
    returns=("dA_prev", "dW", "db"),
    examples=(
        case(
            "values",
            dZ=np.array([[1.0, -2.0, 0.5, 3.0], [0.0, 1.0, 2.0, -1.0]]),
            A_prev=np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, 1.0, 3.0], [2.0, -1.0, 0.0, 1.0]]),
            W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.0, 3.0]]),
        ),
        case(  # a square W: turned or not, the product goes through
            "values",
            dZ=np.array([[2.0, -1.0, 0.5], [1.0, 3.0, -2.0]]),
            A_prev=np.array([[1.0, 2.0, -1.0], [0.0, 1.0, 4.0]]),
            W=np.array([[1.0, -1.0], [0.5, 2.0]]),
        ),
        case(  # all lengths equal
            "values",
            dZ=np.array([[2.0, -1.0], [1.0, 3.5]]),
            A_prev=np.array([[1.0, 2.0], [-3.0, 0.5]]),
            W=np.array([[1.5, -1.0], [0.5, 2.0]]),
        ),
        case(
            "values",
            dZ=np.array([[1.0, -0.5, 2.0, 1.0, 0.5]]),
            A_prev=np.array([[0.5, 1.0, -1.0, 2.0, 3.0], [1.0, 1.0, 2.0, 0.0, -1.0]]),
            W=np.array([[2.0], [-1.0]]),
        ),
    ),
    draw=_draw_backward,
    draws=4,
    mistakes=(
        Mistake(
            "no-mean",
            backward_of_the_sum,
            "dW and db are m times too large: their 1/m is missing.",
            "The cost is a mean over the examples, and dZ is not divided yet. How many examples does dZ hold?",
        ),
        Mistake(
            "dw-not-averaged",
            backward_weights_of_the_sum,
            "db is right; dW is m times too large: its 1/m is missing.",
            "Both belong to the same mean over the examples.",
        ),
        Mistake(
            "db-not-averaged",
            backward_bias_of_the_sum,
            "dW is right; db is m times too large: its 1/m is missing.",
            "Both belong to the same mean over the examples.",
        ),
        Mistake(
            "input-divided-too",
            backward_all_divided,
            "You divide dA_prev by m as well. In the layer before, dW will then be divided a second time.",
            "dA_prev goes on to the next layer of the chain, and that one divides its own dW and db.",
        ),
        Mistake(
            "only-input-divided",
            backward_only_input_divided,
            "The 1/m stands in the wrong place: you divide dA_prev, and leave dW and db undivided.",
            "Which of the three is a sum over the examples?",
        ),
        Mistake(
            "divided-twice",
            backward_divided_twice,
            "dW and db are divided by m twice.",
            "A mean divides already.",
        ),
        Mistake(
            "divided-by-n_out",
            backward_divided_by_units,
            "You divide by n_out, the number of units: `len(dZ)` counts rows.",
            "The mean is taken over the examples, which are columns here.",
        ),
        Mistake(
            "divided-by-n_in",
            backward_divided_by_inputs,
            "You divide by n_in, the number of inputs: `len(A_prev)` counts rows.",
            "The mean is taken over the examples, which are columns here.",
        ),
        Mistake(
            "db-along-units",
            backward_bias_along_units,
            "For db you add up over the units and keep the examples.",
            "db has the shape of b, (n_out, 1). Which axis of dZ must vanish?",
        ),
        Mistake(
            "db-is-flat",
            backward_flat_bias,
            "The numbers of db are right, but it is flat: shape (n_out,) instead of (n_out, 1).",
            "b − α db would become a table. What keeps an axis with the length 1?",
        ),
        Mistake(
            "db-is-a-number",
            backward_one_bias,
            "You add up all of dZ. Each unit has a bias of its own, so db holds n_out numbers.",
            "Sum over the examples only.",
        ),
        Mistake(
            "dw-on-its-side",
            backward_weights_on_their_side,
            "The numbers of dW are right, but it lies on its side: shape (n_out, n_in).",
            "A gradient has the shape of what it belongs to. In which order do the two factors give (n_in, n_out)?",
        ),
        Mistake(
            "w-turned",
            backward_input_through_turned_w,
            "For dA_prev you turned W. Here that goes through only where n_in and n_out are equal.",
            "Forward uses Wᵀ to get from n_in to n_out numbers. What leads back?",
        ),
        Mistake(
            "order",
            backward_exchanged,
            "The three arrays are right, but you return dW, db, dA_prev.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "order-of-two",
            backward_two_exchanged,
            "The three arrays are right, but db and dW have changed places.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "input-missing",
            backward_without_input,
            "You return dW and db only: dA_prev, what the layer before needs, is missing.",
            "Without it the chain ends here. Which two arrays give the shape (n_in, m)?",
        ),
        Mistake(
            "slope-mixed-in",
            backward_with_a_slope,
            "You multiply dA_prev by the slope of tanh. That belongs to the layer before, and this function does not know its activation.",
            "dA_prev is what comes back to A_prev. Who turns it into dZ, and where?",
        ),
        Mistake(
            "in-place",
            backward_in_place,
            "The three arrays are right, but your function divided the caller's dZ.",
            "`dZ /= m` writes into the array that was handed over; `dZ / m` makes a new one.",
        ),
        Mistake(
            "db-mean-of-all",
            backward_mean_of_all,
            "db is the mean of all of dZ, one number. Each unit has a bias of its own.",
            "Take the mean over the examples only. Which axis is that?",
        ),
    ),
    variants={
        "example by example": backward_example_by_example,
        "einsum": backward_with_einsum,
        "rows, then turned": backward_turned,
        "bias as a weight": backward_with_ones,
    },
)
