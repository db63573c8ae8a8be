import numpy as np
import pytest

from dlutils import neuron
from dlutils.explore import VectorizationExploration, race
from dlutils.explore.base import UnreadableInput
from dlutils.explore.race import (
    EXAMPLES,
    FEATURES,
    LINES,
    LOOPS,
    NONE,
    ONE_LOOP,
    STORED,
    in_words,
    judge_ratio,
    judge_shape,
    ratio,
    read_ratio,
    read_shape,
    shape_of,
    why,
)


@pytest.fixture
def exploration():
    return VectorizationExploration()


def commit(exploration, text):
    exploration.typed.value = text
    exploration.commit.click()


def commit_shape(exploration, text):
    exploration.shape.value = text
    exploration.commit_shape.click()


def test_there_is_a_time_for_every_choice_and_more_examples_never_take_less():
    assert tuple(STORED) == FEATURES
    for times in STORED.values():
        assert tuple(times) == (LOOPS, ONE_LOOP, NONE)
        assert all(len(row) == len(EXAMPLES) and np.all(np.diff(row) > 0) for row in times.values())


def test_the_stored_times_hold_what_the_text_says():
    assert ratio(1, 1) < 0.5  # for one example with one feature the loops win
    assert all(ratio(n_x, 10_000) > 50 for n_x in FEATURES)
    assert all(ratio(n_x, 100_000) < ratio(n_x, 10_000) for n_x in FEATURES)
    assert all(ratio(1, m, of=ONE_LOOP) < 0.5 for m in EXAMPLES)  # one loop is slower than two
    assert ratio(10, 1000) == pytest.approx(4740 / 31.6)


@pytest.mark.parametrize(
    "n_x, m, words", [(1, 1, "microsecond"), (100, 100, "next to nothing"), (1, 100_000, "falls again")]
)
def test_the_reason_fits_the_numbers(n_x, m, words):
    assert words in why(n_x, m)


def test_the_reason_in_between_names_real_work():
    assert 1 < ratio(1, 10_000) / ratio(1, 1000) < 5
    assert "real work" in why(1, 10_000)


@pytest.mark.parametrize(
    "times, words", [(411.0, "410 times faster"), (0.25, "4 times slower"), (1.5, "1.5 times faster")]
)
def test_a_ratio_in_words(times, words):
    assert in_words(times) == words


@pytest.mark.parametrize("typed", [60, 108, 200])
def test_a_ratio_within_a_factor_of_two_is_right(typed):
    assert judge_ratio(typed, 10, 100_000)[0]


@pytest.mark.parametrize(
    "typed, n_x, m, words",
    [
        (2000, 10, 100_000, "grow tenfold once more"),
        (30, 1, 1, "the loops win"),
        (10_000_000, 100, 100_000, "number of products"),
        (4, 10, 100, "unchanged"),
        (7, 10, 100_000, "With m"),
    ],
)
def test_known_mistakes_are_named(typed, n_x, m, words):
    right, sentence = judge_ratio(typed, n_x, m)
    assert not right and words in sentence
    assert f"no loop was {in_words(ratio(n_x, m))} than two loops" in sentence
    assert sentence.startswith("With m") == (words == "With m")


@pytest.mark.parametrize(
    "text, value",
    [("300", 300), ("1,000", 1000), ("10,000 times", 10_000), ("0,5", 0.5), ("1/3", 1 / 3), ("200x", 200)],
)
def test_ratios_are_read(text, value):
    assert read_ratio(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "fast", "0", "-3", "nan", "1/0", "inf"])
def test_what_is_no_ratio_gets_a_sentence(text):
    with pytest.raises(UnreadableInput, match="type a number|Type a number|type how many"):
        read_ratio(text)


@pytest.mark.parametrize(
    "text, shape",
    [
        ("(1, 100)", (1, 100)),
        ("1 x 100", (1, 100)),
        ("(10,)", (10,)),
        ("number", ()),
        ("()", ()),
        ("10", (10,)),
    ],
)
def test_shapes_are_read(text, shape):
    assert read_shape(text) == shape


@pytest.mark.parametrize("text", ["", "wide", "(1, 2, 3)", "(-1, 2)", "(1, 9999999999)"])
def test_what_is_no_shape_gets_a_sentence(text):
    with pytest.raises(UnreadableInput, match="shape"):
        read_shape(text)


def test_the_five_shapes_are_numpys():
    rng, (n_x, m) = np.random.default_rng(0), (3, 5)
    w, b, X, Y = rng.normal(size=(n_x, 1)), 0.5, rng.normal(size=(n_x, m)), np.ones((1, m))
    Z = w.T @ X + b
    A = neuron.logistic_forward(w, b, X)
    dw, db = neuron.logistic_gradient(w, b, X, Y)
    for line, result in enumerate([Z, A, A - Y, dw, db]):
        assert shape_of(line, n_x, m) == np.shape(result), LINES[line]
        assert judge_shape(np.shape(result), line, n_x, m)[0]


@pytest.mark.parametrize(
    "typed, line, words",
    [
        ((100, 1), 0, "wrong order"),
        ((100,), 1, "flat array"),
        ((100, 100), 2, "table of all pairs"),
        ((10, 100), 3, "shape of X"),
        ((10,), 3, "flat array"),
        ((1, 1), 4, "one number in it"),
        ((1, 100), 4, "no axis left"),
        ((7, 7), 0, ""),
    ],
)
def test_wrong_shapes_are_named(typed, line, words):
    right, sentence = judge_shape(typed, line, 10, 100)
    assert not right and words in sentence
    assert sentence.endswith(f"gives {'a number' if line == 4 else f'the shape {shape_of(line, 10, 100)}'}.")


def test_the_times_are_marked_as_stored(exploration):
    assert "stored" in exploration.question.value and "stored" in exploration.describe()
    assert "stored" in exploration.sentence


def test_the_answer_is_hidden_until_the_prediction(exploration):
    hidden = exploration.picture.value
    assert "m = 100,000 is hidden" in exploration.describe() and "hidden until" in exploration.status.value
    assert in_words(ratio(10, 100_000)) not in exploration.describe() + exploration.status.value
    commit(exploration, "120")
    assert "✓ Right" in exploration.status.value and "1 of 1" in exploration.status.value
    assert in_words(ratio(10, 100_000)) in exploration.describe()
    assert "you predicted 120 for m = 100,000" in exploration.describe()
    assert exploration.picture.value != hidden


def test_only_smaller_or_earned_numbers_are_drawn(exploration):
    exploration.features.value, exploration.examples.value = "100", "100"
    assert exploration._shown() == [1, 10]
    commit(exploration, "5")
    assert exploration._shown() == [1, 10, 100] and "✗ Not so" in exploration.status.value
    exploration.examples.value = "10,000"
    assert exploration._shown() == [1, 10, 100, 1000]
    exploration.examples.value = "1"
    assert exploration._shown() == [1, 10, 100] and "in the picture already" in exploration.status.value
    exploration.features.value = "1"
    assert exploration._shown() == [] and "nothing is shown yet" in exploration.describe()


def test_a_second_try_does_not_change_the_count(exploration):
    commit(exploration, "5000")
    commit(exploration, "110")
    assert "✓ Right" in exploration.status.value and "right so far: 0 of 1" in exploration.status.value


def test_shapes_are_hidden_until_committed_line_by_line(exploration):
    for number, text in enumerate(["(1, 100000)", "(1, 100000)", "1 x 100000", "(10, 1)", "number"], 1):
        exploration.line.value = number
        assert "its result is hidden" in exploration.describe() and exploration.shape.value == ""
        commit_shape(exploration, text)
        assert "✓ Right" in exploration.status.value
        assert "its result is hidden" not in exploration.describe()


@pytest.mark.parametrize("text", ["", "abc", "<b>1</b>", "-1"])
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden and "<b>" not in exploration.status.value
    assert "ype" in exploration.status.value
    commit_shape(exploration, text)
    assert exploration.picture.value == hidden and "<b>" not in exploration.status.value


def test_numbers_without_stored_times_are_refused_and_answer_no_other_question(exploration):
    exploration.examples.value = "500"
    assert "no times are stored" in exploration.status.value and "100,000" in exploration.status.value
    commit(exploration, "120")
    assert "no times are stored" in exploration.status.value and exploration.seen == {}
    exploration.examples.value = "10^3"
    assert exploration.m == 1000


@pytest.mark.parametrize(
    "n_x, m, typed",
    [(1, 1, "0.0001"), (1, 100_000, "1e12"), (100, 1, "1e12"), (100, 100_000, "0.0001"), (10, 10, "1")],
)
def test_extreme_choices_can_be_drawn_and_said(exploration, n_x, m, typed):
    exploration.features.value, exploration.examples.value = str(n_x), str(m)
    commit(exploration, typed)
    assert exploration.picture.value.startswith("<img")
    assert f"no loop was {in_words(ratio(n_x, m))}" in exploration.status.value


def test_every_choice_has_a_sentence():
    for n_x in FEATURES:
        for m in EXAMPLES:
            assert in_words(ratio(n_x, m)) in judge_ratio(1.0, n_x, m)[1]


def test_start_again_returns_to_the_start(exploration):
    start = exploration.picture.value
    commit(exploration, "120")
    exploration.line.value = 3
    exploration.features.value = "1"
    exploration.again.click()
    assert exploration.picture.value == start and exploration.typed.value == ""


def test_the_still_shows_a_committed_prediction():
    alt = VectorizationExploration.still().alt
    assert "you predicted 1000 for m = 100,000" in alt and "dw: (n_x, 1)" in alt
    assert race.CLOSE == 2
