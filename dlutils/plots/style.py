"""One style and one palette, so that a colour means the same thing in every notebook.

The colours are those of Okabe and Ito ("Color Universal Design", 2008), which readers with a
colour vision deficiency can tell apart. Even so, colour never stands alone: a line has its own
dashes and a label, a class has its own marker.
"""

from dataclasses import dataclass

import matplotlib
from cycler import cycler
from matplotlib.colors import to_hex, to_rgb


@dataclass(frozen=True)
class Palette:
    """The colours of the course and what each of them means."""

    train: str = "#0072B2"  # blue: training data, class 0
    validation: str = "#D55E00"  # vermillion: data kept back, class 1
    after: str = "#009E73"  # green: "after", class 2
    gradient: str = "#CC79A7"  # purple: slopes and gradients, class 3
    reference: str = "#4D4D4D"  # dark grey: what we compare with
    before: str = "#4D4D4D"  # dark grey: "before"
    text: str = "#262626"
    # Light fills are for areas only: they are too pale for lines and text.
    fill_blue: str = "#56B4E9"
    fill_orange: str = "#E69F00"
    fill_yellow: str = "#F0E442"
    fill_grey: str = "#E6E6E6"

    @property
    def lines(self):
        """The colours of lines, in the order in which they are used."""
        return (self.train, self.validation, self.after, self.gradient, self.reference)

    @property
    def classes(self):
        """The colours of class 0, 1, 2 and 3. Give each class its own marker as well."""
        return self.lines[:4]

    @property
    def fills(self):
        """The light colours, for areas only."""
        return (self.fill_blue, self.fill_orange, self.fill_yellow, self.fill_grey)


colors = Palette()
dashes = ("-", "--", "-.", ":", (0, (6, 2, 1, 2, 1, 2)))

STYLE = {
    "figure.figsize": (6, 3.6),  # inches
    "figure.dpi": 96,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.08,  # inches
    "figure.constrained_layout.w_pad": 0.08,
    "savefig.facecolor": "white",
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same picture on every machine
    "font.size": 11,
    "text.color": colors.text,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.edgecolor": colors.reference,
    "axes.labelcolor": colors.text,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "axes.axisbelow": True,
    "axes.prop_cycle": cycler(color=colors.lines) + cycler(linestyle=dashes),
    "xtick.color": colors.reference,
    "ytick.color": colors.reference,
    "xtick.labelcolor": colors.text,
    "ytick.labelcolor": colors.text,
    "xtick.direction": "out",
    "ytick.direction": "out",
    "lines.linewidth": 2,
    "hatch.linewidth": 0.8,
    "image.cmap": "viridis",
    "legend.frameon": False,
}


def use_style():
    """Give all figures of this notebook the look of the course (call it in the setup cell)."""
    matplotlib.rcParams.update(STYLE)


def number(value, digits=4):
    """A number as text, with a true minus sign, which is wider and which screen readers say aloud."""
    return f"{value:.{digits}g}".replace("-", "\N{MINUS SIGN}")


def _luminance(color):
    """Relative luminance of a colour, from 0 (black) to 1 (white); WCAG 2.2, "relative luminance"."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color, background="white"):
    """Contrast of two colours, from 1 (equal) to 21 (black on white); WCAG 2.2, "contrast ratio".

    Lines need at least 3, text needs at least 4.5.
    """
    dark, light = sorted((_luminance(color), _luminance(background)))
    return (light + 0.05) / (dark + 0.05)


def darker(color, background="white", wanted=4.5):
    """The same hue, darkened until text in it can be read on the background.

    Raises
    ------
    ValueError
        If the background is so dark that not even black can be read on it.
    """
    if contrast("black", background) < wanted:
        raise ValueError(f"Nothing darker than {background} can be read on it; choose a lighter background.")
    rgb = to_rgb(color)
    while contrast(rgb, background) < wanted:
        rgb = tuple(0.95 * channel for channel in rgb)
    return to_hex(rgb)
