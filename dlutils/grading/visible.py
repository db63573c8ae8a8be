"""Which files a submission can see: a list of what is allowed, not of what is forbidden.

Python itself, its standard library without installed packages, NumPy, the shared libraries that these load, and of
`dlutils` the few files below. What is not here cannot be read, called or patched from inside.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
HOME = Path("/grading")  #: the folder inside the sandbox that Python imports from
#: The files of this package that run an answer. No exercise is among them.
OURS = (
    "__init__.py",
    *(f"checks/{name}.py" for name in ("compare", "delegation", "exercise", "limits", "report", "running")),
    *(f"grading/inside/{name}.py" for name in ("absent", "agent", "codec", "peer")),
    *(f"grading/inside/{name}.py" for name in ("definitions", "source", "waiting")),
)
#: Turn IPython's magics into plain Python; they lean on nothing else of IPython.
_MAGICS = ("IPython.core.inputtransformer2", "IPython.utils.tokenutil")


@functools.cache
def modules_needed(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Modules of `dlutils` that exercises allow, with all modules of `dlutils` that these import."""
    found: set[str] = set()
    waiting = [need for need in needs if need.startswith("dlutils.")]
    while waiting:
        name = waiting.pop()
        if name in found or name.startswith(("dlutils.checks", "dlutils.grading")) or not _exists(name):
            continue
        found.add(name)
        for file in _files_of(name):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    waiting += [alias.name for alias in node.names if alias.name.startswith("dlutils.")]
                elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dlutils"):
                    waiting += [f"{node.module}.{alias.name}" for alias in node.names]
                    waiting += [node.module] * (node.module != "dlutils")
    return tuple(sorted(found))


def mounts(needs: tuple[str, ...]) -> dict[Path, Path]:
    """Files and folders of this machine, and where they appear inside.

    Parameters
    ----------
    needs : tuple of str
        Modules beyond NumPy that the exercises allow, as `modules_needed` gives them.
    """
    numpy = Path(importlib.util.find_spec("numpy").origin).parent
    seen = {numpy: HOME / "numpy", numpy.with_name("numpy.libs"): HOME / "numpy.libs"}
    files = [PACKAGE / name for name in OURS] + [file for name in needs for file in _files_of(name)]
    seen |= {file: HOME / "dlutils" / file.relative_to(PACKAGE) for file in files}
    for name in _MAGICS:
        file = Path(importlib.util.find_spec("IPython").origin).parents[1] / (name.replace(".", "/") + ".py")
        seen[file] = HOME / file.relative_to(file.parents[2])
    library = Path(sysconfig.get_path("stdlib"))
    seen |= {path: path for path in (interpreter(), library)}
    compiled = [*library.glob("lib-dynload/*.so"), *numpy.rglob("*.so"), *seen.keys() & {interpreter()}]
    seen |= {path: path for path in shared_libraries(tuple(compiled)) if numpy.parent not in path.parents}
    return {here: there for here, there in seen.items() if here.exists()}


def covered() -> list[Path]:
    """Folders inside the standard library's that hold installed packages; empty ones lie over them."""
    library = Path(sysconfig.get_path("stdlib"))
    return [folder for name in ("site-packages", "dist-packages") if (folder := library / name).is_dir()]


@functools.cache
def interpreter() -> Path:
    """Python itself. That of an environment is only a link to it."""
    return Path(sys.executable).resolve()


@functools.cache
def shared_libraries(files: Iterable[Path]) -> tuple[Path, ...]:
    """What these programs load, as the system's own ``ldd`` tells; it is asked about files that we trust."""
    done = subprocess.run(["ldd", *map(str, files)], capture_output=True, encoding="utf-8", check=False)
    found = set(re.findall(r"(/\S+) \(0x", done.stdout))
    return tuple(sorted(Path(os.path.normpath(path)) for path in found))


def _exists(name: str) -> bool:
    return bool(_files_of(name))


def _files_of(name: str) -> list[Path]:
    """The file of a module of `dlutils`, or all files of a package."""
    path = PACKAGE.parent / name.replace(".", "/")
    return (
        sorted(path.rglob("*.py"))
        if path.is_dir()
        else [file for file in [path.with_suffix(".py")] if file.is_file()]
    )
