"""Put the cells of a submission in order: nothing is missing, nothing is there twice, and the tests are the
teacher's.

The learner's own cells stay where they are. Of the cells that nbgrader knows, only the answers come from
the submission.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

import nbformat
from nbformat import v4

from dlutils.grading.submission import grade_id, new_id


@dataclass(frozen=True)
class Restored:
    """A submission with all the cells of the assignment.

    Parameters
    ----------
    notebook : NotebookNode
    answers : dict of str to list of str
        What was written into each answer cell: nothing if it is missing or was not touched, several texts
        if there were copies of it.
    recognised : bool
        Whether any cell of the assignment was in the submission.
    remarks : dict of str to str
        What had to be mended, one sentence for each cell.
    other_version : bool
        Whether it was made from another version of the assignment.
    """

    notebook: nbformat.NotebookNode
    answers: dict[str, list[str]]
    recognised: bool
    remarks: dict[str, str]
    other_version: bool = False


def restore_cells(submitted: nbformat.NotebookNode, release: nbformat.NotebookNode) -> Restored:
    """Give a submission the cells of the release again.

    - A cell of the release that is missing comes back behind the one that it followed.
    - Cells for answers are filled with what the learner wrote, whatever type the cell has now.
    - Of several copies of one cell, those that were changed count, in their order: the last definition
    wins, and the
      halves of a cell that was split belong together.
    - Tests and other locked cells are the release's.
    """
    originals = {grade_id(cell): cell for cell in release.cells if grade_id(cell)}
    copies: dict[str, list[nbformat.NotebookNode]] = {}
    for cell in submitted.cells:
        if grade_id(cell) in originals:
            copies.setdefault(grade_id(cell), []).append(cell)
    texts = {name: _written(original, copies.get(name, ())) for name, original in originals.items()}
    cells, placed = [], set()
    for cell in submitted.cells:
        name = grade_id(cell)
        if name not in originals:
            cells.append(_own(cell))
        elif name not in placed:
            cells.append(_filled(originals[name], texts[name], copies[name]))
            placed.add(name)
    _put_back_missing(cells, originals)
    _make_ids_unique(cells)
    notebook = v4.new_notebook()
    notebook.cells, notebook.metadata = cells, copy.deepcopy(release.metadata)
    answers = {name: text for name, text in texts.items() if is_answer(originals[name])}
    remarks = _remarks(originals, copies, texts)
    return Restored(notebook, answers, bool(copies), remarks, _is_of_another_version(originals, copies))


def _is_of_another_version(originals: dict, copies: dict) -> bool:
    """nbgrader marks the cells that it gives out with checksums; a submission brings back those of its own version."""
    return any(
        cell.metadata.nbgrader.get("checksum", original) != original
        for name, cells in copies.items()
        if (original := originals[name].metadata.nbgrader.get("checksum"))
        for cell in cells
    )


def is_answer(cell: nbformat.NotebookNode) -> bool:
    """Whether this is a cell for code that a test cell judges."""
    given = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(given.get("solution")) and not given.get("grade")


def _is_editable(original: nbformat.NotebookNode) -> bool:
    return bool(original.metadata.nbgrader.get("solution"))


def _written(original: nbformat.NotebookNode, copies) -> list[str]:
    """What the copies hold that the release does not; a text that occurs twice counts at its last place."""
    if not _is_editable(original):
        return []
    changed = [cell.source for cell in copies if cell.source.strip() != original.source.strip()]
    return [text for i, text in enumerate(changed) if text not in changed[i + 1 :]]


def _filled(original: nbformat.NotebookNode, texts: list[str], copies) -> nbformat.NotebookNode:
    cell = copy.deepcopy(original)
    if texts:
        cell.source = "\n\n".join(texts)
    for submitted in copies:
        if cell.cell_type == "markdown" and "attachments" in submitted:
            cell.setdefault("attachments", nbformat.NotebookNode()).update(submitted.attachments)
    return cell


def _own(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A cell of the learner: nbgrader must not take it for one of the assignment's."""
    cell = copy.deepcopy(cell)
    cell.metadata.pop("nbgrader", None)
    return cell


def _put_back_missing(
    cells: list[nbformat.NotebookNode], originals: dict[str, nbformat.NotebookNode]
) -> None:
    previous = None
    for name, original in originals.items():
        places = {grade_id(cell): i for i, cell in enumerate(cells) if grade_id(cell)}
        if name not in places:
            cells.insert(0 if previous is None else places[previous] + 1, copy.deepcopy(original))
        previous = name


def _make_ids_unique(cells: list[nbformat.NotebookNode]) -> None:
    """The release's cells keep their ids; a cell of the learner's with the same one gets another."""
    taken = {cell.id for cell in cells if grade_id(cell)}
    for cell in cells:
        if not grade_id(cell):
            if cell.id in taken:
                cell.id = new_id()
            taken.add(cell.id)


def _remarks(originals, copies, texts) -> dict[str, str]:
    remarks = {}
    for name, original in originals.items():
        if not _is_editable(original):
            continue
        found = copies.get(name, [])
        if not found:
            remarks[name] = f"The cell `{name}` was missing; it was put back empty."
        elif len(texts[name]) > 1:
            remarks[name] = f"The cell `{name}` was there more than once; the last definition counts."
        elif any(cell.cell_type != original.cell_type for cell in found):
            kind = "code" if original.cell_type == "code" else "text"
            remarks[name] = f"The cell `{name}` had become another kind of cell; it was read as {kind}."
    return remarks
