"""What torchvision's MobileNetV2 with its published weights says about the photos of the example `classify`.

Writes `../real_photos.json`. FILE is `mobilenet_v2-b0353104.pth`, the only download that any figure here needs. A photo
whose name ends in `_224` is a crop already and only normalised.
"""

import argparse
import hashlib
import json
import pathlib

import torch
import torchvision
from torchvision.transforms import functional

import networks
import photos

FILE = pathlib.Path(__file__).resolve().parent / "../real_photos.json"
NAME = "mobilenet_v2"
WEIGHTS = torchvision.models.MobileNet_V2_Weights.IMAGENET1K_V1
PHOTOS = ["chelsea_224.png", "coffee_224.png", "rocket_224.png", "chelsea.png", "rocket.jpg"]


def normalised(name: str) -> torch.Tensor:
    """A photo as a batch of one."""
    image, transform = photos.opened(name), WEIGHTS.transforms()
    if "_224" not in name:
        return transform(image)[None]
    return functional.normalize(functional.to_tensor(image), transform.mean, transform.std)[None]


def top(model, name: str) -> list:
    """`[class, name, probability]` of the likeliest five."""
    with torch.no_grad():
        probabilities = model(normalised(name).double())[0].softmax(0)
    likeliest = torch.topk(probabilities, 5).indices.tolist()
    categories = WEIGHTS.meta["categories"]
    return [[at, categories[at], float(f"{probabilities[at]:.6g}")] for at in likeliest]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=pathlib.Path, metavar="FILE")
    file = parser.parse_args().weights
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if not digest.startswith("b0353104"):
        parser.error(f"expected the weights b0353104…, found {digest[:8]}…")
    model = getattr(torchvision.models, NAME)()
    model.load_state_dict(torch.load(file, weights_only=True))
    model.double().eval()
    rows = [f"  {json.dumps(name)}: {networks.compact(top(model, name))}" for name in PHOTOS]
    head = f' "weights": "{WEIGHTS.url.rsplit("/", 1)[1]}",\n "sha256": "{digest}",\n "top": {{\n'
    FILE.write_text("{\n" + head + ",\n".join(rows) + "\n }\n}\n")


if __name__ == "__main__":
    main()
