"""Each exploration shows itself in a real JupyterLab: fields with names, a picture with a text, a status that is read out."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.front_door.lab import Lab

ROOT = Path(__file__).resolve().parent.parent.parent


def explorations():
    """(path of the students' version below the course, source of the cell that opens the exploration)."""
    for path in sorted((ROOT / "notebooks").glob("*/*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if (
                "explore" in cell["metadata"].get("tags", [])
                and source.endswith("()")
                and ".still" not in source
            ):
                yield pytest.param(path.relative_to(ROOT / "notebooks").as_posix(), source, id=path.stem[:2])


@pytest.fixture(scope="module")
def address(opened):
    with opened() as address:
        yield urlsplit(address)


@pytest.mark.parametrize("name, source", list(explorations()))
def test_an_exploration_shows_itself(name, source, address, page, shot):
    lab = Lab(page, address._replace(path=f"/lab/tree/work/{name}").geturl())
    lab.run("from dlutils.checks import notebook")
    shown = lab.run(source)
    assert "Error" not in shown, shown
    cell = lab.cell(source)
    cell.locator("[role=status]").wait_for(state="attached")
    cell.locator("img").first.wait_for()
    cell.scroll_into_view_if_needed()
    shot(f"exploration-{name[:2]}")
    assert all(len(picture.get_attribute("alt") or "") > 40 for picture in cell.locator("img").all())
    for control in cell.locator(".jp-OutputArea-output input, .jp-OutputArea-output button").all():
        label = control.evaluate("e => e.ariaLabel || e.labels?.[0]?.textContent || e.textContent")
        assert label, "each control has a name"
    lab.shut_down()
