"""Sample articles to try the library with, written for it about events of 2025."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from eventx.article import Article

NAMES = ("it", "en")
"""Samples there are, one a language."""


def sample(name: str) -> Article:
    """A bundled article.

    Args:
        name: one of `NAMES`.

    Examples:
        >>> sample("it").published
        datetime.date(2025, 6, 18)
    """
    if name not in NAMES:
        raise KeyError(f"no sample {name!r}; there is {', '.join(NAMES)}")
    content = files(__name__).joinpath(f"{name}.toml").read_text("utf8")
    return Article(**tomllib.loads(content))
