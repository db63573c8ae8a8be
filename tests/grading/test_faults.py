"""Faults of the machine: nothing is lost, nothing is graded twice, and no old score is left standing."""

from __future__ import annotations

import errno
import functools
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dlutils.__main__ import main
from dlutils.grading import engine as engines
from dlutils.grading import store as stores
from dlutils.grading.engine import Engine, grade_bytes, grade_class
from dlutils.grading.judge import Graded
from dlutils.grading.sample.maker import data
from dlutils.grading.session import InfrastructureError
from dlutils.grading.store import Store

ASSIGNMENT = "01_single_neuron"
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def mark_and_die_once(folder, submitted, assignment, unsandboxed):
    """Note the submission; the first time that "b" comes, the process is killed."""
    name = submitted.decode()
    with open(folder / "tried", "a", encoding="utf-8") as file:
        file.write(name)
    if name == "b" and not (folder / "died").exists():
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return Graded(assignment.id, "graded", name)


def test_a_killed_worker_loses_nothing(assignment, tmp_path):
    students = "abcdefgh"
    for student in students:
        (tmp_path / f"{student}.file").write_bytes(student.encode())
    kept = []
    graded = grade_class(
        {s: tmp_path / f"{s}.file" for s in students},
        assignment,
        Engine(2),
        keep=lambda student, submitted, result: kept.append(student),
        grade=functools.partial(mark_and_die_once, tmp_path),
    )
    assert {student: result.reason for student, result in graded.items()} == {s: s for s in students}
    assert sorted(kept) == list(students)  # nobody twice
    assert "bb" in "".join(sorted((tmp_path / "tried").read_text(encoding="utf-8")))


def always_die(submitted, assignment, unsandboxed):
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def test_workers_that_always_die_are_reported(assignment, tmp_path):
    (tmp_path / "a").write_bytes(b"a")
    graded = grade_class({"a": tmp_path / "a"}, assignment, Engine(1), grade=always_die)
    assert graded["a"].state == "infrastructure-error" and "were ended" in graded["a"].reason


@pytest.mark.parametrize("faults, state", [(1, "graded"), (2, "graded"), (3, "infrastructure-error")])
def test_a_fault_of_the_sandbox_is_tried_again(faults, state, maker, assignment, monkeypatch):
    submission, left = data(maker.complete()), [None] * faults
    right = engines.grade_submission

    def faulty(*given):
        if left:
            left.pop()
            raise InfrastructureError("the sandbox is gone")
        return right(*given)

    monkeypatch.setattr(engines, "grade_submission", faulty)
    graded = grade_bytes(submission, assignment, unsandboxed=True)
    engines.close_boxes()
    assert graded.state == state
    assert ("sandbox is gone" in (graded.reason or "")) is (state != "graded")


@pytest.mark.skipif(os.name != "posix", reason="processes are ended by signals here")
def test_a_killed_judge_goes_on_where_it_was(root, hand_in, maker, capsys):
    students = [f"s{number}" for number in range(8)]
    for student in students:
        hand_in(student, data(maker.complete()))
    words = ["grade", ASSIGNMENT, "--unsandboxed", "--workers", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-m", "dlutils", *words]
    judge = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere, start_new_session=True)
    end = time.monotonic() + 120
    while not kept(root) and time.monotonic() < end:
        time.sleep(0.01)
    os.killpg(judge.pid, signal.SIGKILL)
    judge.wait()
    before = kept(root)
    assert 0 < len(before) < len(students)
    assert main(words) == 0
    assert f"{len(before)} of 8 were graded before" in capsys.readouterr().out
    after = kept(root)
    assert sorted(after) == students and before.items() <= after.items()  # nobody was judged twice


def kept(root) -> dict[str, int]:
    """The secret seeds of all results on disk, by student."""
    files = root.glob("class/results/*/*.json")
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))["result"]["seed"] for path in files}


def test_a_second_run_grades_only_what_is_new(root, hand_in, maker, scores, capsys):
    hand_in("ada", data(maker.complete()))
    hand_in("eve", b"<html>")
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 1
    recorded = (root / "class" / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").stat().st_mtime_ns
    hand_in("eve", data(maker.complete()))
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 0
    assert "1 of 2 were graded before" in capsys.readouterr().out
    assert scores("eve")["predict"] == 2.0
    again = (root / "class" / "autograded" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").stat().st_mtime_ns
    assert again == recorded
    (root / "class" / "gradebook.db").unlink()  # a new gradebook: all is recorded again, and nothing judged
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 0
    assert scores("ada")["predict"] == scores("eve")["predict"] == 2.0


def test_spoiled_results_are_made_anew(root, hand_in, maker, assignment, tmp_path):
    store = Store(tmp_path / "results", assignment, "none")
    result = Graded(ASSIGNMENT, "graded", seed=5, sandbox="none")
    store.keep("ada", b"1", result)
    assert store.find("ada", b"1") == result and store.find("ada", b"2") is None
    for text in ("", "{", "[]", "null", '{"of": 1}'):
        (tmp_path / "results" / "ada.json").write_text(text, encoding="utf-8")
        assert store.find("ada", b"1") is None and not store.is_recorded("ada")
    store.keep("ada", b"1", result)
    assert Store(tmp_path / "results", assignment, "bubblewrap").find("ada", b"1") is None


def test_a_full_disk_is_said_and_nothing_is_half_written(root, hand_in, maker, monkeypatch, capsys):
    hand_in("ada", data(maker.complete()))

    def full(*given, **named):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(stores.json, "dump", full)
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 2
    assert "No space left on device" in capsys.readouterr().err.splitlines()[-1]
    assert [path for path in root.glob("class/results/**/*") if path.is_file()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="an open database cannot be moved there")
def test_a_locked_gradebook_is_the_machines_fault_and_is_recorded_later(
    root, hand_in, maker, scores, monkeypatch, capsys
):
    from dlutils.grading.course import Course

    hand_in("ada", data(maker.complete()))
    monkeypatch.setattr(Course, "patient", lambda self: self.impatient())
    monkeypatch.setattr(Course, "impatient", _impatient, raising=False)
    lock = sqlite3.connect(root / "class" / "gradebook.db")
    lock.execute("BEGIN EXCLUSIVE")
    try:
        status = main(["grade", ASSIGNMENT, "--unsandboxed"])
    finally:
        lock.rollback()
        lock.close()
    assert status == 2 and "locked" in capsys.readouterr().err
    assert main(["grade", ASSIGNMENT, "--unsandboxed"]) == 0
    assert "1 of 1 were graded before" in capsys.readouterr().out
    assert scores("ada")["predict"] == 2.0


def _impatient(self):
    import copy

    from dlutils.grading.course import Course

    config = copy.deepcopy(self.config)
    config.CourseDirectory.db_url += "?timeout=0.2"
    return Course(self.root, config)
