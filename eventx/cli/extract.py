"""`eventx extract`: events of texts and of JSONL files of articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from eventx.article import Article
from eventx.batch import CoderFor, CodesArticles, extract_many
from eventx.cli.leaving import FAILED_ARTICLES, clean_exit, complain, is_terminal
from eventx.cli.notes import Notes, place
from eventx.cli.output import Format, check_not_read, choose_format, open_output, writer
from eventx.errors import ArticleError
from eventx.extraction import ErrorRecord, Extraction
from eventx.io.articles import STDIN, Reading, check_readable, count_articles, read_articles
from eventx.samples import NAMES, sample

PROGRESS_FROM = 20
"""More articles than this show a progress bar."""

_SHOWN_ERRORS = 10


def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Texts (a first line that stands alone is the title), JSONL files of articles "
            "{id, text, title, lang, published, url}, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(help="Language of articles that name none; told from the text by default."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="Publication date of articles that have none, YYYY-MM-DD."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of a single text.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file, once all is done.")
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            help="By default a table on a terminal, else JSONL, or what the file name of -o says."
        ),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            help="Folder of rule files of your own.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    example: Annotated[
        str | None,
        typer.Option(
            "--sample", metavar=f"[{'|'.join(NAMES)}]", help="Take a bundled sample article."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress bar, no remarks on stderr.")
    ] = False,
) -> None:
    """Print the events of articles.

    The exit status is 0 when every article was coded, 1 when one gave an error record, 2 when
    the command or its input cannot be used.
    """
    with clean_exit():
        paths = files or []
        _check_usage(paths, title, example)
        for path in paths:
            check_readable(path)
        if out is not None:
            check_not_read(out, paths)
        reading = Reading()
        notes = Notes(reading)
        articles = [sample(example)] if example else _articles(paths, title, reading)
        results = extract_many(articles, lang=lang, published=published, coder_for=_coder_for(pack))
        shape = choose_format(format, out)
        # Only JSONL keeps the error records.
        shown = _SHOWN_ERRORS if shape is Format.JSONL else None
        with open_output(out) as file:
            write = writer(shape, file)
            bar = not quiet and is_terminal(sys.stderr) and (out or not is_terminal(sys.stdout))
            total = count_articles(paths) if bar else 0
            results = _placed(results, reading)
            failed = _write_all(_tracked(results, total), write, notes, 0 if quiet else shown)
        for line in () if quiet else notes.lines():
            complain(line)
    if failed:
        raise typer.Exit(FAILED_ARTICLES)


def _check_usage(paths: list[str], title: str | None, example: str | None) -> None:
    if example is not None:
        if paths or title is not None:
            raise typer.BadParameter("--sample goes without files and without --title")
        if example not in NAMES:
            raise typer.BadParameter(f"--sample knows {', '.join(NAMES)}, not {example!r}")
    elif not paths:
        raise typer.BadParameter("name a file, - for standard input, or --sample it")
    elif title is not None and len(paths) > 1:
        raise typer.BadParameter("--title goes with a single text")
    elif paths.count(STDIN) > 1:
        raise typer.BadParameter("- can be named once")


def _articles(
    paths: list[str], title: str | None, reading: Reading
) -> Iterator[Article | ErrorRecord]:
    """All articles; a file that cannot be read stops the command only when it is the only one."""
    for path in paths:
        try:
            yield from read_articles(path, title=title, reading=reading)
        except ArticleError as error:
            if len(paths) == 1 and error.code not in _OF_THE_ARTICLE:
                raise
            yield ErrorRecord.of(error, path=path)


# Faults of what a file says, not of the file.
_OF_THE_ARTICLE = frozenset({"E101", "E107"})


def _coder_for(pack: Path | None) -> CoderFor | None:
    if pack is None:
        return None
    folder = pack.resolve()

    def load_with_pack(lang: str) -> CodesArticles:
        from eventx.pipeline import load

        return load(lang, pack=folder)

    return load_with_pack


def _placed(results: Iterator[Extraction], reading: Reading) -> Iterator[Extraction]:
    """The results; an error record tells where its article stands."""
    for extraction in results:
        error = extraction.error
        if error is not None and error.article.path is None and reading.path is not None:
            found = error.article.model_copy(update={"path": reading.path, "line": reading.line})
            error = error.model_copy(update={"article": found})
        yield replace(extraction, error=error)


def _tracked(results: Iterator[Extraction], total: int) -> Iterable[Extraction]:
    """The results, with a progress bar on stderr when there are many to come."""
    if total <= PROGRESS_FROM:
        return results
    from rich.console import Console
    from rich.progress import track

    return track(results, "coding", total=total, console=Console(stderr=True), transient=True)


def _write_all(
    results: Iterable[Extraction],
    write: Callable[[Extraction], None],
    notes: Notes,
    shown: int | None,
) -> int:
    """Write all results, tell the first errors, all of them when `shown` is None; count them."""
    done = failed = 0
    for extraction in results:
        write(extraction)
        notes.see(extraction)
        done += 1
        if extraction.error is not None:
            failed += 1
            if shown is None or failed <= shown:
                complain(_told(extraction.error, place(notes.reading)))
    if failed and done > 1 and shown != 0:
        complain(f"{failed:,} of {done:,} articles gave an error")
    return failed


def _told(record: ErrorRecord, where: str) -> str:
    """One line on an error, with the place of the article unless the message has it."""
    text = f"error: {record}"
    return text if not where or where in text else f"{text} ({where})"
