"""THE TABLE: every layer, in every configuration, on awkward shapes; below it one test per property.

To add a layer, add rows. All lengths differ and nothing is symmetric, so that a swapped axis cannot hide.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

from dlutils import loops
from dlutils.layers import (
    ELU,
    GELU,
    SELU,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Chain,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    LeakyReLU,
    MaxPooling2D,
    PReLU,
    ReLU,
    Reshape,
    Residual,
    Sigmoid,
    SimpleRNN,
    Softmax,
    Tanh,
)


@dataclass
class Case:
    name: str
    make: Callable  # () -> layer
    shape: tuple  # of X
    out: tuple  # of the result
    count: int = 0  # of its parameters
    training: bool = False
    twin: Callable | None = None  # (layer, X) -> the same, with loops
    examples_see_each_other: bool = False


def conv_twin(padding="valid", stride=1):
    return lambda layer, X: loops.conv2d(X, layer.W, layer.b, stride=stride, padding=padding)


def max_twin(size, stride=None):
    return lambda layer, X: loops.max_pool(X, size, stride)


def average_twin(size, stride=None):
    return lambda layer, X: loops.average_pool(X, size, stride)


def rnn_twin(layer, X):
    H = loops.rnn_forward(X, np.zeros((len(X), layer.units)), layer.Wx, layer.Wh, layer.b)
    return H if layer.return_sequences else H[:, -1]


IMAGES = (5, 7, 6, 2)  # batch, rows, columns, channels
ROWS = (5, 4)

CASES = [
    Case("dense", lambda: Dense(3), ROWS, (5, 3), 15, twin=lambda layer, X: loops.dense(X, layer.W, layer.b)),
    Case("dense-one-unit", lambda: Dense(1, kernel_initializer="he_normal"), (3, 7), (3, 1), 8),
    Case("conv", lambda: Conv2D(3, (3, 2)), IMAGES, (5, 5, 5, 3), 39, twin=conv_twin()),
    Case("conv-one-pixel", lambda: Conv2D(3, 1), IMAGES, (5, 7, 6, 3), 9, twin=conv_twin()),
    Case("conv-whole-image", lambda: Conv2D(3, (7, 6)), IMAGES, (5, 1, 1, 3), 255, twin=conv_twin()),
    Case("conv-same", lambda: Conv2D(4, 3, padding="same"), IMAGES, (5, 7, 6, 4), 76, twin=conv_twin("same")),
    Case(
        "conv-same-even",
        lambda: Conv2D(4, (2, 4), padding="same"),
        IMAGES,
        (5, 7, 6, 4),
        68,
        twin=conv_twin("same"),
    ),
    Case("conv-stride", lambda: Conv2D(3, 3, strides=2), IMAGES, (5, 3, 2, 3), 57, twin=conv_twin(stride=2)),
    Case(
        "conv-two-strides",
        lambda: Conv2D(3, 2, strides=(1, 3)),
        IMAGES,
        (5, 6, 2, 3),
        27,
        twin=conv_twin(stride=(1, 3)),
    ),
    Case(
        "conv-same-stride",
        lambda: Conv2D(3, (3, 4), strides=(2, 3), padding="same"),
        IMAGES,
        (5, 4, 2, 3),
        75,
        twin=conv_twin("same", (2, 3)),
    ),
    Case(
        "conv-stride-over-window",
        lambda: Conv2D(3, 2, strides=4),
        IMAGES,
        (5, 2, 2, 3),
        27,
        twin=conv_twin(stride=4),
    ),
    Case("conv-no-first", lambda: Conv2D(2, 3), (2, 3, 9, 5), (2, 1, 7, 2), 92, twin=conv_twin()),
    Case("max", lambda: MaxPooling2D(), IMAGES, (5, 3, 3, 2), twin=max_twin(2)),
    Case(
        "max-overlap", lambda: MaxPooling2D((3, 2), strides=1), IMAGES, (5, 5, 5, 2), twin=max_twin((3, 2), 1)
    ),
    Case("max-gaps", lambda: MaxPooling2D(2, strides=(3, 4)), IMAGES, (5, 2, 2, 2), twin=max_twin(2, (3, 4))),
    Case("max-same", lambda: MaxPooling2D(3, strides=2, padding="same"), IMAGES, (5, 4, 3, 2)),
    Case("average", lambda: AveragePooling2D(), IMAGES, (5, 3, 3, 2), twin=average_twin(2)),
    Case(
        "average-overlap",
        lambda: AveragePooling2D((3, 2), 1),
        IMAGES,
        (5, 5, 5, 2),
        twin=average_twin((3, 2), 1),
    ),
    Case("average-same", lambda: AveragePooling2D(3, strides=2, padding="same"), IMAGES, (5, 4, 3, 2)),
    Case("flatten", lambda: Flatten(), IMAGES, (5, 84)),
    Case("reshape", lambda: Reshape((12, 7)), IMAGES, (5, 12, 7)),
    Case("relu", ReLU, IMAGES, IMAGES, twin=lambda layer, X: loops.relu(X)),
    Case("sigmoid", Sigmoid, ROWS, ROWS, twin=lambda layer, X: loops.sigmoid(X)),
    Case("tanh", Tanh, ROWS, ROWS),
    Case("leaky", lambda: LeakyReLU(0.2), ROWS, ROWS),
    Case("elu", lambda: ELU(0.7), ROWS, ROWS),
    Case("selu", SELU, ROWS, ROWS),
    Case("gelu", GELU, ROWS, ROWS),
    Case("prelu", PReLU, ROWS, ROWS, 4),
    Case("prelu-images", lambda: PReLU(start=-0.3), (2, 3, 4, 5), (2, 3, 4, 5), 60),
    Case("softmax", Softmax, ROWS, ROWS, twin=lambda layer, X: loops.softmax(X)),
    Case("activation", lambda: Activation("tanh"), ROWS, ROWS),
    Case("dropout-off", lambda: Dropout(0.3), ROWS, ROWS),
    Case("dropout-on", lambda: Dropout(0.3, seed=2), ROWS, ROWS, training=True, examples_see_each_other=True),
    Case("norm-off", BatchNormalization, ROWS, ROWS, 8),
    Case(
        "norm-on",
        BatchNormalization,
        ROWS,
        ROWS,
        8,
        training=True,
        twin=lambda layer, X: loops.batch_normalization(X, layer.gamma, layer.beta, layer.epsilon),
        examples_see_each_other=True,
    ),
    Case("norm-images", BatchNormalization, IMAGES, IMAGES, 4, training=True, examples_see_each_other=True),
    Case("rnn", lambda: SimpleRNN(3), (4, 5, 2), (4, 3), 18, twin=rnn_twin),
    Case(
        "rnn-sequences", lambda: SimpleRNN(3, return_sequences=True), (4, 5, 2), (4, 5, 3), 18, twin=rnn_twin
    ),
    Case("residual", lambda: Residual([Dense(6, activation="tanh"), Dense(4)]), ROWS, ROWS, 58),
    Case(
        "chain",
        lambda: Chain([Conv2D(3, 2, activation="tanh"), Flatten(), Dense(2)]),
        (3, 4, 5, 2),
        (3, 2),
        101,
    ),
]

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def rng_for(case):
    return np.random.default_rng(sum(case.name.encode()))


def draw(case, dtype="float64", m=None):
    """A layer whose parameters are all away from zero, and a batch for it, away from kinks and ties."""
    rng = rng_for(case)
    layer = case.make()
    layer.build(case.shape[1:], rng, dtype)
    for _, value, _ in layer.parameters():
        value += rng.uniform(0.1, 0.3, value.shape)
    shape = case.shape if m is None else (m, *case.shape[1:])
    X = rng.uniform(0.05, 2, shape) * rng.choice([-1, 1], shape)
    return layer, X.astype(dtype)


def run(case, layer, X):
    """Forward, with dropout drawn alike every time."""
    if hasattr(layer, "rng"):
        layer.rng = np.random.default_rng(5)
    return layer.forward(X, case.training)


def central_difference(f, array, h=1e-5):
    """The derivative of the number f() for every entry of an array, which is nudged in place."""
    slope = np.zeros(array.shape)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + h
        above = f()
        array[index] = kept - h
        below = f()
        array[index] = kept
        slope[index] = (above - below) / (2 * h)
    return slope


def relative_error(a, b):
    return np.linalg.norm(a - b) / max(np.linalg.norm(a) + np.linalg.norm(b), 1e-12)


# ------------------------------------------------------------------------------------------------------------
# Shapes and counts
# ------------------------------------------------------------------------------------------------------------


@every_case
def test_output_shape_is_a_formula_and_comes_true(case):
    layer, X = draw(case)
    assert case.make().output_shape(case.shape[1:]) == case.out[1:]
    assert run(case, layer, X).shape == case.out


@every_case
def test_count_is_a_formula_and_comes_true(case):
    layer, _ = draw(case)
    assert case.make().count(case.shape[1:]) == case.count
    assert sum(value.size for _, value, _ in layer.parameters()) == case.count


@every_case
def test_gradients_have_the_shape_of_their_arrays(case):
    layer, X = draw(case)
    Y = run(case, layer, X)
    assert all(gradient is None for _, _, gradient in layer.parameters())
    assert layer.backward(np.ones_like(Y)).shape == X.shape
    for _, value, gradient in layer.parameters():
        assert gradient.shape == value.shape


# ------------------------------------------------------------------------------------------------------------
# Values
# ------------------------------------------------------------------------------------------------------------


@every_case
def test_gradient_is_that_of_central_differences(case):
    layer, X = draw(case)
    dY = rng_for(case).standard_normal(case.out)

    def J():
        return float((run(case, layer, X) * dY).sum())

    J()
    dX = layer.backward(dY)
    assert relative_error(dX, central_difference(J, X)) < 1e-7
    for name, value, gradient in layer.parameters():
        assert relative_error(gradient, central_difference(J, value)) < 1e-7, name


@every_case
def test_the_first_layer_of_a_model_gets_the_same_parameter_gradients(case):
    layer, X = draw(case)
    dY = rng_for(case).standard_normal(case.out)
    run(case, layer, X)
    layer.backward(dY)
    wanted = [gradient.copy() for _, _, gradient in layer.parameters()]
    run(case, layer, X)
    layer.parameter_gradients(dY)
    for (name, _, gradient), want in zip(layer.parameters(), wanted, strict=True):
        np.testing.assert_array_equal(gradient, want, err_msg=name)


@pytest.mark.parametrize("case", [case for case in CASES if case.twin], ids=lambda case: case.name)
def test_same_as_the_loops(case):
    layer, X = draw(case)
    np.testing.assert_allclose(run(case, layer, X), case.twin(layer, X), rtol=1e-12, atol=1e-12)


@every_case
def test_examples_are_treated_alone(case):
    layer, X = draw(case)
    if case.examples_see_each_other:
        assert not np.allclose(run(case, layer, X)[1:2], run(case, layer, X[1:2]))
        return
    together = run(case, layer, X)
    for i in range(len(X)):
        np.testing.assert_allclose(run(case, layer, X[i : i + 1])[0], together[i], rtol=1e-12, atol=1e-14)


# ------------------------------------------------------------------------------------------------------------
# Manners
# ------------------------------------------------------------------------------------------------------------


@every_case
def test_inputs_are_left_alone_and_may_be_read_only(case):
    layer, X = draw(case)
    X.setflags(write=False)
    kept = X.copy()
    dY = rng_for(case).standard_normal(run(case, layer, X).shape)
    dY.setflags(write=False)
    dY_kept = dY.copy()
    layer.backward(dY)
    np.testing.assert_array_equal(X, kept)
    np.testing.assert_array_equal(dY, dY_kept)


@every_case
def test_memory_order_does_not_matter(case):
    layer, X = draw(case)
    dY = rng_for(case).standard_normal(case.out)
    wanted, wanted_dX = run(case, layer, X), layer.backward(dY)
    for awkward in (
        np.asfortranarray,
        lambda A: np.repeat(A, 2, axis=0)[::2],
        lambda A: A[::-1].copy()[::-1],
    ):
        np.testing.assert_allclose(run(case, layer, awkward(X)), wanted, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(layer.backward(awkward(dY)), wanted_dX, rtol=1e-12, atol=1e-14)


@every_case
def test_float32_stays_float32_and_agrees_with_float64(case):
    layer64, X64 = draw(case)
    layer32, X32 = draw(case, "float32")
    dY = rng_for(case).standard_normal(case.out)
    Y64, Y32 = run(case, layer64, X64), run(case, layer32, X32)
    dX64, dX32 = layer64.backward(dY), layer32.backward(dY.astype("float32"))
    assert Y32.dtype == dX32.dtype == np.float32
    np.testing.assert_allclose(Y32, Y64, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(dX32, dX64, rtol=1e-4, atol=1e-5)
    for name, value, gradient in layer32.parameters():
        assert value.dtype == gradient.dtype == np.float32, name


@every_case
def test_a_second_batch_does_not_change_the_first_result(case):
    layer, X = draw(case)
    first = run(case, layer, X)
    kept = first.copy()
    dX = layer.backward(np.ones_like(first))
    dX_kept = dX.copy()
    layer.backward(np.full_like(run(case, layer, 3 * X), 2))
    np.testing.assert_array_equal(first, kept)
    np.testing.assert_array_equal(dX, dX_kept)


@every_case
def test_batch_of_one(case):
    layer, X = draw(case, m=1)
    Y = run(case, layer, X)
    assert Y.shape == (1, *case.out[1:])
    assert layer.backward(np.ones_like(Y)).shape == X.shape


@every_case
def test_an_empty_batch_is_refused(case):
    layer, X = draw(case)
    with pytest.raises(ValueError, match="empty"):
        run(case, layer, X[:0])


@every_case
def test_same_seed_same_numbers_bit_for_bit(case):
    (one, X), (two, _) = draw(case), draw(case)
    np.testing.assert_array_equal(run(case, one, X), run(case, two, X))


@pytest.mark.parametrize("case", [case for case in CASES if case.count], ids=lambda case: case.name)
def test_without_build_the_message_says_what_to_do(case):
    if isinstance(case.make(), (Residual, Chain)):
        with pytest.raises(RuntimeError, match="has no parameters yet"):
            case.make().parameters()
        return
    with pytest.raises(RuntimeError, match="has no parameters yet: put it into a Sequential, or call build"):
        case.make().forward(np.ones(case.shape))


# ------------------------------------------------------------------------------------------------------------
# Wrong shapes, and what the message must contain
# ------------------------------------------------------------------------------------------------------------

WRONG = [
    (Dense(3), (4,), (4, 6), "Dense(4 → 3): X must have shape (m, 4), got (4, 6)", "use X.T"),
    (Dense(3), (4,), (4,), "X must have shape (m, 4), got (4,)", "use X[np.newaxis]"),
    (Dense(3), (4,), (5, 2, 2, 1), "got (5, 2, 2, 1)", "add Flatten()"),
    (
        Conv2D(8, 3),
        (9, 9, 3),
        (32, 3, 9, 9),
        "Conv2D(3 → 8): X must have shape (m, h, w, 3)",
        "np.moveaxis(X, 1, -1)",
    ),
    (Conv2D(8, 3), (9, 9, 1), (32, 9, 9), "X must have shape (m, h, w, 1)", "X[..., np.newaxis]"),
    (Conv2D(8, 3), (9, 9, 3), (9, 9, 3), "X must have shape (m, h, w, 3)", "use X[np.newaxis]"),
    (
        MaxPooling2D(2),
        (9, 9, 1),
        (9, 9),
        "MaxPooling2D(2 × 2): X must have shape (m, h, w, c), got (9, 9)",
        "",
    ),
    (AveragePooling2D((2, 3)), (9, 9, 1), (4, 9, 9), "AveragePooling2D(2 × 3): X must have", "X[np.newaxis]"),
    (SimpleRNN(5), (7, 2), (3, 7, 4), "SimpleRNN(2 → 5): X must have shape (m, T, 2), got (3, 7, 4)", ""),
    (BatchNormalization(), (4,), (3, 5), "BatchNormalization: X must have shape (m, 4), got (3, 5)", ""),
    (PReLU(), (4,), (3, 5), "PReLU: X must have shape (m, 4), got (3, 5)", ""),
]


@pytest.mark.parametrize(("layer", "built", "got", "message", "fix"), WRONG, ids=lambda value: str(value))
def test_a_wrong_shape_is_named_with_its_fix(layer, built, got, message, fix):
    layer.build(built, 0)
    with pytest.raises(ValueError) as caught:
        layer.forward(np.ones(got, "float32"))
    assert message in str(caught.value)
    assert fix in str(caught.value)


@pytest.mark.parametrize(
    "layer", [Dense(3), Conv2D(2, 2), MaxPooling2D(), Flatten(), ReLU(), Softmax()], ids=str
)
def test_integers_and_lists_are_refused_by_name(layer):
    shape = (4,) if isinstance(layer, Dense) else (4, 4, 1)
    layer.build(shape, 0)
    with pytest.raises(TypeError, match="floating-point numbers, got int64.*astype"):
        layer.forward(np.ones((2, *shape), np.int64))
    with pytest.raises(TypeError, match="must be a NumPy array, got list"):
        layer.forward(np.ones((2, *shape)).tolist())
