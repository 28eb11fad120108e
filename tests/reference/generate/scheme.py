"""The weight-filling scheme: every number follows from its tensor's name and its position.

So figures can be compared between PyTorch and Firebrick without any weight file. The scheme is the
same for all models; `python scheme.py` checks its known values.
"""

import math

import numpy

MASK = (1 << 64) - 1


def fnv1a64(name: str) -> int:
    """FNV-1a over the UTF-8 bytes of a name."""
    hash_ = 0xCBF29CE484222325
    for byte in name.encode():
        hash_ = ((hash_ ^ byte) * 0x100000001B3) & MASK
    return hash_


def uniform(name: str, count: int) -> numpy.ndarray:
    """`count` numbers in [0, 1): SplitMix64 of the name's hash plus the position, its top 24 bits."""
    with numpy.errstate(over="ignore"):
        z = numpy.uint64(fnv1a64(name)) + numpy.arange(count, dtype=numpy.uint64)
        z += numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        z ^= z >> numpy.uint64(31)
    return (z >> numpy.uint64(40)).astype(numpy.float64) / (1 << 24)


def values(name: str, shape: tuple, is_norm: bool, gain: float = 4.0) -> numpy.ndarray:
    """The numbers of a tensor, computed in float64 and rounded to float32 once."""
    u = uniform(name, math.prod(shape)).reshape(shape)
    last = name.rsplit(".", 1)[-1]
    if last == "running_mean":
        filled = (u - 0.5) * 0.2
    elif last == "running_var":
        filled = 0.5 + u
    elif last.endswith("weight") and len(shape) >= 2:
        filled = (u - 0.5) * 2.0 * math.sqrt(gain / math.prod(shape[1:]))
    elif last.endswith("weight"):
        filled = 0.5 + u
    elif last.endswith("bias"):
        filled = (u - 0.5) * (0.2 if is_norm else 0.1)
    else:
        filled = (u - 0.5) * 0.2
    return filled.astype(numpy.float32)


def fill(module, gain: float = 4.0) -> None:
    """Fills a torch module in place; what is an integer is left alone."""
    import torch

    state = module.state_dict()
    for name, tensor in state.items():
        if not tensor.is_floating_point():
            continue
        sibling = name.rsplit(".", 1)[0] + ".weight"
        is_norm = sibling in state and state[sibling].dim() == 1
        filled = values(name, tuple(tensor.shape), is_norm, gain)
        tensor.copy_(torch.from_numpy(filled).reshape(tensor.shape))


def inputs(shape: tuple) -> numpy.ndarray:
    """The input: a tensor named `input`, in [-1, 1)."""
    return ((uniform("input", math.prod(shape)) - 0.5) * 2).astype(numpy.float32).reshape(shape)


def self_test() -> None:
    assert fnv1a64("") == 0xCBF29CE484222325
    assert fnv1a64("a") == 0xAF63DC4C8601EC8C
    assert fnv1a64("foobar") == 0x85944171F73967E8
    assert uniform("input", 1)[0] == 1641119 / (1 << 24)
    assert uniform("layer1.0.conv1.weight", 12346)[12345] == 2929748 / (1 << 24)
    assert uniform("fc.bias", 1)[0] == 8013659 / (1 << 24)
    print("the scheme gives its known values")


if __name__ == "__main__":
    self_test()
