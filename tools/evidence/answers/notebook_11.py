"""Answers to 11, written from the students' notebook alone."""

import math

import numpy as np

from dlutils.layers import AveragePooling2D, Conv2D, Dense, Flatten, MaxPooling2D
from dlutils.models import Sequential
from dlutils.optimizers import GradientDescent
from tools.evidence.answers import Answers

ANSWERS = Answers()


def pair(number):
    return (number, number) if np.ndim(number) == 0 else tuple(number)


def window_of(layer):
    size = layer["kernel_size"] if layer["kind"] == "Conv2D" else layer["pool_size"]
    strides = layer.get("strides", 1 if layer["kind"] == "Conv2D" else size)
    return pair(size), pair(strides), layer.get("padding", "valid")


def places(n, f, s, padding):
    return -(-n // s) if padding == "same" else (n - f) // s + 1


def layer_shapes(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


# 11.1 layer_shapes


@ANSWERS.wrong("layer_shapes", "padding is ignored")
def layer_shapes_no_padding(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, _ = window_of(layer)
            h = (shape[0] - size[0]) // strides[0] + 1
            w = (shape[1] - size[1]) // strides[1] + 1
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "same means the size stays")
def layer_shapes_same_stays(layers, input_shape):
    def places(n, f, s, padding):
        if padding == "same":
            return n
        return (n - f) // s + 1

    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "same rounds down")
def layer_shapes_same_down(layers, input_shape):
    def places(n, f, s, padding):
        return n // s if padding == "same" else (n - f) // s + 1

    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "plus one is forgotten")
def layer_shapes_no_plus_one(layers, input_shape):
    def places(n, f, s, padding):
        return -(-n // s) if padding == "same" else (n - f) // s

    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "valid rounds up")
def layer_shapes_rounds_up(layers, input_shape):
    def places(n, f, s, padding):
        return -(-n // s) if padding == "same" else -(-(n - f) // s) + 1

    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "numbers with a decimal point")
def layer_shapes_floats(layers, input_shape):
    def places(n, f, s, padding):
        return math.ceil(n / s) if padding == "same" else (n - f) / s + 1

    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "flatten forgets the maps")
def layer_shapes_flatten_places(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape[:2]),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "plain numbers behind flatten and dense")
def layer_shapes_no_tuples(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = math.prod(shape)
        elif layer["kind"] == "Dense":
            shape = layer["units"]
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "strides taken as one")
def layer_shapes_no_strides(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] == "Conv2D":
            size, _, padding = window_of(layer)
            h, w = (places(shape[i], size[i], 1, padding) for i in (0, 1))
            shape = (h, w, layer["filters"])
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "pooling strides are always the tile")
def layer_shapes_pool_tiles(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] == "Conv2D":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"])
        elif layer["kind"] != "Dropout":
            size, _, padding = window_of(layer)
            h, w = (places(shape[i], size[i], size[i], padding) for i in (0, 1))
            shape = (h, w, shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "square pictures only")
def layer_shapes_square(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            n = places(shape[0], size[0], strides[0], padding)
            shape = (n, n, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "average pooling forgotten")
def layer_shapes_no_average(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] == "Conv2D" or layer["kind"] == "MaxPooling2D":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "dropout gets no entry")
def layer_shapes_dropout_skipped(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Dropout":
            continue
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        else:
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "shapes in front instead of behind")
def layer_shapes_in_front(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        shapes.append(shape)
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
    return shapes


@ANSWERS.wrong("layer_shapes", "the input heads the list")
def layer_shapes_with_input(layers, input_shape):
    return [tuple(input_shape), *layer_shapes(layers, input_shape)]


@ANSWERS.wrong("layer_shapes", "filters times channels come out")
def layer_shapes_channels_multiply(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] * shape[2] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
    return shapes


@ANSWERS.wrong("layer_shapes", "returned after the first layer")
def layer_shapes_early(layers, input_shape):
    shapes, shape = [], tuple(input_shape)
    for layer in layers:
        if layer["kind"] == "Flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "Dense":
            shape = (layer["units"],)
        elif layer["kind"] != "Dropout":
            size, strides, padding = window_of(layer)
            h, w = (places(shape[i], size[i], strides[i], padding) for i in (0, 1))
            shape = (h, w, layer["filters"] if layer["kind"] == "Conv2D" else shape[2])
        shapes.append(shape)
        return shapes


@ANSWERS.right("layer_shapes", "places counted with range")
def layer_shapes_range(layers, input_shape):
    def count(n, f, s, padding):
        starts = range(0, n, s) if padding == "same" else range(0, n - f + 1, s)
        return len(starts)

    answer = []
    for layer in layers:
        before = answer[-1] if answer else tuple(input_shape)
        kind = layer["kind"]
        if kind == "Dropout":
            answer.append(before)
        elif kind == "Dense":
            answer.append((layer["units"],))
        elif kind == "Flatten":
            number = 1
            for n in before:
                number *= n
            answer.append((number,))
        else:
            (f, g), (s, t), padding = window_of(layer)
            channels = layer.get("filters", before[-1])
            answer.append((count(before[0], f, s, padding), count(before[1], g, t, padding), channels))
    return answer


@ANSWERS.right("layer_shapes", "calls itself for the rest")
def layer_shapes_recursive(layers, input_shape):
    if not layers:
        return []
    first, *others = layers
    match first["kind"]:
        case "Flatten":
            shape = (int(np.prod(input_shape)),)
        case "Dense":
            shape = (first["units"],)
        case "Dropout":
            shape = tuple(input_shape)
        case kind:
            size, strides, padding = window_of(first)
            n = np.array(input_shape[:2])
            room = n if padding == "same" else n - np.array(size) + 1
            places = np.ceil(room / np.array(strides)).astype(int).tolist()
            shape = (*places, first["filters"] if kind == "Conv2D" else input_shape[2])
    return [shape, *layer_shapes_recursive(others, shape)]


@ANSWERS.right("layer_shapes", "a function for each kind")
def layer_shapes_table(layers, input_shape):
    def along(n, f, s, padding):
        return math.ceil(n / s) if padding == "same" else math.floor((n - f) / s) + 1

    def window(layer, shape):
        size, strides, padding = window_of(layer)
        return tuple(along(n, f, s, padding) for n, f, s in zip(shape[:2], size, strides, strict=True))

    kinds = {
        "Conv2D": lambda layer, shape: window(layer, shape) + (layer["filters"],),
        "MaxPooling2D": lambda layer, shape: window(layer, shape) + shape[2:],
        "AveragePooling2D": lambda layer, shape: window(layer, shape) + shape[2:],
        "Flatten": lambda layer, shape: (math.prod(shape),),
        "Dense": lambda layer, shape: (layer["units"],),
        "Dropout": lambda layer, shape: shape,
    }
    shapes = [tuple(input_shape)]
    for layer in layers:
        shapes.append(kinds[layer["kind"]](layer, shapes[-1]))
    return shapes[1:]


# 11.2 count_parameters


@ANSWERS.wrong("count_parameters", "biases forgotten")
def count_parameters_no_bias(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append(f * g * front[2] * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append(front[0] * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "channels forgotten in the filters")
def count_parameters_no_channels(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "shape behind instead of in front")
def count_parameters_behind(layers, input_shape):
    counts = []
    for layer, shape in zip(layers, layer_shapes(layers, input_shape), strict=True):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g * shape[2] + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((shape[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "one bias for the whole layer")
def count_parameters_one_bias(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append(f * g * front[2] * layer["filters"] + 1)
        elif layer["kind"] == "Dense":
            counts.append(front[0] * layer["units"] + 1)
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "a bias in each channel")
def count_parameters_bias_per_channel(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g + 1) * front[2] * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "channels of the picture throughout")
def count_parameters_input_channels(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g * input_shape[-1] + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "windows three by three always")
def count_parameters_nine(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            counts.append((9 * front[2] + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "windows taken as square")
def count_parameters_square(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, _), _, _ = window_of(layer)
            counts.append((f**2 * front[2] + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "own weights at every place")
def count_parameters_not_shared(layers, input_shape):
    counts, front = [], tuple(input_shape)
    for layer, behind in zip(layers, layer_shapes(layers, input_shape), strict=True):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g * front[2] + 1) * behind[0] * behind[1] * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
        front = behind
    return counts


@ANSWERS.wrong("count_parameters", "layers without parameters left out")
def count_parameters_no_zeros(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g * front[2] + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
    return counts


@ANSWERS.wrong("count_parameters", "only the total")
def count_parameters_total(layers, input_shape):
    total = 0
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            total += (f * g * front[2] + 1) * layer["filters"]
        elif layer["kind"] == "Dense":
            total += (front[0] + 1) * layer["units"]
    return total


@ANSWERS.wrong("count_parameters", "dense bias per input")
def count_parameters_dense_bias(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g * front[2] + 1) * layer["filters"])
        elif layer["kind"] == "Dense":
            counts.append(front[0] * (layer["units"] + 1))
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "pooling windows learn too")
def count_parameters_pooling(layers, input_shape):
    counts = []
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            counts.append((f * g * front[2] + 1) * layer["filters"])
        elif layer["kind"] in ("MaxPooling2D", "AveragePooling2D"):
            (f, g), _, _ = window_of(layer)
            counts.append(f * g * front[2])
        elif layer["kind"] == "Dense":
            counts.append((front[0] + 1) * layer["units"])
        else:
            counts.append(0)
    return counts


@ANSWERS.wrong("count_parameters", "running totals")
def count_parameters_running(layers, input_shape):
    counts, count = [], 0
    for layer, front in zip(layers, [tuple(input_shape), *layer_shapes(layers, input_shape)], strict=False):
        if layer["kind"] == "Conv2D":
            (f, g), _, _ = window_of(layer)
            count += (f * g * front[2] + 1) * layer["filters"]
        elif layer["kind"] == "Dense":
            count += (front[0] + 1) * layer["units"]
        counts.append(count)
    return counts


@ANSWERS.right("count_parameters", "weights plus biases and running channels")
def count_parameters_while(layers, input_shape):
    shapes = layer_shapes(layers, input_shape)
    counts = [0] * len(layers)
    k = 0
    while k < len(layers):
        front = shapes[k - 1] if k > 0 else tuple(input_shape)
        if layers[k]["kind"] == "Conv2D":
            rows, columns = window_of(layers[k])[0]
            filters = layers[k]["filters"]
            counts[k] = rows * columns * front[-1] * filters + filters
        if layers[k]["kind"] == "Dense":
            counts[k] = math.prod(front) * layers[k]["units"] + layers[k]["units"]
        k += 1
    return counts


@ANSWERS.right("count_parameters", "sizes of arrays made of zeros")
def count_parameters_arrays(layers, input_shape):
    def arrays(layer, front):
        if layer["kind"] == "Conv2D":
            return np.zeros((*pair(layer["kernel_size"]), front[2], layer["filters"])), np.zeros(
                layer["filters"]
            )
        if layer["kind"] == "Dense":
            return np.zeros((front[0], layer["units"])), np.zeros(layer["units"])
        return ()

    fronts = [tuple(input_shape), *layer_shapes(layers, input_shape)][:-1]
    return [
        sum(array.size for array in arrays(layer, front)) for layer, front in zip(layers, fronts, strict=True)
    ]


@ANSWERS.right("count_parameters", "inputs of a unit by kind")
def count_parameters_by_unit(layers, input_shape):
    shape, answer = tuple(input_shape), []
    for layer in layers:
        seen = {
            "Conv2D": lambda layer=layer, shape=shape: math.prod(window_of(layer)[0]) * shape[-1],
            "Dense": lambda shape=shape: shape[0],
        }
        if layer["kind"] in seen:
            units = layer.get("filters") or layer.get("units")
            answer += [units * (1 + seen[layer["kind"]]())]
        else:
            answer += [0]
        shape = layer_shapes([layer], shape)[0]
    return answer


# 11.3 minibatches


@ANSWERS.wrong("minibatches", "two different orders")
def minibatches_two_orders(X, y, size, rng):
    m = len(X)
    X, y = X[rng.permutation(m)], y[rng.permutation(m)]
    return [(X[start : start + size], y[start : start + size]) for start in range(0, m, size)]


@ANSWERS.wrong("minibatches", "labels stay in the old order")
def minibatches_labels_stay(X, y, size, rng):
    m = len(X)
    X = X[rng.permutation(m)]
    return [(X[start : start + size], y[start : start + size]) for start in range(0, m, size)]


@ANSWERS.wrong("minibatches", "the short last batch is dropped")
def minibatches_last_dropped(X, y, size, rng):
    m = len(X)
    order = rng.permutation(m)
    batches = []
    for k in range(m // size):
        chosen = order[k * size : (k + 1) * size]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "never shuffled")
def minibatches_not_shuffled(X, y, size, rng):
    return [(X[start : start + size], y[start : start + size]) for start in range(0, len(X), size)]


@ANSWERS.wrong("minibatches", "order drawn from numpy itself")
def minibatches_global(X, y, size, rng):
    order = np.random.permutation(len(X))
    batches = []
    for start in range(0, len(X), size):
        chosen = order[start : start + size]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "the same order every time")
def minibatches_fixed_seed(X, y, size, rng):
    rng = np.random.default_rng(0)
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), size):
        chosen = order[start : start + size]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "drawn with putting back")
def minibatches_with_replacement(X, y, size, rng):
    m = len(X)
    order = rng.integers(m, size=m)
    batches = []
    for start in range(0, m, size):
        chosen = order[start : start + size]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "a new order for each batch")
def minibatches_each_anew(X, y, size, rng):
    m = len(X)
    batches = []
    for start in range(0, m, size):
        chosen = rng.permutation(m)[start : start + size]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "size taken as number of batches")
def minibatches_number(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[chosen], y[chosen]) for chosen in np.array_split(order, size)]


@ANSWERS.wrong("minibatches", "equal pieces instead of full ones")
def minibatches_equal_pieces(X, y, size, rng):
    order = rng.permutation(len(X))
    count = math.ceil(len(X) / size)
    return [(X[chosen], y[chosen]) for chosen in np.array_split(order, count)]


@ANSWERS.wrong("minibatches", "only the batches change places")
def minibatches_blocks(X, y, size, rng):
    starts = rng.permutation(np.arange(0, len(X), size))
    return [(X[start : start + size], y[start : start + size]) for start in starts]


@ANSWERS.wrong("minibatches", "labels come first")
def minibatches_labels_first(X, y, size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), size):
        chosen = order[start : start + size]
        batches.append((y[chosen], X[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "returned after one batch")
def minibatches_early(X, y, size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), size):
        chosen = order[start : start + size]
        batches.append((X[chosen], y[chosen]))
        return batches


@ANSWERS.wrong("minibatches", "one example lost in each batch")
def minibatches_one_lost(X, y, size, rng):
    order = rng.permutation(len(X))
    batches = []
    for start in range(0, len(X), size):
        chosen = order[start : start + size - 1]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "last batch filled from the beginning")
def minibatches_filled(X, y, size, rng):
    m = len(X)
    order = rng.permutation(m)
    batches = []
    for start in range(0, m, size):
        chosen = order[np.arange(start, start + size) % m]
        batches.append((X[chosen], y[chosen]))
    return batches


@ANSWERS.wrong("minibatches", "shuffles the arguments themselves")
def minibatches_in_place(X, y, size, rng):
    order = rng.permutation(len(X))
    X[:] = X[order]
    y[:] = y[order]
    return [
        (X[start : start + size].copy(), y[start : start + size].copy()) for start in range(0, len(X), size)
    ]


@ANSWERS.wrong("minibatches", "two lists instead of pairs")
def minibatches_two_lists(X, y, size, rng):
    order = rng.permutation(len(X))
    pieces = [order[start : start + size] for start in range(0, len(X), size)]
    return [X[chosen] for chosen in pieces], [y[chosen] for chosen in pieces]


@ANSWERS.right("minibatches", "a generator that yields")
def minibatches_generator(X, y, size, rng):
    order = rng.permutation(X.shape[0])
    while len(order) > 0:
        chosen, order = order[:size], order[size:]
        yield np.take(X, chosen, axis=0), np.take(y, chosen, axis=0)


@ANSWERS.right("minibatches", "shuffled numbers split at places")
def minibatches_split(X, y, size, rng):
    numbers = np.arange(len(X))
    rng.shuffle(numbers)
    pieces = np.split(numbers, np.arange(size, len(X), size))
    return list(zip([X[piece] for piece in pieces], [y[piece] for piece in pieces], strict=True))


@ANSWERS.right("minibatches", "order from sorted random numbers")
def minibatches_argsort(X, y, size, rng):
    order = np.argsort(rng.random(len(X)))
    X, y = X[order], y[order]
    count = -(-len(X) // size)
    return [(X[k * size : (k + 1) * size], y[k * size : (k + 1) * size]) for k in range(count)]


@ANSWERS.right("minibatches", "single examples collected and stacked")
def minibatches_stacked(X, y, size, rng):
    batches, pictures, labels = [], [], []
    for i in rng.permutation(len(X)):
        pictures.append(X[i])
        labels.append(y[i])
        if len(pictures) == size:
            batches.append((np.array(pictures), np.array(labels)))
            pictures, labels = [], []
    if pictures:
        batches.append((np.array(pictures), np.array(labels)))
    return batches


# 11.4 build_model


@ANSWERS.wrong("build_model", "no convolution at all")
def build_model_dense_only():
    model = Sequential(
        [
            Flatten(input_shape=(8, 8, 1)),
            Dense(64, activation="relu", kernel_initializer="he_normal"),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@ANSWERS.wrong("build_model", "compiled with the squared error")
def build_model_squared_error():
    model = Sequential(
        [
            Conv2D(16, 3, padding="same", activation="relu", input_shape=(8, 8, 1)),
            MaxPooling2D(2),
            Flatten(),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="mean_squared_error", metrics=["accuracy"])
    return model


@ANSWERS.wrong("build_model", "softmax forgotten at the end")
def build_model_no_softmax():
    model = Sequential(
        [
            Conv2D(16, 3, padding="same", activation="relu", input_shape=(8, 8, 1)),
            MaxPooling2D(2),
            Flatten(),
            Dense(10),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@ANSWERS.wrong("build_model", "returns what compile returns")
def build_model_returns_compile():
    model = Sequential(
        [
            Conv2D(16, 3, padding="same", activation="relu", input_shape=(8, 8, 1)),
            MaxPooling2D(2),
            Flatten(),
            Dense(10, activation="softmax"),
        ]
    )
    return model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])


@ANSWERS.wrong("build_model", "nothing in it bends")
def build_model_no_bend():
    model = Sequential(
        [
            Conv2D(16, 3, padding="same", input_shape=(8, 8, 1)),
            AveragePooling2D(2),
            Flatten(),
            Dense(64),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@ANSWERS.right("build_model", "layers added one by one")
def build_model_added():
    model = Sequential()
    model.add(Conv2D(16, (3, 3), activation="relu", kernel_initializer="he_normal", input_shape=(8, 8, 1)))
    model.add(MaxPooling2D(pool_size=(2, 2)))
    model.add(Flatten())
    model.add(Dense(48, activation="relu", kernel_initializer="he_normal"))
    model.add(Dense(10, activation="softmax"))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@ANSWERS.right("build_model", "strides for pooling and plain descent")
def build_model_strides():
    layers = [
        Conv2D(
            16,
            3,
            strides=2,
            padding="same",
            activation="relu",
            kernel_initializer="he_normal",
            input_shape=(8, 8, 1),
        ),
        Flatten(),
        Dense(32, activation="relu", kernel_initializer="he_normal"),
        Dense(10, activation="softmax"),
    ]
    model = Sequential(layers)
    model.compile(optimizer=GradientDescent(0.1), loss="categorical_crossentropy", metrics=["accuracy"])
    return model


@ANSWERS.right("build_model", "tanh and large windows")
def build_model_tanh():
    model = Sequential(
        [
            Conv2D(24, 5, padding="same", activation="tanh", input_shape=(8, 8, 1)),
            AveragePooling2D(2),
            Flatten(),
            Dense(10, activation="softmax"),
        ],
        seed=1,
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy")
    return model


# 11.5 occlusion_map


@ANSWERS.wrong("occlusion_map", "the winner is chosen anew each time")
def occlusion_map_new_winner(predict, image, size):
    h, w, _ = image.shape
    before = predict(image[None])[0].max()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = before - predict(covered[None])[0].max()
    return drops


@ANSWERS.wrong("occlusion_map", "a rise instead of a fall")
def occlusion_map_sign(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = predict(covered[None])[0, choice] - shares[choice]
    return drops


@ANSWERS.wrong("occlusion_map", "squares pile up on one copy")
def occlusion_map_pile_up(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    covered = image.copy()
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "the picture itself is covered")
def occlusion_map_in_place(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "last row and column missing")
def occlusion_map_too_small(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size, w - size))
    for r in range(h - size):
        for c in range(w - size):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "height taken for the width too")
def occlusion_map_square(predict, image, size):
    n = image.shape[0] - size + 1
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((n, n))
    for r in range(n):
        for c in range(n):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "falls below zero cut off")
def occlusion_map_clipped(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = max(0, shares[choice] - predict(covered[None])[0, choice])
    return drops


@ANSWERS.wrong("occlusion_map", "size of the change without sign")
def occlusion_map_absolute(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = abs(shares[choice] - predict(covered[None])[0, choice])
    return drops


@ANSWERS.wrong("occlusion_map", "share left over instead of fall")
def occlusion_map_share_left(predict, image, size):
    h, w, _ = image.shape
    choice = predict(image[None])[0].argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "covered with one instead of zero")
def occlusion_map_white(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 1
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "square around the place as its middle")
def occlusion_map_centred(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    half = size // 2
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[max(r - half, 0) : r - half + size, max(c - half, 0) : c - half + size] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "only the first channel covered")
def occlusion_map_first_channel(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size, 0] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "places next to each other like tiles")
def occlusion_map_tiles(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(0, h - size + 1, size):
        for c in range(0, w - size + 1, size):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "class zero watched instead of the winner")
def occlusion_map_class_zero(predict, image, size):
    h, w, _ = image.shape
    before = predict(image[None])[0, 0]
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[r, c] = before - predict(covered[None])[0, 0]
    return drops


@ANSWERS.wrong("occlusion_map", "single pixel covered")
def occlusion_map_pixel(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((h - size + 1, w - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r, c] = 0
            drops[r, c] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.wrong("occlusion_map", "rows and columns exchanged in the map")
def occlusion_map_turned(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[None])[0]
    choice = shares.argmax()
    drops = np.zeros((w - size + 1, h - size + 1))
    for r in range(h - size + 1):
        for c in range(w - size + 1):
            covered = image.copy()
            covered[r : r + size, c : c + size] = 0
            drops[c, r] = shares[choice] - predict(covered[None])[0, choice]
    return drops


@ANSWERS.right("occlusion_map", "a mask chosen with where")
def occlusion_map_where(predict, image, size):
    h, w, _ = image.shape
    shares = predict(image[np.newaxis])
    choice = int(np.argmax(shares))
    rows, columns = np.arange(h)[:, None, None], np.arange(w)[None, :, None]
    drops = np.empty((h - size + 1, w - size + 1))
    for r, c in np.ndindex(drops.shape):
        inside = (rows >= r) & (rows < r + size) & (columns >= c) & (columns < c + size)
        drops[r, c] = shares[0, choice] - predict(np.where(inside, 0, image)[np.newaxis])[0, choice]
    return drops


@ANSWERS.right("occlusion_map", "lists and a helper function")
def occlusion_map_lists(predict, image, size):
    shares = predict(image.reshape(1, *image.shape))[0]
    choice = max(range(len(shares)), key=lambda k: shares[k])

    def drop(r, c):
        covered = np.array(image)
        covered[r : r + size, c : c + size, :] = 0
        return shares[choice] - predict(covered.reshape(1, *image.shape))[0][choice]

    height, width = image.shape[0] - size + 1, image.shape[1] - size + 1
    return np.array([[drop(r, c) for c in range(width)] for r in range(height)])


@ANSWERS.right("occlusion_map", "one copy restored after each place")
def occlusion_map_restored(predict, image, size):
    batch = image[None].copy()
    before = predict(batch).copy()
    choice = before[0].argmax()
    h, w = image.shape[:2]
    after = np.zeros((h - size + 1, w - size + 1))
    for place in range(after.size):
        r, c = divmod(place, after.shape[1])
        window = (0, slice(r, r + size), slice(c, c + size))
        batch[window] = 0
        after[r, c] = predict(batch)[0, choice]
        batch[window] = image[r : r + size, c : c + size]
    return before[0, choice] - after
