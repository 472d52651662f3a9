"""People without a name or country of their own: "thousands of students marched in Nairobi".

Who protests is seldom told by country; the place tells it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from eventx.components.layers import ActorMention, ActorRef, Draft, Layers

if TYPE_CHECKING:
    from spacy.tokens import Token

ROLE = "CVL"
BACK = 2


def crowd(draft: Draft, phrase: Token, layers: Layers) -> ActorMention | None:
    """The people that a subject names, as civilians of the place where they protest.

    Args:
        draft: a draft without a source.
        phrase: head of the phrase that names its doer.
        layers: all mentions.

    Returns:
        None for other classes than protest, for names, and where the place is not plain.
    """
    if draft.plover_class != "PROTEST" or phrase.pos_ != "NOUN":
        return None
    country = locale(phrase, layers)
    if country is None:
        return None
    inside = [t.i for t in phrase.subtree if not _beyond(t, phrase)]
    start, end = min(inside), max(inside) + 1
    span = layers.doc[start:end]
    ref = ActorRef(
        span.text, "people", country, country + ROLE, (ROLE,), None, span.start_char, span.end_char
    )
    return ActorMention(start, end, phrase.i, (ref,), "local")


def locale(token: Token, layers: Layers) -> str | None:
    """The country where the sentence plays.

    The one whose places the sentence names, else the nearest sentence before it; without places
    the state that is named most.
    """
    here = layers.sentence_of[token.i]
    for back in range(BACK + 1):
        named = {
            p.where.country
            for p in layers.places
            if p.where.country and layers.sentence_of[p.head] == here - back
        }
        if len(named) == 1:
            return named.pop()
        if named:
            break
    counts = Counter(
        r.country for m in layers.actors if m.basis != "zero" for r in m.refs if r.country
    )
    ranked = counts.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 1.5 * ranked[1][1]):
        return ranked[0][0]
    return None


def _beyond(token: Token, top: Token) -> bool:
    """Whether a clause, an apposition or a coordination lies between a token and its phrase."""
    while token.i != top.i:
        if token.dep_.split(":")[0] in (
            "acl",
            "appos",
            "conj",
            "cc",
            "punct",
            "advcl",
            "parataxis",
        ):
            return True
        token = token.head
    return False
