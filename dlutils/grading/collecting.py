"""``python -m dlutils collect``: from what a learning platform hands out to ``class/submitted``.

A platform gives a folder or an archive whose names tell who handed in what. Only notebooks with the assignment's name
are taken, one for each student, the latest; everything odd is left out and named.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dlutils.grading.course import CourseError, is_student_id
from dlutils.grading.submission import MAXIMUM_MEGABYTES

_MOST_FILES = 50_000
_MOST_GIGABYTES = 10  # unpacked, of all notebooks together
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_[a-z]+_?")
_CANVAS = re.compile(r"(?P<name>[^_]+)_(?:LATE_)?(?P<number>\d+)_\d+_?")


class _Refused(Exception):
    """This file is left out; the message says why."""


@dataclass
class Collected:
    """What came of it.

    Attributes
    ----------
    taken : dict of str to Path
        By student, where the notebook lies now.
    older : list of str
        Files that a later one of the same student replaced.
    refused : dict of str to str
        Files that were left out, and why.
    other : int
        Files that are no notebooks of this assignment.
    """

    taken: dict[str, Path] = field(default_factory=dict)
    older: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    other: int = 0


@dataclass(frozen=True)
class _File:
    """A file in the folder or archive: its name with "/", when it was written, and how to read it."""

    name: str
    time: tuple
    read: object


def collect(source: Path, submitted: Path, assignment_id: str) -> Collected:
    """Sort the notebooks of a download into the folders of their students.

    Parameters
    ----------
    source : Path
        A folder or a zip archive, as a platform hands it out.
    submitted : Path
        The class's folder of submissions.
    assignment_id : str

    Raises
    ------
    CourseError
        If the source is neither, or cannot be read.
    """
    collected, latest = Collected(), {}
    with _files(source) as files:
        for number, file in enumerate(files):
            if number >= _MOST_FILES:
                raise CourseError(
                    f"{source} holds more than {_MOST_FILES} files: it is not a download of a class."
                )
            try:
                found = _whose(file.name, assignment_id)
            except _Refused as reason:
                collected.refused[file.name] = str(reason)
                continue
            if found is None:
                collected.other += 1
                continue
            student, resubmission = found
            rank = (resubmission, file.time, file.name)
            if student in latest:
                older = min((rank, file), latest[student], key=lambda one: one[0])[1]
                collected.older.append(older.name)
            latest[student] = max((rank, file), latest.get(student, ((), file)), key=lambda one: one[0])
        _take(latest, submitted, assignment_id, collected)
    return collected


def _take(latest: dict[str, tuple], submitted: Path, assignment_id: str, collected: Collected) -> None:
    room = _MOST_GIGABYTES * 10**9
    for student, (_, file) in sorted(latest.items()):
        try:
            data = file.read()
        except _Refused as reason:
            collected.refused[file.name] = str(reason)
            continue
        room -= len(data)
        if room < 0:
            raise CourseError(f"The notebooks are larger than {_MOST_GIGABYTES} GB together.")
        path = submitted / student / assignment_id / f"{assignment_id}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(data)
        os.replace(part, path)
        collected.taken[student] = path


def _whose(name: str, assignment_id: str) -> tuple[str, int] | None:
    """The student and the number of the resubmission that a name tells; None if it is another file."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name) or "\\" in name:
        raise _Refused("its name leads out of the folder.")
    if path.suffix.lower() in (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar"):
        raise _Refused("an archive in an archive is not opened.")
    pattern = rf"(?P<before>.*?)_?{re.escape(assignment_id)}[ _-]*\(?(?P<again>\d*)\)?\.ipynb"
    own = re.fullmatch(pattern, path.name, re.DOTALL)
    if own is None or any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return None
    before = own["before"] or path.parent.name
    match = _MOODLE.fullmatch(before) or _CANVAS.fullmatch(f"{before}_")
    student = f"{match['name']}_{match['number']}" if match else before
    student = unicodedata.normalize("NFC", student).strip()
    if not is_student_id(student):
        raise _Refused("its name does not tell whose it is.")
    return student, int(own["again"] or 0)


@contextlib.contextmanager
def _files(source: Path) -> Iterator[Iterator[_File]]:
    if source.is_dir():
        yield _in_folder(source)
        return
    try:
        with zipfile.ZipFile(source) as archive:
            yield (_in_archive(archive, entry) for entry in archive.infolist() if not entry.is_dir())
    except FileNotFoundError:
        raise CourseError(f"There is no {source}.") from None
    except (zipfile.BadZipFile, OSError, NotImplementedError) as problem:
        raise CourseError(f"{source} cannot be read as a zip archive ({problem}).") from None


def _in_folder(folder: Path) -> Iterator[_File]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            if path.is_symlink():
                yield _File(path.relative_to(folder).as_posix(), (), _refuse("a link is not followed."))
            continue
        status = path.stat()
        yield _File(
            path.relative_to(folder).as_posix(),
            (status.st_mtime,),
            lambda path=path: _capped(open(path, "rb")),
        )


def _in_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> _File:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _File(entry.filename, (), _refuse("a link is not followed."))
    if entry.flag_bits & 1:
        return _File(entry.filename, (), _refuse("it is encrypted."))
    return _File(entry.filename, entry.date_time, lambda: _capped(archive.open(entry)))


def _refuse(reason: str):
    def read() -> bytes:
        raise _Refused(reason)

    return read


def _capped(opened) -> bytes:
    """The bytes of a file, as long as they are no more than a notebook has; what an archive says of itself may lie."""
    most = MAXIMUM_MEGABYTES * 1_000_000
    try:
        with opened as file:
            data = file.read(most + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError) as problem:
        raise _Refused(f"it cannot be read ({problem}).") from None
    if len(data) > most:
        raise _Refused(f"it is larger than {MAXIMUM_MEGABYTES} MB.")
    return data
