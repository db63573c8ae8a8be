"""One training step (forward, backward, Adam) beside PyTorch and Keras, in float32 with two threads each.

    python -m pytest tests/benchmarks -m benchmark --benchmark-enable --numprocesses=0

First all rounds of one contender, then all of the other (if they alternate, the threads of the one that has
just finished still hold the processor for a moment); medians count. Nothing else should run on the machine.
PyTorch and Keras are wanted for this command only; without them the rows are skipped with a sentence.
"""

import os
import statistics
import time

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from dlutils.layers import Conv2D, Dense, Flatten, MaxPooling2D
from dlutils.models import Sequential

os.environ.setdefault("KERAS_BACKEND", "torch")
pytestmark = pytest.mark.benchmark(group="training step")
THREADS = 2
BATCH = 32
STEADY = 1.5  # a median further than this above the fastest round was disturbed, and says nothing


def dense():
    return [Dense(64, activation="relu", input_shape=(64,)), Dense(10, activation="softmax")]


def digits():
    return [
        Conv2D(16, 3, padding="same", activation="relu", input_shape=(8, 8, 1)),
        Conv2D(32, 3, padding="same", activation="relu"),
        MaxPooling2D(2),
        Flatten(),
        Dense(64, activation="relu"),
        Dense(10, activation="softmax"),
    ]


def listing():
    return [
        Conv2D(32, (3, 3), activation="relu", input_shape=(64, 64, 3)),
        MaxPooling2D(pool_size=(2, 2)),
        Conv2D(64, (3, 3), activation="relu"),
        MaxPooling2D(pool_size=(2, 2)),
        Flatten(),
        Dense(128, activation="relu"),
        Dense(10, activation="softmax"),
    ]


def batch(layers):
    rng = np.random.default_rng(0)
    X = rng.random((BATCH, *layers[0].input_shape), dtype=np.float32)
    return X, np.eye(10, dtype=np.float32)[rng.integers(0, 10, BATCH)]


def our_step(layers):
    model = Sequential(layers, seed=1)
    model.compile("adam", "categorical_crossentropy")
    X, Y = batch(layers)
    return lambda: model.train_on_batch(X, Y)


def torch_step(layers):
    """Channels last for images: the arrangement in which PyTorch is fastest on a CPU."""
    torch = pytest.importorskip("torch", reason="PyTorch is not installed: `pip install torch` for this row")
    torch.set_num_threads(THREADS)
    from dlutils.convert import to_torch

    model = Sequential(layers, seed=1)
    X, Y = batch(layers)
    network = to_torch(model)[:-1].train()  # without softmax: PyTorch's loss takes scores
    images = torch.from_numpy(X)
    if X.ndim == 4:
        images = images.permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)
        network = network.to(memory_format=torch.channels_last)
    labels = torch.from_numpy(Y.argmax(axis=1))
    loss, adam = torch.nn.CrossEntropyLoss(), torch.optim.Adam(network.parameters())

    def step():
        adam.zero_grad()
        loss(network(images), labels).backward()
        adam.step()

    return step


def keras_step(layers):
    pytest.importorskip("torch", reason="Keras runs on PyTorch here: `pip install torch keras` for this row")
    pytest.importorskip("keras", reason="Keras is not installed: `pip install keras` for this row")
    import torch

    from dlutils.convert import to_keras

    torch.set_num_threads(THREADS)
    model = to_keras(Sequential(layers, seed=1))
    model.compile("adam", "categorical_crossentropy")
    X, Y = batch(layers)
    return lambda: model.train_on_batch(X, Y)


TABLE = [
    # model, other, its name, the least factor, the factor hoped for, rounds
    (dense, torch_step, "PyTorch", 1, 3, 1000),
    (digits, torch_step, "PyTorch", 1, 3, 300),
    (listing, keras_step, "Keras", 1, 1.5, 31),
    (listing, torch_step, "PyTorch", 1 / 1.5, 1, 31),
]


def seconds(step):
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0].__name__}-{row[2]}")
def test_a_training_step(row, benchmark, side_by_side):
    layers, other, name, least, reach, rounds = row
    with threadpool_limits(THREADS):
        ours, theirs = our_step(layers()), other(layers())
        warm_up = max(5, rounds // 10)
        benchmark.pedantic(ours, rounds=rounds, warmup_rounds=warm_up)
        times = [seconds(theirs) for _ in range(warm_up + rounds)][warm_up:]
    if benchmark.enabled:
        mine, others = benchmark.stats.stats.median, statistics.median(times)
        if mine > STEADY * benchmark.stats.stats.min or others > STEADY * min(times):
            pytest.fail(
                "The rounds differ too much: something else is running on the machine. Run this again alone."
            )
        benchmark.extra_info[f"median of {name}"] = others
        side_by_side(f"{layers.__name__}, batch {BATCH}", mine, others, name, least, reach)
        assert others / mine >= least
