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
    """A model that notes what it is shown. Trained on n examples, it is right about the first n test examples; one
    that is `spoilt` by learning is wrong about these, and right about the others."""

    remote_methods = ("fit", "predict")  # what a learner's function may call, wherever it runs

    def __init__(self, spoilt=False):
        self.spoilt, self.shown, self.asked, self.asked_early = spoilt, [], [], False

    def fit(self, X, y):
        self.shown.append((_numbers(X), np.asarray(y).astype(int).tolist()))

    def predict(self, X):
        numbers = _numbers(X)
        self.asked += numbers
        self.asked_early |= not self.shown
        learned = len(self.shown[-1][0]) if self.shown else 0
        return np.array(
            [(_label(n) + ((n - FIRST_TEST < learned) == self.spoilt)) % 3 for n in numbers], dtype=int
        )


class Kind:
    """``kind(rng)`` makes a fresh model, as `learning_curve` wants it, and remembers all of them.

    Like a network, a model draws a number when it is made: its "first weight".
    """

    def __init__(self, spoilt=False):
        self.spoilt, self.made, self.first_weights = spoilt, [], []

    def __call__(self, rng):
        try:
            self.first_weights.append(int(rng.integers(2**31)))
        except AttributeError:
            message = "model(rng) takes the random generator that learning_curve was given"
            raise TypeError(message) from None
        self.made.append(Noting(self.spoilt))
        return self.made[-1]

    def __repr__(self):
        return "<a kind of model>"


def _numbers(X):
    """Which examples these are: each is recognised by its first number."""
    X = np.asarray(X, dtype=float)
    return [] if len(X) == 0 else np.round(X.reshape(len(X), -1)[:, 0]).astype(int).tolist()


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


def curve_own_seed_for_the_order(model, X, y, X_test, y_test, sizes, rng):
    order = np.random.default_rng(0).permutation(len(X))
    return drawn(model, X, y, X_test, y_test, sizes, rng, order=order)


def curve_no_seed_for_the_order(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng, order=np.random.permutation(len(X)))


def curve_own_seed_for_the_models(model, X, y, X_test, y_test, sizes, rng):
    return drawn(lambda _: model(np.random.default_rng(0)), X, y, X_test, y_test, sizes, rng)


def curve_no_seed_for_the_models(model, X, y, X_test, y_test, sizes, rng):
    return drawn(lambda _: model(np.random.default_rng()), X, y, X_test, y_test, sizes, rng)


def curve_made_to_rise(model, X, y, X_test, y_test, sizes, rng):
    return np.maximum.accumulate(drawn(model, X, y, X_test, y_test, sizes, rng))


def curve_without_return(model, X, y, X_test, y_test, sizes, rng):
    drawn(model, X, y, X_test, y_test, sizes, rng)


def curve_last_only(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X, y, X_test, y_test, sizes, rng)[-1]


def curve_returned_at_once(model, X, y, X_test, y_test, sizes, rng):
    """`return` stands inside the loop."""
    return drawn(model, X, y, X_test, y_test, sizes[:1], rng)


def curve_with_sizes(model, X, y, X_test, y_test, sizes, rng):
    return np.array([sizes, drawn(model, X, y, X_test, y_test, sizes, rng)])


def curve_of_pieces(model, X, y, X_test, y_test, sizes, rng):
    order, start = rng.permutation(len(X)), dict(zip(sizes, (0, *sizes), strict=False))
    return drawn(model, X, y, X_test, y_test, sizes, rng, choose=lambda size: order[start[size] : size])


def curve_of_pieces_in_one(model, X, y, X_test, y_test, sizes, rng):
    order, start = rng.permutation(len(X)), dict(zip(sizes, (0, *sizes), strict=False))
    return drawn(
        model, X, y, X_test, y_test, sizes, rng, fresh=False, choose=lambda size: order[start[size] : size]
    )


def curve_of_the_rest(model, X, y, X_test, y_test, sizes, rng):
    """Tested on those examples of X that are left over."""
    order, curve = rng.permutation(len(X)), []
    for size in sizes:
        fresh, chosen, rest = model(rng), order[:size], order[size:]
        fresh.fit(X[chosen], y[chosen])
        curve.append(np.sum(fresh.predict(X[rest]) == y[rest]) / max(len(rest), 1))
    return np.array(curve)


def curve_fitted_to_the_test(model, X, y, X_test, y_test, sizes, rng):
    curve = []
    for _ in sizes:
        fresh = model(rng)
        fresh.fit(X_test, y_test)
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


def curve_with_sets_exchanged(model, X, y, X_test, y_test, sizes, rng):
    return drawn(model, X_test, y_test, X, y, sizes, rng)


def curve_of_several_orders(model, X, y, X_test, y_test, sizes, rng):
    return np.mean([drawn(model, X, y, X_test, y_test, sizes, rng) for _ in range(3)], axis=0)


def curve_of_the_best(model, X, y, X_test, y_test, sizes, rng):
    """Several models for each size, and the best of them on the test."""
    order = rng.permutation(len(X))
    curves = [drawn(model, X, y, X_test, y_test, sizes, rng, order=order) for _ in range(3)]
    return np.max(curves, axis=0)


def curve_fitted_twice(model, X, y, X_test, y_test, sizes, rng):
    order, curve = rng.permutation(len(X)), []
    for size in sizes:
        fresh, chosen = model(rng), order[:size]
        for _ in range(2):
            fresh.fit(X[chosen], y[chosen])
        curve.append(np.mean(fresh.predict(X_test) == y_test))
    return np.array(curve)


def curve_spaced(model, X, y, X_test, y_test, sizes, rng):
    def choose(size):
        return np.linspace(0, len(X) - 1, size).astype(int)

    return drawn(model, X, y, X_test, y_test, sizes, rng, choose=choose)


def curve_asked_too_early(model, X, y, X_test, y_test, sizes, rng):
    order, curve = rng.permutation(len(X)), []
    for size in sizes:
        fresh, chosen = model(rng), order[:size]
        curve.append(np.mean(fresh.predict(X_test) == y_test))
        fresh.fit(X[chosen], y[chosen])
    return np.array(curve)


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


def _called(call, seed, sizes=SIZES, pictures=False, spoilt=False):
    """One call of the answer: what it returns, and the kind that has made its models."""
    kind = Kind(spoilt)
    X, y = _examples(0, POOL, pictures)
    X_test, y_test = _examples(FIRST_TEST, TEST, pictures)
    return call(kind, X, y, X_test, y_test, sizes, Seed(int(seed))), kind


def _asked(call, seed, sizes=SIZES, pictures=False, spoilt=False):
    """One call of the answer: the curve, and the models that were made."""
    curve, kind = _called(call, seed, sizes, pictures, spoilt)
    return np.asarray(curve, dtype=float), kind.made


def _shown(made):
    """The examples of every fit, in order, as lists of numbers."""
    return [numbers for model in made for numbers, _ in model.shown]


def _seed(rng):
    return rng.integers(1_000_000)


def _returns_something(call, rng):
    return "What came back is None." if _called(call, _seed(rng))[0] is None else None


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
        problem = _other_shares(call, rng, sizes, np.array(sizes), pictures=pictures)
        if problem:
            return problem
    return None


def _tells_falling_shares(call, rng):
    """A curve may fall, and is to be shown as it is."""
    return _other_shares(call, rng, SIZES, TEST - np.array(SIZES), spoilt=True)


def _other_shares(call, rng, sizes, right, **settings):
    curve, _ = _asked(call, _seed(rng), sizes, **settings)
    due = right / TEST
    if curve.shape == due.shape and np.abs(curve - due).max() <= 1e-6:
        return None
    return (
        f"A model that is right about {_listed(right)} of {TEST} test examples after learning from "
        f"{_listed(sizes)} must give {_listed(due)}; yours gives {_listed(np.ravel(curve))}."
    )


def _listed(shares):
    return ", ".join(f"{share:g}" for share in np.round(shares, 4))


def _asks_about_the_test(call, rng):
    _, made = _asked(call, _seed(rng))
    known = {n for model in made for n in model.asked if n < FIRST_TEST}
    if known:
        return f"A model was asked about {len(known)} examples of X, not only about those of X_test."
    return None


def _asks_about_the_unknown(call, rng):
    for model in _asked(call, _seed(rng))[1]:
        known = {n for n in model.asked if n < FIRST_TEST and any(n in shown for shown, _ in model.shown)}
        if known:
            return f"A model was asked about {len(known)} examples that it had learned from."
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
        if model.asked_early:
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


def _starts_again(call, rng):
    seed = _seed(rng)
    one, other = (_called(call, seed)[1].first_weights for _ in range(2))
    return (
        None if one == other else "Two generators with the same seed gave the models different first weights."
    )


def _starts_elsewhere(call, rng):
    one, other = (_called(call, seed)[1].first_weights for seed in (_seed(rng), 1_000_000 + _seed(rng)))
    return "Two different seeds gave the models the same first weights." if one and one == other else None


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
        Property("returned", "tested on the unseen", "A curve is returned.", _returns_something),
        Property(
            "one share each",
            "tested on the unseen",
            "There is one share for each size.",
            _has_one_share_for_each_size,
        ),
        Property("between", "tested on the unseen", "All shares lie between 0 and 1.", _stays_between),
        Property("shares", "tested on the unseen", "It is the share of right answers.", _tells_the_shares),
        Property(
            "falling shares",
            "tested on the unseen",
            "It is the share of right answers, of a curve that falls too.",
            _tells_falling_shares,
        ),
        Property(
            "asked",
            "tested on the unseen",
            "Models are asked about test examples only.",
            _asks_about_the_test,
        ),
        Property(
            "unknown",
            "tested on the unseen",
            "No model is asked about what it has learned.",
            _asks_about_the_unknown,
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
        Property("starts again", "fair sizes", "The same seed gives the same first weights.", _starts_again),
        Property(
            "starts elsewhere", "fair sizes", "Another seed gives other first weights.", _starts_elsewhere
        ),
    ),
    mistakes=(
        Mistake(
            "training-accuracy",
            curve_of_training,
            "You tell how well a model does on examples of X, which it may have learned from.",
            "Which examples has no model ever seen?",
            ("shares", "falling shares", "asked", "unknown"),
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
            ("shares", "falling shares", "sizes"),
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
            ("shares", "falling shares"),
        ),
        Mistake(
            "counts",
            curve_of_counts,
            "What you return are no shares: a share of right answers lies between 0 and 1.",
            "Divide what you count by the number of test examples; a mean does so.",
            ("between", "shares", "falling shares"),
        ),
        Mistake(
            "not-fitted",
            curve_not_fitted,
            "Your models are asked, but they have learned from nothing.",
            "Call `fit` on each of them first.",
            ("shares", "falling shares", "trained", "sizes"),
        ),
        Mistake(
            "one-seed",
            curve_own_seed,
            "Every seed gives the same examples and the same first weights: neither comes from `rng`.",
            "Draw from the argument `rng`. With a seed of your own, five runs would be one run.",
            ("differs", "starts elsewhere"),
        ),
        Mistake(
            "no-seed",
            curve_no_seed,
            "The same seed gives other examples and other first weights each time: neither comes from `rng`.",
            "Draw from the argument `rng`, and from nothing else; then a run can be repeated.",
            ("repeats", "starts again"),
        ),
        Mistake(
            "in-place",
            curve_in_place,
            "The curve is right, but the caller's X and y are now in another order.",
            "Pick with `X[order]`, which makes a new array, instead of writing into X and y.",
            ("arguments unchanged",),
        ),
        Mistake(
            "one-seed-for-the-order",
            curve_own_seed_for_the_order,
            "Every seed gives the same examples: the order does not come from `rng`.",
            "Draw the order from the argument `rng`. With a seed of your own, five runs would be one run.",
            ("differs",),
        ),
        Mistake(
            "no-seed-for-the-order",
            curve_no_seed_for_the_order,
            "The same seed gives other examples each time: the order does not come from `rng`.",
            "Draw from the argument `rng`, and from nothing else; then a run can be repeated.",
            ("repeats",),
        ),
        Mistake(
            "one-seed-for-the-models",
            curve_own_seed_for_the_models,
            "The order comes from `rng`, but every seed gives the models the same first weights.",
            "What does `model` draw its first weights from?",
            ("starts elsewhere",),
        ),
        Mistake(
            "no-seed-for-the-models",
            curve_no_seed_for_the_models,
            "The order comes from `rng`, but the first weights are others each time, even with the same seed.",
            "What does `model` draw its first weights from?",
            ("starts again",),
        ),
        Mistake(
            "made-to-rise",
            curve_made_to_rise,
            "A rising curve comes back as it was measured, a falling one does not.",
            "A curve may fall. Return what was measured.",
            ("falling shares",),
        ),
        Mistake(
            "no-return",
            curve_without_return,
            "Your function returns nothing.",
            "What comes after the loop?",
            ("returned", "one share each", "between", "shares", "falling shares"),
        ),
        Mistake(
            "last-only",
            curve_last_only,
            "What you return does not hold one share for each size.",
            "Collect the shares inside the loop, and return all of them after it.",
            ("one share each", "shares", "falling shares"),
        ),
        Mistake(
            "returned-at-once",
            curve_returned_at_once,
            "You do not return one share for each size, and your models did not learn from as many examples as asked.",
            "Does `return` stand inside the loop?",
            ("one share each", "sizes", "shares", "falling shares"),
        ),
        Mistake(
            "more-than-shares",
            curve_with_sizes,
            "What you return does not hold one number for each size, and not all of its numbers are shares.",
            "Return the shares alone, as many as there are sizes.",
            ("one share each", "between", "shares", "falling shares"),
        ),
        Mistake(
            "pieces",
            curve_of_pieces,
            "The sets that your models learn from are not as large as asked, and the smaller is not part of the larger.",
            "How many examples has a slice from one size to the next? Each set begins where the order begins.",
            ("sizes", "nested", "shares", "falling shares"),
        ),
        Mistake(
            "pieces-in-one",
            curve_of_pieces_in_one,
            "One and the same model learns several times, from sets that are not as large as asked.",
            "One fresh model and one `fit` for each size, with all examples of this size at once.",
            ("fresh", "sizes", "nested", "shares", "falling shares"),
        ),
        Mistake(
            "rest",
            curve_of_the_rest,
            "You ask about those examples of X that were not learned from, in place of X_test.",
            "Is that the same test for every size?",
            ("asked", "shares", "falling shares"),
        ),
        Mistake(
            "fitted-to-the-test",
            curve_fitted_to_the_test,
            "Your models learn from test examples, and not from as many as asked.",
            "What may go into `fit`, and how much of it?",
            ("kept away", "sizes", "shares", "falling shares"),
        ),
        Mistake(
            "sets-exchanged",
            curve_with_sets_exchanged,
            "Your models learn from X_test and are asked about X.",
            "Which of the two is unseen?",
            ("asked", "kept away", "shares", "falling shares"),
        ),
        Mistake(
            "several-orders",
            curve_of_several_orders,
            "More models are trained than there are sizes, and their sets are not parts of each other.",
            "One call is one run, with one order. Whoever wants a mean over several runs calls it several times.",
            (
                "sizes",
                "nested",
            ),
        ),
        Mistake(
            "more-models",
            curve_of_the_best,
            "More models are trained than there are sizes.",
            "One model for each size. Whoever picks the best one by the test has learned from the test.",
            ("sizes",),
        ),
        Mistake(
            "fitted-twice",
            curve_fitted_twice,
            "`fit` is called more often than there are sizes, and more than once on the same model.",
            "One fresh model and one `fit` for each size.",
            (
                "fresh",
                "sizes",
            ),
        ),
        Mistake(
            "spaced",
            curve_spaced,
            "Every seed gives the same examples, and the smaller set is not part of the larger.",
            "Draw an order once, from `rng`, and begin at its beginning for every size.",
            (
                "nested",
                "differs",
            ),
        ),
        Mistake(
            "asked-too-early",
            curve_asked_too_early,
            "Your models are asked before they have learned.",
            "In which order do `fit` and `predict` come?",
            ("trained", "shares", "falling shares"),
        ),
    ),
    variants={
        "a list, counted one by one": curve_with_a_list,
        "drawing lots": curve_by_sorting,
        "growing": curve_growing,
    },
)
