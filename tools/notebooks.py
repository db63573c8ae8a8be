"""Where the notebooks are, and how they are read and written.

Every tool goes through these few functions, so that all of them agree on what a notebook
is called and on every byte of its file.
"""

import copy
import difflib
import json
import os
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent


class ToolError(Exception):
    """A mistake that the user of a tool can mend; its text is one clear sentence."""


def solution(name, root=ROOT):
    """Path of the complete notebook of this name, the only source."""
    return Path(root) / "solutions" / name / f"{name}.ipynb"


def students_version(name, root=ROOT):
    """Path of the generated notebook of this name, which learners work in."""
    return Path(root) / "notebooks" / name / f"{name}.ipynb"


def notebook_names(root=ROOT):
    """Names of all notebooks of the course, in order: the folders in `solutions/`."""
    folder = Path(root) / "solutions"
    return sorted(p.name for p in folder.glob("*") if p.is_dir() and p.name[0] not in "._")


def select(wanted, root=ROOT):
    """Turn what somebody typed, numbers or names, into names of notebooks.

    Parameters
    ----------
    wanted : list of str
        Such as `["01"]` or `["01_single_neuron"]`; an empty list means all notebooks.

    Returns
    -------
    list of str

    Raises
    ------
    ToolError
        If one of them is not there; the sentence lists the nearest names.
    """
    names = notebook_names(root)
    if not names:
        raise ToolError(f"There are no notebooks in {Path(root) / 'solutions'}.")
    if not wanted:
        return names
    chosen = set()
    for text in wanted:
        found = [name for name in names if name == text or name.split("_")[0] == text.zfill(2)]
        if not found:
            near = difflib.get_close_matches(text, names, n=3, cutoff=0.4) or names
            raise ToolError(f"There is no notebook {text!r}. The nearest: {', '.join(near)}.")
        chosen.update(found)
    return sorted(chosen)


def read(path):
    """Read a notebook as it stands in its file: nothing is repaired, nothing is added.

    Raises
    ------
    ToolError
        If the file is missing, is not a notebook, or is written in an old format.
    """
    try:
        raw = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ToolError(f"{path} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise ToolError(f"{path} is not a notebook: it does not hold JSON.") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list) or raw.get("nbformat") != 4:
        raise ToolError(f"{path} is not a notebook of format 4; open it in JupyterLab and save it there.")
    try:
        return nbformat.v4.to_notebook(raw)
    except (AttributeError, KeyError, TypeError):
        raise ToolError(f"{path} is not a valid notebook: one of its cells is incomplete.") from None


def text_of(nb):
    """Return the notebook as the text of its file: sorted keys, one space of indent, a newline at the end."""
    return nbformat.v4.writes(copy.deepcopy(nb)) + "\n"


def write_atomically(path, text):
    """Write a text file completely or not at all; lines end with a newline on every system.

    Returns
    -------
    bool
        Whether the file has changed. A file that already holds this text is not touched.
    """
    path, data = Path(path), text.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".unfinished-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp lets only its owner read the file; the notebooks are for everybody.
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return True
