"""Two training steps of PyTorch's batch norm: what comes out, and the running statistics after each.

Writes `../batch_norm_training.json`. What a step computes is divided by the variance over the batch as it is
(divided by n); what goes into the running variance is the unbiased one (divided by n - 1).
"""

import argparse
import collections
import json
import pathlib

import torch
from torch import nn

import scheme

FILE = pathlib.Path(__file__).resolve().parent / "../batch_norm_training.json"
BATCH = 3
INPUTS = ("input", "input2")

# Name, statement, input shape, module.
CASES = [
    ("features", "layer: batch_norm;", (6,), nn.BatchNorm1d(6)),
    ("signal", "layer: batch_norm(momentum = 0.3);", (4, 5), nn.BatchNorm1d(4, momentum=0.3)),
    ("image", "layer: batch_norm;", (4, 3, 4), nn.BatchNorm2d(4)),
    ("image_options", "layer: batch_norm(eps = 1e-2, momentum = 0.5);", (4, 3, 4), nn.BatchNorm2d(4, eps=1e-2, momentum=0.5)),
    ("image_not_affine", "layer: batch_norm(affine = false);", (4, 3, 4), nn.BatchNorm2d(4, affine=False)),
    ("volume", "layer: batch_norm;", (3, 2, 3, 2), nn.BatchNorm3d(3)),
]


def numbers(tensor: torch.Tensor) -> list:
    """Flat, with 9 significant digits."""
    return [float(f"{v:.9g}") for v in tensor.flatten().tolist()]


def figures(name: str, statement: str, shape: tuple, module: nn.Module) -> dict:
    """One case: the scheme's weights and running statistics, then a step for each input, then evaluation."""
    holder = nn.Sequential(collections.OrderedDict(layer=module))
    scheme.fill(holder)
    holder.double().train()
    steps = []
    for source in INPUTS:
        x = torch.from_numpy(scheme.inputs((BATCH, *shape), source)).double()
        y = holder(x)
        stored = {key: numbers(getattr(module, key)) for key in ("running_mean", "running_var")}
        steps.append({"input_name": source, "output": numbers(y), **stored})
    evaluated = numbers(holder.eval()(torch.from_numpy(scheme.inputs((BATCH, *shape))).double()))
    return {
        "name": name,
        "statement": statement,
        "input": list(shape),
        "batch": BATCH,
        "steps": steps,
        "evaluation": evaluated,
    }


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    cases = ",\n".join(json.dumps(figures(*case)) for case in CASES)
    FILE.write_text(f"[\n{cases}\n]\n")
    print(f"{len(CASES)} cases")


if __name__ == "__main__":
    main()
