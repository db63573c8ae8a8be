"""Exercise `violates_chord`: does the curve rise above a chord? One chord that does refutes convexity."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Function, Mistake, case


def violates_chord(f, a, b, t):
    point = (1 - t) * a + t * b
    chord = (1 - t) * f(a) + t * f(b)
    return f(point) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


def _height(f, a, b, t):
    """How far the curve lies above the chord, and the scale of the values."""
    above = f((1 - t) * a + t * b) - ((1 - t) * f(a) + t * f(b))
    return above, max(abs(f(a)), abs(f(b)))


def violation_exchanged_in_the_point(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f(t * a + (1 - t) * b) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


def violation_exchanged_in_the_chord(f, a, b, t):
    chord = t * f(a) + (1 - t) * f(b)
    return f((1 - t) * a + t * b) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


def violation_exchanged_in_both(f, a, b, t):
    return violates_chord(f, a, b, 1 - t)


def violation_without_slack(f, a, b, t):
    return f((1 - t) * a + t * b) > (1 - t) * f(a) + t * f(b)


def violation_when_touching(f, a, b, t):
    above, scale = _height(f, a, b, t)
    return above >= -1e-9 * scale


def violation_below(f, a, b, t):
    above, scale = _height(f, a, b, t)
    return above < -1e-9 * scale


def violation_either_side(f, a, b, t):
    above, scale = _height(f, a, b, t)
    return abs(above) > 1e-9 * scale


def violation_negated(f, a, b, t):
    return not violates_chord(f, a, b, t)


def violation_midpoint(f, a, b, t):
    return violates_chord(f, a, b, 0.5)


def violation_of_the_mean(f, a, b, t):
    return f((1 - t) * a + t * b) > (f(a) + f(b)) / 2 + 1e-9 * max(abs(f(a)), abs(f(b)))


def violation_of_the_higher_end(f, a, b, t):
    return f((1 - t) * a + t * b) > max(f(a), f(b)) + 1e-9 * max(abs(f(a)), abs(f(b)))


def violation_of_the_lower_end(f, a, b, t):
    return f((1 - t) * a + t * b) > min(f(a), f(b)) + 1e-9 * max(abs(f(a)), abs(f(b)))


def violation_anywhere(f, a, b, t):
    return any(violates_chord(f, a, b, share) for share in np.linspace(0, 1, 101))


def violation_of_the_place(f, a, b, t):
    point = (1 - t) * a + t * b
    return point > (1 - t) * f(a) + t * f(b) + 1e-9 * max(abs(f(a)), abs(f(b)))


def violation_with_ends_sorted(f, a, b, t):
    return violates_chord(f, min(a, b), max(a, b), t)


def violation_or_equal(f, a, b, t):
    above, scale = _height(f, a, b, t)
    return above >= 1e-9 * scale


def violation_with_fixed_slack(f, a, b, t):
    return _height(f, a, b, t)[0] > 1e-9


def violation_with_slack_of_at_least_one(f, a, b, t):
    above, scale = _height(f, a, b, t)
    return above > 1e-9 * max(scale, 1)


def violation_with_slack_of_x(f, a, b, t):
    return _height(f, a, b, t)[0] > 1e-9 * max(abs(a), abs(b))


def violation_with_signed_slack(f, a, b, t):
    return _height(f, a, b, t)[0] > 1e-9 * max(f(a), f(b))


def violation_with_late_absolute(f, a, b, t):
    return _height(f, a, b, t)[0] > 1e-9 * abs(max(f(a), f(b)))


def violation_with_the_smaller_end(f, a, b, t):
    return _height(f, a, b, t)[0] > 1e-9 * min(abs(f(a)), abs(f(b)))


def violation_as_excess(f, a, b, t):
    above, scale = _height(f, a, b, t)
    return above - 1e-9 * scale


def violation_by_steps(f, a, b, t):
    left, right = f(a), f(b)
    point = a + t * (b - a)
    chord = left + t * (right - left)
    return bool(f(point) - chord > 1e-9 * max(abs(left), abs(right)))


def violation_by_cases(f, a, b, t):
    fa, fb = f(a), f(b)
    slack = 1e-9 * (abs(fa) if abs(fa) > abs(fb) else abs(fb))
    if f(a * (1 - t) + b * t) - slack <= fa * (1 - t) + fb * t:
        return False
    return True


def violation_by_slope(f, a, b, t):
    point = a + t * (b - a)
    chord = np.interp(t, [0.0, 1.0], [f(a), f(b)])
    return np.greater(f(point), chord + 1e-9 * np.max(np.abs([f(a), f(b)])))


def violation_by_dot(f, a, b, t):
    shares, heights = np.array([1 - t, t]), np.array([f(a), f(b)])
    excess = f(shares @ np.array([a, b])) - shares @ heights
    return bool(excess > 1e-9 * np.linalg.norm(heights, ord=np.inf))


def violation_with_both_ends(f, a, b, t):
    fa, fb = f(a), f(b)
    return f((1 - t) * a + t * b) > (1 - t) * fa + t * fb + 1e-9 * (abs(fa) + abs(fb))


CUBE = Function("lambda w: w * w * w")
SQUARE = Function("lambda w: w * w")
HILL = Function("lambda w: 4 - w * w")
SHALLOW = Function("lambda w: 4 - 0.001 * w * w")
LINE = Function("lambda w: 0.3 * w - 0.7")
SQUARED_ERROR = Function("lambda z: (1 / (1 + np.exp(-z)) - 1) ** 2")
CROSS_ENTROPY = Function("lambda z: np.log(1 + np.exp(-z))")
STEEP = Function("lambda w: 1000 * w * w * w")
NOTHING = Function("lambda w: 0 * w")
TINY_HILL = Function("lambda w: 1e-12 * (4 - w * w)")
WIDE_HILL = Function("lambda w: -1e-11 * w * w")
HIGH_HILL = Function("lambda w: 1 - 1e-7 * w * w")
# These bend down, but by less than the slack allows: to the exercise they are straight.
HIGH_PLAIN = Function("lambda w: 1 - 1e-10 * w * w")
NEARLY_A_LINE = Function("lambda w: w - 1e-11 * w * w")
NEARLY_A_CLIFF = Function("lambda w: 1e8 * w - 1e-3 * w * w")
HILL_BEHIND_A_TOWER = Function("lambda w: 1e12 if w < 1 else 2 - (w - 3) ** 2")


def _draw_chord(rng, i):
    """Each kind of function with a chord that is clearly above or below: rounding decides nothing."""
    p, q = rng.uniform(0.5, 2, size=2).round(2)
    sources = (
        f"lambda w: {p} * w * w - {q} * w",
        f"lambda w: {q} - {p} * w * w",
        f"lambda w: {p} * w - {q}",
        f"lambda w: {p} * w * w * w - {q} * w",
        f"lambda w: (1 / (1 + np.exp(-{p} * w)) - 1) ** 2",
        f"lambda w: np.exp({p} * w) + {q}",
        f"lambda w: np.sin({p} * w) + {q} * w",
        f"lambda w: {p} * w * w * w * w - {q} * w * w",
    )
    f = Function(sources[i])
    while True:
        a, b = rng.uniform(-4, 4, size=2).round(2)
        t = round(rng.uniform(0.1, 0.9), 2)
        above, scale = _height(f, a, b, t)
        if i == 2 or (abs(above) > 0.02 * scale and scale < 1000):
            return case("values", f=f, a=float(a), b=float(b), t=t)


VIOLATES_CHORD = Exercise(
    name="violates_chord",
    parts={"values": 2},
    reference=violates_chord,
    insight="One chord under the curve, and convexity is refuted.",
    examples=(
        case("values", f=SQUARE, a=-1.0, b=3.0, t=0.5),
        case("values", f=SQUARED_ERROR, a=-8.0, b=0.0, t=0.5),
        case("values", f=CROSS_ENTROPY, a=-8.0, b=0.0, t=0.5),
        case("values", f=SQUARE, a=-1.0, b=3.0, t=0.25),
        case("values", f=SQUARE, a=2.0, b=-1.0, t=0.25),
        case("values", f=HILL, a=-1.0, b=1.5, t=0.8),
        case("values", f=HILL, a=3.0, b=1.0, t=0.3),
        case("values", f=HILL, a=-2.0, b=0.0, t=0.35),
        # On one chord the cube lies above and below, so the share t matters.
        case("values", f=CUBE, a=-1.0, b=2.0, t=0.2),
        case("values", f=CUBE, a=-1.0, b=2.0, t=0.5),
        case("values", f=CUBE, a=-3.0, b=2.0, t=0.5),
        case("values", f=CUBE, a=-3.0, b=2.0, t=0.9),
        case("values", f=CUBE, a=-2.0, b=3.0, t=0.1),
        case("values", f=CUBE, a=-2.0, b=3.0, t=0.9),
        case("values", f=SHALLOW, a=-1.0, b=1.5, t=0.4),
        case("values", f=STEEP, a=2.0, b=-1.0, t=0.5),
        case("values", f=STEEP, a=2.0, b=-1.0, t=0.9),
        # A straight line lies on its chord. Rounding lifts the first two by 1e-16, and lowers the last.
        case("values", f=LINE, a=-1.0, b=2.0, t=0.1),
        case("values", f=LINE, a=-1.0, b=2.0, t=0.2),
        case("values", f=LINE, a=1.0, b=-4.0, t=0.7),
        case("values", f=LINE, a=0.0, b=2.0, t=0.3),
        case("values", f=SQUARED_ERROR, a=-8.0, b=0.0, t=0.0),
        case("values", f=SQUARED_ERROR, a=-8.0, b=0.0, t=0.9),
        case("values", f=SQUARED_ERROR, a=-3.0, b=3.0, t=0.3),
        # The ends in falling order, with a share that sorting them would turn round.
        case("values", f=CUBE, a=2.0, b=-3.0, t=0.9),
        # The slack goes with the heights: with their size, not with 1, with the places or with one of the ends.
        case("values", f=NOTHING, a=-1.0, b=2.0, t=0.3),
        case("values", f=TINY_HILL, a=-1.0, b=1.5, t=0.4),
        case("values", f=WIDE_HILL, a=0.0, b=40.0, t=0.5),
        case("values", f=HIGH_HILL, a=-1.0, b=1.0, t=0.5),
        case("values", f=HIGH_PLAIN, a=-1.0, b=1.0, t=0.5),
        case("values", f=NEARLY_A_LINE, a=-4.0, b=0.0, t=0.5),
        case("values", f=NEARLY_A_LINE, a=0.0, b=4.0, t=0.5),
        case("values", f=NEARLY_A_LINE, a=0.0, b=-4.0, t=0.5),
        case("values", f=NEARLY_A_LINE, a=-4.0, b=-2.0, t=0.5),
        case("values", f=NEARLY_A_LINE, a=-4.0, b=4.0, t=0.5),
        case("values", f=NEARLY_A_CLIFF, a=1.0, b=-3.0, t=0.5),
        case("values", f=HILL_BEHIND_A_TOWER, a=2.0, b=4.0, t=0.5),
    ),
    draw=_draw_chord,
    draws=8,
    mistakes=(
        Mistake(
            "exchanged-in-the-point",
            violation_exchanged_in_the_point,
            "The point belongs to the other share: in it, t and 1 − t have changed places, in the chord they have not.",
            "With t = 0 the point must be a. Which factor does a need?",
        ),
        Mistake(
            "exchanged-in-the-chord",
            violation_exchanged_in_the_chord,
            "The height of the chord belongs to the other share: in it, t and 1 − t have changed places.",
            "With t = 0 the chord must be at f(a). Which factor does f(a) need?",
        ),
        Mistake(
            "exchanged-in-both",
            violation_exchanged_in_both,
            "You look at the wrong place of the chord: t and 1 − t have changed places.",
            "With t = 0 we stand at a, with t = 1 at b.",
        ),
        Mistake(
            "no-slack",
            violation_without_slack,
            "A straight line is accused: rounding lifts its points above the chord in the sixteenth digit.",
            "Demand that f is higher by more than rounding can do. The text above says by how much.",
        ),
        Mistake(
            "touching-counts",
            violation_when_touching,
            "Where the curve lies exactly on its chord you find a violation.",
            "Only a curve that is truly *above* its chord refutes anything. On which side does your slack stand?",
        ),
        Mistake(
            "below",
            violation_below,
            "You report the chords that the curve stays below: that is the other way round.",
            "Look at x² and one of its chords: which of the two is higher, and must nothing be refuted there?",
        ),
        Mistake(
            "either-side",
            violation_either_side,
            "You report every difference from the chord, also where the curve lies below it.",
            "Does your test know a sign? Below its chords a convex curve is at home.",
        ),
        Mistake(
            "negated",
            violation_negated,
            "True and False are exchanged: you say whether the chord is respected.",
            "The name asks whether the chord is *violated*.",
        ),
        Mistake(
            "always-the-middle",
            violation_midpoint,
            "You look at the middle of the chord, whatever t is.",
            "Where does t come in, for the point and for the chord?",
        ),
        Mistake(
            "mean-of-the-ends",
            violation_of_the_mean,
            "The point is right, but you compare with the mean of f(a) and f(b), the chord in the middle.",
            "How high is the chord at the share t of the way?",
        ),
        Mistake(
            "higher-end",
            violation_of_the_higher_end,
            "You compare with the higher of the two ends, not with the chord.",
            "The chord is a straight line from (a, f(a)) to (b, f(b)). How high is it at the share t?",
        ),
        Mistake(
            "lower-end",
            violation_of_the_lower_end,
            "You compare with the lower of the two ends, not with the chord.",
            "The chord is a straight line from (a, f(a)) to (b, f(b)). How high is it at the share t?",
        ),
        Mistake(
            "anywhere",
            violation_anywhere,
            "You search the whole chord; asked was one place of it, the one at t.",
            "One point, one height, one comparison.",
        ),
        Mistake(
            "place-for-height",
            violation_of_the_place,
            "On the left you compare the place x itself with the chord, not the height of the curve there.",
            "The chord is a height. Which height belongs to the place x?",
        ),
        Mistake(
            "ends-sorted",
            violation_with_ends_sorted,
            "You sort the ends and leave t as it is. If a is the larger one, you stand at another place of the chord.",
            "With t = 0 we stand at a, also where a is larger than b. Does anything need sorting?",
        ),
        Mistake(
            "or-equal",
            violation_or_equal,
            "You use `>=`: so the constant 0, whose slack is 0, is accused.",
            "Must a curve that lies exactly on its chord be refuted?",
        ),
        Mistake(
            "fixed-slack",
            violation_with_fixed_slack,
            "Your slack is 1e-9 for every function. For tiny heights that is too much, for huge ones too little.",
            "Rounding grows with the numbers. With which numbers should the slack grow?",
        ),
        Mistake(
            "slack-at-least-one",
            violation_with_slack_of_at_least_one,
            "Your slack is never smaller than 1e-9, so a hill of tiny heights is never refuted.",
            "With which numbers should the slack grow, and also shrink?",
        ),
        Mistake(
            "slack-of-places",
            violation_with_slack_of_x,
            "Your slack grows with the places a and b, not with the heights there.",
            "Which numbers are rounded in your comparison: places or heights?",
        ),
        Mistake(
            "slack-with-a-sign",
            violation_with_signed_slack,
            "The absolute values are missing in your slack. Where both heights are negative it has the wrong sign.",
            "The text asks for the larger one of |f(a)| and |f(b)|.",
        ),
        Mistake(
            "absolute-too-late",
            violation_with_late_absolute,
            "You take the larger height first and its absolute value afterwards. Of −4 and 0 that leaves 0.",
            "The text asks for the larger one of |f(a)| and |f(b)|. Which comes first, `abs` or `max`?",
        ),
        Mistake(
            "slack-of-the-smaller-end",
            violation_with_the_smaller_end,
            "Your slack goes with the smaller one of |f(a)| and |f(b)|. If the curve is 0 at one end, nothing is left.",
            "Which of the two ends brings more rounding into the chord?",
        ),
        Mistake(
            "excess-returned",
            violation_as_excess,
            "You return by how much the curve lies above its chord; asked is True or False.",
            "For which of these numbers must the answer be True?",
        ),
    ),
    variants={
        "in steps": violation_by_steps,
        "by cases": violation_by_cases,
        "np.interp": violation_by_slope,
        "dot products": violation_by_dot,
        "a slack of both ends": violation_with_both_ends,
    },
)
