"""Grade a class: submissions are read even if broken, judged in processes of their own, and recorded.

Read in this order: `submission` (bytes become a notebook), `restore` (its cells are put in order), `source`,
`definitions` and `worker` (the learner's functions, in a process of their own), `process` and `supervisor`
(which watch that process), `judge` (one submission, one result), `engine` (a class), `recorder` and
`recording` (nbgrader's gradebook), `export` (the table of points), `command`. `demo` plays all of it with the
invented class of `sample`.
"""
