"""Every landscape against automatic differentiation, its critical points against its own slopes."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad, hessian

from dlutils import landscapes as ls
from dlutils.gradients import numerical_gradient, numerical_hessian

# The formulas once more, as autograd reads them.
SURFACES = {
    "parabola": (ls.Parabola(), lambda w: w[0] ** 2 + w[1] ** 2),
    "parabola of three": (ls.Parabola(3), lambda w: anp.sum(w**2)),
    "one number": (ls.Parabola(1), lambda w: w[0] ** 2),
    "ravine": (ls.Ravine(30), lambda w: 0.5 * w[0] ** 2 + 15 * w[1] ** 2),
    "saddle": (ls.Saddle(), lambda w: w[0] ** 2 - w[1] ** 2),
    "walls": (ls.WalledSaddle(), lambda w: w[0] ** 2 - w[1] ** 2 + w[1] ** 4 / 4),
    "monkey": (ls.MonkeySaddle(), lambda w: w[0] ** 3 - 3 * w[0] * w[1] ** 2),
    "two weights": (ls.TwoWeights(1.7), lambda w: (w[0] * w[1] - 1.7) ** 2 / 2),
}
every_surface = pytest.mark.parametrize("surface, formula", SURFACES.values(), ids=SURFACES)
FLAT = [surface for surface, _ in SURFACES.values() if surface.dimension == 2]


@every_surface
def test_value_gradient_and_hessian_are_those_of_autograd(surface, formula):
    for w in np.random.default_rng(1).standard_normal((5, surface.dimension)):
        assert surface.value(w) == pytest.approx(formula(w), rel=1e-12)
        np.testing.assert_allclose(surface.gradient(w), grad(formula)(w), rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(surface.hessian(w), hessian(formula)(w), rtol=1e-12, atol=1e-12)


def test_random_waves_are_their_formula():
    waves = ls.RandomWaves(3, rng=2, waves=7)

    def formula(w):
        return anp.sqrt(2 / 7) * anp.sum(anp.cos(anp.dot(waves.K, w) + waves.phi))

    for w in np.random.default_rng(1).standard_normal((3, 3)):
        assert waves.value(w) == pytest.approx(formula(w), rel=1e-12)
        np.testing.assert_allclose(waves.gradient(w), grad(formula)(w), rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(waves.hessian(w), hessian(formula)(w), rtol=1e-9, atol=1e-12)


ALL = [surface for surface, _ in SURFACES.values()] + [ls.Saddle().turned(33), ls.RandomWaves(3, rng=2)]


@pytest.mark.parametrize("surface", ALL, ids=lambda surface: type(surface).__name__)
def test_many_places_at_once_are_the_places_one_by_one(surface):
    n = surface.dimension
    grid = np.random.default_rng(3).standard_normal((4, 5, n))
    value, gradient, curvature = surface.value(grid), surface.gradient(grid), surface.hessian(grid)
    assert (value.shape, gradient.shape, curvature.shape) == ((4, 5), (4, 5, n), (4, 5, n, n))
    w = grid[2, 3].copy()
    assert value[2, 3] == pytest.approx(surface.value(w))
    np.testing.assert_allclose(gradient[2, 3], surface.gradient(w), atol=1e-12)
    np.testing.assert_allclose(curvature[2, 3], surface.hessian(w), atol=1e-12)
    np.testing.assert_array_equal(w, grid[2, 3])


@every_surface
def test_slopes_are_zero_at_critical_points(surface, formula):
    points = surface.critical_points()
    assert points.shape[1:] == (surface.dimension,) and len(points) >= 1
    np.testing.assert_allclose(surface.gradient(points), 0, atol=1e-14)


@pytest.mark.parametrize("surface", FLAT, ids=lambda surface: type(surface).__name__)
@pytest.mark.parametrize("degrees", [0, 22.5, 45, -100])
def test_turning_moves_everything_and_changes_nothing(surface, degrees):
    turned = surface.turned(degrees)
    own = np.random.default_rng(4).standard_normal((6, 2))
    w = turned.place(own)
    np.testing.assert_allclose(turned.own(w), own, atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(w, axis=1), np.linalg.norm(own, axis=1))
    np.testing.assert_allclose(turned.value(w), surface.value(own), atol=1e-12)
    for place in w[:2]:
        np.testing.assert_allclose(turned.gradient(place), numerical_gradient(turned.value, place), atol=1e-7)
        np.testing.assert_allclose(turned.hessian(place), numerical_hessian(turned.value, place), atol=1e-5)
    np.testing.assert_allclose(turned.gradient(turned.critical_points()), 0, atol=1e-12)


def test_turning_is_anticlockwise_and_adds_up():
    np.testing.assert_allclose(ls.Saddle().turned(90).place((1, 0)), [0, 1], atol=1e-12)
    twice = ls.WalledSaddle().turned(20).turned(25)
    once = ls.WalledSaddle().turned(45)
    np.testing.assert_allclose(twice.place((0.3, 2)), once.place((0.3, 2)))
    assert twice.value((0.3, 2)) == pytest.approx(once.value((0.3, 2)))
    assert twice.left(once.place((5, 1.01))) and not twice.left(once.place((5, 0.99)))


def test_kinds_of_the_critical_points():
    def kinds(surface):
        return [ls.classify_critical_point(H) for H in surface.hessian(surface.critical_points())]

    assert kinds(ls.Parabola(3)) == kinds(ls.Ravine()) == ["minimum"]
    assert kinds(ls.Saddle()) == ["saddle"]
    assert kinds(ls.WalledSaddle().turned(30)) == ["saddle", "minimum", "minimum"]
    assert kinds(ls.MonkeySaddle()) == ["undecided"]
    assert kinds(ls.TwoWeights()) == ["saddle", "undecided", "undecided"]  # the minima form a curve


def test_numbers_of_the_notebooks():
    assert ls.Saddle().value((0, 0.1)) == pytest.approx(-0.01)  # along y a maximum
    assert ls.WalledSaddle().value((0, np.sqrt(2))) == pytest.approx(-1)
    assert np.linalg.eigvalsh(ls.TwoWeights().hessian((0, 0))).tolist() == [-1, 1]


def test_a_monkey_saddle_goes_down_three_ways():
    """Notebook 05: r³ cos 3θ, so that higher and lower points lie in every neighbourhood."""
    theta = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    places = 1e-3 * np.stack([np.cos(theta), np.sin(theta)], axis=1)
    np.testing.assert_allclose(ls.MonkeySaddle().value(places), 1e-9 * np.cos(3 * theta), atol=1e-22)
    np.testing.assert_array_equal(ls.MonkeySaddle().hessian((0, 0)), 0)


def test_the_worst_angle_in_a_ravine():
    """Notebook 04: cos = 2√κ / (1 + κ), 78.6° for κ = 100."""
    theta = np.linspace(0, np.pi / 2, 100_001)
    w = np.stack([np.cos(theta), np.sin(theta)], axis=1)
    g = ls.Ravine(100).gradient(w)
    cosines = (g * w).sum(axis=1) / np.linalg.norm(g, axis=1)
    assert cosines.min() == pytest.approx(2 * 10 / 101, rel=1e-6)
    assert np.rad2deg(np.arccos(cosines.min())) == pytest.approx(78.6, abs=0.05)


def test_a_place_of_the_wrong_size_and_bad_numbers_are_refused():
    with pytest.raises(ValueError, match="2 coordinates"):
        ls.Saddle().value(np.zeros(3))
    with pytest.raises(ValueError, match="two weights"):
        ls.Parabola(3).turned(45)
    with pytest.raises(ValueError, match="condition"):
        ls.Ravine(0)
    with pytest.raises(ValueError, match="target"):
        ls.TwoWeights(-1)
