"""Numbers: what a sentence states is printed by a cell of its section, so that it cannot rot.

- In a sentence a number is a *result*: a cell of the same section (`##`) prints it. It may be
  rounded: 0.659 or 65.9 % for a printed 0.65900114, but not 0.66 for 0.654.
- In `code` or in a $formula$ a number is an *input*: it may also stand in the code of a cell.
- A fact from elsewhere is listed in its cell: `<!-- given: 1958, 3.11 -->`.

The top and the sections at the end, which have no number, speak for the whole notebook.
Counts below ten, headings, shapes, years, minutes and references ("notebook 12") are free.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from tools.house_rules.reading import (
    at,
    code_cells,
    is_check,
    markdown_cells,
    plain_outputs,
    sections,
)

GIVEN = re.compile(r"<!--\s*given:(.*?)-->", re.DOTALL)
NOTATION = re.compile(r"^ *```.*?^ *```|``.+?``|`[^`]+`|\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL | re.MULTILINE)
YEAR = r"(?:1[5-9]|20)\d\d"
FREE = [
    r"<!--.*?-->",
    r"</?[a-zA-Z][^<>]*>",
    r"!\[[^\]]*\]\([^)]*\)",
    r"(?<=\])\([^)]*\)",  # the address of a link
    r"https?://\S+",
    r"(?m)^#{1,6} .*$",
    r"(?m)^[ >]*\d+[.)] ",  # the numbers of a list
    r"(?i)\b(?:exercise|section|notebook|figure|part|chapter|question|page|equation)s? \d[\d.]*"
    r"(?:(?:, | and | to | or |–)\d[\d.]*\b)*",
    r"(?i)\bneeds: \d[\d, ]*",
    r"\b\d+(?:–\d+)? (?:min|minutes|hours)\b",
    r"\((?:\w+, ?)+\w*\)",  # a shape, (m, 64), or a source, (Efron, 2004)
    r"\b\d+(?: ?× ?\d+(?!\.?\d|[⁻⁰¹²³⁴-⁹]))+\b",
    rf"\([^()\d]*{YEAR}\)",
    rf"\b(?:in|since|until|of) {YEAR}(?=[.,;:)]|$)",
]
NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>-?)(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<rest>(?:\.\d+)?(?:[eE][-+]?\d+)?)"
    r"(?!\.?\d)(?P<percent> ?%)?"
)
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


@dataclass(frozen=True)
class Stated:
    """A number as it is written: 65.9 % has the value 65.9 and is good to half a tenth."""

    text: str
    value: Decimal
    is_percent: bool

    def agrees_with(self, printed):
        """Whether a printed number, rounded to as many digits, is this one; 65.9 % agrees with 0.659 too."""
        candidates = [printed, printed * 100] if self.is_percent else [printed]
        if self.value >= 0:  # "falls by 0.12" may speak of -0.12
            candidates = [abs(number) for number in candidates]
        half_a_digit = Decimal((0, (5,), self.value.as_tuple().exponent - 1))
        return any(abs(number - self.value) <= half_a_digit for number in candidates)

    @property
    def is_small_count(self):
        """Whether it is a whole number below ten: three weights, a 4 × 4 picture."""
        return not self.is_percent and self.value.as_tuple().exponent == 0 and abs(self.value) < 10


def numbers_in(text):
    """All numbers of a text, in the spelling of prose, of formulas, of Python or of NumPy."""
    found = []
    for match in NUMBER.finditer(_plain(text)):
        value = Decimal(match["sign"] + match["digits"].replace(",", "") + match["rest"])
        found.append(Stated(match[0].strip(), value, bool(match["percent"])))
    return found


def _plain(text):
    """Spell numbers alike, 3·10⁻⁹ and 3 \\cdot 10^{-9} as 3e-9, and drop exponents and indices of letters."""
    text = text.replace("−", "-").replace("{,}", ",").replace("\\,", "").replace("\\%", "%")
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    text = re.sub(r"(?<=\d)_(?=\d)", "", text)
    text = re.sub(r"\b\d+_(?=[a-z])", " ", text)  # the name of a notebook
    text = re.sub(r"(?<=\d)\.(?=[\s\],)e]|$)", "", text)  # NumPy prints 3. and 1.e-05
    text = re.sub(r"10([⁻⁰¹²³⁴-⁹]+)", lambda m: "10^{" + m[1].translate(SUPERSCRIPTS) + "}", text)
    text = re.sub(r"(?<=\d) ?(?:·|×|\\cdot|\\times) ?10\^\{?(-?\d+)\}?", r"e\1", text)
    text = re.sub(r"\b10\^\{?(-?\d+)\}?", r"1e\1", text)
    return re.sub(r"[_^](?:\{[^{}]*\}|-?\w)|[⁻⁰¹²³⁴-⁹₀-₉]", " ", text)


def stated_numbers_are_printed(path, nb):
    """Each number that a text states is printed by a cell of its section; inputs may stand in its code."""
    problems = []
    for section in sections(nb):
        witnesses = code_cells(section.cells if section.is_numbered else nb["cells"])
        printed = _printed(witnesses)
        written = printed + [n.value for cell in witnesses for n in numbers_in(cell["source"])]
        where = f'section "{section.title}"' if section.is_numbered else "the notebook"
        for cell in markdown_cells(section.cells):
            problems += _problems_of(cell, printed, written, where)
    return problems


def _printed(cells):
    """The numbers that cells print, without those in the description of a figure or a report of points."""
    texts = [text for cell in cells if not is_check(cell) for text in plain_outputs(cell)]
    return [n.value for text in texts if not text.startswith("Figure: ") for n in numbers_in(text)]


def _problems_of(cell, printed, written, where):
    source = cell["source"]
    given = [n for comment in GIVEN.findall(source) for n in numbers_in(comment)]
    source = GIVEN.sub(" ", source)
    results = numbers_in(_prose(source))
    inputs = [n for notation in NOTATION.findall(source) for n in numbers_in(notation)]
    known = [n.value for n in given]

    problems = []
    for numbers, witnesses, advice in (
        (
            results,
            printed,
            "print it there, correct it, or, if it is an input, write it as `code` and use it there",
        ),
        (inputs, written, "use it there, correct it, or list a fact from elsewhere in <!-- given: … -->"),
    ):
        for number in numbers:
            if number.is_small_count or number.value in known or any(map(number.agrees_with, witnesses)):
                continue
            nearest = _nearest(number, witnesses)
            problems.append(f'{at(cell)}: no cell of {where} shows "{number.text}"{nearest}; {advice}.')
    stated = [n.value for n in results + inputs]
    problems += [
        f"{at(cell)}: {n.text} is listed as given but not stated; take it out."
        for n in given
        if n.value not in stated
    ]
    return problems


def _prose(source):
    """A Markdown source without notation, headings, addresses and the other numbers that state nothing."""
    text = NOTATION.sub(" … ", source).replace("\\$", " ")
    for pattern in FREE:
        text = re.sub(pattern, " ", text, flags=re.DOTALL if pattern.startswith("<!--") else 0)
    return text


def _nearest(number, witnesses):
    """The shown number that is closest, if it is close enough to be the one that was meant."""
    scales = (1, 100) if number.is_percent else (1,)
    distances = [(abs(abs(shown * s) - abs(number.value)), shown) for shown in witnesses for s in scales]
    distance, nearest = min(distances, default=(Decimal("inf"), None))
    return f" (the nearest is {nearest})" if distance <= abs(number.value) / 10 else ""
