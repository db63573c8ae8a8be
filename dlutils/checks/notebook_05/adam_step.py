"""Exercise `adam_step`: average gradient over average size, both corrected for their start at zero."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case
from dlutils.checks.notebook_05.sgd_step import draw_shape


def adam_step(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v = beta1 * v + (1 - beta1) * dw
    s = beta2 * s + (1 - beta2) * dw**2
    v_hat = v / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def _moments(dw, v, s, beta1, beta2):
    return beta1 * v + (1 - beta1) * dw, beta2 * s + (1 - beta2) * dw**2


def adam_t_from_zero(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v / np.float64(1 - beta1 ** (t - 1)), s / np.float64(1 - beta2 ** (t - 1))
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_t_from_two(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    return adam_step(w, dw, v, s, t + 1, alpha, beta1, beta2, epsilon)


def adam_without_correction(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    return w - alpha * v / (np.sqrt(s) + epsilon), v, s


def adam_corrects_only_v(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    return w - alpha * v / (1 - beta1**t) / (np.sqrt(s) + epsilon), v, s


def adam_corrects_only_s(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    return w - alpha * v / (np.sqrt(s / (1 - beta2**t)) + epsilon), v, s


def adam_keeps_corrected(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    w, v, s = adam_step(w, dw, v, s, t, alpha, beta1, beta2, epsilon)
    return w, v / (1 - beta1**t), s / (1 - beta2**t)


def adam_epsilon_inside(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / np.sqrt(s_hat + epsilon), v, s


def adam_epsilon_before_correction(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    alpha_t = alpha * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - alpha_t * v / (np.sqrt(s) + epsilon), v, s


def adam_without_epsilon(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / np.sqrt(s_hat), v, s


def adam_not_squared(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = beta1 * v + (1 - beta1) * dw, beta2 * s + (1 - beta2) * dw
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_times_t(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v / (1 - beta1 * t), s / (1 - beta2 * t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_without_power(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    return (
        adam_step(w, dw, v, s, 1, alpha, beta1, beta2, epsilon)[0],
        *_moments(dw, v, s, beta1, beta2),
    )


def adam_correction_squared(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v / (1 - beta1**2), s / (1 - beta2**2)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_betas_exchanged(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    return adam_step(w, dw, v, s, t, alpha, beta2, beta1, epsilon)


def adam_without_root(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / (s_hat + epsilon), v, s


def adam_not_averaged(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = beta1 * v + dw, beta2 * s + dw**2
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_multiplies(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    v_hat, s_hat = v * (1 - beta1**t), s * (1 - beta2**t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_gradient_for_v(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = _moments(dw, v, s, beta1, beta2)
    return w - alpha * dw / (np.sqrt(s / (1 - beta2**t)) + epsilon), v, s


def adam_uphill(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    return adam_step(w, dw, v, s, t, -alpha, beta1, beta2, epsilon)


def adam_shares_exchanged(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v, s = (1 - beta1) * v + beta1 * dw, (1 - beta2) * s + beta2 * dw**2
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_forgets(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    return adam_step(w, dw, v, s, t, alpha, beta1, beta2, epsilon)[0], v, s


def adam_in_place(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    v *= beta1
    v += (1 - beta1) * dw
    s *= beta2
    s += (1 - beta2) * dw**2
    v_hat, s_hat = v / (1 - beta1**t), s / (1 - beta2**t)
    return w - alpha * v_hat / (np.sqrt(s_hat) + epsilon), v, s


def adam_with_one_rate(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    new_v = v + (1 - beta1) * (dw - v)
    new_s = s + (1 - beta2) * (dw * dw - s)
    root = np.sqrt(1 - beta2**t)
    step = alpha * root / (1 - beta1**t) * new_v / (np.sqrt(new_s) + epsilon * root)
    return w - step, new_v, new_s


def adam_with_loop(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    w, v, s = w.copy(), v.copy(), s.copy()
    for i in np.ndindex(w.shape):
        v[i] = beta1 * v[i] + dw[i] - beta1 * dw[i]
        s[i] = beta2 * s[i] + (1 - beta2) * dw[i] ** 2
        w[i] -= alpha * (v[i] / (1 - beta1**t)) / ((s[i] / (1 - beta2**t)) ** 0.5 + epsilon)
    return w, v, s


def adam_with_powers_counted(w, dw, v, s, t, alpha, beta1, beta2, epsilon):
    left1 = left2 = 1.0
    for _ in range(t):
        left1, left2 = left1 * beta1, left2 * beta2
    memory = [np.add(beta1 * v, (1 - beta1) * dw), np.add(beta2 * s, (1 - beta2) * np.square(dw))]
    size = np.power(memory[1] / (1 - left2), 0.5)
    return [w - (alpha / (size + epsilon)) * memory[0] / (1 - left1), *memory]


def _draw_adam(rng, i):
    w, dw = draw_shape(rng, i)
    t = (1, 3, 20)[i]
    v = np.zeros_like(w) if t == 1 else rng.normal(size=w.shape).round(2)
    s = np.zeros_like(w) if t == 1 else rng.uniform(0.2, 2, size=w.shape).round(2)
    return case(
        "values" if t > 1 else "first step",
        w=w,
        dw=dw,
        v=v,
        s=s,
        t=t,
        alpha=round(rng.uniform(0.1, 0.6), 2),
        beta1=(0.9, 0.8, 0.9)[i],
        beta2=(0.999, 0.95, 0.99)[i],
        epsilon=(1e-8, 0.1, 0.01)[i],
    )


ADAM_STEP = Exercise(
    name="adam_step",
    parts={"first step": 2, "values": 3},
    reference=adam_step,
    insight="This is the step with which most networks of today are trained.",
    returns=("w", "v", "s"),
    examples=(
        case(
            "first step",
            w=np.array([1.0, 1.0]),
            dw=np.array([2.0, -0.02]),
            v=np.zeros(2),
            s=np.zeros(2),
            t=1,
            alpha=0.1,
            beta1=0.9,
            beta2=0.999,
            epsilon=1e-8,
        ),
        case(
            "first step",
            w=np.array([1.0, -2.0, 0.5]),
            dw=np.array([0.0, 0.3, -1.0]),
            v=np.zeros(3),
            s=np.zeros(3),
            t=1,
            alpha=0.5,
            beta1=0.8,
            beta2=0.9,
            epsilon=0.2,
        ),
        case(
            "values",
            w=np.array([[1.0], [-2.0]]),
            dw=np.array([[3.0], [-0.5]]),
            v=np.array([[0.4], [1.0]]),
            s=np.array([[0.9], [0.3]]),
            t=2,
            alpha=0.5,
            beta1=0.9,
            beta2=0.99,
            epsilon=0.1,
        ),
        case(
            "values",
            w=np.array([0.3, -0.7]),
            dw=np.array([1.5, 0.4]),
            v=np.array([-0.5, 0.8]),
            s=np.array([0.6, 2.0]),
            t=4,
            alpha=0.3,
            beta1=0.7,
            beta2=0.8,
            epsilon=0.05,
        ),
    ),
    draw=_draw_adam,
    draws=3,
    mistakes=(
        Mistake(
            "t-from-zero",
            adam_t_from_zero,
            "Your power is t − 1: in the first step you divide by 1 − β⁰ = 0.",
            "t is the number of this step, and the first step has t = 1. Use it as it comes.",
        ),
        Mistake(
            "t-from-two",
            adam_t_from_two,
            "Your power is t + 1: you count the step once more.",
            "t is already the number of this step. Use it as it comes.",
        ),
        Mistake(
            "no-correction",
            adam_without_correction,
            "The correction is missing: v and s start at zero and are too small in the first steps.",
            "After t steps the shares of all gradients in v add up to 1 − β₁ᵗ. What makes an average of it?",
        ),
        Mistake(
            "only-v-corrected",
            adam_corrects_only_v,
            "You corrected v, but not s.",
            "s starts at zero too, and has its own β.",
        ),
        Mistake(
            "only-s-corrected",
            adam_corrects_only_s,
            "You corrected s, but not v.",
            "v starts at zero too, and has its own β.",
        ),
        Mistake(
            "corrected-kept",
            adam_keeps_corrected,
            "w is right, but you return the *corrected* v and s. The next step would correct them once more.",
            "The corrected ones are for this step only: give them names of their own.",
        ),
        Mistake(
            "epsilon-inside",
            adam_epsilon_inside,
            "ε stands inside the root. For small gradients that is a much larger number: √ε instead of ε.",
            "Take the root first, then add ε.",
        ),
        Mistake(
            "epsilon-before-the-correction",
            adam_epsilon_before_correction,
            "ε is added to the root of the uncorrected s, and the correction comes after. TensorFlow does so.",
            "Ours, as PyTorch's, adds ε to the root of the corrected s. With a tiny ε the two agree.",
        ),
        Mistake(
            "no-epsilon",
            adam_without_epsilon,
            "ε is missing: where all slopes were zero so far, you divide by zero.",
            "Add ε to what you divide by.",
        ),
        Mistake(
            "not-squared",
            adam_not_squared,
            "The gradient is not squared in s, so a negative slope makes the root impossible.",
            "s is the mean of the *squares*.",
        ),
        Mistake(
            "times-t",
            adam_times_t,
            "You wrote β · t where β to the power of t is due.",
            "In Python the power is `**`.",
        ),
        Mistake(
            "power-missing",
            adam_without_power,
            "You divide by 1 − β in every step; that is right in the first one only.",
            "The correction fades as t grows. Where does t come in?",
        ),
        Mistake(
            "power-two",
            adam_correction_squared,
            "Your power is always 2.",
            "The power is t, the number of this step.",
        ),
        Mistake(
            "betas-exchanged",
            adam_betas_exchanged,
            "You exchanged beta1 and beta2.",
            "beta1 belongs to the mean of the gradients v, beta2 to that of the squares s.",
        ),
        Mistake(
            "no-root",
            adam_without_root,
            "You divide by s itself; it is a mean of squares.",
            "Which operation brings it back to the size of a slope?",
        ),
        Mistake(
            "not-averaged",
            adam_not_averaged,
            "The gradient comes into v and s whole, as in the heavy ball.",
            "In Adam both are averages: the two shares add up to 1.",
        ),
        Mistake(
            "multiplied",
            adam_multiplies,
            "You multiply by 1 − βᵗ; that makes too small numbers smaller still.",
            "v is a sum whose shares add up to 1 − βᵗ. What makes an average of it?",
        ),
        Mistake(
            "gradient-for-v",
            adam_gradient_for_v,
            "You divide the gradient itself, not the averaged one: this is RMSProp with a correction.",
            "Which of your arrays remembers the gradients before?",
        ),
        Mistake(
            "uphill",
            adam_uphill,
            "v and s are right, but the step is added to w: you walk uphill.",
            "Go against the averaged gradient.",
        ),
        Mistake(
            "shares-exchanged",
            adam_shares_exchanged,
            "You exchanged β and 1 − β: the newest gradient gets the large share.",
            "β₁ = 0.9 means: keep nine tenths of the memory.",
        ),
        Mistake(
            "memory-not-renewed",
            adam_forgets,
            "w is right, but you return the v and s that were handed in.",
            "Return the new ones: the next step needs them.",
        ),
        Mistake(
            "in-place",
            adam_in_place,
            "The numbers are right, but your function changed the v and s that it was given.",
            "`v *= …` writes into the caller's array; `v = beta1 * v + …` makes a new one.",
        ),
    ),
    variants={
        "the rate corrected instead": adam_with_one_rate,
        "a loop": adam_with_loop,
        "powers multiplied out": adam_with_powers_counted,
    },
)
