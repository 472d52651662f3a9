"""What a check finds: coded, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

Severity = Literal["error", "warning"]


class FindingText(NamedTuple):
    """Severity and wording of one code; the wording has fields in braces."""

    severity: Severity
    message: str


@lru_cache(maxsize=1)
def finding_texts() -> Mapping[str, FindingText]:
    """All codes that a check can give, from `findings.tsv`."""
    text = files("eventx.corpus").joinpath("findings.tsv").read_text(encoding="utf8")
    rows = [row.split("\t") for row in text.splitlines() if not row.startswith("#")]
    return MappingProxyType(
        {code: FindingText(cast(Severity, severity), text) for code, severity, text in rows[1:]}
    )


@dataclass(frozen=True)
class Finding:
    """One fault or doubt.

    Attributes:
        code: stable code, such as `C203`.
        message: what is wrong.
        path: the file.
        line: its line, from 1.
        article: id of the article, as far as it can be told.
        event: index of the event, from 0, and its trigger; None where the article is meant.
    """

    code: str
    message: str
    path: str
    line: int
    article: str | None = None
    event: tuple[int, str] | None = None

    @property
    def severity(self) -> Severity:
        """`error`: not to be shipped; `warning`: worth a second look."""
        return finding_texts()[self.code].severity

    def __str__(self) -> str:
        where = f" {self.article}" if self.article else ""
        if self.event is not None:
            where += f" event {self.event[0]} ({self.event[1]})"
        return f"{self.path}:{self.line}: {self.severity} [{self.code}]{where}: {self.message}"


@dataclass(frozen=True)
class Spot:
    """Where a check looks; makes the findings of that place."""

    path: str
    line: int
    article: str | None = None
    event: tuple[int, str] | None = None

    @property
    def label(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"

    def find(self, code: str, /, **values: object) -> Finding:
        """A finding here; the values fill the fields of its wording."""
        message = finding_texts()[code].message.format(**values)
        return Finding(code, message, self.path, self.line, self.article, self.event)
