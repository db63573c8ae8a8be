"""One hidden layer in columns: by hand, nudging, the layers in rows, PyTorch's rules for the spread, and clones."""

import numpy as np
import pytest

from dlutils import hidden
from dlutils.gradients import numerical_gradient
from dlutils.layers import Dense
from dlutils.models import Sequential


@pytest.fixture
def network():
    """n_x = 3, n_h = 4, m = 5; nothing symmetric."""
    rng = np.random.default_rng(6)
    parameters = {
        "W1": rng.standard_normal((3, 4)),
        "b1": rng.standard_normal((4, 1)),
        "W2": rng.standard_normal((4, 1)),
        "b2": rng.standard_normal((1, 1)),
    }
    return rng.standard_normal((3, 5)), np.array([[1.0, 0, 0, 1, 1]]), parameters


def test_by_hand():
    X, Y = np.array([[1.0], [2.0]]), np.array([[1.0]])
    parameters = {
        "W1": np.array([[2.0, -1.0], [-1.0, 1.0]]),
        "b1": np.zeros((2, 1)),
        "W2": np.array([[2.0], [1.0]]),
        "b2": np.zeros((1, 1)),
    }
    a = np.tanh(1.0)  # Z1 = (0, 1)
    np.testing.assert_allclose(hidden.hidden_units(X, parameters), [[0], [a]])
    p = 1 / (1 + np.exp(-a))
    np.testing.assert_allclose(hidden.forward(X, parameters), [[p]])
    assert hidden.cost(X, Y, parameters) == pytest.approx(-np.log(p))
    found = hidden.backward(X, Y, parameters)
    e = p - 1
    np.testing.assert_allclose(found["dZ2"], [[e]])
    np.testing.assert_allclose(found["dW2"], [[0], [a * e]])
    np.testing.assert_allclose(found["dA1"], [[2 * e], [e]])
    np.testing.assert_allclose(found["dZ1"], [[2 * e], [e * (1 - a**2)]])
    np.testing.assert_allclose(found["dW1"], [[2 * e, e * (1 - a**2)], [4 * e, 2 * e * (1 - a**2)]])
    np.testing.assert_array_equal(found["db1"], found["dZ1"])


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_gradients_agree_with_nudging(network, name):
    X, Y, parameters = network
    nudged = numerical_gradient(lambda v: hidden.cost(X, Y, parameters | {name: v}), parameters[name])
    found = hidden.two_layer_gradients(X, Y, parameters)["d" + name]
    np.testing.assert_allclose(found, nudged, atol=1e-9)


def test_the_layers_in_rows_find_the_same(network):
    X, Y, parameters = network
    model = Sequential([Dense(4, "tanh", input_shape=(3,)), Dense(1, "sigmoid")], seed=0, dtype="float64")
    model.compile("sgd", "binary_crossentropy")
    for (_, value, _), name in zip(model.parameters(), ("W1", "b1", "W2", "b2"), strict=True):
        value[...] = parameters[name].reshape(value.shape)
    assert model.evaluate(X.T, Y.T) == pytest.approx(hidden.cost(X, Y, parameters))
    np.testing.assert_allclose(model.predict(X.T), hidden.forward(X, parameters).T)
    steps, loss = model.training_steps()
    A = X.T
    for step in steps:
        A = step.forward(A, training=True)
    loss.forward(A, Y.T)
    d = loss.backward()
    for step in reversed(steps):
        d = step.backward(d)
    found = hidden.two_layer_gradients(X, Y, parameters)
    for (_, _, gradient), name in zip(model.parameters(), ("dW1", "db1", "dW2", "db2"), strict=True):
        np.testing.assert_allclose(gradient.reshape(found[name].shape), found[name], atol=1e-12)


def test_the_logbook_is_clean_where_nothing_is_broken(network):
    table = hidden.logbook(*network)
    assert [row.name for row in table] == ["dW1", "db1", "dZ1", "dA1", "dW2", "db2", "dZ2"]
    assert table.passed(1e-7)


def test_the_logbook_shows_the_first_broken_link(network):
    table = hidden.logbook(*network, slope=lambda A: 1 - A)
    broken = [row.name for row in table if row.relative_error > 1e-4]
    assert broken == ["dW1", "db1", "dZ1"]  # the lowest of them: dA1 is right, its slope is not


def test_a_table_can_be_read_without_rounding_errors(network):
    X, Y, parameters = network
    clean, broken = hidden.logbook(X, Y, parameters), hidden.logbook(X, Y, parameters, slope=lambda A: 1 - A)
    assert clean.first_broken() is None and broken.first_broken() == "dZ1"
    assert clean.verdicts().splitlines()[-1] == "dZ2  (1, 5)  right"
    assert "WRONG" not in clean.verdicts()
    lines = broken.verdicts().splitlines()
    assert [line.split()[0] for line in lines if "WRONG" in line] == ["dW1", "db1", "dZ1"]
    assert f"backward {broken[2].gradient:.4f}, nudged {broken[2].numerical:.4f}" in lines[2]


def test_a_vector_holds_all_parameters(network):
    _, _, parameters = network
    v = hidden.as_vector(parameters)
    assert v.shape == (3 * 4 + 4 + 4 + 1,)
    again = hidden.from_vector(v, 3, 4)
    assert list(again) == ["W1", "b1", "W2", "b2"]
    for name, value in parameters.items():
        np.testing.assert_array_equal(again[name], value)


def test_the_logbook_of_a_network_of_zeros_is_clean(network):
    X, Y, _ = network
    assert hidden.logbook(X, Y, hidden.start(3, 4, "zero", 0)).passed(1e-7)


def test_rounding_in_units_that_are_flat_is_not_called_a_mistake(network):
    X, Y, parameters = network
    flat = parameters | {"b1": parameters["b1"] + 13}
    assert np.abs(hidden.backward(X, Y, flat)["dZ1"]).max() < 1e-7
    assert hidden.logbook(X, Y, flat).passed(1e-7)


@pytest.mark.parametrize(
    "kind, spread", [("zero", 0), ("small", 0.01), ("xavier", np.sqrt(2 / 500)), ("he", np.sqrt(2 / 400))]
)
def test_first_weights_have_their_spread(kind, spread):
    W = hidden.initialize(400, 100, kind, np.random.default_rng(3))
    assert W.shape == (400, 100)
    assert W.std() == pytest.approx(spread, rel=0.02)


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="one of zero, small, xavier, he"):
        hidden.initialize(2, 3, "xaver", np.random.default_rng(0))


def test_training_lowers_the_cost_and_leaves_the_start_alone(network):
    X, Y, parameters = network
    before = {name: value.copy() for name, value in parameters.items()}
    after, costs = hidden.train(X, Y, parameters, alpha=0.1, iterations=50)
    assert costs[0] == hidden.cost(X, Y, parameters) and costs[-1] < costs[0]
    assert hidden.cost(X, Y, after) < costs[-1]
    for name, value in parameters.items():
        np.testing.assert_array_equal(value, before[name])


def test_clones_stay_clones_and_zeros_stay_zero(network):
    X, Y, _ = network
    X, Y = X[:, :4], np.array([[1.0, 0, 0, 1]])
    parameters = hidden.start(3, 4, "zero", 0)
    after, costs = hidden.train(X, Y, parameters, 1.0, 100)
    assert all((value == 0).all() for value in after.values()) and (costs == np.log(2)).all()
    clones = parameters | {"W1": np.full((3, 4), 0.5), "W2": np.full((4, 1), 0.5)}
    after, _ = hidden.train(X, Y, clones, 1.0, 100)
    np.testing.assert_allclose(np.ptp(after["W1"], axis=1), 0, atol=1e-12)
    assert np.ptp(after["W1"][:, 0]) > 0.1  # they have learned something


def test_accuracy_counts_what_is_right():
    parameters = hidden.start(1, 1, "zero", 0) | {"W1": np.array([[1.0]]), "W2": np.array([[1.0]])}
    X, Y = np.array([[-1.0, 2.0, 3.0, -4.0, 0.1]]), np.array([[0, 1, 0, 0, 1]])
    assert hidden.accuracy(X, Y, parameters) == 0.8
