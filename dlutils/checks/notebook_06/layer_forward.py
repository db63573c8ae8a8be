"""Exercise `layer_forward`: a whole layer at once, Z = WᵀA + b and its activation, examples in columns."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def layer_forward(A, W, b, activation):
    Z = W.T @ A + b
    return activation(Z), Z


def forward_without_transpose(A, W, b, activation):
    Z = W @ A + b
    return activation(Z), Z


def forward_without_bias(A, W, b, activation):
    Z = W.T @ A
    return activation(Z), Z


def forward_not_activated(A, W, b, activation):
    Z = W.T @ A + b
    return Z, Z


def forward_exchanged(A, W, b, activation):
    Z = W.T @ A + b
    return Z, activation(Z)


def forward_twice_activated(A, W, b, activation):
    A = activation(W.T @ A + b)
    return A, A


def forward_only_activated(A, W, b, activation):
    return activation(W.T @ A + b)


def forward_flat_bias(A, W, b, activation):
    Z = W.T @ A + b.ravel()
    return activation(Z), Z


def forward_bias_after(A, W, b, activation):
    Z = W.T @ A
    return activation(Z) + b, Z


def forward_own_activation(A, W, b, activation):
    Z = W.T @ A + b
    return np.tanh(Z), Z


def forward_in_rows(A, W, b, activation):
    Z = A.T @ W + b.T
    return activation(Z), Z


def forward_bias_subtracted(A, W, b, activation):
    Z = W.T @ A - b
    return activation(Z), Z


def forward_first_bias(A, W, b, activation):
    Z = W.T @ A + b[0, 0]
    return activation(Z), Z


def forward_with_loops(A, W, b, activation):
    n_out, m = W.shape[1], A.shape[1]
    Z = np.zeros((n_out, m))
    for i in range(m):
        for k in range(n_out):
            Z[k, i] = sum(W[j, k] * A[j, i] for j in range(len(A))) + b[k, 0]
    return activation(Z), Z


def forward_unit_by_unit(A, W, b, activation):
    Z = np.vstack([W[:, k : k + 1].T @ A + b[k] for k in range(W.shape[1])])
    return [activation(Z), Z]


def forward_with_einsum(A, W, b, activation):
    Z = np.add(np.einsum("jk,ji->ki", W, A), b)
    return activation(Z), Z


def forward_turned(A, W, b, activation):
    Z = (np.dot(np.transpose(A), W) + b.T).T
    return activation(Z), Z


ACTIVATIONS = ("lambda Z: Z ** 2 - Z", "np.tanh", "lambda Z: np.exp(-Z)", "lambda Z: 1 / (1 + Z ** 2)")


def _draw_forward(rng, i):
    n_in, n_out, m = [(3, 2, 5), (2, 2, 4), (1, 4, 4), (4, 1, 3)][i]
    return case(
        "values",
        A=rng.normal(size=(n_in, m)).round(2),
        W=rng.normal(size=(n_in, n_out)).round(2),
        b=rng.uniform(0.5, 2, size=(n_out, 1)).round(2),
        activation=Function(ACTIVATIONS[i]),
    )


LAYER_FORWARD = Exercise(
    name="layer_forward",
    parts={"values": 3},
    reference=layer_forward,
    insight="Call it twice, and you have a network with a hidden layer.",
    returns=("A_next", "Z"),
    examples=(
        case(  # three inputs, two units, four examples
            "values",
            A=np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, 1.0, 3.0], [2.0, -1.0, 0.0, 1.0]]),
            W=np.array([[1.0, -2.0], [0.5, 1.0], [-1.0, 3.0]]),
            b=np.array([[0.5], [-1.0]]),
            activation=Function("lambda Z: Z ** 2"),
        ),
        case(  # all lengths equal: whatever is turned or flat goes through without an error
            "values",
            A=np.array([[1.0, 3.0], [2.0, -1.0]]),
            W=np.array([[1.0, -1.0], [0.5, 2.0]]),
            b=np.array([[1.0], [-2.0]]),
            activation=Function("lambda Z: Z ** 2"),
        ),
        case(
            "values",
            A=np.array([[0.5, -1.0, 2.0]]),
            W=np.array([[1.0, -0.5]]),
            b=np.array([[0.25], [1.0]]),
            activation=Function("np.tanh"),
        ),
    ),
    draw=_draw_forward,
    draws=4,
    mistakes=(
        Mistake(
            "w-not-turned",
            forward_without_transpose,
            "You computed W A + b: W was not turned. Here that goes through only where n_in and n_out are equal.",
            "W has the shape (n_in, n_out), so a unit is a column of W. Which array must be turned?",
        ),
        Mistake(
            "bias-dropped",
            forward_without_bias,
            "The bias b is not used.",
            "Every unit has a bias of its own, which is added for every example.",
        ),
        Mistake(
            "bias-subtracted",
            forward_bias_subtracted,
            "You subtract b instead of adding it.",
            "Z = WᵀA + b.",
        ),
        Mistake(
            "not-activated",
            forward_not_activated,
            "You return Z twice: the activation was not applied.",
            "`activation` is a function, and an argument: call it.",
        ),
        Mistake(
            "exchanged",
            forward_exchanged,
            "Both arrays are right, but in the wrong order: you return Z first.",
            "The first value is what the next layer gets.",
        ),
        Mistake(
            "z-activated",
            forward_twice_activated,
            "You return the activated values twice: Z itself is lost.",
            "Z is what stands there *before* the activation. Keep it under a name of its own.",
        ),
        Mistake(
            "only-one-value",
            forward_only_activated,
            "You return the activated values only; Z is missing.",
            "Return two arrays, with a comma between them.",
        ),
        Mistake(
            "bias-is-flat",
            forward_flat_bias,
            "You made b flat, or a row, and NumPy adds that along the *examples*. Where n_out = m it does so silently.",
            "b stands up: leave its shape (n_out, 1) as it is.",
        ),
        Mistake(
            "bias-after-activation",
            forward_bias_after,
            "You added b after the activation.",
            "b belongs to Z. Which of the two comes first?",
        ),
        Mistake(
            "own-activation",
            forward_own_activation,
            "You always use tanh, whatever the argument `activation` says.",
            "Call the function that was handed over; another layer will bring another one.",
        ),
        Mistake(
            "examples-in-rows",
            forward_in_rows,
            "The numbers are right, but the arrays lie on their side: shape (m, n_out).",
            "Examples stand side by side, as columns. Which array is turned in WᵀA?",
        ),
        Mistake(
            "first-bias-for-all",
            forward_first_bias,
            "Every unit gets the bias of the first one.",
            "b holds one number for each unit, standing up: (n_out, 1).",
        ),
    ),
    variants={
        "two loops": forward_with_loops,
        "unit by unit": forward_unit_by_unit,
        "einsum": forward_with_einsum,
        "rows, then turned": forward_turned,
    },
)
