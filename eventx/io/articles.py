"""Articles from files: one plain text a file, or JSONL with one article a line."""

from __future__ import annotations

import codecs
import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO

from eventx.article import TEXT_LIMIT, Article, check_text
from eventx.errors import ArticleError, EventxError
from eventx.extraction import ErrorRecord
from eventx.io.encoding import decode, encoding_of, lines

STDIN = "-"
TITLE_LIMIT = 200
"""Longest first line that is taken for a title, in characters."""

_HEAD = 8_192
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"  # white space, byte order marks, halves of UTF-16
_JSONL = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")


@dataclass
class Reading:
    """Where a reader stands, and what it saw beside the articles.

    Attributes:
        path: the file that the last article came from; None before the first.
        line: its line, from 1; None when the file is a text or JSON.
        ignored: names of JSON fields that an article does not have.
    """

    path: str | None = None
    line: int | None = None
    ignored: set[str] = field(default_factory=set)


def file_label(path: str) -> str:
    """How messages call a file."""
    return "standard input" if path == STDIN else path


def read_articles(
    path: str, *, title: str | None = None, reading: Reading | None = None
) -> Iterator[Article | ErrorRecord]:
    """The articles of a file, as they come; a line that is none becomes an error record.

    A file is JSONL when it is called `.jsonl` or `.ndjson`, or when its first line is a JSON
    object; JSON when it is called `.json`; else it is the text of one article, whose title is
    the first line when that stands alone (`split_title`).

    Args:
        path: the file, or `-` for standard input.
        title: the title of a text; the first line then belongs to the text.
        reading: is told, before each article comes, where that stands.

    Raises:
        ArticleError: E102 to E105, when the file cannot be read as text; E101 and E107, when it
            is the text of one article that cannot be coded.
    """
    check_readable(path)
    state = reading or Reading()
    state.path, state.line = path, None
    try:
        if path == STDIN:
            yield from _read(sys.stdin.buffer, path, title, state)
        else:
            with Path(path).open("rb") as stream:
                yield from _read(stream, path, title, state)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise ArticleError("E105", path=file_label(path), reason=reason) from fault


def check_readable(path: str) -> None:
    """Check what can be told of a file before its content is read.

    Raises:
        ArticleError: E102, E103 or E105.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise ArticleError("E105", path=file_label(path), reason="it is closed")
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
    stream: IO[bytes], path: str, title: str | None, reading: Reading
) -> Iterator[Article | ErrorRecord]:
    """Look at the first line, then read on as what it shows."""
    if Path(path).suffix.lower() in _TABLES:
        # Read as prose, its rows would give events that no article tells.
        raise ArticleError("E104", path=path, reason="it is a table")
    head = stream.readline(_HEAD)
    while head and not head.strip(_BLANK):
        more = stream.readline(_HEAD)
        if not more:
            break
        head += more
    label = file_label(path)
    encoding = encoding_of(head, label)
    suffix = Path(path).suffix.lower()
    if suffix in _JSONL or (suffix != ".json" and _opens_object(head, encoding)):
        # A pipe cannot go back: the first lines, completed, come before the others.
        opening = head if head.endswith(b"\n") else head + stream.readline()
        yield from _jsonl(chain(io.BytesIO(opening), stream), encoding, reading)
        return
    if suffix == ".json":
        content = decode(head + stream.read(), encoding, label)
        yield from _document(content, reading)
        return
    content = _text(head, stream, encoding, label)
    if title is None:
        title, content = split_title(content)
    yield Article(text=content, title=title)


def _text(head: bytes, stream: IO[bytes], encoding: str, label: str) -> str:
    """The whole text of one article; one that is far too long is counted, not kept."""
    data = head + stream.read(max(0, _LONGEST - len(head)))
    encoding_of(data[:_HEAD], label)
    if len(data) < _LONGEST:
        content = decode(data, encoding, label)
        check_text(label, content)
        return content
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    size = len(decoder.decode(data))
    while data := stream.read(_LONGEST):
        size += len(decoder.decode(data))
    raise ArticleError("E107", size=size, limit=TEXT_LIMIT)


# No character has more than four bytes in UTF-8 or UTF-16; some room for a byte order mark.
_LONGEST = 4 * TEXT_LIMIT + 4


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
    stream: Iterable[bytes], encoding: str, reading: Reading
) -> Iterator[Article | ErrorRecord]:
    path = reading.path or STDIN
    label = file_label(path)
    for number, line in enumerate(lines(stream, encoding, label), start=1):
        reading.line = number
        if isinstance(line, ArticleError):
            yield ErrorRecord.of(line, path=path, line=number)
        elif line.strip():
            try:
                record = _parse(line.rstrip("\r\n"))
            except ValueError as fault:
                error = ArticleError("E106", path=label, line=number, reason=_reason(fault))
                yield ErrorRecord.of(error, path=path, line=number)
            else:
                yield _article(record, reading)


def _document(content: str, reading: Reading) -> Iterator[Article | ErrorRecord]:
    """The articles of a JSON file that holds one object or a list of them."""
    try:
        value = _parse(content)
    except ValueError as fault:
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 1
        path = file_label(reading.path or STDIN)
        raise ArticleError("E106", path=path, line=line, reason=_reason(fault)) from None
    for record in value if isinstance(value, list) else [value]:
        yield _article(record, reading)


def _reason(fault: ValueError) -> str:
    if isinstance(fault, json.JSONDecodeError):
        said = fault.msg.removesuffix(" at")
        return f"{said[:1].lower()}{said[1:]} at column {fault.colno:,}"
    return str(fault)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _article(record: object, reading: Reading) -> Article | ErrorRecord:
    path, line = reading.path or STDIN, reading.line
    if not isinstance(record, dict):
        reason = f"it is a JSON {_json_kind(record)}, not an object"
        error = ArticleError("E106", path=file_label(path), line=line or 1, reason=reason)
        return ErrorRecord.of(error, path=path, line=line)
    reading.ignored |= record.keys() - Article.model_fields.keys()
    try:
        return Article.from_mapping(record)
    except EventxError as fault:
        return ErrorRecord.of(fault, record, path=path, line=line)


def _json_kind(value: object) -> str:
    kinds = {list: "list", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")
