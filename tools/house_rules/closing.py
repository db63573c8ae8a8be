"""The end: points and how to hand in, what to take away, and which file to read next."""

import ast
import re

from tools.house_rules.reading import at, code_cells, markdown_cells, sections, syntax
from tools.notebooks import ROOT

MODULE = re.compile(r"`(dlutils/[\w/]+\.py)`")


def summary_is_last(path, nb):
    """The last code cell is `check.summary()`, and what it shows is stored."""
    cells = code_cells(nb["cells"])
    body = syntax(cells[-1]).body if cells else []
    if not body or ast.unparse(body[-1]) != "check.summary()":
        return ["The last code cell must end in check.summary(), which says what is open and how to hand in."]
    return []


def what_to_take_away(path, nb):
    """A section says in a few sentences what to take away."""
    for section in sections(nb):
        if section.title == "What to take away":
            return []
    return ['There is no section "## What to take away": add it at the end, with three to five sentences.']


def now_read(path, nb):
    """A section "Now read" names a file of the package; each file that a text names exists."""
    problems = []
    titles_and_texts = [
        section.title + "\n" + "\n".join(cell["source"] for cell in markdown_cells(section.cells))
        for section in sections(nb)
        if section.title.startswith("Now read")
    ]
    if not any(MODULE.search(text) for text in titles_and_texts):
        problems.append('There is no section "## Now read `dlutils/….py`": add it at the end.')
    for cell in markdown_cells(nb["cells"]):
        for module in MODULE.findall(cell["source"]):
            if not (ROOT / module).is_file():
                problems.append(f"{at(cell)}: there is no file {module}; name one that exists.")
    return problems
