"""The weight-filling scheme: every number follows from its tensor's name and its position.

So figures can be compared between PyTorch and Firebrick without any weight file. The scheme is the
same for all models (`../README.md` states it in full); this file is a module of the other scripts, and
run alone it checks its known values.
"""

import argparse
import math

import numpy

MASK = (1 << 64) - 1


def fnv1a64(name: str) -> int:
    """FNV-1a over the UTF-8 bytes of a name."""
    hash_ = 0xCBF29CE484222325
    for byte in name.encode():
        hash_ = ((hash_ ^ byte) * 0x100000001B3) & MASK
    return hash_


def splitmix64(state: numpy.ndarray) -> numpy.ndarray:
    """The output of SplitMix64 for each state."""
    with numpy.errstate(over="ignore"):
        z = state + numpy.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return z ^ (z >> numpy.uint64(31))


def uniform(name: str, count: int) -> numpy.ndarray:
    """`count` numbers in [0, 1): SplitMix64 of the name's hash plus the position, its top 24 bits."""
    with numpy.errstate(over="ignore"):
        state = numpy.uint64(fnv1a64(name)) + numpy.arange(count, dtype=numpy.uint64)
    return (splitmix64(state) >> numpy.uint64(40)).astype(numpy.float64) / (1 << 24)


def conv_values(name: str, shape: tuple, fan_in: int, gain: float) -> numpy.ndarray:
    """A weight that is multiplied with inputs, its width set by how many it adds up."""
    u = uniform(name, math.prod(shape)).reshape(shape)
    return ((u - 0.5) * 2.0 * math.sqrt(gain / fan_in)).astype(numpy.float32)


def values(name: str, shape: tuple, is_norm: bool, gain: float = 4.0) -> numpy.ndarray:
    """The numbers of a tensor, computed in float64 and rounded to float32 once."""
    last = name.rsplit(".", 1)[-1]
    if last.endswith("weight") and len(shape) >= 2:
        return conv_values(name, shape, math.prod(shape[1:]), gain)
    u = uniform(name, math.prod(shape)).reshape(shape)
    if last == "running_var" or last.endswith("weight") or last == "layer_scale":
        filled = 0.5 + u
    elif last.endswith("bias") and not is_norm:
        filled = (u - 0.5) * 0.1
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
        sibling = state.get(name.removesuffix("bias") + "weight")
        is_norm = sibling is not None and sibling.dim() == 1
        filled = values(name, tuple(tensor.shape), is_norm, gain)
        tensor.copy_(torch.from_numpy(filled).reshape(tensor.shape))


def inputs(shape: tuple, name: str = "input") -> numpy.ndarray:
    """The input: a tensor named `input`, in [-1, 1)."""
    return ((uniform(name, math.prod(shape)) - 0.5) * 2).astype(numpy.float32).reshape(shape)


def bits(number: numpy.float32) -> str:
    """A float32 as its bits in hexadecimal digits."""
    return f"{numpy.float32(number).view(numpy.uint32):08x}"


def test_hashes() -> None:
    """FNV-1a and SplitMix64 by their published values, and the top 24 bits of some numbers."""
    assert fnv1a64("") == 0xCBF29CE484222325
    assert fnv1a64("a") == 0xAF63DC4C8601EC8C
    assert fnv1a64("foobar") == 0x85944171F73967E8
    assert splitmix64(numpy.array([1234567], numpy.uint64))[0] == 6457827717110365317
    tops = {
        ("input", 0): 1641119,
        ("input", 150527): 8015253,
        ("layer1.0.conv1.weight", 12345): 2929748,
        ("bn1.running_var", 63): 13205154,
        ("fc.bias", 0): 8013659,
    }
    for (name, at), top in tops.items():
        assert uniform(name, at + 1)[at] * (1 << 24) == top, name


def test_values() -> None:
    """The first three numbers of ResNet-50's tensors, to the bit."""
    known = [
        ("conv1.weight", (64, 3, 7, 7), False, 4, "3c73a4f7 be0fa430 3e1b68c6"),
        ("conv1.weight", (64, 3, 7, 7), False, 6, "3c95337c be2fec8c 3e3e5633"),
        ("fc.weight", (1000, 2048), False, 4, "bab1e1da 3ccc443a bd063089"),
        ("fc.bias", (1000,), False, 4, "bb1276e6 bce0ef53 b720b333"),
        ("bn1.weight", (64,), True, 4, "3f5c3654 3f75d4e9 3f480fd0"),
        ("bn1.bias", (64,), True, 4, "bd8644b8 bdb5b266 bcd0c57a"),
        ("bn1.running_mean", (64,), True, 4, "3d400fb6 bcd5d086 3cf616ad"),
        ("bn1.running_var", (64,), True, 4, "3f923722 3f7c1c4b 3f16cbf6"),
    ]
    for name, shape, is_norm, gain, expected in known:
        found = values(name, shape, is_norm, gain).ravel()[:3]
        assert " ".join(map(bits, found)) == expected, name
    assert " ".join(map(bits, inputs((3,)))) == "bf4deac2 bf347db0 3e17b990"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--self-test", action="store_true", help="check the known values (also the default)")
    parser.parse_args()
    test_hashes()
    test_values()
    print("the scheme gives its known values")


if __name__ == "__main__":
    main()
