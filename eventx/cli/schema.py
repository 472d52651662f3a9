"""`eventx schema`: the JSON Schemas of the records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from eventx.cli.leaving import clean_exit
from eventx.cli.output import open_output
from eventx.errors import OutputError
from eventx.io.schemas import NAMES, dump, file_name


def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar=f"[{'|'.join(NAMES)}]", help="Which one; all of them if none."),
    ] = None,
    write: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write NAME.schema.json into this folder.")
    ] = None,
) -> None:
    """Print the JSON Schema of the event record, of articles or of error records."""
    if name is not None and name not in NAMES:
        raise typer.BadParameter(f"there is {', '.join(NAMES)}, not {name!r}")
    wanted = NAMES if name is None else (name,)
    with clean_exit():
        if write is None:
            with open_output(None) as file:
                for one in wanted:
                    file.write(dump(one))
            return
        try:
            write.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise OutputError("E112", path=write, reason=reason) from None
        for one in wanted:
            with open_output(write / file_name(one)) as file:
                file.write(dump(one))
