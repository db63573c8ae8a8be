"""Figures are compared by their pixels: a moved line is seen, a softer edge is not."""

import base64
import io

import numpy as np
import pytest
from nbformat.v4 import new_output
from PIL import Image

from tools.figures import TOLERANCE, changes, difference

ALT = "Line plot, cost against step. The cost falls."


def _output(pixels, alt=ALT):
    file = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(file, format="PNG")
    picture = base64.b64encode(file.getvalue()).decode()
    html = f'<img alt="{alt}" src="data:image/png;base64,{picture}">'
    return [new_output("display_data", data={"text/html": html, "text/plain": f"Figure: {alt}"})]


def _drawing():
    pixels = np.full((100, 150, 3), 255.0)
    pixels[40:42, 20:130] = [0, 114, 178]
    return pixels


def test_the_same_figure_has_not_changed():
    assert changes(_output(_drawing()), _output(_drawing())) == []
    assert changes([], []) == []


def test_a_line_moved_by_two_pixels_is_seen():
    (sentence,) = changes(_output(_drawing()), _output(np.roll(_drawing(), 2, axis=0)))
    assert ALT in sentence and "has changed" in sentence


def test_one_other_digit_in_a_large_figure_is_seen():
    before, after = np.full((2, 900, 900, 3), 255.0)
    before[500:508, 500:501] = 0
    after[500:508, 500:505:2] = 0
    assert np.abs(before - after).mean() < 0.01
    assert difference(before, after) > TOLERANCE


def test_softer_edges_and_another_palette_are_allowed():
    rng = np.random.default_rng(0)
    before = _drawing()
    after = np.clip(before + rng.integers(-4, 5, before.shape), 0, 255)
    after[39:43, 20:130] += (before[39:43, 20:130] - after[39:43, 20:130]) * 0.9
    assert changes(_output(before), _output(after)) == []


def test_another_size_and_another_number_of_figures_are_seen():
    (sentence,) = changes(_output(_drawing()), _output(_drawing()[:90]))
    assert "150 × 100 pixels before, 150 × 90 now" in sentence
    assert changes(_output(_drawing()), []) == ["1 figures are stored, the cell now draws 0."]


@pytest.mark.parametrize("shape", [(1, 1, 3), (16, 16, 3), (17, 33, 3)])
def test_difference_is_the_mean_of_the_worst_tile(shape):
    old = np.zeros(shape)
    assert difference(old, old) == 0
    assert difference(old, old + 10) == pytest.approx(10)


def test_transparent_figures_are_compared_on_white():
    clear = np.dstack([np.zeros((20, 20, 3)), np.zeros((20, 20))])
    assert changes(_output(clear), _output(np.full((20, 20, 3), 255))) == []
