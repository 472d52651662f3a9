"""Time expressions: found with the patterns of the language, counted from the publication date.

`find_times` needs only the text; `resolve` turns a mention into days once publication date and
tense are known. Nothing is guessed: what the facts do not settle resolves to None.

    for mention in find_times("Il ministro è rientrato ieri da Tbilisi.", "it"):
        resolve(mention, published=date(2025, 6, 18), tense="past")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eventx.components.time_calendar import Period, Tense
from eventx.components.time_grammar import load_grammar
from eventx.components.time_reading import Frame, Reading, Relation, needs_published
from eventx.components.time_rules import period
from eventx.event import When

__all__ = ["TimeMention", "find_times", "resolve"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text.

    Attributes:
        start, end: Character offsets in the text, `[start, end)`.
        text: The words, verbatim, with the preposition that belongs to them.
        relation: How an event told with it lies to the time: `at` it, `by` it (a deadline),
            `since` it, `until` it, `during` a stretch; `anchored` counts from another mention
            ("the next day"); a `duration` ("for seven months") is no point in time.
        reading: What the words say; `resolve` counts with it.
        dateline: It stands in a dateline ("KINSHASA, March 19 -"): the date of the report.
    """

    start: int
    end: int
    text: str
    relation: Relation
    reading: Reading
    dateline: bool = False


def find_times(text: str, lang: str) -> list[TimeMention]:
    """Find the time expressions of a text, in order and without overlaps.

    Args:
        text: Any text; offsets refer to it as given.
        lang: Language code of a pack with time patterns, such as `it`.

    Raises:
        PackError: The language has no time patterns.

    Examples:
        >>> [(m.text, m.relation) for m in find_times("The truce has held since Sunday.", "en")]
        [('since Sunday', 'since')]
        >>> find_times("La flotta del Mar Nero ha perso un incrociatore.", "it")
        []
    """
    return [
        TimeMention(
            found.start, found.end, text[found.start : found.end], found.relation, found.reading,
            found.dateline,
        )
        for found in load_grammar(lang).find(text)
    ]  # fmt: skip


def resolve(
    mention: TimeMention,
    *,
    published: date | None,
    tense: Tense | None = None,
    anchor: When | None = None,
) -> When | None:
    """Turn a mention into days.

    Bare weekdays, dates and months go by the tense: past takes the latest one begun, future the
    next one; with neither, a weekday is the latest one and a date or month the nearest.

    Args:
        mention: A mention from `find_times`.
        published: Publication date of the article; without it only expressions that carry their
            year resolve, a missing year is never made up.
        tense: Tense of the event told with it, if known.
        anchor: The time that "the next day" counts from. A bare "in the evening" also falls on
            it, so give one only from the same sentence or the one before.

    Returns:
        The days, or None for durations, for a weekday that disagrees with its date, and wherever
        the publication date or the anchor is needed and missing.

    Examples:
        >>> mention, = find_times("They will meet on Monday.", "en")
        >>> print(resolve(mention, published=date(2025, 6, 18), tense="future").start)
        2025-06-23
        >>> resolve(mention, published=None) is None
        True
    """
    if mention.dateline:
        tense = None  # the report's own date, whatever the verb says
    base = Period(anchor.start, anchor.end, anchor.granularity) if anchor else None
    found = period(mention.reading, Frame(published, tense, base, mention.relation))
    if found is None:
        return None
    if mention.relation == "anchored" and anchor is not None:
        basis = anchor.basis
    else:
        basis = "published" if needs_published(mention.reading) else "text"
    return When(
        start=found.start,
        end=found.end,
        granularity=found.granularity,
        text=mention.text,
        basis=basis,
    )
