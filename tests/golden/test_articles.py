"""Whole articles: the events that a reader finds, no more and no fewer."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import eventx

FOLDER = Path(__file__).parent
KINDS = frozenset({
    "diplomatic_visit", "pledge_of_support", "arms_transfer", "arms_transfer_speculation",
})  # fmt: skip


def articles() -> dict[str, dict[str, Any]]:
    found = {}
    for lang in ("it", "en"):
        text = (FOLDER / f"{lang}.toml").read_text(encoding="utf8")
        for article in tomllib.loads(text)["article"]:
            found[article["name"]] = {**article, "lang": lang}
    return found


ARTICLES = articles()


def side(actors: tuple[Any, ...]) -> str:
    return "+".join(sorted({a.country or a.code or a.name for a in actors})) or "-"


@lru_cache(maxsize=len(ARTICLES))
def found_in(name: str) -> Counter[str]:
    article = ARTICLES[name]
    result = eventx.extract(
        article["text"], article["lang"], article["published"], article["title"]
    )
    return Counter(
        f"{e.kind} {side(e.source)} {side(e.target)} {e.certainty} {e.polarity}" for e in result
    )


@pytest.mark.parametrize("name", ARTICLES)
def test_events_of_an_article(name: str) -> None:
    article = ARTICLES[name]
    expected, found = Counter(article["events"]), found_in(name)
    assert expected - found == Counter()
    if article.get("complete", True):
        assert found - expected == Counter()


@pytest.mark.parametrize("name", ARTICLES)
def test_no_event_of_a_kind_is_told_twice(name: str) -> None:
    told = Counter({e: n for e, n in found_in(name).items() if e.split()[0] in KINDS})
    assert [e for e, n in told.items() if n > 1] == []


@pytest.mark.parametrize("name", [n for n, a in ARTICLES.items() if "twin" in a])
def test_a_retelling_in_the_other_language_gives_the_same_events(name: str) -> None:
    twin = ARTICLES[name]["twin"]
    assert ARTICLES[twin]["twin"] == name
    assert found_in(name) == found_in(twin)


def test_condition_of_a_pledge() -> None:
    article = ARTICLES["conditional_pledge"]
    result = eventx.extract(
        article["text"], article["lang"], article["published"], article["title"]
    )
    (pledge,) = [e for e in result if isinstance(e, eventx.PledgeOfSupport)]
    assert pledge.details.conditionality == "conditional"
    assert pledge.details.condition is not None
    assert "riforme della giustizia" in pledge.details.condition
