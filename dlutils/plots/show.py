"""A figure that nobody can see should still say something, so `show` asks for a description.

JupyterLab drops the description of a plain PNG output. The picture is therefore displayed as
HTML, `<img alt="...">`, and the same words are its plain-text form.
"""

import base64
import html
import io
from dataclasses import dataclass

import matplotlib.pyplot as plt
from IPython.display import display
from PIL import Image

DPI = 96
SHORTEST_ALT = 20  # characters; anything shorter cannot say what there is to see
NEEDLESS_STARTS = ("image of", "picture of", "figure of", "graphic of", "image:", "picture:", "figure:")


@dataclass(frozen=True, repr=False)
class Picture:
    """A drawn figure with its description. As the last line of a cell it displays itself."""

    alt: str
    png: bytes
    width: int
    height: int

    @property
    def html(self):
        """The picture as one HTML element that needs no other file."""
        data = base64.b64encode(self.png).decode("ascii")
        return (
            f'<img alt="{html.escape(self.alt)}" width="{self.width}" height="{self.height}" '
            f'style="max-width:100%;height:auto;background:white" src="data:image/png;base64,{data}">'
        )

    def _repr_html_(self):
        return self.html

    def __repr__(self):
        return f"Figure: {self.alt}"


def show(fig, alt, photo=False):
    """Display a figure together with its description, and close it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    alt : str
        The kind of figure, its axes, and what there is to see, in at most three sentences:
        "Line plot, cost against step, 0 to 200. With momentum the cost falls to 0.1 in 40 steps."
    photo : bool
        Keep 256 colours and mix the others out of dots. Drawings are stored with 128 even colours,
        which makes notebooks small.

    Raises
    ------
    ValueError
        If the description is missing, too short, or starts with "image of".
    """
    display(picture(fig, alt, photo))
    plt.close(fig)


def picture(fig, alt, photo=False):
    """Draw a figure into a `Picture` without displaying it. Parameters as for `show`."""
    words = _checked(alt)
    canvas = io.BytesIO()
    fig.savefig(canvas, format="png", dpi=DPI, facecolor="white", pil_kwargs={"compress_level": 0})
    image = Image.open(canvas).convert("RGB")
    if photo:
        image = image.quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
    else:
        # MAXCOVERAGE keeps the colour of a single thin line, which the default method mixes to grey.
        # No dithering: speckles in plain areas look worse and compress worse than even colours.
        image = image.quantize(128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    stored = io.BytesIO()
    image.save(stored, format="PNG", optimize=True)
    return Picture(words, stored.getvalue(), image.width, image.height)


def _checked(alt):
    """The description with single spaces, or a sentence on what is wrong with it."""
    example = 'For example: alt="Scatter plot, weight against height. The points rise to the right."'
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(f"A figure needs alt text: say in words what there is to see. {example}")
    words = " ".join(alt.split())
    if words.lower().startswith(NEEDLESS_STARTS):
        raise ValueError(f"Screen readers say themselves that it is a picture: say which kind. {example}")
    if len(words) < SHORTEST_ALT:
        raise ValueError(f"The alt text {words!r} is too short to replace the figure. {example}")
    return words
