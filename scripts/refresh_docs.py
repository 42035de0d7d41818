#!/usr/bin/env python3
"""Runs the commands of the README and of the manual as a newcomer would, and puts what they print below them.

Usage: refresh_docs.py NEWSGRAPH [--full NEWSGRAPH] [--check]

NEWSGRAPH is the program as `cargo build --release` makes it. Pages with the line `<!-- features: full -->` are run with the one
built with `--features full`, and left alone without it. --check changes nothing and fails if something differs.

The documents are README.md and the pages that docs/src/SUMMARY.md lists. They are run one after the other in a fresh copy of the
sample articles, so that a page may use what an earlier one made. A block marked `sh` or `python` with a block marked `text` right below it
is run, and its standard output becomes the text. Blocks marked `sh` with a line that begins with newsgraph are run in any case.
Python blocks need networkx; without it they are left alone, and so are those without a text below, which
python/tests/test_documents.py runs. docs/src/graph.svg is drawn anew.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```(sh|python)\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.S)
FULL = "<!-- features: full -->"
PICTURE = ROOT / "docs" / "src" / "graph.svg"


def documents() -> list[pathlib.Path]:
    """README.md, then the pages of the manual in their order."""
    summary = (ROOT / "docs" / "src" / "SUMMARY.md").read_text(encoding="utf-8")
    return [ROOT / "README.md", *(ROOT / "docs" / "src" / page for page in re.findall(r"\]\((.+?\.md)\)", summary))]


def main(program: str, full: str | None, check: bool) -> int:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "articles", pathlib.Path(folder) / "data" / "articles")

        def environment_with(program: str, name: str) -> dict[str, str]:
            (pathlib.Path(folder) / name).mkdir()
            os.symlink(pathlib.Path(program).resolve(), pathlib.Path(folder) / name / "newsgraph")
            return {**os.environ, "PATH": f"{folder}/{name}:{os.environ['PATH']}", "COLUMNS": "120", "NO_COLOR": "1"}

        usual = environment_with(program, "bin")
        with_all = full and environment_with(full, "bin-full")
        networkx = subprocess.run([sys.executable, "-c", "import networkx"], capture_output=True).returncode == 0

        def run(block: re.Match, environment: dict[str, str]) -> str:
            language, code, known = block.groups()
            if language == "python" and (known is None or not networkx):
                return block[0]
            if known is None and not re.search(r"^newsgraph ", code, re.M):
                return block[0]
            command = [sys.executable, "-c", code] if language == "python" else ["bash", "-e", "-o", "pipefail", "-c", code]
            done = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True)
            if done.returncode:
                sys.exit(f"{code}\nfailed with {done.returncode}:\n{done.stderr}")
            if known is None:
                return block[0]
            lines = "\n".join(line.rstrip() for line in done.stdout.replace(f"{folder}/", "").strip("\n").splitlines())
            return f"```{language}\n{code}```\n\n```text\n{lines}\n```\n"

        differ = []
        for document in documents():
            text = document.read_text(encoding="utf-8")
            environment = with_all if FULL in text else usual
            if not environment:
                print(f"{document.relative_to(ROOT)} is left alone: it needs --full", file=sys.stderr)
                continue
            fresh = BLOCK.sub(lambda block: run(block, environment), text)
            if fresh != text:
                differ.append(str(document.relative_to(ROOT)))
                if not check:
                    document.write_text(fresh, encoding="utf-8")
        if not check:
            # The picture is newsgraph's own on every machine, whether Graphviz is there or not.
            figure = ["--min-confidence", "0.8", "--without", "statements,affiliations", "--title", "Russia, North Korea and Ukraine in eight articles"]
            commands = [
                ["-q", "build", "data/articles", "-o", "first"],
                ["draw", "first/graph.json", "-o", str(PICTURE), "--layout", "native", *figure],
            ]
            for command in commands:
                subprocess.run([f"{folder}/bin/newsgraph", *command], cwd=folder, env=usual, check=True)
    for document in differ:
        print(f"{document}: {'differs' if check else 'changed'}", file=sys.stderr)
    return int(check and bool(differ))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("program", metavar="NEWSGRAPH")
    parser.add_argument("--full", metavar="NEWSGRAPH")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.program, given.full, given.check))
