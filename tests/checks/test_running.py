"""Calling an answer: whatever it does, it becomes an outcome, and everything stays as it was."""

import functools
import signal
import sys
import threading
import time
import warnings

import numpy as np
import pytest
import scipy.special  # noqa: F401  (imported here because it changes the filters of warnings)
import sklearn.preprocessing  # noqa: F401

from dlutils.checks import running
from dlutils.checks.exercise import Function, Seed
from dlutils.checks.limits import quiet, time_limit
from dlutils.checks.running import Answer, Handle

X = np.array([[1.0, 2.0], [3.0, 4.0]])
ALARMS = hasattr(signal, "setitimer")
needs_alarms = pytest.mark.skipif(not ALARMS, reason="this system has no alarm signals")


def outcome(function, seconds=5.0, needs=(), **arguments):
    return Answer(function, needs=needs, seconds=seconds).outcome(arguments or {"X": X})


@pytest.fixture
def state():
    """Everything that a check could leave behind, before and after the test."""

    def look():
        return {
            "errstate": np.geterr(),
            "print options": np.get_printoptions(),
            "filters": list(warnings.filters),
            "profile": sys.getprofile(),
            "trace": sys.gettrace(),
            "output": (sys.stdout, sys.stderr),
            "alarm": (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL))
            if ALARMS
            else None,
            "random": np.random.get_state()[1].tolist(),
            "threads": threading.active_count(),
        }

    before = look()
    yield
    assert look() == before


# What comes of a call


@pytest.mark.parametrize(
    "source, error",
    [
        ("def answer(X):\n    return X[9]", "IndexError"),
        ("def answer(X):\n    return answer(X)", "RecursionError"),
        ("def answer(X):\n    raise SystemExit", "SystemExit"),
        ("def answer(X):\n    exit()", "SystemExit"),
        ("def answer(X):\n    raise StopIteration", "StopIteration"),
        ("def answer(X):\n    return undefined", "NameError"),
        ("def answer(X, w):\n    return X", "TypeError"),
        ("class Silent(Exception):\n    __str__ = None\ndef answer(X):\n    raise Silent", "Silent"),
        ("def answer(X):\n    items = []\n    items.append(items)\n    return items", "RecursionError"),
    ],
)
def test_whatever_is_raised_becomes_an_outcome(source, error, write, state):
    assert outcome(write(source)).error == error


def test_interrupting_the_kernel_passes_through(write, state):
    with pytest.raises(KeyboardInterrupt):
        outcome(write("def answer(X):\n    raise KeyboardInterrupt"))


def test_an_exception_is_told_with_its_line_and_the_shapes_in_it(write):
    answer = write("def answer(X):\n    w = np.ones((3, 1))\n    return w.T @ X")
    text = outcome(answer).text
    assert "in line 3 of `answer`: `return w.T @ X`" in text
    assert "w has shape (3, 1)" in text and "X has shape (2, 2)" in text


def test_the_line_told_is_the_learners_own_not_that_of_a_given_function(write):
    answer = write("def answer(f):\n    return f('2')")
    assert "in line 2 of `answer`" in outcome(answer, f=Function("lambda a: a ** 2")).text


def test_a_long_message_is_shortened(write):
    assert len(outcome(write("def answer(X):\n    raise ValueError('x' * 100_000)")).text) < 600


UNTOUCHED = "def answer(X):\n    raise NotImplementedError()"


@pytest.mark.parametrize(
    "source",
    [
        UNTOUCHED,
        "class Answer:\n    def __call__(self, X):\n        raise NotImplementedError()\nanswer = Answer()",
        "class Answer:\n    def run(self, X):\n        raise NotImplementedError()\nanswer = Answer().run",
        "import functools\ndef plain(X, k):\n    raise NotImplementedError()\nanswer = functools.partial(plain, k=1)",
        "import functools\ndef twice(f):\n    return functools.wraps(f)(lambda *a: f(*a))\n@twice\n"
        + UNTOUCHED,
    ],
)
def test_untouched_answers_in_all_their_forms_are_missing(source, write):
    assert outcome(write(source)).state == "missing"


def test_an_unwritten_helper_is_an_error_not_a_missing_answer(write):
    answer = write("def helper(X):\n    raise NotImplementedError()\ndef answer(X):\n    return helper(X)")
    assert outcome(answer).error == "NotImplementedError"


@pytest.mark.parametrize(
    "function",
    [
        lambda X: X * 2,
        functools.partial(np.multiply, 2),
        functools.partial(lambda k, X: k * X, 2),
        type("Doubler", (), {"__call__": lambda self, X: 2 * X})(),
        type("Doubler", (), {"run": lambda self, X: 2 * X})().run,
        lambda *arguments: 2 * arguments[0],
        lambda X, factor=2, *, power=1: factor * X**power,
    ],
)
def test_every_kind_of_callable_is_called(function, state):
    assert outcome(function).value.tolist() == (2 * X).tolist()


def test_a_view_of_an_argument_is_copied(write):
    assert outcome(lambda X: X[:, ::-1]).value.base is None


def test_what_is_printed_is_caught_and_bounded(write, state, capsys):
    found = outcome(
        write("def answer(X):\n    for i in range(20_000):\n        print('line', i)\n    return X")
    )
    assert found.state == "value"
    assert found.printed.startswith("line 0\n") and len(found.printed) == 10_000
    assert capsys.readouterr() == ("", "")


def test_warnings_are_no_verdict_even_where_they_are_errors(write, state):
    answer = write("import warnings\ndef answer(X):\n    warnings.warn('old')\n    return np.log(X * 0)")
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        assert outcome(answer).state == "value"


# Arguments


@pytest.mark.parametrize(
    "change, before",
    [
        ("X += 1", np.zeros((2, 2))),
        ("X.shape = (4,)", np.zeros((2, 2))),
        ("X['W1'] = 0", {"W1": 1.0}),
        ("X['W1'] += 1", {"W1": np.zeros(2)}),
        ("X.pop()", [1, 2]),
        ("X[0] = 5", [1, 2]),
        ("X[0] = np.zeros(2)", [1, 2]),
        ("X[0]['filters'] = 7", [{"filters": 3}]),
        ("X[0] = [0]", [np.zeros(1)]),
    ],
)
def test_a_changed_argument_is_noticed_and_does_not_reach_the_next_call(change, before, write):
    answer = Answer(write(f"def answer(X):\n    {change}\n    return 1.0"))
    for _ in range(2):
        assert answer.outcome({"X": before}).changed == ("X",)
    assert Answer(lambda X: 1.0).outcome({"X": before}).changed == ()


def test_reading_only_is_no_change():
    arguments = {
        "X": np.array([np.nan]),
        "f": Function("lambda a: a"),
        "rng": Seed(1),
        "w": float("nan"),
        "t": "text",
    }
    assert Answer(lambda X, f, rng, w, t: rng.normal()).outcome(arguments).changed == ()


def test_every_call_gets_a_generator_from_the_same_start():
    answer = Answer(lambda rng: rng.normal())
    assert answer.outcome({"rng": Seed(5)}).value == answer.outcome({"rng": Seed(5)}).value


@pytest.mark.parametrize("X", [X.T, X[:, ::-1], np.asfortranarray(X), np.broadcast_to(1.0, (2, 2))])
def test_arguments_of_any_layout_arrive_whole(X):
    assert outcome(lambda X: X, X=X).value.tolist() == X.tolist()


# Time

SWALLOWS = "import time\ndef answer(X):\n    while 1:\n        try:\n            {}\n        except:\n            pass"
ENDLESS = [
    "def answer(X):\n    while True:\n        pass",
    "def answer(X):\n    while True:\n        len(X)",
    "def helper(X):\n    return X\ndef answer(X):\n    while True:\n        helper(X)",
    SWALLOWS.format("X + 1"),
    "import time\ndef answer(X):\n    time.sleep(0.5)",
    "import time\ndef answer(X):\n    try:\n        time.sleep(0.5)\n    except:\n        time.sleep(0.5)",
]
SLEEPS = SWALLOWS.format("time.sleep(1)")


@pytest.mark.parametrize("source", [*ENDLESS, pytest.param(SLEEPS, marks=needs_alarms)])
def test_an_endless_answer_is_stopped(source, write, state):
    started = time.perf_counter()
    assert outcome(write(source), seconds=0.1).state == "timeout"
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("source", ENDLESS)
def test_an_endless_answer_is_stopped_without_alarm_signals_too(source, write, state, monkeypatch):
    monkeypatch.delattr(signal, "setitimer", raising=False)
    assert outcome(write(source), seconds=0.1).state == "timeout"


def test_an_answer_in_another_thread_is_called_without_a_limit(state):
    found = []
    thread = threading.Thread(target=lambda: found.append(outcome(lambda X: 2 * X).state))
    thread.start()
    thread.join()
    assert found == ["value"]


def test_the_limit_is_for_all_calls_together(write):
    answer = Answer(write("import time\ndef answer(X):\n    time.sleep(0.1)\n    return X"), seconds=0.25)
    assert [answer.outcome({"X": X}).state for _ in range(4)] == ["value", "value", "timeout", "timeout"]


def test_an_answer_that_swallows_the_end_and_returns_is_too_slow_all_the_same(write):
    source = "import time\ndef answer(X):\n    try:\n        time.sleep(1)\n    except:\n        return X"
    assert outcome(write(source), seconds=0.1).state == "timeout"


@pytest.mark.parametrize("without", ["", "setitimer"])
def test_nothing_strikes_after_a_call_that_ended_just_in_time(without, state, monkeypatch):
    if without:
        monkeypatch.delattr(signal, without, raising=False)

    def busy(seconds):
        started = time.perf_counter()
        while time.perf_counter() - started < seconds:
            pass

    states = {outcome(busy, seconds=0.004, X=step * 2e-5).state for step in range(250)}
    assert states == {"value", "timeout"}
    time.sleep(0.05)


def test_nothing_strikes_while_an_answer_is_being_called(state):
    """Code of the machinery, here pretended, must be able to tidy up; the limit waits for the learner's code."""
    ours = compile("while time.perf_counter() < end:\n    pass", running.__file__, "exec")
    with time_limit(0.01):
        exec(ours, {"time": time, "end": time.perf_counter() + 0.3})


def test_a_trap_is_taken_away_again(write, state):
    answer = Answer(write(ENDLESS[-1]), seconds=0.1, watched=False)
    assert answer.outcome({"X": X}).state == "timeout"


@needs_alarms
def test_somebody_elses_alarm_clock_goes_on_ticking(write):
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.15)
    try:
        assert outcome(write(ENDLESS[0]), seconds=0.02).state == "timeout"
        assert not rung
        time.sleep(0.3)
        assert rung
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_quiet_leaves_the_filters_of_warnings_alone(state):
    with quiet():
        warnings.warn("nobody hears this", stacklevel=1)
        np.seterr(all="raise")


# Who does the work

HANDS_OVER = {
    "ufunc": "from scipy.special import expit\ndef answer(X):\n    return expit(X)",
    "ufunc under another name": "from scipy.special import expit as mine\ndef answer(X):\n    return mine(X)",
    "ufunc in a variable": "import scipy.special\nf = scipy.special.expit\ndef answer(X):\n    g = f\n    return g(X)",
    "ufunc through its package": "import scipy.special\ndef answer(X):\n    return scipy.special.expit(X)",
    "getattr": "import scipy.special as sp\ndef answer(X):\n    return getattr(sp, 'exp' + 'it')(X)",
    "import inside": "def answer(X):\n    from scipy.special import expit\n    return expit(X)",
    "in a helper": "from scipy.special import expit\ndef f(X):\n    return expit(X)\ndef answer(X):\n    return f(X)",
    "in a lambda": "from scipy.special import expit\ndef answer(X):\n    return (lambda x: expit(x))(X)",
    "in a closure": "def make():\n    from scipy.special import expit\n    def answer(X):\n        return expit(X)\n"
    "    return answer\nanswer = make()",
    "the library's own function": "from scipy.special import expit as answer",
    "a Python function": "from scipy.special import softmax\ndef answer(X):\n    return softmax(X)",
    "the library's own Python function": "from scipy.special import softmax as answer",
    "and fails": "from scipy.special import softmax\ndef answer(X):\n    return softmax(X, axis=9)",
    "scikit-learn": "from sklearn.preprocessing import StandardScaler\ndef answer(X):\n"
    "    return StandardScaler().fit_transform(X)",
}


@pytest.mark.parametrize("source", HANDS_OVER.values(), ids=HANDS_OVER)
def test_handing_the_work_over_is_seen(source, write, state):
    found = outcome(write(source))
    assert found.state == "delegated" and found.text.startswith(("scipy", "sklearn"))


@pytest.mark.parametrize("source", HANDS_OVER.values(), ids=HANDS_OVER)
def test_what_the_exercise_needs_may_be_used(source, write):
    assert outcome(write(source), needs=("scipy", "sklearn")).state in ("value", "raised")


def test_the_package_of_the_course_does_not_do_the_work_either(write):
    sigmoid = write(
        "def sigmoid(X):\n    return 1 / (1 + np.exp(-X))", name="sigmoid", __name__="dlutils.twin"
    )
    answer = write("def answer(X):\n    return sigmoid(X)", sigmoid=sigmoid)
    assert outcome(answer).text == "dlutils.twin"
    assert outcome(answer, needs=("dlutils.twin",)).state == "value"


INNOCENT = {
    "an attribute called like a module": "from scipy import linalg\ndef answer(X):\n    return np.linalg.solve(X, X)",
    "a module nobody uses": "import scipy, sklearn\ndef answer(X):\n    return X",
    "NumPy's own ufunc by name": "import scipy.stats\nfrom numpy import exp\ndef answer(X):\n    return exp(X)",
    "a ufunc of one's own": "import scipy.special\nf = np.frompyfunc(abs, 1, 1)\ndef answer(X):\n    return f(X)",
    "a comment and a text": "def answer(X):\n    'like scipy.special.expit'\n    return X",
    "the course's figures": "from dlutils.plots import show\ndef answer(X):\n    show\n    return X",
    "a function that was handed in": "def answer(f):\n    return f(1.0)",
}


@pytest.mark.parametrize("source", INNOCENT.values(), ids=INNOCENT)
def test_own_work_is_not_taken_for_handing_over(source, write):
    arguments = {"f": Function("lambda a: a ** 2")} if "(f)" in source else {"X": X}
    assert outcome(write(source), **arguments).state == "value"


# Helpers, work, properties


def test_using_swaps_helpers_and_puts_them_back(write):
    answer = Answer(write("def helper(X):\n    return -X\ndef answer(X):\n    return helper(X) + extra(X)"))
    namespace = answer.function.__globals__
    own = namespace["helper"]
    with answer.using({"helper": lambda X: X, "extra": lambda X: X}):
        assert answer.outcome({"X": X}).value.tolist() == (2 * X).tolist()
    assert namespace["helper"] is own and "extra" not in namespace


@pytest.mark.parametrize("loop", ["X.sum(axis=0)", "np.sum([row for row in X], axis=0)"])
def test_work_does_not_grow_without_a_loop_over_examples(loop, write):
    assert work(write(f"def answer(X):\n    return {loop}"), 64) == work(
        write(f"def answer(X):\n    return {loop}"), 8
    )


@pytest.mark.parametrize(
    "loop",
    [
        "np.array([sum(X[:, i]) for i in range(X.shape[1])])",
        "np.array(list(sum(column) for column in X.T))",
        "np.array(list(map(lambda column: column.sum(), X.T)))",
        "np.vectorize(lambda a, b, c: a + b + c)(*X)",
        "np.apply_along_axis(np.sum, 0, X)",
    ],
)
def test_work_grows_with_a_loop_over_examples(loop, write):
    """Each answer is new, so the first traced call of its code is among the counted ones if it is not left out."""
    source = f"def answer(X):\n    return {loop}"
    assert work(write(source), 64) - work(write(source), 8) >= 56


def work(function, m):
    return Answer(function).work({"X": np.ones((3, m))}).value


def test_work_says_what_it_met(write, state):
    answer = write("def answer(X):\n    raise SystemExit")
    assert Answer(answer).work({"X": X}).error == "SystemExit"
    assert Answer(write(ENDLESS[0]), seconds=0.1).work({"X": X}).state == "timeout"


def test_work_puts_the_tracer_of_others_back(write):
    def tracer(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        Answer(write("def answer(X):\n    return X")).work({"X": X})
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def property_of(function, test, seconds=5.0):
    names = ("X", "rng")
    return Answer(function, seconds=seconds).property_outcome(test, np.random.default_rng(0), names)


def test_a_generator_reaches_a_property_as_a_tuple(write):
    answer = write("def answer(X):\n    yield X\n    yield X")
    assert property_of(answer, lambda call, rng: str(len(call(X)))).value == "2"


def test_an_endless_generator_is_stopped(write):
    answer = write("def answer(X):\n    while True:\n        yield 1")
    assert property_of(answer, lambda call, rng: call(X) and None, seconds=0.1).state == "timeout"


def test_a_result_with_a_behaviour_reaches_a_property_as_a_handle(write):
    answer = write(
        "class Model:\n    size = 3\n    def predict(self, X):\n        return X.tolist()\n"
        "def answer(X):\n    return Model()"
    )

    def test(call, rng):
        model = call(X)
        assert isinstance(model, Handle)
        return str((model.size, model.predict(X)))

    assert property_of(answer, test).value == "(3, ((1.0, 2.0), (3.0, 4.0)))"


def test_a_result_that_a_property_cannot_use_is_not_an_exception_of_the_learner(write):
    nothing = property_of(write("def answer(X):\n    X.sum()"), lambda call, rng: call(X).shape)
    assert nothing.state == "unusable" and nothing.value.startswith("Your function returned None")
    number = property_of(write("def answer(X):\n    return 3"), lambda call, rng: call(X).predict(X))
    assert number.value.startswith("Your function returned a number")


def test_an_exception_in_a_model_is_the_learners(write):
    answer = write(
        "class Model:\n    def predict(self, X):\n        return X[9]\ndef answer(X):\n    return Model()"
    )
    found = property_of(answer, lambda call, rng: call(X).predict(X))
    assert found.error == "IndexError" and "in line 3 of `predict`" in found.text


def test_a_model_that_hands_its_work_over_later_is_seen(write):
    answer = write(
        "from scipy.special import softmax\nclass Model:\n    def predict(self, X):\n        return softmax(X)\n"
        "def answer(X):\n    return Model()"
    )
    assert property_of(answer, lambda call, rng: call(X).predict(X) and None).state == "delegated"


def test_a_property_sees_changed_arguments(write):
    answer = write("def answer(X):\n    X += 1\n    return X")
    found = property_of(answer, lambda call, rng: call(X) is None or None)
    assert found.changed == ("X",) and X.tolist() == [[1.0, 2.0], [3.0, 4.0]]
