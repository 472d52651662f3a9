"""What comes out for one article: its events, or the error that kept them back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from eventx.article import Article
from eventx.errors import EventxError
from eventx.event import Event, Record

if TYPE_CHECKING:
    import pandas as pd


class ErrorInfo(Record):
    """What went wrong.

    Attributes:
        code: stable code such as `E101`; the list is in docs/guide.md.
        message: one line that says what to do.
    """

    code: str = Field(pattern=r"^E\d{3}$")
    message: str = Field(min_length=1)


class FailedArticle(Record):
    """Which article it was, as far as it could be read.

    Attributes:
        id: its id.
        title: headline.
        url: address.
        path: the file it stands in.
        line: line of that file, from 1.
    """

    id: str | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    line: int | None = Field(default=None, ge=1)


class ErrorRecord(Record):
    """An article that gave no events because it could not be read or coded.

    Examples:
        >>> record = ErrorRecord.of(EventxError("E101"), {"id": "a7", "text": ""})
        >>> record.error.code, record.article.id
        ('E101', 'a7')
    """

    error: ErrorInfo
    article: FailedArticle

    @classmethod
    def of(
        cls,
        error: EventxError,
        article: Article | Mapping[str, Any] | None = None,
        *,
        path: str | None = None,
        line: int | None = None,
    ) -> ErrorRecord:
        """The record of an error.

        Args:
            error: what went wrong.
            article: the article, or the fields that were meant to become one.
            path: the file it stands in.
            line: its line, from 1.
        """
        if isinstance(article, Article):
            known: dict[str, str | None] = {
                "id": article.id, "title": article.title, "url": article.url
            }  # fmt: skip
        else:
            fields = article or {}
            known = {name: _short(fields.get(name)) for name in ("id", "title", "url")}
        return cls(
            error=ErrorInfo(code=error.code, message=error.message),
            article=FailedArticle(**known, path=path, line=line),
        )

    def to_record(self) -> dict[str, Any]:
        """Plain JSON values, one line of JSONL output."""
        return self.model_dump(mode="json")

    def __str__(self) -> str:
        return f"[{self.error.code}] {self.error.message}"


@dataclass(frozen=True)
class Extraction:
    """The events of one article, in the order of the text.

    Attributes:
        article: the article, with its language; None when it could not even be read.
        events: the events.
        error: why there are none, if the article could not be read or coded.
    """

    article: Article | None
    events: tuple[Event, ...] = ()
    error: ErrorRecord | None = None

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def to_records(self) -> list[dict[str, Any]]:
        """The events as plain JSON values (docs/record.md); the error record if there was one."""
        if self.error is not None:
            return [self.error.to_record()]
        return [event.to_record() for event in self.events]

    def to_jsonl(self) -> str:
        """One JSON object a line, each line ended; empty when nothing was found."""
        return "".join(
            json.dumps(record, ensure_ascii=False) + "\n" for record in self.to_records()
        )

    def to_pandas(self) -> pd.DataFrame:
        """One row an event, one column a value; the columns are told in docs/record.md.

        Raises:
            ExtraMissing: E501, when pandas is not installed.
        """
        from eventx.io.frames import to_pandas

        return to_pandas([self])

    def _repr_html_(self) -> str:
        from eventx.view.html import render

        return render(self)


def _short(value: object) -> str | None:
    """A value of unknown kind as a short text that every JSON writer takes."""
    if value is None or isinstance(value, (dict, list, tuple, dt.date)):
        return None
    text = str(value).encode("utf8", "replace").decode("utf8")
    return text[:500] if text.strip() else None
