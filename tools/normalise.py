"""One form for every stored notebook.

Jupyter writes down when a cell ran, which Python ran it, and names cells at random. None of
that belongs to the course, and all of it makes two runs differ. What is left here depends
on the notebook's text and its outputs alone.
"""

import copy
import re
import unicodedata

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
KEPT_METADATA = ("nbgrader", "tags")
# A stored widget is dead without its kernel, and its number is drawn at random.
# The plain text beside it stays, and says what was there.
RANDOM_OUTPUTS = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")

READABLE_ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=.*[0-9])[0-9a-f]{8}")
LONGEST_ID = 60


def normalised(nb):
    """Return a copy of a notebook without anything that differs from run to run.

    Parameters
    ----------
    nb : NotebookNode
        A notebook of format 4; it is not changed.

    Returns
    -------
    NotebookNode
        Of format 4.5, with readable cell ids. Doing it twice is the same as doing it once.
    """
    nb = copy.deepcopy(nb)
    nb.nbformat, nb.nbformat_minor = 4, 5
    nb.metadata = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
    for cell in nb.cells:
        cell.metadata = {key: cell.metadata[key] for key in KEPT_METADATA if cell.metadata.get(key)}
        if "hide-input" in cell.metadata.get("tags", []):
            cell.metadata["jupyter"] = {"source_hidden": True}  # Lab folds the code that only draws
        for output in cell.get("outputs", []):
            for kind in RANDOM_OUTPUTS:
                output.get("data", {}).pop(kind, None)
    _name_cells(nb.cells)
    return nb


def is_readable(identifier):
    """Whether a cell's id was chosen by somebody, and not drawn at random."""
    readable = READABLE_ID.fullmatch(identifier) and len(identifier) <= LONGEST_ID
    return bool(readable and not RANDOM_ID.fullmatch(identifier))


def _name_cells(cells):
    """Give a readable id to each cell that has none; ids that somebody chose are kept."""
    taken = set()
    kept = []
    for cell in cells:
        keep = is_readable(cell.get("id", "")) and cell.id not in taken
        kept.append(keep)
        if keep:
            taken.add(cell.id)

    above = "top"
    for cell, keep in zip(cells, kept, strict=True):
        if not keep:
            wish = _wish(cell, above)
            cell.id, number = wish, 2
            while cell.id in taken:
                cell.id, number = f"{wish}-{number}", number + 1
            taken.add(cell.id)
        if cell.cell_type == "markdown":
            above = cell.id.removesuffix("-text")


def _wish(cell, above):
    """Return the id that would suit this cell best, if nobody else has it."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    if grade_id:
        return _slug(grade_id)
    if "setup" in cell.metadata.get("tags", []):
        return "setup"
    if cell.cell_type == "markdown":
        first_line = cell.source.strip().split("\n")[0]
        return _slug(first_line) or f"{above}-text"
    return f"{above}-code"


def _slug(text):
    """Return the first words of a text as an id: "## 3 The slope at *a*" becomes "the-slope-at-a"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    while words and not words[0][0].isalpha():
        words.pop(0)
    slug = "-".join(words[:6])[:40].strip("-")
    return slug if is_readable(slug) else ""
