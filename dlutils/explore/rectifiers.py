"""The rectifier bench: at which learning rate do the lamps go out, and what keeps them lit?"""

from ipywidgets import BoundedFloatText, Layout

from dlutils.plots.lamps import draw_lamps
from dlutils.plots.style import colors, number

from .base import Exploration, UnreadableInput, button, read_number, text_field
from .bench import (
    MOST_RATE,
    NAMES,
    STEPS,
    UNITS,
    accuracy,
    dead,
    dim,
    explain,
    judge_count,
    roughly,
    run,
    units_off,
)

FREE_AFTER = 3  # predictions; then everything may be looked at
START_RATE = 1.3  # between rates that kill nearly nobody and rates that kill most
GUESSING = 0.2  # ten classes: below this the network has learned nothing


class RectifierExploration(Exploration):
    """Predict how many of 64 units die while a network learns to read digits."""

    title = "The rectifier bench"
    sentence = (
        "Predict how many of 64 units die at a learning rate, with three activations and two kinds of pixels."
    )
    size = (8.4, 4.2)
    margins = {"left": 0.09, "right": 0.97, "bottom": 0.14, "top": 0.8, "wspace": 0.08}

    def rows(self):
        self.rate = BoundedFloatText(
            min=0.1,
            max=MOST_RATE,
            step=0.1,
            description=f"learning rate (0.1 to {MOST_RATE:g})",
            style={"description_width": "initial"},
            layout=Layout(width="17em"),
        )
        self.typed = text_field("dead units (0 to 64)", width="15em")
        self.commit = button("Commit my number", lambda: self.respond(self._commit))
        self.choices = {
            name: button(f"Use {NAMES[name]}", lambda name=name: self.respond(lambda: self._choose(name)))
            for name in NAMES
        }
        self.pixels = button("Standardize the pixels", lambda: self.respond(self._turn_pixels))
        self.rate.observe(lambda _: self.respond(self._forget), "value")
        self.ask(
            "A network with one hidden layer of 64 units learns to read 8 × 8 digits, 300 steps of plain descent. "
            "A unit's lamp is lit while a gradient gets through for at least one digit, and out when none does. "
            "<strong>How many of the 64 are out at the end? Type a number and commit.</strong> "
            f"After {FREE_AFTER} predictions everything is shown at once."
        )
        return [
            [self.rate, self.typed, self.commit],
            [*self.choices.values(), self.pixels, self.again],
        ]

    def reset(self):
        self.predictions = {}
        self.activation, self.standardized = "relu", False
        self.rate.value = START_RATE
        self._forget()
        self._name_buttons()

    def typical(self):
        self.rate.value = 1.5
        self.typed.value = "20"
        self._commit()

    def _setting(self):
        return self.activation, self.rate.value, self.standardized

    def _choose(self, name):
        self.activation = name
        self._forget()
        self._name_buttons()

    def _turn_pixels(self):
        self.standardized = not self.standardized
        self._forget()
        self._name_buttons()

    def _name_buttons(self):
        """What is in use cannot be chosen, and the button of the pixels says what it will do."""
        for name, choice in self.choices.items():
            choice.disabled = name == self.activation
        self.pixels.description = (
            "Leave the pixels as they are" if self.standardized else "Standardize the pixels"
        )

    def _forget(self):
        """Another setting, another question."""
        self.typed.value, self.refused = "", None

    def _commit(self):
        try:
            count = read_number(self.typed.value, "the number of dead units")
        except UnreadableInput as problem:
            if not self.typed.value.strip():
                raise
            raise UnreadableInput(
                f"{str(problem).partition(' Type')[0]} Type a whole number from 0 to {UNITS}."
            ) from None
        if not 0 <= count <= UNITS or count != int(count):
            raise UnreadableInput(f"There are {UNITS} units: type a whole number from 0 to {UNITS}.")
        said = self.predictions.setdefault(self._setting(), count)
        self.refused = count if count != said else None

    def _is_free(self):
        return len(self.predictions) >= FREE_AFTER

    def _is_shown(self):
        return self._is_free() or self._setting() in self.predictions

    def _name(self):
        pixels = "standardized pixels" if self.standardized else "pixels from 0 to 1"
        return f"{NAMES[self.activation]}, rate {number(self.rate.value)}, {pixels}"

    def draw(self, figure):
        lamps, right = figure.subplots(1, 2, width_ratios=(3, 1), sharey=True)
        result = run(*self._setting())
        if self._is_shown():
            draw_lamps(lamps, result.steps, result.slopes)
            right.plot(result.accuracy, result.steps, color=colors.validation)
            title = f"{self._name()}: {dead(*self._setting())} of {UNITS} out"
            if self._setting() in self.predictions:
                said = self.predictions[self._setting()]
                lamps.axvline(said, color=colors.validation, linewidth=2.5)
                title += f", you said {number(said)}"
        else:
            draw_lamps(lamps, result.steps[:2], result.slopes[:1].repeat(2, axis=0))
            title = f"{self._name()}: who goes out?"
        figure.suptitle(title, x=self.margins["left"], y=0.97, ha="left", fontsize=12, fontweight="bold")
        lamps.set_ylim(STEPS, 0)
        right.set(xlim=(0, 1), xlabel="digits recognised")
        right.tick_params(labelleft=False)

    def describe(self):
        words = f"Strip of {UNITS} lamps from top to bottom over {STEPS} steps, {self._name()}"
        if not self._is_shown():
            return f"{words}; only the start is shown, what follows is hidden."
        end = accuracy(*self._setting())
        network = "it has learned to read" if end > 0.9 else "it does not do well"
        network = "it can only guess" if end < GUESSING else network
        return (
            f"{words}; at the end {roughly(*self._setting())} of the lamps are out. Beside it, a line of the share of "
            f"digits that the network recognises: {network}."
        )

    def message(self):
        lines = []
        setting = self._setting()
        if setting in self.predictions:
            said = self.predictions[setting]
            off = units_off(said, *setting)
            close = f"✓ Close enough, {number(off)} off" if off else "✓ Right"
            verdict = close if judge_count(said, *setting) else f"✗ Not so, {number(off)} off"
            lines.append(f"<strong>{verdict}.</strong> You said {number(said)} of {UNITS}.")
            if self.refused is not None:
                lines.append(
                    f"Your first number stands; {number(self.refused)} came after the answer was shown."
                )
        if not self._is_shown():
            return f"{self._name()}. Type how many units will be dead, then commit."
        lines += [
            f"{self._name()}: {dead(*setting)} out, {dim(*setting)} dim, "
            f"{100 * accuracy(*setting):.0f} % of the new digits recognised.",
            explain(*setting),
        ]
        if self._is_free():
            lines.append("Now change the rate, the activation and the pixels as you like.")
        else:
            lines.append("Change one thing (rate, activation or pixels), and predict again.")
        return "<br>".join(lines)
