"""An x-ray of a network that reads digits: its maps and filters, what it says, and which part of the picture it needs."""

import numpy as np
from ipywidgets import BoundedIntText, Layout

from dlutils.plots.style import colors
from dlutils.readers import occlusion_map

from .base import Exploration, UnreadableInput, button, read_number, text_field
from .xray_steps import feature_maps, file_order_reader, filter_of, hardest

SQUARE = 2  # pixels that are covered at a time


class XRayExploration(Exploration):
    """Look into a network at a digit that it misreads, guess what it says, and see where it looked.

    Parameters
    ----------
    model : Sequential, optional
        A trained network; by default one that has learned the first four fifths of the digits.
    X : ndarray of shape (m, h, w, 1), optional
        Pictures that it has not learned from; the last fifth by default.
    y : ndarray of int, shape (m,), optional
        Their digits.
    """

    title = "X-ray of a network"
    sentence = (
        "Look at the maps inside a network that misreads a digit, guess which digit it says, commit, and see its shares "
        "and the part of the picture that it needed."
    )
    size = (9.4, 2.9)
    margins = {"left": 0.02, "right": 0.985, "bottom": 0.13, "top": 0.82, "wspace": 0.28}

    def __init__(self, model=None, X=None, y=None):
        default, X_default, y_default = file_order_reader() if model is None or X is None else (None,) * 3
        self.model = default if model is None else model
        self.X, self.y = (X_default, y_default) if X is None else (np.asarray(X), np.asarray(y))
        self.shares = np.asarray(self.model.predict(self.X), float)
        self.chosen = hardest(self.shares, self.y)
        if not feature_maps(self.model, self.X[0]):
            raise ValueError("XRayExploration: this network has no layer that makes maps, such as Conv2D.")
        super().__init__()

    def rows(self):
        wide = {"style": {"description_width": "initial"}, "layout": Layout(width="10em")}
        layers = len(feature_maps(self.model, self.X[0]))
        self.digit = BoundedIntText(min=1, max=len(self.chosen), description="digit number", **wide)
        self.layer = BoundedIntText(min=1, max=layers, description="layer", **wide)
        self.channel = BoundedIntText(min=1, max=1, description="channel", **wide)
        self.typed = text_field("the network says", width="13em")
        self.commit = button("Commit my digit", lambda: self.respond(self._commit))
        self.digit.observe(lambda _: self.respond(self._hide), "value")
        self.layer.observe(lambda _: self.respond(self._fit_channel), "value")
        self.channel.observe(lambda _: self.respond(self._fit_channel), "value")
        self.ask(
            "These are the digits that the network reads wrongly, or nearly so. "
            "<strong>Which digit does it say?</strong> Look at the picture and, layer by layer, at the maps that the "
            "network makes of it. Type a digit and commit. Then you see its shares, and the places where its "
            "share falls most when they are covered."
        )
        return [[self.digit, self.layer, self.channel], [self.typed, self.commit, self.again]]

    def reset(self):
        self.digit.value = self.layer.value = self.channel.value = 1
        self._fit_channel()
        self._hide()

    def typical(self):
        self.typed.value = str(int(self.y[self.number]))
        self._commit()

    @property
    def number(self):
        """The place of the picture in X."""
        return self.chosen[self.digit.value - 1]

    @property
    def said(self):
        return int(self.shares[self.number].argmax())

    def _maps(self):
        return feature_maps(self.model, self.X[self.number])[self.layer.value - 1]

    def _fit_channel(self):
        self.channel.max = self._maps()[1].shape[2]

    def _hide(self):
        """Another digit is another question."""
        self.prediction = self.needed = None
        self.typed.value = ""
        self.commit.disabled = False

    def _commit(self):
        if self.prediction is not None:
            raise UnreadableInput("This one is shown. Choose another digit number.")
        guess = read_number(self.typed.value, "a digit", "0")
        if guess not in range(self.shares.shape[1]):
            raise UnreadableInput(f"Type a whole number from 0 to {self.shares.shape[1] - 1}.")
        self.prediction = int(guess)
        self.needed = occlusion_map(self.model.predict, self.X[self.number], SQUARE)
        self.commit.disabled = True

    def draw(self, figure):
        layer, maps = self._maps()
        channel = self.channel.value - 1
        kernel = filter_of(layer, channel)
        picture, small, feature, shares, needed = figure.subplots(1, 5, width_ratios=(4, 2.2, 4, 4.2, 4))
        _image(picture, self.X[self.number][:, :, 0], "the digit", "gray_r")
        _image(feature, maps[:, :, channel], f"layer {self.layer.value}, channel {channel + 1}", "viridis")
        if kernel is None:
            _empty(small, "no filter", "–")
        else:
            _image(small, kernel, "its filter", "RdBu_r", np.abs(kernel).max() or 1)
        if self.prediction is None:
            _empty(shares, "shares", "?")
            _empty(needed, "needed", "?")
            return
        P = self.shares[self.number]
        bars = shares.barh(range(len(P)), P, color=colors.reference)
        bars[self.said].set_color(colors.validation)
        shares.set(yticks=range(len(P)), xticks=(0, 1), xlim=(0, 1), ylim=(len(P) - 0.5, -0.5))
        shares.tick_params(labelsize=9, length=0)
        shares.set_title("shares", fontsize=11, loc="left", y=1)
        largest = max(np.abs(self.needed).max(), 1e-9)
        # Each square is drawn at its middle, on a picture of the digit's size.
        height, width = self.X.shape[1:3]
        _image(needed, self.needed, "needed", "RdBu_r", largest, extent=(0.5, width - 1.5, height - 1.5, 0.5))
        needed.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))

    def describe(self):
        layer, maps = self._maps()
        chosen = maps[:, :, self.channel.value - 1]
        brightest = np.unravel_index(chosen.argmax(), chosen.shape)
        words = (
            f"Five small pictures. Digit number {self.digit.value}, a written {self.y[self.number]}; a filter; and the map of layer {self.layer.value} "
            f"({type(layer).__name__}), channel {self.channel.value} of {maps.shape[2]}: {maps.shape[0]} × {maps.shape[1]} numbers"
        )
        words += (
            f", the largest {chosen.max():.2f} in row {brightest[0]}, column {brightest[1]}."
            if chosen.max() > 0
            else ", none above 0."
        )
        if self.prediction is None:
            return words + " Shares and needed places: still hidden."
        place = np.unravel_index(self.needed.argmax(), self.needed.shape)
        needed = (
            f"covering the square with its upper left corner in row {place[0]}, column {place[1]} lowers the share of {self.said} most, "
            f"by {self.needed.max():.2f}."
        )
        return (
            f"{words} Shares as bars: {self.said} has {self.shares[self.number, self.said]:.2f}, "
            f"{self.y[self.number]} has {self.shares[self.number, self.y[self.number]]:.2f}. Map of needed places: "
            + (needed if self.needed.max() > 0 else f"no square lowers the share of {self.said}.")
        )

    def message(self):
        layer, maps = self._maps()
        lines = [
            f"Digit number {self.digit.value} of {len(self.chosen)}. Layer {self.layer.value} is {type(layer).__name__} "
            f"and has {maps.shape[2]} channels of {maps.shape[0]} × {maps.shape[1]}."
        ]
        if self.prediction is None:
            return "<br>".join([*lines, "Type what the network says, then commit."])
        P, truth = self.shares[self.number], int(self.y[self.number])
        right = "✓ Yes" if self.prediction == self.said else "✗ No"
        lines.append(
            f"<strong>{right}.</strong> You typed {self.prediction}; the network says {self.said} "
            f"with a share of {P[self.said]:.2f}. Written was a {truth}, share {P[truth]:.2f}."
        )
        lines.append(
            f"Red places: covered with paper, the share of {self.said} falls, at most by {max(self.needed.max(), 0):.2f}. "
            f"Blue places: it rises, at most by {max(-self.needed.min(), 0):.2f}."
        )
        return "<br>".join(lines)


def _image(ax, pixels, title, cmap, reach=None, **more):
    """A small picture without axes; with `reach`, colours centred on zero."""
    limits = {} if reach is None else {"vmin": -reach, "vmax": reach}
    ax.imshow(pixels, cmap=cmap, **limits, **more)
    ax.set(xticks=[], yticks=[])
    ax.set_title(title, fontsize=11, loc="left", y=1)


def _empty(ax, title, sign):
    ax.set(xticks=[], yticks=[], xlim=(0, 1), ylim=(0, 1))
    ax.spines[:].set_visible(False)
    ax.set_title(title, fontsize=11, loc="left", y=1)
    ax.text(0.5, 0.5, sign, ha="center", va="center", fontsize=20)
