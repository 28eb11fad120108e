"""The networks of `run_time` in PyTorch and ONNX Runtime: how long a forward takes, as JSON.

PyTorch as it is (eager), PyTorch with every norm folded into its convolution, and ONNX Runtime, which
folds and fuses by itself; on the CPU, in turn, with a given number of threads. Needs `requirements.txt`:

    python3 -m venv venv && venv/bin/pip install -r benches/requirements.txt
    venv/bin/python benches/pytorch.py --threads 2
"""

import argparse
import json
import pathlib
import sys
import tempfile
import time
from collections.abc import Callable

import onnxruntime
import torch
import torchvision
from torch.fx.experimental.optimization import fuse

SIDES = {"resnet50": 224, "mobilenet_v2": 224, "inception_v3": 299}


def in_onnx_runtime(model: torch.nn.Module, images: torch.Tensor, threads: int) -> Callable[[], object]:
    """A forward of the same model in ONNX Runtime."""
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "model.onnx"
        torch.onnx.export(model, (images,), path, input_names=["images"], dynamo=False)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    feed = {"images": images.numpy()}
    return lambda: session.run(None, feed)


def ways(network: str, batch: int, threads: int) -> dict[str, Callable[[], object]]:
    """The same forward in every way, by name."""
    torch.manual_seed(0)
    # Without weights torchvision draws InceptionV3's from a truncated normal, which takes minutes.
    extra = {"init_weights": False} if network == "inception_v3" else {}
    model = torchvision.models.get_model(network, weights=None, **extra).eval()
    images = torch.randn(batch, 3, SIDES[network], SIDES[network])
    folded = fuse(model)
    torch.testing.assert_close(folded(images), model(images), rtol=1e-3, atol=1e-3)
    return {
        "PyTorch": lambda: model(images),
        "PyTorch, folded": lambda: folded(images),
        "ONNX Runtime": in_onnx_runtime(model, images, threads),
    }


def measure(network: str, batch: int, threads: int, rounds: int) -> dict:
    """Seconds of every way, taken in turn; the first round warms up and does not count."""
    forwards = ways(network, batch, threads)
    seconds = {name: [] for name in forwards}
    for round_ in range(rounds + 1):
        for name, forward in forwards.items():
            start = time.perf_counter()
            forward()
            if round_ > 0:
                seconds[name].append(time.perf_counter() - start)
    return {"network": network, "batch": batch, "seconds": seconds}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--batches", nargs="+", type=int, default=[1, 8])
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="(default: one per core)")
    parser.add_argument("--rounds", type=int, default=9, help="counted rounds (default 9)")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    cases = []
    with torch.inference_mode():
        for network in arguments.networks:
            for batch in arguments.batches:
                print(f"{network}, batch {batch} …", file=sys.stderr)
                cases.append(measure(network, batch, arguments.threads, arguments.rounds))
    versions = {
        "Python": sys.version.split()[0],
        "torch": torch.__version__,
        "torchvision": torchvision.__version__,
        "onnxruntime": onnxruntime.__version__,
    }
    json.dump({"versions": versions, "threads": arguments.threads, "cases": cases}, sys.stdout)


if __name__ == "__main__":
    main()
