"""The table at the end of a run: medians side by side, and how they stand to what was hoped for."""

import pytest

ROWS = []  # (what, ours in seconds, theirs, the other's name, the factor hoped for, the least)


@pytest.fixture
def side_by_side():
    """Remember two medians for the table: ``side_by_side(what, ours, theirs, name, reach, least)``."""
    return lambda *row: ROWS.append(row)


def pytest_terminal_summary(terminalreporter):
    if not ROWS:
        return
    write = terminalreporter.write_line
    write("")
    write(f"{'one step, or one call':<44}{'dlutils':>11}  {'other':>11}  {'faster':>7}  {'reach':>5}")
    for what, ours, theirs, name, reach, least in ROWS:
        faster = theirs / ours
        verdict = "met" if faster >= reach else "least met" if faster >= least else "NOT MET"
        line = f"{what + ' · ' + name:<44}{ours * 1000:>8.3f} ms  {theirs * 1000:>8.3f} ms"
        write(f"{line}  {faster:>6.2f}×  {reach:>4.1f}×  {verdict}")
