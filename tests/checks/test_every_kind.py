"""One miniature exercise of every kind in the syllabus: right answers pass, mistakes are named, nothing else is."""

import numpy as np
import pytest

from dlutils.checks.exercise import (
    NO_LOOPS,
    UNCHANGED,
    Case,
    Exercise,
    Function,
    Mistake,
    Property,
    Seed,
    case,
)
from dlutils.checks.judging import judge

SEEDS = range(5)


def wrong(name, function, *breaks):
    return Mistake(name, function, f"This is {name}.", "Look again.", breaks)


# A whole number: 08 output_size


def output_size(n, f, padding, stride):
    if f > n + 2 * padding:
        raise ValueError("the window is larger than the picture")
    return (n + 2 * padding - f) // stride + 1


def _sizes(rng, i):
    return case("size", n=int(rng.integers(5, 9)), f=3, padding=i, stride=2)


OUTPUT_SIZE = Exercise(
    name="output_size",
    parts={"size": 1, "refuses": 1},
    reference=output_size,
    insight="Good.",
    examples=(
        case("size", n=6, f=3, padding=0, stride=2),
        case("size", n=5, f=3, padding=1, stride=1),
        case("refuses", n=2, f=5, padding=1, stride=1),
    ),
    draw=_sizes,
    draws=2,
    mistakes=(
        wrong("one-short", lambda n, f, padding, stride: output_size(n, f, padding, stride) - 1),
        wrong("rounded-up", lambda n, f, padding, stride: -((f - n - 2 * padding) // stride) + 1),
        wrong("nothing-refused", lambda n, f, padding, stride: (n + 2 * padding - f) // stride + 1),
    ),
    variants={
        "NumPy integer": lambda n, f, padding, stride: np.int64(output_size(n, f, padding, stride)),
        "array without axes": lambda n, f, padding, stride: np.array(output_size(n, f, padding, stride)),
    },
)

# True or False, and a function as argument: 04 violates_chord


def violates_chord(f, a, b, t):
    return f((1 - t) * a + t * b) > (1 - t) * f(a) + t * f(b) + 1e-9


def _chords(rng, i):
    return case(
        "values", f=Function("lambda x: np.sin(x)"), a=0.0, b=float(rng.uniform(1, 3)), t=(0.2, 0.7)[i]
    )


VIOLATES_CHORD = Exercise(
    name="violates_chord",
    parts={"values": 2},
    reference=violates_chord,
    insight="Good.",
    examples=(
        case("values", f=Function("lambda x: x ** 3"), a=-2.0, b=1.0, t=0.2),
        case("values", f=Function("lambda x: x ** 3"), a=-1.0, b=1.0, t=0.9),
        case("values", f=Function("lambda x: x ** 3"), a=-1.0, b=2.0, t=0.4),
        case("values", f=Function("lambda x: 2 * x"), a=0.0, b=1.0, t=0.5),
    ),
    draw=_chords,
    draws=2,
    mistakes=(
        wrong("t-exchanged", lambda f, a, b, t: violates_chord(f, a, b, 1 - t)),
        wrong("below", lambda f, a, b, t: not violates_chord(f, a, b, t)),
    ),
    variants={
        "np.bool_": lambda f, a, b, t: np.bool_(violates_chord(f, a, b, t)),
        "array without axes": lambda f, a, b, t: np.array(violates_chord(f, a, b, t)),
    },
)

# A text: 05 classify_critical_point


def classify(H):
    low, high = np.linalg.eigvalsh(H)[[0, -1]]
    return "saddle" if low < 0 < high else "minimum" if low > 0 else "maximum"


CLASSIFY = Exercise(
    name="classify",
    parts={"values": 1},
    reference=classify,
    insight="Good.",
    examples=(
        case("values", H=np.diag([1.0, -1.0])),
        case("values", H=np.diag([1.0, 2.0])),
        case("values", H=np.diag([-1.0, -1.0, -3.0])),
    ),
    draw=lambda rng, i: case("values", H=np.diag(rng.uniform(0.1, 2, size=3)) * (-1) ** i),
    draws=2,
    mistakes=(wrong("upside-down", lambda H: classify(-H)),),
    variants={"np.str_": lambda H: np.str_(classify(H))},
)

# A step with a state: 05 adam_step


def adam_step(w, dw, v, s, t):
    v, s = 0.9 * v + 0.1 * dw, 0.99 * s + 0.01 * dw**2
    return w - 0.1 * (v / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.99**t)) + 1e-8), v, s


def adam_uncorrected(w, dw, v, s, t):
    return adam_step(w, dw, v, s, 10**6)


def adam_keeps_the_corrected(w, dw, v, s, t):
    w, v, s = adam_step(w, dw, v, s, t)
    return w, v / (1 - 0.9**t), s / (1 - 0.99**t)


def adam_in_place(w, dw, v, s, t):
    w_new, v_new, s_new = adam_step(w, dw, v, s, t)
    w[:], v[:], s[:] = w_new, v_new, s_new
    return w, v, s


def adam_root_of_sum(w, dw, v, s, t):
    _, v, s = adam_step(w, dw, v, s, t)
    return w - 0.1 * (v / (1 - 0.9**t)) / np.sqrt(s / (1 - 0.99**t) + 1e-8), v, s


def _adam(size, t, rng=None):
    w, dw, v = (rng or np.random.default_rng(1)).normal(size=(3, 2, 1))
    return case("values", w=w, dw=dw * size, v=v * size, s=v**2 * size**2, t=t)


ADAM_STEP = Exercise(
    name="adam_step",
    parts={"values": 3},
    reference=adam_step,
    insight="Good.",
    returns=("w", "v", "s"),
    examples=(_adam(1.0, 1), _adam(1.0, 2), _adam(1e-4, 1)),
    draw=lambda rng, i: _adam(1.0, i + 1, rng),
    draws=3,
    mistakes=(
        wrong("uncorrected", adam_uncorrected),
        wrong("corrected-kept", adam_keeps_the_corrected),
        wrong("in-place", adam_in_place),
        wrong("epsilon-in-the-root", adam_root_of_sum),
    ),
    variants={"a list": lambda *state: list(adam_step(*state))},
)

# A dict or a tuple: 06 two_layer_gradients


def gradients(X, parameters):
    return {"dW": X.T @ X @ parameters["W"], "db": parameters["b"].sum()}


def gradients_in_place(X, parameters):
    parameters["b"] = parameters["b"] * 1.0
    parameters["W"] *= 1.0 + 1e-12
    return gradients(X, parameters)


def _as_dict(value):
    pair = value if isinstance(value, dict) else dict(zip(("dW", "db"), value, strict=True))
    return {key.lower(): item for key, item in pair.items()}


def _network(rng, i):
    return case(
        "values", X=rng.normal(size=(4, 2)), parameters={"W": rng.normal(size=(2, 3)), "b": np.ones(3)}
    )


GRADIENTS = Exercise(
    name="gradients",
    parts={"values": 2},
    reference=gradients,
    insight="Good.",
    form=_as_dict,
    examples=(_network(np.random.default_rng(1), 0),),
    draw=_network,
    draws=2,
    mistakes=(
        wrong("sign", lambda X, p: {key: -item for key, item in gradients(X, p).items()}),
        wrong("in-place", gradients_in_place),
    ),
    variants={
        "tuple": lambda X, p: tuple(gradients(X, p).values()),
        "list": lambda X, p: list(gradients(X, p).values()),
        "other letters": lambda X, p: {key.upper(): item for key, item in gradients(X, p).items()},
        "extra entries": lambda X, p: gradients(X, p) | {"cache": X},
    },
)

# Named parts, numbers of very different size: 10 softmax


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def softmax_naive(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)


def softmax_global_maximum(Z):
    return softmax_naive(Z - Z.max())


def softmax_of_columns(Z):
    return softmax(Z.T).T


def softmax_loop(Z):
    return np.array([softmax_naive(z[None] - max(z))[0] for z in Z])


def softmax_by_logarithm(Z):
    shifted = Z - np.max(Z, axis=-1)[:, None]
    return np.exp(shifted - np.log(np.sum(np.exp(shifted), axis=-1))[:, None])


_ROWS = np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -1003.0]])


def _scores(rng, i):
    Z = rng.normal(size=(4, 3))
    return case("values", Z=Z) if i == 0 else case("stability", Z=Z + np.array([[1000], [-1000], [0], [500]]))


SOFTMAX = Exercise(
    name="softmax",
    parts={"values": 2, "stability": 2},
    reference=softmax,
    insight="Good.",
    examples=(case("values", Z=np.array([[2.0, 1.0, 0.1], [0.0, 3.0, 1.0]])), case("stability", Z=_ROWS)),
    draw=_scores,
    draws=2,
    mistakes=(
        wrong("overflow", softmax_naive),
        wrong("one-maximum-for-all", softmax_global_maximum),
        wrong("columns", softmax_of_columns),
    ),
    variants={"loop": softmax_loop, "by logarithms": softmax_by_logarithm},
)

# One number beside a far larger one: 05 saddle_free_newton_step needs a scale of its own


def newton(g, curvatures):
    return g / np.maximum(np.abs(curvatures), 1e-6)


NEWTON = Exercise(
    name="newton",
    parts={"values": 1},
    reference=newton,
    insight="Good.",
    examples=(Case("values", {"g": np.array([1.0, 1.0]), "curvatures": np.array([1e-9, -2.0])}, scale=1.0),),
    draw=lambda rng, i: case("values", g=rng.normal(size=3), curvatures=rng.uniform(1, 2, size=3)),
    draws=1,
    mistakes=(wrong("no-absolute-value", lambda g, c: g / np.maximum(c, 1e-6) * np.where(c < 0, 1e-7, 1)),),
)

# No loop over examples: 03 forward


def forward(w, X):
    return w.T @ X


def forward_by_features(w, X):
    total = np.zeros((1, X.shape[1]))
    for weight, feature in zip(w[:, 0], X, strict=True):
        total = total + weight * feature
    return total


def forward_by_examples(w, X):
    return np.array([[sum(w[:, 0] * x) for x in X.T]])


def _neuron(m):
    return {"w": np.array([[1.0], [2.0]]), "X": np.arange(2.0 * m).reshape(2, m)}


FORWARD = Exercise(
    name="forward",
    parts={"values": 2, NO_LOOPS: 1},
    reference=forward,
    insight="Good.",
    examples=(Case("values", _neuron(3)),),
    draw=lambda rng, i: case("values", w=rng.normal(size=(3, 1)), X=rng.normal(size=(3, 4))),
    draws=2,
    mistakes=(wrong("no-sum", lambda w, X: w * X), wrong("column", lambda w, X: X.T @ w)),
    variants={"loop over features": forward_by_features, "einsum": lambda w, X: np.einsum("jk,ji->ki", w, X)},
    no_loops=_neuron,
)

# A random generator as argument, judged by properties: 06 initialize


def initialize(n_in, n_out, rng):
    return rng.normal(size=(n_in, n_out)) * np.sqrt(2 / n_in)


def _has_shape(call, rng):
    W = call(3, 5, Seed(1))
    return None if W.shape == (3, 5) else f"With n_in = 3 and n_out = 5 the shape is {W.shape}."


def _has_deviation(call, rng):
    right, sizes = np.sqrt(2 / 50), (50, 400)
    found = call(*sizes, Seed(int(rng.integers(10**6)))).std()
    within = 6.5 * right / np.sqrt(2 * sizes[0] * sizes[1])
    return None if abs(found - right) < within else f"It is {found:.3g} where {right:.3g} is due."


def _is_normal(call, rng):
    W = call(50, 400, Seed(int(rng.integers(10**6))))
    return None if np.abs(W).max() > 3 * W.std() else "No weight lies three deviations out."


def _repeats(call, rng):
    same = np.array_equal(call(4, 3, Seed(7)), call(4, 3, Seed(7)))
    return None if same else "Two generators with one seed gave different weights."


def _differs(call, rng):
    same = np.array_equal(call(4, 3, Seed(7)), call(4, 3, Seed(8)))
    return "Two generators with different seeds gave the same weights." if same else None


INITIALIZE = Exercise(
    name="initialize",
    parts={"size": 2, "randomness": 1},
    reference=initialize,
    insight="Good.",
    properties=(
        Property("shape", "size", "W has the shape (n_in, n_out).", _has_shape),
        Property("deviation", "size", "The standard deviation is √(2 / n_in).", _has_deviation),
        Property("normal", "randomness", "The weights are normally distributed.", _is_normal),
        Property("repeats", "randomness", "The same seed gives the same weights.", _repeats),
        Property("differs", "randomness", "Another seed gives other weights.", _differs),
    ),
    mistakes=(
        wrong("no-root", lambda n_in, n_out, rng: rng.normal(size=(n_in, n_out)) * 2 / n_in, "deviation"),
        wrong(
            "own-generator",
            lambda n_in, n_out, rng: initialize(n_in, n_out, np.random.default_rng()),
            "repeats",
        ),
        wrong(
            "one-seed", lambda n_in, n_out, rng: initialize(n_in, n_out, np.random.default_rng(0)), "differs"
        ),
        wrong("zero", lambda n_in, n_out, rng: np.zeros((n_in, n_out)), "deviation", "normal", "differs"),
    ),
    variants={
        "drawn in another order": lambda n_in, n_out, rng: rng.normal(0, (2 / n_in) ** 0.5, (n_out, n_in)).T,
        "float32": lambda n_in, n_out, rng: initialize(n_in, n_out, rng).astype(np.float32),
    },
)

# A list or a generator of pairs: 11 minibatches


def minibatches(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[order[i : i + size]], y[order[i : i + size]]) for i in range(0, len(X), size)]


def minibatches_generator(X, y, size, rng):
    order = rng.permutation(len(X))
    while len(order):
        yield X[order[:size]], y[order[:size]]
        order = order[size:]


def minibatches_two_permutations(X, y, size, rng):
    return minibatches(X, y[rng.permutation(len(y))], size, rng)


def minibatches_in_place(X, y, size, rng):
    rng.shuffle(X)
    return [(X[i : i + size].copy(), X[i : i + size, 0].copy()) for i in range(0, len(X), size)]


def _examples():
    return np.arange(14.0).reshape(7, 2), np.arange(0.0, 14, 2)


def _partition(call, rng):
    X, y = _examples()
    rows = np.concatenate([batch for batch, _ in call(X, y, 3, Seed(1))])
    return None if np.array_equal(np.sort(rows, axis=0), X) else f"{len(rows)} of {len(X)} examples came."


def _pairs(call, rng):
    X, y = _examples()
    kept = all(np.array_equal(batch[:, 0], labels) for batch, labels in call(X, y, 3, Seed(1)))
    return None if kept else "An example came with the label of another."


def _shuffled(call, rng):
    X, y = _examples()
    orders = {tuple(np.concatenate([labels for _, labels in call(X, y, 3, Seed(s))])) for s in range(4)}
    return None if len(orders) > 1 else "Four seeds gave one order."


MINIBATCHES = Exercise(
    name="minibatches",
    parts={"values": 3},
    reference=minibatches,
    insight="Good.",
    properties=(
        Property("partition", "values", "Every example comes once.", _partition),
        Property("pairs", "values", "Every example keeps its label.", _pairs),
        Property("shuffled", "values", "Another seed gives another order.", _shuffled),
    ),
    mistakes=(
        wrong("two-permutations", minibatches_two_permutations, "pairs"),
        wrong("last-dropped", lambda X, y, size, rng: minibatches(X, y, size, rng)[:-1], "partition"),
        wrong("in-order", lambda X, y, size, rng: [(X[:4], y[:4]), (X[4:], y[4:])], "shuffled"),
        wrong("in-place", minibatches_in_place, UNCHANGED),
    ),
    variants={
        "generator": minibatches_generator,
        "tuple of lists": lambda *given: tuple([X, y] for X, y in minibatches(*given)),
    },
)

# Several right values: 09 max_pool_backward with ties


def pool_backward(dY, X):
    windows = X.reshape(-1, 2)
    largest = windows == windows.max(axis=1, keepdims=True)
    return (dY[:, None] * largest / largest.sum(axis=1, keepdims=True)).ravel()


def pool_backward_doubled(dY, X):
    windows = X.reshape(-1, 2)
    return (dY[:, None] * (windows == windows.max(axis=1, keepdims=True))).ravel()


def pool_backward_first(dY, X):
    dX = np.zeros_like(X)
    dX[X.reshape(-1, 2).argmax(axis=1) + np.arange(0, len(X), 2)] = dY
    return dX


def _routes(call, rng):
    X = rng.permutation(6).astype(float)
    dX = call(np.ones(3), X).reshape(-1, 2)
    return (
        None
        if (dX.argmax(axis=1) == X.reshape(-1, 2).argmax(axis=1)).all()
        else "It reached a smaller number."
    )


def _sums(call, rng):
    dX = call(np.array([1.0, 2.0]), np.array([5.0, 5.0, 1.0, 7.0]))
    sums = dX.reshape(-1, 2).sum(axis=1)
    return None if np.allclose(sums, [1, 2]) else f"The sums are {sums}, where [1. 2.] is due."


POOL_BACKWARD = Exercise(
    name="pool_backward",
    parts={"routing": 1, "ties": 1},
    reference=pool_backward,
    insight="Good.",
    properties=(
        Property("routes", "routing", "The gradient goes to the largest number of each window.", _routes),
        Property("sums", "ties", "In each window the gradient sums to dY.", _sums),
    ),
    mistakes=(
        wrong("doubled", pool_backward_doubled, "sums"),
        wrong("last-taken", lambda dY, X: pool_backward(dY, X)[::-1], "routes", "sums"),
    ),
    variants={"first of the tied": pool_backward_first},
)

# A model judged by its accuracy on fresh data: 13 build_and_train


class Centroids:
    """Says the class whose centre is nearest."""

    def __init__(self, X, y):
        self.centres = np.array([X[y == label].mean(axis=0) for label in (0, 1)])

    def predict(self, X):
        return ((X[:, None] - self.centres) ** 2).sum(axis=2).argmin(axis=1)


class Upside(Centroids):
    """Says the other class."""

    def predict(self, X):
        return 1 - super().predict(X)


def _blobs(rng, m):
    y = rng.integers(2, size=m)
    return rng.normal(size=(m, 2)) + 4 * y[:, None], y


def _accurate(call, rng):
    model = call(*_blobs(rng, 60), Seed(1))
    X, y = _blobs(rng, 200)
    accuracy = np.mean(model.predict(X) == y)
    return None if accuracy >= 0.9 else f"It is right for {accuracy:.0%} of fresh examples; 90 % are due."


BUILD_AND_TRAIN = Exercise(
    name="build_and_train",
    parts={"accuracy": 5},
    reference=lambda X, y, rng: Centroids(X, y),
    insight="Good.",
    properties=(Property("accurate", "accuracy", "It is right for 90 % of fresh examples.", _accurate),),
    mistakes=(wrong("upside-down", lambda X, y, rng: Upside(X, y), "accurate"),),
    seconds=1.0,
)

# A text as argument, a set of line numbers as result, a point for each: 13 find_bugs

SCRIPT = "W = 0\nX = X + 1\nfor i in range(9):\n    W += 1"


def _finds(line):
    def test(call, rng):
        found = call(SCRIPT)
        return None if len(found) <= 2 and line in found else "One of the bugs is still there."

    return Property(f"line {line}", f"bug in line {line}", "The bug is found.", test)


FIND_BUGS = Exercise(
    name="find_bugs",
    parts={"bug in line 1": 1, "bug in line 4": 1},
    reference=lambda script: {1, 4},
    insight="Good.",
    properties=(_finds(1), _finds(4)),
    mistakes=(wrong("every-line", lambda script: {1, 2, 3, 4}, "line 1", "line 4"),),
    variants={
        "list": lambda script: [4, 1],
        "array": lambda script: np.array([1, 4]),
        "frozenset of NumPy integers": lambda script: frozenset(np.array([1, 4])),
    },
)

# Layers as dicts, a list of tuples as result: 11 layer_shapes


def layer_shapes(layers, input_shape):
    shapes = []
    for layer in layers:
        if layer["kind"] == "Dense":
            input_shape = (layer["units"],)
        else:
            input_shape = (int(np.prod(input_shape)),)
        shapes.append(input_shape)
    return shapes


def _stack(units):
    layers = [{"kind": "Flatten"}, {"kind": "Dense", "units": units}, {"kind": "Dense", "units": 4}]
    return case("values", layers=layers, input_shape=(3, 3, 2))


def layer_shapes_popping(layers, input_shape):
    shapes = layer_shapes(layers, input_shape)
    layers.pop()
    return shapes


LAYER_SHAPES = Exercise(
    name="layer_shapes",
    parts={"values": 2},
    reference=layer_shapes,
    insight="Good.",
    examples=(_stack(5),),
    draw=lambda rng, i: _stack(int(rng.integers(6, 20))),
    draws=1,
    mistakes=(
        wrong("with-examples", lambda layers, shape: [(None, *one) for one in layer_shapes(layers, shape)]),
        wrong("last-only", lambda layers, shape: layer_shapes(layers, shape)[-1]),
        wrong("in-place", layer_shapes_popping),
    ),
    variants={
        "tuple of lists": lambda layers, shape: tuple(map(list, layer_shapes(layers, shape))),
        "NumPy integers": lambda layers, shape: [tuple(np.array(s)) for s in layer_shapes(layers, shape)],
    },
)

# Whole numbers in an array: 10 confusion_matrix, one_hot with floats


def confusion_matrix(y, y_hat, classes):
    table = np.zeros((classes, classes), dtype=int)
    np.add.at(table, (y, y_hat), 1)
    return table


CONFUSION_MATRIX = Exercise(
    name="confusion_matrix",
    parts={"values": 1},
    reference=confusion_matrix,
    insight="Good.",
    examples=(case("values", y=np.array([0, 1, 1, 3]), y_hat=np.array([0, 2, 1, 1]), classes=4),),
    draw=lambda rng, i: case("values", y=rng.integers(3, size=9), y_hat=rng.integers(3, size=9), classes=4),
    draws=2,
    mistakes=(
        wrong("transposed", lambda y, y_hat, classes: confusion_matrix(y, y_hat, classes).T),
        wrong("classes-counted", lambda y, y_hat, classes: confusion_matrix(y, y_hat, y.max() + 1)),
    ),
    variants={
        "unsigned": lambda *given: confusion_matrix(*given).astype(np.uint64),
        "other memory order": lambda *given: np.asfortranarray(confusion_matrix(*given)),
    },
)

# A predict function as argument: 11 occlusion_map


def occlusion_map(predict, image, size):
    drops = np.zeros(tuple(n - size + 1 for n in image.shape[:2]))
    before = predict(image[None])[0]
    for i, j in np.ndindex(drops.shape):
        hidden = image.copy()
        hidden[i : i + size, j : j + size] = 0
        drops[i, j] = before[before.argmax()] - predict(hidden[None])[0, before.argmax()]
    return drops


def occlusion_of_the_largest(predict, image, size):
    drops = np.zeros(tuple(n - size + 1 for n in image.shape[:2]))
    for i, j in np.ndindex(drops.shape):
        hidden = image.copy()
        hidden[i : i + size, j : j + size] = 0
        drops[i, j] = predict(image[None]).max() - predict(hidden[None]).max()
    return drops


def _picture(rng, i):
    source = "lambda X: np.stack([X[:, :2].sum(axis=(1, 2, 3)), X[:, 2:].sum(axis=(1, 2, 3))], axis=1)"
    return case("values", predict=Function(source), image=rng.uniform(size=(4, 3, 1)), size=2)


OCCLUSION_MAP = Exercise(
    name="occlusion_map",
    parts={"values": 0},
    reference=occlusion_map,
    insight="Good.",
    examples=(_picture(np.random.default_rng(3), 0),),
    draw=_picture,
    draws=2,
    mistakes=(
        wrong("largest", occlusion_of_the_largest),
        wrong("sign", lambda predict, image, size: -occlusion_map(predict, image, size)),
    ),
)

KINDS = (
    OUTPUT_SIZE, VIOLATES_CHORD, CLASSIFY, ADAM_STEP, GRADIENTS, SOFTMAX, NEWTON, FORWARD, INITIALIZE, MINIBATCHES,
    POOL_BACKWARD, BUILD_AND_TRAIN, FIND_BUGS, LAYER_SHAPES, CONFUSION_MATRIX, OCCLUSION_MAP,
)  # fmt: skip


def rows(what):
    return [
        pytest.param(kind, *row, id=f"{kind.name}-{label}") for kind in KINDS for label, *row in what(kind)
    ]


@pytest.mark.parametrize(
    "exercise, right", rows(lambda kind: [("reference", kind.reference), *kind.variants.items()])
)
def test_right_answers_earn_everything(exercise, right):
    for seed in SEEDS:
        report = judge(exercise, right, seed)
        assert (report.verdict, report.score) == ("passed", exercise.points), str(report)


@pytest.mark.parametrize("exercise, mistake", rows(lambda kind: [(one.id, one) for one in kind.mistakes]))
def test_mistakes_are_named(exercise, mistake):
    for seed in SEEDS:
        report = judge(exercise, mistake.function, seed)
        assert (report.verdict, report.mistake) == ("mistake", mistake.id), str(report)
        assert report.score < exercise.points or exercise.points == 0


def in_float32(f):
    return lambda *given: f(*(a.astype(np.float32) if isinstance(a, np.ndarray) else a for a in given))


@pytest.mark.parametrize(
    "exercise", [ADAM_STEP, SOFTMAX, FORWARD, NEWTON, POOL_BACKWARD], ids=lambda e: e.name
)
def test_answers_computed_in_single_precision_pass(exercise):
    for seed in SEEDS:
        assert judge(exercise, in_float32(exercise.reference), seed).verdict == "passed"


BAD = [
    (OUTPUT_SIZE, lambda n, f, p, s: float(output_size(n, f, p, s)), "partial", "must be of type int"),
    (OUTPUT_SIZE, lambda n, f, p, s: 1 / 0, "error", "ZeroDivisionError"),
    (OUTPUT_SIZE, lambda n, f, p: 1, "error", "def output_size(n, f, padding, stride)"),
    (VIOLATES_CHORD, lambda f, a, b, t: int(violates_chord(f, a, b, t)), "wrong", "True or False"),
    (
        VIOLATES_CHORD,
        lambda f, a, b, t: np.array([violates_chord(f, a, b, t)]),
        "wrong",
        "an array of shape (1,)",
    ),
    (CLASSIFY, lambda H: "Saddle", "wrong", "must be 'saddle'; yours is 'Saddle'"),
    (CLASSIFY, lambda H: None, "wrong", "Is a `return` missing?"),
    (ADAM_STEP, lambda *state: adam_step(*state)[0], "wrong", "3 values, w, v, s"),
    (GRADIENTS, lambda X, p: {"dW": gradients(X, p)["dW"]}, "wrong", "no entry 'db'"),
    (SOFTMAX, lambda Z: softmax(Z).tolist(), "wrong", "`np.array(…)` makes one"),
    (SOFTMAX, lambda Z: softmax(Z).round(5), "wrong", "very close"),
    (SOFTMAX, lambda Z: softmax(Z)[:, :2], "wrong", "must have shape"),
    (FORWARD, lambda w, X: (w.T @ X).astype(object), "wrong", "object"),
    (INITIALIZE, lambda n_in, n_out, rng: initialize(n_out, n_in, rng), "partial", "the shape is (5, 3)"),
    (INITIALIZE, lambda n_in, n_out: 1, "error", "def initialize(n_in, n_out, rng)"),
    (INITIALIZE, lambda n_in, n_out, rng: None, "wrong", "Your function returned None"),
    (INITIALIZE, lambda n_in, n_out, rng: rng.no_such(), "error", "no_such"),
    (MINIBATCHES, lambda X, y, size, rng: X, "wrong", "Your function returned an array of shape (7, 2)"),
    (
        MINIBATCHES,
        lambda X, y, size, rng: minibatches_in_place(X, y, size, rng)[1:],
        "wrong",
        "Every example comes",
    ),
    (POOL_BACKWARD, lambda dY, X: pool_backward(dY, X) + X.sort() * 0, "error", "TypeError"),
    (MINIBATCHES, lambda X, y, size, rng: 1 / 0, "error", "ZeroDivisionError"),
    (BUILD_AND_TRAIN, lambda X, y, rng: 7, "wrong", "Your function returned a number"),
    (BUILD_AND_TRAIN, lambda X, y, rng: iter(int, 1), "wrong", "an object of type callable_iterator"),
    (FIND_BUGS, lambda script: {1}, "partial", "The bug is found."),
    (FIND_BUGS, lambda script: None, "wrong", "Your function returned None"),
    (LAYER_SHAPES, lambda layers, shape: layer_shapes(layers, shape)[1:], "wrong", "the length 3"),
    (CONFUSION_MATRIX, lambda *given: confusion_matrix(*given) * 1.0, "wrong", "of type int"),
    (CONFUSION_MATRIX, lambda *given: confusion_matrix(*given) > 0, "wrong", "of type bool"),
]


@pytest.mark.parametrize("exercise, answer, verdict, words", BAD)
def test_other_wrong_answers_are_described_and_named_nothing(exercise, answer, verdict, words):
    report = judge(exercise, answer, 1)
    assert (report.verdict, report.mistake) == (verdict, None), str(report)
    assert words in str(report)
    assert report.score < exercise.points


def test_naive_softmax_earns_the_part_that_is_right():
    report = judge(SOFTMAX, softmax_naive)
    assert report.score == 2 and report.parts["stability"] == (0.0, 2.0)


def test_a_loop_over_examples_costs_one_part_only():
    report = judge(FORWARD, forward_by_examples)
    assert (report.verdict, report.mistake, report.score) == ("mistake", "loops-over-examples", 2.0)


def test_np_vectorize_is_a_loop(write):
    answer = write(
        "def answer(w, X):\n    return np.vectorize(lambda a, b: w[0, 0] * a + w[-1, 0] * b)(*X)[None]"
    )
    exercise = Exercise(**{**vars(FORWARD), "draw": None, "draws": 0})
    assert judge(exercise, answer).mistake == "loops-over-examples"


def test_training_without_end_is_stopped(write):
    report = judge(BUILD_AND_TRAIN, write("def answer(X, y, rng):\n    while True:\n        X = X * 1.0"))
    assert (report.verdict, report.score) == ("timeout", 0.0) and "1 seconds" not in str(report)


def test_a_model_of_scikit_learn_is_not_ones_own(write):
    source = "from sklearn.neighbors import KNeighborsClassifier\ndef answer(X, y, rng):\n"
    assert (
        judge(BUILD_AND_TRAIN, write(source + "    return KNeighborsClassifier().fit(X, y)")).verdict
        == "delegated"
    )
    lazy = "    return type('Lazy', (), {'predict': lambda self, Z: KNeighborsClassifier().fit(X, y).predict(Z)})()"
    assert judge(BUILD_AND_TRAIN, write(source + lazy)).verdict == "delegated"


def test_an_optional_exercise_is_checked_and_named_alike():
    report = judge(OCCLUSION_MAP, occlusion_of_the_largest, 1)
    assert (report.mistake, report.score, report.max_score) == ("largest", 0.0, 0.0)
    assert "optional" in str(report)
