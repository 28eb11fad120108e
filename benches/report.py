"""Measures everything and writes `RESULTS.md` with its plots: run time, single layers, memory, compile time.

    python3 -m venv venv && venv/bin/pip install -r benches/requirements.txt
    venv/bin/python benches/report.py

Each step leaves its figures in `target/benches`; `--only` takes some steps anew and keeps the rest. Where PyTorch or
ONNX Runtime is not installed, the report says so in place of their columns.
"""

import argparse
import datetime
import importlib.util
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys

import matplotlib

import compile_time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
FIGURES = ROOT / "target" / "benches"
NAMES = {"resnet50": "ResNet-50", "mobilenet_v2": "MobileNetV2", "inception_v3": "InceptionV3"}


def bench(name: str, *arguments: str) -> str:
    command = ["cargo", "bench", "--quiet", "-p", "firebrick-benches", "--features", "ndarray", "--bench", name]
    return output([*command, "--", *arguments])


def output(command: list[str], folder: pathlib.Path = ROOT) -> str:
    print(" ".join(command), file=sys.stderr, flush=True)
    return subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


def run_time(rounds: int) -> object:
    return json.loads(bench("run_time", "--json", "--rounds", str(rounds)))


def pytorch(rounds: int) -> object:
    missing = [name for name in ("torch", "torchvision", "onnx", "onnxruntime") if not importlib.util.find_spec(name)]
    if missing:
        return {"missing": missing}
    command = [sys.executable, str(HERE / "pytorch.py"), "--rounds", str(rounds), "--threads", str(os.cpu_count())]
    return json.loads(output(command))


def ways(rounds: int) -> object:
    return bench("ways", "--rounds", str(3 * rounds)).splitlines()


def memory(_: int) -> object:
    return json.loads(bench("memory", "--json"))


def compiling(rounds: int) -> object:
    return json.loads(output([sys.executable, str(HERE / "compile_time.py"), "--json", "--runs", str(min(rounds, 3))]))


STEPS = {"run_time": run_time, "pytorch": pytorch, "ways": ways, "memory": memory, "compile_time": compiling}


def machine() -> list[str]:
    """What the figures were taken on."""
    info = pathlib.Path("/proc/cpuinfo")
    models = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    burn = re.search(r'^burn = .*?"=([\d.]+)"', (ROOT / "Cargo.toml").read_text(), re.MULTILINE)
    return [
        f"- CPU: {models[0]}, {os.cpu_count()} cores; {platform.system()} {platform.machine()}",
        f"- {output(['rustc', '--version']).strip()}; Burn {burn[1] if burn else 'unknown'}",
        f"- load when this was written: {os.getloadavg()[1]:.1f}",
        f"- {datetime.date.today()}",
    ]


def median(times: list[float]) -> float:
    return statistics.median(times)


def rust_rows(cases: list[dict]) -> list[str]:
    rows = [
        "| network | backend | batch | by hand | declared | folded | declared / by hand | folded / by hand |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for case in cases:
        work = {way: median(times["cpu"]) for way, times in case["ways"].items()}
        cells = [f"{1e3 * work[way]:,.0f} ms" for way in ("by hand", "declared", "folded")]
        ratios = [f"**{work[way] / work['by hand']:.2f}**" for way in ("declared", "folded")]
        rows.append(f"| {NAMES[case['network']]} | {case['backend']} | {case['batch']} | {' | '.join(cells + ratios)} |")
    return rows


def python_rows(figures: dict, cases: list[dict]) -> list[str]:
    if "missing" in figures:
        return [f"Not measured: {', '.join(figures['missing'])} not installed (`pip install -r benches/requirements.txt`)."]
    versions = ", ".join(f"{name} {version}" for name, version in figures["versions"].items())
    rows = [
        f"{versions}; {figures['threads']} threads. The least time by the clock of all rounds, for these and for ours. "
        "On a machine that is busy, PyTorch's threads wait for each other: then its columns say little.",
        "",
        "| network | batch | PyTorch | PyTorch, folded | ONNX Runtime | declared, folded, on Flex |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    ours = {(case["network"], case["batch"]): case["ways"]["folded"]["wall"] for case in cases if case["backend"] == "Flex"}
    for case in figures["cases"]:
        cells = [f"{1e3 * min(case['seconds'][way]):.0f} ms" for way in ("PyTorch", "PyTorch, folded", "ONNX Runtime")]
        flex = ours.get((case["network"], case["batch"]))
        cells.append(f"{1e3 * min(flex):.0f} ms" if flex else "")
        rows.append(f"| {NAMES[case['network']]} | {case['batch']} | {' | '.join(cells)} |")
    return rows


def memory_rows(figures: list[dict]) -> list[str]:
    rows = ["| network | written | `PEAK_ACTIVATIONS` | heap | resident | heap / planned |", "|---|---|--:|--:|--:|--:|"]
    for taken in figures:
        cells = [f"{taken[kind] / 1e6:.1f} MB" for kind in ("planned", "heap", "resident")]
        ratio = f"{taken['heap'] / taken['planned']:.2f}"
        way = taken["way"].replace("_", " ")
        rows.append(f"| {NAMES[taken['network']]} | {way} | {' | '.join(cells)} | {ratio} |")
    return rows


def compile_rows(rows_in: list[dict]) -> list[str]:
    rows = [
        "| crate with | written | lines | `cargo check` | release build | lines expanded | for each written | expansion |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows_in:
        for way in ("declared", "by hand"):
            emitted, lines = row["expansion"][way], row["lines"][way]
            release = f"{row['release'][way]:.1f} s" if row["release"] else "not measured"
            rows.append(
                f"| {row['crate']} | {way} | {lines} | {row['check'][way]:.2f} s | {release} "
                f"| {emitted['lines']:,} | {emitted['lines'] / lines:.1f} | {emitted['milliseconds']:.0f} ms |"
            )
        ratios = [row[step] and f"**{row[step]['declared'] / row[step]['by hand']:.2f}**" for step in ("check", "release")]
        rows.append(f"| | ratio | | {ratios[0]} | {ratios[1] or ''} | | | |")
    return rows


def growth_rows(growth: dict[str, list[dict]]) -> list[str]:
    rows = []
    for kind, points in growth.items():
        middle = len(points) // 2
        first, then = compile_time.slope(points, 0, middle), compile_time.slope(points, middle, -1)
        figures = ", ".join(f"{point['layers']:,}: {point['seconds']:.2f} s" for point in points)
        rows.append(f"- {kind}: {figures}. {first:.2f} ms for each further one at first, {then:.2f} ms then.")
    return rows


def figure(name: str, draw) -> str:
    """Draws into `plots/name.svg` and says how the report shows it."""
    matplotlib.use("svg")
    from matplotlib import pyplot

    pyplot.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": name, "font.size": 9, "figure.figsize": (6.4, 3)})
    canvas, axes = pyplot.subplots(layout="constrained")
    draw(axes)
    axes.spines[["top", "right"]].set_visible(False)
    path = HERE / "plots" / f"{name}.svg"
    path.parent.mkdir(exist_ok=True)
    canvas.savefig(path, metadata={"Date": None})
    pyplot.close(canvas)
    return f"![{name.replace('_', ' ')}](plots/{name}.svg)"


def run_time_plot(cases: list[dict]):
    def draw(axes) -> None:
        labels = [f"{NAMES[case['network']]}\n{case['backend']}, {case['batch']}" for case in cases]
        for shift, way in [(-0.2, "declared"), (0.2, "folded")]:
            work = [median(case["ways"][way]["cpu"]) / median(case["ways"]["by hand"]["cpu"]) for case in cases]
            axes.bar([at + shift for at in range(len(cases))], work, 0.38, label=way)
        axes.axhline(1, color="black", linewidth=0.8)
        axes.set_xticks(range(len(cases)), labels, rotation=90, fontsize=7)
        axes.set_ylabel("work / by hand")
        axes.legend(frameon=False)

    return draw


def growth_plot(growth: dict[str, list[dict]]):
    def draw(axes) -> None:
        for kind, points in growth.items():
            axes.plot([point["layers"] for point in points], [point["seconds"] for point in points], "o-", label=kind)
        axes.set_xlabel("layers")
        axes.set_ylabel("CPU seconds of cargo check")
        axes.set_xlim(left=0)
        axes.set_ylim(bottom=0)
        axes.legend(frameon=False)

    return draw


def render(figures: dict) -> str:
    """The report; `findings.md` tells in words what was tried."""
    cases, compiled = figures["run_time"], figures["compile_time"]
    parts = [
        "# What a declaration costs and gains",
        "Written by `benches/report.py`; see `benches/README.md` for how it is measured.",
        "\n".join(machine()),
        "## Run time",
        "The work of all cores for one forward (CPU time), the median of rounds in turn; below 1 is quicker than by hand.",
        "\n".join(rust_rows(cases)),
        figure("run_time", run_time_plot(cases)),
        "### Beside PyTorch and ONNX Runtime",
        "\n".join(python_rows(figures["pytorch"], cases)),
        "### Single layers",
        "```text\n" + "\n".join(figures["ways"]) + "\n```",
        (HERE / "findings.md").read_text().strip(),
        "## Memory",
        "One forward of one image, beyond the weights and the image.",
        "\n".join(memory_rows(figures["memory"])),
        "## Compile time",
        "The CPU time of the small crate alone, nothing incremental, its dependencies built before.",
        "\n".join(compile_rows(compiled["side_by_side"])),
        "### Growth",
        "\n".join(growth_rows(compiled["growth"])),
        figure("growth", growth_plot(compiled["growth"])),
    ]
    return "\n\n".join(parts) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=STEPS, help="steps to measure anew (none: write the report only)")
    parser.add_argument("--rounds", type=int, default=9, help="counted rounds (default 9)")
    arguments = parser.parse_args()
    FIGURES.mkdir(parents=True, exist_ok=True)
    chosen = STEPS if arguments.only is None else arguments.only
    for step in chosen:
        (FIGURES / f"{step}.json").write_text(json.dumps(STEPS[step](arguments.rounds)))
    missing = [step for step in STEPS if not (FIGURES / f"{step}.json").exists()]
    if missing:
        sys.exit(f"not measured yet: {', '.join(missing)}\nhelp: `python3 benches/report.py --only {' '.join(missing)}`")
    figures = {step: json.loads((FIGURES / f"{step}.json").read_text()) for step in STEPS}
    (HERE / "RESULTS.md").write_text(render(figures))


if __name__ == "__main__":
    main()
