"""What a corpus holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from eventx.corpus.models import CorpusArticle, GoldEvent, GoldKind, Part, PloverType
from eventx.corpus.reading import languages, load
from eventx.event import Certainty, Polarity, Record, Tense

Counts = Mapping[str, int]


class Statistics(Record):
    """Counts of some articles.

    Every allowed value has its count, also where that is 0.

    Attributes:
        articles: articles.
        without_events: articles that hold no event.
        words: words of the texts, titles left out.
        distractors: sentences that look like an event and hold none.
        events: events.
        attributed: events that somebody is given as the source of.
        dated: events with a date.
        placed: events with a place.
        types: events by PLOVER class.
        kinds: events by typed kind; events without one are not counted here.
        certainty: events by certainty.
        polarity: events by polarity.
        time: events by time.
        parts: articles by part.
    """

    articles: int
    without_events: int
    words: int
    distractors: int
    events: int
    attributed: int
    dated: int
    placed: int
    types: Counts
    kinds: Counts
    certainty: Counts
    polarity: Counts
    time: Counts
    parts: Counts


def statistics(articles: Iterable[CorpusArticle]) -> Statistics:
    """Count articles and their events.

    Examples:
        >>> from eventx.corpus import load
        >>> counted = statistics(load("en"))
        >>> counted.events == sum(counted.types.values()) == sum(counted.time.values())
        True
    """
    articles = tuple(articles)
    events = [event for article in articles for event in article.events]

    def by(values: object, value: Callable[[GoldEvent], str | None]) -> Counts:
        return _tally(values, map(value, events))

    return Statistics(
        articles=len(articles),
        without_events=sum(not article.events for article in articles),
        words=sum(len(article.text.split()) for article in articles),
        distractors=sum(len(article.distractors) for article in articles),
        events=len(events),
        attributed=sum(bool(event.attribution) for event in events),
        dated=sum(event.date is not None for event in events),
        placed=sum(event.place is not None for event in events),
        types=by(PloverType, lambda event: event.type),
        kinds=by(GoldKind, lambda event: event.kind),
        certainty=by(Certainty, lambda event: event.certainty),
        polarity=by(Polarity, lambda event: event.polarity),
        time=by(Tense, lambda event: event.time),
        parts=_tally(Part, (article.part for article in articles)),
    )


def _tally(values: object, found: Iterable[str | None]) -> Counts:
    counts = Counter(found)
    return {value: counts[value] for value in get_args(values)}


def shipped_statistics() -> dict[str, Statistics]:
    """Counts of the shipped corpus by language, then of `all`.

    Examples:
        >>> counted = shipped_statistics()
        >>> total = counted.pop("all")
        >>> total.articles == sum(of_language.articles for of_language in counted.values())
        True
    """
    articles = {lang: load(lang) for lang in languages()}
    counted = {lang: statistics(of_language) for lang, of_language in articles.items()}
    return {**counted, "all": statistics(one for group in articles.values() for one in group)}


_TOTALS = {
    "articles": "articles",
    "without_events": "articles without events",
    "words": "words",
    "distractors": "distractor sentences",
    "events": "events",
    "attributed": "events with an attribution",
    "dated": "events with a date",
    "placed": "events with a place",
}


def rows(columns: Iterable[Statistics]) -> list[tuple[str, ...]]:
    """The counts as a table: one row a count, named in the first cell, one further cell a column.

    Examples:
        >>> from eventx.corpus import load
        >>> rows([statistics(load("en")[:1])])[0]
        ('articles', '1')
    """
    columns = tuple(columns)

    def row(name: str, count: Callable[[Statistics], int]) -> tuple[str, ...]:
        return (name, *(f"{count(column):,}" for column in columns))

    def of_total(field: str) -> Callable[[Statistics], int]:
        return lambda column: int(getattr(column, field))

    def of_value(group: str, value: str) -> Callable[[Statistics], int]:
        return lambda column: int(getattr(column, group)[value])

    table = [row(name, of_total(field)) for field, name in _TOTALS.items()]
    for group, values in (
        ("types", PloverType), ("kinds", GoldKind), ("certainty", Certainty),
        ("polarity", Polarity), ("time", Tense), ("parts", Part),
    ):  # fmt: skip
        label = "part " if group == "parts" else ""
        table += [row(label + value, of_value(group, value)) for value in get_args(values)]
    return table
