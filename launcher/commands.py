"""The words that may follow `python3 start.py`."""

import difflib

from launcher import console, copies, doctor, environment, lab, testing
from launcher.console import Problem, say
from launcher.places import HERE


def set_up(places, arguments):
    """Make what is missing: the environment, and the learner's copies of the notebooks."""
    environment.ensure(places)
    copied = copies.make(places)
    if copied.made:
        say(f"Your own copies are in work/: {len(copied.made)} new.")
    for name, beside in copied.newer:
        say(f"A newer version of work/{name} lies beside yours as '{beside}'. Yours was left as it is.")
    return 0


def open_lab(places, arguments):
    set_up(places, [])
    return lab.open_lab(places, arguments)


def test(places, arguments):
    environment.ensure(places)
    return testing.run_tests(places, arguments)


def reset(places, arguments):
    if len(arguments) != 1:
        raise Problem(f"Which notebook? For example: {places.command('reset 01')}")
    for name, kept in copies.reset(places, arguments[0]):
        before = f" Your former version is beside it: '{kept}'." if kept else ""
        say(f"work/{name} is fresh again.{before}")
    return 0


def examine(places, arguments):
    return doctor.report(places)


def module(*words):
    """A command that hands its arguments to a module of the course."""

    def run_module(places, arguments):
        environment.ensure(places)
        return environment.run(places, "-m", *words, *arguments)

    return run_module


COMMANDS = {
    "lab": (open_lab, "opens JupyterLab (also without any word); sets up first what is missing"),
    "setup": (set_up, "makes the environment and your copies of the notebooks in work/"),
    "doctor": (examine, "says what is missing on this machine, and what to do"),
    "reset": (reset, "NN: a fresh copy of notebook NN in work/, yours is kept beside it"),
    "demo": (module("dlutils", "demo"), "grades an invented class, to show how grading works"),
    "grade": (module("dlutils", "grade"), "ASSIGNMENT: grades the submissions in class/submitted"),
    "test": (test, "runs all tests; --matrix: the notebooks on several processors"),
    "execute": (module("tools.execute"), "[NN ...]: runs the notebooks in solutions/, stores their outputs"),
    "release": (module("tools.release"), "[NN ...]: writes notebooks/ from solutions/"),
    "evidence": (
        module("tools.evidence"),
        "checks, independent, mutants, determinism, nightly or course: writes docs/evidence/",
    ),
}


def run(words, places=HERE):
    """Do what the command line says.

    Parameters
    ----------
    words : list of str
        The command line after `start.py`. Nothing, or only options, mean `lab`.

    Returns
    -------
    int
        The exit status.
    """
    console.prepare()
    if words[:1] in (["-h"], ["--help"], ["help"]):
        say(overview(places))
        return 0
    if not words or words[0].startswith("-"):
        words = ["lab", *words]
    name, arguments = words[0], words[1:]
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        guess = f" Did you mean '{near[0]}'?" if near else ""
        say(f"There is no command '{name}'.{guess}\n\n{overview(places)}")
        return 2
    try:
        return COMMANDS[name][0](places, arguments)
    except Problem as problem:
        say(str(problem))
    except OSError as error:
        say(console.in_words(error))
    except KeyboardInterrupt:
        say("\nStopped. The same command can be given again at any time.")
        return 130
    return 1


def overview(places):
    lines = [f"  {places.command(name):<26} {help_text}" for name, (_, help_text) in COMMANDS.items()]
    return "\n".join(["Commands:", *lines])
