"""The door out: the same model, with the same weights, in Keras and in PyTorch.

Keras stores its arrays as dlutils does. PyTorch keeps channels in front of rows and columns, and the outputs
of a layer in front of its inputs. One place needs thought: the first dense layer behind ``Flatten``, whose
inputs change their order from (row, column, channel) to (channel, row, column).

Both frameworks are imported only here, and only when asked for.
"""

import importlib

import numpy as np

from dlutils import layers as ours
from dlutils.layers import kernels


def to_keras(model):
    """Make a ``keras.Sequential`` with the layers and weights of a model.

    Parameters
    ----------
    model : Sequential
        Must know the shape of its examples.

    Returns
    -------
    keras.Sequential
        Takes the same arrays as the model and returns the same numbers, to the rounding of float32.

    Raises
    ------
    ImportError, NotImplementedError
        If Keras is not installed; if a layer has no counterpart there.
    """
    keras = _framework("keras", "Keras")
    made = keras.Sequential([keras.Input(_input_shape(model))])
    for step in model.steps():
        layer = _keras_layer(keras.layers, step)
        made.add(layer)
        layer.set_weights(
            [array for _, array, _ in step.parameters()] + [array for _, array in step.statistics()]
        )
    return made


def to_torch(model):
    """Make a ``torch.nn.Sequential`` with the layers and weights of a model, ready to predict.

    Parameters
    ----------
    model : Sequential
        Must know the shape of its examples.

    Returns
    -------
    torch.nn.Sequential
        Takes images as (m, channels, height, width): ``torch.from_numpy(np.moveaxis(X, -1, 1).copy())``.

    Raises
    ------
    ImportError, NotImplementedError
        If PyTorch is not installed; if a layer has no counterpart there.
    """
    torch = _framework("torch", "PyTorch")
    made, shape, image = [], _input_shape(model), None
    for step in model.steps():
        if isinstance(step, ours.Flatten) and len(shape) == 3:
            image = (
                shape  # from here to the next dense layer, the numbers of an example stand in another order
            )
        elif image and step.parameters() and not isinstance(step, ours.Dense):
            raise NotImplementedError(
                f"PyTorch would give {step} its numbers in another order; put a Dense before it."
            )
        made += _torch_layers(torch, step, shape, image)
        image = None if isinstance(step, ours.Dense) else image
        shape = step.output_shape(shape)
    if image:
        raise NotImplementedError(
            "PyTorch would return the numbers in another order: let a Dense follow Flatten."
        )
    return torch.nn.Sequential(*made).eval()


def _keras_layer(keras, step):
    """The same layer in Keras, still with weights of its own."""
    match step:
        case ours.Dense():
            return keras.Dense(step.units)
        case ours.Conv2D():
            return keras.Conv2D(step.filters, step.kernel_size, step.strides, step.padding)
        case ours.MaxPooling2D():
            return keras.MaxPooling2D(step.pool_size, step.strides, step.padding)
        case ours.AveragePooling2D() if step.padding == "valid":  # with "same", Keras' backends disagree
            return keras.AveragePooling2D(step.pool_size, step.strides, step.padding)
        case ours.BatchNormalization():
            return keras.BatchNormalization(momentum=step.momentum, epsilon=step.epsilon)
        case ours.SimpleRNN():
            return keras.SimpleRNN(step.units, return_sequences=step.return_sequences)
        case ours.Flatten():
            return keras.Flatten()
        case ours.Reshape():
            return keras.Reshape(step.target_shape)
        case ours.Dropout():
            return keras.Dropout(step.rate)
        case ours.LeakyReLU():
            return keras.LeakyReLU(negative_slope=step.alpha)
        case ours.PReLU():
            return keras.PReLU()
        case ours.ELU():
            return keras.ELU(alpha=step.alpha)
        case ours.ReLU() | ours.Sigmoid() | ours.Tanh() | ours.Softmax() | ours.SELU() | ours.GELU():
            return keras.Activation(type(step).__name__.lower())
    raise NotImplementedError(f"There is no translation of {step} to Keras here.")


def _torch_layers(torch, step, shape, image):
    """The same layer in PyTorch, with its weights; two of them where a frame has to be put around the images.

    ``shape`` is that of one example in front of the layer, ``image`` what it was before ``Flatten``, if it
    was one.
    """
    nn = torch.nn
    match step:
        case ours.Dense():
            W = step.W
            if image:
                W = np.moveaxis(W.reshape(*image, step.units), 2, 0).reshape(W.shape)
            return [_with(torch, nn.Linear(len(W), step.units), weight=W.T, bias=step.b)]
        case ours.Conv2D():
            layer = nn.Conv2d(shape[2], step.filters, step.kernel_size, step.strides)
            W = np.transpose(step.W, (3, 2, 0, 1))
            return _frame(nn, step, shape, step.kernel_size, 0.0) + [
                _with(torch, layer, weight=W, bias=step.b)
            ]
        case ours.MaxPooling2D():
            frame = _frame(nn, step, shape, step.pool_size, -np.inf)
            return frame + [nn.MaxPool2d(step.pool_size, step.strides)]
        case ours.AveragePooling2D() if step.padding == "valid":
            return [nn.AvgPool2d(step.pool_size, step.strides)]
        case ours.BatchNormalization():
            kind = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
            layer = kind(shape[-1], eps=step.epsilon, momentum=1 - step.momentum)
            mean, variance = step.moving_mean, step.moving_variance
            return [
                _with(
                    torch, layer, weight=step.gamma, bias=step.beta, running_mean=mean, running_var=variance
                )
            ]
        case ours.PReLU() if len(shape) == 1:
            return [_with(torch, nn.PReLU(shape[0]), weight=step.alpha)]
        case ours.Flatten():
            return [nn.Flatten()]
        case ours.Dropout():
            return [nn.Dropout(step.rate)]
        case ours.LeakyReLU():
            return [nn.LeakyReLU(step.alpha)]
        case ours.ELU():
            return [nn.ELU(step.alpha)]
        case ours.Softmax():
            return [nn.Softmax(dim=1)]
        case ours.ReLU() | ours.Sigmoid() | ours.Tanh() | ours.SELU() | ours.GELU():
            return [getattr(nn, type(step).__name__)()]
    raise NotImplementedError(f"There is no translation of {step} to PyTorch here.")


def _frame(nn, step, shape, window, fill):
    """The frame of "same" as a layer; PyTorch's own cannot put more behind than in front at every stride."""
    if step.padding == "valid":
        return []
    rows, columns = (
        kernels.same_padding(*args) for args in zip(shape[:2], window, step.strides, strict=True)
    )
    return [nn.ConstantPad2d((*columns, *rows), fill)]


def _with(torch, layer, **arrays):
    """Copy arrays into the parameters of a PyTorch layer."""
    with torch.no_grad():
        for name, array in arrays.items():
            getattr(layer, name).copy_(torch.from_numpy(array.copy()))
    return layer


def _framework(module, name):
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"{name} is not installed here; `pip install {module}` brings it.") from error


def _input_shape(model):
    model.parameters()  # draws the weights, or says what is missing
    return model.built_for
