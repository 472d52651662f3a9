"""What a time expression says: the language-free reading that each language's grammar fills in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from eventx.components.time_calendar import Part, Period, Tense, Unit

Relation = Literal["at", "by", "since", "until", "during", "anchored", "duration"]
Kind = Literal[
    "date", "date_either", "dates", "weekday", "weekdays", "weekend", "month", "of_year",
    "months", "week_of_month", "quarter", "half", "season", "year", "years", "decade", "shift",
    "ahead", "window", "within", "day_part", "anchored", "anchored_either", "duration",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a time expression; which of them count depends on the kind.

    Attributes:
        kind: What sort of expression it is; it picks the rule of resolution.
        day, month, year, weekday: Calendar parts as stated; weekdays run from 0, Monday.
        day2, month2, year2, weekday2: The second date of a stretch.
        amount: How many units away, negative for the past.
        unit: The unit of the amount, or the calendar unit meant ("last week").
        direction: -1 for "last", 0 for "this", 1 for "next".
        index: Which quarter, half or week of a month, from 1; -1 is the last.
        part: The beginning, middle or end of the period.
        season: spring, summer, autumn or winter.
    """

    kind: Kind
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    day2: int | None = None
    month2: int | None = None
    year2: int | None = None
    weekday2: int | None = None
    amount: int | None = None
    unit: Unit | None = None
    direction: int | None = None
    index: int | None = None
    part: Part | None = None
    season: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a reading is resolved against: publication date, tense and anchor, each if known."""

    published: date | None
    tense: Tense | None
    anchor: Period | None
    relation: Relation


def needs_published(reading: Reading) -> bool:
    """Tell whether the publication date takes part in the resolution."""
    if reading.kind in ("anchored", "decade"):
        return False
    if reading.kind in ("dates", "months", "years"):
        return reading.year2 is None
    return reading.year is None
