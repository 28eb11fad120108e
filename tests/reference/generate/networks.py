"""Figures of whole networks: counts, names, the shape of every layer, and logits by the filling scheme.

Writes `../networks/<name>.json`. With `--check FOLDER` the logits are compared with an older set of figures, and
counts with its `../counts.json` where there is one. Keras's networks: `keras_networks.py`.
"""

import argparse
import json
import pathlib
import time

import torch

import models
import scheme

FOLDER = pathlib.Path(__file__).resolve().parent / "../networks"
GAINS = (4, 6)
GRID = 8


def hooked(model, record) -> list:
    """Calls `record(name, module, inputs, output)` after every layer that has no layers inside."""

    def hook(name):
        return lambda module, inputs, output: record(name, module, inputs, output)

    leaves = [(name, module) for name, module in model.named_modules() if not list(module.children())]
    return [module.register_forward_hook(hook(name)) for name, module in leaves]


def planned(name: str, shape: tuple) -> tuple:
    """The layers in call order and the multiply-adds of the main path, without computing anything.

    Side heads of classifiers run in training mode only; a batch of 2 is what batch norm needs for that.
    """
    model, layers, macs = models.declared(name), [], 0

    def record(layer, module, inputs, output):
        nonlocal macs
        layers.append([layer, type(module).__name__, list(output.shape[1:])])
        if not models.is_side(name, layer):
            macs += multiply_adds(module, inputs[0], output)

    handles = hooked(model, record)
    with torch.no_grad(), torch.device("meta"):
        model.train(name in models.HEADS)(torch.empty(2, *shape))
    for handle in handles:
        handle.remove()
    return layers, macs


def multiply_adds(module, x, y) -> int:
    """Positions × weight elements, for one row of the batch; bias and everything else is free."""
    if isinstance(module, (torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d)):
        return y[0, 0].numel() * module.weight.numel()
    if isinstance(module, torch.nn.Linear):
        return (y[0].numel() // module.out_features) * module.weight.numel()
    assert not hasattr(module, "weight") or module.weight is None or module.weight.dim() == 1, type(module)
    return 0


def outputs(name: str, gain: float, shape: tuple) -> dict:
    """What the filled model computes from the input of the scheme, side heads included."""
    model = models.built(name, torch.float64)
    scheme.fill(model, gain)
    x = torch.from_numpy(scheme.inputs((1, *shape))).double()
    seen = {}

    def keep(source):
        return lambda module, inputs, output: seen.update({source: output})

    for head in models.HEADS.get(name, []):
        model.get_submodule(head.source).register_forward_hook(keep(head.source))
    with torch.no_grad():
        y = model(x)
        found = {"main": y["out"], "aux": y["aux"]} if isinstance(y, dict) else {"main": y}
        for head in models.HEADS.get(name, []):
            found[head.name] = model.get_submodule(head.module)(seen[head.source])
    return found


def sampled(y: torch.Tensor) -> list:
    """Logits as they are; of maps `[1, C, H, W]` the positions `(k·H) // GRID, (j·W) // GRID`."""
    if y.dim() == 4:
        rows, columns = ([at * n // GRID for at in range(GRID)] for n in y.shape[2:])
        y = y[:, :, rows][:, :, :, columns]
    return y.flatten().tolist()


def runs(name: str) -> list:
    """What is computed: key, gain, input shape."""
    found = [(f"G={gain}", gain, models.input_shape(name)) for gain in GAINS]
    if name in models.SEGMENTERS:
        found.append(("G=4 520x520", 4, (3, 520, 520)))
    return found


def logits(name: str) -> dict:
    """`{"logits": {"G=4": […], …}}`, and with side heads `"heads": {"aux1": {"G=4": […], …}}`."""
    found = {}
    for key, gain, shape in runs(name):
        for head, y in outputs(name, gain, shape).items():
            found.setdefault(head, {})[key] = sampled(y)
    main = found.pop("main")
    return {"logits": main, "heads": found} if found else {"logits": main}


def figures(name: str) -> dict:
    """Everything about one network."""
    model = models.declared(name)
    shape = models.input_shape(name)
    layers, macs = planned(name, shape)
    segmenter = name in models.SEGMENTERS
    if segmenter:
        _, macs = planned(name, (3, 520, 520))
    params = {key: p.numel() for key, p in model.named_parameters()}
    state = {key: t for key, t in model.state_dict().items() if not key.endswith("num_batches_tracked")}
    return {
        "name": name,
        "source": "LeNet of d2l.ai" if name == "lenet5" else f"torchvision {torch_versions()[1]}",
        "input": list(shape),
        "params": sum(params.values()),
        "inference_params": sum(n for key, n in params.items() if not models.is_side(name, key)),
        "buffers": sum(t.numel() for key, t in state.items() if key not in params),
        "macs": macs,
        **({"macs_input": [3, 520, 520], "grid": GRID} if segmenter else {}),
        "state": [[key, list(t.shape)] for key, t in state.items()],
        "layers": layers,
        **logits(name),
    }


def torch_versions() -> tuple:
    """The versions without what they were built for."""
    import torchvision

    return tuple(v.split("+")[0] for v in (torch.__version__, torchvision.__version__))


def written(figures: dict) -> str:
    """JSON with one line for each key, each tensor, each layer and each list of logits."""
    lines = []
    for key, value in figures.items():
        if key in ("state", "layers", "torch_state"):
            lines.append(f' "{key}": [\n' + ",\n".join("  " + compact(row) for row in value) + "\n ]")
        elif key in ("logits", "heads"):
            rows = [f"  {compact(inner)}:{compact(rounded(values))}" for inner, values in value.items()]
            lines.append(f' "{key}": {{\n' + ",\n".join(rows) + "\n }")
        else:
            lines.append(f' "{key}": {compact(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def compact(value) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def rounded(logits):
    """Nested logits with 9 significant digits."""
    if isinstance(logits, dict):
        return {key: rounded(values) for key, values in logits.items()}
    return [float(f"{v:.9g}") for v in logits]


def older(golden: dict, head: str, key: str) -> list:
    """The logits of an older file of figures: of a head (`main`, `aux1`, …) by our key."""
    gain, *size = key.split()
    by_size = golden[gain]
    found = by_size[size[0]] if size else next(iter(by_size.values()))
    if "out" not in found:
        return found["logits" if head == "main" else head]["f64"]
    values = found["out" if head == "main" else head]["sample_f64"]
    maps = torch.tensor(values, dtype=torch.float64).reshape(-1, 16, 16)
    return maps[:, :: 16 // GRID, :: 16 // GRID].flatten().tolist()


def check(found: dict, folder: pathlib.Path) -> None:
    """Compares with older figures and says how far apart they are, relative to the largest logit."""
    file = folder / f"{found['name']}.json"
    if file.exists():
        golden, worst = json.loads(file.read_text()), 0.0
        for head, by_key in {"main": found["logits"], **found.get("heads", {})}.items():
            for key, values in by_key.items():
                worst = max(worst, apart(values, older(golden, head, key)))
        assert worst < 1e-9, f"{found['name']}: the logits differ by {worst}"
        print(f"  logits as in {file.name}: {worst:.1e} apart")
    else:
        print("  no older logits")
    counts_file = folder / "../counts.json"
    if counts_file.exists():
        check_counts(found, json.loads(counts_file.read_text()))


def apart(values: list, expected: list) -> float:
    """The largest difference, relative to the largest number."""
    assert len(values) == len(expected)
    return max(abs(a - b) for a, b in zip(values, expected)) / max(map(abs, expected))


def check_counts(found: dict, counts: dict) -> None:
    """Parameters and multiply-adds as counted before."""
    name = found["name"]
    if name not in counts:
        return print("  no older counts")
    with_aux = counts.get(f"{name}+aux", counts[name])
    assert found["params"] == with_aux["params"], (found["params"], with_aux["params"])
    assert found["macs"] == counts[name]["macs"], (found["macs"], counts[name]["macs"])
    if name in models.SEGMENTERS:
        assert found["inference_params"] == counts[name]["params"]
    batches = with_aux["state_dict_tensors"] - len(found["state"])
    assert found["buffers"] + batches == with_aux["buffers_numel"]
    print(f"  counts as before: {found['params']} parameters, {found['macs']} multiply-adds")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all unless given: {' '.join(models.NAMES)}")
    parser.add_argument("--check", type=pathlib.Path, metavar="FOLDER", help="compare with these older figures")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(models.NAMES)
    if unknown:
        parser.error(f"unknown: {' '.join(sorted(unknown))}")
    FOLDER.mkdir(exist_ok=True)
    for name in arguments.names or models.NAMES:
        start = time.monotonic()
        found = figures(name)
        text = written(found)
        (FOLDER / f"{name}.json").write_text(text)
        print(f"{name}: {len(text) // 1000} kB, {time.monotonic() - start:.0f} s", flush=True)
        if arguments.check:
            check(found, arguments.check)


if __name__ == "__main__":
    main()
