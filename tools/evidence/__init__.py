"""Evidence that the checks are right, written by commands into `docs/evidence/` and by nobody's hand.

    python3 start.py evidence checks        every modelled mistake is named, every right answer earns everything
    python3 start.py evidence nightly       ten thousand draws of arguments for every right answer
    python3 start.py evidence independent   answers written without sight of the modelled mistakes
    python3 start.py evidence mutants       mistakes that nobody modelled
    python3 start.py evidence determinism   the same answer, twenty seeds, other numerics: the same verdict
    python3 start.py evidence course        what the course holds, notebook by notebook

A page that does not meet its reach is written all the same, and the command ends with status 1 and names what fails.
"""
