"""Answers to 09, written from the students' notebook alone."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tools.evidence.answers import Answers

ANSWERS = Answers()


def pair(number):
    """As the notebook gives it."""
    return (number, number) if np.ndim(number) == 0 else tuple(number)


def windows(shape, size, stride):
    """As the notebook gives it."""
    (high, wide), (down, across) = pair(size), pair(stride)
    tops, lefts = range(0, shape[1] - high + 1, down), range(0, shape[2] - wide + 1, across)
    return [
        (np.s_[:, r, c], np.s_[:, top : top + high, left : left + wide])
        for r, top in enumerate(tops)
        for c, left in enumerate(lefts)
    ]


def zeros_for(shape, size, stride):
    """Zeros, floats, of the shape of the pooled pictures."""
    m, h, w, c = shape
    (high, wide), (down, across) = pair(size), pair(stride)
    return np.zeros((m, (h - high) // down + 1, (w - wide) // across + 1, c))


# ---------------------------------------------------------------- 9.1 max_pool


@ANSWERS.wrong("max_pool", "lower right corner instead of largest")
def max_pool_last_pixel(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under][:, -1, -1]
    return Y


@ANSWERS.wrong("max_pool", "search for the largest starts at 0")
def max_pool_starts_at_zero(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    (high, wide), (down, across) = pair(size), pair(stride)
    for r in range(Y.shape[1]):
        for c in range(Y.shape[2]):
            for u in range(high):
                for v in range(wide):
                    Y[:, r, c] = np.maximum(Y[:, r, c], X[:, r * down + u, c * across + v])
    return Y


@ANSWERS.wrong("max_pool", "largest over the channels too")
def max_pool_mixes_channels(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(1, 2, 3))[:, None]
    return Y


@ANSWERS.wrong("max_pool", "largest over the pictures too")
def max_pool_mixes_pictures(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(0, 1, 2))
    return Y


@ANSWERS.wrong("max_pool", "stride ignored, always as large as size")
def max_pool_tiles_only(X, size, stride):
    Y = zeros_for(X.shape, size, size)
    for place, under in windows(X.shape, size, size):
        Y[place] = X[under].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "rows and columns of size swapped")
def max_pool_pair_swapped(X, size, stride):
    wide, high = pair(size)
    Y = zeros_for(X.shape, (high, wide), stride)
    for place, under in windows(X.shape, (high, wide), stride):
        Y[place] = X[under].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "works for numbers, not for pairs")
def max_pool_no_pairs(X, size, stride):
    m, h, w, c = X.shape
    Y = np.zeros((m, (h - size) // stride + 1, (w - size) // stride + 1, c))
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "result as large as x")
def max_pool_zeros_like(X, size, stride):
    Y = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "windows start at r, c without stride")
def max_pool_starts_without_stride(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    high, wide = pair(size)
    for r in range(Y.shape[1]):
        for c in range(Y.shape[2]):
            Y[:, r, c] = X[:, r : r + high, c : c + wide].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "decimals lost in an integer array")
def max_pool_int_array(X, size, stride):
    Y = zeros_for(X.shape, size, stride).astype(int)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "smallest instead of largest")
def max_pool_min(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].min(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "left over rows and columns pooled too")
def max_pool_left_over(X, size, stride):
    m, h, w, c = X.shape
    (high, wide), (down, across) = pair(size), pair(stride)
    h_out, w_out = -(-(h - high) // down) + 1, -(-(w - wide) // across) + 1
    Y = np.zeros((m, h_out, w_out, c))
    for r in range(h_out):
        for q in range(w_out):
            Y[:, r, q] = X[:, r * down : r * down + high, q * across : q * across + wide].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "largest absolute value, sign lost")
def max_pool_absolute(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = np.abs(X[under]).max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "one place too few each way")
def max_pool_one_too_few(X, size, stride):
    m, h, w, c = X.shape
    (high, wide), (down, across) = pair(size), pair(stride)
    h_out, w_out = (h - high) // down, (w - wide) // across
    Y = np.zeros((m, h_out, w_out, c))
    for r in range(h_out):
        for q in range(w_out):
            Y[:, r, q] = X[:, r * down : r * down + high, q * across : q * across + wide].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("max_pool", "return indented, only first place filled")
def max_pool_early_return(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(1, 2))
        return Y


@ANSWERS.right("max_pool", "sliding windows thinned out by stride")
def max_pool_sliding(X, size, stride):
    down, across = pair(stride)
    return sliding_window_view(X, pair(size), axis=(1, 2))[:, ::down, ::across].max(axis=(-2, -1))


@ANSWERS.right("max_pool", "np.maximum over shifted copies, by taps")
def max_pool_taps(X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    last_row, last_column = X.shape[1] - high, X.shape[2] - wide
    best = None
    for u in range(high):
        for v in range(wide):
            met = X[:, u : u + last_row + 1 : down, v : v + last_column + 1 : across]
            best = met.copy() if best is None else np.where(met > best, met, best)
    return best


@ANSWERS.right("max_pool", "plain loops and python's max")
def max_pool_plain(X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    m, h, w, channels = X.shape
    Y = []
    for i in range(m):
        picture = []
        for top in range(0, h - high + 1, down):
            row = []
            for left in range(0, w - wide + 1, across):
                cell = []
                for k in range(channels):
                    cell.append(
                        max(X[i, top + u, left + v, k].item() for u in range(high) for v in range(wide))
                    )
                row.append(cell)
            picture.append(row)
        Y.append(picture)
    return np.array(Y)


@ANSWERS.right("max_pool", "columns first, then rows")
def max_pool_two_passes(X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    narrow = [X[:, :, q : q + wide].max(axis=2) for q in range(0, X.shape[2] - wide + 1, across)]
    N = np.stack(narrow, axis=2)
    return np.stack([N[:, r : r + high].max(axis=1) for r in range(0, N.shape[1] - high + 1, down)], axis=1)


@ANSWERS.right("max_pool", "sorted window, last one taken")
def max_pool_sorted(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        seen = X[under].reshape(X.shape[0], -1, X.shape[3])
        Y[place] = np.sort(seen, axis=1)[:, -1]
    return Y


# ---------------------------------------------------------------- 9.2 average_pool


@ANSWERS.wrong("average_pool", "means cut to the type of x")
def average_pool_type_of_x(X, size, stride):
    Y = zeros_for(X.shape, size, stride).astype(X.dtype)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].mean(axis=(1, 2))
    return Y


@ANSWERS.wrong("average_pool", "sum, never divided")
def average_pool_sum(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].sum(axis=(1, 2))
    return Y


@ANSWERS.wrong("average_pool", "area taken as rows squared")
def average_pool_rows_squared(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].sum(axis=(1, 2)) / pair(size)[0] ** 2
    return Y


@ANSWERS.wrong("average_pool", "divided by product of strides")
def average_pool_stride_area(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].sum(axis=(1, 2)) / np.prod(pair(stride))
    return Y


@ANSWERS.wrong("average_pool", "whole number division of the sum")
def average_pool_floor(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].sum(axis=(1, 2)) // np.prod(pair(size))
    return Y


@ANSWERS.wrong("average_pool", "median in place of mean")
def average_pool_median(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = np.median(X[under], axis=(1, 2))
    return Y


@ANSWERS.wrong("average_pool", "copied from max_pool, max not changed")
def average_pool_still_max(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].max(axis=(1, 2))
    return Y


@ANSWERS.wrong("average_pool", "mean over the channels too")
def average_pool_mixes_channels(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].mean(axis=(1, 2, 3))[:, None]
    return Y


@ANSWERS.wrong("average_pool", "mean over all pictures of the batch")
def average_pool_mixes_pictures(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].mean(axis=(0, 1, 2))
    return Y


@ANSWERS.wrong("average_pool", "size and stride in swapped order")
def average_pool_arguments_swapped(X, size, stride):
    Y = zeros_for(X.shape, stride, size)
    for place, under in windows(X.shape, stride, size):
        Y[place] = X[under].mean(axis=(1, 2))
    return Y


@ANSWERS.wrong("average_pool", "always divided by four")
def average_pool_by_four(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        Y[place] = X[under].sum(axis=(1, 2)) / 4
    return Y


@ANSWERS.wrong("average_pool", "mean of the pixels that are not 0")
def average_pool_without_zeros(X, size, stride):
    Y = zeros_for(X.shape, size, stride)
    for place, under in windows(X.shape, size, stride):
        count = np.count_nonzero(X[under], axis=(1, 2))
        Y[place] = X[under].sum(axis=(1, 2)) / np.maximum(count, 1)
    return Y


@ANSWERS.wrong("average_pool", "windows hang over the edge")
def average_pool_left_over(X, size, stride):
    m, h, w, c = X.shape
    (high, wide), (down, across) = pair(size), pair(stride)
    tops, lefts = range(0, h, down), range(0, w, across)
    Y = np.zeros((m, len(tops), len(lefts), c))
    for r, top in enumerate(tops):
        for q, left in enumerate(lefts):
            Y[:, r, q] = X[:, top : top + high, left : left + wide].mean(axis=(1, 2))
    return Y


@ANSWERS.wrong("average_pool", "moves by size, stride never used")
def average_pool_tiles_only(X, size, stride):
    Y = zeros_for(X.shape, size, size)
    for place, under in windows(X.shape, size, size):
        Y[place] = X[under].mean(axis=(1, 2))
    return Y


@ANSWERS.right("average_pool", "running sums, four corners")
def average_pool_running_sums(X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    S = np.pad(X.astype(float), ((0, 0), (1, 0), (1, 0), (0, 0))).cumsum(axis=1).cumsum(axis=2)
    total = S[:, high:, wide:] - S[:, :-high, wide:] - S[:, high:, :-wide] + S[:, :-high, :-wide]
    return total[:, ::down, ::across] / (high * wide)


@ANSWERS.right("average_pool", "one matrix for rows, one for columns")
def average_pool_matrices(X, size, stride):
    def means(n, f, s):
        M = np.zeros(((n - f) // s + 1, n))
        for place in range(len(M)):
            M[place, place * s : place * s + f] = 1 / f
        return M

    (high, wide), (down, across) = pair(size), pair(stride)
    rows, columns = means(X.shape[1], high, down), means(X.shape[2], wide, across)
    return np.einsum("rh,mhwc,qw->mrqc", rows, X, columns)


@ANSWERS.right("average_pool", "convolution with equal weights, by taps")
def average_pool_taps(X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    Y = zeros_for(X.shape, size, stride)
    for u in range(high):
        for v in range(wide):
            Y += X[:, u::down, v::across][:, : Y.shape[1], : Y.shape[2]] * (1.0 / (high * wide))
    return Y


@ANSWERS.right("average_pool", "python sum in plain loops")
def average_pool_plain(X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    Y = zeros_for(X.shape, size, stride)
    for i, r, q, k in np.ndindex(*Y.shape):
        seen = X[i, r * down : r * down + high, q * across : q * across + wide, k]
        Y[i, r, q, k] = sum(float(x) for x in seen.ravel()) / seen.size
    return Y


# ---------------------------------------------------------------- 9.3 max_pool_backward


@ANSWERS.wrong("max_pool_backward", "overlapping windows overwrite each other")
def max_pool_backward_overwrites(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        shares = winners / winners.sum(axis=(1, 2), keepdims=True)
        dX[under] = shares * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "later window overwrites the winner only")
def max_pool_backward_winner_overwritten(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X.shape)
    for i, r, q, k in np.ndindex(*dY.shape):
        seen = X[i, r * down : r * down + high, q * across : q * across + wide, k]
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dX[i, r * down + u, q * across + v, k] = dY[i, r, q, k]
    return dX


@ANSWERS.wrong("max_pool_backward", "every winner of a tie gets everything")
def max_pool_backward_tie_twice(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        dX[under] += (window == window.max(axis=(1, 2), keepdims=True)) * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "gradient has the number type of x")
def max_pool_backward_type_of_x(dY, X, size, stride):
    dX = np.zeros_like(X)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        shares = winners / winners.sum(axis=(1, 2), keepdims=True)
        dX[under] = dX[under] + shares * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "equal shares for all pixels")
def max_pool_backward_like_average(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        dX[under] += dY[place][:, None, None] / np.prod(pair(size))
    return dX


@ANSWERS.wrong("max_pool_backward", "number of the winner split by rows")
def max_pool_backward_wrong_unravel(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X.shape)
    for i, r, q, k in np.ndindex(*dY.shape):
        seen = X[i, r * down : r * down + high, q * across : q * across + wide, k]
        u, v = divmod(int(np.argmax(seen)), high)
        dX[i, r * down + u, q * across + v, k] += dY[i, r, q, k]
    return dX


@ANSWERS.wrong("max_pool_backward", "winners counted over the whole batch")
def max_pool_backward_batch_share(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        dX[under] += winners / winners.sum() * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "one winner for all channels together")
def max_pool_backward_mixes_channels(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2, 3), keepdims=True)
        shares = winners / winners.sum(axis=(1, 2, 3), keepdims=True)
        dX[under] += shares * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "share multiplied by the pixel too")
def max_pool_backward_times_pixel(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        shares = winners / winners.sum(axis=(1, 2), keepdims=True)
        dX[under] += shares * window * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "winners get 1, dy forgotten")
def max_pool_backward_no_dy(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for _, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        dX[under] += winners / winners.sum(axis=(1, 2), keepdims=True)
    return dX


@ANSWERS.wrong("max_pool_backward", "compared with largest of whole picture")
def max_pool_backward_global_max(dY, X, size, stride):
    dX = np.zeros(X.shape)
    best = X.max(axis=(1, 2), keepdims=True)
    for place, under in windows(X.shape, size, stride):
        winners = X[under] == best
        shares = winners / np.maximum(winners.sum(axis=(1, 2), keepdims=True), 1)
        dX[under] += shares * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "always to the lower right pixel")
def max_pool_backward_last_pixel(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        dX[under][:, -1, -1] += dY[place]
    return dX


@ANSWERS.wrong("max_pool_backward", "all negative windows hand nothing back")
def max_pool_backward_best_starts_at_zero(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X.shape)
    for i, r, q, k in np.ndindex(*dY.shape):
        best, where = 0, None
        for u in range(high):
            for v in range(wide):
                x = X[i, r * down + u, q * across + v, k]
                if x > best:
                    best, where = x, (r * down + u, q * across + v)
        if where is not None:
            dX[i, where[0], where[1], k] += dY[i, r, q, k]
    return dX


@ANSWERS.wrong("max_pool_backward", "nobody wins a tie")
def max_pool_backward_tie_lost(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        alone = winners.sum(axis=(1, 2), keepdims=True) == 1
        dX[under] += winners * alone * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "walks with size as the stride")
def max_pool_backward_tiles_only(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, size):
        window = X[under]
        winners = window == window.max(axis=(1, 2), keepdims=True)
        shares = winners / winners.sum(axis=(1, 2), keepdims=True)
        dX[under] += shares * dY[place][:, None, None]
    return dX


@ANSWERS.wrong("max_pool_backward", "winner by absolute value")
def max_pool_backward_absolute(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X.shape)
    for i, r, q, k in np.ndindex(*dY.shape):
        seen = np.abs(X[i, r * down : r * down + high, q * across : q * across + wide, k])
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dX[i, r * down + u, q * across + v, k] += dY[i, r, q, k]
    return dX


@ANSWERS.right("max_pool_backward", "argmax and unravel_index in plain loops")
def max_pool_backward_argmax(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X.shape, dtype=float)
    for i, r, q, k in np.ndindex(*dY.shape):
        seen = X[i, r * down : r * down + high, q * across : q * across + wide, k]
        u, v = np.unravel_index(seen.argmax(), (high, wide))
        dX[i, r * down + u, q * across + v, k] += dY[i, r, q, k]
    return dX


@ANSWERS.right("max_pool_backward", "even shares with einsum")
def max_pool_backward_even(dY, X, size, stride):
    dX = np.zeros(X.shape)
    for place, under in windows(X.shape, size, stride):
        window = X[under]
        winners = (window >= window.max(axis=(1, 2), keepdims=True)).astype(float)
        dX[under] += np.einsum("muvc,mc->muvc", winners, dY[place] / np.einsum("muvc->mc", winners))
    return dX


@ANSWERS.right("max_pool_backward", "last of the tied pixels, found backwards")
def max_pool_backward_last_of_tie(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X.shape)
    for i, r, q, k in np.ndindex(*dY.shape):
        best, where = -np.inf, None
        for u in range(high):
            for v in range(wide):
                x = X[i, r * down + u, q * across + v, k]
                if x >= best:
                    best, where = x, (i, r * down + u, q * across + v, k)
        dX[where] += dY[i, r, q, k]
    return dX


@ANSWERS.right("max_pool_backward", "all windows at once, np.add.at")
def max_pool_backward_add_at(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    views = sliding_window_view(X, (high, wide), axis=(1, 2))[:, ::down, ::across]
    winner = views.reshape(*dY.shape, high * wide).argmax(axis=-1)
    i, r, q, k = np.indices(dY.shape)
    dX = np.zeros(X.shape)
    np.add.at(dX, (i, r * down + winner // wide, q * across + winner % wide, k), dY)
    return dX


@ANSWERS.right("max_pool_backward", "by taps, first come first served")
def max_pool_backward_taps(dY, X, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    h_out, w_out = dY.shape[1:3]
    taps = [
        np.s_[:, u : u + down * h_out : down, v : v + across * w_out : across]
        for u in range(high)
        for v in range(wide)
    ]
    Y = np.max([X[met] for met in taps], axis=0)
    free = np.ones(dY.shape, dtype=bool)
    dX = np.zeros(X.shape)
    for met in taps:
        wins = free & (X[met] == Y)
        dX[met] += np.where(wins, dY, 0)
        free &= ~wins
    return dX


# ---------------------------------------------------------------- 9.4 average_pool_backward


@ANSWERS.wrong("average_pool_backward", "= where += is needed")
def average_pool_backward_overwrites(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] = dY[place][:, None, None] / np.prod(pair(size))
    return dX


@ANSWERS.wrong("average_pool_backward", "every pixel gets all of dy")
def average_pool_backward_undivided(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None]
    return dX


@ANSWERS.wrong("average_pool_backward", "divided by rows squared")
def average_pool_backward_rows_squared(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    high, _ = pair(size)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / high**2
    return dX


@ANSWERS.wrong("average_pool_backward", "area of the stride, not of the window")
def average_pool_backward_stride_area(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / np.prod(pair(stride))
    return dX


@ANSWERS.wrong("average_pool_backward", "dx has the number type of dy")
def average_pool_backward_type_of_dy(dY, X_shape, size, stride):
    dX = np.zeros(X_shape, dtype=dY.dtype)
    for place, under in windows(X_shape, size, stride):
        dX[under] = dX[under] + dY[place][:, None, None] / np.prod(pair(size))
    return dX


@ANSWERS.wrong("average_pool_backward", "divided by the area of the picture")
def average_pool_backward_picture_area(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / (X_shape[1] * X_shape[2])
    return dX


@ANSWERS.wrong("average_pool_backward", "divided by number of places")
def average_pool_backward_places(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / (dY.shape[1] * dY.shape[2])
    return dX


@ANSWERS.wrong("average_pool_backward", "whole number division")
def average_pool_backward_floor(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] // np.prod(pair(size))
    return dX


@ANSWERS.wrong("average_pool_backward", "rows plus columns instead of times")
def average_pool_backward_perimeter(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / sum(pair(size))
    return dX


@ANSWERS.wrong("average_pool_backward", "channels counted in the area")
def average_pool_backward_channels_in_area(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / dX[under][0].size
    return dX


@ANSWERS.wrong("average_pool_backward", "shares averaged where windows overlap")
def average_pool_backward_overlap_mean(dY, X_shape, size, stride):
    dX, times = np.zeros(X_shape), np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / np.prod(pair(size))
        times[under] += 1
    return dX / np.maximum(times, 1)


@ANSWERS.wrong("average_pool_backward", "blown up with repeat, tiles only")
def average_pool_backward_repeat(dY, X_shape, size, stride):
    high, wide = pair(size)
    return np.repeat(np.repeat(dY / (high * wide), high, axis=1), wide, axis=2)


@ANSWERS.wrong("average_pool_backward", "first pixel of the window gets all")
def average_pool_backward_first_pixel(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under][:, 0, 0] += dY[place]
    return dX


@ANSWERS.wrong("average_pool_backward", "return inside the loop")
def average_pool_backward_early_return(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / np.prod(pair(size))
        return dX


@ANSWERS.wrong("average_pool_backward", "size squared, pairs not thought of")
def average_pool_backward_no_pairs(dY, X_shape, size, stride):
    dX = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        dX[under] += dY[place][:, None, None] / size**2
    return dX


@ANSWERS.right("average_pool_backward", "by taps, shares computed once")
def average_pool_backward_taps(dY, X_shape, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    _, h_out, w_out, _ = dY.shape
    share = dY / (high * wide)
    dX = np.zeros(X_shape)
    for u in range(high):
        for v in range(wide):
            dX[:, u : u + down * h_out : down, v : v + across * w_out : across] += share
    return dX


@ANSWERS.right("average_pool_backward", "averaging matrices, transposed")
def average_pool_backward_matrices(dY, X_shape, size, stride):
    def means(n, f, s, places):
        return np.array([[1 / f if p * s <= i < p * s + f else 0.0 for i in range(n)] for p in range(places)])

    (high, wide), (down, across) = pair(size), pair(stride)
    rows = means(X_shape[1], high, down, dY.shape[1])
    columns = means(X_shape[2], wide, across, dY.shape[2])
    return np.einsum("rh,mrqc,qw->mhwc", rows, dY, columns)


@ANSWERS.right("average_pool_backward", "added up first, divided at the end")
def average_pool_backward_divided_last(dY, X_shape, size, stride):
    total = np.zeros(X_shape)
    for place, under in windows(X_shape, size, stride):
        total[under] += dY[place].reshape(X_shape[0], 1, 1, X_shape[3])
    return total / np.ones(pair(size)).sum()


@ANSWERS.right("average_pool_backward", "asks each pixel which windows see it")
def average_pool_backward_from_pixels(dY, X_shape, size, stride):
    (high, wide), (down, across) = pair(size), pair(stride)
    dX = np.zeros(X_shape)
    for y in range(X_shape[1]):
        rows = [r for r in range(dY.shape[1]) if 0 <= y - r * down < high]
        for x in range(X_shape[2]):
            columns = [q for q in range(dY.shape[2]) if 0 <= x - q * across < wide]
            for r in rows:
                for q in columns:
                    dX[:, y, x] = dX[:, y, x] + dY[:, r, q] / high / wide
    return dX


# ---------------------------------------------------------------- 9.5 shift_sensitivity


def moved(X, shift):
    """The writer's own way of moving pictures to the right."""
    after = np.zeros(X.shape)
    after[:, :, shift:] = X[:, :, : X.shape[2] - shift]
    return after


def rms(Y):
    """Root of the mean of the squares."""
    return np.sqrt(np.mean(Y**2))


@ANSWERS.wrong("shift_sensitivity", "np.roll brings the last columns back")
def shift_sensitivity_roll(pool, X, shift):
    before, after = pool(X), pool(np.roll(X, shift, axis=2))
    return rms(after - before) / rms(before)


@ANSWERS.wrong("shift_sensitivity", "slice to minus shift fails for 0")
def shift_sensitivity_minus_shift(pool, X, shift):
    after = np.zeros(X.shape)
    after[:, :, shift:] = X[:, :, :-shift]
    return rms(pool(after) - pool(X)) / rms(pool(X))


@ANSWERS.wrong("shift_sensitivity", "pictures move down, not right")
def shift_sensitivity_down(pool, X, shift):
    after = np.zeros(X.shape)
    after[:, shift:] = X[:, : X.shape[1] - shift]
    return rms(pool(after) - pool(X)) / rms(pool(X))


@ANSWERS.wrong("shift_sensitivity", "pictures move left")
def shift_sensitivity_left(pool, X, shift):
    after = np.zeros(X.shape)
    after[:, :, : X.shape[2] - shift] = X[:, :, shift:]
    return rms(pool(after) - pool(X)) / rms(pool(X))


@ANSWERS.wrong("shift_sensitivity", "mean of absolute values, no squares")
def shift_sensitivity_absolute(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return np.mean(np.abs(after - before)) / np.mean(np.abs(before))


@ANSWERS.wrong("shift_sensitivity", "roots forgotten, mean squares divided")
def shift_sensitivity_no_root(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return np.mean((after - before) ** 2) / np.mean(before**2)


@ANSWERS.wrong("shift_sensitivity", "relative to the moved result")
def shift_sensitivity_relative_to_after(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return rms(after - before) / rms(after)


@ANSWERS.wrong("shift_sensitivity", "divided by rms of unpooled pictures")
def shift_sensitivity_relative_to_pictures(pool, X, shift):
    return rms(pool(moved(X, shift)) - pool(X)) / rms(X)


@ANSWERS.wrong("shift_sensitivity", "never divided, absolute change")
def shift_sensitivity_not_relative(pool, X, shift):
    return rms(pool(moved(X, shift)) - pool(X))


@ANSWERS.wrong("shift_sensitivity", "difference of pictures is pooled")
def shift_sensitivity_pooled_difference(pool, X, shift):
    return rms(pool(moved(X, shift) - X)) / rms(pool(X))


@ANSWERS.wrong("shift_sensitivity", "pool never called")
def shift_sensitivity_no_pool(pool, X, shift):
    return rms(moved(X, shift) - X) / rms(X)


@ANSWERS.wrong("shift_sensitivity", "mean over pictures of single ratios")
def shift_sensitivity_mean_of_ratios(pool, X, shift):
    after = moved(X, shift)
    ratios = []
    for i in range(len(X)):
        one, other = pool(X[i : i + 1]), pool(after[i : i + 1])
        ratios.append(rms(other - one) / rms(one))
    return np.mean(ratios)


@ANSWERS.wrong("shift_sensitivity", "standard deviations instead of rms")
def shift_sensitivity_std(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return np.std(after - before) / np.std(before)


@ANSWERS.wrong("shift_sensitivity", "x itself is moved and stays moved")
def shift_sensitivity_in_place(pool, X, shift):
    before = pool(X.copy())
    X[:, :, shift:] = X[:, :, : X.shape[2] - shift].copy()
    X[:, :, :shift] = 0
    return rms(pool(X) - before) / rms(before)


@ANSWERS.wrong("shift_sensitivity", "share of cells that changed")
def shift_sensitivity_counts(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return np.mean(before != after)


@ANSWERS.wrong("shift_sensitivity", "the pooled result is moved")
def shift_sensitivity_moves_result(pool, X, shift):
    before = pool(X)
    return rms(moved(before, shift) - before) / rms(before)


@ANSWERS.wrong("shift_sensitivity", "always one column, shift unused")
def shift_sensitivity_always_one(pool, X, shift):
    before, after = pool(X), pool(moved(X, 1))
    return rms(after - before) / rms(before)


@ANSWERS.wrong("shift_sensitivity", "first column repeated instead of zeros")
def shift_sensitivity_edge(pool, X, shift):
    after = np.pad(X, ((0, 0), (0, 0), (shift, 0), (0, 0)), mode="edge")[:, :, : X.shape[2]]
    return rms(pool(after) - pool(X)) / rms(pool(X))


@ANSWERS.wrong("shift_sensitivity", "difference of the two magnitudes")
def shift_sensitivity_difference_of_rms(pool, X, shift):
    before, after = pool(X), pool(moved(X, shift))
    return abs(rms(after) - rms(before)) / rms(before)


@ANSWERS.right("shift_sensitivity", "ratio of two norms")
def shift_sensitivity_norms(pool, X, shift):
    before = pool(X).ravel()
    return float(np.linalg.norm(pool(moved(X, shift)).ravel() - before) / np.linalg.norm(before))


@ANSWERS.right("shift_sensitivity", "padded on the left, cut on the right")
def shift_sensitivity_pad(pool, X, shift):
    after = np.pad(X, ((0, 0), (0, 0), (shift, 0), (0, 0)))[:, :, : X.shape[2]]
    before = pool(X)
    change = pool(after) - before
    return float((np.mean(change * change) / np.mean(before * before)) ** 0.5)


@ANSWERS.right("shift_sensitivity", "column by column onto zeros")
def shift_sensitivity_columns(pool, X, shift):
    after = np.zeros_like(X)
    for column in range(shift, X.shape[2]):
        after[:, :, column] = X[:, :, column - shift]
    old, new = np.asarray(pool(X), dtype=float), np.asarray(pool(after), dtype=float)
    top, bottom = 0.0, 0.0
    for a, b in zip(old.ravel(), new.ravel(), strict=True):
        top += (b - a) ** 2
        bottom += a**2
    return np.sqrt(top) / np.sqrt(bottom)


@ANSWERS.right("shift_sensitivity", "shifted identity matrix moves the pictures")
def shift_sensitivity_matrix(pool, X, shift):
    after = np.einsum("mhwc,wx->mhxc", X, np.eye(X.shape[2], k=shift))
    before = pool(X)
    return np.sqrt(np.mean(np.square(pool(after) - before))) / np.sqrt(np.mean(np.square(before)))


@ANSWERS.right("shift_sensitivity", "rolled copy, first columns set to zero")
def shift_sensitivity_roll_and_clear(pool, X, shift):
    after = np.roll(X, shift, axis=2)
    after[:, :, :shift] = 0
    before = pool(X)
    return (rms(pool(after) - before) / rms(before)).item()
