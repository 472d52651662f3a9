"""Weapons: the tables, the company that words need, and sentences of our own in six languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from eventx.components.details_words import load_detail_words
from eventx.components.items import ItemFinder
from eventx.components.items_lexicon import Lexicon, cut, load_lexicon
from eventx.components.layers import ItemMention
from eventx.errors import AnalyzerError, PackError

DATA = Path(__file__).parents[1] / "data" / "items"
LANGUAGES = ("it", "en", "es", "fr", "de", "pt")
Words = list[tuple[str, str, int, str]]


def build(words: Words, **morph: str) -> Doc:
    """A Doc from (word, part of speech, head, relation); a word that ends in _ touches the next."""
    return Doc(
        Vocab(),
        words=[w.rstrip("_") for w, *_ in words],
        spaces=[not w.endswith("_") for w, *_ in words],
        pos=[p for _, p, _, _ in words],
        heads=[h for _, _, h, _ in words],
        deps=[d for _, _, _, d in words],
        morphs=[morph.get(w.rstrip("_"), "") for w, *_ in words],
    )


def shown(doc: Doc, mentions: list[ItemMention]) -> list[tuple[str, str, str]]:
    return [(doc[m.start : m.end].text, doc[m.head].text, m.category) for m in mentions]


def test_noun_and_name_are_one_item_with_the_noun_as_head() -> None:
    doc = build([
        ("Oslo", "PROPN", 1, "nsubj"), ("sent", "VERB", 1, "ROOT"),
        ("Su-27", "PROPN", 3, "compound"),
        ("fighters", "NOUN", 1, "obj"), (".", "PUNCT", 1, "punct"),
    ])  # fmt: skip
    found = shown(doc, ItemFinder("en").find(doc))
    assert found == [("Su-27 fighters", "fighters", "aircraft")]


def test_fighters_without_a_name_are_people() -> None:
    doc = build([
        ("Rebel", "ADJ", 1, "amod"), ("fighters", "NOUN", 2, "nsubj"), ("fled", "VERB", 2, "ROOT"),
    ])  # fmt: skip
    assert ItemFinder("en").find(doc) == []


def test_arms_and_ammunition_are_two_items() -> None:
    doc = build([
        ("Invia", "VERB", 0, "ROOT"), ("armi", "NOUN", 0, "obj"), ("e", "CCONJ", 3, "cc"),
        ("munizioni", "NOUN", 1, "conj"), (".", "PUNCT", 0, "punct"),
    ])  # fmt: skip
    found = shown(doc, ItemFinder("it").find(doc))
    assert found == [("armi", "armi", "other"), ("munizioni", "munizioni", "ammunition")]


@pytest.mark.parametrize(
    ("article", "number", "weapon"),
    [("la", "Sing", False), ("i", "Plur", True), ("il", "Sing", True), ("una", "Sing", False)],
)
def test_caccia_is_hunting_or_an_aircraft(article: str, number: str, weapon: bool) -> None:
    doc = build(
        [("Seguono", "VERB", 0, "ROOT"), (article, "DET", 2, "det"), ("caccia", "NOUN", 0, "obj")],
        **{article: f"Number={number}"},
    )
    assert bool(ItemFinder("it").find(doc)) is weapon


def test_a_verb_is_no_weapon() -> None:
    doc = build([
        ("Kigali", "PROPN", 1, "nsubj"), ("arms", "VERB", 1, "ROOT"), ("rebels", "NOUN", 1, "obj"),
    ])  # fmt: skip
    assert ItemFinder("en").find(doc) == []


def test_a_battery_takes_the_category_of_its_name_and_the_link_belongs_to_it() -> None:
    doc = build([
        ("drei", "NUM", 1, "nummod"), ("Batterien", "NOUN", 4, "obj"), ("vom", "ADP", 3, "case"),
        ("Typ", "NOUN", 1, "nmod"), ("liefern", "VERB", 4, "ROOT"),
    ])  # fmt: skip
    assert ItemFinder("de").find(doc) == []
    doc = build([
        ("Batterien", "NOUN", 4, "obj"), ("vom", "ADP", 2, "case"), ("Typ", "NOUN", 0, "nmod"),
        ("Patriot", "PROPN", 2, "appos"), ("liefern", "VERB", 4, "ROOT"),
    ])  # fmt: skip
    found = shown(doc, ItemFinder("de").find(doc))
    assert found == [("Batterien vom Typ Patriot", "Batterien", "air defence")]


def test_calibre_belongs_to_the_item() -> None:
    doc = build([
        ("munizioni", "NOUN", 0, "ROOT"), ("da", "ADP", 3, "case"), ("155", "NUM", 3, "nummod"),
        ("mm", "NOUN", 0, "nmod"), ("russe", "ADJ", 0, "amod"),
    ])  # fmt: skip
    assert shown(doc, ItemFinder("it").find(doc)) == [
        ("munizioni da 155 mm", "munizioni", "ammunition")
    ]


@pytest.mark.parametrize(
    "text",
    ["resolution 1701", "the A-4 near Seville", "Boeing 737", "iPhone 16", "M23 rebels", "M5S",
     "S-Bahn", "T-shirts", "Type 2 diabetes", "F-150 pickups", "COVID-19", "COP-29", "G-7", "K-9"],
)  # fmt: skip
@pytest.mark.parametrize("lang", LANGUAGES)
def test_designations_that_are_none(lang: str, text: str) -> None:
    doc = build([(w, "X", 0, "dep" if i else "ROOT") for i, w in enumerate(text.split())])
    assert ItemFinder(lang).find(doc) == []


@pytest.mark.parametrize(
    ("text", "category"),
    [("Su-35S", "aircraft"), ("MiG-29s", "aircraft"), ("F/A-18", "aircraft"),
     ("T-90M", "armoured vehicles"),
     ("S-400", "air defence"), ("Kh-101", "missiles"), ("Mi-24", "aircraft"), ("KN-23", "missiles"),
     ("BMP-2", "armoured vehicles"), ("AK-47s", "small arms"), ("Leopard 2A6", "armoured vehicles"),
     ("Samp/T", "air defence"), ("HIMARS", "artillery"), ("Bayraktar TB2", "drones"),
     ("Hwasong-18", "missiles"), ("AN/TPQ-36", "sensors")],
)  # fmt: skip
def test_designations(text: str, category: str) -> None:
    context = ["They", "sold", "12", *text.split()]
    tags = ["PRON", "VERB", "NUM", *["PROPN"] * len(text.split())]
    doc = build(
        [(w, p, 1, "ROOT" if p == "VERB" else "dep") for w, p in zip(context, tags, strict=True)]
    )
    mentions = ItemFinder("en").find(doc)
    assert [(doc[m.start : m.end].text, m.category) for m in mentions] == [(text, category)]


@given(st.text(max_size=80) | st.lists(
    st.sampled_from(["armi", "e", "Leopard", "2A6", "Su-27", "caccia", ",", "missili", "di", "\n",
                     "155", "mm", "Samp/T", "tipo", "."]), max_size=12).map(" ".join))  # fmt: skip
def test_items_lie_in_the_doc_and_apart(text: str) -> None:
    words = text.replace("_", "").split()
    doc = build([(w, "NOUN", 0, "dep" if i else "ROOT") for i, w in enumerate(words)])
    end = 0
    for mention in ItemFinder("it").find(doc):
        assert end <= mention.start <= mention.head < mention.end <= len(doc)
        end = mention.end


# ---- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_load_and_are_full(lang: str) -> None:
    load_detail_words(lang)
    lexicon = load_lexicon(lang)
    text = {
        "it": "armi",
        "en": "weapons",
        "es": "armas",
        "fr": "armes",
        "de": "Waffen",
        "pt": "armas",
    }
    assert lexicon.matches(text[lang], cut(text[lang]))
    table = Path(__file__).parents[2] / "eventx" / "lang" / lang / "weapons.tsv"
    rows = [r for r in table.read_text(encoding="utf8").splitlines() if r[0] != "#"]
    assert len(rows) > (200 if lang in ("it", "en") else 120)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"category": "swords"}, "unknown category"), ({"needs": "luck"}, "unknown need"),
     ({"unless": "no mark"}, "write ~")],
)  # fmt: skip
def test_faulty_rows_are_told(
    monkeypatch: pytest.MonkeyPatch, cells: dict[str, str], reason: str
) -> None:
    good = {
        "forms": "x",
        "names": "X",
        "form": "name",
        "category": "ships",
        "needs": "",
        "unless": "",
    }
    monkeypatch.setattr("eventx.components.items_lexicon.read_rows", lambda *a: [good | cells])
    with pytest.raises(PackError, match=reason):
        Lexicon("it")


def test_a_form_listed_twice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "forms": "x",
        "names": "X",
        "form": "name",
        "category": "ships",
        "needs": "",
        "unless": "",
    }
    rows = [row, row | {"category": "drones"}]
    monkeypatch.setattr("eventx.components.items_lexicon.read_rows", lambda *a: rows)
    with pytest.raises(PackError, match="listed twice"):
        Lexicon("it")


def test_missing_details_are_told() -> None:
    with pytest.raises(PackError, match="E401"):
        load_detail_words("xx")


# ---- sentences -------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _analysis(lang: str) -> Callable[[str], Doc]:
    from eventx.analyzer.component import build_nlp

    try:
        nlp = build_nlp(lang)
        nlp("x")
    except AnalyzerError as error:
        pytest.skip(str(error))
    return nlp


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences(lang: str) -> None:
    """Nineteen of twenty items right, and not one of the decoys."""
    analyse, finder = _analysis(lang), ItemFinder(lang)
    right = found = wanted = 0
    for line in (DATA / f"{lang}.tsv").read_text(encoding="utf8").splitlines()[1:]:
        text, _, cell = line.partition("\t")
        expected = set(cell.split("|")) if cell else set()
        doc = analyse(text)
        got = {f"{doc[m.start : m.end].text.rstrip('.')}={m.category}" for m in finder.find(doc)}
        assert expected or not got, f"decoy {text!r} gave {got}"
        right, found, wanted = right + len(got & expected), found + len(got), wanted + len(expected)
    assert right / found >= 0.95
    assert right / wanted >= 0.95
