"""How the rules look at a notebook: its cells, tags, headings and sections."""

import ast
import re
from dataclasses import dataclass, field

MARKER = re.compile(r"(BEGIN|END) (SOLUTION|MARK SCHEME|HIDDEN TESTS)")
FENCE = re.compile(r"^ *(```|~~~)")


@dataclass(frozen=True)
class Heading:
    """A heading: how many #, its words, its cell, and whether it opens the cell."""

    level: int
    text: str
    cell: dict
    opens_cell: bool


@dataclass
class Section:
    """A part of the notebook that begins at a heading, with the cells up to the next one."""

    title: str
    cells: list = field(default_factory=list)

    @property
    def is_numbered(self):
        return bool(re.match(r"\d", self.title))


def code_cells(cells):
    """The code cells among these, in order."""
    return [cell for cell in cells if cell["cell_type"] == "code"]


def markdown_cells(cells):
    """The Markdown cells among these, in order."""
    return [cell for cell in cells if cell["cell_type"] == "markdown"]


def tags(cell):
    """The tags of a cell."""
    return cell["metadata"].get("tags", [])


def grader(cell):
    """What nbgrader is told about a cell; empty if nothing."""
    return cell["metadata"].get("nbgrader", {})


def is_answer(cell):
    """Whether learners write their function here."""
    return bool(grader(cell).get("solution") and not grader(cell).get("grade"))


def is_check(cell):
    """Whether this is a locked cell that checks an answer and gives points."""
    return bool(grader(cell).get("grade") and not grader(cell).get("solution"))


def is_question(cell):
    """Whether learners write a free text here, which a person marks."""
    return bool(grader(cell).get("grade") and grader(cell).get("solution"))


def at(cell):
    """Say where: the beginning of every message about a cell."""
    return f'cell "{cell.get("id", "without id")}"'


def prose_lines(source):
    """The lines of a Markdown source that are not inside a fence of code."""
    inside = False
    for line in source.split("\n"):
        if FENCE.match(line):
            inside = not inside
        elif not inside:
            yield line


def headings(nb):
    """All headings of the notebook; nbgrader's markers are none, although they look like it."""
    found = []
    for cell in markdown_cells(nb["cells"]):
        first = cell["source"].strip().split("\n")[0]
        for line in prose_lines(cell["source"]):
            match = re.match(r"(#{1,6}) +(.*\S)", line)
            if match and not MARKER.search(line):
                found.append(Heading(len(match[1]), match[2], cell, opens_cell=line.strip() == first.strip()))
    return found


def sections(nb, depth=2):
    """Divide the notebook at its headings down to a depth; the first section is the top.

    Returns
    -------
    list of Section
        Each heading of the depth, or above it, begins a new one.
    """
    starts = {id(h.cell): h for h in reversed(headings(nb)) if h.level <= depth}
    parts = [Section("")]
    for cell in nb["cells"]:
        heading = starts.get(id(cell))
        if heading and heading.level > 1:
            parts.append(Section(heading.text))
        parts[-1].cells.append(cell)
    return parts


def syntax(cell):
    """The syntax tree of a code cell; empty if it holds something that is not plain Python."""
    try:
        return ast.parse(cell["source"])
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def plain_outputs(cell):
    """What a cell shows, as plain text: streams and the text/plain of each display."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            yield output["text"]
        else:
            yield output.get("data", {}).get("text/plain", "")
