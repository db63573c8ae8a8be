"""Exercise `convolve_step`: one window, all kernels, one number for each kernel."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def convolve_step(window, W, b):
    return np.tensordot(window, W, axes=3) + b


def step_flipped(window, W, b):
    return convolve_step(window, W[::-1, ::-1], b)


def step_bias_each_product(window, W, b):
    return np.sum(window[..., None] * W + b, axis=(0, 1, 2))


def step_bias_forgotten(window, W, b):
    return np.tensordot(window, W, axes=3)


def step_bias_subtracted(window, W, b):
    return np.tensordot(window, W, axes=3) - b


def step_bias_summed(window, W, b):
    return np.tensordot(window, W, axes=3) + np.sum(b)


def step_one_number(window, W, b):
    return float(np.sum(window[..., None] * W) + np.sum(b))


def step_first_kernel(window, W, b):
    return float(np.sum(window * W[..., 0]) + b[0])


def step_not_summed(window, W, b):
    return window[..., None] * W + b


def step_channels_kept(window, W, b):
    return np.sum(window[..., None] * W, axis=(0, 1)) + b


def step_first_channel(window, W, b):
    return np.tensordot(window[..., 0], W[:, :, 0], axes=2) + b


def step_mean(window, W, b):
    return np.tensordot(window, W, axes=3) / window.size + b


def step_lined_up_wrongly(window, W, b):
    return np.sum(window * W, axis=(0, 1, 2)) + b


def step_transposed(window, W, b):
    return np.tensordot(window, W.transpose(1, 0, 2, 3), axes=3) + b


def step_all_summed(window, W, b):
    return np.sum(window[..., None] * W) + b


def step_taps_overwritten(window, W, b):
    return window[-1, -1] @ W[-1, -1] + b


def step_bias_each_tap(window, W, b):
    return np.tensordot(window, W, axes=3) + b * W.shape[0] * W.shape[1]


def step_returned_early(window, W, b):
    z = np.zeros(len(b))
    z[0] = np.sum(window * W[..., 0]) + b[0]
    return z


def step_rectified(window, W, b):
    return np.maximum(convolve_step(window, W, b), 0)


def step_first_kernel_alone(window, W, b):
    return convolve_step(window, W, b)[:1]


def step_first_bias(window, W, b):
    return np.tensordot(window, W, axes=3) + b[0]


def step_whole_numbers(window, W, b):
    return convolve_step(window, W, b).astype(int)


def step_three_by_three(window, W, b):
    z = np.array(b)
    for u in range(3):
        for v in range(3):
            z = z + window[u, v] @ W[u, v]
    return z


def step_with_loops(window, W, b):
    f_h, f_w, c, c_out = W.shape
    z = np.zeros(c_out)
    for k in range(c_out):
        for u in range(f_h):
            for v in range(f_w):
                for j in range(c):
                    z[k] += window[u, v, j] * W[u, v, j, k]
        z[k] += b[k]
    return z


def step_with_einsum(window, W, b):
    return np.einsum("uvj,uvjk->k", window, W) + b


def step_flattened(window, W, b):
    return window.reshape(-1) @ W.reshape(window.size, -1) + b


def step_per_kernel(window, W, b):
    return np.array([(window * W[:, :, :, k]).sum() + b[k] for k in range(len(b))])


def step_with_a_new_axis(window, W, b):
    return (W * window[:, :, :, np.newaxis]).sum(axis=0).sum(axis=0).sum(axis=0) + b


def _draw_step(rng, i):
    f_h, f_w, c, c_out = [(3, 2, 3, 4), (2, 3, 1, 2), (3, 3, 2, 1)][i]
    return case(
        "values",
        window=rng.normal(size=(f_h, f_w, c)).round(2),
        W=rng.normal(size=(f_h, f_w, c, c_out)).round(2),
        b=rng.uniform(1, 4, size=c_out).round(2),
    )


_W = np.array([2.0, -1.0, 3.0, 0.5, -2.0, 4.0, 1.0, -3.0, 5.0, 1.5, -0.5, 2.5, 7.0, -4.0, 6.0, 3.5])

CONVOLVE_STEP = Exercise(
    name="convolve_step",
    parts={"values": 2},
    reference=convolve_step,
    insight="Multiply, add up, add the bias: it is the single neuron of 01, looking through a window.",
    examples=(
        case(
            "values",
            window=np.array([[1.0, 2.0], [0.0, 1.0]]).reshape(2, 2, 1),
            W=np.array([[1.0, -1.0], [0.0, 2.0]]).reshape(2, 2, 1, 1),
            b=np.array([0.5]),
        ),
        case(
            "values",
            window=np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 5.0]]).reshape(1, 3, 2),
            W=_W[:12].reshape(1, 3, 2, 2),
            b=np.array([0.5, -3.0]),
        ),
        case(
            "values",
            window=np.array([1.0, 2.0, -4.0, 3.0, 5.0, -2.0, 0.5, 7.0]).reshape(2, 2, 2),
            W=_W.reshape(2, 2, 2, 2),
            b=np.array([10.0, -3.0]),
        ),
        case(
            "values",
            window=np.array([1.0, 2.0, -4.0, 3.0, 5.0, -2.0, 0.5, 7.0, 6.0, -1.0, 4.0, 3.0]).reshape(4, 3, 1),
            W=_W[:12].reshape(4, 3, 1, 1),
            b=np.array([2.5]),
        ),
    ),
    draw=_draw_step,
    draws=3,
    mistakes=(
        Mistake(
            "flipped-kernel",
            step_flipped,
            "You turned the kernel over before multiplying: that is the convolution of mathematics.",
            "Here W[0, 0] meets window[0, 0].",
        ),
        Mistake(
            "bias-in-each-product",
            step_bias_each_product,
            "You added b to every product, so that it is counted f_h · f_w · c times.",
            "Is b inside the sum of the formula, or behind it?",
        ),
        Mistake(
            "no-bias",
            step_bias_forgotten,
            "The sum of the products is right; b is missing.",
            "Each kernel has a bias of its own.",
        ),
        Mistake(
            "bias-subtracted",
            step_bias_subtracted,
            "You subtracted b.",
            "Look at the sign before b in the formula.",
        ),
        Mistake(
            "biases-summed",
            step_bias_summed,
            "You added the sum of all biases to every kernel.",
            "Kernel k has its own bias b[k].",
        ),
        Mistake(
            "one-number",
            step_one_number,
            "You added up the numbers of all kernels. Each kernel gives one number.",
            "The result has shape (c_out,). Over which three axes do you sum, and which one stays?",
        ),
        Mistake(
            "first-kernel-only",
            step_first_kernel,
            "You computed only the number of the first kernel.",
            "The last axis of W counts the kernels: the result has one number for each.",
        ),
        Mistake(
            "not-summed",
            step_not_summed,
            "The products are there, but they are not added up.",
            "One window and one kernel make one number.",
        ),
        Mistake(
            "channels-kept",
            step_channels_kept,
            "You added up over the window, but kept one number for each channel that comes in.",
            "A kernel looks at all channels at once: the sum runs over them too.",
        ),
        Mistake(
            "first-channel-only",
            step_first_channel,
            "You used only the first channel of the window.",
            "A kernel is as deep as its picture: the sum runs over all channels.",
        ),
        Mistake(
            "mean",
            step_mean,
            "You took the mean of the products instead of their sum.",
            "The formula has a Σ and no division.",
        ),
        Mistake(
            "lined-up-wrongly",
            step_lined_up_wrongly,
            "`window * W` lines the two arrays up at their *last* axes, where W has its kernels.",
            "Give the window a last axis of length 1, so that its axes stand below those that they belong to.",
        ),
        Mistake(
            "transposed-kernel",
            step_transposed,
            "You exchanged rows and columns of the kernel.",
            "Window and kernel have their axes in the same order: rows, columns, channels.",
        ),
        Mistake(
            "all-kernels-summed",
            step_all_summed,
            "Your sum runs over all four axes, so every kernel gets the products of all kernels.",
            "The result has one number for each kernel. Over which three axes do you sum?",
        ),
        Mistake(
            "last-tap-only",
            step_taps_overwritten,
            "Only the last tap counts: each one overwrites the one before.",
            "The products of a window are *added*.",
        ),
        Mistake(
            "bias-for-each-tap",
            step_bias_each_tap,
            "You added b once for each tap of the kernel.",
            "b stands behind the sum. How often may it be added?",
        ),
        Mistake(
            "returns-early",
            step_returned_early,
            "Only the number of the first kernel is filled in; the others are still 0.",
            "Does your `return` stand inside the loop?",
        ),
        Mistake(
            "rectified",
            step_rectified,
            "Negative numbers have become 0: you applied ReLU.",
            "The activation comes later. Here the sum itself is asked for.",
        ),
        Mistake(
            "first-kernel-alone",
            step_first_kernel_alone,
            "Only the first kernel answers: your result holds one number, whatever c_out is.",
            "Every kernel W[..., k] has an answer of its own, with its own bias b[k].",
        ),
        Mistake(
            "first-bias-for-all",
            step_first_bias,
            "Every kernel gets the bias of the first one.",
            "Kernel k has its own bias, b[k].",
        ),
        Mistake(
            "whole-numbers",
            step_whole_numbers,
            "The digits behind the point are cut off: your result holds whole numbers.",
            "`np.zeros(shape)` makes floats; which kind of numbers did you ask for?",
        ),
        Mistake(
            "three-by-three",
            step_three_by_three,
            "Your loops run over 3 × 3 taps, whatever the size of the kernel.",
            "A kernel may have 2 × 2 taps, or 5 × 3. Where can you read its size?",
        ),
    ),
    variants={
        "four loops": step_with_loops,
        "einsum": step_with_einsum,
        "flattened": step_flattened,
        "kernel by kernel": step_per_kernel,
        "a new axis": step_with_a_new_axis,
    },
)
