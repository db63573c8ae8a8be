"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


@contextlib.contextmanager
def replacing(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A new text file that takes the place of `path` when the block ends without an exception.

    Raises
    ------
    OSError
        If it cannot be written, as when the old one is open in a spreadsheet on Windows.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "w", encoding=encoding, newline="") as file:
            yield file
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
