"""The notebooks of examples/ run to their end and still show what they were kept with: the same kinds of things below the same cells."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    for name in ("nbclient", "ipykernel", "pandas", "networkx", "matplotlib"):
        pytest.importorskip(name)
    spec = importlib.util.spec_from_file_location("run_notebooks", ROOT / "scripts/run_notebooks.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    kept, ran = nbformat.read(path, as_version=4), script.run(path)

    def shown(notebook: object) -> list[list[list[str]]]:
        outputs = [getattr(cell, "outputs", []) for cell in notebook.cells]  # type: ignore[attr-defined]
        return [[sorted(output.get("data", {output.output_type: ""})) for output in cell] for cell in outputs]

    assert shown(kept) == shown(ran), "run scripts/run_notebooks.py again"
    assert not any(output.output_type == "stream" and output.name == "stderr" for cell in ran.cells for output in getattr(cell, "outputs", []))
    assert path.stat().st_size < 500_000


def test_there_are_two() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["events", "statements"]
