"""Time expressions: accuracy on hand-written sentences, and laws that hold for every date."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventx.components.time_calendar import Tense, shift
from eventx.components.time_grammar import Grammar
from eventx.components.times import TimeMention, find_times, resolve
from eventx.errors import PackError
from eventx.event import When

DATA = Path(__file__).parents[1] / "data" / "times"
LANGUAGES = {"it": 0.95, "en": 0.95, "es": 0.9, "fr": 0.9, "de": 0.9, "pt": 0.9}
# The first example of a language compiles its patterns, which takes longer than the deadline.
LAW = settings(max_examples=200, deadline=None)
TENSES: dict[str, Tense | None] = {
    "none": None, "past": "past", "present": "present", "future": "future",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the data: an expression in a sentence, and what it must resolve to."""

    text: str
    expression: str
    published: date | None
    tense: Tense | None
    anchor: When | None
    expected: tuple[str, str, str]
    relation: str
    dateline: bool


@lru_cache
def rows(lang: str) -> tuple[Row, ...]:
    with (DATA / f"{lang}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(_row(r) for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _row(cells: dict[str, str]) -> Row:
    anchor = _day(cells["anchor"])
    return Row(
        cells["text"],
        cells["expression"],
        _day(cells["published"]),
        TENSES[cells["tense"]],
        When(start=anchor, end=anchor, granularity="day", basis="text") if anchor else None,
        (cells["start"], cells["end"], cells["granularity"]),
        cells["relation"],
        cells["dateline"] == "yes",
    )


def _day(cell: str) -> date | None:
    return None if cell == "none" else date.fromisoformat(cell)


def _mention(row: Row, lang: str) -> TimeMention | None:
    return next((m for m in find_times(row.text, lang) if m.text == row.expression), None)


def _resolved(mention: TimeMention, row: Row) -> tuple[str, str, str]:
    when = resolve(mention, published=row.published, tense=row.tense, anchor=row.anchor)
    if when is None:
        return ("none", "none", "none")
    return (str(when.start), str(when.end), when.granularity)


def _is_right(row: Row, lang: str) -> bool:
    if row.expression == "none":
        return not find_times(row.text, lang)
    mention = _mention(row, lang)
    return (
        mention is not None
        and mention.relation == row.relation
        and mention.dateline == row.dateline
        and _resolved(mention, row) == row.expected
    )


@pytest.mark.parametrize(("lang", "least"), LANGUAGES.items())
def test_accuracy(lang: str, least: float) -> None:
    wrong = [row.text for row in rows(lang) if not _is_right(row, lang)]
    accuracy = 1 - len(wrong) / len(rows(lang))
    assert accuracy >= least, f"{accuracy:.3f}; wrong:\n" + "\n".join(wrong)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_else_is_found(lang: str) -> None:
    expected: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(lang):
        expected[row.text].add(row.expression)
    spurious = [
        (mention.text, text)
        for text, expressions in expected.items()
        for mention in find_times(text, lang)
        if mention.text not in expressions
    ]
    assert len(spurious) <= 0.02 * len(expected), spurious


@pytest.mark.parametrize("lang", LANGUAGES)
def test_data_are_enough_and_dates_are_verbatim(lang: str) -> None:
    assert len(rows(lang)) >= (150 if lang in ("it", "en") else 60)
    assert all(r.expression == "none" or r.expression in r.text for r in rows(lang))
    assert sum(r.expression == "none" for r in rows(lang)) >= 5


# Laws


def _cases() -> st.SearchStrategy[tuple[str, Row]]:
    pool = [(lang, row) for lang in LANGUAGES for row in rows(lang) if row.expression != "none"]
    return st.sampled_from(pool)


@LAW
@given(case=_cases(), days=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_day_words_move_with_the_publication_date(case: tuple[str, Row], days: date) -> None:
    lang, row = case
    mention = _mention(row, lang)
    if mention is None or mention.reading.kind != "shift" or mention.reading.unit != "day":
        return
    when = resolve(mention, published=days, tense=row.tense)
    assert when is not None
    assert when.start == when.end == days + timedelta(days=mention.reading.amount or 0)
    assert when.basis == "published"


WEEKLY = ("weekday", "weekdays", "weekend")


@LAW
@given(
    case=_cases(),
    published=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    weeks=st.integers(-500, 500),
    tense=st.sampled_from([None, "past", "present", "future"]),
)
def test_weekday_expressions_move_with_whole_weeks(
    case: tuple[str, Row], published: date, weeks: int, tense: Tense | None
) -> None:
    lang, row = case
    mention = _mention(row, lang)
    if mention is None or not (
        mention.reading.kind in WEEKLY
        or (mention.reading.kind == "shift" and mention.reading.unit == "week")
    ):
        return
    first = resolve(mention, published=published, tense=tense)
    later = resolve(mention, published=published + timedelta(weeks=weeks), tense=tense)
    assert first is not None
    assert later is not None
    assert later.start - first.start == later.end - first.end == timedelta(weeks=weeks)


@LAW
@given(
    case=_cases(),
    published=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    tense=st.sampled_from(["past", "future"]),
)
def test_the_tense_decides_the_side(case: tuple[str, Row], published: date, tense: Tense) -> None:
    lang, row = case
    mention = _mention(row, lang)
    kinds = ("weekday", "month", "season", "quarter")
    if mention is None or mention.dateline or mention.reading.kind not in kinds:
        return
    if mention.reading.year is not None or mention.reading.direction is not None:
        return
    when = resolve(mention, published=published, tense=tense)
    assert when is not None
    if tense == "past":
        assert when.start <= published
    else:
        assert when.end >= published


@LAW
@given(case=_cases(), before=st.text(max_size=30), after=st.text(max_size=30))
def test_offsets_are_verbatim_in_any_surroundings(
    case: tuple[str, Row], before: str, after: str
) -> None:
    lang, row = case
    text = f"{before}\n{row.text}\n{after}"
    mentions = find_times(text, lang)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
    for one, two in pairwise(mentions):
        assert one.end <= two.start
    if _mention(row, lang):
        assert row.expression in [m.text for m in mentions]


@LAW
@given(case=_cases(), tense=st.sampled_from([None, "past", "present", "future"]))
def test_no_year_is_made_up_without_a_publication_date(
    case: tuple[str, Row], tense: Tense | None
) -> None:
    lang, row = case
    mention = _mention(row, lang)
    if mention is None:
        return
    when = resolve(mention, published=None, tense=tense)
    if when is not None:
        reading = mention.reading
        assert when.basis == "text"
        assert reading.year is not None or reading.year2 is not None


TEMPLATES = {
    "it": "Il vertice si è aperto {weekday} {day} {month} {year}.",
    "en": "The summit opened on {weekday}, {month} {day}, {year}.",
    "es": "La cumbre se abrió el {weekday} {day} de {month} de {year}.",
    "fr": "Le sommet s'est ouvert le {weekday} {day} {month} {year}.",
    "de": "Der Gipfel begann am {weekday}, dem {day}. {month} {year}.",
    "pt": "A cimeira abriu na {weekday}, {day} de {month} de {year}.",
}


@lru_cache
def _names(lang: str) -> tuple[dict[int, str], dict[int, str]]:
    source = files("eventx").joinpath("lang", lang, "times.toml").read_text(encoding="utf-8")
    words = tomllib.loads(source)["words"]
    turned = [{n: w for w, n in words[slot].items()} for slot in ("weekday", "month")]
    if lang in ("en", "de"):
        turned = [{n: w.capitalize() for n, w in names.items()} for names in turned]
    return turned[0], turned[1]


@LAW
@given(
    lang=st.sampled_from(sorted(TEMPLATES)),
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    slip=st.integers(0, 6),
)
def test_a_written_date_is_read_back_and_a_wrong_weekday_refused(
    lang: str, day: date, slip: int
) -> None:
    weekdays, months = _names(lang)
    text = TEMPLATES[lang].format(
        weekday=weekdays[(day.weekday() + slip) % 7],
        day=day.day,
        month=months[day.month],
        year=day.year,
    )
    (mention,) = find_times(text, lang)
    when = resolve(mention, published=None)
    assert (when.start if when else None) == (None if slip else day)


@LAW
@given(lang=st.sampled_from(sorted(TEMPLATES)), day=st.dates(date(1901, 1, 1), date(2098, 12, 31)))
def test_the_weekday_chooses_the_year(lang: str, day: date) -> None:
    weekdays, months = _names(lang)
    text = TEMPLATES[lang].format(
        weekday=weekdays[day.weekday()], day=day.day, month=months[day.month], year=""
    )
    (mention,) = find_times(
        text.replace(",  .", ".").replace(", .", ".").replace(" de .", "."), lang
    )
    for published in (day - timedelta(days=3), day + timedelta(days=3)):
        for tense in (None, "past", "future"):
            when = resolve(mention, published=published, tense=tense)
            assert when is not None
            assert when.start == day


# Single behaviours


def _only(text: str, lang: str) -> TimeMention:
    (mention,) = find_times(text, lang)
    return mention


def test_an_evening_falls_on_the_anchor_if_there_is_one() -> None:
    mention = _only("In serata il governo ha smentito.", "it")
    day = date(2024, 3, 1)
    anchor = When(start=day, end=day, granularity="day", basis="text")
    assert resolve(mention, published=date(2024, 3, 6)).start == date(2024, 3, 6)  # type: ignore[union-attr]
    assert resolve(mention, published=date(2024, 3, 6), anchor=anchor).start == day  # type: ignore[union-attr]


def test_an_anchored_time_takes_the_basis_of_its_anchor() -> None:
    mention = _only("The next day the envoy left.", "en")
    day = date(2024, 12, 31)
    anchor = When(start=day, end=day, granularity="day", basis="published")
    when = resolve(mention, published=None, anchor=anchor)
    assert when is not None
    assert (when.start, when.basis) == (date(2025, 1, 1), "published")


def test_the_day_after_a_month_is_no_day() -> None:
    mention = _only("The next day the envoy left.", "en")
    month = When(start=date(2024, 5, 1), end=date(2024, 5, 31), granularity="month", basis="text")
    assert resolve(mention, published=date(2024, 6, 6), anchor=month) is None


def test_an_ambiguous_numeric_date_is_not_resolved() -> None:
    published = date(2025, 6, 18)
    assert resolve(_only("It was signed on 3/4/2024.", "en"), published=published) is None
    for text in ("It was signed on 13/4/2024.", "It was signed on 4/13/2024."):
        assert resolve(_only(text, "en"), published=published).start == date(2024, 4, 13)  # type: ignore[union-attr]


def test_the_29th_of_february_waits_for_a_leap_year() -> None:
    mention = _only("Il 29 febbraio il presidente aveva giurato.", "it")
    when = resolve(mention, published=date(2023, 5, 1), tense="past")
    assert when is not None
    assert when.start == date(2020, 2, 29)


def test_an_impossible_date_resolves_to_nothing() -> None:
    mention = _only("Il 31 giugno 2024 non ci sarà alcun vertice.", "it")
    assert resolve(mention, published=date(2024, 1, 1), tense="future") is None


def test_a_shift_beyond_the_calendar_resolves_to_nothing() -> None:
    mention = _only("Three years ago the war began.", "en")
    assert resolve(mention, published=date(2, 1, 1)) is None


def test_a_language_without_patterns_is_an_error() -> None:
    with pytest.raises(PackError, match="E401"):
        find_times("text", "xx")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"kind": "someday", "match": "{month}"}, "unknown kind"),
        ({"kind": "month", "match": "{moon}"}, "no slot"),
        ({"kind": "month", "match": "({month}"}, "does not compile"),
        ({"kind": "month", "match": "{month}", "moon": 1}, "unknown fields"),
    ],
)
def test_a_faulty_pattern_is_refused(row: dict[str, object], message: str) -> None:
    table = {
        "words": {"month": {"june": 6}},
        "lead": {"at": "in"},
        "guard": {"capital": False},
        "patterns": {"month": [row]},
    }
    with pytest.raises(ValueError, match=message):
        Grammar(table)


@LAW
@given(day=st.dates(date(1000, 1, 1), date(3000, 1, 1)), amount=st.integers(-5000, 5000))
def test_month_arithmetic_keeps_the_day_or_clamps_it(day: date, amount: int) -> None:
    moved = shift(day, amount, "month")
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == amount
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)
