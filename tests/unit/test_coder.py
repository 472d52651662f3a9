"""Drafts to typed events: fields and offsets, codes, kinds, details of several mentions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from eventx.article import Article
from eventx.components.coder import EventCoder, Spans
from eventx.components.layers import Claim, Draft, ItemMention, Layers, Modality
from eventx.event import ArmsTransfer, ArmsTransferSpeculation, Statement

DAY = dt.date(2025, 6, 18)
TITLE, TEXT = "Roma tace", "Tunisi cede radar a Roma."
WORDS = ["Roma", "tace", "\n\n", "Tunisi", "cede", "radar", "a", "Roma", "."]
ARTICLE = Article(id="a1", title=TITLE, text=TEXT, lang="it", published=DAY)


@pytest.fixture
def layers() -> Layers:
    doc = Doc(
        spacy.blank("it").vocab, words=WORDS,
        spaces=[True, False, False, True, True, True, True, False, False],
        pos=["PROPN", "VERB", "SPACE", "PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"],
        heads=[1, 1, 1, 4, 4, 4, 7, 4, 4],
        deps=["nsubj", "ROOT", "dep", "nsubj", "ROOT", "obj", "case", "obl", "punct"],
    )  # fmt: skip
    assert doc.text == f"{TITLE}\n\n{TEXT}"
    return Layers(doc, "it", DAY, offset=len(TITLE) + 2)


@pytest.fixture
def give(layers: Layers, by_hand: Any) -> Draft:
    rule = by_hand.rule("072", kind="arms_transfer")
    giver, taker = (
        by_hand.actor(layers.doc, "Tunisi", "TUN"),
        by_hand.actor(layers.doc, "Roma", "ITA"),
    )
    draft: Draft = by_hand.draft(layers.doc, "cede", rule, [giver], [taker])
    draft.items = [ItemMention(5, 6, 5, "sensors")]
    return draft


def code(layers: Layers, draft: Draft, *rest: Draft) -> Any:
    return EventCoder(ARTICLE, layers, "it").event(draft, rest, 0.123456)


def test_offsets_count_in_the_field_that_the_words_lie_in(layers: Layers, give: Draft) -> None:
    event = code(layers, give)
    (giver,), (taker,) = event.source, event.target
    assert (giver.field, TEXT[giver.start : giver.end]) == ("text", "Tunisi")
    # The first "Roma" stands in the title.
    assert (taker.field, TITLE[taker.start : taker.end]) == ("title", "Roma")
    trigger, sentence = event.evidence.trigger, event.evidence.sentence
    assert event.evidence.field == "text"
    assert TEXT[trigger.start : trigger.end] == trigger.text == "cede"
    assert TEXT[sentence.start : sentence.end] == sentence.text == TEXT


def test_evidence_in_the_title(layers: Layers, by_hand: Any) -> None:
    rome = by_hand.actor(layers.doc, "Roma", "ITA")
    event = code(layers, by_hand.draft(layers.doc, "tace", by_hand.rule("010"), [rome]))
    assert isinstance(event, Statement)
    assert event.evidence.field == "title"
    # The blank line behind the title is not part of its sentence.
    assert event.evidence.sentence.text == TITLE


def test_white_space_at_the_edges_is_no_evidence(layers: Layers) -> None:
    spans = Spans(layers)
    assert spans(1, 3) == ("tace", 5, 9, "title")
    assert spans.characters(4, 9) == ("tace", 5, 9, "title")


@pytest.mark.parametrize(
    ("certainty", "kind", "stage"),
    [
        ("certain", ArmsTransfer, "delivered"),
        ("probable", ArmsTransferSpeculation, "speculated"),
        ("possible", ArmsTransferSpeculation, "speculated"),
    ],
)
def test_an_uncertain_transfer_is_a_speculation(
    layers: Layers, give: Draft, certainty: Any, kind: type, stage: str
) -> None:
    give.modality = Modality(certainty=certainty)
    event = code(layers, give)
    assert type(event) is kind
    assert event.details.stage == stage
    assert [(i.text, i.category) for i in event.details.items] == [("radar", "sensors")]


def test_codes_of_the_schemes(layers: Layers, give: Draft, by_hand: Any) -> None:
    event = code(layers, give)
    assert (event.cameo, event.cameo_name) == ("072", "Provide military aid")
    assert (event.plover.event, event.quad_class, event.acled) == ("AID", 2, None)
    assert event.extractor == "rules:it.072.test"
    assert event.confidence == 0.12
    fight = code(layers, by_hand.draft(layers.doc, "cede", by_hand.rule("190"), give.source))
    assert fight.plover.event == "ASSAULT"
    assert fight.quad_class == 4
    assert (
        code(layers, by_hand.draft(layers.doc, "cede", by_hand.rule("010"), give.source)).plover
        is None
    )


def test_the_rules_contexts_and_mode_join_those_of_the_code(
    layers: Layers, give: Draft, by_hand: Any
) -> None:
    rule = by_hand.rule("072", contexts=("territory",), mode="military")
    event = code(layers, by_hand.draft(layers.doc, "cede", rule, give.source))
    assert event.plover.mode == "military"
    assert event.plover.contexts[-1] == "territory"
    assert len(event.plover.contexts) == len(set(event.plover.contexts))


def test_a_party_named_twice_is_one_actor(layers: Layers, give: Draft, by_hand: Any) -> None:
    again = by_hand.actor(layers.doc, "Tunisi", "TUN")
    other = by_hand.actor(layers.doc, "Tunisi", "TUNGOV")
    give.source = [*give.source, again, other]
    assert [a.code for a in code(layers, give).source] == ["TUN", "TUNGOV"]


def test_who_says_so(layers: Layers, give: Draft) -> None:
    give.claims = [Claim(7, 8, "Roma capitale", "reporting"), Claim(3, 4, "", "reporting")]
    found = code(layers, give).attribution
    assert [(a.text, a.name) for a in found] == [("Roma", "Roma capitale"), ("Tunisi", "Tunisi")]
    assert TEXT[found[0].start : found[0].end] == "Roma"


def test_later_mentions_fill_what_the_first_leaves_open(
    layers: Layers, give: Draft, by_hand: Any
) -> None:
    later = by_hand.draft(layers.doc, "tace", give.trigger.rule, items=give.items)
    give.items = []
    event = code(layers, give, later)
    assert [i.text for i in event.details.items] == ["radar"]
    assert event.details.stage == "delivered"
    assert [(m.field, m.trigger.text) for m in event.mentions] == [("title", "tace")]


def test_the_id_is_that_of_the_content(layers: Layers, give: Draft, by_hand: Any) -> None:
    first = code(layers, give).id
    assert code(layers, give).id == first
    give.modality = Modality(tense="future")
    assert code(layers, give).id == first  # how it is told does not change what it is
    give.target = [by_hand.actor(layers.doc, "Roma", "FRA")]
    assert code(layers, give).id != first
