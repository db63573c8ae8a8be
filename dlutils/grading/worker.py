"""One submission in a process of its own: run its definitions, judge every exercise, tell the results.

Started by `supervisor` as ``python -m dlutils.grading.worker``. The job comes as JSON on standard input;
the results go, one JSON object a line, to what was standard output when the process started. After that,
standard output and error lead nowhere, so that nothing the learner prints can be taken for a result. This
process has no walls: it is no place for code that nobody trusts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from dlutils.checks import exercises
from dlutils.checks.exercise import Exercise
from dlutils.checks.judging import judge
from dlutils.checks.report import Report
from dlutils.checks.verdicts import nothing_earned
from dlutils.grading.definitions import Found, run_definitions
from dlutils.grading.source import Cell


def main() -> None:
    """Read the job, do it, and tell how far it came."""
    job = json.load(sys.stdin)
    tell = _private_line()
    try:
        _do(job, tell)
    except Exception as error:
        tell({"failed": f"{type(error).__name__}: {error}"})


def _do(job: dict[str, Any], tell: Callable[[dict], None]) -> None:
    declared = exercises(job["assignment"])
    cells = [Cell(**cell) for cell in job["cells"]]
    found = run_definitions(cells, list(declared), tell, job["everything_allowed"])
    for name in job["exercises"]:
        tell({"exercise": name})
        tell({"report": as_data(_judged(declared[name], found, job["seed"]))})
    tell({"done": True})


def _judged(exercise: Exercise, found: Found, seed: int) -> Report:
    function = found.functions.get(exercise.name)
    if function is None and exercise.name in found.problems:
        return nothing_earned(exercise, "error", "This answer cannot be run.", found.problems[exercise.name])
    return judge(exercise, function, seed=seed)


def as_data(report: Report) -> dict[str, Any]:
    """A report as plain data: the verdict, and how it looks."""
    return {**report.to_dict(), "html": report._repr_html_(), "text": str(report)}


def _private_line() -> Callable[[dict], None]:
    """Keep standard output for the results alone, and send what is printed nowhere."""
    line = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)

    def tell(message: dict[str, Any]) -> None:
        line.write(json.dumps(message) + "\n")
        line.flush()

    return tell


if __name__ == "__main__":
    main()
