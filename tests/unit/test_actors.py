"""Actor phrases on hand-built Docs: whatever the order of title, country and name."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pytest
import spacy
from spacy.tokens import Doc, Span

from eventx.components.actor_refs import code_of
from eventx.components.actors import ActorFinder
from eventx.components.layers import ActorMention
from eventx.components.roles import role_index
from eventx.lang.pack import load_pack

# A bare Vocab knows no small letters; a language's own does.
VOCAB = spacy.blank("en").vocab
DAY = dt.date(2025, 3, 1)


def build(rows: str, names: dict[str, str] | None = None) -> Doc:
    """A Doc from lines `word lemma POS head dep [morph]`; heads are 1-based, 0 is the root."""
    table = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        VOCAB,
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        pos=[r[2] for r in table],
        heads=[int(r[3]) - 1 if r[3] != "0" else i for i, r in enumerate(table)],
        deps=["ROOT" if r[3] == "0" else r[4] for r in table],
        morphs=[r[5] if len(r) > 5 else "" for r in table],
    )
    spans = []
    for words, label in (names or {}).items():
        size = len(words.split())
        start = next(i for i in range(len(doc)) if doc[i : i + size].text == words)
        spans.append(Span(doc, start, start + size, label=label))
    doc.spans["eventx_names"] = spans
    return doc


@lru_cache(maxsize=2)
def finder(lang: str) -> ActorFinder:
    return ActorFinder(load_pack(lang))


def mentions(doc: Doc, lang: str) -> list[ActorMention]:
    return finder(lang).find(doc, DAY)


def codes(mention: ActorMention) -> list[str | None]:
    return [r.code for r in mention.refs]


TITLE_FIRST = """
Il il DET 2 det Definite=Def|PronType=Art
ministro ministro NOUN 8 nsubj Gender=Masc|Number=Sing
degli di ADP 4 case
Esteri Esteri PROPN 2 nmod
russo russo ADJ 2 amod Gender=Masc|Number=Sing
Sergej Sergej PROPN 2 nmod
Lavrov Lavrov PROPN 6 flat
tace tacere VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
"""
# The same words as other parsers see them: the name is the head, or both hang on the verb.
NAME_FIRST = TITLE_FIRST.replace("ministro ministro NOUN 8 nsubj", "ministro ministro NOUN 6 nmod")
NAME_FIRST = NAME_FIRST.replace("Sergej Sergej PROPN 2 nmod", "Sergej Sergej PROPN 8 nsubj")
TWO_SUBJECTS = TITLE_FIRST.replace("Sergej Sergej PROPN 2 nmod", "Sergej Sergej PROPN 8 nsubj")


@pytest.mark.parametrize("rows", [TITLE_FIRST, NAME_FIRST, TWO_SUBJECTS])
def test_title_country_and_name_are_one_actor_however_parsed(rows: str) -> None:
    found = mentions(build(rows), "it")
    assert len(found) == 1
    ref = found[0].refs[0]
    assert (ref.code, ref.country, ref.roles) == ("RUSGOV", "RUS", ("GOV",))
    assert (ref.name, ref.type, ref.office) == ("Sergei Lavrov", "person", "ministro degli Esteri")


def test_shared_title_gives_each_its_country() -> None:
    rows = """
    I il DET 2 det Definite=Def|PronType=Art
    ministri ministro NOUN 8 nsubj Gender=Masc|Number=Plur
    di di ADP 4 case
    Francia Francia PROPN 2 nmod
    e e CCONJ 6 cc
    Germania Germania PROPN 4 conj
    si si PRON 8 expl
    incontrano incontrare VERB 0 root Mood=Ind|Number=Plur|Person=3|VerbForm=Fin
    """
    found = mentions(build(rows), "it")
    assert [codes(m) for m in found] == [["FRAGOV", "DEUGOV"]]


def test_coordinated_adjectives_give_both_armies() -> None:
    rows = """
    forze forza NOUN 5 nsubj Gender=Fem|Number=Plur
    azere azero ADJ 1 amod Gender=Fem|Number=Plur
    e e CCONJ 4 cc
    armene armeno ADJ 2 conj Gender=Fem|Number=Plur
    sparano sparare VERB 0 root Mood=Ind|Number=Plur|Person=3|VerbForm=Fin
    """
    assert [codes(m) for m in mentions(build(rows), "it")] == [["AZEMIL", "ARMMIL"]]


def test_singular_title_takes_one_country_only() -> None:
    rows = """
    il il DET 2 det Definite=Def|PronType=Art
    governo governo NOUN 7 nsubj Gender=Masc|Number=Sing
    di di ADP 4 case
    Seul Seul PROPN 2 nmod
    e e CCONJ 6 cc
    Pyongyang Pyongyang PROPN 2 conj
    trattano trattare VERB 0 root Mood=Ind|Number=Plur|Person=3|VerbForm=Fin
    """
    assert [codes(m) for m in mentions(build(rows), "it")] == [["KORGOV"], ["PRK"]]


def test_compound_demonym_gives_both_countries() -> None:
    rows = """
    accordo accordo NOUN 0 root Gender=Masc|Number=Sing
    italo-libico italo-libico ADJ 1 amod Gender=Masc|Number=Sing
    """
    (found,) = mentions(build(rows), "it")
    assert found.basis == "demonym"
    assert [r.country for r in found.refs] == ["ITA", "LBY"]


def test_deed_nouns_are_no_actors() -> None:
    rows = """
    L' il DET 2 det Definite=Def|PronType=Art
    attacco attacco NOUN 4 nsubj Gender=Masc|Number=Sing
    russo russo ADJ 2 amod Gender=Masc|Number=Sing
    continua continuare VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
    """
    (found,) = mentions(build(rows), "it")
    assert (found.start, found.end, found.basis, codes(found)) == (2, 3, "demonym", ["RUS"])


def test_a_country_in_the_locative_is_a_place() -> None:
    rows = """
    vola volare VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
    in in ADP 3 case
    Siria Siria PROPN 1 obl
    """
    (found,) = mentions(build(rows), "it")
    assert (found.basis, codes(found)) == ("place", ["SYR"])


def test_arms_act_for_their_country_only_as_subjects() -> None:
    subject = """
    Pakistani Pakistani ADJ 2 amod
    jets jet NOUN 3 nsubj Number=Plur
    struck strike VERB 0 root Tense=Past|VerbForm=Fin
    """
    goods = """
    bought buy VERB 0 root Tense=Past|VerbForm=Fin
    Pakistani Pakistani ADJ 3 amod
    jets jet NOUN 1 obj Number=Plur
    """
    assert [codes(m) for m in mentions(build(subject), "en")] == [["PAKMIL"]]
    assert [m.basis for m in mentions(build(goods), "en")] == ["demonym"]


def test_backed_by_a_country_is_not_of_it() -> None:
    rows = """
    Iran Iran PROPN 3 compound
    - - PUNCT 3 punct
    backed back VERB 4 amod VerbForm=Part
    militants militant NOUN 5 nsubj Number=Plur
    fled flee VERB 0 root Tense=Past|VerbForm=Fin
    """
    assert not any(r.country == "IRN" for m in mentions(build(rows), "en") for r in m.refs)


def test_possessive_country_before_a_name() -> None:
    rows = """
    Fiji Fiji PROPN 3 nmod:poss Number=Sing
    's 's PART 1 case
    Sitiveni Sitiveni PROPN 5 nsubj Number=Sing
    Rabuka Rabuka PROPN 3 flat
    left leave VERB 0 root Tense=Past|VerbForm=Fin
    """
    (found,) = mentions(build(rows, {"Sitiveni Rabuka": "PER"}), "en")
    assert codes(found) == ["FJIGOV"]


def test_envoy_of_a_person_has_the_persons_country() -> None:
    rows = """
    l' il DET 2 det Definite=Def|PronType=Art
    inviato inviato NOUN 6 nsubj Gender=Masc|Number=Sing
    di di ADP 4 case
    Vladimir Vladimir PROPN 2 nmod
    Putin Putin PROPN 4 flat
    arriva arrivare VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
    """
    found = mentions(build(rows), "it")
    assert [(m.head, codes(m)[0][:3]) for m in found if m.refs] == [(1, "RUS"), (3, "RUS")]


def test_no_evidence_gives_no_actor() -> None:
    rows = """
    il il DET 2 det Definite=Def|PronType=Art
    ministro ministro NOUN 3 nsubj Gender=Masc|Number=Sing
    tace tacere VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
    """
    (found,) = mentions(build(rows), "it")
    assert found.refs == ()


def test_longest_role_noun_leaves_the_country_alone() -> None:
    rows = """
    presidente presidente NOUN 4 nsubj Gender=Masc|Number=Sing
    della di ADP 3 case
    Federazione Federazione PROPN 1 nmod
    tace tacere VERB 0 root Mood=Ind|Number=Sing|Person=3|VerbForm=Fin
    """
    whole = rows.replace("tace tacere VERB 0 root", "Russa Russa PROPN 3 flat")
    (found,) = mentions(build(whole.replace("NOUN 4 nsubj", "NOUN 0 root")), "it")
    assert codes(found) == ["RUSGOV"]
    (alone,) = mentions(build(rows), "it")
    assert alone.refs == ()


@pytest.mark.parametrize(
    ("country", "roles", "code"),
    [("PRK", ("GOV",), "PRKGOV"), ("PRK", (), "PRK"), (None, ("GOV",), None)],
)
def test_codes(country: str | None, roles: tuple[str, ...], code: str | None) -> None:
    assert code_of(country, roles) == code


def test_role_nouns_know_office_and_body() -> None:
    index = role_index("en")
    minister, army = index.get("Foreign Minister"), index.get("army")
    assert minister is not None
    assert army is not None
    assert (minister.role, minister.office) == ("GOV", True)
    assert (army.role, army.collective) == ("MIL", True)
    assert index.get("weather") is None
