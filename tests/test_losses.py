"""Losses: numbers by hand, gradients against autograd, extreme scores, and no broadcasting."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from dlutils import loops, losses
from dlutils.activations import sigmoid, softmax

rng = np.random.default_rng(3)
SCORES = rng.standard_normal((5, 4))
ONE_HOT = np.eye(4)[[0, 3, 1, 1, 2]]
SHARES = softmax(rng.standard_normal((5, 4)))
SOFT = rng.uniform(0.1, 0.9, (5, 4))

# loss, prediction, target, the same for autograd, its slow twin
ROWS = {
    "mean_squared_error": (
        losses.MeanSquaredError,
        SCORES,
        SOFT,
        lambda P, Y: anp.mean((P - Y) ** 2),
        loops.mean_squared_error,
    ),
    "binary": (
        losses.BinaryCrossentropy,
        SHARES,
        SOFT,
        lambda P, Y: -anp.mean(Y * anp.log(P) + (1 - Y) * anp.log(1 - P)),
        loops.binary_cross_entropy,
    ),
    "categorical": (
        losses.CategoricalCrossentropy,
        SHARES,
        ONE_HOT,
        lambda P, Y: -anp.sum(Y * anp.log(P)) / len(P),
        loops.categorical_cross_entropy,
    ),
    "sigmoid": (
        losses.SigmoidCrossentropy,
        SCORES,
        SOFT,
        lambda Z, Y: anp.mean(anp.log(1 + anp.exp(Z)) - Y * Z),
        lambda Z, Y: loops.binary_cross_entropy(sigmoid(Z), Y),
    ),
    "softmax": (
        losses.SoftmaxCrossentropy,
        SCORES,
        ONE_HOT,
        lambda Z, Y: anp.sum(Y * (anp.log(anp.sum(anp.exp(Z), axis=1, keepdims=True)) - Z)) / len(Z),
        loops.softmax_cross_entropy,
    ),
}
every_loss = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())


@every_loss
def test_cost_and_gradient_agree_with_autograd(row):
    make, prediction, target, oracle, _ = row
    loss = make()
    J = loss.forward(prediction, target)
    assert isinstance(J, float)
    assert pytest.approx(oracle(prediction, target), rel=1e-13) == J
    np.testing.assert_allclose(loss.backward(), grad(oracle)(prediction, target), rtol=1e-11)


@every_loss
def test_same_as_the_loops(row):
    make, prediction, target, _, twin = row
    assert make().forward(prediction, target) == pytest.approx(twin(prediction, target), rel=1e-12)


@every_loss
def test_float32_stays_float32_and_arguments_are_left_alone(row):
    make, prediction, target, _, _ = row
    loss = make()
    P, Y = prediction.astype("float32"), target.astype("float32")
    P.setflags(write=False)
    Y.setflags(write=False)
    assert loss.forward(P, Y) == pytest.approx(make().forward(prediction, target), rel=1e-5)
    assert loss.backward().dtype == np.float32


@every_loss
def test_nothing_is_broadcast(row):
    loss = row[0]()
    name = type(loss).__name__
    with pytest.raises(ValueError, match=f"^{name}: prediction .* must have the same shape.*table of m × m"):
        loss.forward(np.full((5, 1), 0.5), np.ones(5))
    with pytest.raises(ValueError, match=r"one_hot\(target, 4\)"):
        loss.forward(np.full((5, 4), 0.25), np.ones(5))
    with pytest.raises(ValueError, match="examples in columns"):
        loss.forward(np.full((5, 4), 0.25), np.ones((4, 5)))
    with pytest.raises(ValueError, match=r"prediction \(5, 4\) and target \(5, 3\)"):
        loss.forward(np.full((5, 4), 0.25), np.ones((5, 3)))


@every_loss
def test_empty_batches_and_lists_are_refused(row):
    loss = row[0]()
    with pytest.raises(ValueError, match="empty"):
        loss.forward(np.ones((0, 4)), np.ones((0, 4)))
    with pytest.raises(TypeError, match="target must be a NumPy array, got list"):
        loss.forward(np.full((1, 2), 0.5), [[0, 1]])
    with pytest.raises(TypeError, match=f"{type(loss).__name__}: the prediction must be a NumPy array"):
        loss.forward([[0.5]], np.ones((1, 1)))


# Worked by hand


def test_mean_squared_error_by_hand():
    loss = losses.MeanSquaredError()
    assert loss.forward(np.array([[1.0], [4.0]]), np.array([[0.0], [2.0]])) == 2.5  # (1 + 4) / 2
    np.testing.assert_array_equal(loss.backward(), [[1.0], [2.0]])


def test_an_indifferent_network_pays_log_of_the_classes():
    loss = losses.SoftmaxCrossentropy()
    assert loss.forward(np.zeros((2, 10)), np.eye(10)[[3, 5]]) == pytest.approx(np.log(10))
    assert losses.SigmoidCrossentropy().forward(np.zeros((2, 1)), np.ones((2, 1))) == pytest.approx(np.log(2))


def test_softmax_gradient_is_p_minus_y_over_m():
    loss = losses.SoftmaxCrossentropy()
    loss.forward(np.log(np.array([[0.5, 0.25, 0.25], [0.2, 0.2, 0.6]])), np.eye(3)[[0, 1]])
    np.testing.assert_allclose(loss.backward(), [[-0.25, 0.125, 0.125], [0.1, -0.4, 0.3]])


# The edges


def test_from_scores_a_thousand_costs_a_thousand():
    loss = losses.SoftmaxCrossentropy()
    assert loss.forward(np.array([[1000.0, -1000.0]]), np.array([[0.0, 1.0]])) == 2000
    np.testing.assert_array_equal(loss.backward(), [[1, -1]])
    loss = losses.SigmoidCrossentropy()
    assert loss.forward(np.array([[-1000.0], [1000.0]]), np.array([[1.0], [1.0]])) == 500
    np.testing.assert_array_equal(loss.backward(), [[-0.5], [0]])


def test_from_probabilities_the_same_mistake_is_clipped_and_silent():
    for loss in (losses.CategoricalCrossentropy(), losses.BinaryCrossentropy()):
        J = loss.forward(softmax(np.array([[1000.0, -1000.0]])), np.array([[0.0, 1.0]]))
        assert pytest.approx(-np.log(1e-7), rel=1e-6) == J
        np.testing.assert_array_equal(loss.backward(), [[0, 0]])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_probabilities_of_exactly_0_and_1(dtype):
    P, Y = np.array([[0, 1], [1, 0]], dtype), np.array([[0, 1], [0, 1]], dtype)
    for loss, wanted in ((losses.CategoricalCrossentropy(), 8.06), (losses.BinaryCrossentropy(), 8.06)):
        assert loss.forward(P, Y) == pytest.approx(wanted, abs=0.05)
        assert np.isfinite(loss.backward()).all()


def test_a_probability_of_exactly_1_is_clipped_too():
    loss = losses.CategoricalCrossentropy()
    assert loss.forward(np.array([[1.0, 0.5]]), np.array([[1.0, 0.0]])) == pytest.approx(1e-7)
    np.testing.assert_array_equal(loss.backward(), [[0, 0]])


def test_just_inside_the_clip_the_gradient_passes():
    P = np.array([[0.0, 1e-7, 2e-7, 1 - 1e-7, 1.0]])
    loss = losses.BinaryCrossentropy()
    loss.forward(P, np.zeros((1, 5)))
    np.testing.assert_array_equal(loss.backward() != 0, [[False, True, True, True, False]])


# Finding one by name


def test_losses_have_keras_names():
    assert isinstance(losses.get_loss("mse"), losses.MeanSquaredError)
    assert isinstance(losses.get_loss("mean_squared_error"), losses.MeanSquaredError)
    assert isinstance(losses.get_loss("binary_crossentropy"), losses.BinaryCrossentropy)
    assert isinstance(losses.get_loss("categorical_crossentropy"), losses.CategoricalCrossentropy)
    own = losses.SoftmaxCrossentropy()
    assert losses.get_loss(own) is own


def test_an_unknown_loss_is_refused_with_the_names_that_exist():
    with pytest.raises(ValueError, match="Unknown loss 'mae'; choose one of mean_squared_error, mse, binary"):
        losses.get_loss("mae")
    for wrong in (
        7,
        losses.MeanSquaredError,
        type("Half", (), {"forward": 1})(),
        type("Half", (), {"backward": 1})(),
    ):
        with pytest.raises(TypeError, match="object with forward and backward"):
            losses.get_loss(wrong)
