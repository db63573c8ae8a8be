import io
from html.parser import HTMLParser

import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.formatters import DisplayFormatter
from PIL import Image

from dlutils.plots import colors, picture, show

ALT = "Line plot, cost against steps. The cost falls from 9 to 1 in three steps."


def line_figure():
    fig, ax = plt.subplots()
    ax.plot([9, 3, 1], color=colors.train)
    return fig


def pixels(shown):
    return np.asarray(Image.open(io.BytesIO(shown.png)).convert("RGB"))


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_output_is_one_image_with_its_description_and_the_same_words_as_text():
    shown = picture(line_figure(), ALT)
    plt.close("all")
    bundle, _ = DisplayFormatter().format(shown)
    assert bundle["text/plain"] == f"Figure: {ALT}"
    assert set(bundle) == {"text/plain", "text/html"}
    [(tag, attributes)] = Tags(bundle["text/html"]).found
    assert tag == "img"
    assert attributes["alt"] == ALT
    assert attributes["src"].startswith("data:image/png;base64,")
    assert (int(attributes["width"]), int(attributes["height"])) == pixels(shown).shape[1::-1]
    assert "max-width:100%" in attributes["style"] and "background:white" in attributes["style"]


def test_marks_in_the_description_do_not_end_the_html():
    alt = 'Line plot with J < 1 & "w" > 0, and a <script>alert(1)</script>.'
    [(tag, attributes)] = Tags(picture(line_figure(), alt).html).found
    plt.close("all")
    assert (tag, attributes["alt"]) == ("img", alt)


def test_show_displays_and_closes(capsys):
    fig = line_figure()
    show(fig, f"  {ALT}\n")
    assert capsys.readouterr().out == f"Figure: {ALT}\n"
    assert not plt.fignum_exists(fig.number)


@pytest.mark.parametrize("photo", [False, True])
def test_the_same_figure_gives_the_same_bytes(photo):
    first, second = (picture(line_figure(), ALT, photo).png for _ in range(2))
    plt.close("all")
    assert first == second


def test_drawings_have_few_colours_and_photographs_more():
    fig, ax = plt.subplots()
    ax.imshow(np.random.default_rng(0).random((40, 40, 3)))
    drawing, photo = (
        len(np.unique(pixels(picture(fig, ALT, p)).reshape(-1, 3), axis=0)) for p in (False, True)
    )
    plt.close(fig)
    assert drawing <= 128 < photo <= 256


def test_the_colour_of_one_short_line_survives_beside_many_others():
    fig, (left, right) = plt.subplots(1, 2)
    left.imshow(np.random.default_rng(0).random((40, 40)))
    right.plot([0, 1], [0, 1], color=colors.train)
    right.plot([0.45, 0.55], [0.8, 0.8], color=colors.gradient, linewidth=1.5)
    seen = pixels(picture(fig, ALT)).reshape(-1, 3).astype(int)
    plt.close(fig)
    wanted = np.array([int(colors.gradient[i : i + 2], 16) for i in (1, 3, 5)])
    assert np.abs(seen - wanted).max(axis=1).min() <= 12
    assert (seen[0] == 255).all(), "the background is white"


@pytest.mark.parametrize(
    "alt, sentence",
    [
        ("", "needs alt text"),
        ("   ", "needs alt text"),
        (None, "needs alt text"),
        ("Image of a cost that falls from nine to one", "say which kind"),
        ("figure: a cost that falls from nine to one", "say which kind"),
        ("A line plot", "too short"),
    ],
)
def test_a_description_that_says_nothing_is_refused(alt, sentence):
    fig = line_figure()
    with pytest.raises(ValueError, match=sentence):
        show(fig, alt)
    plt.close(fig)
