"""Moving pictures: by hand, never around the edge, and numbers that anybody can check."""

import numpy as np
import pytest

from dlutils.layers import AveragePooling2D, Conv2D, MaxPooling2D
from dlutils.models import Sequential
from dlutils.moving import move_right, shift_sensitivity

ROW = np.array([0.0, 3.0, 4.0, 0.0, 0.0]).reshape(1, 1, 5, 1)


def nothing(X):
    return X


@pytest.mark.parametrize(
    "shift, right", [(0, [0, 3, 4, 0, 0]), (1, [0, 0, 3, 4, 0]), (3, [0, 0, 0, 0, 3]), (7, [0] * 5)]
)
def test_zeros_come_in_on_the_left(shift, right):
    assert move_right(ROW, shift).ravel().tolist() == right


def test_rows_pictures_and_channels_stay_apart():
    X = np.arange(2.0 * 3 * 4 * 2).reshape(2, 3, 4, 2)
    moved = move_right(X, 1)
    assert moved.shape == X.shape and not moved[:, :, 0].any()
    assert np.array_equal(moved[:, :, 1:], X[:, :, :-1])


def test_moving_to_the_left_is_refused():
    with pytest.raises(ValueError, match="0 or more"):
        move_right(ROW, -1)


def test_sensitivity_by_hand():
    assert shift_sensitivity(nothing, ROW, 1) == pytest.approx(np.sqrt(26 / 25))
    assert shift_sensitivity(nothing, ROW, 0) == 0
    assert shift_sensitivity(nothing, -7 * ROW, 1) == pytest.approx(np.sqrt(26 / 25))


def test_what_ignores_the_place_does_not_change():
    assert shift_sensitivity(lambda X: X.max(axis=(1, 2)), ROW, 2) == 0


@pytest.mark.parametrize("layer", [MaxPooling2D(2), AveragePooling2D(2), Conv2D(3, 2, strides=2)])
def test_it_takes_the_layers_of_the_library(layer):
    X = np.random.default_rng(0).normal(size=(3, 4, 6, 2))
    model = Sequential([layer], seed=0, dtype="float64")
    model.predict(X)
    before, after = layer.forward(X), layer.forward(move_right(X, 1))
    rms = [np.sqrt(np.mean(a**2)) for a in (after - before, before)]
    assert shift_sensitivity(layer.forward, X, 1) == pytest.approx(rms[0] / rms[1])
