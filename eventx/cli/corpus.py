"""`eventx corpus`: the annotated articles counted, checked, two codings compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from eventx.cli.leaving import clean_exit, complain
from eventx.cli.output import aligned, open_output
from eventx.corpus import CorpusArticle, GoldEvent
from eventx.corpus.agreement import COMPARISONS, Agreement, compare
from eventx.corpus.checking import Checker
from eventx.corpus.counts import rows, shipped_statistics
from eventx.corpus.reading import read_corpus, read_lines
from eventx.io.articles import check_readable

FOUND = 1
"""Exit status when a check found an error."""

corpus = typer.Typer(
    help="Annotated articles: counts, checks, agreement of coders.", add_completion=False
)

_Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@corpus.callback(invoke_without_command=True)
def count(context: typer.Context, as_json: _Json = False) -> None:
    """Print what the shipped corpus holds, by language; or check or compare files."""
    if context.invoked_subcommand is not None:
        return
    with clean_exit():
        counted = shipped_statistics()
        if as_json:
            _print_json({name: column.model_dump() for name, column in counted.items()})
        else:
            _print_table(["", *counted], rows(counted.values()))


@corpus.command()
def check(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="JSONL files of annotated articles.")
    ],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only, no warnings.")] = False,
) -> None:
    """Check annotated articles against the codebook and against each other.

    One finding a line. The exit status is 0 without errors, 1 with some, 2 when a file cannot be
    read.
    """
    with clean_exit():
        for path in files:
            check_readable(path)
        checker = Checker()
        found = {"error": 0, "warning": 0}
        with open_output(None) as out:
            for path in files:
                for number, line in read_lines(path):
                    for finding in checker.check(line, path, number):
                        found[finding.severity] += 1
                        if finding.severity == "error" or not quiet:
                            out.write(" ".join(str(finding).split()) + "\n")
        complain(
            f"{checker.articles:,} articles, {found['error']:,} errors, "
            f"{found['warning']:,} warnings"
        )
    if found["error"]:
        raise typer.Exit(FOUND)


@corpus.command()
def agree(
    first: Annotated[str, typer.Argument(metavar="FIRST", help="JSONL file of one coder.")],
    second: Annotated[str, typer.Argument(metavar="SECOND", help="That of another coder.")],
    as_json: _Json = False,
    differences: Annotated[
        bool, typer.Option("--differences", help="List where the two differ, one a line.")
    ] = False,
    markdown: Annotated[bool, typer.Option(help="Print the table in Markdown.")] = False,
) -> None:
    """Compare two codings of the same articles: events, fields, coefficients of agreement.

    Articles that only one file has are left out; there is a column for each language.
    """
    if as_json + differences + markdown > 1:
        raise typer.BadParameter("choose one of --json, --differences and --markdown")
    with clean_exit():
        results = agreement_by_language(read_corpus(first), read_corpus(second))
        if differences:
            with open_output(None) as out:
                *_, total = results.values()
                out.writelines(f"{line}\n" for line in _differences(total))
        elif as_json:
            _print_json({name: result.measures() for name, result in results.items()})
        else:
            _print_table(["", *results], _measure_rows(results.values()), markdown=markdown)


def agreement_by_language(
    first: Sequence[CorpusArticle], second: Sequence[CorpusArticle]
) -> dict[str, Agreement]:
    """Agreement by language, and on `all` articles when there are several languages."""
    total = compare(first, second)
    common = {article.id for article in second}
    found = sorted({article.lang for article in first if article.id in common})
    if len(found) == 1:
        return {found[0]: total}
    by_language = {
        lang: compare([article for article in first if article.lang == lang], second)
        for lang in found
    }
    return {**by_language, "all": total}


def _measure_rows(results: Iterable[Agreement]) -> list[tuple[str, ...]]:
    columns = [result.measures() for result in results]
    return [
        (name.replace("_", " "), *(_figure(column[name]) for column in columns))
        for name in columns[0]
    ]


def _figure(value: float | int | None) -> str:
    return "-" if value is None else f"{value:.2f}" if isinstance(value, float) else f"{value:,}"


def _differences(result: Agreement) -> list[str]:
    """Every event that one coder alone has, and every field in which matched events differ."""
    lines = [
        (article, event.sentence, f"{_named(event)}: only in {name}")
        for name, alone in (("FIRST", result.only_first), ("SECOND", result.only_second))
        for article, event in alone
    ]
    lines += [
        (article, one.sentence, f"{_named(one)}: {name}: {_field(one, name)} in FIRST, "
         f"{_field(other, name)} in SECOND")
        for article, one, other in result.matched
        for name, same in COMPARISONS.items()
        if not same(one, other)
    ]  # fmt: skip
    return [f"{article} sentence {sentence}: {what}" for article, sentence, what in sorted(lines)]


def _named(event: GoldEvent) -> str:
    return f"{event.type} {event.cameo} ({event.trigger})"


def _field(event: GoldEvent, name: str) -> str:
    if name == "dyad":
        return " -> ".join("+".join(side) or "nobody" for side in (event.source, event.target))
    value = getattr(event, name)
    return (", ".join(value) or "nobody") if isinstance(value, tuple) else str(value)


def _print_json(value: object) -> None:
    with open_output(None) as out:
        out.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _print_table(
    heads: Sequence[str], lines: Iterable[Sequence[str]], *, markdown: bool = False
) -> None:
    table = [tuple(heads), *map(tuple, lines)]
    with open_output(None) as out:
        if markdown:
            table.insert(1, ("---",) * len(heads))
            out.writelines(f"| {' | '.join(row)} |\n" for row in table)
            return
        out.writelines(f"{line}\n" for line in aligned(table))
