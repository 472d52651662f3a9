"""The corpus as typed articles: models, sentences, counts, reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from eventx.corpus import CorpusArticle, languages, load, part_of, split_sentences, statistics
from eventx.corpus.counts import rows
from eventx.corpus.models import covered_days
from eventx.corpus.reading import read_corpus, to_line
from eventx.errors import ArticleError


@pytest.fixture
def article(root: Path) -> dict[str, Any]:
    """A clean article: a visit, a refused sale, a distractor."""
    record: dict[str, Any] = json.loads((root / "tests/data/corpus/article.json").read_text("utf8"))
    return record


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("it", "L'on. Neri è partito. Il gen. Rossi no. Fine.", 3),
        ("it", "Il gen. Rossi disse no. Poi tacque.", 2),
        ("it", "Costa 3.5 milioni. Lo scrive J. P. Bianchi. Fine.", 3),
        ("it", "Lo dice l'art. 5. Poi nulla.", 2),
        ("it", "«Mai!» ha detto il ministro. «Mai.» Poi è uscito.", 3),
        ("it", "Titolo senza punto\n\nUna frase. Seconda… forse. Terza?", 4),
        ("it", "Armi, munizioni ecc. Il resto domani.", 1),
        ("it", "«Armi, munizioni ecc.» Il resto domani.", 2),
        ("en", "Lt. Adams met Mr. Brown in Washington D.C. on Jan. 5. He left.", 2),
        ("en", "It is no. Nothing more. No. 5 came.", 3),
        ("en", "The talks ended at 5 p.m. Nobody spoke... Then all did.", 2),
        ("de", "Am 3. März traf er die 12. Brigade. Dann ging er.", 2),
        ("fr", "« Nous restons ! » Il est parti. M. Durand aussi.", 3),
        ("es", "El Sr. Pérez llegó a EE. UU. el lunes. ¿Volverá? No.", 3),
        ("pt", "A sra. Lima chegou. O cel. Dias, não.", 2),
    ],
)  # fmt: skip
def test_sentences_are_those_of_the_rule(lang: str, text: str, sentences: int) -> None:
    found = split_sentences(text, lang)
    assert len(found) == sentences
    assert all(text[one.start : one.end] == one.text for one in found)
    # Nothing is lost between them.
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())


def test_an_ordinal_ends_a_sentence_outside_german() -> None:
    assert len(split_sentences("Sono 12. Ne restano 3.", "it")) == 2
    assert len(split_sentences("Es sind die 12. Brigade und andere.", "de")) == 1


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("1991", "1991-01-01", "1991-12-31"),
    ],
)
def test_a_date_covers_its_days(date: str, first: str, last: str) -> None:
    assert [str(day) for day in covered_days(date)] == [first, last]


@pytest.mark.parametrize("date", ["2023-02-29", "2023-13", "23-01-01", "2023-1", "yesterday", ""])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match=r"is not YYYY|month|day"):
        covered_days(date)


def test_the_shipped_articles_are_typed_and_frozen() -> None:
    assert {"en", "it"} <= set(languages())
    for lang in languages():
        articles = load(lang)
        assert [article.id for article in articles] == sorted(article.id for article in articles)
        assert {article.lang for article in articles} == {lang}
    with pytest.raises(ValidationError):
        load("it")[0].events = ()  # type: ignore[misc]


def test_parts_divide_the_articles() -> None:
    parts = [load("it", part="train"), load("it", part="dev"), load("it", part="test")]
    assert sum(map(len, parts)) == len(load("it"))
    for name, articles in zip(("train", "dev", "test"), parts, strict=True):
        assert {part_of(article.id) for article in articles} == {name}


def test_an_unknown_language_or_part_is_told() -> None:
    with pytest.raises(ArticleError, match=r"\[E109\] language 'xx' is not supported"):
        load("xx")
    with pytest.raises(ArticleError, match=r"\[E111\] article field part: 'all' is none of train"):
        load("it", part="all")  # type: ignore[arg-type]


def test_counts_count(article: dict[str, Any]) -> None:
    one = CorpusArticle.model_validate_json(json.dumps(article), strict=True)
    bare = one.model_copy(update={"id": "en-002", "events": ()})
    counted = statistics([one, bare])
    assert (counted.articles, counted.without_events, counted.events) == (2, 1, 2)
    assert counted.words == 2 * len(one.text.split())
    assert (counted.attributed, counted.dated, counted.placed) == (1, 1, 1)
    assert {name: n for name, n in counted.types.items() if n} == {"CONSULT": 1, "REJECT": 1}
    assert counted.kinds == {"diplomatic_visit": 1, "pledge_of_support": 0, "arms_transfer": 1}
    assert counted.polarity == {"positive": 1, "negative": 1}
    assert counted.time == {"past": 2, "present": 0, "future": 0}
    table = {row[0]: row[1] for row in rows([counted])}
    assert table["CONSULT"] == "1"
    assert table["words"] == f"{counted.words:,}"


def test_files_of_ones_own_are_read(article: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f"\n{to_line(article)}\n", "utf8")
    (read,) = read_corpus(path)
    assert read.id == article["id"]
    path.write_text(to_line(article) + to_line({**article, "events": [{}]}), "utf8")
    with pytest.raises(ArticleError, match=r"\[E106\] line 2 of .*own.jsonl .*events.0.type: "):
        read_corpus(path)
    with pytest.raises(ArticleError, match="E102"):
        read_corpus(tmp_path / "none.jsonl")
    path.write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(ArticleError, match="E104"):
        read_corpus(path)
