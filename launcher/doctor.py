"""What is missing on this machine, and what to do about it, in plain words."""

import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass

from launcher import environment, installing, lab
from launcher.console import Problem, can_show, in_words, say

GOOD, NOTE, BAD = "good", "note", "stop"
MARKS = {GOOD: "✓", NOTE: "!", BAD: "✗"}
PLAIN_MARKS = {GOOD: "+", NOTE: "!", BAD: "x"}

NEEDED_GIGABYTES = 1.5
NEWEST_TRIED = (3, 14)


@dataclass(frozen=True)
class Finding:
    """One line of the table: whether it is in order, what was looked at, what was found, what to do."""

    state: str
    subject: str
    found: str
    advice: str = ""


def examine(places):
    """Look at everything.

    Returns
    -------
    list of Finding
    """
    return [
        python(sys.version_info),
        making_environments(places),
        environment_itself(places),
        disk(places),
        writing(places),
        port(8888),
        network(),
        sandbox(),
    ]


def report(places):
    """Print the table; the exit status is 0 if the course can run."""
    findings = examine(places)
    marks = MARKS if can_show("".join(MARKS.values())) else PLAIN_MARKS
    for finding in findings:
        say(f"{marks[finding.state]} {finding.state}  {finding.subject:<14} {finding.found}")
        if finding.advice:
            say(f"{'':22}-> {finding.advice}")
    stops = [finding.subject for finding in findings if finding.state == BAD]
    say()
    if stops:
        say(f"The course cannot run yet; first see to: {', '.join(stops)}.")
        return 1
    say(f"The course can run. Open it with: {places.command()}")
    return 0


def python(version):
    found = f"{version[0]}.{version[1]}.{version[2]}"
    if tuple(version[:2]) > NEWEST_TRIED:
        return Finding(NOTE, "Python", found, "newer than the course was tried with; 3.11 to 3.14 are safe")
    return Finding(GOOD, "Python", found)


def making_environments(places):
    try:
        installing.plan(places)
    except Problem as problem:
        return Finding(BAD, "venv module", "missing", str(problem))
    return Finding(GOOD, "venv module", "environments can be made")


def environment_itself(places):
    found = environment.state(places)
    if found == "current":
        return Finding(GOOD, "environment", ".venv is complete and up to date")
    if found == "foreign":
        return Finding(BAD, "environment", ".venv was made by something else", "rename or delete that folder")
    return Finding(NOTE, "environment", f".venv is {found}", f"{places.command('setup')} makes it")


def disk(places):
    gigabytes = shutil.disk_usage(places.root).free / 1e9
    found = f"{gigabytes:.1f} GB free"
    if gigabytes < NEEDED_GIGABYTES and environment.state(places) != "current":
        return Finding(BAD, "disk", found, f"the set-up needs about {NEEDED_GIGABYTES} GB: make room")
    return Finding(GOOD, "disk", found)


def writing(places):
    try:
        with tempfile.TemporaryFile(dir=places.root):
            pass
    except OSError as error:
        return Finding(BAD, "writing", "this folder is read-only", in_words(error))
    return Finding(GOOD, "writing", "files can be made in this folder")


def port(number):
    if lab.is_free(number):
        return Finding(GOOD, "port", f"{number} is free")
    return Finding(NOTE, "port", f"{number} is in use", "nothing to do: JupyterLab takes the next free one")


def network(address=None):
    """Ask the package index that pip would ask; only the set-up needs it."""
    address = address or os.environ.get("PIP_INDEX_URL") or "https://pypi.org/simple/"
    proxies = urllib.request.getproxies()
    through = "through a proxy" if proxies.get("https") or proxies.get("http") else "without a proxy"
    try:
        urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=5).close()
    except urllib.error.HTTPError:
        pass  # it answers; pip finds its own way to the packages
    except (OSError, ValueError):
        advice = "only the set-up needs it: check the connection, or set HTTPS_PROXY if there is a proxy"
        return Finding(NOTE, "network", f"the package index does not answer ({through})", advice)
    return Finding(GOOD, "network", f"the package index answers ({through})")


def sandbox(system=sys.platform, which=shutil.which, run=subprocess.run):
    """Can bubblewrap make its walls? Only teachers need it."""
    needed = "needed by teachers only, for grading; learners need nothing"
    if not which("bwrap"):
        install = "On Debian and Ubuntu: sudo apt install bubblewrap libseccomp2"
        elsewhere = "It exists on Linux; docs/teaching.md tells how to grade here"
        return Finding(
            NOTE, "bubblewrap", "missing", f"{needed}. {install if system.startswith('linux') else elsewhere}"
        )
    walls = ["bwrap", "--unshare-user", "--unshare-net", "--unshare-pid", "--ro-bind", "/", "/", "true"]
    try:
        done = run(walls, capture_output=True, encoding="utf-8", errors="replace", timeout=20)
    except (OSError, subprocess.SubprocessError) as problem:
        return Finding(NOTE, "bubblewrap", f"does not run: {problem}", needed)
    if done.returncode:
        words = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        advice = f"{needed}. The system must allow it: docs/teaching.md, Before you grade"
        return Finding(NOTE, "bubblewrap", f"is not allowed to make its walls ({words})", advice)
    return Finding(GOOD, "bubblewrap", "makes its walls")
