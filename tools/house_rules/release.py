"""The students' version: nothing of the solutions may be in it."""

from tools.house_rules.reading import MARKER, at
from tools.notebooks import ToolError, read, students_version

# Shorter lines, such as `return total`, come up by themselves.
SHORTEST_LEAK = 12


def no_solution_is_leaked(path, nb):
    """No line of a solution or of a mark scheme is in the students' version, and no marker."""
    released = students_version(path.stem, path.parents[2])
    try:
        cells = read(released)["cells"]
    except ToolError as error:
        return [f"{error} Run `python3 start.py release`."]
    problems = []
    secrets = {line: cell for cell in nb["cells"] for line in _secret_lines(cell["source"])}
    for cell in cells:
        for line in map(str.strip, cell["source"].split("\n")):
            if MARKER.search(line):
                problems.append(f'{at(cell)} of the students\' version holds "{line}".')
            elif line in secrets:
                problems.append(
                    f'{at(cell)} of the students\' version holds "{line}", a line of the solution in '
                    f"{at(secrets[line])}; write one of them differently."
                )
    return problems


def _secret_lines(source):
    """The lines between a marker BEGIN and its END, without comments and short ones."""
    depth = 0
    for line in map(str.strip, source.split("\n")):
        marker = MARKER.search(line)
        if marker:
            depth += 1 if marker[1] == "BEGIN" else -1
        elif depth > 0 and len(line) >= SHORTEST_LEAK and not line.startswith("#"):
            yield line
