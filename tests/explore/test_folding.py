import ipywidgets
import numpy as np
import pytest

from dlutils.explore import FoldingExploration
from dlutils.explore.folds import (
    CORNERS,
    LABELS,
    Unit,
    closest_points,
    explain,
    gap,
    hidden,
    judge,
    parted,
    parting_line,
)

PARTING = Unit(45, 0.7), Unit(45, -0.7)
SQUARE = Unit(0, 0), Unit(90, 0)


@pytest.fixture
def exploration():
    return FoldingExploration()


def place(exploration, units):
    for unit, angle, bias in zip(units, exploration.angles, exploration.biases, strict=True):
        angle.value, bias.value = unit


def commit(exploration, text):
    exploration.typed.value = text
    exploration.commit.click()


def inside(widget):
    children = getattr(widget, "children", ())
    return [widget, *(deeper for child in children for deeper in inside(child))]


def brute_force_parts(A):
    """Whether any of very many lines parts the corners by more than the least gap (half of it on each side)."""
    angles = np.linspace(0, 2 * np.pi, 3601)
    along = np.stack([np.cos(angles), np.sin(angles)], axis=1) @ A
    return bool(((along[:, LABELS == 1].min(axis=1) - along[:, LABELS == 0].max(axis=1)) > 0.05).any())


def test_a_unit_says_what_its_formula_says():
    A = hidden(CORNERS, [Unit(45, 0.5), Unit(180, -0.25)])
    root = np.sqrt(0.5)
    expected = [np.tanh(2 * (root * (x1 + x2) + 0.5)) for x1, x2 in ((-1, -1), (-1, 1), (1, -1), (1, 1))]
    np.testing.assert_allclose(A[0], expected)
    np.testing.assert_allclose(A[1], np.tanh([1.5, 1.5, -2.5, -2.5]))


def test_the_unfolded_corners_are_not_parted_and_the_strokes_cross_in_the_middle():
    np.testing.assert_allclose(closest_points(CORNERS), 0, atol=1e-12)
    assert gap(CORNERS) == 0 and not parted(CORNERS)


def test_the_gap_by_hand():
    # discs at (0, 0) and (2, 0), squares at (1, 3) and (1, 1): the stroke of the squares ends above the middle
    A = np.array([[0.0, 1.0, 1.0, 2.0], [0.0, 3.0, 1.0, 0.0]])
    assert gap(A) == pytest.approx(1)
    w, b = parting_line(A)
    np.testing.assert_allclose([*w, b], [0, 1, -0.5])
    touching = np.array([[0.0, 1.0, 1.0, 2.0], [0.0, 3.0, 0.0, 0.0]])
    assert gap(touching) == 0 and not parted(touching)


@pytest.mark.parametrize("seed", range(40))
def test_parted_agrees_with_trying_all_lines(seed):
    rng = np.random.default_rng(seed)
    units = [Unit(rng.uniform(-180, 180), rng.uniform(-1.5, 1.5)) for _ in range(2)]
    A = hidden(CORNERS, units)
    assert parted(A) == brute_force_parts(A)
    if parted(A):
        w, b = parting_line(A)
        np.testing.assert_array_equal(w @ A + b > 0, LABELS == 1)


def test_both_cases_occur_among_random_units():
    found = set()
    for seed in range(40):
        rng = np.random.default_rng(seed)
        found.add(
            parted(hidden(CORNERS, [Unit(rng.uniform(-180, 180), rng.uniform(-1.5, 1.5)) for _ in range(2)]))
        )
    assert found == {True, False}


@pytest.mark.parametrize(
    "units, words",
    [
        (PARTING, "do not meet"),
        (SQUARE, "cross"),
        ((Unit(45, 0.3), Unit(45, 0.3)), "the same about"),
        ((Unit(45, 0.3), Unit(-135, -0.3)), "opposite sign"),
        ((Unit(45, 2), Unit(45, 1.9)), "nearly touch"),
    ],
)
def test_every_case_is_explained(units, words):
    assert words in explain(hidden(CORNERS, units))
    assert judge(words == "do not meet", units)[0]
    assert not judge(words != "do not meet", units)[0]


def test_the_answer_is_hidden_until_it_was_predicted(exploration):
    assert "hidden" in exploration.describe() and "hidden" in exploration.status.value
    before = exploration.picture.value
    commit(exploration, "no")
    assert "✓ Right" in exploration.status.value and "cross" in exploration.status.value
    assert "no line parts them" in exploration.describe()
    assert exploration.picture.value != before


def test_other_folds_are_another_question(exploration):
    commit(exploration, "yes")
    assert "✗ Not so" in exploration.status.value and "0 of 1" in exploration.status.value
    place(exploration, PARTING)
    assert "hidden" in exploration.describe() and exploration.typed.value == ""
    commit(exploration, " Yes ")
    assert "✓ Right" in exploration.status.value and "1 of 2" in exploration.status.value
    assert "; a line parts them" in exploration.describe()


def test_a_second_answer_to_the_same_question_does_not_count(exploration):
    commit(exploration, "yes")
    commit(exploration, "no")
    assert "Right so far: 0 of 1" in exploration.status.value
    assert "Only your first answer" in exploration.status.value
    place(exploration, PARTING)
    commit(exploration, "yes")
    assert "Only your first answer" not in exploration.status.value


def test_a_zero_up_to_rounding_is_said_as_zero_and_large_angles_are_kept(exploration):
    place(exploration, (Unit(225, 0), Unit(45, 0)))
    commit(exploration, "no")
    assert exploration.angles[0].value == 225
    assert "e\N{MINUS SIGN}" not in exploration.describe() and "(0, 0)" in exploration.describe()


@pytest.mark.parametrize("text", ["", "maybe", "<b>", "1"])
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden_picture = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden_picture
    assert "yes or no" in exploration.status.value and "<b>" not in exploration.status.value


def test_start_again_leads_back_to_the_same_start(exploration):
    start = exploration.picture.value, exploration.status.value
    place(exploration, PARTING)
    commit(exploration, "yes")
    exploration.again.click()
    assert (exploration.picture.value, exploration.status.value) == start


@pytest.mark.parametrize("angle", [-180, -90, 0, 33, 180])
@pytest.mark.parametrize("bias", [-2, 0, 2])
def test_every_place_of_the_fields_can_be_drawn_and_said(exploration, angle, bias):
    place(exploration, (Unit(angle, bias), Unit(-angle, -bias)))
    commit(exploration, "no")
    assert exploration.picture.value.startswith('<img alt="Two scatter plots')
    assert "Right" in exploration.status.value or "Not so" in exploration.status.value


def test_fields_have_names_and_the_picture_its_words(exploration):
    parts = [w for w in inside(exploration.view) if not isinstance(w, ipywidgets.Box | ipywidgets.HTML)]
    assert all(
        isinstance(w, ipywidgets.BoundedFloatText | ipywidgets.Text | ipywidgets.Button) for w in parts
    )
    names = [w.description for w in parts]
    assert len(set(names)) == len(names) == 7 and all(names)
    assert not any(getattr(w, "continuous_update", False) for w in parts)
    assert repr(exploration) == f"Exploration: {exploration.title}. {exploration.sentence}"
    assert "a line parts them" in FoldingExploration.still().alt
