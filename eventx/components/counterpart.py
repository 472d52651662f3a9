"""The other side that a clause leaves to the story: "the army fired into the air", at whom?

Newswire names the parties of a conflict once and then tells what each did. The side that is missing
is looked for among the parties told so far by a model of few features: how near and how prominent
a party is, how often the article names it, whether the actor dealt with it before, and, for each
class of event, whether such another side stands at home or abroad. The weights in
`counterpart.json` are those of `scripts/fit_counterpart.py`, learnt on the corpus's train part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.layers import ActorMention, ActorRef, Draft, Layers
from eventx.components.tree import base
from eventx.components.weights import model_weights

if TYPE_CHECKING:
    from spacy.tokens import Token

# Roles of those who act for the state; an actor without a role is the state itself.
OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
# Classes whose other side stays open when nobody names it: troops move, talks are held.
OPEN = frozenset({"MOBILIZE", "CONSULT", ""})
# Classes of which a doer who is left out is guessed at all.
WITH_DOER = frozenset({"COERCE", "SANCTION", "PROTEST", "ASSAULT", "RETREAT", "AID"})
REACH = 8
DECAY = 0.6

Side = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may be the other side.

    Attributes:
        side: its country or organisation, and whether it acts for the state.
        mention: the mention that stands for it.
        features: its features by name.
    """

    side: Side
    mention: ActorMention
    features: dict[str, float]


def counterpart(
    event: str, known: Sequence[ActorMention], token: Token, layers: Layers,
    earlier: Sequence[Draft], *, doer: bool = False,
) -> ActorMention | None:  # fmt: skip
    """The other side of an act whose clause names only one.

    Args:
        event: PLOVER class of the act.
        known: the side that is named.
        token: head of the trigger.
        layers: all mentions.
        earlier: the drafts told before.
        doer: look for the doer; the other one is named.

    Returns:
        None where the class needs no other side, the story offers none, or none is likely enough.
    """
    found = candidates(event, known, token, layers, earlier, doer=doer)
    best = likeliest(found, event, model_weights("counterpart"), doer=doer)
    return None if best is None else best.mention


def likeliest(
    found: Sequence[Candidate], event: str, weights: Mapping[str, float], *, doer: bool
) -> Candidate | None:
    """The candidate with the highest score; None when nobody is likelier."""

    def score(candidate: Candidate) -> float:
        return sum(weights.get(f, 0.0) * x for f, x in candidate.features.items())

    nobody = weights.get(f"nobody {event} {doer}", 0.0) + weights.get("nobody", 0.0)
    best = max(found, key=score, default=None)
    return best if best is not None and score(best) > nobody else None


def candidates(
    event: str, known: Sequence[ActorMention], token: Token, layers: Layers,
    earlier: Sequence[Draft], *, doer: bool,
) -> list[Candidate]:  # fmt: skip
    """The parties told so far that are not the known side, with their features."""
    mine = sides(known)
    if not mine or event in OPEN or (doer and event not in WITH_DOER):
        return []
    here = layers.sentence_of[token.i]
    told: dict[Side, list[tuple[ActorMention, int]]] = defaultdict(list)
    for mention in layers.actors:
        head = layers.doc[mention.head]
        distance = here - layers.sentence_of[mention.head]
        near = distance <= REACH or head.idx < layers.offset
        if mention.head < token.sent.end and near and mention.basis != "zero":
            for side in sides([mention]):
                told[side].append((mention, distance))
    named = Counter(side[0] for m in layers.actors if m.basis != "zero" for side in sides([m]))
    dealt = _dealt_with(mine, here, layers, earlier)
    found = []
    for side, mentions in told.items():
        if side in mine:
            continue
        features = _features(side, mentions, token, layers)
        features["named"] = named[side[0]] / max(named.values())
        features["dealt"] = dealt[side]
        features |= _relation(event, side, mine, doer=doer)
        strong = [m for m, _ in mentions if m.basis not in ("demonym", "place")]
        found.append(Candidate(side, (strong or [m for m, _ in mentions])[-1], features))
    return found


def sides(mentions: Sequence[ActorMention]) -> set[Side]:
    """Country or organisation of each actor, and whether it acts for the state."""
    return {side for m in mentions for r in m.refs if (side := _side(r)) is not None}


def _side(ref: ActorRef) -> Side | None:
    party = ref.country or ref.code
    if party is None or "MED" in ref.roles:
        return None
    return party, not ref.roles or bool(OFFICIAL.intersection(ref.roles))


def _features(
    side: Side, mentions: Sequence[tuple[ActorMention, int]], token: Token, layers: Layers
) -> dict[str, float]:
    """Where and how the text names a party."""
    latest = min(distance for _, distance in mentions)
    features = {
        "weight": 0.0,
        "recent": DECAY**latest,
        "same sentence": float(latest == 0),
        "sentence before": float(latest == 1),
        "title": 0.0,
        "only adjective": float(all(m.basis in ("demonym", "place") for m, _ in mentions)),
        "organisation": float(len(side[0]) > 3),
    }
    for mention, distance in mentions:
        head = layers.doc[mention.head]
        relation = base(head.dep_)
        features["weight"] += _prominence(mention, relation) * DECAY**distance
        if head.idx < layers.offset:
            features["title"] = 1.0
        if distance == 0 and mention.head > token.i:
            features["behind"] = 1.0
        if distance == 1 and relation == "nsubj":
            features["subject before"] = 1.0
        if distance == 1 and relation in ("obj", "iobj", "obl"):
            features["object before"] = 1.0
    return features


def _prominence(mention: ActorMention, relation: str) -> float:
    if mention.basis in ("demonym", "place"):
        return 0.3
    return 1.2 if relation == "nsubj" else 1.0 if relation in ("obj", "obl", "iobj") else 0.6


def _relation(event: str, side: Side, mine: set[Side], *, doer: bool) -> dict[str, float]:
    """At home or abroad, official or not, for the class of the event."""
    home = side[0] in {country for country, _ in mine}
    role = "doer" if doer else "target"
    where = "home" if home else "abroad"
    kind = "official" if side[1] else "people"
    of = "official" if any(official for _, official in mine) else "people"
    return {
        f"{event} {role} {where}": 1.0,
        f"{event} {role} {kind}": 1.0,
        f"{role} {where} {kind} of {of}": 1.0,
    }


def _dealt_with(
    mine: set[Side], here: int, layers: Layers, earlier: Sequence[Draft]
) -> dict[Side, float]:
    """Sides with which the actor was told to deal, more when that was near."""
    extra: dict[Side, float] = defaultdict(float)
    for draft in earlier:
        distance = here - layers.sentence_of[draft.trigger.head]
        if not 0 <= distance <= REACH:
            continue
        source, target = sides(draft.source), sides(draft.target)
        for one, two in ((source, target), (target, source)):
            if one & mine:
                for side in two - mine:
                    extra[side] += DECAY**distance
    return extra
