"""The code and the notebooks keep one style, so that differences in a diff mean something."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids="-".join)
def test_ruff_has_nothing_to_say(command):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "."], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"Run `ruff check --fix .` and `ruff format .`:\n{done.stdout[-3000:]}"
