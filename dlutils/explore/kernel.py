"""A kernel walks over a picture of 8 × 8 pixels: which number comes next in the feature map?"""

import numpy as np
from ipywidgets import BoundedIntText, Layout

from dlutils.plots.style import number
from dlutils.plots.windows import draw_pixels

from .base import Exploration, UnreadableInput, button, read_number, text_field
from .kernel_steps import (
    KERNELS,
    as_words,
    feature_map,
    judge_cell,
    padded,
    places,
    sum_in_words,
    window,
)

LARGEST_STRIDE, LARGEST_PADDING = 3, 2
COMMITS_BEFORE_FILLING = 3


class KernelExploration(Exploration):
    """Type the next cell of a feature map, with any stride and padding, and see the nine products."""

    title = "The next cell"
    sentence = "Type the next number of the feature map, commit, and see its nine products; then change stride and padding."
    size = (8.2, 3.9)
    margins = {"left": 0.01, "right": 0.99, "bottom": 0.03, "top": 0.88, "wspace": 0.12, "hspace": 0.35}

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="9em")}
        self.stride = BoundedIntText(min=1, max=LARGEST_STRIDE, description="stride", **wide)
        self.padding = BoundedIntText(min=0, max=LARGEST_PADDING, description="padding", **wide)
        self.other = button("Next kernel", lambda: self.respond(self._next_kernel))
        self.typed = text_field("next cell", width="11em")
        self.commit = button("Commit my number", lambda: self.respond(self._commit))
        self.go_on = button("Next cell", lambda: self.respond(self._next_cell))
        self.fill = button("Fill in the rest", lambda: self.respond(self._fill))
        for field in (self.stride, self.padding):
            field.observe(lambda _: self.respond(self._start_map), "value")
        self.ask(
            "The window (thick frame) lies on the picture. Multiply each of its nine numbers by the number of "
            "the kernel at the same place, and add up: <strong>which number comes next in the feature map?</strong> "
            "Then try another stride, and padding, whose zeros stand outside the dashed line."
        )
        return [
            [self.stride, self.padding, self.other],
            [self.typed, self.commit, self.go_on, self.fill, self.again],
        ]

    def reset(self):
        self.kernel_name = next(iter(KERNELS))
        self.rights = self.commits = 0
        self.stride.value, self.padding.value = 1, 0
        self._start_map()

    def typical(self):
        self.stride.value, self.padding.value = 2, 1
        self.kernel_name = "no special pattern"
        self._start_map()
        self.typed.value = "9"
        self._commit()
        self._next_cell()
        self.typed.value = "5"  # the kernel turned over
        self._commit()

    @property
    def kernel(self):
        return KERNELS[self.kernel_name]

    @property
    def _setting(self):
        return self.padding.value, self.stride.value

    def _place(self):
        """Row and column of the cell that is asked for."""
        return divmod(self.index, places(*self._setting))

    def _start_map(self):
        """Another kernel, stride or padding makes another map: it is empty."""
        self.index = 0
        self.filled = np.full((places(*self._setting),) * 2, np.nan)
        self._forget()

    def _forget(self):
        self.prediction = None
        self.typed.value = ""
        self._allow()

    def _allow(self):
        """The next cell opens when this one was predicted, all the others after a few predictions."""
        self.commit.disabled = self._is_complete() or self.prediction is not None
        self.go_on.disabled = self._is_complete() or self.prediction is None
        self.fill.disabled = self._is_complete() or self.commits < COMMITS_BEFORE_FILLING

    def _is_complete(self):
        return not np.isnan(self.filled).any()

    def _next_kernel(self):
        names = list(KERNELS)
        self.kernel_name = names[(names.index(self.kernel_name) + 1) % len(names)]
        self._start_map()

    def _commit(self):
        if self.prediction is not None or self._is_complete():
            raise UnreadableInput(
                "This cell is filled in. Press “Next cell”, or choose another kernel, stride or padding."
            )
        self.prediction = read_number(self.typed.value, "the next cell")
        self.commits += 1
        self.rights += self._judged()[0]
        self.filled[self._place()] = self._map()[self._place()]
        self._allow()

    def _next_cell(self):
        if self._is_complete():
            raise UnreadableInput("This was the last cell. Choose another kernel, stride or padding.")
        if self.prediction is None:
            raise UnreadableInput("Type a number for this cell first, then commit.")
        self.index += 1
        self._forget()

    def _fill(self):
        self.filled = self._map().astype(float)
        self._allow()

    def _map(self):
        return feature_map(self.kernel, *self._setting)

    def _judged(self):
        return judge_cell(self.prediction, self.kernel, self._place(), *self._setting)

    def draw(self, figure):
        grid = figure.add_gridspec(2, 3, width_ratios=(4, 2, 4))
        left, right = figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[:, 2])
        above, below = figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1])
        (row, column), (padding, stride) = self._place(), self._setting
        frame = (row * stride, column * stride, 3, 3)
        draw_pixels(left, padded(padding), "picture and window", frame, padding)
        draw_pixels(above, self.kernel, "kernel", signed=True)
        shown = self.prediction is not None
        products = window((row, column), *self._setting) * self.kernel
        draw_pixels(below, products if shown else np.full((3, 3), np.nan), "products", signed=True, largest=6)
        draw_pixels(right, self.filled, "feature map", (row, column, 1, 1), signed=True, largest=12)
        if not shown and not self._is_complete():
            right.text(column, row, "?", ha="center", va="center", fontweight="bold")

    def describe(self):
        (row, column), (padding, stride) = self._place(), self._setting
        seen = as_words(window((row, column), *self._setting))
        words = (
            f"Tiles with numbers: a picture of 8 × 8 pixels, padding {padding}, stride {stride}. The window sees "
            f"{seen}; the kernel is {as_words(self.kernel)}."
        )
        if self._is_complete():
            return f"{words} The feature map is complete: {as_words(self.filled)}."
        name = f"Row {row}, column {column} of the feature map"
        if self.prediction is None:
            return f"{words} {name} is still hidden."
        return f"{words} {name} is {number(self.filled[row, column])}; you typed {number(self.prediction)}."

    def message(self):
        place, n = self._place(), places(*self._setting)
        lines = [
            f"Kernel “{self.kernel_name}”, stride {self.stride.value}, padding {self.padding.value}: "
            f"the feature map has {n} × {n} cells."
        ]
        if self.prediction is None and not self._is_complete():
            lines.append(f"Type the cell in row {place[0]}, column {place[1]}, then commit.")
        elif self.prediction is not None:
            right, name = self._judged()
            verdict = "✓ Right" if right else "✗ Not so"
            words = sum_in_words(self.kernel, place, *self._setting)
            lines.append(
                f"<strong>{verdict}.</strong> You typed {number(self.prediction)}. {name} "
                f"The sum: {words} = {number(self._map()[place])}."
            )
        lines.append(f"Right so far: {self.rights} of {self.commits}.")
        if self._is_complete():
            lines.append("The map is complete. Choose another kernel, stride or padding, or start again.")
        elif self.commits >= COMMITS_BEFORE_FILLING:
            lines.append("You may fill in the rest now.")
        return "<br>".join(lines)
