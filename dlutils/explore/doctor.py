"""The doctor's sheet: six training scripts, each with one bug or with none. Which check first?"""

from functools import cache

from dlutils.hunt import CHECKS, load, with_only
from dlutils.plots.hunt import draw_finding
from dlutils.plots.style import colors

from .base import Exploration, UnreadableInput, button, text_field

LETTERS = dict(zip("ABCDE", CHECKS, strict=True))
#: The bug of each patient at first, as the name of the check that finds it; None is healthy.
PATIENTS = ("nudging", "shape table", "shuffled labels", None, "first cost", "ten examples")
HEALTHY = "H"
#: Checks for all six, if each is asked A, B, C … until one fails.
IN_ORDER = sum(1 + list(CHECKS).index(bug) if bug else len(CHECKS) for bug in PATIENTS)

#: What a check that is passed excludes, and what it cannot see.
MEANING = {
    "shape table": (
        "no array is stretched where nobody meant it",
        "numbers in the right shape and the wrong place, as after a careless reshape",
    ),
    "first cost": (
        "scores start small, and the loss counts the right classes",
        "all that happens after the first step",
    ),
    "nudging": (
        "backward belongs to forward, number by number",
        "a forward that computes something else than was meant, and all of the data",
    ),
    "ten examples": (
        "the loop turns, steps go downhill, and the network can say what it must",
        "a slope that is a little wrong, and whether anything holds for unseen examples",
    ),
    "shuffled labels": (
        "nothing about the test examples leaks into training",
        "whether anything is learned at all: a network that never learns passes too",
    ),
}


@cache
def first_look(bug):
    """What the `main` of the script with this bug reports: the costs, and the share that it calls right."""
    costs, share = load(with_only(bug)).main()
    return tuple(costs), float(share)


@cache
def finding(bug, check):
    """What a check finds in the script with this bug."""
    return CHECKS[check](with_only(bug))


def read_letter(text, allowed, what):
    """Read one letter; large or small, and a bracket behind it, make no difference."""
    letter = text.strip().rstrip(").").upper()
    if letter not in allowed or not letter:
        raise UnreadableInput(f"Type one letter for {what}: {', '.join(allowed)}.")
    return letter


class DoctorExploration(Exploration):
    """Choose a check before you see what it shows; find what each of six scripts suffers from."""

    title = "The doctor's sheet"
    sentence = "Six training scripts, one bug each or none: choose the check to run first, and name the bug."
    size = (8.6, 4.0)
    margins = {"left": 0.09, "right": 0.97, "bottom": 0.15, "top": 0.88, "wspace": 0.28}

    @property
    def bug(self):
        return PATIENTS[self.number - 1]

    def rows(self):
        self.patient = text_field("patient (1 to 6)", width="12em")
        self.choice = text_field("check (A to E)", width="12em")
        self.commit = button("Run this check", lambda: self.respond(self._run))
        self.named = text_field("the bug is found by (A to E, or H: healthy)", width="24em")
        self.say = button("Commit my diagnosis", lambda: self.respond(self._diagnose))
        self.patient.observe(lambda _: self.respond(self._next), "value")
        checks = ", ".join(f"<strong>{letter}</strong> {name}" for letter, name in LETTERS.items())
        self.ask(
            "Each patient is the script of this notebook with one of its five bugs, or with none. On the left stands what "
            f"the script itself reports. The checks: {checks}. <strong>Look at the left: which check do you run first?"
            "</strong> Then say which bug it is. Who runs A, B, C and so on until one fails needs "
            f"{IN_ORDER} checks for all six. Can you do with fewer?"
        )
        return [[self.patient, self.choice, self.commit], [self.named, self.say, self.again]]

    def reset(self):
        self.patient.value = "1"
        self.diagnoses = {}  # patient → (first diagnosis, checks run before it)
        self._next()

    def typical(self):
        self.choice.value = "D"
        self._run()

    def _next(self):
        if self.patient.value.strip() not in {str(n) for n in range(1, len(PATIENTS) + 1)}:
            raise UnreadableInput(
                f"There are {len(PATIENTS)} patients: type a number from 1 to {len(PATIENTS)}."
            )
        self.number = int(self.patient.value)
        self.run, self.choice.value, self.named.value = [], "", ""
        self.said_again = False

    def _run(self):
        check = LETTERS[read_letter(self.choice.value, list(LETTERS), "the check")]
        if check in self.run:
            self.run.remove(check)  # shown again, counted once
        self.run.append(check)
        self.said_again = False

    def _diagnose(self):
        if not self.run:
            raise UnreadableInput("Run a check first: a doctor looks before speaking.")
        letter = read_letter(self.named.value, [*LETTERS, HEALTHY], "the diagnosis")
        self.said_again = self.number in self.diagnoses
        self.diagnoses.setdefault(self.number, (LETTERS.get(letter), len(self.run)))

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        costs, share = first_look(self.bug)
        left.plot(range(1, len(costs) + 1), costs, color=colors.train)
        left.set(
            xlabel="epoch",
            ylabel="cost of training",
            ylim=(0, 1.1 * max(costs)),
            title=f"Patient {self.number} says: {100 * share:.0f} % right",
        )
        if self.run:
            draw_finding(right, self.run[-1], finding(self.bug, self.run[-1]))
        else:
            right.set_axis_off()
            right.text(0.5, 0.5, "?", ha="center", va="center", fontsize=40, color=colors.reference)
            right.set_title("Which check first?")

    def describe(self):
        costs, share = first_look(self.bug)
        words = (
            f"Two plots. Left, the cost of training of patient {self.number} over {len(costs)} epochs, falling from "
            f"{costs[0]:.1f} to {costs[-1]:.1f}; the script calls {100 * share:.0f} % right."
        )
        if not self.run:
            return f"{words} Right, a question mark: no check has been run."
        found = finding(self.bug, self.run[-1])
        return f"{words} Right, the check “{self.run[-1]}”, {'passed' if found.passed else 'failed'}: {found.sentence}."

    def message(self):
        lines = [f"Patient {self.number}. Type the letter of the check that you want to run first."]
        if self.run:
            check = self.run[-1]
            found, (excludes, blind) = finding(self.bug, check), MEANING[check]
            lines = [f"<strong>{check}: {'passed' if found.passed else 'failed'}.</strong> {found.sentence}."]
            lines.append(
                f"So: {excludes}. It cannot see: {blind}." if found.passed else "This bug has shown itself."
            )
        if self.number in self.diagnoses:
            said, count = self.diagnoses[self.number]
            bug = self.bug
            verdict = "✓ Right" if said == bug else "✗ Not so"
            checks = "one check" if count == 1 else f"{count} checks"
            truth = "healthy" if bug is None else f"the bug that “{bug}” finds"
            lines.append(f"<strong>{verdict}, after {checks}.</strong> Patient {self.number}: {truth}.")
            if said is None and count < len(CHECKS):
                lines.append(
                    f"{'A guess. ' if bug is None else ''}Healthy is what all five checks together say; "
                    "one that is passed does not."
                )
            if self.said_again:
                lines.append("Your first diagnosis of a patient counts.")
        right = sum(said == PATIENTS[n - 1] for n, (said, _) in self.diagnoses.items())
        if self.diagnoses:
            used = sum(count for _, count in self.diagnoses.values())
            all_six = len(self.diagnoses) == len(PATIENTS)
            begin, end = (
                ("All six:", f"; in the order A to E it would be {IN_ORDER}") if all_six else ("So far", "")
            )
            lines.append(f"{begin} {right} of {len(self.diagnoses)} right, {used} checks in all{end}.")
        return "<br>".join(lines)
