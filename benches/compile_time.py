"""What a declaration costs the compiler, beside the same network written by hand for Burn.

Makes small crates of `src/declared` and `src/hand_written` and compiles them in turn, several times: `cargo check`
and a release build, of the small crate alone, for its dependencies are built before. Then what the macros emit
(rustc's `-Zmacro-stats` and `-Ztime-passes`), and how the time of a check grows with the number of layers.

    python3 benches/compile_time.py

Prints medians and ratios, or everything as JSON with `--json`. Needs no packages.
"""

import argparse
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

# What a program needs to run each network once, by module of `src/declared` and `src/hand_written`.
DECLARED = {
    "resnet": ["ResNet18", "ResNet50", "ResNet152"],
    "inception_v3": ["InceptionV3"],
}
BY_HAND = {
    "resnet": ["resnet18", "resnet50", "resnet152"],
    "inception_v3": ["inception_v3"],
}
CRATES = {
    "ResNet-18, -50, -152": ["resnet"],
    "InceptionV3": ["inception_v3"],
    "all four": ["resnet", "inception_v3"],
}
SIDES = {"resnet": 224, "inception_v3": 299}

# Layers in a loop, and statements.
LOOPS = [10, 100, 1000, 2000, 4000, 7000, 10_000]
STATEMENTS = [10, 100, 500, 1000, 1500, 2000]


def log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def program(modules: list[str], declared: bool) -> dict[str, str]:
    """The files of a program that runs every network of these modules once, so that all of it is compiled."""
    folder = HERE / "src" / ("declared" if declared else "hand_written")
    files = {f"{module}.rs": (folder / f"{module}.rs").read_text() for module in modules}
    runs = []
    for module in modules:
        side = SIDES[module]
        for name in (DECLARED if declared else BY_HAND)[module]:
            if declared:
                images = "firebrick::Image::random(1, &device).unwrap()"
                runs.append(f'println!("{{:?}}", {module}::{name}::<Flex>::init(&device).forward({images}));')
            else:
                images = f"Tensor::<4>::ones([1, 3, {side}, {side}], &device)"
                runs.append(f'println!("{{:?}}", {module}::{name}(&device).forward({images}));')
    head = [f"mod {module};" for module in modules]
    uses = ["use firebrick::backend::Flex;"] + ([] if declared else ["use firebrick::burn::tensor::Tensor;"])
    body = ["fn main() {", "let device = Flex::device().unwrap();", *runs, "}"]
    files["main.rs"] = "#![allow(dead_code)]\n" + "\n".join([*head, *uses, *body]) + "\n"
    return files


def network(body: str, channels: int) -> dict[str, str]:
    """The file of a library with one network on small images."""
    text = f"firebrick::network! {{\npub network Net: [8, 8, 8] -> [{channels}, 8, 8] {{\n{body}\n}}\n}}\n"
    return {"lib.rs": text}


def loop(layers: int) -> dict[str, str]:
    """So many layers in a loop of one statement."""
    return network(f"for _ in 0..{layers} {{ conv2d(8, 3, padding = 1); }}", 8)


def statements(layers: int) -> dict[str, str]:
    """So many layers, each a statement of its own."""
    body = [f"c{at}: conv2d({8 + at % 8}, 3, padding = 1);" for at in range(layers)]
    return network("\n".join(body), 8 + (layers - 1) % 8)


class Crate:
    """A small crate that depends on this workspace's `firebrick`, with its lock and profiles."""

    def __init__(self, folder: pathlib.Path, name: str, files: dict[str, str], target: pathlib.Path):
        self.name, self.target = name, target
        self.root = folder / name
        (self.root / "src").mkdir(parents=True)
        workspace = (ROOT / "Cargo.toml").read_text()
        manifest = (
            f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n'
            f'[dependencies]\nfirebrick = {{ path = "{ROOT / "runtime"}" }}\n\n'
            f'[workspace]\nresolver = "3"\n\n{workspace[workspace.index("[profile.") :]}'
        )
        (self.root / "Cargo.toml").write_text(manifest)
        (self.root / "Cargo.lock").write_bytes((ROOT / "Cargo.lock").read_bytes())
        for file, text in files.items():
            (self.root / "src" / file).write_text(text)
        self.entry = self.root / "src" / ("main.rs" if "main.rs" in files else "lib.rs")

    def cargo(self, *arguments: str) -> str:
        environment = {**os.environ, "CARGO_TARGET_DIR": str(self.target), "CARGO_INCREMENTAL": "0"}
        command = ["cargo", *arguments, "--quiet"]
        run = subprocess.run(command, cwd=self.root, env=environment, stdout=subprocess.PIPE, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(command)} failed in the crate `{self.name}`")
        return run.stdout

    def seconds(self, *arguments: str) -> float:
        """The CPU time of all processes that compile this crate alone once more.

        Not the time by the clock: on a machine that is busy with something else it is not the same twice.
        """
        self.entry.touch()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cargo(*arguments)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime

    def rustc(self, *flags: str) -> tuple[str, str]:
        """What rustc prints about a check of this crate. Unstable flags are let in for it alone."""
        self.entry.touch()
        messages = map(json.loads, self.cargo("check", "--message-format=json").splitlines())
        artifacts = [message for message in messages if message["reason"] == "compiler-artifact"]
        (firebrick,) = (file for item in artifacts if item["target"]["name"] == "firebrick" for file in item["filenames"])
        command = ["rustc", "--edition=2024", "--emit=metadata", f"--out-dir={self.root}", str(self.entry)]
        command += [f"--extern=firebrick={firebrick}", f"-Ldependency={pathlib.Path(firebrick).parent}", *flags]
        environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"{' '.join(command)} failed:\n{run.stderr}")
        return run.stdout, run.stderr


def in_turn(crates: dict[str, Crate], runs: int, *arguments: str) -> dict[str, float]:
    """The median seconds of every crate, compiled in turn. Their dependencies are built before, with the first."""
    next(iter(crates.values())).cargo(*arguments)
    seconds = {name: [] for name in crates}
    for _ in range(runs):
        for name, crate in crates.items():
            seconds[name].append(crate.seconds(*arguments))
    return {name: statistics.median(times) for name, times in seconds.items()}


def lines(files: dict[str, str]) -> int:
    """Lines with code on them, apart from `main.rs`."""
    texts = [text for name, text in files.items() if name != "main.rs"]
    code = [line.strip() for text in texts for line in text.splitlines()]
    return sum(1 for line in code if line and not line.startswith("//"))


def expansion(crate: Crate, runs: int) -> dict[str, float]:
    """What its own macros emit, in lines and bytes as pretty-printed, and the least time of the whole expansion.

    In rustc's table of macros a row begins with the kind and the name, then come the uses, the lines, their mean, the
    bytes and their mean. The macros of the standard library (`println!`) emit next to nothing and are left out.
    """
    _, table = crate.rustc("-Zmacro-stats")
    emitted_lines = emitted_bytes = 0
    for row in table.splitlines():
        found = re.search(r"(network_impl!|#\[derive\(\w+\)\])\s+([\d_,.]+)\s+([\d_,.]+)\s+[\d_,.]+\s+([\d_,.]+)", row)
        if found:
            number = lambda group: int(re.sub(r"[_,]", "", found[group]))
            emitted_lines += number(3)
            emitted_bytes += number(4)
    milliseconds = []
    for _ in range(runs):
        stdout, stderr = crate.rustc("-Ztime-passes", "-Ztime-passes-format=json")
        passes = re.findall(r"time: (\{.*\})", stdout + stderr)
        times = {item["pass"]: item["time"] for item in map(json.loads, passes)}
        milliseconds.append(1e3 * times["macro_expand_crate"])
    return {"lines": emitted_lines, "bytes": emitted_bytes, "milliseconds": min(milliseconds)}


def side_by_side(folder: pathlib.Path, target: pathlib.Path, runs: int, release: bool) -> list[dict]:
    """Checks, release builds and expansions of the same networks both ways."""
    rows = []
    for title, modules in CRATES.items():
        log(f"{title} …")
        files = {"declared": program(modules, True), "by hand": program(modules, False)}
        name = re.sub(r"\W+", "_", title).strip("_").lower()
        crates = {
            way: Crate(folder, f"{name}_{way.replace(' ', '_')}", texts, target) for way, texts in files.items()
        }
        rows.append(
            {
                "crate": title,
                "lines": {way: lines(texts) for way, texts in files.items()},
                "check": in_turn(crates, runs, "check"),
                "release": in_turn(crates, runs, "build", "--release") if release else None,
                "expansion": {way: expansion(crate, runs) for way, crate in crates.items()},
            }
        )
    return rows


def growth(folder: pathlib.Path, target: pathlib.Path, runs: int, kind: str, sizes: list[int]) -> list[dict]:
    """Seconds of a check for networks of so many layers."""
    log(f"growth with the {kind} …")
    make = {"layers in a loop": loop, "statements": statements}[kind]
    name = kind.replace(" ", "_")
    crates = {str(size): Crate(folder, f"{name}_{size}", make(size), target) for size in sizes}
    seconds = in_turn(crates, runs, "check")
    return [{"layers": size, "seconds": seconds[str(size)]} for size in sizes]


def slope(points: list[dict], first: int, last: int) -> float:
    """Milliseconds for each further layer between two of the points."""
    one, other = points[first], points[last]
    return 1e3 * (other["seconds"] - one["seconds"]) / (other["layers"] - one["layers"])


def show(results: dict) -> None:
    for row in results["side_by_side"]:
        print(f"\n{row['crate']}: {row['lines']['declared']} lines declared, {row['lines']['by hand']} by hand")
        for step in filter(row.get, ("check", "release")):
            ours, theirs = row[step]["declared"], row[step]["by hand"]
            print(f"  {step:8} {ours:6.2f} s declared, {theirs:6.2f} s by hand: {ours / theirs:.2f}")
        for way, emitted in row["expansion"].items():
            each = emitted["lines"] / row["lines"][way]
            print(
                f"  {way:8} expands to {emitted['lines']} lines, {each:.1f} for each one written, "
                f"in {emitted['milliseconds']:.0f} ms"
            )
    for kind, points in results["growth"].items():
        middle = len(points) // 2
        print(f"\n{kind}:")
        for point in points:
            print(f"  {point['layers']:6}  {point['seconds']:.2f} s")
        print(f"  {slope(points, 0, middle):.3f} ms a layer at first, {slope(points, middle, -1):.3f} ms then")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="runs of each crate (default 3)")
    parser.add_argument("--target", type=pathlib.Path, default=ROOT / "target", help="where dependencies are built")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--no-release", action="store_true", help="leave out the release builds, which need Burn in release")
    parser.add_argument("--only", choices=["side_by_side", "growth"], help="one half of it")
    arguments = parser.parse_args()
    results = {"side_by_side": [], "growth": {}}
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        if arguments.only != "growth":
            results["side_by_side"] = side_by_side(
                folder, arguments.target, arguments.runs, not arguments.no_release
            )
        if arguments.only != "side_by_side":
            for kind, sizes in [("layers in a loop", LOOPS), ("statements", STATEMENTS)]:
                results["growth"][kind] = growth(folder, arguments.target, arguments.runs, kind, sizes)
    if arguments.json:
        json.dump(results, sys.stdout)
    else:
        show(results)


if __name__ == "__main__":
    main()
