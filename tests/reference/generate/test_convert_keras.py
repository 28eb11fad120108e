"""Tests of `convert_keras.py` on models that Keras itself initialises and saves: `python test_convert_keras.py`."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

os.environ["KERAS_BACKEND"] = "torch"

import keras  # noqa: E402 (the backend is chosen before)
import numpy  # noqa: E402
import safetensors.numpy  # noqa: E402
import torch  # noqa: E402
import torch.nn.functional as functional  # noqa: E402

import convert_keras  # noqa: E402
import h5py  # noqa: E402

AXES = {4: (3, 2, 0, 1), 2: (1, 0), 1: (0,)}


def legacy(model, path: pathlib.Path) -> None:
    """The file that Keras 2 wrote and that is offered for download: a group and `weight_names` for each layer."""
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [f"{layer.name}".encode() for layer in model.layers]
        for layer in model.layers:
            group = file.create_group(layer.name)
            names = [f"{weight.path}:0" for weight in layer.weights]
            group.attrs["weight_names"] = [name.encode() for name in names]
            for name, weight in zip(names, layer.weights):
                group[name] = weight.numpy()


def random_model(builder, **options):
    """A model whose statistics are not all alike; built twice, so that automatic names do not begin at 0."""
    builder(weights=None, **options)
    model = builder(weights=None, **options)
    generator = numpy.random.default_rng(7)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.set_weights([generator.uniform(0.5, 1.5, w.shape) for w in layer.get_weights()])
    return model


class Converts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def convert(self, save, file: str) -> dict:
        save(self.folder / file)
        target = self.folder / f"{file}.safetensors"
        convert_keras.convert(self.folder / file, target)
        return safetensors.numpy.load_file(target)

    def each_format(self, model):
        """What each kind of file becomes, under the file's name."""
        yield "w.weights.h5", self.convert(model.save_weights, "w.weights.h5")
        yield "w.keras", self.convert(model.save, "w.keras")
        yield "model.h5", self.convert(model.save, "model.h5")
        yield "legacy.h5", self.convert(lambda path: legacy(model, path), "legacy.h5")

    def test_mobilenet(self):
        model = random_model(keras.applications.MobileNet, alpha=1.0)
        for file, tensors in self.each_format(model):
            with self.subTest(file):
                self.assertEqual(len(tensors), len(model.weights))
                kernel = model.get_layer("conv_dw_4").get_weights()[0]
                self.assertTrue((tensors["conv_dw_4.weight"] == kernel.transpose(2, 3, 0, 1)).all())
                self.assert_same(tensors, model, "conv1", "weight")
                self.assert_same(tensors, model, "conv_pw_7_bn", "weight", "bias", "running_mean", "running_var")
                self.assert_same(tensors, model, "conv_preds", "weight", "bias")

    def test_xception(self):
        model = random_model(keras.applications.Xception)
        first = min((l.name for l in model.layers if l.name.startswith("conv2d")), key=lambda n: int(n.split("_")[-1]))
        for file, tensors in self.each_format(model):
            with self.subTest(file):
                self.assertEqual(len(tensors), len(model.weights))
                depthwise, pointwise = model.get_layer("block2_sepconv1").get_weights()
                self.assertEqual(tensors["block2_sepconv1.depthwise.weight"].shape, (64, 1, 3, 3))
                self.assertTrue((tensors["block2_sepconv1.depthwise.weight"] == depthwise.transpose(2, 3, 0, 1)).all())
                self.assertTrue((tensors["block2_sepconv1.pointwise.weight"] == pointwise.transpose(3, 2, 0, 1)).all())
                self.assert_same(tensors, model, "predictions", "weight", "bias")
                kernel = model.get_layer(first).get_weights()[0]
                self.assertTrue((tensors["conv2d.weight"] == kernel.transpose(3, 2, 0, 1)).all())
                self.assertIn("batch_normalization_3.running_var", tensors)

    def assert_same(self, tensors, model, layer, *suffixes):
        for suffix, expected in zip(suffixes, model.get_layer(layer).get_weights(), strict=True):
            found = tensors[f"{layer}.{suffix}"]
            self.assertTrue((found == expected.transpose(AXES[expected.ndim])).all(), f"{layer}.{suffix}")

    def test_without_a_classifier(self):
        model = random_model(keras.applications.MobileNet, include_top=False, input_shape=(224, 224, 3))
        tensors = self.convert(model.save_weights, "bare.weights.h5")
        self.assertNotIn("conv_preds.weight", tensors)

    def test_pytorch_computes_the_same(self):
        """The first three layers of MobileNet in PyTorch, from the converted tensors."""
        model = random_model(keras.applications.MobileNet)
        tensors = {name: torch.from_numpy(t) for name, t in self.convert(model.save_weights, "m.weights.h5").items()}
        x = numpy.random.default_rng(1).standard_normal((1, 224, 224, 3)).astype(numpy.float32)
        part = keras.Model(model.inputs, model.get_layer("conv_pw_1").output)
        expected = part(x, training=False).detach().permute(0, 3, 1, 2)
        y = functional.pad(torch.from_numpy(x).permute(0, 3, 1, 2), (0, 1, 0, 1))
        y = functional.conv2d(y, tensors["conv1.weight"], stride=2)
        y = self.normed(y, tensors, "conv1_bn")
        y = functional.conv2d(y, tensors["conv_dw_1.weight"], padding=1, groups=32)
        y = self.normed(y, tensors, "conv_dw_1_bn")
        y = functional.conv2d(y, tensors["conv_pw_1.weight"])
        self.assertLess((y - expected).abs().max() / expected.abs().max(), 1e-5)

    def normed(self, x, tensors, name):
        mean, var = tensors[f"{name}.running_mean"], tensors[f"{name}.running_var"]
        y = functional.batch_norm(x, mean, var, tensors[f"{name}.weight"], tensors[f"{name}.bias"], eps=1e-3)
        return functional.relu6(y)


class Refuses(Converts):
    """Files that are not what they should be, each with one line that says so."""

    test_mobilenet = test_xception = test_without_a_classifier = test_pytorch_computes_the_same = None

    def refusal(self, *arguments) -> str:
        script = pathlib.Path(convert_keras.__file__)
        run = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, cwd=self.folder)
        self.assertNotEqual(run.returncode, 0)
        self.assertNotIn("Traceback", run.stderr)
        return run.stderr

    def test_no_file(self):
        self.assertIn("no such file", self.refusal("none.h5", "out.safetensors"))

    def test_not_hdf5(self):
        (self.folder / "text.h5").write_text("no weights")
        self.assertIn("expected an HDF5 file", self.refusal("text.h5", "out.safetensors"))

    def test_other_target(self):
        self.assertIn("ends in .safetensors", self.refusal("text.h5", "out.pth"))

    def test_another_network(self):
        model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
        model.save_weights(self.folder / "dense.weights.h5")
        self.assertIn("expected the layers of MobileNet", self.refusal("dense.weights.h5", "out.safetensors"))

    def test_another_width(self):
        model = keras.applications.MobileNet(weights=None, alpha=0.5)
        model.save_weights(self.folder / "half.weights.h5")
        self.assertIn("expected the shape [32, 3, 3, 3]", self.refusal("half.weights.h5", "out.safetensors"))


if __name__ == "__main__":
    unittest.main()
