import numpy as np
import pytest

from dlutils.initializers import lecun_normal
from dlutils.rectifiers import BY_NAME, first_parameters, through_layers, watch


@pytest.fixture(scope="module")
def data():
    """Two heaps that a small network can part, 120 points to train on and 40 held back."""
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, size=160)
    X = rng.standard_normal((160, 3)) + 4 * y[:, None]
    return X[:120], y[:120], X[120:], y[120:]


def start(bias=0.0):
    return first_parameters(3, 8, 2, seed=1, bias=bias)


def test_one_layer_agrees_with_the_formulas():
    X = np.random.default_rng(5).standard_normal((30, 6))
    signal = through_layers("tanh", "lecun_normal", depth=1, width=6, seed=3, X=X)
    rng = np.random.default_rng(3)
    W = lecun_normal((6, 6), rng)
    A = np.tanh(X @ W)
    dA = rng.standard_normal(A.shape)
    back = (dA * (1 - A**2)) @ W.T
    assert signal.mean[0] == pytest.approx(A.mean())
    assert signal.spread[0] == pytest.approx(A.std(axis=0).mean())
    assert signal.gradient == pytest.approx([1, np.linalg.norm(back) / np.linalg.norm(dA)])


@pytest.mark.parametrize("name", BY_NAME)
def test_every_activation_has_shapes_for_each_layer(name):
    signal = through_layers(name, "lecun_normal", depth=4, width=10)
    assert [part.shape for part in signal] == [(4,), (4,), (5,)]


def test_sigmoid_fades_and_relu_with_he_does_not():
    assert through_layers("sigmoid", "glorot_normal", depth=20).gradient[-1] < 1e-10
    assert 0.5 < through_layers("relu", "he_normal", depth=20).gradient[-1] < 2
    assert through_layers("relu", "glorot_normal", depth=20).gradient[-1] < 0.01


def test_selu_keeps_its_promise_with_lecun_only():
    assert 0.9 < through_layers("selu", "lecun_normal").spread[-1] < 1.1
    assert through_layers("selu", "he_normal").spread[-1] > 3


def test_a_network_learns_and_its_parameters_are_not_changed(data):
    parameters = start()
    before = [p.copy() for p in parameters]
    result = watch(data, "relu", 0.1, parameters, steps=60, every=20)
    assert result.accuracy[-1] > 0.95 and not result.diverged
    assert result.steps.tolist() == [0, 20, 40, 60] and result.slopes.shape == (4, 8)
    assert all((a == b).all() for a, b in zip(parameters, before, strict=True))
    assert not (result.parameters[0] == before[0]).all()


def test_one_step_is_the_step_of_the_formulas(data):
    X, y, *_ = data
    W1, b1, W2, b2 = start()
    result = watch(data, "relu", 0.5, (W1, b1, W2, b2), steps=1, every=1, seed=4)
    batch = np.random.default_rng(4).integers(0, len(X), 64)
    x, Y = X[batch], np.eye(2)[y[batch]]

    def cost(W1):
        S = np.maximum(x @ W1 + b1, 0) @ W2 + b2
        return np.mean(np.log(np.exp(S).sum(axis=1)) - (S * Y).sum(axis=1))

    nudge = np.zeros_like(W1)
    nudge[2, 5] = 1e-6
    slope = (cost(W1 + nudge) - cost(W1 - nudge)) / 2e-6
    assert result.parameters[0][2, 5] == pytest.approx(W1[2, 5] - 0.5 * slope, abs=1e-8)


def test_units_with_a_low_bias_are_dead_and_stay_so(data):
    parameters = start(bias=-100)
    result = watch(data, "relu", 0.5, parameters, steps=30, every=10)
    assert (result.dead == 1).all()
    assert (result.parameters[0] == parameters[0]).all() and (result.parameters[1] == -100).all()


def test_leaky_units_are_never_dead(data):
    result = watch(data, "leaky_relu", 0.5, start(bias=-100), steps=30, every=10)
    assert (result.dead == 0).all() and (result.slopes == 0.01).all()
    steeper = watch(data, "leaky_relu", 0.5, start(bias=-100), steps=10, every=10, alpha=0.2)
    assert (steeper.slopes[0] == 0.2).all()


def test_the_same_seed_gives_the_same_run(data):
    one, two = (watch(data, "elu", 0.3, start(), steps=20, every=10, seed=2) for _ in range(2))
    assert (one.slopes == two.slopes).all() and (one.parameters[0] == two.parameters[0]).all()


def test_a_run_that_diverges_is_stopped_without_warnings(data):
    result = watch(data, "leaky_relu", 1e6, start(), steps=60, every=10)
    assert result.diverged and np.isfinite(result.slopes).all() and np.isfinite(result.accuracy).all()
    assert (result.slopes[-1] == result.slopes[-2]).all()


def test_a_unit_that_one_example_switches_on_is_not_dead(data):
    X = data[0]
    W1, b1, W2, b2 = start()
    b1 = -np.sort(X @ W1, axis=0)[-1] + 1e-9  # the largest score of every unit is now just above zero
    b1[3] -= 1.0
    slopes = watch(data, "relu", 0.1, (W1, b1, W2, b2), steps=1, every=1).slopes[0]
    assert slopes.tolist() == [1, 1, 1, 0, 1, 1, 1, 1]
