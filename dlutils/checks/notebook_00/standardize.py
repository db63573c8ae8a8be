"""Exercise `standardize`: every feature gets mean 0 and standard deviation 1, whatever its unit."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def standardize(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


def _standardize_by(mean, std, X):
    return (X - mean) / std, mean, std


def standardize_examples(X):
    std = X.std(axis=0, keepdims=True)
    return _standardize_by(X.mean(axis=0, keepdims=True), np.where(std == 0, 1.0, std), X)


def standardize_everything(X):
    mean, std = np.full((len(X), 1), X.mean()), np.full((len(X), 1), X.std())
    return _standardize_by(mean, np.where(std == 0, 1.0, std), X)


def standardize_ddof(X):
    std = X.std(axis=1, keepdims=True, ddof=1)
    return _standardize_by(X.mean(axis=1, keepdims=True), np.where(std == 0, 1.0, std), X)


def standardize_variance(X):
    std = X.var(axis=1, keepdims=True)
    return _standardize_by(X.mean(axis=1, keepdims=True), np.where(std == 0, 1.0, std), X)


def standardize_without_keepdims(X):
    mean, std = X.mean(axis=1), X.std(axis=1)
    return _standardize_by(mean, np.where(std == 0, 1.0, std), X)


def standardize_zero_division(X):
    return _standardize_by(X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True), X)


def standardize_epsilon(X):
    """Adding 1e-8, or returning the std from before the repair: within the tolerance these are the same."""
    std = X.std(axis=1, keepdims=True) + 1e-8
    return _standardize_by(X.mean(axis=1, keepdims=True), std, X)


def standardize_uncentred(X):
    _, mean, std = standardize(X)
    return X / std, mean, std


def standardize_unscaled(X):
    _, mean, std = standardize(X)
    return X - mean, mean, std


def standardize_in_place(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std[std == 0] = 1.0
    X -= mean
    X /= std
    return X, mean, std


def standardize_flat_statistics(X):
    X_s, mean, std = standardize(X)
    return X_s, mean.ravel(), std.ravel()


def standardize_other_order(X):
    X_s, mean, std = standardize(X)
    return X_s, std, mean


def standardize_without_bracket(X):
    _, mean, std = standardize(X)
    return X - mean / std, mean, std


def standardize_alone(X):
    return standardize(X)[0]


def standardize_least_one(X):
    return _standardize_by(X.mean(axis=1, keepdims=True), np.maximum(X.std(axis=1, keepdims=True), 1.0), X)


def standardize_all_or_none(X):
    std = X.std(axis=1, keepdims=True)
    if (std == 0).any():
        std = np.ones_like(std)
    return _standardize_by(X.mean(axis=1, keepdims=True), std, X)


def standardize_by_range(X):
    spread = X.max(axis=1, keepdims=True) - X.min(axis=1, keepdims=True)
    return _standardize_by(X.mean(axis=1, keepdims=True), np.where(spread == 0, 1.0, spread), X)


def standardize_feature_by_feature(X):
    rows, means, stds = [], [], []
    for row in X:
        mean = sum(row) / len(row)
        std = (sum((x - mean) ** 2 for x in row) / len(row)) ** 0.5 or 1.0
        rows.append([(x - mean) / std for x in row])
        means.append([mean])
        stds.append([std])
    return np.array(rows), np.array(means), np.array(stds)


def standardize_with_newaxis(X):
    mean = np.mean(X, axis=1)[:, np.newaxis]
    spread = np.sqrt(np.mean(np.square(X - mean), axis=1)).reshape(-1, 1)
    spread[spread == 0] = 1
    return [(X - mean) / spread, mean, spread]


def standardize_turned(X):
    features = X.T - X.mean(axis=1)
    std = np.sqrt((features**2).sum(axis=0) / X.shape[1])
    std = np.where(std > 0, std, 1)
    return (features / std).T, X.mean(axis=1, keepdims=True), std[:, None]


def standardize_float32(X):
    return tuple(array.astype(np.float32) for array in standardize(X))


def _draw_standardize(rng, i):
    features, examples = (4, 7) if i == 0 else (5, 5) if i == 1 else (3, 6)
    X = rng.normal(size=(features, examples)) * rng.uniform(0.5, 9, size=(features, 1)) + rng.uniform(
        -20, 20, size=(features, 1)
    )
    if i == 2:
        X[rng.integers(features)] = 3.0
        return case("constant feature", X=X)
    return case("values", X=X)


STANDARDIZE = Exercise(
    name="standardize",
    parts={"values": 2, "constant feature": 1},
    reference=standardize,
    insight="Every feature now has mean 0 and standard deviation 1, and you can undo it.",
    returns=("X_s", "mean", "std"),
    examples=(
        case("values", X=np.array([[1.0, 2.0, 6.0], [10.0, 30.0, 80.0]])),
        case("values", X=np.array([[1.0, 2.0, 6.0], [10.0, 30.0, 80.0], [-4.0, 0.5, 2.0]])),
        case("values", X=np.array([[0.1, 0.4, 0.7], [1.0, 1.5, 2.6]])),  # every standard deviation is below 1
        case("constant feature", X=np.array([[5.0, 5.0, 5.0, 5.0], [0.0, 2.0, 4.0, 10.0]])),
        case("constant feature", X=np.array([[2.0, 2.0, 2.0], [0.1, 0.4, 0.7]])),
    ),
    draw=_draw_standardize,
    draws=3,
    mistakes=(
        Mistake(
            "per-example",
            standardize_examples,
            "Mean and standard deviation run down the columns, so each *example* was standardized, not each feature.",
            "A feature is a row of X. Print `X.mean(axis=0).shape` and `X.mean(axis=1).shape`: which has one per row?",
        ),
        Mistake(
            "one-mean-for-all",
            standardize_everything,
            "You used one mean and one standard deviation for all numbers of X together.",
            "Each feature has its own unit, so each row needs its own mean and its own standard deviation: `axis=1`.",
        ),
        Mistake(
            "ddof-1",
            standardize_ddof,
            "Your standard deviation divides by m − 1; here it divides by m.",
            "In `X.std(…)` that is `ddof=0`, the default.",
        ),
        Mistake(
            "variance",
            standardize_variance,
            "You divided by the variance. The standard deviation is its square root.",
            "`X.std(…)`, or the root of `X.var(…)`.",
        ),
        Mistake(
            "keepdims-lost",
            standardize_without_keepdims,
            "Your mean and standard deviation have shape (n_x,), so they were lined up with the *columns* of X.",
            "Keep them standing: shape (n_x, 1). `keepdims=True` does it.",
        ),
        Mistake(
            "zero-division",
            standardize_zero_division,
            "A feature that never changes has standard deviation 0, and you divided by it.",
            "Where the standard deviation is 0, use 1 instead, and return that 1.",
        ),
        Mistake(
            "std-left-near-zero",
            standardize_epsilon,
            "For a feature that never changes you return a standard deviation of 0, or of a tiny number, not 1. "
            "Whoever standardizes the next example with it divides by that.",
            "Change the entries that are exactly 0 to 1, leave the others alone, and return what you divided by.",
        ),
        Mistake(
            "not-centred",
            standardize_uncentred,
            "You divided by the standard deviation without taking the mean away first.",
            "Two steps: subtract the mean, then divide.",
        ),
        Mistake(
            "not-scaled",
            standardize_unscaled,
            "You took the mean away, but did not divide by the standard deviation.",
            "Two steps: subtract the mean, then divide.",
        ),
        Mistake(
            "in-place",
            standardize_in_place,
            "The numbers are right, but your function changed X itself: whoever called it has lost the original data.",
            "`X -= mean` writes into the caller's array; `X - mean` makes a new one.",
        ),
        Mistake(
            "statistics-are-flat",
            standardize_flat_statistics,
            "X_s is right, but mean and standard deviation are flat: shape (n_x,).",
            "The next patient will be a column. Which shape must the mean have, so that it can be taken away from that?",
        ),
        Mistake(
            "other-order",
            standardize_other_order,
            "All three are right, but the standard deviation comes before the mean.",
            "In which order does the text of the exercise name them?",
        ),
        Mistake(
            "bracket",
            standardize_without_bracket,
            "Only the mean is divided by the standard deviation: a pair of brackets is missing.",
            "`/` comes before `-`. Which of the two must happen first here?",
        ),
        Mistake(
            "only-the-data",
            standardize_alone,
            "You return the standardized data alone; mean and standard deviation are missing.",
            "What does somebody need who wants to treat the next example in the same way?",
        ),
        Mistake(
            "small-std-changed",
            standardize_least_one,
            "You replace every standard deviation below 1 by 1, not only those that are 0.",
            "A feature that is measured in kilometres may vary by 0.01. Which standard deviation can you not divide by?",
        ),
        Mistake(
            "one-zero-changes-all",
            standardize_all_or_none,
            "As soon as one feature never changes, you divide *no* feature by its standard deviation.",
            "The repair belongs to that one feature. What may decide for each entry on its own?",
        ),
        Mistake(
            "range",
            standardize_by_range,
            "You divided by the range, largest minus smallest. The standard deviation is another measure.",
            "It is the root of the mean squared distance from the mean. Which method of an array gives it?",
        ),
    ),
    variants={
        "feature by feature": standardize_feature_by_feature,
        "newaxis and a list": standardize_with_newaxis,
        "turned on its side": standardize_turned,
        "float32": standardize_float32,
    },
)
