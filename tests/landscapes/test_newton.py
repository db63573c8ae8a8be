"""Steps with curvature, kinds of critical points, and random landscapes (notebooks 04 and 05)."""

import numpy as np
import pytest
import scipy.optimize

from dlutils import landscapes as ls
from dlutils.optimizers import GradientDescent


def newton(surface, w, step=ls.newton_step, steps=1):
    w = np.array(w, dtype=float)
    for _ in range(steps):
        w = step(w, surface.gradient(w), surface.hessian(w))
    return w


@pytest.mark.parametrize(
    "curvatures, kind",
    [
        ((1, 2), "minimum"),
        ((-1, -2), "maximum"),
        ((-1, 2), "saddle"),
        ((-1, 0, 2), "saddle"),
        ((0, 2), "undecided"),
        ((0, -2), "undecided"),
        ((1e-9, 2), "undecided"),
        ((-1, -1, 2, 2), "saddle"),  # the determinant is positive
        ((-1, -1), "maximum"),
    ],
)
def test_kinds_of_critical_points(curvatures, kind):
    n = len(curvatures)
    Q, _ = np.linalg.qr(np.random.default_rng(n).standard_normal((n, n)))
    assert ls.classify_critical_point(Q @ np.diag(curvatures) @ Q.T) == kind


def test_index_counts_what_bends_down():
    np.testing.assert_allclose(
        ls.index_of(np.stack([np.diag([1.0, 2, 3, 4]), np.diag([-1.0, 2, -3, 4])])), [0, 0.5]
    )


def test_newton_lands_on_a_saddle_in_one_step_and_saddle_free_leaves_it():
    """Notebook 05: from anywhere to (0, 0); saddle-free, y doubles instead."""
    for degrees in (0, 30):
        saddle = ls.Saddle().turned(degrees)
        start = saddle.place((3.0, 0.5))
        np.testing.assert_allclose(newton(saddle, start), 0, atol=1e-12)
        away = newton(saddle, start, ls.saddle_free_newton_step)
        np.testing.assert_allclose(saddle.own(away), [0, 1.0], atol=1e-12)  # y doubles


def test_newton_between_walls():
    """Notebook 05: to the saddle from y = 0.3 and 0.6, to −√2 from 0.75."""
    walls = ls.WalledSaddle()
    for y in (0.3, 0.6):
        np.testing.assert_allclose(newton(walls, (1, y), steps=20), [0, 0], atol=1e-12)
    np.testing.assert_allclose(newton(walls, (1, 0.75), steps=20), [0, -np.sqrt(2)], atol=1e-12)
    assert walls.hessian((0, 0.816))[1, 1] < 0 < walls.hessian((0, 0.817))[1, 1]
    end = newton(walls, (1, 1e-4), ls.saddle_free_newton_step, steps=40)
    np.testing.assert_allclose(end, [0, np.sqrt(2)], atol=1e-9)
    assert (
        newton(walls, (1, 0), ls.saddle_free_newton_step, steps=40)[1] == 0
    )  # exactly on the ridge it stays


def test_saddle_free_is_newton_where_everything_bends_up():
    ravine, w = ls.Ravine(50).turned(10), np.array([0.7, -1.2])
    free = newton(ravine, w, ls.saddle_free_newton_step)
    np.testing.assert_allclose(free, newton(ravine, w), atol=1e-12)
    np.testing.assert_allclose(free, 0, atol=1e-12)


def test_saddle_free_takes_absolute_eigenvalues_not_entries():
    H = np.array([[1.0, -2.0], [-2.0, 1.0]])  # eigenvalues 3 and −1
    g = np.array([0.5, 2.0])
    values, vectors = np.linalg.eigh(H)
    expected = -np.linalg.inv(vectors @ np.diag(np.abs(values)) @ vectors.T) @ g
    np.testing.assert_allclose(ls.saddle_free_newton_step(np.zeros(2), g, H), expected)


def test_a_floor_keeps_flat_directions_from_infinity():
    step = ls.saddle_free_newton_step(np.zeros(2), np.array([1.0, 1.0]), np.diag([2.0, 0.0]), floor=0.1)
    np.testing.assert_allclose(step, [-0.5, -10])
    with pytest.raises(np.linalg.LinAlgError):
        ls.newton_step(np.zeros(2), np.ones(2), np.diag([2.0, 0.0]))


def test_steps_take_many_places_at_once():
    walls, w = ls.WalledSaddle(), np.random.default_rng(0).standard_normal((4, 3, 2))
    for step in (ls.newton_step, ls.saddle_free_newton_step):
        many = step(w, walls.gradient(w), walls.hessian(w))
        np.testing.assert_allclose(many[2, 1], newton(walls, w[2, 1], step))


def test_largest_stable_rate_is_where_descent_turns_into_explosion():
    """Notebook 04, the quadratic half."""
    ravine = ls.Ravine(7).turned(25)
    rate = ls.largest_stable_rate(ravine.hessian((0, 0)))
    assert rate == pytest.approx(2 / 7)
    below = ls.walk(ravine, GradientDescent(0.95 * rate), (1, 1), 300)
    above = ls.walk(ravine, GradientDescent(1.05 * rate), (1, 1), 300)
    assert np.linalg.norm(below[-1]) < 1e-3 < 1e3 < np.linalg.norm(above[-1])
    assert ls.largest_stable_rate(-np.eye(2)) == np.inf


# Finding critical points ------------------------------------------------------------------------------------


def test_all_critical_points_of_the_walls_are_found():
    walls = ls.WalledSaddle().turned(20)
    starts = np.random.default_rng(0).uniform(-2, 2, (40, 2))
    found = ls.find_critical_points(walls, starts)
    assert len(found) == 3
    expected = walls.critical_points()
    for point in expected:
        assert np.linalg.norm(found - point, axis=1).min() < 1e-7


def test_a_landscape_that_knows_only_its_value_finds_them_by_nudging():
    class Bumps(ls.Landscape):
        def value(self, w):
            return np.sin(2 * w[..., 0]) + np.cos(2 * w[..., 1])

    bumps = Bumps()
    points = bumps.critical_points()
    assert len(points) >= 3
    np.testing.assert_allclose(np.cos(2 * points[:, 0]), 0, atol=1e-6)
    np.testing.assert_allclose(np.sin(2 * points[:, 1]), 0, atol=1e-6)
    w = np.array([0.3, 0.4])
    np.testing.assert_allclose(bumps.gradient(w), [2 * np.cos(0.6), -2 * np.sin(0.8)], atol=1e-7)
    np.testing.assert_allclose(bumps.hessian(w), np.diag([-4 * np.sin(0.6), -4 * np.cos(0.8)]), atol=1e-6)


def test_nothing_is_found_where_nothing_is():
    class Slope(ls.Landscape):
        def value(self, w):
            return w[..., 0] + 0.1 * w[..., 1] ** 2

        def gradient(self, w):
            return np.stack([np.ones_like(w[..., 0]), 0.2 * w[..., 1]], axis=-1)

        def hessian(self, w):
            return np.broadcast_to(np.diag([0.0, 0.2]), (*w.shape[:-1], 2, 2))

    assert Slope().critical_points().shape == (0, 2)


def test_points_of_random_waves_are_critical_points_for_scipy_too():
    waves = ls.RandomWaves(4, rng=3)
    for point in waves.critical_points(60)[:10]:
        root = scipy.optimize.root(waves.gradient, point + 1e-4, jac=waves.hessian, tol=1e-12)
        np.testing.assert_allclose(root.x, point, atol=1e-6)


def test_random_waves_have_mean_zero_variance_one_and_are_repeatable():
    heights = np.concatenate(
        [
            ls.RandomWaves(2, rng=seed).value(np.random.default_rng(seed).uniform(-50, 50, (500, 2)))
            for seed in range(20)
        ]
    )
    assert abs(heights.mean()) < 0.05 and heights.std() == pytest.approx(1, abs=0.05)
    same = [ls.RandomWaves(3, rng=5).critical_points(30) for _ in range(2)]
    np.testing.assert_array_equal(*same)


SHARE_OF_SADDLES = {1: 0, 2: 0.51, 3: 0.78, 4: 0.91, 5: 0.96, 6: 0.985, 8: 0.996, 10: 1.00}


def test_saddles_take_over_in_high_dimension_and_low_points_bend_up():
    """Notebook 05: fraction of saddles, and correlation of index with height."""
    correlations = {}
    for n, measured in SHARE_OF_SADDLES.items():
        waves = ls.RandomWaves(n, rng=n)
        points = waves.critical_points(800)
        assert len(points) > 300
        index, height = ls.index_of(waves.hessian(points)), waves.value(points)
        saddles = np.mean((0 < index) & (index < 1))
        assert saddles == pytest.approx(measured, abs=0.06 if n < 5 else 0.02)
        correlations[n] = np.corrcoef(index, height)[0, 1]
    assert 0.5 < correlations[1] < 0.75
    assert correlations[10] == pytest.approx(0.92, abs=0.03)
    assert correlations[1] < correlations[3] < correlations[10]
