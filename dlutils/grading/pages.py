"""nbgrader's exporter of feedback, with one difference: templates are compiled once in a process, not for each student."""

from __future__ import annotations

from typing import ClassVar

from jinja2 import BytecodeCache
from nbconvert.exporters import HTMLExporter


class FeedbackExporter(HTMLExporter):
    """In `nbgrader_config.py` it takes the place of `HTMLExporter`, whose settings it shares."""

    def _create_environment(self):
        environment = super()._create_environment()
        environment.bytecode_cache = _Memory()
        return environment


class _Memory(BytecodeCache):
    """Keeps compiled templates for the next exporter of this process."""

    _compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket) -> None:
        if bucket.key + bucket.checksum in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key + bucket.checksum])

    def dump_bytecode(self, bucket) -> None:
        self._compiled[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
