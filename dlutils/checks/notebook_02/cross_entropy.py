"""Exercise `cross_entropy`: −log of the probability that was given to what happened."""

from __future__ import annotations

import math

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case

CERTAIN = 30.0  # a loss above it can only come from a probability of 0, or from the least one that was put in its place


def cross_entropy(a, y):
    return -np.log(np.where(y == 1, a, 1 - a))


def entropy_plain(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def entropy_averaged(a, y):
    return np.mean(cross_entropy(a, y))


def entropy_averaged_plain(a, y):
    return np.mean(entropy_plain(a, y))


def entropy_summed(a, y):
    return np.sum(cross_entropy(a, y))


def entropy_summed_plain(a, y):
    return np.sum(entropy_plain(a, y))


def entropy_without_minus(a, y):
    return np.log(np.where(y == 1, a, 1 - a))


def entropy_without_minus_plain(a, y):
    return -entropy_plain(a, y)


def entropy_one_minus(a, y):
    return -y * np.log(a) + (1 - y) * np.log(1 - a)


def entropy_base_ten(a, y):
    return -np.log10(np.where(y == 1, a, 1 - a))


def entropy_base_ten_plain(a, y):
    return -(y * np.log10(a) + (1 - y) * np.log10(1 - a))


def entropy_base_two(a, y):
    return -np.log2(np.where(y == 1, a, 1 - a))


def entropy_crossed(a, y):
    return -np.log(np.where(y == 1, 1 - a, a))


def entropy_crossed_plain(a, y):
    return -((1 - y) * np.log(a) + y * np.log(1 - a))


def entropy_of_ones(a, y):
    return -y * np.log(a)


def entropy_of_zeros(a, y):
    return -(1 - y) * np.log(1 - a)


def entropy_same_logarithm(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(a))


def entropy_of_a(a, y):
    return -(a * np.log(a) + (1 - a) * np.log(1 - a))


def entropy_exchanged(a, y):
    return entropy_plain(y, a)


def entropy_squared(a, y):
    return (a - y) ** 2


def entropy_half_squared(a, y):
    return (a - y) ** 2 / 2


def entropy_no_logarithm(a, y):
    return 1 - np.where(y == 1, a, 1 - a)


def entropy_clipped_as_keras(a, y):
    return cross_entropy(np.clip(a, 1e-7, 1 - 1e-7), y)


def _kept_from_zero(small):
    def wrong(a, y):
        return -(y * np.log(a + small) + (1 - y) * np.log(1 - a + small))

    return wrong


def entropy_label_forgotten(a, y):
    return -np.log(a)


def entropy_log_of_one(a, y):
    return np.where(y == 1, -np.log(a), -(np.log(1) - a))


def entropy_log_of_one_plain(a, y):
    return -(y * np.log(a) + (1 - y) * (np.log(1) - a))


def entropy_log_of_one_turned(a, y):
    return np.where(y == 1, -np.log(a), -np.log(1) - a)


def entropy_log_of_one_loose(a, y):
    return -y * np.log(a) - (1 - y) * np.log(1) - a


def entropy_log_of_one_alone(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1) - a)


def entropy_repaired_to_zero(a, y):
    return np.nan_to_num(entropy_plain(a, y), posinf=0.0)


def entropy_plus_logarithm(a, y):
    return -(y * np.log(a) + 1 - y * np.log(1 - a))


def entropy_one_minus_chosen(a, y):
    return np.where(y == 1, -np.log(a), np.log(1 - a))


def entropy_of_ones_chosen(a, y):
    return np.where(y == 1, -np.log(a), 0.0)


def entropy_half(a, y):
    return cross_entropy(a, y) / 2


def entropy_of_the_likelier(a, y):
    return -np.log(np.where(a > 0.5, a, 1 - a))


def entropy_with_masks(a, y):
    losses = np.zeros(a.shape)
    losses[y == 1] = -np.log(a[y == 1])
    losses[y == 0] = -np.log(1 - a[y == 0])
    return losses


def entropy_clipped(a, y):
    a = np.clip(a, 1e-15, 1 - 1e-15)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def entropy_with_loop(a, y):
    losses = []
    for probability, label in zip(a.flat, y.flat, strict=True):
        given = probability if label else 1 - probability
        losses.append(math.inf if given == 0 else -math.log(given))
    return np.reshape(losses, a.shape)


def entropy_of_distance(a, y):
    return -np.log1p(-np.abs(a - y))


def entropy_of_power(a, y):
    return np.log(1 / (a**y * (1 - a) ** (1 - y)))


def entropy_by_where(a, y):
    return np.where(y > 0, -np.log(a), -np.log(1 - a))


def entropy_mended(a, y):
    first = np.where(y == 0, 0.0, y * np.log(a))
    second = np.where(y == 1, 0.0, (1 - y) * np.log(1 - a))
    return np.abs(first + second)


def _certain_is_infinite(value):
    """A loss beyond `CERTAIN` counts as infinite: whoever puts 1e-15 in place of 0 gets 34.5."""
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return np.where(value > CERTAIN, np.inf, value) + 0.0  # + 0.0 turns −0 into 0
    return value


def _draw_cross_entropy(rng, i):
    shape = [(1, 6), (3, 2), (5,), (1, 5)][i]
    y = rng.permutation(np.resize([1.0, 0.0, 1.0], shape).ravel()).reshape(shape)
    a = rng.uniform(0.05, 0.95, size=shape).round(3)
    if i < 3:
        return case("values", a=a, y=y)
    a[0, 0] = y[0, 0]
    a[0, 1] = 1 - y[0, 1]
    return case("certainty", a=a, y=y)


CROSS_ENTROPY = Exercise(
    name="cross_entropy",
    parts={"values": 2, "certainty": 1},
    reference=cross_entropy,
    insight="You measure how surprised the neuron was by what happened.",
    form=_certain_is_infinite,
    examples=(
        case("values", a=np.array([[0.9, 0.2, 0.6]]), y=np.array([[1.0, 0.0, 1.0]])),
        case("values", a=np.array([[0.7, 0.1], [0.4, 0.95], [0.02, 0.3]]), y=np.eye(3)[:, :2]),
        case("values", a=np.array([0.05, 0.95, 0.5, 0.25]), y=np.array([1.0, 0.0, 0.0, 1.0])),
        case("certainty", a=np.array([[1.0, 0.0, 0.8]]), y=np.array([[1.0, 0.0, 1.0]])),
        case("certainty", a=np.array([[0.0, 1.0, 0.3]]), y=np.array([[1.0, 0.0, 0.0]])),
    ),
    draw=_draw_cross_entropy,
    draws=4,
    mistakes=(
        Mistake(
            "zero-times-log-zero",
            entropy_plain,
            "Right, except where the neuron is certain: there `0 * np.log(0)` gives nan.",
            "Only one of the two terms counts for each label. How can the other one not be computed at all?",
        ),
        Mistake(
            "averaged",
            entropy_averaged,
            "You return the mean. That is the cost; this exercise asks for one loss per example.",
            "The result has the shape of `a`.",
        ),
        Mistake(
            "averaged-and-nan",
            entropy_averaged_plain,
            "You return the mean, and it is nan as soon as one a is exactly 0 or 1.",
            "First one loss per example, in the shape of `a`; then think about `0 * np.log(0)`.",
        ),
        Mistake(
            "summed",
            entropy_summed,
            "You return the sum over all examples.",
            "One loss per example: the result has the shape of `a`.",
        ),
        Mistake(
            "summed-and-nan",
            entropy_summed_plain,
            "You return the sum over all examples, and it is nan as soon as one a is exactly 0 or 1.",
            "First one loss per example, in the shape of `a`; then think about `0 * np.log(0)`.",
        ),
        Mistake(
            "sign",
            entropy_without_minus,
            "Your losses are negative: the minus is missing.",
            "The logarithm of a probability is never positive. A loss is never negative.",
        ),
        Mistake(
            "sign-and-nan",
            entropy_without_minus_plain,
            "Your losses are negative: the minus is missing. (And where a is exactly 0 or 1 they are nan.)",
            "The logarithm of a probability is never positive. A loss is never negative.",
        ),
        Mistake(
            "one-minus",
            entropy_one_minus,
            "The minus reaches only the first term: for y = 0 your losses are negative.",
            "Put brackets round the sum of both terms, and the minus before them.",
        ),
        Mistake(
            "base-ten",
            entropy_base_ten,
            "You used the logarithm to the base 10; all losses are 2.303 times too small.",
            "The natural logarithm is `np.log`.",
        ),
        Mistake(
            "base-ten-and-nan",
            entropy_base_ten_plain,
            "You used the logarithm to the base 10. (And where a is exactly 0 or 1 the loss is nan.)",
            "The natural logarithm is `np.log`.",
        ),
        Mistake(
            "base-two",
            entropy_base_two,
            "You used the logarithm to the base 2; all losses are 1.443 times too large.",
            "The natural logarithm is `np.log`.",
        ),
        Mistake(
            "labels-crossed",
            entropy_crossed,
            "Your loss is small where the neuron is wrong: a and 1 − a have changed places.",
            "For y = 1, which of the two is the probability of what happened?",
        ),
        Mistake(
            "labels-crossed-and-nan",
            entropy_crossed_plain,
            "Your loss is small where the neuron is wrong: y and 1 − y have changed places.",
            "For y = 1, which of the two terms must be left?",
        ),
        Mistake(
            "only-ones",
            entropy_of_ones,
            "Examples with y = 0 cost nothing: you have only the term for y = 1.",
            "What did the neuron say about an example with y = 0?",
        ),
        Mistake(
            "only-zeros",
            entropy_of_zeros,
            "Examples with y = 1 cost nothing: you have only the term for y = 0.",
            "What did the neuron say about an example with y = 1?",
        ),
        Mistake(
            "same-logarithm",
            entropy_same_logarithm,
            "Both of your terms hold log a, so the label makes no difference.",
            "If a is the probability of a 1, which one is the probability of a 0?",
        ),
        Mistake(
            "without-labels",
            entropy_of_a,
            "Your loss does not look at the labels: a stands where y belongs.",
            "The factors before the two logarithms are y and 1 − y.",
        ),
        Mistake(
            "exchanged",
            entropy_exchanged,
            "a and y have changed places: you take the logarithm of the label.",
            "The logarithm belongs to the probability.",
        ),
        Mistake(
            "squared-error",
            entropy_squared,
            "That is the squared error.",
            "Take the logarithm of the probability that was given to what happened.",
        ),
        Mistake(
            "half-squared-error",
            entropy_half_squared,
            "That is half of the squared error.",
            "Take the logarithm of the probability that was given to what happened.",
        ),
        Mistake(
            "no-logarithm",
            entropy_no_logarithm,
            "That is the distance of the probability from 1: the logarithm is missing.",
            "With your loss, a neuron that is certain and wrong pays only 1.",
        ),
        Mistake(
            "too-kind-to-certainty",
            entropy_clipped_as_keras,
            "You keep a away from 0 and 1 by 1e-7, so a neuron that is certain and wrong pays only 16.1.",
            "The loss there must be inf, or more than 30. How near to 0 would a have to be for that?",
        ),
        *(
            Mistake(
                f"kept-from-zero-by-{small:.0e}",
                _kept_from_zero(small),
                f"A small number, {small:.0e}, keeps the logarithm away from 0, so a neuron that is certain and "
                f"wrong pays only {-math.log(small):.1f}.",
                "The loss there must be inf, or more than 30. Must anything be added, if you choose first and take "
                "the logarithm afterwards?",
            )
            for small in (1e-6, 1e-8, 1e-9, 1e-10, 1e-12)
        ),
        Mistake(
            "label-forgotten",
            entropy_label_forgotten,
            "You return −log a for every example: the label does not occur.",
            "If a is the probability of a 1, which one is the probability of a 0?",
        ),
        Mistake(
            "log-of-one",
            entropy_log_of_one,
            "For y = 0 you return a: `np.log(1) - a` closes its bracket too early, and log 1 is 0.",
            "Which whole expression belongs inside the logarithm?",
        ),
        Mistake(
            "log-of-one-and-nan",
            entropy_log_of_one_plain,
            "For y = 0 you return a (nan where a is 0): `np.log(1) - a` closes its bracket too early, and log 1 is 0.",
            "Which whole expression belongs inside the logarithm?",
        ),
        Mistake(
            "log-of-one-turned",
            entropy_log_of_one_turned,
            "For y = 0 you return −a: `np.log(1) - a` closes its bracket too early, and log 1 is 0.",
            "Which whole expression belongs inside the logarithm?",
        ),
        Mistake(
            "log-of-one-loose",
            entropy_log_of_one_loose,
            "`np.log(1) - a` closes its bracket too early: log 1 is 0, and a is subtracted from every loss.",
            "Which whole expression belongs inside the logarithm?",
        ),
        Mistake(
            "log-of-one-minus-a",
            entropy_log_of_one_alone,
            "`np.log(1) - a` closes its bracket too early: log 1 is 0, and a is added to every loss.",
            "Which whole expression belongs inside the logarithm?",
        ),
        Mistake(
            "infinity-removed",
            entropy_repaired_to_zero,
            "Where the neuron is certain and wrong, you replace the infinite loss by 0: as if it were right.",
            "Repair `0 * np.log(0)` alone; an honest inf may stay.",
        ),
        Mistake(
            "bracket",
            entropy_plus_logarithm,
            "A pair of brackets is missing: you computed … + 1 − y log(1 − a).",
            "The factor is the whole of (1 − y).",
        ),
        Mistake(
            "one-minus-chosen",
            entropy_one_minus_chosen,
            "For y = 1 your losses are right; for y = 0 they are negative: the minus is missing there.",
            "A loss is never negative. Where does the minus stand, so that it reaches both labels?",
        ),
        Mistake(
            "only-ones-chosen",
            entropy_of_ones_chosen,
            "For y = 1 your losses are right; examples with y = 0 cost nothing.",
            "What did the neuron say about an example with y = 0?",
        ),
        Mistake(
            "half",
            entropy_half,
            "Your losses are half of the right ones.",
            "A factor ½ stands before some squared errors. Is there a square in this loss?",
        ),
        Mistake(
            "prediction-for-label",
            entropy_of_the_likelier,
            "You choose between a and 1 − a by the prediction, so a wrong neuron pays as little as a right one.",
            "What happened is in y. Which of the two arrays must decide?",
        ),
    ),
    variants={
        "masks": entropy_with_masks,
        "clipped far out": entropy_clipped,
        "a loop": entropy_with_loop,
        "distance": entropy_of_distance,
        "likelihood": entropy_of_power,
        "where": entropy_by_where,
        "mended terms": entropy_mended,
    },
)
