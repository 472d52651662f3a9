"""The other side that a clause leaves to the story: "the army fired into the air", at whom?

Newswire names the parties of a conflict once and then tells what each did. The side that is missing
is looked for among the parties told so far: the near and prominent ones, those with whom the actor
was told to deal before, and, inside one country, the side that stands against the actor's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.clause import base
from eventx.components.layers import ActorMention, ActorRef, Draft, Layers

if TYPE_CHECKING:
    from spacy.tokens import Token

# Roles of those who act for the state; an actor without a role is the state itself.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
# How often the missing side is at home or abroad, by class; measured on the corpus's train part.
# Classes that are not here stay open: troops move and talks are held without a named other side.
HOME_OR_ABROAD = {
    "PROTEST": (1.0, 0.15),
    "COERCE": (1.0, 0.4),
    "CONCEDE": (1.0, 0.2),
    "ASSAULT": (1.0, 1.0),
    "REJECT": (0.6, 1.0),
    "THREATEN": (0.6, 1.0),
    "REQUEST": (0.3, 1.0),
    "RETREAT": (0.7, 1.0),
    "ACCUSE": (0.5, 1.0),
    "AGREE": (0.4, 1.0),
    "SANCTION": (0.3, 1.0),
    "AID": (0.0, 1.0),
    "SUPPORT": (0.2, 1.0),
}
DECAY = 0.6
REACH = 6
# A party is clear enough when it was named at least once in or right before the sentence.
LEAST = 0.55
# By how much it must be clearer than the next.
MARGIN = 1.1
# Weight of one earlier deed between the two, and of one more time that a country is named.
DEALT = 1.5
TOPIC = 0.12

Side = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Guess:
    """The most likely other side.

    Attributes:
        mention: the mention that stands for it.
        score: its weight in the story.
    """

    mention: ActorMention
    score: float


def counterpart(
    event: str, source: Sequence[ActorMention], token: Token, layers: Layers,
    earlier: Sequence[Draft],
) -> Guess | None:  # fmt: skip
    """The other side of an act whose clause does not name it.

    Args:
        event: PLOVER class of the act.
        source: its actors.
        token: head of the trigger.
        layers: all mentions.
        earlier: the drafts told before.

    Returns:
        None where the class needs no other side or the story offers none.
    """
    priors = HOME_OR_ABROAD.get(event)
    mine = sides(source)
    if priors is None or not mine:
        return None
    weights, latest = _told(token, layers)
    for side, extra in _dealt_with(mine, token, layers, earlier).items():
        weights[side] += DEALT * extra
    for country, count in _named(layers).items():
        for side in weights:
            if side[0] == country:
                weights[side] += TOPIC * min(count, 8)
    ranked = sorted(
        ((w * _fit(side, mine, priors), side) for side, w in weights.items() if side in latest),
        reverse=True,
    )
    if not ranked or ranked[0][0] < LEAST:
        return None
    if len(ranked) > 1 and ranked[0][0] < MARGIN * ranked[1][0]:
        return None
    return Guess(latest[ranked[0][1]], ranked[0][0])


def sides(mentions: Sequence[ActorMention]) -> set[Side]:
    """Country or organisation of each actor, and whether it acts for the state."""
    return {side for m in mentions for r in m.refs if (side := _side(r)) is not None}


def _side(ref: ActorRef) -> Side | None:
    party = ref.country or ref.code
    if party is None or "MED" in ref.roles:
        return None
    return party, not ref.roles or bool(OFFICIAL.intersection(ref.roles))


def _fit(side: Side, mine: set[Side], priors: tuple[float, float]) -> float:
    """Zero for the actor's own side, else how likely the class has such another side."""
    if side in mine:
        return 0.0
    home = side[0] in {country for country, _ in mine}
    return priors[0] if home else priors[1]


def _told(token: Token, layers: Layers) -> tuple[dict[Side, float], dict[Side, ActorMention]]:
    """Weight of the sides told so far, and the latest mention of each."""
    order = {s.start: n for n, s in enumerate(layers.doc.sents)}
    here, end = order[token.sent.start], token.sent.end
    weights: dict[Side, float] = defaultdict(float)
    latest: dict[Side, ActorMention] = {}
    for mention in layers.actors:
        head = layers.doc[mention.head]
        distance = here - order[head.sent.start]
        if mention.head >= end or not 0 <= distance <= REACH or mention.basis == "zero":
            continue
        for side in sides([mention]):
            weights[side] += _prominence(mention, head) * DECAY**distance
            if mention.basis not in ("demonym", "place") or side not in latest:
                latest[side] = mention
    return weights, latest


def _prominence(mention: ActorMention, head: Token) -> float:
    if mention.basis in ("demonym", "place"):
        return 0.3
    relation = base(head.dep_)
    return 1.2 if relation == "nsubj" else 1.0 if relation in ("obj", "obl", "iobj") else 0.6


def _named(layers: Layers) -> Counter[str]:
    """How often each country or organisation is named in the whole article."""
    return Counter(side[0] for m in layers.actors if m.basis != "zero" for side in sides([m]))


def _dealt_with(
    mine: set[Side], token: Token, layers: Layers, earlier: Sequence[Draft]
) -> dict[Side, float]:
    """Sides with which the actor was told to deal, more when that was near."""
    order = {s.start: n for n, s in enumerate(layers.doc.sents)}
    here = order[token.sent.start]
    extra: dict[Side, float] = defaultdict(float)
    for draft in earlier:
        distance = here - order[layers.doc[draft.trigger.head].sent.start]
        if not 0 <= distance <= REACH:
            continue
        source, target = sides(draft.source), sides(draft.target)
        for one, two in ((source, target), (target, source)):
            if one & mine:
                for side in two - mine:
                    extra[side] += DECAY**distance
    return extra
