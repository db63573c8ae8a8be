"""nbgrader's exporter of feedback, made for many pages: most of a page is the same for the whole class.

Templates are compiled once in a process, and a text or a piece of code that occurs again is not turned into HTML again.
"""

from __future__ import annotations

import functools
import re
from typing import ClassVar

import nbformat
from jinja2 import BytecodeCache
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters import Highlight2HTML

_NO_ALT = re.compile(r"<img(?![^>]*\balt=)")


class FeedbackExporter(HTMLExporter):
    """In `nbgrader_config.py` it takes the place of `HTMLExporter`, whose settings it shares."""

    def from_notebook_node(self, notebook: nbformat.NotebookNode, resources=None, **named):
        """The page, as `HTMLExporter` makes it, but without reading all of it again to look for pictures."""
        self.register_filter("highlight_code", _highlighted)
        page, resources = TemplateExporter.from_notebook_node(self, notebook, resources, **named)
        return _NO_ALT.sub('<img alt="No description has been provided for this image"', page), resources

    def _create_environment(self):
        environment = super()._create_environment()
        environment.bytecode_cache = _Memory()
        return environment


def _highlighted(source: str, language: str | None = None, metadata=None) -> str:
    """A cell's code in colours."""
    return _coloured(source, language or "ipython3")


@functools.lru_cache(maxsize=1000)
def _coloured(source: str, language: str) -> str:
    return Highlight2HTML(language)(source)


class _Memory(BytecodeCache):
    """Keeps compiled templates for the next exporter of this process."""

    _compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket) -> None:
        if bucket.key + bucket.checksum in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket) -> None:
        self._compiled[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
