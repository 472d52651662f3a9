"""Articles from files: one plain text a file, or JSONL with one article a line."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from eventx.article import Article
from eventx.errors import ArticleError, EventxError
from eventx.extraction import ErrorRecord
from eventx.io.encoding import decode, encoding_of, lines

STDIN = "-"
TITLE_LIMIT = 200
"""Longest first line that is taken for a title, in characters."""

_HEAD = 8_192
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"  # white space, byte order marks, halves of UTF-16
_JSONL = (".jsonl", ".ndjson")


def read_articles(
    path: str, *, title: str | None = None, ignored: set[str] | None = None
) -> Iterator[Article | ErrorRecord]:
    """The articles of a file, as they come; a line that is none becomes an error record.

    A file is JSONL when it is called `.jsonl` or `.ndjson`, or when its first line is a JSON
    object; JSON when it is called `.json`; else it is the text of one article, whose title is
    the first line when that stands alone (`split_title`).

    Args:
        path: the file, or `-` for standard input.
        title: the title of a text; the first line then belongs to the text.
        ignored: collects the names of JSON fields that an article does not have.

    Raises:
        ArticleError: E102 to E105, when the file cannot be read as text; E101 and E107, when it
            is the text of one article that cannot be coded.
    """
    check_readable(path)
    names: set[str] = set() if ignored is None else ignored
    try:
        if path == STDIN:
            yield from _read(sys.stdin.buffer, path, title, names)
        else:
            with Path(path).open("rb") as stream:
                yield from _read(stream, path, title, names)
    except OSError as fault:
        raise ArticleError("E105", path=path, reason=fault.strerror or str(fault)) from fault


def check_readable(path: str) -> None:
    """Check what can be told of a file before its content is read.

    Raises:
        ArticleError: E102, E103 or E105.
    """
    if path == STDIN:
        return
    file = Path(path)
    try:
        if file.is_dir():
            raise ArticleError("E103", path=path)
        if not file.exists():
            raise ArticleError("E102", path=path)
        if not file.is_fifo():
            with file.open("rb"):
                pass
    except OSError as fault:
        raise ArticleError("E105", path=path, reason=fault.strerror or str(fault)) from fault


def count_articles(paths: Iterable[str]) -> int:
    """How many articles the files hold at most, for a progress bar; standard input counts none."""
    total = 0
    for path in paths:
        if Path(path).suffix.lower() in _JSONL and Path(path).is_file():
            with Path(path).open("rb") as stream:
                total += sum(1 for _ in stream)
        elif path != STDIN:
            total += 1
    return total


def split_title(content: str) -> tuple[str | None, str]:
    r"""Title and text of a plain text.

    The first line is the title when an empty line follows, it has no full stop at its end and it
    is no longer than a headline. The text begins at the next line that is not empty and is
    returned as it stands.

    Examples:
        >>> split_title("Riga elects a mayor\n\nThe council met on Monday.\n")
        ('Riga elects a mayor', 'The council met on Monday.\n')
        >>> split_title("The council met.\n\nIt voted.")
        (None, 'The council met.\n\nIt voted.')
    """
    parts = content.splitlines(keepends=True)
    first = next((i for i, part in enumerate(parts) if part.strip()), None)
    if first is None or first + 1 >= len(parts) or parts[first + 1].strip():
        return None, content
    title = parts[first].strip()
    after = next((i for i in range(first + 1, len(parts)) if parts[i].strip()), None)
    if after is None or len(title) > TITLE_LIMIT or title.endswith("."):
        return None, content
    return title, "".join(parts[after:])


def _read(
    stream: IO[bytes], path: str, title: str | None, ignored: set[str]
) -> Iterator[Article | ErrorRecord]:
    """Look at the first line, then read on as what it shows."""
    head = stream.readline(_HEAD)
    while head and not head.strip(_BLANK):
        more = stream.readline(_HEAD)
        if not more:
            break
        head += more
    encoding = encoding_of(head, path)
    suffix = Path(path).suffix.lower()
    if suffix in _JSONL or (suffix != ".json" and _opens_object(head, encoding)):
        # A pipe cannot go back: the first lines, completed, come before the others.
        opening = head if head.endswith(b"\n") else head + stream.readline()
        yield from _jsonl(chain(io.BytesIO(opening), stream), encoding, path, ignored)
        return
    data = head + stream.read()
    encoding_of(data[:_HEAD], path)
    content = decode(data, encoding, path)
    if suffix == ".json":
        yield from _document(content, path, ignored)
        return
    if title is None:
        title, content = split_title(content)
    yield Article(text=content, title=title)


def _opens_object(head: bytes, encoding: str) -> bool:
    """Whether the first line is a JSON object, or the beginning of one too long to see whole."""
    try:
        text = head.decode(encoding, "replace").strip()
        if not text.startswith("{"):
            return False
        if not head.endswith(b"\n") and len(head) >= _HEAD:
            return text[1:].lstrip().startswith('"')
        return isinstance(json.loads(text), dict)
    except ValueError:
        # A broken line of JSONL still looks like one; a text does not open like this.
        return text[1:].lstrip().startswith('"') and '":' in text


def _jsonl(
    stream: Iterable[bytes], encoding: str, path: str, ignored: set[str]
) -> Iterator[Article | ErrorRecord]:
    for number, line in enumerate(lines(stream, encoding, path), start=1):
        if isinstance(line, ArticleError):
            yield ErrorRecord.of(line, path=path, line=number)
        elif line.strip():
            try:
                record = _parse(line)
            except ValueError as fault:
                error = ArticleError("E106", path=path, line=number, reason=fault)
                yield ErrorRecord.of(error, path=path, line=number)
            else:
                yield _article(record, path, number, ignored)


def _document(content: str, path: str, ignored: set[str]) -> Iterator[Article | ErrorRecord]:
    """The articles of a JSON file that holds one object or a list of them."""
    try:
        value = _parse(content)
    except json.JSONDecodeError as fault:
        raise ArticleError("E106", path=path, line=fault.lineno, reason=fault.msg) from None
    except ValueError as fault:
        raise ArticleError("E106", path=path, line=1, reason=fault) from None
    for record in value if isinstance(value, list) else [value]:
        yield _article(record, path, None, ignored)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _article(
    record: object, path: str, line: int | None, ignored: set[str]
) -> Article | ErrorRecord:
    if not isinstance(record, dict):
        reason = f"it is a JSON {_json_kind(record)}, not an object"
        error = ArticleError("E106", path=path, line=line or 1, reason=reason)
        return ErrorRecord.of(error, path=path, line=line)
    ignored |= record.keys() - Article.model_fields.keys()
    try:
        return Article.from_mapping(record)
    except EventxError as fault:
        return ErrorRecord.of(fault, record, path=path, line=line)


def _json_kind(value: object) -> str:
    kinds = {list: "list", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")
