"""What start.py does, one file for each job; the standard library only.

places        where everything is
console       what the user reads: lines, and problems in one sentence
files         files that are there as a whole or not at all
environment   .venv: made when it is missing, unfinished or out of date, otherwise left alone
installing    the commands that make it, and their failures in plain words
copies        work/: the learner's own copies, never overwritten
lab           JupyterLab on the first notebook
testing       the tests
doctor        what is missing on this machine, and what to do about it
commands      the words that may follow `python3 start.py`
"""
