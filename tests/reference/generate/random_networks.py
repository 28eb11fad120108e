"""Figures of random networks from PyTorch: the twins of what `tests/random` compiles.

Writes `../random_networks.json`. The networks and their twins are printed by `cargo run -p firebrick-generator`
from their seeds; this script gives the twins what PyTorch has no layer for, fills them by the scheme and
runs them.
"""

import argparse
import json
import pathlib
import subprocess

import torch
import torch.nn.functional as functional
from torch import nn

import scheme
from layers import BATCH, ChannelLinear, ChannelNorm, CountedMean, Does, over, same, shuffle, sided

HERE = pathlib.Path(__file__).resolve().parent
MOST_VALUES = 96


class Twin(nn.Module):
    """A module whose parts stand under the paths of the declaration."""

    def hold(self, path, part):
        """Puts a module or a parameter under a path. Names that a module has already (`type`, `for`) are no obstacle."""
        *scopes, name = path.split(".")
        inner = self
        for scope in scopes:
            inner = inner._modules.setdefault(scope, nn.Module())
        (inner._parameters if isinstance(part, nn.Parameter) else inner._modules)[name] = part

    def held(self, path):
        """What stands under a path."""
        *scopes, name = path.split(".")
        inner = self
        for scope in scopes:
            inner = inner._modules[scope]
        return inner._modules[name] if name in inner._modules else inner._parameters[name]


def each(numbers, x):
    """One number, or one for each channel, along the channels of `x`."""
    return torch.tensor(numbers, dtype=x.dtype).reshape(-1, *(1,) * (x.dim() - 2))


def maxout(pieces):
    """The largest of so many of the linear functions for each output."""
    return lambda x, linear: linear(x).unflatten(1, (-1, pieces)).amax(2)


def gate(x, fc1, fc2):
    """Every channel of an image by a gate from its mean."""
    gates = torch.sigmoid(fc2(torch.relu(fc1(x.mean((2, 3))))))
    return x * gates[:, :, None, None]


def mean3d(kernel, stride, padding, counts_padding, size):
    """`nn.AvgPool3d` to `size`, where PyTorch refuses: a kernel larger than the input, with its padding or rounded up."""

    def mean(x):
        def total(x, value):
            sides = [side for p in reversed(padding) for side in (p, p)]
            x = functional.pad(x, sides, value=value)
            needed = [(n - 1) * s + k for n, s, k in zip(size, stride, kernel)]
            behind = [side for n, has in reversed(list(zip(needed, x.shape[2:]))) for side in (0, max(n - has, 0))]
            return functional.avg_pool3d(functional.pad(x, behind), kernel, stride, divisor_override=1)

        return total(x, 0.0) / total(torch.ones_like(x), 1.0 if counts_padding else 0.0)

    return mean


def twins(seeds):
    """The classes of the twins, their inputs and sources, by seed."""
    command = ["cargo", "run", "--quiet", "--package", "firebrick-generator", "--", "twin", *map(str, seeds)]
    text = subprocess.run(command, cwd=HERE, check=True, capture_output=True, text=True).stdout
    names = {**globals(), "INPUTS": {}, "SOURCES": {}}
    exec(compile(text, "twins", "exec"), names)
    return {seed: (names[f"Twin{seed}"], names["INPUTS"][seed], names["SOURCES"][seed]) for seed in seeds}


def sampled(tensor):
    """At most `MOST_VALUES` of the numbers, evenly spread."""
    flat = tensor.flatten()
    step = -(-len(flat) // MOST_VALUES)
    return [float(f"{number:.9g}") for number in flat[::step].tolist()]


def values(tensor):
    """The figures of one value."""
    return {"shape": list(tensor.shape), "values": sampled(tensor)}


def figures(seed, twin, shape, source):
    """The figures of one network."""
    model = twin().eval()
    scheme.fill(model)
    x = torch.from_numpy(scheme.inputs((BATCH, *shape))).double()
    with torch.no_grad():
        output, heads, taps = model.double()(x)
    floats = {key: list(tensor.shape) for key, tensor in model.state_dict().items() if tensor.is_floating_point()}
    return {
        "seed": seed,
        "source": source,
        "state": floats,
        "output": values(output),
        "heads": {name: values(head) for name, head in heads.items()},
        "taps": {name: values(tap) for name, tap in taps.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=64, help="how many seeds, from 0 (64)")
    count = parser.parse_args().count
    rows = [figures(seed, *twin) for seed, twin in twins(range(count)).items()]
    lines = ",\n".join(json.dumps(row) for row in rows)
    (HERE.parent / "random_networks.json").write_text(f"[\n{lines}\n]\n")
    print(f"{len(rows)} networks")


if __name__ == "__main__":
    main()
