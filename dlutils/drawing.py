"""Ten shapes drawn with smooth edges, many pictures at once.

A shape is one formula: a function of the place (x, y) that is negative inside, positive outside and grows
like the distance to the edge. Then ``minimum`` unites two shapes, ``maximum`` keeps what they share, and a
pixel that the edge runs through gets a share of both colours. Shapes live in a disc of radius 1, y pointing
up. (Such formulas are called signed distance functions; Inigo Quilez, "2D distance functions", has a
gallery.)
"""

import numpy as np


def disc(x, y, radius=1.0):
    """How far (x, y) lies outside a disc around the middle."""
    return np.sqrt(x * x + y * y) - radius


def box(x, y, half_width, half_height):
    """How far (x, y) lies outside a box around the middle: the farther of its two pairs of sides."""
    return np.maximum(np.abs(x) - half_width, np.abs(y) - half_height)


def regular_polygon(x, y, corners, radius=1.0):
    """One corner at the top. Outside means: beyond the side that is nearest."""
    distance = -np.inf
    for side in range(corners):
        angle = np.pi / 2 + np.pi * (2 * side + 1) / corners  # where this side looks
        distance = np.maximum(distance, x * np.cos(angle) + y * np.sin(angle))
    return distance - radius * np.cos(np.pi / corners)


def circle(x, y):
    return disc(x, y, 0.9)


def ring(x, y):
    """An edge all along a circle: everything near the circle's line."""
    return np.abs(disc(x, y, 0.74)) - 0.2


def crescent(x, y):
    """A disc without a second one that is moved aside."""
    return np.maximum(disc(x + 0.05, y, 0.95), -disc(x - 0.42, y, 0.74))


def drop(x, y):
    """A disc and the two tangents that meet above it."""
    x, y = np.abs(x), y + 0.38  # left and right are alike, so only the right half is described
    radius, tip = 0.6, 1.36
    sine = radius / tip
    cosine = np.sqrt(1 - sine**2)
    tangent = x * cosine + (y - tip) * sine
    cone = np.maximum(tangent, radius * sine - y)  # from the tip down to where the tangents touch
    return np.minimum(disc(x, y, radius), cone)


def heart(x, y):
    """A square that stands on its corner, and two discs upon its upper sides."""
    x, y = np.abs(x), y + 0.13
    half = 0.54  # of the square's side; the discs have the same radius
    along, across = (x + y) / np.sqrt(2), (x - y) / np.sqrt(2)
    return np.minimum(box(along, across, half, half), disc(along - half, across, half))


def triangle(x, y):
    return regular_polygon(x, y, 3)


def square(x, y):
    return box(x, y, 0.7, 0.7)


def star(x, y):
    """Five points. All ten edges are one edge, once the plane is folded like a fan."""
    fifth = 2 * np.pi / 5
    angle = np.arctan2(x, y)  # from the top
    angle = np.abs(angle - fifth * np.round(angle / fifth))
    radius = np.sqrt(x * x + y * y)
    x, y = radius * np.sin(angle), radius * np.cos(angle)
    inner = 0.42
    edge = np.array([inner * np.sin(fifth / 2), inner * np.cos(fifth / 2) - 1.0])  # from a point to a hollow
    normal = np.array([-edge[1], edge[0]]) / np.hypot(*edge)
    return x * normal[0] + (y - 1.0) * normal[1]


def cross(x, y):
    """Two bars."""
    return np.minimum(box(x, y, 0.3, 0.94), box(x, y, 0.94, 0.3))


def arrow(x, y):
    """A triangular head on a bar."""
    slanted = (np.abs(x) - 0.72) * 0.98 + y * 0.72  # the line from the tip (0, 0.98) to the corner (0.72, 0)
    head = np.maximum(slanted / np.hypot(0.98, 0.72), -y)
    bar = box(x, y + 0.45, 0.24, 0.5)
    return np.minimum(head, bar)


SHAPES = {
    shape.__name__: shape
    for shape in (circle, ring, crescent, drop, heart, triangle, square, star, cross, arrow)
}


def draw_shapes(classes, size, radius, angle, center, foreground, background):
    """Draw one shape per picture.

    Parameters
    ----------
    classes : ndarray of int, shape (n,)
        Places in `SHAPES`.
    size : int
    radius, angle : ndarrays of shape (n,)
        Radius as a share of the picture's width, angle in radians, anticlockwise.
    center : ndarray of shape (n, 2)
        Across and down, from 0 to 1.
    foreground, background : ndarrays of shape (n, 3)

    Returns
    -------
    ndarray of float32, shape (n, size, size, 3)
    """
    pictures = np.empty((len(classes), size, size, 3), dtype=np.float32)
    middle_of_pixel = ((np.arange(size) + 0.5) / size).astype(np.float32)
    radius, angle = radius.astype(np.float32)[:, None, None], angle.astype(np.float32)[:, None, None]
    center = center.astype(np.float32)
    foreground, background = foreground.astype(np.float32), background.astype(np.float32)
    for number, shape in enumerate(SHAPES.values()):
        of_class = np.flatnonzero(classes == number)
        for chosen in np.array_split(of_class, len(of_class) // 64 + 1):  # some at a time stay in the cache
            across = middle_of_pixel[None, None, :] - center[chosen, 0, None, None]
            up = center[chosen, 1, None, None] - middle_of_pixel[None, :, None]
            cosine, sine = np.cos(angle[chosen]), np.sin(angle[chosen])
            x = (cosine * across + sine * up) / radius[chosen]
            y = (cosine * up - sine * across) / radius[chosen]
            distance_in_pixels = shape(x, y) * radius[chosen] * size
            inside = np.clip(0.5 - distance_in_pixels, 0, 1)[..., None]
            of_background, of_shape = background[chosen, None, None], foreground[chosen, None, None]
            pictures[chosen] = of_background + inside * (of_shape - of_background)
    return pictures


def hue_on_dark(n, rng):
    """A full colour of any hue, on a dark one."""
    return _hue(n, rng, saturation=(0.6, 1.0), brightness=(0.75, 1.0)), rng.uniform(0.0, 0.25, (n, 3))


def bright_on_dark(n, rng):
    """A pale, bright colour, on a dark one."""
    return rng.uniform(0.7, 1.0, (n, 3)), rng.uniform(0.0, 0.25, (n, 3))


def any_colours(n, rng):
    """Two colours from anywhere in the cube, drawn again until they are at least 0.5 apart."""
    foreground, background = rng.random((n, 3)), rng.random((n, 3))
    while (close := np.linalg.norm(foreground - background, axis=1) < 0.5).any():
        foreground[close] = rng.random((close.sum(), 3))
        background[close] = rng.random((close.sum(), 3))
    return foreground, background


COLOURS = {"hue": hue_on_dark, "bright": bright_on_dark, "any": any_colours}


def _hue(n, rng, saturation, brightness):
    """Colours from a wheel: red, green and blue are the same hill of the hue, a third of the wheel apart."""
    hue = rng.random((n, 1)) + np.array([0.0, -1 / 3, 1 / 3])
    hill = np.clip(
        2 - 6 * np.abs(hue - np.round(hue)), 0, 1
    )  # 1 within a sixth of the wheel, 0 beyond a third
    saturation, brightness = rng.uniform(*saturation, (n, 1)), rng.uniform(*brightness, (n, 1))
    return brightness * (1 - saturation * (1 - hill))
