"""What the members of the invented class have in common: notebooks with answers written into them."""

from __future__ import annotations

import copy
from collections.abc import Callable

import nbformat

from dlutils.checks.exercise import Exercise
from dlutils.grading.restore import is_answer
from dlutils.grading.sample.answers import answer_source
from dlutils.grading.submission import grade_id

#: Verdict, mistake and score of an exercise; score None: whatever it is.
Deserved = tuple[str, str | None, float | None]
ANY = "any"  #: in place of a verdict: whichever it is
#: What a member did, the file, and what it deserves by exercise (None: the file is ungradable).
Made = tuple[str, bytes, dict[str, Deserved] | None]

WRITTEN_ANSWER = "It depends on the scale of the inputs, as the figure above shows."


class Maker:
    """Makes submissions from the students' version of an assignment.

    Parameters
    ----------
    release : NotebookNode
    declared : dict of str to Exercise

    Attributes
    ----------
    right_answers : dict of str to str
        The source of the reference of every exercise.
    full : dict of str to (verdict, mistake, score)
        Full marks.
    """

    def __init__(self, release: nbformat.NotebookNode, declared: dict[str, Exercise]):
        self.release, self.declared = release, declared
        self.names = list(declared)
        self.right_answers = {name: self.source(name, e.reference) for name, e in declared.items()}
        self.full: dict[str, Deserved] = {name: ("passed", None, e.points) for name, e in declared.items()}

    def source(self, name: str, function: Callable) -> str:
        """A function as an answer to the exercise `name`."""
        return answer_source(function, name, self.names)

    def notebook(self, answers: dict[str, str]) -> nbformat.NotebookNode:
        """The students' version with answers written in, and the written questions answered."""
        notebook = copy.deepcopy(self.release)
        for cell in notebook.cells:
            if is_answer(cell) and grade_id(cell) in answers:
                cell.source = answers[grade_id(cell)]
            elif cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade"):
                cell.source = WRITTEN_ANSWER
        return notebook

    def complete(self, **answers: str) -> nbformat.NotebookNode:
        """A notebook with every answer right but for those given."""
        return self.notebook(self.right_answers | answers)

    def but(self, name: str, verdict: str, mistake: str | None = None, score: float = 0.0):
        """Full marks but for one exercise."""
        return self.full | {name: (verdict, mistake, score)}


def place(notebook: nbformat.NotebookNode, name: str) -> int:
    """Where a cell stands."""
    return [grade_id(cell) for cell in notebook.cells].index(name)


def data(notebook: nbformat.NotebookNode) -> bytes:
    """The file of a notebook."""
    return nbformat.writes(notebook).encode("utf-8")
