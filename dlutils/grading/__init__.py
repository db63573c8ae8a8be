"""Grade a class: submissions are read even if broken, judged in processes of their own, and recorded.

Read in this order: `submission` (bytes become a notebook), `restore` (its cells are put in order), the walls in
`sandbox`, `visible`, `syscalls` and `inside` (all that runs behind them), `boxes` (proof that they stand), `session`
(a submission that runs), `remote` and `supervisor` (its functions are judged from outside), `judge` (one submission, one
result), `engine` and `cluster` (a class), `store` (results that are kept), `recorder` and `recording` (nbgrader's
gradebook), `export` (tables of points), `command`. `demo` plays all of it with the invented class of `sample`.
"""
