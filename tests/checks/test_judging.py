"""Verdicts and their order: nothing is guessed, nothing is charged twice, nothing right is refused."""

from dataclasses import replace

import numpy as np
import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.checks.exercise import NO_LOOPS, Case, Exercise, Function, Mistake, case
from dlutils.checks.judging import judge
from dlutils.checks.running import Answer

ALL = [exercise for notebook in notebook_ids() for exercise in exercises(notebook).values()]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def scaled(X, factor=2.0):
    if factor <= 0:
        raise ValueError("factor must be positive")
    return X * factor


def draw(rng, i):
    return case("values", X=rng.normal(size=(2, 3)), factor=rng.uniform(1.5, 3))


SCALED = Exercise(
    name="scaled",
    parts={"values": 2, "refuses": 1},
    reference=scaled,
    insight="You can scale.",
    examples=(
        case("values", X=np.array([[1.0, 2.0]])),
        case("values", X=np.array([[1.0, 2.0]]), factor=3.0),
        case("refuses", X=np.array([[1.0, 2.0]]), factor=0.0),
    ),
    draw=draw,
    draws=2,
    mistakes=(
        Mistake("added", lambda X, factor=2.0: X + factor, "You add.", "Multiply."),
        Mistake("unscaled", lambda X, factor=2.0: X.copy(), "Nothing is scaled.", "Multiply."),
        Mistake("twice", lambda X, factor=2.0: X * factor**2, "It is scaled twice.", "Once."),
    ),
    seconds=0.5,
)


def test_a_case_can_look_at_some_of_the_returned_values_only():
    X = np.array([[1.0, 2.0]])
    exercise = replace(
        SCALED,
        parts={"total": 1, "rows": 2},
        reference=lambda X: (X.sum(), 2 * X),
        returns=("total", "rows"),
        examples=(Case("total", {"X": X}, only=("total",)), Case("rows", {"X": X}, only=("rows",))),
        draws=0,
        mistakes=(Mistake("halves", lambda X: (X.sum() / 2, X.copy()), "Both are halved.", "Not so."),),
    )
    assert judge(exercise, lambda X: (X.sum(), 2 * X)).score == 3
    assert judge(exercise, lambda X: (X.sum(), X[0])).score == 1
    assert judge(exercise, lambda X: (0.0, 2 * X)).score == 2
    assert judge(exercise, lambda X: (X.sum() / 2, X.copy())).mistake == "halves"
    for other in (lambda X: X.sum(), lambda X: (X.sum(),), lambda X: (2 * X, X.sum(), 0), lambda X: None):
        assert judge(exercise, other).score == 0


def verdict_on(source, write, exercise=SCALED, **names):
    return judge(exercise, write(source, name=exercise.name, **names), 1)


@pytest.mark.parametrize(
    "source, verdict, words",
    [
        ("def scaled(X, factor=2.0):\n    raise NotImplementedError()", "missing", "Not written yet."),
        ("def scaled(X, factor=2.0):\n    while True:\n        pass", "timeout", "Stopped after 0.5 seconds"),
        ("from scipy.special import expit as scaled", "delegated", "done by scipy.special"),
        ("def scaled(X, factor=2.0):\n    return X + factor", "mistake", "You add."),
        ("def scaled(X, factor=2.0):\n    return X @ factor", "error", "in line 2 of `scaled`"),
        (
            "def scaled(X, factor=2.0):\n    return X * factor",
            "partial",
            "Refuse these arguments with `raise ValueError",
        ),
        ("def scaled(X, factor=2.0):\n    return X * 7", "wrong", "it must be"),
        ("scaled = 3", "error", "is 3, not a function"),
        ("def scaled(X, factor):\n    return X * factor", "error", "def scaled(X, factor=2.0)"),
        ("def scaled(*, X, factor=2.0):\n    return X * factor", "error", "The arguments do not fit."),
        (
            "class scaled:\n    def __init__(self, X, factor=2.0):\n        pass",
            "wrong",
            "an object of type scaled",
        ),
        ("async def scaled(X, factor=2.0):\n    return X", "wrong", "an object of type coroutine"),
    ],
)
@pytest.mark.filterwarnings(
    "ignore:coroutine:RuntimeWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_every_verdict(source, verdict, words, write):
    report = verdict_on(source, write)
    assert report.verdict == verdict, str(report)
    assert words in str(report)


@pytest.mark.parametrize("answer", [3, "text", np.zeros(2), [len]])
def test_what_is_not_a_function_gets_a_sentence(answer):
    assert judge(SCALED, answer).message.startswith("This is not a function.")


RIGHT = {
    "other names of arguments": "def scaled(data, by=2.0):\n    return plain(data, by)",
    "more arguments": "def scaled(X, factor=2.0, verbose=False, *rest, log=None):\n    return plain(X, factor)",
    "stars": "def scaled(*arguments):\n    return plain(*arguments)",
    "lambda": "scaled = lambda X, factor=2.0: plain(X, factor)",
    "partial": "import functools\nscaled = functools.partial(lambda k, X, factor=2.0: plain(X, factor), 1)",
    "callable object": "class Scale:\n    def __call__(self, X, factor=2.0):\n        return plain(X, factor)\n"
    "scaled = Scale()",
    "method": "class Scale:\n    def run(self, X, factor=2.0):\n        return plain(X, factor)\nscaled = Scale().run",
    "decorated": "import functools\ndef log(f):\n    return functools.wraps(f)(lambda *a: f(*a))\n"
    "@log\ndef scaled(X, factor=2.0):\n    return plain(X, factor)",
    "prints": "def scaled(X, factor=2.0):\n    print(X)\n    return plain(X, factor)",
    "own subclass of ValueError": "class Wrong(ValueError):\n    pass\ndef scaled(X, factor=2.0):\n"
    "    if factor <= 0:\n        raise Wrong\n    return X * factor",
    "counts its calls": "calls = []\ndef scaled(X, factor=2.0):\n    calls.append(1)\n    return plain(X, factor)",
    "a view": "def scaled(X, factor=2.0):\n    return plain(X, factor)[:]",
    "in place on a copy": "def scaled(X, factor=2.0):\n    X = X.copy()\n    X *= plain(1.0, factor)\n    return X",
    "np.matrix": "def scaled(X, factor=2.0):\n    return np.asmatrix(plain(X, factor))",
}


@pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT)
def test_right_answers_in_unusual_clothes(source, write):
    report = verdict_on(source, write, plain=scaled)
    assert (report.verdict, report.score) == ("passed", 3.0), str(report)


def test_a_passing_report_is_the_same_for_every_seed():
    reports = [judge(SCALED, scaled, seed) for seed in (None, 1, 2, None)]
    assert len({str(r) for r in reports}) == len({r._repr_html_() for r in reports}) == 1


def test_a_seed_makes_a_failing_report_repeatable():
    wrong = [judge(SCALED, lambda X, factor=2.0: X * factor + 1e-3, seed) for seed in (4, 4, 5)]
    assert str(wrong[0]) == str(wrong[1])
    assert judge(SCALED, scaled, 4).score == 3.0


def test_what_only_matches_the_fixed_examples_is_not_right(write):
    source = "def scaled(X, factor=2.0):\n    if factor <= 0:\n        raise ValueError\n    return X * round(factor)"
    assert verdict_on(source, write).verdict == "partial"


def test_two_mistakes_that_fit_are_not_named():
    twin = Mistake("twin", SCALED.mistakes[0].function, "You add, says the twin.", "Multiply.")
    exercise = Exercise(**{**vars(SCALED), "mistakes": (*SCALED.mistakes, twin)})
    assert judge(exercise, SCALED.mistakes[0].function).mistake is None
    assert judge(exercise, SCALED.mistakes[1].function).mistake == "unscaled"


def test_an_answer_that_always_raises_is_no_mistake_and_earns_nothing():
    def always(X, factor=2.0):
        raise ValueError

    report = judge(SCALED, always)
    assert (report.verdict, report.score) == ("error", 0.0)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
@pytest.mark.parametrize(
    "lazy",
    [
        lambda *arguments: None,
        lambda *arguments: 0.0,
        lambda *arguments: arguments[0],
        lambda *arguments: arguments,
        lambda *arguments: np.nan,
        lambda *arguments: exec("raise ValueError"),
        lambda *arguments: np.random.default_rng().normal(size=np.shape(arguments[0])),
    ],
)
def test_answers_without_work_earn_nothing(exercise, lazy):
    report = judge(exercise, lazy)
    assert report.score == 0 and report.verdict != "passed", str(report)


def test_the_evidence_shows_a_mistake_in_a_fixed_example():
    report = judge(SCALED, SCALED.mistakes[2].function)
    assert "np.array([[1., 2.]]),  # X, shape (1, 2)" in report.evidence.call
    assert report.evidence.yours == "np.array([[4., 8.]])   # shape (1, 2)"


def test_a_default_argument_that_fills_up_is_explained(write):
    source = "def scaled(X, factor=2.0, kept=[]):\n    kept.append(1)\n    return X * factor * len(kept)"
    report = verdict_on(source, write)
    assert report.headline == "The same arguments gave two different results." and report.mistake is None


def test_a_changed_argument_is_told_when_the_values_are_right(write):
    source = "def scaled(X, factor=2.0):\n    if factor <= 0:\n        raise ValueError\n    X *= factor\n    return X"
    report = verdict_on(source, write)
    assert report.headline == "An argument was changed in place." and "`X`" in report.detail
    assert report.evidence.yours.endswith("and changes its argument X")


# Loops


def total(X):
    return X.sum(axis=0)


TOTAL = Exercise(
    name="total",
    parts={"values": 1, NO_LOOPS: 1},
    reference=total,
    insight="Good.",
    examples=(case("values", X=np.eye(3)),),
    draw=lambda rng, i: case("values", X=rng.normal(size=(3, 4))),
    draws=1,
    no_loops=lambda m: {"X": np.ones((3, m))},
    seconds=0.5,
)


@pytest.mark.parametrize(
    "large, verdict, words",
    [
        ("raise ValueError('too many')", "error", "This happened with 64 examples. ValueError: too many"),
        ("raise SystemExit", "error", "SystemExit"),
        ("while True: pass", "timeout", "Stopped after"),
    ],
)
def test_what_goes_wrong_with_many_examples_is_no_loop(large, verdict, words, write):
    source = f"def total(X):\n    if X.shape[1] > 20:\n        {large}\n    return X.sum(axis=0)"
    report = verdict_on(source, write, TOTAL)
    assert (report.verdict, report.mistake) == (verdict, None) and words in str(report)


# Earlier answers


def slope(f, x):
    return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3


def walk(f, x, steps):
    for _ in range(steps):
        x = x - 0.1 * slope(f, x)
    return x


def walk_uphill(f, x, steps):
    return 2 * x - walk(f, x, steps) if steps == 1 else 2 * x - walk(f, x, 1)


PARABOLA = Function("lambda x: x ** 2")
WALK = Exercise(
    name="walk",
    parts={"values": 3},
    reference=walk,
    insight="You can walk.",
    examples=(case("values", f=PARABOLA, x=1.0, steps=1), case("values", f=PARABOLA, x=1.0, steps=3)),
    draw=lambda rng, i: case("values", f=PARABOLA, x=rng.uniform(1, 2), steps=2),
    draws=1,
    mistakes=(
        Mistake("one-step", lambda f, x, steps: walk(f, x, 1), "Only one step is made.", "Loop."),
        Mistake("uphill", walk_uphill, "You walk uphill once.", "Go down."),
    ),
    uses=("slope",),
    provides={"slope": slope},
    seconds=0.5,
)
GOOD_WALK = (
    "def walk(f, x, steps):\n    for _ in range(steps):\n        x = x - 0.1 * slope(f, x)\n    return x\n"
)
ONE_STEP = "def walk(f, x, steps):\n    return x - 0.1 * slope(f, x)\n"


@pytest.mark.parametrize(
    "helper",
    [
        "def slope(f, x):\n    return f(x)",
        "def slope(f, x):\n    raise NotImplementedError()",
        "def slope(f, x):\n    while True:\n        pass",
        "from scipy.special import expit\ndef slope(f, x):\n    return expit(f(x))",
        "slope = None",
        "",
    ],
)
def test_a_wrong_helper_is_not_charged_twice(helper, write):
    report = verdict_on(GOOD_WALK + helper, write, WALK)
    assert (report.verdict, report.score) == ("passed", 3.0), str(report)
    assert "something that it calls (`slope`) is not yet" in report.detail
    named = verdict_on(ONE_STEP + helper, write, WALK)
    assert (named.mistake, named.score) == ("one-step", 0.0), str(named)


def test_a_right_helper_of_ones_own_is_used(write):
    own = "def slope(f, x, nudge=1e-3):\n    return (f(x + nudge) - f(x - nudge)) / (2 * nudge)\n"
    report = verdict_on(GOOD_WALK + own, write, WALK)
    assert report.verdict == "passed" and not report.detail


def test_an_unwritten_answer_is_missing_also_if_its_helper_is_wrong(write):
    source = "def walk(f, x, steps):\n    raise NotImplementedError()\ndef slope(f, x):\n    return 0.0"
    assert verdict_on(source, write, WALK).verdict == "missing"


def test_an_endless_answer_with_a_right_helper_is_too_slow(write):
    source = "def walk(f, x, steps):\n    while True:\n        slope(f, x)\ndef slope(f, x):\n    return 0.0"
    assert verdict_on(source, write, WALK).verdict == "timeout"


# Delegation


def test_needs_allows_what_the_exercise_needs(write):
    source = "from scipy.special import expit\ndef sigmoid(z):\n    return expit(z)"
    exercise = Exercise(
        name="sigmoid",
        parts={"values": 1},
        reference=sigmoid,
        insight="Good.",
        examples=(case("values", z=np.array([0.0, 1.0])),),
    )
    assert verdict_on(source, write, exercise).verdict == "delegated"
    allowed = Exercise(**{**vars(exercise), "needs": ("scipy.special",)})
    assert verdict_on(source, write, allowed).verdict == "passed"


def test_delegation_comes_before_everything_that_follows(write):
    source = (
        "from scipy.special import expit\ndef scaled(X, factor=2.0):\n    expit(X)\n    return X + factor"
    )
    assert verdict_on(source, write).verdict == "delegated"


def test_an_answer_may_be_handed_over_ready_made():
    assert judge(SCALED, Answer(scaled, seconds=1.0)).verdict == "passed"


def _in_single_precision(argument):
    if isinstance(argument, dict):
        return {key: _in_single_precision(value) for key, value in argument.items()}
    holds_floats = isinstance(argument, np.ndarray) and argument.dtype.kind == "f"
    return np.float32(argument) if holds_floats else argument


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_answers_computed_in_single_precision_pass(exercise):
    """Except where a difference of almost equal numbers is taken, or a zero must be told from 1e-8."""
    if exercise.name in ("numerical_derivative", "gradient_check", "classify_critical_point"):
        return

    def single(*arguments):
        return exercise.reference(*map(_in_single_precision, arguments))

    for seed in range(1 if exercise.seconds > 20 else 50):  # one where networks are trained
        report = judge(exercise, single, seed)
        assert report.verdict == "passed", str(report)


@pytest.mark.parametrize(
    "answer, sentence",
    [
        (lambda w, b, X: w @ X + b, "the inner lengths must be equal"),
        (lambda w, b, X: np.dot(w, X) + b, "the inner lengths must be equal"),
        (lambda w, b, X: float(w.T @ X), "`.item()` takes it out of an array"),
        (lambda w, b, X: w.T @ X ^ 2, "a power is written `**`"),
    ],
)
def test_a_cryptic_message_is_said_in_plain_words(answer, sentence):
    report = judge(exercises("01_single_neuron")["predict"], answer, seed=0)
    assert report.verdict == "error" and sentence in str(report)


def test_a_walk_that_stops_early_is_never_accepted():
    exercise = exercises("01_single_neuron")["gradient_descent"]
    forward, cost, gradient = (exercise.provides[name] for name in exercise.uses)

    def walk(stops):
        def gradient_descent(w, b, X, Y, alpha, iterations):
            costs = []
            for i in range(iterations):
                costs.append(cost(forward(w, b, X), Y))
                dw, db = gradient(w, b, X, Y)
                if stops(i, costs, dw, db):
                    break
                w, b = w - alpha * dw, b - alpha * db
            return w, b, costs

        return gradient_descent

    for name, stops in {
        "at most eleven": lambda i, costs, dw, db: i > 9,
        "cost at rest": lambda i, costs, dw, db: i and abs(costs[-1] - costs[-2]) < 1e-9,
        "flat in b": lambda i, costs, dw, db: abs(db) < 1e-9,
        "uphill": lambda i, costs, dw, db: i and costs[-1] > costs[-2],
    }.items():
        for seed in range(10):
            assert judge(exercise, walk(stops), seed).score == 0, name


def _naive(z):
    return 1 / (1 + np.exp(-z))


def _calm(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def _of_logarithm(z):
    with np.errstate(divide="ignore"):
        np.log(0 * z)
    return _calm(z)


SQUASHED = Exercise(
    name="squashed",
    parts={"values": 2, "large": 1},
    reference=_calm,
    insight="Good.",
    examples=(
        case("values", z=np.array([-1000.0, 2.0])),
        Case("large", {"z": np.array([-1000.0, 2.0])}, quiet=True),
    ),
    mistakes=(Mistake("overflow", _naive, "It overflows.", "Split."),),
)


def test_what_overflows_on_the_way_fails_quiet_cases_only():
    report = judge(SQUASHED, _naive)
    assert (report.verdict, report.mistake, report.score) == ("mistake", "overflow", 2)
    assert "and overflows on the way" in str(report)
    unknown = judge(SQUASHED, lambda z: np.where(np.exp(z**2) > 0, _calm(z), 0.0) + 0 * z)
    assert (unknown.mistake, unknown.score) == ("overflow", 2), "the same outcome has the same name"
    hidden = judge(replace(SQUASHED, mistakes=()), _naive)
    assert (hidden.verdict, hidden.score) == ("partial", 2) and "overflowed on the way" in str(hidden)
    assert judge(SQUASHED, _of_logarithm).verdict == "passed", "a warning that was silenced is none"
    assert judge(SQUASHED, _calm).verdict == "passed"
