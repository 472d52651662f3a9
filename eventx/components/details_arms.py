"""What an arms transfer is like: the goods, and how far the deal has come."""

from __future__ import annotations

from typing import Literal, cast, get_args

from eventx.components.details_scope import Scope, ToSpan
from eventx.components.details_words import ArmsWords, Words, phrase_keys
from eventx.components.items_lexicon import fold, like
from eventx.components.layers import ItemMention
from eventx.components.tree import ancestors, case_of
from eventx.event import ArmsDetails, Item

Stage = Literal[
    "speculated", "requested", "negotiated", "agreed", "announced", "delivered", "halted", "denied"
]
_STAGES: frozenset[str] = frozenset(get_args(Stage))

_OFF: dict[str, Stage] = {
    "denied": "denied", "refused": "denied", "halted": "halted", "cancelled": "halted",
    "postponed": "halted", "withdrawn": "halted",
}  # fmt: skip
# CAMEO codes that say the stage: appeals and demands (02, 10), negotiation (046), signing (057).
_OF_CODE: tuple[tuple[str, Stage], ...] = (
    ("02", "requested"), ("10", "requested"), ("046", "negotiated"), ("057", "agreed"),
    ("03", "announced"),
)  # fmt: skip


_LINKING = frozenset({"ADP", "DET", "NUM", "ADJ", "PRON"})


class ArmsReader:
    """Reads the details of an arms transfer.

    Args:
        words: the language's lists.
    """

    def __init__(self, words: ArmsWords) -> None:
        self.words = words

    def read(self, scope: Scope, *, to_span: ToSpan) -> ArmsDetails:
        """The details."""
        items = []
        for mention in self.moved(scope):
            text, start, end, field = to_span(mention.start, mention.end)
            # Tokenizers take the full stop of a sentence for part of a name ("Samp-T.").
            bare = text.rstrip(".,;:")
            text, end = bare, end - (len(text) - len(bare))
            items.append(Item.model_validate({
                "text": text, "start": start, "end": end, "field": field,
                "category": mention.category,
            }))  # fmt: skip
        return ArmsDetails(items=tuple(items), stage=self.stage(scope))

    def moved(self, scope: Scope) -> list[ItemMention]:
        """The items without those that others are for: the guns of "ammunition for the guns"."""
        items = scope.draft.items
        heads = {m.head: m for m in items}
        return [m for m in items if not self._serves(scope, m, heads)]

    def _serves(self, scope: Scope, item: ItemMention, heads: dict[int, ItemMention]) -> bool:
        """Whether another item is for this one, or made for it as a component is."""
        for head, child in ancestors(scope.doc[item.head]):
            other = heads.get(head.i)
            if other is not None and other is not item and not child.dep_.startswith("conj"):
                return other.category == "technology" or self._is_purpose(case_of(child))
        # The parser may hang "for the guns" on the verb; the words still touch the other item.
        before = [m for m in heads.values() if m.end <= item.start]
        if not before or not self._is_purpose(case_of(scope.doc[item.head])):
            return False
        between = scope.doc[max(m.end for m in before) : item.start]
        return all(t.pos_ in _LINKING for t in between)

    def _is_purpose(self, case: str) -> bool:
        words = fold(case).split()
        return any(
            len(words) == len(link) and all(map(like, words, link))
            for link in phrase_keys(self.words.purpose_links)
        )

    # ---- stage -------------------------------------------------------------------------------

    def stage(self, scope: Scope) -> Stage:
        """How far the deal has come."""
        modality, rule = scope.draft.modality, scope.draft.trigger.rule
        status = modality.status or rule.status
        if modality.polarity == "negative":
            if status in _OFF:
                return _OFF[status]
            return "halted" if self._said(scope, self.words.halted) else "denied"
        if modality.certainty != "certain":
            return "speculated"
        if status in _STAGES and status not in ("speculated", *_OFF):
            return cast(Stage, status)
        if status == "planned":
            return "announced"
        for prefix, stage in _OF_CODE:
            if rule.cameo.startswith(prefix):
                return stage
        return self._by_words(scope)

    def _by_words(self, scope: Scope) -> Stage:
        if scope.governed_by(self.words.requested):
            return "requested"
        done = scope.draft.trigger.verbal and scope.draft.modality.tense == "past"
        if not done and scope.governed_by(self.words.negotiated):
            return "negotiated"
        if self._said(scope, self.words.agreed):
            return "agreed"
        promised = not done and scope.governed_by(self.words.announced)
        if scope.draft.modality.tense == "future" or promised:
            return "announced"
        return "delivered"

    @staticmethod
    def _said(scope: Scope, words: Words) -> bool:
        return scope.speaks(words) or scope.governed_by(words)
