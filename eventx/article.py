"""The article that goes in: text, title, publication date, language.

The text is kept character by character as it came, since every offset of an event counts in it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    StrictStr,
    ValidationError,
    model_validator,
)

from eventx.errors import ArticleError
from eventx.language import language_code, supported

TEXT_LIMIT = 2_000_000
"""Longest text that is taken, in characters; a newspaper page has about 5,000."""

# C0 controls other than tab, line feeds and form feed, DEL, and halves of surrogate pairs: none
# of them is text, and they break terminals, JSON readers and UTF-8 writers.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# How files that are not plain text begin although all their characters are; in lower case.
_FORMATS = (
    ("<!doctype html", "it is an HTML page"),
    ("<html", "it is an HTML page"),
    ("<?xml", "it is an XML document"),
    ("{\\rtf", "it is an RTF document"),
    ("%pdf-", "it is a PDF document"),
)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


class Article(BaseModel):
    """A news article.

    Attributes:
        id: the given id, or a hash of title and text: the same on every machine.
        text: the text, untouched.
        title: headline, if it is known apart from the text.
        lang: language code such as `it`; None: it is told from the text.
        published: day or moment of publication; relative dates count from it.
        url: address.

    Raises:
        ArticleError: when a field cannot be used; the code tells which.

    Examples:
        >>> article = Article(text="Il ministro è arrivato ieri a Tbilisi.", published="2025-06-18")
        >>> article.id, article.published
        ('6f4f7429684187ae', datetime.date(2025, 6, 18))
        >>> Article(text="Riga votes.", lang="Latvian")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        eventx.errors.ArticleError: [E109] language 'Latvian' is not supported; use one of ...
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: StrictStr = Field(
        default="", description="Your id; a hash of title and text if none is given."
    )
    text: StrictStr = Field(min_length=1, max_length=TEXT_LIMIT, description="The text, untouched.")
    title: StrictStr | None = Field(default=None, description="Headline.")
    lang: str | None = Field(default=None, description="Language code; null: told from the text.")
    published: dt.date | dt.datetime | None = Field(
        default=None, description="ISO date or date-time of publication."
    )
    url: StrictStr | None = Field(default=None, description="Address.")

    @model_validator(mode="wrap")
    @classmethod
    def _checked(cls, values: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        """Check the fields and turn what pydantic has to say into a coded error."""
        try:
            return build(_prepare(values) if isinstance(values, Mapping) else values)
        except ValidationError as fault:
            first = fault.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "(all)"
            raise ArticleError("E111", field=field, reason=first["msg"]) from None

    @classmethod
    def from_mapping(cls, record: Mapping[str, Any]) -> Article:
        """The article of a record, such as a line of JSONL or a row of a data frame.

        Fields that an article does not have are left out of account; None, NaN and, but for the
        text, blank strings stand for "not known".

        Examples:
            >>> Article.from_mapping({"id": 7, "text": "Riga votes.", "page": "A4"}).id
            '7'
        """
        if "text" not in record:
            raise ArticleError("E111", field="text", reason="it is missing")
        return cls(**{name: record[name] for name in cls.model_fields if name in record})

    @property
    def day(self) -> dt.date | None:
        """The day of publication, as written: no time zone is converted."""
        if isinstance(self.published, dt.datetime):
            return self.published.date()
        return self.published


def parse_published(value: object) -> dt.date | dt.datetime:
    """A publication date, from a date or from an ISO string; nothing else is guessed at.

    Args:
        value: `date`, `datetime` (also of pandas), `"2025-06-18"` or `"2025-06-18T09:30:00+02:00"`.

    Raises:
        ArticleError: E108, for anything else.

    Examples:
        >>> parse_published("2025-06-18T09:30Z")
        datetime.datetime(2025, 6, 18, 9, 30, tzinfo=datetime.timezone.utc)
        >>> parse_published("18/06/2025")
        Traceback (most recent call last):
        eventx.errors.ArticleError: [E108] published '18/06/2025' is not a date; write YYYY-MM-DD \
or an ISO date-time
    """
    if isinstance(value, dt.datetime):
        # Subclasses carry more than a moment; events hold the plain kind.
        return dt.datetime.combine(value.date(), value.timetz())
    if isinstance(value, dt.date):
        return dt.date(value.year, value.month, value.day)
    if isinstance(value, str):
        text = value.strip()
        try:
            if _DATE.fullmatch(text):
                return dt.date.fromisoformat(text)
            if _DATE_TIME.fullmatch(text):
                return dt.datetime.fromisoformat(text)
        except ValueError:
            pass  # The shape of a date, but no such day or hour: told below.
    raise ArticleError("E108", value=value)


def _prepare(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the model wants them; every fault with its code."""
    fields: dict[str, Any] = {
        name: None if _missing(value) else value for name, value in values.items()
    }
    text = fields.get("text")
    if "text" in fields and text is None:
        raise ArticleError("E101")
    for name in ("text", "title", "url", "id"):
        value = fields.get(name)
        if isinstance(value, str):
            check_text(f"the {name}", value)
    if isinstance(text, str):
        if not text.strip():
            raise ArticleError("E101")
        if len(text) > TEXT_LIMIT:
            raise ArticleError("E107", size=len(text), limit=TEXT_LIMIT)
    for name in ("title", "url", "lang", "published", "id"):
        value = fields.get(name)
        if isinstance(value, str) and not value.strip():
            fields[name] = None
    if fields.get("published") is not None:
        fields["published"] = parse_published(fields["published"])
    if fields.get("lang") is not None:
        fields["lang"] = _lang(fields["lang"])
    identity = fields.get("id")
    if identity is None:
        fields["id"] = content_id(text, fields.get("title")) if isinstance(text, str) else ""
    else:
        fields["id"] = _identity(identity)
    return fields


def content_id(text: str, title: str | None) -> str:
    """Hash of title and text; date and address may be added later without changing it."""
    content = json.dumps([title, text], ensure_ascii=False).encode("utf8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:16]


def _identity(value: object) -> object:
    """Whole numbers as text; a data frame with a missing id has made floats of the others."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


_EXACT = 2.0**53  # From here on floats skip whole numbers, and two ids could become one.


def _lang(value: object) -> str:
    code = language_code(value) if isinstance(value, str) else None
    if code is None:
        raise ArticleError("E109", value=value, supported=", ".join(supported()))
    return code


def check_text(name: str, value: str) -> None:
    """Check that a string is plain text.

    Args:
        name: what it is, for the error: `the title`, or the name of a file.
        value: the string.

    Raises:
        ArticleError: E104, for control characters and for pages and documents of other formats.
    """
    found = _NOT_TEXT.search(value)
    reason = f"character U+{ord(found[0]):04X} at position {found.start():,}" if found else None
    start = value[:100].lstrip().lower()
    reason = reason or next((what for mark, what in _FORMATS if start.startswith(mark)), None)
    if reason is not None:
        raise ArticleError("E104", path=name, reason=reason)


def _missing(value: object) -> bool:
    """Whether a value is None or a data frame's mark of a missing value (NaN, NaT, NA)."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return isinstance(value, (float, dt.date)) and value != value
