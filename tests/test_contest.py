"""The contest of notebook 12: a fair learning curve, equal steps, and stored results that the code still gives."""

import runpy

import numpy as np
import pytest

from dlutils import contest
from dlutils.explore import stored_contests
from dlutils.explore.stored_contests import STORED


@pytest.fixture(scope="module")
def data():
    return {world: contest.load_grey_shapes(world) for world in contest.WORLDS}


class Remembers:
    """Notes which examples it learned from; right about as many test examples."""

    made = []

    def __init__(self, rng):
        self.made.append(self)

    def fit(self, X, y):
        assert (X[:, 0] == y).all(), "each example with its label"
        self.seen = X[:, 0].tolist()

    def predict(self, X):
        return np.where(np.arange(len(X)) < len(self.seen), 7, -1)


def test_the_learning_curve_is_fair():
    Remembers.made = []
    y = np.arange(30)
    X = np.stack([y, y], axis=1)
    curve = contest.learning_curve(
        Remembers, X, y, np.zeros((50, 2)), np.full(50, 7), (5, 10, 20), np.random.default_rng(1)
    )
    assert np.allclose(curve, [0.1, 0.2, 0.4])
    small, medium, large = (set(model.seen) for model in Remembers.made)
    assert small < medium < large and (len(small), len(large)) == (5, 20) and large != set(range(20))


def test_every_network_takes_equally_many_steps(monkeypatch):
    steps = []
    for m in (10, 100):
        net = contest.Network(3, np.random.default_rng(0), steps=17)
        monkeypatch.setattr(net.model, "train_on_batch", lambda X, Y: steps.append(len(X)))
        net.fit(np.zeros((m, 4)), np.zeros(m, int))
    assert len(steps) == 2 * 17 and steps[:17] == [10] * 17 and steps[17:21] == [32, 32, 32, 4]


def test_a_network_learns_and_two_seeds_differ(data):
    X, y, X_test, y_test = data["pale on dark"]
    nets = [contest.Network(16, np.random.default_rng(seed), steps=200) for seed in (0, 0, 1)]
    for net in nets:
        net.fit(X[:400], y[:400])
    said = [net.predict(X_test) for net in nets]
    assert np.mean(said[0] == y_test) > 0.3  # guessing names 0.1
    assert np.array_equal(said[0], said[1]) and not np.array_equal(said[0], said[2])


@pytest.mark.parametrize("world", contest.WORLDS)
def test_pictures_are_scaled_and_the_test_is_apart(data, world):
    X, y, X_test, y_test = data[world]
    assert X.shape == (contest.POOL, 256) and X_test.shape == (contest.TEST, 256)
    assert X.mean() == pytest.approx(0, abs=1e-9) and X.std() == pytest.approx(1)
    assert set(y) == set(y_test) == set(range(10))
    assert not set(map(bytes, X_test)) & set(map(bytes, X))


def test_runs_are_counted():
    found = {"a": np.array([[1, 5], [2, 2], [3, 1]]), "b": np.array([[0, 6], [3, 1], [2, 0]])}
    assert contest.runs_ahead(found, "a", "b", 50, sizes=(50, 200)) == 2
    assert contest.runs_ahead(found, "b", "a", 200, sizes=(50, 200)) == 1


def test_the_stored_contests_are_complete():
    assert list(STORED) == list(contest.CONTESTS)
    for runs in STORED.values():
        assert list(runs) == list(contest.models())
        for found in runs.values():
            assert np.shape(found) == (len(contest.SEEDS), len(contest.STORED_SIZES))


@pytest.mark.parametrize("name", contest.CONTESTS)
@pytest.mark.parametrize("model", ["logistic regression", "SVM", "net of 8", "net of 64"])
def test_a_corner_of_the_stored_contests_comes_out_again(data, name, model):
    """The first two sizes of two seeds. Another processor may round otherwise: a long training forgives less."""
    world, steps = contest.CONTESTS[name]
    again = contest.curves(contest.models(steps)[model], sizes=(50, 200), seeds=(0, 3), data=data[world])
    stored = np.array(STORED[name][model])[[0, 3], :2]
    assert np.abs(again - stored).max() < (0.011 if steps > 1000 else 0.006)


def test_the_command_writes_the_file(monkeypatch, capsys):
    """The frame of the file comes from the command; its numbers are replaced by the stored ones."""
    rows = iter([np.array(runs) for models in STORED.values() for runs in models.values()])
    monkeypatch.setattr(contest, "curves", lambda model, sizes, data: next(rows))
    monkeypatch.setattr(contest, "load_grey_shapes", lambda world: None)
    contest.main()
    with open(stored_contests.__file__, encoding="utf-8") as file:
        assert capsys.readouterr().out == file.read()
    assert runpy.run_path(stored_contests.__file__)["STORED"] == STORED
