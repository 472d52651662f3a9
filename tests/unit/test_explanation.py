"""Why an event was coded: found again by its id, told step by step."""

from __future__ import annotations

from typing import Any

import pytest

import eventx.explanation
from eventx.article import Article
from eventx.components.layers import Claim, Draft, Modality
from eventx.errors import ArticleError
from eventx.event import Event, read_event
from eventx.explanation import explain

TEXT = "Roma critica Tunisi. Roma critica Parigi."
ARTICLE = Article(id="a1", text=TEXT, lang="it")


def event(id: str, at: int) -> Event:
    trigger = {"text": "critica", "start": at, "end": at + 7}
    return read_event({
        "id": id, "article": {"id": "a1", "lang": "it"}, "kind": "accusation", "plover": None,
        "cameo": "111", "cameo_name": "Criticize or denounce", "quad_class": 3, "source": [],
        "target": [], "certainty": "probable", "polarity": "positive", "tense": "past",
        "evidence": {"field": "text", "trigger": trigger, "sentence": trigger},
        "confidence": 0.25, "extractor": "rules:it.111.test",
    })  # fmt: skip


class TwoEvents:
    """A coder that finds two events, the second told twice."""

    def __init__(self, by_hand: Any) -> None:
        doc = by_hand.doc("critica criticare VERB 0 root")
        rule = by_hand.rule("111")
        first, second, again = (by_hand.draft(doc, 0, rule) for _ in range(3))
        first.steps = ["rule it.111.test on 'critica'"]
        first.claims = [Claim(0, 1, "Ansa", "according to")]
        second.steps, again.steps = ["rule one"], ["rule two"]
        second.modality = Modality("probable", "positive", "past", None, ("likely", "said"))
        self.found: list[tuple[Event, tuple[Draft, list[Draft]]]] = [
            (event("abcd1", 5), (first, [])),
            (event("abce2", 26), (second, [again])),
        ]

    def groups(self, article: Article) -> list[tuple[Event, tuple[Draft, list[Draft]]]]:
        assert article.id == "a1"
        return self.found


@pytest.fixture
def asked(by_hand: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """The languages and packs that a coder was asked for."""
    calls: list[tuple[str, object]] = []

    def load(lang: str, *, pack: object = None) -> TwoEvents:
        calls.append((lang, pack))
        return TwoEvents(by_hand)

    monkeypatch.setattr(eventx.explanation, "load", load)
    return calls


@pytest.mark.parametrize("id", ["abcd1", "abcd"])
def test_the_steps_of_an_event(asked: list[Any], id: str) -> None:
    told = explain(id, ARTICLE)
    assert told.event.id == "abcd1"
    assert told.lines == (
        "rule it.111.test on 'critica'",
        "certain, positive, past: no operator in scope",
        "attributed to 'Ansa' by according to",
        "confidence 0.25 from a model over these features",
    )
    assert str(told).splitlines() == [str(told.event), *("  " + line for line in told.lines)]


def test_operators_and_further_mentions(asked: list[Any]) -> None:
    assert explain("abce2", ARTICLE).lines == (
        "rule one",
        "probable, positive, past: likely, said",
        "the same happening again: it.111.test",
        "  rule two",
        "confidence 0.25 from a model over these features",
    )


@pytest.mark.parametrize("id", ["abc", "", "ffff", "bcd1"])
def test_an_id_must_name_one_event(asked: list[Any], id: str) -> None:
    with pytest.raises(ArticleError) as caught:
        explain(id, ARTICLE)
    assert caught.value.code == "E114"


def test_which_language_is_used(asked: list[Any]) -> None:
    explain("abcd", ARTICLE)
    explain("abcd", ARTICLE, lang="en")
    explain("abcd", Article(id="a1", text="Il governo ha deciso di inviare le truppe al confine."))
    assert [lang for lang, _ in asked] == ["it", "en", "it"]


def test_a_language_that_cannot_be_told(asked: list[Any]) -> None:
    with pytest.raises(ArticleError) as caught:
        explain("abcd", Article(id="a1", text="12 34 56"))
    assert caught.value.code == "E110"
    assert asked == []


@pytest.mark.engine
def test_an_event_of_the_coder_is_found_again() -> None:
    article = Article(text="La Francia ha accusato il Mali.", lang="it", published="2025-06-18")
    (event,) = eventx.extract(article.text, "it", "2025-06-18")
    told = explain(event.id, article)
    assert told.event == event
    assert any("'Francia'" in line for line in told.lines)
    assert event.extractor.removeprefix("rules:") in told.lines[0]
