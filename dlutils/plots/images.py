"""Photographs and digits, drawn without smoothing, so that a pixel looks like a pixel."""

import numpy as np


def draw_image(ax, image, brightest=None, ticks=True):
    """Draw one image; rows count downwards, as in its array.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    image : array of shape (height, width), (height, width, 1) or (height, width, 3)
        Grey values, or red, green and blue: whole numbers from 0 to 255, or numbers from 0 to 1.
    brightest : float, optional
        The value drawn as white in a grey image; its own maximum if not given.
    ticks : bool
        Say False to leave the row and column numbers away, for a wall of small images.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the array is not one image.
    """
    pixels = np.asarray(image)
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    if pixels.ndim != 3 or pixels.shape[2] not in (1, 3):
        raise ValueError(
            "draw_image: wanted one image of shape (height, width), (height, width, 1) or "
            f"(height, width, 3), got {np.shape(image)}. To draw the first of several images, use images[0]."
        )
    if pixels.shape[2] == 1:
        white = pixels.max() if brightest is None else brightest
        ax.imshow(pixels[:, :, 0], cmap="gray", vmin=0, vmax=white, interpolation="nearest")
    else:
        ax.imshow(pixels, interpolation="nearest")
    if ticks:
        ax.set(xlabel="column (pixels)", ylabel="row (pixels)")
    else:
        ax.set(xticks=[], yticks=[])
    return ax
