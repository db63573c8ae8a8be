"""JupyterLab on the first notebook.

The server's root is the course's folder, not work/: the grading pages of nbgrader find their
settings only there. What the learner sees first is chosen by the address alone.
"""

import os
import socket

from launcher import environment
from launcher.console import Problem, say

FIRST_PAGE = "/lab/tree/work/00_start_here/00_start_here.ipynb"


def open_lab(places, arguments):
    """Run JupyterLab until it is stopped, and return its exit status.

    Parameters
    ----------
    places : Places
    arguments : list of str
        Passed on to JupyterLab, for example `--no-browser` or `--port 9000`.

    Raises
    ------
    Problem
        The port that the user asked for is not free, or the user is root and did not say that this is meant.
    """
    if is_root() and "--allow-root" not in arguments:
        raise Problem(
            "JupyterLab refuses to run as root. Start as an ordinary user or, in a container of your own, "
            f"with: {places.command('lab --allow-root')}"
        )
    port = chosen_port(arguments)
    if port is not None and not is_free(port):
        raise Problem(
            f"Port {port} is in use: leave --port out and the next free one is taken, or name another."
        )
    say("JupyterLab opens in your browser; if not, follow the address below. Ctrl+C here stops it.")
    return environment.run(
        places,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={places.root}",
        f"--LabApp.default_url={FIRST_PAGE}",
        "--ServerApp.answer_yes=True",  # Ctrl+C ends it without a question
        # Its warnings are for those who run servers; after a restart they would bury the address.
        "--log-level=ERROR",
        "--LabApp.log_level=ERROR",
        *arguments,
    )


def is_root():
    """Whether this user may do anything on this computer (Windows has no such number)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def chosen_port(arguments):
    """The number after `--port`, or None: then JupyterLab takes the first free one from 8888 on."""
    for position, argument in enumerate(arguments):
        if argument == "--port" or argument.startswith("--port="):
            text = argument.partition("=")[2] or "".join(arguments[position + 1 : position + 2])
            if not text.isdecimal() or not 0 < int(text) < 65536:
                raise Problem(f"After --port a number from 1 to 65535 is needed, not '{text}'.")
            return int(text)
    return None


def is_free(port):
    """Whether nobody on this machine answers on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) != 0
