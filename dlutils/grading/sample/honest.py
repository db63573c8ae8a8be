"""The members of the invented class who did what they were asked to: right, wrong, or not to the end."""

from __future__ import annotations

from collections.abc import Iterator

from dlutils.checks.judging import judge
from dlutils.grading.sample.maker import Made, Maker, data


def right(maker: Maker) -> Iterator[Made]:
    """The references, and right answers in unusual clothes."""
    yield "everything right", data(maker.complete()), maker.full
    for i in range(max(len(exercise.variants) for exercise in maker.declared.values())):
        variants = {
            name: list(e.variants.items())[i] for name, e in maker.declared.items() if i < len(e.variants)
        }
        answers = {name: maker.source(name, function) for name, (_, function) in variants.items()}
        clothes = ", ".join(label for label, _ in variants.values())
        yield f"right in other clothes: {clothes}", data(maker.complete(**answers)), maker.full


def mistaken(maker: Maker, most: int | None = None) -> Iterator[Made]:
    """The first mistakes of every exercise, at most `most` of each (None: all).

    Two exercises may be wrong together if neither calls the other.
    """
    alone = [name for name, exercise in maker.declared.items() if not exercise.uses]
    groups = [alone[i : i + 2] for i in range(0, len(alone), 2)]
    groups += [[name] for name in maker.names if name not in alone]
    for group in groups:
        for i in range(max(len(maker.declared[name].mistakes[:most]) for name in group)):
            answers, deserved = {}, dict(maker.full)
            for exercise in (maker.declared[name] for name in group):
                for mistake in exercise.mistakes[i : i + 1]:
                    answers[exercise.name] = maker.source(exercise.name, mistake.function)
                    points = judge(exercise, mistake.function, seed=i).score
                    deserved[exercise.name] = ("mistake", mistake.id, points)
            made = ", ".join(mistake for _, mistake, _ in deserved.values() if mistake)
            yield f"mistake: {made}", data(maker.complete(**answers)), deserved


def unfinished(maker: Maker) -> Iterator[Made]:
    """Untouched, half-done, and stopped by a slip."""
    nothing = dict.fromkeys(maker.names, ("missing", None, 0.0))
    yield "untouched", data(maker.release), nothing

    done = maker.names[: len(maker.names) // 2]
    half = {name: maker.full[name] if name in done else nothing[name] for name in maker.names}
    yield "half-done", data(maker.notebook({name: maker.right_answers[name] for name in done})), half

    name = maker.names[0]
    broken = maker.right_answers[name].replace(":\n", "\n", 1)
    yield "a colon missing", data(maker.complete(**{name: broken})), maker.but(name, "error")

    name = maker.names[-1]
    endless = f"def {name}(*arguments):\n    step = 0\n    while step < 10:\n        pass"
    yield "an endless loop", data(maker.complete(**{name: endless})), maker.but(name, "timeout")
