"""Two sides that ask each other things over a socket; each may ask while it owes an answer.

The judge asks the submission to call the learner's function. While it waits, the submission may ask the judge to call
a function that was among the arguments. Functions and objects stay where they are: the other side holds a `Remote`.
"""

from __future__ import annotations

import socket
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from dlutils.checks.exercise import Function
from dlutils.grading.inside.codec import MAX_BYTES, BadMessage, decode, encode, handle

_LENGTH = struct.Struct("<Q")
_MAX_NESTED = 20  # questions that wait for each other


class Ended(Exception):
    """The other side is gone."""


class Silent(Exception):
    """The other side did not answer in time."""


class Peer:
    """One end of the line.

    Parameters
    ----------
    line : socket
    serve : callable (question) -> answer
        Answers what the other side asks.
    """

    def __init__(self, line: socket.socket, serve: Callable[[Any], Any]):
        self.line, self.serve = line, serve
        self.deadline: float | None = None  #: moment (`time.monotonic`) at which waiting ends
        self._given: list[Any] = []  # objects of this side that the other holds handles of
        self._taken_back = 0  # so many were given before and are no longer to be used
        self._nested = 0

    def ask(self, question: Any) -> Any:
        """Put a question and wait for its answer; what the other side asks meanwhile is answered.

        Raises
        ------
        Ended, Silent, BadMessage
        """
        self._send(("ask", question))
        while True:
            kind, value = self._receive()
            if kind == "answer":
                return value
            self._heard(kind, value)

    def answer_all(self) -> None:
        """Answer questions until the other side hangs up."""
        while True:
            kind, value = self._receive()
            if kind == "answer":
                raise BadMessage("An answer without a question.")
            self._heard(kind, value)

    def tell(self, what: Any) -> None:
        """Say something that needs no answer."""
        self._send(("tell", what))

    def _heard(self, kind: str, value: Any) -> None:
        if kind == "tell":
            self.serve(value)
        else:
            self._answer(value)

    def _answer(self, question: Any) -> None:
        self._nested += 1
        if self._nested > _MAX_NESTED:
            raise BadMessage("Too many calls wait for each other.")
        try:
            self._send(("answer", self.serve(question)))
        finally:
            self._nested -= 1

    def given(self, number: int) -> Any:
        """The object of this side behind a handle's number."""
        if not 0 <= number - self._taken_back < len(self._given):
            raise BadMessage("There is no such object.")
        return self._given[number - self._taken_back]

    def take_back(self) -> None:
        """Let the other side no longer use what it was given: right functions are lent for one question only."""
        self._taken_back += len(self._given)
        self._given.clear()

    def _give(self, thing: Any) -> bytes:
        """The handle of an object. Only what is callable, or declares its `remote_methods`, can be used from afar."""
        if isinstance(thing, Remote):
            return handle(thing.number, (), mine=False)
        place = next((i for i, other in enumerate(self._given) if other is thing), len(self._given))
        if place == len(self._given):
            self._given.append(thing)
        return handle(self._taken_back + place, _methods_for_others(thing), mine=True)

    def _take(self, number: int, methods: tuple[str, ...], mine: bool) -> Any:
        return self.given(number) if mine else Remote(self, number, methods)

    def _send(self, message: Any) -> None:
        data = encode(message, self._give)
        self._wait_at_most()
        try:
            self.line.sendall(_LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise Silent from None
        except OSError:
            raise Ended from None

    def _receive(self) -> tuple[str, Any]:
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        if length > MAX_BYTES:
            raise BadMessage("The message is too long.")
        message = decode(self._read(length), self._take)
        if type(message) is not tuple or len(message) != 2 or message[0] not in ("ask", "tell", "answer"):
            raise BadMessage("Messages do not look like this.")
        return message

    def _read(self, length: int) -> bytes:
        parts = []
        while length:
            self._wait_at_most()
            try:
                part = self.line.recv(min(length, 1 << 20))
            except TimeoutError:
                raise Silent from None
            except OSError:
                raise Ended from None
            if not part:
                raise Ended
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def _wait_at_most(self) -> None:
        if self.deadline is None:
            return
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Silent
        self.line.settimeout(left)


class Remote(Function):
    """An object of the other side: calling it, or one of its declared methods, asks the other side.

    It is a `Function`, as the functions among an exercise's arguments are, so that the checks treat it as one.
    """

    def __init__(self, peer: Peer, number: int, methods: tuple[str, ...] = (), method: str = ""):
        self.peer, self.number, self.methods, self.method = peer, number, methods, method

    def __call__(self, *arguments: Any) -> Any:
        """Call it there. What it raises there is raised here, as an exception of the same name if Python has one."""
        watchers = sys.gettrace(), sys.getprofile()  # they look at the learner's work, and this is none
        sys.settrace(None)
        sys.setprofile(None)
        try:
            state, value = self.peer.ask(("call", self, self.method, arguments))
        finally:
            sys.settrace(watchers[0])
            sys.setprofile(watchers[1])
        if state == "raised":
            raise exception_named(*value)
        if state == "same":
            if type(value) is not int or not 0 <= value < len(arguments):
                raise BadMessage("There is no such argument.")
            return arguments[value]
        return value

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self.__dict__.get("methods", ()):
            raise AttributeError(f"This object has no {name!r}.")
        return Remote(self.peer, self.number, (), name)

    def __repr__(self) -> str:
        return "<a function of the exercise>"


def _methods_for_others(thing: Any) -> tuple[str, ...]:
    """What the other side may call of an object. From a random generator it may draw whole numbers."""
    if type(thing) is np.random.Generator:
        return ("integers",)
    return tuple(getattr(type(thing), "remote_methods", ()))


def call_given(thing: Any, method: str, arguments: tuple) -> tuple[str, Any]:
    """Answer the question "call": for callable objects, and for methods that an object's class declares."""
    if method not in (_methods_for_others(thing) if method else ("",)):
        raise BadMessage(f"{method!r} is not to be called from afar.")
    try:
        value = (getattr(thing, method) if method else thing)(*arguments)
    except (BadMessage, Ended, Silent):
        raise
    except Exception as error:
        return "raised", (type(error).__name__, str(error)[:400])
    for i, argument in enumerate(arguments):
        if value is argument:  # as in `lambda w: w`: a later change of the one is a change of the other
            return "same", i
    return "value", value


def exception_named(name: str, text: str) -> Exception:
    """An exception of Python's own kind of this name, or a RuntimeError."""
    import builtins

    kind = getattr(builtins, name, None)
    fits = isinstance(kind, type) and issubclass(kind, Exception)
    try:
        return kind(text) if fits else RuntimeError(f"{name}: {text}")
    except TypeError:  # UnicodeError and its like want more than a text
        return RuntimeError(f"{name}: {text}")
