"""Turns a weights file of Keras's MobileNet (V1) or Xception into `.safetensors` in PyTorch's layout.

SRC is what Keras writes or offers for download: `.h5` (weights alone or a whole model, Keras 1 to 3),
`.weights.h5`, or `.keras`. Needs h5py, not Keras itself. Names become `<keras layer name>.weight`, `.bias`,
`.running_mean`, `.running_var`; a separable convolution becomes `<name>.depthwise.weight` and
`<name>.pointwise.weight`; layers that Keras named by itself are numbered from the first one on
(`conv2d`, `conv2d_1`, …). Kernels are turned from HWIO to OIHW, depthwise ones from HWC1 to C1HW, matrices from
[in, out] to [out, in].
"""

import argparse
import collections
import io
import json
import pathlib
import re
import sys
import zipfile

import h5py
import numpy
import safetensors.numpy

import keras_layout

HERE = pathlib.Path(__file__).resolve().parent
NETWORKS = {name: HERE / f"../networks/keras_{name}.json" for name in ("mobilenet", "xception")}
AUTOMATIC = re.compile(r"^(conv2d|convolution2d|batch_?normalization)(?:_(\d+))?$")


class Refused(Exception):
    """A file that cannot be converted; the message says why."""


def read(path: pathlib.Path) -> dict:
    """The weights of each layer with any, by the layer's name, in Keras's order."""
    if not path.is_file():
        raise Refused(f"{path}: no such file")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            if "model.weights.h5" not in archive.namelist():
                raise Refused(f"{path}: a zip file without `model.weights.h5`, so not a `.keras` file")
            return read_hdf5(io.BytesIO(archive.read("model.weights.h5")), path)
    if not h5py.is_hdf5(path):
        raise Refused(f"{path}: expected an HDF5 file (`.h5`, `.weights.h5`) or a `.keras` archive")
    return read_hdf5(path, path)


def read_hdf5(source, path: pathlib.Path) -> dict:
    """Either of the two ways in which Keras lays out an HDF5 file."""
    with h5py.File(source) as file:
        group = file["model_weights"] if "model_weights" in file else file
        if "layer_names" in group.attrs:
            return read_named(group)
        if "layers" in group:
            return read_numbered(group["layers"])
    raise Refused(f"{path}: an HDF5 file without Keras's `layer_names` or `layers`")


def text(value) -> str:
    """HDF5 keeps strings as bytes or as text."""
    return value.decode() if isinstance(value, bytes) else str(value)


def read_named(group) -> dict:
    """`.h5`: a group for each layer, whose `weight_names` gives the order."""
    found = {}
    for name in map(text, group.attrs["layer_names"]):
        arrays = [numpy.asarray(group[name][text(weight)]) for weight in group[name].attrs["weight_names"]]
        if arrays:
            found[name] = arrays
    return found


def read_numbered(layers) -> dict:
    """`.weights.h5`: groups named by class, each with `vars/0`, `vars/1`, … and the layer's name as an attribute."""
    found = {}
    for key, group in layers.items():
        entries = [group] if "vars" in group else []
        arrays = [numpy.asarray(entry["vars"][at]) for entry in entries for at in sorted(entry["vars"], key=int)]
        if arrays:
            name = group["vars"].attrs.get("name")
            if name is None:
                raise Refused(f"layer `{key}` has no name: the file is older than Keras 3.9; save it again with a newer one")
            found[text(name)] = arrays
    return found


def renumbered(layers: dict) -> dict:
    """Names that Keras gave by itself, counted from the first one on: sessions and versions begin elsewhere."""
    kinds = collections.defaultdict(list)
    for name in layers:
        if match := AUTOMATIC.match(name):
            kind = "conv2d" if match[1].startswith("conv") else "batch_normalization"
            kinds[kind].append((int(match[2] or 0), name))
    names = {}
    for kind, found in kinds.items():
        for at, (_, name) in enumerate(sorted(found)):
            names[name] = f"{kind}_{at}" if at else kind
    return {names.get(name, name): arrays for name, arrays in layers.items()}


def expected(layers: dict) -> dict:
    """The tensors of the network these layers belong to: Keras's weights of each layer, as our figures list them."""
    for file in NETWORKS.values():
        network = json.loads(file.read_text())
        names = {row[2].rsplit("/", 1)[0] for row in network["torch_state"]}
        if "block1_conv1" in names and "block1_conv1" in layers or "conv_dw_1" in names and "conv_dw_1" in layers:
            return network
    some = ", ".join(list(layers)[:5])
    raise Refused(f"expected the layers of MobileNet (`conv_dw_1`, …) or Xception (`block1_conv1`, …), found {some}")


def converted(layers: dict, network: dict) -> dict:
    """Every tensor in PyTorch's layout and under its name there; the classifier may be left out or of another size."""
    head = {"conv_preds", "predictions"}
    kinds = {layer[0]: layer[1] for layer in network["layers"]}
    shapes = {row[0]: row[1] for row in network["torch_state"]}
    missing = {row[0].split(".")[0] for row in network["torch_state"]} - set(layers) - head
    if missing:
        raise Refused(f"the file lacks layers of {network['name']}: {', '.join(sorted(missing)[:5])}")
    tensors = {}
    for name, arrays in layers.items():
        if name not in kinds:
            raise Refused(f"{network['name']} has no layer `{name}`")
        for array, (suffix, axes) in zip(arrays, keras_layout.rules(kinds[name], arrays)):
            tensor = turned(f"{name}.{suffix}", array, axes)
            wanted = shapes.get(f"{name}.{suffix}")
            if name not in head and wanted != list(tensor.shape):
                raise Refused(f"{name}.{suffix}: expected the shape {wanted}, found {list(tensor.shape)}")
            tensors[f"{name}.{suffix}"] = tensor
    return tensors


def turned(name: str, array: numpy.ndarray, axes: tuple) -> numpy.ndarray:
    """One tensor with its axes in PyTorch's order, as f32."""
    if array.ndim != len(axes):
        raise Refused(f"{name}: expected {len(axes)} dimensions, found {array.ndim}")
    return numpy.ascontiguousarray(array.transpose(axes), dtype=numpy.float32)


def convert(source: pathlib.Path, target: pathlib.Path) -> tuple:
    """Reads, turns and writes; returns the network's name and the tensors."""
    if target.suffix != ".safetensors":
        raise Refused(f"{target}: expected a name that ends in .safetensors")
    layers = renumbered(read(source))
    if not layers:
        raise Refused(f"{source}: no layer has weights")
    network = expected(layers)
    tensors = converted(layers, network)
    safetensors.numpy.save_file(tensors, target)
    return network["name"], tensors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path, metavar="SRC", help="a .h5, .weights.h5 or .keras file")
    parser.add_argument("target", type=pathlib.Path, metavar="DST", help="the .safetensors file to write")
    arguments = parser.parse_args()
    try:
        name, tensors = convert(arguments.source, arguments.target)
    except (Refused, ValueError, OSError, KeyError) as fault:
        sys.exit(f"error: {fault}")
    numbers = sum(tensor.size for tensor in tensors.values())
    print(f"{name}: {len(tensors)} tensors, {numbers} numbers, written to {arguments.target}")


if __name__ == "__main__":
    main()
