"""Ten thousand draws of every exercise: does any right answer ever fail?

One wrong verdict in ten thousand is a wrong check in every large class. What was judged is kept in `.evidence/`, so the
command can be stopped and given again; an exercise whose right answers, examples or rules have changed begins anew.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from dlutils.checks.exercise import Exercise
from dlutils.checks.judging import judge
from dlutils.checks.running import Answer
from tools.evidence.fingerprints import fingerprint
from tools.evidence.pages import Page
from tools.evidence.plan import Place, earns_everything, right_answers, trains, work_on
from tools.notebooks import ROOT, write_atomically

STORE = ROOT / ".evidence" / "nightly"
CHUNK = 250  # draws between two looks at the clock: what is lost when the command is stopped


def run(places: list[Place], everything: list[Place], draws: int, training: int, processes: int) -> Page:
    """Judge what is not judged yet among `places`, and make the page of `everything` that was."""
    for line in work_on(partial(_judge_place, draws=draws, training=training), places, processes):
        print(line, file=sys.stderr, flush=True)
    return _page(everything, draws, training)


def failures(exercise: Exercise, seeds: range) -> dict[str, list[int]]:
    """For each right answer the seeds with which it does not earn everything."""
    answers = right_answers(exercise)
    if exercise.properties:
        return {name: _one_by_one(exercise, answer, seeds) for name, answer in answers.items()}
    together = _all_draws(exercise, seeds)
    found = {}
    for name, answer in answers.items():
        answer_unwatched = Answer(answer, exercise.form, seconds=together.seconds, watched=False)
        right = earns_everything(exercise, judge(together, answer_unwatched))
        found[name] = [] if right else _one_by_one(exercise, answer, seeds) or list(seeds)
    return found


def _all_draws(exercise: Exercise, seeds: range) -> Exercise:
    """The exercise with the draws of many seeds as its examples, so that one judgement does for all of them.

    The fixed examples are the same with every seed and are left to `checks`, as is the count of the work.
    """
    cases = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        cases += [exercise.draw(rng, i) for i in range(exercise.draws)]
    more = {"examples": tuple(cases), "draw": None, "draws": 0, "no_loops": None}
    return replace(exercise, seconds=exercise.seconds * len(seeds), **more)


def _one_by_one(exercise: Exercise, answer, seeds: range) -> list[int]:
    """Nobody looks for delegation here: that costs more than the answer, and `checks` does it."""

    def is_right(seed):
        unwatched = Answer(answer, exercise.form, seconds=exercise.seconds, watched=False)
        return earns_everything(exercise, judge(exercise, unwatched, seed))

    return [seed for seed in seeds if not is_right(seed)]


def _judge_place(place: Place, draws: int, training: int) -> str:
    """Go on where the last run stopped; every chunk is kept."""
    exercise = place.exercise
    due = training if trains(exercise) else draws
    done = _kept(place) or {"fingerprint": fingerprint(exercise), "draws": 0, "failures": {}}
    while done["draws"] < due:
        seeds = range(done["draws"], min(done["draws"] + CHUNK, due))
        for name, found in failures(exercise, seeds).items():
            done["failures"].setdefault(name, []).extend(found)
        done["draws"] = seeds.stop
        write_atomically(_file(place), json.dumps(done, indent=1) + "\n")
    wrong = sum(map(len, done["failures"].values()))
    return f"{place}: {done['draws']} draws, {wrong or 'no'} right answers rejected"


def _file(place: Place) -> Path:
    return STORE / place.notebook[:2] / f"{place.name}.json"


def _kept(place: Place) -> dict | None:
    """What is known about the exercise as it is today."""
    try:
        kept = json.loads(_file(place).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return kept if kept["fingerprint"] == fingerprint(place.exercise) else None


def _page(everything: list[Place], draws: int, training: int) -> Page:
    page = Page("Ten thousand draws", "nightly")
    page.text(
        f"Every right answer, the reference and all variants, is judged with {draws:,} draws of arguments "
        f"({training} where an answer trains a model), the seeds 0, 1, 2 …. None may ever be rejected. "
        "What is not judged yet, or was before the exercise changed, says so."
    )
    rows, total, rejected, open_ = [], 0, 0, 0
    for place in everything:
        due = training if trains(place.exercise) else draws
        kept = _kept(place) or {"draws": 0, "failures": {}}
        answers = right_answers(place.exercise)
        state = "" if kept["draws"] >= due else "not judged yet" if not kept["draws"] else "not finished"
        bad = {name: seeds for name, seeds in kept["failures"].items() if seeds}
        for name, seeds in bad.items():
            page.fail(f"{place}: {name} is rejected {len(seeds)} times, first with seed {seeds[0]}")
        wrong = sum(map(len, bad.values()))
        total, rejected, open_ = total + kept["draws"] * len(answers), rejected + wrong, open_ + bool(state)
        rows.append([place.notebook[:2], f"`{place.name}`", len(answers), f"{kept['draws']:,}", wrong, state])
    page.text(
        f"**{total:,} judgements, {rejected} right answers rejected.** "
        + (
            f"{open_} of {len(everything)} exercises are not finished."
            if open_
            else "All exercises are finished."
        )
    )
    page.table(["notebook", "exercise", "right answers", "draws of each", "rejected", ""], rows)
    return page
