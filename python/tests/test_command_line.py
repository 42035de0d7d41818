"""The package gives what the command line gives: the same bytes, rows and words. NEWSGRAPH names the program; without it nothing is compared."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
from pathlib import Path

import pytest

import newsgraph

PROGRAM = os.environ.get("NEWSGRAPH", "")

pytestmark = pytest.mark.skipif(not PROGRAM, reason="NEWSGRAPH names no program to compare with")


def run(*words: str) -> tuple[str, str, int]:
    ran = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
    return ran.stdout, ran.stderr, ran.returncode


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    assert run("build", "data/articles", "-o", str(folder))[2] == 0
    return folder


def test_records_graph_and_page_are_the_same_bytes(built: Path) -> None:
    records = newsgraph.read("data/articles").extract()
    assert records.to_jsonl() == (built / "records.jsonl").read_text()
    graph = records.graph()
    for name in ("graph.json", "graph.svg", "graph.html"):
        graph.save(f"out/{name}")
        assert Path(f"out/{name}").read_bytes() == (built / name).read_bytes(), name


def test_answers_are_the_same_rows(built: Path) -> None:
    graph = newsgraph.load(built / "graph.json")
    for name, names, given in [
        ("said", [], {"about": "Russia"}),
        ("edges", [], {"types": "visit"}),
        ("edges", [], {}),
        ("actors", [], {}),
        ("actors", [], {"why": "Putin"}),
        ("between", ["Russia", "Ukraine"], {}),
        ("compare", [], {"about": "Russia"}),
        ("contested", [], {}),
        ("count", [], {"by": "class,month"}),
        ("cues", [], {}),
        ("neighbours", ["Russia"], {}),
        ("path", ["Jake Sullivan", "China"], {}),
        ("timeline", ["Russia"], {}),
        ("top", [], {"by": "pagerank"}),
    ]:
        flags = [word for key, value in given.items() for word in (f"--{'type' if key == 'types' else key}", value)]
        printed = list(csv.DictReader(io.StringIO(run("query", name, *names, "--graph", str(built / "graph.json"), "--format", "csv", *flags)[0])))
        table = graph.query(name, *names, **given)
        assert table.columns == list(printed[0]) and len(table) == len(printed)
        for ours, theirs in zip(table, printed):
            for column, text in theirs.items():
                value = ours[column]
                same = (text == "") if value is None else float(text) == value if isinstance(value, (int, float)) and not isinstance(value, bool) else text == str(value)
                assert same or text == str(value).lower(), (name, column, value, text)


def without_commands(message: str) -> str:
    """What the user is told to type is another thing in Python."""
    return re.sub("`[^`]*`", "``", message)


def test_errors_have_the_same_words(built: Path) -> None:
    graph = str(built / "graph.json")
    Path("out/empty.txt").write_text("")
    Path("out/who.txt").write_text("Anna Berg\n")
    for words, act in [
        (["extract", "nowhere"], lambda: newsgraph.read("nowhere")),
        (["extract", "out/empty.txt"], lambda: newsgraph.read("out/empty.txt")),
        (["query", "said", "--graph", "nowhere.json"], lambda: newsgraph.load("nowhere.json")),
        (["query", "edges", "--graph", graph, "--since", "June"], lambda: newsgraph.load(graph).query("edges", since="June")),
        (["draw", graph, "-o", "out/x.svg", "--type", "treatie"], lambda: newsgraph.load(graph).draw(types="treatie")),
        (["draw", graph, "-o", "out/x.bmp"], lambda: newsgraph.load(graph).draw("out/x.bmp")),
        (["extract", "data/articles", "--lexicon", "out/none.toml"], lambda: newsgraph.build("data/articles", lexicon="out/none.toml")),
        (["build", "data/articles", "-o", "out/b", "--identities", "out/who.txt"], lambda: newsgraph.build("data/articles", identities="out/who.txt")),
    ]:
        _, complaint, status = run(*words)
        with pytest.raises((ValueError, OSError)) as caught:
            act()
        assert status == 2 and without_commands(complaint.strip().removeprefix("newsgraph: ")) == without_commands(str(caught.value))
