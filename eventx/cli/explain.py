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
from eventx.io.articles import read_articles


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
        for article in read_articles(file, title=title):
            if isinstance(article, ErrorRecord):
                continue
            if article.published is None and day is not None:
                article = article.model_copy(update={"published": day})
            text = _explanation(with_language(article, lang), event, pack)
            if text is not None:
                with open_output(None) as out:
                    out.write(text.rstrip("\n") + "\n")
                return
        raise ArticleError("E114", event=event, path=file)


def _explanation(article: Article, event: str, pack: Path | None) -> str | None:
    """How the event was found; None when the article does not tell it."""
    from eventx.explanation import explain

    try:
        return str(explain(event, article, pack=pack))
    except ArticleError as error:
        if error.code == "E114":
            return None
        raise
