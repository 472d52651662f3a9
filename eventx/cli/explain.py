"""`eventx explain`: how an event was found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eventx.article import Article, parse_published
from eventx.batch import with_language
from eventx.cli.leaving import clean_exit
from eventx.cli.output import open_output
from eventx.errors import ArticleError
from eventx.extraction import ErrorRecord
from eventx.io.articles import file_label, read_articles
from eventx.language import language_code, supported


def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The text or JSONL file the event comes from.")
    ],
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT_ID", help="Its id, or the first characters as in the table."),
    ],
    lang: Annotated[str | None, typer.Option(help="As given to `extract`.")] = None,
    published: Annotated[str | None, typer.Option(help="As given to `extract`.")] = None,
    title: Annotated[str | None, typer.Option(help="As given to `extract`.")] = None,
    pack: Annotated[
        Path | None, typer.Option(help="As given to `extract`.", exists=True, file_okay=False)
    ] = None,
) -> None:
    """Print which rule found an event, by which words, and what decided its fields."""
    with clean_exit():
        day = None if published is None else parse_published(published)
        if lang is not None and language_code(lang) is None:
            raise ArticleError("E109", value=lang, supported=", ".join(supported()))
        seen = 0
        faults: list[ArticleError] = []
        for article in read_articles(file, title=title):
            seen += 1
            if isinstance(article, ErrorRecord):
                continue
            if article.published is None and day is not None:
                article = article.model_copy(update={"published": day})
            try:
                text = _explanation(with_language(article, lang), event, pack)
            except ArticleError as fault:
                # An article that `extract` could not code is not the one that is asked for.
                faults.append(fault)
                continue
            with open_output(None) as out:
                out.write(text.rstrip("\n") + "\n")
            return
        if seen == len(faults) == 1 and faults[0].code != "E114":
            raise faults[0]
        raise ArticleError("E114", event=event, path=file_label(file))


def _explanation(article: Article, event: str, pack: Path | None) -> str:
    from eventx.explanation import explain

    return str(explain(event, article, pack=pack))
