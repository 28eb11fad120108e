"""How a weight of Keras becomes a tensor of PyTorch: its name, and the order of its axes.

A module of `keras_networks.py` and `convert_keras.py`.
"""

CONV = (3, 2, 0, 1)  # [kh, kw, in, out] to [out, in, kh, kw]
DEPTHWISE = (2, 3, 0, 1)  # [kh, kw, C, 1] to [C, 1, kh, kw]
DENSE = (1, 0)  # [in, out] to [out, in]
VECTOR = (0,)

# By the class of a layer, in the order in which Keras stores its weights.
KERNELS = {
    "Conv2D": [("weight", CONV)],
    "DepthwiseConv2D": [("weight", DEPTHWISE)],
    "SeparableConv2D": [("depthwise.weight", DEPTHWISE), ("pointwise.weight", CONV)],
    "Dense": [("weight", DENSE)],
}
NORM = [("weight", VECTOR), ("bias", VECTOR), ("running_mean", VECTOR), ("running_var", VECTOR)]


def rules(kind: str, names: list) -> list:
    """PyTorch's name and the axes for each weight of a layer of this class.

    The order is Keras's: kernels, then the bias; gamma, beta, moving mean, moving variance.
    """
    if not names:
        return []
    if kind == "BatchNormalization":
        expected = NORM
    elif kind in KERNELS:
        expected = KERNELS[kind] + [(bias_of(kind), VECTOR)]
    else:
        raise ValueError(f"a layer of class {kind} has weights, but no rule turns them to PyTorch's layout")
    if len(names) not in (len(expected), len(expected) - 1) or (expected is NORM and len(names) != 4):
        raise ValueError(f"a {kind} has {len(expected)} weights at most, found {len(names)}: {names}")
    return expected[: len(names)]


def bias_of(kind: str) -> str:
    """The bias of a separable convolution is that of its second half."""
    return "pointwise.bias" if kind == "SeparableConv2D" else "bias"
