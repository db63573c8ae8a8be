"""Exercise `conv_backward`: every window hands its gradient back to the pixels and weights that made it."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_08.conv_forward import PARTS, PIXELS, SHAPES, SMALL, conv_forward, numbers
from dlutils.checks.notebook_08.output_size import output_size
from dlutils.checks.notebook_08.zero_pad import zero_pad


def conv_backward(dZ, X, W, stride=1, padding=0):
    dX, dW, db = _of_the_padded(dZ, zero_pad(X, padding), W, stride)
    return _cut(dX, X, padding), dW, db


def _cut(dX, X, padding):
    h, w = X.shape[1:3]
    return dX[:, padding : padding + h, padding : padding + w]


def _of_the_padded(dZ, X, W, stride):
    h_out, w_out = dZ.shape[1:3]
    dX, dW = np.zeros(X.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            met = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dX[met] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(X[met], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dX, dW, dZ.sum(axis=(0, 1, 2))


def backward_uncut(dZ, X, W, stride=1, padding=0):
    return _of_the_padded(dZ, zero_pad(X, padding), W, stride)


def backward_cut_behind(dZ, X, W, stride=1, padding=0):
    dX, dW, db = backward_uncut(dZ, X, W, stride, padding)
    return dX[:, : X.shape[1], : X.shape[2]], dW, db


def backward_cut_before(dZ, X, W, stride=1, padding=0):
    dX, dW, db = backward_uncut(dZ, X, W, stride, padding)
    return dX[:, 2 * padding :, 2 * padding :], dW, db


def backward_cut_by_one(dZ, X, W, stride=1, padding=0):
    dX, dW, db = backward_uncut(dZ, X, W, stride, padding)
    return (dX[:, 1:-1, 1:-1] if padding else dX), dW, db


def backward_cut_from_minus_zero(dZ, X, W, stride=1, padding=0):
    dX, dW, db = backward_uncut(dZ, X, W, stride, padding)
    return dX[:, padding:-padding, padding:-padding], dW, db


def _without_stride(dZ, X, W, stride, padding):
    return _of_the_padded(dZ, zero_pad(X, padding), W, 1)


def backward_without_stride(dZ, X, W, stride=1, padding=0):
    dX, dW, db = _without_stride(dZ, X, W, stride, padding)
    return _cut(dX, X, padding), dW, db


def backward_dX_without_stride(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    return backward_without_stride(dZ, X, W, stride, padding)[0], dW, db


def backward_dW_without_stride(dZ, X, W, stride=1, padding=0):
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    return dX, backward_without_stride(dZ, X, W, stride, padding)[1], db


def backward_overlap_overwritten(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    dX = np.zeros(zero_pad(X, padding).shape)
    f_h, f_w = W.shape[:2]
    for r in range(dZ.shape[1]):
        for c in range(dZ.shape[2]):
            share = np.einsum("ik,uvjk->iuvj", dZ[:, r, c], W)
            dX[:, r * stride : r * stride + f_h, c * stride : c * stride + f_w] = share
    return _cut(dX, X, padding), dW, db


def backward_taps_overwritten(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    h_out, w_out = dZ.shape[1:3]
    dX = np.zeros(zero_pad(X, padding).shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            dX[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride] = dZ @ W[u, v].T
    return _cut(dX, X, padding), dW, db


def backward_last_place_only(dZ, X, W, stride=1, padding=0):
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    last = np.zeros_like(dZ)
    last[-1:, -1:, -1:] = dZ[-1:, -1:, -1:]
    return dX, conv_backward(last, X, W, stride, padding)[1], db


def backward_last_place_of_all_pictures(dZ, X, W, stride=1, padding=0):
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    last = np.zeros_like(dZ)
    last[:, -1:, -1:] = dZ[:, -1:, -1:]
    return dX, conv_backward(last, X, W, stride, padding)[1], db


def backward_dX_turned(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    return conv_backward(dZ, X, W[::-1, ::-1], stride, padding)[0], dW, db


def backward_dW_turned(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dX, dW[::-1, ::-1], db


def backward_divided_by_m(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dX, dW / len(X), db / len(X)


def backward_all_divided_by_m(dZ, X, W, stride=1, padding=0):
    return tuple(d / len(X) for d in conv_backward(dZ, X, W, stride, padding))


def backward_mean_over_places(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    places = dZ[..., 0].size
    return dX, dW / places, db / places


def backward_db_over_examples(dZ, X, W, stride=1, padding=0):
    dX, dW, _ = conv_backward(dZ, X, W, stride, padding)
    return dX, dW, dZ.sum(axis=0)


def backward_db_a_number(dZ, X, W, stride=1, padding=0):
    dX, dW, _ = conv_backward(dZ, X, W, stride, padding)
    return dX, dW, float(dZ.sum())


def backward_db_for_each_tap(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dX, dW, db * W.shape[0] * W.shape[1]


def backward_db_averaged(dZ, X, W, stride=1, padding=0):
    dX, dW, _ = conv_backward(dZ, X, W, stride, padding)
    return dX, dW, dZ.mean(axis=(0, 1, 2))


def backward_w_not_transposed(dZ, X, W, stride=1, padding=0):
    if W.shape[2] != W.shape[3]:
        raise ValueError("matmul: the inner lengths differ")
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    return conv_backward(dZ, X, W.swapaxes(2, 3), stride, padding)[0], dW, db


def backward_untouched_missing(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    (h, w), (f_h, f_w) = X.shape[1:3], W.shape[:2]
    h_seen = (dZ.shape[1] - 1) * stride + f_h - padding
    w_seen = (dZ.shape[2] - 1) * stride + f_w - padding
    return dX[:, : min(h, h_seen), : min(w, w_seen)], dW, db


def backward_first_picture(dZ, X, W, stride=1, padding=0):
    only_first = np.zeros_like(dZ)
    only_first[:1] = dZ[:1]
    return conv_backward(only_first, X, W, stride, padding)


def backward_truncated(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dX.astype(X.dtype), dW, db


def backward_dW_without_padding(dZ, X, W, stride=1, padding=0):
    """Pads behind where the slices run over the edge: the shapes fit, the pixels do not."""
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    behind = np.pad(X, ((0, 0), (0, 2 * padding), (0, 2 * padding), (0, 0)))
    return dX, _of_the_padded(dZ, behind, W, stride)[1], db


def backward_windows_and_kernels_overwritten(dZ, X, W, stride=1, padding=0):
    dX = backward_overlap_overwritten(dZ[..., -1:], X, W[..., -1:], stride, padding)[0]
    return dX, *conv_backward(dZ, X, W, stride, padding)[1:]


def backward_db_overwritten(dZ, X, W, stride=1, padding=0):
    dX, dW, _ = conv_backward(dZ, X, W, stride, padding)
    return dX, dW, dZ[-1, -1, -1].copy()


def backward_dW_of_the_last_picture(dZ, X, W, stride=1, padding=0):
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    return dX, conv_backward(dZ[-1:], X[-1:], W, stride, padding)[1], db


def backward_dW_of_the_first_picture(dZ, X, W, stride=1, padding=0):
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    return dX, conv_backward(dZ[:1], X[:1], W, stride, padding)[1], db


def backward_through_the_first_kernel(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    first = np.repeat(W[..., :1], W.shape[3], axis=3)
    return conv_backward(dZ, X, first, stride, padding)[0], dW, db


def backward_dW_divided_by_m(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dX, dW / len(X), db


def backward_db_divided_by_m(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dX, dW, db / len(X)


def backward_order(dZ, X, W, stride=1, padding=0):
    dX, dW, db = conv_backward(dZ, X, W, stride, padding)
    return dW, dX, db


def backward_truncated_window_by_window(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    dX = np.zeros_like(zero_pad(X, padding))
    f_h, f_w = W.shape[:2]
    for r in range(dZ.shape[1]):
        for c in range(dZ.shape[2]):
            here = np.s_[:, r * stride : r * stride + f_h, c * stride : c * stride + f_w]
            dX[here] = dX[here] + np.einsum("ik,uvjk->iuvj", dZ[:, r, c], W)
    return _cut(dX, X, padding), dW, db


def backward_truncated_tap_by_tap(dZ, X, W, stride=1, padding=0):
    _, dW, db = conv_backward(dZ, X, W, stride, padding)
    h_out, w_out = dZ.shape[1:3]
    dX = np.zeros_like(zero_pad(X, padding))
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            met = np.s_[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dX[met] = dX[met] + dZ @ W[u, v].T
    return _cut(dX, X, padding), dW, db


def backward_dW_of_the_unpadded(dZ, X, W, stride=1, padding=0):
    """Where a slice runs over the edge, the shapes do not fit, and NumPy raises."""
    dX, _, db = conv_backward(dZ, X, W, stride, padding)
    return dX, _dW_of(dZ, X, W, stride), db


def _dW_of(dZ, X, W, stride):
    h_out, w_out = dZ.shape[1:3]
    dW = np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            met = X[:, u : u + stride * h_out : stride, v : v + stride * w_out : stride]
            dW[u, v] = np.tensordot(met, dZ, axes=([0, 1, 2], [0, 1, 2]))
    return dW


def backward_taps_exchanged(dZ, X, W, stride=1, padding=0):
    padded = zero_pad(X, padding)
    h_out, w_out = dZ.shape[1:3]
    dX, dW = np.zeros(padded.shape), np.zeros(W.shape)
    for u in range(W.shape[0]):
        for v in range(W.shape[1]):
            met = np.s_[:, v : v + stride * h_out : stride, u : u + stride * w_out : stride]
            dX[met] += dZ @ W[u, v].T
            dW[u, v] = np.tensordot(padded[met], dZ, axes=([0, 1, 2], [0, 1, 2]))
    return _cut(dX, X, padding), dW, dZ.sum(axis=(0, 1, 2))


def backward_with_loops(dZ, X, W, stride=1, padding=0):
    (m, h, w, c_in), (f_h, f_w, _, c_out) = X.shape, W.shape
    dX, dW, db = np.zeros((m, h, w, c_in)), np.zeros((f_h, f_w, c_in, c_out)), np.zeros(c_out)
    for i, r, c, k in np.ndindex(*dZ.shape):
        d = dZ[i, r, c, k]
        db[k] += d
        for u, v in np.ndindex(f_h, f_w):
            row, column = r * stride + u - padding, c * stride + v - padding
            if 0 <= row < h and 0 <= column < w:
                for j in range(c_in):
                    dX[i, row, column, j] += d * W[u, v, j, k]
                    dW[u, v, j, k] += d * X[i, row, column, j]
    return dX, dW, db


def backward_window_by_window(dZ, X, W, stride=1, padding=0):
    padded = zero_pad(X, padding)
    dX, dW = np.zeros(padded.shape), np.zeros(W.shape)
    f_h, f_w = W.shape[:2]
    for r in range(dZ.shape[1]):
        for c in range(dZ.shape[2]):
            here = np.s_[:, r * stride : r * stride + f_h, c * stride : c * stride + f_w]
            dX[here] += np.einsum("ik,uvjk->iuvj", dZ[:, r, c], W)
            dW += np.einsum("ik,iuvj->uvjk", dZ[:, r, c], padded[here])
    db = dZ.reshape(-1, dZ.shape[-1]).sum(axis=0)
    if padding:
        dX = dX[:, padding:-padding, padding:-padding]
    return dX, dW, db


def backward_by_convolution(dZ, X, W, stride=1, padding=0):
    """Spread dZ out, frame it, and correlate it with the turned kernel."""
    X = zero_pad(X, padding)
    (m, h, w, _), (f_h, f_w, _, c_out) = X.shape, W.shape
    spread = np.zeros((m, h - f_h + 1, w - f_w + 1, c_out))
    spread[:, : stride * dZ.shape[1] : stride, : stride * dZ.shape[2] : stride] = dZ
    framed = np.pad(spread, ((0, 0), (f_h - 1, f_h - 1), (f_w - 1, f_w - 1), (0, 0)))
    seen = np.lib.stride_tricks.sliding_window_view(framed, (f_h, f_w), axis=(1, 2))
    dX = np.einsum("irckuv,uvjk->ircj", seen, W[::-1, ::-1])
    under = np.lib.stride_tricks.sliding_window_view(X, spread.shape[1:3], axis=(1, 2))
    dW = np.einsum("iuvjrc,irck->uvjk", under, spread)
    return dX[:, padding : h - padding, padding : w - padding], dW, spread.sum((0, 1, 2))


def backward_by_patches(dZ, X, W, stride=1, padding=0):
    framed = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    f_h, f_w, c_in, c_out = W.shape
    seen = np.lib.stride_tricks.sliding_window_view(framed, (f_h, f_w), axis=(1, 2))[:, ::stride, ::stride]
    patches = seen.transpose(0, 1, 2, 4, 5, 3).reshape(-1, f_h * f_w * c_in)
    flat = dZ.reshape(-1, c_out)
    dpatches = (flat @ W.reshape(-1, c_out).T).reshape(*dZ.shape[:3], f_h, f_w, c_in)
    dX = np.zeros(framed.shape)
    for i, r, c in np.ndindex(*dZ.shape[:3]):
        top, left = r * stride, c * stride
        dX[i, top : top + f_h, left : left + f_w] += dpatches[i, r, c]
    h, w = X.shape[1:3]
    return {
        "dX": dX[:, padding : padding + h, padding : padding + w],
        "dW": (patches.T @ flat).reshape(W.shape),
        "db": flat.sum(0),
    }


def _as_three(value):
    """A dict with the three names is as good as three values."""
    if isinstance(value, dict) and set(value) == {"dX", "dW", "db"}:
        return value["dX"], value["dW"], value["db"]
    return value


BACKWARD_SHAPES = SHAPES | {"equal channels": ((2, 4, 5, 2), (2, 2, 2, 2), 1, 0)}
BACKWARD_PARTS = PARTS | {"equal channels": "plain"}


def backward_arguments(rng, kind):
    """Fresh arguments of one kind; dZ has the shape that the forward pass gives."""
    X_shape, W_shape, stride, padding = BACKWARD_SHAPES[kind]
    h_out, w_out = (
        output_size(n, f, padding, stride) for n, f in zip(X_shape[1:3], W_shape[:2], strict=True)
    )
    dZ = numbers(rng, (X_shape[0], h_out, w_out, W_shape[3]))
    return dict(dZ=dZ, X=numbers(rng, X_shape), W=numbers(rng, W_shape), stride=stride, padding=padding)


def _draw_backward(rng, i):
    kind = ("plain", "left over", "padding", "both")[i]
    return case(BACKWARD_PARTS.get(kind, kind), **backward_arguments(rng, kind))


def _examples():
    rng = np.random.default_rng(80)
    in_one_dimension = dict(
        dZ=np.array([1.0, 10.0]).reshape(1, 1, 2, 1),
        X=np.array([5.0, 7.0, 11.0]).reshape(1, 1, 3, 1),
        W=np.array([2.0, 3.0]).reshape(1, 2, 1, 1),
    )
    yield case("plain", **in_one_dimension, stride=1, padding=0)
    two_pictures = dict(
        dZ=np.array([1.0, 10.0, -2.0, 3.0]).reshape(2, 1, 2, 1),
        X=np.array([5.0, 7.0, 11.0, 4.0, -6.0, 1.0]).reshape(2, 1, 3, 1),
        W=np.array([2.0, 3.0]).reshape(1, 2, 1, 1),
    )
    yield case("plain", **two_pictures, stride=1, padding=0)
    two_kernels = dict(
        dZ=np.array([1.0, 4.0, 10.0, -3.0]).reshape(1, 1, 2, 2),
        X=np.array([5.0, 7.0, 11.0]).reshape(1, 1, 3, 1),
        W=np.array([2.0, -6.0, 3.0, 8.0]).reshape(1, 2, 1, 2),
    )
    yield case("plain", **two_kernels, stride=1, padding=0)
    dZ = np.array([0.3, -1.7, 2.4, 0.6, -0.9, 1.1]).reshape(1, 2, 3, 1)
    W = np.array([0.5, -1.2, 0.8, 2.1]).reshape(2, 2, 1, 1)
    yield case("plain", dZ=dZ, X=PIXELS, W=W, stride=1, padding=0)
    for kind, X, stride, padding in SMALL:  # reports show the smallest case that goes wrong
        shape = [output_size(n, 2, padding, stride) for n in X.shape[1:3]]
        dZ = np.array([1.0, 10.0, -3.0, 2.0, 4.0, -5.0, 7.0, 6.0, -2.0])[: shape[0] * shape[1]].reshape(
            1, *shape, 1
        )
        yield case(BACKWARD_PARTS.get(kind, kind), dZ=dZ, X=X, W=W, stride=stride, padding=padding)
    dZ, X = np.full((1, 1, 1, 1), 2.0), np.array([[5.0, 7.0], [2.0, 6.0]]).reshape(1, 2, 2, 1)
    # here all slices fit into X, even without its frame
    yield case("stride and padding", dZ=dZ, X=X, W=W, stride=3, padding=1)
    for kind in BACKWARD_SHAPES:
        yield case(BACKWARD_PARTS.get(kind, kind), **backward_arguments(rng, kind))
    given = backward_arguments(rng, "plain")
    yield case("plain", dZ=given["dZ"], X=given["X"], W=given["W"])  # stride and padding by their defaults


CONV_BACKWARD = Exercise(
    name="conv_backward",
    parts={"plain": 3, "stride": 2, "padding": 2, "stride and padding": 1},
    reference=conv_backward,
    insight="The hardest backward pass of the course is behind you: a network can now learn what to look for.",
    returns=("dX", "dW", "db"),
    form=_as_three,
    examples=tuple(_examples()),
    draw=_draw_backward,
    draws=4,
    mistakes=(
        Mistake(
            "padding-uncut",
            backward_uncut,
            "dX still has its frame: it is as large as the padded X.",
            "The zeros of the frame were no input. What must happen to their share at the end?",
        ),
        Mistake(
            "cut-behind-only",
            backward_cut_behind,
            "dX has the right shape, but you cut the frame off below and on the right only.",
            "The picture stands in the middle of its frame: where does it begin?",
        ),
        Mistake(
            "cut-before-only",
            backward_cut_before,
            "dX has the right shape, but you cut the frame off above and on the left only.",
            "The picture stands in the middle of its frame: where does it end?",
        ),
        Mistake(
            "cut-by-one",
            backward_cut_by_one,
            "You cut a frame of one pixel off, whatever the padding is.",
            "Cut off what `padding` added.",
        ),
        Mistake(
            "cut-from-minus-zero",
            backward_cut_from_minus_zero,
            "Without padding your dX is empty: for padding 0 the slice `padding:-padding` is `0:0`.",
            "Let the slice end where the picture ends, counted from the front.",
        ),
        Mistake(
            "no-stride",
            backward_without_stride,
            "You left the stride out: dZ[r, c] goes back to the window that starts at (r, c).",
            "Where did the window of place (r, c) start in the forward pass?",
        ),
        Mistake(
            "dX-without-stride",
            backward_dX_without_stride,
            "dW is right. In dX you left the stride out.",
            "A gradient goes back to the very pixels that the window saw.",
        ),
        Mistake(
            "dW-without-stride",
            backward_dW_without_stride,
            "dX is right. In dW you left the stride out.",
            "Which pixels did weight (u, v) meet in the forward pass?",
        ),
        Mistake(
            "overlap-overwritten",
            backward_overlap_overwritten,
            "Where windows overlap, a pixel of dX keeps only the share of the last window.",
            "What a pixel gets from several windows adds up.",
        ),
        Mistake(
            "taps-overwritten",
            backward_taps_overwritten,
            "A pixel of dX keeps only the share of the last tap that met it.",
            "What a pixel gets from several taps adds up.",
        ),
        Mistake(
            "dW-last-place-only",
            backward_last_place_only,
            "dX is right. dW holds only what the last window of the last picture gives.",
            "A shared weight is used at every place, so its gradient is a sum over all places.",
        ),
        Mistake(
            "dW-last-place-of-each-picture",
            backward_last_place_of_all_pictures,
            "dX is right. dW holds only what the last window of each picture gives.",
            "A shared weight is used at every place, so its gradient is a sum over all places.",
        ),
        Mistake(
            "dX-turned",
            backward_dX_turned,
            "dW is right. In dX each pixel gets the weight from the opposite corner of the kernel.",
            "Tap (u, v) handed x · w[u, v] forward. With which weight does dz come back to that x?",
        ),
        Mistake(
            "dW-turned",
            backward_dW_turned,
            "dX is right. dW is turned over: each number stands in the opposite corner.",
            "dW[u, v] belongs to the tap (u, v) of the forward pass, which was not turned.",
        ),
        Mistake(
            "divided-by-m",
            backward_divided_by_m,
            "dW and db are divided by m. The loss has done that already.",
            "In the row notation 1/m lives in the loss, and nowhere else.",
        ),
        Mistake(
            "all-divided-by-m",
            backward_all_divided_by_m,
            "Everything is divided by m. The loss has done that already.",
            "In the row notation 1/m lives in the loss, and nowhere else.",
        ),
        Mistake(
            "mean-over-places",
            backward_mean_over_places,
            "dW and db are means over all places and pictures. They are sums.",
            "Each place pushes the weight by its own amount, and the pushes add up.",
        ),
        Mistake(
            "db-over-examples-only",
            backward_db_over_examples,
            "db still has a row and a column: you summed over the pictures only.",
            "b[k] was added at every place of every picture.",
        ),
        Mistake(
            "db-a-number",
            backward_db_a_number,
            "db is one number. Each kernel has its own bias, so db has c_out numbers.",
            "Which axis of dZ counts the kernels? Sum over all the others.",
        ),
        Mistake(
            "db-for-each-tap",
            backward_db_for_each_tap,
            "db is counted once for each tap.",
            "How often was b added at one place? Compute db outside the loop over the taps.",
        ),
        Mistake(
            "db-averaged",
            backward_db_averaged,
            "dX and dW are right; db is a mean where it should be a sum.",
            "b[k] was added at every place, and each place pushes it.",
        ),
        Mistake(
            "w-not-transposed",
            backward_w_not_transposed,
            "You multiplied dZ by W[u, v] as it stands, which fits only if c_in = c_out.",
            "W[u, v] leads from c_in to c_out channels. The gradient goes back from c_out to c_in.",
        ),
        Mistake(
            "untouched-missing",
            backward_untouched_missing,
            "dX has no rows or columns for the pixels at the end that no window touched.",
            "dX has the shape of X. Which gradient has a pixel that nobody looked at?",
        ),
        Mistake(
            "first-picture-only",
            backward_first_picture,
            "Only the first picture of the batch is taken into account.",
            "Does your function return inside a loop?",
        ),
        Mistake(
            "ints-truncated",
            backward_truncated,
            "dX has the number type of X. Pixels are whole numbers, so everything behind the point is cut off.",
            "`np.zeros_like(X)` copies the type of X. What does `np.zeros` make by itself?",
        ),
        Mistake(
            "dW-meets-shifted-pixels",
            backward_dW_without_padding,
            "dX is right. For dW you used pixels that the weights did not meet: X is not padded as in the forward pass.",
            "Pad X first, on all sides, and take the same slices as forward.",
        ),
        Mistake(
            "windows-and-kernels-overwritten",
            backward_windows_and_kernels_overwritten,
            "A pixel of dX keeps only the share of the last window and the last kernel.",
            "What a pixel gets from several windows and several kernels adds up: `+=`, not `=`.",
        ),
        Mistake(
            "db-overwritten",
            backward_db_overwritten,
            "dX and dW are right. db holds only the last place of the last picture.",
            "b[k] was added at every place, and what arrives adds up.",
        ),
        Mistake(
            "dW-last-picture-only",
            backward_dW_of_the_last_picture,
            "dX and db are right. dW holds only what the last picture gives.",
            "Where does dW become zeros? It must happen once, before all loops.",
        ),
        Mistake(
            "dW-first-picture-only",
            backward_dW_of_the_first_picture,
            "dX and db are right. dW holds only what the first picture gives.",
            "Over which axes does the sum for dW run?",
        ),
        Mistake(
            "first-kernel-only",
            backward_through_the_first_kernel,
            "dW is right. In dX everything goes back through the first kernel.",
            "dZ[..., k] came through kernel k. Through which does it go back?",
        ),
        Mistake(
            "dW-divided-by-m",
            backward_dW_divided_by_m,
            "dW is divided by m. The loss has done that already.",
            "In the row notation 1/m lives in the loss, and nowhere else.",
        ),
        Mistake(
            "db-divided-by-m",
            backward_db_divided_by_m,
            "db is divided by m. The loss has done that already.",
            "In the row notation 1/m lives in the loss, and nowhere else.",
        ),
        Mistake(
            "order",
            backward_order,
            "The three arrays are right, but dW and dX have changed places.",
            "Look at the order in the docstring.",
        ),
        Mistake(
            "ints-truncated-by-windows",
            backward_truncated_window_by_window,
            "dX has the number type of X. Pixels are whole numbers, so every share that you add is cut off behind the point.",
            "`np.zeros_like(X)` copies the type of X. What does `np.zeros` make by itself?",
        ),
        Mistake(
            "ints-truncated-by-taps",
            backward_truncated_tap_by_tap,
            "dX has the number type of X. Pixels are whole numbers, so every share that you add is cut off behind the point.",
            "`np.zeros_like(X)` copies the type of X. What does `np.zeros` make by itself?",
        ),
        Mistake(
            "dW-of-the-unpadded",
            backward_dW_of_the_unpadded,
            "dX is right. For dW you took the slices out of X without its padding.",
            "In the forward pass, what did the window walk over: X, or X in its frame?",
        ),
        Mistake(
            "taps-exchanged",
            backward_taps_exchanged,
            "You exchanged the two directions of the kernel: u moves your slice across, and v moves it down.",
            "The first axis of W counts its rows, as the second of X does.",
        ),
    ),
    variants={
        "seven loops": backward_with_loops,
        "window by window": backward_window_by_window,
        "as a convolution": backward_by_convolution,
        "patches, as a dict": backward_by_patches,
    },
    uses=("output_size", "zero_pad", "conv_forward"),
    provides={"output_size": output_size, "zero_pad": zero_pad, "conv_forward": conv_forward},
)
