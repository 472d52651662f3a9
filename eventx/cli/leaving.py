"""How a command ends: a line on stderr and a status; no traceback for what a user can cause."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

import typer

from eventx.errors import EventxError

FAILED_ARTICLES = 1
"""Exit status when an article gave an error record."""
UNUSABLE = 2
"""Exit status when the command or its input cannot be used."""

# What a shell reports for programs that these signals end.
_INTERRUPTED, _BROKEN_PIPE = 130, 141
_SIGNALLED = 128


class _Ended(BaseException):
    """The process was asked to end, by `kill` or by a terminal that closed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def clean_exit() -> Iterator[None]:
    """Turn errors, a closed pipe, Ctrl-C and a request to end into an exit status."""
    try:
        with _asked_to_end():
            yield
            if sys.stdout is not None:
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
    except _Ended as end:
        raise typer.Exit(_SIGNALLED + end.number) from None


@contextmanager
def _asked_to_end() -> Iterator[None]:
    """Unwind on SIGTERM and SIGHUP, so that no unfinished file stays behind."""

    def end(number: int, _: FrameType | None) -> None:
        raise _Ended(number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # One that is ignored, as under nohup, stays so; only a main thread may set handlers.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def complain(message: str) -> None:
    """One line on stderr."""
    if sys.stderr is not None:
        typer.echo(message, err=True)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether someone reads a stream as it comes; one that is closed is none."""
    return stream is not None and stream.isatty()
