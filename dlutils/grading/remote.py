"""The learner's function as the judge sees it: an `Answer` whose calls cross the wall.

References, mistakes and the checks of properties stay on this side. What comes back is taken for plain values and
short texts, whatever the submission meant by it.
"""

from __future__ import annotations

import contextlib
import inspect
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from dlutils.checks.compare import Opaque, canonical
from dlutils.checks.delegation import Delegated
from dlutils.checks.exercise import Exercise
from dlutils.checks.limits import OutOfTime
from dlutils.checks.running import Answer, Outcome
from dlutils.grading.inside.codec import BadMessage
from dlutils.grading.inside.peer import Ended, Remote, Silent, exception_named
from dlutils.grading.session import Submission

_GRACE = 2.0  # seconds beyond an exercise's limit, which the other side keeps by itself if it is honest
_MOST_PATIENCE = 8.0
_STATES = ("value", "raised", "missing", "timeout", "delegated")
_CRASH = Outcome("raised", errors=("Crash",), text="it ended Python itself, and nothing came back.")


def patience() -> float:
    """How many times longer answers may take because the machine is busy: 1 if every process has a core.

    Limits are there for answers that never end. A right one must not pay for what else runs on the machine: judged by
    properties it may be called a thousand times, and each time wait for its turn.
    """
    if not hasattr(os, "getloadavg"):  # Windows
        return 1.0
    return min(max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)), _MOST_PATIENCE)


class RemoteAnswer(Answer):
    """An exercise's answer in a submission that runs elsewhere.

    Parameters
    ----------
    exercise : Exercise
    submission : Submission
    """

    def __init__(self, exercise: Exercise, submission: Submission):
        looks = _Looks(submission.looks[exercise.name][1])
        super().__init__(looks, exercise.form, exercise.needs, exercise.seconds * patience(), watched=False)
        self.name, self.submission = exercise.name, submission
        self._borrowed: dict[str, Callable] = {}
        self._crashed, self._printed = False, ""

    def outcome(self, arguments: Mapping[str, Any], *options: Any) -> Outcome:
        """Call the function there; `options` are those of `Answer.outcome`."""

        def ask() -> Outcome:
            question = ("outcome", self.name, dict(arguments), self.seconds_left, self._borrowed, options)
            told, value = self._ask(question, 2)
            outcome = self._believed(told, list(arguments))
            if outcome.state == "value":
                outcome = replace(outcome, value=self._formed(value))
            return outcome

        return self._watched_call(ask)

    def work(self, arguments: Mapping[str, Any]) -> Outcome:
        """How many bytecodes one call executes, as the other side says."""

        def ask() -> Outcome:
            question = ("work", self.name, dict(arguments), self.seconds_left, self._borrowed)
            told, value = self._ask(question, 2)
            return replace(self._believed(told, []), value=value if type(value) is int else 0)

        return self._watched_call(ask)

    def call(self, *arguments: Any) -> Any:
        """Call the function there, for judging by properties; what it raises there is raised here."""
        self._last_call = (arguments, None)
        value, shown = self.use(None, "", arguments)
        self._last_call = (arguments, shown)
        return value

    def property_outcome(self, test: Callable, rng: Any, names: Any) -> Outcome:
        """Run a property's test here, and the calls that it makes there."""
        return self._watched_call(lambda: super(RemoteAnswer, self).property_outcome(test, rng, names))

    @contextlib.contextmanager
    def using(self, functions: Mapping[str, Callable]) -> Iterator[None]:
        """While the block runs, the answer finds `functions`, which stay on this side, instead of its own."""
        self._borrowed, self._crashed, self.seconds_left = dict(functions), False, self.seconds
        try:
            yield
        finally:
            self._borrowed = {}

    def use(self, thing: Remote | None, attribute: str, arguments: tuple | None) -> tuple[Any, Any]:
        """Call the answer, or a thing that it returned, or a method of that thing; without arguments, only look.

        Returns
        -------
        value, value as it is shown
        """
        question = ("use", self.name, thing, attribute, arguments, self.seconds_left)
        told, value, kind = self._ask(question, 3)
        names = [str(i) for i in range(len(arguments or ()))]
        outcome = self._believed(told, names)
        self._changed |= {int(name) for name in outcome.changed}
        if outcome.state == "timeout":
            raise OutOfTime
        if outcome.state == "delegated":
            raise Delegated(outcome.text)
        if outcome.state != "value":
            self._own_error = exception_named(outcome.error or "NotImplementedError", outcome.text)
            self._own_error.outcome = outcome
            raise self._own_error
        if isinstance(value, Remote):
            return RemoteThing(self, value), Opaque(str(kind)[:100])
        return value, canonical(value)

    def _watched_call(self, ask: Callable[[], Outcome]) -> Outcome:
        """Ask, and turn everything that can go wrong into an outcome; a crash is not tried again."""
        if self._crashed:
            return _CRASH
        self.submission.ready()
        self._printed = ""
        outcome = self._guarded(ask)
        self._crashed = outcome.errors == _CRASH.errors
        if self._crashed:
            self.submission.ready()  # says so if it was the sandbox that ended
        return replace(outcome, printed=self._printed)

    def _ask(self, question: tuple, parts: int) -> tuple:
        try:
            answer = self.submission.ask(question, self.seconds_left + _GRACE)
        except Silent:
            raise OutOfTime from None
        if type(answer) is not tuple or len(answer) != parts:
            raise BadMessage("This is no answer.")
        return answer

    def _raised(self, error: BaseException) -> Outcome:
        if isinstance(error, Ended | BadMessage):
            return _CRASH
        return getattr(error, "outcome", None) or super()._raised(error)

    def _formed(self, value: Any) -> Any:
        value = canonical(value)
        with contextlib.suppress(
            Exception
        ):  # a wrong spelling stays as it is, and the ladder speaks about it
            value = canonical(self.form(value))
        return value

    def _believed(self, told: Any, names: list[str]) -> Outcome:
        """What the other side tells of a call, as far as it makes sense."""
        if type(told) is not dict or told.get("state") not in _STATES:
            raise BadMessage("Outcomes do not look like this.")
        self._printed = (self._printed + str(told.get("printed", "")))[:10_000]
        errors = told.get("errors", ())
        outcome = Outcome(
            told["state"],
            changed=tuple(name for name in names if name in told.get("changed", ())),
            errors=tuple(str(error)[:80] for error in errors[:10]) if type(errors) is tuple else (),
            text=str(told.get("text", ""))[:2000],
        )
        if "overflowed" in {field.name for field in fields(Outcome)}:
            outcome = replace(outcome, overflowed=told.get("overflowed") is True)
        return outcome


class RemoteThing:
    """Something with a behaviour that an answer returned, and that stays where it was made."""

    def __init__(self, answer: RemoteAnswer, thing: Remote):
        self._answer, self._thing = answer, thing

    def __call__(self, *arguments: Any) -> Any:
        return self._answer.use(self._thing, "", arguments)[0]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._answer.use(self._thing, name, None)[0]


class _Looks:
    """Stands for the learner's function where only its signature is looked at."""

    def __init__(self, parameters: list[tuple] | None):
        with contextlib.suppress(ValueError, TypeError):  # no parameters, or in an order that Python refuses
            self.__signature__ = inspect.Signature([_parameter(*p) for p in parameters])

    def __call__(self, *arguments: Any) -> Any:
        raise TypeError("This function is on the other side.")


def _parameter(name: str, kind: int, default: str | None) -> inspect.Parameter:
    shown = inspect.Parameter.empty if default is None else Shown(default)
    return inspect.Parameter(name, inspect._ParameterKind(kind), default=shown)


class Shown:
    """A value that only its text is known of."""

    def __init__(self, text: str):
        self.text = text

    def __repr__(self) -> str:
        return self.text
