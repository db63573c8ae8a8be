"""What an exercise is: declared once, and used by the learner's check, the autograder, the tests and the sample class.

A declaration holds the right function, arguments in which mistakes show, the mistakes themselves as functions that run,
and right answers in unusual clothes. It decides nothing: `judging` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

UNCHANGED = "arguments unchanged"  #: a property that every answer must have without being told
NO_LOOPS = "no loops"  #: name of the part that is earned when the work does not grow with the examples


@dataclass(frozen=True)
class Case:
    """One call of the answer.

    Parameters
    ----------
    part : str
        The part of the exercise that this case belongs to.
    arguments : mapping of str to value
        The arguments in the order of the signature. They are passed by position, so a learner may rename them.
    scale : float, optional
        Size of the numbers that cancel in this case; errors are measured against it. By default the largest magnitude
        of each right array.
    quiet : bool
        Whether a number that overflows, or is undefined, on the way to the result makes the case fail, even if the
        result is right. Elsewhere NumPy's warnings are no verdict.
    only : tuple of str
        The names (among the exercise's `returns`) of the values that this case looks at; all of them by default. So
        a right cost beside a wrong slope can earn its part.
    """

    part: str
    arguments: Mapping[str, Any]
    scale: float | None = None
    quiet: bool = False
    only: tuple[str, ...] = ()

    def size(self) -> int:
        """How many numbers the arguments hold: reports show the smallest failing case."""
        return sum(
            np.size(value) if isinstance(value, np.ndarray) else 1 for value in self.arguments.values()
        )


def case(part: str, /, **arguments: Any) -> Case:
    """`Case` with its arguments written as in a call."""
    return Case(part, arguments)


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer, as a function that runs.

    Parameters
    ----------
    id : str
        Stable name, counted in the teacher's report: "ddof-1".
    function : callable
        The wrong implementation, with the exercise's signature.
    sentence : str
        What was done: "You divide by m − 1 …". It is shown only when the answer equals this function on every case.
    next_step : str
        What to look at now. It does not give the answer away.
    breaks : tuple of str
        For exercises judged by properties: the properties that this mistake violates, all of them and no other
        (`UNCHANGED` among them). Every answer that breaks exactly these gets the sentence, so it must fit them all.
    """

    id: str
    function: Callable
    sentence: str
    next_step: str
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Property:
    """One thing that must hold for an answer that has no single right value.

    `test(call, rng)` calls the answer through ``call(*arguments)`` and returns None when the property holds, otherwise
    one sentence that says what was seen.
    """

    id: str
    part: str
    sentence: str
    test: Callable[[Callable, np.random.Generator], str | None]


class Function:
    """A function as an argument, given by its source so that a report can show a call that the reader can repeat."""

    def __init__(self, source: str):
        self.source = source
        code = compile(source, "<argument>", "eval")
        self._function = eval(code, {"np": np})  # the sources are the exercises' own

    def __call__(self, *arguments):
        return self._function(*arguments)

    def __repr__(self) -> str:
        return self.source


@dataclass(frozen=True)
class Seed:
    """A random generator as an argument: every call of the answer gets a fresh one, started from `value`."""

    value: int

    def __repr__(self) -> str:
        return f"np.random.default_rng({self.value})"


def _same(value):
    return value


@dataclass(frozen=True)
class Exercise:
    """A graded function.

    Parameters
    ----------
    name : str
        The function's name; also the id of its answer cell ("check_" + name is its test cell).
    parts : mapping of str to float
        Points of each named part. A part is earned when all its cases pass.
    reference : callable
        The right function.
    insight : str
        One sentence shown when everything passes: what the learner can now do.
    examples : tuple of Case
        Fixed arguments: the worked numbers of the text and, for every mistake and every pair of mistakes, one case that
        tells them apart clearly.
    draw : callable (rng, i) -> Case
        Random arguments of kind i = 0 … draws − 1, so that each kind always occurs.
    draws : int
        How many kinds there are.
    properties : tuple of Property
        Instead of `examples` and `draw`, where there is no single right value.
    mistakes : tuple of Mistake
        Each is rejected and named as itself.
    variants : mapping of str to callable
        Right answers in unusual clothes; all earn full marks.
    returns : tuple of str
        Names of the returned values, for messages.
    form : callable
        Turns spellings that mean the same into one: a list of costs into an array, a dict into a tuple.
    tolerance : float
        Allowed error relative to the largest magnitude of the right array.
    needs : tuple of str
        Modules beyond NumPy that the answer may use; anything else of this kind counts as delegation.
    uses : tuple of str
        Earlier answers that this one calls, so that one mistake is not charged twice.
    provides : mapping of str to callable
        The right versions of the functions in `uses`.
    seconds : float
        Time limit for all calls of the answer together.
    no_loops : callable (m) -> mapping of arguments, optional
        Arguments with m examples. If given, a part called "no loops" is earned when the work does not grow with m.
    """

    name: str
    parts: Mapping[str, float]
    reference: Callable
    insight: str
    examples: tuple[Case, ...] = ()
    draw: Callable[[np.random.Generator, int], Case] | None = None
    draws: int = 0
    properties: tuple[Property, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    variants: Mapping[str, Callable] = field(default_factory=dict)
    returns: tuple[str, ...] = ()
    form: Callable[[Any], Any] = _same
    tolerance: float = 1e-6
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    provides: Mapping[str, Callable] = field(default_factory=dict)
    seconds: float = 5.0
    no_loops: Callable[[int], Mapping[str, Any]] | None = None

    @property
    def points(self) -> float:
        """Points of all parts together."""
        return float(sum(self.parts.values()))

    def cases(self, rng: np.random.Generator) -> list[Case]:
        """The fixed examples, then one fresh draw of each kind."""
        return [*self.examples, *(self.draw(rng, i) for i in range(self.draws))]
