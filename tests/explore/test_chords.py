import numpy as np
import pytest

from dlutils.explore import ChordExploration
from dlutils.explore.chords import COSTS, compare, cross_entropy, gap, refutes, squared_error
from dlutils.gradients import second_derivative

RNG = np.random.default_rng(4)
CHORDS = [(*RNG.uniform(-10, 6, size=2), RNG.uniform(0, 1)) for _ in range(300)]


@pytest.fixture
def exploration():
    return ChordExploration()


def lay(exploration, a, b, t=0.5):
    exploration.a.value, exploration.b.value, exploration.t.value = a, b, t


def test_the_costs_are_those_of_the_text():
    z = np.linspace(-10, 6, 33)
    a = 1 / (1 + np.exp(-z))
    np.testing.assert_allclose(cross_entropy(z), -np.log(a), rtol=1e-12)
    np.testing.assert_allclose(squared_error(z), (a - 1) ** 2, rtol=1e-9)
    assert (cross_entropy(-8.0), squared_error(-8.0)) == pytest.approx((8.000335, 0.999329), abs=1e-6)


def test_the_chord_of_the_text():
    assert squared_error(-4.0) == pytest.approx(0.964, abs=5e-4)
    assert gap(squared_error, -8.0, 0.0, 0.5) == pytest.approx(0.964351 - (0.999329 + 0.25) / 2, abs=1e-6)
    assert "lies 0.34 above the chord" in compare(squared_error, -8.0, 0.0, 0.5)


def test_t_belongs_to_b():
    assert gap(np.square, -1.0, 3.0, 0.25) == pytest.approx(0 - (0.75 * 1 + 0.25 * 9))


@pytest.mark.parametrize("key", [key for key, cost in COSTS.items() if cost.is_convex])
def test_convex_costs_are_never_refuted(key):
    assert not any(refutes(COSTS[key].function, *chord) for chord in CHORDS)
    assert all(second_derivative(COSTS[key].function, z) > 0 for z in np.linspace(-9, 5, 57))


def test_squared_error_is_refuted_exactly_where_it_bends_down():
    border = -np.log(2)
    assert not refutes(squared_error, border + 0.01, 6.0, 0.5)
    assert refutes(squared_error, border - 2.0, border - 0.01, 0.5)
    assert f"{border:.2f}".replace("-", "−") in COSTS["squared error"].explanation
    assert second_derivative(squared_error, border) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("t", [0.0, 1.0])
def test_at_its_ends_a_chord_refutes_nothing(t):
    assert not refutes(squared_error, -8.0, 0.0, t)
    assert "meet" in compare(squared_error, -8.0, 0.0, t)


def test_a_chord_of_no_length_refutes_nothing():
    assert not refutes(squared_error, -3.0, -3.0, 0.3)
    assert not refutes(COSTS["linear neuron"].function, 1.0, 1.0, 0.3)  # there the cost itself is 0


def test_nothing_can_be_laid_before_a_commitment(exploration):
    fields = (exploration.a, exploration.b, exploration.t, exploration.tell)
    assert all(field.disabled for field in fields)
    lay(exploration, -8.0, 0.0)
    assert exploration.kept["squared error"] is None
    assert "no chord is laid yet" in exploration.describe()
    assert "convex" not in exploration.status.value and "bends" not in exploration.status.value
    before = exploration.picture.value
    exploration.yes.click()
    assert not any(field.disabled for field in fields)
    assert exploration.yes.disabled and exploration.no.disabled
    assert exploration.picture.value != before


def test_a_refuting_chord_settles_it_and_is_kept(exploration):
    exploration.yes.click()
    lay(exploration, -8.0, 0.0)
    assert "✓ Right" in exploration.status.value and "0.34 above" in exploration.status.value
    lay(exploration, 1.0, 5.0)
    assert "below the chord" in exploration.status.value
    assert "kept: from −8 to 0, 0.34 at t = 0.5" in exploration.status.value
    assert "kept: from −8 to 0" in exploration.describe() and "✓ Right" in exploration.status.value
    assert "kept: from −8 to 0" in exploration.figure.axes[0].get_legend_handles_labels()[1]


def test_only_a_better_chord_replaces_the_kept_one(exploration):
    exploration.yes.click()
    lay(exploration, -8.0, 0.0)
    lay(exploration, -4.0, 0.0)
    assert exploration.kept["squared error"] == (-8.0, 0.0, 0.5)
    lay(exploration, -10.0, 0.0)
    exploration.t.value = 0.75
    assert exploration.kept["squared error"][0] == -10.0


def test_a_wrong_commitment_is_refuted_by_the_chord(exploration):
    exploration.no.click()
    lay(exploration, -8.0, 0.0)
    assert "✗ Not so" in exploration.status.value and "no chord can refute it" in exploration.status.value


@pytest.mark.parametrize("key", ["cross-entropy", "linear neuron"])
@pytest.mark.parametrize("said, verdict", [("no", "✓ Right"), ("yes", "✗ Not so")])
def test_a_search_is_no_proof_so_one_may_ask(exploration, key, said, verdict):
    exploration.choices[key].click()
    getattr(exploration, said).click()
    lay(exploration, -9.0, 5.0)
    assert "a search is no proof" in exploration.status.value
    assert "✓" not in exploration.status.value and "✗" not in exploration.status.value
    exploration.tell.click()
    assert verdict in exploration.status.value and "curvature is" in exploration.status.value


def test_what_was_found_about_one_cost_stays_while_another_is_looked_at(exploration):
    exploration.yes.click()
    lay(exploration, -8.0, 0.0)
    exploration.choices["cross-entropy"].click()
    assert "commit first" in exploration.status.value and not exploration.yes.disabled
    exploration.choices["squared error"].click()
    assert "kept: from −8 to 0" in exploration.status.value and exploration.yes.disabled


def test_start_again_forgets_everything(exploration):
    start = exploration.picture.value
    exploration.yes.click()
    lay(exploration, -8.0, 0.0)
    exploration.again.click()
    assert exploration.picture.value == start
    assert exploration.kept["squared error"] is None and "commit first" in exploration.status.value


def test_the_still_picture_shows_the_refuting_chord():
    alt = ChordExploration.still().alt
    assert "from −8 to 0" in alt and "0.34 above" in alt
