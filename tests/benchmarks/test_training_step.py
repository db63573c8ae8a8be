"""One training step (forward, backward, Adam) beside PyTorch and Keras, in float32 with two threads each.

    python -m pytest tests/benchmarks -m benchmark --benchmark-enable --numprocesses=0

Each contender has a process of its own: two libraries in one process hold up each other's threads, and
PyTorch then loses about a fifth of its speed. Medians count. Nothing else should run on the machine.
PyTorch and Keras are wanted for this command only; without them the rows are skipped with a sentence.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from dlutils.layers import Conv2D, Dense, Flatten, MaxPooling2D
from dlutils.models import Sequential

os.environ.setdefault("KERAS_BACKEND", "torch")
pytestmark = pytest.mark.benchmark(group="training step")
ROOT = Path(__file__).parents[2]
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
    import torch

    from dlutils.convert import to_torch

    torch.set_num_threads(THREADS)
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
    import torch

    from dlutils.convert import to_keras

    torch.set_num_threads(THREADS)
    model = to_keras(Sequential(layers, seed=1))
    model.compile("adam", "categorical_crossentropy")
    X, Y = batch(layers)
    return lambda: model.train_on_batch(X, Y)


def measure(step, rounds):
    """The seconds of every round, after a warm-up."""
    times = []
    for _ in range(warm_up(rounds) + rounds):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return times[-rounds:]


def warm_up(rounds):
    return max(5, rounds // 10)


def measure_in_a_process_of_its_own(rival, layers, rounds):
    """Start this file anew, for one rival alone, and read what it measured."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.test_training_step"]
    command += [rival.__name__, layers.__name__, str(rounds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout.splitlines()[-1])


TABLE = [
    # model, rival, its name, what it needs, factor hoped for, the least, below which the test fails, rounds
    (dense, torch_step, "PyTorch", ["torch"], 3, 3, 2, 1000),
    (digits, torch_step, "PyTorch", ["torch"], 3, 3, 0.7, 300),
    (listing, keras_step, "Keras", ["torch", "keras"], 1.5, 1.5, 1.2, 31),
    (listing, torch_step, "PyTorch", ["torch"], 1, 1 / 1.5, 1 / 1.5, 31),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0].__name__}-{row[2]}")
def test_a_training_step(row, benchmark, side_by_side):
    layers, rival, name, needs, reach, least, floor, rounds = row
    with threadpool_limits(THREADS):
        benchmark.pedantic(our_step(layers()), rounds=rounds, warmup_rounds=warm_up(rounds))
    if not benchmark.enabled:
        return
    for module in needs:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed: `pip install {module}` for this row")
    ours, theirs = benchmark.stats.stats, measure_in_a_process_of_its_own(rival, layers, rounds)
    median = statistics.median(theirs)
    if ours.median > STEADY * ours.min or median > STEADY * min(theirs):
        pytest.fail("The rounds differ too much: something else runs on this machine. Run this again alone.")
    side_by_side(f"{layers.__name__}, batch {BATCH}", ours.median, median, name, reach, least)
    assert median / ours.median >= floor, "slower than it was when this was written"


if __name__ == "__main__":
    chosen_rival, chosen_layers, chosen_rounds = sys.argv[1:]
    print(json.dumps(measure(globals()[chosen_rival](globals()[chosen_layers]()), int(chosen_rounds))))
