"""Bytes to text without guessing: UTF-8, or UTF-16 that says so by a byte order mark."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from eventx.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes, path: str) -> str:
    """The encoding that the first bytes of a file announce.

    Args:
        head: first bytes, some thousands where there are as many.
        path: name of the file, for the error.

    Raises:
        ArticleError: E104, when the bytes are not those of a text.

    Examples:
        >>> encoding_of(b"Riga votes.", "a.txt")
        'utf-8'
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    place = head.find(b"\0")
    if place >= 0:
        raise ArticleError("E104", path=path, reason=f"NUL byte at position {place:,}")
    return "utf-8"


def decode(data: bytes, encoding: str, path: str) -> str:
    """Bytes as text, line ends untouched.

    Raises:
        ArticleError: E104, with the position of the first byte that does not fit.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        name = "UTF-16" if fault.encoding.startswith("utf-16") else "UTF-8"
        reason = f"byte 0x{data[fault.start]:02X} at position {fault.start:,} is not {name}"
        raise ArticleError("E104", path=path, reason=reason) from None


def lines(stream: Iterable[bytes], encoding: str, path: str) -> Iterator[str | ArticleError]:
    """The lines of a stream, one at a time; one that cannot be decoded comes as its error.

    Args:
        stream: the lines as bytes, from the start.
        encoding: what `encoding_of` found.
        path: name of the file, for errors.
    """
    if encoding == "utf-16":
        # A line end is two bytes here, so the whole must be decoded before it is cut.
        try:
            yield from decode(b"".join(stream), encoding, path).split("\n")
        except ArticleError as fault:
            yield fault
        return
    for number, raw in enumerate(stream, start=1):
        data = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        try:
            yield decode(data, "utf-8", f"line {number} of {path}")
        except ArticleError as fault:
            yield fault
