"""Exercise `export_weights`: the weights of a network of ours in the layout of PyTorch.

PyTorch stores a dense layer as (out, in), a convolution as (out, in, height, width), and its pictures have their
channels first. So the first dense layer after Flatten meets its inputs in another order.
"""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Case, Exercise, Mistake


def export_weights(layers):
    arrays, picture = [], None
    for layer in layers:
        kind = layer["kind"]
        if kind == "Conv2D":
            arrays += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        if kind == "Dense":
            W = layer["W"]
            if picture is not None:
                W = W.reshape(*picture, -1).transpose(2, 0, 1, 3).reshape(W.shape)
                picture = None
            arrays += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return arrays


def _walk(layers, conv, dense, after=None):
    """The arrays of `layers`: a convolution's W by `conv`, a dense one's by `dense`, the first after pictures by `after`."""
    arrays, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            arrays += [conv(layer["W"]), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            first = picture is not None and after is not None
            arrays += [after(W, picture) if first else dense(W), layer["b"]]
            picture = None
        picture = layer["output_shape"] if len(layer["output_shape"]) == 3 else picture
    return arrays


def _conv(W):
    return W.transpose(3, 2, 0, 1)


def _turned(W):
    return W.T


def _reordered(W, picture):
    return np.moveaxis(W.reshape(*picture, -1), 2, 0).reshape(W.shape).T


def export_not_reordered(layers):
    return _walk(layers, _conv, _turned)


def export_reordered_next_door(layers):
    """Re-ordered only if the dense layer stands directly behind Flatten."""
    arrays = []
    for i, layer in enumerate(layers):
        if layer["kind"] == "Conv2D":
            arrays += [_conv(layer["W"]), layer["b"]]
        elif layer["kind"] == "Dense":
            behind = i > 1 and layers[i - 1]["kind"] == "Flatten"
            W = layer["W"]
            arrays += [_reordered(W, layers[i - 2]["output_shape"]) if behind else W.T, layer["b"]]
    return arrays


def export_all_reordered(layers):
    """The picture is never forgotten, so each dense layer is taken for the first one."""
    arrays, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            arrays += [_conv(layer["W"]), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            arrays += [W.T if picture is None else _reordered(W, picture), layer["b"]]
        picture = layer["output_shape"] if len(layer["output_shape"]) == 3 else picture
    return arrays


def export_width_first(layers):
    """Channels first, but then the width, then the height."""

    def after(W, picture):
        return W.reshape(*picture, -1).transpose(2, 1, 0, 3).reshape(W.shape).T

    return _walk(layers, _conv, _turned, after)


def export_reshaped(layers):
    """The right shape by reshape: numbers are dealt out anew."""
    return _walk(layers, lambda W: W.reshape(_conv(W).shape), _turned, _reordered)


def export_window_turned(layers):
    return _walk(layers, lambda W: W.T, _turned, _reordered)


def export_channels_not_swapped(layers):
    return _walk(layers, lambda W: np.moveaxis(W, 3, 0), _turned, _reordered)


def export_flipped(layers):
    return _walk(layers, lambda W: _conv(W[::-1, ::-1]), _turned, _reordered)


def export_dense_not_turned(layers):
    return _walk(layers, _conv, lambda W: W, lambda W, picture: _reordered(W, picture).T)


def export_without_biases(layers):
    return export_weights(layers)[::2]


def export_reordered_the_wrong_way(layers):
    """From c, h, w to h, w, c: the permutation's inverse."""

    def after(W, picture):
        h, w, c = picture
        return W.reshape(c, h, w, -1).transpose(1, 2, 0, 3).reshape(W.shape).T

    return _walk(layers, _conv, _turned, after)


def _walk_without_pooling(layers, after):
    """The picture is remembered at convolutions only, so a pooling in between is overlooked."""
    arrays, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            arrays += [_conv(layer["W"]), layer["b"]]
            picture = layer["output_shape"]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            arrays += [W.T if picture is None else after(W, picture), layer["b"]]
            picture = None
    return arrays


def export_before_pooling(layers):
    return _walk_without_pooling(layers, _reordered)


def export_before_pooling_as_many_rows(layers):
    """Folded back to as many rows as the larger picture has numbers, so the shape is wrong too."""

    def after(W, picture):
        return W.reshape(*picture, -1).transpose(2, 0, 1, 3).reshape(np.prod(picture), -1).T

    return _walk_without_pooling(layers, after)


def export_kernels_as_they_are(layers):
    return _walk(layers, lambda W: W, _turned, _reordered)


def export_channels_exchanged(layers):
    return _walk(layers, lambda W: W.transpose(2, 3, 0, 1), _turned, _reordered)


def export_pairs(layers):
    arrays = export_weights(layers)
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def export_first_only(layers):
    """`return` stands inside the loop."""
    return export_weights(layers)[:2]


def export_with_einsum(layers):
    def dense(W, picture):
        h, w, c = picture
        return np.einsum("hwcn->nchw", W.reshape(h, w, c, W.shape[1])).reshape(W.shape[1], -1)

    return _walk(layers, lambda W: np.einsum("uvio->oiuv", W), np.transpose, dense)


def export_with_indices(layers):
    """Which row does the input (c, h, w) come from? Counting says so."""
    result, before = [], None
    for layer in layers:
        if "W" in layer:
            W = layer["W"]
            if W.ndim == 4:
                W = np.swapaxes(np.swapaxes(np.moveaxis(W, -1, 0), 1, 3), 2, 3)
            else:
                if before is not None:
                    places = np.arange(len(W)).reshape(before)
                    W = W[np.concatenate([places[:, :, c].ravel() for c in range(before[2])])]
                    before = None
                W = W.T
            result.extend((W, layer["b"]))
        if len(layer["output_shape"]) == 3:
            before = layer["output_shape"]
    return tuple(result)


def export_copied(layers):
    return [np.ascontiguousarray(array) for array in export_weights(layers)]


def _network(rng, filters=(2,), size=(4, 3), channels=1, units=(3, 2), dropout=True, pool=1):
    """Dicts as in the text: convolutions of 2 × 2 with a ReLU each, one pooling, Flatten, dense layers."""
    (h, w), c, layers = size, channels, []
    for n in filters:
        h, w = h - 1, w - 1
        W = _numbers(rng, (2, 2, c, n))
        layers += [
            {"kind": "Conv2D", "W": W, "b": _numbers(rng, (n,)), "output_shape": (h, w, n)},
            {"kind": "ReLU", "output_shape": (h, w, n)},
        ]
        c = n
    if filters:
        h, w = h // pool, w // pool
        layers += [{"kind": "MaxPooling2D", "output_shape": (h, w, c)}]
    before = h * w * c if filters else size[0]
    if filters:
        layers.append({"kind": "Flatten", "output_shape": (before,)})
        if dropout:
            layers.append({"kind": "Dropout", "output_shape": (before,)})
    for n in units:
        W = _numbers(rng, (before, n))
        layers.append({"kind": "Dense", "W": W, "b": _numbers(rng, (n,)), "output_shape": (n,)})
        before = n
    return layers


def _numbers(rng, shape):
    return rng.integers(-9, 10, size=shape) / 2.0


def _case(part, rng, **network):
    return Case(part, {"layers": _network(rng, **network)})


def _draw(rng, i):
    if i == 0:
        return _case("dense", rng, filters=(), size=(5, 1), units=(4, 3, 2))
    if i == 1:
        return _case(
            "pictures", rng, filters=(2, 3), size=(6, 5), channels=int(rng.integers(1, 4)), units=(4, 6, 2)
        )
    return _case("pictures", rng, filters=(3,), size=(5, 3), channels=2, units=(2,))


EXPORT_WEIGHTS = Exercise(
    name="export_weights",
    parts={"dense": 1, "pictures": 3},
    reference=export_weights,
    insight="Your weights speak PyTorch now: the same numbers, in the order in which another house keeps them.",
    examples=(
        _case("dense", np.random.default_rng(1), filters=(), size=(3, 1), units=(2,)),
        _case("pictures", np.random.default_rng(2), size=(3, 3), units=(2,), dropout=False),
        _case("pictures", np.random.default_rng(5), size=(3, 3), units=(2,)),
        _case("pictures", np.random.default_rng(4), size=(3, 3), units=(8, 2)),
        _case("pictures", np.random.default_rng(6), size=(5, 7), units=(8, 2), pool=2),
        _case("pictures", np.random.default_rng(3), filters=(2, 3), size=(5, 6), channels=3, units=(4, 6, 2)),
    ),
    draw=_draw,
    draws=3,
    mistakes=(
        Mistake(
            "not-reordered",
            export_not_reordered,
            "All layers are turned as they must be, but the first dense layer after Flatten still expects its inputs in our order.",
            "PyTorch flattens (c, h, w), we flatten (h, w, c). In which order do the *rows* of W lie here, and in which are they needed?",
        ),
        Mistake(
            "reordered-next-door-only",
            export_reordered_next_door,
            "The first dense layer is re-ordered where it stands directly behind Flatten, and not where another layer stands between them.",
            "A Dropout has no weights and changes no order. Which layers may stand between Flatten and the first dense one?",
        ),
        Mistake(
            "reordered-the-wrong-way",
            export_reordered_the_wrong_way,
            "The first dense layer is re-ordered in the wrong direction: its rows are read as (c, h, w) and written as (h, w, c).",
            "Which order do the rows have *now*? `reshape` takes them in this one; the axes are exchanged afterwards.",
        ),
        Mistake(
            "picture-before-pooling",
            export_before_pooling,
            "You remember the shape of the last convolution. A pooling after it makes the picture smaller.",
            "Flatten sees the last picture before it, whichever layer made it. Whose `output_shape` has three lengths?",
        ),
        Mistake(
            "picture-before-pooling-other-shape",
            export_before_pooling_as_many_rows,
            "You remember the shape of the last convolution. A pooling after it makes the picture smaller, so your W got a wrong shape.",
            "Flatten sees the last picture before it, whichever layer made it. Whose `output_shape` has three lengths?",
        ),
        Mistake(
            "height-and-width",
            export_width_first,
            "In the first dense layer height and width are exchanged.",
            "The rows are wanted in the order (c, h, w): the width counts fastest.",
        ),
        Mistake(
            "every-dense-reordered",
            export_all_reordered,
            "Dense layers further back are treated like the first one, although no picture comes to them.",
            "Whose inputs came out of Flatten? Only that one's rows have a height, a width and a channel.",
        ),
        Mistake(
            "reshaped",
            export_reshaped,
            "The kernels have the right shape, but `reshape` only deals the numbers out anew (00).",
            "Axes are exchanged by `transpose`: which of the four old ones comes first, second, third, fourth?",
        ),
        Mistake(
            "window-turned",
            export_window_turned,
            "In the kernels height and width are exchanged: `W.T` turns all axes round, (c_out, c_in, w, h).",
            "Name the axis that you want first, second, third and fourth: `W.transpose(…)`.",
        ),
        Mistake(
            "channels-last",
            export_channels_not_swapped,
            "The filters come first, as they must, but the channels still stand last: (c_out, h, w, c_in).",
            "PyTorch wants (c_out, c_in, h, w).",
        ),
        Mistake(
            "kernels-as-they-are",
            export_kernels_as_they_are,
            "The kernels still have our order, (h, w, c_in, c_out).",
            "PyTorch wants (c_out, c_in, h, w): which axis must come first?",
        ),
        Mistake(
            "channels-exchanged",
            export_channels_exchanged,
            "In the kernels the channels that come in stand first, and those that go out second.",
            "PyTorch wants (c_out, c_in, h, w). Which of our axes counts the filters?",
        ),
        Mistake(
            "kernels-flipped",
            export_flipped,
            "You turned the kernels over. PyTorch correlates as we do.",
            "Look again at 08, section 2: who turns a kernel, and who does not?",
        ),
        Mistake(
            "dense-not-turned",
            export_dense_not_turned,
            "The dense layers are still (in, out).",
            "PyTorch's `Linear` stores (out, in).",
        ),
        Mistake(
            "biases-lost",
            export_without_biases,
            "The weights are there, the biases are missing.",
            "For each layer with weights two arrays are asked for: W, then b.",
        ),
        Mistake(
            "pairs",
            export_pairs,
            "The arrays are right, but you return pairs of W and b.",
            "One flat list is asked for: W, b, W, b, … Which method of a list adds two things one after the other?",
        ),
        Mistake(
            "first-layer-only",
            export_first_only,
            "You return the arrays of the first layer only.",
            "Does `return` stand inside the loop?",
        ),
    ),
    variants={
        "einsum": export_with_einsum,
        "rows by counting": export_with_indices,
        "contiguous copies": export_copied,
    },
)
