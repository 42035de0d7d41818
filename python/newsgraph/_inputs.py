"""Articles given as rows: data frames, Arrow tables and dicts, written as JSON Lines for the library to read."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, Iterable, Mapping, Optional


def rows(source: Any) -> Optional[list[Mapping[str, Any]]]:
    """The rows of a data frame or an Arrow table as dicts; None for anything else."""
    if hasattr(source, "collect_schema") and hasattr(source, "collect"):  # a lazy frame of polars
        source = source.collect()
    if not hasattr(source, "columns") and (hasattr(source, "to_list") or hasattr(source, "to_pylist")):  # a series, an array
        raise TypeError('read() takes a data frame with a column "text", not a column by itself: read(frame[["text"]])')
    if hasattr(source, "to_dicts"):  # polars
        return list(source.to_dicts())
    if hasattr(source, "to_pylist"):  # pyarrow, and the tables of this package
        return list(source.to_pylist())
    if hasattr(source, "to_dict") and hasattr(source, "columns"):  # pandas
        return list(source.to_dict("records"))
    if hasattr(source, "__arrow_c_stream__"):  # DuckDB and whatever else speaks Arrow
        # Not by an import: the package itself needs none of these programs, and neither do its types.
        return list(import_module("pyarrow").table(source).to_pylist())
    return None


def _is_missing(value: Any) -> bool:
    """None, and what data frames write for it: NaN, NaT, NA."""
    return value is None or (isinstance(value, float) and value != value) or type(value).__name__ in ("NaTType", "NAType")


def _plain(value: Any) -> Any:
    """What JSON has no form for: dates as ISO, arrays as lists, all else as text."""
    for form in ("isoformat", "tolist"):
        if hasattr(value, form):
            return getattr(value, form)()
    return str(value)


def json_lines(articles: Iterable[Mapping[str, Any]]) -> str:
    """One line an article."""
    rows = ({str(key): value for key, value in article.items() if not _is_missing(value)} for article in articles)
    return "".join(json.dumps(row, default=_plain) + "\n" for row in rows)
