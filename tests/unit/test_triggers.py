"""Which words evoke which event, with small packs and hand-built Docs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eventx.components.layers import ItemMention, Layers
from eventx.components.triggers import TriggerFinder

DAY = dt.date(2025, 3, 1)
PLAIN = """
[[rule]]
id = "it.190.attack"
cameo = "190"
verbs = ["attaccare"]
nouns = ["attacco"]
examples = ["x"]
"""
WORDS = """
[[rule]]
id = "it.111.attack_words"
cameo = "111"
verbs = ["attaccare"]
object = ["%words"]
examples = ["x"]
"""
CLASSES = '[classes]\nwords = ["decisione"]\n'


def found(pack: Any, doc: Any, **layers: Any) -> list[tuple[str, list[str]]]:
    """Words and ids of the rules, the most demanding first."""
    groups = TriggerFinder(pack).find(Layers(doc, "it", DAY, **layers))
    ranked = [g.triggers for g in groups if g.owner is None]
    return [(doc[t[0].start : t[0].end].text, [x.rule.id for x in t]) for t in ranked]


ATTACK = """
Roma Roma PROPN 3 nsubj
ha avere AUX 3 aux Mood=Ind|VerbForm=Fin
attaccato attaccare VERB 0 root Tense=Past|VerbForm=Part
la il DET 5 det
{word} {word} NOUN 3 obj
"""


@pytest.mark.parametrize(
    ("word", "rules"),
    [
        ("decisione", ["it.111.attack_words", "it.190.attack"]),
        ("colonna", ["it.190.attack"]),
    ],
)
def test_the_most_demanding_rule_that_holds_comes_first(
    by_hand: Any, tiny_pack: Any, word: str, rules: list[str]
) -> None:
    pack = tiny_pack(PLAIN + WORDS, words=CLASSES)
    assert found(pack, by_hand.doc(ATTACK.format(word=word))) == [("ha attaccato", rules)]


def test_words_of_no_rule_evoke_nothing(by_hand: Any, tiny_pack: Any) -> None:
    doc = by_hand.doc(ATTACK.format(word="colonna").replace("attaccare", "attaccarsi"))
    assert found(tiny_pack(PLAIN), doc) == []


def test_an_auxiliary_is_no_trigger(by_hand: Any, tiny_pack: Any) -> None:
    pack = tiny_pack(PLAIN.replace("attaccare", "avere"))
    assert found(pack, by_hand.doc(ATTACK.format(word="colonna"))) == []


VISIT_RULE = """
[[rule]]
id = "it.042.go"
cameo = "042"
verbs = ["recarsi"]
examples = ["x"]
"""
GO = """
Roma Roma PROPN 3 nsubj
si si PRON 3 expl
reca recare VERB 0 root Mood=Ind|VerbForm=Fin
"""


def test_a_reflexive_rule_asks_for_the_pronoun(by_hand: Any, tiny_pack: Any) -> None:
    pack = tiny_pack(VISIT_RULE, grammar='reflexive = ["si"]')
    assert found(pack, by_hand.doc(GO)) == [("si reca", ["it.042.go"])]
    without = GO.replace("si si PRON 3 expl", "non non ADV 3 advmod")
    assert found(pack, by_hand.doc(without)) == []


def test_a_plain_rule_may_be_met_with_the_pronoun(by_hand: Any, tiny_pack: Any) -> None:
    pack = tiny_pack(VISIT_RULE.replace("recarsi", "recare"), grammar='reflexive = ["si"]')
    assert found(pack, by_hand.doc(GO)) == [("si reca", ["it.042.go"])]


UNLESS = PLAIN.replace("examples", 'unless_object = ["%words"]\nexamples')
SUBJECT = PLAIN.replace("examples", 'subject = ["roma"]\nexamples')
UNLESS_SUBJECT = PLAIN.replace("examples", 'unless_subject = ["roma"]\nexamples')
PREP = PLAIN.replace("examples", 'prep = {con = ["colonna"]}\nexamples')
UNLESS_PREP = PLAIN.replace("examples", 'unless_prep = {con = ["colonna"]}\nexamples')
WITH = ATTACK.format(word="nave") + "con con ADP 7 case\n{word} {word} NOUN 3 obl\n"


@pytest.mark.parametrize(
    ("rule", "rows", "speaks"),
    [
        (UNLESS, ATTACK.format(word="decisione"), False),
        (UNLESS, ATTACK.format(word="colonna"), True),
        (SUBJECT, ATTACK.format(word="colonna"), True),
        (SUBJECT, ATTACK.format(word="colonna").replace("Roma", "Bari"), False),
        (UNLESS_SUBJECT, ATTACK.format(word="colonna"), False),
        (UNLESS_SUBJECT, ATTACK.format(word="colonna").replace("Roma", "Bari"), True),
        (PREP, WITH.format(word="colonna"), True),
        (PREP, WITH.format(word="ironia"), False),
        (PREP, ATTACK.format(word="nave"), False),
        (UNLESS_PREP, WITH.format(word="colonna"), False),
        (UNLESS_PREP, WITH.format(word="ironia"), True),
    ],
)
def test_constraints(by_hand: Any, tiny_pack: Any, rule: str, rows: str, speaks: bool) -> None:
    assert bool(found(tiny_pack(rule, words=CLASSES), by_hand.doc(rows))) is speaks


def test_a_subject_that_is_not_told_is_no_obstacle(by_hand: Any, tiny_pack: Any) -> None:
    rows = "Attacca attaccare VERB 0 root Mood=Ind|VerbForm=Fin\nnavi nave NOUN 1 obj\n"
    assert found(tiny_pack(SUBJECT), by_hand.doc(rows)) == [("Attacca", ["it.190.attack"])]


PHRASE = """
[[rule]]
id = "it.04.talk"
cameo = "04"
phrases = ["tenere colloquio"]
examples = ["x"]
"""
HELD = """
Roma Roma PROPN 3 nsubj
ha avere AUX 3 aux
tenuto tenere VERB 0 root Tense=Past|VerbForm=Part
lunghi lungo ADJ 5 amod
colloqui colloquio NOUN 3 obj
"""


def test_words_may_stand_inside_a_phrase(by_hand: Any, tiny_pack: Any) -> None:
    doc = by_hand.doc(HELD)
    assert found(tiny_pack(PHRASE), doc) == [("ha tenuto lunghi colloqui", ["it.04.talk"])]


@pytest.mark.parametrize(("between", "speaks"), [(1, True), (4, True), (5, False)])
def test_few_words_may_stand_inside_a_noun_phrase(
    by_hand: Any, tiny_pack: Any, between: int, speaks: bool
) -> None:
    last = between + 2
    rows = "scambio scambio NOUN 0 root\n" + f"molti molto ADJ {last} amod\n" * between
    doc = by_hand.doc(rows + "prigionieri prigioniero NOUN 1 nmod\n")
    pack = tiny_pack(PHRASE.replace("tenere colloquio", "scambio prigioniero"))
    assert bool(found(pack, doc)) is speaks


def test_a_phrase_is_found_with_its_parts_the_other_way_round(by_hand: Any, tiny_pack: Any) -> None:
    rows = "colloqui colloquio NOUN 0 root\ntenuti tenere VERB 1 acl Tense=Past|VerbForm=Part\n"
    groups = TriggerFinder(tiny_pack(PHRASE)).find(Layers(by_hand.doc(rows), "it", DAY))
    ranked = [g.triggers for g in groups if g.owner is None]
    assert [t[0].head for t in ranked] == [1]


@pytest.mark.parametrize(
    "between",
    ["vede vedere VERB 3 conj", ", , PUNCT 3 punct"],
    ids=["another verb", "a comma"],
)
def test_a_phrase_ends_at_the_next_clause(by_hand: Any, tiny_pack: Any, between: str) -> None:
    rows = HELD.replace("lunghi lungo ADJ 5 amod", between).replace("NOUN 3 obj", "NOUN 4 obj")
    assert found(tiny_pack(PHRASE), by_hand.doc(rows)) == []


NOUN = """
[[rule]]
id = "it.057.pact"
cameo = "057"
verbs = ["firmare"]
object = ["patto"]
examples = ["x"]

[[rule]]
id = "it.{code}.pact_noun"
cameo = "{code}"
{kind}
nouns = ["patto"]
examples = ["x"]
"""
SIGNED = """
Roma Roma PROPN 2 nsubj
firma firmare VERB 0 root Mood=Ind|VerbForm=Fin
un uno DET 4 det
patto patto NOUN 2 obj
"""


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [("03", "", ["firma"]), ("072", 'kind = "arms_transfer"', ["firma", "patto"])],
)
def test_the_object_of_a_trigger_is_no_second_event_unless_it_is_of_a_kind(
    by_hand: Any, tiny_pack: Any, code: str, kind: str, words: list[str]
) -> None:
    pack = tiny_pack(NOUN.format(code=code, kind=kind))
    assert [w for w, _ in found(pack, by_hand.doc(SIGNED))] == words


SUPPLY = """
[[rule]]
id = "it.072.give"
cameo = "072"
kind = "arms_transfer"
verbs = ["discutere"]
nouns = ["fornitura", "cessione"]
object = ["fornitura", "cessione", "%weapon"]
examples = ["x"]
"""
DISCUSSED = """
Roma Roma PROPN 2 nsubj
discute discutere VERB 0 root
forniture fornitura NOUN 2 obj
di di ADP 5 case
razzi razzo NOUN 3 nmod
e e CCONJ 7 cc
cessioni cessione NOUN 3 conj
di di ADP 9 case
radar radar NOUN 7 nmod
"""


def test_two_goods_that_are_discussed_are_two_transfers(by_hand: Any, tiny_pack: Any) -> None:
    items = [ItemMention(4, 5, 4, "missiles"), ItemMention(8, 9, 8, "sensors")]
    doc = by_hand.doc(DISCUSSED)
    assert [w for w, _ in found(tiny_pack(SUPPLY), doc, items=items)] == ["forniture", "cessioni"]


def test_a_weapon_is_what_the_item_layer_says(by_hand: Any, tiny_pack: Any) -> None:
    rows = ATTACK.format(word="radar")
    pack = tiny_pack(PLAIN.replace("examples", 'object = ["%weapon"]\nexamples'))
    assert found(pack, by_hand.doc(rows)) == []
    radar = ItemMention(4, 5, 4, "sensors")
    assert found(pack, by_hand.doc(rows), items=[radar]) == [("ha attaccato", ["it.190.attack"])]


NAMED = """
Forze forza NOUN 3 nsubj
Attacco attacco PROPN 1 nmod
avanzano avanzare VERB 0 root
"""


def test_words_inside_an_actors_name_evoke_nothing(by_hand: Any, tiny_pack: Any) -> None:
    doc = by_hand.doc(NAMED)
    pack = tiny_pack(PLAIN)
    assert found(pack, doc) == [("Attacco", ["it.190.attack"])]
    force = by_hand.actor(doc, "Forze Attacco", "SDNREB")
    assert found(pack, doc, actors=[force]) == []


@pytest.mark.parametrize(
    ("rows", "speaks"),
    [
        ("Roma Roma PROPN 3 nsubj\nè essere AUX 3 cop\npronta pronto ADJ 0 root\n", True),
        ("una uno DET 3 det\npronta pronto ADJ 3 amod\nrisposta risposta NOUN 0 root\n", False),
    ],
    ids=["predicate", "attribute"],
)
def test_adjectives_speak_as_predicates(
    by_hand: Any, tiny_pack: Any, rows: str, speaks: bool
) -> None:
    rule = PLAIN.replace('verbs = ["attaccare"]', 'adjectives = ["pronto"]')
    assert bool(found(tiny_pack(rule), by_hand.doc(rows))) is speaks
