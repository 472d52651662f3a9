"""Which drafts tell one happening, on hand-built Docs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eventx.components.layers import Claim, Draft, ItemMention, Layers, Modality
from eventx.components.resolver import Resolver, without_governed, without_promises
from eventx.event import When, Where

DAY = dt.date(2025, 3, 1)

# "Il ministro visita Baku. La visita irrita Mosca."
VISIT_TWICE = """
Il il DET 2 det Definite=Def|PronType=Art
ministro ministro NOUN 3 nsubj
visita visitare VERB 0 root
Baku Baku PROPN 3 obj

La il DET 2 det Definite=Def|PronType=Art
visita visita NOUN 3 nsubj
irrita irritare VERB 0 root
Mosca Mosca PROPN 3 obj
"""


def when(day: dt.date) -> When:
    return When(start=day, end=day, granularity="day", text="x", basis="text")


def town(name: str, precision: str = "city") -> Where:
    return Where(text=name, name=name, country="AZE", precision=precision)


def sizes(groups: list[tuple[Draft, list[Draft]]]) -> list[int]:
    return [1 + len(rest) for _, rest in groups]


@pytest.fixture
def visits(by_hand: Any) -> tuple[Layers, Draft, Draft]:
    doc = by_hand.doc(VISIT_TWICE)
    rule = by_hand.rule("042", kind="diplomatic_visit")
    turk, baku = by_hand.actor(doc, "ministro", "TURGOV"), by_hand.actor(doc, "Baku", "AZE")
    first = by_hand.draft(doc, "visita", rule, [turk], [baku])
    second = by_hand.draft(doc, 5, rule, [turk], [baku])
    return Layers(doc, "it", DAY), first, second


def test_a_visit_told_twice_is_one(visits: tuple[Layers, Draft, Draft]) -> None:
    layers, first, second = visits
    second.when, second.where = when(DAY), town("Baku")
    second.claims = [Claim(7, 8, "Mosca", "reporting")]
    ((lead, rest),) = Resolver().merge([first, second], layers)
    assert lead is first
    assert rest == [second]
    # What only the second mention knows is taken over.
    assert (lead.when, lead.where, lead.claims) == (second.when, second.where, second.claims)


def test_what_the_lead_knows_is_kept(visits: tuple[Layers, Draft, Draft]) -> None:
    layers, first, second = visits
    first.where, second.where = town("Ganja"), town("Azerbaigian", "country")
    first.when, second.when = when(DAY), None
    Resolver().merge([first, second], layers)
    assert first.where == town("Ganja")
    assert first.when == when(DAY)


def test_a_region_is_not_given_up_for_its_country(visits: tuple[Layers, Draft, Draft]) -> None:
    layers, first, second = visits
    first.where, second.where = town("Nakhchivan", "region"), town("Azerbaigian", "country")
    Resolver().merge([first, second], layers)
    assert first.where == town("Nakhchivan", "region")


def test_a_town_is_more_than_its_country(visits: tuple[Layers, Draft, Draft]) -> None:
    layers, first, second = visits
    first.where, second.where = town("Azerbaigian", "country"), town("Baku")
    Resolver().merge([first, second], layers)
    assert first.where == town("Baku")


@pytest.mark.parametrize("difference", ["polarity", "date", "town", "host", "visitor"])
def test_what_differs_stays_apart(
    visits: tuple[Layers, Draft, Draft], difference: str, by_hand: Any
) -> None:
    layers, first, second = visits
    if difference == "polarity":
        second.modality = Modality(polarity="negative")
    elif difference == "date":
        first.when, second.when = when(DAY), when(DAY + dt.timedelta(7))
    elif difference == "town":
        first.where, second.where = town("Baku"), town("Ganja")
    elif difference == "host":
        second.target = [by_hand.actor(layers.doc, "Mosca", "RUS")]
    else:
        second.source = [by_hand.actor(layers.doc, "Mosca", "RUS")]
    assert sizes(Resolver().merge([first, second], layers)) == [1, 1]


def test_another_class_is_another_event(visits: tuple[Layers, Draft, Draft], by_hand: Any) -> None:
    layers, first, second = visits
    second = by_hand.draft(layers.doc, 5, by_hand.rule("112"), second.source, second.target)
    assert sizes(Resolver().merge([first, second], layers)) == [1, 1]


def test_text_goes_before_title(visits: tuple[Layers, Draft, Draft]) -> None:
    layers, first, second = visits
    layers.offset = layers.doc[4].idx  # the first sentence is the title
    first.when = when(DAY)
    ((lead, rest),) = Resolver().merge([first, second], layers)
    assert lead is second
    assert rest == [first]
    assert second.when == when(DAY)


# "Roma incontra Tunisi. Tunisi incontra Roma."
MET_TWICE = """
Roma Roma PROPN 2 nsubj
incontra incontrare VERB 0 root
Tunisi Tunisi PROPN 2 obj

L' il DET 2 det Definite=Def|PronType=Art
incontro incontro NOUN 3 nsubj
riesce riuscire VERB 0 root
"""


@pytest.mark.parametrize(
    ("cameo", "turned", "expected"),
    [("04", True, [2]), ("05", True, [1, 1]), ("05", False, [2])],
)
def test_only_mutual_events_may_be_told_the_other_way_round(
    by_hand: Any, cameo: str, turned: bool, expected: list[int]
) -> None:
    doc = by_hand.doc(MET_TWICE)
    rule = by_hand.rule(cameo)
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    drafts = [
        by_hand.draft(doc, "incontra", rule, [rome], [tunis]),
        by_hand.draft(doc, "incontro", rule, *([tunis], [rome])[:: 1 if turned else -1]),
    ]
    assert sizes(Resolver().merge(drafts, Layers(doc, "it", DAY))) == expected


@pytest.mark.parametrize(
    ("article", "expected"),
    [("L' il DET 2 det Definite=Def", [2]), ("Un uno DET 2 det Definite=Ind", [1, 1])],
)
def test_an_indefinite_noun_tells_something_new(
    by_hand: Any, article: str, expected: list[int]
) -> None:
    doc = by_hand.doc(MET_TWICE.replace("L' il DET 2 det Definite=Def|PronType=Art", article))
    rule = by_hand.rule("04")
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    drafts = [by_hand.draft(doc, word, rule, [rome], [tunis]) for word in ("incontra", "incontro")]
    assert sizes(Resolver().merge(drafts, Layers(doc, "it", DAY))) == expected


# "Roma consegna missili. La consegna di radar segue."
DELIVERED_TWICE = """
Roma Roma PROPN 2 nsubj
consegna consegna NOUN 0 root
missili missile NOUN 2 obj

La il DET 2 det Definite=Def|PronType=Art
consegna consegna NOUN 4 nsubj
razzi {lemma} NOUN 2 nmod
segue seguire VERB 0 root
"""


@pytest.mark.parametrize(("lemma", "expected"), [("missile", [2]), ("razzo", [1, 1])])
def test_transfers_of_other_goods_stay_apart(by_hand: Any, lemma: str, expected: list[int]) -> None:
    doc = by_hand.doc(DELIVERED_TWICE.format(lemma=lemma))
    rule = by_hand.rule("072", kind="arms_transfer")
    rome, other = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "razzi", "TUN")
    first = by_hand.draft(doc, 1, rule, [rome], [other], items=[ItemMention(2, 3, 2, "missiles")])
    second = by_hand.draft(doc, 4, rule, [rome], [other], items=[ItemMention(5, 6, 5, "missiles")])
    assert sizes(Resolver().merge([first, second], Layers(doc, "it", DAY))) == expected


# "Roma incontra Tunisi e {verb} Tunisi."
COORDINATED = """
Roma Roma PROPN 2 nsubj
incontra incontrare VERB 0 root
Tunisi Tunisi PROPN 2 obj
e e CCONJ 5 cc
consulta consultare VERB 2 conj
Tunisi Tunisi PROPN 5 obj
"""


@pytest.mark.parametrize(("cameo", "expected"), [("04", [2]), ("19", [1, 1])])
def test_joined_verbs_are_one_meeting_but_two_attacks(
    by_hand: Any, cameo: str, expected: list[int]
) -> None:
    doc = by_hand.doc(COORDINATED)
    rome, tunis = by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")
    rule = by_hand.rule(cameo)
    drafts = [by_hand.draft(doc, word, rule, [rome], [tunis]) for word in ("incontra", "consulta")]
    assert sizes(Resolver().merge(drafts, Layers(doc, "it", DAY))) == expected


# "Roma accetta di fornire radar"
PROMISED = """
Roma Roma PROPN 2 nsubj
accetta accettare VERB 0 root
di di ADP 4 mark
fornire fornire VERB 2 {link}
radar radar NOUN 4 obj
"""


@pytest.mark.parametrize("cameo", ["03", "12"])
def test_promise_and_refusal_give_way_to_the_transfer_they_govern(by_hand: Any, cameo: str) -> None:
    doc = by_hand.doc(PROMISED.format(link="xcomp"))
    rome = by_hand.actor(doc, "Roma", "ITA")
    promise = by_hand.draft(doc, "accetta", by_hand.rule(cameo), [rome])
    transfer = by_hand.draft(doc, "fornire", by_hand.rule("072", kind="arms_transfer"))
    assert without_promises([promise, transfer], Layers(doc, "it", DAY)) == [transfer]
    assert transfer.source == [rome]


@pytest.mark.parametrize(
    ("link", "cameo", "kind"),
    [
        ("conj", "03", "arms_transfer"),  # beside the transfer, not above it
        ("xcomp", "10", "arms_transfer"),  # a request, no promise and no refusal
        ("xcomp", "03", None),  # what is promised is of no kind
    ],
)
def test_other_verbs_stand_beside_the_transfer(
    by_hand: Any, link: str, cameo: str, kind: str | None
) -> None:
    doc = by_hand.doc(PROMISED.format(link=link))
    above = by_hand.draft(doc, "accetta", by_hand.rule(cameo))
    below = by_hand.draft(doc, "fornire", by_hand.rule("072", kind=kind))
    assert without_promises([above, below], Layers(doc, "it", DAY)) == [above, below]


# "Roma sospende licenze per esportazioni"
HALTED = """
Roma Roma PROPN 2 nsubj
sospende sospendere VERB 0 root
licenze licenza NOUN 2 obj
per per ADP 5 case
esportazioni esportazione NOUN 3 {link}
"""


@pytest.mark.parametrize(
    ("link", "left"), [("nmod", ["sospende"]), ("conj", ["sospende", "esportazioni"])]
)
def test_of_a_halt_and_what_it_halts_the_halt_is_kept(
    by_hand: Any, link: str, left: list[str]
) -> None:
    doc = by_hand.doc(HALTED.format(link=link))
    halt = by_hand.draft(doc, "sospende", by_hand.rule("1622", kind="arms_transfer"))
    halt.modality = Modality(polarity="negative")
    exports = by_hand.draft(doc, "esportazioni", by_hand.rule("072", kind="arms_transfer"))
    kept = without_governed([halt, exports], Layers(doc, "it", DAY))
    assert [doc[d.trigger.head].text for d in kept] == left
