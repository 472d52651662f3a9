"""When and where, on hand-built Docs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eventx.components.circumstances import Circumstances, clause_of, path_length
from eventx.components.layers import Draft, Layers, Modality, PlaceMention
from eventx.components.times import find_times
from eventx.event import When, Where

DAY = dt.date(2025, 6, 18)  # a Wednesday

ARRIVED = """
Roma Roma PROPN 2 nsubj
arriva arrivare VERB 0 root Mood=Ind|VerbForm=Fin
lunedì lunedì NOUN 2 obl
a a ADP 5 case
Baku Baku PROPN 2 obl
"""


def where(name: str, precision: str = "city") -> Where:
    return Where(text=name, name=name, country="AZE", precision=precision)


def place(by_hand: Any, doc: Any, word: str, precision: str = "city") -> PlaceMention:
    start, end = by_hand.place(doc, word)
    return PlaceMention(start, end, start, where(word, precision))


def read(
    by_hand: Any, doc: Any, word: str | int, *, places: Any = (), others: Any = (),
    earlier: Any = (), target: Any = (), tense: str = "past",
) -> Draft:  # fmt: skip
    layers = Layers(doc, "it", DAY, places=list(places), times=find_times(doc.text, "it"))
    draft = by_hand.draft(doc, word, by_hand.rule("042"), target=target)
    draft.modality = Modality(tense=tense)  # type: ignore[arg-type]
    Circumstances().read(draft, layers, frozenset(others), earlier)
    return draft


@pytest.mark.parametrize(
    ("tense", "day"), [("past", dt.date(2025, 6, 16)), ("future", dt.date(2025, 6, 23))]
)
def test_the_tense_decides_which_monday(by_hand: Any, tense: str, day: dt.date) -> None:
    found = read(by_hand, by_hand.doc(ARRIVED), "arriva", tense=tense)
    assert found.when is not None
    assert (found.when.start, found.when.text) == (day, "lunedì")


def test_without_words_there_is_no_date(by_hand: Any) -> None:
    doc = by_hand.doc(ARRIVED.replace("lunedì lunedì", "soldato soldato"))
    assert read(by_hand, doc, "arriva").when is None


# "Roma arriva e lunedì Tunisi parte"
TWO_CLAUSES = """
Roma Roma PROPN 2 nsubj
arriva arrivare VERB 0 root Mood=Ind|VerbForm=Fin
e e CCONJ 6 cc
lunedì lunedì NOUN 6 obl
Tunisi Tunisi PROPN 6 nsubj
parte partire VERB 2 conj Mood=Ind|VerbForm=Fin
a a ADP 8 case
Sfax Sfax PROPN 6 obl
"""


def test_another_triggers_date_and_place_are_its_own(by_hand: Any) -> None:
    doc = by_hand.doc(TWO_CLAUSES)
    sfax = place(by_hand, doc, "Sfax")
    first = read(by_hand, doc, "arriva", places=[sfax], others=[1, 5])
    assert (first.when, first.where) == (None, None)
    second = read(by_hand, doc, "parte", places=[sfax], others=[1, 5])
    assert second.when is not None
    assert second.where == where("Sfax")


def test_since_when_is_not_when_it_happened(by_hand: Any) -> None:
    rows = """
Roma Roma PROPN 2 nsubj
tratta trattare VERB 0 root Mood=Ind|VerbForm=Fin
da da ADP 4 case
lunedì lunedì NOUN 2 obl
"""
    doc = by_hand.doc(rows)
    assert [m.relation for m in find_times(doc.text, "it")] == ["since"]
    assert read(by_hand, doc, "tratta").when is None


def test_durations_are_no_dates(by_hand: Any) -> None:
    rows = """
Roma Roma PROPN 2 nsubj
tratta trattare VERB 0 root Mood=Ind|VerbForm=Fin
per per ADP 5 case
tre tre NUM 5 nummod
giorni giorno NOUN 2 obl
"""
    doc = by_hand.doc(rows)
    assert [m.relation for m in find_times(doc.text, "it")] == ["duration"]
    assert read(by_hand, doc, "tratta").when is None


NEXT_DAY = """
Roma Roma PROPN 2 nsubj
parte partire VERB 0 root Mood=Ind|VerbForm=Fin
{between}
Il il DET 3 det
giorno giorno NOUN 4 obl
dopo dopo ADV 2 advmod
arriva arrivare VERB 0 root Mood=Ind|VerbForm=Fin
"""


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("", dt.date(2025, 6, 11)),
        ("\nPiove piovere VERB 0 root\n\nNevica nevicare VERB 0 root\n", None),
    ],
    ids=["right after", "two sentences on"],
)
def test_the_next_day_counts_from_the_sentence_before(
    by_hand: Any, between: str, day: dt.date | None
) -> None:
    doc = by_hand.doc(NEXT_DAY.format(between=between))
    told = by_hand.draft(doc, "parte", by_hand.rule("042"))
    tenth = dt.date(2025, 6, 10)
    told.when = When(start=tenth, end=tenth, granularity="day", basis="text")
    found = read(by_hand, doc, "arriva", earlier=[told]).when
    assert (found.start if found else None) == day


def test_a_town_says_more_than_its_country(by_hand: Any) -> None:
    rows = ARRIVED.replace("Baku Baku", "Azerbaigian Azerbaigian")
    doc = by_hand.doc(rows + "a a ADP 7 case\nBaku Baku PROPN 2 obl\n")
    country, town = place(by_hand, doc, "Azerbaigian", "country"), place(by_hand, doc, "Baku")
    assert read(by_hand, doc, "arriva", places=[country, town]).where == where("Baku")
    alone = read(by_hand, doc, "arriva", places=[country]).where
    assert alone == where("Azerbaigian", "country")


def test_the_other_party_is_no_place_unless_it_is_told_as_one(by_hand: Any) -> None:
    doc = by_hand.doc(ARRIVED)
    baku = place(by_hand, doc, "Baku")
    named = by_hand.actor(doc, "Baku", "AZE")
    assert read(by_hand, doc, "arriva", places=[baku], target=[named]).where is None
    told = by_hand.actor(doc, "Baku", "AZE", basis="place")
    assert read(by_hand, doc, "arriva", places=[baku], target=[told]).where == where("Baku")


def test_a_place_that_describes_a_noun_is_not_where_it_happened(by_hand: Any) -> None:
    rows = """
Roma Roma PROPN 2 nsubj
condanna condannare VERB 0 root Mood=Ind|VerbForm=Fin
la il DET 4 det
guerra guerra NOUN 2 obj
{case} {case} ADP 6 case
Sfax Sfax PROPN 4 nmod
"""
    doc = by_hand.doc(rows.format(case="in"))
    assert read(by_hand, doc, "condanna", places=[place(by_hand, doc, "Sfax")]).where is None
    # The war itself, when it is the trigger, is there.
    assert read(by_hand, doc, "guerra", places=[place(by_hand, doc, "Sfax")]).where is not None


def test_places_of_other_sentences_do_not_count(by_hand: Any) -> None:
    doc = by_hand.doc(ARRIVED + "\nSfax Sfax PROPN 2 nsubj\ntace tacere VERB 0 root\n")
    assert read(by_hand, doc, "arriva", places=[place(by_hand, doc, "Sfax")]).where is None


def test_clause_and_path(by_hand: Any) -> None:
    doc = by_hand.doc(TWO_CLAUSES)
    assert clause_of(by_hand.token(doc, "Sfax")).text == "parte"
    assert clause_of(by_hand.token(doc, "Roma")).text == "arriva"
    assert path_length(by_hand.token(doc, "Sfax"), doc[1]) == 2
    assert path_length(doc[1], doc[1]) == 0
    assert path_length(doc[1], by_hand.token(doc, "Sfax")) is None
