"""Write the generated tables of docs/record.md and docs/guide.md; run it without arguments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eventx.errors import MESSAGES
from eventx.io.rows import COLUMNS

DOCS = Path(__file__).resolve().parents[1] / "docs"


def fill(page: str, name: str, heads: tuple[str, str], rows: Mapping[str, str]) -> str:
    """The page with the table between `<!-- name -->` and `<!-- end of name -->` made anew."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    lines = [f"| {heads[0]} | {heads[1]} |", "| --- | --- |"]
    lines += [f"| `{key}` | {value} |" for key, value in rows.items()]
    return f"{before}{begin}\n" + "\n".join(lines) + f"\n\n{end}{after}"


def pages() -> dict[Path, str]:
    """Every page with generated tables, as it should be."""
    record, guide = DOCS / "record.md", DOCS / "guide.md"
    columns, codes = ("column", "value"), ("code", "message")
    return {
        record: fill(record.read_text("utf8"), "columns", columns, COLUMNS),
        guide: fill(guide.read_text("utf8"), "errors", codes, dict(sorted(MESSAGES.items()))),
    }


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, "utf8")
