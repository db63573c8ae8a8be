"""What all explorations share: a question, a few fields, a picture, and a status in words.

Everything can be done with the keyboard, each field has a name, and the picture says in its
alternative text what it shows. Sliders are not used, because screen readers find no name on them, nor
lists to choose from: JupyterLab takes their arrow keys away to move from cell to cell.
"""

import html
import math
from abc import ABC, abstractmethod
from contextlib import contextmanager

import matplotlib
from ipywidgets import HTML, Button, HBox, Layout, Text, VBox
from matplotlib.figure import Figure

from dlutils.plots.show import picture
from dlutils.plots.style import STYLE

_TEXT_STYLE = "line-height:1.5"  # widgets are made for one line each and set longer texts too wide


class UnreadableInput(ValueError):
    """The learner typed something that cannot be read. Its text is a sentence for the learner."""


class Exploration(ABC):
    """A small experiment in which the learner predicts before the answer is shown.

    As the last line of a cell it displays itself. A subclass gives `title` and `sentence`, creates
    its fields and asks its question (`rows`), and writes five methods: `reset` (back to the start),
    `typical` (on to a state worth printing), `draw` (the picture), `describe` (the picture in words) and
    `message` (the status).

    Attributes
    ----------
    view : ipywidgets.VBox
        Everything that is displayed.
    """

    title = ""
    sentence = ""
    size = (6.4, 3.7)  # inches
    margins = {"left": 0.1, "right": 0.97, "bottom": 0.15, "top": 0.9}  # shares of the figure

    def __init__(self):
        with self._style():
            self.figure = Figure(figsize=self.size)  # kept for all redraws, unknown to pyplot
        self.question = HTML(layout=Layout(max_width="48em"))
        self.picture = HTML(layout=Layout(margin="8px 2px"))
        self.status = HTML(layout=Layout(max_width="48em"))
        self.again = button("Start again", self._on_again)
        rows = [HBox(row, layout=Layout(flex_flow="row wrap")) for row in self.rows()]
        heading = HTML(f"<strong>{html.escape(self.title)}</strong>")
        self.view = VBox([heading, self.question, *rows, self.picture, self.status])
        self._listening = True
        self._on_again()

    @abstractmethod
    def rows(self):
        """The fields and buttons, row by row (lists of widgets); called once. It also calls `ask`."""

    @abstractmethod
    def reset(self):
        """Set the fields and the state to the start, always the same one."""

    @abstractmethod
    def typical(self):
        """From the start, set the fields and the state to those of the static picture."""

    @abstractmethod
    def draw(self, figure):
        """Draw the present state on an empty figure."""

    @abstractmethod
    def describe(self):
        """The present picture in words: kind of figure, axes, what there is to see."""

    @abstractmethod
    def message(self):
        """The present state in words, as HTML."""

    def refresh(self):
        """Draw the present state anew, and say it in words."""
        self.picture.value = self.drawn().html
        self._say(self.message())

    @classmethod
    def still(cls):
        """A static picture of a typical state, for readers without a running kernel.

        Returns
        -------
        dlutils.plots.Picture
        """
        exploration = cls()
        with exploration.quietly():
            exploration.typical()
        return exploration.drawn()

    def drawn(self):
        """The present picture, a `dlutils.plots.Picture`."""
        with self._style():
            self.figure.clear()
            self.draw(self.figure)
            return picture(self.figure, self.describe())

    def respond(self, action):
        """Carry out what a field or button asks for, then redraw; input that cannot be read is explained."""
        if not self._listening:
            return
        try:
            with self.quietly():
                action()
        except UnreadableInput as problem:
            self._say(html.escape(str(problem)))
        else:
            self.refresh()

    @contextmanager
    def quietly(self):
        """While we change fields ourselves, they do not answer as if the learner had."""
        before, self._listening = self._listening, False
        try:
            yield
        finally:
            self._listening = before

    @contextmanager
    def _style(self):
        """The look of the course, whatever settings the learner has changed, with fixed margins."""
        margins = {f"figure.subplot.{side}": share for side, share in self.margins.items()}
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            # To find good margins anew would take half the time of a redraw.
            matplotlib.rcParams.update({**STYLE, "figure.constrained_layout.use": False, **margins})
            yield

    def _on_again(self):
        self.respond(self.reset)

    def ask(self, text):
        """Write the question above the fields, as HTML."""
        self.question.value = f'<div style="{_TEXT_STYLE}">{text}</div>'

    def _say(self, text):
        self.status.value = f'<div role="status" style="{_TEXT_STYLE}">{text}</div>'

    def __repr__(self):
        return f"Exploration: {self.title}. {self.sentence}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle = self.view._repr_mimebundle_()
        bundle["text/plain"] = repr(self)  # the widget's own text names a random model
        return bundle


def text_field(name, width="16em", **more):
    """A field to type into, with its name before it.

    What was typed is sent as a whole when the field is left. Sent letter by letter, the last letters
    can be overtaken by a quick press of a button, and half a number is judged.
    """
    style, layout = {"description_width": "initial"}, Layout(width=width)
    return Text(description=name, continuous_update=False, style=style, layout=layout, **more)


def button(text, action):
    """A button that calls `action()` when it is pressed."""
    made = Button(description=text, layout=Layout(width="auto"))
    made.on_click(lambda _: action())
    return made


def read_number(text, what, example="0.25 or −1"):
    """Read a number that a learner typed: 0.25, 0,25, -1, 1/5.

    Parameters
    ----------
    text : str
    what : str
        What the number is, for the sentence about a mistake: "the next w".
    example : str
        What may be typed, for the same sentence.

    Returns
    -------
    float

    Raises
    ------
    UnreadableInput
        If the text is empty, is no number, or is not finite.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace(",", ".")
    if not plain:
        raise UnreadableInput(f"Nothing to compare yet: type a number for {what}, then commit.")
    try:
        top, _, bottom = plain.partition("/")
        value = float(top) / float(bottom or 1)
    except (ValueError, ZeroDivisionError):
        value = math.nan
    if not math.isfinite(value):
        raise UnreadableInput(f"“{text.strip()}” cannot be read as {what}. Type a number such as {example}.")
    return value
