"""The submission's side of the wall: runs the learner's definitions and calls their functions when the judge asks.

It uses the same code as the check in the notebook (`dlutils.checks.running`), so the same answer fails in the same
words. Nothing that it says is trusted: a hostile submission may replace all of it, and still has to come up with the
right values for arguments that it sees for the first time.
"""

from __future__ import annotations

import inspect
import socket
from collections.abc import Callable
from typing import Any

from dlutils.checks.compare import canonical
from dlutils.checks.report import value_text
from dlutils.checks.running import Answer, Handle, Outcome
from dlutils.grading.inside.absent import hide
from dlutils.grading.inside.definitions import Found, run_definitions
from dlutils.grading.inside.peer import Ended, Peer, Remote, call_given
from dlutils.grading.inside.source import Cell

#: Fields of an Outcome as they cross the wall; the rest is the judge's own.
FIELDS = ("state", "changed", "errors", "text", "printed", "overflowed")


def serve(line: socket.socket) -> None:
    """Answer the judge until they hang up."""
    try:
        Agent(line).peer.answer_all()
    except Ended:
        return


class Agent:
    """Holds one submission.

    Parameters
    ----------
    line : socket
        To the judge.
    """

    def __init__(self, line: socket.socket):
        self.peer = Peer(line, self.answer)
        self.found = Found()

    def answer(self, question: tuple) -> Any:
        """Do what the judge asks for."""
        kind, *rest = question
        return {
            "load": self.load,
            "outcome": self.outcome,
            "work": self.work,
            "use": self.use,
            "call": self.call,
        }[kind](*rest)

    def load(
        self, cells: list[dict], wanted: list[str], needs: tuple[str, ...], everything_allowed: bool
    ) -> dict:
        """Run the cells as far as the answers need them; return what each exercise's function looks like."""
        hide(needs)

        def announce(what: dict) -> None:
            self.peer.tell(("doing", what))

        self.found = run_definitions([Cell(**cell) for cell in cells], wanted, announce, everything_allowed)
        looks = {name: _look(function) for name, function in self.found.functions.items()}
        return {"looks": looks, "problems": self.found.problems}

    def outcome(self, name: str, arguments: dict, seconds: float, borrowed: dict, options: tuple) -> tuple:
        """What a call of an answer comes to; `options` are those of `Answer.outcome`."""
        answer = self._answer(self.found.functions[name], seconds)
        with answer.using(borrowed):
            outcome = answer.outcome(arguments, *options)
        return _plain(outcome), outcome.value

    def work(self, name: str, arguments: dict, seconds: float, borrowed: dict) -> tuple:
        """How many bytecodes a call executes."""
        answer = self._answer(self.found.functions[name], seconds)
        with answer.using(borrowed):
            outcome = answer.work(arguments)
        return _plain(outcome), outcome.value

    def use(self, name: str, thing: Any, attribute: str, arguments: tuple | None, seconds: float) -> tuple:
        """Call an answer, or something that it returned, or a method of that; without arguments, only look.

        Returns
        -------
        outcome, value, name of the value's type; a value with a behaviour comes as a handle.
        """
        function = self.found.functions[name] if thing is None else thing
        answer = self._answer(function, seconds)
        kept: list[Any] = []

        def test(call: Callable, rng: None) -> None:
            if thing is None:
                kept.append(call(*arguments))
                return
            found = getattr(Handle(answer, thing), attribute) if attribute else Handle(answer, thing)
            kept.append(found if arguments is None else found(*arguments))

        names = [str(i) for i in range(len(arguments or ()))]
        outcome = answer.property_outcome(test, None, names)
        if outcome.state != "value" or not kept:
            return _plain(outcome), None, ""
        value = kept[0].thing if isinstance(kept[0], Handle) else canonical(kept[0])
        return _plain(outcome), value, type(value).__name__

    def call(self, thing: Any, method: str, arguments: tuple) -> tuple:
        """Call a function of the learner's that was handed to one of the judge's."""
        return call_given(thing, method, arguments)

    def _answer(self, function: Callable, seconds: float) -> Answer:
        return Answer(function, seconds=seconds, watched=False)  # there is nobody to delegate to


def _plain(outcome: Outcome) -> dict:
    return {name: getattr(outcome, name) for name in FIELDS if hasattr(outcome, name)}


def _look(function: Any) -> tuple[str, Any]:
    """How a function looks from outside: its parameters as (name, kind, default), or None if it does not say."""
    if not callable(function):
        return "no function", value_text(function)
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError, AttributeError):
        return "function", None
    empty = inspect.Parameter.empty
    return "function", [
        (p.name, int(p.kind), None if p.default is empty else _short(p.default)) for p in parameters
    ]


def _short(default: Any) -> str:
    return "…" if isinstance(default, Remote) else repr(default)[:100]
