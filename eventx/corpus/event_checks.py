"""Checks of single events: words against the text, codes against the tables, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from eventx.corpus.allowed import actor_fault, code_fit, is_cameo, is_country, load_allowed
from eventx.corpus.finding import Finding, Spot
from eventx.corpus.models import CorpusArticle, GoldEvent, covered_days
from eventx.corpus.sentences import Sentence
from eventx.ontology import plover_of

# Under these a visit, pledge or transfer is refused, cut or called off.
_REFUSALS = frozenset({"REJECT", "SANCTION"})


def check_events(
    article: CorpusArticle, sentences: Sequence[Sentence], spot: Spot
) -> Iterator[Finding]:
    """The findings on the events of an article, in their order."""
    for number, event in enumerate(article.events):
        here = Spot(spot.path, spot.line, spot.article, (number, event.trigger))
        yield from _trigger(event, article.text, sentences, here)
        yield from _doubles(event, article.events[:number], here)
        yield from _codes(event, here)
        yield from _parties(event, here)
        yield from _date(event, article, here)
        yield from _words(event, article, sentences, here)


def _trigger(
    event: GoldEvent, text: str, sentences: Sequence[Sentence], spot: Spot
) -> Iterator[Finding]:
    trigger, most = event.trigger, load_allowed().trigger_words
    if len(trigger.split()) > most:
        yield spot.find("C206", size=len(trigger.split()), most=most)
    if event.sentence >= len(sentences):
        yield spot.find("C201", number=event.sentence, last=len(sentences) - 1)
    if trigger not in text:
        yield spot.find("C202")
        return
    if event.sentence >= len(sentences):
        return
    words = sentences[event.sentence].text
    if trigger not in words:
        found = [n for n, sentence in enumerate(sentences) if trigger in sentence.text]
        where = " and ".join(map(str, found)) or "none, across a sentence end"
        yield spot.find("C203", number=event.sentence, found=where)
        return
    if re.search(rf"(?<!\w){re.escape(trigger)}(?!\w)", words) is None:
        yield spot.find("C204")
    if words.count(trigger) > 1:
        yield spot.find("C205", count=words.count(trigger))


def _doubles(event: GoldEvent, earlier: Sequence[GoldEvent], spot: Spot) -> Iterator[Finding]:
    for number, other in enumerate(earlier):
        if _key(other) != _key(event):
            continue
        same = set(other.source) == set(event.source) and set(other.target) == set(event.target)
        yield spot.find("C208" if same else "C207", other=number)
        return


def _key(event: GoldEvent) -> tuple[str, int, str]:
    return event.type, event.sentence, event.trigger


def _codes(event: GoldEvent, spot: Spot) -> Iterator[Finding]:
    if not is_cameo(event.cameo):
        yield spot.find("C301", cameo=event.cameo)
        return
    fit = code_fit(event.type, event.cameo)
    if fit == "wrong":
        plover = plover_of(event.cameo)
        right = plover.event if plover else "none"
        yield spot.find("C302", cameo=event.cameo, type=event.type, right=right)
    elif fit == "arguable":
        yield spot.find("C303", cameo=event.cameo, type=event.type)
    if event.kind is None:
        return
    if event.type not in load_allowed().kinds[event.kind]:
        yield spot.find("C304", kind=event.kind, type=event.type)
    if event.type in _REFUSALS and event.polarity == "positive":
        yield spot.find("C305", kind=event.kind, type=event.type)


def _parties(event: GoldEvent, spot: Spot) -> Iterator[Finding]:
    for side, codes in (("source", event.source), ("target", event.target)):
        for code in codes:
            fault = actor_fault(code)
            if fault is not None:
                yield spot.find("C311", side=side, code=code, reason=fault)
        if len(set(codes)) < len(codes):
            yield spot.find("C312", side=side)
    if not event.source and not event.target:
        yield spot.find("C313")


def _date(event: GoldEvent, article: CorpusArticle, spot: Spot) -> Iterator[Finding]:
    if event.date is None:
        return
    first, last = covered_days(event.date)
    allowed, published = load_allowed(), article.published
    if event.time == "past" and first > published:
        yield spot.find("C321", date=event.date)
    elif event.time == "future" and last < published:
        yield spot.find("C322", date=event.date)
    elif event.time == "present" and first > published:
        yield spot.find("C323", date=event.date)
    years = first.year - published.year
    if not -allowed.years_before <= years <= allowed.years_after:
        yield spot.find("C324", date=event.date)


def _words(
    event: GoldEvent, article: CorpusArticle, sentences: Sequence[Sentence], spot: Spot
) -> Iterator[Finding]:
    """Words that the annotation quotes: place, attribution, items."""
    fields = article.text, article.title
    place = event.place
    if place is not None:
        if not any(place.name in field for field in fields):
            yield spot.find("C331", name=place.name)
        if place.country is not None and not is_country(place.country):
            yield spot.find("C332", name=place.name, country=place.country)
    for name in event.attribution:
        if not any(name in field for field in fields):
            yield spot.find("C341", name=name)
    yield from _items(event, fields, sentences, spot)


def _items(
    event: GoldEvent, fields: tuple[str, str], sentences: Sequence[Sentence], spot: Spot
) -> Iterator[Finding]:
    if event.kind == "arms_transfer" and event.items is None:
        yield spot.find("C354")
    if event.kind != "arms_transfer" and event.items:
        yield spot.find("C353")
    here = sentences[event.sentence].text if event.sentence < len(sentences) else None
    for item in event.items or ():
        if not any(item in field for field in fields):
            yield spot.find("C351", item=item)
        elif here is not None and item not in here:
            yield spot.find("C352", item=item)
