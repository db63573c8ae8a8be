"""A small course in a folder of its own, with a space and an accent in its name as people have them."""

import shutil
import sys
from pathlib import Path

import pytest

from launcher import installing
from launcher.places import HERE, Places

NOTEBOOKS = ("00_start_here", "01_single_neuron")


@pytest.fixture
def course(tmp_path):
    """A course with settings and two released notebooks, but without an environment."""
    root = tmp_path / "Mein Kürs"
    (root / "launcher").mkdir(parents=True)
    for name in ("pyproject.toml", "constraints.txt", "launcher/lab_settings.json"):
        shutil.copy(HERE.root / name, root / name)
    for name in NOTEBOOKS:
        release(root, name, f"{name}, first edition")
    return Places(root)


def release(root, name, text):
    path = Path(root, "notebooks", name, f"{name}.ipynb")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def publish(course):
    """Write a new edition of a notebook into notebooks/."""
    return lambda name, text: release(course.root, name, text)


@pytest.fixture
def quick_plan(course, monkeypatch):
    """Instead of the real set-up, two commands that take no time; each test may swap the second one.

    The "environment" gets an interpreter that is only an empty file: nothing here runs it.
    """
    make = f"from pathlib import Path; p = Path({str(course.python)!r}); p.parent.mkdir(); p.touch()"
    plan = {
        "create": (sys.executable, "-c", make),
        "install": (sys.executable, "-c", "print('Installed.')"),
    }
    monkeypatch.setattr(installing, "plan", lambda places: installing.Plan(plan["create"], plan["install"]))
    return plan
