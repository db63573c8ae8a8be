"""Compare a figure with the stored one, pixel by pixel: nbval compares texts and skips pictures.

A picture is cut into tiles. One moved line or one other digit changes a tile a lot and the
whole picture hardly at all, so the worst tile decides. Edges drawn a little softer by another
processor stay below the tolerance.
"""

import base64
import io
from dataclasses import dataclass
from html.parser import HTMLParser

import numpy as np
from PIL import Image

TILE = 16  # pixels
TOLERANCE = 8.0  # levels out of 255, mean over one tile
PREFIX = "data:image/png;base64,"


@dataclass(frozen=True)
class Figure:
    """A picture that a cell shows.

    Parameters
    ----------
    alt : str
        What it says to those who cannot see it.
    pixels : ndarray of shape (height, width, 3)
        Levels 0 to 255 on white ground.
    """

    alt: str
    pixels: np.ndarray


class _Pictures(HTMLParser):
    """Collects the PNG pictures that stand inside a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.figures = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "img" and (values.get("src") or "").startswith(PREFIX):
            self.figures.append(Figure(values.get("alt") or "", _decode(values["src"].removeprefix(PREFIX))))


def _decode(text):
    picture = Image.open(io.BytesIO(base64.b64decode(text))).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return np.asarray(Image.alpha_composite(white, picture).convert("RGB"), dtype=float)


def figures_in(outputs):
    """Decode all figures in the outputs of a cell, in order."""
    parser = _Pictures()
    for output in outputs:
        parser.feed(output.get("data", {}).get("text/html", ""))
    return parser.figures


def difference(old, new):
    """Return how far two pictures differ: the mean absolute difference of the worst tile.

    Parameters
    ----------
    old, new : ndarray of shape (height, width, 3)
        Levels 0 to 255.

    Returns
    -------
    float
        0 to 255; infinite if they differ in size.
    """
    if old.shape != new.shape:
        return float("inf")
    apart = np.abs(old - new).mean(axis=2)
    rows, columns = (np.arange(0, length, TILE) for length in apart.shape)
    sums = np.add.reduceat(np.add.reduceat(apart, rows, axis=0), columns, axis=1)
    heights, widths = (np.minimum(TILE, length - np.arange(0, length, TILE)) for length in apart.shape)
    return float((sums / np.outer(heights, widths)).max())


def changes(stored, new):
    """Say which figures of a cell have changed.

    Parameters
    ----------
    stored, new : list of outputs
        Of the cell in its file, and of the same cell run again.

    Returns
    -------
    list of str
        One sentence for each changed figure, with its alt text.
    """
    before, after = figures_in(stored), figures_in(new)
    if len(before) != len(after):
        return [f"{len(before)} figures are stored, the cell now draws {len(after)}."]
    sentences = []
    for old, fresh in zip(before, after, strict=True):
        apart = difference(old.pixels, fresh.pixels)
        if not apart <= TOLERANCE:
            sentences.append(f'The figure "{old.alt}" has changed ({_how(old, fresh, apart)}).')
    return sentences


def _how(old, new, apart):
    if old.pixels.shape != new.pixels.shape:
        (height, width), (new_height, new_width) = old.pixels.shape[:2], new.pixels.shape[:2]
        return f"{width} × {height} pixels before, {new_width} × {new_height} now"
    return f"a part of it differs by {apart:.0f} levels of 255, {TOLERANCE:.0f} are allowed"
