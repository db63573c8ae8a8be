"""How a report looks: HTML and text say the same, nothing of the learner's is interpreted, the repr is a number."""

import html
import re

import numpy as np
import pytest

from dlutils.checks import exercises, notebook_ids
from dlutils.checks.compare import Opaque
from dlutils.checks.judging import judge
from dlutils.checks.report import VERDICTS, Evidence, Report, Summary, call_text, result_text, value_text

ALL = [exercise for notebook in notebook_ids() for exercise in exercises(notebook).values()]
SCRIPT = "<script>alert('x')</script>&amp;"
PARTS = {"values": (2.0, 2.0), "stability": (0.0, 2.0)}
FULL = Report(
    "softmax",
    "mistake",
    PARTS,
    "overflow",
    "You *never* take `Z.max()` away.",
    "In detail.",
    "Take it away.",
    Evidence("softmax(Z)", "np.nan", "0.5", "printed\n"),
)


def words_of(markup):
    """What a reader sees of HTML, without line breaks."""
    return html.unescape(re.sub(r"<[^>]+>", " ", markup)).split()


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_can_be_shown(verdict):
    report = Report("softmax", verdict, PARTS, headline="Found.")
    assert report.status in str(report) and report.status in report._repr_html_()
    assert ("✓" in str(report)) == ("✓" in report._repr_html_()) == (verdict == "passed")


def test_the_text_says_what_the_html_says():
    text = re.sub(r"[`*]", "", str(FULL)).split()
    assert sorted(set(words_of(FULL._repr_html_())) - {"Parts:", "·"} ^ set(text)) <= [
        "stability:",
        "values:",
    ]


def test_the_html_says_the_same_without_any_style():
    plain = re.sub(r' style="[^"]*"', "", FULL._repr_html_())
    assert words_of(plain) == words_of(FULL._repr_html_())
    assert {"✗", "softmax", "Next:", "Yours:", "Right:"} <= set(words_of(plain))


def test_code_and_stress_are_marked_up():
    markup = FULL._repr_html_()
    assert "You <em>never</em> take <code>Z.max()</code> away." in markup
    assert "a*b*c" in Report("f", "wrong", PARTS, detail="a*b*c")._repr_html_()


@pytest.mark.parametrize("field", ["name", "headline", "detail", "next_step"])
def test_what_a_learner_wrote_is_not_interpreted(field):
    values = {"name": "f", "verdict": "wrong", "parts": PARTS} | {field: SCRIPT}
    markup = Report(**values)._repr_html_()
    assert "<script" not in markup and html.escape(SCRIPT) in markup


@pytest.mark.parametrize("field", ["call", "yours", "right", "printed"])
def test_evidence_is_not_interpreted(field):
    markup = Report("f", "wrong", PARTS, evidence=Evidence(**{"call": "f()", field: SCRIPT}))._repr_html_()
    assert "<script" not in markup and html.escape(SCRIPT) in markup


HOSTILE = [
    f'def predict(w, b, X):\n    print("{SCRIPT}")\n    return X',
    f'def predict(w, b, X):\n    raise ValueError("{SCRIPT}")',
    f'def predict(w, b, X):\n    return "{SCRIPT}"',
    f'predict = type("{SCRIPT}", (), {{"__init__": lambda self, w, b, X: None}})',
    f'def predict(w, b="{SCRIPT}"):\n    return w',
    f'predict = "{SCRIPT}"',
    f'def predict(w, b, X):\n    return {{"{SCRIPT}": 1}}',
]


@pytest.mark.parametrize("source", HOSTILE)
def test_whatever_an_answer_does_its_report_is_safe(source, write):
    predict = exercises("01_single_neuron")["predict"]
    report = judge(predict, write(source, name="predict"))
    assert "<script" not in report._repr_html_() and "alert" in str(report)


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_the_repr_is_the_number_of_points(exercise):
    answers = [
        exercise.reference,
        None,
        lambda *arguments: None,
        lambda *arguments: len(5),
        *(mistake.function for mistake in exercise.mistakes),
    ]
    for answer in answers:
        report = judge(exercise, answer, 1)
        assert re.fullmatch(r"\d+\.\d+", repr(report))
        assert 0 <= float(repr(report)) == report.score <= report.max_score == exercise.points
        assert isinstance(report.score, float) and not isinstance(report, float)
        assert "\n" not in report.message and report.message
        assert set(report.to_dict()) == {"name", "score", "max_score", "verdict", "mistake", "message"}


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.name)
def test_every_report_of_a_mistake_is_short_enough_to_read(exercise):
    for mistake in exercise.mistakes:
        text = str(judge(exercise, mistake.function, 1))
        words = " ".join(text.split())
        assert mistake.sentence in words and mistake.next_step in words
        assert max(map(len, text.split("\n"))) <= 130 and text.count("\n") < 80


def test_optional_exercises_have_no_points_to_lose():
    assert "optional" in str(Report("elu", "wrong", {"values": (0.0, 0.0)}))


def test_the_summary_does_not_ask_for_optional_exercises():
    optional = Report("elu", "missing", {"values": (0.0, 0.0)})
    done = Report("relu", "passed", {"values": (1.0, 1.0)})
    text = repr(Summary("Points", [done, optional], 4.0, ()))
    assert "1 of 1 points from checks. All checks that give points passed. Optional: elu." in text
    assert "elu                  optional  not written yet" in text and "Open" not in text
    open_ = Report("b", "missing", {"values": (0.0, 3.0)})
    assert "Open: b. Optional: elu." in repr(Summary("Points", [open_, optional], 4.0, ()))
    finished = Report("elu", "passed", {"values": (0.0, 0.0)})
    assert repr(Summary("Points", [done, finished], 4.0, ())).endswith("All checks passed.")


@pytest.mark.parametrize(
    "value, text",
    [
        (3.0, "3.0"),
        (0.1, "0.1"),
        (1e-9, "1e-09"),
        (-np.inf, "-np.inf"),
        (np.inf, "np.inf"),
        (np.nan, "np.nan"),
        (3, "3"),
        (True, "True"),
        ("saddle", "'saddle'"),
        (None, "None"),
        ((1, 2.0), "(1, 2.0)"),
        ([(3, 3), (2,)], "[(3, 3), (2,)]"),
        ([{"kind": "Dense", "units": 3}], "[{'kind': 'Dense', 'units': 3}]"),
        (frozenset({7, 3}), "{3, 7}"),
        (frozenset(), "frozenset()"),
        (Opaque("Model"), "an object of type Model"),
        (np.array([1.0, -np.inf]), "np.array([     1., -np.inf])   # shape (2,)"),
        (np.array([1, 2]), "np.array([1, 2])   # shape (2,)"),
        (np.array([True]), "np.array([ True])   # shape (1,)"),
        (np.array(["a"]), "np.array(['a'])   # shape (1,)"),
        (np.zeros((0, 3)), "np.array([])   # shape (0, 3)"),
        (np.float32([1]), "np.array([1.], dtype=np.float32)   # shape (1,)"),
    ],
)
def test_values_are_written_as_code(value, text):
    assert value_text(value) == text


def test_a_call_can_be_pasted():
    arguments = {
        "X": np.arange(6.0).reshape(2, 1, 3),
        "t": 3,
        "p": {"W": np.eye(2), "list": [np.ones(2), 1.5], "one": (np.ones(1),), "empty": ()},
        "layers": [{"kind": "Flatten"}],
    }
    namespace = {"np": np, "f": lambda X, t, p, layers: (X, t, p, layers)}
    exec("result = " + call_text("f", arguments), namespace)
    X, t, p, layers = namespace["result"]
    assert "X" not in namespace  # a learner's own X survives it
    assert np.array_equal(X, arguments["X"]) and np.array_equal(p["W"], np.eye(2))
    assert np.array_equal(p["list"][0], np.ones(2)) and isinstance(p["one"], tuple) and p["empty"] == ()
    assert (t, layers) == (3, arguments["layers"])


def test_long_results_are_shortened():
    assert len(value_text([0.5] * 100_000)) < 2100
    assert len(value_text(np.zeros((1000, 1000)))) < 300
    assert len(str(Report("f", "wrong", PARTS, evidence=Evidence("f()", printed="x" * 10_000)))) < 900


def test_several_values_are_named():
    assert result_text((1.0, 2.0), ("w", "b")) == "w = 1.0\nb = 2.0"
    assert result_text((1.0, 2.0), ("w",)) == "(1.0, 2.0)"


def test_the_summary_says_the_same_twice():
    open_ = Report("b", "missing", {"values": (0.0, 3.0)})
    summary = Summary(
        "Points", [FULL, open_, Report("<i>", "passed", {"values": (1.0, 1.0)})], 4.0, ("Save `work/`.",)
    )
    text = repr(summary)
    assert "3 of 8 points from checks. Open: softmax, b." in text and "up to 4" in text
    head = {"exercise", "points", "status"}
    assert set(words_of(summary._repr_html_())) - head <= set(text.replace("`", " ").split())
    assert "<i>" not in summary._repr_html_()
