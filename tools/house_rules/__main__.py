"""Check notebooks of `solutions/` against the rules of the house, and say what to mend."""

import argparse
import sys

from tools.house_rules import RULES
from tools.notebooks import ToolError, read, select, solution


def main(arguments=None):
    """Check the notebooks named on the command line, or all; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="house_rules", description="Check solutions/ against the house rules."
    )
    parser.add_argument("notebooks", nargs="*", metavar="NN", help="numbers or names; none means all")
    count = 0
    try:
        for name in select(parser.parse_args(arguments).notebooks):
            path = solution(name)
            nb = read(path)
            problems = [problem for rule in RULES for problem in rule(path, nb)]
            count += len(problems)
            print(f"{name}: {len(problems) or 'no'} problem{'s' if len(problems) != 1 else ''}")
            for problem in problems:
                print(f"  {problem}")
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
