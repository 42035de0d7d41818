"""A folder to work in, with the sample dispatches as the documents name them, and what several tests look at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import newsgraph

ROOT = Path(__file__).resolve().parents[2]

#: Two articles of one day, of papers that contradict each other.
ARTICLES = [
    {
        "id": "a1",
        "text": "Norway supplied Estonia with radars on Monday. “Estonia is a friend of Norway,” Prime Minister Anna Berg said in Oslo.",
        "title": "Radars for Estonia",
        "published": "2024-05-14",
        "publisher": "The Wire",
    },
    {
        "id": "a2",
        "text": "Norway denied that it had supplied Estonia with radars. Latvia urged Norway to negotiate with Estonia.",
        "published": "2024-05-15",
        "publisher": "The Post",
    },
]


@pytest.fixture(scope="session", autouse=True)
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("work")
    for name in ("data", "examples"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    (folder / "out").mkdir()
    os.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def graph(here: Path) -> newsgraph.Graph:
    return newsgraph.build("data/articles", title="Samples")
