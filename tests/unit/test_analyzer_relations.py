"""Relation subtypes on hand-built trees: every rule with the case it must not catch."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from eventx.analyzer.relations import refine

PART = "Tense=Past|VerbForm=Part"


def tree(text: str) -> Doc:
    """A Doc from `word/POS/relation/head[/lemma[/morph]]`, heads counted from 1, 0 for the root."""
    rows = [word.split("/") for word in text.split()]
    return Doc(
        Vocab(),
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        deps=["ROOT" if r[3] == "0" else r[2] for r in rows],
        heads=[i if r[3] == "0" else int(r[3]) - 1 for i, r in enumerate(rows)],
        lemmas=[r[4] if len(r) > 4 and r[4] else r[0].lower() for r in rows],
        morphs=[(PART if r[5] == "PP" else r[5]) if len(r) > 5 else "" for r in rows],
    )


def word(doc: Doc, text: str) -> Token:
    """The first token with this text."""
    return next(t for t in doc if t.text == text)


PASSIVES = {
    "it with stato": (
        "it", "Il/DET/det/2 sindaco/NOUN/nsubj/5 è/AUX/aux/5/essere stato/AUX/aux/5/essere "
        "arrestato/VERB/root/0/arrestare/PP dalla/ADP/case/7 polizia/NOUN/obl/5",
        "sindaco", "polizia"),
    "it with essere alone": (
        "it", "Il/DET/det/2 decreto/NOUN/nsubj/4 è/AUX/aux/4/essere firmato/VERB/root/0/firmare/PP "
        "dal/ADP/case/6 presidente/NOUN/obl/4", "decreto", "presidente"),
    "it with venire": (
        "it", "Il/DET/det/2 testo/NOUN/nsubj/4 viene/AUX/aux/4/venire votato/VERB/root/0/votare/PP "
        "dai/ADP/case/6 deputati/NOUN/obl/4", "testo", "deputati"),
    "en with be": (
        "en", "The/DET/det/2 mayor/NOUN/nsubj/5 had/AUX/aux/5/have been/AUX/aux/5/be "
        "arrested/VERB/root/0/arrest/PP by/ADP/case/7 police/NOUN/obl/5", "mayor", "police"),
    "en with get": (
        "en", "Protesters/NOUN/nsubj/3 got/AUX/aux/3/get beaten/VERB/root/0/beat/PP "
        "by/ADP/case/5 soldiers/NOUN/obl/3", "Protesters", "soldiers"),
    "es with ser": (
        "es", "El/DET/det/2 alcalde/NOUN/nsubj/4 fue/AUX/aux/4/ser detenido/VERB/root/0/detener/PP "
        "por/ADP/case/7 la/DET/det/7 policía/NOUN/obl/4", "alcalde", "policía"),
    "fr with être": (
        "fr", "Le/DET/det/2 maire/NOUN/nsubj/5 a/AUX/aux/5/avoir été/AUX/aux/5/être "
        "arrêté/VERB/root/0/arrêter/PP par/ADP/case/8 la/DET/det/8 police/NOUN/obl/5",
        "maire", "police"),
    "de with werden": (
        "de", "Der/DET/det/2 Minister/NOUN/nsubj/6 wurde/AUX/aux/6/werden von/ADP/case/5 "
        "Soldaten/NOUN/obl/6/Soldat verhaftet/VERB/root/0/verhaften/PP", "Minister", "Soldaten"),
    "pt with ser": (
        "pt", "O/DET/det/2 prefeito/NOUN/nsubj/4 foi/AUX/aux/4/ser preso/VERB/root/0/prender/PP "
        "pela/ADP/case/6 polícia/NOUN/obl/4", "prefeito", "polícia"),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "patient", "agent"), PASSIVES.values(), ids=PASSIVES)
def test_passive_has_patient_agent_and_one_auxiliary(
    lang: str, text: str, patient: str, agent: str
) -> None:
    doc = refine(tree(text), lang)
    assert word(doc, patient).dep_ == "nsubj:pass"
    assert word(doc, agent).dep_ == "obl:agent"
    assert [t.dep_ for t in doc].count("aux:pass") == 1


ACTIVES = {
    "it perfect with essere": (
        "it", "Il/DET/det/2 premier/NOUN/nsubj/4 è/AUX/aux/4/essere "
        "arrivato/VERB/root/0/arrivare/PP "
        "da/ADP/case/6 Roma/PROPN/obl/4", "premier"),
    "it reflexive": (
        "it", "Il/DET/det/2 premier/NOUN/nsubj/5 si/PRON/expl/5 è/AUX/aux/5/essere "
        "recato/VERB/root/0/recare/PP a/ADP/case/7 Roma/PROPN/obl/5", "premier"),
    "it perfect with avere": (
        "it", "Il/DET/det/2 premier/NOUN/nsubj/4 ha/AUX/aux/4/avere "
        "incontrato/VERB/root/0/incontrare/PP "
        "Macron/PROPN/obj/4", "premier"),
    "it adjective": (
        "it", "Il/DET/det/2 soldato/NOUN/nsubj/4 è/AUX/cop/4/essere ferito/ADJ/root/0/ferito/PP",
        "soldato"),
    "en progressive": (
        "en", "The/DET/det/2 president/NOUN/nsubj/4 is/AUX/aux/4/be "
        "meeting/VERB/root/0/meet/Tense=Pres|VerbForm=Part Macron/PROPN/obj/4", "president"),
    "en perfect": (
        "en", "The/DET/det/2 army/NOUN/nsubj/4 has/AUX/aux/4/have attacked/VERB/root/0/attack/PP",
        "army"),
    "fr perfect with être": (
        "fr", "Le/DET/det/2 ministre/NOUN/nsubj/4 est/AUX/aux/4/être parti/VERB/root/0/partir/PP",
        "ministre"),
    "fr reflexive": (
        "fr", "Le/DET/det/2 ministre/NOUN/nsubj/5 s'/PRON/expl/5/se est/AUX/aux/5/être "
        "rendu/VERB/root/0/rendre/PP", "ministre"),
    "de future": (
        "de", "Der/DET/det/2 Minister/NOUN/nsubj/5 wird/AUX/aux/5/werden Kiew/PROPN/obj/5 "
        "besuchen/VERB/root/0/besuchen/VerbForm=Inf", "Minister"),
    "de perfect with sein": (
        "de", "Der/DET/det/2 Minister/NOUN/nsubj/4 ist/AUX/aux/4/sein "
        "gereist/VERB/root/0/reisen/PP", "Minister"),
    "es perfect": (
        "es", "El/DET/det/2 ministro/NOUN/nsubj/4 ha/AUX/aux/4/haber "
        "visitado/VERB/root/0/visitar/PP "
        "Kiev/PROPN/obj/4", "ministro"),
    "pt with ter": (
        "pt", "O/DET/det/2 ministro/NOUN/nsubj/4 tem/AUX/aux/4/ter visitado/VERB/root/0/visitar/PP",
        "ministro"),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "subject"), ACTIVES.values(), ids=ACTIVES)
def test_active_keeps_its_subject(lang: str, text: str, subject: str) -> None:
    doc = refine(tree(text), lang)
    assert word(doc, subject).dep_ == "nsubj"
    assert not any(t.dep_ in ("aux:pass", "obl:agent") for t in doc)


NOT_AGENTS = {
    "en date": (
        "en", "He/PRON/nsubj/3 was/AUX/aux/3/be released/VERB/root/0/release/PP by/ADP/case/5 "
        "Friday/PROPN/obl/3", "Friday"),
    "en amount": (
        "en", "Taxes/NOUN/nsubj/3 were/AUX/aux/3/be cut/VERB/root/0/cut/PP by/ADP/case/5 "
        "20/NUM/obl/3", "20"),
    "en active": (
        "en", "He/PRON/nsubj/2 stood/VERB/root/0/stand/Tense=Past|VerbForm=Fin by/ADP/case/4 "
        "Macron/PROPN/obl/2", "Macron"),
    "it date": (
        "it", "È/AUX/aux/2/essere detenuto/VERB/root/0/detenere/PP da/ADP/case/4 lunedì/NOUN/obl/2",
        "lunedì"),
    "it prison": (
        "it", "È/AUX/aux/3/essere stato/AUX/aux/3/essere rilasciato/VERB/root/0/rilasciare/PP "
        "dal/ADP/case/5 carcere/NOUN/obl/3", "carcere"),
    "it place left": (
        "it", "Sono/AUX/aux/3/essere stati/AUX/aux/3/essere evacuati/VERB/root/0/evacuare/PP "
        "da/ADP/case/5 Gaza/PROPN/obl/3", "Gaza"),
    "es cause": (
        "es", "Fue/AUX/aux/2/ser condenado/VERB/root/0/condenar/PP por/ADP/case/4 "
        "corrupción/NOUN/obl/2", "corrupción"),
    "fr rate": (
        "fr", "Il/PRON/nsubj/3 est/AUX/aux/3/être payé/VERB/root/0/payer/PP par/ADP/case/5 "
        "mois/NOUN/obl/3", "mois"),
    "pt cause": (
        "pt", "Foi/AUX/aux/2/ser preso/VERB/root/0/prender/PP por/ADP/case/4 "
        "homicídio/NOUN/obl/2", "homicídio"),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "phrase"), NOT_AGENTS.values(), ids=NOT_AGENTS)
def test_no_agent(lang: str, text: str, phrase: str) -> None:
    assert word(refine(tree(text), lang), phrase).dep_ == "obl"


def test_agent_of_a_participle_that_modifies_a_noun() -> None:
    doc = tree(
        "il/DET/det/2 villaggio/NOUN/nsubj/6 colpito/VERB/acl/2/colpire/PP dai/ADP/case/5 "
        "ribelli/NOUN/obl/3 brucia/VERB/root/0/bruciare/VerbForm=Fin",
    )
    assert word(refine(doc, "it"), "ribelli").dep_ == "obl:agent"


def test_second_participle_shares_the_passive() -> None:
    doc = tree(
        "Il/DET/det/2 leader/NOUN/nsubj/5 è/AUX/aux/5/essere stato/AUX/aux/5/essere "
        "arrestato/VERB/root/0/arrestare/PP e/CCONJ/cc/7 interrogato/VERB/conj/5/interrogare/PP "
        "dalla/ADP/case/9 polizia/NOUN/obl/7",
    )
    assert word(refine(doc, "it"), "polizia").dep_ == "obl:agent"


def test_headline_participle_is_passive_but_not_with_an_object() -> None:
    passive = tree("Arrestato/VERB/root/0/arrestare/PP il/DET/det/3 latitante/NOUN/nsubj/1")
    assert word(refine(passive, "it"), "latitante").dep_ == "nsubj:pass"
    active = tree(
        "Army/NOUN/nsubj/2 killed/VERB/root/0/kill/PP five/NUM/nummod/4 rebels/NOUN/obj/2"
    )
    assert word(refine(active, "en"), "Army").dep_ == "nsubj"


def test_relative_clause_but_not_content_clause() -> None:
    relative = tree(
        "il/DET/det/2 ministro/NOUN/root/0 che/PRON/nsubj/5/che/PronType=Rel ha/AUX/aux/5/avere "
        "parlato/VERB/acl/2/parlare/PP",
    )
    assert word(refine(relative, "it"), "parlato").dep_ == "acl:relcl"
    content = tree(
        "la/DET/det/2 notizia/NOUN/root/0 che/SCONJ/mark/5 è/AUX/aux/5/essere "
        "morto/VERB/acl/2/morire/PP",
    )
    assert word(refine(content, "it"), "morto").dep_ == "acl"


def test_english_contact_clause_but_not_infinitive() -> None:
    contact = tree(
        "the/DET/det/2 man/NOUN/root/0 police/NOUN/nsubj/4 "
        "arrested/VERB/acl/2/arrest/Tense=Past|VerbForm=Fin",
    )
    assert word(refine(contact, "en"), "arrested").dep_ == "acl:relcl"
    infinitive = tree(
        "a/DET/det/2 plan/NOUN/root/0 to/PART/mark/4 attack/VERB/acl/2/attack/VerbForm=Inf"
    )
    assert word(refine(infinitive, "en"), "attack").dep_ == "acl"


def test_possessives() -> None:
    italian = tree("il/DET/det/3 suo/DET/det/3 omologo/NOUN/root/0")
    assert [t.dep_ for t in refine(italian, "it")] == ["det", "det:poss", "ROOT"]
    english = tree("Israel/PROPN/compound/3 's/PART/case/1 army/NOUN/root/0")
    assert word(refine(english, "en"), "Israel").dep_ == "nmod:poss"
    pronoun = tree("his/PRON/nmod/2 army/NOUN/root/0")
    assert word(refine(pronoun, "en"), "his").dep_ == "nmod:poss"
    of_phrase = tree("army/NOUN/root/0 of/ADP/case/3 Israel/PROPN/nmod/1")
    assert word(refine(of_phrase, "en"), "Israel").dep_ == "nmod"


def test_reflexive_but_not_spanish_dative_nor_another_person() -> None:
    reflexive = tree("si/PRON/obj/2 incontrano/VERB/root/0/incontrare/Number=Plur|Person=3")
    assert word(refine(reflexive, "it"), "si").dep_ == "expl:pv"
    dative = tree("se/PRON/iobj/3 lo/PRON/obj/3 dio/VERB/root/0/dar/Number=Sing|Person=3")
    assert word(refine(dative, "es"), "se").dep_ == "iobj"
    other = tree("ci/PRON/obj/2 accusano/VERB/root/0/accusare/Number=Plur|Person=3")
    assert word(refine(other, "it"), "ci").dep_ == "obj"
    same = tree("ci/PRON/obj/2 incontriamo/VERB/root/0/incontrare/Number=Plur|Person=1")
    assert word(refine(same, "it"), "ci").dep_ == "expl:pv"


def test_separable_verb_gets_its_whole_lemma() -> None:
    doc = tree(
        "Russland/PROPN/nsubj/2 greift/VERB/root/0/greifen Kiew/PROPN/obj/2 an/ADP/compound/2",
    )
    refine(doc, "de")
    assert (word(doc, "greift").lemma_, word(doc, "an").dep_) == ("angreifen", "compound:prt")
    phrase = tree("greift/VERB/root/0/greifen an/ADP/case/3 Kiew/PROPN/obl/1")
    assert word(refine(phrase, "de"), "greift").lemma_ == "greifen"


def test_repairs() -> None:
    on_auxiliary = tree(
        "Roma/PROPN/nsubj/2 ha/AUX/aux/3/avere deciso/VERB/root/0/decidere/PP",
    )
    assert word(refine(on_auxiliary, "it"), "Roma").head.text == "deciso"
    with_preposition = tree(
        "colpito/VERB/acl/0/colpire/PP dai/ADP/case/3 ribelli/NOUN/nsubj/1",
    )
    assert word(refine(with_preposition, "it"), "ribelli").dep_ == "obl:agent"
    on_the_part = tree(
        "è/AUX/aux/3/essere stato/AUX/aux/3/essere colpito/VERB/root/0/colpire/PP da/ADP/case/5 "
        "parte/NOUN/obl/3 dei/ADP/case/7 ribelli/NOUN/nmod/5",
    )
    refine(on_the_part, "it")
    assert (word(on_the_part, "ribelli").dep_, word(on_the_part, "ribelli").head.text) == (
        "obl:agent", "colpito",
    )  # fmt: skip
    two = tree(
        "Russia/PROPN/nsubj/2 hit/VERB/root/0/hit/Tense=Past|VerbForm=Fin Kyiv/PROPN/nsubj/2"
    )
    assert [t.dep_ for t in refine(two, "en")] == ["nsubj", "ROOT", "obj"]
    said = tree("Kyiv/PROPN/obj/2 falls/VERB/ccomp/4 ,/PUNCT/punct/4 said/VERB/root/0")
    assert [t.dep_ for t in refine(said, "en")] == ["obj", "ccomp", "punct", "ROOT"]


def test_unknown_language_derives_nothing() -> None:
    doc = tree(
        "ele/PRON/nsubj/3 é/AUX/aux/3/ser preso/VERB/root/0/prender/PP por/ADP/case/5 X/NOUN/obl/3"
    )
    assert [t.dep_ for t in refine(doc, "xx")] == ["nsubj", "aux", "ROOT", "case", "obl"]
