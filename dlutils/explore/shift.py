"""A picture moves by a pixel or two: how much does its pooled version change, and where does a gradient go?"""

import numpy as np
from ipywidgets import BoundedIntText, Layout

from dlutils.plots.style import colors, number
from dlutils.plots.windows import draw_pixels, draw_window

from .base import Exploration, UnreadableInput, button, read_number, text_field
from .shift_steps import (
    PICTURES,
    WAYS,
    as_words,
    before_and_after,
    cells_changed,
    columns_moved,
    gradient_shares,
    moved,
    relative_change,
)

LARGEST_SHIFT = 3
CLOSE = 10  # percentage points


class ShiftExploration(Exploration):
    """Move a picture, predict by how much its pooled version changes, and follow a gradient back."""

    title = "Shift and count"
    sentence = (
        "Predict by how many percent a pooled picture changes when the picture moves, commit, and see it; "
        "then follow a cell's gradient back."
    )
    size = (8.8, 3)
    margins = {"left": 0.01, "right": 0.99, "bottom": 0.03, "top": 0.86, "wspace": 0.08}

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="9em")}
        self.shift = BoundedIntText(min=0, max=LARGEST_SHIFT, description="shift", **wide)
        self.next_way = button("Next way to shrink", lambda: self.respond(self._next_way))
        self.next_picture = button("Next picture", lambda: self.respond(self._next_picture))
        self.typed = text_field("change in %", width="12em")
        self.commit = button("Commit my number", lambda: self.respond(self._commit))
        self.row = BoundedIntText(min=0, max=7, description="row", **wide)
        self.column = BoundedIntText(min=0, max=7, description="column", **wide)
        self.follow = button("Follow the gradient of this cell", lambda: self.respond(self._follow))
        self.shift.observe(lambda _: self.respond(self._hide), "value")
        self.ask(
            "The picture moves to the right by some pixels, then it is made smaller. "
            "<strong>By how many percent does the small picture change</strong> (RMS of the change, "
            "compared with the RMS before)? Try all ways with a shift of one, then with two. "
            "Afterwards type a cell of the small picture and see which pixels get its gradient."
        )
        return [
            [self.shift, self.next_way, self.next_picture],
            [self.typed, self.commit, self.again],
            [self.row, self.column, self.follow],
        ]

    def reset(self):
        self.picture_name, self.way = next(iter(PICTURES)), next(iter(WAYS))
        self.shift.value, self.row.value, self.column.value = 1, 0, 1
        self._hide()

    def typical(self):
        self.typed.value = "20"
        self._commit()
        self.row.value, self.column.value = 3, 2
        self._follow()

    @property
    def pixels(self):
        """The picture that is shown: moved."""
        return moved(PICTURES[self.picture_name], self.shift.value)

    def results(self):
        return before_and_after(PICTURES[self.picture_name], self.way, self.shift.value)

    def _hide(self):
        """Another setting is another question."""
        self.prediction = self.place = None
        self.typed.value = ""
        self.commit.disabled, self.follow.disabled = False, True

    def _next_way(self):
        self.way = _after(self.way, WAYS)
        self._hide()

    def _next_picture(self):
        self.picture_name = _after(self.picture_name, PICTURES)
        self._hide()

    def _commit(self):
        if self.prediction is not None:
            raise UnreadableInput("This one is shown. Choose another shift, way or picture.")
        self.prediction = read_number(self.typed.value.replace("%", ""), "the change in %")
        self.commit.disabled, self.follow.disabled = True, False

    def _follow(self):
        if self.prediction is None:
            raise UnreadableInput("Commit a number for the change first.")
        place, n = (self.row.value, self.column.value), len(self.results()[0])
        if max(place) >= n:
            raise UnreadableInput(f"The small picture has rows and columns 0 to {n - 1}.")
        self.place = place

    def draw(self, figure):
        before, after = self.results()
        shown = self.prediction is not None
        hidden = np.full(after.shape, np.nan)
        left, middle, right, last = figure.subplots(1, 4, width_ratios=(5, 4, 4, 4))
        digits = 2 if len(before) == 4 else 0
        draw_pixels(left, self.pixels, f"picture, moved by {self.shift.value}", largest=16)
        draw_pixels(middle, before, "small: before", largest=16, digits=digits)
        draw_pixels(right, after if shown else hidden, "small: moved", largest=16, digits=digits)
        draw_pixels(
            last, after - before if shown else hidden, "change", signed=True, largest=16, digits=digits
        )
        for ax in () if shown else (right, last):
            ax.text((len(before) - 1) / 2, (len(before) - 1) / 2, "?", ha="center", va="center", fontsize=20)
        if self.place is not None:
            step = 8 // len(before)
            draw_window(right, *self.place, 1, 1)
            draw_window(left, self.place[0] * step, self.place[1] * step, step, step)
            for row, column in np.argwhere(self._shares()):
                draw_window(left, row + 0.12, column + 0.12, 0.76, 0.76, colors.gradient)

    def _shares(self):
        return gradient_shares(self.pixels, self.way, self.place)

    def describe(self):
        before, after = self.results()
        words = (
            f"Tiles with numbers: {self.picture_name}, 8 × 8 pixels, moved by {self.shift.value}: {as_words(self.pixels)}. "
            f"Made smaller by {self.way}, before the move: {as_words(before)}."
        )
        if self.prediction is None:
            return f"{words} After the move: still hidden."
        words += f" After the move: {as_words(after)}. Change: {as_words(after - before)}."
        return words if self.place is None else f"{words} {self._gradient_in_words()}"

    def _gradient_in_words(self):
        shares = self._shares()
        pixels = ", ".join(f"({row}, {column})" for row, column in np.argwhere(shares))
        cell = f"The gradient of cell ({self.place[0]}, {self.place[1]})"
        if np.count_nonzero(shares) == 1:
            return f"{cell} goes to the pixel {pixels} alone."
        return f"{cell} goes in equal parts, a quarter each, to the pixels {pixels}."

    def message(self):
        before, after = self.results()
        lines = [f"{self.picture_name.capitalize()}, shift {self.shift.value}, made smaller by {self.way}."]
        if self.prediction is None:
            return "<br>".join([*lines, "Type the change in percent, then commit."])
        change = relative_change(before, after)
        verdict = "✓ Close" if abs(change - self.prediction) <= CLOSE else "✗ Not so"
        lines.append(
            f"<strong>{verdict}.</strong> You typed {number(self.prediction)} %; it is {change:.0f} %. "
            f"Cells that changed at all: {cells_changed(before, after)} of {before.size}."
        )
        columns = columns_moved(before, after)
        if columns:
            s = "s" * (columns > 1)
            lines.append(f"It is the old small picture, moved by {columns} column{s}: it moved along.")
        elif columns == 0 and self.shift.value:
            lines.append("Nothing changed at all: this way is blind to this move.")
        lines.append(
            "Type a cell and follow its gradient, or choose another shift, way or picture."
            if self.place is None
            else self._gradient_in_words()
        )
        return "<br>".join(lines)


def _after(name, names):
    """The next of the names, in a circle."""
    names = list(names)
    return names[(names.index(name) + 1) % len(names)]
