"""A real Dask cluster of separate worker processes; one of them is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from dlutils.__main__ import main
from dlutils.grading.course import CourseError
from dlutils.grading.engine import Engine, grade_class
from dlutils.grading.sample.maker import data

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="processes are ended by signals here"),
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def start(*words: str) -> subprocess.Popen:
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", *words], stdout=nowhere, stderr=nowhere, start_new_session=True
    )


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler, and its two workers as processes."""
    place = tmp_path / "scheduler.json"
    processes = [
        start(
            "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)
        )
    ]
    words = (
        "distributed.cli.dask_worker",
        "--scheduler-file",
        str(place),
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    )
    processes += [start(*words, "--local-directory", str(tmp_path)) for _ in range(2)]
    try:
        from distributed import Client

        with Client(scheduler_file=str(place), timeout="60s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address, processes[1:]
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_a_worker_that_is_killed_loses_nothing(cluster, assignment, maker, tmp_path, sandboxed):
    address, workers = cluster
    paths = {}
    for number in range(12):
        paths[f"s{number}"] = tmp_path / f"{number}.file"
        paths[f"s{number}"].write_bytes(data(maker.complete()) if number % 3 else b"<html>")
    kept = []

    def keep(student, submitted, graded):
        if not kept:
            os.killpg(workers[0].pid, signal.SIGKILL)
            time.sleep(0.1)
        kept.append(student)

    graded = grade_class(paths, assignment, Engine(scheduler=address), keep)
    assert sorted(kept) == sorted(paths)
    assert {s: (g.state, g.score) for s, g in graded.items()} == {
        f"s{n}": ("graded", 15.0) if n % 3 else ("ungradable", None) for n in range(12)
    }
    assert {g.sandbox for g in graded.values() if g.state == "graded"} == {"bubblewrap"}


def test_no_scheduler_is_said_in_one_sentence(root, hand_in, capsys, monkeypatch):
    monkeypatch.setattr("dlutils.grading.cluster._WAIT_SECONDS", "1s")
    hand_in("ada", b"")
    assert main(["grade", "01_single_neuron", "--scheduler", "tcp://127.0.0.1:9"]) == 2
    assert (
        "There is no Dask scheduler at tcp://127.0.0.1:9" in capsys.readouterr().err.strip().splitlines()[-1]
    )
    with (
        pytest.raises(CourseError, match="There is no Dask scheduler"),
        Engine(scheduler="nonsense").executor(1),
    ):
        pass
