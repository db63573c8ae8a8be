"""Call an answer and say what came of it, without letting it do harm: time limit, caught output, copied arguments.

This is advice in the learner's own notebook, not a wall: hostile code is the grader's business.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import itertools
import linecache
import re
import sys
import time
import traceback
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dlutils.checks.compare import Opaque, canonical, described, difference
from dlutils.checks.delegation import Delegated, is_library, watch
from dlutils.checks.exercise import Function, Seed
from dlutils.checks.limits import OutOfTime, quiet, time_limit

_MAX_MESSAGE = 400  # characters of an exception's message that a report repeats
_MOST_ITEMS = 10_000  # of an iterator


@dataclass(frozen=True)
class Outcome:
    """What a call came to: a value together with the arguments it changed, or an exception, or nothing in time.

    `state` is "value", "raised", "missing", "timeout" or "delegated". `text` explains the last four: the exception's
    message with the learner's own line, or the module that did the work.

    `overflowed` says whether a number overflowed or was undefined on the way; only quiet cases look.

    For a property, `value` is the sentence of its test, `given` holds the arguments of its last call and `returned`
    what came back; `state` may be "unusable", if the test could do nothing with that.
    """

    state: str
    value: Any = None
    changed: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    text: str = ""
    printed: str = ""
    overflowed: bool = False
    given: tuple = ()
    returned: Any = None

    @property
    def error(self) -> str:
        """Name of the exception's own class; `errors` has its base classes too. Empty if nothing was raised."""
        return self.errors[0] if self.errors else ""

    def same_as(self, other: Outcome, tolerance: float, scale: float | None = None) -> bool:
        """Whether two calls came to the same: equal values and changes, or an exception of the same type."""
        if self.state != other.state:
            return False
        if self.state != "value":
            return self.error == other.error
        if (self.changed, self.overflowed) != (other.changed, other.overflowed):
            return False
        return difference(other.value, self.value, tolerance, scale) is None


def fresh(arguments: Mapping[str, Any]) -> list[Any]:
    """Copies of the arguments for one call, so that nothing a call changes reaches the next one."""
    return [_fresh(value) for value in arguments.values()]


def _fresh(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy(order="K")
    if isinstance(value, Seed):
        return np.random.default_rng(value.value)
    if isinstance(value, list | tuple):
        return type(value)(_fresh(item) for item in value)
    if isinstance(value, dict):
        return {key: _fresh(item) for key, item in value.items()}
    return value


class Answer:
    """A learner's function, ready to be judged.

    Parameters
    ----------
    function : callable
    form : callable
        The exercise's `form`, applied to every value.
    needs : tuple of str
        Modules that the answer may use although they would do the exercise.
    seconds : float
        Limit for all calls together.
    watched : bool
        Whether to look for delegation. References and mistakes need no watching.
    """

    def __init__(
        self, function: Callable, form: Callable = lambda value: value, needs=(), seconds=60.0, watched=True
    ):
        self.function, self.form, self.needs, self.watched = function, form, tuple(needs), watched
        self.seconds = self.seconds_left = seconds
        self._own_error: BaseException | None = None
        self._last_call: tuple[tuple, Any] = ((), None)
        self._changed: set[int] = set()

    def outcome(self, arguments: Mapping[str, Any], quiet: bool = False) -> Outcome:
        """Call the function on copies of `arguments`; `quiet`: take notice of what overflows."""
        return self._guarded(lambda: self._call(arguments, quiet))

    def call(self, *arguments: Any) -> Any:
        """Call the function for judging by properties; what it raises passes through.

        Plain results come in the form of `canonical`, generators and other iterators as tuples; anything else, such as
        a model or a function, comes as a `Handle`.
        """
        given = [_fresh(argument) for argument in arguments]
        self._last_call = (arguments, None)
        value = self.run(self.function, given)
        self._last_call = (arguments, canonical(value.thing if isinstance(value, Handle) else value))
        self._changed |= {i for i, now in enumerate(given) if _was_changed(arguments[i], now)}
        return value

    def run(self, function: Callable, arguments: Sequence) -> Any:
        """Call `function`, the answer or something that it returned, and remember what it raises."""
        with self._work_of_its_own(function):
            value = function(*arguments)
            if isinstance(value, Iterator):
                value = _listed(value)
        plain = canonical(value)
        return Handle(self, value) if isinstance(plain, Opaque) else plain

    def property_outcome(self, test: Callable, rng: np.random.Generator, names: Sequence[str]) -> Outcome:
        """Run a property's test; its value is None where the property holds. `names` are those of the arguments."""
        self._last_call, self._changed = ((), None), set()
        outcome = self._guarded(lambda: self._tested(test, rng))
        given, returned = self._last_call
        changed = tuple(names[i] for i in sorted(self._changed))
        return replace(outcome, changed=changed, given=given, returned=returned)

    def work(self, arguments: Mapping[str, Any]) -> Outcome:
        """How many bytecodes one call executes. The first traced call counts too few on Python 3.12 and 3.13."""

        def count():
            _count_bytecodes(self.function, fresh(arguments))
            return Outcome("value", _count_bytecodes(self.function, fresh(arguments)))

        return self._guarded(count)

    @contextlib.contextmanager
    def using(self, functions: Mapping[str, Callable]) -> Iterator[None]:
        """While the block runs, the answer finds `functions` instead of the learner's own, and has its time anew."""
        namespace = getattr(_plain_function(self.function), "__globals__", {})
        before = {name: namespace[name] for name in functions if name in namespace}
        namespace.update(functions)
        self.seconds_left = self.seconds
        try:
            yield
        finally:
            for name in functions:
                namespace.pop(name, None)
            namespace.update(before)

    def _call(self, arguments: Mapping[str, Any], quiet: bool) -> Outcome:
        given, overflows = fresh(arguments), []
        watch_numbers = {"over": "call", "invalid": "call", "divide": "call"} if quiet else {}
        with (
            self._work_of_its_own(self.function),
            np.errstate(**watch_numbers, call=lambda what, _: overflows.append(what)),
        ):
            value = self.function(*given)
        value = canonical(value)
        with contextlib.suppress(
            Exception
        ):  # a wrong spelling stays as it is, and the ladder speaks about it
            value = canonical(self.form(value))
        changed = tuple(
            name for name, now in zip(arguments, given, strict=True) if _was_changed(arguments[name], now)
        )
        return Outcome("value", value, changed, overflowed=bool(overflows))

    def _tested(self, test: Callable, rng: np.random.Generator) -> Outcome:
        """What a property says. If the test itself stumbles, the result was of no use to it."""
        try:
            return Outcome("value", test(self.call, rng))
        except Exception as error:
            if error is self._own_error or isinstance(error, Delegated):
                raise
            returned = self._last_call[1]
            hint = " Is a `return` missing?" if returned is None else ""
            sentence = f"Your function returned {described(returned)}, which is of no use here.{hint}"
            return Outcome("unusable", sentence)

    def _guarded(self, run: Callable[[], Outcome]) -> Outcome:
        """Run, and turn everything that can go wrong into an outcome."""
        started = time.perf_counter()
        with quiet() as printed:
            try:
                with time_limit(self.seconds_left):
                    outcome = run()
            except OutOfTime:
                outcome = Outcome("timeout")
            except Delegated as error:
                outcome = Outcome("delegated", text=error.module)
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # SystemExit too: an answer must not end the notebook
                outcome = self._raised(error)
        self.seconds_left -= time.perf_counter() - started
        if self.seconds_left < 0:  # also when the answer swallowed what was to stop it
            outcome = Outcome("timeout")
        return replace(outcome, printed=printed.getvalue())

    def _raised(self, error: BaseException) -> Outcome:
        """The exception with the learner's own line, and the shapes of the arrays that this line speaks of."""
        code = getattr(_plain_function(self.function), "__code__", None)
        frames = [
            (frame, number)
            for frame, number in traceback.walk_tb(error.__traceback__)
            if frame.f_code.co_filename == getattr(code, "co_filename", "")
            or not is_library(frame.f_code.co_filename)
        ]
        if isinstance(error, NotImplementedError) and frames and frames[-1][0].f_code is code:
            return Outcome("missing")
        text = _message(error)
        if frames:
            text += "\n" + _place(*frames[-1])
        names = tuple(kind.__name__ for kind in type(error).__mro__)
        return Outcome("raised", errors=names, text=text)

    @contextlib.contextmanager
    def _work_of_its_own(self, function: Callable) -> Iterator[None]:
        """Raise `Delegated` if a library does the work of the block; otherwise remember what the block raises."""
        with watch(function, self.needs) if self.watched else contextlib.nullcontext(()) as seen:
            try:
                yield
            except Exception as error:
                if not seen:
                    self._own_error = error
                    raise
        if seen:
            raise Delegated(seen[0])


def _listed(iterator: Iterator) -> Any:
    """What an iterator gives, as a list.

    The time limit stops an endless generator. It cannot stop other iterators, which run outside of Python's own
    code: one that gives too much stays what it is.
    """
    if isinstance(iterator, types.GeneratorType):
        return list(iterator)
    items = list(itertools.islice(iterator, _MOST_ITEMS + 1))
    return items if len(items) <= _MOST_ITEMS else iterator


class Handle:
    """Something with a behaviour that an answer returned. What is called on it is guarded like the answer itself."""

    def __init__(self, answer: Answer, thing: Any):
        self._answer, self.thing = answer, thing

    def __call__(self, *arguments: Any) -> Any:
        return self._answer.run(self.thing, [_fresh(argument) for argument in arguments])

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.thing, name)
        return Handle(self._answer, value) if callable(value) else value


def _plain_function(function: Callable) -> Callable:
    """The function that was written with ``def``, behind a decorator, a partial, a method or a ``__call__``."""
    while isinstance(function, functools.partial):
        function = function.func
    function = inspect.unwrap(function)
    if not hasattr(function, "__code__"):
        function = type(function).__call__
    return getattr(function, "__func__", function)


#: Messages that say little to a beginner, and what they mean.
_IN_PLAIN_WORDS = (
    (
        r"^matmul: .*core dimension",
        "the shapes do not fit for a matrix product: the inner lengths must be equal",
    ),
    (
        r"^shapes .* not aligned",
        "the shapes do not fit for a matrix product: the inner lengths must be equal",
    ),
    (r"bitwise_xor|for \^:", "`^` is no power in Python; a power is written `**`"),
    (
        r"^only (0-dimensional|length-1) arrays can be converted",
        "`float(…)` takes one number; `.item()` takes it out of an array",
    ),
)


def _message(error: BaseException) -> str:
    try:
        text = str(error).strip() or "it has no message"
    except Exception:
        text = "its message cannot be shown"
    text = next((plain for pattern, plain in _IN_PLAIN_WORDS if re.search(pattern, text)), text)
    return text if len(text) <= _MAX_MESSAGE else text[:_MAX_MESSAGE] + " …"


def _place(frame: types.FrameType, number: int) -> str:
    """Where an exception arose: the line, and the shapes of the arrays named in it."""
    linecache.checkcache(frame.f_code.co_filename)
    line = linecache.getline(frame.f_code.co_filename, number).strip()
    text = f"in line {number} of `{frame.f_code.co_name}`" + (f": `{line}`" if line else "")
    words = dict.fromkeys(re.findall(r"\w+", line))
    arrays = {
        word: frame.f_locals[word] for word in words if isinstance(frame.f_locals.get(word), np.ndarray)
    }
    shapes = ", ".join(f"{name} has shape {array.shape}" for name, array in arrays.items())
    return text + (f"\nThere, {shapes}." if shapes else "")


def _was_changed(before: Any, now: Any) -> bool:
    if isinstance(before, Seed):  # a generator is there to be used
        return False
    if type(before) is not type(now):
        return True
    if isinstance(before, np.ndarray):
        return (
            before.shape != now.shape
            or before.dtype != now.dtype
            or not np.array_equal(before, now, equal_nan=before.dtype.kind == "f")
        )
    if isinstance(before, dict):
        return before.keys() != now.keys() or any(_was_changed(before[key], now[key]) for key in before)
    if isinstance(before, list | tuple):
        return len(before) != len(now) or any(map(_was_changed, before, now))
    return before is not now and before != now


def _count_bytecodes(function: Callable, arguments: list[Any]) -> int:
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        if isinstance(frame.f_locals.get("self"), Function):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count
