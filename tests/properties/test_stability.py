"""The same article gives the same events: whenever, wherever, and whatever else is about."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import eventx

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FIELDS = ("text", "title", "published", "id", "lang")


def golden(lang: str, count: int) -> list[dict[str, Any]]:
    text = (GOLDEN / f"{lang}.toml").read_text(encoding="utf8")
    found = []
    for article in tomllib.loads(text)["article"][:count]:
        article |= {"id": article["name"], "lang": lang, "published": str(article["published"])}
        found.append({k: article[k] for k in FIELDS})
    return found


ARTICLES = golden("it", 2) + golden("en", 2)


@pytest.fixture(scope="module")
def alone() -> dict[str, list[dict[str, Any]]]:
    """The records of each article, coded by itself."""
    return {a["id"]: eventx.extract(**a).to_records() for a in ARTICLES}


@settings(deadline=None, derandomize=True, max_examples=3)
@given(order=st.permutations(ARTICLES))
def test_the_order_of_articles_changes_nothing(
    alone: dict[str, list[dict[str, Any]]], order: list[dict[str, Any]]
) -> None:
    results = list(eventx.extract_many(order))
    assert [r.article.id for r in results if r.article] == [a["id"] for a in order]
    assert {a["id"]: r.to_records() for a, r in zip(order, results, strict=True)} == alone


def test_ids_of_an_articles_events_differ(alone: dict[str, list[dict[str, Any]]]) -> None:
    ids = [record["id"] for records in alone.values() for record in records]
    assert len(ids) > 20
    assert len(set(ids)) == len(ids)


def test_another_process_with_other_hashes_gives_the_same(
    alone: dict[str, list[dict[str, Any]]], eventx: Any
) -> None:
    article = ARTICLES[0]
    line = json.dumps(article, ensure_ascii=False).encode("utf8")
    run = eventx("extract", "-", stdin=line, env={"PYTHONHASHSEED": "7"})
    assert run.returncode == 0, run.stderr
    assert [json.loads(x) for x in run.stdout.splitlines()] == alone[article["id"]]


# ---- unrelated company -----------------------------------------------------------------------

TOLD = {
    "it": (
        "La Svezia ha fornito missili alla Polonia.",
        "Il presidente turco è arrivato lunedì a Tunisi.",
        "La Grecia ha condannato la Turchia.",
        "La Spagna potrebbe inviare radar alla Romania.",
    ),
    "en": (
        "Sweden supplied missiles to Poland.",
        "The Turkish president arrived in Tunis on Monday.",
        "Greece condemned Turkey.",
        "Spain might send radars to Romania.",
    ),
}
UNRELATED = {
    "it": (
        "Sulle Alpi è caduta molta neve.",
        "Domenica il campionato di pallavolo riprende con sei partite.",
        "Le temperature resteranno sopra la media per tutta la settimana.",
        "La ricetta prevede tre uova e un limone.",
    ),
    "en": (
        "Heavy snow has fallen in the mountains.",
        "The volleyball league resumes on Sunday with six matches.",
        "Temperatures will stay above average all week.",
        "The recipe calls for three eggs and a lemon.",
    ),
}


def told(lang: str, sentences: list[str]) -> list[dict[str, Any]]:
    """Events without what depends on where they stand in the text."""
    found = []
    for record in eventx.extract(" ".join(sentences), lang, "2025-06-18").to_records():
        plain = {k: record[k] for k in ("kind", "cameo", "certainty", "polarity", "tense", "when")}
        plain["sides"] = [[a["code"] for a in record[s]] for s in ("source", "target")]
        plain["trigger"] = record["evidence"]["trigger"]["text"]
        plain["where"] = record["where"] and record["where"]["name"]
        plain["said"] = [a["name"] for a in record["attribution"]]
        found.append(plain)
    return found


@settings(deadline=None, derandomize=True, max_examples=12)
@given(data=st.data())
@pytest.mark.parametrize("lang", TOLD)
def test_unrelated_sentences_change_no_event(lang: str, data: st.DataObject) -> None:
    sentences = data.draw(
        st.lists(st.sampled_from(TOLD[lang]), min_size=1, max_size=3, unique=True)
    )
    extra = data.draw(st.sampled_from(UNRELATED[lang]))
    at = data.draw(st.integers(0, len(sentences)))
    with_extra = [*sentences[:at], extra, *sentences[at:]]
    assert told(lang, with_extra) == told(lang, sentences)


@pytest.mark.parametrize("lang", TOLD)
def test_the_company_is_indeed_unrelated(lang: str) -> None:
    assert told(lang, list(UNRELATED[lang])) == []
    assert len(told(lang, list(TOLD[lang]))) == len(TOLD[lang])


# ---- anything at all -------------------------------------------------------------------------

SCRAPS = (
    *"«»“”\"'’()[]{}.,;:!?…-–—/\\%€$&*#@|~", "\n", "\r", "\n\n", "\t", "\u00a0", "\u200b",
    "\ufeff", "🚀", "👨‍👩‍👧", "e\u0301", "中文", "سلام", "ß", "İ", "1.", "31/02/2024", "x" * 300,
    "Putin", "Mosca", "ha",
    "inviato", "missili", "a", "Kim", "non", "secondo", "di", "si", "visita", "the", "sent", "to",
    "Moscow", "according", "not", "yesterday", "ieri", "'s", "dell'", "\ud800", "\x00", "\x1b",
)  # fmt: skip
USUAL = {"E101", "E104", "E110", "E111"}


def garbage() -> st.SearchStrategy[str]:
    scraps = st.lists(st.sampled_from(SCRAPS), max_size=25)
    return st.text(max_size=80) | scraps.map(" ".join) | scraps.map("".join)


@settings(deadline=None, derandomize=True, max_examples=80)
@given(st.lists(st.tuples(garbage(), st.sampled_from(("it", "en", None))), max_size=3))
def test_garbage_never_breaks_the_coder(texts: list[tuple[str, str | None]]) -> None:
    results = list(eventx.extract_many({"text": t, "lang": lang, "title": t} for t, lang in texts))
    assert len(results) == len(texts)
    for result in results:
        if result.error is not None:
            # E113, the code of a fault in the coder, is not among them.
            assert result.error.error.code in USUAL
        json.dumps(result.to_records(), ensure_ascii=False).encode("utf8")
