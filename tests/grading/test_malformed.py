"""A hundred notebooks that are out of order in as many ways: each is graded, or ungradable with its sentence; no crash."""

from __future__ import annotations

import copy
import json
import random

import pytest

from dlutils.grading.judge import grade_submission
from dlutils.grading.sample.maker import data

NUMBER = 100
ODD = [
    None,
    0,
    -1.5,
    True,
    "",
    "x",
    "\ud800",
    [],
    {},
    [None],
    {"a": {}},
    ["a", 1],
    "x" * 10_000,
    [[]],
    2**70,
    {"nbgrader": 3},
]


def cut(raw: dict, chance: random.Random) -> bytes:
    text = json.dumps(raw).encode()
    return text[: chance.randrange(len(text))]


def edit_bytes(raw: dict, chance: random.Random) -> bytes:
    text = bytearray(json.dumps(raw).encode())
    for _ in range(chance.choice([1, 1, 5, 50])):
        text[chance.randrange(len(text))] = chance.randrange(256)
    return bytes(text)


def random_bytes(raw: dict, chance: random.Random) -> bytes:
    return chance.choice([b"PK\x03\x04", b"%PDF-1.7", b"\xff\xfe", b"", b"{"]) + chance.randbytes(
        chance.randrange(500)
    )


def odd_values(raw: dict, chance: random.Random) -> bytes:
    """Values of the wrong kind, anywhere."""
    for _ in range(chance.choice([1, 3, 10])):
        place, key = chance.choice(list(places(raw)))
        place[key] = copy.deepcopy(chance.choice(ODD))
    return as_bytes(raw)


def places(value):
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


def lose_keys(raw: dict, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 5, 30])):
        cell = chance.choice(raw["cells"])
        if cell:
            cell.pop(chance.choice(list(cell)))
    return as_bytes(raw)


def shuffle(raw: dict, chance: random.Random) -> bytes:
    """Cells doubled, lost, moved and split."""
    cells = raw["cells"]
    for _ in range(chance.randrange(1, 12)):
        which = chance.randrange(len(cells))
        action = chance.choice(["double", "lose", "move", "split"])
        if action == "double":
            cells.insert(chance.randrange(len(cells)), copy.deepcopy(cells[which]))
        elif action == "lose" and len(cells) > 2:
            del cells[which]
        elif action == "move":
            cells.insert(chance.randrange(len(cells)), cells.pop(which))
        else:
            lower = copy.deepcopy(cells[which])
            lower["source"], cells[which]["source"] = lower["source"][1:], lower["source"][:1]
            cells.insert(which + 1, lower)
    return as_bytes(raw)


def retype(raw: dict, chance: random.Random) -> bytes:
    for cell in raw["cells"]:
        if chance.random() < 0.3:
            cell["cell_type"] = chance.choice(["code", "markdown", "raw", "heading", "", None, "CODE"])
    return as_bytes(raw)


def rename(raw: dict, chance: random.Random) -> bytes:
    """Ids, points and flags of nbgrader's."""
    for cell in raw["cells"]:
        given = cell["metadata"].get("nbgrader")
        if given and chance.random() < 0.5:
            key = chance.choice(
                ["grade_id", "points", "solution", "grade", "locked", "schema_version", "checksum", "task"]
            )
            given[key] = chance.choice(
                [*ODD, "predict", "check_predict", 1000, -1, float("nan"), float("inf")]
            )
    return as_bytes(raw)


def other_version(raw: dict, chance: random.Random) -> bytes:
    raw["nbformat"], raw["nbformat_minor"] = (
        chance.choice([0, 1, 2, 3, 4, 5, 99, "4", None]),
        chance.choice([0, 2, 9, "x"]),
    )
    if chance.random() < 0.4:
        raw["worksheets"] = chance.choice([[{"cells": raw.pop("cells")}], [], None, [3], [{"cells": 3}]])
    return as_bytes(raw)


def deep(raw: dict, chance: random.Random) -> bytes:
    depth = chance.choice([100, 1000, 100_000])
    chance.choice(raw["cells"])["metadata"] = "DEEP"
    return json.dumps(raw).encode().replace(b'"DEEP"', b"[" * depth + b"]" * depth)


def odd_code(raw: dict, chance: random.Random) -> bytes:
    answers = [cell for cell in raw["cells"] if (cell["metadata"].get("nbgrader") or {}).get("solution")]
    texts = [
        "def",
        "(" * 5000,
        "x = " + "-" * 50_000 + "1",
        "\0",
        "\ud800",
        "é" * 1000,
        "%%",
        "!",
        "?",
        "%%bash\nrm -rf /",
    ]
    texts += [
        "return 5",
        "yield",
        "await x",
        "from __future__ import nothing",
        "lambda: (yield)",
        "def predict(",
        "\t\n\f",
        "0777",
    ]
    for cell in answers:
        if chance.random() < 0.4:
            cell["source"] = chance.choice(texts)
    return as_bytes(raw)


def as_bytes(raw) -> bytes:
    return json.dumps(raw).encode("utf-8", "surrogatepass")


WAYS = [
    cut,
    edit_bytes,
    random_bytes,
    odd_values,
    lose_keys,
    shuffle,
    retype,
    rename,
    other_version,
    deep,
    odd_code,
]


@pytest.mark.parametrize("number", range(NUMBER))
def test_a_malformed_notebook_is_graded_or_ungradable(number, maker, assignment, sandboxed):
    chance = random.Random(number)
    way = WAYS[number % len(WAYS)]
    raw = json.loads(data(maker.complete()))
    graded = grade_submission(way(raw, chance), assignment, sandboxed)
    assert graded.state in ("graded", "ungradable"), (way.__name__, graded.reason)
    if graded.state == "ungradable":
        assert (
            graded.reason.endswith((".", "?")) and len(graded.reason) < 300 and "Error" not in graded.reason
        )
    else:
        assert 0 <= graded.score <= 15 and len(graded.reports) == 5
    assert json.loads(json.dumps(graded.to_dict("x")))["state"] == graded.state
