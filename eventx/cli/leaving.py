"""How a command ends: a line on stderr and a status; no traceback for what a user can cause."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from eventx.errors import EventxError

FAILED_ARTICLES = 1
"""Exit status when an article gave an error record."""
UNUSABLE = 2
"""Exit status when the command or its input cannot be used."""

# What a shell reports for programs that these signals end.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


@contextmanager
def clean_exit() -> Iterator[None]:
    """Turn errors, a closed pipe and Ctrl-C into an exit status."""
    try:
        yield
        sys.stdout.flush()
    except EventxError as error:
        complain(f"error: {error}")
        raise typer.Exit(UNUSABLE) from None
    except BrokenPipeError:
        # The reader has gone, as `head` does; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(_BROKEN_PIPE) from None
    except KeyboardInterrupt:
        raise typer.Exit(_INTERRUPTED) from None


def complain(message: str) -> None:
    """One line on stderr."""
    typer.echo(message, err=True)
