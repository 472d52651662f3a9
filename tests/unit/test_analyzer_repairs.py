"""Slips of the parser on hand-built trees: each repair with the case that it must leave alone."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventx.analyzer.relations import refine

PART = "Tense=Past|VerbForm=Part"
INF = "VerbForm=Inf"


def tree(rows: str) -> Doc:
    """A Doc from lines `word pos relation head lemma [morph]`, heads counted from 1."""
    table = [row.split() for row in rows.strip().splitlines()]
    return Doc(
        Vocab(),
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
