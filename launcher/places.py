"""Where everything is. One object is handed around, so that tests can point it at a folder of their own."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Places:
    """The folders and files of one course.

    Parameters
    ----------
    root : Path
        The folder that holds start.py.
    windows : bool
        Windows keeps the programs of an environment in `Scripts`, everybody else in `bin`.
    """

    root: Path
    windows: bool = os.name == "nt"

    @property
    def venv(self):
        return self.root / ".venv"

    @property
    def scripts(self):
        return self.venv / ("Scripts" if self.windows else "bin")

    @property
    def python(self):
        return self.scripts / ("python.exe" if self.windows else "python")

    @property
    def stamp(self):
        return self.venv / "course-stamp.txt"

    @property
    def lab_overrides(self):
        return self.venv / "share" / "jupyter" / "lab" / "settings" / "overrides.json"

    @property
    def log(self):
        return self.root / "setup.log"

    @property
    def releases(self):
        """The students' notebooks as they are handed out."""
        return self.root / "notebooks"

    @property
    def work(self):
        """The learner's own copies of them."""
        return self.root / "work"

    def command(self, words=""):
        """How the user of this machine types a command of start.py."""
        return f"{'py' if self.windows else 'python3'} start.py {words}".strip()


HERE = Places(Path(__file__).resolve().parent.parent)
