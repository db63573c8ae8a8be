"""The members of the invented class who attack the grading. All other answers of theirs are right."""

from __future__ import annotations

from collections.abc import Iterator

from dlutils.grading.sample.breaking import DESTRUCTION
from dlutils.grading.sample.forging import CHEATED, FORGED_SCORES, STOLEN
from dlutils.grading.sample.maker import ANY, Made, Maker, data

#: A few for the demo, quick ones of every kind.
_FOR_THE_DEMO = (
    "2 ",
    "9 ",
    "17",
    "21",
    "22 the agent calls",
    "25",
    "26",
    "31",
    "36",
    "46 a bomb of p",
    "50 k",
    "51 a f",
)


def hostile(maker: Maker, few: bool = False) -> Iterator[Made]:
    """Members who attack, for a class that has the two exercises; `few`: only some quick ones."""
    attacks = [
        ("mean_squared_error", FORGED_SCORES | STOLEN | CHEATED),
        ("numerical_derivative", DESTRUCTION),
    ]
    for name, cells in attacks:
        for deed, source in cells.items():
            if name in maker.declared and (not few or deed.startswith(_FOR_THE_DEMO)):
                yield f"attack: {deed}", data(maker.complete(**{name: source})), deserved(maker, name, deed)


def deserved(maker: Maker, name: str, deed: str) -> dict:
    """No points for the attacked answer; what else breaks by it is the attacker's own loss, or not."""
    own_loss = deed.startswith(_WRECK_THEMSELVES)
    others = {other: (ANY, None, None) if own_loss else due for other, due in maker.full.items()}
    return others | {name: (ANY, None, 0.0)}


#: Attacks that spoil Python for the attacker's other answers too.
_WRECK_THEMSELVES = ("11", "14", "17", "22")
