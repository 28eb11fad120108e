#!/usr/bin/env python3
"""Where an editor leads from the words of a declaration: hover and go-to-definition of rust-analyzer.

    python3 tests/editor/follow.py [path of rust-analyzer]

An optional check beside the test `every_word_leads_somewhere` of the macros, which needs no editor. It opens
`declaration.rs` in the place of a test of this crate, without writing anything, and asks for every row of
`WORDS`. It takes a minute or two, and some gigabytes of memory for Burn.
"""

import argparse
import json
import pathlib
import queue
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DECLARATION = pathlib.Path(__file__).with_name("declaration.rs")
OPENED_AS = ROOT / "tests/tests/hygiene.rs"

# A stretch of the text, the word in it, what the hover says, and a place among the definitions: a file, or a
# stretch of the declaration.
WORDS = [
    ("conv2d(width", "conv2d", "torch.nn.Conv2d", "runtime/src/shape/spec.rs"),
    ("first: conv2d", "first", "pub first: Conv2d", "first: conv2d"),
    ("stride = stride", "stride", "pub stride: ", "runtime/src/shape/conv.rs"),
    ("conv2d(width", "width", "width: usize", "width: usize"),
    ("relu;", "relu", "max(x, 0)", "runtime/src/shape/activation.rs"),
    ("{ Pair(32", "Pair", "A block of two convolutions.", "Pair(width"),
    ("stride = if", "stride", "fn stride(self, stride: usize)", "stride: usize"),
    ("pairs: for", "pairs", "pub pairs: Vec<Pair", "pairs: for"),
    ("batch_norm;", "batch_norm", "struct BatchNorm", "runtime/src/shape/norm.rs"),
    ("sum {", "sum", "sum { … }", "runtime/src/graph/trace/steps.rs"),
    ("identity;", "identity", "torch.nn.Identity", "runtime/src/shape/form.rs"),
    ("max_pool2d(3", "max_pool2d", "torch.nn.MaxPool2d", "runtime/src/shape/spec.rs"),
    ("input.features", "features", "`input.features`", "runtime/src/graph/trace/reads.rs"),
    ("out: linear", "linear", "struct Linear", "runtime/src/shape/linear.rs"),
    ("out: linear", "out", "pub out: Linear", "out: linear"),
    ("network.stem", "stem", "pub stem: Conv2d", "stem: conv2d"),
    ("Small::<", "Small", "A small network.", "Small: [3"),
]

CHANGED = (-32801, -32802)  # the answer is out of date: ask again


class Server:
    """A language server on its standard input and output."""

    def __init__(self, command, settings):
        self.settings = settings
        self.process = subprocess.Popen(
            [command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        self.messages = queue.Queue()
        self.asked = 0
        self.quiescent = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        stream = self.process.stdout
        while header := stream.readline():
            length = 0
            while header.strip():
                if header.lower().startswith(b"content-length:"):
                    length = int(header.split(b":")[1])
                header = stream.readline()
            self.messages.put(json.loads(stream.read(length)))
        self.messages.put(None)

    def _write(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self._write(method=method, params=params)

    def _next(self, deadline):
        message = self.messages.get(timeout=max(0.1, deadline - time.monotonic()))
        if message is None:
            sys.exit("rust-analyzer has ended")
        if "method" in message and "id" in message:
            wanted = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            self._write(id=message["id"], result=[self.settings for _ in wanted] or None)
        elif message.get("method") == "experimental/serverStatus":
            self.quiescent = message["params"]["quiescent"]
        return message

    def ask(self, method, params, seconds=300):
        self.asked += 1
        number = self.asked
        self._write(id=number, method=method, params=params)
        deadline = time.monotonic() + seconds
        while True:
            message = self._next(deadline)
            if message.get("id") == number and "method" not in message:
                if message.get("error", {}).get("code") in CHANGED:
                    return self.ask(method, params, seconds)
                return message.get("result")

    def settle(self, seconds=600):
        deadline = time.monotonic() + seconds
        while not self.quiescent:
            self._next(deadline)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", nargs="?", default="rust-analyzer", help="the program (default: that of the path)")
    arguments = parser.parse_args()
    sysroot = subprocess.check_output(["rustc", "--print", "sysroot"], text=True, cwd=ROOT).strip()
    settings = {
        "cachePriming": {"enable": False},
        "checkOnSave": False,
        "procMacro": {"enable": True, "server": f"{sysroot}/libexec/rust-analyzer-proc-macro-srv"},
    }
    server = Server(arguments.server, settings)
    text = DECLARATION.read_text()
    document = {"uri": OPENED_AS.as_uri()}
    server.ask(
        "initialize",
        {
            "processId": None,
            "rootUri": ROOT.as_uri(),
            "capabilities": {
                "textDocument": {"hover": {"contentFormat": ["markdown"]}},
                "experimental": {"serverStatusNotification": True},
            },
            "initializationOptions": settings,
        },
    )
    server.notify("initialized", {})
    server.notify("textDocument/didOpen", {"textDocument": {**document, "languageId": "rust", "version": 1, "text": text}})
    server.settle()
    astray = 0
    for stretch, word, hover, target in WORDS:
        where = {"textDocument": document, "position": position(text, text.index(stretch) + stretch.index(word))}
        shown = (server.ask("textDocument/hover", where) or {}).get("contents", {}).get("value", "")
        places = [place(found) for found in server.ask("textDocument/definition", where) or []]
        wanted = target
        if target in text:
            wanted = f"{OPENED_AS.relative_to(ROOT)}:{position(text, text.index(target))['line'] + 1}"
        reached = any(found.startswith(wanted) for found in places)
        if hover not in shown or not reached:
            astray += 1
            print(f"`{word}` of `{stretch}`: expected {hover!r} and {wanted}, found\n{shown}\n{places}")
    server.process.kill()
    print(f"{len(WORDS) - astray} of {len(WORDS)} words lead to their documentation and declaration")
    return astray > 0


def position(text, at):
    line = text.count("\n", 0, at)
    return {"line": line, "character": at - (text.rfind("\n", 0, at) + 1)}


def place(found):
    """`file:line`, the file as seen from the workspace."""
    path = found["uri"].removeprefix(ROOT.as_uri() + "/")
    return f"{path}:{found['range']['start']['line'] + 1}"


if __name__ == "__main__":
    sys.exit(main())
