"""Drafts that make no sense are turned down."""

from __future__ import annotations

import datetime as dt

import pytest
import spacy

from eventx.components.layers import ActorMention, ActorRef, Draft, Layers, Trigger
from eventx.components.plausible import plausible
from eventx.event import When
from eventx.lang.rule import Rule

RULE = Rule(id="it.190.invade", cameo="190", verbs=("invadere",), examples=("x",))
ROME = ActorRef("Italia", "state", "ITA", "ITA", (), None, 0, 6)
PUBLISHED = dt.date(2024, 5, 2)


def layers(published: dt.date | None) -> Layers:
    return Layers(spacy.blank("it")("Roma invase"), "it", published)


def draft(day: dt.date | None) -> Draft:
    made = Draft(Trigger(1, 1, 2, RULE, verbal=True), [ActorMention(0, 1, 0, (ROME,), "name")])
    if day is not None:
        made.when = When(start=day, end=day, granularity="day", basis="text")
    return made


@pytest.mark.parametrize(
    ("published", "day", "expected"),
    [
        (PUBLISHED, None, True),
        (PUBLISHED, dt.date(2008, 8, 8), True),
        (PUBLISHED, dt.date(1939, 4, 7), False),
        (dt.date(1940, 1, 3), dt.date(1939, 4, 7), True),
        (None, dt.date(1939, 4, 7), False),
        (None, dt.date(1990, 8, 2), True),
    ],
)
def test_history_is_no_news(published: dt.date | None, day: dt.date | None, expected: bool) -> None:
    assert plausible(draft(day), layers(published)) is expected


def test_nobody_is_no_party() -> None:
    assert not plausible(Draft(Trigger(1, 1, 2, RULE, verbal=True)), layers(PUBLISHED))
