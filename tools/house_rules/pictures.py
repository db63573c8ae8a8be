"""Pictures: every one can be heard as well as seen."""

import re
from html.parser import HTMLParser

from tools.house_rules.reading import at, code_cells, markdown_cells

SHORTEST_ALT = 20
PICTURE_TYPES = ("image/png", "image/jpeg", "image/svg+xml")


class _Images(HTMLParser):
    """Collects the alt text of each <img> of a piece of HTML; "" where there is none."""

    def __init__(self, html):
        super().__init__()
        self.alts = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.alts.append((dict(attributes).get("alt") or "").strip())


def alt_texts(cell):
    """The alt texts of all pictures of a cell: those it shows, and those in its text."""
    htmls = [output.get("data", {}).get("text/html", "") for output in cell.get("outputs", [])]
    if cell["cell_type"] == "markdown":
        htmls = [cell["source"]]
    return [alt for html in htmls for alt in re.findall(r"!\[(.*?)\]\(", html) + _Images(html).alts]


def outputs_have_alt_text(path, nb):
    """Figures are shown by `show(fig, alt=…)`: JupyterLab drops the alt text of any other form."""
    problems = []
    for cell in code_cells(nb["cells"]):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for alt in _Images(data.get("text/html", "")).alts:
                if len(alt) < SHORTEST_ALT:
                    problems.append(
                        f'{at(cell)}: a picture has the alt text "{alt}"; say what there is to see.'
                    )
            for kind in PICTURE_TYPES:
                if kind in data:
                    problems.append(f"{at(cell)}: a bare {kind} has no alt text; use show(fig, alt=…).")
    return problems


def texts_have_alt_text(path, nb):
    """Pictures in Markdown have an alt text too."""
    problems = []
    for cell in markdown_cells(nb["cells"]):
        alts = re.findall(r"!\[(.*?)\]\(", cell["source"]) + _Images(cell["source"]).alts
        for alt in alts:
            if len(alt.strip()) < SHORTEST_ALT:
                problems.append(f'{at(cell)}: a picture has the alt text "{alt}"; say what there is to see.')
    return problems
