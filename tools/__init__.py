"""Tools for those who write the notebooks: execute, make the students' versions, keep the house rules.

Run from the root of the project, best through `start.py`; a learner never needs them.
"""
