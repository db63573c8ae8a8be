"""Pooling: the picture of the notes, ties, overlap, frames, and any window and stride."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlutils import loops
from dlutils.layers import AveragePooling2D, MaxPooling2D, kernels

PICTURE = np.arange(1.0, 17).reshape(1, 4, 4, 1)
SHUFFLED = np.array([[9, 2, 1, 5], [4, 7, 8, 3], [6, 16, 11, 10], [12, 13, 15, 14.0]]).reshape(1, 4, 4, 1)


def test_the_picture_of_the_notes():
    assert MaxPooling2D().forward(PICTURE).ravel().tolist() == [6, 8, 14, 16]
    assert AveragePooling2D().forward(PICTURE).ravel().tolist() == [3.5, 5.5, 11.5, 13.5]


def test_a_shuffled_picture_tells_the_largest_from_the_last():
    layer = MaxPooling2D()
    assert layer.forward(SHUFFLED).ravel().tolist() == [9, 8, 16, 15]
    assert layer.winner.ravel().tolist() == [0, 2, 1, 2]
    dX = layer.backward(np.array([1.0, 2, 3, 4]).reshape(1, 2, 2, 1))[0, :, :, 0]
    assert dX.tolist() == [[1, 0, 0, 0], [0, 0, 2, 0], [0, 3, 0, 0], [0, 0, 4, 0]]


def test_of_several_largest_the_first_gets_everything():
    layer = MaxPooling2D()
    layer.forward(np.zeros((1, 2, 2, 3)))
    np.testing.assert_array_equal(layer.backward(np.full((1, 1, 1, 3), 5.0))[0, :, :, 0], [[5, 0], [0, 0]])


def test_where_windows_overlap_gradients_add_up():
    layer = MaxPooling2D(2, strides=1)
    layer.forward(np.array([[0.0, 0, 0], [0, 9, 0], [0, 0, 0]]).reshape(1, 3, 3, 1))
    assert layer.backward(np.array([1.0, 2, 4, 8]).reshape(1, 2, 2, 1))[0, 1, 1, 0] == 15


@pytest.mark.parametrize(
    ("window", "strides"),
    [
        ((2, 2), (1, 2)),
        ((2, 2), (2, 1)),
        ((3, 2), (2, 2)),
        ((2, 3), (2, 2)),
        ((3, 1), (1, 1)),
        ((2, 2), (2, 2)),
    ],
)
def test_windows_that_overlap_in_one_direction_only(window, strides):
    X = np.random.default_rng(3).standard_normal((2, 7, 8, 3))
    layer = MaxPooling2D(window, strides)
    dY = np.random.default_rng(4).standard_normal(layer.forward(X).shape)
    np.testing.assert_allclose(
        layer.backward(dY), loops.max_pool_backward(dY, X, window, strides), rtol=1e-12
    )


def test_negative_images_in_a_frame_stay_negative():
    X = -1 - np.arange(9.0).reshape(1, 3, 3, 1)
    layer = MaxPooling2D(2, padding="same")
    assert layer.forward(X).ravel().tolist() == [-1, -3, -7, -9]
    assert layer.backward(np.ones((1, 2, 2, 1)))[0, :, :, 0].tolist() == [[1, 0, 1], [0, 0, 0], [1, 0, 1]]


def test_an_average_counts_pixels_and_not_the_frame():
    X = np.array([[1.0, 2, 4], [8, 16, 32], [64, 128, 256]]).reshape(1, 3, 3, 1)
    layer = AveragePooling2D(2, padding="same")
    assert layer.forward(X).ravel().tolist() == [27 / 4, 36 / 2, 192 / 2, 256]
    dX = layer.backward(np.ones((1, 2, 2, 1)))[0, :, :, 0]
    assert dX.tolist() == [[0.25, 0.25, 0.5], [0.25, 0.25, 0.5], [0.5, 0.5, 1]]


def test_what_is_left_over_at_the_edge_is_dropped():
    X = np.arange(25.0).reshape(1, 5, 5, 1)
    layer = MaxPooling2D(2)
    assert layer.forward(X).shape == (1, 2, 2, 1)
    dX = layer.backward(np.ones((1, 2, 2, 1)))[0, :, :, 0]
    assert not dX[4].any() and not dX[:, 4].any()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_window_and_stride_as_the_loops(data):
    h, w, f_h, f_w, s_h, s_w = (
        data.draw(st.integers(1, 5), label=name) for name in "h w f_h f_w s_h s_w".split()
    )
    f_h, f_w = min(f_h, h), min(f_w, w)
    rng = np.random.default_rng(h)
    X = rng.integers(-3, 3, (2, h, w, 3)).astype(float)  # few values, many ties
    size, strides = (f_h, f_w), (s_h, s_w)
    largest, average = MaxPooling2D(size, strides), AveragePooling2D(size, strides)
    Y = largest.forward(X)
    np.testing.assert_array_equal(Y, loops.max_pool(X, size, strides))
    np.testing.assert_allclose(
        average.forward(X), loops.average_pool(X, size, strides), rtol=1e-12, atol=1e-15
    )
    dY = rng.standard_normal(Y.shape)
    np.testing.assert_allclose(
        largest.backward(dY), loops.max_pool_backward(dY, X, size, strides), rtol=1e-12
    )
    wanted = loops.average_pool_backward(dY, X.shape, size, strides)
    np.testing.assert_allclose(average.backward(dY), wanted, rtol=1e-12, atol=1e-15)


def test_blocks_of_images_change_nothing(monkeypatch):
    X = np.random.default_rng(2).integers(-3, 3, (7, 6, 5, 2)).astype(float)
    layer, results = MaxPooling2D(2, strides=1), []
    for cache in (2**20, 1000, 1):
        monkeypatch.setattr(kernels, "CACHE", cache)
        Y = layer.forward(X)
        results.append((Y, layer.winner, layer.backward(np.cos(Y))))
    for other in results[1:]:
        for a, b in zip(results[0], other, strict=True):
            np.testing.assert_array_equal(a, b)


def test_a_window_of_more_than_255_taps():
    X = np.zeros((1, 20, 20, 1))
    X[0, 17, 3] = 1  # tap 17 · 20 + 3 = 343
    layer = MaxPooling2D(20)
    assert layer.forward(X).ravel().tolist() == [1]
    assert layer.winner.ravel().tolist() == [343]
    np.testing.assert_array_equal(layer.backward(np.ones((1, 1, 1, 1))), X)


def test_the_number_of_the_winner_takes_no_more_memory_than_it_needs():
    for window, kind in (((2, 2), "uint8"), ((300, 1), "uint16"), ((1, 300), "uint16")):
        layer = MaxPooling2D(window)
        layer.forward(np.zeros((1, *window, 1)))
        assert layer.winner.dtype == kind


@pytest.mark.parametrize("make", [MaxPooling2D, AveragePooling2D])
def test_bad_arguments_are_refused(make):
    with pytest.raises(
        ValueError, match=f"{make.__name__}: pool_size must be a positive whole number, got 0"
    ):
        make(0)
    with pytest.raises(ValueError, match=f"{make.__name__}: strides must be a positive whole number, got -1"):
        make(2, strides=(1, -1))
    with pytest.raises(ValueError, match=f"{make.__name__}: padding must be 'valid' or 'same', got 1"):
        make(2, padding=1)
    with pytest.raises(ValueError, match="does not fit into images of"):
        make((3, 2)).output_shape((2, 5, 1))
