"""The same answer gets the same verdict: with every seed, number of threads, order of sums, and NumPy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.evidence.pages import Page
from tools.evidence.plan import PlanError
from tools.evidence.verdicts import KINDS, RIGHT_THAT_TRAIN
from tools.notebooks import ROOT

FEW = 3  # seeds in the other environments, where the numbers differ and not the draws


@dataclass(frozen=True)
class Run:
    """All verdicts of one environment: exercise → kind → answer → the different verdicts it was given."""

    numpy: str
    threads: int
    seeds: int
    verdicts: dict[str, dict[str, dict[str, list[str]]]]

    @property
    def name(self) -> str:
        return f"NumPy {self.numpy}, {self.threads} thread{'s' * (self.threads > 1)}"


def run(only: list[str], seeds: int, also: list[str], processes: int = 1) -> Page:
    """Judge everything here with one thread and with two, and in the Pythons `also`; make the page."""
    plans = [(sys.executable, 1, seeds), (sys.executable, 2, FEW), *((python, 1, FEW) for python in also)]
    with ThreadPoolExecutor(processes) as pool:  # each waits for a process of its own
        return compare(list(pool.map(lambda plan: _run(*plan, only), plans)))


def _run(python: str, threads: int, seeds: int, only: list[str]) -> Run:
    print(f"{python}, threads: {threads}, seeds: {seeds}", file=sys.stderr, flush=True)
    command = [python, "-m", "tools.evidence.verdicts", "--seeds", str(seeds)]
    variables = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "OPENBLAS_NUM_THREADS": str(threads),
    }
    try:
        done = subprocess.run(
            [*command, *(["--only", *only] if only else [])], cwd=ROOT, env=variables, stdout=subprocess.PIPE
        )
    except OSError as error:
        raise PlanError(f"{python} cannot be started: {error.strerror}.") from None
    if done.returncode:
        raise PlanError(f"{python} could not judge the exercises; its own words stand above.")
    found = json.loads(done.stdout)
    return Run(found["numpy"], threads, seeds, found["verdicts"])


def compare(runs: list[Run]) -> Page:
    """The page: who was judged where, and every verdict that is not the same everywhere."""
    page = Page("The same answer, the same verdict", "determinism")
    page.text(
        f"Every right answer and every modelled mistake is judged with {runs[0].seeds} seeds, and with {FEW} in the "
        f"other environments; right answers that train a model with {RIGHT_THAT_TRAIN} each, since `nightly` judges "
        "these with a hundred. Its verdict, score and named mistake must be the same "
        "each time. The right answers are judged besides with arrays laid out columns first, and the reference with "
        "every sum and matrix product begun at its last term: that must change no verdict. Computed from float32 they "
        "must be told the same with every seed; where float32 overflows or cancels, that may be less than full marks."
    )
    first = runs[0].verdicts
    head = ["environment", "seeds", *(f"{kind}s" if kind != KINDS[2] else kind for kind in KINDS), "changing"]
    page.table(head, [[one.name, one.seeds, *_counts(one), len(_unsteady(one))] for one in runs])
    for one in runs:
        for where in _unsteady(one):
            page.fail(
                f"{one.name}: {_words(where)} changes with the seed: {'; '.join(_at(one.verdicts, where))}"
            )
        if one.verdicts.keys() != first.keys():
            page.fail(f"{one.name}: other exercises than in {runs[0].name}")
        for where in _all(one.verdicts):
            if where[0] in first and _at(one.verdicts, where) != _at(first, where):
                page.fail(
                    f"{one.name}: {_words(where)} is told {_at(one.verdicts, where)}, elsewhere {_at(first, where)}"
                )
    for where in _all(first):
        if where[1] == KINDS[2] and _at(first, where) != _right(first, where):
            page.fail(f"{_words(where)} is told {_at(first, where)}, but is as right as the right answer")
    page.text("## Right answers that lose points in float32")
    lost = [w for w in _all(first) if w[1] == KINDS[3] and _at(first, w) != _right(first, w)]
    counted = sum(w[1] == KINDS[3] for w in _all(first))
    page.text(f"{counted - len(lost)} of {counted} earn everything.")
    page.table(["exercise", "answer", "told"], [[w[0], w[2], "; ".join(_at(first, w))] for w in lost])
    return page


def _all(verdicts) -> list[tuple[str, str, str]]:
    return [
        (place, kind, name) for place, kinds in verdicts.items() for kind in kinds for name in kinds[kind]
    ]


def _words(where: tuple[str, str, str]) -> str:
    place, kind, name = where
    return f"{place}, {kind} '{name}'"


def _at(verdicts, where) -> list[str]:
    place, kind, name = where
    return verdicts[place].get(kind, {}).get(name, ["not there"])


def _right(verdicts, where) -> list[str]:
    return next(iter(verdicts[where[0]][KINDS[0]].values()))


def _unsteady(one: Run) -> list[tuple[str, str, str]]:
    return [where for where in _all(one.verdicts) if len(_at(one.verdicts, where)) != 1]


def _counts(one: Run) -> list[int]:
    return [sum(where[1] == kind for where in _all(one.verdicts)) for kind in KINDS]
