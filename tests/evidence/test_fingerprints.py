"""A new name for a mistake costs nothing; whatever decides about right answers makes the ten thousand draws begin anew."""

import importlib.util
import sys

import pytest

from tools.evidence import fingerprints

DECLARATION = """
from dlutils.checks.exercise import Exercise, Mistake, case

FACTOR = 2


def halve(x):
    return x / FACTOR


def helper(x):
    return 0.5 * x


def by_a_product(x):
    return helper(x)


def double(x):
    return x * 2


HALVE = Exercise(
    name="halve",
    parts={"values": 2},
    reference=halve,
    insight="You can halve.",
    examples=(case("values", x=3.0),),
    mistakes=(Mistake("doubled", double, "You doubled.", "Look again."),),
    variants={"by a product": by_a_product},
)
"""


@pytest.fixture
def fingerprint_of(tmp_path, monkeypatch):
    """`fingerprint_of(old, new)`: the fingerprint of the exercise after one text is replaced by another."""

    def fingerprint_of(old="", new=""):
        path = tmp_path / "declared_halve.py"
        assert old in DECLARATION
        path.write_text(DECLARATION.replace(old, new) if old else DECLARATION, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("declared_halve", path)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "declared_halve", module)
        spec.loader.exec_module(module)
        fingerprints._definitions.cache_clear()
        return fingerprints.fingerprint(module.HALVE)

    yield fingerprint_of
    fingerprints._definitions.cache_clear()


@pytest.mark.parametrize(
    "old, new",
    [
        ('"You doubled."', '"You multiplied by 2."'),
        ("return x * 2", "return x + x"),
        ('mistakes=(Mistake("doubled", double, "You doubled.", "Look again."),),', ""),
    ],
)
def test_mistakes_do_not_count(fingerprint_of, old, new):
    assert fingerprint_of(old, new) == fingerprint_of()


@pytest.mark.parametrize(
    "old, new",
    [
        ("return x / FACTOR", "return x * 0.5"),
        ("FACTOR = 2", "FACTOR = 2.0"),
        ("return 0.5 * x", "return x / 2"),
        ("x=3.0", "x=4.0"),
        ('parts={"values": 2}', 'parts={"values": 3}'),
    ],
)
def test_what_decides_about_right_answers_counts(fingerprint_of, old, new):
    assert fingerprint_of(old, new) != fingerprint_of()
