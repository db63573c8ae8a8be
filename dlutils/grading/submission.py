"""From the bytes that were handed in to a notebook that can be graded, or to one sentence that says why not.

In every class somebody hands in a file that was cut off, saved by an old program or edited by hand.
nbformat expects notebooks that follow the rules; this reader takes what is there, cell by cell, and drops
the rest.
"""

from __future__ import annotations

import json
import re
import secrets
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4

from dlutils.grading.handout import version_of

MAXIMUM_MEGABYTES = 30  #: more than any notebook of the course with all its figures
_NEWEST_FORMAT = 4
_VALID_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class Ungradable(Exception):
    """This submission cannot be graded; the message says why, in words for the student."""


def read_file(path: Path) -> bytes:
    """The bytes of a submitted file.

    Raises
    ------
    Ungradable
        If there is no such file, or it is too large or cannot be read.
    """
    if path.is_symlink() or path.parent.is_symlink():
        raise Ungradable(f"{path.name} is a link to another file, not a notebook.")
    if not path.is_file():
        others = any(path.parent.glob("*.ipynb"))
        instead = " There is a notebook of another name: give it this name again." if others else ""
        raise Ungradable(f"There is no file {path.name} in this submission.{instead}")
    try:
        if path.stat().st_size > MAXIMUM_MEGABYTES * 1_000_000:
            raise Ungradable(_TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise Ungradable(f"The file {path.name} cannot be opened ({error.strerror}).") from None


def read_notebook(data: bytes) -> nbformat.NotebookNode:
    """The notebook in `data`, in the newest format and without outputs.

    Cells that are no cells are left out, sources that are no text count as empty, and of the metadata only
    nbgrader's, the tags and the version of dlutils are kept. Formats 1 to 4 are read.

    Raises
    ------
    Ungradable
        If there is no notebook in the data.
    """
    raw = _read_json(data)
    cells = [cell for cell in map(_clean_cell, _raw_cells(raw)) if cell is not None]
    if not cells:
        raise Ungradable("The notebook has no cells: it may have been saved before it was open.")
    seen: set[str] = set()
    for cell in cells:
        if cell.id in seen:
            cell.id = new_id()
        seen.add(cell.id)
    notebook = v4.new_notebook()
    notebook.cells = cells
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    version = version_of(raw.get("metadata"))
    if version is not None:
        notebook.metadata.dlutils = {"version": version}
    return notebook


def new_id() -> str:
    """An id for a cell."""
    return secrets.token_hex(4)


def grade_id(cell: nbformat.NotebookNode) -> str | None:
    """The name that nbgrader knows a cell by, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


_TOO_LARGE = (
    f"The file is larger than {MAXIMUM_MEGABYTES} MB. Clear the outputs (menu Kernel, Restart Kernel and "
    "Clear Outputs), save, and hand it in again."
)


def _read_json(data: bytes) -> dict[str, Any]:
    if len(data) > MAXIMUM_MEGABYTES * 1_000_000:
        raise Ungradable(_TOO_LARGE)
    if not data.strip():
        raise Ungradable("The file is empty.")
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Ungradable("The file is not a notebook: it holds something other than text.") from None
    except (ValueError, RecursionError):
        raise Ungradable("The file is not a notebook, or only a part of one: it is not valid JSON.") from None
    if not isinstance(raw, dict) or not ({"cells", "worksheets"} & raw.keys()):
        raise Ungradable("The file is not a notebook: it is JSON, but it has no cells.")
    return raw


def _raw_cells(raw: dict[str, Any]) -> list[Any]:
    """The cells as they stand in the file; up to format 3 they lie in worksheets."""
    version = raw.get("nbformat")
    if isinstance(version, int) and version > _NEWEST_FORMAT:
        raise Ungradable(
            f"The notebook is saved in format {version}, which is newer than this course's {_NEWEST_FORMAT}. "
            "Save it with the JupyterLab of the course and hand it in again."
        )
    if isinstance(raw.get("cells"), list):
        return raw["cells"]
    sheets = raw.get("worksheets") if isinstance(raw.get("worksheets"), list) else []
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _clean_cell(raw: Any) -> nbformat.NotebookNode | None:
    """A fresh cell with what is usable of a raw one."""
    if not isinstance(raw, dict):
        return None
    source = _text(raw.get("source", raw.get("input")))  # up to format 3 code stands under "input"
    kind = raw.get("cell_type")
    # nbformat's own makers hold every cell to the schema, which takes longer than all the rest of the reading.
    cell = nbformat.NotebookNode(
        cell_type=kind if kind in ("code", "raw") else "markdown", source=source, id=new_id()
    )
    cell.metadata = nbformat.NotebookNode()
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
    elif kind != "raw":
        _keep_attachments(cell, raw.get("attachments"))
    if isinstance(raw.get("id"), str) and _VALID_ID.fullmatch(raw["id"]):
        cell.id = raw["id"]
    metadata = raw.get("metadata") if isinstance(raw.get("metadata"), dict) else {}
    given, tags = metadata.get("nbgrader"), metadata.get("tags")
    if isinstance(given, dict) and isinstance(given.get("grade_id"), str):
        cell.metadata.nbgrader = nbformat.from_dict(given)
    if isinstance(tags, list):
        cell.metadata.tags = [tag for tag in tags if isinstance(tag, str)]
    return cell


def _text(source: Any) -> str:
    """A source, which is a list of lines or a string, as one text. Halves of characters become "?"."""
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-8", "replace").decode("utf-8")


def _keep_attachments(cell: nbformat.NotebookNode, attachments: Any) -> None:
    """Keep pictures pasted into a written answer, if they follow the rules."""
    if not isinstance(attachments, dict):
        return
    cell.attachments = nbformat.from_dict(attachments)
    try:
        nbformat.validate(cell, ref="markdown_cell", version=4, version_minor=5)
    except nbformat.ValidationError:
        del cell["attachments"]
