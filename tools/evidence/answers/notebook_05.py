"""Answers to 05, written from the students' notebook alone."""

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


# 5.1 classify_critical_point


@ANSWERS.wrong("classify_critical_point", "diagonal entries taken for curvatures")
def classify_from_the_diagonal(H, tol=1e-8):
    curvatures = np.diag(H)
    if (curvatures > tol).any() and (curvatures < -tol).any():
        return "saddle"
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    if (curvatures > tol).all():
        return "minimum"
    return "maximum"


@ANSWERS.wrong("classify_critical_point", "tolerance never used")
def classify_without_tolerance(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > 0).any() and (curvatures < 0).any():
        return "saddle"
    if (curvatures == 0).any():
        return "undecided"
    if (curvatures > 0).all():
        return "minimum"
    return "maximum"


@ANSWERS.wrong("classify_critical_point", "zero asked for before both signs")
def classify_zero_first(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    if (curvatures > tol).all():
        return "minimum"
    if (curvatures < -tol).all():
        return "maximum"
    return "saddle"


@ANSWERS.wrong("classify_critical_point", "minimum and maximum swapped")
def classify_min_max_swapped(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).any() and (curvatures < -tol).any():
        return "saddle"
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    if (curvatures > tol).all():
        return "maximum"
    return "minimum"


@ANSWERS.wrong("classify_critical_point", "determinant rule for two weights")
def classify_by_determinant(H, tol=1e-8):
    det = np.linalg.det(H)
    if det < -tol:
        return "saddle"
    if abs(det) <= tol:
        return "undecided"
    if H[0, 0] > 0:
        return "minimum"
    return "maximum"


@ANSWERS.wrong("classify_critical_point", "only the first two curvatures read")
def classify_first_two(H, tol=1e-8):
    first, second = np.linalg.eigvalsh(H)[:2]
    if first < -tol and second > tol:
        return "saddle"
    if abs(first) <= tol or abs(second) <= tol:
        return "undecided"
    if first > tol:
        return "minimum"
    return "maximum"


@ANSWERS.wrong("classify_critical_point", "zero and positive called minimum")
def classify_zero_counts_as_positive(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).any() and (curvatures < -tol).any():
        return "saddle"
    if (np.abs(curvatures) <= tol).all():
        return "undecided"
    if (curvatures >= -tol).all():
        return "minimum"
    return "maximum"


@ANSWERS.wrong("classify_critical_point", "kind printed and not returned")
def classify_printed(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).any() and (curvatures < -tol).any():
        print("saddle")
    elif (np.abs(curvatures) <= tol).any():
        print("undecided")
    elif (curvatures > tol).all():
        print("minimum")
    else:
        print("maximum")


@ANSWERS.wrong("classify_critical_point", "minus forgotten before the tolerance")
def classify_minus_forgotten(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).any() and (curvatures < tol).any():
        return "saddle"
    if (np.abs(curvatures) <= tol).any():
        return "undecided"
    if (curvatures > tol).all():
        return "minimum"
    return "maximum"


@ANSWERS.wrong("classify_critical_point", "absolute value forgotten for zero")
def classify_abs_forgotten(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    if (curvatures > tol).any() and (curvatures < -tol).any():
        return "saddle"
    if (curvatures <= tol).any():
        return "undecided"
    if (curvatures > tol).all():
        return "minimum"
    return "maximum"


@ANSWERS.right("classify_critical_point", "smallest and largest curvature compared")
def classify_from_the_ends(H, tol=1e-8):
    curvatures = np.linalg.eigvalsh(H)
    low, high = curvatures[0], curvatures[-1]
    if low < -tol and high > tol:
        return "saddle"
    if low > tol:
        return "minimum"
    if high < -tol:
        return "maximum"
    return "undecided"


@ANSWERS.right("classify_critical_point", "signs counted in a loop")
def classify_by_counting(H, tol=1e-8):
    up = down = 0
    for curvature in np.linalg.eigvalsh(H):
        if curvature > tol:
            up += 1
        elif curvature < -tol:
            down += 1
    if up and down:
        return "saddle"
    if up == len(H):
        return "minimum"
    if down == len(H):
        return "maximum"
    return "undecided"


@ANSWERS.right("classify_critical_point", "set of signs looked up")
def classify_by_set_of_signs(H, tol=1e-8):
    curvatures, _ = np.linalg.eigh(H)
    signs = set(np.where(np.abs(curvatures) <= tol, 0, np.sign(curvatures)).astype(int).tolist())
    if {1, -1} <= signs:
        return "saddle"
    return {frozenset([1]): "minimum", frozenset([-1]): "maximum"}.get(frozenset(signs), "undecided")


# 5.2 sgd_step


@ANSWERS.wrong("sgd_step", "uphill with a plus sign")
def sgd_uphill(w, dw, alpha):
    return w + alpha * dw


@ANSWERS.wrong("sgd_step", "weights of the caller changed in place")
def sgd_in_place(w, dw, alpha):
    w -= alpha * dw
    return w


@ANSWERS.wrong("sgd_step", "rate forgotten")
def sgd_without_rate(w, dw, alpha):
    return w - dw


@ANSWERS.wrong("sgd_step", "only the step returned")
def sgd_step_alone(w, dw, alpha):
    return -alpha * dw


@ANSWERS.wrong("sgd_step", "rate fixed at 0.1")
def sgd_fixed_rate(w, dw, alpha):
    return w - 0.1 * dw


@ANSWERS.wrong("sgd_step", "only the sign of the slopes")
def sgd_sign_only(w, dw, alpha):
    return w - alpha * np.sign(dw)


@ANSWERS.wrong("sgd_step", "slopes divided by their number")
def sgd_divided_by_number(w, dw, alpha):
    return w - alpha * dw / len(dw)


@ANSWERS.wrong("sgd_step", "written for two weights only")
def sgd_two_weights(w, dw, alpha):
    return np.array([w[0] - alpha * dw[0], w[1] - alpha * dw[1]])


@ANSWERS.wrong("sgd_step", "slope minus rate times weights")
def sgd_roles_swapped(w, dw, alpha):
    return dw - alpha * w


@ANSWERS.wrong("sgd_step", "new weights printed and not returned")
def sgd_printed(w, dw, alpha):
    w = w - alpha * dw
    print(w)


@ANSWERS.wrong("sgd_step", "brackets round the difference")
def sgd_brackets(w, dw, alpha):
    return alpha * (w - dw)


@ANSWERS.right("sgd_step", "plus the negative step")
def sgd_negative_step(w, dw, alpha):
    step = np.multiply(-alpha, dw)
    return np.add(w, step)


@ANSWERS.right("sgd_step", "number by number over flat lists")
def sgd_flat_loop(w, dw, alpha):
    new = [one - alpha * slope for one, slope in zip(np.ravel(w), np.ravel(dw), strict=True)]
    return np.array(new).reshape(np.shape(w))


@ANSWERS.right("sgd_step", "in place on a float copy")
def sgd_on_a_copy(w, dw, alpha):
    new = np.array(w, dtype=float)
    new -= alpha * np.asarray(dw)
    return new


# 5.3 momentum_step


@ANSWERS.wrong("momentum_step", "averaged form")
def momentum_averaged(w, dw, v, alpha, beta):
    v = beta * v + (1 - beta) * dw
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("momentum_step", "weights moved with the old v")
def momentum_old_v(w, dw, v, alpha, beta):
    w = w - alpha * v
    v = beta * v + dw
    return w, v


@ANSWERS.wrong("momentum_step", "v returned before w")
def momentum_swapped_return(w, dw, v, alpha, beta):
    v = beta * v + dw
    w = w - alpha * v
    return v, w


@ANSWERS.wrong("momentum_step", "v of the caller changed in place")
def momentum_v_in_place(w, dw, v, alpha, beta):
    v *= beta
    v += dw
    return w - alpha * v, v


@ANSWERS.wrong("momentum_step", "w of the caller changed in place")
def momentum_w_in_place(w, dw, v, alpha, beta):
    v = beta * v + dw
    w -= alpha * v
    return w, v


@ANSWERS.wrong("momentum_step", "rate already inside v")
def momentum_rate_in_v(w, dw, v, alpha, beta):
    v = beta * v + alpha * dw
    w = w - v
    return w, v


@ANSWERS.wrong("momentum_step", "rate counted twice")
def momentum_rate_twice(w, dw, v, alpha, beta):
    v = beta * v + alpha * dw
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("momentum_step", "v kept with the opposite sign")
def momentum_v_negative(w, dw, v, alpha, beta):
    v = beta * v - dw
    w = w + alpha * v
    return w, v


@ANSWERS.wrong("momentum_step", "nothing fades from v")
def momentum_without_beta(w, dw, v, alpha, beta):
    v = v + dw
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("momentum_step", "beta at the gradient instead of v")
def momentum_beta_at_gradient(w, dw, v, alpha, beta):
    v = v + beta * dw
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("momentum_step", "weights stepped with dw, not v")
def momentum_steps_with_dw(w, dw, v, alpha, beta):
    v = beta * v + dw
    w = w - alpha * dw
    return w, v


@ANSWERS.wrong("momentum_step", "only the weights returned")
def momentum_only_w(w, dw, v, alpha, beta):
    v = beta * v + dw
    return w - alpha * v


@ANSWERS.wrong("momentum_step", "old v handed back")
def momentum_old_v_returned(w, dw, v, alpha, beta):
    v_new = beta * v + dw
    w_new = w - alpha * v_new
    return w_new, v


@ANSWERS.right("momentum_step", "brackets opened in the formula")
def momentum_expanded(w, dw, v, alpha, beta):
    return w - alpha * beta * v - alpha * dw, dw + v * beta


@ANSWERS.right("momentum_step", "in place on float copies")
def momentum_on_copies(w, dw, v, alpha, beta):
    velocity = np.array(v, dtype=float)
    velocity *= beta
    velocity += dw
    place = np.array(w, dtype=float)
    place -= alpha * velocity
    return place, velocity


@ANSWERS.right("momentum_step", "loop over all flat entries")
def momentum_flat_loop(w, dw, v, alpha, beta):
    new_w, new_v = np.zeros(np.shape(w)), np.zeros(np.shape(v))
    for index in np.ndindex(np.shape(w)):
        new_v[index] = beta * v[index] + dw[index]
        new_w[index] = w[index] - alpha * new_v[index]
    return new_w, new_v


@ANSWERS.right("momentum_step", "stacked and multiplied by coefficients")
def momentum_tensordot(w, dw, v, alpha, beta):
    stack = np.stack([w, dw, v])
    rows = np.array([[1.0, -alpha, -alpha * beta], [0.0, 1.0, beta]])
    new_w, new_v = np.tensordot(rows, stack, axes=1)
    return new_w, new_v


# 5.4 nesterov_step


@ANSWERS.wrong("nesterov_step", "gradient asked at w itself")
def nesterov_gradient_here(w, gradient, v, alpha, beta):
    v = beta * v + gradient(w)
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("nesterov_step", "beta forgotten in the look ahead")
def nesterov_ahead_without_beta(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * v)
    v = beta * v + g
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("nesterov_step", "rate forgotten in the look ahead")
def nesterov_ahead_without_alpha(w, gradient, v, alpha, beta):
    g = gradient(w - beta * v)
    v = beta * v + g
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("nesterov_step", "looks back instead of ahead")
def nesterov_looks_back(w, gradient, v, alpha, beta):
    g = gradient(w + alpha * beta * v)
    v = beta * v + g
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("nesterov_step", "step starts from the place ahead")
def nesterov_starts_ahead(w, gradient, v, alpha, beta):
    w = w - alpha * beta * v
    v = beta * v + gradient(w)
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("nesterov_step", "averaged gradient in v")
def nesterov_averaged(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v = beta * v + (1 - beta) * g
    w = w - alpha * v
    return w, v


@ANSWERS.wrong("nesterov_step", "v and w swapped in return")
def nesterov_swapped_return(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v = beta * v + g
    w = w - alpha * v
    return v, w


@ANSWERS.wrong("nesterov_step", "step with the v from before")
def nesterov_old_v(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    w = w - alpha * v
    v = beta * v + g
    return w, v


@ANSWERS.wrong("nesterov_step", "v of the caller overwritten")
def nesterov_v_in_place(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v *= beta
    v += g
    return w - alpha * v, v


@ANSWERS.wrong("nesterov_step", "momentum added once more to the step")
def nesterov_beta_v_again(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v = beta * v + g
    w = w - alpha * (g + beta * v)
    return w, v


@ANSWERS.wrong("nesterov_step", "only the gradient moves w")
def nesterov_only_gradient_moves(w, gradient, v, alpha, beta):
    g = gradient(w - alpha * beta * v)
    v = beta * v + g
    w = w - alpha * g
    return w, v


@ANSWERS.right("nesterov_step", "end reached from the place ahead")
def nesterov_from_ahead(w, gradient, v, alpha, beta):
    drift = beta * v
    ahead = w - alpha * drift
    g = gradient(ahead)
    return ahead - alpha * g, drift + g


@ANSWERS.right("nesterov_step", "helper does the heavy ball")
def nesterov_with_helper(w, gradient, v, alpha, beta):
    def heavy_ball(place, slope, speed):
        speed = beta * speed + slope
        return place - alpha * speed, speed

    return heavy_ball(w, gradient(w - alpha * beta * v), v)


@ANSWERS.right("nesterov_step", "sums of lists of parts")
def nesterov_sums_of_parts(w, gradient, v, alpha, beta):
    parts = [beta * v, gradient(np.subtract(w, np.multiply(alpha * beta, v)))]
    v_new = np.sum(parts, axis=0)
    w_new = np.sum([w, -alpha * v_new], axis=0)
    return w_new, v_new


# 5.5 rmsprop_step


@ANSWERS.wrong("rmsprop_step", "epsilon inside the root")
def rmsprop_epsilon_inside(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    w = w - alpha * dw / np.sqrt(s + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "divided by the old s")
def rmsprop_old_s(w, dw, s, alpha, rho, epsilon):
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    s = rho * s + (1 - rho) * dw**2
    return w, s


@ANSWERS.wrong("rmsprop_step", "rho and one minus rho exchanged")
def rmsprop_rho_exchanged(w, dw, s, alpha, rho, epsilon):
    s = (1 - rho) * s + rho * dw**2
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "slopes not squared")
def rmsprop_not_squared(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * np.abs(dw)
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "root forgotten")
def rmsprop_without_root(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    w = w - alpha * dw / (s + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "brackets below the fraction missing")
def rmsprop_brackets(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    w = w - alpha * dw / np.sqrt(s) + epsilon
    return w, s


@ANSWERS.wrong("rmsprop_step", "squares added up without fading")
def rmsprop_adagrad(w, dw, s, alpha, rho, epsilon):
    s = s + dw**2
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "factor one minus rho forgotten")
def rmsprop_without_one_minus_rho(w, dw, s, alpha, rho, epsilon):
    s = rho * s + dw**2
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "one mean square for all weights")
def rmsprop_common_mean(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * np.mean(dw**2)
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    return w, s


@ANSWERS.wrong("rmsprop_step", "s returned first")
def rmsprop_swapped_return(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    w = w - alpha * dw / (np.sqrt(s) + epsilon)
    return s, w


@ANSWERS.wrong("rmsprop_step", "s of the caller changed in place")
def rmsprop_s_in_place(w, dw, s, alpha, rho, epsilon):
    s *= rho
    s += (1 - rho) * dw**2
    return w - alpha * dw / (np.sqrt(s) + epsilon), s


@ANSWERS.wrong("rmsprop_step", "epsilon left out")
def rmsprop_without_epsilon(w, dw, s, alpha, rho, epsilon):
    s = rho * s + (1 - rho) * dw**2
    w = w - alpha * dw / np.sqrt(s)
    return w, s


@ANSWERS.wrong("rmsprop_step", "root of s returned")
def rmsprop_root_returned(w, dw, s, alpha, rho, epsilon):
    s = np.sqrt(rho * s + (1 - rho) * dw**2)
    w = w - alpha * dw / (s + epsilon)
    return w, s


@ANSWERS.right("rmsprop_step", "mean moved towards the square")
def rmsprop_towards(w, dw, s, alpha, rho, epsilon):
    s = s + (1 - rho) * (dw * dw - s)
    return w - dw * (alpha / (epsilon + s**0.5)), s


@ANSWERS.right("rmsprop_step", "loop over every index")
def rmsprop_index_loop(w, dw, s, alpha, rho, epsilon):
    new_w, new_s = np.zeros(np.shape(w)), np.zeros(np.shape(s))
    for index in np.ndindex(np.shape(w)):
        new_s[index] = rho * s[index] + (1 - rho) * dw[index] ** 2
        new_w[index] = w[index] - alpha * dw[index] / (np.sqrt(new_s[index]) + epsilon)
    return new_w, new_s


@ANSWERS.right("rmsprop_step", "weighted average from numpy")
def rmsprop_average(w, dw, s, alpha, rho, epsilon):
    new_s = np.average([s, np.square(dw)], axis=0, weights=[rho, 1 - rho])
    usual = np.sqrt(new_s) + epsilon
    return np.subtract(w, np.divide(alpha * dw, usual)), new_s


# 5.6 adam_step


@ANSWERS.wrong("adam_step", "no correction at all")
def adam_uncorrected(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    w = w - alpha * v / (np.sqrt(s) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "corrected v and s handed on")
def adam_returns_corrected(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v = v / (1 - beta1**t)
    s = s / (1 - beta2**t)
    w = w - alpha * v / (np.sqrt(s) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "epsilon under the root")
def adam_epsilon_inside(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v_hat / np.sqrt(s_hat + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "correction of the first step always")
def adam_t_ignored(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1)
    s_hat = s / (1 - beta2)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "beta times t instead of power")
def adam_times_t(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1 * t)
    s_hat = s / (1 - beta2 * t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "t counted from zero")
def adam_t_plus_one(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1 ** (t + 1))
    s_hat = s / (1 - beta2 ** (t + 1))
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "the two betas exchanged")
def adam_betas_exchanged(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta2 * v + (1 - beta2) * dw
    s = beta1 * s + (1 - beta1) * dw**2
    v_hat = v / (1 - beta2**t)
    s_hat = s / (1 - beta1**t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "beta1 also in the correction of s")
def adam_beta1_for_s_hat(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta1**t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "v added up as heavy ball")
def adam_heavy_ball(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "only v corrected")
def adam_only_v_corrected(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    w = w - alpha * v_hat / (np.sqrt(s) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "only s corrected")
def adam_only_s_corrected(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "raw slope above the fraction")
def adam_raw_slope(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    s_hat = s / (1 - beta2**t)
    w = w - alpha * dw / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "root of s_hat forgotten")
def adam_without_root(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v_hat / (s_hat + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "epsilon added to the uncorrected root")
def adam_epsilon_uncorrected(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    rate = alpha * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    w = w - rate * v / (np.sqrt(s) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "s from v squared")
def adam_s_from_v(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * v**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.wrong("adam_step", "s returned before v")
def adam_swapped_return(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, s, v


@ANSWERS.wrong("adam_step", "means of the caller changed in place")
def adam_in_place(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v *= beta1
    v += (1 - beta1) * dw
    s *= beta2
    s += (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    w = w - alpha * v_hat / (np.sqrt(s_hat) + epsilon)
    return w, v, s


@ANSWERS.right("adam_step", "corrections gathered in one rate")
def adam_one_rate(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = v + (1 - beta1) * (dw - v)
    s = s + (1 - beta2) * (dw * dw - s)
    root = np.sqrt(1 - beta2**t)
    rate = alpha * root / (1 - beta1**t)
    return w - rate * v / (np.sqrt(s) + epsilon * root), v, s


@ANSWERS.right("adam_step", "helper for mean and its correction")
def adam_helper(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    def mean_and_corrected(old, new, beta):
        mean = np.average([old, new], axis=0, weights=[beta, 1 - beta])
        return mean, mean / (1 - np.power(float(beta), t))

    v, v_hat = mean_and_corrected(v, dw, beta1)
    s, s_hat = mean_and_corrected(s, np.square(dw), beta2)
    return w - np.divide(alpha * v_hat, np.sqrt(s_hat) + epsilon), v, s


@ANSWERS.right("adam_step", "loop over indices with numbers")
def adam_index_loop(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    new_w, new_v, new_s = (np.zeros(np.shape(w)) for _ in range(3))
    for index in np.ndindex(np.shape(w)):
        new_v[index] = beta1 * v[index] + (1 - beta1) * dw[index]
        new_s[index] = beta2 * s[index] + (1 - beta2) * dw[index] ** 2
        above = new_v[index] / (1 - beta1**t)
        below = (new_s[index] / (1 - beta2**t)) ** 0.5 + epsilon
        new_w[index] = w[index] - alpha * above / below
    return new_w, new_v, new_s


# 5.7 newton_step


@ANSWERS.wrong("newton_step", "divided number by number")
def newton_divided(w, g, H):
    return w - g / H


@ANSWERS.wrong("newton_step", "multiplied by the hessian")
def newton_multiplied(w, g, H):
    return w - H @ g


@ANSWERS.wrong("newton_step", "step added")
def newton_added(w, g, H):
    return w + np.linalg.solve(H, g)


@ANSWERS.wrong("newton_step", "only the diagonal of the hessian")
def newton_diagonal(w, g, H):
    return w - g / np.diag(H)


@ANSWERS.wrong("newton_step", "pseudo-inverse hides singular matrices")
def newton_pinv(w, g, H):
    return w - np.linalg.pinv(H) @ g


@ANSWERS.wrong("newton_step", "error caught and w returned")
def newton_caught(w, g, H):
    try:
        return w - np.linalg.solve(H, g)
    except np.linalg.LinAlgError:
        return w


@ANSWERS.wrong("newton_step", "step itself returned")
def newton_step_alone(w, g, H):
    return np.linalg.solve(H, g)


@ANSWERS.wrong("newton_step", "solved for w instead of g")
def newton_solved_for_w(w, g, H):
    return g - np.linalg.solve(H, w)


@ANSWERS.wrong("newton_step", "inverse times g without at sign")
def newton_inverse_star(w, g, H):
    return w - np.linalg.inv(H) * g


@ANSWERS.wrong("newton_step", "inverse written for two weights")
def newton_two_weights(w, g, H):
    (a, b), (c, d) = H[0, :2], H[1, :2]
    det = a * d - b * c
    if det == 0:
        raise np.linalg.LinAlgError("singular")
    inverse = np.array([[d, -b], [-c, a]]) / det
    return w - inverse @ g


@ANSWERS.wrong("newton_step", "w of the caller moved in place")
def newton_in_place(w, g, H):
    w -= np.linalg.solve(H, g)
    return w


@ANSWERS.wrong("newton_step", "absolute values of the curvatures")
def newton_absolute(w, g, H):
    curvatures, directions = np.linalg.eigh(H)
    if np.abs(curvatures).min() < 1e-12:
        raise np.linalg.LinAlgError("singular")
    return w - directions @ ((directions.T @ g) / np.abs(curvatures))


@ANSWERS.wrong("newton_step", "small number added against singular")
def newton_regularised(w, g, H):
    return w - np.linalg.solve(H + 1e-3 * np.eye(len(H)), g)


@ANSWERS.right("newton_step", "inverse and matrix product")
def newton_inverse(w, g, H):
    return w - np.linalg.inv(H) @ g


@ANSWERS.right("newton_step", "column solved and flattened")
def newton_column(w, g, H):
    column = np.linalg.solve(H, np.reshape(g, (-1, 1)))
    return w - column.ravel()


@ANSWERS.right("newton_step", "new place solved for directly")
def newton_direct(w, g, H):
    return np.linalg.solve(H, H @ w - g)


@ANSWERS.right("newton_step", "einsum over the inverse")
def newton_einsum(w, g, H):
    return w - np.einsum("ij,j->i", np.linalg.inv(H), g)


# 5.8 saddle_free_newton_step


@ANSWERS.wrong("saddle_free_newton_step", "absolute values of the entries")
def saddle_free_entries(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(np.abs(H))
    return w - directions @ ((directions.T @ g) / np.maximum(np.abs(curvatures), floor))


@ANSWERS.wrong("saddle_free_newton_step", "absolute value forgotten")
def saddle_free_without_abs(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ ((directions.T @ g) / np.maximum(curvatures, floor))


@ANSWERS.wrong("saddle_free_newton_step", "floor never applied")
def saddle_free_without_floor(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ ((directions.T @ g) / np.abs(curvatures))


@ANSWERS.wrong("saddle_free_newton_step", "floor added instead of maximum")
def saddle_free_floor_added(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ ((directions.T @ g) / (np.abs(curvatures) + floor))


@ANSWERS.wrong("saddle_free_newton_step", "minimum instead of maximum")
def saddle_free_minimum(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ ((directions.T @ g) / np.minimum(np.abs(curvatures), floor))


@ANSWERS.wrong("saddle_free_newton_step", "directions read as rows")
def saddle_free_rows(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions.T @ ((directions @ g) / np.maximum(np.abs(curvatures), floor))


@ANSWERS.wrong("saddle_free_newton_step", "parts not turned back")
def saddle_free_not_back(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - (directions.T @ g) / np.maximum(np.abs(curvatures), floor)


@ANSWERS.wrong("saddle_free_newton_step", "slopes not split first")
def saddle_free_not_split(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ (g / np.maximum(np.abs(curvatures), floor))


@ANSWERS.wrong("saddle_free_newton_step", "plus instead of minus")
def saddle_free_plus(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w + directions @ ((directions.T @ g) / np.maximum(np.abs(curvatures), floor))


@ANSWERS.wrong("saddle_free_newton_step", "absolute slopes along the directions")
def saddle_free_absolute_parts(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ (np.abs(directions.T @ g) / np.maximum(np.abs(curvatures), floor))


@ANSWERS.wrong("saddle_free_newton_step", "only the diagonal used")
def saddle_free_diagonal(w, g, H, floor=1e-6):
    return w - g / np.maximum(np.abs(np.diag(H)), floor)


@ANSWERS.wrong("saddle_free_newton_step", "floor fixed at one millionth")
def saddle_free_fixed_floor(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    return w - directions @ ((directions.T @ g) / np.maximum(np.abs(curvatures), 1e-6))


@ANSWERS.wrong("saddle_free_newton_step", "flat directions left out")
def saddle_free_flat_left_out(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    sizes = np.abs(curvatures)
    parts = np.where(sizes > floor, (directions.T @ g) / np.maximum(sizes, floor), 0.0)
    return w - directions @ parts


@ANSWERS.right("saddle_free_newton_step", "sum over single directions")
def saddle_free_loop(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    new = np.array(w, dtype=float)
    for k in range(len(curvatures)):
        d = directions[:, k]
        new = new - (d @ g) / max(abs(curvatures[k]), floor) * d
    return new


@ANSWERS.right("saddle_free_newton_step", "singular values for absolute curvatures")
def saddle_free_svd(w, g, H, floor=1e-6):
    _, sizes, rows = np.linalg.svd(H)
    return w - rows.T @ ((rows @ g) / np.maximum(sizes, floor))


@ANSWERS.right("saddle_free_newton_step", "matrix rebuilt and solved")
def saddle_free_rebuilt(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    sizes = np.where(np.abs(curvatures) < floor, floor, np.abs(curvatures))
    return w - np.linalg.solve((directions * sizes) @ directions.T, g)


@ANSWERS.right("saddle_free_newton_step", "one einsum for everything")
def saddle_free_einsum(w, g, H, floor=1e-6):
    curvatures, directions = np.linalg.eigh(H)
    inverse = 1 / np.clip(np.abs(curvatures), floor, None)
    return w - np.einsum("ik,k,jk,j->i", directions, inverse, directions, g)
