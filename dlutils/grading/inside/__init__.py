"""All that a sandbox sees of the grading: how an answer is run, and how values cross the wall. No answer stands here.

`waiting` waits inside the sandbox and makes one process for each submission; there `agent` runs the learner's
definitions (`source`, `definitions`, `absent`) and calls their functions for the judge, who sits outside. `codec` and
`peer` serve both sides.
"""
