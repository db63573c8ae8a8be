"""What is said about an answer once it has been run: every verdict as a `Report`, in the words of a learner.

`judging` finds out; this module only chooses words, points and the smallest evidence.
"""

from __future__ import annotations

from dataclasses import dataclass

from dlutils.checks.compare import CLOSE, RUNGS, Difference
from dlutils.checks.exercise import NO_LOOPS, UNCHANGED, Case, Exercise, Mistake, Property
from dlutils.checks.report import Evidence, Report, call_text, result_text
from dlutils.checks.running import Answer, Outcome

LOOPS = Mistake(
    id="loops-over-examples",
    function=lambda *arguments: None,
    sentence="The values are right, but the work grows with the number of examples: there is a loop over them.",
    next_step="Let one array operation do all examples at once. A loop over features would be allowed.",
)


_HEADLINES = {
    "raised": "Your code raised an exception.",
    "type": "The kind of the result is not right.",
    "shape": "The shape is not right.",
    "dtype": "The kind of numbers is not right.",
    "finite": "A number is infinite or undefined (inf or nan) where it must not be, or the other way round.",
    "changed": "An argument was changed in place.",
    "refused": "Wrong arguments must be refused.",
    "overflow": "A number overflowed on the way.",
    "values": "The values are not right yet.",
}
_NEXT_STEPS = {
    "changed": "Make a new array instead: `X = X - …` does, `X -= …` writes into the one you were given.",
    "overflow": "Which line warns if you run this call in a cell of your own? Find a form with smaller numbers.",
    "close": "This is very close. Is something rounded, computed in float32, or is a small number added for safety?",
}
_LADDER = ("raised", *RUNGS[:-1], "changed", RUNGS[-1], "refused", "overflow")


@dataclass(frozen=True)
class Trial:
    """One case, what the answer came to, what it should have come to, and why the two differ (None: they do not)."""

    case: Case
    outcome: Outcome
    right: Outcome
    difference: Difference | None


def parts_without(exercise: Exercise, failed: set[str]) -> dict[str, tuple[float, float]]:
    """Points earned and due of each part: all or nothing, when all its cases pass."""
    return {part: (0.0 if part in failed else float(due), float(due)) for part, due in exercise.parts.items()}


def parts_of(exercise: Exercise, trials: list[Trial]) -> dict[str, tuple[float, float]]:
    """The parts after some trials went wrong; "no loops" is earned by right answers only.

    An answer that never returns anything earns nothing, although it refuses what must be refused.
    """
    if not any(trial.outcome.state == "value" for trial in trials):
        return parts_without(exercise, set(exercise.parts))
    return parts_without(exercise, {NO_LOOPS} | {trial.case.part for trial in trials if trial.difference})


def _wrong(parts: dict[str, tuple[float, float]]) -> str:
    return "partial" if any(earned for earned, _ in parts.values()) else "wrong"


def nothing_earned(exercise, verdict, headline, detail="", next_step="", evidence=None) -> Report:
    parts = parts_without(exercise, set(exercise.parts))
    return Report(exercise.name, verdict, parts, None, headline, detail, next_step, evidence)


def missing(exercise: Exercise) -> Report:
    place = f"Replace the line `raise NotImplementedError()` of `{exercise.name}`"
    detail = f"{place}, run its cell, and run this one again."
    return nothing_earned(exercise, "missing", "Not written yet.", detail)


def without_result(exercise: Exercise, outcome: Outcome, call: str = "") -> Report:
    if outcome.state == "missing":
        return missing(exercise)
    if outcome.state == "delegated":
        headline = f"The work was done by {outcome.text}, not by your own code."
        step = (
            "The task says which parts of `dlutils` you may use here. This one is not among them."
            if exercise.needs
            else "Write it with NumPy alone. That the library agrees with you is a fine test afterwards."
        )
        return nothing_earned(exercise, "delegated", headline, next_step=step)
    seconds = "1 second" if exercise.seconds == 1 else f"{exercise.seconds:g} seconds"
    headline = f"Stopped after {seconds}: your function did not come back."
    step = "Look for a loop that never ends: does its condition ever become false?"
    return nothing_earned(exercise, "timeout", headline, next_step=step, evidence=Evidence(call))


def work_stopped(exercise: Exercise, outcome: Outcome, where: str, call: str) -> Report:
    """The values were right, but a call with more examples did not come to an end."""
    if outcome.state == "timeout":
        return without_result(exercise, outcome, call)
    detail = f"This happened {where}. {outcome.error}: {outcome.text}"
    headline = _HEADLINES["raised"]
    parts = parts_without(exercise, {NO_LOOPS})
    return Report(exercise.name, "error", parts, headline=headline, detail=detail, evidence=Evidence(call))


def passed(exercise: Exercise, borrowed: bool = False) -> Report:
    """Full marks; `borrowed`: with right versions of the earlier answers that it calls."""
    detail = (
        f"This part is right; something that it calls ({_helpers(exercise)}) is not yet." if borrowed else ""
    )
    return Report(
        exercise.name, "passed", parts_without(exercise, set()), headline=exercise.insight, detail=detail
    )


def _helpers(exercise: Exercise) -> str:
    *names, last = (f"`{name}`" for name in exercise.uses)
    return f"{', '.join(names)} or {last}" if names else last


def loops(exercise: Exercise) -> Report:
    parts = parts_without(exercise, {NO_LOOPS})
    return Report(exercise.name, "mistake", parts, LOOPS.id, LOOPS.sentence, next_step=LOOPS.next_step)


def named(exercise: Exercise, mistake: Mistake, trials: list[Trial], borrowed: bool = False) -> Report:
    """The answer is this mistake; `borrowed`: that shows with right versions of the answers that it calls."""
    failed = [trial for trial in trials if trial.difference]
    evidence = _evidence(exercise, min(failed, key=_is_unclear))
    parts = parts_of(exercise, trials)
    detail = f"(Something that it calls, {_helpers(exercise)}, is not right either.)" if borrowed else ""
    return Report(
        exercise.name, "mistake", parts, mistake.id, mistake.sentence, detail, mistake.next_step, evidence
    )


def ladder(exercise: Exercise, answer: Answer, trials: list[Trial]) -> Report:
    """Say at which rung the answer first fails, on the smallest arguments that show it."""
    failed = [trial for trial in trials if trial.difference]
    lowest = min((trial.difference.rung for trial in failed), key=_LADDER.index)
    there = [trial for trial in failed if trial.difference.rung == lowest]
    parts = parts_of(exercise, trials)
    verdict = "error" if lowest == "raised" else _wrong(parts)
    again = answer.outcome(trials[0].case.arguments, trials[0].case.quiet)
    if again.state == trials[0].outcome.state == "value" and not again.same_as(
        trials[0].outcome, exercise.tolerance
    ):
        return _changeable(exercise, verdict, parts, trials[0], again)
    smallest = min(there, key=lambda trial: trial.case.size())
    found = smallest.difference
    sentence = found.sentence
    if sentence.startswith("the result"):
        sentence = sentence.replace("t", "T", 1)
    close = lowest == "values" and found.size < CLOSE
    if close and smallest.outcome.changed != smallest.right.changed:  # that explains the small error
        lowest, sentence, close = "changed", changed_text(smallest.outcome.changed), False
    step = _NEXT_STEPS.get("close" if close else lowest, "")
    return Report(
        exercise.name, verdict, parts, None, _HEADLINES[lowest], sentence, step, _evidence(exercise, smallest)
    )


def _changeable(exercise: Exercise, verdict: str, parts, trial: Trial, again: Outcome) -> Report:
    """The answer depends on more than its arguments, so no single wrong call explains it."""
    headline = "The same arguments gave two different results."
    detail = "Something outlives the call (a global variable, a default argument `costs=[]`), or it is drawn at random."
    step = "Create inside the function everything that it fills."
    call = call_text(exercise.name, trial.case.arguments)
    results = [result_text(outcome.value, exercise.returns) for outcome in (trial.outcome, again)]
    evidence = Evidence(call, f"first\n{results[0]}\nlater\n{results[1]}")
    return Report(exercise.name, verdict, parts, None, headline, detail, step, evidence)


def changed_text(names: tuple[str, ...]) -> str:
    """A sentence about arguments that a function wrote into."""
    quoted = " and ".join(f"`{name}`" for name in names)
    return f"Your function changes its argument {quoted}; the caller loses the original."


def _is_unclear(trial: Trial) -> tuple[bool, bool]:
    """Fixed examples come first, and among them those in which a mistake can be seen with the naked eye."""
    return trial.outcome.state != "value", trial.difference.size < 1e-3


def _evidence(exercise: Exercise, trial: Trial) -> Evidence:
    """A failing call, ready to be repeated, with both results."""

    def shown(outcome: Outcome) -> str:
        if outcome.state == "raised":
            return f"raises {outcome.error}"
        changes = f"\nand changes its argument {', '.join(outcome.changed)}" if outcome.changed else ""
        overflow = "\nand overflows on the way" if outcome.overflowed else ""
        return result_text(outcome.value, exercise.returns) + changes + overflow

    call = call_text(exercise.name, trial.case.arguments)
    return Evidence(call, shown(trial.outcome), shown(trial.right), trial.outcome.printed)


def report_on_properties(
    exercise: Exercise, failed: dict[Property, Outcome], names: tuple[str, ...]
) -> Report:
    """What raised comes first; then the mistake that breaks exactly these properties; then the first of them."""
    parts = parts_without(exercise, {one.part for one in failed})
    one, outcome = min(failed.items(), key=lambda item: ("raised", "unusable", "value").index(item[1].state))
    evidence = _evidence_of_property(exercise, outcome, names)
    mistake, verdict, headline, detail, step = None, _wrong(parts), "", outcome.value, ""
    broken = {one.id for one in failed}
    found = [mistake for mistake in exercise.mistakes if set(mistake.breaks) == broken]
    if outcome.state == "raised":
        verdict, headline, detail = "error", _HEADLINES["raised"], f"{outcome.error}: {outcome.text}"
    elif outcome.state == "unusable":
        headline = _HEADLINES["type"]
    elif len(found) == 1:
        mistake, verdict, headline, step = found[0].id, "mistake", found[0].sentence, found[0].next_step
    elif one.id == UNCHANGED:
        headline, step = _HEADLINES["changed"], _NEXT_STEPS["changed"]
    else:
        headline = f"This must hold and does not: {one.sentence}"
    return Report(exercise.name, verdict, parts, mistake, headline, detail, step, evidence)


def _evidence_of_property(exercise: Exercise, outcome: Outcome, names: tuple[str, ...]) -> Evidence | None:
    """The last call that a property made."""
    if not outcome.given:
        return None
    call = call_text(exercise.name, dict(zip(names, outcome.given, strict=False)))
    yours = (
        f"raises {outcome.error}"
        if outcome.state == "raised"
        else result_text(outcome.returned, exercise.returns)
    )
    return Evidence(call, yours, printed=outcome.printed)
