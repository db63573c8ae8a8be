"""One neuron in columns: worked numbers, nudging, the loops, and scikit-learn."""

import numpy as np
import pytest
from sklearn import datasets
from sklearn.linear_model import LinearRegression, LogisticRegression

from dlutils import neuron
from dlutils.gradients import numerical_gradient, numerical_hessian


@pytest.fixture
def data():
    """n_x = 3, m = 5; nothing symmetric."""
    rng = np.random.default_rng(8)
    return rng.standard_normal((3, 1)), 0.7, rng.standard_normal((3, 5)), np.array([[1.0, 0, 0, 1, 1]])


def standardized(X):
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@pytest.fixture(scope="module")
def diabetes():
    X, y = datasets.load_diabetes(return_X_y=True, scaled=False)
    return standardized(X.T), y[None, :]


def test_by_hand():
    w, b, X, Y = np.array([[2.0], [-1.0]]), 0.5, np.array([[1.0, 0.0], [3.0, 1.0]]), np.array([[0.0, 1.0]])
    np.testing.assert_allclose(neuron.linear_forward(w, b, X), [[-0.5, -0.5]])
    assert neuron.mean_squared_error(np.array([[-0.5, -0.5]]), Y) == pytest.approx((0.25 + 2.25) / 2)
    dw, db = neuron.linear_gradient(w, b, X, Y)
    np.testing.assert_allclose(dw, [[-0.5], [-3.0]])  # (2/2) (x₁ e₁ + x₂ e₂) with e = −0.5, −1.5
    assert db == -2
    a = 1 / (1 + np.exp(0.5))
    np.testing.assert_allclose(neuron.logistic_forward(w, b, X), [[a, a]])
    assert neuron.logistic_cost(w, b, X, Y) == pytest.approx(-(np.log(1 - a) + np.log(a)) / 2)
    dw, db = neuron.logistic_gradient(w, b, X, Y)
    np.testing.assert_allclose(dw, [[a / 2], [(3 * a + a - 1) / 2]])
    assert db == pytest.approx(a - 0.5)
    np.testing.assert_array_equal(neuron.predict_labels(w, b, X), [[0, 0]])


KINDS = {
    "linear": (
        lambda w, b, X, Y: neuron.mean_squared_error(neuron.linear_forward(w, b, X), Y),
        neuron.linear_gradient,
        neuron.linear_gradient_loops,
        lambda w, b, X: neuron.linear_hessian(X),
    ),
    "logistic": (
        neuron.logistic_cost,
        neuron.logistic_gradient,
        neuron.logistic_gradient_loops,
        neuron.logistic_hessian,
    ),
}
both = pytest.mark.parametrize("cost, gradient, loops, hessian", KINDS.values(), ids=KINDS)


@both
def test_gradient_is_that_of_nudging(data, cost, gradient, loops, hessian):
    w, b, X, Y = data
    dw, db = gradient(w, b, X, Y)
    assert dw.shape == w.shape and isinstance(db, float)
    np.testing.assert_allclose(dw, numerical_gradient(lambda w: cost(w, b, X, Y), w), rtol=1e-7)
    np.testing.assert_allclose(db, numerical_gradient(lambda b: cost(w, b, X, Y), np.array(b)), rtol=1e-7)


@both
def test_hessian_is_that_of_nudging(data, cost, gradient, loops, hessian):
    w, b, X, Y = data
    nudged = numerical_hessian(lambda w: cost(w[:, None], b, X, Y), w[:, 0])
    np.testing.assert_allclose(hessian(w, b, X), nudged, rtol=1e-5, atol=1e-7)


@both
def test_loops_are_the_vectorized_form(data, cost, gradient, loops, hessian):
    w, b, X, Y = data
    ways = [loops] if cost is not neuron.logistic_cost else [loops, neuron.logistic_gradient_one_loop]
    for way in ways:
        J, dw, db = way(w, b, X, Y)
        assert isinstance(J, float) and isinstance(db, float) and dw.shape == w.shape
        assert J == pytest.approx(cost(w, b, X, Y), rel=1e-12)
        np.testing.assert_allclose(dw, gradient(w, b, X, Y)[0], rtol=1e-12)
        assert db == pytest.approx(gradient(w, b, X, Y)[1], rel=1e-12)


@both
def test_arguments_are_left_alone(data, cost, gradient, loops, hessian):
    for array in data:
        if isinstance(array, np.ndarray):
            array.flags.writeable = False
    w, b, X, Y = data
    gradient(w, b, X, Y), loops(w, b, X, Y), hessian(w, b, X)
    neuron.linear_train(X, Y, 0.1, 3, w=w)
    neuron.logistic_train(X, Y, 0.1, 3, w=w)
    assert b == 0.7


def test_costs_are_those_before_each_step_and_both_parameters_move_at_once(data):
    _, _, X, Y = data
    w, b, costs = neuron.logistic_train(X, Y, 0.3, 2)
    assert costs[0] == pytest.approx(np.log(2))
    dw, db = neuron.logistic_gradient(np.zeros((3, 1)), 0.0, X, Y)
    one = -0.3 * dw, -0.3 * db
    assert costs[1] == pytest.approx(neuron.logistic_cost(*one, X, Y))
    dw, db = neuron.logistic_gradient(*one, X, Y)
    np.testing.assert_allclose(w, one[0] - 0.3 * dw)
    assert b == pytest.approx(one[1] - 0.3 * db)
    start = np.ones((3, 1))
    assert neuron.linear_train(X, Y, 0.1, 1, start, 2.0)[2][0] == pytest.approx(
        neuron.mean_squared_error(neuron.linear_forward(start, 2.0, X), Y)
    )


@pytest.mark.parametrize("z", [1000.0, -1000.0])
@pytest.mark.parametrize("y", [0.0, 1.0])
def test_certainty_of_any_size_is_stable(z, y):
    w, X, Y = np.array([[z]]), np.ones((1, 1)), np.array([[y]])
    expected = 1000.0 if (z > 0) != (y == 1) else 0.0
    for J in (neuron.logistic_cost(w, 0.0, X, Y), neuron.logistic_gradient_loops(w, 0.0, X, Y)[0]):
        assert J == pytest.approx(expected)
    for way in (neuron.logistic_gradient_loops, neuron.logistic_gradient_one_loop):
        assert way(w, 0.0, X, Y)[1].item() == pytest.approx(float(z > 0) - y)


def test_a_row_and_a_column_are_refused():
    with pytest.raises(ValueError, match="one shape"):
        neuron.mean_squared_error(np.ones((1, 4)), np.ones((4, 1)))


# Real data --------------------------------------------------------------------------------------------------


def test_closed_form_is_that_of_scikit_learn(diabetes):
    X, Y = diabetes
    w, b = neuron.linear_solution(X, Y)
    theirs = LinearRegression().fit(X.T, Y[0])
    np.testing.assert_allclose(w[:, 0], theirs.coef_, rtol=1e-9)
    assert b == pytest.approx(theirs.intercept_)
    np.testing.assert_allclose(neuron.linear_gradient(w, b, X, Y)[0], 0, atol=1e-9)


def test_the_cost_of_diabetes_is_right_long_before_its_weights(diabetes):
    """Notebook 01: condition 470, 2/λmax = 0.2485; after 100 steps cost 0.4 % above, weights off by 25."""
    X, Y = diabetes
    curvatures = np.linalg.eigvalsh(neuron.linear_hessian(X))
    assert curvatures[-1] / curvatures[0] == pytest.approx(470, abs=1)
    assert 2 / curvatures[-1] == pytest.approx(0.2485, abs=5e-5)
    best_w, best_b = neuron.linear_solution(X, Y)
    best = neuron.mean_squared_error(neuron.linear_forward(best_w, best_b, X), Y)
    w, b, _ = neuron.linear_train(X, Y, 0.2, 100)
    J = neuron.mean_squared_error(neuron.linear_forward(w, b, X), Y)
    assert J / best - 1 == pytest.approx(0.004, abs=0.002)
    assert np.abs(w - best_w).max() == pytest.approx(25, abs=6)
    w, b, _ = neuron.linear_train(X, Y, 0.2, 5000)
    assert np.abs(w - best_w).max() < 1e-5


def test_raw_diabetes_has_a_hundred_times_the_condition():
    """Notebook 01, in kind: 76,279 for the centred raw data, against 470."""
    X = datasets.load_diabetes(scaled=False).data.T
    curvatures = np.linalg.eigvalsh(neuron.linear_hessian(X - X.mean(axis=1, keepdims=True)))
    assert curvatures[-1] / curvatures[0] == pytest.approx(76_279, rel=1e-3)


def test_same_coefficients_as_scikit_learn_without_a_penalty():
    """Notebook 03: two features and no penalty; with the default penalty they differ."""
    X, y = datasets.load_breast_cancer(return_X_y=True)
    X, Y = standardized(X[:, :2].T), y[None, :]
    w, b, _ = neuron.logistic_train(X, Y, 3.0, 4000)
    free = LogisticRegression(C=1e10, tol=1e-12, max_iter=10_000).fit(X.T, y)
    np.testing.assert_allclose(w[:, 0], free.coef_[0], atol=1e-6)
    assert b == pytest.approx(free.intercept_[0], abs=1e-6)
    np.testing.assert_array_equal(neuron.predict_labels(w, b, X)[0], free.predict(X.T))
    penalized = LogisticRegression(max_iter=10_000).fit(X.T, y)
    assert np.abs(penalized.coef_ - free.coef_).max() > 0.05
