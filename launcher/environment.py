""".venv: made when it is missing, unfinished or out of date; otherwise left alone, which takes no time.

A stamp is written into it twice: "unfinished" as the first thing, a fingerprint of everything that
it was made from as the very last. So an interrupted set-up repairs itself at the next start, and a
folder .venv without a stamp is somebody else's and is not touched.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib

from launcher import files, installing
from launcher.console import Problem, say

UNFINISHED = "unfinished"
LAB_SETTINGS = "launcher/lab_settings.json"

# They would make the programs of .venv use packages from elsewhere.
FOREIGN_VARIABLES = (
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
    "CONDA_DEFAULT_ENV",
    "JUPYTERLAB_DIR",
)


def fingerprint(places):
    """A text that changes when the environment must be made anew.

    The folder belongs to it, because an environment that was moved or copied does not work.
    """
    with open(places.root / "pyproject.toml", "rb") as file:
        project = tomllib.load(file)
    parts = (
        json.dumps([project["build-system"], project["project"]], sort_keys=True),
        (places.root / "constraints.txt").read_text(encoding="utf-8"),
        (places.root / LAB_SETTINGS).read_text(encoding="utf-8"),
        f"{sys.version_info[0]}.{sys.version_info[1]} {sys.platform} {platform.machine()}",
        str(places.root),
    )
    return hashlib.sha256("\n\n".join(parts).encode("utf-8")).hexdigest()


def state(places):
    """One word: "missing", "foreign", "unfinished", "outdated" or "current"."""
    if not places.venv.exists():
        return "missing"
    if not places.stamp.exists():
        # start.py makes the folder and then the stamp; it may have been stopped in between.
        return "foreign" if any(places.venv.iterdir()) else "unfinished"
    stamp = places.stamp.read_text(encoding="utf-8")
    if stamp == UNFINISHED:
        return "unfinished"
    return "current" if stamp == fingerprint(places) and places.python.exists() else "outdated"


def ensure(places):
    """Make the environment if it is not as it should be.

    Raises
    ------
    Problem
        It cannot be made; the sentence says why. What is half-made is marked as unfinished.
    """
    found = state(places)
    if found == "current":
        return
    if found == "foreign":
        raise Problem(
            "The folder .venv here was not made by start.py: rename or delete it, then start again."
        )
    plan = installing.plan(places)
    say(_announcement(found))
    _clear(places)
    places.venv.mkdir()
    files.replace(places.stamp, UNFINISHED.encode())
    installing.start_log(places)
    for command in (plan.create, plan.install):
        installing.run_logged(places, command, child_environment(places))
    files.replace(places.lab_overrides, (places.root / LAB_SETTINGS).read_bytes())
    files.replace(places.stamp, fingerprint(places).encode())
    say("The environment is ready.")


def child_environment(places):
    """The variables for every program that start.py runs: .venv first, nothing from other environments."""
    variables = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
    # nbgrader calls its helper `alembic` by name, so the folder of programs must be on the path.
    variables["PATH"] = os.pathsep.join([str(places.scripts), variables.get("PATH", "")])
    variables["JUPYTER_PREFER_ENV_PATH"] = "1"
    variables["PYTHONUTF8"] = "1"  # a text is UTF-8 on Windows too
    variables["PIP_USER"] = "0"  # some universities set it to 1, which an environment refuses
    variables["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    variables["UV_PYTHON_DOWNLOADS"] = "never"
    return variables


def run(places, *arguments, **more_variables):
    """Run the environment's Python in the course's folder and return its exit status.

    Parameters
    ----------
    places : Places
    *arguments : str
        What follows `python` on the command line.
    **more_variables : str
        Environment variables on top of the usual ones.
    """
    variables = child_environment(places) | more_variables
    process = subprocess.Popen([str(places.python), *arguments], cwd=places.root, env=variables)
    while True:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl+C reached the child too: let it end in its own way
        return status if status >= 0 else 128 - status


def _announcement(found):
    why = {
        "missing": "Setting up the environment",
        "unfinished": "The last set-up was interrupted: starting it afresh",
        "outdated": "The environment is of another Python, folder or version of the course: making it anew",
    }
    return f"{why[found]}. This takes a minute or two, once ..."


def _clear(places):
    """Take the old environment away; moving it first fails as a whole while Windows has a file of it open."""
    if not places.venv.exists():
        return
    old = places.root / ".venv-old"
    shutil.rmtree(old, ignore_errors=True)
    try:
        os.rename(places.venv, old)
    except PermissionError:
        if not places.windows:
            raise
        raise Problem(
            "The folder .venv is in use: close JupyterLab and the editors that use it, then start again."
        ) from None
    shutil.rmtree(old, ignore_errors=True)
