"""The pages in `docs/evidence/`: Markdown that a command writes, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable

from tools.notebooks import ROOT, write_atomically

FOLDER = ROOT / "docs" / "evidence"


class Page:
    """Paragraphs and tables in order, and what does not meet the reach.

    Parameters
    ----------
    title : str
    command : str
        The command of `python -m tools.evidence` that writes it; also the name of the file.
    """

    def __init__(self, title: str, command: str):
        self.command = command
        self.failures: list[str] = []
        self._blocks = [
            f"# {title}",
            f"Written by `python3 start.py evidence {command}`; change nothing here by hand.",
        ]

    def text(self, paragraph: str) -> None:
        """Add a paragraph, a heading or a block of code."""
        self._blocks.append(paragraph)

    def table(self, head: list[str], rows: Iterable[list]) -> None:
        """Add a table; its cells are written as `str` writes them."""
        lines = [head, ["---"] * len(head), *rows]
        self._blocks.append(
            "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)
        )

    def fail(self, sentence: str) -> None:
        """Note something that does not meet the reach: the command will end with status 1."""
        self.failures.append(sentence)

    def __str__(self) -> str:
        failed = (
            ["## What fails", "\n".join(f"- {sentence}" for sentence in self.failures)]
            if self.failures
            else []
        )
        return "\n\n".join([*self._blocks[:2], *failed, *self._blocks[2:]]) + "\n"

    @property
    def place(self) -> str:
        """Where it stands, as one says it."""
        return f"{FOLDER.relative_to(ROOT).as_posix()}/{self.command}.md"

    def write(self) -> bool:
        """Write the page; tell whether its file has changed."""
        return write_atomically(FOLDER / f"{self.command}.md", str(self))


def _cell(value) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")
