"""The same outputs in Keras and PyTorch, to six digits; skipped, with a sentence, where they are missing."""

import importlib
import os

import numpy as np
import pytest

from dlutils.convert import to_keras, to_torch
from dlutils.layers import (
    ELU,
    GELU,
    SELU,
    Activation,
    AveragePooling2D,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    LeakyReLU,
    MaxPooling2D,
    PReLU,
    ReLU,
    Reshape,
    Residual,
    SimpleRNN,
)
from dlutils.models import Sequential

os.environ.setdefault("KERAS_BACKEND", "torch")
# Keras and PyTorch hand arrays to each other in a way that NumPy 2 will retire: theirs to mend.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept:DeprecationWarning")


def framework(name):
    return pytest.importorskip(name, reason=f"{name} is not installed: `pip install {name}` to run this test")


IMAGES = (4, 9, 8, 3)
MODELS = {
    "cnn": lambda: [
        Conv2D(5, 3, activation="relu"),
        MaxPooling2D(2),
        Conv2D(4, (2, 3), padding="same", strides=2, activation="tanh"),
        Flatten(),
        ReLU(),
        Dense(6, activation="elu"),
        Dense(3, activation="softmax"),
    ],
    "same-max": lambda: [
        Conv2D(4, (4, 2), padding="same"),
        MaxPooling2D(3, 2, padding="same"),
        Flatten(),
        Dense(2),
    ],
    "average": lambda: [
        AveragePooling2D((2, 3), 2),
        BatchNormalization(),
        GELU(),
        Flatten(),
        Dropout(0.4),
        Dense(2),
    ],
    "bends": lambda: [
        Flatten(),
        Dense(7),
        PReLU(),
        BatchNormalization(),
        LeakyReLU(0.2),
        Dense(7),
        ELU(0.5),
        Dense(7),
        SELU(),
        Dense(2),
        Activation("sigmoid"),
    ],
}


def trained(layers, shape=IMAGES):
    """A model whose every array, statistics included, differs from what it starts with."""
    model = Sequential(layers, seed=3)
    model.build(shape[1:], 3)
    rng = np.random.default_rng(6)
    for _, array, *_ in model.parameters() + model.statistics():
        array += rng.uniform(0.05, 0.3, array.shape).astype("float32")
    return model, rng.standard_normal(shape).astype("float32")


@pytest.mark.parametrize("layers", MODELS.values(), ids=MODELS.keys())
def test_keras_gives_the_same_outputs(layers):
    framework("keras")
    model, X = trained(layers())
    np.testing.assert_allclose(to_keras(model).predict(X, verbose=0), model.predict(X), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("layers", MODELS.values(), ids=MODELS.keys())
def test_torch_gives_the_same_outputs(layers):
    torch = framework("torch")
    model, X = trained(layers())
    with torch.no_grad():
        theirs = to_torch(model)(torch.from_numpy(np.moveaxis(X, -1, 1).copy())).numpy()
    np.testing.assert_allclose(theirs, model.predict(X), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("sequences", [True, False])
def test_keras_has_the_recurrent_layer_too(sequences):
    framework("keras")
    model, X = trained([SimpleRNN(4, return_sequences=sequences)], (3, 5, 2))
    np.testing.assert_allclose(to_keras(model).predict(X, verbose=0), model.predict(X), rtol=1e-5, atol=1e-6)


def test_keras_reads_an_image_as_a_sequence_too():
    framework("keras")
    model, X = trained([Conv2D(4, 3, padding="same"), Reshape((9, 32)), SimpleRNN(3)])
    np.testing.assert_allclose(to_keras(model).predict(X, verbose=0), model.predict(X), rtol=1e-5, atol=1e-6)


def test_keras_learns_a_slope_for_every_place_too():
    framework("keras")
    model, X = trained([AveragePooling2D(3, 2), PReLU()])
    np.testing.assert_allclose(to_keras(model).predict(X, verbose=0), model.predict(X), rtol=1e-5, atol=1e-6)


def test_torch_says_what_it_cannot_translate():
    framework("torch")
    for layers, shape, message in (
        ([SimpleRNN(4)], (2, 5, 2), r"no translation of SimpleRNN\(2 → 4\) to PyTorch"),
        ([Residual([Dense(2)])], (2, 2), "no translation of Residual to PyTorch"),
        ([AveragePooling2D(3, padding="same")], IMAGES, "no translation of AveragePooling2D"),
        (
            [Flatten(), BatchNormalization(), Dense(2)],
            IMAGES,
            "numbers in another order; put a Dense before it",
        ),
        ([Flatten()], IMAGES, "let a Dense follow Flatten"),
    ):
        with pytest.raises(NotImplementedError, match=message):
            to_torch(trained(layers, shape)[0])


def test_keras_says_what_it_cannot_translate():
    framework("keras")
    with pytest.raises(NotImplementedError, match="no translation of Residual to Keras"):
        to_keras(trained([Residual([Dense(2)])], (2, 2))[0])
    with pytest.raises(NotImplementedError, match="no translation of AveragePooling2D"):
        to_keras(trained([AveragePooling2D(3, padding="same")])[0])


@pytest.mark.parametrize(
    ("convert", "name", "module"), [(to_keras, "Keras", "keras"), (to_torch, "PyTorch", "torch")]
)
def test_a_missing_framework_is_one_sentence(convert, name, module, monkeypatch):
    def missing(wanted):
        raise ImportError(wanted)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(ImportError, match=f"{name} is not installed here; `pip install {module}` brings it"):
        convert(trained([Dense(2)], (3, 4))[0])
