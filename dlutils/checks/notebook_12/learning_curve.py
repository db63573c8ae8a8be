"""Exercise `learning_curve`: how much is gained by more examples, measured fairly.

The kind of model is one that notes what it is shown and asked. Its answers follow a rule (`Noting.predict`), so the
right curve is known, whichever examples the learner's random numbers choose.
"""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, Property, Seed

POOL, TEST, FIRST_TEST = 30, 40, 1000  # examples 0 … 29 to learn from, 1000 … 1039 to be tested on
SIZES = (3, 8, 20)


class Noting:
    """A model that notes what it is shown. Trained on n examples, it is right about the first n test examples."""

    remote_methods = ("fit", "predict")  # what a learner's function may call, wherever it runs

    def __init__(self):
        self.shown, self.asked = [], []

    def fit(self, X, y):
        self.shown.append((_numbers(X), np.asarray(y).astype(int).tolist()))

    def predict(self, X):
        numbers = _numbers(X)
        self.asked += numbers
        learned = len(self.shown[-1][0]) if self.shown else 0
        return np.array([_label(n) if n - FIRST_TEST < learned else (_label(n) + 1) % 3 for n in numbers])


class Kind:
    """``kind(rng)`` makes a fresh model, as `learning_curve` wants it, and remembers all of them."""

    def __init__(self):
        self.made = []

    def __call__(self, rng):
        if rng is None or isinstance(rng, (int, tuple, list, np.ndarray, Kind)):
            raise TypeError("model(rng) takes the random generator that learning_curve was given")
        self.made.append(Noting())
        return self.made[-1]

    def __repr__(self):
        return "<a kind of model>"


def _numbers(X):
    """Which examples these are: each is recognised by its first number."""
    X = np.asarray(X, dtype=float)
    return np.round(X.reshape(len(X), -1)[:, 0]).astype(int).tolist()


def _label(number):
    return (number * 7 // 3) % 3


def _examples(start, m, pictures):
    numbers = np.arange(start, start + m, dtype=float)
    X = np.stack([numbers, -numbers], axis=1)
    y = np.array([_label(int(n)) for n in numbers])
    return (np.repeat(X[:, :1], 6, axis=1).reshape(m, 2, 3, 1) if pictures else X), y


def learning_curve(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng)


def drawn(model, X, y, X_test, y_test, sizes, rng, order=None, fresh=True, choose=None):
    """The right answer; some of the wrong ones below exchange one of its parts."""
    order = rng.permutation(len(X)) if order is None else order
    choose = choose or (lambda size: order[:size])
    one, curve = model(rng), []
    for k, size in enumerate(sizes):
        one = model(rng) if fresh and k else one
        chosen = choose(size)
        one.fit(X[chosen], y[chosen])
        curve.append(np.mean(one.predict(X_test) == y_test))
    return np.array(curve)


def curve_of_training(model, X, y, X_test, y_test, sizes, rng):
    order, curve = rng.permutation(len(X)), []
    for size in sizes:
        fresh, chosen = model(rng), order[:size]
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X[chosen]) == y[chosen]))
    return np.array(curve)


def curve_trained_on_test(model, X, y, X_test, y_test, sizes, rng):
    """All examples in one pot."""
    return drawn(model, np.concatenate([X, X_test]), np.concatenate([y, y_test]), X_test, y_test, sizes, rng)


def curve_of_one_model(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng, fresh=False)


def curve_drawn_anew(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng, choose=lambda size: rng.permutation(len(X))[:size])


def curve_put_back(model, X, y, X_test, y_test, sizes, rng):
    def choose(size):
        return rng.integers(0, len(X), size)

    return drawn(model, X, y, X_test, y_test, sizes, rng, choose=choose)


def curve_put_back_once(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng, order=rng.integers(0, len(X), len(X)))


def curve_in_file_order(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng, order=np.arange(len(X)))


def curve_always_all(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    return drawn(model, X, y, X_test, y_test, sizes, rng, choose=lambda size: order)


def curve_torn(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X[rng.permutation(len(X))], y, X_test, y_test, sizes, rng)


def curve_of_errors(model, X, y, X_test, y_test, sizes, rng):
    return 1 - drawn(model, X, y, X_test, y_test, sizes, rng)


def curve_of_counts(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng) * len(X_test)


def curve_not_fitted(model, X, y, X_test, y_test, sizes, rng):
    return np.array([np.mean(model(rng).predict(X_test) == y_test) for _ in sizes])


def curve_own_seed(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, np.random.default_rng(0))


def curve_no_seed(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, np.random.default_rng())


def curve_in_place(model, X, y, X_test, y_test, sizes, rng):
    order = rng.permutation(len(X))
    X[:], y[:] = X[order], y[order]
    return drawn(model, X, y, X_test, y_test, sizes, rng, order=np.arange(len(X)))


def curve_with_a_list(model, X, y, X_test, y_test, sizes, rng):
    X, y = X[(order := rng.permutation(len(y)))], y[order]
    shares = []
    for n in sizes:
        one = model(rng)
        one.fit(X[:n], y[:n])
        shares.append(
            sum(int(a == b) for a, b in zip(one.predict(X_test), y_test, strict=True)) / len(y_test)
        )
    return shares


def curve_by_sorting(model, X, y, X_test, y_test, sizes, rng):
    """Every example draws a lot; all models are made first."""
    lots = rng.random(len(X))
    ranks = lots.argsort().argsort()
    crowd = [model(rng) for _ in sizes]
    curve = np.empty(len(sizes))
    for i, size in enumerate(sizes):
        among = ranks < size
        crowd[i].fit(X[among], y[among])
        curve[i] = np.count_nonzero(np.equal(crowd[i].predict(X_test), y_test)) / y_test.size
    return curve


def curve_growing(model, X, y, X_test, y_test, sizes, rng):
    """Adds new examples to the old ones, and asks one test example at a time."""
    left = list(range(len(X)))
    rng.shuffle(left)
    taken, curve = [], []
    for size in sizes:
        while len(taken) < size:
            taken.append(left.pop())
        fresh = model(np.random.default_rng(rng.integers(1000)))
        fresh.fit(X[taken], y[taken])
        right = [fresh.predict(X_test[i : i + 1])[0] == y_test[i] for i in range(len(X_test))]
        curve.append(float(np.mean(right)))
    return np.array(curve)


def _asked(call, seed, sizes=SIZES, pictures=False):
    """One call of the answer: the curve, and the models that were made."""
    kind = Kind()
    X, y = _examples(0, POOL, pictures)
    X_test, y_test = _examples(FIRST_TEST, TEST, pictures)
    curve = np.asarray(call(kind, X, y, X_test, y_test, sizes, Seed(int(seed))), dtype=float)
    return curve, kind.made


def _shown(made):
    """The examples of every fit, in order, as lists of numbers."""
    return [numbers for model in made for numbers, _ in model.shown]


def _seed(rng):
    return rng.integers(1_000_000)


def _has_one_share_for_each_size(call, rng):
    for sizes in (SIZES, (5, 25)):
        curve, _ = _asked(call, _seed(rng), sizes)
        if curve.shape != (len(sizes),):
            return (
                f"For {len(sizes)} sizes the result must have shape ({len(sizes)},); yours has {curve.shape}."
            )
    return None


def _stays_between(call, rng):
    for sizes in (SIZES, (5, 25)):
        curve, _ = _asked(call, _seed(rng), sizes)
        if not ((curve >= 0) & (curve <= 1)).all():
            return f"A share lies between 0 and 1; yours are {_listed(np.ravel(curve))}."
    return None


def _tells_the_shares(call, rng):
    for sizes, pictures in ((SIZES, False), ((5, 25), True)):
        curve, _ = _asked(call, _seed(rng), sizes, pictures)
        due = np.array(sizes) / TEST
        if curve.shape != due.shape or np.abs(curve - due).max() > 1e-6:
            return (
                f"A model that is right about {', '.join(map(str, sizes))} of {TEST} test examples after learning from "
                f"as many must give {_listed(due)}; yours gives {_listed(np.ravel(curve))}."
            )
    return None


def _listed(shares):
    return ", ".join(f"{share:g}" for share in np.round(shares, 4))


def _asks_about_the_test(call, rng):
    _, made = _asked(call, _seed(rng))
    known = {n for model in made for n in model.asked if n < FIRST_TEST}
    if known:
        return f"A model was asked about {len(known)} examples of X, not only about those of X_test."
    return None


def _keeps_the_test_away(call, rng):
    for sizes in (SIZES, (10, 20, POOL)):
        _, made = _asked(call, _seed(rng), sizes)
        leaked = {n for numbers in _shown(made) for n in numbers if n >= FIRST_TEST}
        if leaked:
            return f"{len(leaked)} of the test examples were learned from."
    return None


def _trains_fresh_models(call, rng):
    _, made = _asked(call, _seed(rng))
    for model in made:
        if len(model.shown) > 1:
            return f"One and the same model was trained {len(model.shown)} times."
    return None


def _asks_trained_models(call, rng):
    _, made = _asked(call, _seed(rng))
    for model in made:
        if model.asked and not model.shown:
            return "A model was asked before it had learned from anything."
    return None


def _shows_as_many_as_asked(call, rng):
    for sizes in (SIZES, (1, 12, POOL)):
        _, made = _asked(call, _seed(rng), sizes)
        seen = [len(numbers) for numbers in _shown(made)]
        if sorted(seen) != sorted(sizes):
            return (
                f"With sizes {sizes} your models learned from {', '.join(map(str, seen)) or 'no'} examples."
            )
    return None


def _grows_by_adding(call, rng):
    sets = sorted((set(numbers) for numbers in _shown(_asked(call, _seed(rng))[1])), key=len)
    for small, large in zip(sets, sets[1:], strict=False):
        if len(small - large):
            return (
                f"Of the {len(small)} examples of one model, {len(small - large)} are not among the {len(large)} "
                "of the next larger one."
            )
    return None


def _takes_nobody_twice(call, rng):
    for numbers in _shown(_asked(call, _seed(rng), (3, 8, 20, 25))[1]):
        if len(set(numbers)) < len(numbers):
            return f"Among {len(numbers)} examples for one model some come more than once."
    return None


def _keeps_pairs(call, rng):
    for pictures in (False, True):
        for model in _asked(call, _seed(rng), pictures=pictures)[1]:
            for numbers, labels in model.shown:
                if labels != [_label(n) for n in numbers]:
                    return "A model learned from examples with the labels of others."
    return None


def _draws(call, rng):
    for numbers in _shown(_asked(call, _seed(rng))[1]):
        if 5 < len(numbers) < POOL and max(numbers) - min(numbers) == len(set(numbers)) - 1:
            return (
                f"A model learned from the neighbours {min(numbers)} to {max(numbers)} of X, and nobody else."
            )
    return None


def _repeats(call, rng):
    seed = _seed(rng)
    one, other = (_shown(_asked(call, seed)[1]) for _ in range(2))
    return None if one == other else "Two generators with the same seed chose different examples."


def _differs(call, rng):
    one, other = (
        [sorted(numbers) for numbers in _shown(_asked(call, seed)[1]) if len(set(numbers)) < POOL]
        for seed in (_seed(rng), 1_000_000 + _seed(rng))
    )
    return "Two different seeds chose the same examples." if one and one == other else None


LEARNING_CURVE = Exercise(
    name="learning_curve",
    parts={"tested on the unseen": 2, "fair sizes": 2},
    reference=learning_curve,
    insight="You can ask any kind of model what more data would be worth.",
    properties=(
        Property(
            "one share each",
            "tested on the unseen",
            "There is one share for each size.",
            _has_one_share_for_each_size,
        ),
        Property("between", "tested on the unseen", "All shares lie between 0 and 1.", _stays_between),
        Property("shares", "tested on the unseen", "It is the share of right answers.", _tells_the_shares),
        Property(
            "asked",
            "tested on the unseen",
            "Models are asked about test examples only.",
            _asks_about_the_test,
        ),
        Property("kept away", "tested on the unseen", "No model learns from the test.", _keeps_the_test_away),
        Property("fresh", "fair sizes", "Each size has a model of its own.", _trains_fresh_models),
        Property("trained", "fair sizes", "A model learns before it is asked.", _asks_trained_models),
        Property(
            "sizes",
            "fair sizes",
            "Each model learns from as many examples as asked.",
            _shows_as_many_as_asked,
        ),
        Property("nested", "fair sizes", "The smaller set is part of the larger.", _grows_by_adding),
        Property("twice", "fair sizes", "Nobody comes twice.", _takes_nobody_twice),
        Property("pairs", "fair sizes", "Each example keeps its label.", _keeps_pairs),
        Property("drawn", "fair sizes", "The examples are drawn, not taken in a row.", _draws),
        Property("repeats", "fair sizes", "The same seed chooses the same examples.", _repeats),
        Property("differs", "fair sizes", "Another seed chooses others.", _differs),
    ),
    mistakes=(
        Mistake(
            "training-accuracy",
            curve_of_training,
            "You tell how well a model does on examples of X, which it may have learned from.",
            "Which examples has no model ever seen?",
            ("shares", "asked"),
        ),
        Mistake(
            "trained-on-test",
            curve_trained_on_test,
            "Some of the test examples were learned from. What a model has seen tells nothing about the unseen.",
            "What may go into `fit`?",
            ("kept away",),
        ),
        Mistake(
            "one-model",
            curve_of_one_model,
            "One model is trained on and on: at the larger sizes it has learned the smaller ones already.",
            "Where must `model(rng)` stand, so that every size has a model that knows nothing?",
            ("fresh",),
        ),
        Mistake(
            "drawn-anew",
            curve_drawn_anew,
            "Every size has examples of its own. Then a curve may rise or fall by the luck of the draw.",
            "Draw the order once. The larger set is to be the smaller one, and more.",
            ("nested",),
        ),
        Mistake(
            "put-back",
            curve_put_back,
            "For every size examples are drawn and put back: some come twice, and the smaller set is not part of the larger.",
            "`rng.permutation(m)` holds every number once. How often do you need it?",
            ("nested", "twice"),
        ),
        Mistake(
            "put-back-once",
            curve_put_back_once,
            "Some examples come twice, and others can never come: they are drawn and put back.",
            "`rng.permutation(m)` holds every number once.",
            ("twice",),
        ),
        Mistake(
            "file-order",
            curve_in_file_order,
            "You take neighbours of X, in the same way for every seed. Neighbours are often alike.",
            "Draw an order first, from `rng`.",
            ("drawn", "differs"),
        ),
        Mistake(
            "always-all",
            curve_always_all,
            "Your models do not learn from as many examples as asked, and the curve shows it.",
            "How many examples may the model for a size see?",
            ("shares", "sizes"),
        ),
        Mistake(
            "torn",
            curve_torn,
            "Examples and labels do not belong together any more: X and y come in different orders.",
            "Use one order for both.",
            ("pairs",),
        ),
        Mistake(
            "errors",
            curve_of_errors,
            "All choices are right, but what you return is not the share of right answers.",
            "Compare `predict(X_test)` with `y_test`, and take the mean of what is *equal*.",
            ("shares",),
        ),
        Mistake(
            "counts",
            curve_of_counts,
            "What you return are no shares: a share of right answers lies between 0 and 1.",
            "Divide what you count by the number of test examples; a mean does so.",
            ("between", "shares"),
        ),
        Mistake(
            "not-fitted",
            curve_not_fitted,
            "Your models are asked, but they have learned from nothing.",
            "Call `fit` on each of them first.",
            ("shares", "trained", "sizes"),
        ),
        Mistake(
            "one-seed",
            curve_own_seed,
            "Every seed gives the same examples: the order does not come from `rng`.",
            "Draw from the argument `rng`. With a seed of your own, five runs would be one run.",
            ("differs",),
        ),
        Mistake(
            "no-seed",
            curve_no_seed,
            "The same seed gives other examples each time: the order does not come from `rng`.",
            "Draw from the argument `rng`, and from nothing else; then a run can be repeated.",
            ("repeats",),
        ),
        Mistake(
            "in-place",
            curve_in_place,
            "The curve is right, but the caller's X and y are now in another order.",
            "Pick with `X[order]`, which makes a new array, instead of writing into X and y.",
            ("arguments unchanged",),
        ),
    ),
    variants={
        "a list, counted one by one": curve_with_a_list,
        "drawing lots": curve_by_sorting,
        "growing": curve_growing,
    },
)
