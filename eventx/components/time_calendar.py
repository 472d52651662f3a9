"""Calendar arithmetic behind time expressions: stretches of days and how to move between them."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Granularity = Literal["day", "week", "month", "quarter", "year"]
Unit = Literal["hour", "day", "week", "month", "year"]
Part = Literal["begin", "middle", "end"]
Tense = Literal["past", "present", "future"]

# Meteorological seasons of the northern hemisphere: first month; each lasts three months.
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of whole days, both ends included, and the unit it was told in."""

    start: date
    end: date
    granularity: Granularity


def one_day(day: date) -> Period:
    """Return the period that is a single day."""
    return Period(day, day, "day")


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def months(year: int, month: int, count: int, granularity: Granularity) -> Period:
    """Return `count` whole months from the given one on.

    >>> months(2023, 12, 3, "quarter").end
    datetime.date(2024, 2, 29)
    """
    last = month - 1 + count - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    end = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return Period(date(year, month, 1), end, granularity)


def month_of(year: int, month: int) -> Period:
    """Return one calendar month."""
    return months(year, month, 1, "month")


def year_of(year: int) -> Period:
    """Return one calendar year."""
    return months(year, 1, 12, "year")


def containing(day: date, unit: Unit) -> Period:
    """Return the calendar unit that holds the day; hours count as their day."""
    if unit == "week":
        return week_of(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "year":
        return year_of(day.year)
    return one_day(day)


def shift(day: date, amount: int, unit: Unit) -> date:
    """Move a date by so many units; the day is clamped to the length of the month reached.

    Hours are rounded away from the date to whole days, since dates know no clock.

    >>> shift(date(2024, 3, 31), -1, "month")
    datetime.date(2024, 2, 29)
    >>> shift(date(2024, 3, 31), 48, "hour")
    datetime.date(2024, 4, 2)
    """
    if unit in ("month", "year"):
        index = day.year * 12 + day.month - 1 + amount * (12 if unit == "year" else 1)
        year, month = index // 12, index % 12 + 1
        if not 1 <= year <= 9999:
            raise OverflowError("the shifted date leaves the calendar")
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if unit == "hour":
        whole = -(-abs(amount) // 24)
        return day + timedelta(days=whole if amount > 0 else -whole)
    return day + timedelta(days=amount * (7 if unit == "week" else 1))


def part_of(period: Period, part: Part) -> Period:
    """Return the beginning, middle or end of a period; the granularity stays.

    A month falls into 1-10, 11-20 and the rest; a year into four months each; a week into
    Monday-Tuesday, Wednesday-Thursday and Friday-Sunday. Other periods fall into equal thirds.
    """
    first, second = _cuts(period)
    if part == "begin":
        return Period(period.start, first - timedelta(days=1), period.granularity)
    if part == "middle":
        return Period(first, second - timedelta(days=1), period.granularity)
    return Period(second, period.end, period.granularity)


def _cuts(period: Period) -> tuple[date, date]:
    """Return the first days of the middle and of the end."""
    start = period.start
    if period.granularity == "month":
        return start.replace(day=11), start.replace(day=21)
    if period.granularity == "year":
        return start.replace(month=5), start.replace(month=9)
    third = ((period.end - start).days + 1) // 3
    return start + timedelta(days=third), start + timedelta(days=2 * third)


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has none (31 June, 29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def distance(period: Period, day: date) -> int:
    """Return how many days lie between the period and the day; 0 if it holds the day."""
    if period.start > day:
        return (period.start - day).days
    return max(0, (day - period.end).days)


def choose(
    candidates: Iterable[Period],
    published: date,
    tense: Tense | None,
    direction: int | None = None,
) -> Period | None:
    """Pick the recurrence of a date, month, quarter or season that the text means.

    "Last" (direction -1) is the latest that is over, "next" (1) the earliest not begun. Else the
    past tense takes the latest begun, the future the earliest not over, and no tense, the present
    or "this" (0) the nearest, the earlier of two that are equally near.
    """
    if direction == -1:
        return max((c for c in candidates if c.end < published), key=_start, default=None)
    if direction == 1:
        return min((c for c in candidates if c.start > published), key=_start, default=None)
    if tense == "past":
        return max((c for c in candidates if c.start <= published), key=_start, default=None)
    if tense == "future":
        return min((c for c in candidates if c.end >= published), key=_start, default=None)
    return min(candidates, key=lambda c: (distance(c, published), c.start), default=None)


def _start(period: Period) -> date:
    return period.start
