"""One happening, one event: mentions of the same thing merge, different things stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.components.layers import Draft, Layers, parties
from eventx.components.tree import ancestors
from eventx.event import When, Where

if TYPE_CHECKING:
    from spacy.tokens import Token

# CAMEO roots of promises and refusals, which govern the deed that they are about.
GOVERNING = frozenset({"03", "12"})
# Classes of which one article rarely tells two of the same parties without saying so.
RETOLD = frozenset({"CONSULT", "AGREE", "SUPPORT"})


class Resolver:
    """Groups drafts that tell one happening.

    Drafts come in the text's order; the first is kept and takes what the others know better.
    """

    def merge(self, drafts: list[Draft], layers: Layers) -> list[tuple[Draft, list[Draft]]]:
        """Groups of a leading draft and its further mentions."""
        groups: list[tuple[Draft, list[Draft]]] = []
        for draft in without_governed(without_promises(drafts, layers), layers):
            home = next((g for g in groups if self._same(g[0], draft, layers)), None)
            if home is None:
                groups.append((draft, []))
                continue
            home[1].append(draft)
            _enrich(home[0], draft)
        return [self._text_first(lead, rest, layers) for lead, rest in groups]

    # ---- the same happening? -----------------------------------------------------------------

    def _same(self, a: Draft, b: Draft, layers: Layers) -> bool:
        if _class_of(a) != _class_of(b) or a.modality.polarity != b.modality.polarity:
            return False
        if not _parties_fit(a, b) or not _dates_fit(a.when, b.when):
            return False
        if _class_of(a) == "diplomatic_visit" and _other_town(a.where, b.where):
            return False
        first, second = layers.doc[a.trigger.head], layers.doc[b.trigger.head]
        if first.sent.start == second.sent.start:
            joined = _class_of(a) == "CONSULT" and _coordinated(first, second)
            return joined or _governs(first, second) or _governs(second, first)
        if a.trigger.rule.kind == "arms_transfer":
            return _items_fit(a, b, layers) and _retold(a, b, first, second)
        return _retold(a, b, first, second)

    @staticmethod
    def _text_first(lead: Draft, rest: list[Draft], layers: Layers) -> tuple[Draft, list[Draft]]:
        """Evidence from the text goes before evidence from the title."""

        def in_title(draft: Draft) -> bool:
            return layers.doc[draft.trigger.head].idx < layers.offset

        body = next((d for d in rest if not in_title(d)), None)
        if not in_title(lead) or body is None:
            return lead, rest
        _enrich(body, lead)
        return body, [lead, *(d for d in rest if d is not body)]


def without_promises(drafts: list[Draft], layers: Layers) -> list[Draft]:
    """Take "Rome undertook to supply drones" as the transfer, not as an agreement beside it.

    A promise or refusal (CAMEO 03, 12) without a kind gives way to a draft of one of the three
    kinds that its verb governs, and lends it the parties that it lacks.
    """
    kept = []
    for draft in drafts:
        rule = draft.trigger.rule
        below = None
        if rule.kind is None and rule.cameo[:2] in GOVERNING and draft.trigger.verbal:
            verb = layers.doc[draft.trigger.head]
            below = next((d for d in drafts if _promised(d, verb, layers)), None)
        if below is None:
            kept.append(draft)
        else:
            below.source = below.source or draft.source
            below.target = below.target or draft.target
    return kept


def without_governed(drafts: list[Draft], layers: Layers) -> list[Draft]:
    """Take "stopped licences for arms exports" as the halt, not as exports beside it.

    Of two transfers in one phrase with opposite polarity the upper one says what holds.
    """

    def halted(draft: Draft) -> bool:
        low = layers.doc[draft.trigger.head]
        return any(
            other is not draft
            and other.trigger.rule.kind == draft.trigger.rule.kind == "arms_transfer"
            and other.modality.polarity == "negative" != draft.modality.polarity
            and layers.doc[other.trigger.head].sent.start == low.sent.start
            and _governs(layers.doc[other.trigger.head], low)
            for other in drafts
        )

    return [d for d in drafts if not halted(d)]


def _promised(draft: Draft, verb: Token, layers: Layers) -> bool:
    if draft.trigger.rule.kind is None:
        return False
    for head, child in ancestors(layers.doc[draft.trigger.head]):
        if head.i == verb.i:
            return child.dep_ in ("xcomp", "ccomp", "obj", "obl", "advcl")
        if child.dep_ not in ("nmod", "obj", "xcomp", "conj"):
            return False
    return False


def _class_of(draft: Draft) -> str:
    rule = draft.trigger.rule
    return rule.kind or draft.plover_class or rule.cameo[:2]


def _parties_fit(a: Draft, b: Draft) -> bool:
    """Both sides agree where both are known; mutual events may be told the other way round."""

    def fits(x: set[str], y: set[str]) -> bool:
        return not x or not y or bool(x & y)

    a_source, a_target = parties(a.source), parties(a.target)
    b_source, b_target = parties(b.source), parties(b.target)
    if not (a_source | a_target) & (b_source | b_target):
        return False
    if fits(a_source, b_source) and fits(a_target, b_target):
        return True
    mutual = _class_of(a) in ("CONSULT", "AGREE", "COOPERATE")
    return mutual and fits(a_source, b_target) and fits(a_target, b_source)


def _other_town(a: Where | None, b: Where | None) -> bool:
    """Two towns on one journey are two visits."""
    return (
        a is not None
        and b is not None
        and a.precision == b.precision == "city"
        and a.name != b.name
    )


def _dates_fit(a: When | None, b: When | None) -> bool:
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def _items_fit(a: Draft, b: Draft, layers: Layers) -> bool:
    def heads(draft: Draft) -> set[str]:
        return {layers.doc[m.head].lemma_.lower() for m in draft.items}

    return not heads(a) or not heads(b) or bool(heads(a) & heads(b))


def _governs(a: Token, b: Token) -> bool:
    """Whether b stands below a by noun phrases and complements alone."""
    for head, child in ancestors(b):
        if child.dep_.startswith("conj") or child.dep_ in ("acl:relcl", "advcl", "parataxis"):
            return False
        if head.i == a.i:
            return True
    return False


def _coordinated(a: Token, b: Token) -> bool:
    """Whether two verbs are joined: "to meet Kim and discuss the treaty"."""
    return any(head.i == a.i and child.dep_.startswith("conj") for head, child in ancestors(b))


def _retold(a: Draft, b: Draft, first: Token, second: Token) -> bool:
    """Whether a later sentence tells the same again: same words, or a noun for the deed."""
    if _class_of(a) in ("diplomatic_visit", "pledge_of_support"):
        return True
    same_words = first.lemma_.lower() == second.lemma_.lower()
    definite = any(
        "Def" in c.morph.get("Definite", [])
        or "Dem" in c.morph.get("PronType", [])
        or c.morph.get("Poss", [])
        for c in second.children
    )
    named = second.pos_ == "NOUN" and definite
    known = bool(a.source and a.target)
    return known and ((_class_of(a) in RETOLD and named) or (same_words and named))


def _enrich(lead: Draft, other: Draft) -> None:
    """Take from another mention what the lead does not know."""
    lead.source = lead.source or other.source
    lead.target = lead.target or other.target
    lead.items = lead.items or other.items
    lead.when = lead.when or other.when
    if lead.where is None or (
        other.where is not None
        and other.where.precision == "city"
        and lead.where.precision != "city"
        and other.where.country == lead.where.country
    ):
        lead.where = other.where
    lead.claims = lead.claims or other.claims
    lead.steps.append(f"told again by {other.trigger.rule.id}")
