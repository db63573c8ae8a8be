"""Decide about one answer: outcomes first, then a name for the mistake, and only then a ladder of plain observations.

The outcomes of the answer, of the reference and of every modelled mistake are compared on the same cases. If exactly
one mistake equals the answer on all of them, it is named. Nothing is ever guessed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from dlutils.checks.compare import Difference, difference
from dlutils.checks.exercise import UNCHANGED, Case, Exercise, Mistake, Property
from dlutils.checks.report import Report, call_text, value_text
from dlutils.checks.running import Answer, Outcome
from dlutils.checks.verdicts import (
    Trial,
    changed_text,
    ladder,
    loops,
    missing,
    named,
    nothing_earned,
    passed,
    report_on_properties,
    without_result,
    work_stopped,
)


def judge(exercise: Exercise, answer: Callable | Answer | None, seed: int | None = None) -> Report:
    """Judge an answer.

    Parameters
    ----------
    exercise : Exercise
    answer : callable, Answer or None
        None means that there is no such function.
    seed : int, optional
        Makes the drawn arguments, and so the report, repeatable. By default they are fresh every time.

    Returns
    -------
    Report
    """
    if answer is None:
        return missing(exercise)
    if not callable(answer) and not isinstance(answer, Answer):
        text = f"`{exercise.name}` is {value_text(answer)}, not a function. Run the cell that defines it once more."
        return nothing_earned(exercise, "error", "This is not a function.", text)
    if not isinstance(answer, Answer):
        answer = Answer(answer, exercise.form, exercise.needs, exercise.seconds)
    if exercise.properties:
        return _judge_by_properties(exercise, answer, seed)
    return _judge_by_values(exercise, answer, seed)


def _judge_by_values(exercise: Exercise, answer: Answer, seed: int | None) -> Report:
    cases = exercise.cases(np.random.default_rng(seed))
    problem = _signature_problem(exercise, answer, [tuple(case.arguments.values()) for case in cases])
    if problem:
        return nothing_earned(exercise, "error", "The arguments do not fit.", problem)
    reference = _trusted(exercise, exercise.reference)
    right = [reference.outcome(case.arguments, case.quiet) for case in cases]
    trials = _try_all(exercise, answer, cases, right)
    if exercise.uses and _any_wrong(trials) and trials[-1].outcome.state != "missing":
        return _judge_with_right_helpers(exercise, answer, cases, right, trials)
    if not _any_wrong(trials):
        return _judge_work(exercise, answer)
    return (
        _early_verdict(exercise, trials)
        or _name_mistake(exercise, trials)
        or ladder(exercise, answer, trials)
    )


def _judge_with_right_helpers(
    exercise: Exercise, answer: Answer, cases, right, trials: list[Trial]
) -> Report:
    """The answer went wrong and calls earlier answers: is it to blame, or are they?"""
    with answer.using({name: exercise.provides[name] for name in exercise.uses}):
        again = _try_all(exercise, answer, cases, right)
        if not _any_wrong(again):
            return _judge_work(exercise, answer, borrowed=True)
        report = _early_verdict(exercise, again) or _name_mistake(exercise, trials)
        report = report or _name_mistake(exercise, again, borrowed=True)
        if report is None and _early_verdict(exercise, trials):
            report = ladder(exercise, answer, again)
    return report or ladder(exercise, answer, trials)


def mistakes_that_match(exercise: Exercise, trials: list[Trial]) -> list[Mistake]:
    """The modelled mistakes that equal the answer on every case.

    There must be evidence in a value: an exception where a value was due has many causes, and would only be a guess.
    """
    if not any(
        t.difference and not (t.outcome.state == "raised" and t.right.state == "value") for t in trials
    ):
        return []
    return [mistake for mistake in exercise.mistakes if _equals(exercise, mistake, trials)]


def _name_mistake(exercise: Exercise, trials: list[Trial], borrowed: bool = False) -> Report | None:
    found = mistakes_that_match(exercise, trials)
    return named(exercise, found[0], trials, borrowed) if len(found) == 1 else None


def _equals(exercise: Exercise, mistake: Mistake, trials: list[Trial]) -> bool:
    wrong = _trusted(exercise, mistake.function)
    return all(
        wrong.outcome(trial.case.arguments, trial.case.quiet).same_as(
            trial.outcome, exercise.tolerance, trial.case.scale
        )
        for trial in trials
    )


def _trusted(exercise: Exercise, function: Callable) -> Answer:
    return Answer(function, exercise.form, watched=False)


def _try_all(exercise: Exercise, answer: Answer, cases: list[Case], right: list[Outcome]) -> list[Trial]:
    """Run the answer on all cases; after a call that says something about the whole answer the rest is left out."""
    trials = []
    for case, expected in zip(cases, right, strict=True):
        outcome = answer.outcome(case.arguments, case.quiet)
        trials.append(Trial(case, outcome, expected, _why_wrong(exercise, case, outcome, expected)))
        if outcome.state in ("timeout", "missing", "delegated"):
            break
    return trials


def _why_wrong(exercise: Exercise, case: Case, outcome: Outcome, right: Outcome) -> Difference | None:
    if right.state == "raised":
        if right.error in outcome.errors:
            return None
        yours = f"raises {outcome.error}" if outcome.errors else "returns a value"
        return Difference(
            "refused", f"Refuse these arguments with `raise {right.error}(…)`; your function {yours}."
        )
    if outcome.state == "raised":
        return Difference("raised", f"{outcome.error}: {outcome.text}")
    if outcome.state != "value":
        return Difference("raised", outcome.state)
    wrong = difference(
        right.value, outcome.value, exercise.tolerance, case.scale, exercise.returns, case.only
    )
    if wrong is None and outcome.changed != right.changed:
        return Difference("changed", changed_text(outcome.changed))
    if wrong is None and outcome.overflowed and not right.overflowed:
        sentence = "The result is right, but on the way to it a number became too large, and NumPy warns."
        return Difference("overflow", sentence)
    return wrong


def _early_verdict(exercise: Exercise, trials: list[Trial]) -> Report | None:
    """Verdicts that come before all others: nothing written, work handed over, time over."""
    last = trials[-1]
    if last.outcome.state in ("value", "raised"):
        return None
    return without_result(exercise, last.outcome, call_text(exercise.name, last.case.arguments))


def _any_wrong(trials: list[Trial]) -> bool:
    return any(trial.difference for trial in trials)


def _judge_work(exercise: Exercise, answer: Answer, borrowed: bool = False) -> Report:
    """All values are right. Where no loop is allowed, the work must not grow with the number of examples."""
    if not exercise.no_loops:
        return passed(exercise, borrowed)
    few, many = 8, 64
    counts = []
    for m in (many, few):
        arguments = exercise.no_loops(m)
        outcome = answer.work(arguments)
        if outcome.state != "value":
            return work_stopped(exercise, outcome, f"with {m} examples", call_text(exercise.name, arguments))
        counts.append(outcome.value)
    grows = counts[0] - counts[1] >= many - few  # at least one more bytecode for each more example
    return loops(exercise) if grows else passed(exercise, borrowed)


def _judge_by_properties(exercise: Exercise, answer: Answer, seed: int | None) -> Report:
    due = inspect.signature(exercise.reference).parameters
    problem = _signature_problem(exercise, answer, [tuple(due)])
    if problem:
        return nothing_earned(exercise, "error", "The arguments do not fit.", problem)
    rngs = np.random.default_rng(seed).spawn(len(exercise.properties))
    failed: dict[Property, Outcome] = {}
    for one, rng in zip(exercise.properties, rngs, strict=True):
        outcome = answer.property_outcome(one.test, rng, tuple(due))
        if outcome.state in ("missing", "delegated", "timeout"):
            return without_result(exercise, outcome)
        if outcome.state == "raised" or outcome.value is not None:
            failed[one] = outcome
        if outcome.changed:
            failed[replace(one, id=UNCHANGED)] = replace(outcome, value=changed_text(outcome.changed))
    return report_on_properties(exercise, failed, tuple(due)) if failed else passed(exercise)


def _signature_problem(exercise: Exercise, answer: Answer, calls: list[tuple]) -> str:
    """Why the answer cannot be called with the exercise's arguments; empty if it can."""
    try:
        signature = inspect.signature(answer.function)
    except (TypeError, ValueError, AttributeError):
        return ""  # compiled functions show no signature; a wrong call raises
    for arguments in calls:
        try:
            signature.bind(*arguments)
        except TypeError:
            wanted = inspect.signature(exercise.reference)
            return f"Write `def {exercise.name}{wanted}`; yours is `{exercise.name}{signature}`."
    return ""
