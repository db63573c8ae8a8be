"""Exercise `count_parameters`: how many numbers every layer of a stack learns."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_11.layer_shapes import (
    DROPOUT,
    FLATTEN,
    LISTING_1,
    LISTING_2,
    conv,
    dense,
    draw_stack,
    layer_shapes,
    pair,
    pool,
)


def shapes_in_front(layers, input_shape):
    return [tuple(input_shape), *layer_shapes(layers, input_shape)][:-1]


def count_parameters(layers, input_shape):
    return counts(layers, input_shape)


def of_conv(layer, shape):
    f_h, f_w = pair(layer["kernel_size"])
    return (f_h * f_w * shape[2] + 1) * layer["filters"]


def of_dense(layer, shape):
    return (shape[0] + 1) * layer["units"]


def counts(layers, input_shape, of_conv=of_conv, of_dense=of_dense, of_others=lambda layer, shape: 0):
    """One number per layer. The wrong answers below exchange one of the three rules."""
    rules = {"Conv2D": of_conv, "Dense": of_dense}
    return [
        rules.get(layer["kind"], of_others)(layer, shape)
        for layer, shape in zip(layers, shapes_in_front(layers, input_shape), strict=True)
    ]


def with_other(**rules):
    def answer(layers, input_shape):
        return counts(layers, input_shape, **rules)

    return answer


def _conv_without_bias(layer, shape):
    return of_conv(layer, shape) - layer["filters"]


def _dense_without_bias(layer, shape):
    return of_dense(layer, shape) - layer["units"]


def _conv_one_bias(layer, shape):
    return _conv_without_bias(layer, shape) + 1


def _dense_one_bias(layer, shape):
    return _dense_without_bias(layer, shape) + 1


def _conv_bias_per_channel(layer, shape):
    f_h, f_w = pair(layer["kernel_size"])
    return (f_h * f_w + 1) * shape[2] * layer["filters"]


def _conv_flat(layer, shape):
    f_h, f_w = pair(layer["kernel_size"])
    return (f_h * f_w + 1) * layer["filters"]


def _conv_square(layer, shape):
    f, _ = pair(layer["kernel_size"])
    return (f * f * shape[2] + 1) * layer["filters"]


def _conv_one_filter(layer, shape):
    return of_conv(layer, shape) // layer["filters"]


def _conv_everywhere(layer, shape):
    """A kernel of its own for every place."""
    return math.prod(layer_shapes([layer], shape)[0][:2]) * of_conv(layer, shape)


def _bias_per_input(layer, shape):
    return shape[0] * (layer["units"] + 1)


def _pool_counted(layer, shape):
    return math.prod(pair(layer["pool_size"])) * shape[2] if "pool_size" in layer else 0


def _pool_window_counted(layer, shape):
    return math.prod(pair(layer["pool_size"])) if "pool_size" in layer else 0


def _flatten_counted(layer, shape):
    return math.prod(shape) if layer["kind"] == "Flatten" else 0


def _outputs_counted(layer, shape):
    return math.prod(layer_shapes([layer], shape)[0])


def _conv_of_channels(channels):
    """A convolution that takes the channels from somewhere else."""

    def of(layer, shape):
        return of_conv(layer, (*shape[:2], channels(shape)))

    return of


def _conv_three_by_three(layer, shape):
    return (9 * shape[2] + 1) * layer["filters"]


def _conv_whole_picture(layer, shape):
    """A filter looks at the whole picture at once, as a dense unit does."""
    return (math.prod(shape) + 1) * layer["filters"]


def _conv_bias_of_inputs(layer, shape):
    return _conv_without_bias(layer, shape) + shape[2]


def _dense_one_too_many(layer, shape):
    return (shape[0] + 1) * (layer["units"] + 1)


def parameters_of_the_picture(layers, input_shape):
    """Every layer computed from the picture's shape."""
    flat = (math.prod(input_shape),)
    return counts(
        layers,
        input_shape,
        of_conv=lambda layer, shape: of_conv(layer, input_shape),
        of_dense=lambda layer, shape: of_dense(layer, flat),
    )


def parameters_without_maps(layers, input_shape):
    """Behind Flatten the pixels of one map are counted."""
    found = counts(layers, input_shape)
    shapes = shapes_in_front(layers, input_shape)
    for k, layer in enumerate(layers):
        if k and layer["kind"] == "Dense" and layers[k - 1]["kind"] == "Flatten":
            found[k] = of_dense(layer, (math.prod(shapes[k - 1][:2]),))
    return found


def parameters_with_sum(layers, input_shape):
    found = counts(layers, input_shape)
    return [*found, sum(found)]


def parameters_with_input(layers, input_shape):
    return [0, *counts(layers, input_shape)]


def parameters_after_first(layers, input_shape):
    return counts(layers, input_shape)[:1]


def parameters_none_for_none(layers, input_shape):
    return counts(layers, input_shape, of_others=lambda layer, shape: None)


def parameters_together(layers, input_shape):
    return sum(counts(layers, input_shape))


def parameters_running(layers, input_shape):
    return [int(n) for n in np.cumsum(counts(layers, input_shape))]


def parameters_of_first_picture(layers, input_shape):
    """Channels of the picture for every convolution."""
    return counts(layers, input_shape, of_conv=lambda layer, shape: of_conv(layer, input_shape))


def parameters_weights_only(layers, input_shape):
    return [
        n
        for layer, n in zip(layers, counts(layers, input_shape), strict=True)
        if layer["kind"] in ("Conv2D", "Dense")
    ]


def parameters_from_behind(layers, input_shape):
    rules = {"Conv2D": of_conv, "Dense": of_dense}
    return [
        rules[layer["kind"]](layer, shape) if layer["kind"] in rules else 0
        for layer, shape in zip(layers, layer_shapes(layers, input_shape), strict=True)
    ]


def parameters_as_text(layers, input_shape):
    return [f"{n:,}" for n in counts(layers, input_shape)]


def parameters_by_arrays(layers, input_shape):
    """Makes the arrays and counts their entries."""
    found = []
    for layer, shape in zip(layers, shapes_in_front(layers, input_shape), strict=True):
        W, b = np.zeros(0, np.int8), np.zeros(0, np.int8)
        if layer["kind"] == "Conv2D":
            W = np.zeros((*pair(layer["kernel_size"]), shape[2], layer["filters"]), np.int8)
            b = np.zeros(layer["filters"], np.int8)
        if layer["kind"] == "Dense":
            W, b = np.zeros((shape[0], layer["units"]), np.int8), np.zeros(layer["units"], np.int8)
        found.append(W.size + b.size)
    return tuple(found)


def parameters_as_array(layers, input_shape):
    return np.array(counts(layers, input_shape))


def parameters_alone(layers, input_shape):
    """Without `layer_shapes`: carries the shape along by itself."""
    found, shape = [], tuple(input_shape)
    for k, layer in enumerate(layers):
        if "filters" in layer:
            found.append(layer["filters"] * (int(np.prod(pair(layer["kernel_size"]))) * shape[-1] + 1))
        elif "units" in layer:
            found.append(layer["units"] + layer["units"] * shape[-1])
        else:
            found.append(0)
        shape = layer_shapes(layers[: k + 1], input_shape)[k]
    return found


def _as_tuple(value):
    return tuple(value.tolist()) if isinstance(value, np.ndarray) and value.ndim == 1 else value


def _draw(rng, i):
    return draw_stack(rng, "whole stacks", plain=i == 0)


COUNT_PARAMETERS = Exercise(
    name="count_parameters",
    parts={"single layers": 1, "whole stacks": 2},
    reference=count_parameters,
    insight="You know where the numbers of a network sit: mostly in the first dense layer behind Flatten.",
    examples=(
        case("single layers", layers=[conv(16, 3)], input_shape=(8, 8, 1)),
        case("single layers", layers=[conv(4, (3, 2))], input_shape=(9, 7, 5)),
        case("single layers", layers=[dense(10)], input_shape=(64,)),
        case("single layers", layers=[pool((2, 3)), DROPOUT, FLATTEN], input_shape=(6, 9, 4)),
        case("whole stacks", layers=LISTING_1, input_shape=(64, 64, 3)),
        case("whole stacks", layers=LISTING_2, input_shape=(64, 64, 3)),
        case(
            "whole stacks",
            layers=[conv(5, (2, 3), padding="same"), conv(7, 2, strides=2), pool(2), FLATTEN, dense(3)],
            input_shape=(13, 11, 2),
        ),
        case("whole stacks", layers=[dense(6), DROPOUT, dense(4), dense(2)], input_shape=(9,)),
    ),
    draw=_draw,
    draws=2,
    form=_as_tuple,
    uses=("layer_shapes",),
    provides={"layer_shapes": layer_shapes},
    tolerance=1e-9,
    mistakes=(
        Mistake(
            "no-biases",
            with_other(of_conv=_conv_without_bias, of_dense=_dense_without_bias),
            "You counted the weights and left out the biases.",
            "Every filter and every unit has one number more, which it adds.",
        ),
        Mistake(
            "conv-no-bias",
            with_other(of_conv=_conv_without_bias),
            "Your convolutions have no biases.",
            "Every filter adds a number of its own to its map.",
        ),
        Mistake(
            "dense-no-bias",
            with_other(of_dense=_dense_without_bias),
            "Your dense layers have no biases.",
            "Every unit adds a number of its own.",
        ),
        Mistake(
            "one-bias",
            with_other(of_conv=_conv_one_bias, of_dense=_dense_one_bias),
            "You counted one bias for a whole layer.",
            "How many filters, or units, have one of their own?",
        ),
        Mistake(
            "bias-per-channel",
            with_other(of_conv=_conv_bias_per_channel),
            "You counted a bias for every channel that comes in.",
            "A filter sums over all channels, and adds its bias once.",
        ),
        Mistake(
            "bias-per-input",
            with_other(of_dense=_bias_per_input),
            "You counted a bias for every input of a dense layer.",
            "The bias belongs to the unit, not to the input.",
        ),
        Mistake(
            "kernel-without-channels",
            with_other(of_conv=_conv_flat),
            "Your kernels look at one channel only.",
            "A filter behind a layer with many maps has weights for each of the maps.",
        ),
        Mistake(
            "kernel-square",
            with_other(of_conv=_conv_square),
            "You squared the height of the kernel.",
            "A kernel may be wider than it is high.",
        ),
        Mistake(
            "one-filter",
            with_other(of_conv=_conv_one_filter),
            "You counted a single filter.",
            "A layer has as many as `filters` says, each with weights of its own.",
        ),
        Mistake(
            "kernel-for-every-place",
            with_other(of_conv=_conv_everywhere),
            "You counted a kernel for every place of the picture.",
            "The same weights look at every place: that is what sharing means.",
        ),
        Mistake(
            "pooling-learns",
            with_other(of_others=_pool_counted),
            "Your pooling layers learn something.",
            "What would a maximum have to learn?",
        ),
        Mistake(
            "outputs-counted",
            with_other(of_conv=_outputs_counted, of_dense=_outputs_counted, of_others=_outputs_counted),
            "You counted the numbers that come *out* of each layer.",
            "Parameters are what a layer learns: the entries of W and of b.",
        ),
        Mistake(
            "together",
            parameters_together,
            "You return the sum of all layers.",
            "One number for each layer, in a list.",
        ),
        Mistake(
            "running-sum",
            parameters_running,
            "Each of your numbers counts all layers so far.",
            "One number for each layer by itself.",
        ),
        Mistake(
            "channels-of-the-picture",
            parameters_of_first_picture,
            "All your convolutions see as many channels as the picture has.",
            "A second convolution sees the maps that the first one made.",
        ),
        Mistake(
            "weights-only",
            parameters_weights_only,
            "You left out the layers that learn nothing.",
            "They get an entry too: 0.",
        ),
        Mistake(
            "from-behind",
            parameters_from_behind,
            "You computed with the shape *behind* each layer.",
            "How many weights there are depends on what comes in.",
        ),
        Mistake(
            "conv-one-bias",
            with_other(of_conv=_conv_one_bias),
            "You counted one bias for a whole convolution.",
            "How many filters have one of their own?",
        ),
        Mistake(
            "dense-one-bias",
            with_other(of_dense=_dense_one_bias),
            "You counted one bias for a whole dense layer.",
            "How many units have one of their own?",
        ),
        Mistake(
            "conv-bias-of-inputs",
            with_other(of_conv=_conv_bias_of_inputs),
            "Your convolutions have as many biases as channels come in.",
            "A bias belongs to a filter. How many filters are there?",
        ),
        Mistake(
            "dense-one-too-many",
            with_other(of_dense=_dense_one_too_many),
            "Your dense layers count one unit too many: (n + 1)(units + 1).",
            "A bias adds one number to each unit. It is no unit itself.",
        ),
        Mistake(
            "three-channels",
            with_other(of_conv=_conv_of_channels(lambda shape: 3)),
            "All your kernels have three channels.",
            "Three are the colours of a picture. How many maps come in elsewhere?",
        ),
        Mistake(
            "rows-for-channels",
            with_other(of_conv=_conv_of_channels(lambda shape: shape[0])),
            "You took the rows that come in for the channels.",
            "At which place of (h, w, c) do the channels stand?",
        ),
        Mistake(
            "kernel-three",
            with_other(of_conv=_conv_three_by_three),
            "All your kernels are 3 × 3.",
            "`kernel_size` says how large they are.",
        ),
        Mistake(
            "whole-picture",
            with_other(of_conv=_conv_whole_picture),
            "Your filters have a weight for every pixel of the picture, as dense units do.",
            "A filter has weights for its window alone.",
        ),
        Mistake(
            "all-from-the-picture",
            parameters_of_the_picture,
            "You computed every layer from the shape of the picture.",
            "What comes into the second layer is what came out of the first.",
        ),
        Mistake(
            "maps-forgotten",
            parameters_without_maps,
            "Behind Flatten you counted the pixels of one map.",
            "What comes in front of Flatten has three axes. How many numbers are that?",
        ),
        Mistake(
            "pooling-window",
            with_other(of_others=_pool_window_counted),
            "Your pooling layers learn as many numbers as their window has pixels.",
            "What would a maximum have to learn?",
        ),
        Mistake(
            "flatten-learns",
            with_other(of_others=_flatten_counted),
            "Your Flatten learns something.",
            "It puts numbers into one row. Is there anything to learn?",
        ),
        Mistake(
            "with-sum",
            parameters_with_sum,
            "Your list ends with the sum of all layers, so it is one entry too long.",
            "One number for each layer.",
        ),
        Mistake(
            "with-input",
            parameters_with_input,
            "Your list begins with a 0 for the input, so it is one entry too long.",
            "One number for each layer; the input is none.",
        ),
        Mistake(
            "after-first",
            parameters_after_first,
            "You return after the first layer.",
            "Where does your `return` stand: inside the loop, or behind it?",
        ),
        Mistake(
            "none-for-none",
            parameters_none_for_none,
            "Layers that learn nothing get None from you.",
            "How many numbers does such a layer learn? That is a number too.",
        ),
        Mistake(
            "as-text",
            parameters_as_text,
            "You return texts with commas in them.",
            "Numbers are asked; how they are printed is for later.",
        ),
    ),
    variants={
        "arrays": parameters_by_arrays,
        "an array of counts": parameters_as_array,
        "shape carried along": parameters_alone,
    },
)
