"""Answers that were written from the students' notebooks alone, without sight of the modelled mistakes.

One file for each notebook. A wrong answer is one that a learner would honestly write first; the words say what is wrong
with it. A right answer is right in a style of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True)
class IndependentAnswer:
    """One answer to one exercise, what it is in a few words, and whether it is right."""

    exercise: str
    words: str
    right: bool
    function: Callable


class Answers:
    """The answers of one notebook, in the order in which they are declared."""

    def __init__(self):
        self.all: list[IndependentAnswer] = []

    def wrong(self, exercise: str, words: str):
        """Declare the function below as a wrong answer to `exercise`."""
        return self._declared(exercise, words, right=False)

    def right(self, exercise: str, words: str):
        """Declare the function below as a right answer to `exercise`."""
        return self._declared(exercise, words, right=True)

    def _declared(self, exercise, words, right):
        if any((other.exercise, other.words) == (exercise, words) for other in self.all):
            raise ValueError(f"{exercise}: two answers are called {words!r}")

        def declare(function):
            self.all.append(IndependentAnswer(exercise, words, right, function))
            return function

        return declare


def answers_of(notebook: str) -> list[IndependentAnswer]:
    """All independent answers to the exercises of one notebook; `notebook` is its id, as "10_softmax"."""
    return import_module(f"{__name__}.notebook_{notebook[:2]}").ANSWERS.all


def answers_to(notebook: str, exercise: str) -> list[IndependentAnswer]:
    """All independent answers to one exercise."""
    return [answer for answer in answers_of(notebook) if answer.exercise == exercise]
