"""Grade a class: several submissions at a time, each on its own, with a progress bar, and again from where it stopped.

Grading one submission is a function of its bytes (`grade_bytes`). The same function runs in processes of this machine
or on a Dask cluster. A result is kept as soon as it is there, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from tqdm.auto import tqdm

from dlutils.grading.boxes import Boxes
from dlutils.grading.judge import Assignment, Graded, grade_submission
from dlutils.grading.sandbox import NoSandbox
from dlutils.grading.submission import Ungradable, read_file

ATTEMPTS = 3  #: for faults of the machine
_AHEAD = 4  # submissions that wait for each worker: not all of a large class is in memory at once
_JUDGE_GIGABYTES = 4  # a lent function that is called with monstrous arguments must not take all memory
_lock = threading.Lock()


def grade_bytes(data: bytes, assignment: Assignment, unsandboxed: bool, seed: int | None = None) -> Graded:
    """Grade one submission in this process; a fault of the machine is a state, and tried again first.

    Parameters
    ----------
    data : bytes
    assignment : Assignment
    unsandboxed : bool
    seed : int, optional

    Raises
    ------
    NoSandbox
        If there can be no walls on this machine.
    """
    with _lock:  # output and warnings are caught for the whole process, so one at a time
        boxes = _boxes(unsandboxed)
        for attempt in range(1, 1 + ATTEMPTS):
            try:
                return grade_submission(data, assignment, boxes, seed)
            except NoSandbox:
                raise
            except Exception as error:  # whatever it is: it must not touch the others, and it is reported
                boxes.close()
                if attempt == ATTEMPTS:
                    reason = f"{type(error).__name__}: {error}"
                    return Graded(assignment.id, "infrastructure-error", reason, sandbox=boxes.kind)


@functools.cache
def _boxes(unsandboxed: bool) -> Boxes:
    """This process's boxes: a sandbox is built once, not for each submission."""
    return Boxes(unsandboxed)


def close_boxes() -> None:
    """End the boxes of this process."""
    for unsandboxed in (True, False):
        _boxes(unsandboxed).close()


@dataclass(frozen=True)
class Engine:
    """What does the work.

    Parameters
    ----------
    workers : int, optional
        Submissions at a time on this machine; by default as many as there are cores.
    scheduler : str, optional
        Address of a Dask cluster that does the work instead: "tcp://…".
    unsandboxed : bool
        Consent to run the submissions' code without walls.
    """

    workers: int | None = None
    scheduler: str | None = None
    unsandboxed: bool = False

    @contextlib.contextmanager
    def executor(self, jobs: int) -> Iterator[tuple[Executor, int]]:
        """An executor for so many jobs, and how many of them it works on at a time."""
        if self.scheduler is not None:
            from dlutils.grading.cluster import executor

            with executor(self.scheduler) as both:
                yield both
            return
        number = max(
            1, min(self.workers or os.cpu_count() or 1, jobs, 60)
        )  # Windows cannot wait for more than 61
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(number, context, _limit_memory) as pool:
            try:
                yield pool, number
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def grade_class(
    submissions: dict[str, Path],
    assignment: Assignment,
    engine: Engine,
    keep: Callable[[str, bytes, Graded], None] = lambda student, data, graded: None,
    grade: Callable[[bytes, Assignment, bool], Graded] = grade_bytes,
) -> dict[str, Graded]:
    """Grade the submissions of a class.

    Parameters
    ----------
    submissions : dict of str to Path
        The submitted notebook of each student.
    assignment : Assignment
    engine : Engine
    keep : callable (student, data, graded), optional
        Told of each result as soon as it is there.
    grade : callable, optional
        What grades the bytes of one submission.

    Returns
    -------
    dict of str to Graded
        In the order of `submissions`; a fault of the machine is an "infrastructure-error" of that student only.

    Raises
    ------
    NoSandbox
        If a worker can have no walls.
    """
    results: dict[str, Graded] = {}
    same: dict[tuple, dict] = {}
    with tqdm(desc=f"Grading {assignment.id}", total=len(submissions), unit=" notebook") as bar:

        def done(student: str, data: bytes, graded: Graded) -> None:
            results[student] = _without_doubles(graded, same)
            keep(student, data, graded)
            bar.update()

        for _ in range(ATTEMPTS):
            left = {student: path for student, path in submissions.items() if student not in results}
            if not left:
                break
            # If a worker is killed, what it had not finished is done by new ones, in the next turn.
            with contextlib.suppress(BrokenProcessPool), engine.executor(len(left)) as (pool, workers):
                start = functools.partial(_start, pool, grade, assignment, engine.unsandboxed)
                _keep_busy(_AHEAD * workers, assignment.id, left, start, done)
        for student in submissions.keys() - results.keys():
            lost = Graded(assignment.id, "infrastructure-error", "The processes that graded it were ended.")
            done(student, b"", lost)
    return {student: results[student] for student in submissions}


def _without_doubles(graded: Graded, same: dict[tuple, dict]) -> Graded:
    """The result, whose reports are those of earlier results where they are equal.

    Each report on a right answer is the same for the whole class, and a page of HTML long.
    """
    reports = tuple(
        same.setdefault(tuple(r.values()), r) if r["verdict"] == "passed" else r for r in graded.reports
    )
    return dataclasses.replace(graded, reports=reports)


def _limit_memory() -> None:
    """Limit a worker's own memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = _JUDGE_GIGABYTES << 30
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _start(pool: Executor, grade: Callable, assignment: Assignment, unsandboxed: bool, path: Path) -> tuple:
    """Give a submission to the pool. What cannot be read is done already."""
    try:
        data = read_file(path)
    except Ungradable as problem:
        future: Future = Future()
        future.set_result(Graded(assignment.id, "ungradable", str(problem)))
        return future, b""
    return pool.submit(grade, data, assignment, unsandboxed), data


def _keep_busy(
    most: int, assignment_id: str, submissions: dict[str, Path], start: Callable, done: Callable
) -> None:
    """Start one after the other, at most so many at a time, until all are done."""
    waiting = iter(submissions.items())
    running: dict[Future, tuple[str, bytes]] = {}
    while True:
        for student, path in itertools.islice(waiting, most - len(running)):
            future, data = start(path)
            running[future] = student, data
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            student, data = running.pop(future)
            try:
                graded = future.result()
            except (BrokenProcessPool, NoSandbox):
                raise
            except Exception as error:  # it stays with this one
                graded = Graded(assignment_id, "infrastructure-error", f"{type(error).__name__}: {error}")
            done(student, data, graded)
