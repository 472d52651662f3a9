"""An extraction as HTML for notebooks: the article with its triggers marked, and its events."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from eventx.event import Actor, Event, FieldName
from eventx.extraction import Extraction

_STYLE = (
    ".eventx{font-family:system-ui,sans-serif;line-height:1.5;max-width:60em}"
    ".eventx .text{white-space:pre-wrap}"
    ".eventx mark{background:#ffe08a;color:#000;border-radius:.2em;padding:0 .15em}"
    ".eventx table{border-collapse:collapse;margin-top:1em;font-size:90%}"
    ".eventx th,.eventx td{text-align:left;vertical-align:top;padding:.2em .8em .2em 0}"
)


def render(extraction: Extraction) -> str:
    """HTML that needs nothing else: no script, no outside style, all words escaped."""
    parts = ['<div class="eventx">', f"<style>{_STYLE}</style>"]
    article = extraction.article
    if article is not None:
        if article.title:
            parts.append(f"<h4>{_marked(article.title, 'title', extraction)}</h4>")
        parts.append(f'<div class="text">{_marked(article.text, "text", extraction)}</div>')
    if extraction.error is not None:
        parts.append(f"<p><strong>{escape(str(extraction.error))}</strong></p>")
    elif extraction.events:
        parts.append(_table(extraction.events))
    else:
        parts.append("<p>No events found.</p>")
    return "".join([*parts, "</div>"])


def _marked(words: str, field: FieldName, extraction: Extraction) -> str:
    """The words with every trigger in a `<mark>` that tells the events it stands for."""
    kinds: dict[tuple[int, int], list[str]] = {}
    for event in extraction:
        for evidence in (event.evidence, *event.mentions):
            if evidence.field == field:
                place = (evidence.trigger.start, evidence.trigger.end)
                kinds.setdefault(place, []).append(f"{event.kind} {event.cameo}")
    shown, at = [], 0
    for start, end in sorted(kinds):
        if start < at:
            # Triggers of two events may overlap; the first one is marked.
            continue
        label = escape("; ".join(dict.fromkeys(kinds[start, end])), quote=True)
        shown.append(escape(words[at:start]))
        shown.append(f'<mark title="{label}">{escape(words[start:end])}</mark>')
        at = end
    return "".join([*shown, escape(words[at:])])


def _table(events: Iterable[Event]) -> str:
    heads = ("kind", "CAMEO", "source", "target", "when", "where", "modality", "trigger")
    rows = ["<tr>" + "".join(f"<th>{head}</th>" for head in heads) + "</tr>"]
    for event in events:
        cells = (
            event.kind.replace("_", " "),
            f"{event.cameo} {event.cameo_name}",
            _side(event.source),
            _side(event.target),
            str(event.when.start) if event.when else "",
            event.where.name if event.where else "",
            f"{event.certainty}, {event.polarity}, {event.tense}",
            event.evidence.trigger.text,
        )
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return "<table>" + "".join(rows) + "</table>"


def _side(actors: tuple[Actor, ...]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors)) or "?"
