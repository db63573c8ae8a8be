"""What the user reads."""

import os
import sys


class Problem(Exception):
    """Something that the user can mend; its text is the one sentence that they see."""


def prepare():
    """Let no letter that this console cannot show end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text=""):
    try:
        print(text, flush=True)
    except BrokenPipeError:  # the reader, perhaps `head`, has seen enough: the rest goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_in_place(text):
    """Write over the line before: news for somebody who waits. Only people need it, so only on a terminal."""
    if sys.stdout.isatty():
        print(f"\r{text:<60.60}", end="", flush=True)


def can_show(letters):
    """Whether the console's encoding has these letters."""
    try:
        letters.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def in_words(error):
    """One sentence for what the operating system refused."""
    where = f": {error.filename}" if error.filename else ""
    if isinstance(error, PermissionError):
        return f"There is no permission to write here{where}. Move the course into a folder of your own."
    return f"{error.strerror or error}{where}."
