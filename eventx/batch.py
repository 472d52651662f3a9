"""Extraction from one text or from many, in order, one bad article never stopping the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from eventx.article import Article, parse_published
from eventx.errors import AnalyzerError, ArticleError, EventxError, PackError
from eventx.extraction import ErrorRecord, Extraction
from eventx.language import detect, language_code, supported

Published = dt.date | dt.datetime | str | None


class CodesArticles(Protocol):
    """What `eventx.load` returns: codes articles of one language."""

    def code(self, article: Article, /) -> Extraction:
        """The events of an article."""
        ...


CoderFor = Callable[[str], CodesArticles]
"""From a language code to a coder; `eventx.load` is one."""


def extract(
    text: str,
    lang: str | None = None,
    published: Published = None,
    title: str | None = None,
    *,
    id: str | None = None,
    url: str | None = None,
) -> Extraction:
    """Extract the events of one article.

    Args:
        text: the text.
        lang: language code; told from the text if none is given.
        published: publication date, ISO string or date; relative dates count from it and stay
            unresolved without it.
        title: headline.
        id: your id of the article; a hash of title and text if none is given.
        url: address.

    Raises:
        ArticleError: when the article cannot be used, for example because it is empty.
    """
    values = {"text": text, "lang": lang, "published": published, "title": title, "url": url}
    article = with_language(Article(**values, **({} if id is None else {"id": id})))
    return _default_coder(str(article.lang)).code(article)


def extract_many(
    articles: Iterable[Article | ErrorRecord | Mapping[str, Any] | str],
    *,
    lang: str | None = None,
    published: Published = None,
    coder_for: CoderFor | None = None,
) -> Iterator[Extraction]:
    """Extract the events of many articles, one at a time and in their order.

    An article that cannot be read or coded gives an `Extraction` with an `error`; the next ones
    go on. An `ErrorRecord` among the articles, as `eventx.io` puts it there for a broken line,
    comes out at its place.

    Args:
        articles: articles, mappings with their fields (rows of a data frame do), or texts.
        lang: language of the articles that name none.
        published: publication date of the articles that have none.
        coder_for: gives the coder of a language; `eventx.load` if none is given.

    Raises:
        ArticleError: when `lang` or `published` itself cannot be used.
        PackError: at the first article, when a rule file has a fault.
        AnalyzerError: at the first article, when the analyzer cannot be used.
        TypeError: when a single article is given.
    """
    if isinstance(articles, (str, Mapping, Article)):
        raise TypeError("extract_many takes a collection of articles; use extract for one")
    if lang is not None and language_code(lang) is None:
        raise ArticleError("E109", value=lang, supported=", ".join(supported()))
    day = None if published is None else parse_published(published)
    load = coder_for or _default_coder
    return (_one(article, lang, day, load) for article in articles)


def with_language(article: Article, lang: str | None = None) -> Article:
    """The article with its language: its own, else the given one, else told from the text.

    Raises:
        ArticleError: E110, when the language cannot be told; E109, when it is one without a pack.
    """
    if article.lang is not None:
        return article
    found = lang or detect(f"{article.title or ''}\n{article.text}")
    if found is None:
        raise ArticleError("E110", supported=", ".join(supported()))
    code = language_code(found)
    if code is None:
        raise ArticleError("E109", value=found, supported=", ".join(supported()))
    return article.model_copy(update={"lang": code})


def _one(
    given: Article | ErrorRecord | Mapping[str, Any] | str,
    lang: str | None,
    published: dt.date | dt.datetime | None,
    load: CoderFor,
) -> Extraction:
    if isinstance(given, ErrorRecord):
        return Extraction(None, (), given)
    article = None
    try:
        article = _article(given)
        if article.published is None and published is not None:
            article = article.model_copy(update={"published": published})
        article = with_language(article, lang)
        return load(str(article.lang)).code(article)
    except EventxError as fault:
        if isinstance(fault, (PackError, AnalyzerError)) and fault.code != "E402":
            # A broken rule file or installation is no fault of the article.
            raise
        error = fault
    except Exception as fault:
        # Whatever a single article brings about must not cost the user all the others.
        error = ArticleError("E113", reason=_reason(fault))
    known = article or (given if isinstance(given, Mapping) else None)
    return Extraction(article, (), ErrorRecord.of(error, known))


def _article(given: Article | Mapping[str, Any] | str) -> Article:
    if isinstance(given, Article):
        return given
    if isinstance(given, str):
        return Article(text=given)
    if isinstance(given, Mapping):
        return Article.from_mapping(given)
    raise ArticleError("E111", field="(all)", reason=f"{type(given).__name__} is no article")


def _reason(fault: Exception) -> str:
    """A fault in one short line."""
    return " ".join(f"{type(fault).__name__}: {fault}".split())[:300]


def _default_coder(lang: str) -> CodesArticles:
    from eventx.pipeline import load

    return load(lang)
