"""Reading the tree on hand-built Docs: passives, relatives, control, ellipsis."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventx.components.clause import Syntax
from eventx.components.tree import case_of, coordinated
from eventx.lang.rule import Grammar

GRAMMAR = Grammar(
    name="Italian",
    relative=("che",),
    reflexive=("si",),
    genitive=("di",),
    light_verbs=("compiere",),
    carrier_verbs=("annullare",),
    object_control=("chiedere",),
    containers=("decina",),
)


def build(rows: str) -> Doc:
    """A Doc from lines `word lemma POS head dep [morph]`, heads 1-based, 0 the root."""
    table = [line.split() for line in rows.strip().splitlines()]
    heads = [int(r[3]) - 1 if r[3] != "0" else i for i, r in enumerate(table)]
    return Doc(
        Vocab(),
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        pos=[r[2] for r in table],
        heads=heads,
        deps=["ROOT" if r[3] == "0" else r[4] for r in table],
        morphs=[r[5] if len(r) > 5 else "" for r in table],
    )


ACTIVE = """
Mosca Mosca PROPN 3 nsubj
ha avere AUX 3 aux Mood=Ind|VerbForm=Fin
ceduto cedere VERB 0 root Tense=Past|VerbForm=Part
radar radar NOUN 3 obj
a a ADP 6 case
Baku Baku PROPN 3 obl
"""
PASSIVE = """
Radar radar NOUN 4 nsubj:pass
sono essere AUX 4 aux Mood=Ind|VerbForm=Fin
stati essere AUX 4 aux:pass Tense=Past|VerbForm=Part
ceduti cedere VERB 0 root Tense=Past|VerbForm=Part
da da ADP 6 case
Mosca Mosca PROPN 4 obl:agent
"""
RELATIVE = """
Il il DET 2 det
premier premier NOUN 0 root
che che PRON 4 nsubj PronType=Rel
accusa accusare VERB 2 acl:relcl Mood=Ind|VerbForm=Fin
Kiev Kiev PROPN 4 obj
"""
CONTROL = """
Roma Roma PROPN 2 nsubj
chiede chiedere VERB 0 root Mood=Ind|VerbForm=Fin
a a ADP 4 case
Tripoli Tripoli PROPN 2 iobj
di di ADP 6 mark
liberare liberare VERB 2 xcomp VerbForm=Inf
i il DET 8 det
pescatori pescatore NOUN 6 obj
"""
PARTICIPLE = """
Radar radar NOUN 0 root
ceduti cedere VERB 1 acl Tense=Past|VerbForm=Part
da da ADP 4 case
Mosca Mosca PROPN 2 obl:agent
"""
ARRIVED = """
Ministro ministro NOUN 0 root
giunto giungere VERB 1 acl Tense=Past|VerbForm=Part
a a ADP 4 case
Baku Baku PROPN 2 obl
"""
LIGHT = """
Shoigu Shoigu PROPN 3 nsubj
ha avere AUX 3 aux Mood=Ind|VerbForm=Fin
compiuto compiere VERB 0 root Tense=Past|VerbForm=Part
una uno DET 5 det
visita visita NOUN 3 obj
a a ADP 7 case
Baku Baku PROPN 5 nmod
"""
CONTAINER = """
Decine decina NOUN 0 root
di di ADP 3 case
droni drone NOUN 1 nmod
e e CCONJ 5 cc
radar radar NOUN 3 conj
"""
LONG_CASE = """
Lettera lettera NOUN 0 root
a a ADP 3 case
nome nome NOUN 1 nmod
di di ADP 5 case
Putin Putin PROPN 3 nmod
"""


@pytest.fixture
def syntax() -> Syntax:
    return Syntax(GRAMMAR)


@pytest.mark.parametrize(
    ("rows", "verb", "subject", "object_"),
    [
        (ACTIVE, 2, "Mosca", "radar"),
        (PASSIVE, 3, "Mosca", "Radar"),
        (RELATIVE, 3, "premier", "Kiev"),
        (CONTROL, 5, "Tripoli", "pescatori"),
        (PARTICIPLE, 1, "Mosca", "Radar"),
    ],
)
def test_logical_arguments(
    syntax: Syntax, rows: str, verb: int, subject: str, object_: str
) -> None:
    token = build(rows)[verb]
    found_subject, found_object = syntax.subject(token), syntax.object(token)
    assert found_subject is not None
    assert found_subject.token.text == subject
    assert found_object is not None
    assert found_object.token.text == object_


def test_intransitive_participle_speaks_of_its_noun(syntax: Syntax) -> None:
    verb = build(ARRIVED)[1]
    found = syntax.subject(verb, transitive=False)
    assert found is not None
    assert found.token.text == "Ministro"


def test_transitive_participle_without_agent_has_no_subject(syntax: Syntax) -> None:
    assert syntax.subject(build(ARRIVED)[1], transitive=True) is None


def test_light_verb_lends_its_subject(syntax: Syntax) -> None:
    found = syntax.host(build(LIGHT)[4])
    assert found is not None
    assert found.token.text == "Shoigu"


def test_full_verb_lends_nothing(syntax: Syntax) -> None:
    rows = LIGHT.replace("compiuto compiere", "criticato criticare")
    assert syntax.host(build(rows)[4]) is None


def test_containers_are_looked_through(syntax: Syntax) -> None:
    doc = build(CONTAINER)
    assert [t.text for t in syntax.through_containers(doc[0])] == ["Decine", "droni"]
    assert [t.text for t in coordinated(doc[2])] == ["droni", "radar"]


def test_prepositions_of_several_words(syntax: Syntax) -> None:
    doc = build(LONG_CASE)
    assert [f.token.text for f in syntax.with_case(doc[0], ["a nome di"])] == ["Putin"]
    assert syntax.with_case(doc[0], ["di"]) == []
    assert case_of(doc[2]) == "a"


def test_cyclic_control_ends(syntax: Syntax) -> None:
    rows = "volere volere VERB 2 xcomp VerbForm=Inf\npotere potere VERB 0 root VerbForm=Inf"
    assert syntax.subject(build(rows)[0]) is None
