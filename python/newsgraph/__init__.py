"""newsgraph: who did what to whom, and who said what about whom, in news articles.

>>> import newsgraph
>>> graph = newsgraph.build([{"text": "Norway supplied Estonia with radars. Estonia thanked Norway, the minister said."}])
>>> [(edge["source_name"], edge["type"], edge["target_name"]) for edge in graph.edges if edge["category"] == "event"]
[('Norway', 'arms-transfer', 'Estonia'), ('Estonia', 'support', 'Norway')]
"""

from __future__ import annotations

import os
from datetime import date
from typing import Any, Literal, Mapping, Optional, Union

from ._newsgraph import (
    Articles,
    Graph,
    Records,
    Svg,
    Table,
    __version__,
    edge_types,
    exports,
    inputs,
    load,
    load_records,
    queries,
    read,
)

__all__ = [
    "Articles",
    "Graph",
    "Records",
    "Svg",
    "Table",
    "__version__",
    "build",
    "edge_types",
    "exports",
    "inputs",
    "load",
    "load_records",
    "queries",
    "read",
]

_Path = Union[str, "os.PathLike[str]"]


def build(
    source: Any,
    *,
    format: Optional[str] = None,
    map: Optional[Mapping[str, str]] = None,
    published: Union[str, date, None] = None,
    title: str = "",
    level: Literal["actors", "state"] = "actors",
    identities: Union[_Path, list[str], None] = None,
    min_confidence: Optional[float] = None,
    lexicon: Union[_Path, list[_Path], None] = None,
    threads: Optional[int] = None,
) -> Graph:
    """Reads articles and makes their graph: `read(source, ...).extract(...).graph(...)` in one go.

    `source`: what `read` takes: a file, a folder, a list of them, a data frame of pandas or polars, an Arrow table, or a list of dicts.
    `format`, `map` and `published`: as for `read`.

    >>> import newsgraph
    >>> newsgraph.build("data/articles", level="state", min_confidence=0.8).level
    'state'
    """
    records = read(source, format=format, map=map, published=published).extract(threads=threads, lexicon=lexicon)
    return records.graph(title=title, level=level, identities=identities, min_confidence=min_confidence)
