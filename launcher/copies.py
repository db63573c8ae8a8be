"""work/: the learner's own copies of the notebooks. No file in it is ever overwritten.

work/.copied.json remembers of every copy which release it was made from, so that a notebook of which
a newer release came can be told from one that the learner has changed.
"""

import hashlib
import json
from dataclasses import dataclass, field

from launcher import files
from launcher.console import Problem


@dataclass
class Copied:
    """What `make` did.

    Attributes
    ----------
    made : list of str
        Notebooks that were not there yet.
    newer : list of (str, str)
        Notebooks of which a newer release came, and the name under which it was laid beside them.
    """

    made: list = field(default_factory=list)
    newer: list = field(default_factory=list)


def make(places):
    """Copy what is missing; lay newer releases beside the learner's file as `NAME (new).ipynb`.

    Raises
    ------
    Problem
        There are no notebooks to copy.
    """
    if not any(_released(places)):
        raise Problem("The folder notebooks/ is missing or empty: unpack the course anew.")
    record, result = _read_record(places), Copied()
    for name, source in _released(places):
        data = source.read_bytes()
        target, known = places.work / name, record.get(name)
        record[name] = _hash(data)
        if not target.exists():
            files.create(target, data)
            result.made.append(name)
        elif known not in (None, _hash(data)) and target.read_bytes() != data:
            beside = files.free_name(target, "new")
            files.create(beside, data)
            result.newer.append((name, beside.name))
    _write_record(places, record)
    return result


def reset(places, number):
    """Put a fresh copy of one notebook into work/; the learner's file stays beside it as `NAME (old).ipynb`.

    Parameters
    ----------
    places : Places
    number : str
        "1", "01" or "01_single_neuron".

    Returns
    -------
    list of (str, str or None)
        Each file that was put in place, and the name under which the one before it was kept.
    """
    folder = find(places, number)
    record, done = _read_record(places), []
    for name, source in _released(places):
        if not name.startswith(folder + "/"):
            continue
        data, target, kept = source.read_bytes(), places.work / name, None
        if target.exists() and target.read_bytes() != data:
            kept = files.free_name(target, "old")
            files.create(kept, target.read_bytes())
        files.replace(target, data)
        record[name] = _hash(data)
        done.append((name, kept.name if kept else None))
    _write_record(places, record)
    return done


def find(places, number):
    """The notebook folder that a number or a name means.

    Raises
    ------
    Problem
        There is none, or the notebooks are missing.
    """
    folders = sorted({name.split("/")[0] for name, _ in _released(places)})
    start = number.zfill(2) + "_" if number.isdigit() else None
    for folder in folders:
        if folder == number or (start and folder.startswith(start)):
            return folder
    raise Problem(f"There is no notebook '{number}'. There are: {', '.join(folders) or 'none'}.")


def _released(places):
    """Pairs of name ("00_start_here/00_start_here.ipynb") and path; hidden files belong to Jupyter."""
    for path in sorted(places.releases.rglob("*")):
        name = path.relative_to(places.releases)
        if path.is_file() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), path


def _hash(data):
    return hashlib.sha256(data).hexdigest()


def _read_record(places):
    """Without a readable record the files in work/ count as copies of today's release."""
    try:
        record = json.loads((places.work / ".copied.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write_record(places, record):
    if record != _read_record(places):
        files.replace(places.work / ".copied.json", json.dumps(record, indent=1).encode())
