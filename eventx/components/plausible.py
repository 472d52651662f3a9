"""Last checks that turn implausible drafts down: no event is better than an invented one."""

from __future__ import annotations

from eventx.components.layers import ActorMention, Draft, Layers

VISITORS = frozenset({"person", "organisation", "group", "state"})


def plausible(draft: Draft, layers: Layers) -> bool:
    """Whether the parties make sense for the kind of event."""
    rule = draft.trigger.rule
    if rule.kind == "diplomatic_visit":
        return _visit(draft, layers)
    if rule.kind == "arms_transfer":
        return not _same(draft.source, draft.target)
    return True


def _visit(draft: Draft, layers: Layers) -> bool:
    """Visitors come from elsewhere; a town, a product or a private person pays no visit."""
    if not draft.source or _same(draft.source, draft.target):
        return False
    return any(r.type in VISITORS and (r.country or r.code) for m in draft.source for r in m.refs)


def _same(a: list[ActorMention], b: list[ActorMention]) -> bool:
    left = {r.country for m in a for r in m.refs}
    right = {r.country for m in b for r in m.refs}
    return bool(left) and left == right and None not in left
