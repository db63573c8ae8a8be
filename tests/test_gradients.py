"""The tester is tested: right gradients must pass, each wrong one must be caught in its own row."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad, hessian
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from dlutils.gradients import (
    check_gradients,
    numerical_derivative,
    numerical_gradient,
    numerical_hessian,
    relative_error,
    second_derivative,
)
from dlutils.layers import (
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Residual,
    SimpleRNN,
)
from dlutils.losses import MeanSquaredError
from dlutils.models import Sequential


def cube(a):
    return a**3


# Numbers that the notebooks print ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "f, a, slope", [(lambda a: 3 * a, 2, 3), (np.square, 2, 4), (cube, 2, 12), (np.log, 2, 0.5)]
)
def test_slopes_of_the_first_notebook(f, a, slope):
    assert numerical_derivative(f, a) == pytest.approx(slope, rel=1e-9)
    assert numerical_derivative(f, a, 1e-8, kind="forward") == pytest.approx(slope, rel=1e-6)


def test_a_step_that_is_too_small_fails():
    """Notebook 01: forward differences are best near 1e-8, central ones near 1e-5."""

    def error(h, kind):
        return abs(numerical_derivative(cube, 2.0, h, kind) - 12)

    steps = [10.0**-k for k in range(1, 17)]
    assert min(steps, key=lambda h: error(h, "forward")) in (1e-7, 1e-8, 1e-9)
    assert min(steps, key=lambda h: error(h, "central")) in (1e-4, 1e-5, 1e-6)
    assert error(1e-8, "forward") < 2e-7 and error(1e-5, "central") < 1e-9
    assert numerical_derivative(cube, 2.0, 1e-16) == numerical_derivative(cube, 2.0, 1e-16, "forward") == 0


def test_a_second_derivative_needs_a_larger_step():
    """Notebook 04: it divides by h twice, so rounding hurts earlier."""
    error = {h: abs(second_derivative(cube, 2.0, h) - 12) for h in (1e-3, 1e-5, 1e-8)}
    assert error[1e-3] < 1e-8 < 1e-6 < error[1e-5] < 1e-4 < 1 < error[1e-8]
    assert second_derivative(cube, 2) == second_derivative(cube, 2.0)


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="'central' or 'forward'"):
        numerical_derivative(cube, 2.0, kind="backward")


# Arrays, against automatic differentiation ----------------------------------------------------------------


def bumpy(w):
    return anp.sum(anp.sin(w) * anp.cumsum(anp.ravel(w)).reshape(w.shape)) + anp.prod(anp.cos(w))


@given(shape=array_shapes(min_dims=0, max_dims=3, max_side=4), seed=st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_numerical_gradient_is_that_of_autograd_and_leaves_its_argument(shape, seed):
    w = np.random.default_rng(seed).standard_normal(shape)
    w.flags.writeable = False
    numerical = numerical_gradient(lambda w: bumpy(w.reshape(-1)), w)
    exact = grad(lambda w: bumpy(w))(w.reshape(-1)).reshape(shape)
    np.testing.assert_allclose(numerical, exact, rtol=1e-7, atol=1e-8)


def test_numerical_hessian_is_that_of_autograd():
    w = np.array([0.3, -1.2, 2.0])
    np.testing.assert_allclose(numerical_hessian(bumpy, w), hessian(bumpy)(w), rtol=1e-6, atol=1e-6)


def test_a_function_that_changes_its_argument_does_no_harm():
    def spoils(w):
        J = np.sum(w**2)
        w[...] = 7
        return J

    np.testing.assert_allclose(numerical_gradient(spoils, np.array([1.0, 2.0])), [2, 4])


@pytest.mark.parametrize("w", [np.float32([1, 2]), np.array([1, 2])])
def test_too_few_digits_are_refused(w):
    with pytest.raises(TypeError, match="float64"):
        numerical_gradient(np.sum, w)


def test_relative_error():
    assert relative_error(np.zeros(3), np.zeros(3)) == 0
    assert relative_error([3.0, 4.0], [3.0, 4.0]) == 0
    assert relative_error([3.0, 4.0], [-3.0, -4.0]) == 1
    assert relative_error([3e9, 4e9], [3e9, 0.0]) == pytest.approx(4 / 8)


# Layers and models ------------------------------------------------------------------------------------------


@pytest.fixture
def images():
    return np.random.default_rng(1).standard_normal((3, 7, 6, 2))


def cnn(**settings):
    layers = [
        Conv2D(3, (3, 2), activation="tanh"), MaxPooling2D(2), BatchNormalization(), Flatten(), Dropout(0.3),
        Dense(4, activation="softmax"),
    ]  # fmt: skip
    return Sequential(layers, seed=2, dtype="float64", **settings)


def test_a_right_model_passes_and_is_left_as_it_is(images):
    model = cnn()
    Y = np.eye(4)[[0, 3, 1]]
    model.compile(loss="categorical_crossentropy")
    model.predict(images)
    before = {name: value.copy() for name, value, _ in model.parameters()}
    random_state = model.layers[4].rng.bit_generator.state
    for table in (check_gradients(model, images), check_gradients(model, images, Y)):
        assert table.passed(), table
        assert [row.name for row in table] == ["X", *before]
        assert all(row.shape == before[row.name].shape for row in table[1:])
    for name, value, gradient in model.parameters():
        np.testing.assert_array_equal(value, before[name])
        assert gradient is None
    assert model.layers[4].rng.bit_generator.state == random_state


def test_the_loss_is_fused_as_in_training(images):
    """At scores of hundreds the plain path has a gradient of zero; the fused one is right, and checked."""
    model = cnn()
    model.compile(loss="categorical_crossentropy")
    model.predict(images)
    model.layers[-1].W *= 300
    table = check_gradients(model, images, np.eye(4)[[0, 3, 1]])
    assert table.passed(1e-6)
    assert max(abs(row.gradient) for row in table) > 0.01


def test_a_loss_can_be_given_by_hand():
    layer, X, Y = Dense(3), np.random.default_rng(0).standard_normal((5, 2)), np.ones((5, 3))
    assert check_gradients(layer, X, Y, MeanSquaredError()).passed()
    with pytest.raises(ValueError, match="compile"):
        check_gradients(layer, X, Y)


def test_big_arrays_are_checked_along_random_directions(images):
    model = cnn()
    table = check_gradients(model, images, entries=20, directions=4)
    assert table.passed()
    for row in table:
        assert isinstance(row.worst, str) == (np.prod(row.shape) > 20)
        if isinstance(row.worst, str):
            assert row.worst.endswith("of 4")


class HalfDense(Dense):
    """dW of a mean where the sum belongs."""

    def backward(self, dZ):
        dX = super().backward(dZ)
        self.dW = self.dW / len(dZ)
        return dX


class ForgetfulDense(Dense):
    """dW was never computed."""

    def backward(self, dZ):
        dX = super().backward(dZ)
        self.dW = np.zeros_like(self.dW)
        return dX


class LazyDense(Dense):
    """One entry of dW was never set."""

    def backward(self, dZ):
        dX = super().backward(dZ)
        self.dW[1, 2] = 0
        return dX


class BentDense(Dense):
    """What goes back to the input has the wrong sign; its own gradients are right."""

    def backward(self, dZ):
        return -super().backward(dZ)


class StandingDense(Dense):
    def backward(self, dZ):
        dX = super().backward(dZ)
        self.db = self.db[:, None]
        return dX


@pytest.mark.parametrize("entries", [300, 0], ids=["entry by entry", "along directions"])
@pytest.mark.parametrize("broken", [HalfDense, ForgetfulDense, LazyDense])
def test_a_wrong_gradient_is_caught_in_its_own_row(broken, entries):
    X = np.random.default_rng(3).standard_normal((5, 4))
    table = check_gradients(broken(3), X, entries=entries)
    assert not table.passed()
    assert {row.name for row in table if row.relative_error > 1e-3} == {"W"}
    if broken is LazyDense and entries:
        worst = table[1]
        assert worst.worst == (1, 2) and worst.gradient == 0 and abs(worst.numerical) > 0.1


def test_the_lowest_bad_row_is_the_first_broken_link():
    X = np.random.default_rng(3).standard_normal((5, 4))
    model = Sequential([Dense(6, activation="tanh"), BentDense(3), Dense(2)], seed=0, dtype="float64")
    table = check_gradients(model, X)
    bad = [row.name for row in table if row.relative_error > 1e-3]
    assert bad == ["X", "dense_1.W", "dense_1.b"]


def test_a_gradient_that_is_no_number_does_not_pass():
    class NanDense(Dense):
        def backward(self, dY):
            dX = super().backward(dY)
            self.dW = self.dW * np.nan
            return dX

    table = check_gradients(NanDense(3), np.ones((5, 4)))
    assert not table.passed() and np.isnan(table.largest)


def test_a_model_that_is_not_built_is_checked_in_float64():
    model = Sequential([Dense(3, input_shape=(4,))], seed=0)
    X = np.random.default_rng(3).standard_normal((5, 4))
    assert check_gradients(model, X).passed() and model.dtype == "float32"


def test_a_gradient_of_the_wrong_shape_is_named():
    with pytest.raises(ValueError, match=r"gradient of b must have shape \(3,\), got \(3, 1\)"):
        check_gradients(StandingDense(3), np.ones((5, 4)))


def test_a_bias_that_cannot_matter_is_no_mistake():
    """In front of a batch normalization a bias has gradient 0, and nudging sees nothing but rounding."""
    X = np.random.default_rng(3).standard_normal((5, 4))
    model = Sequential([Dense(3), BatchNormalization()], seed=0, dtype="float64")
    table = check_gradients(model, X)
    assert table.passed()
    bias = next(row for row in table if row.name == "dense_1.b")
    assert bias.relative_error == 0 and abs(bias.gradient) < 1e-12


def test_sequences_and_detours_pass():
    rng = np.random.default_rng(3)
    assert check_gradients(SimpleRNN(4), rng.standard_normal((3, 5, 2))).passed()
    assert check_gradients(Residual([Dense(4), Dense(4)]), rng.standard_normal((3, 4))).passed()


def test_a_model_in_float32_is_refused_with_what_to_do(images):
    model = Sequential([Flatten(), Dense(2)], seed=0)
    model.predict(images.astype("float32"))
    with pytest.raises(TypeError, match=r"dense_1\.W is float32.*dtype=\"float64\""):
        check_gradients(model, images)


def test_the_table_reads_well_as_text_and_as_html():
    table = check_gradients(LazyDense(3), np.random.default_rng(3).standard_normal((5, 4)))
    lines = repr(table).split("\n")
    assert lines[0].split("  ")[0] == "array" and len(lines) == 4
    assert lines[2].startswith("W      (4, 3)") and "(1, 2)" in lines[2]
    html = table._repr_html_()
    assert html.count("<tr>") == 4 and html.count("<th scope='col'>") == 6 and "(1, 2)" in html
