"""Figures of photos: what torchvision and Keras make of them, and what networks say then.

Writes `../photos.json`, and the small files of `../../../examples/data/photos/kinds`, each a kind of pixels. The photos are
those of `../../../examples/data/photos`; the networks are filled by the scheme. Needs Pillow, which torchvision uses too.
"""

import argparse
import io
import json
import pathlib
import struct
import zlib

import numpy
import PIL.Image
import PIL.ImageOps
import torch
import torchvision
from torchvision.transforms import functional

import keras_networks
import models
import networks
import scheme

keras = keras_networks.keras  # which that module has told its backend
HERE = pathlib.Path(__file__).resolve().parent
FILE = HERE / "../photos.json"
PHOTOS = HERE / "../../../examples/data/photos"
WEIGHTS = json.loads((HERE / "../../../examples/data/torchvision_weights.json").read_text())

# What is cropped: photos as they are, and what a resize finds hardest. A size is [width, height].
CROPPED = ["chelsea.png", "coffee_224.png", "kinds/rgb16.png", "kinds/pixel.png", "kinds/strip.png", "kinds/rgba.png"]
# What networks see: name and gain, with weights that torchvision takes where it is asked for its best.
SEEN = {
    "mobilenet_v2": 4,
    "resnet18": 4,
    "googlenet": 6,
    "inception_v3": 6,
    "densenet121": 6,
    "efficientnet_b0": 6,
    "mobilenet_v3_large": 6,
    "resnet50": 4,
    "shufflenet_v2_x1_0": 4,
    "squeezenet1_1": 4,
}
KERAS = {"mobilenet_v1": ("keras_mobilenet", 6), "xception": ("keras_xception", 4)}
PHOTO = "chelsea.png"
STEP = 7  # of the logits, every seventh is kept


def png(depth: int, colour: int, pixels: numpy.ndarray) -> bytes:
    """A PNG file of pixels `[height, width, channels]`; Pillow writes no colours of 16 bits."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = pixels.shape[:2]
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels.astype(f">u{depth // 8}"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def kinds() -> dict:
    """A small file of each kind of pixels, by its name."""
    small = opened("chelsea.png").resize((12, 8))
    small.info.clear()  # a colour profile that is larger than the photo
    numbers = scheme.uniform("photo", 8 * 12 * 4).reshape(8, 12, 4)
    wide = (numbers * 65536).astype(numpy.uint16)
    cmyk = numpy.asarray(small.convert("CMYK")).copy()
    cmyk[..., 3] = 40  # Pillow mixes no black of its own
    turned = PIL.Image.Exif()
    turned[0x0112] = 6  # to be turned by 90° clockwise
    saved = {
        "bits.png": (small.convert("1"), {}),
        "grey.png": (small.convert("L"), {}),
        "grey_alpha.png": (small.convert("LA"), {}),
        "palette.png": (small.quantize(16), {}),
        "rgba.png": (PIL.Image.fromarray((numbers * 256).astype(numpy.uint8), "RGBA"), {}),
        "pixel.png": (small.crop((5, 5, 6, 6)), {}),
        "strip.png": (small.resize((700, 1)), {}),
        "colours.webp": (small, {"lossless": True}),
        "grey.jpg": (small.convert("L"), {"quality": 95}),
        "cmyk.jpg": (PIL.Image.fromarray(cmyk, "CMYK"), {"quality": 95}),
        "turned.jpg": (small, {"quality": 95, "exif": turned}),
    }
    found = {
        "grey16.png": png(16, 0, wide[..., :1]),
        "rgb16.png": png(16, 2, wide[..., :3]),
        "grey_alpha16.png": png(16, 4, wide[..., :2]),
        "rgba16.png": png(16, 6, wide),
    }
    for name, (image, options) in saved.items():
        file = io.BytesIO()
        image.save(file, format={"jpg": "jpeg"}.get(name[-3:], name.rsplit(".", 1)[1]), **options)
        found[name] = file.getvalue()
    return found


def opened(name: str) -> PIL.Image.Image:
    """A photo, upright, as RGB."""
    image = PIL.Image.open(PHOTOS / name)
    if image.mode == "I;16":  # Pillow would clip it to white
        image = PIL.Image.fromarray((numpy.asarray(image) >> 8).astype(numpy.uint8))
    return PIL.ImageOps.exif_transpose(image).convert("RGB")


def cropped(image: PIL.Image.Image, row: dict) -> PIL.Image.Image:
    """The photo's middle, as torchvision's transform cuts it out."""
    filter_ = functional.InterpolationMode(row["interpolation"])
    return functional.center_crop(functional.resize(image, row["resize"], filter_), row["crop"])


def transforms() -> list:
    """Each way of cropping that some weights of torchvision have, with the crop of each photo as a checksum."""
    ways = {(row["resize"], row["crop"], row["interpolation"]): row for row in WEIGHTS["weights"]}
    found = []
    for (resize, crop, interpolation), row in sorted(ways.items()):
        crcs = {name: zlib.crc32(cropped(opened(name), row).tobytes()) for name in CROPPED}
        found.append({"resize": resize, "crop": crop, "interpolation": interpolation, "crc32": crcs})
    return found


def default(name: str) -> dict:
    """The row of the weights that torchvision takes where it is asked for its best."""
    return next(row for row in WEIGHTS["weights"] if row["model"] == name and row["default"])


def seen(name: str, gain: float) -> list:
    """The logits of a network of torchvision for the photo."""
    model = models.built(name, torch.float64)
    scheme.fill(model, gain)
    model.transform_input = default(name)["transform_input"]
    transform = torchvision.models.get_model_weights(name).DEFAULT.transforms()
    with torch.no_grad():
        return model(transform(opened(PHOTO)).double()[None])[0].tolist()


def seen_by_keras(figures: str, gain: float) -> list:
    """The logits of a network of Keras, filled under PyTorch's names and in PyTorch's layout."""
    model = keras_networks.built(figures)
    state = json.loads((networks.FOLDER / f"{figures}.json").read_text())["torch_state"]
    norms = {name.rsplit(".", 1)[0] for name, *_ in state if name.endswith("running_mean")}
    weights = {weight.path: weight for weight in model.weights}
    for name, shape, source, axes in state:
        values = scheme.values(name, tuple(shape), name.rsplit(".", 1)[0] in norms, gain)
        weights[source].assign(values.transpose(numpy.argsort(axes)).astype(numpy.float64))
    side = keras_networks.SIZES[figures][1]
    row = {"resize": round(side / 0.875), "crop": side, "interpolation": "bilinear"}
    image = numpy.asarray(cropped(opened(PHOTO), row)).astype(numpy.float64)
    application = keras.applications.mobilenet if "mobilenet" in figures else keras.applications.xception
    with torch.no_grad():
        x = torch.from_numpy(application.preprocess_input(image)[None])
        return model(x, training=False).detach().flatten().tolist()


def said(gain: float, logits: list) -> dict:
    """What is kept of the logits."""
    values = torch.tensor(logits, dtype=torch.float64)
    top = torch.topk(values, 5).indices.tolist()
    probabilities = values.softmax(0)[top].tolist()
    return {"gain": gain, "top": [[at, float(f"{p:.6g}")] for at, p in zip(top, probabilities)], "logits": logits[::STEP]}


def figures() -> dict:
    """Everything about the photos."""
    pixels = {name: list(opened(f"kinds/{name}").tobytes()) for name in sorted(kinds())}
    says = {name: said(gain, seen(name, gain)) for name, gain in SEEN.items()}
    says |= {name: said(gain, seen_by_keras(source, gain)) for name, (source, gain) in KERAS.items()}
    return {
        "source": f"Pillow {PIL.__version__}, torchvision {torchvision.__version__.split('+')[0]}, Keras {keras.__version__}",
        "kinds": pixels,
        "transforms": transforms(),
        "photo": PHOTO,
        "step": STEP,
        "networks": {name: {**row, "logits": networks.rounded(row["logits"])} for name, row in says.items()},
    }


def written(found: dict) -> str:
    """JSON with one line for each entry of an entry."""
    lines = []
    for key, value in found.items():
        if isinstance(value, dict):
            rows = ",\n".join(f"  {json.dumps(inner)}: {networks.compact(row)}" for inner, row in value.items())
            lines.append(f' "{key}": {{\n{rows}\n }}')
        elif isinstance(value, list):
            lines.append(f' "{key}": [\n' + ",\n".join("  " + networks.compact(row) for row in value) + "\n ]")
        else:
            lines.append(f' "{key}": {networks.compact(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    (PHOTOS / "kinds").mkdir(exist_ok=True)
    for name, data in kinds().items():
        (PHOTOS / "kinds" / name).write_bytes(data)
    FILE.write_text(written(figures()))


if __name__ == "__main__":
    main()
