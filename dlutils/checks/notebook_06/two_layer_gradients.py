"""Exercise `two_layer_gradients`: forward and backward through tanh units and a sigmoid."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake, case
from dlutils.checks.notebook_06.layer_backward import layer_backward
from dlutils.checks.notebook_06.layer_forward import layer_forward

NAMES = ("dW1", "db1", "dW2", "db2")


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def two_layers(
    X,
    Y,
    parameters,
    *,
    hidden=np.tanh,
    output=sigmoid,
    slope=lambda Z, A: 1 - A**2,
    error=lambda A, Y: A - Y,
    biases=1.0,
):
    """The right answer, or a wrong one: each keyword stands for a step that may go wrong."""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A1, Z1 = layer_forward(X, W1, biases * b1, hidden)
    A2, _ = layer_forward(A1, W2, biases * b2, output)
    dZ2 = error(A2, Y)
    dA1, dW2, db2 = layer_backward(dZ2, A1, W2)
    _, dW1, db1 = layer_backward(dA1 * slope(Z1, A1), X, W1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def two_layer_gradients(X, Y, parameters):
    return two_layers(X, Y, parameters)


def wrong(**steps):
    def answer(X, Y, parameters):
        return two_layers(X, Y, parameters, **steps)

    return answer


def gradients_of_the_sum(X, Y, parameters):
    return {name: X.shape[1] * value for name, value in two_layers(X, Y, parameters).items()}


def gradients_divided_again(X, Y, parameters):
    gradients = two_layers(X, Y, parameters)
    return gradients | {name: gradients[name] / X.shape[1] for name in ("dW1", "db1")}


def gradients_with_flat_biases(X, Y, parameters):
    gradients = two_layers(X, Y, parameters)
    return gradients | {name: gradients[name][:, 0] for name in ("db1", "db2")}


def gradients_under_old_names(X, Y, parameters):
    return {name[1:]: value for name, value in two_layers(X, Y, parameters).items()}


def gradients_of_labels_in_the_hidden_layer(X, Y, parameters):
    gradients = two_layers(X, Y, parameters)
    A1, _ = layer_forward(X, parameters["W1"], parameters["b1"], np.tanh)
    m = X.shape[1]
    A2, _ = layer_forward(A1, parameters["W2"], parameters["b2"], sigmoid)
    dZ1 = (A2 - Y) * (1 - A1**2)  # broadcast: every unit gets the same error
    return gradients | {"dW1": X @ dZ1.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m}


gradients_with_hidden_sigmoid = wrong(hidden=sigmoid)


def gradients_of_mixed_inputs(X, Y, parameters):
    """Each layer is handed the other one's input."""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A1, _ = layer_forward(X, W1, b1, np.tanh)
    A2, _ = layer_forward(A1, W2, b2, sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, X, W2)
    _, dW1, db1 = layer_backward(dA1 * (1 - A1**2), A1, W1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def gradients_through_z1(X, Y, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A1, Z1 = layer_forward(X, W1, b1, np.tanh)
    A2, _ = layer_forward(A1, W2, b2, sigmoid)
    dA1, dW2, db2 = layer_backward(A2 - Y, Z1, W2)
    _, dW1, db1 = layer_backward(dA1 * (1 - A1**2), X, W1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def gradients_updated_on_the_way(X, Y, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A1, _ = layer_forward(X, W1, b1, np.tanh)
    A2, _ = layer_forward(A1, W2, b2, sigmoid)
    _, dW2, db2 = layer_backward(A2 - Y, A1, W2)
    parameters["W2"] = W2 - dW2
    _, dW1, db1 = layer_backward(parameters["W2"] @ (A2 - Y) * (1 - A1**2), X, W1)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def gradients_as_a_tuple(X, Y, parameters):
    return tuple(two_layers(X, Y, parameters).values())


def gradients_exchanged_names(X, Y, parameters):
    g = two_layers(X, Y, parameters)
    return {"dW1": g["db1"], "db1": g["dW1"], "dW2": g["db2"], "db2": g["dW2"]}


def gradients_with_loops(X, Y, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    m = X.shape[1]
    gradients = {"dW1": 0 * W1, "db1": 0 * b1, "dW2": 0 * W2, "db2": 0 * b2}
    for i in range(m):
        x, y = X[:, [i]], Y[:, [i]]
        a1 = np.tanh(W1.T @ x + b1)
        dz2 = 1 / (1 + np.exp(-(W2.T @ a1 + b2))) - y
        dz1 = W2 @ dz2 * (1 - a1 * a1)
        for name, part in (("dW1", x @ dz1.T), ("db1", dz1), ("dW2", a1 @ dz2.T), ("db2", dz2)):
            gradients[name] = gradients[name] + part / m
    return gradients


def gradients_divided_at_once(X, Y, parameters):
    W1, b1, W2, b2 = parameters.values()
    Z1 = W1.T @ X + b1
    A1 = np.tanh(Z1)
    dZ2 = (sigmoid(W2.T @ A1 + b2) - Y) / Y.shape[1]
    dZ1 = np.multiply(W2 @ dZ2, 1 / np.cosh(Z1) ** 2)
    return {
        "dW1": X @ dZ1.T,
        "db1": dZ1.sum(axis=1, keepdims=True),
        "dW2": A1 @ dZ2.T,
        "db2": np.sum(dZ2, axis=1, keepdims=True),
    }


def gradients_and_more(X, Y, parameters):
    gradients = two_layers(X, Y, parameters)
    return {"db2": gradients["db2"], "cost": 0.5, **gradients}


def gradients_link_by_link(X, Y, parameters):
    """da and then dz at the output, as in notebook 02; the slope from Z1; and the fraction is not cancelled."""
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    A1, Z1 = layer_forward(X, W1, b1, np.tanh)
    A2, _ = layer_forward(A1, W2, b2, sigmoid)
    dA2 = -Y / A2 + (1 - Y) / (1 - A2)
    dA1, dW2, db2 = layer_backward(dA2 * A2 * (1 - A2), A1, W2)
    _, dW1, db1 = layer_backward(dA1 * (1 - np.tanh(Z1) ** 2), X, W1)
    return dict(zip(NAMES, (dW1, db1, dW2, db2), strict=True))


def only_the_four(result):
    """More entries than the four do no harm; all else is judged as it is."""
    if isinstance(result, dict) and set(NAMES) <= set(result):
        return {name: result[name] for name in NAMES}
    return result


def _network(rng, n_x, n_h, m):
    return {
        "X": rng.normal(size=(n_x, m)).round(2),
        "Y": (np.arange(m) % 2 == rng.integers(2)).astype(float).reshape(1, m),
        "parameters": {
            "W1": rng.normal(size=(n_x, n_h)).round(2),
            "b1": rng.uniform(0.3, 1, size=(n_h, 1)).round(2),
            "W2": rng.normal(0, 1.5, size=(n_h, 1)).round(2),
            "b2": rng.uniform(0.3, 1, size=(1, 1)).round(2),
        },
    }


def _draw_gradients(rng, i):
    sizes = [(3, 2, 5), (2, 2, 4), (2, 4, 4), (1, 3, 6)][i]
    return Case("values", _network(rng, *sizes), scale=1.0)  # errors of about 1 may cancel in db2


TWO_LAYER_GRADIENTS = Exercise(
    name="two_layer_gradients",
    parts={"values": 5},
    reference=two_layer_gradients,
    insight="You wrote back-propagation. Deeper networks repeat the middle of it.",
    form=only_the_four,
    examples=(
        case(
            "values",
            X=np.array([[1.0, 0.0, 2.0, -1.0], [0.5, 1.0, -1.0, 2.0]]),
            Y=np.array([[1.0, 0.0, 0.0, 1.0]]),
            parameters={
                "W1": np.array([[1.0, -0.5, 0.2], [0.5, 1.0, -1.0]]),
                "b1": np.array([[0.3], [-0.2], [0.5]]),
                "W2": np.array([[2.0], [-1.0], [0.5]]),
                "b2": np.array([[0.4]]),
            },
        ),
        case(  # as many hidden units as inputs, so that what is mixed up goes through
            "values",
            X=np.array([[1.0, -0.5, 2.0], [0.3, 1.0, -1.0]]),
            Y=np.array([[0.0, 1.0, 1.0]]),
            parameters={
                "W1": np.array([[0.5, -1.0], [1.5, 0.4]]),
                "b1": np.array([[0.2], [-0.6]]),
                "W2": np.array([[1.0], [-1.5]]),
                "b2": np.array([[-0.3]]),
            },
        ),
        case(  # one hidden unit
            "values",
            X=np.array([[1.0, -0.5, 0.7, 0.2, 1.5]]),
            Y=np.array([[1.0, 0.0, 1.0, 1.0, 0.0]]),
            parameters={
                "W1": np.array([[0.8]]),
                "b1": np.array([[-0.4]]),
                "W2": np.array([[-1.2]]),
                "b2": np.array([[0.6]]),
            },
        ),
    ),
    draw=_draw_gradients,
    draws=4,
    mistakes=(
        Mistake(
            "slope-forgotten",
            wrong(slope=lambda Z, A: 1.0),
            "dW2 and db2 are right; in the hidden layer the slope of tanh is missing.",
            "dA1 belongs to A1. What turns it into dZ1?",
        ),
        Mistake(
            "slope-of-z",
            wrong(slope=lambda Z, A: 1 - Z**2),
            "dW2 and db2 are right; for the slope of tanh you squared Z1, not A1.",
            "tanh′ = 1 − a²: it is written in the *result* of tanh.",
        ),
        Mistake(
            "slope-not-squared",
            wrong(slope=lambda Z, A: 1 - A),
            "dW2 and db2 are right; in the slope of tanh the square is missing.",
            "At z = 0 and at z = −5, what must the slope be? Compare with 1 − a².",
        ),
        Mistake(
            "slope-of-sigmoid",
            wrong(slope=lambda Z, A: A * (1 - A)),
            "dW2 and db2 are right; in the hidden layer you used a (1 − a), the slope of a sigmoid.",
            "The hidden units have tanh. Which slope belongs to it?",
        ),
        Mistake(
            "output-slope",
            wrong(error=lambda A, Y: (A - Y) * A * (1 - A)),
            "dZ2 was multiplied by a (1 − a) once more.",
            "With cross-entropy the slope of the sigmoid has cancelled already: what is left for dZ2 (notebook 02)?",
        ),
        Mistake(
            "sign",
            wrong(error=lambda A, Y: Y - A),
            "All four have the wrong sign: dZ2 is Y − A2 in your answer.",
            "The derivative points to where the cost grows.",
        ),
        Mistake(
            "no-mean",
            gradients_of_the_sum,
            "All four are m times too large: the cost is a mean.",
            "Where does 1/m live? Divide there, once.",
        ),
        Mistake(
            "divided-twice",
            wrong(error=lambda A, Y: (A - Y) / A.shape[1]),
            "All four are divided by m twice.",
            "`layer_backward` divides dW and db already, so dZ2 must not be.",
        ),
        Mistake(
            "first-layer-divided-twice",
            gradients_divided_again,
            "dW2 and db2 are right; dW1 and db1 are divided by m twice.",
            "Only dW and db are divided, never what travels on from layer to layer.",
        ),
        Mistake(
            "hidden-sigmoid",
            wrong(hidden=sigmoid, slope=lambda Z, A: A * (1 - A)),
            "Your hidden units have a sigmoid, with its own slope; asked for is tanh.",
            "Two layers, two activations: tanh inside, the sigmoid at the end.",
        ),
        Mistake(
            "output-tanh",
            wrong(output=np.tanh),
            "Your output has tanh instead of the sigmoid.",
            "A2 must be a probability.",
        ),
        Mistake(
            "output-not-activated",
            wrong(output=lambda Z: Z),
            "You used Z2 where the probability A2 belongs: the sigmoid at the end is missing.",
            "dZ2 compares a probability with a label.",
        ),
        Mistake(
            "biases-forgotten",
            wrong(biases=0.0),
            "Your forward pass leaves the biases out.",
            "Both layers have one: Z = WᵀA + b.",
        ),
        Mistake(
            "same-error-for-all",
            gradients_of_labels_in_the_hidden_layer,
            "dW2 and db2 are right; every hidden unit got the error of the output, without W2.",
            "How much a hidden unit is to blame depends on the weight with which the output listens to it.",
        ),
        Mistake(
            "flat-biases",
            gradients_with_flat_biases,
            "The numbers are right, but db1 and db2 are flat.",
            "A gradient has the shape of what it belongs to: b1 is (n_h, 1), b2 is (1, 1).",
        ),
        Mistake(
            "names",
            gradients_under_old_names,
            "The arrays are right, but the dict calls them W1, b1, W2, b2.",
            "A gradient has a d before its name: dW1, db1, dW2, db2.",
        ),
        Mistake(
            "sigmoid-hidden",
            gradients_with_hidden_sigmoid,
            "On the way forward your hidden units use the sigmoid, on the way back the slope of tanh.",
            "Which activation does the text give the hidden layer?",
        ),
        Mistake(
            "inputs-mixed-up",
            gradients_of_mixed_inputs,
            "The inputs of the two layers are exchanged: the second layer gets X, the first gets A1.",
            "What came into the second layer on the way forward? Hand that to its `layer_backward`.",
        ),
        Mistake(
            "scores-instead-of-activations",
            gradients_through_z1,
            "For dW2 you use Z1, the hidden scores. What came into the second layer was A1, after tanh.",
            "dW is made of what came *in* and what comes *back*.",
        ),
        Mistake(
            "updated-on-the-way",
            gradients_updated_on_the_way,
            "You change W2 before the error goes back through it: the first layer gets the blame of other weights.",
            "This function computes gradients only. The step comes later, for all at once.",
        ),
        Mistake(
            "no-dict",
            gradients_as_a_tuple,
            "The four arrays are right, but you return them side by side. A dict is asked for.",
            "`{'dW1': dW1, …}`: each gradient under its name.",
        ),
        Mistake(
            "weights-and-biases-exchanged",
            gradients_exchanged_names,
            "The four arrays are right, but the gradients of weights and biases stand under each other's names.",
            "`layer_backward` returns dA_prev, dW, db, in this order.",
        ),
    ),
    variants={
        "a loop": gradients_with_loops,
        "divided at once": gradients_divided_at_once,
        "more than asked for": gradients_and_more,
        "link by link": gradients_link_by_link,
    },
    uses=("layer_forward", "layer_backward"),
    provides={"layer_forward": layer_forward, "layer_backward": layer_backward},
)
