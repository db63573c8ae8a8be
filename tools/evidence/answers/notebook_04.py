"""Answers to 04, written from the students' notebook alone."""

import numpy as np

from dlutils.activations import sigmoid
from tools.evidence.answers import Answers

ANSWERS = Answers()


# violates_chord


@ANSWERS.wrong("violates_chord", "no slack for rounding")
def chord_no_slack(f, a, b, t):
    return f((1 - t) * a + t * b) > (1 - t) * f(a) + t * f(b)


@ANSWERS.wrong("violates_chord", "the shares of a and b exchanged")
def chord_shares_exchanged(f, a, b, t):
    chord = t * f(a) + (1 - t) * f(b)
    return f(t * a + (1 - t) * b) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "shares exchanged in the chord only")
def chord_height_exchanged(f, a, b, t):
    chord = t * f(a) + (1 - t) * f(b)
    return f((1 - t) * a + t * b) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "true where the curve hangs below")
def chord_below(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) < chord - 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "slack without the heights")
def chord_fixed_slack(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) > chord + 1e-9


@ANSWERS.wrong("violates_chord", "touching counts as above")
def chord_touching(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) >= chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "absolute values forgotten in the slack")
def chord_no_abs(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) > chord + 1e-9 * max(f(a), f(b))


@ANSWERS.wrong("violates_chord", "always the middle of the chord")
def chord_middle(f, a, b, t):
    chord = (f(a) + f(b)) / 2
    return f((a + b) / 2) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "ends sorted but not the share")
def chord_sorted(f, a, b, t):
    a, b = min(a, b), max(a, b)
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "says whether the chord holds")
def chord_negated(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return not f((1 - t) * a + t * b) > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "distance from the chord to both sides")
def chord_both_sides(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return abs(f((1 - t) * a + t * b) - chord) > 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "slack from the ends, not their heights")
def chord_slack_of_ends(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) > chord + 1e-9 * max(abs(a), abs(b))


@ANSWERS.wrong("violates_chord", "place compared with the chord")
def chord_place_not_height(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return (1 - t) * a + t * b > chord + 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.wrong("violates_chord", "the excess returned as a number")
def chord_excess(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    return f((1 - t) * a + t * b) - chord - 1e-9 * max(abs(f(a)), abs(f(b)))


@ANSWERS.right("violates_chord", "walking from a by t times the difference")
def chord_walk(f, a, b, t):
    start, end = f(a), f(b)
    excess = f(a + t * (b - a)) - (start + t * (end - start))
    return bool(excess > 1e-9 * max(abs(start), abs(end)))


@ANSWERS.right("violates_chord", "dot products of shares and ends")
def chord_dot(f, a, b, t):
    shares = np.array([1 - t, t])
    heights = np.array([f(a), f(b)])
    slack = 1e-9 * np.abs(heights).max()
    return bool(f(shares @ np.array([a, b])) - shares @ heights > slack)


@ANSWERS.right("violates_chord", "early returns with if and else")
def chord_if(f, a, b, t):
    size = abs(f(a)) if abs(f(a)) > abs(f(b)) else abs(f(b))
    curve = f(a * (1 - t) + b * t)
    chord = f(a) * (1 - t) + f(b) * t
    if curve <= chord + size * 1e-9:
        return False
    return True


@ANSWERS.right("violates_chord", "the same chord read from b")
def chord_from_b(f, a, b, t):
    back = 1 - t
    ends = [f(end) for end in (b, a)]
    chord = (1 - back) * ends[0] + back * ends[1]
    return f((1 - back) * b + back * a) > chord + 1e-9 * max(map(abs, ends))


# second_derivative


@ANSWERS.wrong("second_derivative", "divided by h only once")
def curvature_h_once(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h


@ANSWERS.wrong("second_derivative", "the slope instead of the curvature")
def curvature_slope(f, x, h=1e-3):
    return (f(x + h) - f(x - h)) / (2 * h)


@ANSWERS.wrong("second_derivative", "middle value counted once")
def curvature_middle_once(f, x, h=1e-3):
    return (f(x + h) - f(x) + f(x - h)) / h**2


@ANSWERS.wrong("second_derivative", "middle value with a plus")
def curvature_plus_middle(f, x, h=1e-3):
    return (f(x + h) + 2 * f(x) + f(x - h)) / h**2


@ANSWERS.wrong("second_derivative", "brackets missing around the numerator")
def curvature_brackets(f, x, h=1e-3):
    return f(x + h) - 2 * f(x) + f(x - h) / h**2


@ANSWERS.wrong("second_derivative", "minus before the left value")
def curvature_minus_left(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) - f(x - h)) / h**2


@ANSWERS.wrong("second_derivative", "sign turned round")
def curvature_negative(f, x, h=1e-3):
    return (2 * f(x) - f(x + h) - f(x - h)) / h**2


@ANSWERS.wrong("second_derivative", "all values on the right of x")
def curvature_forward(f, x, h=1e-3):
    return (f(x + 2 * h) - 2 * f(x + h) + f(x)) / h**2


@ANSWERS.wrong("second_derivative", "divided by two h squared")
def curvature_two_h_squared(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h**2)


@ANSWERS.wrong("second_derivative", "divided by two h, all squared")
def curvature_two_h_all_squared(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h) ** 2


@ANSWERS.wrong("second_derivative", "the nudge of the slope, far too small")
def curvature_tiny_h(f, x, h=1e-3):
    h = 1e-8
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


@ANSWERS.wrong("second_derivative", "absolute value of the curvature")
def curvature_abs(f, x, h=1e-3):
    return abs(f(x + h) - 2 * f(x) + f(x - h)) / h**2


@ANSWERS.wrong("second_derivative", "multiplied instead of divided at the end")
def curvature_precedence(f, x, h=1e-3):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h * h


@ANSWERS.wrong("second_derivative", "given h ignored")
def curvature_fixed_h(f, x, h=1e-3):
    return (f(x + 1e-3) - 2 * f(x) + f(x - 1e-3)) / 1e-3**2


@ANSWERS.right("second_derivative", "right slope minus left slope")
def curvature_slopes(f, x, h=1e-3):
    left = (f(x) - f(x - h)) / h
    right = (f(x + h) - f(x)) / h
    return (right - left) / h


@ANSWERS.right("second_derivative", "np.diff taken twice")
def curvature_diff(f, x, h=1e-3):
    values = np.array([f(x - h), f(x), f(x + h)])
    return np.diff(values, n=2)[0] / h**2


@ANSWERS.right("second_derivative", "loop over factors and nudges")
def curvature_factors(f, x, h=1e-3):
    total = 0.0
    for factor, nudge in [(1, -h), (-2, 0.0), (1, h)]:
        total += factor * f(x + nudge)
    return total / (h * h)


@ANSWERS.right("second_derivative", "twice the mean rise of the neighbours")
def curvature_mean_rise(f, x, h=1e-3):
    mean = (f(x - h) + f(x + h)) / 2
    return 2 * (mean - f(x)) / h**2


# squared_error_curve


@ANSWERS.wrong("squared_error_curve", "half in front of the square")
def curve_half(w, x, y):
    return 0.5 * (sigmoid(w * x) - y) ** 2


@ANSWERS.wrong("squared_error_curve", "mean over the weights")
def curve_mean(w, x, y):
    return np.mean((sigmoid(w * x) - y) ** 2)


@ANSWERS.wrong("squared_error_curve", "difference is not squared")
def curve_not_squared(w, x, y):
    return sigmoid(w * x) - y


@ANSWERS.wrong("squared_error_curve", "no sigmoid around the score")
def curve_no_sigmoid(w, x, y):
    return (w * x - y) ** 2


@ANSWERS.wrong("squared_error_curve", "input left out of the score")
def curve_no_x(w, x, y):
    return (sigmoid(w) - y) ** 2


@ANSWERS.wrong("squared_error_curve", "cross-entropy instead of the square")
def curve_cross_entropy(w, x, y):
    return np.logaddexp(0, w * x) - y * w * x


@ANSWERS.wrong("squared_error_curve", "label always taken as one")
def curve_label_one(w, x, y):
    return (sigmoid(w * x) - 1) ** 2


@ANSWERS.wrong("squared_error_curve", "absolute difference")
def curve_abs(w, x, y):
    return np.abs(sigmoid(w * x) - y)


@ANSWERS.wrong("squared_error_curve", "only the probability is squared")
def curve_square_too_early(w, x, y):
    return sigmoid(w * x) ** 2 - y


@ANSWERS.wrong("squared_error_curve", "weight multiplied outside of the sigmoid")
def curve_weight_outside(w, x, y):
    return (w * sigmoid(x) - y) ** 2


@ANSWERS.wrong("squared_error_curve", "label subtracted inside the sigmoid")
def curve_label_inside(w, x, y):
    return sigmoid(w * x - y) ** 2


@ANSWERS.wrong("squared_error_curve", "returned as a column")
def curve_column(w, x, y):
    return ((sigmoid(w * x) - y) ** 2).reshape(-1, 1)


@ANSWERS.wrong("squared_error_curve", "root of the square")
def curve_root(w, x, y):
    return np.sqrt((sigmoid(w * x) - y) ** 2)


@ANSWERS.wrong("squared_error_curve", "whole-number weights cut the losses off")
def curve_zeros_like(w, x, y):
    losses = np.zeros_like(w)
    for i in range(len(w)):
        losses[i] = (sigmoid(w[i] * x) - y) ** 2
    return losses


@ANSWERS.right("squared_error_curve", "one weight after the other in a list")
def curve_list(w, x, y):
    return np.array([(sigmoid(weight * x) - y) ** 2 for weight in w])


@ANSWERS.right("squared_error_curve", "the square multiplied out")
def curve_expanded(w, x, y):
    a = sigmoid(x * w)
    return a * a - 2 * a * y + y * y


@ANSWERS.right("squared_error_curve", "own sigmoid from the formula")
def curve_own_sigmoid(w, x, y):
    a = 1 / (1 + np.exp(-(w * x)))
    return np.square(y - a)


@ANSWERS.right("squared_error_curve", "one case for each label")
def curve_cases(w, x, y):
    if y == 1:
        return sigmoid(-w * x) ** 2
    return sigmoid(w * x) ** 2


# logistic_hessian


@ANSWERS.wrong("logistic_hessian", "not divided by m")
def hessian_no_m(w, b, X):
    A = sigmoid(w.T @ X + b)
    return (X * (A * (1 - A))) @ X.T


@ANSWERS.wrong("logistic_hessian", "the bias is forgotten")
def hessian_no_bias(w, b, X):
    A = sigmoid(w.T @ X)
    return (X * (A * (1 - A))) @ X.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "divided by the number of features")
def hessian_by_features(w, b, X):
    A = sigmoid(w.T @ X + b)
    return (X * (A * (1 - A))) @ X.T / X.shape[0]


@ANSWERS.wrong("logistic_hessian", "examples not weighted with s")
def hessian_no_s(w, b, X):
    return X @ X.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "weighted with a alone")
def hessian_a_alone(w, b, X):
    A = sigmoid(w.T @ X + b)
    return (X * A) @ X.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "both factors of x weighted with s")
def hessian_s_twice(w, b, X):
    A = sigmoid(w.T @ X + b)
    XS = X * (A * (1 - A))
    return XS @ XS.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "features vanish instead of examples")
def hessian_examples_table(w, b, X):
    A = sigmoid(w.T @ X + b)
    return X.T @ (X * (A * (1 - A))) / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "only the diagonal is filled")
def hessian_diagonal(w, b, X):
    A = sigmoid(w.T @ X + b)
    return np.diag((X**2 * (A * (1 - A))).mean(axis=1))


@ANSWERS.wrong("logistic_hessian", "factor two of the squared error")
def hessian_factor_two(w, b, X):
    A = sigmoid(w.T @ X + b)
    return 2 * (X * (A * (1 - A))) @ X.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "b counted as one more weight")
def hessian_with_b(w, b, X):
    A = sigmoid(w.T @ X + b)
    Xb = np.vstack([X, np.ones((1, X.shape[1]))])
    return (Xb * (A * (1 - A))) @ Xb.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "score used in place of the probability")
def hessian_score(w, b, X):
    Z = w.T @ X + b
    return (X * (Z * (1 - Z))) @ X.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "one mean s for all examples")
def hessian_mean_s(w, b, X):
    A = sigmoid(w.T @ X + b)
    return np.mean(A * (1 - A)) * (X @ X.T) / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "every s taken as a quarter")
def hessian_quarter(w, b, X):
    return 0.25 * X @ X.T / X.shape[1]


@ANSWERS.wrong("logistic_hessian", "one plus a instead of one minus")
def hessian_one_plus(w, b, X):
    A = sigmoid(w.T @ X + b)
    return (X * (A * (1 + A))) @ X.T / X.shape[1]


@ANSWERS.right("logistic_hessian", "the diagonal table s written out")
def hessian_diag(w, b, X):
    A = sigmoid(w.T @ X + b)
    S = np.diag((A * (1 - A))[0])
    return X @ S @ X.T / X.shape[1]


@ANSWERS.right("logistic_hessian", "sum of outer products, example by example")
def hessian_outer(w, b, X):
    n_x, m = X.shape
    H = np.zeros((n_x, n_x))
    for i in range(m):
        a = sigmoid(w[:, 0] @ X[:, i] + b)
        H += a * (1 - a) * np.outer(X[:, i], X[:, i])
    return H / m


@ANSWERS.right("logistic_hessian", "einsum over the examples")
def hessian_einsum(w, b, X):
    a = sigmoid(w.T @ X + b).ravel()
    return np.einsum("ji,i,ki->jk", X, a - a**2, X) / a.size


@ANSWERS.right("logistic_hessian", "root of s on both sides")
def hessian_root(w, b, X):
    Z = np.dot(w.T, X) + b
    R = X * np.sqrt(sigmoid(Z) * sigmoid(-Z) / X.shape[1])
    return R @ R.T


@ANSWERS.right("logistic_hessian", "loops over pairs of features")
def hessian_pairs(w, b, X):
    A = sigmoid(w.T @ X + b)
    s = (A * (1 - A))[0]
    return np.array([[np.mean(s * one * other) for other in X] for one in X])


# largest_stable_rate


@ANSWERS.wrong("largest_stable_rate", "smallest eigenvalue instead of the largest")
def rate_smallest(H):
    flattest = np.linalg.eigvalsh(H)[0]
    return 2 / flattest if flattest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "one over the largest eigenvalue")
def rate_one_over(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    return 1 / steepest if steepest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "strongest bend of either sign")
def rate_absolute(H):
    steepest = np.abs(np.linalg.eigvalsh(H)).max()
    return 2 / steepest if steepest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "largest entry of the diagonal")
def rate_diagonal(H):
    steepest = np.diag(H).max()
    return 2 / steepest if steepest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "the infinite case is forgotten")
def rate_no_inf(H):
    return 2 / np.linalg.eigvalsh(H)[-1]


@ANSWERS.wrong("largest_stable_rate", "zero counts as bending up")
def rate_zero_counts(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    if steepest < 0:
        return np.inf
    return 2 / steepest


@ANSWERS.wrong("largest_stable_rate", "infinite if any direction bends down")
def rate_any_down(H):
    values = np.linalg.eigvalsh(H)
    if (values <= 0).any():
        return np.inf
    return 2 / values[-1]


@ANSWERS.wrong("largest_stable_rate", "fraction turned upside down")
def rate_upside_down(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    return steepest / 2 if steepest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "zero returned for a bowl upside down")
def rate_zero(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    return 2 / steepest if steepest > 0 else 0.0


@ANSWERS.wrong("largest_stable_rate", "unsorted eigenvalues, the last one taken")
def rate_unsorted(H):
    steepest = np.linalg.eigvals(H)[-1]
    return 2 / steepest if steepest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "sum of the eigenvalues")
def rate_trace(H):
    total = np.trace(H)
    return 2 / total if total > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "largest entry of the table")
def rate_entry(H):
    steepest = H.max()
    return 2 / steepest if steepest > 0 else np.inf


@ANSWERS.wrong("largest_stable_rate", "borders of all directions returned")
def rate_all(H):
    return np.array([2 / value if value > 0 else np.inf for value in np.linalg.eigvalsh(H)])


@ANSWERS.wrong("largest_stable_rate", "largest eigenvalue itself returned")
def rate_eigenvalue(H):
    steepest = np.linalg.eigvalsh(H)[-1]
    return steepest if steepest > 0 else np.inf


@ANSWERS.right("largest_stable_rate", "eigenvectors and the curvature along the last")
def rate_eigenvectors(H):
    _, arrows = np.linalg.eigh(H)
    u = arrows[:, -1]
    curvature = u @ H @ u
    if curvature <= 0:
        return float("inf")
    return float(2 / curvature)


@ANSWERS.right("largest_stable_rate", "smallest border of the upward directions")
def rate_borders(H):
    return min((2 / value for value in np.linalg.eigvalsh(H) if value > 0), default=np.inf)


@ANSWERS.right("largest_stable_rate", "the table turned upside down")
def rate_minus_table(H):
    most_negative = np.linalg.eigvalsh(-H)[0]
    return np.inf if most_negative >= 0 else -2 / most_negative


@ANSWERS.right("largest_stable_rate", "maximum of unsorted eigenvalues")
def rate_max(H):
    steepest = max(value.real for value in np.linalg.eigvals(H))
    return 2.0 / steepest if steepest > 0 else np.inf
