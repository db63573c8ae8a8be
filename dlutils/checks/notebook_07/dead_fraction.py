"""Exercise `dead_fraction`: which share of the units is off for every example?"""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def dead_fraction(Z):
    return float(np.mean(np.all(Z <= 0, axis=0)))


def dead_zeros(Z):
    return float(np.mean(Z <= 0))


def dead_alive(Z):
    return 1 - dead_fraction(Z)


def dead_examples(Z):
    return float(np.mean(np.all(Z <= 0, axis=1)))


def dead_for_any(Z):
    return float(np.mean(np.any(Z <= 0, axis=0)))


def dead_strictly(Z):
    return float(np.mean(np.all(Z < 0, axis=0)))


def dead_exactly_zero(Z):
    return float(np.mean(np.all(Z == 0, axis=0)))


def dead_count(Z):
    return int(np.sum(np.all(Z <= 0, axis=0)))


def dead_percent(Z):
    return 100 * dead_fraction(Z)


def dead_on_average(Z):
    return float(np.mean(Z.mean(axis=0) <= 0))


def dead_for_the_first(Z):
    return float(np.mean(Z[0] <= 0))


def dead_over_examples(Z):
    return float(np.all(Z <= 0, axis=0).sum() / len(Z))


def dead_mostly(Z):
    return float(np.mean(np.mean(Z <= 0, axis=0) > 0.95))


def dead_units(Z):
    return np.all(Z <= 0, axis=0)


def dead_positive(Z):
    return float(np.mean(np.all(Z > 0, axis=0)))


def dead_zero_or_one(Z):
    """Divided by `//`, cut off by `int`, or `np.all` without an axis: all three say 1 only if all units are dead."""
    return int(np.all(Z <= 0, axis=0).sum() // Z.shape[1])


def dead_of_four(Z):
    return float(np.all(Z <= 0, axis=0).sum() / 4)


def dead_by_maximum(Z):
    return float((Z.max(axis=0) <= 0).mean())


def dead_by_output(Z):
    return (np.maximum(Z, 0).sum(axis=0) == 0).sum() / Z.shape[1]


def dead_not_any(Z):
    return 1 - np.mean(np.any(Z > 0, axis=0))


def dead_with_loops(Z):
    m, n = Z.shape
    dead = 0
    for j in range(n):
        alive = False
        for i in range(m):
            if Z[i, j] > 0:
                alive = True
        dead += not alive
    return dead / n


def _draw_dead(rng, i):
    m, n = [(4, 7), (6, 3), (5, 5), (3, 8)][i]
    Z = -rng.uniform(0.1, 3, size=(m, n)).round(2)
    for j in range(n - 1 - i % 2):  # the last units stay dead
        Z[rng.integers(m), j] = round(rng.uniform(0.1, 9), 2)
    Z[rng.integers(m), n - 1] = 0.0
    return case("values", Z=Z[:, rng.permutation(n)])


DEAD_FRACTION = Exercise(
    name="dead_fraction",
    parts={"values": 2},
    reference=dead_fraction,
    insight="You can count the dead, and you will not call a unit dead because it is off today.",
    examples=(
        case(
            "values",
            Z=np.array([[1.0, -1.0, -2.0, 0.0], [-3.0, -1.0, 0.5, 0.0], [-1.0, -4.0, -1.0, -2.0]]),
        ),
        case(
            "values",
            Z=np.array(
                [
                    [-0.2, -1.0, -0.5, -1.0, 2.0],
                    [-0.2, -3.0, -2.0, -5.0, 1.0],
                    [-0.3, -1.0, -0.5, -1.0, -2.0],
                    [0.001, -2.0, 9.0, -3.0, 3.0],
                    [-0.1, -2.0, -4.0, -0.5, 4.0],
                    [-0.4, -2.0, -2.5, -0.7, 1.0],
                ]
            ),
        ),
        case("values", Z=np.array([[0.0, -1.0, 2.0, -4.0], [0.0, -2.0, 1.0, 3.0]])),
        case("values", Z=np.array([[-1.0, -2.0, -0.5], [-3.0, -1.0, -2.0]])),
        case("values", Z=np.array([[3.0, -2.0, 0.4], [-1.0, 0.5, 2.0], [4.0, 1.0, 0.1]])),
        # The first unit is on for 1 of 200 examples, the others for none.
        case("values", Z=np.array([[-1.0, -2.0, -0.5, -3.0]] * 199 + [[2.0, -1.0, -1.0, -4.0]])),
    ),
    draw=_draw_dead,
    draws=4,
    mistakes=(
        Mistake(
            "share-of-zeros",
            dead_zeros,
            "You took the share of all numbers that are off. Half of a healthy layer is off.",
            "First judge each unit over all examples; then take the share of *units*.",
        ),
        Mistake(
            "alive",
            dead_alive,
            "You return the share of units that are alive.",
            "Which of the two shares is asked for?",
        ),
        Mistake(
            "examples-for-units",
            dead_examples,
            "You looked for examples (rows) that switch every unit off.",
            "A unit is a column of Z. Along which axis do its examples stand?",
        ),
        Mistake(
            "any-for-all",
            dead_for_any,
            "You counted units that are off for *some* example.",
            "Dead means off for how many of the examples?",
        ),
        Mistake(
            "strict",
            dead_strictly,
            "Your comparison is strict: a unit that is exactly 0 for an example counts as alive.",
            "What does ReLU pass on at z = 0?",
        ),
        Mistake(
            "equal-zero",
            dead_exactly_zero,
            "You looked for scores that are exactly 0. Z comes *before* the ReLU.",
            "Which scores does ReLU turn into 0?",
        ),
        Mistake(
            "count",
            dead_count,
            "You return how many units are dead, not which share of them.",
            "By what must the count be divided?",
        ),
        Mistake(
            "percent",
            dead_percent,
            "Your result is a percentage.",
            "Return a share between 0 and 1.",
        ),
        Mistake(
            "on-average",
            dead_on_average,
            "You looked at the mean score of each unit.",
            "One example with a positive score keeps a unit alive, however negative the others are.",
        ),
        Mistake(
            "first-example",
            dead_for_the_first,
            "You looked at the first example only.",
            "Another example may switch the unit on.",
        ),
        Mistake(
            "divided-by-m",
            dead_over_examples,
            "You divided the number of dead units by the number of examples.",
            "A share of the units: how many units are there? `len(Z)` counts rows.",
        ),
        Mistake(
            "mostly-off",
            dead_mostly,
            "You counted units that are off for nearly every example as dead.",
            "One example that switches a unit on is enough to keep it alive.",
        ),
        Mistake(
            "not-averaged",
            dead_units,
            "You return True or False for each unit: right so far, but one number is asked for.",
            "Which share of them is True? The mean of True and False says it.",
        ),
        Mistake(
            "always-on",
            dead_positive,
            "You counted the units that are on for every example.",
            "Turn the comparison round: which scores switch a unit off?",
        ),
        Mistake(
            "zero-or-one",
            dead_zero_or_one,
            "Your result is 1 if all units are dead, and 0 otherwise. A share can lie between them.",
            "Does `np.all` look at each unit by itself? And what do `//` and `int` drop?",
        ),
        Mistake(
            "divided-by-four",
            dead_of_four,
            "You divide the number of dead units by 4, however many units there are.",
            "The worked example has four units. What says how many another Z has?",
        ),
    ),
    variants={
        "largest score": dead_by_maximum,
        "from the output": dead_by_output,
        "not any": dead_not_any,
        "loops": dead_with_loops,
    },
)
