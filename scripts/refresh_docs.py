#!/usr/bin/env python3
"""Runs the README's commands in a clean copy, as a newcomer would, and puts what they print below them; draws docs/graph.svg.

Usage: refresh_readme.py NEWSGRAPH [--check]      (the program; --check changes nothing and fails if something differs)

A block marked `sh` or `python` with a block marked `text` right below it is run, and its standard output becomes the text. Blocks marked `sh` with a
line that begins with newsgraph run in any case, in their order, for later ones need their files. Python blocks need networkx; without it they are left
alone, and so are those without a text below: python/tests/test_documents.py runs them.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```(sh|python)\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.S)


def main(program: str, check: bool) -> int:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start, end = readme.index("## First hour"), readme.index("## How it works")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "articles", pathlib.Path(folder) / "data" / "articles")
        (pathlib.Path(folder) / "bin").mkdir()
        os.symlink(pathlib.Path(program).resolve(), pathlib.Path(folder) / "bin" / "newsgraph")
        environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}", "COLUMNS": "120", "NO_COLOR": "1"}

        def run(block: re.Match) -> str:
            language, code, known = block.groups()
            without = subprocess.run([sys.executable, "-c", "import networkx"], capture_output=True).returncode
            if language == "python" and (known is None or without):
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

        if not check:
            # The picture is newsgraph's own on every machine, whether Graphviz is there or not.
            picture = ROOT / "docs" / "graph.svg"
            commands = [["-q", "build", "data/articles", "-o", "first"], ["draw", "first/graph.json", "-o", str(picture), "--layout", "native"]]
            for command in commands:
                subprocess.run([f"{folder}/bin/newsgraph", *command], cwd=folder, env=environment, check=True)
        fresh = readme[:start] + BLOCK.sub(run, readme[start:end]) + readme[end:]
    if check:
        return int(fresh != readme)
    (ROOT / "README.md").write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--check" in sys.argv[2:]))
