"""Who imports whom: the table in docs/architecture.md is the rule, and every file of dlutils keeps it."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def allowed_imports():
    """The table of architecture.md: part → (parts of dlutils, packages besides NumPy) that it may import."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("| part of `dlutils` |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {
        part: (set(re.findall(r"`(\w+)`", inside)), set(re.findall(r"\w+", outside)))
        for parts, inside, outside in rows
        for part in re.findall(r"`(\w+)`", parts)
    }


def imports(path):
    """The absolute names that a file imports, wherever in it."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            yield from (f"{module}.{alias.name}" for alias in node.names)


PARTS = sorted({path.stem for path in (ROOT / "dlutils").iterdir() if path.suffix == ".py" or path.is_dir()})
PARTS = [part for part in PARTS if part not in ("__init__", "__pycache__")]


@pytest.mark.parametrize("part", PARTS)
def test_nobody_imports_what_the_architecture_forbids(part):
    assert part in allowed_imports(), f"docs/architecture.md: dlutils.{part} needs a row in the table."
    inside, outside = allowed_imports()[part]
    place = ROOT / "dlutils" / part
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
        for name in imports(path):
            top, _, rest = name.partition(".")
            rest = rest.partition(".")[0]
            if top == "dlutils":
                # `import dlutils` and its version are everybody's.
                allowed = rest in inside | {part, "", "__version__"}
            else:
                allowed = top in outside | {"numpy"} | set(sys.stdlib_module_names)
            assert allowed, f"{path.relative_to(ROOT)} imports {name}, against docs/architecture.md."


def test_heavy_packages_stay_where_they_belong():
    users = {package: set() for package in ("matplotlib", "ipywidgets", "nbgrader")}
    for part, (_, outside) in allowed_imports().items():
        for package in outside & set(users):
            users[package].add(part)
    assert users == {"matplotlib": {"plots", "explore"}, "ipywidgets": {"explore"}, "nbgrader": {"grading"}}


def test_importing_dlutils_costs_numpy_and_nothing_else():
    code = (
        "import sys; before = set(sys.modules); import dlutils; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert set(result.stdout.split()) - set(sys.stdlib_module_names) <= {"dlutils", "numpy"}
