"""Figures of every built-in layer from PyTorch, and the Rust declarations that are compared with them.

Writes `../layer_parity.json` (shapes, parameters, names, values) and, unless told otherwise,
`../../tests/layer_parity/cases.rs` (one network for each case).
"""

import argparse
import collections
import json
import pathlib

import torch
import torch.nn.functional as functional
from torch import nn

import scheme

HERE = pathlib.Path(__file__).resolve().parent
BATCH = 2
FEATURES, SIGNAL, IMAGE, VOLUME = (10,), (4, 9), (4, 7, 6), (4, 3, 4, 3)
SMALL_VOLUME = (4, 2, 3, 2)
POSITIONED = ((1, SIGNAL), (2, IMAGE), (3, VOLUME))
SHAPES = {"features": FEATURES, "signal": SIGNAL, "image": IMAGE, "volume": VOLUME}
SPACES = {"signal": SIGNAL, "image": IMAGE, "volume": VOLUME}


# What PyTorch has no layer for.


class Does(nn.Module):
    """A layer that PyTorch has as a function."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class ChannelLinear(nn.Linear):
    """`dim = channels`: a linear layer at every position."""

    def forward(self, x):
        return super().forward(x.movedim(1, -1)).movedim(-1, 1)


class ChannelNorm(nn.LayerNorm):
    """ConvNeXt's LayerNorm2d, for any rank."""

    def forward(self, x):
        return super().forward(x.movedim(1, -1)).movedim(-1, 1)


class CountedMean(nn.Module):
    """A mean pool after `pad` that leaves the padding out: the sum of the inputs under a window, over how many they are."""

    def __init__(self, pad, pool):
        super().__init__()
        self.pad, self.pool = pad, pool

    def forward(self, x):
        return self.pool(self.pad(x)) / self.pool(self.pad(torch.ones_like(x)))


class Branches(nn.Module):
    """Branches from one value; an empty path stands for the value itself."""

    def __init__(self, join, **branches):
        super().__init__()
        self.join, self.order = join, []
        for name, branch in branches.items():
            self.order.append((name, branch is not None))
            if branch is not None:
                self.add_module(name, branch)

    def forward(self, x):
        return self.join([getattr(self, name)(x) if there else x for name, there in self.order])


class Scaled(nn.Module):
    """A `parameter` in a product."""

    def __init__(self, *shape):
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return x * self.gamma


def same(kernel, stride, dilation=1, value=0.0):
    """TensorFlow's `same` as padding: output ⌈in / stride⌉, the odd position behind."""

    def pad(x):
        axes = x.dim() - 2
        sides = []
        for n, k, s, d in reversed(list(zip(x.shape[2:], *(per_axis(a, axes) for a in (kernel, stride, dilation))))):
            total = max((-(-n // s) - 1) * s + d * (k - 1) + 1 - n, 0)
            sides += [total // 2, total - total // 2]
        return functional.pad(x, sides, value=value)

    return Does(pad)


def per_axis(argument, axes):
    """A number for every axis."""
    return argument if isinstance(argument, tuple) else (argument,) * axes


def sided(sides, value=0.0):
    """Asymmetric padding, the last axis first as in `functional.pad`."""
    return Does(lambda x: functional.pad(x, sides, value=value))


def over(axes):
    """The dimensions of the positions."""
    return tuple(range(2, 2 + axes))


# The cases: name, statement, input shape, and the module that is the layer (or the steps that lead
# to it, of which the last holds the state).


def convolutions():
    """Convolutions over one, two and three axes."""
    for axes, shape in POSITIONED:
        conv, name = getattr(nn, f"Conv{axes}d"), f"conv{axes}d"
        yield f"{name}_plain", f"layer: {name}(3, 3);", shape, conv(4, 3, 3)
        yield f"{name}_point", f"layer: {name}(5, 1);", shape, conv(4, 5, 1)
        yield f"{name}_options", (
            f"layer: {name}(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false);"
        ), shape, conv(4, 6, 3, stride=2, padding=2, dilation=2, groups=2, bias=False)
        yield f"{name}_strided", f"layer: {name}(3, 2, stride = 3);", shape, conv(4, 3, 2, stride=3)
        yield f"{name}_dilated", f"layer: {name}(3, 2, dilation = 2);", shape, conv(4, 3, 2, dilation=2)
        yield f"{name}_grouped", f"layer: {name}(2, 3, padding = 1, groups = 2);", shape, conv(
            4, 2, 3, padding=1, groups=2
        )
        yield f"{name}_depthwise", f"layer: {name}(4, 3, padding = 1, groups = 4);", shape, conv(
            4, 4, 3, padding=1, groups=4
        )
        yield f"{name}_multiplied", f"layer: {name}(8, 3, stride = 2, padding = 1, groups = 4);", shape, conv(
            4, 8, 3, stride=2, padding=1, groups=4
        )


def same_convolutions():
    """`padding = same`, whose odd position lies behind."""
    for axes, shape in POSITIONED:
        conv, name = getattr(nn, f"Conv{axes}d"), f"conv{axes}d"
        for kernel, stride, dilation in ((3, 1, 1), (3, 2, 1), (2, 1, 1), (2, 2, 1), (4, 3, 1), (3, 1, 2), (1, 2, 1)):
            options = "".join(
                f", {option} = {number}" for option, number in (("stride", stride), ("dilation", dilation)) if number > 1
            )
            yield (
                f"{name}_same_k{kernel}_s{stride}_d{dilation}",
                f"layer: {name}(2, {kernel}{options}, padding = same);",
                shape,
                (same(kernel, stride, dilation), conv(4, 2, kernel, stride=stride, dilation=dilation)),
            )
    yield "conv2d_same_per_axis", "layer: conv2d(3, [4, 3], stride = [1, 2], padding = same);", IMAGE, (
        same((4, 3), (1, 2)),
        nn.Conv2d(4, 3, (4, 3), stride=(1, 2)),
    )
    yield "conv2d_same_depthwise", "layer: conv2d(4, 3, stride = 2, padding = same, groups = 4, bias = false);", IMAGE, (
        same(3, 2),
        nn.Conv2d(4, 4, 3, stride=2, groups=4, bias=False),
    )


def sided_convolutions():
    """Padding, kernels and strides that differ from axis to axis and from side to side."""
    yield "conv1d_asymmetric", "layer: conv1d(3, 3, padding = [2, 0]);", SIGNAL, (sided((2, 0)), nn.Conv1d(4, 3, 3))
    yield "conv2d_asymmetric", "layer: conv2d(3, 3, padding = [0, 1, 1, 2]);", IMAGE, (
        sided((1, 2, 0, 1)),
        nn.Conv2d(4, 3, 3),
    )
    yield "conv2d_asymmetric_strided", "layer: conv2d(6, 3, stride = 2, padding = [0, 1, 1, 2]);", IMAGE, (
        sided((1, 2, 0, 1)),
        nn.Conv2d(4, 6, 3, stride=2),
    )
    yield "conv3d_asymmetric", "layer: conv3d(3, 2, padding = [0, 1, 0, 1, 0, 1]);", VOLUME, (
        sided((0, 1, 1, 0, 0, 1)),
        nn.Conv3d(4, 3, 2),
    )
    yield "conv2d_factorised", "layer: conv2d(5, [1, 5], padding = [0, 2]);", IMAGE, nn.Conv2d(4, 5, (1, 5), padding=(0, 2))
    yield "conv2d_per_axis", (
        "layer: conv2d(3, [3, 2], stride = [2, 1], padding = [1, 0], dilation = [1, 2]);"
    ), IMAGE, nn.Conv2d(4, 3, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2))
    yield "conv3d_per_axis", (
        "layer: conv3d(3, [1, 3, 2], stride = [1, 2, 1], padding = [0, 1, 1]);"
    ), VOLUME, nn.Conv3d(4, 3, (1, 3, 2), stride=(1, 2, 1), padding=(0, 1, 1))


def transposed_convolutions():
    """Convolutions that enlarge."""
    for axes, shape in ((1, SIGNAL), (2, IMAGE), (3, SMALL_VOLUME)):
        conv, name = getattr(nn, f"ConvTranspose{axes}d"), f"conv_transpose{axes}d"
        yield f"{name}_plain", f"layer: {name}(3, 3);", shape, conv(4, 3, 3)
        yield f"{name}_doubling", f"layer: {name}(2, 2, stride = 2);", shape, conv(4, 2, 2, stride=2)
        yield f"{name}_options", (
            f"layer: {name}(2, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false);"
        ), shape, conv(4, 2, 3, stride=2, padding=1, output_padding=1, groups=2, bias=False)
        yield f"{name}_dilated", f"layer: {name}(2, 2, dilation = 2, padding = 1);", shape, conv(
            4, 2, 2, dilation=2, padding=1
        )
    yield "conv_transpose2d_per_axis", (
        "layer: conv_transpose2d(2, [3, 2], stride = [2, 1], padding = [1, 0], output_padding = [1, 0]);"
    ), IMAGE, nn.ConvTranspose2d(4, 2, (3, 2), stride=(2, 1), padding=(1, 0), output_padding=(1, 0))


def linears():
    """Linear layers, on features and at every position."""
    yield "linear_features", "layer: linear(7);", FEATURES, nn.Linear(10, 7)
    yield "linear_no_bias", "layer: linear(7, bias = false);", FEATURES, nn.Linear(10, 7, bias=False)
    for name, shape in SPACES.items():
        yield f"linear_channels_{name}", "layer: linear(3, dim = channels);", shape, ChannelLinear(4, 3)
    yield "linear_channels_no_bias", "layer: linear(5, bias = false, dim = channels);", IMAGE, ChannelLinear(4, 5, bias=False)


def max_pools():
    """The largest number under each window."""
    for axes, shape in POSITIONED:
        pool, name = getattr(nn, f"MaxPool{axes}d"), f"max_pool{axes}d"
        yield f"{name}_plain", f"layer: {name}(2);", shape, pool(2)
        yield f"{name}_overlapping", f"layer: {name}(3, stride = 1, padding = 1);", shape, pool(3, stride=1, padding=1)
        yield f"{name}_options", f"layer: {name}(3, stride = 2, padding = 1, ceil_mode = true);", shape, pool(
            3, stride=2, padding=1, ceil_mode=True
        )
        yield f"{name}_ceil", f"layer: {name}(2, stride = 2, ceil_mode = true);", shape, pool(2, stride=2, ceil_mode=True)
        yield f"{name}_dilated", f"layer: {name}(2, stride = 1, dilation = 2);", shape, pool(2, stride=1, dilation=2)
        for kernel, stride in ((3, 2), (2, 2), (3, 1)):
            yield f"{name}_same_k{kernel}_s{stride}", f"layer: {name}({kernel}, stride = {stride}, padding = same);", shape, (
                same(kernel, stride, value=-torch.inf),
                pool(kernel, stride=stride),
            )
    yield "max_pool2d_per_axis", "layer: max_pool2d([3, 2], stride = [1, 2], padding = [1, 0]);", IMAGE, nn.MaxPool2d(
        (3, 2), stride=(1, 2), padding=(1, 0)
    )
    yield "max_pool2d_asymmetric", "layer: max_pool2d(3, stride = 2, padding = [0, 0, 1, 1]);", IMAGE, (
        sided((0, 1, 0, 1), -torch.inf),
        nn.MaxPool2d(3, stride=2),
    )


def avg_pools():
    """The mean under each window."""
    for axes, shape in POSITIONED:
        pool, name = getattr(nn, f"AvgPool{axes}d"), f"avg_pool{axes}d"
        yield f"{name}_plain", f"layer: {name}(2);", shape, pool(2)
        yield f"{name}_padded", f"layer: {name}(3, stride = 2, padding = 1);", shape, pool(3, stride=2, padding=1)
        yield f"{name}_uncounted", (
            f"layer: {name}(3, stride = 2, padding = 1, count_include_pad = false);"
        ), shape, pool(3, stride=2, padding=1, count_include_pad=False)
        yield f"{name}_ceil", f"layer: {name}(2, stride = 2, ceil_mode = true);", shape, pool(2, stride=2, ceil_mode=True)
        yield f"{name}_ceil_padded", (
            f"layer: {name}(3, stride = 2, padding = 1, ceil_mode = true);"
        ), shape, pool(3, stride=2, padding=1, ceil_mode=True)
        yield f"{name}_ceil_uncounted", (
            f"layer: {name}(3, stride = 2, padding = 1, ceil_mode = true, count_include_pad = false);"
        ), shape, pool(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)
        for kernel, stride in ((3, 2), (2, 2), (3, 1)):
            yield f"{name}_same_k{kernel}_s{stride}", (
                f"layer: {name}({kernel}, stride = {stride}, padding = same);"
            ), shape, CountedMean(same(kernel, stride), pool(kernel, stride=stride))
    yield "avg_pool2d_per_axis", "layer: avg_pool2d([3, 2], stride = [1, 2], padding = [1, 0]);", IMAGE, nn.AvgPool2d(
        (3, 2), stride=(1, 2), padding=(1, 0)
    )
    yield "avg_pool2d_asymmetric", "layer: avg_pool2d(3, stride = 2, padding = [0, 0, 1, 1]);", IMAGE, (
        sided((0, 1, 0, 1)),
        nn.AvgPool2d(3, stride=2),
    )


def whole_pools():
    """Pools that are asked for an output size: dividing, not dividing, one, and larger than the input."""
    for axes, shape in POSITIONED:
        adaptive, name = getattr(nn, f"AdaptiveAvgPool{axes}d"), f"adaptive_avg_pool{axes}d"
        for size in (1, 2, 3) if axes == 3 else (1, 2, 3, 5):
            yield f"{name}_{size}", f"layer: {name}({size});", shape, adaptive(size)
        yield f"global_avg_pool{axes}d", "layer: global_avg_pool;", shape, Does(lambda x, axes=axes: x.mean(over(axes)))
        yield f"global_avg_pool{axes}d_kept", "layer: global_avg_pool(keep_dims = true);", shape, Does(
            lambda x, axes=axes: x.mean(over(axes), keepdim=True)
        )
    yield "adaptive_avg_pool2d_pair", "layer: adaptive_avg_pool2d([7, 4]);", IMAGE, nn.AdaptiveAvgPool2d((7, 4))
    yield "adaptive_avg_pool3d_triple", "layer: adaptive_avg_pool3d([3, 2, 1]);", VOLUME, nn.AdaptiveAvgPool3d((3, 2, 1))
    yield "adaptive_avg_pool3d_larger", "layer: adaptive_avg_pool3d([4, 3, 2]);", VOLUME, nn.AdaptiveAvgPool3d((4, 3, 2))


def norms():
    """Norms of every kind of value."""
    for name, shape in SHAPES.items():
        axes = max(len(shape) - 1, 1)
        batch = getattr(nn, f"BatchNorm{axes}d")
        yield f"batch_norm_{name}", "layer: batch_norm;", shape, batch(shape[0])
        yield f"batch_norm_{name}_eps", "layer: batch_norm(eps = 1e-2);", shape, batch(shape[0], eps=1e-2)
        yield f"batch_norm_{name}_not_affine", "layer: batch_norm(affine = false);", shape, batch(shape[0], affine=False)
        yield f"layer_norm_{name}", "layer: layer_norm;", shape, ChannelNorm(shape[0])
        yield f"layer_norm_{name}_eps", "layer: layer_norm(eps = 1e-2);", shape, ChannelNorm(shape[0], eps=1e-2)
        yield f"group_norm_{name}", "layer: group_norm(2);", shape, nn.GroupNorm(2, shape[0])
        yield f"group_norm_{name}_not_affine", "layer: group_norm(2, eps = 1e-2, affine = false);", shape, nn.GroupNorm(
            2, shape[0], eps=1e-2, affine=False
        )


def local_norms():
    """Norms that need positions."""
    for name, shape in SPACES.items():
        instance = getattr(nn, f"InstanceNorm{len(shape) - 1}d")
        yield f"instance_norm_{name}", "layer: instance_norm;", shape, instance(shape[0])
        yield f"instance_norm_{name}_affine", "layer: instance_norm(eps = 1e-2, affine = true);", shape, instance(
            shape[0], eps=1e-2, affine=True
        )
        yield f"local_response_norm_{name}", (
            "layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5);"
        ), shape, nn.LocalResponseNorm(3, alpha=0.5, beta=0.6, k=1.5)
    yield "group_norm_one", "layer: group_norm(1);", IMAGE, nn.GroupNorm(1, 4)
    yield "group_norm_each", "layer: group_norm(4);", IMAGE, nn.GroupNorm(4, 4)
    yield "local_response_norm_even", "layer: local_response_norm(2, alpha = 0.5);", IMAGE, nn.LocalResponseNorm(2, alpha=0.5)
    yield "local_response_norm_plain", "layer: local_response_norm(5);", IMAGE, nn.LocalResponseNorm(5)


def activations():
    """Activations, on an image whose numbers are stretched to -8…8 so that every piece is met."""
    table = {
        "relu": nn.ReLU(),
        "relu6": nn.ReLU6(),
        "leaky_relu": nn.LeakyReLU(),
        "elu": nn.ELU(),
        "gelu": nn.GELU(),
        "silu": nn.SiLU(),
        "mish": nn.Mish(),
        "sigmoid": nn.Sigmoid(),
        "hard_sigmoid": nn.Hardsigmoid(),
        "hard_swish": nn.Hardswish(),
        "tanh": nn.Tanh(),
        "softmax": nn.Softmax(1),
    }
    for name, module in table.items():
        yield name, f"scale(8.0); layer: {name};", IMAGE, (stretch(), module)
        yield f"{name}_features", f"layer: {name};", FEATURES, module
    yield "softmax_signal", "layer: softmax;", SIGNAL, nn.Softmax(1)
    yield "softmax_volume", "layer: softmax;", VOLUME, nn.Softmax(1)
    options = {
        "leaky_relu_slope": ("leaky_relu(negative_slope = 0.3)", nn.LeakyReLU(0.3)),
        "elu_alpha": ("elu(alpha = 0.5)", nn.ELU(0.5)),
        "gelu_none": ("gelu(approximate = none)", nn.GELU("none")),
        "gelu_tanh": ("gelu(approximate = tanh)", nn.GELU("tanh")),
    }
    for name, (layer, module) in options.items():
        yield name, f"scale(8.0); layer: {layer};", IMAGE, (stretch(), module)


def stretch():
    """`scale(8.0)`"""
    return Does(lambda x: x * 8)


def prelus():
    """Activations with a trained slope (0.5 … 1.5 by the scheme)."""
    yield "prelu_one", "layer: prelu;", IMAGE, nn.PReLU()
    yield "prelu_channels", "layer: prelu(num_parameters = 4);", IMAGE, nn.PReLU(4)
    yield "prelu_init", "layer: prelu(num_parameters = 4, init = 0.1);", SIGNAL, nn.PReLU(4, init=0.1)
    yield "prelu_features", "layer: prelu(num_parameters = 10);", FEATURES, nn.PReLU(10)
    yield "prelu_volume", "layer: prelu(num_parameters = 4);", VOLUME, nn.PReLU(4)


def forms():
    """Layers that move numbers and compute nothing."""
    for name, shape in SPACES.items():
        yield f"flatten_{name}", "layer: flatten;", shape, nn.Flatten()
        yield f"slice_{name}", "layer: slice(1..3);", shape, Does(lambda x: x[:, 1:3])
        yield f"channel_shuffle_{name}", "layer: channel_shuffle(2);", shape, Does(shuffle)
    yield "slice_features", "layer: slice(3..10);", FEATURES, Does(lambda x: x[:, 3:10])
    yield "channel_shuffle_features", "layer: channel_shuffle(5);", FEATURES, Does(lambda x: shuffle(x, 5))
    for name, shape, dims in (
        ("image_to_signal", IMAGE, [8, 21]),
        ("image_to_features", IMAGE, [168]),
        ("features_to_image", FEATURES, [5, 2, 1]),
        ("signal_to_volume", SIGNAL, [2, 3, 2, 3]),
    ):
        yield f"reshape_{name}", f"layer: reshape({dims});", shape, Does(lambda x, dims=dims: x.reshape(BATCH, *dims))
    yield "pixel_shuffle_2", "layer: pixel_shuffle(2);", IMAGE, nn.PixelShuffle(2)
    yield "pixel_shuffle_3", "layer: pixel_shuffle(3);", (18, 2, 3), nn.PixelShuffle(3)
    yield "dropout_eval", "layer: dropout(p = 0.3);", IMAGE, nn.Dropout(0.3)
    yield "stochastic_depth_eval", "layer: stochastic_depth(0.3);", IMAGE, nn.Identity()


def shuffle(x, groups=2):
    """`nn.ChannelShuffle` for any rank."""
    return x.unflatten(1, (groups, -1)).swapdims(1, 2).flatten(1, 2)


def interpolations():
    """Resizing an image: both axes at once, up, down and by a scale."""
    sizes = {
        "size = [10, 4]": {"size": (10, 4)},
        "size = [3, 9]": {"size": (3, 9)},
        "size = 5": {"size": 5},
        "scale = 2.0": {"scale_factor": 2.0},
        "scale = 0.5": {"scale_factor": 0.5},
        "scale = 1.5": {"scale_factor": 1.5},
    }
    for mode in ("nearest", "bilinear", "bicubic"):
        for corners in (False, True) if mode != "nearest" else (False,):
            for text, options in sizes.items():
                aligned = {} if mode == "nearest" else {"align_corners": corners}
                name = f"interpolate_{mode}_{digits(text)}" + ("_corners" if corners else "")
                tail = ", align_corners = true" if corners else ""
                yield name, f"layer: interpolate({text}, mode = {mode}{tail});", (1, 7, 6), Does(
                    lambda x, mode=mode, options=options, aligned=aligned: functional.interpolate(
                        x, mode=mode, **options, **aligned
                    )
                )


def digits(text):
    """`size = [10, 4]` as a part of a name: `size_10_4`."""
    return "_".join("".join(c if c.isalnum() else " " for c in text).split())


def scales():
    """Numbers that are not trained, and tensors that are."""
    yield "scale_number", "layer: scale(2.0);", IMAGE, Does(lambda x: x * 2)
    yield "scale_shift", "layer: scale(2.0, shift = -0.5);", IMAGE, Does(lambda x: x * 2 - 0.5)
    for name, shape in SPACES.items():
        ones = (1,) * (len(shape) - 1)
        factor = torch.tensor([0.5, 1, 2, 4], dtype=torch.float64).reshape(4, *ones)
        shift = torch.tensor([0, 0.25, 0.5, 0.75], dtype=torch.float64).reshape(4, *ones)
        yield f"scale_channels_{name}", (
            "layer: scale([0.5, 1.0, 2.0, 4.0], shift = [0.0, 0.25, 0.5, 0.75]);"
        ), shape, Does(lambda x, factor=factor, shift=shift: x * factor + shift)
        yield f"parameter_{name}", (
            f"layer: product {{ identity; gamma: parameter({[4, *ones]}, init = 1.0); }}"
        ), shape, Scaled(4, *ones)
    yield "parameter_features", "layer: product { identity; gamma: parameter([10]); }", FEATURES, Scaled(10)
    yield "parameter_whole", "layer: product { identity; gamma: parameter([4, 7, 6]); }", IMAGE, Scaled(4, 7, 6)


def joins():
    """Branches that meet: sums, products that broadcast, concatenations."""
    total, joined = (lambda parts: sum(parts[1:], parts[0])), (lambda parts: torch.cat(parts, 1))
    times = lambda parts: parts[0] * parts[1]
    yield "sum_image", "layer: sum { identity; conv: conv2d(4, 3, padding = 1); relu; }", IMAGE, Branches(
        total, same=None, conv=nn.Conv2d(4, 4, 3, padding=1), relu=nn.ReLU()
    )
    yield "sum_features", "layer: sum { identity; fc: linear(10); }", FEATURES, Branches(total, same=None, fc=nn.Linear(10, 10))
    yield "residual_signal", "layer: residual { conv: conv1d(4, 3, padding = 1); }", SIGNAL, Branches(
        total, same=None, conv=nn.Conv1d(4, 4, 3, padding=1)
    )
    yield "concat_image", "layer: concat { identity; conv: conv2d(2, 1); tanh; }", (4, 3, 4), Branches(
        joined, same=None, conv=nn.Conv2d(4, 2, 1), tanh=nn.Tanh()
    )
    for name, shape in {"features": FEATURES, "signal": SIGNAL, "volume": VOLUME}.items():
        yield f"concat_{name}", "layer: concat { relu; identity; }", shape, Branches(joined, relu=nn.ReLU(), same=None)
    yield "product_gate", (
        "layer: product { identity; { global_avg_pool(keep_dims = true); gate: conv2d(4, 1); sigmoid; } }"
    ), IMAGE, Gated(nn.Conv2d(4, 4, 1))
    yield "product_gate_first", "layer: product { global_avg_pool(keep_dims = true); identity; }", IMAGE, Branches(
        times, pool=nn.AdaptiveAvgPool2d(1), same=None
    )
    yield "product_rows", "layer: product { identity; adaptive_avg_pool2d([1, 6]); }", IMAGE, Branches(
        times, same=None, pool=nn.AdaptiveAvgPool2d((1, 6))
    )
    yield "product_both", "layer: product { adaptive_avg_pool2d([7, 1]); adaptive_avg_pool2d([1, 6]); }", IMAGE, Branches(
        times, columns=nn.AdaptiveAvgPool2d((7, 1)), rows=nn.AdaptiveAvgPool2d((1, 6))
    )
    yield "product_mask", "layer: product { identity; mask: conv2d(1, 1); }", IMAGE, Branches(
        times, same=None, mask=nn.Conv2d(4, 1, 1)
    )
    yield "product_features", "layer: product { identity; sigmoid; }", FEATURES, Branches(
        times, same=None, gate=nn.Sigmoid()
    )


class Gated(nn.Module):
    """A squeeze-and-excite gate of one convolution."""

    def __init__(self, gate):
        super().__init__()
        self.gate = gate

    def forward(self, x):
        return x * self.gate(x.mean((2, 3), keepdim=True)).sigmoid()


TABLES = (
    convolutions,
    same_convolutions,
    sided_convolutions,
    transposed_convolutions,
    linears,
    max_pools,
    avg_pools,
    whole_pools,
    norms,
    local_norms,
    activations,
    prelus,
    forms,
    interpolations,
    scales,
    joins,
)


def figures(name, statement, shape, layer):
    """The figures of one case."""
    steps = layer if isinstance(layer, tuple) else (layer,)
    names = [f"step{at}" for at in range(len(steps) - 1)] + ["layer"]
    holder = nn.Sequential(collections.OrderedDict(zip(names, steps))).eval()
    scheme.fill(holder)
    x = torch.from_numpy(scheme.inputs((BATCH, *shape))).double()
    with torch.no_grad():
        y = holder.double()(x)
    floats = [(key, tensor) for key, tensor in holder.state_dict().items() if tensor.is_floating_point()]
    return {
        "name": name,
        "statement": statement,
        "input": list(shape),
        "batch": BATCH,
        "output": list(y.shape[1:]),
        "params": sum(p.numel() for p in holder.parameters()),
        "buffers": sum(b.numel() for b in holder.buffers() if b.is_floating_point()),
        "state": [[key, list(tensor.shape)] for key, tensor in floats],
        "values": [float(f"{v:.9g}") for v in y.flatten().tolist()],
    }


def declarations(cases) -> str:
    """The Rust side: one network for each case."""
    lines = ["// Written by tests/reference/generate/layers.py: change it there.", "", "cases! {"]
    for case in cases:
        lines.append(f"    {case['name']}: {case['input']} -> {case['output']} {{ {case['statement']} }}")
    return "\n".join(lines + ["}", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=pathlib.Path, default=HERE / "../layer_parity.json", help="where the figures go")
    parser.add_argument(
        "--rust",
        type=pathlib.Path,
        default=HERE / "../../tests/layer_parity/cases.rs",
        help="where the declarations go",
    )
    arguments = parser.parse_args()
    cases = [figures(*case) for table in TABLES for case in table()]
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), "two cases have one name"
    text = ",\n".join(json.dumps(case) for case in cases)
    arguments.json.write_text(f"[\n{text}\n]\n")
    arguments.rust.write_text(declarations(cases))
    print(f"{len(cases)} cases, at most {max(len(case['values']) for case in cases)} values")


if __name__ == "__main__":
    main()
