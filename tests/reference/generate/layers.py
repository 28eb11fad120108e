"""Figures of every built-in layer from PyTorch, and the Rust declarations that are compared with them.

Writes `../layer_parity.json` (shapes, parameters, values) and `../../tests/layer_parity/cases.rs` (one
network for each case). Run it in this folder: `python layers.py`.
"""

import argparse
import collections
import json
import pathlib

import torch
import torch.nn.functional as functional
from torch import nn

import scheme

BATCH = 2
SIGNAL, IMAGE, VOLUME, FEATURES = (4, 9), (4, 7, 6), (4, 5, 6, 4), (10,)


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


class Same(nn.Module):
    """TensorFlow's `same`: output ⌈in / stride⌉, the odd position behind."""

    def __init__(self, layer, kernel, stride, value=0.0, counted=None):
        super().__init__()
        self.weight, self.bias = getattr(layer, "weight", None), getattr(layer, "bias", None)
        self.layer, self.kernel, self.stride = [layer], kernel, stride
        self.value, self.counted = value, counted

    def padded(self, x, value):
        sides = []
        for n in reversed(x.shape[2:]):
            total = max((-(-n // self.stride) - 1) * self.stride + self.kernel - n, 0)
            sides += [total // 2, total - total // 2]
        return functional.pad(x, sides, value=value)

    def forward(self, x):
        y = self.layer[0](self.padded(x, self.value))
        if self.counted:
            y = y / self.layer[0](self.padded(torch.ones_like(x), 0.0))
        return y


class Scaled(nn.Module):
    """A `parameter` in a product."""

    def __init__(self, shape):
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return x * self.gamma


def convolutions():
    for axes, shape in ((1, SIGNAL), (2, IMAGE), (3, VOLUME)):
        conv = getattr(nn, f"Conv{axes}d")
        yield f"conv{axes}d_plain", f"layer: conv{axes}d(3, 3);", shape, conv(4, 3, 3)
        yield f"conv{axes}d_options", (
            f"layer: conv{axes}d(6, 3, stride = 2, padding = 2, dilation = 2, groups = 2, bias = false);"
        ), shape, conv(4, 6, 3, stride=2, padding=2, dilation=2, groups=2, bias=False)
        yield f"conv{axes}d_depthwise", (
            f"layer: conv{axes}d(8, 3, padding = 1, groups = 4);"
        ), shape, conv(4, 8, 3, padding=1, groups=4)
        yield f"conv{axes}d_same", f"layer: conv{axes}d(3, 3, stride = 2, padding = same);", shape, Same(
            conv(4, 3, 3, stride=2), 3, 2
        )
        transposed = getattr(nn, f"ConvTranspose{axes}d")
        yield f"conv_transpose{axes}d_plain", (
            f"layer: conv_transpose{axes}d(3, 3);"
        ), shape, transposed(4, 3, 3)
        yield f"conv_transpose{axes}d_options", (
            f"layer: conv_transpose{axes}d(6, 3, stride = 2, padding = 1, output_padding = 1, groups = 2, bias = false);"
        ), shape, transposed(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2, bias=False)
        yield f"conv_transpose{axes}d_dilated", (
            f"layer: conv_transpose{axes}d(3, 2, dilation = 2);"
        ), shape, transposed(4, 3, 2, dilation=2)
    yield "conv2d_factorised", "layer: conv2d(5, [1, 5], padding = [0, 2]);", IMAGE, nn.Conv2d(
        4, 5, (1, 5), padding=(0, 2)
    )
    yield "conv2d_asymmetric", "layer: conv2d(3, 3, padding = [0, 1, 1, 2]);", IMAGE, Padded(
        nn.Conv2d(4, 3, 3), (1, 2, 0, 1)
    )
    yield "conv1d_asymmetric", "layer: conv1d(3, 3, padding = [2, 0]);", SIGNAL, Padded(nn.Conv1d(4, 3, 3), (2, 0))
    yield "conv3d_asymmetric", "layer: conv3d(3, 2, padding = [0, 1, 0, 1, 0, 1]);", VOLUME, Padded(
        nn.Conv3d(4, 3, 2), (0, 1, 1, 0, 0, 1)
    )
    yield "linear_features", "layer: linear(7);", FEATURES, nn.Linear(10, 7)
    yield "linear_no_bias", "layer: linear(7, bias = false);", FEATURES, nn.Linear(10, 7, bias=False)
    for name, shape in (("signal", SIGNAL), ("image", IMAGE), ("volume", VOLUME)):
        yield f"linear_channels_{name}", "layer: linear(3, dim = channels);", shape, ChannelLinear(4, 3)


class Padded(nn.Module):
    """Asymmetric padding, which PyTorch has as a layer of its own."""

    def __init__(self, layer, sides):
        super().__init__()
        self.weight, self.bias = layer.weight, layer.bias
        self.layer, self.sides = [layer], sides

    def forward(self, x):
        return self.layer[0](functional.pad(x, self.sides))


def pools():
    for axes, shape in ((1, SIGNAL), (2, IMAGE), (3, VOLUME)):
        largest, mean = getattr(nn, f"MaxPool{axes}d"), getattr(nn, f"AvgPool{axes}d")
        yield f"max_pool{axes}d_plain", f"layer: max_pool{axes}d(2);", shape, largest(2)
        yield f"max_pool{axes}d_options", (
            f"layer: max_pool{axes}d(3, stride = 2, padding = 1, ceil_mode = true);"
        ), shape, largest(3, stride=2, padding=1, ceil_mode=True)
        yield f"max_pool{axes}d_ceil", f"layer: max_pool{axes}d(3, stride = 2, ceil_mode = true);", shape, largest(
            3, stride=2, ceil_mode=True
        )
        yield f"max_pool{axes}d_dilated", f"layer: max_pool{axes}d(2, stride = 1, dilation = 2);", shape, largest(
            2, stride=1, dilation=2
        )
        yield f"max_pool{axes}d_same", f"layer: max_pool{axes}d(3, stride = 2, padding = same);", shape, Same(
            largest(3, stride=2), 3, 2, value=-torch.inf
        )
        yield f"avg_pool{axes}d_plain", f"layer: avg_pool{axes}d(2);", shape, mean(2)
        yield f"avg_pool{axes}d_padded", f"layer: avg_pool{axes}d(3, stride = 2, padding = 1);", shape, mean(
            3, stride=2, padding=1
        )
        yield f"avg_pool{axes}d_uncounted", (
            f"layer: avg_pool{axes}d(3, stride = 2, padding = 1, count_include_pad = false);"
        ), shape, mean(3, stride=2, padding=1, count_include_pad=False)
        yield f"avg_pool{axes}d_ceil", f"layer: avg_pool{axes}d(3, stride = 2, ceil_mode = true);", shape, mean(
            3, stride=2, ceil_mode=True
        )
        yield f"avg_pool{axes}d_ceil_padded", (
            f"layer: avg_pool{axes}d(3, stride = 2, padding = 1, ceil_mode = true);"
        ), shape, mean(3, stride=2, padding=1, ceil_mode=True)
        yield f"avg_pool{axes}d_same", f"layer: avg_pool{axes}d(3, stride = 2, padding = same);", shape, Same(
            mean(3, stride=2), 3, 2, counted=True
        )
        adaptive = getattr(nn, f"AdaptiveAvgPool{axes}d")
        yield f"adaptive_avg_pool{axes}d_three", f"layer: adaptive_avg_pool{axes}d(3);", shape, adaptive(3)
        yield f"adaptive_avg_pool{axes}d_one", f"layer: adaptive_avg_pool{axes}d(1);", shape, adaptive(1)
        over = tuple(range(2, 2 + axes))
        yield f"global_avg_pool_{axes}", "layer: global_avg_pool;", shape, Does(lambda x, over=over: x.mean(over))
        yield f"global_avg_pool_{axes}_kept", "layer: global_avg_pool(keep_dims = true);", shape, Does(
            lambda x, over=over: x.mean(over, keepdim=True)
        )
    yield "adaptive_avg_pool2d_pair", "layer: adaptive_avg_pool2d([3, 5]);", IMAGE, nn.AdaptiveAvgPool2d((3, 5))
    yield "max_pool2d_pair", "layer: max_pool2d([3, 2], stride = [1, 2], padding = [1, 0]);", IMAGE, nn.MaxPool2d(
        (3, 2), stride=(1, 2), padding=(1, 0)
    )


def norms():
    shapes = {"features": FEATURES, "signal": SIGNAL, "image": IMAGE, "volume": VOLUME}
    dims = {"features": 1, "signal": 1, "image": 2, "volume": 3}
    for name, shape in shapes.items():
        batch = getattr(nn, f"BatchNorm{dims[name]}d")
        yield f"batch_norm_{name}", "layer: batch_norm;", shape, batch(shape[0])
        yield f"batch_norm_{name}_options", "layer: batch_norm(eps = 1e-2, affine = false);", shape, batch(
            shape[0], eps=1e-2, affine=False
        )
        yield f"layer_norm_{name}", "layer: layer_norm(eps = 1e-3);", shape, ChannelNorm(shape[0], eps=1e-3)
        yield f"group_norm_{name}", "layer: group_norm(2);", shape, nn.GroupNorm(2, shape[0])
        if name != "features":
            yield f"local_response_norm_{name}", (
                "layer: local_response_norm(3, alpha = 0.5, beta = 0.6, k = 1.5);"
            ), shape, nn.LocalResponseNorm(3, alpha=0.5, beta=0.6, k=1.5)
            instance = getattr(nn, f"InstanceNorm{dims[name]}d")
            yield f"instance_norm_{name}", "layer: instance_norm;", shape, instance(shape[0])
            yield f"instance_norm_{name}_affine", "layer: instance_norm(affine = true);", shape, instance(
                shape[0], affine=True
            )
    yield "group_norm_plain", "layer: group_norm(4, affine = false, eps = 1e-2);", IMAGE, nn.GroupNorm(
        4, 4, eps=1e-2, affine=False
    )
    yield "local_response_norm_even", "layer: local_response_norm(2);", IMAGE, nn.LocalResponseNorm(2)


def activations():
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
    stretched = "scale(8.0); "
    for name, module in table.items():
        yield name, f"{stretched}layer: {name};", IMAGE, Stretched(module)
        yield f"{name}_features", f"layer: {name};", FEATURES, module
    yield "leaky_relu_slope", "layer: leaky_relu(negative_slope = 0.3);", IMAGE, nn.LeakyReLU(0.3)
    yield "elu_alpha", "layer: elu(alpha = 0.5);", IMAGE, nn.ELU(0.5)
    yield "gelu_tanh", "layer: gelu(approximate = tanh);", IMAGE, nn.GELU("tanh")
    yield "prelu_one", "layer: prelu;", IMAGE, nn.PReLU()
    yield "prelu_channels", "layer: prelu(num_parameters = 4);", IMAGE, nn.PReLU(4)


class Stretched(nn.Module):
    def __init__(self, module):
        super().__init__()
        self.module = module

    def forward(self, x):
        return self.module(x * 8)


def forms():
    for name, shape in (("signal", SIGNAL), ("image", IMAGE), ("volume", VOLUME)):
        yield f"flatten_{name}", "layer: flatten;", shape, nn.Flatten()
        yield f"slice_{name}", "layer: slice(1..3);", shape, Does(lambda x: x[:, 1:3])
        yield f"channel_shuffle_{name}", "layer: channel_shuffle(2);", shape, Does(shuffle)
    yield "reshape_image", "layer: reshape([8, 21]);", IMAGE, Does(lambda x: x.reshape(BATCH, 8, 21))
    yield "reshape_features", "layer: reshape([5, 2, 1]);", FEATURES, Does(lambda x: x.reshape(BATCH, 5, 2, 1))
    yield "pixel_shuffle", "layer: pixel_shuffle(2);", IMAGE, nn.PixelShuffle(2)
    for mode in ("nearest", "bilinear", "bicubic"):
        corners = {} if mode == "nearest" else {"align_corners": False}
        for text, options in (("size = [10, 4]", {"size": (10, 4)}), ("scale = 2.0", {"scale_factor": 2.0})):
            name = f"interpolate_{mode}_{text.split()[0]}"
            yield name, f"layer: interpolate({text}, mode = {mode});", IMAGE, Does(
                lambda x, mode=mode, options=options, corners=corners: functional.interpolate(
                    x, mode=mode, **options, **corners
                )
            )
    for mode in ("bilinear", "bicubic"):
        yield f"interpolate_{mode}_corners", (
            f"layer: interpolate(size = [10, 4], mode = {mode}, align_corners = true);"
        ), IMAGE, Does(
            lambda x, mode=mode: functional.interpolate(x, size=(10, 4), mode=mode, align_corners=True)
        )
    yield "scale_number", "layer: scale(2.0, shift = -0.5);", IMAGE, Does(lambda x: x * 2 - 0.5)
    yield "scale_channels", "layer: scale([0.5, 1.0, 2.0, 4.0], shift = [0.0, 0.1, 0.2, 0.3]);", IMAGE, Does(
        lambda x: x * torch.tensor([0.5, 1, 2, 4]).reshape(1, 4, 1, 1)
        + torch.tensor([0, 0.1, 0.2, 0.3]).reshape(1, 4, 1, 1)
    )
    yield "dropout", "layer: dropout(p = 0.3);", IMAGE, nn.Dropout(0.3)
    yield "stochastic_depth", "layer: stochastic_depth(0.3);", IMAGE, nn.Identity()
    yield "parameter", "layer: product { identity; gamma: parameter([4, 1, 1], init = 1.0); }", IMAGE, Scaled((4, 1, 1))
    yield "parameter_features", "layer: product { identity; gamma: parameter([10]); }", FEATURES, Scaled((10,))


def shuffle(x):
    return nn.ChannelShuffle(2)(x) if x.dim() == 4 else x.reshape(x.shape[0], 2, 2, -1).swapdims(1, 2).reshape(x.shape)


def figures(name, statement, shape, module):
    """The figures of one case."""
    holder = nn.Sequential(collections.OrderedDict(layer=module)).eval()
    scheme.fill(holder)
    x = torch.from_numpy(scheme.inputs((BATCH, *shape))).double()
    with torch.no_grad():
        y = holder.double()(x)
    state = [
        [key.replace(".module.", "."), list(tensor.shape)]
        for key, tensor in holder.state_dict().items()
        if tensor.is_floating_point()
    ]
    return {
        "name": name,
        "statement": statement,
        "input": list(shape),
        "output": list(y.shape[1:]),
        "params": sum(p.numel() for p in holder.parameters()),
        "buffers": sum(b.numel() for b in holder.buffers() if b.is_floating_point()),
        "state": state,
        "values": [float(f"{v:.8g}") for v in y.flatten().tolist()],
    }


def rust(cases) -> str:
    lines = [
        "// Written by tests/reference/generate/layers.py: change it there.",
        "",
        "cases! {",
    ]
    for case in cases:
        lines.append(f"    {case['name']}: {case['input']} -> {case['output']} {{ {case['statement']} }}")
    return "\n".join(lines + ["}", ""])


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    torch.manual_seed(0)
    tables = (convolutions, pools, norms, activations, forms)
    cases = [figures(*case) for table in tables for case in table()]
    here = pathlib.Path(__file__).parent
    text = ",\n".join(json.dumps(case) for case in cases)
    (here / "../layer_parity.json").write_text(f"[\n{text}\n]\n")
    (here / "../../tests/layer_parity/cases.rs").write_text(rust(cases))
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()
