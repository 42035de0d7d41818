"""Articles given as dicts, written as JSON Lines: what the library reads."""

from __future__ import annotations

import json
from typing import Any, Iterable, Mapping


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
    rows = ({key: value for key, value in article.items() if not _is_missing(value)} for article in articles)
    return "".join(json.dumps(row, default=_plain) + "\n" for row in rows)
