#!/usr/bin/env python3
"""Runs the notebooks of examples/ and keeps what they show: python3 scripts/run_notebooks.py [NOTEBOOK...]

Needs the package (pip install ./python), nbclient, ipykernel, pandas, networkx, matplotlib. What a run leaves that is of no use to a reader (times,
versions, random ids) is taken out, so that the same newsgraph and libraries write the same file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]


def run(path: Path) -> Any:
    """The notebook with what its cells show. An error in a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    return notebook


if __name__ == "__main__":
    for given in sys.argv[1:] or sorted(map(str, (ROOT / "examples").glob("*.ipynb"))):
        nbformat.write(run(Path(given)), given)
        print(given, Path(given).stat().st_size // 1000, "kB")
