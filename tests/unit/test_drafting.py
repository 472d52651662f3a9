"""Who, to whom, what: slots filled from hand-built trees."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eventx.components.drafting import Drafter
from eventx.components.layers import (
    ActorMention,
    Draft,
    ItemMention,
    Layers,
    PlaceMention,
    Trigger,
    parties,
)
from eventx.event import Where

DAY = dt.date(2025, 3, 1)
GRAMMAR = """
genitive = ["di"]
nobody = ["chi", "nessuno"]
containers = ["decina"]
"""
RULES = """
[frames.give]
source = ["@subj"]
target = ["a"]
items = ["@obj"]
[frames.meet]
source = ["@subj"]
target = ["con"]
symmetric = true

[[rule]]
id = "it.111.criticise"
cameo = "111"
verbs = ["criticare"]
nouns = ["critica"]
examples = ["x"]

[[rule]]
id = "it.072.give"
cameo = "072"
kind = "arms_transfer"
verbs = ["cedere"]
frame = "give"
examples = ["x"]

[[rule]]
id = "it.04.meet"
cameo = "04"
verbs = ["incontrarsi"]
frame = "meet"
needs = ["both"]
examples = ["x"]
"""


class NoDeeds:
    """No deed noun has a doer."""

    def agent_of(self, noun: Any, layers: Layers) -> ActorMention | None:
        return None


class Deeds:
    """Every deed noun has this doer."""

    def __init__(self, doer: ActorMention) -> None:
        self.doer = doer

    def agent_of(self, noun: Any, layers: Layers) -> ActorMention | None:
        return self.doer


@pytest.fixture
def draft(tiny_pack: Any) -> Any:
    """Drafts the token at an index by a rule of the pack."""
    pack = tiny_pack(RULES, grammar=GRAMMAR)

    def make(layers: Layers, index: int, rule: str, deeds: Any = None) -> Draft | None:
        found = next(r for r in pack.rules if r.id == rule)
        token = layers.doc[index]
        trigger = Trigger(index, index, index + 1, found, verbal=token.pos_ == "VERB")
        return Drafter(pack, deeds or NoDeeds()).draft(trigger, layers)

    return make


def dyad(draft: Draft | None) -> tuple[set[str], set[str]]:
    assert draft is not None
    return parties(draft.source), parties(draft.target)


ACTIVE = """
Roma Roma PROPN 2 nsubj
critica criticare VERB 0 root Mood=Ind|VerbForm=Fin
Tunisi Tunisi PROPN 2 obj
"""
PASSIVE = """
Tunisi Tunisi PROPN 3 nsubj:pass
è essere AUX 3 aux:pass Mood=Ind|VerbForm=Fin
criticata criticare VERB 0 root Tense=Past|VerbForm=Part
da da ADP 5 case
Roma Roma PROPN 3 obl:agent
"""
NOUN = """
La il DET 2 det
critica critica NOUN 0 root
di di ADP 4 case
Roma Roma PROPN 2 nmod
a a ADP 6 case
Tunisi Tunisi PROPN 2 nmod
"""


@pytest.mark.parametrize(
    ("rows", "index"), [(ACTIVE, 1), (PASSIVE, 2), (NOUN, 1)], ids=["active", "passive", "noun"]
)
def test_who_criticises_whom_however_it_is_said(
    by_hand: Any, draft: Any, rows: str, index: int
) -> None:
    doc = by_hand.doc(rows)
    actors = [by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")]
    layers = Layers(doc, "it", DAY, actors=actors)
    assert dyad(draft(layers, index, "it.111.criticise")) == ({"ITA"}, {"TUN"})


def test_without_any_party_there_is_no_event(by_hand: Any, draft: Any) -> None:
    layers = Layers(by_hand.doc(ACTIVE), "it", DAY)
    assert draft(layers, 1, "it.111.criticise") is None


def test_a_rule_that_needs_both_is_silent_with_one(by_hand: Any, draft: Any) -> None:
    rows = ACTIVE.replace(
        "Tunisi Tunisi PROPN 2 obj", "con con ADP 4 case\nfervore fervore NOUN 2 obl"
    )
    doc = by_hand.doc(rows)
    layers = Layers(doc, "it", DAY, actors=[by_hand.actor(doc, "Roma", "ITA")])
    assert draft(layers, 1, "it.04.meet") is None


def test_nobody_does_nothing(by_hand: Any, draft: Any) -> None:
    doc = by_hand.doc(ACTIVE.replace("Roma Roma PROPN", "Chi chi PRON"))
    layers = Layers(doc, "it", DAY, actors=[by_hand.actor(doc, "Tunisi", "TUN")])
    assert draft(layers, 1, "it.111.criticise") is None


DROPPED = """
Critica criticare VERB 0 root Mood=Ind|VerbForm=Fin
Tunisi Tunisi PROPN 1 obj
"""


def test_a_dropped_subject_is_whom_the_discourse_says(by_hand: Any, draft: Any) -> None:
    doc = by_hand.doc(DROPPED)
    tunis = by_hand.actor(doc, "Tunisi", "TUN")
    zero = by_hand.actor(doc, "Critica", "ITA", basis="zero")
    layers = Layers(doc, "it", DAY, actors=[zero, tunis])
    assert dyad(draft(layers, 0, "it.111.criticise")) == ({"ITA"}, {"TUN"})
    told = draft(Layers(doc, "it", DAY, actors=[tunis]), 0, "it.111.criticise")
    assert dyad(told) == (set(), {"TUN"})


BOTH = """
Roma Roma PROPN 5 nsubj
e e CCONJ 3 cc
Tunisi Tunisi PROPN 1 conj
si si PRON 5 expl
incontrano incontrare VERB 0 root Mood=Ind|VerbForm=Fin
"""


def test_joined_subjects_of_a_mutual_event_are_its_two_sides(by_hand: Any, draft: Any) -> None:
    doc = by_hand.doc(BOTH)
    actors = [by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")]
    layers = Layers(doc, "it", DAY, actors=actors)
    assert dyad(draft(layers, 4, "it.04.meet")) == ({"ITA"}, {"TUN"})
    # Critics who are named together stay on one side.
    rows = BOTH.replace("incontrano incontrare", "criticano criticare")
    rows += "Parigi Parigi PROPN 5 obj\n"
    doc = by_hand.doc(rows)
    actors = [by_hand.actor(doc, n, c) for n, c in (("Roma", "ITA"), ("Tunisi", "TUN"),
                                                    ("Parigi", "FRA"))]  # fmt: skip
    layers = Layers(doc, "it", DAY, actors=actors)
    assert dyad(draft(layers, 4, "it.111.criticise")) == ({"ITA", "TUN"}, {"FRA"})


GIVE = """
Roma Roma PROPN 2 nsubj
cede cedere VERB 0 root Mood=Ind|VerbForm=Fin
decine decina NOUN 2 obj
di di ADP 5 case
radar radar NOUN 3 nmod
che che PRON 7 nsubj
guidano guidare VERB 5 acl:relcl Mood=Ind|VerbForm=Fin
razzi razzo NOUN 7 obj
a a ADP 10 case
Tunisi Tunisi PROPN 2 obl
"""


def test_items_are_those_of_the_object_and_not_of_clauses_below_it(
    by_hand: Any, draft: Any
) -> None:
    doc = by_hand.doc(GIVE)
    actors = [by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")]
    items = [ItemMention(4, 5, 4, "sensors"), ItemMention(7, 8, 7, "missiles")]
    found = draft(Layers(doc, "it", DAY, actors=actors, items=items), 1, "it.072.give")
    assert dyad(found) == ({"ITA"}, {"TUN"})
    assert [doc[m.head].text for m in found.items] == ["radar"]


def test_the_origin_of_the_goods_is_the_supplier_when_none_is_named(
    by_hand: Any, draft: Any
) -> None:
    rows = """
Radar radar NOUN 4 nsubj:pass
tunisini tunisino ADJ 1 amod
sono essere AUX 4 aux:pass Mood=Ind|VerbForm=Fin
ceduti cedere VERB 0 root Tense=Past|VerbForm=Part
a a ADP 6 case
Roma Roma PROPN 4 obl
"""
    doc = by_hand.doc(rows)
    rome = by_hand.actor(doc, "Roma", "ITA")
    maker = by_hand.actor(doc, "tunisini", "TUN", basis="demonym")
    items = [ItemMention(0, 1, 0, "sensors")]
    layers = Layers(doc, "it", DAY, actors=[maker, rome], items=items)
    assert dyad(draft(layers, 3, "it.072.give", Deeds(maker))) == ({"TUN"}, {"ITA"})


def test_a_town_that_is_no_actor_is_its_countrys(by_hand: Any, draft: Any) -> None:
    doc = by_hand.doc(GIVE.replace("Tunisi Tunisi", "Sfax Sfax"))
    rome = by_hand.actor(doc, "Roma", "ITA")
    place = PlaceMention(9, 10, 9, Where(text="Sfax", name="Sfax", country="TUN", precision="city"))
    layers = Layers(doc, "it", DAY, actors=[rome], places=[place])
    assert dyad(draft(layers, 1, "it.072.give")) == ({"ITA"}, {"TUN"})


def test_the_steps_tell_what_filled_the_slots(by_hand: Any, draft: Any) -> None:
    doc = by_hand.doc(ACTIVE)
    actors = [by_hand.actor(doc, "Roma", "ITA"), by_hand.actor(doc, "Tunisi", "TUN")]
    found = draft(Layers(doc, "it", DAY, actors=actors), 1, "it.111.criticise")
    assert found.steps[0].startswith("rule it.111.criticise on 'critica'")
    assert any(s.startswith("source @subj: 'Roma'") for s in found.steps)
    assert any(s.startswith("target @obj: 'Tunisi'") for s in found.steps)
