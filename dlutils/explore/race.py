"""The numbers behind the exploration of vectorization: stored times of one step, and the shapes of its five lines.

The times cannot be taken while you look: the loops alone would need minutes. They were measured once, and what they
teach is their ratio, which is of the same kind everywhere; on another machine the numbers themselves are others.
"""

import math
import re

from dlutils.plots.style import number

from .base import UnreadableInput

EXAMPLES = (1, 10, 100, 1_000, 10_000, 100_000)
FEATURES = (1, 10, 100)
LOOPS, ONE_LOOP, NONE = "two loops", "one loop", "no loop"

#: Microseconds for cost, dw and db of m examples, the best of several runs on one core (Python 3.11, NumPy 2.4).
STORED = {
    1: {
        LOOPS: (2.51, 14.2, 130, 1_270, 12_700, 132_000),
        ONE_LOOP: (5.58, 43.7, 425, 4_270, 42_800, 429_000),
        NONE: (11.3, 11.6, 13.2, 29.1, 176, 3_980),
    },
    10: {
        LOOPS: (6.23, 48.1, 490, 4_740, 46_300, 458_000),
        ONE_LOOP: (5.25, 44.9, 443, 4_330, 43_900, 433_000),
        NONE: (11.5, 12.1, 13.4, 31.6, 224, 4_230),
    },
    100: {
        LOOPS: (41.4, 393, 4_260, 39_600, 386_000, 3_780_000),
        ONE_LOOP: (5.25, 45.9, 447, 4_540, 45_000, 455_000),
        NONE: (11.8, 12.7, 15.9, 49.5, 536, 10_500),
    },
}
CLOSE = 2  # a predicted ratio is right if it is wrong by less than this factor: times are never exact

#: The five lines of a step: what is computed, how, and the shape of the result.
LINES = (
    ("Z", "Z = wᵀX + b", (1, "m")),
    ("A", "A = σ(Z)", (1, "m")),
    ("dZ", "dZ = A − Y", (1, "m")),
    ("dw", "dw = X dZᵀ / m", ("n_x", 1)),
    ("db", "db = sum of dZ / m", ()),
)


def ratio(n_x, m, of=NONE):
    """How many times faster than two loops no loop is, or one loop. n_x and m are stored ones."""
    place = EXAMPLES.index(m)
    return STORED[n_x][LOOPS][place] / STORED[n_x][of][place]


def in_words(times):
    """A ratio with two digits, turned round where the loops are faster: "410 times faster"."""
    if times >= 1:
        return f"{_two_digits(times)} times faster"
    return f"{_two_digits(1 / times)} times slower"


def judge_ratio(typed, n_x, m):
    """Compare a predicted ratio with the stored one.

    Parameters
    ----------
    typed : float
        How many times faster the version without loops is; above 0.
    n_x, m : int
        Stored numbers of features and examples.

    Returns
    -------
    right : bool
    sentence : str
        The stored ratio and what it comes from; before that the mistake, if it is a known one.
    """
    true = ratio(n_x, m)
    answer = f"With m = {m:,} and n_x = {n_x}, no loop was {in_words(true)} than two loops. {why(n_x, m)}"
    if _close(typed, true):
        return True, answer
    before = ratio(n_x, m // 10) if m > 1 else None
    if true < 1 < typed:
        return False, f"For so few examples the loops win. {answer}"
    if before and _close(typed, 10 * before):
        return False, f"You let the ratio of m = {m // 10:,} grow tenfold once more. {answer}"
    if _close(typed, m * n_x):
        return (
            False,
            f"That is the number of products. No loop means that NumPy loops, not that nobody does. {answer}",
        )
    if before and _close(typed, before):
        return False, f"That is about the ratio of m = {m // 10:,}, unchanged. {answer}"
    return False, answer


def why(n_x, m):
    """Why the ratio is what it is, in one sentence."""
    if m == 1:
        return "A call of NumPy costs about a microsecond before the first number is touched."
    grown = ratio(n_x, m) / ratio(n_x, m // 10)
    if grown > 5:
        return "Ten times the examples cost the loops ten times as much, and NumPy next to nothing."
    if grown > 1:
        return "NumPy has real work now, so its time grows too, and the ratio grows more slowly."
    return (
        "These arrays are so large that NumPy waits for memory more than it computes: the ratio falls again."
    )


def read_ratio(text):
    """Read how many times faster: 300, 1,000, 0.5, 1/3.

    Raises
    ------
    UnreadableInput
        If the text is no number above zero.
    """
    plain = text.strip().removesuffix("times").strip(" ×x")
    if not plain:
        raise UnreadableInput("Nothing to compare yet: type how many times faster, then commit.")
    plain = re.sub(r",(?=\d{3}(\D|$))", "", plain).replace(",", ".")  # 1,000 is a thousand, 0,5 a half
    try:
        top, _, bottom = plain.partition("/")
        value = float(top) / float(bottom or 1)
    except (ValueError, ZeroDivisionError):
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise UnreadableInput(
            f"“{text.strip()}” is no ratio. Type a number above 0, such as 300, or 0.5 for slower."
        )
    return value


def read_shape(text):
    """Read a shape: (1, 100), 1 x 100, (10,), and () or the word number for a number without axes.

    Returns
    -------
    tuple of int
    """
    plain = text.strip().lower()
    if not plain:
        raise UnreadableInput("Nothing to compare yet: type a shape such as (1, 100), or the word number.")
    if plain in ("number", "a number", "()", "float", "scalar"):
        return ()
    inside = re.fullmatch(r"\(?([\d\s,x×]+)\)?", plain)
    lengths = re.findall(r"\d+", inside[1]) if inside else []
    if not 1 <= len(lengths) <= 2 or any(len(length) > 9 for length in lengths):
        raise UnreadableInput(f"“{text.strip()}” is no shape. Type for example (1, 100), or the word number.")
    return tuple(int(length) for length in lengths)


def shape_of(line, n_x, m):
    """The shape of the result of line 0 … 4, in numbers."""
    return tuple({"n_x": n_x, "m": m}.get(length, length) for length in LINES[line][2])


def judge_shape(typed, line, n_x, m):
    """Compare a predicted shape with the true one: (right, sentence). A known mistake is named."""
    name, formula, _ = LINES[line]
    true = shape_of(line, n_x, m)
    answer = f"{formula} gives {'a number' if true == () else f'the shape {true}'}."
    if typed == true:
        return True, answer
    if true == ():
        if typed in ((1, 1), (1,)):
            return (
                False,
                f"That would be an array with one number in it. A sum over everything has no axis left. {answer}",
            )
        return False, f"A sum over everything has no axis left. {answer}"
    if typed == true[::-1]:
        return False, f"These are the right lengths in the wrong order: rows come first. {answer}"
    if typed in ((m,), (n_x,)):
        return False, f"A flat array has one axis; {name} keeps two. {answer}"
    if typed == (m, m):
        return False, f"That would be a table of all pairs. {answer}"
    if typed == (n_x, m):
        return False, f"That is the shape of X; the product adds up over the length that both share. {answer}"
    return False, answer


def _close(typed, true):
    return 1 / CLOSE < typed / true < CLOSE


def _two_digits(value):
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if rounded >= 10 else number(rounded, 2)
