"""Watch the process that runs a submission: end it when it is silent, and start another for the rest.

A function that never ends, or that takes Python down with it, costs its own points only. Whoever wants
stronger walls replaces `process` and `worker`; nothing else knows how a submission is run.
"""

from __future__ import annotations

from typing import Any

from dlutils.checks.exercise import Exercise
from dlutils.checks.verdicts import nothing_earned
from dlutils.grading.process import Ended, Process, Silent
from dlutils.grading.worker import as_data

RESTARTS = 3
START_SECONDS = 60.0  #: for the first word of a new process, on a busy machine
CELL_SECONDS = 20.0  #: for the definitions of one cell
EVERYTHING_SECONDS = 60.0  #: for one cell, when all cells must run
JUDGE_SECONDS = 10.0  #: what the judge itself may take beyond an exercise's own limit


class InfrastructureError(Exception):
    """The machine failed, not the submission: it must be graded again."""


def judge_cells(
    assignment: str, exercises: dict[str, Exercise], cells: list[dict[str, Any]], seed: int
) -> list[dict[str, Any]]:
    """Run the cells of a submission and judge every exercise, each within its time.

    Parameters
    ----------
    assignment : str
    exercises : dict of str to Exercise
    cells : list of dict
        "label", "sources" and "answer" of each cell, as `source.Cell`.
    seed : int

    Returns
    -------
    list of dict
        `worker.as_data` of each report, in the order of the exercises.

    Raises
    ------
    InfrastructureError
    """
    watch = _Watch(assignment, exercises, cells, seed)
    for _ in range(1 + RESTARTS):
        if watch.open_exercises():
            watch.run_once()
    for name in watch.open_exercises():
        text = f"The grading was stopped {1 + RESTARTS} times by endless loops or crashes; this was left."
        watch.settle(name, "timeout", "This answer was not reached.", text)
    return [watch.reports[name] for name in exercises]


class _Watch:
    """What is known about one submission while processes come and go."""

    def __init__(
        self, assignment: str, exercises: dict[str, Exercise], cells: list[dict[str, Any]], seed: int
    ):
        self.assignment, self.exercises, self.cells, self.seed = assignment, exercises, cells, seed
        self.reports: dict[str, dict[str, Any]] = {}
        self.everything_allowed, self.everything_runs = True, False

    def open_exercises(self) -> list[str]:
        return [name for name in self.exercises if name not in self.reports]

    def settle(self, name: str, verdict: str, headline: str, detail: str) -> None:
        self.reports[name] = as_data(nothing_earned(self.exercises[name], verdict, headline, detail))

    def run_once(self) -> None:
        """Start a process and listen to it until it is done, ends or falls silent."""
        job = {
            "assignment": self.assignment,
            "cells": self.cells,
            "exercises": self.open_exercises(),
            "seed": self.seed,
            "everything_allowed": self.everything_allowed,
        }
        doing: dict[str, Any] = {}
        seconds = START_SECONDS
        self.everything_runs = False
        try:
            with Process(job) as process:
                while not doing.get("done"):
                    doing = process.next_message(seconds)
                    seconds = self._heard(doing)
        except (Silent, Ended) as end:
            if not doing:
                raise InfrastructureError(f"The grading process did not start: {end}") from None
            self._blame(doing, silent=isinstance(end, Silent))

    def _heard(self, message: dict[str, Any]) -> float:
        """Note a message; return how long the next one may take."""
        if "failed" in message:
            raise InfrastructureError(f"The grading process failed: {message['failed']}")
        if "report" in message:
            self.reports[message["report"]["name"]] = message["report"]
        if "everything" in message:
            self.everything_runs = True
        if "exercise" in message:
            # An answer that calls earlier ones is tried twice: with the learner's own, and with right ones.
            return 2 * self.exercises[message["exercise"]].seconds + JUDGE_SECONDS
        return EVERYTHING_SECONDS if self.everything_runs else CELL_SECONDS

    def _blame(self, doing: dict[str, Any], silent: bool) -> None:
        """Settle the exercise that was running, or leave out the cell that was, for the next process."""
        verdict, what = ("timeout", "did not end") if silent else ("error", "ended Python itself")
        if "exercise" in doing:
            name = doing["exercise"]
            step = " Look for a loop whose condition never becomes false." if silent else ""
            self.settle(name, verdict, "It was stopped.", f"`{name}` {what} while it was judged.{step}")
        elif "cell" in doing:
            cell = self.cells[doing["cell"]]
            if cell["answer"] in self.open_exercises():
                text = f"The cell of `{cell['answer']}` {what} when it was run, before it was judged."
                self.settle(cell["answer"], verdict, "It was stopped.", text)
            if self.everything_runs and cell["answer"] is None:
                self.everything_allowed = False
            else:
                self.cells = [{**c, "sources": []} if c is cell else c for c in self.cells]
