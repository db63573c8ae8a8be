"""Headings: one title, numbered sections, exercises that say how hard and how long they are."""

import re

from tools.house_rules.reading import at, headings

EXERCISE = re.compile(
    r"Exercise (\d+)\.(\d+) {1,2}(\S.*?) · (?=[★☆]{3} )★{1,3}☆{0,2} · (\d+) min( · optional)?"
)
EXAMPLE = "### Exercise 8.2  The backward pass · ★★☆ · 15 min"


def one_title(path, nb):
    """Exactly one heading of level 1, in the first cell."""
    titles = [heading for heading in headings(nb) if heading.level == 1]
    if not titles:
        return ["There is no title: begin the first cell with one line `# …`."]
    problems = [f'{at(h.cell)}: a second title "{h.text}"; make it a section, `## …`.' for h in titles[1:]]
    if titles[0].cell is not nb["cells"][0]:
        problems.append(f"{at(titles[0].cell)}: the title must open the first cell of the notebook.")
    return problems


def levels_are_not_skipped(path, nb):
    """A heading is at most one level deeper than the one above it; a section's opens its cell."""
    problems, above = [], 0
    for heading in headings(nb):
        if heading.level > above + 1:
            problems.append(
                f'{at(heading.cell)}: "{heading.text}" has level {heading.level} below level {above}; '
                f"write it with {above + 1} #."
            )
        if heading.level <= 3 and not heading.opens_cell:
            problems.append(
                f'{at(heading.cell)}: the heading "{heading.text}" must be the first line of a cell.'
            )
        above = heading.level
    return problems


def sections_are_numbered(path, nb):
    """Sections are numbered 1, 2, 3 …; those without a number come after them, at the end."""
    problems, expected, closing = [], 1, None
    for heading in headings(nb):
        if heading.level != 2:
            continue
        number = re.match(r"(\d+) ", heading.text)
        if number is None:
            closing = heading.text
        elif closing:
            problems.append(
                f'{at(heading.cell)}: "{heading.text}" comes after "{closing}", which has no number.'
            )
        elif int(number[1]) != expected:
            problems.append(f'{at(heading.cell)}: "{heading.text}" should be number {expected}.')
        expected += number is not None
    if expected == 1:
        problems.append("No section is numbered: write `## 1 …`, `## 2 …`.")
    return problems


def exercises_are_titled(path, nb):
    """Exercises are titled alike and numbered in order, after the number of the notebook."""
    notebook, problems, expected = int(path.stem.split("_")[0]), [], 1
    for heading in headings(nb):
        if not heading.text.startswith("Exercise"):
            continue
        match = EXERCISE.fullmatch(heading.text)
        if heading.level != 3 or match is None:
            problems.append(f'{at(heading.cell)}: write "{heading.text}" in the form "{EXAMPLE}".')
        elif (int(match[1]), int(match[2])) != (notebook, expected):
            problems.append(f'{at(heading.cell)}: "{heading.text}" should be Exercise {notebook}.{expected}.')
        expected += 1
    return problems
