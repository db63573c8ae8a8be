"""Answers to 00, written from the students' notebook alone."""

import numpy as np

from tools.evidence.answers import Answers

ANSWERS = Answers()


# 0.1 standardize


@ANSWERS.wrong("standardize", "divides by m minus one")
def standardize_sample_std(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True, ddof=1)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "standardizes each example, axis 0")
def standardize_along_examples(X):
    mean = X.mean(axis=0, keepdims=True)
    std = X.std(axis=0, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "variance in place of standard deviation")
def standardize_by_variance(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.var(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "constant features are forgotten")
def standardize_no_zero_case(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "returns the std with its zeros")
def standardize_returns_raw_std(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    X_s = (X - mean) / np.where(std == 0, 1.0, std)
    return X_s, mean, std


@ANSWERS.wrong("standardize", "works on the caller's array")
def standardize_in_place(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std[std == 0] = 1
    X -= mean
    X /= std
    return X, mean, std


@ANSWERS.wrong("standardize", "mean and std returned flat")
def standardize_flat_statistics(X):
    mean = X.mean(axis=1)
    std = X.std(axis=1)
    std = np.where(std == 0, 1.0, std)
    X_s = (X - mean.reshape(-1, 1)) / std.reshape(-1, 1)
    return X_s, mean, std


@ANSWERS.wrong("standardize", "std returned before the mean")
def standardize_swapped_returns(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, std, mean


@ANSWERS.wrong("standardize", "a small number added to the std")
def standardize_epsilon(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True) + 1e-8
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "only centred, never divided")
def standardize_only_centred(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    X_s = X - mean
    return X_s, mean, std


@ANSWERS.wrong("standardize", "only the mean is divided, missing bracket")
def standardize_missing_bracket(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    X_s = X - mean / std
    return X_s, mean, std


@ANSWERS.wrong("standardize", "one constant feature resets every std")
def standardize_any_zero(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    if (std == 0).any():
        std = np.ones_like(std)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "every std below one becomes one")
def standardize_maximum(X):
    mean = X.mean(axis=1, keepdims=True)
    std = np.maximum(X.std(axis=1, keepdims=True), 1.0)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "scaled by range, largest minus smallest")
def standardize_range(X):
    mean = X.mean(axis=1, keepdims=True)
    spread = X.max(axis=1, keepdims=True) - X.min(axis=1, keepdims=True)
    spread = np.where(spread == 0, 1.0, spread)
    return (X - mean) / spread, mean, spread


@ANSWERS.wrong("standardize", "mean set to zero for constant features")
def standardize_constant_left(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    mean = np.where(std == 0, 0.0, mean)
    std = np.where(std == 0, 1.0, std)
    return (X - mean) / std, mean, std


@ANSWERS.wrong("standardize", "returns only the standardized copy")
def standardize_one_return(X):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    std = np.where(std == 0, 1.0, std)
    X_s = (X - mean) / std
    return X_s


@ANSWERS.right("standardize", "a loop over the features")
def standardize_feature_loop(X):
    n_x, m = X.shape
    X_s = np.zeros((n_x, m))
    mean = np.zeros((n_x, 1))
    std = np.zeros((n_x, 1))
    for j in range(n_x):
        mean[j, 0] = sum(X[j]) / m
        deviations = X[j] - mean[j, 0]
        std[j, 0] = (sum(deviations**2) / m) ** 0.5
        if std[j, 0] == 0:
            std[j, 0] = 1
        X_s[j] = deviations / std[j, 0]
    return X_s, mean, std


@ANSWERS.right("standardize", "on the transposed table, as rows")
def standardize_as_rows(X):
    table = X.T
    mean = table.mean(axis=0)
    std = table.std(axis=0)
    std[std == 0] = 1
    return ((table - mean) / std).T, mean[:, None], std[:, None]


@ANSWERS.right("standardize", "einsum and a mask for zeros")
def standardize_einsum(X):
    m = X.shape[1]
    mean = np.einsum("ji->j", X).reshape(-1, 1) / m
    centred = X - mean
    std = np.sqrt(np.einsum("ji,ji->j", centred, centred) / m).reshape(-1, 1)
    std = std + (std == 0)
    return centred / std, mean, std


@ANSWERS.right("standardize", "lists of rows, then np.array")
def standardize_lists(X):
    rows, means, stds = [], [], []
    for row in X:
        average, spread = np.mean(row), np.std(row)
        if spread == 0:
            spread = 1.0
        rows.append([(value - average) / spread for value in row])
        means.append([average])
        stds.append([spread])
    return np.array(rows), np.array(means), np.array(stds)


# 0.2 flatten_images


@ANSWERS.wrong("flatten_images", "reshaped straight to the wanted shape")
def flatten_direct(images):
    m = images.shape[0]
    return images.reshape(-1, m)


@ANSWERS.wrong("flatten_images", "the transpose is forgotten")
def flatten_rows(images):
    return images.reshape(len(images), -1)


@ANSWERS.wrong("flatten_images", "turned first, then reshaped")
def flatten_turned_first(images):
    return images.T.reshape(-1, len(images))


@ANSWERS.wrong("flatten_images", "columns of a picture before its rows")
def flatten_width_first(images):
    m = len(images)
    return images.transpose(0, 2, 1, 3).reshape(m, -1).T


@ANSWERS.wrong("flatten_images", "one channel after the other")
def flatten_channel_planes(images):
    m = len(images)
    return images.transpose(0, 3, 1, 2).reshape(m, -1).T


@ANSWERS.wrong("flatten_images", "only the first channel is kept")
def flatten_grey_only(images):
    return images[:, :, :, 0].reshape(len(images), -1).T


@ANSWERS.wrong("flatten_images", "all pictures in one long column")
def flatten_one_column(images):
    return images.reshape(-1, 1)


@ANSWERS.wrong("flatten_images", "pixel values divided by 255")
def flatten_scaled(images):
    return images.reshape(len(images), -1).T / 255


@ANSWERS.wrong("flatten_images", "four numbers per picture, hard coded")
def flatten_four_pixels(images):
    return images.reshape(len(images), 4).T


@ANSWERS.wrong("flatten_images", "the height is used twice")
def flatten_square_only(images):
    m, h, _, c = images.shape
    return images.reshape(m, h * h * c).T


@ANSWERS.wrong("flatten_images", "the last picture is lost")
def flatten_last_lost(images):
    columns = []
    for i in range(len(images) - 1):
        columns.append(images[i].reshape(-1))
    return np.array(columns).T


@ANSWERS.wrong("flatten_images", "returns the first column inside the loop")
def flatten_returns_early(images):
    m, h, w, c = images.shape
    result = np.zeros((h * w * c, m))
    for i in range(m):
        result[:, i] = images[i].ravel()
        return result


@ANSWERS.wrong("flatten_images", "reads the pictures in fortran order")
def flatten_fortran(images):
    return images.reshape(len(images), -1, order="F").T


@ANSWERS.wrong("flatten_images", "prints the columns, returns nothing")
def flatten_printed(images):
    print(images.reshape(len(images), -1).T)


@ANSWERS.right("flatten_images", "pictures raveled and stacked as columns")
def flatten_column_stack(images):
    return np.column_stack([picture.ravel() for picture in images])


@ANSWERS.right("flatten_images", "picture axis moved to the end")
def flatten_moveaxis(images):
    return np.moveaxis(images, 0, -1).reshape(-1, images.shape[0])


@ANSWERS.right("flatten_images", "four loops, number by number")
def flatten_four_loops(images):
    m, h, w, c = images.shape
    result = np.zeros((h * w * c, m), dtype=images.dtype)
    for i in range(m):
        place = 0
        for row in range(h):
            for pixel in range(w):
                for channel in range(c):
                    result[place, i] = images[i, row, pixel, channel]
                    place += 1
    return result


@ANSWERS.right("flatten_images", "transposed and read in fortran order")
def flatten_fortran_twice(images):
    return images.T.reshape(-1, len(images), order="F")


@ANSWERS.right("flatten_images", "einsum puts the pictures last")
def flatten_einsum(images):
    m, h, w, c = images.shape
    return np.einsum("ihwc->hwci", images).reshape(h * w * c, m)


# 0.3 broadcast_add


@ANSWERS.wrong("broadcast_add", "adds without any check")
def broadcast_add_unchecked(W_times_X, b):
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "checks only the number of rows")
def broadcast_add_rows_checked(W_times_X, b):
    if b.shape[0] != W_times_X.shape[0]:
        raise ValueError("b needs as many rows as W_times_X")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "checks only that b has one column")
def broadcast_add_one_column(W_times_X, b):
    if b.ndim != 2 or b.shape[1] != 1:
        raise ValueError("b must be a column")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "checks only for two axes")
def broadcast_add_two_axes(W_times_X, b):
    if b.ndim != 2:
        raise ValueError("b must have two axes")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "checks only how many numbers b has")
def broadcast_add_size(W_times_X, b):
    if b.size != len(W_times_X):
        raise ValueError("b must hold one number per row")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "returns the error instead of raising it")
def broadcast_add_returns_error(W_times_X, b):
    if b.shape != (len(W_times_X), 1):
        return ValueError("wrong shape of b")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "refuses by assert, not by ValueError")
def broadcast_add_assert(W_times_X, b):
    assert b.shape == (len(W_times_X), 1), "wrong shape of b"
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "raises a TypeError")
def broadcast_add_type_error(W_times_X, b):
    if b.shape != (len(W_times_X), 1):
        raise TypeError("wrong shape of b")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "adds into the caller's table")
def broadcast_add_in_place(W_times_X, b):
    if b.shape != (len(W_times_X), 1):
        raise ValueError("wrong shape of b")
    W_times_X += b
    return W_times_X


@ANSWERS.wrong("broadcast_add", "counts examples instead of rows")
def broadcast_add_m_rows(W_times_X, b):
    wanted = (W_times_X.shape[1], 1)
    if b.shape != wanted:
        raise ValueError(f"b has shape {b.shape}, but must have {wanted}")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "a flat b is quietly reshaped")
def broadcast_add_reshapes(W_times_X, b):
    n = len(W_times_X)
    if b.shape == (n,):
        b = b.reshape(n, 1)
    if b.shape != (n, 1):
        raise ValueError("wrong shape of b")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "and instead of or in the condition")
def broadcast_add_and(W_times_X, b):
    if b.ndim != 2 or (b.shape[0] != W_times_X.shape[0] and b.shape[1] != 1):
        raise ValueError("wrong shape of b")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "prints a message and adds anyway")
def broadcast_add_prints(W_times_X, b):
    if b.shape != (len(W_times_X), 1):
        print("wrong shape:", b.shape)
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "the sum is never returned")
def broadcast_add_no_return(W_times_X, b):
    if b.shape != (len(W_times_X), 1):
        raise ValueError("wrong shape of b")
    total = W_times_X + b
    print(total)


@ANSWERS.wrong("broadcast_add", "refuses flat arrays only")
def broadcast_add_flat_refused(W_times_X, b):
    if b.shape == (len(W_times_X),):
        raise ValueError("b is flat")
    return W_times_X + b


@ANSWERS.wrong("broadcast_add", "demands the shape of the table")
def broadcast_add_same_shape(W_times_X, b):
    if b.shape != W_times_X.shape:
        raise ValueError("shapes differ")
    return W_times_X + b


@ANSWERS.right("broadcast_add", "axes and both lengths asked one by one")
def broadcast_add_one_by_one(W_times_X, b):
    n = W_times_X.shape[0]
    if b.ndim != 2:
        raise ValueError("b needs two axes")
    if b.shape[0] != n:
        raise ValueError(f"b needs {n} rows")
    if b.shape[1] != 1:
        raise ValueError("b needs one column")
    return np.add(W_times_X, b)


@ANSWERS.right("broadcast_add", "b repeated by a product with ones")
def broadcast_add_ones(W_times_X, b):
    n, m = W_times_X.shape
    if np.shape(b) == (n, 1):
        return W_times_X + b @ np.ones((1, m))
    raise ValueError(f"b must be ({n}, 1)")


@ANSWERS.right("broadcast_add", "double loop over rows and examples")
def broadcast_add_loops(W_times_X, b):
    n, m = W_times_X.shape
    if list(b.shape) != [n, 1]:
        raise ValueError("b is no column of the right length")
    total = np.zeros((n, m))
    for row in range(n):
        for i in range(m):
            total[row, i] = W_times_X[row, i] + b[row, 0]
    return total


@ANSWERS.right("broadcast_add", "adds to a copy, refuses at the end")
def broadcast_add_else_raise(W_times_X, b):
    result = W_times_X.copy()
    if b.shape == W_times_X[:, :1].shape == (len(W_times_X), 1):
        result = result + np.tile(b, W_times_X.shape[1])
    else:
        raise ValueError(f"got {b.shape}, wanted {W_times_X[:, :1].shape}")
    return result
