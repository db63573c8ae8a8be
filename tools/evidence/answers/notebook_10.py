"""Answers to 10, written from the students' notebook alone."""

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


def right_softmax(Z):
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


# softmax


@ANSWERS.wrong("softmax", "largest score is not subtracted")
def softmax_unstable(Z):
    powers = np.exp(Z)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "down the columns instead of the rows")
def softmax_columns(Z):
    powers = np.exp(Z - Z.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)


@ANSWERS.wrong("softmax", "divided by the sum of the whole table")
def softmax_whole_sum(Z):
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum()


@ANSWERS.wrong("softmax", "largest score of the whole table subtracted")
def softmax_whole_max(Z):
    powers = np.exp(Z - Z.max())
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "keepdims forgotten at the sum")
def softmax_no_keepdims(Z):
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1)


@ANSWERS.wrong("softmax", "scores of the caller changed")
def softmax_in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    powers = np.exp(Z)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "whole-number scores cut the shares off")
def softmax_zeros_like(Z):
    P = np.zeros_like(Z)
    for i in range(len(Z)):
        powers = np.exp(Z[i] - Z[i].max())
        P[i] = powers / powers.sum()
    return P


@ANSWERS.wrong("softmax", "exponential forgotten")
def softmax_no_exp(Z):
    return Z / Z.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "powers not divided by their sum")
def softmax_not_divided(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True))


@ANSWERS.wrong("softmax", "mean subtracted instead of the maximum")
def softmax_mean(Z):
    powers = np.exp(Z - Z.mean(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "hard maximum")
def softmax_hard(Z):
    return (Z == Z.max(axis=1, keepdims=True)).astype(float)


@ANSWERS.wrong("softmax", "smallest score subtracted")
def softmax_min(Z):
    powers = np.exp(Z - Z.min(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "minus sign in the exponent")
def softmax_minus(Z):
    powers = np.exp(Z.min(axis=1, keepdims=True) - Z)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "sigmoid of each score")
def softmax_sigmoid(Z):
    return 0.5 * (1 + np.tanh(Z / 2))


@ANSWERS.wrong("softmax", "largest subtracted after the exponential")
def softmax_late_max(Z):
    powers = np.exp(Z)
    powers = powers - powers.max(axis=1, keepdims=True)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("softmax", "maximum subtracted above but not below")
def softmax_only_above(Z):
    return np.exp(Z - Z.max(axis=1, keepdims=True)) / np.exp(Z).sum(axis=1, keepdims=True)


@ANSWERS.right("softmax", "row by row in a list")
def softmax_rows(Z):
    rows = []
    for z in Z:
        powers = np.exp(z - max(z))
        rows.append(powers / sum(powers))
    return np.array(rows)


@ANSWERS.right("softmax", "exponential of the logarithm of the share")
def softmax_logs(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


@ANSWERS.right("softmax", "transposed there and back")
def softmax_transposed(Z):
    powers = np.exp(Z.T - Z.T.max(axis=0))
    return (powers / powers.sum(axis=0)).T


@ANSWERS.right("softmax", "apply_along_axis with a helper")
def softmax_apply(Z):
    def of_one(z):
        powers = np.exp(z - z[z.argmax()])
        return powers / powers.sum()

    return np.apply_along_axis(of_one, 1, Z.astype(float))


@ANSWERS.right("softmax", "new axes with none and einsum")
def softmax_none(Z):
    powers = np.exp(Z - np.max(Z, axis=-1)[:, None])
    return np.einsum("ik,i->ik", powers, 1 / np.sum(powers, axis=-1))


# temperature_softmax


@ANSWERS.wrong("temperature_softmax", "multiplied by the temperature")
def temperature_times(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    return right_softmax(Z * T)


@ANSWERS.wrong("temperature_softmax", "shares divided instead of scores")
def temperature_shares(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    return right_softmax(Z) / T


@ANSWERS.wrong("temperature_softmax", "zero is not refused")
def temperature_zero(Z, T):
    if T < 0:
        raise ValueError("the temperature must be positive")
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "only zero is refused")
def temperature_only_zero(Z, T):
    if T == 0:
        raise ValueError("the temperature must not be 0")
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "nothing is refused")
def temperature_no_refusal(Z, T):
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "error returned instead of raised")
def temperature_returned(Z, T):
    if T <= 0:
        return ValueError("the temperature must be positive")
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "message printed instead of raised")
def temperature_printed(Z, T):
    if T <= 0:
        print("the temperature must be positive")
        return None
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "refused by an assert")
def temperature_assert(Z, T):
    assert T > 0, "the temperature must be positive"
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "temperatures below one refused")
def temperature_below_one(Z, T):
    if T < 1:
        raise ValueError("the temperature is too low")
    return right_softmax(Z / T)


@ANSWERS.wrong("temperature_softmax", "temperature is never used")
def temperature_ignored(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    return right_softmax(Z)


@ANSWERS.wrong("temperature_softmax", "scores of the caller divided in place")
def temperature_in_place(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    Z /= T
    return right_softmax(Z)


@ANSWERS.wrong("temperature_softmax", "division without remainder")
def temperature_floor(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    return right_softmax(Z // T)


@ANSWERS.wrong("temperature_softmax", "plain exponentials overflow when cold")
def temperature_overflow(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    powers = np.exp(Z / T)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("temperature_softmax", "shares raised to a power underflow")
def temperature_power(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    powers = right_softmax(Z) ** (1 / T)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.wrong("temperature_softmax", "only the exponent above is divided")
def temperature_above_only(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    shifted = Z - Z.max(axis=1, keepdims=True)
    return np.exp(shifted / T) / np.exp(shifted).sum(axis=1, keepdims=True)


@ANSWERS.right("temperature_softmax", "differences first, then divided")
def temperature_differences(Z, T):
    if not T > 0:
        raise ValueError(f"the temperature must be above 0, not {T}")
    powers = np.exp((Z - Z.max(axis=1, keepdims=True)) / T)
    return powers / powers.sum(axis=1, keepdims=True)


@ANSWERS.right("temperature_softmax", "a list of rows")
def temperature_rows(Z, T):
    if T <= 0:
        raise ValueError("T must be positive")
    return np.vstack([right_softmax((row / T).reshape(1, -1)) for row in Z])


@ANSWERS.right("temperature_softmax", "raised in the else branch")
def temperature_else(Z, T):
    if T > 0:
        scores = np.true_divide(Z, T)
        return np.exp(scores - np.logaddexp.reduce(scores, axis=1)[:, np.newaxis])
    else:
        raise ValueError("There is no temperature of 0 or below.")


@ANSWERS.right("temperature_softmax", "logarithms of the shares divided")
def temperature_log_shares(Z, T):
    if T <= 0:
        raise ValueError("the temperature must be positive")
    log_shares = Z - np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return right_softmax(log_shares / T)


# one_hot


@ANSWERS.wrong("one_hot", "no label is refused")
def one_hot_no_refusal(y, classes):
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "negative labels are not refused")
def one_hot_negative(y, classes):
    if y.max() >= classes:
        raise ValueError("label too large")
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "only negative labels are refused")
def one_hot_only_negative(y, classes):
    if y.min() < 0:
        raise ValueError("label below 0")
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "the label classes passes the test")
def one_hot_off_by_one(y, classes):
    if y.min() < 0 or y.max() > classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "whole numbers returned")
def one_hot_ints(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    Y = np.zeros((len(y), classes), dtype=int)
    Y[np.arange(len(y)), y] = 1
    return Y


@ANSWERS.wrong("one_hot", "width from the labels that occur")
def one_hot_width(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    return np.eye(y.max() + 1)[y]


@ANSWERS.wrong("one_hot", "one column per example")
def one_hot_transposed(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    return np.eye(classes)[:, y]


@ANSWERS.wrong("one_hot", "whole columns are set")
def one_hot_columns(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    Y = np.zeros((len(y), classes))
    Y[:, y] = 1.0
    return Y


@ANSWERS.wrong("one_hot", "labels counted from one")
def one_hot_from_one(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    return np.eye(classes)[y - 1]


@ANSWERS.wrong("one_hot", "label zero is refused")
def one_hot_zero_refused(y, classes):
    if y.min() <= 0 or y.max() >= classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "largest label is refused")
def one_hot_largest_refused(y, classes):
    if y.min() < 0 or y.max() >= classes - 1:
        raise ValueError("no such label")
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "and instead of or in the test")
def one_hot_and(y, classes):
    if y.min() < 0 and y.max() >= classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


@ANSWERS.wrong("one_hot", "outside labels moved to the nearest class")
def one_hot_clipped(y, classes):
    return np.eye(classes)[np.clip(y, 0, classes - 1)]


@ANSWERS.wrong("one_hot", "rows of true and false")
def one_hot_bools(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    return y[:, None] == np.arange(classes)


@ANSWERS.wrong("one_hot", "label written in place of the one")
def one_hot_label_written(y, classes):
    if y.min() < 0 or y.max() >= classes:
        raise ValueError("no such label")
    Y = np.zeros((len(y), classes))
    for i, label in enumerate(y):
        Y[i, label] = label
    return Y


@ANSWERS.wrong("one_hot", "row of zeros for a missing class")
def one_hot_zero_row(y, classes):
    return (y[:, None] == np.arange(classes)).astype(float)


@ANSWERS.wrong("one_hot", "only the first label is tested")
def one_hot_first_tested(y, classes):
    if y[0] < 0 or y[0] >= classes:
        raise ValueError("no such label")
    return np.eye(classes)[y]


@ANSWERS.right("one_hot", "loop that tests each label")
def one_hot_loop(y, classes):
    Y = np.zeros((len(y), classes))
    for i in range(len(y)):
        if not 0 <= y[i] < classes:
            raise ValueError(f"label {y[i]} does not exist")
        Y[i, y[i]] = 1.0
    return Y


@ANSWERS.right("one_hot", "labels compared with a row of classes")
def one_hot_compared(y, classes):
    names = np.arange(classes)
    if not np.isin(y, names).all():
        raise ValueError("a label does not exist")
    return np.where(y.reshape(-1, 1) == names, 1.0, 0.0)


@ANSWERS.right("one_hot", "flat zeros, one place for each row")
def one_hot_flat(y, classes):
    if np.any((y < 0) | (y > classes - 1)):
        raise ValueError("labels must be 0 ... classes - 1")
    flat = np.zeros(len(y) * classes)
    flat[np.arange(len(y)) * classes + y] = 1
    return flat.reshape(len(y), classes)


@ANSWERS.right("one_hot", "lists of floats, test by set")
def one_hot_lists(y, classes):
    if set(y.tolist()) - set(range(classes)):
        raise ValueError("unknown label")
    return np.array([[float(k == label) for k in range(classes)] for label in y])


# categorical_cross_entropy


@ANSWERS.wrong("categorical_cross_entropy", "sum over the examples instead of mean")
def entropy_sum(P, Y):
    return -np.sum(np.log((P * Y).sum(axis=1)))


@ANSWERS.wrong("categorical_cross_entropy", "mean over all entries of the table")
def entropy_all_entries(P, Y):
    return -np.log((P * Y).sum(axis=1)).sum() / P.size


@ANSWERS.wrong("categorical_cross_entropy", "minus forgotten")
def entropy_no_minus(P, Y):
    return np.mean(np.log((P * Y).sum(axis=1)))


@ANSWERS.wrong("categorical_cross_entropy", "zero times log zero")
def entropy_zero_log_zero(P, Y):
    return -np.sum(Y * np.log(P)) / len(P)


@ANSWERS.wrong("categorical_cross_entropy", "logarithm to base two")
def entropy_base_two(P, Y):
    return -np.mean(np.log2((P * Y).sum(axis=1)))


@ANSWERS.wrong("categorical_cross_entropy", "small number added to every share")
def entropy_epsilon(P, Y):
    return -np.sum(Y * np.log(P + 1e-7)) / len(P)


@ANSWERS.wrong("categorical_cross_entropy", "shares clipped from below")
def entropy_clipped(P, Y):
    return -np.sum(Y * np.log(np.clip(P, 1e-7, 1.0))) / len(P)


@ANSWERS.wrong("categorical_cross_entropy", "log of the mean share")
def entropy_log_of_mean(P, Y):
    return -np.log(np.mean((P * Y).sum(axis=1)))


@ANSWERS.wrong("categorical_cross_entropy", "one surprise per example, no mean")
def entropy_per_example(P, Y):
    return -np.log((P * Y).sum(axis=1))


@ANSWERS.wrong("categorical_cross_entropy", "surprise at the largest share")
def entropy_largest_share(P, Y):
    return -np.mean(np.log(P.max(axis=1)))


@ANSWERS.wrong("categorical_cross_entropy", "true shares summed down the columns")
def entropy_columns(P, Y):
    return -np.mean(np.log((P * Y).sum(axis=0)))


@ANSWERS.wrong("categorical_cross_entropy", "other classes counted as in binary")
def entropy_binary(P, Y):
    true = P[Y == 1]
    others = np.where(Y == 1, 1.0, 1 - P)
    return -np.mean(np.log(true) + np.log(others).sum(axis=1))


@ANSWERS.wrong("categorical_cross_entropy", "logarithm forgotten")
def entropy_no_log(P, Y):
    return -np.mean((P * Y).sum(axis=1))


@ANSWERS.wrong("categorical_cross_entropy", "squared error instead")
def entropy_squared(P, Y):
    return np.mean(((P - Y) ** 2).sum(axis=1))


@ANSWERS.wrong("categorical_cross_entropy", "softmax taken once more")
def entropy_softmax_again(P, Y):
    return -np.mean(np.log((right_softmax(P) * Y).sum(axis=1)))


@ANSWERS.wrong("categorical_cross_entropy", "logarithm of the labels")
def entropy_exchanged(P, Y):
    return -np.mean(np.sum(P * np.log(Y + 1e-12), axis=1))


@ANSWERS.right("categorical_cross_entropy", "mask of the true classes")
def entropy_mask(P, Y):
    return float(-np.log(P[Y == 1]).mean())


@ANSWERS.right("categorical_cross_entropy", "label of each row by argmax")
def entropy_argmax(P, Y):
    labels = Y.argmax(axis=1)
    return np.log(1 / P[np.arange(len(P)), labels]).mean()


@ANSWERS.right("categorical_cross_entropy", "loop over examples and classes")
def entropy_loop(P, Y):
    total = 0.0
    for p, y in zip(P, Y, strict=True):
        for share, target in zip(p, y, strict=True):
            if target == 1:
                total -= np.log(share)
    return total / len(P)


@ANSWERS.right("categorical_cross_entropy", "shares that do not count become one")
def entropy_where(P, Y):
    return -np.log(np.where(Y == 1, P, 1.0)).sum() / P.shape[0]


@ANSWERS.right("categorical_cross_entropy", "einsum for the true shares")
def entropy_einsum(P, Y):
    return -np.average(np.log(np.einsum("ik,ik->i", P, Y)))


# softmax_cross_entropy_gradient


@ANSWERS.wrong("softmax_cross_entropy_gradient", "not divided by m")
def gradient_no_m(Z, Y):
    return right_softmax(Z) - Y


@ANSWERS.wrong("softmax_cross_entropy_gradient", "divided by the number of classes")
def gradient_by_classes(Z, Y):
    return (right_softmax(Z) - Y) / Z.shape[1]


@ANSWERS.wrong("softmax_cross_entropy_gradient", "divided by all entries")
def gradient_by_size(Z, Y):
    return (right_softmax(Z) - Y) / Z.size


@ANSWERS.wrong("softmax_cross_entropy_gradient", "y minus p")
def gradient_sign(Z, Y):
    return (Y - right_softmax(Z)) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "scores minus y without softmax")
def gradient_scores(Z, Y):
    return (Z - Y) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "slope of each share multiplied in")
def gradient_extra_slope(Z, Y):
    P = right_softmax(Z)
    return (P - Y) * P * (1 - P) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "softmax overflows for large scores")
def gradient_unstable(Z, Y):
    powers = np.exp(Z)
    return (powers / powers.sum(axis=1, keepdims=True) - Y) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "softmax down the columns")
def gradient_columns(Z, Y):
    powers = np.exp(Z - Z.max(axis=0))
    return (powers / powers.sum(axis=0) - Y) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "slopes averaged over the examples")
def gradient_averaged(Z, Y):
    return (right_softmax(Z) - Y).mean(axis=0)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "only the true class gets a slope")
def gradient_true_only(Z, Y):
    return (right_softmax(Z) - Y) * Y / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "slope for the shares, not the scores")
def gradient_of_shares(Z, Y):
    return -Y / right_softmax(Z) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "factor two of a square")
def gradient_two(Z, Y):
    return 2 * (right_softmax(Z) - Y) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "brackets missing before the division")
def gradient_brackets(Z, Y):
    return right_softmax(Z) - Y / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "the choice minus y")
def gradient_choice(Z, Y):
    choice = np.eye(Z.shape[1])[Z.argmax(axis=1)]
    return (choice - Y) / len(Z)


@ANSWERS.wrong("softmax_cross_entropy_gradient", "sigmoid instead of softmax")
def gradient_sigmoid(Z, Y):
    return (0.5 * (1 + np.tanh(Z / 2)) - Y) / len(Z)


@ANSWERS.right("softmax_cross_entropy_gradient", "one subtracted at the true place")
def gradient_minus_one(Z, Y):
    m = Z.shape[0]
    dZ = right_softmax(Z)
    dZ[np.arange(m), Y.argmax(axis=1)] -= 1
    return dZ / m


@ANSWERS.right("softmax_cross_entropy_gradient", "one row after the other")
def gradient_rows(Z, Y):
    rows = []
    for z, y in zip(Z, Y, strict=True):
        powers = np.exp(z - z.max())
        rows.append((powers / powers.sum() - y) / len(Z))
    return np.array(rows)


@ANSWERS.right("softmax_cross_entropy_gradient", "m in the logarithm of the sum")
def gradient_logs(Z, Y):
    m, _ = Y.shape
    log_sums = np.logaddexp.reduce(Z, axis=1, keepdims=True)
    return np.exp(Z - log_sums - np.log(m)) - np.true_divide(Y, m)


@ANSWERS.right("softmax_cross_entropy_gradient", "pull and push with np.where")
def gradient_where(Z, Y):
    P = right_softmax(Z)
    return np.where(Y == 1, P - 1, P) * (1 / len(Y))


# confusion_matrix


@ANSWERS.wrong("confusion_matrix", "rows and columns exchanged")
def confusion_transposed(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[said, true] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "each place counted only once")
def confusion_once(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    counts[y, y_hat] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "size from the largest true class")
def confusion_size(y, y_hat, classes):
    size = max(y.max(), y_hat.max()) + 1
    counts = np.zeros((size, size), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "shares of each row")
def confusion_shares(y, y_hat, classes):
    counts = np.zeros((classes, classes))
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)


@ANSWERS.wrong("confusion_matrix", "table of floats")
def confusion_floats(y, y_hat, classes):
    counts = np.zeros((classes, classes))
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "only the errors are counted")
def confusion_errors(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        if true != said:
            counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "only the right answers are counted")
def confusion_right_only(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        if true == said:
            counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "classes counted from one")
def confusion_from_one(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true - 1, said - 1] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "the first example is skipped")
def confusion_first_skipped(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for i in range(1, len(y)):
        counts[y[i], y_hat[i]] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "returned after the first example")
def confusion_early(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
        return counts


@ANSWERS.wrong("confusion_matrix", "both places of a pair counted")
def confusion_symmetric(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
        if true != said:
            counts[said, true] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "every true with every said")
def confusion_all_pairs(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for true in y:
        for said in y_hat:
            counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "ten classes written in")
def confusion_ten(y, y_hat, classes):
    counts = np.zeros((10, 10), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "starts at one everywhere")
def confusion_ones(y, y_hat, classes):
    counts = np.ones((classes, classes), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true, said] += 1
    return counts


@ANSWERS.wrong("confusion_matrix", "right and wrong per class only")
def confusion_per_class(y, y_hat, classes):
    counts = np.zeros((classes, 2), dtype=int)
    for true, said in zip(y, y_hat, strict=True):
        counts[true, int(true != said)] += 1
    return counts


@ANSWERS.right("confusion_matrix", "np.add.at adds every time")
def confusion_add_at(y, y_hat, classes):
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (y, y_hat), 1)
    return counts


@ANSWERS.right("confusion_matrix", "bincount of the place numbers")
def confusion_bincount(y, y_hat, classes):
    return np.bincount(y * classes + y_hat, minlength=classes**2).reshape(classes, classes)


@ANSWERS.right("confusion_matrix", "product of one-hot tables")
def confusion_one_hot(y, y_hat, classes):
    identity = np.eye(classes, dtype=int)
    return identity[y].T @ identity[y_hat]


@ANSWERS.right("confusion_matrix", "every place counted by a comparison")
def confusion_compared(y, y_hat, classes):
    names = range(classes)
    return np.array([[int(np.sum((y == i) & (y_hat == k))) for k in names] for i in names])


@ANSWERS.right("confusion_matrix", "counts in a dictionary")
def confusion_dictionary(y, y_hat, classes):
    seen = {}
    for pair in zip(y.tolist(), y_hat.tolist(), strict=True):
        seen[pair] = seen.get(pair, 0) + 1
    counts = np.zeros((classes, classes), dtype=int)
    for place, number in seen.items():
        counts[place] = number
    return counts
