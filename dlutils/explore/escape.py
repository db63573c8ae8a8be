"""The numbers behind the saddle race: who leaves after how many steps, and what was said about it before.

The landscape is x² − y² + y⁴/4, a saddle between two valleys, turned by some angle. Everybody starts at
(1, δ) along the saddle's own axes and has left when the distance from the ridge, |y|, is above 1.
"""

import functools
import re

import numpy as np

from dlutils.landscapes import WalledSaddle, escape_time, walk
from dlutils.optimizers import Adam, GradientDescent, Momentum, RMSProp

NAMES = {"G": "gradient descent", "H": "heavy ball", "R": "RMSProp", "A": "Adam"}
RATE = 0.1
FIRST_EXPONENT, LARGEST_EXPONENT = 4, 8
MOST_STEPS = 400
_TINY = 1e-8  # ε far below the slopes on the way, so that it plays no part


def optimizer(letter):
    """A fresh optimizer for one of the letters of `NAMES`, all with the same rate."""
    return {
        "G": lambda: GradientDescent(RATE),
        "H": lambda: Momentum(RATE, momentum=0.9),
        "R": lambda: RMSProp(RATE, rho=0.9, epsilon=_TINY),
        "A": lambda: Adam(RATE, epsilon=_TINY),
    }[letter]()


def saddle(angle):
    """The landscape, turned by so many degrees; at 0 nothing is computed with angles, so nothing is rounded."""
    return WalledSaddle().turned(angle) if angle else WalledSaddle()


def start(angle, exponent):
    """The place (1, 10^−exponent) along the saddle's own axes."""
    return saddle(angle).place((1.0, 10.0**-exponent))


@functools.lru_cache(maxsize=512)
def steps_to_leave(letter, angle, exponent):
    """How many steps one optimizer needs; infinite, if it is not away after 400."""
    return escape_time(saddle(angle), optimizer(letter), start(angle, exponent), max_steps=MOST_STEPS)


def results(angle, exponent):
    """Steps of all four, fastest first: a dict of letter to steps."""
    steps = {letter: steps_to_leave(letter, angle, exponent) for letter in NAMES}
    return dict(sorted(steps.items(), key=lambda item: item[1]))


def path(letter, angle, exponent):
    """The places that one optimizer visits until it has left, of shape (steps + 1, 2)."""
    steps = steps_to_leave(letter, angle, exponent)
    return walk(saddle(angle), optimizer(letter), start(angle, exponent), int(min(steps, MOST_STEPS)))


def read_ranking(text):
    """Read a ranking such as "R A H G".

    Returns
    -------
    str or None
        The four letters in their order; None if the text does not hold each of them exactly once.
    """
    letters = "".join(re.findall(r"[A-Z]", text.upper()))
    return letters if sorted(letters) == sorted(NAMES) else None


def judge_ranking(ranking, angle, exponent):
    """Compare a ranking with the race.

    Returns
    -------
    right : bool
    sentence : str
        Who stands at the right place, and who does not. Those with equal steps share their places.
    """
    steps = results(angle, exponent)
    in_order = list(steps.values())
    wrong = [letter for letter, due in zip(ranking, in_order, strict=True) if steps[letter] != due]
    if not wrong:
        return True, "All four places are right."
    order = " ".join(steps)
    names = ", ".join(NAMES[letter] for letter in wrong)
    places = {2: "Two places are", 3: "Three places are", 4: "All four places are"}[len(wrong)]
    return False, f"{places} different ({names}). The race ended {order}."


def explain(angle):
    """Why the race ended so, in two or three sentences."""
    near = angle % 90
    if min(near, 90 - near) < 0.5:
        return (
            "One axis leads down, the other up. RMSProp and Adam divide each coordinate by the size of its own "
            "slopes, so even the tiniest slope along y makes a step of full length. The offset hardly matters."
        )
    if abs(near - 45) < 0.05:  # at 44° already Adam's equal steps lead off the ridge
        return (
            "Now both coordinates feel the steep way up and the way down mixed, and in equal parts. Dividing each "
            "by its own size takes away nothing of the steep part: the small slope that leads out stays small. "
            "Gradient descent and the heavy ball do not know where the axes point: their steps are as before."
        )
    return (
        "At this angle the two coordinates feel the steep way up in unequal parts. Dividing each by its own size "
        "makes their steps equal, so the walk is pushed off the ridge whatever the offset. Only a ridge that is a "
        "diagonal is different: try 45°."
    )


def slope_per_power(steps):
    """How many steps each further tenth of the offset costs: the slope of a fitted line.

    Parameters
    ----------
    steps : dict of int to float
        The steps for some exponents, at least two.
    """
    exponents, needed = zip(*sorted(steps.items()), strict=True)
    return float(np.polyfit(exponents, needed, 1)[0])
