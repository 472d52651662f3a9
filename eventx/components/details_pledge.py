"""What a promise of support is like: which support, on which condition, in which matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from eventx.components.details_scope import Scope, ToSpan
from eventx.components.details_words import PledgeWords, Words
from eventx.components.tree import base
from eventx.event import PledgeDetails

if TYPE_CHECKING:
    from spacy.tokens import Token

Support = Literal["military", "economic", "humanitarian", "political", "unspecified"]
Conditionality = Literal["unconditional", "conditional", "unspecified"]
Status = Literal["pledged", "reaffirmed", "withdrawn", "refused"]

# CAMEO leaves that name the kind of aid: 023x, 033x and 07x (CAMEO 1.1b3 codebook).
_OF_CODE: dict[str, Support] = {
    "0231": "economic", "0232": "military", "0233": "humanitarian", "0234": "military",
    "0331": "economic", "0332": "military", "0333": "humanitarian", "0334": "military",
    "071": "economic", "072": "military", "073": "humanitarian", "074": "military",
}  # fmt: skip
_OFF: dict[str, Status] = {
    "withdrawn": "withdrawn", "halted": "withdrawn", "cancelled": "withdrawn",
    "refused": "refused", "denied": "refused",
}  # fmt: skip


class PledgeReader:
    """Reads the details of a pledge.

    Args:
        words: the language's lists.
    """

    def __init__(self, words: PledgeWords) -> None:
        self.words = words

    def read(self, scope: Scope, *, to_span: ToSpan) -> PledgeDetails:
        """The details."""
        regarding, condition = self.regarding(scope), self.condition(scope)
        return PledgeDetails(
            support=self.support(scope, regarding, condition),
            conditionality=self.conditionality(scope, condition),
            condition=scope.words(condition, to_span),
            regarding=scope.words(regarding, to_span),
            status=self.status(scope),
        )

    # ---- kind of support ---------------------------------------------------------------------

    def support(self, scope: Scope, *elsewhere: tuple[int, int] | None) -> tuple[Support, ...]:
        """Kinds of support named by the trigger's words; `elsewhere`: words about other things."""
        found: list[Support] = []
        if scope.draft.items:
            found.append("military")
        of_code = _OF_CODE.get(scope.draft.trigger.rule.cameo)
        if of_code is not None:
            found.append(of_code)
        names = {i for m in scope.layers.actors if m.basis in ("name", "role", "place")
                 for i in range(m.start, m.end)}  # fmt: skip
        taken = {i for span in elsewhere if span for i in range(*span)}
        lists: tuple[tuple[Support, Words], ...] = (
            ("military", self.words.military), ("economic", self.words.economic),
            ("humanitarian", self.words.humanitarian), ("political", self.words.political),
        )  # fmt: skip
        for index in sorted(self._region(scope) - names - taken):
            token = scope.doc[index]
            if token.pos_ in ("NOUN", "ADJ", "VERB", "PROPN", "SYM", "NUM", "X", "ADV"):
                found += [kind for kind, words in lists if scope.is_one(token, words)]
        return tuple(dict.fromkeys(found)) or ("unspecified",)

    @staticmethod
    def _region(scope: Scope) -> set[int]:
        """The trigger with its complements; with a carrying noun, that one's adjectives too."""
        region = set(scope.own)
        for head in scope.above[:1]:
            if head.pos_ == "NOUN":
                region.add(head.i)
                region.update(c.i for c in head.children if base(c.dep_) in ("amod", "compound"))
        return region

    # ---- conditions --------------------------------------------------------------------------

    def conditionality(self, scope: Scope, condition: tuple[int, int] | None) -> Conditionality:
        """Whether the support is free of conditions or hangs on one."""
        if condition is not None:
            return "conditional"
        reach = self._reach(scope)
        free = any(
            set(range(start, end)) & reach or scope.doc[start:end].root.head.i in reach
            for start, end in scope.phrases(self.words.unconditional)
        )
        return "unconditional" if free else "unspecified"

    @staticmethod
    def _reach(scope: Scope) -> set[int]:
        above = [h for h in scope.above if h.pos_ in ("VERB", "NOUN", "AUX")][:2]
        return scope.own | {h.i for h in above} | {
            c.i for h in above for c in h.children if base(c.dep_) in ("amod", "advmod", "obl")
        }  # fmt: skip

    def condition(self, scope: Scope) -> tuple[int, int] | None:
        """Where the words of the condition stand."""
        excluded = {
            i for start, end in scope.phrases(self.words.not_conditional)
            for i in range(start, end)
        }  # fmt: skip
        heads = [scope.trigger, *scope.above]
        for start, end in scope.phrases(self.words.conditional):
            if excluded & set(range(start, end)):
                continue
            first = scope.doc[start]
            single = end - start == 1
            if single and first.dep_ != "mark" and first.pos_ not in ("ADJ", "VERB"):
                continue
            opened = self._opened(scope, start, end)
            if scope.within(opened, heads) and opened.i not in {h.i for h in heads}:
                return scope.stretch(start, opened)
        return None

    @staticmethod
    def _opened(scope: Scope, start: int, end: int) -> Token:
        """The top of the clause or noun phrase that the words open."""
        root: Token = scope.doc[start:end].root
        if base(root.dep_) in ("mark", "case", "advmod") and root.head.i >= end:
            return root.head
        inside = range(start, end)
        # "a condizione che la guerra finisca" may hang as a clause on the noun or beside it.
        marks = [scope.doc[i] for i in inside if scope.doc[i].dep_ in ("mark", "case")]
        opened = [m.head for m in marks if m.head.i >= end]
        return max([root, *opened], key=lambda t: t.right_edge.i)

    # ---- matter and status -------------------------------------------------------------------

    def regarding(self, scope: Scope) -> tuple[int, int] | None:
        """Where the matter stands, without its preposition: "the war with Ukraine"."""
        heads = [scope.trigger, *scope.above[:1]]
        parties = {m.head for m in (*scope.draft.source, *scope.draft.target)}
        options = ((self.words.regarding_in, True), (self.words.regarding_links, False))
        for links, only_matters in options:
            for start, end in scope.phrases(links):
                noun = self._complement(scope, start, end)
                if noun is None or not scope.within(noun, heads):
                    continue
                wanted = scope.is_one(noun, self.words.matters)
                if (only_matters and not wanted) or (not wanted and noun.i in parties):
                    continue
                if not wanted and self._is_time(scope, noun):
                    continue
                return self._short(scope, *scope.stretch(end, noun))
        return None

    @staticmethod
    def _complement(scope: Scope, start: int, end: int) -> Token | None:
        last = scope.doc[end - 1]
        if last.dep_ in ("case", "fixed", "mark") or last.pos_ == "ADP":
            noun = last.head if last.dep_ != "fixed" else last.head.head
            if noun.i >= end and noun.pos_ in ("NOUN", "PROPN"):
                return noun
        return None

    @staticmethod
    def _short(scope: Scope, start: int, end: int) -> tuple[int, int]:
        """The noun phrase as far as the first punctuation: a matter is named in few words."""
        stop = next((i for i in range(start + 1, end) if scope.doc[i].is_punct), end)
        return scope.trimmed(start, stop)

    @staticmethod
    def _is_time(scope: Scope, noun: Token) -> bool:
        return any(t.start <= noun.idx < t.end for t in scope.layers.times)

    def status(self, scope: Scope) -> Status:
        """Whether the pledge is new, repeated, withdrawn or refused."""
        modality = scope.draft.modality
        if modality.polarity == "negative":
            if modality.status in _OFF:
                return _OFF[modality.status]
            withdrawn = scope.speaks(self.words.withdrawn) or scope.governed_by(
                self.words.withdrawn
            )
            return "withdrawn" if withdrawn else "refused"
        again = self.words.reaffirmed
        adverbs = {i for start, end in scope.phrases(again) for i in range(start, end)}
        near = {c.i for t in (scope.trigger, *scope.above[:2]) for c in t.children
                if base(c.dep_) in ("advmod", "obl")}  # fmt: skip
        if scope.speaks(again) or scope.governed_by(again) or adverbs & near:
            return "reaffirmed"
        return "pledged"
