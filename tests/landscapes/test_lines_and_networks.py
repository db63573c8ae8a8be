"""The cost of one neuron along a line, and of networks: the claims of notebooks 04 and 11."""

import numpy as np
import pytest

from dlutils import landscapes as ls
from dlutils import neuron
from dlutils.gradients import numerical_gradient
from dlutils.layers import Dense
from dlutils.models import Sequential

ONE = np.ones((1, 1))


def one_example(y, loss, x=1.0):
    """L as a function of z, for x = 1."""
    return ls.LogisticLine(x * ONE, y * ONE, 0 * ONE, ONE, loss=loss)


@pytest.fixture
def data():
    rng = np.random.default_rng(5)
    X = rng.standard_normal((3, 40))
    Y = (rng.random((1, 40)) < neuron.sigmoid(X[:1] - 0.5)).astype(float)
    return X, Y


def test_cross_entropy_along_a_line_is_the_cost_of_the_neuron(data):
    X, Y = data
    w, d = np.array([[0.2], [-1.0], [0.5]]), np.array([[1.0], [0.3], [-2.0]])
    line = ls.LogisticLine(X, Y, w, d, b=0.1, direction_b=-0.7)
    for t in (-2.0, 0.0, 0.9):
        at = w + t * d, 0.1 - 0.7 * t
        assert line.value([t]) == pytest.approx(neuron.logistic_cost(*at, X, Y), rel=1e-12)
        dw, db = neuron.logistic_gradient(*at, X, Y)
        np.testing.assert_allclose(line.gradient([t]), (d * dw).sum() - 0.7 * db, rtol=1e-10)
    no_b = ls.LogisticLine(X, Y, w, d)
    np.testing.assert_allclose(no_b.hessian([0.4]), d.T @ neuron.logistic_hessian(w + 0.4 * d, 0, X) @ d)


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
def test_slope_and_curvature_along_a_line_are_those_of_nudging(data, loss):
    line = ls.LogisticLine(*data, np.ones((3, 1)), np.array([[1.0], [0.3], [-2.0]]), 0.2, 0.5, loss=loss)
    for t in (-1.3, 0.0, 2.0):
        np.testing.assert_allclose(
            line.gradient([t]), numerical_gradient(line.value, np.array([t])), rtol=1e-6
        )
        slope_of_slope = numerical_gradient(lambda t: line.gradient(t)[0], np.array([t]))
        np.testing.assert_allclose(line.hessian([t])[0], slope_of_slope, rtol=1e-6)
    many = line.value(np.linspace(-1, 1, 12).reshape(4, 3, 1))
    assert many.shape == (4, 3)


def test_squared_error_through_a_sigmoid_is_not_convex():
    """Notebook 04: down to −0.120 for (a − y)², exactly where the true label has less than a third."""
    z = np.linspace(-8, 8, 160_001)[:, None]
    for y, place in ((1, -1.852), (0, 1.852)):
        curvature = one_example(y, "squared_error").hessian(z)[:, 0, 0]
        assert curvature.min() == pytest.approx(-0.1202, abs=5e-5)
        assert z[curvature.argmin(), 0] == pytest.approx(place, abs=1e-3)
        a = neuron.sigmoid(z[:, 0])
        wrong_by = a if y == 1 else 1 - a  # the probability of what is true
        clear = np.abs(wrong_by - 1 / 3) > 1e-4
        np.testing.assert_array_equal((curvature < 0)[clear], (wrong_by < 1 / 3)[clear])
    line = one_example(1, "squared_error")
    chord = (line.value([-8.0]) + line.value([0.0])) / 2
    assert line.value([-4.0]) == pytest.approx(0.964, abs=5e-4) and chord == pytest.approx(0.625, abs=5e-4)
    assert one_example(1, "squared_error", x=2.0).hessian(z)[:, 0, 0].min() == pytest.approx(
        4 * -0.1202, abs=2e-4
    )


def test_squared_error_goes_flat_where_it_is_most_wrong():
    """Notebook 04: at z = −8."""
    assert one_example(1, "squared_error").gradient([-8.0])[0] == pytest.approx(-0.00067, abs=5e-6)
    assert one_example(1, "squared_error").gradient([-7.0])[0] == pytest.approx(-0.0018, abs=5e-5)
    assert one_example(1, "cross_entropy").gradient([-8.0])[0] == pytest.approx(-0.99966, abs=5e-6)


def test_cross_entropy_bends_up_on_every_line(data):
    X, Y = data
    t = np.linspace(-30, 30, 601)[:, None]
    for direction in np.random.default_rng(0).standard_normal((10, 3, 1)):
        assert ls.LogisticLine(X, Y, np.zeros((3, 1)), direction).hessian(t).min() >= 0


def test_squared_error_can_have_two_minima():
    """Notebook 04: no bias, minima near w = −0.03 (0.249) and 0.93 (0.282)."""
    X, Y = np.array([[-2.0, 1, -1, -1, -7, -3]]), np.array([[0.0, 1, 1, 0, 1, 0]])
    line = ls.LogisticLine(X, Y, 0 * ONE, ONE, loss="squared_error")
    points = line.critical_points()
    kinds = [ls.classify_critical_point(H) for H in line.hessian(points)]
    minima = points[[kind == "minimum" for kind in kinds]]
    np.testing.assert_allclose(minima[:, 0], [-0.03, 0.93], atol=0.005)
    np.testing.assert_allclose(line.value(minima), [0.249, 0.282], atol=5e-4)
    assert kinds.count("maximum") >= 1
    np.testing.assert_allclose(line.gradient(points), 0, atol=1e-14)


def test_separable_data_have_no_minimum():
    """Notebook 04: w = 2.10, 4.02, 6.23, 8.52 after 10, 10², 10³, 10⁴ steps."""
    X, Y = np.array([[-2.0, -1, 1, 2]]), np.array([[0.0, 0, 1, 1]])
    line = ls.LogisticLine(X, Y, 0 * ONE, ONE)
    assert line.critical_points().shape == (0, 1)
    w = {steps: neuron.logistic_train(X, Y, 1.0, steps)[0].item() for steps in (10, 100, 1000, 10_000)}
    np.testing.assert_allclose(list(w.values()), [2.10, 4.02, 6.23, 8.52], atol=0.02)


def test_an_unknown_loss_is_refused():
    with pytest.raises(ValueError, match="'cross_entropy' or 'squared_error'"):
        one_example(1, "hinge")


# Networks ---------------------------------------------------------------------------------------------------


class Bowl:
    """The smallest thing with parameters: J = ½ Σ (A − 1)² + ½ b²."""

    def __init__(self, dtype=np.float64):
        self.A, self.b = np.arange(6, dtype=dtype).reshape(2, 3), np.array([2.0], dtype=dtype)

    def parameters(self):
        return [("A", self.A, None), ("b", self.b, None)]

    def cost(self):
        return ((self.A - 1) ** 2).sum() / 2 + (self.b**2).sum() / 2


def test_a_slice_is_the_cost_at_the_moved_weights():
    model = Bowl()
    d1, d2 = [np.ones((2, 3)), np.zeros(1)], [np.zeros((2, 3)), np.ones(1)]
    plane = ls.NetworkSlice(model, Bowl.cost, d1, d2)
    t = np.array([[0.5, -2.0], [-1.5, -2.0], [0.0, 0.0]])
    expected = [((np.arange(6) + a - 1) ** 2).sum() / 2 + (2 + c) ** 2 / 2 for a, c in t]
    np.testing.assert_allclose(plane.value(t), expected)
    np.testing.assert_allclose(plane.gradient([0.0, 0.0]), [9, 2], rtol=1e-8)
    np.testing.assert_allclose(plane.hessian([0.3, 0.0]), [[6, 0], [0, 1]], atol=1e-5)
    np.testing.assert_allclose(plane.critical_points(), [[-1.5, -2]], atol=1e-6)
    np.testing.assert_array_equal(model.A, np.arange(6).reshape(2, 3))
    assert model.b == 2


def test_the_model_keeps_its_present_weights_whatever_happens():
    model = Bowl()
    line = ls.NetworkSlice(model, Bowl.cost, [np.ones((2, 3)), np.ones(1)])
    at_first = line.value([0.0])
    model.A += 10
    assert line.value([0.0]) == at_first  # the slice stays where it was made
    np.testing.assert_array_equal(model.A, np.arange(6).reshape(2, 3) + 10)

    def fails(model):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ls.NetworkSlice(model, fails, [np.ones((2, 3)), np.ones(1)]).value([0.4])
    np.testing.assert_array_equal(model.A, np.arange(6).reshape(2, 3) + 10)


def test_in_float32_the_nudge_is_larger():
    line = ls.NetworkSlice(Bowl(np.float32), Bowl.cost, [np.ones((2, 3)), np.ones(1)])
    assert line.gradient([0.0]) == pytest.approx(11, rel=1e-3)
    assert line.hessian([0.0])[0, 0] == pytest.approx(7, rel=0.05)


def test_directions_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match=r"shapes \[\(2, 3\), \(1,\)\], got \[\(2, 3\)\]"):
        ls.NetworkSlice(Bowl(), Bowl.cost, [np.ones((2, 3))])
    with pytest.raises(ValueError, match="at least one"):
        ls.NetworkSlice(Bowl(), Bowl.cost)


def test_random_directions_are_as_long_as_the_weights_of_each_unit():
    direction = ls.random_direction(Bowl(), rng=3)
    np.testing.assert_allclose(np.linalg.norm(direction[0], axis=0), np.linalg.norm(Bowl().A, axis=0))
    np.testing.assert_array_equal(direction[1], 0)
    np.testing.assert_array_equal(direction[0], ls.random_direction(Bowl(), rng=3)[0])
    assert not np.array_equal(direction[0], ls.random_direction(Bowl(), rng=4)[0])


@pytest.fixture(scope="module")
def trained():
    """A network that parts two moons."""
    from dlutils.datasets_generated import load_moons, one_hot

    X, y = load_moons(200, rng=0)
    X, Y = X.astype("float32"), one_hot(y)
    model = Sequential([Dense(16, activation="tanh"), Dense(2, activation="softmax")], seed=1)
    model.compile("adam", "categorical_crossentropy")
    model.optimizer.learning_rate = 0.02
    model.fit(X, Y, epochs=30, verbose=0)
    return model, lambda model: float(model.evaluate(X, Y)), X


def test_permuted_units_are_two_equal_ends_with_a_bump_between(trained):
    """Notebook 11: non-convexity without a second training; a convex cost could not rise in the middle."""
    model, cost, X = trained
    other = Sequential([Dense(16, activation="tanh"), Dense(2, activation="softmax")], seed=2)
    other.compile("adam", "categorical_crossentropy")
    other.predict(X[:1])
    order = np.random.default_rng(0).permutation(16)
    (first, last), (first_other, last_other) = model.layers, other.layers
    first_other.W[...], first_other.b[...] = first.W[:, order], first.b[order]
    last_other.W[...], last_other.b[...] = last.W[order], last.b
    line = ls.NetworkSlice(model, cost, ls.direction_between(model, other))
    start, middle, end = line.value(np.array([[0.0], [0.5], [1.0]]))
    assert end == pytest.approx(start, rel=1e-4)
    assert middle > 2 * start
    np.testing.assert_allclose(other.predict(X), model.predict(X), atol=1e-6)


def test_a_plane_of_a_real_network_has_its_trained_cost_in_the_middle(trained):
    model, cost, _ = trained
    plane = ls.NetworkSlice(model, cost, ls.random_direction(model, 1), ls.random_direction(model, 2))
    t = np.linspace(-1, 1, 5)
    J = plane.value(np.stack(np.meshgrid(t, t), axis=-1))
    assert J.shape == (5, 5) and J[2, 2] == pytest.approx(cost(model), rel=1e-6) and J.argmin() == 12
    np.testing.assert_allclose(plane.gradient([0.0, 0.0]), 0, atol=0.05)


def test_models_of_different_kinds_have_no_direction_between_them(trained):
    other = Sequential([Dense(5, activation="tanh"), Dense(2)], seed=2)
    other.predict(trained[2][:1])
    with pytest.raises(ValueError, match=r"dense_1\.W has shape \(2, 16\)"):
        ls.direction_between(trained[0], other)


def test_logistic_regression_never_explodes_it_bounces():
    """Notebook 04: below 2/λmax of the minimum it settles, beyond it J jumps between two heights."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((1, 60))
    Y = (rng.random((1, 60)) < neuron.sigmoid(1.5 * X)).astype(float)
    w, b, costs = neuron.logistic_train(X, Y, 1.0, 5000)
    weights, X_and_one = np.vstack([w, [[b]]]), np.vstack([X, np.ones_like(X)])  # b as one more weight
    bound = ls.largest_stable_rate(neuron.logistic_hessian(weights, 0, X_and_one))
    at_zero = ls.largest_stable_rate(neuron.logistic_hessian(0 * weights, 0, X_and_one))
    assert at_zero < 0.9 * bound  # the bound depends on the place
    lowest = costs[-1]
    for factor, settles in ((0.95, True), (1.05, False), (1.5, False)):
        _, _, costs = neuron.logistic_train(X, Y, factor * bound, 4000, w=w + 0.01, b=b)
        one, other, one_again = costs[-3:]
        assert one_again == pytest.approx(one, abs=1e-9) and costs.max() < 2
        assert (abs(one - other) < 1e-9 and one == pytest.approx(lowest)) == settles
        assert (abs(one - other) > 0.004) != settles


def test_a_linear_neuron_does_explode():
    """Notebook 04, the other half: the same bound, on squared error."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((2, 50)) * np.array([[1.0], [3.0]])
    X -= X.mean(axis=1, keepdims=True)  # the bias then has a curvature of its own, 2
    Y = np.array([[2.0, -1.0]]) @ X
    bound = ls.largest_stable_rate(neuron.linear_hessian(X))
    below = neuron.linear_train(X, Y, 0.95 * bound, 500)[2]
    above = neuron.linear_train(X, Y, 1.05 * bound, 500)[2]
    assert below[-1] < 1e-9 and above[-1] > 1e9
