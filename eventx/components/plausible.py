"""Last checks that turn implausible drafts down: no event is better than an invented one."""

from __future__ import annotations

from eventx.components.layers import ActorMention, Claim, Draft, Layers
from eventx.components.roles import REBELS

VERBAL_ROOTS = frozenset({"01", "02", "03", "04", "05", "08", "09", "10", "11", "12", "13"})
# Years after which what is told is a history lesson and no background of the news, and the year
# before which it is one in a text of unknown date. In the corpus and the development articles 2,780
# of 2,781 dated events are younger.
HISTORY = 40
UNDATED = 1946
VISITORS = frozenset({"person", "organisation", "group", "state"})


def plausible(draft: Draft, layers: Layers) -> bool:
    """Whether the parties make sense for the kind of event."""
    rule = draft.trigger.rule
    if rule.needs and not draft.source and not draft.target:
        return False  # a rule with unmistakable words says `needs = []`
    if _history(draft, layers):
        return False
    if rule.kind == "diplomatic_visit":
        return _visit(draft, layers)
    if rule.kind == "arms_transfer":
        return not _same(draft.source, draft.target) and not _surrender(draft)
    return True


def _history(draft: Draft, layers: Layers) -> bool:
    """Whether the text tells it as history, by the year that it gives."""
    if draft.when is None:
        return False
    first = layers.published.year - HISTORY if layers.published is not None else UNDATED
    return draft.when.start.year < first


def _visit(draft: Draft, layers: Layers) -> bool:
    """Visitors come from elsewhere; a town, a product or a private person pays no visit."""
    if not draft.source or _same(draft.source, draft.target):
        return False
    return any(r.type in VISITORS and (r.country or r.code) for m in draft.source for r in m.refs)


def _surrender(draft: Draft) -> bool:
    """Rebels who hand over weapons to nobody abroad disarm."""
    roles = {role for m in draft.source for r in m.refs for role in r.roles}
    aimed = draft.target and draft.guessed_by != "rule"
    return bool(roles) and roles <= REBELS and not aimed


def _same(a: list[ActorMention], b: list[ActorMention]) -> bool:
    left = {r.country for m in a for r in m.refs}
    right = {r.country for m in b for r in m.refs}
    return bool(left) and left == right and None not in left


def without_own_words(draft: Draft, claims: list[Claim], layers: Layers) -> list[Claim]:
    """Drop claims by the source of a verbal act: who promises is no source for his promise.

    CAMEO roots 01 to 05 and 08 to 13 are acts done by words; a journey is not, and who says that
    he will make it is its source.
    """
    rule = draft.trigger.rule
    if rule.cameo[:2] not in VERBAL_ROOTS or rule.kind == "diplomatic_visit":
        return claims
    own = {r.country or r.name for m in draft.source for r in m.refs}
    return [c for c in claims if not own & _speaker(c, layers)]


def _speaker(claim: Claim, layers: Layers) -> set[str]:
    """Whom a claim's words stand for; media speak for themselves, not for their country."""
    refs = [
        r
        for m in layers.actors
        if m.start < claim.end and claim.start < m.end and m.basis != "zero"
        for r in m.refs
    ]
    return {r.country or r.name for r in refs if "MED" not in r.roles}
