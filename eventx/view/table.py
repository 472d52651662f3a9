"""Events as a table for terminals."""

from __future__ import annotations

import re

from rich import box
from rich.table import Table
from rich.text import Text

from eventx.event import Actor, Event, When
from eventx.extraction import Extraction

SHORT_ID = 8
"""Characters of an id that the table shows; `eventx explain` takes them."""

# C1 controls may stand in a text and must not reach the terminal, nor marks that turn the
# direction of writing.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def table(extraction: Extraction) -> Table:
    """The events of an article, one a row, under its title or id."""
    article = extraction.article
    heading = (article.title or article.id) if article else ""
    count = len(extraction)
    shown = Table(
        title=_text(heading),
        caption=None if count else "no events found",
        title_justify="left",
        caption_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        leading=1,
    )
    for name in ("kind, CAMEO, id", "source -> target", "when, where", "modality",
                 "attribution", "trigger"):  # fmt: skip
        shown.add_column(name, overflow="fold")
    for event in extraction:
        shown.add_row(*map(_text, _cells(event)))
    return shown


def _cells(event: Event) -> tuple[str, ...]:
    """Few columns of several lines, so that eighty characters are enough."""
    place = event.where.name if event.where else ""
    return (
        f"{event.kind.replace('_', ' ')}\n{event.cameo}\n{event.id[:SHORT_ID]}",
        f"{_side(event.source)}\n-> {_side(event.target)}",
        "\n".join(filter(None, (_when(event.when), place))),
        f"{event.certainty}\n{event.polarity}\n{event.tense}",
        " < ".join(claim.name for claim in event.attribution),
        event.evidence.trigger.text,
    )


def _side(actors: tuple[Actor, ...]) -> str:
    """Names with their codes; a question mark when the text names nobody."""
    shown = (f"{actor.name} ({actor.code})" if actor.code else actor.name for actor in actors)
    return ", ".join(dict.fromkeys(shown)) or "?"


def _when(when: When | None) -> str:
    """The day, or the shortest ISO form of the month or year, or the first and last day."""
    if when is None:
        return ""
    first, last = when.start.isoformat(), when.end.isoformat()
    if when.granularity == "year" and first[:4] == last[:4]:
        return first[:4]
    if when.granularity == "month" and first[:7] == last[:7]:
        return first[:7]
    return first if first == last else f"{first} to {last}"


def _text(value: str) -> Text:
    """Words of an article are shown as they are, never read as markup or control codes."""
    return Text("\n".join(_UNSHOWN.sub(" ", line) for line in value.split("\n")))
