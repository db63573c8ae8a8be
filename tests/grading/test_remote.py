"""An answer on the other side of the wall gets the very report that it gets in the notebook, whatever its kind.

No sandbox is needed here: the agent runs in a thread of its own, and everything still crosses a socket as bytes.
"""

from __future__ import annotations

import re
import socket
import threading

import numpy as np
import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.checks.exercise import Exercise, Function, Mistake, Property, Seed, case
from dlutils.checks.judging import judge
from dlutils.grading.inside.agent import Agent, _look
from dlutils.grading.inside.codec import BadMessage
from dlutils.grading.inside.peer import Ended, Peer, call_given
from dlutils.grading.remote import RemoteAnswer
from dlutils.grading.session import Submission
from dlutils.grading.visible import modules_needed
from dlutils.layers import Dense
from dlutils.models import Sequential
from dlutils.optimizers import Adam
from tests.checks.test_every_kind import BAD, KINDS


class InAThread(Submission):
    """A submission whose functions are handed over instead of being read from cells."""

    def __init__(self, **functions):
        super().__init__(None, [], list(functions), ())
        self._functions = functions
        self.looks = {name: _look(function) for name, function in functions.items()}

    def ready(self) -> None:
        if self._peer is None:
            mine, its = socket.socketpair()
            agent = Agent(its)
            agent.found.functions.update(self._functions)
            self._thread = threading.Thread(target=self._serve_until_closed, args=(agent,), daemon=True)
            self._thread.start()
            self._peer = Peer(mine, self._serve)

    @staticmethod
    def _serve_until_closed(agent: Agent) -> None:
        with agent.peer.line:
            try:
                agent.peer.answer_all()
            except Ended:
                pass

    def close(self) -> None:
        if self._peer is not None:
            self._peer.line.close()
            self._thread.join(timeout=5)


def from_afar(exercise: Exercise, function, seed: int):
    submission = InAThread(**{exercise.name: function})
    try:
        return judge(exercise, RemoteAnswer(exercise, submission), seed)
    finally:
        submission.close()


TRAINS = 20  # seconds: exercises with a larger limit train networks


def answers(exercise: Exercise):
    """The declared answers, each with its name; of exercises that train networks only some, to save minutes."""
    named = [(mistake.id, mistake.function) for mistake in exercise.mistakes] + list(
        exercise.variants.items()
    )
    return [(exercise.name, exercise.reference), *(named[::4] if exercise.seconds > TRAINS else named)]


def _without_measurements(report) -> str:
    return re.sub(r"\d+\.\d+", "…", str(report))


DECLARED = [exercise for notebook in notebook_ids() for exercise in exercises(notebook).values()]
ROWS = [pytest.param(e, id=e.name) for e in (*KINDS, *DECLARED)]


@pytest.mark.parametrize("exercise", ROWS)
def test_every_answer_gets_the_report_of_the_notebook(exercise):
    for label, function in answers(exercise):
        near, far = judge(exercise, function, 5), from_afar(exercise, function, 5)
        assert far.to_dict() == near.to_dict(), label
        if (
            exercise.seconds > TRAINS
        ):  # networks draw their own first weights: what was measured differs each time
            assert _without_measurements(far) == _without_measurements(near), label
        else:  # some mistakes draw numbers without a seed: their reports differ from one time to the next
            assert str(far) == str(near) or str(near) != str(judge(exercise, function, 5)), label


@pytest.mark.parametrize("exercise, answer, verdict, words", BAD)
def test_other_wrong_answers_are_described_alike(exercise, answer, verdict, words):
    far = from_afar(exercise, answer, 1)
    assert (far.verdict, far.mistake) == (verdict, None), str(far)
    assert words in str(far)


class Model:
    """A model of the judge's that notes what it was shown."""

    remote_methods = ("fit", "predict")

    def __init__(self):
        self.sizes, self.secret = [], "labels"

    def fit(self, X):
        self.sizes.append(len(X))
        return self

    def predict(self, X):
        return X.sum(axis=1)

    def reveal(self):
        return self.secret


def learning_curve(model, X, sizes):
    return [float(model.fit(X[:m]).predict(X).mean()) for m in sizes]


def _shows_growing_parts(call, rng):
    model, X = Model(), rng.normal(size=(6, 2))
    curve = call(model, X, (2, 4))
    if model.sizes != [2, 4]:
        return f"The model was fitted to {model.sizes} examples."
    return None if np.allclose(curve, X.sum(axis=1).mean()) else "The curve is not right."


LEARNING_CURVE = Exercise(
    name="learning_curve",
    parts={"sizes": 1},
    reference=learning_curve,
    insight="Good.",
    properties=(Property("sizes", "sizes", "It is fitted to growing parts.", _shows_growing_parts),),
    mistakes=(
        Mistake(
            "all",
            lambda model, X, sizes: [float(model.fit(X).predict(X).mean()) for _ in sizes],
            "All.",
            "",
            ("sizes",),
        ),
    ),
)


@pytest.mark.parametrize(
    "function", [learning_curve, LEARNING_CURVE.mistakes[0].function], ids=["right", "all"]
)
def test_a_model_among_the_arguments_stays_with_the_judge(function):
    near, far = judge(LEARNING_CURVE, function, 1), from_afar(LEARNING_CURVE, function, 1)
    assert far.to_dict() == near.to_dict()
    assert (far.verdict == "passed") is (function is learning_curve)


@pytest.mark.parametrize(
    "reach", ["model.secret", "model.reveal()", "model.__class__.__init__.__globals__['np']"]
)
def test_only_declared_methods_can_be_reached(reach):
    function = eval(f"lambda model, X, sizes: {reach}")
    report = from_afar(LEARNING_CURVE, function, 1)
    assert report.score == 0 and "labels" not in str(report)


def test_from_a_generator_the_other_side_may_draw_whole_numbers_and_nothing_else():
    rng = np.random.default_rng(1)
    assert call_given(rng, "integers", (100,)) == ("value", np.random.default_rng(1).integers(100))
    for method in ("shuffle", "bytes", "__reduce__"):
        with pytest.raises(BadMessage):
            call_given(rng, method, (3,))


def build_and_train(X, Y, rng):
    model = Sequential(
        [Dense(8, activation="tanh", input_shape=(2,)), Dense(1, activation="sigmoid")], seed=1
    )
    model.compile(optimizer=Adam(0.05), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(X, Y, 16, 30, verbose=0)
    print("trained")
    return model


def build_upside_down(X, Y, rng):
    return build_and_train(X, 1 - Y, rng)


def train_a_function(X, Y, rng):
    return build_and_train(X, Y, rng).predict


def train_a_function_upside_down(X, Y, rng):
    return build_upside_down(X, Y, rng).predict


def _quadrants(rng, m):
    X = rng.choice([-1.0, 1.0], size=(m, 2)) + rng.normal(scale=0.2, size=(m, 2))
    return X, (X[:, :1] * X[:, 1:] > 0).astype(float)


def _model_is_accurate(call, rng):
    return _is_accurate(call(*_quadrants(rng, 200), Seed(3)).predict, rng)


def _function_is_accurate(call, rng):
    return _is_accurate(call(*_quadrants(rng, 200), Seed(3)), rng)


def _is_accurate(predict, rng):
    X, Y = _quadrants(rng, 500)
    accuracy = float(np.mean((predict(X) > 0.5) == Y))
    return None if accuracy > 0.9 else "Less than 90 % of fresh examples are right."


def _is_compiled(call, rng):
    model = call(*_quadrants(rng, 50), Seed(3))
    first = model.evaluate(*_quadrants(rng, 50))
    model.train_on_batch(*_quadrants(rng, 50))
    shapes = sorted(value.shape for _, value, _ in model.parameters())
    fine = len(first) == 2 and shapes == [(1,), (2, 8), (8,), (8, 1)]
    return None if fine else f"The model is not what was asked for: {shapes}"


def training(reference, mistake, *tests) -> Exercise:
    return Exercise(
        name="build_and_train",
        parts={"accuracy": 2},
        reference=reference,
        insight="Good.",
        properties=tuple(Property(test.__name__, "accuracy", "Fine.", test) for test in tests),
        mistakes=(Mistake("upside-down", mistake, "Upside down.", "", (tests[0].__name__,)),),
        needs=modules_needed(("dlutils.models", "dlutils.layers", "dlutils.optimizers")),
    )


TRAINING = {
    "a function": training(train_a_function, train_a_function_upside_down, _function_is_accurate),
    "a model": training(build_and_train, build_upside_down, _model_is_accurate, _is_compiled),
}


@pytest.mark.parametrize("exercise", TRAINING.values(), ids=TRAINING)
def test_what_was_trained_stays_where_it_was_trained(exercise):
    for _, function in answers(exercise):
        near, far = judge(exercise, function, 1), from_afar(exercise, function, 1)
        assert far.to_dict() == near.to_dict() and str(far) == str(near)
        assert far.verdict == "passed" or (far.mistake == "upside-down" and "trained" in str(far))
    assert from_afar(exercise, exercise.reference, 1).verdict == "passed"


CALLER = Exercise(
    name="caller",
    parts={"values": 1},
    reference=lambda f, x: f(x) + f(2 * x),
    insight="Good.",
    examples=(case("values", f=Function("lambda x: x ** 2"), x=3.0),),
    draw=lambda rng, i: case("values", f=Function("lambda x: np.sqrt(x)"), x=float(rng.uniform(1, 2))),
    draws=1,
)


def nudging(f, x):
    w = np.array([x, 2 * x])
    g = f(w)
    w += 1
    return float(g.sum())


def test_a_function_that_returns_its_argument_returns_that_very_object():
    exercise = Exercise(
        name="nudging",
        parts={"values": 1},
        reference=nudging,
        insight="Good.",
        examples=(
            case("values", f=Function("lambda w: w"), x=3.0),
            case("values", f=Function("lambda w: 1 * w"), x=3.0),
        ),
    )
    assert from_afar(exercise, nudging, 1).verdict == "passed"


@pytest.mark.parametrize(
    "answer, word",
    [
        (lambda f, x: f(x, x), "TypeError"),
        (lambda f, x: f("a"), "TypeError"),
        (lambda f, x: f.__globals__, "AttributeError"),
        (lambda f, x: f.peer, "object of type"),
        (lambda f, x: f(f), "TypeError"),
    ],
)
def test_misuse_of_a_lent_function_is_the_learners_error(answer, word):
    report = from_afar(CALLER, answer, 1)
    assert report.score == 0 and word in str(report), str(report)


@pytest.mark.parametrize(
    "told",
    [
        None,
        (),
        ({"state": "passed"}, 1),
        ({"state": "value", "errors": 1}, 1),
        ({}, 1),
        ({"state": "value"}, 1, 2),
    ],
    ids=repr,
)
def test_answers_that_make_no_sense_are_no_answers(told, monkeypatch):
    monkeypatch.setattr(Agent, "outcome", lambda self, *question: told)
    report = from_afar(CALLER, CALLER.reference, 1)
    assert report.score == 0
