"""The numbers behind the exploration of the kernel: one cell of a feature map, and what mistakes make of it."""

import numpy as np

from dlutils.plots.style import number

# Small whole numbers for mental arithmetic, and nothing symmetric, so that every mistake shows.
PICTURE = np.array(
    [
        [0, 0, 1, 2, 0, 0, 1, 0],
        [0, 3, 2, 0, 0, 1, 0, 0],
        [1, 3, 0, 0, 2, 0, 0, 1],
        [0, 3, 0, 1, 3, 3, 0, 0],
        [0, 3, 1, 0, 0, 2, 3, 0],
        [2, 3, 0, 0, 0, 0, 3, 0],
        [0, 2, 3, 3, 3, 3, 1, 0],
        [0, 0, 1, 0, 2, 0, 0, 0],
    ]
)
KERNELS = {
    "brighter on the right": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]),
    "brighter below": np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]]),
    "no special pattern": np.array([[1, 0, 2], [0, -1, 0], [0, 0, 3]]),
}


def padded(padding):
    """The picture in its frame of zeros."""
    return np.pad(PICTURE, padding)


def places(padding, stride, f=3):
    """How many places the window has along each side: ⌊(n + 2p − f) / s⌋ + 1."""
    return (len(PICTURE) + 2 * padding - f) // stride + 1


def window(place, padding, stride, f=3):
    """What the window sees at a place (row, column) of the feature map."""
    top, left = (stride * p for p in place)
    return padded(padding)[top : top + f, left : left + f]


def cell(kernel, place, padding, stride):
    """One number of the feature map: the sum of the products of window and kernel."""
    return int(np.sum(window(place, padding, stride) * kernel))


def feature_map(kernel, padding, stride):
    """All cells, as an array of shape (places, places)."""
    n = places(padding, stride)
    return np.array([[cell(kernel, (r, c), padding, stride) for c in range(n)] for r in range(n)])


def sum_in_words(kernel, place, padding, stride):
    """The products that are not zero, written as a sum: "2 · 3 − 1 · 2"."""
    pairs = zip(window(place, padding, stride).ravel(), kernel.ravel(), strict=True)
    products = [(int(x), int(w)) for x, w in pairs if x * w]
    if not products:
        return "all products are 0"
    words = " ".join(f"{'−' if w < 0 else '+'} {x} · {abs(w)}" for x, w in products)
    return words.removeprefix("+ ")


def mistakes(kernel, place, padding, stride):
    """Numbers that come out when something goes wrong, each with the sentence that names it."""
    seen = window(place, padding, stride)
    turned = int(np.sum(seen * kernel[::-1, ::-1]))
    found = [(turned, "You turned the kernel over: its first number must meet the first pixel of the window")]
    if -cell(kernel, place, padding, stride) != turned:
        found.append((-cell(kernel, place, padding, stride), "The sign is the wrong way round"))
    if padding:
        bare = PICTURE[place[0] * stride :, place[1] * stride :][:3, :3]
        if bare.shape == (3, 3):
            value = int(np.sum(bare * kernel))
            found.append((value, "You left the padding out: the window starts in the frame of zeros"))
    if stride > 1:
        value = cell(kernel, place, padding, 1)
        found.append((value, f"You left the stride out: each move is {stride} pixels long"))
    found.append((int(np.sum(seen * kernel.T)), "You exchanged rows and columns of the kernel"))
    found.append((int(np.sum(seen)), "You added up the window without the kernel"))
    found.append((int(np.sum(seen * abs(kernel))), "You counted negative weights as positive ones"))
    return found


def judge_cell(typed, kernel, place, padding, stride):
    """Whether the typed number is right, and the name of what went wrong if it is a known mistake.

    Returns
    -------
    right : bool
    sentence : str
        Empty if the number is right or the mistake is unknown. A number that comes out in several wrong ways gets all
        of their names.
    """
    if typed == cell(kernel, place, padding, stride):
        return True, ""
    names = [name for value, name in mistakes(kernel, place, padding, stride) if value == typed]
    if not names:
        return False, ""
    return False, " Or: ".join(f"{name}." for name in dict.fromkeys(names))


def as_words(array):
    """A small array as text, row by row, for readers who cannot see it."""
    return "; ".join(" ".join(number(value) for value in row) for row in array)
