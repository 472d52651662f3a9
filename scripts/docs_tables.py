"""Write the generated tables of the pages in docs/; run it without arguments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from eventx.corpus.counts import rows, shipped_statistics
from eventx.corpus.finding import finding_texts
from eventx.errors import MESSAGES
from eventx.io.rows import COLUMNS

DOCS = Path(__file__).resolve().parents[1] / "docs"


def fill(page: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The page with the table between `<!-- name -->` and `<!-- end of name -->` made anew."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = page.partition(begin)
    after = rest.partition(end)[2]
    lines = [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
    return f"{before}{begin}\n" + "\n".join(lines) + f"\n\n{end}{after}"


def pages() -> dict[Path, str]:
    """Every page with generated tables, as it should be."""
    record, guide = DOCS / "record.md", DOCS / "guide.md"
    codebook, card = DOCS / "codebook" / "annotation.md", DOCS / "data_card.md"
    columns = [(f"`{name}`", value) for name, value in COLUMNS.items()]
    errors = [(f"`{code}`", message) for code, message in sorted(MESSAGES.items())]
    findings = [(f"`{code}`", *text) for code, text in finding_texts().items()]
    counted = shipped_statistics()
    return {
        record: fill(record.read_text("utf8"), "columns", ("column", "value"), columns),
        guide: fill(guide.read_text("utf8"), "errors", ("code", "message"), errors),
        codebook: fill(
            codebook.read_text("utf8"), "findings", ("code", "severity", "finding"), findings
        ),
        card: fill(card.read_text("utf8"), "statistics", ("", *counted), rows(counted.values())),
    }


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, "utf8")
