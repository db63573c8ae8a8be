"""Who leaves a saddle, and how fast: the claims of notebook 05."""

import numpy as np
import pytest

from dlutils import landscapes as ls
from dlutils import loops
from dlutils.optimizers import Adam, GradientDescent, Momentum, Nesterov, RMSProp

DELTAS = 10.0 ** -np.arange(1, 9)
TINY = 1e-8  # ε below the gradients on the way; with ε as large as they are, Adam and RMSProp are slower


def steps_per_log(optimizer, degrees=0):
    """Slope of the steps over −ln δ, from (1, δ)."""
    saddle = ls.WalledSaddle().turned(degrees)
    steps = [ls.escape_time(saddle, optimizer, saddle.place((1, delta))) for delta in DELTAS]
    return np.polyfit(-np.log(DELTAS), steps, 1)[0]


@pytest.mark.parametrize(
    "optimizer, aligned, at_45",
    [
        (GradientDescent(0.1), 5.47, 5.47),
        (Momentum(0.1), 2.47, 2.47),
        (Momentum(0.1 * (1 - 0.9)), 9.83, 9.83),  # the averaged form at the same rate
        (Nesterov(0.1), 2.09, 2.09),
        (RMSProp(0.1, epsilon=TINY), 0.04, 1.38),
        (Adam(0.1, epsilon=TINY), 0.07, 5.06),
    ],
    ids=["gradient descent", "heavy ball", "averaged", "nesterov", "rmsprop", "adam"],
)
def test_steps_to_escape_grow_with_the_logarithm_and_adaptive_rates_depend_on_the_axes(
    optimizer, aligned, at_45
):
    """Notebook 05: steps for each unit of −ln δ."""
    assert steps_per_log(optimizer) == pytest.approx(aligned, abs=0.015)
    assert steps_per_log(optimizer, 45) == pytest.approx(at_45, abs=0.05)


def test_gradient_descent_follows_its_theory():
    """The distance grows by 1 + 2α at each step: 1 / ln 1.2 = 5.48 steps for a factor e."""
    assert steps_per_log(GradientDescent(0.1)) == pytest.approx(1 / np.log(1.2), abs=0.03)


def test_rmsprop_leaves_because_its_first_step_is_long():
    """Notebook 05: √(1/(1 − ρ)) α = 3.16 α, and 31.6 α for ρ = 0.999."""
    for rho, factor in ((0.9, 3.16), (0.999, 31.6)):
        path = ls.walk(ls.WalledSaddle(), RMSProp(0.1, rho=rho, epsilon=TINY), (1.0, 1e-3), 1)
        assert abs(path[1, 1] - path[0, 1]) == pytest.approx(0.1 * factor, rel=1e-2)
    assert ls.escape_time(ls.WalledSaddle(), RMSProp(0.1, epsilon=TINY), (1, 1e-5)) == 4


def test_the_middle_angle_is_different_again():
    """Notebook 05: at 22.5° Adam needs 15 steps whatever δ is."""
    saddle = ls.WalledSaddle().turned(22.5)
    steps = [
        ls.escape_time(saddle, Adam(0.1, epsilon=TINY), saddle.place((1, delta))) for delta in DELTAS[1:]
    ]
    assert set(steps) == {15}


@pytest.mark.parametrize(
    "optimizer, near, far",
    [
        (GradientDescent(0.05), 76, 406),
        (Momentum(0.05), 17, 105),
        (RMSProp(0.05), 42, 77),
        (Adam(0.05), 77, 273),
    ],
    ids=["gradient descent", "heavy ball", "rmsprop", "adam"],
)
def test_the_network_of_two_weights(optimizer, near, far):
    """Notebook 05: straight lines for all, Adam too."""
    steps = [ls.escape_time(ls.TwoWeights(), optimizer, (1, -1 + delta)) for delta in DELTAS]
    assert steps[0] == near and steps[-1] == far
    differences = np.diff(steps[2:])
    assert differences.min() > 0 and np.ptp(differences) <= 0.25 * differences.mean() + 2


@pytest.mark.parametrize(
    "optimizer", [GradientDescent(0.125), Momentum(0.125), Nesterov(0.125), RMSProp(0.1), Adam(0.1)]
)
def test_exactly_on_the_ridge_nobody_leaves(optimizer):
    """Notebook 05, first half: the axes are aligned, so y stays exactly 0."""
    assert ls.escape_time(ls.WalledSaddle(), optimizer, (1, 0), max_steps=500) == np.inf
    assert ls.walk(ls.WalledSaddle(), optimizer, (1, 0), 500)[-1, 1] == 0


def test_on_a_turned_ridge_rounding_frees():
    """Notebook 05. Another processor may round in another way: what counts is that they leave at all."""
    saddle = ls.WalledSaddle().turned(30)
    assert ls.escape_time(saddle, GradientDescent(0.1), saddle.place((1, 0)), max_steps=1000) < 1000
    assert ls.escape_time(saddle, Adam(0.1), saddle.place((1, 0)), max_steps=100) < 40


def test_noise_frees_in_logarithmic_time():
    """Notebook 05: medians 27, 52, 90 for σ = 0.1, 10⁻³, 10⁻⁶ in dy."""
    saddle, medians = ls.WalledSaddle(), []
    for sigma in (0.1, 1e-3, 1e-6):
        times = []
        for seed in range(60):
            gradient = ls.with_noise(saddle, sigma, seed, direction=(0, 1))
            times.append(ls.escape_time(saddle, GradientDescent(0.1), (1, 0), gradient=gradient))
        medians.append(np.median(times))
    np.testing.assert_allclose(medians, [27, 52, 90], atol=8)


def test_mini_batches_that_tilt_the_falling_direction_free():
    """Notebook 05: 200 examples, batches of 8."""
    saddle = ls.WalledSaddle()
    tilts = np.random.default_rng(0).standard_normal(200)
    for seed in range(5):
        gradient = ls.with_minibatches(saddle, tilts, 8, seed, direction=(0, 1))
        steps = ls.escape_time(saddle, GradientDescent(0.05), (1, 0), gradient=gradient, max_steps=300)
        assert 10 < steps < 150


def test_all_examples_in_one_batch_are_the_landscape_itself():
    saddle, w = ls.WalledSaddle(), np.array([0.3, -0.2])
    gradient = ls.with_minibatches(saddle, [3.0, 5.0, -1.0], 3, 0, direction=(0, 1))
    np.testing.assert_allclose(gradient(w), saddle.gradient(w), atol=1e-15)
    with pytest.raises(ValueError, match="1 to 3 examples"):
        ls.with_minibatches(saddle, [3.0, 5.0, -1.0], 4, 0, direction=(0, 1))


def test_no_mini_batch_ever_frees_the_network_of_two_weights():
    """Notebook 05, second half: on w₂ = −w₁ every example's gradient points along that line."""
    rng = np.random.default_rng(0)
    targets = 1 + rng.standard_normal(200)

    def gradient(w):
        error = w[0] * w[1] - rng.choice(targets, 8, replace=False).mean()
        return error * w[::-1]

    path = ls.walk(ls.TwoWeights(), GradientDescent(0.05), (1, -1), 500, gradient=gradient)
    np.testing.assert_array_equal(path[:, 0], -path[:, 1])
    assert np.abs(path[-1]).max() < 0.5  # drawn to the saddle, noise and all


def test_noise_has_its_size_and_may_go_anywhere():
    w = np.zeros(2)
    draws = np.array([g for g in map(ls.with_noise(ls.Saddle(), 0.3, 1), [w] * 4000)])
    np.testing.assert_allclose(draws.std(axis=0), 0.3, atol=0.02)
    along = np.array([g for g in map(ls.with_noise(ls.Saddle(), 0.3, 1, direction=(0, 1)), [w] * 4000)])
    assert (along[:, 0] == 0).all() and along[:, 1].std() == pytest.approx(0.3, abs=0.02)


def test_a_walk_is_the_steps_of_paper_and_starts_anew_each_time():
    saddle, optimizer = ls.WalledSaddle(), Momentum(0.1)
    path = ls.walk(saddle, optimizer, (1, 0.2), 6)
    np.testing.assert_array_equal(path, ls.walk(saddle, optimizer, (1, 0.2), 6))
    w, v = np.array([1, 0.2]), np.zeros(2)
    for place in path:
        np.testing.assert_allclose(place, w, rtol=1e-12)
        w, v = loops.momentum_step(w, saddle.gradient(w), v, 0.1, 0.9)


def test_escape_counts_from_zero_and_can_be_told_what_left_means():
    assert ls.escape_time(ls.Saddle(), GradientDescent(0.1), (0, 1.5)) == 0
    steps = ls.escape_time(ls.Parabola(), GradientDescent(0.25), (1, 1), left=lambda w: abs(w[0]) < 0.3)
    assert steps == 2
    with pytest.raises(NotImplementedError, match="left="):
        ls.escape_time(ls.Parabola(), GradientDescent(0.25), (1, 1))


def test_a_monkey_saddle_is_left_downhill_only():
    monkey = ls.MonkeySaddle()
    assert not monkey.left((1.1, 0)) and monkey.left((-1.1, 0)) and not monkey.left((-0.9, 0))


def test_divergence_is_a_sentence():
    with pytest.raises(FloatingPointError, match="smaller learning rate than 3"):
        ls.walk(ls.WalledSaddle(), GradientDescent(3.0), (1, 2), 50)
