"""Parties that the clause leaves out, on hand-built Docs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eventx.components.layers import ActorMention, Draft, Layers, parties
from eventx.components.partners import complete

DAY = dt.date(2025, 3, 1)

# "Roma critica Tunisi e minaccia"
JOINED = """
Roma Roma PROPN 2 nsubj
critica criticare VERB 0 root
Tunisi Tunisi PROPN 2 obj
e e CCONJ 5 cc
minaccia minacciare VERB 2 conj
"""


def layers(doc: Any, *actors: ActorMention) -> Layers:
    return Layers(doc, "it", DAY, actors=list(actors))


@pytest.mark.parametrize(("same", "expected"), [(True, {"TUN"}), (False, set())])
def test_joined_verbs_share_the_target_of_one_subject(
    by_hand: Any, same: bool, expected: set[str]
) -> None:
    doc = by_hand.doc(JOINED)
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    first = by_hand.draft(doc, "critica", by_hand.rule("111"), [rome], [tunis])
    subject = rome if same else by_hand.actor(doc, "Roma", "FRA")
    second = by_hand.draft(doc, "minaccia", by_hand.rule("13"), [subject])
    complete(second, layers(doc), [first])
    assert parties(second.target) == expected


def test_nobody_is_his_own_target(by_hand: Any) -> None:
    doc = by_hand.doc(JOINED)
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    again = by_hand.actor(doc, "Roma", "ITA")
    draft = by_hand.draft(doc, "critica", by_hand.rule("111"), [rome], [again, tunis])
    complete(draft, layers(doc), [])
    assert parties(draft.target) == {"TUN"}


# "Roma incontra Tunisi." + fillers + "I colloqui riescono."
MET = """
Roma Roma PROPN 2 nsubj
incontra incontrare VERB 0 root
Tunisi Tunisi PROPN 2 obj
"""
FILLER = "\nPiove piovere VERB 0 root\n"
TALKS = """
{article} il DET 2 det {morph}
colloqui colloquio NOUN 3 nsubj
riescono riuscire VERB 0 root
"""
DEFINITE = TALKS.format(article="I", morph="Definite=Def|PronType=Art")


def talks_after(by_hand: Any, rows: str) -> Draft:
    doc = by_hand.doc(rows)
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    rule = by_hand.rule("04")
    met = by_hand.draft(doc, "incontra", rule, [rome], [tunis])
    later = by_hand.draft(doc, "colloqui", rule)
    complete(later, layers(doc, rome, tunis), [met])
    return later


def test_the_talks_are_those_of_the_meeting_before(by_hand: Any) -> None:
    later = talks_after(by_hand, MET + "\n" + DEFINITE)
    assert (parties(later.source), parties(later.target)) == ({"ITA"}, {"TUN"})


@pytest.mark.parametrize(
    "rows",
    [
        MET + "\n" + TALKS.format(article="Nuovi", morph="Definite=Ind"),
        MET + FILLER * 5 + "\n" + DEFINITE,
    ],
    ids=["indefinite", "far away"],
)
def test_other_talks_have_no_known_parties(by_hand: Any, rows: str) -> None:
    later = talks_after(by_hand, rows)
    assert not later.source
    assert not later.target


# "Ankara arriva a Baku." "La visita di Ankara dura."
VISITED = """
Ankara Ankara PROPN 2 nsubj
arriva arrivare VERB 0 root
a a ADP 4 case
Baku Baku PROPN 2 obl

La il DET 2 det Definite=Def|PronType=Art
visita visita NOUN 5 nsubj
di di ADP 4 case
Ankara Ankara PROPN 2 nmod
dura durare VERB 0 root
"""


@pytest.mark.parametrize(("visitor", "expected"), [("TUR", {"AZE"}), ("GRC", set())])
def test_the_visit_goes_where_its_visitor_was_said_to_go(
    by_hand: Any, visitor: str, expected: set[str]
) -> None:
    doc = by_hand.doc(VISITED)
    rule = by_hand.rule("042", kind="diplomatic_visit")
    ankara, baku = by_hand.actor(doc, "Ankara", "TUR"), by_hand.actor(doc, "Baku", "AZE")
    first = by_hand.draft(doc, "arriva", rule, [ankara], [baku])
    second = by_hand.draft(doc, "visita", rule, [by_hand.actor(doc, "Ankara", visitor)])
    complete(second, layers(doc, ankara, baku), [first])
    assert parties(second.target) == expected


# "Roma condanna il raid con Tunisi e Parigi"
SENTENCE = """
Roma Roma PROPN 2 nsubj
condanna condannare VERB 0 root
il il DET 4 det Definite=Def
raid raid NOUN 2 obj
con con ADP 6 case
Tunisi Tunisi PROPN 2 obl
e e CCONJ 8 cc
Parigi Parigi PROPN 6 conj
"""


def condemned(by_hand: Any, cameo: str, **others: Any) -> set[str]:
    doc = by_hand.doc(SENTENCE)
    rome = by_hand.actor(doc, "Roma", "ITA")
    mentions = [by_hand.actor(doc, name, **how) for name, how in others.items()]
    draft = by_hand.draft(doc, "condanna", by_hand.rule(cameo), [rome])
    complete(draft, layers(doc, rome, *mentions), [])
    return parties(draft.target)


def test_the_one_other_party_of_the_sentence_is_meant(by_hand: Any) -> None:
    assert condemned(by_hand, "111", Tunisi={"code": "TUN"}) == {"TUN"}


@pytest.mark.parametrize(
    ("cameo", "others"),
    [
        ("154", {"Tunisi": {"code": "TUN"}, "Parigi": {"code": "FRA"}}),  # troops just move
        ("111", {"Tunisi": {"code": "TUNMED", "roles": ["MED"]}}),  # only tells
    ],
    ids=["two", "media"],
)
def test_no_party_is_guessed(by_hand: Any, cameo: str, others: dict[str, Any]) -> None:
    assert condemned(by_hand, cameo, **others) == set()


# "Roma accusa Tunisi." + "Roma condanna." or "Parigi condanna."
STORY = """
Roma Roma PROPN 2 nsubj
accusa accusare VERB 0 root
Tunisi Tunisi PROPN 2 obj

{name} {name} PROPN 2 nsubj
condanna condannare VERB 0 root
"""


@pytest.mark.parametrize(
    ("name", "code", "expected"), [("Roma", "ITA", {"TUN"}), ("Tunisi", "TUN", {"ITA"})]
)
def test_the_other_party_of_the_story_so_far(
    by_hand: Any, name: str, code: str, expected: set[str]
) -> None:
    doc = by_hand.doc(STORY.format(name=name))
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    rule = by_hand.rule("112")
    first = by_hand.draft(doc, "accusa", rule, [rome], [tunis])
    later = by_hand.draft(doc, "condanna", rule, [by_hand.actor(doc, name, code)])
    complete(later, layers(doc, rome, tunis), [first])
    assert parties(later.target) == expected


# "Roma minaccia di colpire Tunisi"
THREAT = """
Roma Roma PROPN 2 nsubj
minaccia minacciare VERB 0 root
di di ADP 4 mark
colpire colpire VERB 2 {link}
Tunisi Tunisi PROPN 4 obj
"""


@pytest.mark.parametrize(("link", "expected"), [("xcomp", {"TUN"}), ("conj", {"TUN"})])
def test_a_threat_is_aimed_at_whom_its_infinitive_names(
    by_hand: Any, link: str, expected: set[str]
) -> None:
    doc = by_hand.doc(THREAT.format(link=link))
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    draft = by_hand.draft(doc, "minaccia", by_hand.rule("13"), [rome])
    complete(draft, layers(doc, rome, tunis), [])
    assert parties(draft.target) == expected


def test_parties_are_countries_or_what_stands_for_them(by_hand: Any) -> None:
    doc = by_hand.doc(JOINED)
    rome = by_hand.actor(doc, "Roma", "ITAGOV")
    assert parties([rome, by_hand.actor(doc, "Tunisi", "TUN")]) == {"ITA", "TUN"}
