"""The rules that turn a reading into days, one for each kind of expression.

A missing year is never made up: without a publication date only readings that carry their own
year, or that lean on another mention (an anchor), come out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from eventx.components.time_calendar import (
    SEASON_STARTS,
    Period,
    Tense,
    Unit,
    choose,
    containing,
    make_date,
    month_of,
    months,
    one_day,
    part_of,
    shift,
    week_of,
    year_of,
)
from eventx.components.time_reading import Frame, Kind, Reading

# A window told without a number ("in recent days") is as long as the next larger unit.
LARGER: dict[Unit, Unit | None] = {
    "hour": "day", "day": "week", "week": "month", "month": "year", "year": None,
}  # fmt: skip


def period(reading: Reading, frame: Frame) -> Period | None:
    """Resolve a reading, or return None where the facts do not settle it.

    Examples:
        >>> frame = Frame(date(2025, 6, 18), "past", None, "at")
        >>> period(Reading("weekday", weekday=0), frame).start
        datetime.date(2025, 6, 16)
        >>> period(Reading("month", month=11), Frame(None, "past", None, "at")) is None
        True
    """
    try:
        return _RULES[reading.kind](reading, frame)
    except OverflowError:  # the shifted date lies outside years 1 to 9999
        return None


def _trim(found: Period, reading: Reading, frame: Frame) -> Period:
    """Return the part of the period that the words name, all of it where they name none."""
    if reading.part is None:
        return found
    if reading.part == "end" and frame.relation in ("by", "until"):
        return found  # a limit at the end of May leaves all of May
    return part_of(found, reading.part)


def _frame_tense(frame: Frame) -> Tense | None:
    """Return the tense, or the one that the relation implies: since looks back, by ahead."""
    if frame.tense in ("past", "future"):
        return frame.tense
    if frame.relation == "since":
        return "past"
    return "future" if frame.relation in ("by", "until") else frame.tense


def _among(reading: Reading, frame: Frame, candidates: Iterator[Period]) -> Period | None:
    if frame.published is None:
        return None
    return choose(candidates, frame.published, _frame_tense(frame), reading.direction)


def _years_around(frame: Frame, reach: int) -> range:
    year = frame.published.year if frame.published else 0
    return range(max(1, year - reach), min(9998, year + reach) + 1)


# Dates


def _date(reading: Reading, frame: Frame) -> Period | None:
    if reading.day is None:
        return None
    if reading.year is not None and reading.month is not None:
        found = make_date(reading.year, reading.month, reading.day)
        return one_day(found) if found and _agrees(reading, found) else None
    if frame.published is None:
        return None
    days = [d for d in _days_around(reading, frame) if _agrees(reading, d)]
    if reading.weekday is not None and reading.direction is None:
        # Of three years in a row at most one has the date on that weekday: it decides.
        frame = replace(frame, tense=None, relation="at")
    return _among(reading, frame, (one_day(d) for d in days))


def _agrees(reading: Reading, day: date) -> bool:
    return reading.weekday is None or day.weekday() == reading.weekday


def _days_around(reading: Reading, frame: Frame) -> Iterator[date]:
    leap = reading.month == 2 and reading.day == 29
    reach = 8 if leap and reading.weekday is None else 1
    spans = [reading.month] if reading.month else range(1, 13)
    for year in _years_around(frame, reach):
        for month in spans:
            day = make_date(year, month, reading.day or 0)
            if day is not None:
                yield day


def _date_either(reading: Reading, frame: Frame) -> Period | None:
    """Read "3/4/2024" where nobody knows which is the month: only if one number is over 12."""
    first, second = reading.day, reading.day2
    if first is None or second is None or (first <= 12 and second <= 12 and first != second):
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return _date(Reading("date", day=day, month=month, year=reading.year), frame)


def _dates(reading: Reading, frame: Frame) -> Period | None:
    last_month = reading.month2 or reading.month
    last = _date(Reading("date", day=reading.day2, month=last_month, year=reading.year2), frame)
    if last is None or reading.day is None:
        return None
    month = reading.month or last.end.month
    year = reading.year or (last.end.year - (month > last.end.month))
    first = make_date(year, month, reading.day)
    if first is None or first > last.end:
        return None
    return Period(first, last.end, "day")


# Weekdays and weekends


def _weekday(reading: Reading, frame: Frame) -> Period | None:
    if frame.published is None or reading.weekday is None:
        return None
    day = _weekday_near(reading.weekday, frame.published, _frame_tense(frame), reading.direction)
    return one_day(day)


def _weekday_near(weekday: int, day: date, tense: Tense | None, direction: int | None) -> date:
    """Return the weekday that is meant; only "this" with a future verb may be the day itself."""
    back = (day.weekday() - weekday) % 7
    ahead = (weekday - day.weekday()) % 7
    if direction == -1:
        return day - timedelta(days=back or 7)
    if direction == 1:
        return day + timedelta(days=ahead or 7)
    if direction == 0 and tense not in ("past", "future"):
        return week_of(day).start + timedelta(days=weekday)
    if tense == "future":
        return day + timedelta(days=ahead if direction == 0 else ahead or 7)
    return day - timedelta(days=back)


def _weekdays(reading: Reading, frame: Frame) -> Period | None:
    if reading.weekday2 is None:
        return None
    last = _weekday(replace(reading, weekday=reading.weekday2), frame)
    if last is None:
        return None
    # A night told by its morning alone ("in the night to Monday") began the day before.
    first = (reading.weekday2 - 1) % 7 if reading.weekday is None else reading.weekday
    days = (reading.weekday2 - first) % 7
    return Period(last.start - timedelta(days=days), last.end, "day")


def _weekend(reading: Reading, frame: Frame) -> Period | None:
    saturday = _weekday(replace(reading, weekday=5), frame)
    if saturday is None or frame.published is None:
        return None
    start = saturday.start
    if reading.direction == -1 and frame.published - start == timedelta(days=1):
        start -= timedelta(days=7)  # on a Sunday the last weekend is not this one
    return Period(start, start + timedelta(days=1), "day")


# Months, quarters, seasons, years


def _month(reading: Reading, frame: Frame) -> Period | None:
    month = reading.month
    if month is None:
        return None
    years = [reading.year] if reading.year else _years_around(frame, 2)
    found = [_trim(month_of(y, month), reading, frame) for y in years]
    return found[0] if reading.year else _among(reading, frame, iter(found))


def _of_year(reading: Reading, frame: Frame) -> Period | None:
    """Return the month or day of "in July last year"."""
    if frame.published is None or reading.direction is None or reading.month is None:
        return None
    year = frame.published.year + reading.direction
    if reading.day is None:
        return month_of(year, reading.month)
    found = make_date(year, reading.month, reading.day)
    return one_day(found) if found else None


def _months(reading: Reading, frame: Frame) -> Period | None:
    last = _month(Reading("month", month=reading.month2, year=reading.year2), frame)
    if last is None or reading.month is None:
        return None
    year = reading.year or last.end.year - (reading.month > last.end.month)
    return Period(date(year, reading.month, 1), last.end, "month")


def _week_of_month(reading: Reading, frame: Frame) -> Period | None:
    """Return the nth or the last week of the month."""
    month, index = reading.month, reading.index
    if month is None or index is None:
        return None
    years = [reading.year] if reading.year else list(_years_around(frame, 2))
    weeks = [week for y in years if (week := _nth_week(month_of(y, month), index))]
    if reading.year is not None:
        return weeks[0] if weeks else None
    return _among(reading, frame, iter(weeks))


def _nth_week(month: Period, index: int) -> Period | None:
    """Return a week of the month; a week belongs to the month that holds its Thursday."""
    thursdays = [d for n in range(31) if (d := month.start + timedelta(days=n)).weekday() == 3]
    inside = [d for d in thursdays if d <= month.end]
    if index == -1:
        return week_of(inside[-1])
    return week_of(inside[index - 1]) if 1 <= index <= len(inside) else None


def _quarter(reading: Reading, frame: Frame) -> Period | None:
    if reading.index is None or not (1 <= reading.index <= 4 or reading.index == -1):
        return None
    if reading.index == -1 and reading.year is None:
        return None  # the last quarter of the year, or the one before this?
    first = 3 * (reading.index if reading.index > 0 else 4) - 2
    if reading.year is not None:
        return months(reading.year, first, 3, "quarter")
    years = _years_around(frame, 2)
    return _among(reading, frame, (months(y, first, 3, "quarter") for y in years))


def _half(reading: Reading, frame: Frame) -> Period | None:
    if reading.index not in (1, 2):
        return None
    first = 1 if reading.index == 1 else 7
    if reading.year is not None:
        return months(reading.year, first, 6, "year")
    return _among(reading, frame, (months(y, first, 6, "year") for y in _years_around(frame, 2)))


def _season(reading: Reading, frame: Frame) -> Period | None:
    if reading.season is None:
        return None
    first = SEASON_STARTS[reading.season]
    if reading.year is not None:
        return months(reading.year, first, 3, "quarter")
    years = _years_around(frame, 2)
    return _among(reading, frame, (months(y, first, 3, "quarter") for y in years))


def _year(reading: Reading, frame: Frame) -> Period | None:
    return _trim(year_of(reading.year), reading, frame) if reading.year else None


def _years(reading: Reading, frame: Frame) -> Period | None:
    if not reading.year or not reading.year2 or reading.year > reading.year2:
        return None
    return Period(date(reading.year, 1, 1), date(reading.year2, 12, 31), "year")


def _decade(reading: Reading, frame: Frame) -> Period | None:
    if not reading.year:
        return None
    return Period(date(reading.year, 1, 1), date(reading.year + 9, 12, 31), "year")


# Relative to the publication date


def _shift(reading: Reading, frame: Frame) -> Period | None:
    amount = reading.direction if reading.amount is None else reading.amount
    if frame.published is None or reading.unit is None or amount is None:
        return None
    day = shift(frame.published, amount, reading.unit)
    return _trim(containing(day, reading.unit), reading, frame)


def _ahead(reading: Reading, frame: Frame) -> Period | None:
    """Return the time "in three months"; with a past verb the same words are a duration."""
    return None if frame.tense == "past" else _shift(reading, frame)


def _window(reading: Reading, frame: Frame) -> Period | None:
    """Return the days just before or after the publication date, as "in recent days" has them."""
    if frame.published is None or reading.unit is None or reading.direction not in (-1, 1):
        return None
    sign, day = reading.direction, frame.published
    unit: Unit | None = reading.unit
    if reading.amount is not None and unit is not None:
        ends = (day, shift(day, sign * reading.amount, unit))
        return Period(min(ends), max(ends), "day" if unit == "hour" else unit)
    unit = LARGER[reading.unit]
    if unit is None:
        return None
    ends = (day + timedelta(days=sign), shift(day, sign, unit))
    return Period(min(ends), max(ends), _grain(unit))


def _grain(unit: Unit) -> Literal["day", "week", "month", "year"]:
    return "day" if unit == "hour" else unit


def _within(reading: Reading, frame: Frame) -> Period | None:
    if frame.published is None or reading.unit is None or reading.amount is None:
        return None
    end = shift(frame.published, reading.amount, reading.unit)
    return Period(frame.published, end, _grain(reading.unit))


def _day_part(reading: Reading, frame: Frame) -> Period | None:
    """Return the day of "in the evening": that of the anchor, if given, else of the paper."""
    if reading.amount is None and frame.anchor is not None and frame.anchor.granularity == "day":
        return one_day(frame.anchor.end)
    if frame.published is None:
        return None
    return one_day(frame.published + timedelta(days=reading.amount or 0))


# Relative to another mention


def _anchored(reading: Reading, frame: Frame) -> Period | None:
    amount, unit = reading.amount, reading.unit
    if frame.anchor is None or unit is None or amount is None:
        return None
    if unit == "day" and frame.anchor.granularity != "day":
        return None  # the day after a month is no day
    start = frame.anchor.end if amount > 0 else frame.anchor.start
    return containing(shift(start, amount, unit), unit)


def _anchored_either(reading: Reading, frame: Frame) -> Period | None:
    """Resolve "three months from the visit": after it if it is past, before it if still to come."""
    if frame.anchor is None or frame.published is None or reading.amount is None:
        return None
    if frame.anchor.start > frame.published:
        return _anchored(replace(reading, amount=-reading.amount), frame)
    return _anchored(reading, frame) if frame.anchor.end <= frame.published else None


def _nothing(reading: Reading, frame: Frame) -> Period | None:
    return None


_RULES: dict[Kind, Callable[[Reading, Frame], Period | None]] = {
    "date": _date,
    "date_either": _date_either,
    "dates": _dates,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "month": _month,
    "of_year": _of_year,
    "months": _months,
    "week_of_month": _week_of_month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "shift": _shift,
    "ahead": _ahead,
    "window": _window,
    "within": _within,
    "day_part": _day_part,
    "anchored": _anchored,
    "anchored_either": _anchored_either,
    "duration": _nothing,
}
