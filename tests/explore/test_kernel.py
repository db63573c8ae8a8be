"""The kernel stepper: its numbers are those of a convolution, mistakes are named, and nothing is shown too early."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy.signal import convolve2d, correlate2d

from dlutils.explore import KernelExploration
from dlutils.explore.kernel_steps import (
    KERNELS,
    PICTURE,
    cell,
    feature_map,
    judge_cell,
    mistakes,
    padded,
    places,
    sum_in_words,
    window,
)

SETTINGS = [(padding, stride) for padding in (0, 1, 2) for stride in (1, 2, 3)]


@pytest.fixture
def exploration():
    return KernelExploration()


def commit(exploration, text):
    exploration.typed.value = str(text)
    exploration.commit.click()


@pytest.mark.parametrize("padding, stride", SETTINGS)
@pytest.mark.parametrize("kernel", KERNELS.values(), ids=KERNELS)
def test_the_map_is_scipys_correlation(kernel, padding, stride):
    wanted = correlate2d(np.pad(PICTURE, padding), kernel, mode="valid")[::stride, ::stride]
    assert np.array_equal(feature_map(kernel, padding, stride), wanted)
    assert wanted.shape == (places(padding, stride),) * 2


def test_the_sum_in_words_gives_the_cell():
    for kernel in KERNELS.values():
        for place in np.ndindex(6, 6):
            words = sum_in_words(kernel, place, 0, 1)
            value = eval(words.replace("−", "-").replace("·", "*")) if "·" in words else 0
            assert value == cell(kernel, place, 0, 1)


def test_the_turned_kernel_is_named_and_is_scipys_convolution():
    for kernel in KERNELS.values():
        turned = convolve2d(PICTURE, kernel, mode="valid")
        for place in np.ndindex(6, 6):
            right, name = judge_cell(turned[place], kernel, place, 0, 1)
            assert right == (turned[place] == cell(kernel, place, 0, 1))
            assert right or "turned the kernel over" in name


def test_lacking_padding_and_lacking_stride_are_named():
    kernel = KERNELS["no special pattern"]
    without_padding = feature_map(kernel, 0, 2)
    without_stride = feature_map(kernel, 1, 1)
    for place in [(0, 1), (1, 1), (2, 0)]:
        assert "padding out" in judge_cell(without_padding[place], kernel, place, 1, 2)[1]
        assert "stride out" in judge_cell(without_stride[place], kernel, place, 1, 2)[1]


def test_what_is_not_set_is_not_blamed():
    for kernel in KERNELS.values():
        names = " ".join(name for _, name in mistakes(kernel, (1, 2), 0, 1))
        assert "padding" not in names and "stride" not in names


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda seen, kernel: seen * kernel.T, "rows and columns"),
        (lambda seen, kernel: seen, "without the kernel"),
        (lambda seen, kernel: seen * abs(kernel), "negative weights"),
        (lambda seen, kernel: -seen * kernel, "sign"),
    ],
)
def test_other_mistakes_are_named(change, words):
    kernel, place = KERNELS["no special pattern"], (0, 1)
    typed = int(np.sum(change(window(place, 0, 1), kernel)))
    right, name = judge_cell(typed, kernel, place, 0, 1)
    assert not right and words in name


def test_an_unknown_number_gets_no_name():
    assert judge_cell(77, KERNELS["brighter below"], (0, 0), 0, 1) == (False, "")


def test_a_number_with_two_causes_gets_both_names():
    name = judge_cell(3, KERNELS["no special pattern"], (0, 0), 1, 2)[1]
    assert "turned the kernel over" in name and "Or: You added up the window" in name


def test_the_answer_is_hidden_until_the_prediction(exploration):
    answer = cell(exploration.kernel, (0, 0), 0, 1)
    hidden = exploration.picture.value
    assert "hidden" in exploration.describe() and "The sum" not in exploration.status.value
    assert np.isnan(exploration.filled).all()
    commit(exploration, answer)
    assert "✓ Right" in exploration.status.value and f"= {answer}." in exploration.status.value
    assert f"is {answer}; you typed {answer}" in exploration.describe()
    assert exploration.picture.value != hidden and "Right so far: 1 of 1" in exploration.status.value


def numbers_drawn(exploration, title):
    figure = Figure()
    exploration.draw(figure)
    ax = next(ax for ax in figure.axes if ax.get_title() == title or ax.get_title("left") == title)
    return [text.get_text() for text in ax.texts]


def test_products_are_drawn_only_after_the_prediction(exploration):
    assert numbers_drawn(exploration, "products") == []
    assert numbers_drawn(exploration, "feature map") == ["?"]
    commit(exploration, 4)
    assert sorted(numbers_drawn(exploration, "products")) == sorted("0 0 1 0 0 4 −1 0 0".split())
    assert numbers_drawn(exploration, "feature map") == ["4"]
    exploration.go_on.click()
    assert numbers_drawn(exploration, "products") == []
    assert numbers_drawn(exploration, "feature map") == ["4", "?"]


def test_a_wrong_number_is_named_and_the_right_one_is_filled_in(exploration):
    commit(exploration, "−4")
    assert "✗ Not so" in exploration.status.value and "turned the kernel over" in exploration.status.value
    assert exploration.filled[0, 0] == 4 and "Right so far: 0 of 1" in exploration.status.value


def test_one_cell_after_the_other(exploration):
    assert exploration.go_on.disabled and exploration.fill.disabled
    exploration.go_on.click()
    assert exploration.index == 0 and "then commit" in exploration.status.value
    for number in range(3):
        assert not exploration.commit.disabled
        commit(exploration, 4)
        assert exploration.commit.disabled and not exploration.go_on.disabled
        exploration.go_on.click()
        assert exploration.index == number + 1 and exploration.typed.value == ""
    assert not exploration.fill.disabled
    assert np.count_nonzero(~np.isnan(exploration.filled)) == 3


def test_a_cell_cannot_be_committed_twice(exploration):
    commit(exploration, 1)
    commit(exploration, 4)
    assert "filled in" in exploration.status.value and exploration.commits == 1


def test_the_rest_is_filled_in_after_three_predictions(exploration):
    for _ in range(3):
        commit(exploration, 0)
        exploration.go_on.click()
    exploration.fill.click()
    assert np.array_equal(exploration.filled, feature_map(exploration.kernel, 0, 1))
    assert "complete" in exploration.status.value and "complete" in exploration.describe()
    assert exploration.commit.disabled and exploration.go_on.disabled and exploration.fill.disabled
    commit(exploration, 1)
    assert "filled in" in exploration.status.value


def test_the_last_cell_completes_the_map(exploration):
    exploration.stride.value = 3
    for place in np.ndindex(2, 2):
        commit(exploration, cell(exploration.kernel, place, 0, 3))
        exploration.go_on.click()
        assert ("last cell" in exploration.status.value) == (place == (1, 1))
    exploration.refresh()
    assert "complete" in exploration.status.value and "Right so far: 4 of 4" in exploration.status.value


@pytest.mark.parametrize("padding, stride", SETTINGS)
def test_another_setting_is_another_empty_map(exploration, padding, stride):
    commit(exploration, 4)
    exploration.padding.value, exploration.stride.value = padding, stride
    n = places(padding, stride)
    assert exploration.filled.shape == (n, n)
    if (padding, stride) != (0, 1):
        assert np.isnan(exploration.filled).all() and exploration.typed.value == ""
    assert f"has {n} × {n} cells" in exploration.status.value
    assert f"padding {padding}, stride {stride}" in exploration.describe()


def test_the_kernels_take_turns_and_start_again_starts_again(exploration):
    names = []
    for _ in range(len(KERNELS) + 1):
        names.append(exploration.kernel_name)
        exploration.other.click()
    assert names[:-1] == list(KERNELS) and names[-1] == names[0]
    commit(exploration, 1)
    exploration.padding.value = 2
    exploration.again.click()
    assert (exploration.kernel_name, exploration.padding.value, exploration.commits) == (names[0], 0, 0)
    assert np.isnan(exploration.filled).all()


def test_the_description_has_all_numbers_that_are_needed(exploration):
    exploration.padding.value = 1
    assert "sees 0 0 0; 0 0 0; 0 0 3" in exploration.describe()
    assert "kernel is −1 0 1; −2 0 2; −1 0 1" in exploration.describe()


@pytest.mark.parametrize("text", ["", "abc", "nan", "<b>1</b>"])
def test_bad_input_gets_a_sentence_and_reveals_nothing(exploration, text):
    hidden = exploration.picture.value
    commit(exploration, text)
    assert exploration.picture.value == hidden and "<b>" not in exploration.status.value
    assert "number" in exploration.status.value and np.isnan(exploration.filled).all()


@pytest.mark.parametrize("stride, kept", [(0, 1), (9, 3)])
def test_the_stride_stays_within_its_bounds(exploration, stride, kept):
    exploration.stride.value = stride
    assert exploration.stride.value == kept


def test_the_padded_picture_has_zeros_all_around():
    assert padded(2).shape == (12, 12)
    assert padded(2)[:2].sum() + padded(2)[-2:].sum() + padded(2)[:, :2].sum() + padded(2)[:, -2:].sum() == 0


def test_the_static_picture_names_a_mistake():
    still = KernelExploration.still()
    assert "you typed 5" in still.alt and "is −1" in still.alt
