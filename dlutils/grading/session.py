"""A submission that runs, in a box that may be stopped and started again as often as its functions end or hang."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any, Protocol

from dlutils.grading.inside.codec import BadMessage
from dlutils.grading.inside.peer import Ended, Peer, Silent, call_given

START_SECONDS = 60.0  #: for the first word of a new process, on a busy machine
CELL_SECONDS = 20.0  #: for the definitions of one cell
EVERYTHING_SECONDS = 60.0  #: for one cell, when all cells must run
TOTAL_SECONDS = 300.0  #: for all that a submission does
LENT_SECONDS = 5.0  #: for one call of a function that the judge lends


class InfrastructureError(Exception):
    """The machine failed, not the submission: it must be graded again."""


class NoTimeLeft(Exception):
    """The submission has used up the time for all its exercises."""


class Box(Protocol):
    """Where submissions run: `sandbox.Sandbox`, or `unwalled.Unwalled` for who asked for it."""

    def start(self): ...
    def end(self) -> None: ...
    def close(self) -> None: ...


class Submission:
    """The cells of a submission and the process in which they were run.

    Parameters
    ----------
    box : Box
    cells : list of dict
        "label", "sources" and "answer" of each cell, as `inside.source.Cell`.
    wanted : list of str
        Names of the exercises.
    needs : tuple of str
        Modules beyond NumPy that may be used.

    Attributes
    ----------
    looks : dict
        How the functions look, by exercise: ("function", parameters) or ("no function", what it is instead).
    problems : dict of str to (str, str)
        By exercise, the verdict and the sentence if its cell could not be run.
    """

    def __init__(self, box: Box, cells: list[dict[str, Any]], wanted: list[str], needs: tuple[str, ...]):
        self.box, self.cells, self.wanted, self.needs = box, list(cells), wanted, needs
        self.looks: dict[str, tuple[str, Any]] = {}
        self.problems: dict[str, tuple[str, str]] = {}
        self._peer: Peer | None = None
        self._doing: dict | None = None
        self._loading = self._everything_runs = False
        self._everything_allowed = True
        self._end = time.monotonic() + TOTAL_SECONDS

    def ready(self) -> None:
        """Start the process and run the cells, if that is to be done. A cell that hangs or crashes is left out.

        Raises
        ------
        InfrastructureError, NoTimeLeft
        """
        while self._peer is None:
            if time.monotonic() > self._end:
                raise NoTimeLeft
            try:
                peer = Peer(self.box.start(), self._serve)
            except Ended as end:
                raise InfrastructureError(f"The grading process did not start: {end}") from None
            try:
                self._load(peer)
                self._peer = peer
            except (Silent, Ended, BadMessage) as end:
                if self._doing is None:
                    raise InfrastructureError("The grading process ended before it began.") from None
                self._blame(silent=isinstance(end, Silent))

    def ask(self, question: tuple, seconds: float) -> Any:
        """Put a question to the process. Whatever goes wrong, the next one is put to a new process.

        Raises
        ------
        Silent, Ended, BadMessage, InfrastructureError, NoTimeLeft
        """
        self.ready()
        peer, self._peer = self._peer, None
        peer.deadline = min(time.monotonic() + seconds, self._end)
        peer.take_back()
        answer = peer.ask(question)
        self._peer = peer
        return answer

    def _load(self, peer: Peer) -> None:
        self._doing, self._everything_runs, self._loading = None, False, True
        peer.deadline = time.monotonic() + START_SECONDS
        self._peer_loading = peer
        found = peer.ask(("load", self.cells, self.wanted, self.needs, self._everything_allowed))
        self._loading = False
        self.looks = {
            name: _checked_look(found["looks"][name]) for name in self.wanted if name in found["looks"]
        }
        for name, text in found["problems"].items():
            if name in self.wanted:
                self.problems.setdefault(name, ("error", str(text)[:1000]))

    def _serve(self, question: Any) -> Any:
        """Answer the submission: it tells where it is, or it calls a function that was among the arguments."""
        match question:
            case ("doing", dict(what)) if self._loading:
                self._doing = what
                self._everything_runs |= "everything" in what
                seconds = EVERYTHING_SECONDS if self._everything_runs else CELL_SECONDS
                self._peer_loading.deadline = min(time.monotonic() + seconds, self._end)
                return None
            case ("call", thing, str(method), tuple(arguments)) if not self._loading:
                return self._called(thing, method, arguments)
        raise BadMessage("This is not to be asked.")

    def _called(self, thing: Any, method: str, arguments: tuple) -> tuple[str, Any]:
        """Call one of the judge's functions. Its arguments may be meant to keep it busy for ever."""
        if threading.current_thread() is threading.main_thread():
            return call_given(thing, method, arguments)  # the judge's own alarm is running
        end = time.monotonic() + LENT_SECONDS

        def look(frame, event, argument):
            if time.monotonic() > end:
                raise Silent
            return look

        before = sys.gettrace()
        sys.settrace(look)
        try:
            return call_given(thing, method, arguments)
        finally:
            sys.settrace(before)

    def _blame(self, silent: bool) -> None:
        """Leave out the cell that was running. If it holds an answer, that is what came of it."""
        self._loading = False
        verdict, what = ("timeout", "did not end") if silent else ("error", "ended Python itself")
        number = self._doing.get("cell")
        if type(number) is not int or not 0 <= number < len(self.cells):
            number = 0
        cell = self.cells[number]
        if cell["answer"] in self.wanted:
            text = f"The cell of `{cell['answer']}` {what} when it was run, before it was judged."
            self.problems[cell["answer"]] = (verdict, text)
        if self._everything_runs and cell["answer"] is None and self._everything_allowed:
            self._everything_allowed = False
        else:
            self.cells[number] = {**cell, "sources": []}


def _checked_look(look: Any) -> tuple[str, Any]:
    match look:
        case ("no function", str(text)):
            return "no function", text[:400]
        case ("function", None):
            return "function", None
        case ("function", list(parameters)) if all(_is_parameter(p) for p in parameters):
            return "function", parameters
    raise BadMessage("Functions do not look like this.")


def _is_parameter(parameter: Any) -> bool:
    match parameter:
        case (str(name), int(kind), str() | None):
            return name.isidentifier() and len(name) < 100 and 0 <= kind <= 4
    return False
