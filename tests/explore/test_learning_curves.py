"""More and more data: nothing is shown before both rankings stand, and the verdicts are those of the stored runs."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from dlutils.contest import CONTESTS, STORED_SIZES
from dlutils.explore import LearningCurveExploration
from dlutils.explore.contest_steps import (
    FIRST,
    LAST,
    NAMES,
    at,
    judge_ranking,
    lead,
    lesson,
    ranking,
    read_ranking,
    told_apart,
)

PALE, LONGER, SHADES = CONTESTS


@pytest.fixture
def exploration():
    return LearningCurveExploration()


def commit(exploration, few="L S 8 64 256", many="S 256 64 L 8"):
    exploration.few.value, exploration.many.value = few, many
    exploration.commit.click()


def test_rankings_by_hand():
    assert ranking(PALE, LAST) == ["S", "256", "64", "L", "8"]
    assert at(PALE, "S", LAST).mean() == pytest.approx(
        np.mean([0.988, 0.987, 0.988, 0.989, 0.990]), abs=0.004
    )
    assert ranking(SHADES, LAST)[-2:] == ["8", "L"] and ranking(SHADES, LAST)[2] == "S"


def test_only_pairs_on_which_all_runs_agree_count():
    assert told_apart(PALE, "S", "256", LAST) and not told_apart(SHADES, "64", "256", LAST)
    assert judge_ranking(["S", "256", "64", "L", "8"], PALE, LAST) == (10, 10)
    assert judge_ranking(["8", "L", "64", "256", "S"], PALE, LAST) == (0, 10)
    assert judge_ranking(["256", "S", "64", "L", "8"], PALE, LAST) == (9, 10)
    both = [judge_ranking([*top, "S", "8", "L"], SHADES, LAST) for top in (("64", "256"), ("256", "64"))]
    assert both[0] == both[1] == (9, 9), "nets that cannot be told apart may stand in any order"


@pytest.mark.parametrize("text", ["S 256 64 8 L", "s,256, 64,8,l", " S > 256 > 64 > 8 > L "])
def test_rankings_can_be_typed_in_several_ways(text):
    assert read_ranking(text) == ["S", "256", "64", "8", "L"]


def test_leads_and_lessons():
    assert lead(PALE, LAST) == "the SVM leads, in all five runs"
    assert "cannot be told apart" in lead(SHADES, LAST) and "SVM" not in lead(SHADES, LAST)
    assert len({lesson(name) for name in CONTESTS}) == 3


def test_what_the_lessons_say_is_so():
    for size in STORED_SIZES:
        assert (at(PALE, "S", size) > at(PALE, "256", size)).all()
        assert (at(SHADES, "64", size) > at(SHADES, "S", size)).all()
        assert (at(SHADES, "256", size) > at(SHADES, "S", size)).all()
        assert at(LONGER, "256", size).mean() < at(LONGER, "S", size).mean() + 0.0075
    level = at(LONGER, "256", 3200) - at(LONGER, "S", 3200)
    assert (level >= 0).all() and level.mean() < 0.01, "level with the SVM, or a little ahead of it"
    assert at(LONGER, "256", LAST).mean() > at(PALE, "256", LAST).mean() + 0.04
    assert abs(at(SHADES, "64", LAST).mean() - at(SHADES, "256", LAST).mean()) < 0.01


def lines_drawn(exploration):
    figure = Figure()
    exploration.draw(figure)
    return [len(line.get_xdata()) for line in figure.axes[0].lines]


def test_nothing_is_shown_before_the_rankings(exploration):
    assert lines_drawn(exploration) == [] and "hidden" in exploration.describe()
    assert exploration.more.disabled and "leads" not in exploration.status.value
    commit(exploration)
    assert lines_drawn(exploration) == [1] * 5 and not exploration.more.disabled
    assert f"{FIRST}: logistic regression 29 (26 to 34)" in exploration.describe()
    assert "200" not in exploration.describe(), "what comes later stays hidden"


def test_data_grow_step_by_step_to_the_end(exploration):
    commit(exploration)
    for shown in range(2, len(STORED_SIZES) + 1):
        assert "More data" in exploration.status.value
        exploration.more.click()
        assert lines_drawn(exploration) == [shown] * 5
    assert exploration.more.disabled and lesson(PALE) in exploration.status.value
    assert "10 stand as you said" in exploration.status.value and "✓ All right" in exploration.status.value
    assert "✗ Not all" in exploration.status.value, "the ranking for few examples was wrong"


def test_the_rankings_stay_in_the_margin(exploration):
    commit(exploration)
    figure = Figure()
    exploration.draw(figure)
    texts = [text.get_text() for text in figure.axes[1].texts]
    came = ranking(PALE, FIRST)
    assert texts[3:13] == [word for pair in zip("L S 8 64 256".split(), came, strict=True) for word in pair]
    assert texts[16:26] == [word for mine in "S 256 64 L 8".split() for word in (mine, "?")]


def test_the_next_contest_hides_everything_again(exploration):
    commit(exploration)
    exploration.next_contest.click()
    assert exploration.contest == LONGER and lines_drawn(exploration) == []
    assert exploration.few.value == "" and not exploration.commit.disabled
    exploration.next_contest.click()
    exploration.next_contest.click()
    assert exploration.contest == PALE


@pytest.mark.parametrize(
    "few, said",
    [
        ("", "type both rankings"),
        ("A B C D E", "“A” is none of the five"),
        ("<b>", "none of the five"),
        ("S 256 64 8", "names each of"),
        ("S S 256 64 8", "names each of"),
    ],
)
def test_bad_rankings_get_a_sentence_and_reveal_nothing(exploration, few, said):
    hidden = exploration.picture.value
    commit(exploration, few=few)
    assert said in exploration.status.value and "<b>" not in exploration.status.value
    assert exploration.picture.value == hidden and exploration.rankings == {}


def test_rankings_stand_once_committed(exploration):
    commit(exploration)
    commit(exploration, few="S 256 64 8 L")
    assert "Your rankings stand" in exploration.status.value
    assert exploration.rankings[FIRST] == ["L", "S", "8", "64", "256"]


def test_start_again_starts_again(exploration):
    exploration.next_contest.click()
    commit(exploration)
    exploration.again.click()
    assert (exploration.contest, exploration.shown, exploration.rankings) == (PALE, 0, {})


def test_the_static_picture_shows_everything():
    alt = LearningCurveExploration.still().alt
    assert "12,800: logistic regression 62" in alt and "with 50 L S 8 64 256" in alt
    assert all(name in alt for name in NAMES.values())
