"""Who does what to whom in single sentences: what the rules' own examples do not check."""

from __future__ import annotations

import datetime as dt

import pytest

from eventx.article import Article
from eventx.pipeline import load

CASES = [
    # companions of a visitor; a plane or a letter is none
    ("it", "Il premier polacco è arrivato a Kiev con il presidente lettone.", "042",
     ["POLGOV", "LVAGOV"], ["UKR"]),
    ("it", "Il ministro francese è arrivato a Tunisi con un aereo militare.", "042",
     ["FRAGOV"], ["TUN"]),
    ("en", "The Kenyan president flew to Kigali with the Ugandan foreign minister.", "042",
     ["KENGOV", "UGAGOV"], ["RWA"]),
    # who may count on another is promised support
    ("it", "L'Armenia può contare sulla Francia.", "03", ["FRA"], ["ARM"]),
    ("en", "Kyiv can rely on Latvia, the president said.", "03", ["LVA"], ["UKR"]),
    # an object behind a verb that is never without one
    ("it", "Lavrov è volato ad Algeri, dove ha incontrato il presidente algerino.", "04",
     ["RUSGOV"], ["DZAGOV"]),
    # a weapon's name is nobody
    ("en", "Addis Ababa bought eight Su-27 fighters from Russia.", "062", ["RUS"], ["ETH"]),
    ("it", "Riad ha ordinato alla Svezia un numero imprecisato di semoventi Archer.", "062",
     ["SWE"], ["SAU"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "sentence", "cameo", "source", "target"), CASES)
def test_parties(
    lang: str, sentence: str, cameo: str, source: list[str], target: list[str]
) -> None:
    article = Article(id="a", text=sentence, lang=lang, published=dt.date(2024, 3, 1))
    events = [e for e in load(lang).code(article) if e.cameo == cameo]
    assert [([a.code for a in e.source], [a.code for a in e.target]) for e in events] == [
        (source, target)
    ]


NOTHING = [
    ("it", "Chi arma l'aggressore ne risponderà.", "072"),
    ("it", "I guerriglieri hanno consegnato 840 fucili entro la scadenza.", "072"),
]


@pytest.mark.parametrize(("lang", "sentence", "cameo"), NOTHING)
def test_no_transfer_without_parties(lang: str, sentence: str, cameo: str) -> None:
    article = Article(id="a", text=sentence, lang=lang, published=dt.date(2024, 3, 1))
    assert [e.cameo for e in load(lang).code(article) if e.cameo == cameo] == []
