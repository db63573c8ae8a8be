"""The commands that make the environment, and their failures in plain words.

Python comes with venv and pip, but Debian and Ubuntu keep half of them in a package of its own:
there `import venv` works and making an environment then fails half-way. So we look first.
"""

import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass

from launcher.console import Problem, say_in_place

WHAT_TO_INSTALL = ("--editable", ".[course,test]", "--constraint", "constraints.txt")

# The first line that fits the log is taken: a full disk or a proxy often shows up as a network error too.
FAILURES = (
    (
        ("No space left on device", "not enough space on the disk", "Disk quota exceeded"),
        "the disk is full: about 1 GB is needed",
    ),
    (
        ("Windows Long Path",),
        "the path of this folder is too long for Windows: move the course to a short one such as C:\\course",
    ),
    (
        ("WinError 32",),
        "another program holds a file of .venv: close JupyterLab and the editors that use it",
    ),
    (
        ("Permission denied", "PermissionError", "WinError 5", "Access is denied", "Read-only file system"),
        "there is no permission to write: move the course into a folder of your own",
    ),
    (
        (
            "ProxyError",
            "Cannot connect to proxy",
            "Tunnel connection failed",
            "407 Proxy",
            "proxy authentication",
        ),
        "the network's proxy refused: set HTTPS_PROXY to the address that your network's help page names",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSLCertVerificationError", "invalid peer certificate"),
        "the certificate of the package index was not accepted: check the clock of this computer, and in a "
        "network with certificates of its own let PIP_CERT name their file",
    ),
    (
        (
            "name resolution",
            "Name or service not known",
            "NameResolutionError",
            "getaddrinfo failed",
            "nodename nor servname",
            "dns error",
            "Network is unreachable",
            "NewConnectionError",
            "ConnectTimeoutError",
            "Connection refused",
            "Connection reset",
            "Read timed out",
            "Could not connect",
            "error sending request",
        ),
        "the package index could not be reached: check the network connection",
    ),
    (
        ("ResolutionImpossible", "conflicting dependencies", "requirements are unsatisfiable"),
        "constraints.txt and pyproject.toml contradict each other: unpack the course anew",
    ),
    (
        (
            "No matching distribution found",
            "Failed building wheel",
            "Failed to build",
            "metadata-generation-failed",
            "no wheels with a matching",
        ),
        "a package is not ready-made for Python {python} on this computer: use a 64-bit Python 3.11 to 3.14",
    ),
)


@dataclass(frozen=True)
class Plan:
    """Two commands: make the environment, then install into it."""

    create: tuple
    install: tuple


def base_python():
    """The interpreter that environments are made from, also when start.py itself runs in an environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def plan(places, has_module=importlib.util.find_spec, which=shutil.which):
    """Choose the first way that this machine knows: Python's own venv and pip, uv, or another Python's pip.

    Parameters
    ----------
    places : Places
    has_module, which : callable
        How to look for a module and for a program; tests hand in their own.

    Raises
    ------
    Problem
        None of the three is there.
    """
    python, venv, inside = base_python(), str(places.venv), str(places.python)
    if has_module("ensurepip"):
        pip = (inside, "-m", "pip", "install", "--no-input")
        return Plan((python, "-m", "venv", venv), pip + WHAT_TO_INSTALL)
    uv = which("uv")
    if uv:
        create = (uv, "venv", "--allow-existing", "--python", python, venv)
        return Plan(create, (uv, "pip", "install", "--python", inside) + WHAT_TO_INSTALL)
    pip = (python, "-m", "pip") if has_module("pip") else (which("pip3"),)
    if pip[0]:
        create = (python, "-m", "venv", "--without-pip", venv)
        return Plan(create, pip + ("--python", inside, "install", "--no-input") + WHAT_TO_INSTALL)
    raise Problem(
        "This Python cannot make environments. On Debian and Ubuntu install the missing half with "
        f"'sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv' and start again."
    )


def run_logged(places, command, environment):
    """Run one command of the plan, all that it says going to setup.log.

    Raises
    ------
    Problem
        It failed; the sentence says why and names the log.
    """
    with open(places.log, "a", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            cwd=places.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        try:
            for line in process.stdout:
                log.write(line)
                say_in_place(f"  {line.strip()}")
            process.wait()
        finally:  # after Ctrl+C nothing may go on writing into .venv
            process.kill()
            process.communicate()
    say_in_place("")
    say_in_place("")
    if process.returncode != 0:
        raise Problem(explain(places.log.read_text(encoding="utf-8")))


def explain(log):
    """One sentence for a failed set-up.

    Parameters
    ----------
    log : str
        What the commands wrote.
    """
    lowered = log.lower()
    for signs, reason in FAILURES:
        if any(sign.lower() in lowered for sign in signs):
            python = f"{sys.version_info[0]}.{sys.version_info[1]}"
            return f"The set-up stopped because {reason.format(python=python)} (details in setup.log)."
    return "The set-up stopped for a reason that start.py does not know; the last lines of setup.log tell it."


def start_log(places):
    """Begin an empty setup.log; the old one told about another attempt."""
    with open(places.log, "w", encoding="utf-8") as log:
        log.write(f"Python {sys.version} in {base_python()}\n")
