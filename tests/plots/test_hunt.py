import matplotlib.pyplot as plt
import pytest

from dlutils import hunt
from dlutils.plots import draw_finding


@pytest.mark.parametrize("check", hunt.CHECKS)
@pytest.mark.parametrize("script", [hunt.SCRIPT, hunt.with_only(None)], ids=["ill", "healthy"])
def test_a_finding_says_whether_it_is_passed(check, script):
    fig, ax = plt.subplots()
    finding = hunt.CHECKS[check](script)
    assert draw_finding(ax, check, finding) is ax
    assert ax.get_title() == f"{check}: {'passed' if finding.passed else 'FAILED'}"
    assert ax.texts or ax.lines
    plt.close(fig)


def test_the_row_that_differs_is_marked_by_more_than_a_colour():
    fig, ax = plt.subplots()
    draw_finding(ax, "shape table", hunt.shape_table(hunt.SCRIPT))
    assert [text.get_text() for text in ax.texts if text.get_text().startswith("→")] == ["→ right"]
    plt.close(fig)
