"""PyTorch's default initial values of each layer with parameters: the formula, and what was measured.

Writes `../init_distributions.json`. Every tensor is either constant or uniform on -bound…bound; the measured
numbers are those of one seeded draw, to show that the formula is PyTorch's.
"""

import argparse
import json
import math
import pathlib

import torch
from torch import nn

FILE = pathlib.Path(__file__).resolve().parent / "../init_distributions.json"
SEED = 20

# Name, statement, input shape, module, the fan-in of its weight (None: constant values).
CASES = [
    ("linear", "layer: linear(300);", (200,), nn.Linear(200, 300), 200),
    ("linear_channels", "layer: linear(300, dim = channels);", (200, 2), nn.Linear(200, 300), 200),
    ("conv1d", "layer: conv1d(128, 5);", (64, 8), nn.Conv1d(64, 128, 5), 64 * 5),
    ("conv2d", "layer: conv2d(128, 3);", (64, 8, 8), nn.Conv2d(64, 128, 3), 64 * 9),
    ("conv2d_groups", "layer: conv2d(128, 3, groups = 8);", (64, 8, 8), nn.Conv2d(64, 128, 3, groups=8), 8 * 9),
    ("conv2d_depthwise", "layer: conv2d(256, 5, groups = 256);", (256, 8, 8), nn.Conv2d(256, 256, 5, groups=256), 25),
    ("conv3d", "layer: conv3d(64, 3);", (32, 4, 4, 4), nn.Conv3d(32, 64, 3), 32 * 27),
    ("conv_transpose1d", "layer: conv_transpose1d(128, 5);", (64, 8), nn.ConvTranspose1d(64, 128, 5), 128 * 5),
    ("conv_transpose2d", "layer: conv_transpose2d(128, 3);", (64, 8, 8), nn.ConvTranspose2d(64, 128, 3), 128 * 9),
    (
        "conv_transpose2d_groups",
        "layer: conv_transpose2d(128, 3, groups = 8);",
        (64, 8, 8),
        nn.ConvTranspose2d(64, 128, 3, groups=8),
        16 * 9,
    ),
    ("conv_transpose3d", "layer: conv_transpose3d(32, 3);", (64, 4, 4, 4), nn.ConvTranspose3d(64, 32, 3), 32 * 27),
    ("batch_norm", "layer: batch_norm;", (32, 4, 4), nn.BatchNorm2d(32), None),
    ("layer_norm", "layer: layer_norm;", (32,), nn.LayerNorm(32), None),
    ("group_norm", "layer: group_norm(4);", (32, 4, 4), nn.GroupNorm(4, 32), None),
    ("instance_norm", "layer: instance_norm(affine = true);", (32, 4, 4), nn.InstanceNorm2d(32, affine=True), None),
    ("prelu", "layer: prelu;", (32,), nn.PReLU(), None),
    ("prelu_init", "layer: prelu(num_parameters = 32, init = 0.1);", (32,), nn.PReLU(32, init=0.1), None),
]


def measured(tensor: torch.Tensor) -> dict:
    """What was drawn."""
    t = tensor.detach().double()
    found = {"min": t.min(), "max": t.max(), "mean": t.mean(), "std": t.std(correction=0)}
    return {key: float(f"{value.item():.6g}") for key, value in found.items()}


def constant(name: str, module) -> float:
    """The value of a tensor that is not drawn."""
    if isinstance(module, nn.PReLU):
        return module.init
    return {"weight": 1.0, "bias": 0.0, "running_mean": 0.0, "running_var": 1.0}[name]


def row(name: str, tensor: torch.Tensor, module, fan_in) -> dict:
    """One tensor; the drawn numbers must agree with the formula."""
    found = {"name": f"layer.{name}", "shape": list(tensor.shape), "count": tensor.numel()}
    if fan_in is None:
        value = constant(name, module)
        assert (tensor == value).all(), name
        return found | {"distribution": "constant", "value": value}
    bound = 1 / math.sqrt(fan_in)
    std, seen = bound / math.sqrt(3), measured(tensor)
    tolerance = 5 / math.sqrt(tensor.numel())
    assert max(-seen["min"], seen["max"]) <= bound * 1.000001, name
    assert abs(seen["std"] / std - 1) < tolerance and abs(seen["mean"]) < tolerance * std, name
    return found | {"distribution": "uniform", "bound": bound, "std": std, "measured": seen}


def figures(name, statement, shape, module, fan_in) -> dict:
    """One layer: drawn anew from the seed, so that the order of the cases does not matter."""
    torch.manual_seed(SEED)
    if hasattr(module, "reset_parameters"):
        module.reset_parameters()
    tensors = [(key, t) for key, t in module.state_dict().items() if t.is_floating_point()]
    return {
        "name": name,
        "statement": statement,
        "input": list(shape),
        **({} if fan_in is None else {"fan_in": fan_in, "bound": f"1 / sqrt({fan_in})"}),
        "tensors": [row(key, tensor, module, fan_in) for key, tensor in tensors],
    }


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    cases = ",\n".join(json.dumps(figures(*case)) for case in CASES)
    FILE.write_text(f"[\n{cases}\n]\n")
    print(f"{len(CASES)} layers, each as its formula says")


if __name__ == "__main__":
    main()
