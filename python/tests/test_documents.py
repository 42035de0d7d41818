"""What the documents say is so: every docstring and every Python line of the READMEs and the manual runs; the stubs are those of the module."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsgraph
from conftest import ROOT


def docstrings() -> Iterator[tuple[str, str]]:
    """All of the package, also those of compiled classes, which doctest does not find by itself."""
    yield "newsgraph", newsgraph.__doc__ or ""
    for name in newsgraph.__all__:
        thing = getattr(newsgraph, name)
        yield name, thing.__doc__ or ""
        if inspect.isclass(thing):
            yield from ((f"{name}.{key}", getattr(value, "__doc__", None) or "") for key, value in vars(thing).items() if not key.startswith("_"))


@pytest.mark.parametrize(("name", "text"), [pytest.param(name, text, id=name) for name, text in docstrings() if name != "__version__"])
def test_every_docstring_says_something_and_its_examples_run(name: str, text: str) -> None:
    assert text, f"{name} has no docstring"
    examples = doctest.DocTestParser().get_doctest(text, {}, name, None, None)
    failures: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=failures.append)
    assert not failures, "".join(failures)


@pytest.mark.parametrize("document", ["README.md", "docs/src/programs.md", "python/README.md"])
def test_the_python_lines_of_the_documents_run(document: str, capsys: pytest.CaptureFixture[str]) -> None:
    newsgraph.build("data/articles").save("out/graph.json")
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert blocks
    names: dict[str, object] = {}
    for block in blocks:
        # As a notebook does: the value of the last line is shown.
        exec(compile(block, document, "exec"), names)
    assert "graph" in names


def test_the_stubs_are_those_of_the_module(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    package = Path(newsgraph.__file__).parent
    assert (package / "py.typed").exists()
    ran = subprocess.run([sys.executable, "-m", "mypy.stubtest", "newsgraph._newsgraph", "--ignore-disjoint-bases"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    strict = [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "-p", "newsgraph"]
    ran = subprocess.run(strict, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
