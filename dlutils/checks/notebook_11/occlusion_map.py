"""Exercise `occlusion_map`: which part of a picture does a network need for its choice?"""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def covered(image, row, column, size, value=0):
    copy = np.array(image, dtype=float)
    copy[row : row + size, column : column + size] = value
    return copy


def occlusion_map(predict, image, size):
    return mapped(predict, image, size)


def mapped(predict, image, size, cover=covered, measure=None, rim=0):
    """The wrong answers below exchange one of its parts."""
    measure = measure or (lambda before, after: before[np.argmax(before)] - after[np.argmax(before)])
    before = predict(np.array(image, dtype=float)[None])[0]
    drops = np.zeros((image.shape[0] - size + 1 + rim, image.shape[1] - size + 1 + rim))
    for row, column in np.ndindex(drops.shape):
        drops[row, column] = measure(before, predict(cover(image, row, column, size)[None])[0])
    return drops


def with_other(**parts):
    def answer(predict, image, size):
        return mapped(predict, image, size, **parts)

    return answer


def _cover_with(value):
    return lambda image, row, column, size: covered(image, row, column, size, value(image))


def _cover_centred(image, row, column, size):
    top, left = max(0, row - size // 2), max(0, column - size // 2)
    return covered(image, top, left, size)


def _cover_centred_and_cut(image, row, column, size):
    """As above; a square that hangs over the upper or left edge is cut off there."""
    copy = np.array(image, dtype=float)
    top, left = row - size // 2, column - size // 2
    copy[max(0, top) : top + size, max(0, left) : left + size] = 0
    return copy


def _cover_one_pixel(image, row, column, size):
    return covered(image, row, column, 1)


def _cover_up_to_size(image, row, column, size):
    copy = np.array(image, dtype=float)
    copy[row:size, column:size] = 0
    return copy


def _cover_turned(image, row, column, size):
    return covered(image, column, row, size)


def _cover_first_channel(image, row, column, size):
    copy = np.array(image, dtype=float)
    copy[row : row + size, column : column + size, 0] = 0
    return copy


def _cover_all_but(image, row, column, size):
    copy = np.zeros(image.shape)
    window = np.s_[row : row + size, column : column + size]
    copy[window] = image[window]
    return copy


def _cover_one_more(image, row, column, size):
    return covered(image, row, column, size + 1)


def occlusion_adding_up(predict, image, size):
    """What is covered once stays covered."""
    before = predict(np.array(image, dtype=float)[None])[0]
    choice, copy = np.argmax(before), np.array(image, dtype=float)
    drops = np.zeros((image.shape[0] - size + 1, image.shape[1] - size + 1))
    for row, column in np.ndindex(drops.shape):
        copy[row : row + size, column : column + size] = 0
        drops[row, column] = before[choice] - predict(copy[None])[0][choice]
    return drops


def occlusion_in_place(predict, image, size):
    """Covers the caller's own picture."""
    before = predict(image[None] * 1.0)[0]
    choice = np.argmax(before)
    drops = np.zeros((image.shape[0] - size + 1, image.shape[1] - size + 1))
    for row, column in np.ndindex(drops.shape):
        image[row : row + size, column : column + size] = 0
        drops[row, column] = before[choice] - predict(image[None] * 1.0)[0][choice]
    return drops


def occlusion_transposed(predict, image, size):
    return np.ascontiguousarray(mapped(predict, image, size).T)


def occlusion_tiles(predict, image, size):
    return mapped(predict, image, size)[::size, ::size]


def occlusion_tiles_and_zeros(predict, image, size):
    """Only every size-th place is visited."""
    full = mapped(predict, image, size)
    drops = np.zeros(full.shape)
    drops[::size, ::size] = full[::size, ::size]
    return drops


def occlusion_square(predict, image, size):
    """As many columns of places as rows; slices beyond the edge cover nothing."""
    side = image.shape[0] - size + 1
    before = predict(np.array(image, dtype=float)[None])[0]
    choice, drops = np.argmax(before), np.zeros((side, side))
    for row, column in np.ndindex(drops.shape):
        drops[row, column] = before[choice] - predict(covered(image, row, column, size)[None])[0][choice]
    return drops


def occlusion_first_row(predict, image, size):
    drops = mapped(predict, image, size)
    drops[1:] = 0
    return drops


def occlusion_spread(predict, image, size):
    """Every pixel collects the falls of all squares that cover it."""
    heat = np.zeros(image.shape[:2])
    for (row, column), fall in np.ndenumerate(mapped(predict, image, size)):
        heat[row : row + size, column : column + size] += fall
    return heat


def occlusion_scaled(predict, image, size):
    drops = mapped(predict, image, size)
    return drops / np.abs(drops).max()


def occlusion_padded(predict, image, size):
    """As large as the picture; the last squares hang over the edge."""
    return mapped(predict, image, size, rim=size - 1)


def occlusion_one_short(predict, image, size):
    return mapped(predict, image, size, rim=-1)


def occlusion_in_one_batch(predict, image, size):
    rows, columns = image.shape[0] - size + 1, image.shape[1] - size + 1
    pictures = np.stack([covered(image, r, c, size) for r in range(rows) for c in range(columns)])
    before = predict(image[np.newaxis])
    k = int(before.argmax(axis=1)[0])
    return before[0, k] - predict(pictures)[:, k].reshape(rows, columns)


def occlusion_with_masks(predict, image, size):
    height, width, _ = image.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)[None, :]
    before = np.ravel(predict(image.reshape(1, *image.shape)))
    result = []
    for top in range(height - size + 1):
        line = []
        for left in range(width - size + 1):
            hidden = (rows >= top) & (rows < top + size) & (columns >= left) & (columns < left + size)
            after = np.ravel(predict(np.where(hidden[:, :, None], 0.0, image)[None]))
            line.append(before.max() - after[list(before).index(before.max())])
        result.append(line)
    return np.array(result)


def occlusion_by_restoring(predict, image, size):
    work = image.astype(float)
    first = predict(work[None])
    choice = first.argmax()
    out = np.empty((work.shape[0] - size + 1, work.shape[1] - size + 1))
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            kept = work[r : r + size, c : c + size].copy()
            work[r : r + size, c : c + size] = 0
            out[r, c] = (first - predict(work[None]))[0, choice]
            work[r : r + size, c : c + size] = kept
    return out


#: "Networks" in one line: shares of two or three classes, made of what stands in parts of the picture.
SOFT = "(lambda E: E / E.sum(axis=1, keepdims=True))(np.exp({}))"
SIDES = Function(
    "lambda X: "
    + SOFT.format("np.stack([X[:, :2].sum(axis=(1, 2, 3)), X[:, 2:].sum(axis=(1, 2, 3))], axis=1) / 5")
)
CORNERS = Function(
    "lambda X: "
    + SOFT.format(
        "np.stack([X[:, 0, -1, 0] - X[:, 1, 0, -1], X[:, -1, 0, -1] + X[:, 1, 1, 0] / 2, X[:, 0].mean(axis=(1, 2)) + X[:, -1, -1, 0] / 3], axis=1)"
    )
)
WAVES = Function(
    "lambda X: "
    + SOFT.format(
        "(X.reshape(len(X), -1) @ np.sin(np.arange(3 * X[0].size).reshape(X[0].size, 3) ** 1.3) + X.mean(axis=(1, 2, 3))[:, None] * np.array([0.4, 0, -0.4])) / 3"
    )
)


def _picture(rng, shape):
    return rng.integers(1, 17, size=shape) / 8


def _examples():
    rng = np.random.default_rng(111)
    yield case("values", predict=SIDES, image=np.arange(1, 13).reshape(4, 3, 1) / 4, size=1)
    yield case("values", predict=CORNERS, image=_picture(rng, (4, 5, 2)), size=2)
    yield case("values", predict=WAVES, image=_picture(rng, (5, 4, 1)), size=2)
    yield case("values", predict=WAVES, image=_picture(rng, (6, 6, 2)), size=3)
    yield case("values", predict=CORNERS, image=_picture(rng, (3, 3, 3)), size=3)


def _draw(rng, i):
    shape, size, predict = [((5, 6, 1), 2, WAVES), ((6, 4, 3), 3, CORNERS)][i]
    return case("values", predict=predict, image=_picture(rng, shape), size=size)


OCCLUSION_MAP = Exercise(
    name="occlusion_map",
    parts={"values": 0},
    reference=occlusion_map,
    insight="You can ask any network where it looks, even one whose weights you never see.",
    examples=tuple(_examples()),
    draw=_draw,
    draws=2,
    mistakes=(
        Mistake(
            "new-winner",
            with_other(measure=lambda before, after: before.max() - after.max()),
            "You compare with the largest share after covering, whichever class that is.",
            "Another class may win on the covered picture. Whose share do we follow?",
        ),
        Mistake(
            "share-itself",
            with_other(measure=lambda before, after: after[np.argmax(before)]),
            "You return the share that is left, not by how much it fell.",
            "Subtract it from the share before.",
        ),
        Mistake(
            "sign",
            with_other(measure=lambda before, after: after[np.argmax(before)] - before[np.argmax(before)]),
            "Your signs are the other way round: a loss counts as negative.",
            "A fall of the share is positive: before minus after.",
        ),
        Mistake(
            "relative",
            with_other(
                measure=lambda before, after: 1 - after[np.argmax(before)] / before[np.argmax(before)]
            ),
            "You divided the fall by the share before.",
            "The fall itself is asked, in units of a share.",
        ),
        Mistake(
            "first-class",
            with_other(measure=lambda before, after: before[0] - after[0]),
            "You follow the share of class 0.",
            "Which class does the network choose on the whole picture?",
        ),
        Mistake(
            "choice-after",
            with_other(measure=lambda before, after: before[np.argmax(after)] - after[np.argmax(after)]),
            "You follow the class that wins on the covered picture.",
            "The class is chosen once, on the whole picture.",
        ),
        Mistake(
            "all-classes",
            with_other(measure=lambda before, after: np.abs(before - after).sum()),
            "You added up the changes of all classes.",
            "Only one class is followed: the choice on the whole picture.",
        ),
        Mistake(
            "covered-with-mean",
            with_other(cover=_cover_with(np.mean)),
            "You cover with the mean of the picture.",
            "Set the square to 0.",
        ),
        Mistake(
            "covered-with-one",
            with_other(cover=_cover_with(lambda image: 1)),
            "You cover with ones.",
            "Set the square to 0.",
        ),
        Mistake(
            "square-centred",
            with_other(cover=_cover_centred),
            "Your square has its middle at the place (r, c).",
            "Its upper left corner belongs there.",
        ),
        Mistake(
            "first-channel",
            with_other(cover=_cover_first_channel),
            "You cover the first channel only.",
            "A picture in colour has more than one number for each pixel.",
        ),
        Mistake(
            "everything-else",
            with_other(cover=_cover_all_but),
            "You cover everything but the square.",
            "Start from a copy of the picture.",
        ),
        Mistake(
            "square-too-large",
            with_other(cover=_cover_one_more),
            "Your square is one pixel too large.",
            "A slice leaves its end out: how long is `row : row + size`?",
        ),
        Mistake(
            "adds-up",
            occlusion_adding_up,
            "What you covered once stays covered.",
            "Take a fresh copy of the picture for every place.",
        ),
        Mistake(
            "in-place",
            occlusion_in_place,
            "You cover the caller's own picture, and it stays covered.",
            "Take a fresh copy of the picture for every place.",
        ),
        Mistake(
            "transposed",
            occlusion_transposed,
            "Rows and columns of your map are exchanged.",
            "Entry (r, c) belongs to the square in row r and column c.",
        ),
        Mistake(
            "tiles",
            occlusion_tiles,
            "Your square jumps by its own size.",
            "It moves by one pixel.",
        ),
        Mistake(
            "over-the-edge",
            occlusion_padded,
            "Your map is as large as the picture: the last squares hang over the edge.",
            "How many places has a window of `size` on n pixels?",
        ),
        Mistake(
            "one-short",
            occlusion_one_short,
            "A row and a column of places are missing at the end.",
            "How many places has a window of `size` on n pixels?",
        ),
        Mistake(
            "without-sign",
            with_other(
                measure=lambda before, after: abs(before[np.argmax(before)] - after[np.argmax(before)])
            ),
            "Your map has no signs: a rise of the share looks like a fall.",
            "A rise counts as negative.",
        ),
        Mistake(
            "rises-cut-off",
            with_other(
                measure=lambda before, after: max(0, before[np.argmax(before)] - after[np.argmax(before)])
            ),
            "Where the share rises you write 0.",
            "A rise counts as negative.",
        ),
        Mistake(
            "sum-of-all",
            with_other(measure=lambda before, after: (before - after).sum()),
            "You added up the changes of all classes, and they cancel: shares always sum to 1.",
            "Only one class is followed: the choice on the whole picture.",
        ),
        Mistake(
            "covered-with-grey",
            with_other(cover=_cover_with(lambda image: 0.5)),
            "You cover with 0.5.",
            "Set the square to 0.",
        ),
        Mistake(
            "covered-with-least",
            with_other(cover=_cover_with(np.min)),
            "You cover with the smallest number of the picture.",
            "Set the square to 0.",
        ),
        Mistake(
            "one-pixel",
            with_other(cover=_cover_one_pixel),
            "You cover a single pixel.",
            "The square has `size` rows and columns.",
        ),
        Mistake(
            "up-to-size",
            with_other(cover=_cover_up_to_size),
            "Your squares end at row and column `size`, wherever they begin.",
            "A slice that begins at `row` and has `size` rows: where does it end?",
        ),
        Mistake(
            "square-turned",
            with_other(cover=_cover_turned),
            "The square of entry (r, c) begins in row c and column r.",
            "Rows come first, in the map and in the picture.",
        ),
        Mistake(
            "square-centred-and-cut",
            with_other(cover=_cover_centred_and_cut),
            "Your square has its middle at the place (r, c), and is cut off at the edge.",
            "Its upper left corner belongs there.",
        ),
        Mistake(
            "tiles-and-zeros",
            occlusion_tiles_and_zeros,
            "Your square jumps by its own size, and the entries between stay 0.",
            "It moves by one pixel.",
        ),
        Mistake(
            "square-map",
            occlusion_square,
            "Your map has as many columns as rows.",
            "A picture need not be as wide as it is high.",
        ),
        Mistake(
            "first-row",
            occlusion_first_row,
            "Only the first row of your map is filled.",
            "Where does your `return` stand: inside the loop over the rows, or behind it?",
        ),
        Mistake(
            "spread",
            occlusion_spread,
            "You added each fall to all pixels of its square.",
            "One entry for each place of the square: that of its upper left corner.",
        ),
        Mistake(
            "scaled",
            occlusion_scaled,
            "You divided the map by its largest entry.",
            "The falls themselves are asked, in units of a share.",
        ),
    ),
    variants={
        "one batch": occlusion_in_one_batch,
        "masks": occlusion_with_masks,
        "put back afterwards": occlusion_by_restoring,
    },
)
