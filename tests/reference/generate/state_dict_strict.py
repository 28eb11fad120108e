"""Proves that PyTorch accepts a `.safetensors` file: loads it into a model of torchvision with `strict=True`.

PyTorch's batch norms also count their batches (`num_batches_tracked`, an integer that evaluation does not read).
A file may leave them out: a state dict from a `.safetensors` file carries no `_metadata` version, and for such
PyTorch itself takes an absent counter as it is in the model, even with `strict=True`. Nothing is added here; any
other name, missing or extra, and any other shape is an error. Prints the sum of the logits for the input of
`../README.md`; with `--filled G` it also compares them with those of the filling scheme.
"""

import argparse
import pathlib
import sys

import safetensors.torch
import torch

import models
import scheme


def loaded(file: pathlib.Path, name: str) -> tuple:
    """The model with the file's numbers, and how many batch counters the file leaves out."""
    model = models.built(name)
    state = safetensors.torch.load_file(file)
    absent = model.state_dict().keys() - state.keys()
    model.load_state_dict(state, strict=True)
    return model, sum(key.endswith("num_batches_tracked") for key in absent)


def logits(model, shape: tuple) -> torch.Tensor:
    """What the model computes from the input of the scheme, without side heads, in float64."""
    with torch.no_grad():
        y = model.double()(torch.from_numpy(scheme.inputs((1, *shape))).double())
    return y["out"] if isinstance(y, dict) else y


def distance(found: torch.Tensor, name: str, gain: float) -> float:
    """How far the logits are from those of the filled model, relative to the largest."""
    model = models.built(name)
    scheme.fill(model, gain)
    expected = logits(model, models.input_shape(name))
    return ((found - expected).abs().max() / expected.abs().max()).item()


def check(file: pathlib.Path, name: str, gain: float | None) -> None:
    """Prints that the file is accepted; a fault ends the program with its words."""
    try:
        model, counters = loaded(file, name)
    except (RuntimeError, OSError, safetensors.SafetensorError) as fault:
        sys.exit(f"error: {file}: {fault}")
    y = logits(model, models.input_shape(name))
    print(f"{name}: accepted ({counters} batch counters absent); sum of the logits {y.sum().item():.9g}")
    if gain is not None:
        apart = distance(y, name, gain)
        print(f"{name}: logits of the filled model: {apart:.1e} apart")
        if apart > 1e-9:
            sys.exit(f"error: {file}: the numbers are not those of the scheme")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=pathlib.Path, nargs="+", metavar="FILE", help="a .safetensors file")
    parser.add_argument(
        "--model", metavar="MODEL", choices=models.NAMES,
        help=f"one of {', '.join(models.NAMES)}; default: what each file is called (resnet18.safetensors)",
    )
    parser.add_argument("--filled", type=float, metavar="G", help="the files were filled by the scheme with this G")
    arguments = parser.parse_args()
    for file in arguments.files:
        name = arguments.model or file.stem
        if name not in models.NAMES:
            parser.error(f"{file} is not called like a model; --model says which it is for")
        check(file, name, arguments.filled)


if __name__ == "__main__":
    main()
