"""Toponyms on hand-built Docs: which are places, and which place they mean."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from eventx.components.actors import ActorFinder
from eventx.components.layers import PlaceMention
from eventx.components.places import PlaceFinder
from eventx.lang.pack import load_pack

DAY = dt.date(2025, 3, 1)


def build(rows: str, names: dict[str, str] | None = None) -> Doc:
    """A Doc from lines `word lemma POS head dep [morph]`; heads are 1-based, 0 is the root."""
    table = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        Vocab(),
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        pos=[r[2] for r in table],
        heads=[int(r[3]) - 1 if r[3] != "0" else i for i, r in enumerate(table)],
        deps=["ROOT" if r[3] == "0" else r[4] for r in table],
        morphs=[r[5] if len(r) > 5 else "" for r in table],
    )
    spans = []
    for words, label in (names or {}).items():
        size = len(words.split())
        start = next(i for i in range(len(doc)) if doc[i : i + size].text == words)
        spans.append(Span(doc, start, start + size, label=label))
    doc.spans["eventx_names"] = spans
    return doc


@lru_cache(maxsize=2)
def finders(lang: str) -> tuple[ActorFinder, PlaceFinder]:
    pack = load_pack(lang)
    return ActorFinder(pack), PlaceFinder(pack)


def places(doc: Doc, lang: str = "en") -> list[PlaceMention]:
    actors, finder = finders(lang)
    return finder.find(doc, actors.find(doc, DAY))


IN_TRIPOLI = """
Lebanon Lebanon PROPN 2 nsubj
opened open VERB 0 root VerbForm=Fin
talks talk NOUN 2 obj
in in ADP 5 case
Tripoli Tripoli PROPN 2 obl
"""


def test_a_capital_in_the_locative_is_a_city_with_its_country() -> None:
    rows = "met meet VERB 0 root VerbForm=Fin\nin in ADP 3 case\nBerlin Berlin PROPN 1 obl"
    (found,) = places(build(rows))
    assert (found.where.name, found.where.country) == ("Berlin", "DEU")
    assert found.where.precision == "city"
    assert found.where.latitude is not None
    assert 52 < found.where.latitude < 53


def test_a_country_in_the_locative_is_a_place_of_country_precision() -> None:
    rows = "fight fight VERB 0 root VerbForm=Fin\nin in ADP 3 case\nSyria Syria PROPN 1 obl"
    (found,) = places(build(rows))
    assert (found.where.country, found.where.precision) == ("SYR", "country")


def test_a_capital_that_acts_is_no_place() -> None:
    rows = "Berlin Berlin PROPN 2 nsubj\nrefuses refuse VERB 0 root VerbForm=Fin"
    assert places(build(rows)) == []


def test_a_person_named_like_a_town_is_no_place() -> None:
    rows = """
    Jack Jack PROPN 3 nsubj
    London London PROPN 1 flat
    wrote write VERB 0 root VerbForm=Fin
    """
    assert places(build(rows, {"Jack London": "PER"})) == []


def test_a_street_named_like_a_town_is_no_place() -> None:
    rows = """
    shelled shell VERB 0 root VerbForm=Fin
    Kharkiv Kharkiv PROPN 3 compound
    Street Street PROPN 1 obj
    """
    assert places(build(rows)) == []


def test_the_article_decides_between_towns_of_one_name() -> None:
    rows = """
    Spain Spain PROPN 2 nsubj
    arrested arrest VERB 0 root VerbForm=Fin
    him he PRON 2 obj
    in in ADP 5 case
    Valencia Valencia PROPN 2 obl
    """
    venezuela = rows.replace("Spain Spain", "Venezuela Venezuela")
    first = [p.where.country for p in places(build(rows, {"Valencia": "LOC"}))]
    second = [p.where.country for p in places(build(venezuela, {"Valencia": "LOC"}))]
    assert (first, second) == (["ESP"], ["VEN"])


def test_the_country_beside_a_town_decides() -> None:
    rows = """
    Spain Spain PROPN 2 nsubj
    arrested arrest VERB 0 root VerbForm=Fin
    him he PRON 2 obj
    in in ADP 5 case
    Valencia Valencia PROPN 2 obl
    , , PUNCT 7 punct
    Venezuela Venezuela PROPN 5 appos
    """
    found = places(build(rows, {"Valencia": "LOC"}))
    assert found[0].where.country == "VEN"


def test_small_words_are_no_places() -> None:
    rows = "nice nice ADJ 2 amod\nreading reading NOUN 0 root"
    assert places(build(rows)) == []


def test_places_do_not_overlap() -> None:
    found = places(build(IN_TRIPOLI, {"Tripoli": "LOC"}))
    ends = [p.end for p in found]
    assert all(p.start >= end for p, end in zip(found[1:], ends, strict=False))
    assert [p.where.text for p in found] == ["Tripoli"]
