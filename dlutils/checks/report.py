"""How a check speaks: one report as HTML for the notebook and as plain text for everything else.

A report is not a float, but it prints as one: the plain number of points is what nbgrader reads as the score. A passing
report holds declared text only, so a notebook that was executed twice with fresh arguments stays the same.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlutils.checks.compare import plain_text

VERDICTS = ("missing", "delegated", "timeout", "passed", "mistake", "error", "partial", "wrong")
_WORDS = {
    "missing": "not written yet",
    "delegated": "done by a library",
    "timeout": "too slow",
    "passed": "passed",
    "mistake": "a known mistake",
    "error": "raises an exception",
    "partial": "partly right",
    "wrong": "not right yet",
}
_MAX_PRINTED = 600  # characters of the learner's own output that a report repeats
_MAX_VALUE = 2000  # characters of one value
_BOX_STYLE = "padding:4px 12px;max-width:52em;line-height:1.5;overflow-wrap:anywhere"
_CODE_STYLE = "margin:2px 0 8px 16px;overflow-x:auto"


@dataclass(frozen=True)
class Evidence:
    """The smallest failing call, ready to be repeated, with both results and what the learner's code printed."""

    call: str
    yours: str = ""
    right: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Report:
    """The verdict on one answer.

    Attributes
    ----------
    name : str
        The exercise.
    verdict : str
        One of `VERDICTS`.
    parts : mapping of str to (earned, points)
    mistake : str or None
        Id of the named mistake.
    headline, detail, next_step : str
        What was found, where, and what to look at now.
    evidence : Evidence or None
    """

    name: str
    verdict: str
    parts: Mapping[str, tuple[float, float]]
    mistake: str | None = None
    headline: str = ""
    detail: str = ""
    next_step: str = ""
    evidence: Evidence | None = None

    @property
    def score(self) -> float:
        """Points earned."""
        return float(sum(earned for earned, _ in self.parts.values()))

    @property
    def max_score(self) -> float:
        """Points of the exercise."""
        return float(sum(points for _, points in self.parts.values()))

    @property
    def message(self) -> str:
        """The finding in one line."""
        told = self.headline if self.verdict in ("passed", "mistake") else f"{self.headline} {self.detail}"
        return " ".join(told.split())

    @property
    def status(self) -> str:
        """The verdict in the words of a report."""
        return _WORDS[self.verdict] if self.parts else "no such exercise"

    def to_dict(self) -> dict[str, Any]:
        """The verdict as plain data, as the grader stores it."""
        return {
            "name": self.name,
            "score": self.score,
            "max_score": self.max_score,
            "verdict": self.verdict,
            "mistake": self.mistake,
            "message": self.message,
        }

    def __repr__(self) -> str:
        return repr(self.score)

    def __str__(self) -> str:
        lines = [f"{_sign(self)} {self.name}: {_points_of(self)}{self.status}"]
        if len(self.parts) > 1:
            lines += [
                f"    {part}: {_points(earned)} of {_points(due)}"
                for part, (earned, due) in self.parts.items()
            ]
        lines += [_wrapped(text) for text in (self.headline, self.detail) if text]
        if self.next_step:
            lines.append(_wrapped(f"Next: {self.next_step}"))
        for title, text in _evidence_blocks(self.evidence):
            lines += [title, *("    " + line for line in text.split("\n"))]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        colour = (
            "#009E73" if self.verdict == "passed" else "#E69F00" if self.verdict == "missing" else "#D55E00"
        )
        title = f"{_sign(self)} <b>{html.escape(self.name)}</b>: {_points_of(self)}<b>{self.status}</b>"
        parts = ""
        if len(self.parts) > 1:
            each = (
                f"{html.escape(part)} {_points(got)} of {_points(due)}"
                for part, (got, due) in self.parts.items()
            )
            parts = f'<div style="opacity:0.85">Parts: {" · ".join(each)}</div>'
        texts = [_marked_up(text) for text in (self.headline, self.detail) if text]
        if self.next_step:
            texts.append(f"<b>Next:</b> {_marked_up(self.next_step)}")
        blocks = "".join(
            f'<div>{html.escape(title)}</div><pre style="{_CODE_STYLE}">{html.escape(text)}</pre>'
            for title, text in _evidence_blocks(self.evidence)
        )
        body = "".join(f'<div style="margin-top:6px;white-space:pre-line">{text}</div>' for text in texts)
        return (
            f'<div role="status" style="border-left:5px solid {colour};{_BOX_STYLE}">'
            f'<div>{title}</div>{parts}{body}<div style="margin-top:6px">{blocks}</div></div>'
        )


@dataclass(frozen=True)
class Summary:
    """The table at the end of a notebook: what is done, what is open, and how to hand in."""

    title: str
    reports: Sequence[Report]
    free_text_points: float
    how_to_hand_in: tuple[str, ...]

    def _rows(self) -> list[tuple[str, str, str]]:
        rows = [(r.name, _points_in_table(r), r.status) for r in self.reports]
        rows.append(
            ("your written answer", f"up to {_points(self.free_text_points)}", "read by your teacher")
        )
        return rows

    def _total(self) -> str:
        got, due = sum(r.score for r in self.reports), sum(r.max_score for r in self.reports)
        still = [r for r in self.reports if r.verdict != "passed"]
        optional = [r.name for r in still if _is_optional(r)]
        counting = [r.name for r in still if not _is_optional(r)]
        done = "All checks that give points passed." if optional else "All checks passed."
        words = f"Open: {', '.join(counting)}." if counting else done
        words += f" Optional: {', '.join(optional)}." if optional else ""
        return f"{_points(got)} of {_points(due)} points from checks. {words}"

    def __repr__(self) -> str:
        width = max(len(name) for name, _, _ in self._rows())
        rows = [f"{name:<{width}}  {points:>8}  {status}" for name, points, status in self._rows()]
        return "\n".join([self.title, *rows, self._total(), *self.how_to_hand_in])

    def _repr_html_(self) -> str:
        head = (
            _cell("exercise", "left", "col")
            + _cell("points", "right", "col")
            + _cell("status", "left", "col")
        )
        rows = "".join(
            f"<tr>{_cell(name, 'left', 'row')}{_cell(points, 'right')}{_cell(status, 'left')}</tr>"
            for name, points, status in self._rows()
        )
        caption = f'<caption style="text-align:left">{html.escape(self.title)}</caption>'
        total = f"<p><b>{html.escape(self._total())}</b></p>"
        steps = "".join(
            f'<p style="overflow-wrap:anywhere">{_marked_up(step)}</p>' for step in self.how_to_hand_in
        )
        table = f"<table>{caption}<tr>{head}</tr>{rows}</table>"
        return f'<div style="max-width:52em">{table}{total}{steps}</div>'


def _cell(text: str, align: str, heading_of: str = "") -> str:
    tag, scope = ("th", f' scope="{heading_of}"') if heading_of else ("td", "")
    return f'<{tag}{scope} style="text-align:{align};padding:2px 10px">{html.escape(text)}</{tag}>'


def call_text(name: str, arguments: Mapping[str, Any]) -> str:
    """The call as code that can be pasted into a cell. It sets no names, so it spoils no notebook."""
    lines = []
    for key, value in arguments.items():
        code, _ = _as_code(value)
        shape = f", shape {value.shape}" if isinstance(value, np.ndarray) else ""
        lines.append(f"    {_indented(code, 4)},  # {key}{shape}")
    return "\n".join([f"{name}(", *lines, ")"])


def result_text(value: Any, names: Sequence[str] = ()) -> str:
    """A returned value for reading: several values one below the other, with their names."""
    if isinstance(value, tuple) and len(value) == len(names):
        lines = [f"{name} = {value_text(item)}" for name, item in zip(names, value, strict=True)]
        return "\n".join(_indented(line, line.index("=") + 2) for line in lines)
    return value_text(value)


def value_text(value: Any) -> str:
    """A value as code: arrays with their shape and at most six digits, long ones shortened."""
    code, remark = _as_code(value)
    text = code + remark
    return text if len(text) <= _MAX_VALUE else text[:_MAX_VALUE] + " …"


def _as_code(value: Any) -> tuple[str, str]:
    """The code of a value, and a remark that may stand behind it at the end of a line."""
    if isinstance(value, np.ndarray):
        return _array_code(value), f"   # shape {value.shape}"
    if isinstance(value, dict):
        keys = [f"{key!r}: " for key in value]
        items = [_as_code(item) for item in value.values()]
        entries = [
            (key + _indented(code, len(key)), remark) for key, (code, remark) in zip(keys, items, strict=True)
        ]
        return _collected("{", entries, "}"), ""
    if isinstance(value, tuple):
        return _collected("(", [_as_code(item) for item in value], ",)" if len(value) == 1 else ")"), ""
    if isinstance(value, list):
        return _collected("[", [_as_code(item) for item in value], "]"), ""
    if isinstance(value, float):
        return _number_text(value) + ("" if set(f"{value:.6g}") & set(".ein") else "0"), ""
    return plain_text(value), ""


def _collected(opening: str, items: list[tuple[str, str]], closing: str) -> str:
    """The code of a list, tuple or dict; with a line for each item if there are arrays among them."""
    if any(remark for _, remark in items):
        lines = "\n ".join(f"{_indented(code, 1)},{remark}" for code, remark in items)
        return f"{opening}{lines}\n{closing.lstrip(',')}"
    return opening + ", ".join(code for code, _ in items) + closing


def _array_code(array: np.ndarray) -> str:
    options = {"separator": ", ", "threshold": 60, "edgeitems": 2, "max_line_width": 90}
    if array.dtype.kind == "f":
        width = max((len(_number_text(x)) for x in array.flat[:200]), default=0)
        options["formatter"] = {"float_kind": lambda x: _number_text(x).rjust(width)}
    if array.ndim > 2:  # pictures have so many short rows that these must stand side by side
        options["threshold"] = 200
        lines = _side_by_side(np.array2string(array, **options))
    else:
        lines = [line for line in np.array2string(array, **options).split("\n") if line.strip()]
    text = _indented("\n".join(lines), len("np.array("))
    usual = array.dtype in (np.float64, np.int64) or array.dtype.kind in "bU"
    return f"np.array({text})" if usual else f"np.array({text}, dtype=np.{array.dtype})"


def _side_by_side(text: str) -> list[str]:
    """The innermost rows of an array, as many in a line as have room; none is broken."""
    whole = re.sub(r"\[[^][]*\]", lambda row: re.sub(r"\s+", "\0", row[0].replace("[ ", "[")), text)
    lines = textwrap.wrap(" ".join(whole.split()), 80, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def _indented(text: str, columns: int) -> str:
    """Every line but the first moved to the right."""
    return text.replace("\n", "\n" + " " * columns)


def _number_text(number: float) -> str:
    if not np.isfinite(number):
        return "np.nan" if np.isnan(number) else "np.inf" if number > 0 else "-np.inf"
    text = f"{number:.6g}"
    return text if set(text) & set(".e") else text + "."


def _evidence_blocks(evidence: Evidence | None) -> list[tuple[str, str]]:
    if evidence is None:
        return []
    blocks = [
        ("A small call that shows it:", evidence.call),
        ("Yours:", evidence.yours),
        ("Right:", evidence.right),
    ]
    if evidence.printed:
        printed = (
            evidence.printed
            if len(evidence.printed) <= _MAX_PRINTED
            else evidence.printed[:_MAX_PRINTED] + " …"
        )
        blocks.append(("Your code printed:", printed.rstrip("\n")))
    return [(title, text) for title, text in blocks if text]


def _wrapped(text: str) -> str:
    """Sentences in lines that fit a narrow window; lines of code and listings stay as they are."""
    return "\n".join(
        line if line.startswith(" ") else textwrap.fill(line, 110, break_long_words=False)
        for line in text.split("\n")
    )


def _marked_up(text: str) -> str:
    """Escape, then turn `code` between backticks into code and *words* between asterisks into stressed ones."""
    pieces = html.escape(text).split("`")
    return "".join(
        f"<code>{piece}</code>" if i % 2 else re.sub(r"(?<![\w*])\*(\w+)\*(?![\w*])", r"<em>\1</em>", piece)
        for i, piece in enumerate(pieces)
    )


def _sign(report: Report) -> str:
    return {"passed": "✓", "missing": "○"}.get(report.verdict, "✗")


def _points_of(report: Report) -> str:
    """Points in words; an optional exercise has none to earn."""
    if not report.parts:
        return ""
    if _is_optional(report):
        return "optional, "
    return f"{_points(report.score)} of {_points(report.max_score)} points, "


def _is_optional(report: Report) -> bool:
    return bool(report.parts) and report.max_score == 0


def _points_in_table(report: Report) -> str:
    """Points in the table at the end; an optional exercise has none to earn."""
    if _is_optional(report):
        return "optional"
    return f"{_points(report.score)} of {_points(report.max_score)}"


def _points(number: float) -> str:
    return f"{number:g}"
