"""Figures of Keras's own networks: counts, names, the shape of every layer, logits, and PyTorch's names for them.

Writes `../networks/keras_<name>.json`. With `--check FOLDER` the logits are compared with an older set of figures.
"""

import argparse
import json
import math
import os
import pathlib
import time

os.environ["KERAS_BACKEND"] = "torch"

import keras  # noqa: E402 (the backend is chosen before)
import numpy  # noqa: E402
import torch  # noqa: E402

import keras_layout  # noqa: E402
import networks  # noqa: E402
import scheme  # noqa: E402

BUILDERS = {"keras_mobilenet": "MobileNet", "keras_xception": "Xception"}
SIZES = {"keras_mobilenet": (3, 224, 224), "keras_xception": (3, 299, 299)}
FACTS = [
    "state: Keras's own names (`layer/weight`) and shapes in the order in which Keras stores them",
    "state is filled by the scheme under Keras's names, in Keras's layout, row-major; fan_in of a kernel is all"
    " dimensions but the last (of a depthwise kernel [kh, kw, C, 1]: kh · kw)",
    "gamma and moving_variance: 0.5 + u; beta and moving_mean: (u - 0.5) * 0.2; bias: (u - 0.5) * 0.1",
    "the input is filled as [1, C, H, W] like every other and turned to [1, H, W, C]",
    "torch_state: [name, shape, Keras's name, axes]: torch = keras.transpose(axes), in the same order",
    "logits are those before the softmax (classifier_activation = None)",
    "batch norm: eps = 1e-3, momentum = 0.99 (PyTorch counts it the other way round: 0.01)",
    "padding `same`: output ⌈in / stride⌉, the odd position below and to the right; it is no part of a max",
]


def built(name: str):
    """The model without its softmax, its layers named as in a fresh session, computing in float64."""
    keras.utils.clear_session()
    keras.config.set_floatx("float64")
    builder = getattr(keras.applications, BUILDERS[name])
    channels, height, width = SIZES[name]
    return builder(weights=None, classifier_activation=None, input_shape=(height, width, channels))


def values(name: str, shape: tuple, gain: float) -> numpy.ndarray:
    """The numbers of a weight by its Keras name, in Keras's layout."""
    last = name.rsplit("/", 1)[-1]
    if last.endswith("kernel"):
        fan_in = math.prod(shape[:2]) if is_depthwise(name) else math.prod(shape[:-1])
        return scheme.conv_values(name, shape, fan_in, gain)
    u = scheme.uniform(name, math.prod(shape)).reshape(shape)
    if last in ("gamma", "moving_variance"):
        return (0.5 + u).astype(numpy.float32)
    return ((u - 0.5) * (0.1 if last == "bias" else 0.2)).astype(numpy.float32)


def is_depthwise(name: str) -> bool:
    """`conv_dw_3/kernel` of MobileNet, `block2_sepconv1/depthwise_kernel` of Xception."""
    layer, last = name.rsplit("/", 1)
    return last == "depthwise_kernel" or layer.startswith("conv_dw")


def logits(name: str) -> dict:
    """The logits of each gain."""
    found = {}
    for gain in networks.GAINS:
        model = built(name)
        for weight in model.weights:
            weight.assign(values(weight.path, tuple(weight.shape), gain).astype(numpy.float64))
        x = scheme.inputs((1, *SIZES[name])).transpose(0, 2, 3, 1).astype(numpy.float64)
        with torch.no_grad():
            y = model(torch.from_numpy(numpy.ascontiguousarray(x)), training=False)
        found[f"G={gain}"] = y.detach().flatten().tolist()
    return found


def channels_first(shape: tuple) -> list:
    """A shape of Keras without its batch, `[H, W, C]`, as `[C, H, W]`."""
    dims = list(shape[1:])
    return dims[-1:] + dims[:-1]


def multiply_adds(layer, shape: tuple) -> int:
    """Positions × kernel elements; what has no kernel is free."""
    positions = math.prod(shape[1:-1])
    return sum(positions * math.prod(w.shape) for w in layer.weights if w.path.endswith("kernel"))


def figures(name: str) -> dict:
    """Everything about one network."""
    model = built(name)
    trained = [w for w in model.weights if w.trainable]
    stored = [w for w in model.weights if not w.trainable]
    layers = [(layer, tuple(layer.output.shape)) for layer in model.layers]
    return {
        "name": name,
        "source": f"keras {keras.__version__}",
        "facts": FACTS,
        "input": list(SIZES[name]),
        "params": sum(math.prod(w.shape) for w in trained),
        "inference_params": sum(math.prod(w.shape) for w in trained),
        "buffers": sum(math.prod(w.shape) for w in stored),
        "macs": sum(multiply_adds(layer, shape) for layer, shape in layers),
        "state": [[w.path, list(w.shape)] for w in model.weights],
        "torch_state": [row for layer, _ in layers for row in torch_rows(layer)],
        "layers": [[layer.name, type(layer).__name__, channels_first(shape), options(layer)] for layer, shape in layers],
        "logits": logits(name),
    }


def torch_rows(layer) -> list:
    """Name, shape, Keras's name and transposition of each weight of a layer."""
    rows = []
    names = [w.path.rsplit("/", 1)[-1] for w in layer.weights]
    for weight, (suffix, axes) in zip(layer.weights, keras_layout.rules(type(layer).__name__, names)):
        shape = [weight.shape[axis] for axis in axes]
        rows.append([f"{layer.name}.{suffix}", shape, weight.path, list(axes)])
    return rows


def options(layer) -> dict:
    """What a layer was told, as far as it decides shapes and numbers."""
    wanted = "kernel_size strides padding use_bias pool_size epsilon max_value activation target_shape rate keepdims"
    return {key: value for key, value in layer.get_config().items() if key in wanted.split() and value is not None}


def check(found: dict, folder: pathlib.Path) -> None:
    """Compares logits, counts, and the first and last number of each tensor with older figures."""
    builder = BUILDERS[found["name"]]
    golden = json.loads((folder / f"keras_{builder}.json").read_text())
    worst = max(networks.apart(values, golden[key]["f64"]) for key, values in found["logits"].items())
    assert worst < 1e-9, f"the logits differ by {worst}"
    assert [[t["name"], t["shape"]] for t in golden["tensors_G4"]] == found["state"]
    counts = json.loads((folder / "../counts.json").read_text())[f"keras/{builder}"]
    assert [found["params"], found["buffers"], found["macs"]] == [
        counts[key] for key in ("params", "non_trainable", "macs")
    ]
    print(f"  logits as before: {worst:.1e} apart; counts and names too: {found['macs']} multiply-adds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all unless given: {' '.join(BUILDERS)}")
    parser.add_argument("--check", type=pathlib.Path, metavar="FOLDER", help="compare with these older figures")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(BUILDERS)
    if unknown:
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    for name in arguments.names or BUILDERS:
        start = time.monotonic()
        found = figures(name)
        text = networks.written(found)
        (networks.FOLDER / f"{name}.json").write_text(text)
        print(f"{name}: {len(text) // 1000} kB, {time.monotonic() - start:.0f} s", flush=True)
        if arguments.check:
            check(found, arguments.check)


if __name__ == "__main__":
    main()
