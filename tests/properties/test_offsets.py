"""Whatever stands between sentences, what an event points at is in the article word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import eventx

SENTENCES = {
    "it": (
        "Il presidente turco è arrivato ieri a Tunisi.",
        "La Francia ha promesso aiuti militari alla Libia.",
        "Secondo l'agenzia Reuters, la Russia avrebbe consegnato all'Iran due radar.",
        "Il ministro degli Esteri polacco ha incontrato a Vienna l’omologa svedese.",
        "«Sosterremo la Grecia», ha detto lunedì il premier spagnolo.",
        "L'Onu ha condannato l'attacco.",
        "Kim Jong-un ha ricevuto Sergei Shoigu a Pyongyang.",
        "La Nigeria ha espulso due diplomatici del Niger il 3 marzo 2024.",
    ),
    "en": (
        "The Turkish president arrived in Tunis yesterday.",
        "France promised military aid to Libya.",
        "According to Reuters, Russia may have delivered two radars to Iran.",
        "Poland's foreign minister met her Swedish counterpart in Vienna.",
        "“We will support Greece,” Spain's prime minister said on Monday.",
        "The UN condemned the attack.",
        "Kim Jong Un received Sergei Shoigu in Pyongyang.",
        "Nigeria expelled two diplomats from Niger on 3 March 2024.",
    ),
}
SEPARATORS = (
    " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "  ", "\u00a0", "\u202f", "\u2009", "\u200b",
    "\ufeff", " — ", " – ", "—", " - ", " « ", "» ", " “", "” ", ' "', '" ', " ‘", "’ ", " (",
    ") ", "… ", " 🚀 ", " 👨‍👩‍👧 ", " e\u0301 ", " • ", "\n* ", " [1] ", " *** ", "\x0b", "\x0c",
    "\u2028",
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn, lang: str) -> tuple[str | None, str]:
    """A title or none, and a text of own sentences with something between them."""
    sentences = st.sampled_from(SENTENCES[lang])
    between = st.lists(st.sampled_from(SEPARATORS), min_size=1, max_size=2).map("".join)
    parts = [draw(st.sampled_from(("", " ", "\n", "«", "🚀 ")))]
    for sentence in draw(st.lists(sentences, min_size=1, max_size=3)):
        parts += [sentence, draw(between)]
    return draw(st.none() | sentences.map(lambda s: s.rstrip("."))), "".join(parts)


def spans(part: Any, field: str = "text") -> Iterator[tuple[str, dict[str, Any]]]:
    """All spans of a record with the field that they count in."""
    if isinstance(part, dict):
        field = part.get("field") or field
        if {"text", "start", "end"} <= part.keys() and isinstance(part["start"], int):
            yield field, part
        for value in part.values():
            yield from spans(value, field)
    elif isinstance(part, list):
        for value in part:
            yield from spans(value, field)


def check(lang: str, title: str | None, text: str) -> None:
    fields = {"title": title or "", "text": text}
    for record in eventx.extract(text, lang, "2025-06-18", title).to_records():
        record.pop("article")
        found = list(spans(record))
        assert found
        for field, span in found:
            assert fields[field][span["start"] : span["end"]] == span["text"]
            assert span["text"] == span["text"].strip()
        for circumstance in (record["when"], record["where"]):
            words = circumstance and circumstance["text"]
            assert not words or words in text or words in fields["title"]


@settings(deadline=None, derandomize=True, max_examples=30)
@given(pages("it"))
def test_italian_offsets(page: tuple[str | None, str]) -> None:
    check("it", *page)


@settings(deadline=None, derandomize=True, max_examples=30)
@given(pages("en"))
def test_english_offsets(page: tuple[str | None, str]) -> None:
    check("en", *page)


@pytest.mark.parametrize("lang", SENTENCES)
def test_records_come_back_as_the_same_events(lang: str) -> None:
    coded = 0
    for sentence in SENTENCES[lang]:
        for event in eventx.extract(sentence, lang, "2025-06-18T08:00:00+02:00"):
            again = eventx.read_event(json.loads(json.dumps(event.to_record())))
            assert again == event
            assert again.to_record() == event.to_record()
            coded += 1
    # The sentences above are about something.
    assert coded >= len(SENTENCES[lang])


@pytest.mark.parametrize("lang", SENTENCES)
def test_sentences_of_a_line_each_are_coded_as_they_are_alone(lang: str) -> None:
    # No sentence here refers to another; an event told twice would be one.
    alone = [e for s in SENTENCES[lang] for e in eventx.extract(s, lang, "2025-06-18")]
    text = "\n\n".join(SENTENCES[lang])
    together = eventx.extract(text, lang, "2025-06-18")

    def key(event: eventx.Event) -> tuple[str, str, tuple[str | None, ...], str]:
        return (
            event.kind,
            event.cameo,
            tuple(a.code for a in event.source),
            event.evidence.sentence.text,
        )

    assert {key(e) for e in alone} <= {key(e) for e in together}
