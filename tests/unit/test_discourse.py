"""Who later words refer to, on hand-built Docs."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest
import spacy
from spacy.tokens import Doc, Span

from eventx.components.discourse import Discourse
from eventx.components.discourse_memory import Memory, Party
from eventx.components.discourse_quotes import quotation_at, quotations
from eventx.components.layers import ActorMention, ActorRef, Layers
from eventx.lang.pack import load_pack

# A bare Vocab knows no small letters; a language's own does.
VOCAB = spacy.blank("it").vocab
DAY = dt.date(2025, 3, 1)
VERB = "Mood=Ind|Number=Sing|Person=3|VerbForm=Fin"


def build(rows: str, names: dict[str, str] | None = None) -> Doc:
    """A Doc from lines `word lemma POS head dep [morph]`; a blank line ends a sentence."""
    words: list[list[str]] = []
    heads: list[int] = []
    for block in rows.strip().split("\n\n"):
        table = [line.split() for line in block.strip().splitlines()]
        for i, row in enumerate(table):
            heads.append(len(words) - i + (int(row[3]) - 1 if row[3] != "0" else i))
            words.append(row)
    doc = Doc(
        VOCAB,
        words=[r[0] for r in words],
        lemmas=[r[1] for r in words],
        pos=[r[2] for r in words],
        heads=heads,
        deps=["ROOT" if r[3] == "0" else r[4] for r in words],
        morphs=[r[5] if len(r) > 5 else "" for r in words],
    )
    spans = []
    for text, label in (names or {}).items():
        size = len(text.split())
        start = next(i for i in range(len(doc)) if doc[i : i + size].text == text)
        spans.append(Span(doc, start, start + size, label=label))
    doc.spans["eventx_names"] = spans
    return doc


@lru_cache(maxsize=2)
def discourse(lang: str) -> Discourse:
    return Discourse(load_pack(lang))


def resolved(doc: Doc, lang: str) -> Layers:
    layers = Layers(doc, lang, DAY)
    discourse(lang).resolve(layers)
    return layers


def at(layers: Layers, word: str) -> ActorMention | None:
    index = next(t.i for t in layers.doc if t.text == word)
    return layers.actor_at(index)


def codes(mention: ActorMention | None) -> list[str | None]:
    return [r.code for r in mention.refs] if mention else []


KIM = f"""
Il il DET 2 det Definite=Def|PronType=Art
leader leader NOUN 4 nsubj Gender=Masc|Number=Sing
nordcoreano nordcoreano ADJ 2 amod Gender=Masc|Number=Sing
parla parlare VERB 0 root {VERB}
. . PUNCT 4 punct
"""


def test_dropped_subject_is_the_subject_before() -> None:
    rows = KIM + f"\nVisiterà visitare VERB 0 root {VERB}\nMosca Mosca PROPN 1 obj\n"
    layers = resolved(build(rows), "it")
    zero = [m for m in layers.actors if m.basis == "zero"]
    assert [(layers.doc[m.head].text, codes(m)) for m in zero] == [("Visiterà", ["PRKGOV"])]


def test_dropped_plural_subject_is_not_a_single_man() -> None:
    plural = VERB.replace("Number=Sing", "Number=Plur")
    rows = KIM + f"\nVisiteranno visitare VERB 0 root {plural}\nMosca Mosca PROPN 1 obj\n"
    layers = resolved(build(rows), "it")
    assert not any(m.basis == "zero" and m.refs for m in layers.actors)


def test_impersonal_si_has_no_subject() -> None:
    rows = KIM + f"\nSi si PRON 2 expl\nteme temere VERB 0 root {VERB}\n"
    assert not [m for m in resolved(build(rows), "it").actors if m.basis == "zero"]


def test_the_same_title_later_is_the_same_man() -> None:
    rows = (
        f"""
    Il il DET 2 det Definite=Def|PronType=Art
    presidente presidente NOUN 4 nsubj Gender=Masc|Number=Sing
    turco turco ADJ 2 amod Gender=Masc|Number=Sing
    tace tacere VERB 0 root {VERB}

    La il DET 2 det Definite=Def|PronType=Art
    Francia Francia PROPN 3 nsubj
    aspetta aspettare VERB 0 root {VERB}

    Il il DET 2 det Definite=Def|PronType=Art
    presidente presidente NOUN 3 nsubj Gender=Masc|Number=Sing
    parte partire VERB 0 root {VERB}
    """
    ).replace("    ", "")
    layers = resolved(build(rows), "it")
    last = max(m.head for m in layers.actors)
    assert codes(layers.actor_at(last)) == ["TURGOV"]


def test_possessive_state_is_the_owners() -> None:
    rows = (
        KIM
        + f"""
Difende difendere VERB 0 root {VERB}
il il DET 4 det Definite=Def|PronType=Art
suo suo DET 4 det:poss Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs
Paese paese NOUN 1 obj Gender=Masc|Number=Sing
"""
    )
    mention = at(resolved(build(rows), "it"), "Paese")
    assert mention is not None
    assert (mention.basis, codes(mention)) == ("possessive", ["PRK"])


def test_region_adjective_picks_the_country_of_that_region() -> None:
    rows = (
        KIM
        + f"""
L' il DET 2 det Definite=Def|PronType=Art
Egitto Egitto PROPN 3 nsubj
firma firmare VERB 0 root {VERB}

Il il DET 2 det Definite=Def|PronType=Art
Paese paese NOUN 4 nsubj Gender=Masc|Number=Sing
nordafricano nordafricano ADJ 2 amod Gender=Masc|Number=Sing
tratta trattare VERB 0 root {VERB}
"""
    )
    assert codes(at(resolved(build(rows), "it"), "Paese")) == ["EGY"]


def test_two_leaders_are_the_two_before() -> None:
    rows = f"""
Il il DET 2 det Definite=Def|PronType=Art
presidente presidente NOUN 4 nsubj Gender=Masc|Number=Sing
turco turco ADJ 2 amod Gender=Masc|Number=Sing
incontra incontrare VERB 0 root {VERB}
il il DET 6 det Definite=Def|PronType=Art
premier premier NOUN 4 obj Gender=Masc|Number=Sing
greco greco ADJ 6 amod Gender=Masc|Number=Sing

I il DET 3 det Definite=Def|PronType=Art
due due NUM 3 nummod
leader leader NOUN 4 nsubj Gender=Masc|Number=Plur
brindano brindare VERB 0 root {VERB.replace("Sing", "Plur")}
"""
    assert codes(at(resolved(build(rows), "it"), "leader")) == ["TURGOV", "GRCGOV"]


def test_counterpart_takes_the_office_of_the_other() -> None:
    rows = f"""
Il il DET 2 det Definite=Def|PronType=Art
ministro ministro NOUN 4 nsubj Gender=Masc|Number=Sing
russo russo ADJ 2 amod Gender=Masc|Number=Sing
incontra incontrare VERB 0 root {VERB}
l' il DET 6 det Definite=Def|PronType=Art
omologo omologo NOUN 4 obj Gender=Masc|Number=Sing
turco turco ADJ 6 amod Gender=Masc|Number=Sing
"""
    assert codes(at(resolved(build(rows), "it"), "omologo")) == ["TURGOV"]


def test_object_pronoun_is_not_the_subject_of_its_clause() -> None:
    rows = """
The the DET 4 det Definite=Def|PronType=Art
Turkish Turkish ADJ 4 amod
foreign foreign ADJ 4 amod
minister minister NOUN 5 nsubj Number=Sing
spoke speak VERB 0 root Number=Sing|Person=3|VerbForm=Fin

The the DET 4 det Definite=Def|PronType=Art
Greek Greek ADJ 4 amod
prime prime ADJ 4 amod
minister minister NOUN 5 nsubj Number=Sing
thanked thank VERB 0 root Number=Sing|Person=3|VerbForm=Fin
him he PRON 5 obj Gender=Masc|Number=Sing|Person=3|PronType=Prs
"""
    assert codes(at(resolved(build(rows), "en"), "him")) == ["TURGOV"]


def test_it_is_no_actor_when_the_last_subject_is_none() -> None:
    rows = """
Turkey Turkey PROPN 2 nsubj Number=Sing
sent send VERB 0 root Number=Sing|Person=3|VerbForm=Fin
ships ship NOUN 2 obj Number=Plur

The the DET 2 det Definite=Def|PronType=Art
convoy shipment NOUN 3 nsubj Number=Sing
stopped stop VERB 0 root Number=Sing|Person=3|VerbForm=Fin

It it PRON 2 nsubj Gender=Neut|Number=Sing|Person=3|PronType=Prs
returned return VERB 0 root Number=Sing|Person=3|VerbForm=Fin
"""
    assert codes(at(resolved(build(rows), "en"), "It")) == []


def test_unknown_surname_is_explained_by_the_full_name() -> None:
    rows = """
Irish Irish ADJ 3 amod
foreign foreign ADJ 3 amod
minister minister NOUN 6 nsubj Number=Sing
Orla Orla PROPN 3 flat
Quellmann Quellmann PROPN 4 flat
left leave VERB 0 root Number=Sing|Person=3|VerbForm=Fin

Quellmann Quellmann PROPN 2 nsubj Number=Sing
returned return VERB 0 root Number=Sing|Person=3|VerbForm=Fin
"""
    doc = build(rows, {"Orla Quellmann": "PER"})
    doc.spans["eventx_names"] = [*doc.spans["eventx_names"], Span(doc, 6, 7, label="PER")]
    layers = resolved(doc, "en")
    assert codes(layers.actor_at(6)) == ["IRLGOV"]


def test_first_person_in_a_quotation_is_the_speaker() -> None:
    rows = f"""
Ankara Ankara PROPN 2 nsubj
dice dire VERB 0 root {VERB}
: : PUNCT 2 punct
« « PUNCT 5 punct
difenderemo difendere VERB 2 ccomp Mood=Ind|Number=Plur|Person=1|VerbForm=Fin
i il DET 8 det Definite=Def|PronType=Art
nostri nostro DET 8 det:poss Person=1|Poss=Yes|PronType=Prs
confini confine NOUN 5 obj Number=Plur
» » PUNCT 5 punct
"""
    layers = resolved(build(rows), "it")
    zero = [m for m in layers.actors if m.basis == "zero"]
    assert [codes(m) for m in zero] == [["TUR"]]
    assert codes(at(layers, "nostri")) == ["TUR"]


def test_doer_of_a_deed_noun() -> None:
    rows = f"""
Parigi Parigi PROPN 2 nsubj
condanna condannare VERB 0 root {VERB}
l' il DET 4 det Definite=Def|PronType=Art
attacco attacco NOUN 2 obj Gender=Masc|Number=Sing
russo russo ADJ 4 amod Gender=Masc|Number=Sing
"""
    doc = build(rows)
    layers = resolved(doc, "it")
    assert codes(discourse("it").agent_of(doc[3], layers)) == ["RUS"]
    assert discourse("it").agent_of(doc[0], layers) is None


def test_unresolved_title_stays_empty() -> None:
    rows = f"""
Il il DET 2 det Definite=Def|PronType=Art
ministro ministro NOUN 3 nsubj Gender=Masc|Number=Sing
tace tacere VERB 0 root {VERB}
"""
    assert codes(at(resolved(build(rows), "it"), "ministro")) == []


def ref(country: str) -> ActorRef:
    return ActorRef(country, "state", country, country, (), None, 0, 1)


def party(country: str, index: int, *, subject: bool = True, adjective: bool = False) -> Party:
    return Party(
        (ref(country),), index, index, index // 10, subject, "Sing", None, "state",
        adjective=adjective,
    )  # fmt: skip


def test_focus_is_nobody_when_two_compete() -> None:
    memory = Memory()
    memory.add(party("TUR", 1))
    memory.add(party("GRC", 2))
    assert memory.focus(0, before=9) is None
    assert memory.focus(0, before=9, excluded={"GRC"}) == "TUR"


def test_adjectives_are_not_referred_to() -> None:
    memory = Memory()
    memory.add(party("TUR", 1))
    memory.add(party("GRC", 12, adjective=True))
    found = memory.salient(lambda p: True, before=20, sentence=1)
    assert found is not None
    assert found.refs[0].country == "TUR"


@pytest.mark.parametrize("marks", [("«", "»"), ('"', '"'), ("“", "”")])
def test_quotations(marks: tuple[str, str]) -> None:
    rows = f"""
Rome Rome PROPN 2 nsubj
said say VERB 0 root VerbForm=Fin
{marks[0]} {marks[0]} PUNCT 5 punct
never never ADV 5 advmod
again again ADV 2 ccomp
{marks[1]} {marks[1]} PUNCT 5 punct
"""
    (found,) = quotations(build(rows))
    assert (found.start, found.end, found.speaker) == (3, 5, 0)
    assert quotation_at(4, [found]) is found
    assert quotation_at(1, [found]) is None
