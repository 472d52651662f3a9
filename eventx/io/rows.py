"""Events as flat rows: one column a value, lists joined, for tables and CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from eventx.event import Actor, Event

JOIN = "; "
"""Between the values of a list."""

COLUMNS: dict[str, str] = {
    "event_id": "id of the event",
    "article_id": "id of the article",
    "published": "ISO date or date-time of publication",
    "lang": "language code",
    "title": "headline",
    "url": "address",
    "kind": "typed class, snake case",
    "plover": "PLOVER class",
    "plover_by_tense": "PLOVER class by its tense rule: a visit to come is AGREE",
    "plover_mode": "PLOVER mode",
    "plover_contexts": "PLOVER contexts, joined",
    "cameo": "CAMEO code, text: read it as a string, `042` is not 42",
    "cameo_name": "name of the code",
    "quad_class": "1 to 4",
    "goldstein": "-10 to 10",
    "acled_event_type": "ACLED event type",
    "acled_sub_event_type": "ACLED sub-event type",
    "acled_disorder_type": "ACLED disorder type",
    "source": "names of the sources, joined",
    "source_code": "their CAMEO codes, joined; `---` where an actor has none",
    "source_country": "their countries, ISO-3166 alpha-3, joined; `---` as above",
    "source_type": "their types, joined",
    "target": "names of the targets, joined",
    "target_code": "as for the sources",
    "target_country": "as for the sources",
    "target_type": "as for the sources",
    "certainty": "certain, probable, possible",
    "polarity": "positive, negative",
    "tense": "past, present, future",
    "attribution": "who is given as the source of the claim, nearest first, joined",
    "when_start": "first day",
    "when_end": "last day",
    "when_granularity": "day, week, month, quarter, year",
    "when_basis": "text, published",
    "where": "name of the place",
    "where_country": "its country, ISO-3166 alpha-3",
    "where_admin1": "its first-level division",
    "latitude": "degrees north",
    "longitude": "degrees east",
    "geonames_id": "GeoNames number",
    "where_precision": "city, region, country",
    "status": "of a visit or pledge",
    "stage": "of an arms transfer",
    "items": "words for the arms, joined",
    "item_categories": "their categories, joined",
    "details": "all details of the kind, as JSON",
    "field": "text or title: where the offsets count",
    "trigger": "words that tell the event",
    "trigger_start": "their first character",
    "trigger_end": "behind their last character",
    "sentence": "the sentence around them",
    "mentions": "further places of the article that tell the event: how many",
    "confidence": "0 to 1",
    "extractor": "rule or model that found it",
}
"""Column names and what they hold, in order."""


def flat(event: Event) -> dict[str, Any]:
    """One event as a row with the columns of `COLUMNS`; None where nothing is known."""
    record = event.to_record()
    article, when, where = record["article"], record["when"] or {}, record["where"] or {}
    plover, acled, details = record["plover"] or {}, record["acled"] or {}, record["details"]
    items = details.get("items") or []
    evidence = record["evidence"]
    row = {
        **{name: record[name] for name in COLUMNS if name in record},
        "event_id": record["id"],
        "article_id": article["id"],
        **{name: article[name] for name in ("published", "lang", "title", "url")},
        "plover": plover.get("event"),
        "plover_by_tense": event.plover_by_tense,
        "plover_mode": plover.get("mode"),
        "plover_contexts": _join(plover.get("contexts") or ()),
        **{f"acled_{name}": acled.get(name) for name in _ACLED},
        **_side("source", event.source),
        **_side("target", event.target),
        "attribution": _join(claim["name"] for claim in record["attribution"]),
        **{f"when_{name}": when.get(name) for name in _WHEN},
        "where": where.get("name"),
        **{f"where_{name}": where.get(name) for name in ("country", "admin1", "precision")},
        **{name: where.get(name) for name in ("latitude", "longitude", "geonames_id")},
        "status": details.get("status"),
        "stage": details.get("stage"),
        "items": _join(item["text"] for item in items),
        "item_categories": _join(item["category"] for item in items),
        "details": json.dumps(details, ensure_ascii=False) if details else None,
        "field": evidence["field"],
        "trigger": evidence["trigger"]["text"],
        "trigger_start": evidence["trigger"]["start"],
        "trigger_end": evidence["trigger"]["end"],
        "sentence": evidence["sentence"]["text"],
        "mentions": len(record["mentions"]),
    }
    return {name: row[name] for name in COLUMNS}


def write_csv(events: Iterable[Event], file: TextIO, *, header: bool = True) -> None:
    """Write events as CSV (RFC 4180, but for line feeds alone at line ends).

    Args:
        events: the events.
        file: opened with `newline=""`.
        header: whether the column names come first.
    """
    writer = csv.DictWriter(file, list(COLUMNS), lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(map(flat, events))


_ACLED = ("event_type", "sub_event_type", "disorder_type")
_WHEN = ("start", "end", "granularity", "basis")
_NONE = "---"  # Keeps the joined codes aligned with the joined names; GDELT and CAMEO's own mark.


def _side(name: str, actors: tuple[Actor, ...]) -> dict[str, str | None]:
    return {
        name: _join(actor.name for actor in actors),
        f"{name}_code": _join(actor.code or _NONE for actor in actors),
        f"{name}_country": _join(actor.country or _NONE for actor in actors),
        f"{name}_type": _join(actor.type for actor in actors),
    }


def _join(values: Iterable[str]) -> str | None:
    return JOIN.join(values) or None
