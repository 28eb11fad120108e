"""Tests of `state_dict_strict.py` on files that torch itself saves: `python test_state_dict_strict.py`."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import safetensors.torch
import torch

import models
import scheme

SCRIPT = pathlib.Path(__file__).with_name("state_dict_strict.py")


class Strict(unittest.TestCase):
    def run_on(self, change, *options):
        """What the script says to ResNet-18's tensors after a change."""
        model = models.built("resnet18")
        scheme.fill(model, 4)
        state = {key: t for key, t in model.state_dict().items() if t.is_floating_point()}
        change(state)
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "resnet18.safetensors"
            safetensors.torch.save_file(state, file)
            return subprocess.run(
                [sys.executable, SCRIPT, file, *options], capture_output=True, text=True, check=False
            )

    def test_accepts_without_counters(self):
        run = self.run_on(lambda state: None, "--filled", "4")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("accepted (20 batch counters absent)", run.stdout)

    def test_accepts_with_counters(self):
        names = [key for key in models.declared("resnet18").state_dict() if key.endswith("num_batches_tracked")]
        run = self.run_on(lambda state: state.update({name: torch.tensor(5) for name in names}))
        self.assertIn("accepted (0 batch counters absent)", run.stdout)

    def test_takes_the_model_by_name(self):
        run = self.run_on(lambda state: None, "--model", "resnet34")
        self.assertIn("Missing key", run.stderr)

    def test_finds_other_numbers(self):
        run = self.run_on(lambda state: state["fc.bias"].add_(1), "--filled", "4")
        self.assertIn("not those of the scheme", run.stderr)

    def test_refuses_missing_extra_and_misshapen(self):
        changes = {
            "Missing key": lambda state: state.pop("bn1.running_var"),
            "Unexpected key": lambda state: state.update(more=torch.zeros(1)),
            "size mismatch": lambda state: state.update({"fc.weight": torch.zeros(512, 1000)}),
        }
        for message, change in changes.items():
            with self.subTest(message):
                run = self.run_on(change)
                self.assertNotEqual(run.returncode, 0)
                self.assertIn(message, run.stderr)
                self.assertNotIn("Traceback", run.stderr)


if __name__ == "__main__":
    unittest.main()
