"""What a visit is like: its status, its purpose, on whose behalf, the how-manieth it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from eventx.components.details_scope import Scope, ToSpan
from eventx.components.details_words import VisitWords, phrase_keys
from eventx.components.items_lexicon import fold, like
from eventx.components.tree import base, is_finite
from eventx.event import Actor, VisitDetails, Where

if TYPE_CHECKING:
    from spacy.tokens import Token

Status = Literal["planned", "under way", "made", "postponed", "cancelled", "denied"]

_OFF: dict[str, Status] = {
    "postponed": "postponed", "cancelled": "cancelled", "halted": "cancelled",
    "refused": "cancelled", "withdrawn": "cancelled", "denied": "denied",
}  # fmt: skip
_NEAR = 6
_TAIL = 8


class VisitReader:
    """Reads the details of a visit.

    Args:
        words: the language's lists.
    """

    def __init__(self, words: VisitWords) -> None:
        self.words = words

    def read(
        self, scope: Scope, *, source: tuple[Actor, ...], target: tuple[Actor, ...],
        where: Where | None, to_span: ToSpan,
    ) -> VisitDetails:  # fmt: skip
        """The details: the visitor is the source, the host the target."""
        purpose, ordinal = self.purpose(scope), self.ordinal(scope)
        if purpose and ordinal and purpose[0] < ordinal[0] < purpose[1]:
            # "to discuss trade, his third trip this year" is two things.
            purpose = scope.trimmed(purpose[0], ordinal[0])
        return VisitDetails(
            visitors=source,
            hosts=target,
            destination=where,
            on_behalf_of=self.on_behalf_of(scope, to_span),
            purpose=scope.words(purpose, to_span),
            status=self.status(scope),
            ordinal=scope.words(ordinal, to_span),
        )

    def status(self, scope: Scope) -> Status:
        """How the visit stands."""
        modality = scope.draft.modality
        if modality.status == "postponed":
            return "postponed"
        if modality.polarity == "negative":
            if modality.status in _OFF:
                return _OFF[modality.status]
            if self._said(scope, self.words.postponed):
                return "postponed"
            called_off = self._said(scope, self.words.cancelled) or modality.tense != "past"
            return "cancelled" if called_off else "denied"
        if modality.tense == "future" or modality.status == "planned":
            return "planned"
        going_on = any(
            scope.first <= s <= scope.trigger.i + _NEAR and e >= scope.draft.trigger.start - _NEAR
            for s, e in scope.phrases(self.words.under_way)
        )
        return "under way" if going_on or modality.tense == "present" else "made"

    @staticmethod
    def _said(scope: Scope, words: tuple[str, ...]) -> bool:
        return scope.speaks(words) or scope.governed_by(words)

    # ---- on behalf of ------------------------------------------------------------------------

    def on_behalf_of(self, scope: Scope, to_span: ToSpan) -> tuple[Actor, ...]:
        """Whom the visitor stands in for."""
        for _, end in scope.phrases(self.words.on_behalf_of):
            near = [
                m for m in scope.layers.actors
                if m.refs and m.basis != "zero" and end <= m.head and end - 1 <= m.start <= end + 2
            ]  # fmt: skip
            if near:
                return scope.actors(min(near, key=lambda m: (m.start, m.start - m.end)), to_span)
        return ()

    # ---- purpose -----------------------------------------------------------------------------

    def purpose(self, scope: Scope) -> tuple[int, int] | None:
        """Where the words stand that say what the visit is for."""
        heads = [scope.trigger, *scope.above[:2]]
        found = [self._phrase(scope, heads), *(self._clause(scope, h) for h in heads),
                 *(self._talks(scope, h) for h in heads)]  # fmt: skip
        return min((f for f in found if f is not None), default=None)

    def _phrase(self, scope: Scope, heads: list[Token]) -> tuple[int, int] | None:
        """A phrase such as "con l'obiettivo di rilanciare i colloqui"."""
        for start, end in scope.phrases(self.words.purpose_phrases):
            root = scope.doc[start:end].root
            behind = scope.doc[end] if end < scope.last else root
            # What the phrase opens reaches as far as the word behind it that hangs on it.
            if not scope.within(root, heads):
                continue
            far = max((root, behind, *behind.ancestors), key=lambda t: (
                t.right_edge.i if t.i == root.i or root.is_ancestor(t) or t.i == behind.i else -1
            ))  # fmt: skip
            return scope.stretch(start, far)
        return None

    def _clause(self, scope: Scope, head: Token) -> tuple[int, int] | None:
        """A clause such as "per incontrare il re", "to discuss trade"."""
        marks = phrase_keys(self.words.purpose_marks)
        for child in head.children:
            if base(child.dep_) not in ("advcl", "acl", "xcomp", "ccomp", "obl", "nmod"):
                continue
            if child.pos_ not in ("VERB", "AUX") or is_finite(child):
                continue
            if child.i < scope.trigger.i or child.is_ancestor(scope.trigger):
                continue
            opening = [t for t in child.children if t.dep_ in ("mark", "case") and t.i < child.i]
            for start, end in scope.phrases(marks):
                if any(start <= t.i < end for t in opening):
                    return scope.stretch(start, child)
        return None

    def _talks(self, scope: Scope, head: Token) -> tuple[int, int] | None:
        """A noun such as in "for talks with the king"."""
        links = phrase_keys(self.words.purpose_links)
        for child in head.children:
            if base(child.dep_) not in ("obl", "nmod", "advcl", "acl") or child.i < scope.trigger.i:
                continue
            if not scope.is_one(child, self.words.purpose_nouns):
                continue
            opening = [t.i for t in child.children if t.dep_ == "case" and t.i < child.i]
            for start, end in scope.phrases(links):
                if any(start <= i < end for i in opening):
                    return scope.stretch(start, child)
        return None

    # ---- ordinal -----------------------------------------------------------------------------

    def ordinal(self, scope: Scope) -> tuple[int, int] | None:
        """Where the words stand that count visits: "la seconda in meno di tre mesi"."""
        for token in scope.doc[scope.first : scope.last]:
            key = scope.keys.get(token.i)
            if key is None or not any(like(key, fold(w)) for w in self.words.ordinals):
                continue
            start = self._with_article(scope, token.i)
            noun = self._counted_noun(scope, token.i)
            if noun is not None:
                tail = self._tail(scope, noun + 1, _NEAR)
                return scope.trimmed(start, tail or noun + 1)
            tail = self._tail(scope, token.i + 1, 0)
            if tail is not None and start < token.i:
                return scope.trimmed(start, tail)
        return None

    def _with_article(self, scope: Scope, start: int) -> int:
        marks = {fold(w) for w in self.words.ordinal_marks}
        while start > scope.first and start - 1 in scope.keys:
            before = scope.doc[start - 1]
            if scope.keys[start - 1].rstrip("'’") not in marks or before.pos_ == "ADP":
                break
            start -= 1
        return start

    def _counted_noun(self, scope: Scope, ordinal: int) -> int | None:
        for i in range(ordinal + 1, min(ordinal + 5, scope.last)):
            token = scope.doc[i]
            if any(like(scope.keys.get(i, ""), fold(w)) for w in self.words.nouns):
                return i
            between = any(like(scope.keys.get(i, ""), fold(w)) for w in self.words.ordinal_between)
            if not between and token.pos_ != "ADJ":
                return None
        return None

    def _tail(self, scope: Scope, start: int, gap: int) -> int | None:
        """Where the period ends in which visits are counted, None when none is named."""
        for begin, end in scope.phrases(self.words.since):
            if not start <= begin <= start + gap:
                continue
            if any(scope.doc[i].is_punct for i in range(start, begin)):
                return None
            stop = self._period_end(scope, end)
            if end - begin > 2 or self._is_period(scope, begin, stop):
                return stop
        return None

    @staticmethod
    def _period_end(scope: Scope, end: int) -> int:
        limit = min(end + _TAIL, scope.last)
        stop = end
        for i in range(end, limit):
            token = scope.doc[i]
            if token.is_punct or token.pos_ in ("CCONJ", "SCONJ"):
                break
            opens = token.pos_ in ("ADP", "VERB", "AUX") and scope.doc[i - 1].pos_ != "ADP"
            # "in three years | to Beijing", "since 2019 | was": the period is over.
            if i > end and opens and not _same_phrase(token, end):
                break
            stop = i + 1
        return stop

    @staticmethod
    def _is_period(scope: Scope, begin: int, stop: int) -> bool:
        if any(t.pos_ == "NUM" or t.text[:1].isdigit() for t in scope.doc[begin:stop]):
            return True
        first, last = scope.doc[begin].idx, scope.doc[stop - 1].idx + len(scope.doc[stop - 1])
        return any(first <= t.start < last or t.start <= first < t.end for t in scope.layers.times)


def _same_phrase(token: Token, end: int) -> bool:
    """Whether a preposition's noun hangs on a word of the period ("in the year of the war")."""
    noun = token.head
    return token.pos_ == "ADP" and noun.i > token.i and end <= noun.head.i < token.i
