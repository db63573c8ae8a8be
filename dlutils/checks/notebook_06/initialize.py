"""Exercise `initialize`: first weights by four rules. There is no single right value, so properties are judged."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, Property, Seed

KINDS = ("zero", "small", "xavier", "he")
WIDE = (200, 80)  # 16,000 weights: their standard deviation is known to half a percent
CLOSE = 0.05  # relative; more than six times what chance does
SINGLE, CLOSE_SINGLE = 1600, 0.1  # so many single weights: known to 1.8 percent
TAIL = (0.035, 0.056)  # share of a normal law beyond two standard deviations: 0.0455, give or take chance


def rules(n_in, n_out):
    return {"zero": 0.0, "small": 0.01, "xavier": (2 / (n_in + n_out)) ** 0.5, "he": (2 / n_in) ** 0.5}


def initialize(n_in, n_out, kind, rng):
    return rules(n_in, n_out)[kind] * rng.standard_normal((n_in, n_out))


def spreads(**changed):
    """A wrong answer: normal numbers whose spread follows another formula for the kinds that are named."""

    def answer(n_in, n_out, kind, rng):
        spread = changed[kind](n_in, n_out) if kind in changed else rules(n_in, n_out)[kind]
        return spread * rng.standard_normal((n_in, n_out))

    return answer


def initialize_uniform(n_in, n_out, kind, rng):
    return rules(n_in, n_out)[kind] * 3**0.5 * rng.uniform(-1, 1, (n_in, n_out))


def initialize_positive(n_in, n_out, kind, rng):
    return rules(n_in, n_out)[kind] * rng.random((n_in, n_out))


def initialize_uniform_too_narrow(n_in, n_out, kind, rng):
    return rules(n_in, n_out)[kind] * rng.uniform(-1, 1, (n_in, n_out))


def initialize_transposed(n_in, n_out, kind, rng):
    return rules(n_in, n_out)[kind] * rng.standard_normal((n_out, n_in))


def initialize_own_generator(n_in, n_out, kind, rng):
    return initialize(n_in, n_out, kind, np.random.default_rng())


def initialize_one_seed(n_in, n_out, kind, rng):
    return initialize(n_in, n_out, kind, np.random.default_rng(0))


def initialize_zero_is_small(n_in, n_out, kind, rng):
    return initialize(n_in, n_out, "small" if kind == "zero" else kind, rng)


def initialize_second_if(n_in, n_out, kind, rng):
    """An `if` where `elif` was meant: the last `else` overwrites the first two spreads."""
    return initialize(n_in, n_out, kind if kind == "xavier" else "he", rng)


def initialize_spread_as_mean(n_in, n_out, kind, rng):
    return rng.normal(rules(n_in, n_out)[kind], size=(n_in, n_out))


def initialize_with_normal(n_in, n_out, kind, rng):
    if kind == "zero":
        return np.zeros((n_in, n_out))
    if kind == "small":
        return rng.normal(0, 0.01, size=(n_in, n_out))
    fan = n_in if kind == "he" else (n_in + n_out) / 2
    return rng.normal(scale=np.sqrt((2 if kind == "he" else 1) / fan), size=(n_in, n_out))


def initialize_drawn_turned(n_in, n_out, kind, rng):
    return np.multiply(rng.normal(size=(n_out, n_in)).T, rules(n_in, n_out)[kind])


def initialize_unit_by_unit(n_in, n_out, kind, rng):
    columns = [rules(n_in, n_out)[kind] * rng.standard_normal((n_in, 1)) for _ in range(n_out)]
    return np.concatenate(columns, axis=1)


def initialize_single_precision(n_in, n_out, kind, rng):
    return initialize(n_in, n_out, kind, rng).astype(np.float32)


def _seed(rng):
    return Seed(int(rng.integers(1_000_000)))


def _has_shape(call, rng):
    for kind in KINDS:
        W = call(3, 5, kind, _seed(rng))
        if np.shape(W) != (3, 5):
            return (
                f'For 3 inputs, 5 units and "{kind}" W must have the shape (3, 5), yours has {np.shape(W)}.'
            )
    return None


def _is_zero(call, rng):
    largest = float(np.abs(call(4, 3, "zero", _seed(rng))).max())
    return f'With "zero" all weights must be 0; the largest is {largest:.3g}.' if largest else None


def _spread(call, rng, n_in, n_out, kind):
    return float(np.std(np.asarray(call(n_in, n_out, kind, _seed(rng)))))


def _compared(call, rng, shape, kind):
    """A sentence if the spread of the weights is not that of the rule (also if it is no number)."""
    spread, due = _spread(call, rng, *shape, kind), rules(*shape)[kind]
    if abs(spread / due - 1) < CLOSE:
        return None
    return f'For n_in = {shape[0]}, n_out = {shape[1]} and "{kind}" the standard deviation must be {due:.4f}; yours is {spread:.4f}.'


def _is_small(call, rng):
    return _compared(call, rng, WIDE, "small") or _compared(call, rng, (40, 300), "small")


def _is_xavier(call, rng):
    wrong = _compared(call, rng, WIDE, "xavier")
    if wrong:
        return wrong
    # n_in + n_out + 1 shows only where both are small: many layers with a single weight
    spread = float(np.std([float(np.sum(call(1, 1, "xavier", _seed(rng)))) for _ in range(SINGLE)]))
    if spread == 0 or abs(spread - 1) < CLOSE_SINGLE:  # all alike: that is for `_differs` to say
        return None
    return f'For 1 input, 1 unit and "xavier" the standard deviation must be 1; over {SINGLE} layers yours is {spread:.2f}.'


def _is_he(call, rng):
    return _compared(call, rng, WIDE, "he") or _compared(call, rng, (1, 16_000), "he")


def _follows_a_root(call, rng):
    for kind in ("xavier", "he"):
        narrow, wide = _spread(call, rng, 60, 200, kind), _spread(call, rng, 240, 800, kind)
        if not abs(narrow / wide / 2 - 1) < CLOSE:
            return f'With "{kind}", (60, 200) and (240, 800) have the standard deviations {narrow:.4f} and {wide:.4f}: not half.'
    return None


def _he_ignores_n_out(call, rng):
    few, many = _spread(call, rng, 150, 60, "he"), _spread(call, rng, 150, 240, "he")
    if abs(few / many - 1) < 1.2 * CLOSE:
        return None
    return f'With "he", 150 inputs and 60 or 240 units give the standard deviations {few:.4f} and {many:.4f}: they must be alike.'


def _xavier_treats_both_alike(call, rng):
    one, other = _spread(call, rng, 150, 60, "xavier"), _spread(call, rng, 60, 150, "xavier")
    if abs(one / other - 1) < 1.2 * CLOSE:
        return None
    return f'With "xavier", (150, 60) and (60, 150) have the standard deviations {one:.4f} and {other:.4f}: they must be alike.'


def _is_centred(call, rng):
    for kind in KINDS[1:]:
        W = np.asarray(call(*WIDE, kind, _seed(rng)))
        if not abs(W.mean()) < 0.05 * W.std():  # six times what chance does
            return f'With "{kind}" the mean must be near 0; yours is {W.mean():.4f}, the smallest weight {W.min():.4f}.'
    return None


def _is_normal(call, rng):
    for kind in KINDS[1:]:
        W = np.asarray(call(*WIDE, kind, _seed(rng)))
        share = float(np.mean(np.abs(W - W.mean()) > 2 * W.std()))
        if not TAIL[0] < share < TAIL[1]:
            return f'With "{kind}", {100 * share:.1f} % of the weights lie beyond two standard deviations; of normal numbers 4.6 % do.'
        if np.abs(W).max() < 3 * W.std():
            return f'With "{kind}", none of 16,000 weights lies beyond three standard deviations; of normal numbers some do.'
    return None


def _repeats(call, rng):
    seed = _seed(rng)
    first, second = (np.asarray(call(4, 3, "he", seed)) for _ in range(2))
    return (
        None if np.array_equal(first, second) else "Two generators with the same seed gave different weights."
    )


def _differs(call, rng):
    first, second = (
        np.asarray(call(4, 3, "he", Seed(seed))) for seed in rng.integers(1_000_000, size=2) + [0, 1_000_000]
    )
    return "Two different seeds gave the same weights." if np.array_equal(first, second) else None


def _has_no_clones(call, rng):
    for kind in KINDS[1:]:
        W = np.asarray(call(5, 4, kind, _seed(rng)))
        if W.ndim == 2 and np.all(W == W[:, :1]):
            return f'With "{kind}" all columns are equal: all units start as clones, and stay clones.'
        if len(np.unique(W)) < W.size:
            return f'With "{kind}" some weights are equal: units or inputs would be clones.'
    return None


INITIALIZE = Exercise(
    name="initialize",
    parts={"shape and zero": 1, "spread": 3, "randomness": 1},
    reference=initialize,
    insight="No two units of your layers start as clones, and no signal fades on the first day.",
    properties=(
        Property("shape", "shape and zero", "W has the shape (n_in, n_out).", _has_shape),
        Property("zero", "shape and zero", '"zero" gives zeros.', _is_zero),
        Property(
            "no clones", "randomness", "All weights differ.", _has_no_clones
        ),  # before what clones spoil by chance
        Property(
            "small", "spread", '"small" has the standard deviation 0.01, however wide the layer.', _is_small
        ),
        Property(
            "xavier", "spread", '"xavier" has the standard deviation √(2 / (n_in + n_out)).', _is_xavier
        ),
        Property("he", "spread", '"he" has the standard deviation √(2 / n_in).', _is_he),
        Property(
            "root", "spread", "A layer four times as wide has half the standard deviation.", _follows_a_root
        ),
        Property("fan", "spread", '"he" does not look at n_out.', _he_ignores_n_out),
        Property("alike", "spread", '"xavier" treats n_in and n_out alike.', _xavier_treats_both_alike),
        Property("centred", "spread", "Positive and negative weights are equally frequent.", _is_centred),
        Property("normal", "spread", "The weights are normally distributed.", _is_normal),
        Property("repeats", "randomness", "The same seed gives the same weights.", _repeats),
        Property("differs", "randomness", "Another seed gives other weights.", _differs),
    ),
    mistakes=(
        Mistake(
            "no-root",
            spreads(xavier=lambda i, o: 2 / (i + o), he=lambda i, o: 2 / i),
            'With "xavier" and "he" the spread shrinks like 1/n instead of 1/√n: a root is missing, or it has the wrong place.',
            "2 / n_in is the *variance*. What must be taken of it for the standard deviation?",
            ("xavier", "he", "root"),
        ),
        Mistake(
            "he-no-root",
            spreads(he=lambda i, o: 2 / i),
            'With "he" the spread does not halve when the layer becomes four times as wide: look at the root.',
            "2 / n_in is the *variance*. What must be taken of it for the standard deviation?",
            ("he", "root"),
        ),
        Mistake(
            "xavier-no-root",
            spreads(xavier=lambda i, o: 2 / (i + o)),
            'With "xavier" the spread does not halve when the layer becomes four times as wide: look at the root.',
            "2 / (n_in + n_out) is the *variance*. What must be taken of it for the standard deviation?",
            ("xavier", "root"),
        ),
        Mistake(
            "he-fan-out",
            spreads(he=lambda i, o: (2 / o) ** 0.5),
            'With "he" your spread depends on n_out, the number of units.',
            "A unit adds up as many products as it has *inputs*. Which of the two numbers is that?",
            ("he", "fan"),
        ),
        Mistake(
            "he-factor",
            spreads(he=lambda i, o: (1 / i) ** 0.5),
            'With "he" the spread follows the width as it should, but a constant in the formula is off.',
            "Which number stands above n_in, under the root, and does n_in stand alone below it?",
            ("he",),
        ),
        Mistake(
            "xavier-factor",
            spreads(xavier=lambda i, o: (1 / (i + o)) ** 0.5),
            'With "xavier" the spread follows the widths as it should, but a constant in the formula is off.',
            "Which number stands above n_in + n_out, under the root, and does the sum stand alone below it?",
            ("xavier",),
        ),
        Mistake(
            "both-factors",
            spreads(xavier=lambda i, o: (1 / (i + o)) ** 0.5, he=lambda i, o: (1 / i) ** 0.5),
            'With "xavier" and "he" the spread follows the width as it should, but a constant in the formulas is off.',
            "Which number stands above, under both roots, and what exactly stands below?",
            ("xavier", "he"),
        ),
        Mistake(
            "xavier-one-fan",
            spreads(xavier=lambda i, o: (1 / i) ** 0.5),
            'With "xavier" your spread does not treat n_in and n_out alike. (Some courses do call √(1 / n_in) Xavier; here it is the rule of the paper.)',
            "Both numbers must occur, and as their sum.",
            ("xavier", "alike"),
        ),
        Mistake(
            "xavier-brackets",
            spreads(xavier=lambda i, o: (2 / i + o) ** 0.5),
            'With "xavier" your spread does not treat n_in and n_out alike, nor does it halve in a layer four times as wide.',
            "Read your formula as Python does: division comes before addition. What exactly stands below the fraction bar, and what under the root?",
            ("xavier", "root", "alike"),
        ),
        Mistake(
            "rules-exchanged",
            spreads(xavier=lambda i, o: (2 / i) ** 0.5, he=lambda i, o: (2 / (i + o)) ** 0.5),
            'It looks as if the rules of "xavier" and "he" have changed places: "he" looks at n_out, "xavier" at one side only.',
            "Which of the two needs n_in only?",
            ("xavier", "he", "fan", "alike"),
        ),
        Mistake(
            "small-is-not-small",
            spreads(small=lambda i, o: 0.1),
            'With "small" the standard deviation is not 0.01.',
            "Multiply normal numbers by 0.01, whatever the shape. (0.01 is not the variance, nor a power.)",
            ("small",),
        ),
        Mistake(
            "zero-is-not-zero",
            initialize_zero_is_small,
            'With "zero" your weights are not zero.',
            "`kind` decides: look at the first of the four.",
            ("zero",),
        ),
        Mistake(
            "zero-and-small-overwritten",
            initialize_second_if,
            '"xavier" and "he" are right; with "zero" and "small" your weights have another spread than they should.',
            'Follow your lines one by one with kind = "zero": is the spread still 0 where the numbers are drawn?',
            ("zero", "small"),
        ),
        Mistake(
            "spread-as-mean",
            initialize_spread_as_mean,
            'The weights are not centred on zero, and no kind has its standard deviation; even "zero" gives no zeros.',
            "`rng.normal` takes the mean first. Which of its arguments is the standard deviation?",
            ("zero", "small", "xavier", "he", "root", "centred"),
        ),
        Mistake(
            "uniform",
            initialize_uniform,
            "The spread is right, but the numbers are not normal: large ones are missing or too frequent.",
            "`rng.standard_normal(shape)` draws normal numbers with the standard deviation 1.",
            ("normal",),
        ),
        Mistake(
            "uniform-too-narrow",
            initialize_uniform_too_narrow,
            "Every spread is off and the numbers are not normal, as if they were drawn evenly from an interval.",
            "`rng.standard_normal(shape)` draws normal numbers with the standard deviation 1.",
            ("small", "xavier", "he", "normal"),
        ),
        Mistake(
            "no-negatives",
            initialize_positive,
            "Your weights are not centred on zero: `rng.random` draws from 0 to 1, so that none is negative.",
            "`rng.standard_normal(shape)` draws normal numbers, half of them negative.",
            ("small", "xavier", "he", "centred", "normal"),
        ),
        Mistake(
            "shape",
            initialize_transposed,
            "W does not have the shape (n_in, n_out): a row for each input, a column for each unit.",
            "Look at the docstring: which two lengths does it give, in which order? They hold for all four kinds.",
            ("shape",),
        ),
        Mistake(
            "own-generator",
            initialize_own_generator,
            "The same seed gives other weights each time: the numbers do not come from `rng` alone.",
            "Draw from the argument `rng`, and from nothing else; then a run can be repeated.",
            ("repeats",),
        ),
        Mistake(
            "one-seed",
            initialize_one_seed,
            "Every seed gives the same weights: `rng` is not used.",
            "Draw from the argument `rng`. With a generator of your own, two equal layers would start as twins.",
            ("differs",),
        ),
    ),
    variants={
        "rng.normal": initialize_with_normal,
        "drawn on its side": initialize_drawn_turned,
        "unit by unit": initialize_unit_by_unit,
        "float32": initialize_single_precision,
    },
)
