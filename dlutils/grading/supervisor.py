"""Judge all exercises of a submission: each in its time, each in a box that has what the exercise allows.

A function that never ends, or that takes Python down with it, costs its own points only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dlutils.checks.exercise import Exercise
from dlutils.checks.judging import judge
from dlutils.checks.report import Report
from dlutils.checks.verdicts import nothing_earned
from dlutils.grading.remote import RemoteAnswer, Shown
from dlutils.grading.session import Box, NoTimeLeft, Submission
from dlutils.grading.visible import modules_needed


def judge_cells(
    exercises: dict[str, Exercise],
    cells: list[dict[str, Any]],
    seed: int,
    box_with: Callable[[tuple[str, ...]], Box],
) -> list[dict[str, Any]]:
    """Run the cells of a submission and judge every exercise.

    Parameters
    ----------
    exercises : dict of str to Exercise
    cells : list of dict
        "label", "sources" and "answer" of each cell, as `inside.source.Cell`.
    seed : int
    box_with : callable (needs) -> Box
        Gives a box that has these modules.

    Returns
    -------
    list of dict
        `as_data` of each report, in the order of the exercises.

    Raises
    ------
    InfrastructureError
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, exercise in exercises.items():
        groups.setdefault(modules_needed(exercise.needs), []).append(name)
    reports = {}
    for needs, names in groups.items():
        box = box_with(needs)
        try:
            submission = Submission(box, cells, list(exercises), needs)
            for name in names:
                reports[name] = _judged(exercises[name], submission, seed)
        finally:
            box.end()
    return [as_data(reports[name]) for name in exercises]


def _judged(exercise: Exercise, submission: Submission, seed: int) -> Report:
    name = exercise.name
    try:
        submission.ready()
        if name in submission.problems and (
            name not in submission.looks or submission.problems[name][0] == "timeout"
        ):
            verdict, text = submission.problems[name]
            headline = "It was stopped." if verdict == "timeout" else "This answer cannot be run."
            return nothing_earned(exercise, verdict, headline, text)
        if name not in submission.looks:
            return judge(exercise, None, seed)
        kind, seen = submission.looks[name]
        return judge(
            exercise, RemoteAnswer(exercise, submission) if kind == "function" else Shown(seen), seed
        )
    except NoTimeLeft:
        text = "The answers before this one took all the time that a notebook has."
        return nothing_earned(exercise, "timeout", "This answer was not reached.", text)


def as_data(report: Report) -> dict[str, Any]:
    """A report as plain data: the verdict, and how it looks."""
    return {**report.to_dict(), "html": report._repr_html_(), "text": str(report)}
