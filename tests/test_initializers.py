"""Initializers: the variance that each promises, measured on wide arrays that are not square."""

import numpy as np
import pytest

from dlutils import initializers as init

SHAPE = (400, 250)
KERNEL = (3, 5, 20, 30)


@pytest.mark.parametrize(
    ("rule", "dense", "kernel"),
    [
        (init.glorot_normal, 2 / 650, 2 / (15 * 50)),
        (init.glorot_uniform, 2 / 650, 2 / (15 * 50)),
        (init.he_normal, 2 / 400, 2 / (15 * 20)),
        (init.he_uniform, 2 / 400, 2 / (15 * 20)),
        (init.lecun_normal, 1 / 400, 1 / (15 * 20)),
        (init.lecun_uniform, 1 / 400, 1 / (15 * 20)),
        (init.random_normal, 0.05**2, 0.05**2),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_variance(rule, dense, kernel):
    for shape, variance in ((SHAPE, dense), (KERNEL, kernel)):
        W = rule(shape, np.random.default_rng(0))
        assert W.shape == shape
        assert W.var() == pytest.approx(variance, rel=0.04)
        assert abs(W.mean()) < 4 * np.sqrt(variance / W.size)
        np.testing.assert_array_equal(W, rule(shape, np.random.default_rng(0)))
        if "uniform" in rule.__name__:
            assert np.abs(W).max() == pytest.approx(np.sqrt(3 * variance), rel=0.01)


def test_zeros_and_fans():
    assert not init.zeros(SHAPE).any()
    assert init.zeros(SHAPE).shape == SHAPE
    assert init.fans((4, 7)) == (4, 7)
    assert init.fans((3, 2, 4, 7)) == (24, 42)


def test_orthogonal_is_a_rotation():
    Q = init.orthogonal((6, 6), np.random.default_rng(1))
    np.testing.assert_allclose(Q.T @ Q, np.eye(6), atol=1e-12)
    drawn = [init.orthogonal((1, 1), np.random.default_rng(seed))[0, 0] for seed in range(40)]
    assert set(np.round(drawn, 12)) == {-1.0, 1.0}


@pytest.mark.parametrize("shape", [(5, 2), (1, 3), (2, 5), (3, 3, 2, 4), (2, 2, 1, 9)])
def test_orthogonal_has_the_shape_that_is_asked_for(shape):
    W = init.orthogonal(shape, np.random.default_rng(1))
    assert W.shape == shape
    flat = W.reshape(-1, shape[-1])
    square = flat.T @ flat if len(flat) >= shape[-1] else flat @ flat.T
    np.testing.assert_allclose(square, np.eye(len(square)), atol=1e-12)


def test_names():
    for name in ("zeros", "random_normal", "glorot_uniform", "he_normal", "lecun_normal", "orthogonal"):
        assert init.get_initializer(name) is getattr(init, name)
    assert init.get_initializer(init.he_normal) is init.he_normal
    with pytest.raises(
        ValueError, match="Unknown initializer 'xavier_normal'; choose one of zeros, .*he_normal"
    ):
        init.get_initializer("xavier_normal")
