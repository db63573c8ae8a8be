"""Exercise `layer_shapes`: the shape behind every layer of a stack, before anything has run."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case

WINDOWS = ("Conv2D", "MaxPooling2D", "AveragePooling2D")


def pair(number):
    return (number, number) if np.ndim(number) == 0 else tuple(number)


def places(n, f, s, padding):
    """How many places a window of f has on n pixels."""
    return -(-n // s) if padding == "same" else (n - f) // s + 1


def window_of(layer):
    """Size, strides and padding of a convolution or a pooling layer, with what holds if nothing is said."""
    if layer["kind"] == "Conv2D":
        size, strides = layer["kernel_size"], layer.get("strides", 1)
    else:
        size, strides = layer["pool_size"], layer.get("strides", layer["pool_size"])
    return pair(size), pair(strides), layer.get("padding", "valid")


def behind(layer, shape, places=places, window_of=window_of, flat=math.prod):
    """The shape behind one layer. The wrong answers below exchange one of its parts."""
    if layer["kind"] in WINDOWS:
        (f_h, f_w), (s_h, s_w), padding = window_of(layer)
        channels = layer.get("filters", shape[2])
        return places(shape[0], f_h, s_h, padding), places(shape[1], f_w, s_w, padding), channels
    if layer["kind"] == "Flatten":
        return (flat(shape),)
    if layer["kind"] == "Dense":
        return (layer["units"],)
    return tuple(shape)  # Dropout


def layer_shapes(layers, input_shape):
    shapes, shape = [], input_shape
    for layer in layers:
        shape = behind(layer, shape)
        shapes.append(shape)
    return shapes


def with_other(**parts):
    """A wrong answer that computes one part in another way."""

    def answer(layers, input_shape):
        shapes, shape = [], input_shape
        for layer in layers:
            shape = behind(layer, shape, **parts)
            shapes.append(shape)
        return shapes

    return answer


def _rounded_up(n, f, s, padding):
    return -(-n // s) if padding == "same" else math.ceil((n - f) / s) + 1


def _without_one(n, f, s, padding):
    return -(-n // s) if padding == "same" else (n - f) // s


def _same_ignored(n, f, s, padding):
    return (n - f) // s + 1


def _same_keeps_all(n, f, s, padding):
    return n if padding == "same" else (n - f) // s + 1


def _same_rounded_down(n, f, s, padding):
    return n // s if padding == "same" else (n - f) // s + 1


def _valid_forgotten(n, f, s, padding):
    return -(-n // s)


def _divided(n, f, s, padding):
    return n / s if padding == "same" else (n - f) / s + 1


def _rounded(n, f, s, padding):
    return -(-n // s) if padding == "same" else round((n - f) / s) + 1


def _brackets_forgotten(n, f, s, padding):
    return -(-n // s) if padding == "same" else n - f // s + 1


def _strides_ignored(n, f, s, padding):
    return -(-n // s) if padding == "same" else n - f + 1


def _frame_of_halves(n, f, s, padding):
    frame = 2 * ((f - 1) // 2) if padding == "same" else 0
    return (n + frame - f) // s + 1


def _same_one_more(n, f, s, padding):
    return n // s + 1 if padding == "same" else (n - f) // s + 1


def _pool_by_one(layer):
    size, strides, padding = window_of(layer)
    return size, strides if layer["kind"] == "Conv2D" or "strides" in layer else (1, 1), padding


def _pool_strides_ignored(layer):
    size, strides, padding = window_of(layer)
    return size, strides if layer["kind"] == "Conv2D" else size, padding


def _conv_strides_ignored(layer):
    size, strides, padding = window_of(layer)
    return size, (1, 1) if layer["kind"] == "Conv2D" else strides, padding


def _rows_only(layer):
    (f, _), (s, _), padding = window_of(layer)
    return (f, f), (s, s), padding


def _sides_exchanged(layer):
    (f_h, f_w), (s_h, s_w), padding = window_of(layer)
    return (f_w, f_h), (s_w, s_h), padding


def _pools_to_whole_tiles(divisors):
    """Pooling as a division alone, without looking at strides and padding."""

    def answer(layers, input_shape):
        shapes, shape = [], input_shape
        for layer in layers:
            if "pool_size" in layer:
                by_rows, by_columns = divisors(layer)
                shape = (shape[0] // by_rows, shape[1] // by_columns, shape[2])
            else:
                shape = behind(layer, shape)
            shapes.append(shape)
        return shapes

    return answer


def shapes_one_map_behind_pooling(layers, input_shape):
    return layer_shapes(
        [{**layer, "filters": 1} if "pool_size" in layer else layer for layer in layers], input_shape
    )


def shapes_rows_copied(layers, input_shape):
    """The rows are computed, and taken for the columns too."""
    shapes, shape = [], input_shape
    for layer in layers:
        shape = behind(layer, shape)
        if layer["kind"] in WINDOWS:
            shape = (shape[0], shape[0], shape[2])
        shapes.append(shape)
    return shapes


def shapes_turned(layers, input_shape):
    return [(s[1], s[0], s[2]) if len(s) == 3 else s for s in layer_shapes(layers, input_shape)]


def shapes_two_numbers(layers, input_shape):
    return [s[:2] if len(s) == 3 else s for s in layer_shapes(layers, input_shape)]


def shapes_maps_never_counted(layers, input_shape):
    """Two numbers everywhere, and so Flatten counts one map."""
    return [
        s[:2] if len(s) == 3 else s for s in with_other(flat=lambda s: math.prod(s[:2]))(layers, input_shape)
    ]


def shapes_as_numbers(*kinds):
    """The comma of a tuple with one entry is forgotten behind these layers."""

    def answer(layers, input_shape):
        shapes, shape = [], input_shape
        for layer in layers:
            if layer["kind"] != "Dropout":
                shape = behind(layer, shape)
                shape = shape[0] if layer["kind"] in kinds else shape
            shapes.append(shape)
        return shapes

    return answer


def shapes_not_flat(layers, input_shape):
    return layer_shapes([DROPOUT if layer == FLATTEN else layer for layer in layers], input_shape)


def shapes_dense_with_inputs(place):
    """A dense layer keeps a number of what comes in, beside its units."""

    def answer(layers, input_shape):
        shapes, shape = [], input_shape
        for layer in layers:
            shape = (shape[place], layer["units"]) if "units" in layer else behind(layer, shape)
            shapes.append(shape)
        return shapes

    return answer


def shapes_after_first_layer(layers, input_shape):
    return layer_shapes(layers, input_shape)[:1]


def shapes_average_forgotten(layers, input_shape):
    return layer_shapes(
        [DROPOUT if layer["kind"] == "AveragePooling2D" else layer for layer in layers], input_shape
    )


def shapes_without_dropout(layers, input_shape):
    return layer_shapes([layer for layer in layers if layer["kind"] != "Dropout"], input_shape)


def shapes_channels_kept(layers, input_shape):
    return layer_shapes(
        [{**layer, "filters": input_shape[2]} if layer["kind"] == "Conv2D" else layer for layer in layers],
        input_shape,
    )


def shapes_filters_kept_everywhere(layers, input_shape):
    """The number of filters is added to the channels."""
    shapes, shape = [], input_shape
    for layer in layers:
        channels = shape[-1]
        shape = behind(layer, shape)
        if layer["kind"] == "Conv2D":
            shape = (*shape[:2], channels * layer["filters"])
        shapes.append(shape)
    return shapes


def shapes_square(layers, input_shape):
    return layer_shapes(layers, (input_shape[0], input_shape[0], input_shape[2]))


def shapes_with_batch(layers, input_shape):
    return [(None, *shape) for shape in layer_shapes(layers, input_shape)]


def shapes_with_input(layers, input_shape):
    return [tuple(input_shape), *layer_shapes(layers, input_shape)]


def shapes_in_front(layers, input_shape):
    return [tuple(input_shape), *layer_shapes(layers, input_shape)][:-1]


def shapes_last_only(layers, input_shape):
    return layer_shapes(layers, input_shape)[-1]


def shapes_not_chained(layers, input_shape):
    return [behind(layer, input_shape) for layer in layers]


def shapes_weights_only(layers, input_shape):
    return [
        shape
        for layer, shape in zip(layers, layer_shapes(layers, input_shape), strict=True)
        if layer["kind"] in ("Conv2D", "Dense")
    ]


def shapes_recursive(layers, input_shape):
    if not layers:
        return []
    first = behind(layers[0], tuple(input_shape))
    return [first, *shapes_recursive(layers[1:], first)]


def shapes_by_walking(layers, input_shape):
    """Counts the places of a window; "same" gets its frame of zeros first. Shapes are lists of NumPy numbers."""
    result, shape = [], list(input_shape)
    for layer in layers:
        match layer["kind"]:
            case "Conv2D" | "MaxPooling2D" | "AveragePooling2D":
                sizes, strides, padding = window_of(layer)
                lengths = []
                for n, f, s in zip(shape[:2], sizes, strides, strict=True):
                    starts = range(0, n, s) if padding == "same" else range(0, n - f + 1, s)
                    lengths.append(np.int64(len(starts)))
                shape = [*lengths, layer["filters"] if layer["kind"] == "Conv2D" else shape[2]]
            case "Flatten":
                shape = [np.prod(shape)]
            case "Dense":
                shape = [layer["units"]]
        result.append(list(shape))
    return result


def shapes_by_ceilings(layers, input_shape):
    shapes = [tuple(input_shape)]
    for layer in layers:
        shape = shapes[-1]
        if "kernel_size" in layer or "pool_size" in layer:
            sizes, strides, padding = window_of(layer)
            reach = [n if padding == "same" else n - f + 1 for n, f in zip(shape[:2], sizes, strict=True)]
            new = tuple(math.ceil(r / s) for r, s in zip(reach, strides, strict=True))
            shape = (*new, layer.get("filters") or shape[2])
        elif "units" in layer:
            shape = (layer["units"],)
        elif layer["kind"] == "Flatten":
            shape = (int(np.zeros(shape).size),)
        shapes.append(shape)
    return tuple(shapes[1:])


def conv(filters, size, **more):
    return {"kind": "Conv2D", "filters": filters, "kernel_size": size, **more}


def pool(size, kind="Max", **more):
    return {"kind": f"{kind}Pooling2D", "pool_size": size, **more}


def dense(units):
    return {"kind": "Dense", "units": units}


FLATTEN, DROPOUT = {"kind": "Flatten"}, {"kind": "Dropout", "rate": 0.5}
LISTING_1 = [
    conv(32, (3, 3)),
    pool((2, 2)),
    conv(64, (3, 3)),
    pool((2, 2)),
    FLATTEN,
    dense(128),
    dense(10),
]
LISTING_2 = [conv(32, (3, 3)), pool((2, 2)), FLATTEN, dense(128), dense(10)]


def _as_tuples(shapes):
    """Shapes may be arrays."""
    return [tuple(s.tolist()) if isinstance(s, np.ndarray) and s.ndim == 1 else s for s in shapes]


def draw_stack(rng, part, plain):
    """A stack whose numbers are drawn; `plain`: squares and numbers only, nothing left out."""
    high, wide = (int(n) for n in rng.integers(18, 40, size=2))
    sizes = [int(n) for n in rng.integers(2, 5, size=4)]
    filters = [int(n) for n in rng.integers(2, 9, size=2)]
    if plain:
        layers = [conv(filters[0], sizes[0]), pool(sizes[1]), FLATTEN, dense(int(rng.integers(2, 30)))]
    else:
        layers = [
            conv(filters[0], (sizes[0], sizes[1]), strides=(1, 2), padding="same"),
            pool((2, 3), "Average", strides=(1, 2)),
            DROPOUT,
            conv(filters[1], (sizes[2], 2), strides=2),
            FLATTEN,
            dense(int(rng.integers(2, 30))),
        ]
    return case(part, layers=layers, input_shape=(high, wide, int(rng.integers(1, 4))))


def _draw(rng, i):
    return draw_stack(rng, "plain stacks" if i == 0 else "strides and padding", plain=i == 0)


LAYER_SHAPES = Exercise(
    name="layer_shapes",
    parts={"plain stacks": 2, "strides and padding": 2},
    reference=layer_shapes,
    insight="You can say what comes out of every layer before anything has run.",
    examples=(
        case("plain stacks", layers=LISTING_1, input_shape=(64, 64, 3)),
        case("plain stacks", layers=LISTING_2, input_shape=(64, 64, 3)),
        case("plain stacks", layers=[conv(4, 3), pool(2), FLATTEN, dense(5)], input_shape=(12, 9, 2)),
        case("plain stacks", layers=[conv(2, (2, 4)), conv(3, 2), pool((3, 2))], input_shape=(10, 15, 1)),
        case("plain stacks", layers=[pool(3, "Average"), DROPOUT, FLATTEN, DROPOUT], input_shape=(7, 11, 2)),
        case("plain stacks", layers=[dense(7), DROPOUT, dense(2)], input_shape=(20,)),
        case(
            "strides and padding",
            layers=[conv(6, 3, padding="same"), pool(2, padding="same"), FLATTEN],
            input_shape=(9, 7, 1),
        ),
        case(
            "strides and padding",
            layers=[conv(5, 3, strides=2), conv(2, 2, strides=(1, 3)), pool(2, strides=1)],
            input_shape=(14, 17, 3),
        ),
        case(
            "strides and padding",
            layers=[conv(3, (5, 2), strides=(3, 2), padding="same"), pool((2, 1), strides=(1, 2)), FLATTEN],
            input_shape=(11, 8, 2),
        ),
        case(
            "strides and padding",
            layers=[pool(3, strides=2), conv(4, 2, strides=1, padding="valid"), DROPOUT, FLATTEN, dense(3)],
            input_shape=(16, 13, 2),
        ),
    ),
    draw=_draw,
    draws=3,
    form=_as_tuples,
    tolerance=1e-9,
    mistakes=(
        Mistake(
            "rounded-up",
            with_other(places=_rounded_up),
            "Without padding you rounded up: a last window would hang over the edge.",
            "What is left over at the end is too short for a window.",
        ),
        Mistake(
            "no-plus-one",
            with_other(places=_without_one),
            "You counted the moves of a window, not its places.",
            "A window as long as the picture cannot move at all. How many places does it have?",
        ),
        Mistake(
            "same-ignored",
            with_other(places=_same_ignored),
            'You compute every layer as if its padding were "valid".',
            'With padding="same" a frame of zeros is put around first. Which size comes out?',
        ),
        Mistake(
            "same-keeps-all",
            with_other(places=_same_keeps_all),
            'With padding="same" you keep the size, whatever the stride is.',
            "A window that moves by two has only half as many places. Which way is rounded?",
        ),
        Mistake(
            "same-rounded-down",
            with_other(places=_same_rounded_down),
            'With padding="same" you rounded n / stride down.',
            "The frame of zeros is there so that no pixel is left out, not even the last one.",
        ),
        Mistake(
            "always-same",
            with_other(places=_valid_forgotten),
            'You compute every layer as if its padding were "same".',
            'If nothing is said, the padding is "valid": no frame.',
        ),
        Mistake(
            "pool-by-one",
            with_other(window_of=_pool_by_one),
            "Where a pooling layer names no strides, your window moves by 1.",
            "If nothing is said, tiles do not overlap. By how much does the window move then?",
        ),
        Mistake(
            "pool-strides-ignored",
            with_other(window_of=_pool_strides_ignored),
            "Your pooling window always moves by its own size, even if strides are given.",
            "`layer.get(…)` finds strides if they are there.",
        ),
        Mistake(
            "conv-strides-ignored",
            with_other(window_of=_conv_strides_ignored),
            "Your convolutions always move by 1.",
            "A convolution may have strides too; 1 is only what holds if nothing is said.",
        ),
        Mistake(
            "rows-only",
            with_other(window_of=_rows_only),
            "Of a pair (rows, columns) you use the first number for both directions.",
            "Columns have their own size and their own stride.",
        ),
        Mistake(
            "sides-exchanged",
            with_other(window_of=_sides_exchanged),
            "Of a pair you use the first number for the columns and the second for the rows.",
            "In which order does the table give the two?",
        ),
        Mistake(
            "flat-without-channels",
            with_other(flat=lambda shape: math.prod(shape[:2])),
            "Your Flatten counts the pixels of one map and forgets that there are several.",
            "What comes in has three axes. How many numbers are that?",
        ),
        Mistake(
            "channels-kept",
            shapes_channels_kept,
            "Behind your convolutions there are as many channels as the picture has.",
            "Every filter makes one map. How many maps come out?",
        ),
        Mistake(
            "channels-multiplied",
            shapes_filters_kept_everywhere,
            "You multiplied the channels that come in by the number of filters.",
            "A filter looks at all channels at once and makes one map of them.",
        ),
        Mistake(
            "square",
            shapes_square,
            "You take the picture to be as wide as it is high.",
            "The second number of `input_shape` is the width.",
        ),
        Mistake(
            "with-batch",
            shapes_with_batch,
            "Your shapes begin with a None for the number of examples.",
            "Here shapes are those of one example, without m.",
        ),
        Mistake(
            "with-input",
            shapes_with_input,
            "Your list begins with the shape of the input, so it is one entry too long.",
            "One shape for each layer: the one *behind* it.",
        ),
        Mistake(
            "in-front",
            shapes_in_front,
            "You list the shapes in front of the layers.",
            "We ask for what comes out: the shape behind each layer.",
        ),
        Mistake(
            "last-only",
            shapes_last_only,
            "You return the last shape alone.",
            "Collect one shape for each layer in a list.",
        ),
        Mistake(
            "not-chained",
            shapes_not_chained,
            "Every layer of yours starts from the shape of the picture.",
            "What comes out of a layer goes into the next one.",
        ),
        Mistake(
            "weights-only",
            shapes_weights_only,
            "You left out the layers without weights.",
            "Pooling, Flatten and Dropout are layers too; each gets an entry.",
        ),
        Mistake(
            "divided",
            with_other(places=_divided),
            "You divided with /, so your lengths are numbers with a decimal point.",
            "A length is a whole number. Which operator divides and rounds down?",
        ),
        Mistake(
            "rounded",
            with_other(places=_rounded),
            "Without padding you rounded to the nearest whole number: sometimes that is up.",
            "What is left over at the end is too short for a window.",
        ),
        Mistake(
            "brackets",
            with_other(places=_brackets_forgotten),
            "You divided f alone by the stride: n − f // s + 1.",
            "What is divided by the stride in the formula? Python needs brackets there.",
        ),
        Mistake(
            "strides-ignored",
            with_other(places=_strides_ignored),
            'With padding="valid" no window of yours ever jumps: you left out the stride.',
            "How many places are left if a window moves by two at a time?",
        ),
        Mistake(
            "frame-of-halves",
            with_other(places=_frame_of_halves),
            'With padding="same" you put (f − 1) // 2 zeros on either side; for a window of even size that is one too few.',
            "There is a shorter formula for the places, in which f does not occur.",
        ),
        Mistake(
            "same-one-more",
            with_other(places=_same_one_more),
            'With padding="same" you take n // s + 1 places.',
            "Where n / s comes out even that is one too many.",
        ),
        Mistake(
            "pool-divides",
            _pools_to_whole_tiles(lambda layer: pair(layer["pool_size"])),
            "Your pooling is always n // size, whatever its strides and its padding are.",
            "A pooling layer has the same formula as a convolution.",
        ),
        Mistake(
            "pool-halves",
            _pools_to_whole_tiles(lambda layer: (2, 2)),
            "Your pooling always halves.",
            "How large is the window? `pool_size` says it.",
        ),
        Mistake(
            "pool-one-map",
            shapes_one_map_behind_pooling,
            "Behind your pooling layers there is one map left.",
            "Each map is made smaller by itself. How many come out?",
        ),
        Mistake(
            "rows-copied",
            shapes_rows_copied,
            "You computed the rows, and took the same number for the columns.",
            "A picture need not be as wide as it is high, nor a window.",
        ),
        Mistake(
            "turned",
            shapes_turned,
            "Rows and columns of your shapes are exchanged.",
            "A shape is (height, width, channels).",
        ),
        Mistake(
            "two-numbers",
            shapes_two_numbers,
            "Your shapes of maps have two numbers.",
            "How many maps are there? That is the third.",
        ),
        Mistake(
            "maps-never-counted",
            shapes_maps_never_counted,
            "Your shapes of maps have two numbers, and your Flatten counts one map.",
            "How many maps are there? That is the third number, and Flatten takes all of them.",
        ),
        Mistake(
            "plain-numbers",
            shapes_as_numbers("Flatten", "Dense"),
            "Behind Flatten and Dense you give a number where a shape is asked.",
            "A tuple with one entry needs a comma: `(7,)`.",
        ),
        Mistake(
            "plain-number-flat",
            shapes_as_numbers("Flatten"),
            "Behind Flatten you give a number where a shape is asked.",
            "A tuple with one entry needs a comma: `(7,)`.",
        ),
        Mistake(
            "plain-number-dense",
            shapes_as_numbers("Dense"),
            "Behind Dense you give a number where a shape is asked.",
            "A tuple with one entry needs a comma: `(7,)`.",
        ),
        Mistake(
            "not-flat",
            shapes_not_flat,
            "Your Flatten leaves the shape as it is.",
            "All numbers are laid out as one row. How long is it?",
        ),
        Mistake(
            "flat-sum",
            with_other(flat=sum),
            "Your Flatten adds up the three numbers of the shape.",
            "A block of 2 × 3 × 4 numbers: how many are there?",
        ),
        Mistake(
            "dense-with-inputs",
            shapes_dense_with_inputs(-1),
            "Behind Dense you give two numbers: what comes in, and the units. That is the shape of its weights.",
            "What comes out for one example?",
        ),
        Mistake(
            "dense-with-first",
            shapes_dense_with_inputs(0),
            "Behind Dense you keep the first number of the shape that comes in, beside the units.",
            "What comes out for one example?",
        ),
        Mistake(
            "after-first",
            shapes_after_first_layer,
            "You return after the first layer.",
            "Where does your `return` stand: inside the loop, or behind it?",
        ),
        Mistake(
            "average-forgotten",
            shapes_average_forgotten,
            "AveragePooling2D changes nothing in your list.",
            "Its window has places like that of MaxPooling2D.",
        ),
        Mistake(
            "no-dropout",
            shapes_without_dropout,
            "Dropout gets no entry in your list.",
            "It changes no shape, but it is a layer: one shape for each.",
        ),
    ),
    variants={
        "recursion": shapes_recursive,
        "walking, lists, NumPy numbers": shapes_by_walking,
        "ceilings, tuples": shapes_by_ceilings,
    },
)
