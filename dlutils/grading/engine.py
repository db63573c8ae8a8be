"""Grade a class: several submissions at a time, each on its own, with a progress bar.

Grading one submission is a function of its bytes. The threads here only wait for the processes that do the
work, so as many run at once as there are cores; a fault of one stays with that one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tqdm.auto import tqdm

from dlutils.grading.judge import Assignment, Graded, grade_submission
from dlutils.grading.submission import Ungradable, read_file


def grade_class(
    submissions: dict[str, Path],
    assignment: Assignment,
    workers: int | None = None,
    grade: Callable[[bytes, Assignment], Graded] = grade_submission,
) -> dict[str, Graded]:
    """Grade the submissions of a class.

    Parameters
    ----------
    submissions : dict of str to Path
        The submitted notebook of each student.
    assignment : Assignment
    workers : int, optional
        How many at a time; by default as many as there are cores.
    grade : callable, optional
        What grades the bytes of one submission.

    Returns
    -------
    dict of str to Graded
        In the order of `submissions`; a fault of the machine is an "infrastructure-error" of that student
        only.
    """
    results = {}
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        jobs = {pool.submit(_grade_file, path, assignment, grade): who for who, path in submissions.items()}
        try:
            for job in tqdm(as_completed(jobs), f"Grading {assignment.id}", len(jobs), unit=" notebook"):
                results[jobs[job]] = job.result()
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return {student: results[student] for student in submissions}


def _grade_file(path: Path, assignment: Assignment, grade: Callable) -> Graded:
    try:
        return grade(read_file(path), assignment)
    except Ungradable as problem:
        return Graded(assignment.id, "ungradable", str(problem))
    except Exception as error:  # whatever it is: it must not touch the others, and it is reported
        return Graded(assignment.id, "infrastructure-error", f"{type(error).__name__}: {error}")
