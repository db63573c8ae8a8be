"""Answers that were written without sight of the modelled mistakes: is every wrong one rejected, and called by a name?

What the checks said when an answer was judged for the first time is kept beside the answers, so the page can say what
has become better since.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from dlutils.checks.judging import judge
from tools.evidence.answers import IndependentAnswer, answers_to
from tools.evidence.pages import Page
from tools.evidence.plan import Place, earns_everything, trains, work_on
from tools.notebooks import ROOT, write_atomically

FOLDER = ROOT / "tools" / "evidence" / "answers"
SEEDS, TRAINING_SEEDS = range(3), range(1)
FULL = "full marks"
LEAST_WRONG, LEAST_RIGHT = 5, 3


@dataclass(frozen=True)
class Told:
    """What the checks say of one answer: full marks, the name of a mistake in backquotes, or another verdict."""

    answer: IndependentAnswer
    now: str

    @property
    def key(self) -> str:
        return f"{self.answer.exercise}: {self.answer.words}"


def run(places: list[Place], processes: int) -> Page:
    """Judge all answers to the exercises `places`, and make the page."""
    told = {}
    for place, found in zip(places, work_on(judge_answers, places, processes), strict=True):
        told[place] = [
            Told(answer, now)
            for answer, now in zip(answers_to(place.notebook, place.name), found, strict=True)
        ]
        print(f"{place}: {len(found)} answers", file=sys.stderr, flush=True)
    return page(told, _first(told))


def judge_answers(place: Place) -> list[str]:
    """What each independent answer to one exercise is told."""
    return [verdict(place, answer) for answer in answers_to(place.notebook, place.name)]


def verdict(place: Place, answer: IndependentAnswer) -> str:
    """What one answer is told with a few seeds, joined where the seeds differ."""
    exercise = place.exercise
    words = []
    for seed in TRAINING_SEEDS if trains(exercise) else SEEDS:
        report = judge(exercise, answer.function, seed)
        if earns_everything(exercise, report):
            words.append(FULL)
        else:
            words.append(f"`{report.mistake}`" if report.mistake else report.verdict)
    return " or ".join(dict.fromkeys(words))


def named(words: str) -> bool:
    """Whether a mistake was called by a name, with every seed."""
    return all(part.startswith("`") for part in words.split(" or "))


def accepted(words: str) -> bool:
    """Whether full marks were given with any seed."""
    return FULL in words.split(" or ")


def _first(told: dict[Place, list[Told]]) -> dict[str, dict[str, str]]:
    """What each answer was told when it was judged for the first time; what is new is added and kept."""
    first = {}
    for number in {place.notebook[:2] for place in told}:
        file = FOLDER / f"first_verdicts_{number}.json"
        kept = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        for one in (
            one for place, answers in told.items() if place.notebook[:2] == number for one in answers
        ):
            kept.setdefault(one.key, one.now)
        write_atomically(file, json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
        first[number] = kept
    return first


def page(told: dict[Place, list[Told]], first: dict[str, dict[str, str]]) -> Page:
    """The page: how many were rejected and named, at first and now, and every answer with what it was told."""
    result = Page("Answers that nobody planned", "independent")
    result.text(
        "These answers were written from the students' notebooks alone, without sight of the modelled mistakes: wrong "
        "ones as learners honestly go wrong, and right ones in styles of their own. The code stands in "
        "`tools/evidence/answers/`. Each is judged with "
        f"{len(SEEDS)} seeds ({len(TRAINING_SEEDS)} where an answer trains a model). *Named* means that the check "
        "calls the mistake by a name; the others are rejected by an example, an error or the part that fails. *At "
        "first* is what the checks said before anything was mended."
    )
    rows = []
    for place, answers in told.items():
        _note_failures(result, place, answers)
        rows.append([f"{place.notebook[:2]} `{place.name}`", *_numbers(answers, first[place.notebook[:2]])])
    sums = [sum(row[i] for row in rows) for i in range(1, 8)]
    wrong, at_first, rejected, named_first, named_now, right, full = sums
    result.text(
        f"**{rejected:,} of {wrong:,} wrong answers are rejected (at first {at_first:,}), {named_now:,} of them by name "
        f"(at first {named_first:,}). {full:,} of {right:,} right answers earn full marks.**"
    )
    head = [
        *("exercise", "wrong answers", "rejected at first", "now", "named at first", "now"),
        *("right answers", "full marks"),
    ]
    result.table(head, [*rows, ["all", *sums]])
    for place, answers in told.items():
        result.text(f"## {place}")
        before = first[place.notebook[:2]]
        result.table(
            ["answer", "", "at first", "now"],
            [
                [one.answer.words, "right" if one.answer.right else "wrong", before[one.key], one.now]
                for one in answers
            ],
        )
    return result


def _note_failures(result: Page, place: Place, answers: list[Told]) -> None:
    for least, right, kind in ((LEAST_WRONG, False, "wrong"), (LEAST_RIGHT, True, "right")):
        count = sum(one.answer.right == right for one in answers)
        if count < least:
            result.fail(f"{place}: {count} {kind} answers; at least {least} are wanted.")
    for one in answers:
        if one.answer.right and one.now != FULL:
            result.fail(f"{place}: a right answer is told {one.now}: {one.answer.words}")
        if not one.answer.right and accepted(one.now):
            result.fail(f"{place}: a wrong answer is told {one.now}: {one.answer.words}")


def _numbers(answers: list[Told], first: dict[str, str]) -> list[int]:
    wrong = [one for one in answers if not one.answer.right]
    right = [one for one in answers if one.answer.right]
    return [
        len(wrong),
        sum(not accepted(first[one.key]) for one in wrong),
        sum(not accepted(one.now) for one in wrong),
        sum(named(first[one.key]) for one in wrong),
        sum(named(one.now) for one in wrong),
        len(right),
        sum(one.now == FULL for one in right),
    ]
