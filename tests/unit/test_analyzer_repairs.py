"""Slips of the parser on hand-built trees: each repair with the case that it must leave alone."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from eventx.analyzer.relations import refine

PART = "Tense=Past|VerbForm=Part"
INF = "VerbForm=Inf"


def tree(rows: str) -> Doc:
    """A Doc from lines `word pos relation head lemma [morph]`, heads counted from 1."""
    table = [row.split() for row in rows.strip().splitlines()]
    return Doc(
        spacy.blank("it").vocab,  # a bare Vocab knows no small letters
        words=[r[0] for r in table],
        pos=[r[1] for r in table],
        deps=["ROOT" if r[3] == "0" else r[2] for r in table],
        heads=[i if r[3] == "0" else int(r[3]) - 1 for i, r in enumerate(table)],
        lemmas=[r[4] for r in table],
        morphs=[r[5] if len(r) > 5 else "" for r in table],
    )


def test_a_bare_infinitive_behind_a_noun_is_an_adjective() -> None:
    doc = refine(
        tree(
            f"""
            all' ADP case 2 a
            esercito NOUN obl 5 esercito Number=Sing
            regolare VERB acl 2 regolare {INF}
            dell'Iran PROPN obl 3 Iran
            cede VERB root 0 cedere
            """
        ),
        "it",
    )
    assert (doc[2].pos_, doc[2].dep_) == ("ADJ", "amod")
    assert (doc[3].head.text, doc[3].dep_) == ("esercito", "nmod")


def test_an_infinitive_with_its_preposition_stays() -> None:
    doc = refine(
        tree(
            f"""
            capacità NOUN root 0 capacità Number=Sing
            di ADP mark 3 di
            agire VERB acl 1 agire {INF}
            """
        ),
        "it",
    )
    assert doc[2].pos_ == "VERB"


def test_what_stands_behind_a_preposition_and_is_no_infinitive_is_a_noun() -> None:
    doc = refine(
        tree(
            """
            numero NOUN obj 5 numero
            di ADP case 3 di
            semoventi VERB acl 1 semore Number=Plur
            Caesar PROPN obj 3 Caesar
            ordina VERB root 0 ordinare
            """
        ),
        "it",
    )
    assert (doc[2].pos_, doc[2].dep_, doc[3].dep_) == ("NOUN", "nmod", "flat")


MEETING = """
dove ADV advmod 3 dove
ha AUX aux 3 {auxiliary}
{verb} VERB root 0 {lemma} Tense=Past|VerbForm=Part
il DET det 5 il
premier NOUN nsubj 3 premier
{more}
"""


@pytest.mark.parametrize(
    ("auxiliary", "lemma", "more", "expected"),
    [
        ("avere", "incontrare", "", "obj"),
        ("avere", "parlare", "", "nsubj"),  # needs no object: the premier spoke
        ("essere", "incontrare", "", "nsubj:pass"),  # "è incontrato"
        ("avere", "incontrare", "ieri NOUN obj 3 ieri", "nsubj"),  # has its object
    ],
)
def test_the_noun_behind_a_verb_that_needs_an_object(
    auxiliary: str, lemma: str, more: str, expected: str
) -> None:
    rows = MEETING.format(auxiliary=auxiliary, verb=lemma, lemma=lemma, more=more)
    assert refine(tree(rows), "it")[4].dep_ == expected


SPOKE = """
Dopo ADP case 3 dopo
il DET det 3 il
{noun} NOUN obl 6 {noun}
Neri PROPN nmod 3 Neri
ha AUX aux 6 avere
parlato VERB root 0 parlare Tense=Past|VerbForm=Part
"""


@pytest.mark.parametrize(
    ("noun", "expected"), [("colloquio", ("parlato", "nsubj")), ("ministro", ("ministro", "nmod"))]
)
def test_a_name_before_the_verb_is_no_apposition_of_a_meeting(
    noun: str, expected: tuple[str, str]
) -> None:
    name = refine(tree(SPOKE.format(noun=noun)), "it")[3]
    assert (name.head.text, name.dep_) == expected


GIVEN = """
Rusia PROPN nsubj 2 Rusia
entregó VERB root 0 entregar
{gift} {tag} obj 2 {gift}
a ADP case 5 a
México PROPN obj 2 México
"""


def test_of_two_spanish_objects_the_one_with_a_is_the_addressee() -> None:
    doc = refine(tree(GIVEN.format(gift="misiles", tag="NOUN")), "es")
    assert (doc[2].dep_, doc[4].dep_) == ("obj", "iobj")


def test_a_lone_spanish_object_with_a_stays_the_object() -> None:
    rows = "Felicitó VERB root 0 felicitar\na ADP case 3 a\nMéxico PROPN obj 1 México"
    assert refine(tree(rows), "es")[2].dep_ == "obj"


def test_spanish_ceasefire_is_one_noun() -> None:
    rows = """
    El DET det 4 el
    alto ADJ obl 5 alto
    el DET det 4 el
    fuego NOUN nsubj 5 fuego
    rige VERB root 0 regir
    """
    doc = refine(tree(rows), "es")
    assert (doc[1].pos_, doc[1].dep_, doc[1].head.text) == ("NOUN", "nsubj", "rige")
    assert doc[3].head.text == "alto"


@pytest.mark.parametrize(("case", "root"), [("em", "está"), ("de", "Moscou")])
def test_estar_with_a_place_is_a_verb(case: str, root: str) -> None:
    rows = f"""
    Ele PRON nsubj 4 ele
    está AUX cop 4 estar
    {case} ADP case 4 {case}
    Moscou PROPN root 0 Moscou
    """
    doc = refine(tree(rows), "pt")
    assert next(t.text for t in doc if t.head.i == t.i) == root


ARRIVED = """
Er PRON nsubj 4 er
ist AUX {link} 4 sein
in ADP case 5 in
{word} ADJ root 0 {word}
Wilna PROPN obl 4 Wilna
"""


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("eingetroffen", "VERB", "eintreffen"), ("bekannt", "ADJ", "bekannt"), ("rot", "ADJ", "rot")],
)
def test_german_participles_are_verbs(word: str, tag: str, lemma: str) -> None:
    token = refine(tree(ARRIVED.format(word=word, link="cop")), "de")[3]
    assert (token.pos_, token.lemma_) == (tag, lemma)


def test_a_bare_german_attribute_stays_an_adjective() -> None:
    rows = "gelieferte ADJ amod 2 geliefert\nRaketen NOUN root 0 Rakete"
    assert refine(tree(rows), "de")[0].pos_ == "ADJ"
