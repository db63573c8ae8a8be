"""Every exercise keeps its promises: right answers earn everything, each mistake is rejected and named as itself."""

import itertools

import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.checks.compare import RUNGS, difference
from dlutils.checks.exercise import NO_LOOPS
from dlutils.checks.judging import judge
from dlutils.checks.running import Answer

ALL = [(i, e) for i in notebook_ids() for e in exercises(i).values()]
SEEDS = range(5)
CLEARLY = 1000  # a mistake must differ from everything else by this many times the tolerance


def named(rows):
    return [pytest.param(*row[:-1], id=row[-1]) for row in rows]


EVERY_EXERCISE = pytest.mark.parametrize("exercise", named((e, f"{i[:2]}-{e.name}") for i, e in ALL))
EVERY_VARIANT = pytest.mark.parametrize(
    "exercise, variant",
    named((e, v, f"{i[:2]}-{e.name}-{name}") for i, e in ALL for name, v in e.variants.items()),
)
EVERY_MISTAKE = pytest.mark.parametrize(
    "exercise, mistake", named((e, m, f"{i[:2]}-{e.name}-{m.id}") for i, e in ALL for m in e.mistakes)
)
EVERY_PAIR = pytest.mark.parametrize(
    "exercise, one, other",
    named(
        (e, a, b, f"{i[:2]}-{e.name}-{a.id}-{b.id}")
        for i, e in ALL
        for a, b in itertools.combinations(e.mistakes, 2)
    ),
)


@EVERY_EXERCISE
def test_reference_earns_everything(exercise):
    for seed in SEEDS:
        report = judge(exercise, exercise.reference, seed)
        assert (report.verdict, report.score) == ("passed", exercise.points), f"{exercise.name}: {report}"


@EVERY_VARIANT
def test_right_answer_in_other_clothes_earns_everything(exercise, variant):
    for seed in SEEDS:
        report = judge(exercise, variant, seed)
        assert (report.verdict, report.score) == ("passed", exercise.points), f"{exercise.name}: {report}"


@EVERY_MISTAKE
def test_mistake_is_rejected_and_named_as_itself(exercise, mistake):
    for seed in SEEDS:
        report = judge(exercise, mistake.function, seed)
        assert report.mistake == mistake.id, f"{exercise.name}, mistake {mistake.id!r}: {report}"
        assert report.score < exercise.points or exercise.points == 0, "optional exercises have none to lose"


@EVERY_PAIR
def test_two_mistakes_are_told_apart_by_a_fixed_example(exercise, one, other):
    assert told_apart(exercise, one.function, other.function), (
        f"{exercise.name}: no fixed example tells {one.id!r} from {other.id!r}; add one to `examples`, or make them one mistake."
    )


@EVERY_MISTAKE
def test_mistake_differs_from_the_reference_on_a_fixed_example(exercise, mistake):
    assert told_apart(exercise, exercise.reference, mistake.function), (
        f"{exercise.name}: no fixed example shows {mistake.id!r}; add one to `examples`."
    )


def told_apart(exercise, one, other):
    """Whether the two differ by many times the tolerance on a fixed example (or break different properties)."""
    if exercise.properties:
        broken = {m.function: set(m.breaks) for m in exercise.mistakes} | {exercise.reference: set()}
        return broken[one] != broken[other]
    one, other = (Answer(f, exercise.form, watched=False) for f in (one, other))
    return any(
        not one.outcome(c.arguments, c.quiet).same_as(
            other.outcome(c.arguments, c.quiet), CLEARLY * exercise.tolerance, c.scale
        )
        for c in exercise.examples
    )


@EVERY_EXERCISE
def test_declaration_is_complete(exercise):
    assert len(exercise.mistakes) >= 4, f"{exercise.name}: model at least four mistakes."
    assert len(exercise.variants) >= 3, f"{exercise.name}: give at least three right variants."
    assert exercise.insight.endswith(".")
    ids = [m.id for m in exercise.mistakes]
    assert len(set(ids)) == len(ids), f"{exercise.name}: two mistakes share an id."
    for m in exercise.mistakes:
        assert m.sentence.rstrip(")").endswith(".") and m.next_step.rstrip(")").endswith((".", "?")), (
            exercise.name,
            m.id,
        )
    parts = {p.part for p in exercise.properties} or {c.part for c in exercise.examples}
    assert parts | ({NO_LOOPS} if exercise.no_loops else set()) == set(exercise.parts), (
        f"{exercise.name}: parts without a case."
    )
    assert set(exercise.uses) == set(exercise.provides)


@EVERY_EXERCISE
def test_untouched_answer_is_not_written_yet(exercise):
    def untouched(*arguments):
        raise NotImplementedError()

    for answer in (None, untouched):
        report = judge(exercise, answer)
        assert (report.verdict, report.score) == ("missing", 0.0)
        assert "Not written yet" in str(report)


@EVERY_EXERCISE
def test_every_kind_of_draw_occurs_and_has_a_part(exercise):
    import numpy as np

    for i in range(exercise.draws):
        assert exercise.draw(np.random.default_rng(i), i).part in exercise.parts


def test_rungs_cover_every_difference():
    assert difference(1.0, None, 1e-6).rung in RUNGS
