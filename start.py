"""The door to the course:

    python3 start.py            sets everything up, then opens the first notebook in JupyterLab
    python3 start.py --help     lists the other commands

Only Python itself is needed. This file stays so simple that Python 2.7 and 3.6 can read it too:
they then say which Python is needed, where newer words would end in a SyntaxError.
The work is done in launcher/, one file for each job.
"""

import sys

OLDEST = (3, 11)


def main():
    if sys.version_info[:2] < OLDEST:
        print(
            "Python %d.%d or newer is needed, this is Python %d.%d: install a newer one from python.org "
            "or with your system's package manager, and start again with it."
            % (OLDEST + sys.version_info[:2])
        )
        return 1
    from launcher.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
