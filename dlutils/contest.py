"""The contest of notebook 12: five models learn from more and more data, and are tested on the same unseen pictures.

The pictures are drawn shapes in grey, 16 × 16 pixels, because of those there are as many as anybody wants. Every
network gets equally many steps, whatever the amount of data; the two classical models are solved to their end.

``python -m dlutils.contest`` runs all stored contests (a quarter of an hour) and prints
``dlutils/explore/stored_contests.py``.
"""

import warnings

import numpy as np
from threadpoolctl import threadpool_limits

from dlutils.datasets import load_shapes
from dlutils.layers import Dense
from dlutils.models import Sequential
from dlutils.optimizers import Adam

SEEDS = range(5)
SIZES = (50, 200, 800, 3200)  # of the notebook; the stored contests have one more
STORED_SIZES = (*SIZES, 12800)
POOL, TEST = 16000, 1000  # pictures to draw examples from, and unseen ones
STEPS, BATCH, RATE = 600, 32, 0.002
CLASSES = 10

#: What the pictures look like; the shapes are the same.
WORLDS = {
    "pale on dark": {"colours": "bright", "rotation": 20, "place": 1, "scale": (0.24, 0.42)},
    "any two shades": {"colours": "any"},
}
#: The stored contests: the world, and the steps of every network.
CONTESTS = {
    "pale on dark, 600 steps": ("pale on dark", 600),
    "pale on dark, 3,000 steps": ("pale on dark", 3000),
    "any two shades, 600 steps": ("any two shades", 600),
}


def load_grey_shapes(world="pale on dark"):
    """Drawn shapes, one picture per row, with mean 0 and spread 1 over all pixels of the pool.

    Parameters
    ----------
    world : str
        One of `WORLDS`.

    Returns
    -------
    X : ndarray of shape (16000, 256)
    y : ndarray of int, shape (16000,)
    X_test : ndarray of shape (1000, 256)
    y_test : ndarray of int, shape (1000,)
    """
    colour, y = load_shapes(POOL + TEST, size=16, rng=12, **WORLDS[world])
    X = colour.mean(axis=-1).reshape(len(y), -1).astype(float)
    X = (X - X[:POOL].mean()) / X[:POOL].std()
    return X[:POOL], y[:POOL], X[POOL:], y[POOL:]


class Network:
    """A dense network with `fit` and `predict`, trained for a number of *steps*, however many examples there are.

    Parameters
    ----------
    units : int
        Of its hidden layer.
    rng : numpy.random.Generator
        Draws the first weights and the order of the examples.
    """

    def __init__(self, units, rng, steps=STEPS):
        self.rng, self.steps = rng, steps
        hidden = Dense(units, activation="relu", kernel_initializer="he_normal")
        seed = int(rng.integers(2**31))
        self.model = Sequential([hidden, Dense(CLASSES, activation="softmax")], seed=seed, dtype="float64")
        self.model.compile(Adam(RATE), "categorical_crossentropy")

    def fit(self, X, y):
        """Learn from X of shape (m, n) and labels y of shape (m,)."""
        Y, order = np.eye(CLASSES)[y], []
        for _ in range(self.steps):
            if not len(order):
                order = self.rng.permutation(len(X))
            batch, order = order[:BATCH], order[BATCH:]
            self.model.train_on_batch(X[batch], Y[batch])
        return self

    def predict(self, X):
        """The class of each row of X."""
        return self.model.predict(X, batch_size=len(X)).argmax(axis=1)


def logistic_regression(rng):
    """Softmax regression, with a penalty on large weights, for 100 steps of L-BFGS. It draws nothing from rng."""
    from sklearn.linear_model import LogisticRegression

    return _Quiet(LogisticRegression(C=0.1, max_iter=100))


def support_vectors(rng):
    """A support vector machine with Gaussian kernel: a classical rival that bends too. It draws nothing from rng."""
    from sklearn.svm import SVC

    return SVC(C=10)


class _Quiet:
    """A classical model that does not warn when its last digits are still moving."""

    def __init__(self, model):
        self.model, self.predict = model, model.predict

    def fit(self, X, y):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.model.fit(X, y)
        return self


def models(steps=STEPS):
    """The five models by name; each is a function that takes a random generator and returns a fresh model."""
    return {
        "logistic regression": logistic_regression,
        "SVM": support_vectors,
        "net of 8": lambda rng: Network(8, rng, steps),
        "net of 64": lambda rng: Network(64, rng, steps),
        "net of 256": lambda rng: Network(256, rng, steps),
    }


def learning_curve(model, X, y, X_test, y_test, sizes, rng):
    """How well a kind of model does on unseen examples, against the number of examples it learned from.

    Parameters
    ----------
    model : callable
        ``model(rng)`` returns a fresh model with ``fit(X, y)`` and ``predict(X)``, which returns labels.
    X, y : ndarrays of shape (m, ...) and (m,)
        Examples to learn from.
    X_test, y_test : ndarrays
        Examples that no model learns from.
    sizes : sequence of int
        How many examples to learn from; each at most m.
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (len(sizes),)
        The share of test examples that is right. Every smaller set of examples is part of every larger one.
    """
    order = rng.permutation(len(X))
    curve = np.zeros(len(sizes))
    for i, size in enumerate(sizes):
        fresh = model(rng)
        fresh.fit(X[order[:size]], y[order[:size]])
        curve[i] = np.mean(fresh.predict(X_test) == y_test)
    return curve


def curves(model, world="pale on dark", sizes=SIZES, seeds=SEEDS, data=None):
    """The learning curves of one model, one row per seed: an array of shape (seeds, sizes)."""
    data = data or load_grey_shapes(world)
    with threadpool_limits(1):  # small matrices: on a busy machine several threads only wait for each other
        return np.array([learning_curve(model, *data, sizes, np.random.default_rng(seed)) for seed in seeds])


def runs_ahead(found, one, other, size, sizes=SIZES):
    """In how many runs one model is better than another.

    Parameters
    ----------
    found : dict of str to ndarray of shape (seeds, sizes)
        The results of `curves` by name.
    one, other : str
    size : int
        How many examples both have learned from.

    Returns
    -------
    int
    """
    place = tuple(sizes).index(size)
    return int((found[one][:, place] > found[other][:, place]).sum())


def main():
    """Run the stored contests and print the file that holds them."""
    print(
        '"""The results of all stored contests, in shares of right answers. Written by `python -m dlutils.contest`.'
    )
    print('\nOne row per seed, one column for each of `dlutils.contest.STORED_SIZES`.\n"""\n\nSTORED = {')
    for contest, (world, steps) in CONTESTS.items():
        data = load_grey_shapes(world)
        print(f'    "{contest}": {{')
        for name, model in models(steps).items():
            print(f'        "{name}": (', flush=True)
            for row in curves(model, sizes=STORED_SIZES, data=data):
                print(f"            ({', '.join(f'{share:.3f}' for share in row)}),", flush=True)
            print("        ),")
        print("    },")
    print("}")


if __name__ == "__main__":
    main()
