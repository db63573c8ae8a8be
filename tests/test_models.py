"""Sequential: the Keras listing, fusing with the loss, runs that repeat, files, and what it must refuse."""

import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from dlutils.datasets_generated import load_shapes, one_hot
from dlutils.layers import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    PReLU,
    ReLU,
    Residual,
    Softmax,
)
from dlutils.losses import CategoricalCrossentropy, MeanSquaredError, SigmoidCrossentropy, SoftmaxCrossentropy
from dlutils.models import Sequential
from dlutils.optimizers import Adam, GradientDescent
from dlutils.training import DivergedError, History, minibatches

rng = np.random.default_rng(8)
X = rng.standard_normal((50, 6)).astype("float32")
LABELS = (X[:, 0] + X[:, 1] > 0).astype(int) + (X[:, 2] > 0)
Y = one_hot(LABELS, 3)


def small(seed=1, **how):
    model = Sequential(
        [Dense(8, activation="relu", input_shape=(6,)), Dense(3, activation="softmax")], seed=seed, **how
    )
    model.compile(Adam(0.01), "categorical_crossentropy", metrics=["accuracy"])
    return model


def listing(seed=None):
    model = Sequential(seed=seed)
    model.add(Conv2D(32, (3, 3), activation="relu", input_shape=(64, 64, 3)))
    model.add(MaxPooling2D(pool_size=(2, 2)))
    model.add(Conv2D(64, (3, 3), activation="relu"))
    model.add(MaxPooling2D(pool_size=(2, 2)))
    model.add(Flatten())
    model.add(Dense(128, activation="relu"))
    model.add(Dense(10, activation="softmax"))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


# The listing


def test_the_keras_listing_prints_its_shapes_and_counts(capsys):
    listing().summary()
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "Layer (type)                    Output shape         Parameters",
        "conv2d_1 (Conv2D)               (None, 62, 62, 32)          896",
        "maxpooling2d_1 (MaxPooling2D)   (None, 31, 31, 32)            0",
        "conv2d_2 (Conv2D)               (None, 29, 29, 64)       18,496",
        "maxpooling2d_2 (MaxPooling2D)   (None, 14, 14, 64)            0",
        "flatten_1 (Flatten)             (None, 12544)                 0",
        "dense_1 (Dense)                 (None, 128)           1,605,760",
        "dense_2 (Dense)                 (None, 10)                1,290",
        "Total: 1,626,442 parameters",
    ]


def test_summary_needs_no_arrays():
    model = listing()
    model.summary()
    assert model.built_for is None
    assert not hasattr(model.layers[0], "W")


def test_summary_before_any_shape_is_a_sentence(capsys):
    Sequential([Dense(3)]).summary()
    assert capsys.readouterr().out.startswith(
        "The shapes are not known yet: give the first layer input_shape="
    )


def test_a_few_steps_of_the_listing_lower_its_loss():
    model = listing(seed=0)
    images = np.random.default_rng(0).random((4, 64, 64, 3))
    targets = one_hot(np.array([1, 2, 3, 1]), 10)
    before, accuracy = model.train_on_batch(images, targets)
    assert 0 <= accuracy <= 1
    for _ in range(9):  # Adam's first step may be too long for 1.6 million weights at once
        model.train_on_batch(images, targets)
    assert model.evaluate(images, targets)[0] < before
    assert model.predict(images).shape == (4, 10)


def test_a_step_of_the_listing_needs_less_than_400_megabytes():
    model = listing()
    images, targets = rng.random((32, 64, 64, 3), dtype=np.float32), one_hot(np.arange(32) % 10, 10)
    tracemalloc.start()
    try:
        for _ in range(2):
            model.train_on_batch(images, targets)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 50e6 < peak < 400e6


def test_the_listing_recognises_drawn_shapes():
    """Above 90 % on unseen images; three epochs of 1,500 images reach 97 or 98 %."""
    images, labels = load_shapes(1900, rng=0)
    targets = one_hot(labels, 10)
    model = listing(seed=0)
    model.fit(images[:1500], targets[:1500], epochs=2, verbose=0)
    assert model.evaluate(images[1500:], targets[1500:])[1] > 0.9


# Training


def test_it_learns():
    model = small()
    history = model.fit(X, Y, epochs=60, verbose=0, validation_data=(X, Y))
    assert isinstance(history, History)
    assert list(history.history) == ["loss", "accuracy", "val_loss", "val_accuracy"]
    assert len(history.history["loss"]) == 60 and history.epoch == list(range(60))
    assert history.history["loss"][-1] < 0.4 * history.history["loss"][0]
    loss, accuracy = model.evaluate(X, Y)
    assert history.history["val_loss"][-1] == pytest.approx(loss)
    assert accuracy == np.mean(model.predict(X).argmax(axis=1) == LABELS) >= 0.9


def test_an_epoch_reports_the_average_over_its_examples():
    """With a rate that moves nothing, the average over batches of 32 and 18 is the loss of all 50."""
    model = small()
    model.compile(GradientDescent(1e-12), "categorical_crossentropy", metrics=["accuracy"])
    loss, accuracy = model.evaluate(X, Y)
    history = model.fit(X, Y, verbose=0).history
    assert history["loss"][0] == pytest.approx(loss, rel=1e-6)
    assert history["accuracy"][0] == pytest.approx(accuracy)


def test_train_on_batch_is_one_step_of_the_formula():
    model = small(dtype="float64")
    model.compile(GradientDescent(0.5), "categorical_crossentropy")
    model.build((6,), 0, "float64")
    first, second = model.layers
    W1, b1, W2, b2 = (array.copy() for array in (first.W, first.b, second.W, second.b))
    A1 = np.maximum(X @ W1 + b1, 0)
    e = np.exp(A1 @ W2 + b2)
    P = e / e.sum(axis=1, keepdims=True)
    dZ2 = (P - Y) / 50
    dZ1 = (dZ2 @ W2.T) * (A1 > 0)
    J = model.train_on_batch(X, Y)
    assert pytest.approx(-np.log((P * Y).sum(axis=1)).mean(), rel=1e-9) == J
    for array, wanted in (
        (second.W, W2 - 0.5 * A1.T @ dZ2),
        (second.b, b2 - 0.5 * dZ2.sum(axis=0)),
        (first.W, W1 - 0.5 * X.T @ dZ1),
        (first.b, b1 - 0.5 * dZ1.sum(axis=0)),
    ):
        np.testing.assert_allclose(array, wanted, rtol=1e-7, atol=1e-9)


def test_predict_and_evaluate_do_not_depend_on_the_batch_size():
    model = small()
    np.testing.assert_allclose(model.predict(X, batch_size=7), model.predict(X, batch_size=50), rtol=1e-5)
    assert model.evaluate(X, Y, batch_size=7) == pytest.approx(model.evaluate(X, Y, batch_size=50), rel=1e-5)


def test_evaluate_without_metrics_is_a_number():
    model = small()
    model.compile("sgd", "categorical_crossentropy")
    assert isinstance(model.evaluate(X, Y), float)
    assert isinstance(model.train_on_batch(X, Y), float)


def test_a_metric_may_be_any_function_and_sees_probabilities():
    def mean_certainty(y_true, y_pred):
        np.testing.assert_allclose(y_pred.sum(axis=1), 1, rtol=1e-5)
        return float(y_pred.max(axis=1).mean())

    model = small()
    model.compile("adam", "categorical_crossentropy", metrics=[mean_certainty, "mse"])
    assert list(model.fit(X, Y, verbose=0).history) == ["loss", "mean_certainty", "mse"]


def test_dropout_and_normalization_are_off_when_nothing_is_learned():
    model = Sequential([Dense(8), BatchNormalization(), Dropout(0.5), Dense(3)], seed=1)
    model.compile("adam", "mse")
    model.fit(X, Y, verbose=0)
    before = model.predict(X)
    assert model.evaluate(X, Y) == model.evaluate(X, Y)
    np.testing.assert_array_equal(model.predict(X), before)


def test_binary_and_regression():
    y = (X[:, :1] > 0).astype("float32")
    model = Sequential([Dense(1, activation="sigmoid")], seed=2)
    model.compile(Adam(0.1), "binary_crossentropy", metrics=["accuracy"])
    assert model.fit(X, y, epochs=30, verbose=0).history["accuracy"][-1] > 0.9
    line = Sequential([Dense(1)], seed=2)
    line.compile(Adam(0.1), "mse")
    assert line.fit(X, X[:, :1] * 3 + 1, epochs=60, verbose=0).history["loss"][-1] < 0.05


# Fused with the loss


def test_softmax_and_cross_entropy_become_one_loss_from_scores():
    steps, loss = small().training_steps()
    assert isinstance(loss, SoftmaxCrossentropy)
    assert not any(isinstance(step, Softmax) for step in steps)
    model = Sequential([Dense(1), Activation("sigmoid")])
    model.compile("sgd", "binary_crossentropy")
    assert isinstance(model.training_steps()[1], SigmoidCrossentropy)


def test_anything_else_takes_the_plain_path():
    for layers, loss in (
        ([Dense(3, activation="softmax")], MeanSquaredError()),
        ([Dense(3, activation="sigmoid")], CategoricalCrossentropy()),
        ([Dense(3, activation="softmax"), Dropout(0.1)], CategoricalCrossentropy()),
        ([Dense(3, activation="softmax")], type("Own", (CategoricalCrossentropy,), {})()),
    ):
        model = Sequential(layers)
        model.compile("sgd", loss)
        assert model.training_steps() == (model.steps(), loss)


def gradients(model, loss):
    model.compile(GradientDescent(1e-9), loss)
    J = model.train_on_batch(X[:4], Y[:4])
    return J, model.layers[0].dW.copy()


def unfused():
    return type("Unfused", (CategoricalCrossentropy,), {})()


def test_fused_and_plain_agree_at_moderate_scores():
    model = Sequential([Dense(3, activation="softmax")], seed=1, dtype="float64")
    (J_fused, fused), (J_plain, plain) = (
        gradients(model, "categorical_crossentropy"),
        gradients(model, unfused()),
    )
    assert J_fused == pytest.approx(J_plain, rel=1e-8)
    np.testing.assert_allclose(fused, plain, atol=1e-8)


def test_at_scores_of_a_thousand_only_the_fused_gradient_is_right():
    def certain_and_wrong():
        model = Sequential([Dense(2, activation="softmax", input_shape=(1,))], dtype="float64")
        model.build((1,), 0, "float64")
        model.layers[0].W[...] = [[1000, -1000]]
        return model

    one, target = np.ones((1, 1)), np.array([[0.0, 1.0]])
    results = {}
    for name, loss in (("fused", "categorical_crossentropy"), ("plain", unfused())):
        model = certain_and_wrong()
        model.compile("sgd", loss)
        results[name] = model.train_on_batch(one, target), model.layers[0].dW.tolist()
    assert results["fused"] == (2000, [[1, -1]])
    assert results["plain"] == (pytest.approx(-np.log(1e-7)), [[0, 0]])


def test_pooling_overtakes_relu_and_changes_no_number():
    images, targets = rng.standard_normal((4, 9, 9, 2)), rng.standard_normal((4, 3))

    def run(steps_of):
        model = Sequential(
            [Conv2D(5, 2, activation="relu"), MaxPooling2D(2), ReLU(), MaxPooling2D(2), Flatten(), Dense(3)],
            seed=1,
            dtype="float64",
        )
        model.compile(GradientDescent(0.1), "mse")
        model.predict(images)
        kinds = [type(step).__name__ for step in steps_of(model)]
        steps, loss = steps_of(model), model.loss
        model.training_steps = lambda: (steps, loss)
        losses = [model.train_on_batch(images, targets) for _ in range(3)]
        return kinds, losses, weights(model)

    swapped, losses, moved = run(lambda model: model.training_steps()[0])
    plain, plain_losses, plain_moved = run(lambda model: model.steps())
    assert plain == ["Conv2D", "ReLU", "MaxPooling2D", "ReLU", "MaxPooling2D", "Flatten", "Dense"]
    assert swapped == ["Conv2D", "MaxPooling2D", "ReLU", "MaxPooling2D", "ReLU", "Flatten", "Dense"]
    assert losses == plain_losses
    np.testing.assert_array_equal(moved, plain_moved)


# The same seed


def weights(model):
    return np.concatenate([value.ravel() for _, value, _ in model.parameters()])


def test_same_seed_same_weights_bit_for_bit():
    def run(model_seed, **fit):
        layers = [Dense(8, activation="relu"), Dropout(0.2), Dense(3, activation="softmax")]
        model = Sequential(layers, seed=model_seed)
        model.compile("adam", "categorical_crossentropy")
        model.fit(X, Y, epochs=3, verbose=0, **fit)
        return weights(model)

    np.testing.assert_array_equal(run(5), run(5))
    assert not np.array_equal(run(5), run(6))
    assert not np.array_equal(run(5), run(5, seed=1))
    assert not np.array_equal(run(5), run(5, shuffle=False))
    assert not np.array_equal(run(None), run(None))


def test_looking_at_a_model_does_not_change_its_run(capsys):
    one, two = small(), small()
    two.summary()
    two.predict(X)
    two.evaluate(X, Y)
    for model in (one, two):
        model.fit(X, Y, epochs=2, verbose=0)
    np.testing.assert_array_equal(weights(one), weights(two))


def test_the_seed_of_fit_orders_the_examples():
    one, two = small(), small()
    for model in (one, two):
        model.predict(X)
    two.rng.random(7)  # another state of the model's own generator
    for model in (one, two):
        model.fit(X, Y, epochs=2, verbose=0, seed=3)
    np.testing.assert_array_equal(weights(one), weights(two))


def test_nothing_touches_the_global_generator():
    np.random.seed(0)
    before = np.random.get_state()[1].copy()
    small().fit(X, Y, verbose=0)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


def test_both_precisions_start_from_the_same_weights():
    np.testing.assert_allclose(weights(small()), weights(small(dtype="float64")), rtol=1e-6)
    assert weights(small()).dtype == np.float32
    assert weights(small(dtype="float64")).dtype == small(dtype="float64").predict(X).dtype == np.float64


# Layers in layers


def test_a_model_is_a_layer():
    inner = Sequential([Dense(5, activation="tanh"), Dense(3, activation="softmax")])
    model = Sequential([Dense(4), inner], seed=1)
    model.compile("adam", "categorical_crossentropy")
    assert isinstance(model.training_steps()[1], SoftmaxCrossentropy)
    history = model.fit(X, Y, epochs=30, verbose=0).history
    assert history["loss"][-1] < history["loss"][0]
    names = [name for name, _, _ in model.parameters()]
    assert names[2:4] == ["sequential_1.dense_1.W", "sequential_1.dense_1.b"]


def test_the_first_layers_of_a_trained_model_are_a_model():
    model = small()
    model.fit(X, Y, verbose=0)
    front = Sequential(model.layers[:1])
    W = model.layers[0].W
    np.testing.assert_allclose(
        front.predict(X), np.maximum(X @ W + model.layers[0].b, 0), rtol=1e-5, atol=1e-6
    )
    assert model.layers[0].W is W
    with pytest.raises(
        ValueError, match=r"Dense\(8 → 3\) was built for examples of shape \(8,\), but gets \(6,\)"
    ):
        Sequential(model.layers[1:]).predict(X)


def test_backward_returns_the_gradient_of_the_input():
    model = small(dtype="float64")
    J = model.forward(X[:2])
    assert model.backward(np.ones_like(J)).shape == (2, 6)


# Files


def everything():
    return Sequential([Dense(6), BatchNormalization(), PReLU(), Residual([Dense(6)]), Dense(3)], seed=4)


def test_save_and_load_round_trip(tmp_path):
    model = everything()
    model.compile("adam", "mse")
    model.fit(X, Y, epochs=2, verbose=0)
    model.save(tmp_path / "model.npz")
    other = everything()
    other.compile("adam", "mse")
    other.fit(X[:9], Y[:9], verbose=0)
    other.load(tmp_path / "model.npz")
    np.testing.assert_array_equal(other.predict(X), model.predict(X))
    assert other.optimizer.t == 0 and not other.optimizer.state
    assert [path.name for path in tmp_path.iterdir()] == ["model.npz"]


def test_load_before_any_data(tmp_path):
    model = small()
    model.save(str(tmp_path / "model"))
    other = Sequential([Dense(8, activation="relu", input_shape=(6,)), Dense(3, activation="softmax")])
    other.load(str(tmp_path / "model"))
    np.testing.assert_array_equal(other.predict(X), model.predict(X))
    with pytest.raises(
        RuntimeError, match="The shape of an example is not known yet: give the first layer input_shape"
    ):
        Sequential([Dense(3)]).load(tmp_path / "model")


def test_another_model_is_refused_and_nothing_changes(tmp_path):
    small().save(tmp_path / "model")
    wider = Sequential([Dense(9, input_shape=(6,)), Dense(3)], seed=1)
    deeper = Sequential([Dense(8, input_shape=(6,)), Dense(3), Dense(3)], seed=1)
    flatter = Sequential([Dense(8, input_shape=(6,))], seed=1)
    for model, message in (
        (wider, r"dense_1.W has shape \(6, 8\) in the file and \(6, 9\) in the model"),
        (deeper, "dense_3.W is in the model, but not in the file"),
        (flatter, "dense_2.W is in the file, but not in the model"),
    ):
        before = weights(model)
        with pytest.raises(ValueError, match=f"belongs to another model: {message}"):
            model.load(tmp_path / "model")
        np.testing.assert_array_equal(weights(model), before)


def test_damaged_and_foreign_files_are_refused_with_a_sentence(tmp_path):
    path = tmp_path / "model"
    model = small()
    model.save(path)
    whole = path.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "cut": whole[:middle],
        "one byte": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
        "text": b"hello",
        "empty": b"",
    }
    for what, content in damaged.items():
        path.write_bytes(content)
        with pytest.raises(ValueError, match="save the model again"):
            model.load(path)
            pytest.fail(what)
    for array, message in (
        (np.ones(3), "was not written by model.save"),
        (np.array([object()]), "else than arrays"),
    ):
        with path.open("wb") as file:
            np.savez(file, W=array)
        with pytest.raises(ValueError, match=message):
            model.load(path)
    with pytest.raises(FileNotFoundError, match="There is no file"):
        model.load(tmp_path / "nowhere")


def test_a_failed_save_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "model"
    model = small()
    model.save(path)
    old = path.read_bytes()

    def full_disk(*_args, **_arrays):
        raise OSError("no space left")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="no space"):
        model.save(path)
    assert path.read_bytes() == old
    assert [file.name for file in tmp_path.iterdir()] == ["model"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        small().save(tmp_path / "no" / "model")
    with pytest.raises(IsADirectoryError, match="it is a folder; add a file name"):
        small().save(tmp_path)


# Runs that go wrong


def test_a_diverging_run_names_the_layer_and_what_to_try():
    model = Sequential([Dense(8, activation="relu"), Dense(1)], seed=1)
    model.compile(GradientDescent(1e6), "mse")
    with pytest.raises(
        DivergedError,
        match=r"first that is not finite: the .*dense_\d.*smaller learning rate \(it is 1e\+06; try 100000\)",
    ):
        model.fit(X, Y[:, :1], epochs=50, verbose=0)


def test_spoilt_weights_are_noticed_after_the_last_step():
    model = Sequential([Dense(1)], seed=1)
    model.compile(GradientDescent(1e38), "mse")
    with pytest.raises(DivergedError, match="the weights dense_1.W"):
        model.fit(X, 100 * Y[:, :1], batch_size=50, verbose=0)


def test_the_first_layer_that_is_not_finite_is_the_one_named():
    model = Sequential([Dense(4), Dense(4), Dense(1)], seed=1)
    model.compile("sgd", "mse")
    model.predict(X)
    model.layers[1].W[...] = 1e38
    with pytest.raises(DivergedError, match="not finite: the output of dense_2"):
        model.train_on_batch(X, Y[:, :1])
    model.layers[1].W[0, 0] = np.nan
    with pytest.raises(DivergedError, match="not finite: the weights dense_2.W"):
        model.train_on_batch(X, Y[:, :1])
    model.layers[1].W[...] = 0
    with pytest.raises(DivergedError, match="the loss, although the outputs of all layers are finite"):
        model.train_on_batch(X, np.full((50, 1), 1e30))
    with pytest.raises(DivergedError, match="The data X contain nan or infinite numbers"):
        model.train_on_batch(np.full((2, 6), np.nan), Y[:2, :1])


# What it refuses


def test_steps_out_of_order_are_named():
    with pytest.raises(RuntimeError, match=r"The model has no loss yet: call compile"):
        Sequential([Dense(3)]).fit(X, Y)
    with pytest.raises(RuntimeError, match="The model has no layers yet; add some first"):
        Sequential().predict(X)
    with pytest.raises(RuntimeError, match="The shape of an example is not known yet"):
        Sequential([Dense(3)]).parameters()
    model = small()
    model.predict(X)
    with pytest.raises(RuntimeError, match="The model has its weights already"):
        model.add(Dense(3))


def test_an_activation_serves_one_layer():
    bend = ReLU()
    with pytest.raises(
        ValueError, match="The activation of Dense.* serves another layer already; make a second one"
    ):
        Sequential([Dense(3, activation=bend), Dense(3, activation=bend)])


def test_what_is_added_must_be_a_layer():
    with pytest.raises(TypeError, match=r"add takes a layer, got .*Flatten.*write the brackets: Flatten\(\)"):
        Sequential([Flatten])
    with pytest.raises(TypeError, match="add takes a layer, got 'relu'"):
        Sequential(["relu"])
    layer = Dense(3)
    with pytest.raises(ValueError, match="is in this model already; make a second one"):
        Sequential([layer, layer])
    with pytest.raises(ValueError, match="Two layers are called 'out'"):
        Sequential([Dense(3, name="out"), Dense(3, name="out")])


def test_data_must_come_in_pairs():
    model = small()
    for wrong, error, message in (
        ((X, Y[:9]), ValueError, "X has 50 examples and Y has 9"),
        ((X[:0], Y[:0]), ValueError, "X and Y are empty"),
        ((X[0], Y[0]), ValueError, r"X must have shape \(m, ...\), one example after the other, got \(6,\)"),
        ((X[:, :5], Y), ValueError, r"Dense\(6 → 8\): X must have shape \(m, 6\), got \(.*, 5\)"),
        ((X, LABELS), ValueError, r"labels, use one_hot\(target, 3\)"),
    ):
        with pytest.raises(error, match=message):
            model.fit(*wrong, verbose=0)


def test_bad_settings_are_refused_where_they_are_given():
    for call, message in (
        (lambda: Sequential(dtype="float16"), "dtype must be 'float32' or 'float64', got 'float16'"),
        (lambda: small().compile(loss="hinge"), "Unknown loss 'hinge'; choose one of"),
        (lambda: small().compile(optimizer="adamw"), "Unknown optimizer 'adamw'; choose one of"),
        (lambda: small().compile(metrics=["precission"]), "unknown metric 'precission'"),
        (lambda: small().fit(X, Y, batch_size=0), "fit: batch_size must be a positive whole number, got 0"),
        (lambda: small().fit(X, Y, epochs=1.5), "fit: epochs must be a positive whole number, got 1.5"),
        (lambda: small().predict(X, batch_size=-1), "predict: batch_size must be"),
        (lambda: small().evaluate(X, Y, batch_size=-1), "evaluate: batch_size must be"),
    ):
        with pytest.raises(ValueError, match=message):
            call()


def test_a_model_whose_first_data_do_not_fit_can_still_be_used():
    model = Sequential([Conv2D(2, 3), Flatten(), Dense(3)])
    with pytest.raises(ValueError, match="does not fit into images"):
        model.predict(np.ones((2, 2, 2, 1)))
    assert model.predict(np.ones((2, 4, 4, 1))).shape == (2, 3)


# Around a step


def test_minibatches_take_everybody_once_and_keep_pairs_together():
    numbers = np.arange(10)
    batches = list(minibatches(numbers, 10 * numbers, 4, np.random.default_rng(0)))
    assert [len(x) for x, _ in batches] == [4, 4, 2]
    drawn = np.concatenate([x for x, _ in batches])
    assert sorted(drawn) == list(numbers) and not np.array_equal(drawn, numbers)
    assert all(np.array_equal(10 * x, y) for x, y in batches)
    assert [x.tolist() for x, _ in minibatches(numbers, numbers, 6)] == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9]]


def test_the_progress_bar_shows_epochs_and_numbers(capsys):
    small().fit(X, Y, epochs=2)
    shown = capsys.readouterr().err
    assert "4/4" in shown and "epoch=2/2" in shown and "loss=" in shown and "accuracy=" in shown


def test_silence_is_silent(capsys):
    small().fit(X, Y, verbose=0)
    assert capsys.readouterr() == ("", "")


def test_history_says_what_it_holds():
    assert repr(small().fit(X, Y, epochs=2, verbose=0)) == "History of 2 epochs: loss, accuracy"


def test_the_library_costs_numpy_and_nothing_else():
    code = (
        "import dlutils.models, dlutils.convert, sys;"
        "print(sorted({'tqdm', 'sklearn', 'scipy', 'matplotlib', 'torch', 'keras'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
