"""The class at one look, for its teacher: what was understood, which mistakes are common, who needs a human, and why."""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass

from dlutils.checks import exercises
from dlutils.checks.verdicts import LOOPS
from dlutils.grading.judge import Graded

_WORDS = {"passed": "right", "mistake": "named mistake", "missing": "not written"}
_COLOURS = {
    "right": "#0072B2",
    "named mistake": "#E69F00",
    "otherwise wrong": "#D55E00",
    "not written": "#BBBBBB",
}


@dataclass(frozen=True)
class Row:
    """One exercise: how many answers were of which kind, and the mistakes with their sentences, the commonest first."""

    name: str
    kinds: dict[str, int]
    mistakes: list[tuple[int, str, str]]


@dataclass(frozen=True)
class Overview:
    """A class and an assignment.

    Parameters
    ----------
    assignment : str
    graded : int
        How many submissions were graded.
    rows : list of Row
    look_at : list of (student, why)
        Submissions that need a human.
    """

    assignment: str
    graded: int
    rows: list[Row]
    look_at: list[tuple[str, str]]


def overview(assignment_id: str, results: dict[str, Graded]) -> Overview:
    """Count what the results of a class hold."""
    graded = [result for result in results.values() if result.state == "graded"]
    rows = []
    for number, (name, exercise) in enumerate(exercises(assignment_id).items()):
        reports = [result.reports[number] for result in graded]
        kinds = Counter(_WORDS.get(report["verdict"], "otherwise wrong") for report in reports)
        sentences = {mistake.id: mistake.sentence for mistake in (*exercise.mistakes, LOOPS)}
        common = Counter(report["mistake"] for report in reports if report["mistake"]).most_common()
        mistakes = [(count, mistake, sentences.get(mistake, "")) for mistake, count in common]
        rows.append(Row(name, {kind: kinds[kind] for kind in _COLOURS}, mistakes))
    return Overview(assignment_id, len(graded), rows, list(_who_needs_a_human(results)))


def _who_needs_a_human(results: dict[str, Graded]):
    for student, result in results.items():
        if result.state != "graded":
            yield student, f"{result.state}: {result.reason}"
            continue
        if result.reason:
            yield student, result.reason
        for report in result.reports:
            if report["verdict"] in ("delegated", "timeout"):
                yield student, f"{report['name']}: {report['message']}"
        if result.reports and all(report["verdict"] == "error" for report in result.reports):
            yield student, "Every answer stops with an error: it may be one slip."


def as_text(seen: Overview) -> str:
    """The report for a terminal and for a mail."""
    lines = [f"{seen.assignment}: {seen.graded} graded", ""]
    for row in seen.rows:
        lines.append(f"{row.name}: {_in_words(row)}")
        lines += [f"  {count:>4} × {mistake}: {sentence}" for count, mistake, sentence in row.mistakes]
    lines += [
        "",
        "To be looked at by a person:" if seen.look_at else "Nobody needs to be looked at by a person.",
    ]
    lines += [f"  {student}: {why}" for student, why in seen.look_at]
    return "\n".join(lines)


def as_html(seen: Overview) -> str:
    """The report as a page of its own."""
    rows = "".join(_section(row, seen.graded) for row in seen.rows)
    people = "".join(
        f"<li><b>{html.escape(student)}</b>: {html.escape(why)}</li>" for student, why in seen.look_at
    )
    legend = "".join(
        f'<span class="box" style="background:{c}"></span> {kind} &nbsp; ' for kind, c in _COLOURS.items()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{seen.assignment}</title><style>{_STYLE}'
        f"</style></head><body><h1>{seen.assignment}: {seen.graded} graded</h1><p>{legend}</p>{rows}"
        f"<h2>To be looked at by a person</h2><ul>{people or '<li>Nobody.</li>'}</ul></body></html>\n"
    )


_STYLE = (
    "body{font-family:sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}svg{width:100%;height:1.6rem}"
    ".box{display:inline-block;width:.8rem;height:.8rem}td{padding:.1rem .6rem .1rem 0;vertical-align:top}"
)


def _in_words(row: Row) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in row.kinds.items() if number) or "no answers"


def _section(row: Row, graded: int) -> str:
    mistakes = "".join(
        f"<tr><td>{count}</td><td><code>{html.escape(mistake)}</code></td><td>{html.escape(sentence)}</td></tr>"
        for count, mistake, sentence in row.mistakes
    )
    table = f"<table>{mistakes}</table>" if mistakes else ""
    return f"<h2>{row.name}</h2>{_bar(row, graded)}<p>{_in_words(row)}</p>{table}"


def _bar(row: Row, graded: int) -> str:
    """A bar whose parts are as long as the kinds are frequent, and the same in words for who cannot see it."""
    parts, place = [], 0.0
    for kind, number in row.kinds.items():
        width = 100 * number / max(graded, 1)
        parts.append(f'<rect x="{place:.2f}" width="{width:.2f}" height="10" fill="{_COLOURS[kind]}"/>')
        place += width
    alt = html.escape(f"Bar of {row.name}: {_in_words(row)}.")
    return (
        f'<svg role="img" aria-label="{alt}" viewBox="0 0 100 10" preserveAspectRatio="none"><title>{alt}</title>'
        f"{''.join(parts)}</svg>"
    )
