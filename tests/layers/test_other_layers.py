"""What is special about dense, dropout, normalization, recurrence and residual layers."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from dlutils import loops
from dlutils.layers import (
    Activation,
    BatchNormalization,
    Chain,
    Dense,
    Dropout,
    Flatten,
    LeakyReLU,
    PReLU,
    Reshape,
    Residual,
    SimpleRNN,
)

rng = np.random.default_rng(7)


def test_dense_by_hand():
    layer = Dense(2)
    layer.build((3,), 0, "float64")
    layer.W[...] = [[1, 2], [3, 4], [5, 6]]
    layer.b[...] = [10, 20]
    X = np.array([[1.0, 0, -1], [2, 1, 0]])
    assert layer.forward(X).tolist() == [[6, 16], [15, 28]]
    assert layer.backward(np.array([[1.0, 0], [0, 1]])).tolist() == [[1, 3, 5], [2, 4, 6]]
    assert layer.dW.tolist() == [[1, 2], [0, 1], [-1, 0]]
    assert layer.db.tolist() == [1, 1]


def test_dense_draws_by_its_rule_and_starts_with_zero_bias():
    layer = Dense(200, kernel_initializer="he_normal")
    layer.build((300,), 0)
    assert layer.W.var() == pytest.approx(2 / 300, rel=0.03)
    assert not layer.b.any()
    constant = Dense(2, kernel_initializer=lambda shape, rng: np.full(shape, 0.5))
    constant.build((3,), 0)
    assert (constant.W == 0.5).all()


def test_dense_refuses_what_is_not_a_row():
    with pytest.raises(
        ValueError, match=r"Dense\(3\) takes a row of numbers per example, got \(8, 8, 1\); add Flatten"
    ):
        Dense(3).output_shape((8, 8, 1))
    with pytest.raises(ValueError, match="Dense: units must be a positive whole number, got 'ten'"):
        Dense("ten")


def test_flatten_keeps_the_order_of_memory():
    X = rng.standard_normal((2, 3, 4, 5))
    np.testing.assert_array_equal(Flatten().forward(X)[1], X[1].ravel())


def test_reshape_keeps_the_order_of_memory_and_refuses_what_does_not_fit():
    X = rng.standard_normal((2, 3, 4, 5))
    layer = Reshape((3, 20))
    np.testing.assert_array_equal(layer.forward(X)[1, 2], X[1, 2].ravel())
    np.testing.assert_array_equal(layer.backward(layer.forward(X)), X)
    with pytest.raises(
        ValueError, match=r"Reshape\(3, 20\): .* has 56 numbers, the new shape has room for 60"
    ):
        layer.output_shape((7, 8))
    with pytest.raises(ValueError, match="has 56 numbers"):
        layer.forward(np.zeros((60, 7, 8)))


def test_dropout_keeps_the_expected_value():
    layer = Dropout(0.3, seed=1)
    X = np.ones((500, 400), "float32")
    Y = layer.forward(X, training=True)
    assert np.mean(Y == 0) == pytest.approx(0.3, abs=0.005)
    np.testing.assert_allclose(Y[Y > 0], 1 / 0.7, rtol=1e-6)
    np.testing.assert_array_equal(layer.backward(X), Y)
    assert not np.array_equal(layer.forward(X, training=True), Y)  # another mask each time


def test_dropout_does_nothing_outside_of_training():
    layer = Dropout(0.3)
    X = np.ones((3, 4))
    layer.forward(X, training=True)
    np.testing.assert_array_equal(layer.forward(X), X)
    np.testing.assert_array_equal(layer.backward(X), X)
    np.testing.assert_array_equal(Dropout(0).forward(X, training=True), X)


def test_dropout_is_repeatable_by_its_own_seed_and_by_the_generator_of_the_model():
    X = np.ones((30, 40))
    np.testing.assert_array_equal(*(Dropout(0.5, seed=3).forward(X, training=True) for _ in range(2)))
    masks = []
    for seed in (1, 1, 2):
        layer = Dropout(0.5)
        layer.build((40,), seed)
        masks.append(layer.forward(X, training=True))
    np.testing.assert_array_equal(masks[0], masks[1])
    assert not np.array_equal(masks[0], masks[2])
    own = Dropout(0.5, seed=3)
    own.build((40,), 1)
    np.testing.assert_array_equal(
        own.forward(X, training=True), Dropout(0.5, seed=3).forward(X, training=True)
    )


@pytest.mark.parametrize("rate", [1, -0.1, "half", True])
def test_dropout_refuses_other_rates(rate):
    with pytest.raises(ValueError, match="Dropout: rate must be at least 0 and below 1, got"):
        Dropout(rate)


def test_normalization_gives_mean_0_and_variance_1():
    layer = BatchNormalization(epsilon=1e-12)
    X = 5 + 3 * rng.standard_normal((6, 4, 3, 2))
    layer.build(X.shape[1:], 0, "float64")
    Y = layer.forward(X, training=True)
    np.testing.assert_allclose(Y.mean(axis=(0, 1, 2)), 0, atol=1e-12)
    np.testing.assert_allclose(Y.var(axis=(0, 1, 2)), 1, rtol=1e-9)


def test_normalization_keeps_running_averages_in_keras_way():
    layer = BatchNormalization(momentum=0.9)
    X = rng.standard_normal((5, 3))
    layer.build((3,), 0, "float64")
    layer.forward(X, training=True)
    np.testing.assert_allclose(layer.moving_mean, 0.1 * X.mean(axis=0))
    np.testing.assert_allclose(layer.moving_variance, 0.9 + 0.1 * X.var(axis=0))
    kept = layer.moving_mean.copy()
    wanted = (X - kept) / np.sqrt(layer.moving_variance + 1e-3)
    np.testing.assert_allclose(layer.forward(X), wanted)
    np.testing.assert_array_equal(layer.moving_mean, kept)


def test_normalization_agrees_with_autograd():
    X, dY = rng.standard_normal((5, 3)), rng.standard_normal((5, 3))
    layer = BatchNormalization()
    layer.build((3,), 0, "float64")
    layer.gamma += rng.uniform(0, 1, 3)

    def J(X, gamma, beta):
        X_hat = (X - anp.mean(X, axis=0)) / anp.sqrt(anp.var(X, axis=0) + 1e-3)
        return anp.sum((gamma * X_hat + beta) * dY)

    layer.forward(X, training=True)
    dX = layer.backward(dY)
    for index, ours in enumerate((dX, layer.dgamma, layer.dbeta)):
        np.testing.assert_allclose(ours, grad(J, index)(X, layer.gamma, layer.beta), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("argument", "wrong"), [("momentum", 1), ("momentum", -1), ("epsilon", 0), ("epsilon", np.inf)]
)
def test_normalization_refuses_bad_numbers(argument, wrong):
    with pytest.raises(ValueError, match=f"BatchNormalization: {argument} must"):
        BatchNormalization(**{argument: wrong})


@pytest.mark.parametrize("sequences", [True, False])
def test_recurrence_agrees_with_the_loops_and_with_autograd(sequences):
    X = rng.standard_normal((4, 5, 2))
    layer = SimpleRNN(3, return_sequences=sequences)
    layer.build((5, 2), 1, "float64")
    layer.b += 0.2
    H = layer.forward(X)
    dH = rng.standard_normal(H.shape)
    dX = layer.backward(dH)

    all_dH = dH if sequences else np.concatenate([np.zeros((4, 4, 3)), dH[:, np.newaxis]], axis=1)
    zero = np.zeros((4, 3))
    all_H = loops.rnn_forward(X, zero, layer.Wx, layer.Wh, layer.b)
    by_loops = loops.rnn_backward(all_dH, X, all_H, zero, layer.Wx, layer.Wh)

    def J(X, Wx, Wh, b):
        h, J = anp.zeros((4, 3)), 0
        for t in range(5):
            h = anp.tanh(X[:, t] @ Wx + h @ Wh + b)
            J = J + anp.sum(h * all_dH[:, t])
        return J

    for index, (ours, twin) in enumerate(
        zip((dX, layer.dWx, layer.dWh, layer.db), (by_loops[0], *by_loops[2:]), strict=True)
    ):
        np.testing.assert_allclose(ours, twin, rtol=1e-10, atol=1e-13)
        np.testing.assert_allclose(
            ours, grad(J, index)(X, layer.Wx, layer.Wh, layer.b), rtol=1e-10, atol=1e-13
        )


def test_recurrence_refuses_what_is_not_a_sequence():
    with pytest.raises(
        ValueError, match=r"SimpleRNN\(3\) takes a sequence \(moments, features\) per example, got \(4,\)"
    ):
        SimpleRNN(3).output_shape((4,))


def test_recurrence_takes_sequences_of_another_length():
    layer = SimpleRNN(3)
    layer.build((5, 2), 1)
    assert layer.forward(np.ones((4, 9, 2), "float32")).shape == (4, 3)


def test_a_residual_block_with_a_silent_branch_hands_its_input_on():
    block = Residual([Dense(4, kernel_initializer="zeros")])
    block.build((4,), 0)
    X = rng.standard_normal((3, 4)).astype("float32")
    np.testing.assert_array_equal(block.forward(X), X)
    np.testing.assert_array_equal(block.backward(X), X)


def test_a_residual_block_must_give_back_the_shape():
    with pytest.raises(ValueError, match=r"the branch turns \(4,\) into \(5,\); the sum needs equal shapes"):
        Residual([Dense(5)]).build((4,), 0)


def test_parameters_of_blocks_have_full_names():
    chain = Chain([Residual([Dense(4, activation="relu"), BatchNormalization()]), Dense(2), PReLU()])
    chain.build((4,), 0)
    assert [name for name, _, _ in chain.parameters()] == [
        "residual_1.dense_1.W",
        "residual_1.dense_1.b",
        "residual_1.batchnormalization_1.gamma",
        "residual_1.batchnormalization_1.beta",
        "dense_1.W",
        "dense_1.b",
        "prelu_1.alpha",
    ]
    assert [name for name, _ in chain.statistics()] == [
        "residual_1.batchnormalization_1.moving_mean",
        "residual_1.batchnormalization_1.moving_variance",
    ]


def test_activations_have_names_and_may_be_layers():
    assert str(Activation("relu")) == "Activation(ReLU)"
    assert Dense(3, activation="linear").activation is None
    assert Dense(3, activation=LeakyReLU(0.3)).activation.alpha == 0.3
    with pytest.raises(
        ValueError, match="PReLU learns parameters: add it to the model as a layer of its own"
    ):
        Dense(3, activation=PReLU())
    with pytest.raises(ValueError, match="Activation needs the name of an activation: relu, sigmoid"):
        Activation(None)


def test_shapes_may_be_plain_numbers():
    assert Dense(3, input_shape=4).input_shape == (4,)
    for wrong in ((), (4, -1), (4, 2.5), 0):
        with pytest.raises(ValueError, match="input_shape must hold positive whole numbers"):
            Dense(3, input_shape=wrong)


def test_layers_say_what_they_are():
    layer = Dense(3)
    assert str(layer) == repr(layer) == "Dense(3)"
    layer.build((4,), 0)
    assert str(layer) == "Dense(4 → 3)"
    assert str(Dropout(0.5)) == "Dropout(0.5)"
