"""Parties that the clause leaves out: shared by coordination, or known from what was told before.

"Taipei ha definito la svolta un tradimento e richiamato il proprio ambasciatore": the second verb
names no target, the first does. "I colloqui hanno riguardato il trattato": the talks are those of
the visit told before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eventx.components.counterpart import counterpart
from eventx.components.layers import ActorMention, Draft, Layers, parties
from eventx.components.tree import ancestors, base

if TYPE_CHECKING:
    from spacy.tokens import Token

# Classes whose acts are aimed at somebody. A protest or an appeal may be aimed at nobody in
# particular; for threats, refusals, talks and withdrawals the guess was measured to be wrong more
# often than right; and an assault's victims are never guessed from afar.
AIMED = frozenset({"ACCUSE", "SANCTION", "SUPPORT", "AGREE", "AID", "COOPERATE", "CONCEDE"})
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
REACH = 4
# An adjective on some other noun, a place or an empty subject is no party by itself.
WEAK = frozenset({"demonym", "place", "zero"})


def complete(draft: Draft, layers: Layers, earlier: Sequence[Draft]) -> None:
    """Fill a missing side where the text leaves no doubt.

    Args:
        draft: the draft; its parties are read from its clause already.
        layers: all mentions.
        earlier: the drafts told before it.
    """
    _without_self(draft)
    token = layers.doc[draft.trigger.head]
    if draft.source and not draft.target:
        _share(draft, token, layers, earlier)
    visit = draft.trigger.rule.kind == "diplomatic_visit"
    if visit and not draft.trigger.verbal and draft.source and not draft.target:
        _visit_told_before(draft, token, layers, earlier)
    nominal, unnamed = not draft.trigger.verbal, not (draft.source or draft.target)
    if nominal and unnamed and draft.plover_class in MUTUAL:
        _inherit(draft, token, layers, earlier)
    if bool(draft.source) != bool(draft.target) and not visit:
        if draft.plover_class in AIMED:
            _partner(draft, token, layers, earlier)
        elif draft.source and draft.plover_class in ("THREATEN", "REJECT"):
            draft.target = _of_infinitive(token, parties(draft.source), layers)
    if bool(draft.source) != bool(draft.target) and not visit:
        _other_side(draft, token, layers, earlier)


def _other_side(draft: Draft, token: Token, layers: Layers, earlier: Sequence[Draft]) -> None:
    known, missing = ("source", "target") if draft.source else ("target", "source")
    mention = counterpart(
        draft.plover_class, getattr(draft, known), token, layers, earlier, doer=missing == "source"
    )
    if mention is not None:
        setattr(draft, missing, [mention])
        draft.guessed_by = "model"
        words = layers.doc[mention.start : mention.end].text
        draft.steps.append(f"{missing}: {words!r}, the other side of the story")


def _without_self(draft: Draft) -> None:
    """Nobody accuses, meets or arms himself: a target that is the source was misread."""

    def who(mention: ActorMention) -> set[tuple[str | None, str]]:
        return {(r.code, r.name) for r in mention.refs}

    actors = {x for m in draft.source for x in who(m)}
    left = [m for m in draft.target if not who(m) <= actors]
    if len(left) < len(draft.target):
        draft.steps.append("target dropped: it is the source")
        draft.target = left


def _share(draft: Draft, token: Token, layers: Layers, earlier: Sequence[Draft]) -> None:
    """The target of a coordinated verb with the same subject."""
    heads = {d.trigger.head: d for d in earlier}
    for head, child in ancestors(token):
        if base(child.dep_) != "conj":
            return
        other = heads.get(head.i)
        if other is not None and other.target and parties(other.source) == parties(draft.source):
            draft.target = list(other.target)
            draft.steps.append(f"target: shared with {head.text!r}")
            return


def _inherit(draft: Draft, token: Token, layers: Layers, earlier: Sequence[Draft]) -> None:
    """Read "the talks" without parties as those of the meeting told before."""
    if not _is_definite(token):
        return
    for other in reversed(earlier):
        if not _near(other, token, layers):
            return
        if other.plover_class == "CONSULT" and other.source and other.target:
            draft.source, draft.target = list(other.source), list(other.target)
            draft.steps.append("parties: those of the meeting told before")
            return


def _visit_told_before(
    draft: Draft, token: Token, layers: Layers, earlier: Sequence[Draft]
) -> None:
    """Send "Shoigu's visit, the second in three months" where he was said to go."""
    if not _is_definite(token):
        return
    for other in reversed(earlier):
        if other.trigger.rule.kind == "diplomatic_visit" and parties(other.source) & parties(
            draft.source
        ):
            draft.target = list(other.target)
            draft.steps.append("target: that of the visit told before")
            return


def _is_definite(noun: Token) -> bool:
    return any(
        "Def" in c.morph.get("Definite", [])
        or "Dem" in c.morph.get("PronType", [])
        or c.dep_ in ("nmod:poss", "det:poss")
        for c in noun.children
    )


def _near(other: Draft, token: Token, layers: Layers) -> bool:
    start = layers.doc[other.trigger.head].sent.start
    between = {t.sent.start for t in layers.doc[start : token.i]}
    return len(between) <= REACH


def _partner(draft: Draft, token: Token, layers: Layers, earlier: Sequence[Draft]) -> None:
    """The one other party of the sentence, else of what was told before of the same actor."""
    known = draft.source or draft.target
    mine = parties(known)
    found = (
        _of_infinitive(token, mine, layers)
        or _of_sentence(token, mine, layers)
        or _of_story(mine, token, layers, earlier)
    )
    if not found and draft.trigger.rule.kind is not None:
        found = _of_topic(mine, layers, earlier)
    if not found:
        return
    side = "target" if draft.source else "source"
    setattr(draft, side, found)
    draft.guessed_by = "rule"
    words = ", ".join(layers.doc[m.start : m.end].text for m in found)
    draft.steps.append(f"{side}: {words!r}, the other party of the story")


def _of_infinitive(token: Token, mine: set[str], layers: Layers) -> list[ActorMention]:
    """The one other party of what is promised or threatened: "to impose duties on Canada"."""
    clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp")]
    below = {t.i for c in clauses for t in c.subtree}
    others = [
        m
        for m in layers.actors
        if m.head in below and m.refs and not parties([m]) & mine and m.basis not in WEAK
    ]
    return others[:1] if len(parties(others)) == 1 else []


def _of_topic(mine: set[str], layers: Layers, earlier: Sequence[Draft]) -> list[ActorMention]:
    """The state that the article is about: party of most of what was told before.

    Only for the three kinds, whose other side is never left open.
    """
    counts: Counter[str] = Counter()
    mentions: dict[str, ActorMention] = {}
    for draft in earlier:
        for mention in (*draft.source, *draft.target):
            if not _only_tells(mention):
                for party in parties([mention]) - mine:
                    counts[party] += 1
                    mentions.setdefault(party, mention)
    ranked = counts.most_common(2)
    clear = ranked and ranked[0][1] > 1 and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    if not clear or parties([mentions[ranked[0][0]]]) & mine:
        return []
    return [mentions[ranked[0][0]]]


def _of_sentence(token: Token, mine: set[str], layers: Layers) -> list[ActorMention]:
    inside = [
        m
        for m in layers.actors
        if m.refs and layers.doc[m.head].sent.start == token.sent.start and m.basis not in WEAK
    ]
    others = [m for m in inside if not parties([m]) & mine and not _only_tells(m)]
    return others[:1] if len(parties(others)) == 1 else []


def _only_tells(mention: ActorMention) -> bool:
    """Media and agencies tell of the story, they have no part in it."""
    return all("MED" in r.roles or (r.code or "").endswith("MED") for r in mention.refs)


def _of_story(
    mine: set[str], token: Token, layers: Layers, earlier: Sequence[Draft]
) -> list[ActorMention]:
    for other in reversed(earlier):
        if not _near(other, token, layers):
            return []
        for one, two in ((other.source, other.target), (other.target, other.source)):
            if two and parties(one) == mine and not parties(two) & mine:
                return list(two)
    return []
