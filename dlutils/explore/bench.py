"""The numbers behind the rectifier bench: one hidden layer of 64 units, trained on digits, and who of them dies."""

import functools

import numpy as np

from dlutils import datasets
from dlutils.rectifiers import first_parameters, watch

UNITS, STEPS, EVERY = 64, 300, 6
NAMES = {"relu": "ReLU", "leaky_relu": "Leaky ReLU", "elu": "ELU"}
CLOSE = 6  # a prediction that is off by so many units is right
MOST_RATE = 3.0
_TRAINING = 1437  # four fifths of the digits


@functools.cache
def digits(standardized=False):
    """The 1,797 small digits, shuffled and divided: X, y to train on, and X, y held back.

    Pixels run from 0 to 1; standardized, each has mean 0 and spread 1 among the training digits.
    """
    images, labels, _ = datasets.load_digits()
    order = np.random.default_rng(0).permutation(len(images))
    X, y = images[order].reshape(len(images), -1) / images.max(), labels[order]
    if standardized:
        mean, std = X[:_TRAINING].mean(axis=0), X[:_TRAINING].std(axis=0)
        X = (X - mean) / np.where(std == 0, 1, std)
    return X[:_TRAINING], y[:_TRAINING], X[_TRAINING:], y[_TRAINING:]


@functools.lru_cache(maxsize=64)
def run(activation, rate, standardized=False):
    """Train for 300 steps and watch: a `dlutils.rectifiers.Watched`, the same one every time."""
    parameters = first_parameters(64, UNITS, 10, seed=0)
    return watch(digits(standardized), activation, rate, parameters, steps=STEPS, every=EVERY)


def dead(activation, rate, standardized=False):
    """How many of the 64 units have no gradient left after the last step."""
    return round(UNITS * run(activation, rate, standardized).dead[-1])


def dim(activation, rate, standardized=False):
    """How many units live on a small slope only: no training example meets one of 1/2 or more."""
    slopes = run(activation, rate, standardized).slopes[-1]
    return int((slopes < 0.5).sum()) - dead(activation, rate, standardized)


def accuracy(activation, rate, standardized=False):
    """The share of the held-back digits that is recognised after the last step."""
    return float(run(activation, rate, standardized).accuracy[-1])


def units_off(typed, activation, rate, standardized=False):
    """By how many units a prediction missed."""
    return abs(typed - dead(activation, rate, standardized))


def judge_count(typed, activation, rate, standardized=False):
    """Whether a predicted number of dead units is right, give or take a few."""
    return units_off(typed, activation, rate, standardized) <= CLOSE


def roughly(activation, rate, standardized=False):
    """How many lamps are out, in words that do not depend on a single unit."""
    share = dead(activation, rate, standardized) / UNITS
    for limit, words in ((0.11, "nearly none"), (0.4, "some"), (0.6, "about half"), (0.9, "most")):
        if share < limit:
            return words
    return "nearly all"


def explain(activation, rate, standardized=False):
    """What happened, in two or three sentences."""
    out, weak = dead(activation, rate, standardized), dim(activation, rate, standardized)
    if out + weak <= UNITS / 10 and accuracy(activation, rate, standardized) < 0.9:
        return (
            "Nobody is dead, and yet the network reads badly: the steps are too long, and its numbers grow and grow. "
            "Leaky ReLU and ELU do not help much against that; a smaller rate does."
        )
    if activation == "leaky_relu":
        if weak > UNITS / 10:
            return (
                f"Nobody is dead: slope 0.01 always lets something through. But {weak} units are dim: for every "
                "digit they are on their negative side, where a gradient counts a hundredth."
            )
        return "Nobody is dead, and hardly any unit is dim: at this rate there was nothing to repair."
    if out <= UNITS / 10:
        reason = (
            "The pixels are standardized: some are negative, so one step can hardly push a unit below zero for every digit."
            if standardized
            else "The steps are small enough. Those few lamps were out, or nearly out, from the start."
        )
        return f"Nearly all lamps stay lit. {reason}"
    cause = (
        "No pixel is negative, so one long step can lower all weights of a unit together, and its score falls below "
        "zero for every digit. "
        if not standardized
        else "A step threw the scores of these units far below zero. "
    )
    if activation == "elu":
        return (
            cause
            + f"There the slope of ELU is eᶻ, as good as nothing: {out} units get no gradient worth the name."
        )
    if out > 0.9 * UNITS:
        return (
            cause
            + "With nearly everybody out, the network says the same about every picture: it can only guess."
        )
    return (
        cause + "A lamp that is out never comes back: no gradient, no step. The others carry on without it."
    )
