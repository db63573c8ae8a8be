"""Answers to 13, written from the students' notebook alone."""

import numpy as np

from dlutils.layers import Conv2D, Dense, Flatten, MaxPooling2D
from dlutils.models import Sequential
from dlutils.optimizers import Adam
from tools.evidence.answers import Answers

ANSWERS = Answers()

WITH_WEIGHTS = ("Conv2D", "Dense")


def compiled(*layers, rate=0.002):
    """A model ready for `fit`, as the notebook has it."""
    model = Sequential(list(layers), seed=0, dtype="float64")
    model.compile(optimizer=Adam(rate), loss="categorical_crossentropy")
    return model


def small_cnn():
    """The network of hint 3."""
    he = {"activation": "relu", "kernel_initializer": "he_normal"}
    return compiled(
        Conv2D(16, 3, padding="same", input_shape=(16, 16, 1), **he),
        MaxPooling2D(2),
        Conv2D(32, 3, padding="same", **he),
        MaxPooling2D(2),
        Flatten(),
        Dense(64, **he),
        Dense(10, activation="softmax"),
    )


def moved(pictures):
    """All pictures nine times, moved by one pixel in each direction."""
    steps = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return np.concatenate([np.roll(pictures, step, axis=(1, 2)) for step in steps])


def contrast(pictures):
    """Each picture as a row of mean 0 and length 1, by itself."""
    rows = pictures.reshape(len(pictures), -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12)


# --- find_bugs --------------------------------------------------------------------------------------------------------


@ANSWERS.wrong("find_bugs", "counted from zero")
def find_bugs_from_zero(script):
    return {14, 22, 48, 57, 67}


@ANSWERS.wrong("find_bugs", "the leak is not found")
def find_bugs_no_leak(script):
    return {23, 49, 58, 68}


@ANSWERS.wrong("find_bugs", "the line of w1 for b1")
def find_bugs_line_of_w1(script):
    return {15, 23, 48, 58, 68}


@ANSWERS.wrong("find_bugs", "the slope of relu is blamed")
def find_bugs_slope_of_relu(script):
    return {15, 23, 46, 58, 68}


@ANSWERS.wrong("find_bugs", "the slice instead of the range")
def find_bugs_slice(script):
    return {15, 23, 49, 59, 68}


@ANSWERS.wrong("find_bugs", "both lines of the split, six in all")
def find_bugs_six_lines(script):
    return {14, 15, 23, 49, 58, 68}


@ANSWERS.wrong("find_bugs", "the start of w1 is blamed")
def find_bugs_start_of_w1(script):
    return {15, 21, 49, 58, 68}


@ANSWERS.wrong("find_bugs", "the mean in main for right")
def find_bugs_mean_in_main(script):
    return {15, 23, 49, 58, 75}


@ANSWERS.wrong("find_bugs", "printed and nothing returned")
def find_bugs_printed(script):
    print({15, 23, 49, 58, 68})


@ANSWERS.wrong("find_bugs", "the texts of the lines")
def find_bugs_texts(script):
    lines = script.splitlines()
    return {lines[number - 1].strip() for number in (15, 23, 49, 58, 68)}


@ANSWERS.wrong("find_bugs", "the forward line in right is blamed")
def find_bugs_forward_in_right(script):
    return {15, 23, 49, 58, 67}


@ANSWERS.right("find_bugs", "the first line of the split")
def find_bugs_first_of_split(script):
    return {14, 23, 49, 58, 68}


@ANSWERS.right("find_bugs", "a set made of a sorted list")
def find_bugs_from_list(script):
    shapes, first_cost, nudging, ten_examples, shuffled_labels = 68, 23, 49, 58, 15
    return set(sorted([shapes, first_cost, nudging, ten_examples, shuffled_labels]))


@ANSWERS.right("find_bugs", "added to an empty set one by one")
def find_bugs_added(script):
    bugs = set()
    for number in range(1, 100):
        if number in (68, 58, 49, 23, 15):
            bugs.add(number)
    return bugs


@ANSWERS.right("find_bugs", "numpy whole numbers in the set")
def find_bugs_numpy(script):
    return set(np.array([15, 23, 49, 58, 68]))


# --- build_and_train --------------------------------------------------------------------------------------------------


@ANSWERS.wrong("build_and_train", "predict gives shares, not labels")
def build_and_train_shares(X, y, rng):
    model = small_cnn()
    model.fit(X, np.eye(10)[y], batch_size=32, epochs=12, verbose=0)

    def predict(X_new):
        return model.predict(X_new)

    return predict


@ANSWERS.wrong("build_and_train", "one layer of softmax only")
def build_and_train_softmax(X, y, rng):
    model = compiled(Flatten(input_shape=(16, 16, 1)), Dense(10, activation="softmax"), rate=0.01)
    model.fit(X, np.eye(10)[y], batch_size=32, epochs=20, verbose=0)

    def predict(X_new):
        return model.predict(X_new).argmax(axis=1)

    return predict


@ANSWERS.wrong("build_and_train", "new pictures standardized with each other")
def build_and_train_batch_mean(X, y, rng):
    def standardized(pictures):
        return (pictures - pictures.mean(axis=0)) / (pictures.std(axis=0) + 0.1)

    model = small_cnn()
    model.fit(standardized(X), np.eye(10)[y], batch_size=32, epochs=12, verbose=0)

    def predict(X_new):
        return model.predict(standardized(X_new)).argmax(axis=1)

    return predict


@ANSWERS.wrong("build_and_train", "shuffled for exactly 1000 pictures")
def build_and_train_thousand(X, y, rng):
    order = rng.permutation(1000)
    train = order[:900]
    model = small_cnn()
    model.fit(X[train], np.eye(10)[y[train]], batch_size=32, epochs=12, verbose=0)

    def predict(X_new):
        return model.predict(X_new).argmax(axis=1)

    return predict


@ANSWERS.wrong("build_and_train", "pictures shuffled without their labels")
def build_and_train_torn_apart(X, y, rng):
    X = X[rng.permutation(len(X))]
    y = y[rng.permutation(len(y))]
    model = small_cnn()
    model.fit(X, np.eye(10)[y], batch_size=32, epochs=8, verbose=0)

    def predict(X_new):
        return model.predict(X_new).argmax(axis=1)

    return predict


@ANSWERS.right("build_and_train", "two convolutions, a tenth kept for validation")
def build_and_train_cnn(X, y, rng):
    order = rng.permutation(len(X))
    train = order[len(X) // 10 :]
    model = small_cnn()
    model.fit(X[train], np.eye(10)[y[train]], batch_size=32, epochs=14, verbose=0)
    return lambda X_new: np.argmax(model.predict(X_new), axis=-1)


@ANSWERS.right("build_and_train", "a memory of moved pictures without brightness")
def build_and_train_memory(X, y, rng):
    kept, labels = contrast(moved(X)), np.tile(y, 9)

    def predict(X_new):
        likeness = contrast(X_new) @ kept.T
        return labels[likeness.argmax(axis=1)]

    return predict


@ANSWERS.right("build_and_train", "dense layers on moved pictures")
def build_and_train_dense(X, y, rng):
    rows, labels = contrast(moved(X)), np.tile(y, 9)
    model = compiled(
        Dense(96, activation="relu", kernel_initializer="he_normal", input_shape=(256,)),
        Dense(10, activation="softmax"),
    )
    model.fit(rows, np.eye(10)[labels], batch_size=64, epochs=12, verbose=0)

    def predict(X_new):
        return np.array([shares.argmax() for shares in model.predict(contrast(X_new))])

    return predict


# --- export_weights ---------------------------------------------------------------------------------------------------


def rows_for_torch(W, picture):
    """The rows of the first dense layer in PyTorch's order: a right helper."""
    h, w, c = picture
    return W.reshape(h, w, c, -1).transpose(2, 0, 1, 3).reshape(h * w * c, -1)


@ANSWERS.wrong("export_weights", "rows behind flatten keep their places")
def export_weights_rows_kept(layers):
    packed = []
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            packed += [layer["W"].T, layer["b"]]
    return packed


@ANSWERS.wrong("export_weights", "height and width of kernels exchanged")
def export_weights_kernel_turned(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].T, layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "dense weights are not turned")
def export_weights_dense_not_turned(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "kernels keep our order of axes")
def export_weights_kernel_kept(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"], layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "channels of kernels in exchanged order")
def export_weights_channels_exchanged(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(2, 3, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "the picture is never forgotten")
def export_weights_never_forgotten(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "picture remembered at convolutions only")
def export_weights_before_pooling(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
            picture = layer["output_shape"]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W.T, layer["b"]]
    return packed


@ANSWERS.wrong("export_weights", "picture looked up two layers before")
def export_weights_two_before(layers):
    packed = []
    for i, layer in enumerate(layers):
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if i >= 2 and layers[i - 1]["kind"] == "Flatten":
                W = rows_for_torch(W, layers[i - 2]["output_shape"])
            packed += [W.T, layer["b"]]
    return packed


@ANSWERS.wrong("export_weights", "biases are left out")
def export_weights_without_biases(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed.append(layer["W"].transpose(3, 2, 0, 1))
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed.append(W.T)
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "pairs of weights and bias")
def export_weights_pairs(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed.append((layer["W"].transpose(3, 2, 0, 1), layer["b"]))
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed.append((W.T, layer["b"]))
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "rows folded with channels first")
def export_weights_folded_wrong(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                h, w, c = picture
                W = W.reshape(c, h, w, -1).transpose(1, 2, 0, 3).reshape(h * w * c, -1)
                picture = None
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "columns of the picture before its rows")
def export_weights_columns_first(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                h, w, c = picture
                W = W.reshape(h, w, c, -1).transpose(2, 1, 0, 3).reshape(h * w * c, -1)
                picture = None
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed


@ANSWERS.wrong("export_weights", "returned inside the loop")
def export_weights_returned_early(layers):
    packed, picture = [], None
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W.T, layer["b"]]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
        return packed


@ANSWERS.wrong("export_weights", "networks without pictures are forgotten")
def export_weights_always_pictures(layers):
    pictures = [layer["output_shape"] for layer in layers if len(layer["output_shape"]) == 3]
    picture = pictures[-1]
    packed = []
    for layer in layers:
        if layer["kind"] == "Conv2D":
            packed += [layer["W"].transpose(3, 2, 0, 1), layer["b"]]
        elif layer["kind"] == "Dense":
            W = layer["W"]
            if picture is not None:
                W = rows_for_torch(W, picture)
                picture = None
            packed += [W.T, layer["b"]]
    return packed


@ANSWERS.right("export_weights", "moveaxis and a fancy index of rows")
def export_weights_index(layers):
    packed, places = [], None
    for layer in layers:
        if len(layer["output_shape"]) == 3:
            numbers = np.arange(np.prod(layer["output_shape"])).reshape(layer["output_shape"])
            places = np.moveaxis(numbers, -1, 0).ravel()
        if layer["kind"] not in WITH_WEIGHTS:
            continue
        W = layer["W"]
        if layer["kind"] == "Conv2D":
            W = np.moveaxis(W, (3, 2), (0, 1))
        else:
            if places is not None:
                W = W[places]
            places = None
            W = W.T
        packed.extend((W, layer["b"]))
    return packed


@ANSWERS.right("export_weights", "einsum for every turn")
def export_weights_einsum(layers):
    packed = []
    picture = ()
    for layer in layers:
        kind, shape = layer["kind"], layer["output_shape"]
        if kind == "Conv2D":
            packed.append(np.einsum("hwio->oihw", layer["W"]))
            packed.append(layer["b"])
        if kind == "Dense":
            W = layer["W"]
            n_out = W.shape[1]
            if picture:
                W = np.einsum("hwcn->nchw", W.reshape(*picture, n_out)).reshape(n_out, -1)
            else:
                W = np.einsum("in->ni", W)
            picture = ()
            packed.append(W)
            packed.append(layer["b"])
        if len(shape) == 3:
            picture = tuple(shape)
    return packed


@ANSWERS.right("export_weights", "row by row in loops, copies returned")
def export_weights_loops(layers):
    picture, packed = None, []
    for layer in layers:
        if layer["kind"] == "Dense":
            W = layer["W"].copy()
            if picture is not None:
                h, w, c = picture
                rows = []
                for k in range(c):
                    for i in range(h):
                        for j in range(w):
                            rows.append(layer["W"][(i * w + j) * c + k])
                W = np.array(rows)
            picture = None
            packed += [np.transpose(W).copy(), layer["b"].copy()]
        elif layer["kind"] == "Conv2D":
            W = layer["W"]
            kernels = [[W[:, :, i, o] for i in range(W.shape[2])] for o in range(W.shape[3])]
            packed += [np.array(kernels), layer["b"].copy()]
        if len(layer["output_shape"]) == 3:
            picture = layer["output_shape"]
    return packed
