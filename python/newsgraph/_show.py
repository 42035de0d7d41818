"""How tables and graphs show themselves: a few rows as text or HTML, and the interactive page in a frame."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._newsgraph import Table

_ROWS_OF_TEXT, _ROWS_OF_HTML = 10, 20
_WIDTH_OF_TEXT, _WIDTH_OF_HTML = 32, 300

#: What says nothing to a reader's eye: places in the text, hashes, and ids beside which a column has the name.
_FOR_PROGRAMS = {"id", "start", "end", "trigger_start", "trigger_end", "claim", "rule", "path", "sha256"}


def _plain(value: Any, width: int) -> str:
    """A cell on one line, cut to a width."""
    if value is None:
        return ""
    text = f"{value:g}" if isinstance(value, float) else ", ".join(value) if isinstance(value, list) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _shown(table: Table, limit: int, width: int) -> tuple[list[str], list[list[str]], int]:
    """Columns, first rows, and how many rows there are: of an answer what the command line prints, of a table what is for readers."""
    answer = table._shown(limit)
    if answer is not None:
        columns, rows, size = answer
        return columns, [[_plain(cell, width) for cell in row] for row in rows], size
    names = set(table.columns)
    columns = [name for name in table.columns if name not in _FOR_PROGRAMS and not {f"{name}_name", f"{name}_names"} & names]
    return columns, [[_plain(row[name], width) for name in columns] for row in islice(table, limit)], len(table)


def _size(table: Table) -> str:
    rows, columns = len(table), len(table.columns)
    return f"{table.name}: {rows} row{'' if rows == 1 else 's'}, {columns} columns"


def text(table: Table) -> str:
    """The first rows as lines of text, with the columns that fit."""
    columns, rows, size = _shown(table, _ROWS_OF_TEXT, _WIDTH_OF_TEXT)
    widths = [max([len(name), *(len(row[i]) for row in rows)]) for i, name in enumerate(columns)]
    fit = 1
    while fit < len(widths) and sum(widths[: fit + 1]) + 2 * fit <= 136:
        fit += 1

    def line(cells: list[str]) -> str:
        padded = [cell.ljust(width) for cell, width in zip(cells[:fit], widths)]
        return "  ".join([*padded, *(["…"] if fit < len(widths) else [])]).rstrip()

    lines = [f"<newsgraph.Table {_size(table)}>", *table.notes]
    if rows:
        lines += [line(columns), *map(line, rows)]
    if size > len(rows):
        lines.append("…")
    return "\n".join(lines)


def html(table: Table) -> str:
    """The first rows as an HTML table. Text of articles is data: all of it is escaped."""
    columns, rows, size = _shown(table, _ROWS_OF_HTML, _WIDTH_OF_HTML)
    notes = "".join(f"<p>{escape(note)}</p>" for note in table.notes)
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in columns)

    def cell(value: str) -> str:
        wide = ";min-width:18em" if len(value) > 60 else ""
        return f'<td style="text-align:left;vertical-align:top{wide}">{escape(value)}</td>'

    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
    more = f"; the first {len(rows)} are shown" if size > len(rows) else ""
    foot = f'<p style="font-size:smaller">{escape(_size(table))} ({escape(", ".join(table.columns))}){more}</p>'
    return f'<div style="overflow-x:auto">{notes}{body}{foot}</div>'


def frame(page: str, name: str) -> str:
    """The interactive page in a frame of its own, from which nothing reaches the notebook: its scripts run, but as those of a stranger."""
    source = page.replace("&", "&amp;").replace("'", "&#39;")
    style = "width:100%;height:640px;border:1px solid #8884"
    return f"<iframe title=\"{escape(name)}\" sandbox=\"allow-scripts\" style=\"{style}\" srcdoc='{source}'></iframe>"
