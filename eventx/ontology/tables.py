"""Reading the tables of this folder: tab-separated text, comment lines first, one header line."""

from __future__ import annotations

from importlib.resources import files
from itertools import zip_longest

from pydantic import BaseModel, ConfigDict


class Row(BaseModel):
    """A line of a table: immutable, and refusing columns that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_table(name: str) -> list[dict[str, str]]:
    """Read one table of the ontology.

    Cells are strings as written, so that codes keep their leading zeros; quotes have no meaning,
    and empty cells at the end of a row may be left out.

    Args:
        name: The file name, such as ``cameo.tsv``.

    Returns:
        One dictionary a row, keyed by the header.

    Raises:
        ValueError: If a row has more cells than the header (E207).

    Example:
        >>> read_table("plover_events.tsv")[0]["event"]
        'AGREE'
    """
    text = (files(__package__) / name).read_text(encoding="utf-8")
    # Not splitlines(): it would also cut at the rarer line separators inside a cell.
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(header):
            raise ValueError(f"[E207] {name}: {len(cells)} cells, at most {len(header)}: {line!r}")
        rows.append(dict(zip_longest(header, cells, fillvalue="")))
    return rows


def known(cell: str) -> str | None:
    """Return the cell, or None where it is empty.

    Example:
        >>> known("visit"), known("")
        ('visit', None)
    """
    return cell or None
