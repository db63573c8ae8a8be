"""The students' versions say for which version of `dlutils` they were made, and submissions bring it back."""

from __future__ import annotations

import nbformat
from nbconvert.exporters import NotebookExporter

import dlutils


class ReleaseExporter(NotebookExporter):
    """The exporter of ``nbgrader generate_assignment``, which writes the version into the notebook's metadata."""

    def from_notebook_node(self, notebook: nbformat.NotebookNode, resources=None, **named):
        """The notebook as text."""
        notebook.metadata["dlutils"] = {"version": dlutils.__version__}
        return super().from_notebook_node(notebook, resources, **named)


def version_of(raw_metadata: object) -> str | None:
    """The version in the metadata of a notebook, which anybody may have edited; None if there is none."""
    match raw_metadata:
        case {"dlutils": {"version": str(version)}} if 0 < len(version) <= 40 and version.isprintable():
            return version
    return None
