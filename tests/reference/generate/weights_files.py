"""Which weights of ImageNet torchvision has for the networks of `firebrick::models`, and what each does to a photo.

Writes `../../../examples/data/torchvision_weights.json`, which the example `classify` reads. No weights are downloaded:
the file's name is the last part of its address, and `transform_input` is what the builder makes of a model.
"""

import argparse
import json
import pathlib
import unittest.mock

import torch
import torchvision
from torchvision.models._api import WeightsEnum

import models

FILE = pathlib.Path(__file__).resolve().parent / "../../../examples/data/torchvision_weights.json"
NAMES = [name for name in models.NAMES if name != "lenet5" and name not in models.SEGMENTERS]


def transforms_input(name: str, weights: WeightsEnum) -> bool:
    """Whether the model with these weights normalises its input anew."""
    nothing_to_load = unittest.mock.patch.object(WeightsEnum, "get_state_dict", lambda *_, **__: {})
    nothing_loaded = unittest.mock.patch.object(torch.nn.Module, "load_state_dict", lambda *_, **__: None)
    with nothing_to_load, nothing_loaded, torch.device("meta"):
        return getattr(torchvision.models.get_model(name, weights=weights), "transform_input", False)


def row(name: str, weights: WeightsEnum, default: bool) -> dict:
    """One file of weights."""
    transform = weights.transforms()
    assert transform.antialias
    (resize,), (crop,) = transform.resize_size, transform.crop_size
    return {
        "model": name,
        "name": weights.name,
        "default": default,
        "file": weights.url.rsplit("/", 1)[1],
        "resize": resize,
        "crop": crop,
        "interpolation": transform.interpolation.value,
        "transform_input": transforms_input(name, weights),
    }


def figures() -> dict:
    """Every file of weights that classifies; VGG has one of features alone."""
    rows, norms = [], set()
    for name in NAMES:
        known = torchvision.models.get_model_weights(name)
        for weights in known:
            if weights.meta["categories"] is not None:
                rows.append(row(name, weights, weights is known.DEFAULT))
                transform = weights.transforms()
                norms.add((tuple(transform.mean), tuple(transform.std)))
    ((mean, std),) = norms
    version = torchvision.__version__.split("+")[0]
    return {"source": f"torchvision {version}", "mean": mean, "std": std, "weights": rows}


def written(found: dict) -> str:
    """JSON with one line for each key and each file."""
    rows = ",\n".join("  " + json.dumps(row) for row in found.pop("weights"))
    lines = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in found.items()]
    return "{\n" + ",\n".join(lines) + f',\n "weights": [\n{rows}\n ]\n}}\n'


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    FILE.write_text(written(figures()))


if __name__ == "__main__":
    main()
