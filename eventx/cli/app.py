"""The command `eventx`, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from eventx import __version__
from eventx.cli.corpus import corpus
from eventx.cli.explain import explain
from eventx.cli.extract import extract
from eventx.cli.packs import packs
from eventx.cli.schema import schema

app = typer.Typer(
    name="eventx",
    help="News text in, typed political events out, with the words that prove them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extract)
app.command()(explain)
app.command()(schema)
app.command()(packs)
app.add_typer(corpus, name="corpus")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"eventx {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """News text in, typed political events out, with the words that prove them."""


def main() -> None:
    """Entry point of the console script."""
    app(prog_name="eventx")
