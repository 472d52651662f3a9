"""Reading the corpus: the shipped files as typed articles, any other file line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from eventx.corpus.models import CorpusArticle, Part
from eventx.errors import ArticleError
from eventx.io.articles import check_readable
from eventx.io.encoding import decode, encoding_of

_SUFFIX = ".jsonl"


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Codes of the languages that have a corpus."""
    names = (file.name for file in files("eventx.corpus").iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def load(lang: str, *, part: Part | None = None) -> tuple[CorpusArticle, ...]:
    """The articles of a language, in the order of their ids.

    Args:
        lang: `it`, `en`, `es`, `fr`, `de` or `pt`.
        part: `train`, `dev` or `test`; all three by default.

    Raises:
        ArticleError: E109, when there is no corpus of the language; E111, when there is no such
            part.

    Examples:
        >>> {article.part for article in load("en", part="dev")}
        {'dev'}
    """
    if lang not in languages():
        raise ArticleError("E109", value=lang, supported=", ".join(languages()))
    if part is not None and part not in get_args(Part):
        reason = f"{part!r} is none of {', '.join(get_args(Part))}"
        raise ArticleError("E111", field="part", reason=reason)
    articles = _shipped(lang)
    return tuple(article for article in articles if part is None or article.part == part)


@lru_cache(maxsize=8)
def _shipped(lang: str) -> tuple[CorpusArticle, ...]:
    name = f"{lang}{_SUFFIX}"
    return articles_of(files("eventx.corpus").joinpath(name).read_text(encoding="utf8"), name)


def read_corpus(path: Path | str) -> tuple[CorpusArticle, ...]:
    """The annotated articles of a file of one's own.

    Raises:
        ArticleError: E102 to E105, when the file cannot be read; E106, with the first line that
            is no annotated article.
    """
    return articles_of("\n".join(line for _, line in read_lines(path)), str(path))


def articles_of(content: str, name: str) -> tuple[CorpusArticle, ...]:
    """The annotated articles of the content of a file, whose name is for the error E106."""
    articles = []
    for number, line in _numbered(content):
        try:
            articles.append(CorpusArticle.model_validate_json(line, strict=True))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            reason = f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}"
            raise ArticleError("E106", line=number, path=name, reason=reason) from None
    return tuple(articles)


def read_lines(path: Path | str) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file that are not blank, with their numbers from 1.

    Raises:
        ArticleError: E102 to E105, when the file cannot be read.
    """
    check_readable(str(path))
    try:
        data = Path(path).read_bytes()
    except OSError as fault:
        raise ArticleError("E105", path=path, reason=fault.strerror or str(fault)) from fault
    yield from _numbered(decode(data, encoding_of(data, str(path)), str(path)))


def _numbered(content: str) -> Iterator[tuple[int, str]]:
    # Not splitlines(): JSON strings may hold the rarer line separators.
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            yield number, line


def to_line(record: object) -> str:
    """A record as one line of a corpus file."""
    return json.dumps(record, ensure_ascii=False) + "\n"
