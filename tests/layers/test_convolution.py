"""Convolution: numbers by hand, SciPy as an oracle, any window and stride, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d

from dlutils import loops
from dlutils.layers import Conv2D, ReLU, kernels
from dlutils.models import Sequential


def built(layer, shape, seed=0):
    layer.build(shape[1:], seed, "float64")
    layer.b += np.random.default_rng(seed).standard_normal(layer.b.shape)
    return layer


def test_a_kernel_is_not_turned_round():
    layer = built(Conv2D(1, 2), (1, 2, 3, 1))
    layer.W[:, :, 0, 0] = [[1, 10], [100, 1000]]
    layer.b[:] = 0.5
    X = np.array([[1.0, 2, 3], [4, 5, 6]]).reshape(1, 2, 3, 1)
    assert layer.forward(X).ravel().tolist() == [5421.5, 6532.5]  # 1·1 + 2·10 + 4·100 + 5·1000 + ½


def test_backward_by_hand_in_one_dimension():
    layer = built(Conv2D(1, (1, 2)), (1, 1, 3, 1))
    layer.W[0, :, 0, 0] = [2, 3]
    layer.forward(np.array([5.0, 7, 11]).reshape(1, 1, 3, 1))
    dX = layer.backward(np.array([1.0, 10]).reshape(1, 1, 2, 1))
    assert dX.ravel().tolist() == [2, 3 + 20, 30]  # each pixel collects from the windows that saw it
    assert layer.dW.ravel().tolist() == [5 + 70, 7 + 110]
    assert layer.db.tolist() == [11]


def test_same_as_scipy():
    rng = np.random.default_rng(1)
    X = rng.standard_normal((2, 7, 6, 3))
    layer = built(Conv2D(4, (3, 2)), X.shape)
    Z = layer.forward(X)
    for i, k in np.ndindex(2, 4):
        wanted = sum(correlate2d(X[i, :, :, j], layer.W[:, :, j, k], mode="valid") for j in range(3))
        np.testing.assert_allclose(Z[i, :, :, k], wanted + layer.b[k], rtol=1e-12)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_window_and_stride_as_the_loops(data):
    h, w, f_h, f_w, s_h, s_w = (
        data.draw(st.integers(1, 6), label=name) for name in "h w f_h f_w s_h s_w".split()
    )
    padding = data.draw(st.sampled_from(["valid", "same"]))
    layer = Conv2D(2, (f_h, f_w), (s_h, s_w), padding)
    if padding == "valid" and (f_h > h or f_w > w):
        with pytest.raises(ValueError, match="does not fit into images"):
            layer.output_shape((h, w, 3))
        return
    X = np.random.default_rng(h).standard_normal((2, h, w, 3))
    layer = built(layer, X.shape)
    Z = layer.forward(X)
    assert Z.shape == (2, *layer.output_shape((h, w, 3)))
    np.testing.assert_allclose(
        Z, loops.conv2d(X, layer.W, layer.b, (s_h, s_w), padding), rtol=1e-10, atol=1e-12
    )
    dZ = np.random.default_rng(w).standard_normal(Z.shape)
    gradients = (layer.backward(dZ), layer.dW, layer.db)
    for ours, wanted in zip(
        gradients, loops.conv2d_backward(dZ, X, layer.W, (s_h, s_w), padding), strict=True
    ):
        np.testing.assert_allclose(ours, wanted, rtol=1e-10, atol=1e-12)


def test_blocks_of_images_change_nothing(monkeypatch):
    X = np.random.default_rng(2).standard_normal((7, 6, 5, 2))
    layer, whole = built(Conv2D(3, 3), X.shape), []
    for cache in (2**20, 2500, 1):  # all images at once, two or three at a time, one at a time
        monkeypatch.setattr(kernels, "CACHE", cache)
        Z = layer.forward(X)
        whole.append((Z, layer.backward(np.cos(Z)), layer.dW, layer.db))
    for other in whole[1:]:
        for a, b in zip(whole[0], other, strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12)


def test_the_view_of_all_windows_cannot_be_written_into():
    X = np.zeros((1, 3, 3, 1))
    seen = kernels.look_through(X, (2, 2), (1, 1))
    assert np.shares_memory(seen, X) and not seen.flags.writeable


def test_blocks_cover_every_image_once():
    assert kernels.blocks(5, kernels.CACHE // 2) == [slice(0, 2), slice(2, 4), slice(4, 6)]
    assert kernels.blocks(2, 10 * kernels.CACHE) == [slice(0, 1), slice(1, 2)]
    assert kernels.blocks(3, 1) == [slice(0, kernels.CACHE)]


def test_batches_of_changing_size_and_precision():
    layer = built(Conv2D(3, 3), (5, 6, 5, 2))
    rng = np.random.default_rng(3)
    for m, dtype in ((5, "float64"), (3, "float64"), (3, "float32"), (5, "float64")):
        X = rng.standard_normal((m, 6, 5, 2)).astype(dtype)
        np.testing.assert_allclose(layer.forward(X), loops.conv2d(X, layer.W, layer.b), rtol=1e-9)


def test_the_buffer_is_kept_while_it_fits():
    buffer = kernels.reuse(None, (2, 3), np.dtype("float32"))
    assert kernels.reuse(buffer, (2, 3), np.dtype("float32")) is buffer
    assert kernels.reuse(buffer, (2, 4), np.dtype("float32")).shape == (2, 4)
    assert kernels.reuse(buffer, (2, 3), np.dtype("float64")).dtype == np.float64


def test_positions_of_a_window():
    assert [kernels.output_length(n, 3, 2, "valid") for n in (3, 4, 5, 6, 7)] == [1, 1, 2, 2, 3]
    assert [kernels.output_length(n, 3, 2, "same") for n in (1, 2, 3, 4, 5)] == [1, 1, 2, 2, 3]
    assert [kernels.same_padding(n, 3, 2) for n in (4, 5)] == [(0, 1), (1, 1)]
    assert kernels.same_padding(4, 4, 1) == (1, 2)
    assert kernels.same_padding(5, 2, 3) == (0, 0)  # the stride skips more than the window lacks


def test_taps_are_the_slices_of_the_picture():
    met = {(i, j): pixels for i, j, pixels in kernels.taps((2, 2), (2, 2), (2, 2))}
    assert list(met) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert met[0, 1] == (slice(None), slice(0, 4, 2), slice(1, 5, 2))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"filters": 0}, "Conv2D: filters must be a positive whole number, got 0"),
        ({"filters": 2.0}, "Conv2D: filters must be a positive whole number, got 2.0"),
        ({"filters": True}, "Conv2D: filters must be a positive whole number, got True"),
        ({"kernel_size": (3, 0)}, "Conv2D: kernel_size must be a positive whole number, got 0"),
        (
            {"kernel_size": (3, 3, 3)},
            r"Conv2D: kernel_size must be one number or two, \(height, width\), got \(3, 3, 3\)",
        ),
        ({"strides": 0}, "Conv2D: strides must be a positive whole number, got 0"),
        ({"padding": "full"}, "Conv2D: padding must be 'valid' or 'same', got 'full'"),
        ({"activation": "swish"}, "Unknown activation 'swish'; choose one of linear, relu"),
        ({"kernel_initializer": "xavier"}, "Unknown initializer 'xavier'; choose one of zeros"),
        ({"input_shape": (8, 8, 0)}, "input_shape must hold positive whole numbers"),
    ],
)
def test_bad_arguments_are_refused_where_they_are_given(arguments, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        Conv2D(**{"filters": 4, "kernel_size": 3, **arguments})


def test_what_is_not_an_image_is_refused():
    with pytest.raises(
        ValueError, match=r"Conv2D\(4\) takes images \(height, width, channels\), got \(64,\)"
    ):
        Conv2D(4, 3).output_shape((64,))
    with pytest.raises(
        ValueError, match=r"Conv2D\(4\): a window of \(3, 3\) does not fit into images of \(2, 9\)"
    ):
        Conv2D(4, 3).output_shape((2, 9, 1))


def test_an_activation_is_never_silently_left_out():
    layer = Conv2D(4, 3, activation="relu")
    layer.build((5, 5, 1), 0)
    with pytest.raises(RuntimeError, match=r"Conv2D\(1 → 4\) alone would leave its activation out"):
        layer.forward(np.ones((1, 5, 5, 1), "float32"))
    model = Sequential([layer])
    X = np.random.default_rng(4).standard_normal((1, 5, 5, 1)).astype("float32")
    assert (model.predict(X) >= 0).all()
    assert not (layer.forward(X) >= 0).all()  # now the layer may be looked at alone: its scores
    assert isinstance(model.steps()[1], ReLU)
