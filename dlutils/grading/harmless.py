"""What a student wrote, as HTML that does nothing: no scripts, no frames, no styles, nothing fetched from elsewhere.

nbgrader shows written answers, comments and the notebook itself in the feedback and in the formgrader. Its templates turn
Markdown into HTML by a filter; `nbgrader_config.py` puts this one in its place, so both are clean in the same way.
"""

from __future__ import annotations

import functools
import re

import bleach
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = frozenset(
    "a abbr b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img input kbd li mark ol p "
    "pre s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var".split()
)
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"(https?://|mailto:|#|[\w./-]+$)", re.IGNORECASE)
_CLASS = re.compile(r"(highlight|language-\w+|[a-z][a-z0-9]?)( [a-z][a-z0-9]?)*")


@pass_context
def markdown(context, source: str) -> str:
    """Markdown as harmless HTML; in place of the filter ``markdown2html`` of nbconvert's `HTMLExporter`."""
    attachments = context.get("cell", {}).get("attachments", {})
    return _rendered(source, attachments) if attachments else _rendered_before(source)


def _rendered(source: str, attachments: dict) -> str:
    renderer = IPythonRenderer(escape=False, attachments=attachments)
    return clean(MarkdownWithMath(renderer=renderer).render(source))


@functools.lru_cache(maxsize=1000)
def _rendered_before(source: str) -> str:
    """The same for a text that the next student's page will hold too."""
    return _rendered(source, {})


def clean(text: str) -> str:
    """HTML without anything that acts, looks like the page around it, or asks another machine for something."""
    return bleach.clean(
        text, tags=_TAGS, attributes=_is_allowed, protocols=["http", "https", "mailto", "data"]
    )


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return bool(_CLASS.fullmatch(value))
    if tag == "a":
        return name == "title" or (name == "href" and bool(_LINK.match(value)))
    if tag == "img":
        return name in ("alt", "title", "width", "height") or (
            name == "src" and bool(_PICTURE.fullmatch(value))
        )
    if tag == "input":  # the boxes of a list of tasks
        return name in ("checked", "disabled") or (name == "type" and value == "checkbox")
    return name in ("align", "colspan", "rowspan", "start", "open")
