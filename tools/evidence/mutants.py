"""Mistakes that nobody modelled: every model answer is broken in every place, and its check must notice.

A mutant that is accepted has survived. Either it is as right as the model answer, and `equivalent.toml` says why, or the
check passes what is wrong.
"""

from __future__ import annotations

import ast
import difflib
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dlutils.checks.exercise import Exercise
from dlutils.checks.judging import judge
from tools.evidence.model import ModelAnswer, ModelError
from tools.evidence.operators import broken
from tools.evidence.pages import Page
from tools.evidence.plan import Place, earns_everything, trains, work_on

SEEDS, TRAINING_SEEDS = range(3), range(1)
REACH = 0.98
HEAD = ["model answer", "mutants", "rejected", "survivors"]
EXPLAINED = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True)
class Mutant:
    """One change: the words for it, the changed tree, and the lines that differ."""

    words: str
    tree: ast.Module
    change: str


@dataclass(frozen=True)
class Result:
    """How the mutants of an exercise fared: their number, and those that were accepted with any seed."""

    place: Place
    count: int
    survivors: tuple[tuple[str, str, int], ...]  # change, words, accepted with how many seeds


def run(places: list[Place], whole: bool, processes: int) -> Page:
    """Judge the mutants of all references, and make the page; `whole`: these are all exercises."""
    results = []
    for result in work_on(judge_mutants, places, processes):
        results.append(result)
        print(
            f"{result.place}: {result.count} mutants, {len(result.survivors)} survive",
            file=sys.stderr,
            flush=True,
        )
    return _page(results, _explained(), whole)


def mutants(model: ModelAnswer, lines: set[int]) -> Iterator[Mutant]:
    """Every different mutant of a model answer, in the lines that run."""
    before = ast.unparse(model.tree)
    seen = {before}
    for words, tree in broken(model.tree, lines):
        after = ast.unparse(
            ast.parse(ast.unparse(tree))
        )  # twice: −1 is a sign and a 1, when it is read again
        if after not in seen:
            seen.add(after)
            yield Mutant(words, tree, _change(before, after))


def _change(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return "\n".join(line[0] + " " + line[1:].strip() for line in lines if line[:2] not in ("--", "++", "@@"))


def judge_mutants(place: Place) -> Result:
    """Judge every mutant of one model answer with a few seeds."""
    exercise = replace(place.exercise, mistakes=())  # nothing has to be named here
    model, reports = ModelAnswer(place), []
    lines = model.lines_run(lambda answer: reports.append(judge(exercise, answer, 0)))
    if not earns_everything(exercise, reports[0]):
        raise ModelError(f"{place}: the model answer is not accepted: {reports[0]}")
    count, survivors = 0, []
    for mutant in mutants(model, lines):
        count += 1
        accepted = _accepted(exercise, model, mutant)
        if accepted:
            survivors.append((mutant.change, mutant.words, accepted))
    return Result(place, count, tuple(survivors))


def _accepted(exercise: Exercise, model: ModelAnswer, mutant: Mutant) -> int:
    """With how many seeds a mutant earns everything."""
    try:
        answer = model.build(mutant.tree)
    except Exception:  # such as a default value that cannot be computed
        return 0
    accepted = 0
    for seed in _seeds(exercise):
        report = judge(exercise, answer, seed)
        accepted += earns_everything(exercise, report)
        if report.verdict == "timeout":
            break
    return accepted


def _seeds(exercise: Exercise) -> range:
    return TRAINING_SEEDS if trains(exercise) else SEEDS


def _explained() -> dict[tuple[str, str], str]:
    """Why a survivor is as right as the reference, by exercise and change; kept by hand."""
    entries = tomllib.loads(EXPLAINED.read_text(encoding="utf-8")).get("equivalent", [])
    return {(entry["exercise"], entry["change"].strip()): entry["why"] for entry in entries}


def _page(results: list[Result], explained: dict, whole: bool) -> Page:
    page = Page("Mistakes that nobody modelled", "mutants")
    free = [result for result in results if trains(result.place.exercise)]
    fixed = [result for result in results if result not in free]
    total = sum(result.count for result in fixed)
    survived = sum(len(result.survivors) for result in fixed)
    share = 1 - survived / total if total else 1.0
    page.text(
        f"Every model answer is broken in every place, one small change at a time, and judged with {len(SEEDS)} seeds "
        f"({len(TRAINING_SEEDS)} where an answer trains a model): another operator, sign, number, comparison, axis or order of arguments; a term, factor, call or transpose "
        "too few; a transpose or sign too many; means for sums. A mutant survives if any seed accepts it."
    )
    page.text(
        f"**{total - survived:,} of {total:,} mutants are rejected ({share:.1%}).** "
        f"{survived} survive; each is explained below."
    )
    if share < REACH:
        page.fail(f"Only {share:.1%} of all mutants are rejected; at least {REACH:.0%} must be.")
    page.table(HEAD, map(_row, fixed))
    _tell_survivors(page, fixed, explained)
    if free:
        _tell_free_designs(page, free)
    if whole:
        there = {(str(r.place), change) for r in fixed for change, _, _ in r.survivors}
        for exercise, change in explained.keys() - there:
            page.fail(f"equivalent.toml explains a mutant of {exercise} that does not survive: {change!r}")
    return page


def _row(result: Result) -> list:
    survivors = len(result.survivors)
    return [
        f"{result.place.notebook[:2]} `{result.place.name}`",
        result.count,
        result.count - survivors,
        survivors,
    ]


def _tell_survivors(page: Page, results: list[Result], explained: dict) -> None:
    page.text("## Survivors, and why each may live")
    for result in results:
        for change, words, accepted in result.survivors:
            why = explained.get((str(result.place), change))
            if why is None:
                why = f"**Not explained.** Accepted with {accepted} of {len(_seeds(result.place.exercise))} seeds."
                page.fail(f"{result.place}: a mutant is accepted and not explained ({words}): {change!r}")
            page.text(f"`{result.place}`: {words}.\n\n```diff\n{change}\n```\n\n{why}")


def _tell_free_designs(page: Page, results: list[Result]) -> None:
    page.text(
        "## Networks of the learner's own\n\nHere the design is free, and only what the trained network achieves is "
        "judged. A mutant with other sizes, layers or steps that still reads enough unseen pictures is another right "
        "answer, so these are not counted above."
    )
    page.table(HEAD, map(_row, results))
    for result in results:
        page.table(
            [f"{result.place}: accepted", ""],
            [[words, f"`{change}`"] for change, words, _ in result.survivors],
        )
