"""Optimizers: the first step by hand, fifty steps beside the sums on paper, and what they must refuse."""

import numpy as np
import pytest

from dlutils import loops
from dlutils import optimizers as opt

rng = np.random.default_rng(4)
H = np.diag([1.0, 6.0, 0.3])  # a valley with three curvatures
START = np.array([2.0, -1.0, 0.5])


def valley(w):
    return H @ w


def path(optimizer, steps=50, start=START, gradient=valley):
    """The places that an optimizer visits in the valley."""
    w = start.copy()
    places = []
    for _ in range(steps):
        optimizer.step([("w", w, gradient(w))])
        places.append(w.copy())
    return np.array(places)


def paper(step, steps=50):
    """The same on paper: ``step(w, state, t)`` → w, state."""
    w, state, places = START.copy(), None, []
    for t in range(1, steps + 1):
        w, state = step(w, state, t)
        places.append(w)
    return np.array(places)


def test_gradient_descent_for_fifty_steps():
    def step(w, state, t):
        return loops.sgd_step(w, valley(w), 0.1), None

    np.testing.assert_allclose(path(opt.GradientDescent(0.1)), paper(step), rtol=1e-12)


def test_momentum_for_fifty_steps():
    def step(w, v, t):
        return loops.momentum_step(w, valley(w), np.zeros(3) if v is None else v, 0.05, 0.8)

    np.testing.assert_allclose(path(opt.Momentum(0.05, momentum=0.8)), paper(step), rtol=1e-10)


def test_nesterov_for_fifty_steps_keeps_the_point_ahead():
    v_now = {}

    def step(w, v, t):
        w, v_now[t] = loops.nesterov_step(w, valley, np.zeros(3) if v is None else v, 0.05, 0.8)
        return w, v_now[t]

    on_paper = paper(step)
    ahead = [w - 0.05 * 0.8 * v_now[t] for t, w in enumerate(on_paper, start=1)]
    np.testing.assert_allclose(path(opt.Nesterov(0.05, momentum=0.8)), ahead, rtol=1e-9, atol=1e-14)


def test_rmsprop_for_fifty_steps():
    def step(w, s, t):
        return loops.rmsprop_step(w, valley(w), np.zeros(3) if s is None else s, 0.02, 0.7, 1e-3)

    np.testing.assert_allclose(
        path(opt.RMSProp(0.02, rho=0.7, epsilon=1e-3)), paper(step), rtol=1e-10, atol=1e-14
    )


def test_adam_for_fifty_steps():
    def step(w, state, t):
        v, s = (np.zeros(3), np.zeros(3)) if state is None else state
        w, v, s = loops.adam_step(w, valley(w), v, s, t, 0.1, 0.8, 0.95, 1e-3)
        return w, (v, s)

    ours = path(opt.Adam(0.1, beta_1=0.8, beta_2=0.95, epsilon=1e-3))
    np.testing.assert_allclose(ours, paper(step), rtol=1e-10, atol=1e-14)


# Worked by hand


@pytest.mark.parametrize(
    ("optimizer", "first", "second"),
    [
        (opt.GradientDescent(0.5), -0.5, -1.0),
        (opt.Momentum(0.5, momentum=0.5), -0.5, -1.25),  # v = 1, then 1.5
        (opt.Nesterov(0.5, momentum=0.5), -0.75, -1.625),  # 1 + ½·1, then 1 + ½·1.5
        (opt.RMSProp(0.5, rho=0.75, epsilon=1e-30), -1.0, -1.0 - 0.5 / np.sqrt(0.4375)),  # s = ¼, then 7/16
        (opt.Adam(0.5, epsilon=1e-30), -0.5, -1.0),  # corrected averages of a constant are that constant
    ],
    ids=lambda value: type(value).__name__,
)
def test_two_steps_down_a_steady_slope(optimizer, first, second):
    np.testing.assert_allclose(
        path(optimizer, 2, np.zeros(1), lambda w: np.ones(1))[:, 0], [first, second], rtol=1e-12
    )


def test_epsilon_stands_outside_the_root():
    tiny = np.full(1, 1e-9)
    adam = path(opt.Adam(1.0, epsilon=1e-8), 1, np.zeros(1), lambda w: tiny)
    rms = path(opt.RMSProp(1.0, rho=0.75, epsilon=1e-9), 1, np.zeros(1), lambda w: tiny)
    assert adam[0, 0] == pytest.approx(-1e-9 / (1e-9 + 1e-8))
    assert rms[0, 0] == pytest.approx(-1e-9 / (0.5e-9 + 1e-9))


def test_the_averaged_momentum_walks_the_same_path_with_a_larger_rate():
    w, v, averaged = START.copy(), np.zeros(3), []
    for _ in range(50):
        v = 0.9 * v + (1 - 0.9) * valley(w)
        w = w - 0.2 * v
        averaged.append(w)
    np.testing.assert_allclose(path(opt.Momentum(0.2 * (1 - 0.9), 0.9)), averaged, rtol=1e-10, atol=1e-12)


def test_defaults_are_those_of_keras():
    assert opt.GradientDescent().learning_rate == opt.Momentum().learning_rate == 0.01
    assert opt.Nesterov().learning_rate == 0.01
    assert opt.RMSProp().learning_rate == opt.Adam().learning_rate == 0.001
    assert opt.Momentum().momentum == opt.Nesterov().momentum == 0.9
    assert (opt.RMSProp().rho, opt.RMSProp().epsilon) == (0.9, 1e-7)
    assert (opt.Adam().beta_1, opt.Adam().beta_2, opt.Adam().epsilon) == (0.9, 0.999, 1e-7)


# What every optimizer does

MAKERS = [opt.GradientDescent, opt.Momentum, opt.Nesterov, opt.RMSProp, opt.Adam]
every_optimizer = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


@every_optimizer
def test_arrays_change_in_place_and_gradients_do_not(make):
    w, dw = START.copy(), np.array([1.0, -2.0, 3.0])
    same = w
    kept = dw.copy()
    optimizer = make(0.1)
    for _ in range(3):
        optimizer.step([("w", w, dw)])
    assert same is w
    assert not np.array_equal(w, START)
    np.testing.assert_array_equal(dw, kept)
    assert optimizer.t == 3


@every_optimizer
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_precision_is_kept(make, dtype):
    w = START.astype(dtype)
    optimizer = make(np.float64(0.1))
    optimizer.step([("w", w, np.ones(3, dtype))])
    assert w.dtype == dtype
    assert all(array.dtype == dtype for array in optimizer.state["w"].values())


@every_optimizer
def test_blocks_change_nothing(make, monkeypatch):
    start, gradients = rng.standard_normal((7, 11)), rng.standard_normal((4, 7, 11))
    results = []
    for block in (1000, 10):
        monkeypatch.setattr(opt, "BLOCK", block)
        w, optimizer = start.copy(), make(0.1)
        for dw in gradients:
            optimizer.step([("w", w, dw)])
        results.append(w)
    np.testing.assert_array_equal(*results)
    pieces = list(opt.in_blocks(start, start, {}))
    assert [len(p) for p, _, _ in pieces] == [10] * 7 + [7]


@every_optimizer
def test_arrays_in_another_order_of_memory_are_moved_too(make, monkeypatch):
    start, dw = rng.standard_normal((7, 11)), rng.standard_normal((7, 11))
    wanted = start.copy()
    make(0.1).step([("w", wanted, dw)])
    monkeypatch.setattr(opt, "BLOCK", 10)
    for small in (100, 0):
        monkeypatch.setattr(opt, "SMALL", small)
        w = np.asfortranarray(start)
        make(0.1).step([("w", w, dw)])
        np.testing.assert_array_equal(w, wanted)


@every_optimizer
def test_state_belongs_to_the_name(make):
    together, alone = make(0.1), [make(0.1), make(0.1)]
    a, b = START.copy(), START[:2].copy()
    a_alone, b_alone = a.copy(), b.copy()
    for _ in range(4):
        together.step([("a", a, 2 * a), ("b", b, np.ones(2))])
        alone[0].step([("a", a_alone, 2 * a_alone)])
        alone[1].step([("b", b_alone, np.ones(2))])
    np.testing.assert_array_equal(a, a_alone)
    np.testing.assert_array_equal(b, b_alone)


@every_optimizer
def test_small_arrays_are_moved_together_as_if_each_were_alone(make, monkeypatch):
    shapes = {"W": (3, 4), "b": (4,), "K": (2, 2, 1, 3), "V": (9, 5)}
    starts = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
    results = []
    for small in (0, 12, 100):  # all alone; three together (two of exactly 12 numbers), V alone; all together
        monkeypatch.setattr(opt, "SMALL", small)
        optimizer = make(0.1)
        weights = {name: start.copy() for name, start in starts.items()}
        for t in range(4):
            optimizer.step([(name, w, np.sin(w + t)) for name, w in weights.items()])
        results.append((weights, optimizer.state))
    for weights, state in results[1:]:
        for name, wanted in results[0][0].items():
            np.testing.assert_array_equal(weights[name], wanted)
            for letter in optimizer.remembers:
                np.testing.assert_array_equal(state[name][letter], results[0][1][name][letter])


@every_optimizer
def test_memory_stays_when_other_arrays_come_and_go(make):
    optimizer, alone = make(0.1), make(0.1)
    a, b, a_alone = START.copy(), START[:2].copy(), START.copy()
    for others in ([], [("b", b, b.copy())], []):
        optimizer.step([*others, ("a", a, valley(a))])
        alone.step([("a", a_alone, valley(a_alone))])
    np.testing.assert_array_equal(a, a_alone)


@every_optimizer
def test_a_missing_gradient_is_named_before_anything_moves(make):
    w = START.copy()
    optimizer = make(0.1)
    with pytest.raises(ValueError, match="dense_2.b has no gradient yet"):
        optimizer.step([("dense_1.W", w, valley(w)), ("dense_2.b", np.zeros(2), None)])
    np.testing.assert_array_equal(w, START)
    assert optimizer.t == 0


@every_optimizer
def test_reset_forgets_everything(make):
    optimizer = make(0.1)
    first = path(optimizer, 5)
    optimizer.reset()
    np.testing.assert_array_equal(path(optimizer, 5), first)


@every_optimizer
def test_the_valley_is_descended(make):
    assert np.linalg.norm(path(make(0.05), 600)[-1]) < 0.1


def test_a_missing_gradient_is_named():
    with pytest.raises(
        ValueError, match="dense_1.W has no gradient yet: run forward and backward before step"
    ):
        opt.Adam().step([("dense_1.W", START.copy(), None)])


@pytest.mark.parametrize("rate", [0, -0.1, float("nan"), float("inf"), "fast", None])
@every_optimizer
def test_bad_learning_rates_are_refused(make, rate):
    with pytest.raises(ValueError, match="^learning_rate must be a positive number, got"):
        make(rate)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (opt.Momentum, "momentum"),
        (opt.Nesterov, "momentum"),
        (opt.RMSProp, "rho"),
        (opt.Adam, "beta_1"),
        (opt.Adam, "beta_2"),
    ],
)
def test_bad_shares_are_refused(make, name):
    for wrong in (1, -0.1, 1.5, float("nan"), "half"):
        with pytest.raises(ValueError, match=f"^{name} must be at least 0 and below 1, got"):
            make(0.1, **{name: wrong})
    assert getattr(make(0.1, **{name: 0}), name) == 0


@pytest.mark.parametrize("make", [opt.RMSProp, opt.Adam])
def test_bad_epsilon_is_refused(make):
    with pytest.raises(ValueError, match="^epsilon must be a positive number, got 0"):
        make(epsilon=0)


def test_optimizers_have_names():
    names = ["sgd", "gradient_descent", "momentum", "nesterov", "rmsprop", "adam"]
    kinds = [type(opt.get_optimizer(name)) for name in names]
    assert kinds == [opt.GradientDescent, *MAKERS]
    own = opt.Adam(0.5)
    assert opt.get_optimizer(own) is own
    for wrong in ("adamw", opt.Adam, 3, None):
        with pytest.raises(ValueError, match="Unknown optimizer.*sgd, gradient_descent, momentum"):
            opt.get_optimizer(wrong)


def test_the_base_class_leaves_the_rule_to_others():
    with pytest.raises(NotImplementedError):
        opt.Optimizer(0.1).step([("w", START.copy(), START)])
