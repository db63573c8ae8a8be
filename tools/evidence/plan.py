"""What is judged, how often and where: the exercises, the seeds, the processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from multiprocessing import get_context

from dlutils import checks
from dlutils.checks.exercise import Exercise
from dlutils.checks.report import Report

REFERENCE = "the right answer"
USUAL_SECONDS = next(field.default for field in fields(Exercise) if field.name == "seconds")


class PlanError(Exception):
    """A mistake on the command line; its text is one clear sentence."""


@dataclass(frozen=True)
class Place:
    """Where an exercise is declared. It crosses to another process, which an exercise cannot: its draws are lambdas."""

    notebook: str
    name: str

    @property
    def exercise(self) -> Exercise:
        return checks.exercises(self.notebook)[self.name]

    def __str__(self) -> str:
        return f"{self.notebook[:2]} {self.name}"


def places(only: list[str]) -> list[Place]:
    """All exercises in order, or those of some notebooks ("02") or of some names ("sigmoid")."""
    everything = [Place(i, name) for i in checks.notebook_ids() for name in checks.exercises(i)]
    for word in only:
        if not any(_is_meant(place, word) for place in everything):
            raise PlanError(f"{word!r} is neither the number of a notebook with exercises nor an exercise.")
    return [place for place in everything if not only or any(_is_meant(place, word) for word in only)]


def _is_meant(place: Place, word: str) -> bool:
    return word in (place.notebook, place.notebook[:2], place.name, str(place))


def trains(exercise: Exercise) -> bool:
    """Whether an answer trains a model: only then does a declaration ask for more than the usual time."""
    return exercise.seconds > USUAL_SECONDS


def right_answers(exercise: Exercise) -> dict[str, Callable]:
    """The reference and all variants by name."""
    return {REFERENCE: exercise.reference, **exercise.variants}


def earns_everything(exercise: Exercise, report: Report) -> bool:
    """Whether a report gives full marks; where there are no points, the verdict alone counts."""
    return report.verdict == "passed" and report.score == exercise.points


def work_on(work: Callable, jobs: list, processes: int) -> Iterator:
    """Yield `work(job)` for every job in order. One process is this one, so that tests can look inside."""
    if processes == 1:
        yield from map(work, jobs)
        return
    # A fresh interpreter on every system, and the main thread of it: time limits need that.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, jobs)
