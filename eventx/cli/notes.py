"""Remarks on a run: what went through, but perhaps not as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from eventx.article import Article
from eventx.extraction import Extraction
from eventx.io.articles import Reading, file_label
from eventx.language import detect

# Elements and entities of HTML that are left in scraped texts.
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|img|script|style|table)(?:\s[^<>]*)?/?>"
    r"|&(?:[a-z]{2,8}|#[0-9]{2,5});",
    re.IGNORECASE,
)
# Fewer characters tell a language too unsurely for a remark.
_TELLING = 200


@dataclass
class Notes:
    """Collects remarks while articles go through.

    Attributes:
        reading: where the articles come from.
    """

    reading: Reading
    _seen: int = 0
    _ids: set[str] = field(default_factory=set)
    _found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def see(self, extraction: Extraction) -> None:
        """Look at the article that was read last."""
        self._seen += 1
        if extraction.article is None:
            return
        for remark in _remarks(extraction.article, self._ids):
            count, first = self._found.get(remark, (0, place(self.reading)))
            self._found[remark] = count + 1, first
        self._ids.add(extraction.article.id)

    def lines(self) -> Iterator[str]:
        """What there is to say, one line a matter."""
        if not self._seen:
            yield "note: there are no articles in the input"
        for remark, (count, first) in self._found.items():
            where = f", first {first}" if first and count > 1 else f" ({first})" if first else ""
            yield f"note: {remark}: {count:,} article{'s' * (count > 1)}{where}"
        if self.reading.ignored:
            names = ", ".join(sorted(self.reading.ignored))
            yield f"note: fields that were not used: {names}"


def place(reading: Reading) -> str:
    """Where the article that was read last stands, in words; empty for a bundled sample."""
    if reading.path is None:
        return ""
    label = file_label(reading.path)
    return label if reading.line is None else f"line {reading.line} of {label}"


def _remarks(article: Article, ids: set[str]) -> Iterator[str]:
    if article.id in ids:
        yield "an id that an earlier article has"
    if _MARKUP.search(article.text):
        yield "HTML marks in the text, which are read as words"
    found = detect(article.text) if len(article.text) >= _TELLING else None
    if found is not None and article.lang is not None and found != article.lang:
        yield f"a text that reads like {found!r} was coded as {article.lang!r}"
