"""The published JSON Schemas, made from the models."""

from __future__ import annotations

import json
from typing import Any

from eventx.article import Article
from eventx.event import EVENT_ADAPTER, SCHEMA_VERSION
from eventx.extraction import ErrorRecord

NAMES = ("event", "article", "error")
"""Schemas there are: the event record, the article that goes in, the error record."""

_TITLES = {
    "event": "Event record of eventx",
    "article": "Article that eventx reads, one a line of JSONL",
    "error": "Error record of eventx: an article that gave no events",
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record.

    Args:
        name: one of `NAMES`.

    Examples:
        >>> schema("error")["required"]
        ['error', 'article']
    """
    if name == "event":
        content = EVENT_ADAPTER.json_schema(mode="serialization")
    elif name == "article":
        content = Article.model_json_schema(mode="validation")
    elif name == "error":
        content = ErrorRecord.model_json_schema(mode="serialization")
    else:
        raise KeyError(name)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"schema_version {SCHEMA_VERSION}; written by `eventx schema`",
        **_brief(content),
        "title": _TITLES[name],
    }


def _brief(part: Any) -> Any:
    """A schema with the first paragraph of each description: the rest is for Python users."""
    if isinstance(part, list):
        return [_brief(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value.split("\n\n")[0].replace("\n", " ")
        if key == "description" and isinstance(value, str)
        else _brief(value)
        for key, value in part.items()
    }


def dump(name: str) -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def file_name(name: str) -> str:
    """The name of a schema's file.

    Examples:
        >>> file_name("event")
        'event.schema.json'
    """
    return f"{name}.schema.json"
