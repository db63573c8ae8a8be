"""Exercise `minibatches`: all examples once, in a new order, in small portions, each with its own label."""

from __future__ import annotations

import functools

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, Property, Seed

MANY = 60  # examples: by chance alone no shuffled batch of them looks like an unshuffled one


def minibatches(X, y, size, rng):
    order = rng.permutation(len(X))
    return [
        (X[order[start : start + size]], y[order[start : start + size]]) for start in range(0, len(X), size)
    ]


def cut(X, y, size, order):
    return [(X[order[s : s + size]], y[order[s : s + size]]) for s in range(0, len(order), size)]


def batches_two_orders(X, y, size, rng):
    one, other = rng.permutation(len(X)), rng.permutation(len(X))
    return [(X[one[s : s + size]], y[other[s : s + size]]) for s in range(0, len(X), size)]


def batches_labels_not_shuffled(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[order[s : s + size]], y[s : s + size]) for s in range(0, len(X), size)]


def batches_examples_not_shuffled(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[s : s + size], y[order[s : s + size]]) for s in range(0, len(X), size)]


def batches_shuffled_in_place(X, y, size, rng):
    rng.shuffle(X)
    rng.shuffle(y)
    return batches_in_order(X, y, size, rng)


def batches_one_short(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[order[s : s + size - 1]], y[order[s : s + size - 1]]) for s in range(0, len(X), size)]


def batches_first_only(X, y, size, rng):
    return minibatches(X, y, size, rng)[:1]


def batches_ending_at_size(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[order[s:size]], y[order[s:size]]) for s in range(0, len(X), size)]


def batches_one_more(X, y, size, rng):
    order = rng.permutation(len(X))
    chosen = [order[k * size : (k + 1) * size] for k in range(len(X) // size + 1)]
    return [(X[c], y[c]) for c in chosen]


def batches_short_first(X, y, size, rng):
    order, short = rng.permutation(len(X)), len(X) % size
    return cut(X, y, size, order[:short]) + cut(X, y, size, order[short:])


def batches_overlapping(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[order[s : s + size]], y[order[s : s + size]]) for s in range(len(X))]


def batches_labels_first(X, y, size, rng):
    return [(y_batch, X_batch) for X_batch, y_batch in minibatches(X, y, size, rng)]


def batches_as_rows(X, y, size, rng):
    return minibatches(X.reshape(len(X), -1), y, size, rng)


def batches_two_lists(X, y, size, rng):
    batches = minibatches(X, y, size, rng)
    return [X_batch for X_batch, _ in batches], [y_batch for _, y_batch in batches]


def batches_last_dropped(X, y, size, rng):
    order = rng.permutation(len(X))
    return cut(X, y, size, order[: len(X) // size * size])


def batches_last_filled(X, y, size, rng):
    order = rng.permutation(len(X))
    missing = -len(order) % size
    return cut(X, y, size, np.concatenate([order, np.resize(order, missing)]))


def batches_drawn_again(X, y, size, rng):
    return cut(X, y, size, rng.integers(0, len(X), size=len(X)))


def batches_drawn_for_each(X, y, size, rng):
    """Every batch is drawn afresh from all examples, full each time."""
    return [
        (X[chosen], y[chosen])
        for chosen in (
            rng.choice(len(X), size=min(size, len(X)), replace=False) for _ in range(-(-len(X) // size))
        )
    ]


def batches_in_order(X, y, size, rng):
    return cut(X, y, size, np.arange(len(X)))


def batches_of_neighbours(X, y, size, rng):
    batches = batches_in_order(X, y, size, rng)
    return [batches[k] for k in rng.permutation(len(batches))]


def batches_shuffled_inside(X, y, size, rng):
    return [
        (X[chosen], y[chosen])
        for chosen in (start + rng.permutation(min(size, len(X) - start)) for start in range(0, len(X), size))
    ]


def batches_equal_parts(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[part], y[part]) for part in np.array_split(order, -(-len(X) // size))]


def batches_size_as_number(X, y, size, rng):
    order = rng.permutation(len(X))
    return [(X[part], y[part]) for part in np.array_split(order, size)]


def batches_own_generator(X, y, size, rng):
    return minibatches(X, y, size, np.random.default_rng())


def batches_one_seed(X, y, size, rng):
    return minibatches(X, y, size, np.random.default_rng(0))


def batches_in_place(X, y, size, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return batches_in_order(X, y, size, rng)


def batches_generated(X, y, size, rng):
    order = np.arange(len(X))
    rng.shuffle(order)
    while len(order):
        chosen, order = order[:size], order[size:]
        yield X[chosen], y[chosen]


def batches_by_sorting(X, y, size, rng):
    order = np.argsort(rng.random(len(X)))
    X, y = np.take(X, order, axis=0), np.take(y, order, axis=0)
    cuts = range(size, len(X), size)
    return zip(np.split(X, cuts), np.split(y, cuts), strict=True)


def batches_of_lists(X, y, size, rng):
    pairs = list(zip(X, y, strict=True))
    pairs = [pairs[k] for k in rng.choice(len(pairs), len(pairs), replace=False)]
    batches = []
    for start in range(0, len(pairs), size):
        xs, ys = zip(*pairs[start : start + size], strict=True)
        batches.append([np.array(xs), np.array(ys)])
    return batches


def _data(m, kind="table"):
    """Example k is recognised by its first number, k, and its label is 100 + k."""
    numbers = np.arange(m, dtype=float)
    if kind == "pictures":
        return numbers.reshape(m, 1, 1, 1) + np.zeros((m, 2, 3, 1)), 100 + numbers.reshape(m, 1) + np.zeros(
            (m, 4)
        )
    return np.stack([numbers, -numbers], axis=1), 100 + np.arange(m)


def _seed(rng):
    return Seed(int(rng.integers(1_000_000)))


class NotPairs(Exception):
    """What came back is no list of pairs; the text says what it is instead."""


def _pairs(returned):
    """The pairs of one call. A list of two lists, batches without labels and the like are told as what they are."""
    pairs = list(returned)
    for number, pair in enumerate(pairs, 1):
        if isinstance(pair, np.ndarray) and pair.dtype != object:
            raise NotPairs(
                f"Entry {number} of your {len(pairs)} is an array of shape {pair.shape}; it must be a pair (X_batch, y_batch)."
            )
        if not isinstance(pair, tuple | list | np.ndarray) or len(pair) != 2:
            what = f"a {type(pair).__name__}" + (f" of {len(pair)}" if hasattr(pair, "__len__") else "")
            raise NotPairs(
                f"Entry {number} of your {len(pairs)} is {what}; it must be a pair (X_batch, y_batch)."
            )
    return pairs


def _of_pairs(test):
    """A property's test, with a sentence of its own for what is no list of pairs."""

    @functools.wraps(test)
    def told(call, rng):
        try:
            return test(lambda *arguments: _pairs(call(*arguments)), rng)
        except NotPairs as said:
            return str(said)

    return told


def _first_numbers(batch):
    """The first number of each row of a batch, which may be empty."""
    batch = np.asarray(batch, float)
    return np.array([row.flat[0] for row in batch[:, None]], dtype=int)


def _asked(call, rng, m, size, kind="table"):
    """The batches of one call: which examples (as whole numbers), and which labels."""
    X, y = _data(m, kind)
    batches = list(call(X, y, size, _seed(rng)))
    return [_first_numbers(X_b) for X_b, _ in batches], [_first_numbers(y_b) - 100 for _, y_b in batches]


@_of_pairs
def _keeps_shapes(call, rng):
    for kind in ("table", "pictures"):
        X, y = _data(7, kind)
        for X_b, y_b in call(X, y, 3, _seed(rng)):
            if np.shape(X_b)[1:] != X.shape[1:] or np.shape(y_b)[1:] != y.shape[1:]:
                return (
                    f"X of shape {X.shape} and y of shape {y.shape} gave a batch with the shapes "
                    f"{np.shape(X_b)} and {np.shape(y_b)}: only the first length may change."
                )
    return None


@_of_pairs
def _keeps_pairs(call, rng):
    for m, size, kind in ((10, 4, "table"), (MANY, 8, "pictures")):
        for examples, labels in zip(*_asked(call, rng, m, size, kind), strict=True):
            if len(examples) != len(labels) or (examples != labels).any():
                return f"A batch holds the examples {_listed(examples)} and the labels of the examples {_listed(labels)}."
    return None


def _listed(numbers):
    return ", ".join(map(str, numbers[:6])) + (" …" if len(numbers) > 6 else "")


@_of_pairs
def _goes_on(call, rng):
    for m, size in ((10, 4), (MANY, 7)):
        if len(_asked(call, rng, m, size)[0]) == 1:
            return f"{m} examples in batches of {size} gave a single batch."
    return None


@_of_pairs
def _leaves_nobody_out(call, rng):
    return _left_out(call, rng, ((10, 4), (MANY, 7), (3, 5)))


@_of_pairs
def _leaves_nobody_out_of_full_batches(call, rng):
    return _left_out(call, rng, ((12, 4), (MANY, 10)))


def _left_out(call, rng, asked):
    for m, size in asked:
        examples = _together(_asked(call, rng, m, size)[0])
        left_out = sorted(set(range(m)) - set(examples.tolist()))
        if left_out:
            return f"With {m} examples and batches of {size}, {len(left_out)} of them are in no batch."
    return None


@_of_pairs
def _takes_nobody_twice(call, rng):
    return _twice(call, rng, ((10, 4), (MANY, 7), (3, 5)))


@_of_pairs
def _takes_nobody_twice_into_full_batches(call, rng):
    return _twice(call, rng, ((12, 4), (MANY, 10)))


def _twice(call, rng, asked):
    for m, size in asked:
        examples = _together(_asked(call, rng, m, size)[0]).tolist()
        if len(set(examples)) < len(examples):
            return f"With {m} examples and batches of {size}, some of them come twice."
    return None


def _together(batches):
    return np.concatenate([*batches, np.zeros(0, int)])


@_of_pairs
def _has_no_empty_batch(call, rng):
    return _empty(call, rng, ((12, 4), (10, 4)))


@_of_pairs
def _has_no_empty_batch_of_few(call, rng):
    return _empty(call, rng, ((3, 5),))


def _empty(call, rng, asked):
    for m, size in asked:
        sizes = [len(batch) for batch in _asked(call, rng, m, size)[0]]
        if 0 in sizes:
            return f"{m} examples in batches of {size}: your batches have the sizes {sizes}."
    return None


@_of_pairs
def _has_the_sizes(call, rng):
    for m, size in ((10, 4), (12, 4), (MANY, 7), (3, 5), (5, 1)):
        sizes = [len(batch) for batch in _asked(call, rng, m, size)[0]]
        wanted = [min(size, m - start) for start in range(0, m, size)]
        if sorted(sizes) != sorted(wanted):  # where the short one stands, another property asks
            return f"{m} examples in batches of {size} must have the sizes {wanted}; yours have {sizes}."
    return None


@_of_pairs
def _ends_with_the_short_one(call, rng):
    """Batches that come in a drawn order have the short one at the end in some of so many calls."""
    for _ in range(40):
        if [len(batch) for batch in _asked(call, rng, 9, 4)[0]] != [1, 4, 4]:
            return None
    return "9 examples in batches of 4 must have the sizes [4, 4, 1]; yours have [1, 4, 4]."


@_of_pairs
def _mixes_far_and_near(call, rng):
    for batch in _asked(call, rng, MANY, 10)[0]:
        if len(batch) > 4 and np.ptp(batch) == len(batch) - 1:  # two or three may be neighbours by chance
            return (
                f"A batch holds the neighbours {batch.min()} to {batch.max()} of the file, and nobody else."
            )
    return None


@_of_pairs
def _mixes_inside(call, rng):
    for batch in _asked(call, rng, MANY, 10)[0]:
        if len(batch) == 10 and (np.diff(batch) > 0).all():
            return f"A batch has its examples in the order of the file: {_listed(batch)}."
    batches = _asked(call, rng, MANY, MANY)[0]
    if len(_together(batches)) < MANY:
        return None  # another property speaks about that
    steps = np.diff(_together(batches))
    if len(set(steps.tolist())) < MANY // 4:  # of a drawn order about 45 of 59 steps differ
        return f"Your order follows a pattern: {_listed(_together(batches))}."
    return None


@_of_pairs
def _repeats(call, rng):
    X, y = _data(MANY)
    seed = _seed(rng)
    one, other = (_together([_first_numbers(X_b) for X_b, _ in call(X, y, 8, seed)]) for _ in range(2))
    return None if np.array_equal(one, other) else "Two generators with the same seed gave different batches."


@_of_pairs
def _differs(call, rng):
    X, y = _data(MANY)
    one, other = (
        _together([_first_numbers(X_b) for X_b, _ in call(X, y, 8, Seed(int(seed)))])
        for seed in rng.integers(1_000_000, size=2) + [0, 1_000_000]
    )
    return "Two different seeds gave the same batches." if np.array_equal(one, other) else None


MINIBATCHES = Exercise(
    name="minibatches",
    parts={"pairs": 1, "everybody once": 2, "a new order": 1},
    reference=minibatches,
    insight="One pass through your batches shows every example once, whatever their number.",
    properties=(
        Property(
            "shapes", "pairs", "A batch has the shapes of X and y, but for the first length.", _keeps_shapes
        ),
        Property("pairs", "pairs", "Each example keeps its label.", _keeps_pairs),
        Property("goes on", "everybody once", "There is a batch behind the first one.", _goes_on),
        Property("empty", "everybody once", "No batch is empty.", _has_no_empty_batch),
        Property(
            "empty, few",
            "everybody once",
            "No batch is empty where one batch holds everybody.",
            _has_no_empty_batch_of_few,
        ),
        Property(
            "left out of full",
            "everybody once",
            "Nobody is left out where all batches are full.",
            _leaves_nobody_out_of_full_batches,
        ),
        Property("left out", "everybody once", "Nobody is left out.", _leaves_nobody_out),
        Property(
            "twice in full",
            "everybody once",
            "Nobody comes twice where all batches are full.",
            _takes_nobody_twice_into_full_batches,
        ),
        Property("twice", "everybody once", "Nobody comes twice.", _takes_nobody_twice),
        Property(
            "sizes",
            "everybody once",
            "All batches are full but one, which holds what is left over.",
            _has_the_sizes,
        ),
        Property(
            "short last",
            "everybody once",
            "What is left over is in the last batch.",
            _ends_with_the_short_one,
        ),
        Property("far", "a new order", "A batch holds examples from everywhere.", _mixes_far_and_near),
        Property("inside", "a new order", "Inside a batch the order is new.", _mixes_inside),
        Property("repeats", "a new order", "The same seed gives the same batches.", _repeats),
        Property("differs", "a new order", "Another seed gives other batches.", _differs),
    ),
    mistakes=(
        Mistake(
            "pairs-torn",
            batches_two_orders,
            "Examples and labels do not belong together any more: X and y have come into different orders.",
            "Draw one order, and use it for both.",
            ("pairs",),
        ),
        Mistake(
            "last-dropped",
            batches_last_dropped,
            "What does not fill a whole batch is thrown away.",
            "A last batch may be shorter than the others.",
            ("left out", "sizes"),
        ),
        Mistake(
            "last-filled",
            batches_last_filled,
            "Your last batch is filled up with examples that were there before.",
            "A last batch may be shorter than the others. What does a slice return that reaches past the end?",
            ("twice", "sizes"),
        ),
        Mistake(
            "drawn-again",
            batches_drawn_again,
            "Some examples come twice and others not at all: your batches are not cut from one order.",
            "Draw one order before the loop, in which every number stands once, and cut it into pieces.",
            ("left out of full", "left out", "twice in full", "twice"),
        ),
        Mistake(
            "drawn-for-each",
            batches_drawn_for_each,
            "Every batch is drawn anew from all examples, so some come twice and others not at all, and the last batch is full.",
            "Draw the order once, and cut it into pieces.",
            ("left out of full", "left out", "twice in full", "twice", "sizes"),
        ),
        Mistake(
            "not-shuffled",
            batches_in_order,
            "The examples come in the order of the file.",
            "Draw an order first, from `rng`.",
            ("far", "inside", "differs"),
        ),
        Mistake(
            "batches-shuffled",
            batches_of_neighbours,
            "You shuffled the batches: each of them still holds neighbours of the file, in their old order.",
            "In many files neighbours are alike. Shuffle the examples first, then cut.",
            ("far", "inside"),
        ),
        Mistake(
            "shuffled-inside",
            batches_shuffled_inside,
            "Each batch is shuffled by itself, but it holds neighbours of the file.",
            "Shuffle all examples first, then cut.",
            ("far",),
        ),
        Mistake(
            "equal-parts",
            batches_equal_parts,
            "All are there, but your batches do not have the asked sizes.",
            "Every batch has `size` examples, and the last one has what is left over.",
            ("sizes",),
        ),
        Mistake(
            "own-generator",
            batches_own_generator,
            "The same seed gives other batches each time: the order does not come from `rng` alone.",
            "Draw from the argument `rng`, and from nothing else; then a run can be repeated.",
            ("repeats",),
        ),
        Mistake(
            "one-seed",
            batches_one_seed,
            "Every seed gives the same batches: `rng` is not used.",
            "Draw from the argument `rng`. With a seed of your own, every pass through the data would be the same.",
            ("differs",),
        ),
        Mistake(
            "in-place",
            batches_in_place,
            "The batches are right, but the caller's data are now in another order.",
            "Pick with `X[order]`, which makes a new array, instead of writing into X and y.",
            ("arguments unchanged",),
        ),
        Mistake(
            "no-pairs",
            batches_two_lists,
            "What you return is no list of pairs.",
            "Each entry of the list is one batch: its examples, and their labels.",
            (
                "shapes",
                "pairs",
                "goes on",
                "empty",
                "empty, few",
                "left out of full",
                "left out",
                "twice in full",
                "twice",
                "sizes",
                "short last",
                "far",
                "inside",
                "repeats",
                "differs",
            ),
        ),
        Mistake(
            "labels-first",
            batches_labels_first,
            "In your pairs the labels come first.",
            "The table asks for (X_batch, y_batch).",
            ("shapes", "pairs", "left out of full", "left out"),
        ),
        Mistake(
            "shapes-changed",
            batches_as_rows,
            "Your batches have other shapes than X and y.",
            "`X[chosen]` picks along the first axis and leaves the others as they are.",
            ("shapes",),
        ),
        Mistake(
            "labels-shuffled",
            batches_examples_not_shuffled,
            "The examples stay in the order of the file, and their labels are in another one.",
            "Draw one order, and use it for both.",
            ("pairs", "far", "inside", "differs"),
        ),
        Mistake(
            "shuffled-in-place",
            batches_shuffled_in_place,
            "X and y are shuffled in place: each comes into an order of its own, and the caller's data are changed.",
            "Draw one order of the numbers 0 to m − 1; `X[order]` makes a new array.",
            ("pairs", "arguments unchanged"),
        ),
        Mistake(
            "first-only",
            batches_first_only,
            "You return one batch, and no more.",
            "Where does your `return` stand: inside the loop, or behind it?",
            ("goes on", "left out of full", "left out", "sizes"),
        ),
        Mistake(
            "one-short",
            batches_one_short,
            "Some examples are in no batch, even where all batches could be full.",
            "Where does your order begin and end, and where does each piece of it?",
            ("left out of full", "left out", "sizes"),
        ),
        Mistake(
            "ending-at-size",
            batches_ending_at_size,
            "Some of your batches are empty, and some examples are in none.",
            "`order[4:4]` is empty. Where does the second piece end?",
            ("empty", "left out of full", "left out", "sizes"),
        ),
        Mistake(
            "one-more",
            batches_one_more,
            "All are there, but there is an empty batch too.",
            "How many batches do 12 examples make, if each holds 4?",
            ("empty", "sizes"),
        ),
        Mistake(
            "size-as-number",
            batches_size_as_number,
            "All are there, but not in the number of batches that is needed.",
            "`size` is the number of examples in a batch, not the number of batches.",
            ("empty, few", "sizes"),
        ),
        Mistake(
            "short-first",
            batches_short_first,
            "All are there, but the short batch comes first.",
            "Cut from the beginning: what is left over then stands at the end.",
            ("short last",),
        ),
        Mistake(
            "overlapping",
            batches_overlapping,
            "Your batches overlap: nobody is left out, but some examples come more than once.",
            "The next batch begins where the last one ended. What is the third number of `range`?",
            ("twice in full", "twice", "sizes"),
        ),
    ),
    variants={
        "a generator": batches_generated,
        "sorted random numbers, split": batches_by_sorting,
        "lists of pairs": batches_of_lists,
    },
)
