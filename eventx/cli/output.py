"""Where records go and in which shape; a file is complete or it is not there."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from eventx.cli.leaving import is_terminal
from eventx.errors import OutputError
from eventx.extraction import Extraction
from eventx.io.articles import STDIN


class Format(StrEnum):
    """Shape of the output."""

    JSONL = "jsonl"
    TABLE = "table"
    CSV = "csv"


def aligned(rows: Sequence[Sequence[str]], *, left: Collection[int] = (0,)) -> Iterator[str]:
    """The lines of a plain table of figures.

    Args:
        rows: rows of cells, all of one length.
        left: columns of text, which are aligned at their left; figures are at their right.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if i in left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def choose_format(given: Format | None, out: Path | None) -> Format:
    """The given format; else the one the file name says; a table for a reader at a terminal."""
    if given is not None:
        return given
    if out is not None:
        return Format.CSV if out.suffix.lower() == ".csv" else Format.JSONL
    return Format.TABLE if is_terminal(sys.stdout) else Format.JSONL


def check_not_read(out: Path, paths: Iterable[str]) -> None:
    """Check that the output would not take the place of an article.

    Raises:
        OutputError: E112.
    """
    for path in paths:
        if path != STDIN and out.is_file() and out.samefile(path):
            raise OutputError("E112", path=out, reason="it is one of the files to be read")


def writer(shape: Format, file: TextIO) -> Callable[[Extraction], None]:
    """A function that writes one extraction after the other."""
    if shape is Format.JSONL:
        return lambda extraction: _write(file, extraction.to_jsonl())
    if shape is Format.CSV:
        return _csv_writer(file)
    return _table_writer(file)


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name when all is written.

    Raises:
        OutputError: E112, at once when the file cannot be written, or when the disk is full.
    """
    try:
        if path is None:
            yield _stdout()
        elif path.exists() and not path.is_file() and not path.is_dir():
            # A device or a named pipe is written to, not replaced.
            with path.open("w", encoding="utf8", newline="") as file:
                yield file
        else:
            with _replacing(path) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as fault:
        name = "standard output" if path is None else path
        raise OutputError("E112", path=name, reason=fault.strerror or str(fault)) from fault


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """A file beside the wanted one, which takes its place at the end."""
    if path.is_dir():
        raise OutputError("E112", path=path, reason="it is a folder")
    if path.exists() and not os.access(path, os.W_OK):
        raise OutputError("E112", path=path, reason="it is write-protected")
    path = path.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="") as file:
            yield file
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(path: Path) -> int:
    """Permissions of the file that is replaced, or those of a new file."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _stdout() -> TextIO:
    """Standard output in UTF-8 with plain line feeds, whatever the locale says."""
    if sys.stdout is None:
        raise OutputError("E112", path="standard output", reason="it is closed")
    if isinstance(sys.stdout, TextIOWrapper):
        errors = "replace" if sys.stdout.isatty() else "strict"
        sys.stdout.reconfigure(encoding="utf8", errors=errors, newline="\n")
    return sys.stdout


def _write(file: TextIO, text: str) -> None:
    file.write(text)
    # A reader at the other end of a pipe sees each article when it is done.
    file.flush()


def _csv_writer(file: TextIO) -> Callable[[Extraction], None]:
    from eventx.io.rows import write_csv

    write_csv([], file)
    file.flush()

    def write(extraction: Extraction) -> None:
        write_csv(extraction, file, header=False)
        file.flush()

    return write


def _table_writer(file: TextIO) -> Callable[[Extraction], None]:
    from rich.console import Console

    from eventx.view.table import table

    # A file has no width; lines are then as long as they need to be.
    console = Console(file=file, width=None if file.isatty() else 200, highlight=False)

    def write(extraction: Extraction) -> None:
        if extraction.error is None:
            console.print(table(extraction))

    return write
