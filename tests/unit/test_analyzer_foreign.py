"""Pipelines of others: ClearNLP trees become Universal Dependencies, gaps are named."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from eventx.analyzer.foreign import adapt, standardise
from eventx.errors import AnalyzerError


def tree(text: str) -> Doc:
    """A Doc from `word/POS/relation/head[/lemma[/morph]]`; heads from 1, 0 for the root."""
    rows = [word.split("/") for word in text.split()]
    return Doc(
        Vocab(),
        words=[r[0] for r in rows],
        pos=[r[1] for r in rows],
        deps=["ROOT" if r[3] == "0" else r[2] for r in rows],
        heads=[i if r[3] == "0" else int(r[3]) - 1 for i, r in enumerate(rows)],
        lemmas=[r[4] if len(r) > 4 and r[4] else r[0].lower() for r in rows],
        morphs=[r[5] if len(r) > 5 else "" for r in rows],
    )


def shown(doc: Doc) -> list[tuple[str, str, str]]:
    """Word, relation, head of each token."""
    return [(t.text, t.dep_, t.head.text) for t in doc]


def test_passive_with_agent_and_prepositional_phrase() -> None:
    doc = tree(
        "Protesters/NOUN/nsubjpass/3 were/AUX/auxpass/3/be "
        "arrested/VERB/ROOT/0/arrest/Tense=Past|VerbForm=Part by/ADP/agent/3 police/NOUN/pobj/4 "
        "in/ADP/prep/3 Paris/PROPN/pobj/6"
    )
    assert shown(standardise(doc, "en")) == [
        ("Protesters", "nsubj:pass", "arrested"),
        ("were", "aux:pass", "arrested"),
        ("arrested", "ROOT", "arrested"),
        ("by", "case", "police"),
        ("police", "obl:agent", "arrested"),
        ("in", "case", "Paris"),
        ("Paris", "obl", "arrested"),
    ]


def test_copula_there_is_and_noun_phrase() -> None:
    copula = tree(
        "Kyiv/PROPN/nsubj/2 is/AUX/ROOT/0/be the/DET/det/4 capital/NOUN/attr/2 of/ADP/prep/4 "
        "Ukraine/PROPN/pobj/5"
    )
    assert shown(standardise(copula, "en")) == [
        ("Kyiv", "nsubj", "capital"),
        ("is", "cop", "capital"),
        ("the", "det", "capital"),
        ("capital", "ROOT", "capital"),
        ("of", "case", "Ukraine"),
        ("Ukraine", "nmod", "capital"),
    ]
    there = tree("There/PRON/expl/2 is/VERB/ROOT/0/be hope/NOUN/attr/2")
    assert shown(standardise(there, "en"))[1:] == [("is", "ROOT", "is"), ("hope", "nsubj", "is")]


def test_gerund_after_preposition_dative_negation_and_relative_clause() -> None:
    accused = tree(
        "They/PRON/nsubj/2 accused/VERB/ROOT/0/accuse him/PRON/dobj/2 of/ADP/prep/2 "
        "spying/VERB/pcomp/4/spy"
    )
    assert shown(standardise(accused, "en"))[3:] == [
        ("of", "mark", "spying"), ("spying", "advcl", "accused"),
    ]  # fmt: skip
    gave = tree(
        "He/PRON/nsubj/4 did/AUX/aux/4/do n't/PART/neg/4/not give/VERB/ROOT/0 Kyiv/PROPN/dative/4 "
        "arms/NOUN/dobj/4 who/PRON/nsubj/8 fell/VERB/relcl/6/fall"
    )
    relations = {t.text: t.dep_ for t in standardise(gave, "en")}
    assert relations["n't"] == "advmod"
    assert relations["Kyiv"] == "iobj"
    assert relations["fell"] == "acl:relcl"


def test_conjoined_prepositional_phrases() -> None:
    doc = tree(
        "met/VERB/ROOT/0/meet in/ADP/prep/1 Rome/PROPN/pobj/2 and/CCONJ/cc/2 in/ADP/conj/2 "
        "Paris/PROPN/pobj/5"
    )
    assert shown(standardise(doc, "en"))[-1] == ("Paris", "conj", "Rome")


def test_universal_tree_stays_and_names_are_mapped() -> None:
    doc = tree("Roma/PROPN/nsubj/2 accusa/VERB/ROOT/0/accusare Mosca/PROPN/obj/2 x/X/dep/2/x/A=B")
    doc.ents = [Span(doc, 0, 1, "GPE"), Span(doc, 2, 3, "MISC")]
    before = shown(doc)
    assert shown(standardise(doc, "it")) == before
    assert [(e.text, e.label_) for e in doc.spans["eventx_names"]] == [("Roma", "LOC")]


def test_missing_annotation_is_named() -> None:
    analyse = adapt(spacy.blank("it"))
    with pytest.raises(AnalyzerError, match=r"E302.*parts of speech"):
        analyse("Roma accusa Mosca.")
    lemmaless = Doc(Vocab(), words=["a"], pos=["NOUN"], morphs=["A=B"], deps=["ROOT"], heads=[0])
    with pytest.raises(AnalyzerError, match=r"E302.*lemmas"):
        standardise(lemmaless, "it")


def test_other_schemes_are_refused() -> None:
    german = tree("Er/PRON/sb/2 kommt/VERB/ROOT/0/kommen/A=B")
    with pytest.raises(AnalyzerError, match=r"E303.*TIGER"):
        standardise(german, "de")
    spanish = tree("Él/PRON/nsubj/2 viene/VERB/ROOT/0/venir/A=B algo/PRON/dobj/2")
    with pytest.raises(AnalyzerError, match=r"E303.*ClearNLP"):
        standardise(spanish, "es")


def test_empty_text_passes() -> None:
    assert len(adapt(spacy.blank("it"))("")) == 0
