"""The networks of torchvision (and the book's LeNet) that figures are made of, by name.

A module of the other scripts. A model is built without drawing its initial weights, for the scheme
fills all of them.
"""

import dataclasses

import torch
import torchvision
from torch import nn

CLASSIFIERS = (
    "alexnet vgg16 vgg19 resnet18 resnet34 resnet50 resnet101 resnet152 mobilenet_v2 squeezenet1_1 densenet121 "
    "mobilenet_v3_large efficientnet_b0 resnext50_32x4d wide_resnet50_2 shufflenet_v2_x1_0"
).split()
SEGMENTERS = ["deeplabv3_resnet50", "deeplabv3_resnet101"]
NAMES = ["lenet5", *CLASSIFIERS, "googlenet", "inception_v3", *SEGMENTERS]


@dataclasses.dataclass
class Head:
    """A side head: `module` of the model, fed by the output of its module `source`."""

    name: str
    module: str
    source: str


HEADS = {
    "googlenet": [Head("aux1", "aux1", "inception4a"), Head("aux2", "aux2", "inception4d")],
    "inception_v3": [Head("AuxLogits", "AuxLogits", "Mixed_6e")],
}


def lenet5() -> nn.Module:
    """LeNet-5 as in "Dive into Deep Learning": sigmoids and mean pools."""
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.Sigmoid(),
        nn.AvgPool2d(2, stride=2),
        nn.Conv2d(6, 16, 5),
        nn.Sigmoid(),
        nn.AvgPool2d(2, stride=2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.Sigmoid(),
        nn.Linear(120, 84),
        nn.Sigmoid(),
        nn.Linear(84, 10),
    )


def declared(name: str) -> nn.Module:
    """The model without numbers, in evaluation mode, side heads included."""
    with torch.device("meta"):
        if name == "lenet5":
            return lenet5().eval()
        if name in SEGMENTERS:
            builder = getattr(torchvision.models.segmentation, name)
            return builder(weights=None, weights_backbone=None, num_classes=21, aux_loss=True).eval()
        options = {}
        if name in HEADS:
            options = {"aux_logits": True, "transform_input": False, "init_weights": False}
        return getattr(torchvision.models, name)(weights=None, **options).eval()


def built(name: str, dtype=torch.float32) -> nn.Module:
    """The model with numbers that are still to be filled in."""
    model = declared(name).to(dtype).to_empty(device="cpu")
    for tensor_name, tensor in model.state_dict().items():
        if tensor_name.endswith("num_batches_tracked"):
            tensor.zero_()
    return model


def input_shape(name: str) -> tuple:
    """The standard input, without the batch."""
    sizes = {"lenet5": (1, 28, 28), "inception_v3": (3, 299, 299)}
    return sizes.get(name, (3, 224, 224))


def is_side(name: str, tensor: str) -> bool:
    """Whether a tensor or module belongs to a side head of the model."""
    sides = [head.module for head in HEADS.get(name, [])]
    if name in SEGMENTERS:
        sides = ["aux_classifier"]
    return tensor.split(".")[0] in sides
