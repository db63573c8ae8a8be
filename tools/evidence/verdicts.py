"""What every modelled answer is told, with many seeds: run by `determinism` on one NumPy after another.

    python -m tools.evidence.verdicts --seeds 20 [--only NN ...]

Needs NumPy and what the checks themselves need, nothing of the notebooks; prints JSON.
"""

from __future__ import annotations

import argparse
import json
import sys

import numpy as np

from dlutils.checks.exercise import Exercise
from dlutils.checks.judging import judge
from tools.evidence.numerics import borderline, in_single_precision
from tools.evidence.plan import Place, places, right_answers, trains

KINDS = ("right answer", "mistake", "other numerics", "float32")
RIGHT_THAT_TRAIN = 2  # seeds: `nightly` judges these answers with a hundred


def submissions(place: Place) -> dict[str, dict]:
    """Every answer that can be judged, by its kind and its name."""
    exercise = place.exercise
    mistakes = {mistake.id: mistake.function for mistake in exercise.mistakes}
    groups = (right_answers(exercise), mistakes, borderline(place), in_single_precision(exercise))
    return dict(zip(KINDS, groups, strict=True))


def verdicts(place: Place, seeds: int) -> dict[str, dict[str, list[str]]]:
    """For each kind and name the different verdicts that were given; one, if nothing depends on the seed."""
    exercise = place.exercise
    few = min(seeds, RIGHT_THAT_TRAIN) if trains(exercise) else seeds
    return {
        kind: {
            name: _different(exercise, answer, seeds if kind == "mistake" else few)
            for name, answer in answers.items()
        }
        for kind, answers in submissions(place).items()
    }


def _different(exercise: Exercise, answer, seeds: int) -> list[str]:
    reports = (judge(exercise, answer, seed) for seed in range(100, 100 + seeds))
    return sorted({f"{r.verdict} {r.score:g} {r.mistake or ''}".strip() for r in reports})


def main(arguments=None):
    """Print the verdicts of all exercises, or of some."""
    parser = argparse.ArgumentParser(prog="verdicts", description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--only", nargs="*", default=[], metavar="NN")
    options = parser.parse_args(arguments)
    found = {}
    for place in places(options.only):
        found[str(place)] = verdicts(place, options.seeds)
        print(place, file=sys.stderr, flush=True)
    json.dump({"numpy": np.__version__, "verdicts": found}, sys.stdout)


if __name__ == "__main__":
    main()
