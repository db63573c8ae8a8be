"""An invented class: right answers in many clothes, the modelled mistakes, the broken files of real life, attacks.

Nobody in it is real. Every member knows which result they deserve, because it was made to deserve it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from dlutils.checks.exercise import Exercise
from dlutils.grading.judge import Assignment
from dlutils.grading.sample.disorder import disordered, unreadable, unusual
from dlutils.grading.sample.honest import mistaken, right, unfinished
from dlutils.grading.sample.hostile import hostile
from dlutils.grading.sample.maker import Deserved, Maker

_FIRST_NAMES = "Aiko Bram Chidi Dalia Emre Freya Goran Hana Ilya Joana Kofi Lucia Mateo".split()
_LAST_NAMES = "Ardent Bellweather Corvane Dunmarrow Elderkin Fennimore Gladwyn".split()


@dataclass(frozen=True)
class Member:
    """One submission and what it deserves.

    Parameters
    ----------
    student : str
    deed : str
        What this member did, in a few words.
    data : bytes
        The file that is handed in.
    deserved : dict of str to (verdict, mistake, score), or None
        By exercise; None if the file is ungradable.
    """

    student: str
    deed: str
    data: bytes
    deserved: dict[str, Deserved] | None


def sample_class(
    assignment: Assignment, declared: dict[str, Exercise], mistakes: int | None = None, attacks: bool = False
) -> list[Member]:
    """The members of the class.

    Parameters
    ----------
    assignment : Assignment
    declared : dict of str to Exercise
        The exercises of the assignment, in order; at least two.
    mistakes : int, optional
        How many of each exercise's mistakes are made; by default all.
    attacks : bool
        Whether hostile members come too; they may only be graded behind walls.
    """
    maker = Maker(assignment.release, declared)
    honest = itertools.chain(right(maker), mistaken(maker, mistakes), unfinished(maker))
    broken = itertools.chain(disordered(maker), unusual(maker), unreadable(maker))
    names = _invented_names()
    attackers = hostile(maker, few=True) if attacks else ()
    return [Member(names.pop(0), *made) for made in itertools.chain(honest, broken, attackers)]


def _invented_names() -> list[str]:
    """All pairs of a first and a last name, those that are alike far apart."""
    firsts, lasts = len(_FIRST_NAMES), len(_LAST_NAMES)
    pairs = [(i % firsts, (i % firsts + i // firsts) % lasts) for i in range(firsts * lasts)]
    return [f"{_FIRST_NAMES[first]}.{_LAST_NAMES[last]}".lower() for first, last in pairs]
