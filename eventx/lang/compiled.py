"""The TOML files of a pack as one JSON file, which loads some ten times faster.

`compiled.json` is made when the package is built (`hatch_build.py`) and is no part of the sources.
It holds a digest of the files that it was made from: when one of them has changed, it is not used.
This module needs the standard library alone, because it runs in the build.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "compiled.json"


def sources(folder: Path) -> dict[str, bytes]:
    """The TOML files of a pack by their path in it.

    Args:
        folder: the folder of the pack.
    """
    paths = sorted([*folder.glob("*.toml"), *folder.glob("rules/*.toml")])
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def digest(files: Mapping[str, bytes]) -> str:
    """A digest of names and contents."""
    whole = hashlib.sha256()
    for name, content in files.items():
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def write(folder: Path) -> None:
    """Compile a pack; a file with a fault leaves it uncompiled, and loading tells the fault."""
    files = sources(folder)
    try:
        data = {name: tomllib.loads(content.decode()) for name, content in files.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        (folder / NAME).unlink(missing_ok=True)
        return
    text = json.dumps({"digest": digest(files), "files": data}, ensure_ascii=False)
    part = folder / f"{NAME}.part"
    part.write_text(text, encoding="utf8")
    os.replace(part, folder / NAME)


def read(folder: Path) -> dict[str, Any]:
    """The parsed files of a compiled pack by their path in it, nothing if it is not up to date.

    Args:
        folder: the folder of the pack.
    """
    try:
        content = json.loads((folder / NAME).read_bytes())
        fresh = content["digest"] == digest(sources(folder))
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return dict(content["files"]) if fresh else {}
