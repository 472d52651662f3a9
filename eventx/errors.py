"""Errors a user can cause: each has a code and one line that says what to do."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # article input
    "E101": "the text is empty; give an article of at least one sentence",
    "E102": "{path}: no such file",
    "E103": "{path} is a folder; name the files in it, or a JSONL file of articles",
    "E104": "{path} is not text ({reason}); give plain UTF-8 text or JSONL",
    "E105": "{path} cannot be read: {reason}",
    "E106": "line {line} of {path} is not a JSON article: {reason}",
    "E107": "the text has {size:,} characters, more than the {limit:,} allowed; split the article",
    "E108": "published {value!r} is not a date; write YYYY-MM-DD or an ISO date-time",
    "E109": "language {value!r} is not supported; use one of {supported}",
    "E110": "the language of the text could not be told; give lang= (one of {supported})",
    "E111": "article field {field}: {reason}",
    "E112": "{path} cannot be written: {reason}",
    "E113": "the article could not be coded: {reason}; please report it with the article",
    "E114": "no event {event!r} in {path}; the ids are printed by `eventx extract`",
    # events and codes
    "E202": "an event is inconsistent: {reason}",
    # analyzer
    "E301": "the analyzer's files are missing in {folder}; reinstall eventx-coder",
    "E302": "the pipeline {name!r} gives no {what}; it needs a tagger, a lemmatizer and a parser",
    "E303": "dependency labels of scheme {scheme!r} cannot be mapped to Universal Dependencies",
    # rule packs
    "E401": "{path}: {reason}",
    "E402": "no language pack for {lang!r}; packs: {supported}",
    "E403": "extractor {value!r} is not known; there is: rules",
    # extras
    "E501": "{what} needs the extra: pip install 'eventx-coder[{extra}]'",
}


class EventxError(Exception):
    """Base of all errors that a user can cause.

    Attributes:
        code: stable code, such as `E104`.
        message: what is wrong and what to do, without the code.

    Examples:
        >>> str(EventxError("E102", path="a.txt"))
        '[E102] a.txt: no such file'
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values
        self.message = MESSAGES[code].format(**values)
        super().__init__(f"[{code}] {self.message}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.values)


def _rebuild(kind: type[EventxError], code: str, values: dict[str, object]) -> EventxError:
    return kind(code, **values)


class ArticleError(EventxError):
    """An article that cannot be read or coded."""


class OutputError(EventxError):
    """An output that cannot be written."""


class EventError(EventxError):
    """An event that contradicts itself."""


class AnalyzerError(EventxError):
    """The linguistic analysis is missing or unusable."""


class PackError(EventxError):
    """A rule pack that cannot be used."""


class ExtraMissing(EventxError):
    """An optional dependency is not installed."""
