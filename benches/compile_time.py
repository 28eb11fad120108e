"""What a declaration costs `cargo check`, beside the same network written by hand for Burn.

Checks small crates in turn, several times, in one run, and prints the median seconds and the ratios. Only
the small crate is checked each time; its dependencies are built once before. `python3 benches/compile_time.py`
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent


def statements(count: int) -> str:
    """A network of so many distinct statements."""
    body = "\n".join(f"        c{i}: conv2d({8 + i % 8}, 3, padding = 1);" for i in range(count))
    last = 8 + (count - 1) % 8 if count else 3
    return f"firebrick::network! {{\n    pub network Net: [3, 8, 8] -> [{last}, 8, 8] {{\n{body}\n    }}\n}}\n"


def crate(folder: pathlib.Path, name: str, source: str) -> pathlib.Path:
    root = folder / name
    (root / "src").mkdir(parents=True)
    manifest = (
        f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n'
        f'[dependencies]\nfirebrick = {{ path = "{HERE.parent / "runtime"}" }}\n\n[workspace]\n'
    )
    (root / "Cargo.toml").write_text(manifest)
    (root / "Cargo.lock").write_bytes((HERE.parent / "Cargo.lock").read_bytes())
    (root / "src/lib.rs").write_text(source)
    return root


def check(root: pathlib.Path, target: pathlib.Path) -> float:
    """Seconds of one check of this crate alone."""
    (root / "src/lib.rs").touch()
    start = time.monotonic()
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target)}
    subprocess.run(["cargo", "check", "--quiet"], cwd=root, env=environment, check=True)
    return time.monotonic() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each crate (default 5)")
    parser.add_argument("--target", type=pathlib.Path, help="where dependencies are built (default: a scratch folder)")
    arguments = parser.parse_args()
    sources = {
        "declared": (HERE / "declared.rs").read_text(),
        "hand_written": (HERE / "hand_written.rs").read_text(),
        "empty": statements(1),
        "thousand": statements(1000),
    }
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        target = arguments.target or folder / "target"
        roots = {name: crate(folder, name, source) for name, source in sources.items()}
        print("building dependencies …", flush=True)
        for root in roots.values():
            check(root, target)
        times = {name: [] for name in roots}
        for _ in range(arguments.runs):
            for name, root in roots.items():
                times[name].append(check(root, target))
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    for name, seconds in medians.items():
        print(f"{name:>12}  {seconds:.2f} s")
    print(f"ResNet-152 declared / hand-written: {medians['declared'] / medians['hand_written']:.2f}")
    print(f"1,000 statements more than one: {medians['thousand'] - medians['empty']:.2f} s")


if __name__ == "__main__":
    main()
