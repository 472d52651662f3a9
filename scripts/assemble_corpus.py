"""Put the writers' drafts together: DRAFTS_DIR/LANG_w*.jsonl become eventx/corpus/LANG.jsonl.

Usage: assemble_corpus.py DRAFTS_DIR [--leave FILE...]

Nothing is written for any language while a draft that is taken has an error; all of them are
checked together, so that likeness between writers is seen too. Articles come out by their ids.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from eventx.corpus.checking import check_files
from eventx.corpus.reading import read_lines, to_line
from eventx.errors import ArticleError

CORPUS = Path(__file__).resolve().parents[1] / "eventx" / "corpus"
_DRAFT = re.compile(r"(?P<lang>[a-z]{2})_w[A-Za-z0-9]+\.jsonl")


def drafts(folder: Path, left_out: Sequence[str] = ()) -> dict[str, list[Path]]:
    """The drafts of a folder by language."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        match = _DRAFT.fullmatch(path.name)
        if match and path.name not in left_out:
            found.setdefault(match["lang"], []).append(path)
    return found


def merged(paths: Sequence[Path]) -> str:
    """The articles of all files by their ids, one a line."""
    records = [json.loads(line) for path in paths for _, line in read_lines(path)]
    return "".join(map(to_line, sorted(records, key=lambda record: str(record["id"]))))


def assemble(folder: Path, out: Path, left_out: Sequence[str] = ()) -> int:
    """Check and merge; the number of errors, of which any keeps everything from being written."""
    by_language = drafts(folder, left_out)
    if not by_language:
        raise ArticleError("E105", path=folder, reason="there are no drafts LANG_w*.jsonl in it")
    errors = 0
    for finding in check_files(path for paths in by_language.values() for path in paths):
        errors += finding.severity == "error"
        print(finding)
    if errors:
        print(f"{errors} errors; nothing is written", file=sys.stderr)
        return errors
    for lang, paths in by_language.items():
        content = merged(paths)
        (out / f"{lang}.jsonl").write_text(content, "utf8", newline="\n")
        print(f"{lang}.jsonl: {content.count(chr(10))} articles", file=sys.stderr)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--leave", nargs="*", default=[], help="drafts to be left out")
    given = parser.parse_args()
    try:
        return 1 if assemble(given.folder, CORPUS, given.leave) else 0
    except (ArticleError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
