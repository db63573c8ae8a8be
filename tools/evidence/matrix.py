"""The kill matrix: every modelled mistake is rejected and named as itself, every right answer earns everything."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import partial

from dlutils.checks.exercise import Exercise, Mistake
from dlutils.checks.judging import judge
from tools.evidence.pages import Page
from tools.evidence.plan import Place, earns_everything, right_answers, trains, work_on


@dataclass(frozen=True)
class Row:
    """A mistake and how it fared: how often it was rejected, and how often it was called by which name."""

    id: str
    rejected: int
    names: dict[str | None, int]

    @property
    def as_itself(self) -> int:
        return self.names.get(self.id, 0)

    @property
    def as_another(self) -> int:
        return sum(count for name, count in self.names.items() if name not in (None, self.id))


@dataclass(frozen=True)
class Result:
    """An exercise: how often each right answer earned everything, and how each mistake fared."""

    place: Place
    draws: int
    right: dict[str, int]
    mistakes: tuple[Row, ...]


def run(places: list[Place], draws: int, training: int, processes: int) -> Page:
    """Judge all mistakes and right answers of `places`, and make the page."""
    results = []
    for result in work_on(partial(judge_place, draws=draws, training=training), places, processes):
        results.append(result)
        print(f"{result.place}: {len(result.mistakes)} mistakes", file=sys.stderr, flush=True)
    return _page(results, draws, training)


def judge_place(place: Place, draws: int, training: int) -> Result:
    """Judge one exercise's answers with the seeds 0, 1, 2 …"""
    exercise = place.exercise
    draws = training if trains(exercise) else draws
    right = {
        name: sum(earns_everything(exercise, judge(exercise, answer, seed)) for seed in range(draws))
        for name, answer in right_answers(exercise).items()
    }
    return Result(place, draws, right, tuple(_row(exercise, m, draws) for m in exercise.mistakes))


def _row(exercise: Exercise, mistake: Mistake, draws: int) -> Row:
    reports = [judge(exercise, mistake.function, seed) for seed in range(draws)]
    rejected = sum(report.verdict != "passed" and _costs_points(exercise, report) for report in reports)
    return Row(mistake.id, rejected, dict(Counter(report.mistake for report in reports)))


def _costs_points(exercise: Exercise, report) -> bool:
    return report.score < exercise.points or exercise.points == 0  # an optional exercise has none to lose


def _page(results: list[Result], draws: int, training: int) -> Page:
    page = Page("Every mistake by its name", "checks")
    page.text(
        f"Every modelled mistake and every right answer is judged with {draws} draws of arguments ({training} where an "
        "answer trains a model). A mistake must be rejected each time and named as itself each time, never as another; "
        "a right answer must earn everything each time. `tests/checks/test_exercises.py` holds the same with five draws."
    )
    _note_failures(page, results)
    page.text("## Totals")
    head = ["exercise", "draws", "mistakes", "rejected", "named", "as another", "right answers", "full marks"]
    page.table(head, [*map(_summary, results), _sum(results)])
    page.text(
        "Rejected, named and full marks count judgements: mistakes × draws, right answers × draws.\n\n"
        "## Mistake by mistake\n\nHow often each was rejected, named as itself, and named as another."
    )
    for result in results:
        page.text(f"### {result.place}")
        rows = [[f"`{row.id}`", row.rejected, row.as_itself, row.as_another] for row in result.mistakes]
        page.table(["mistake", "rejected", "named", "as another"], rows)
        page.table(["right answer", "full marks"], result.right.items())
    return page


def _note_failures(page: Page, results: list[Result]) -> None:
    for result in results:
        for name, earned in result.right.items():
            if earned < result.draws:
                page.fail(
                    f"{result.place}: {name} is rejected in {result.draws - earned} of {result.draws} draws"
                )
        for row in result.mistakes:
            where = f"{result.place}, mistake {row.id}"
            if row.rejected < result.draws:
                page.fail(f"{where}: accepted in {result.draws - row.rejected} of {result.draws} draws")
            if row.as_another:
                others = ", ".join(sorted(name for name in row.names if name not in (None, row.id)))
                page.fail(f"{where}: named {others} in {row.as_another} of {result.draws} draws")
            if row.as_itself + row.as_another < row.rejected:
                page.fail(f"{where}: no name in {row.rejected - row.as_itself - row.as_another} draws")


def _numbers(result: Result) -> list[int]:
    rows = result.mistakes
    named = [
        sum(row.rejected for row in rows),
        sum(row.as_itself for row in rows),
        sum(row.as_another for row in rows),
    ]
    return [len(rows), *named, len(result.right), sum(result.right.values())]


def _summary(result: Result) -> list:
    return [f"{result.place.notebook[:2]} `{result.place.name}`", result.draws, *_numbers(result)]


def _sum(results: list[Result]) -> list:
    sums = [f"**{sum(column):,}**" for column in zip(*map(_numbers, results), strict=True)]
    return [f"**all {len(results)}**", "", *sums]
