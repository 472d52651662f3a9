"""The words around a trigger: phrases in its sentence, what governs it, what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from eventx.components.details_words import Keys, Words, phrase_keys
from eventx.components.items_lexicon import fold, like
from eventx.components.layers import ActorMention, Draft, Layers
from eventx.components.tree import ancestors, base, is_finite
from eventx.event import Actor, FieldName

if TYPE_CHECKING:
    from spacy.tokens import Token

ToSpan = Callable[[int, int], tuple[str, int, int, FieldName]]
LONGEST = 30

_EDGE = frozenset(",;:.!?-–—()[]\"'“”«»‘’„")
_LEAVES = frozenset({"parataxis", "conj", "appos", "root", "ROOT"})


class Scope:
    """The surroundings of one draft's trigger.

    Args:
        draft: the draft.
        layers: what was found in the Doc.
    """

    def __init__(self, draft: Draft, layers: Layers) -> None:
        self.draft, self.layers, self.doc = draft, layers, layers.doc
        self.trigger: Token = layers.doc[draft.trigger.head]
        self.first, self.last = self.trigger.sent.start, self.trigger.sent.end

    # ---- words -------------------------------------------------------------------------------

    @cached_property
    def keys(self) -> dict[int, str]:
        """Folded words of the sentence by token index, without apostrophes and white space."""
        return {t.i: key for t in self.doc[self.first : self.last] if (key := fold(_bare(t.text)))}

    def phrases(self, phrases: Words | Keys) -> Iterator[tuple[int, int]]:
        """Where phrases stand in the sentence, as token ranges; longer ones win."""
        wanted = phrase_keys(phrases) if phrases and isinstance(phrases[0], str) else phrases
        order = sorted(self.keys)
        taken = -1
        for place, index in enumerate(order):
            if index < taken:
                continue
            for words in wanted:
                window = order[place : place + len(words)]
                if len(window) == len(words) and all(
                    like(self.keys[i], w) for i, w in zip(window, words, strict=True)
                ):
                    taken = window[-1] + 1
                    yield index, taken
                    break

    def is_one(self, token: Token, words: Words) -> bool:
        """Whether a token, as written or as lemma, is one of the single words."""
        forms = {fold(_bare(token.text)), fold(token.lemma_)}
        return any(like(f, fold(w)) for f in forms for w in words if " " not in w)

    # ---- the tree ----------------------------------------------------------------------------

    @cached_property
    def above(self) -> list[Token]:
        """What governs the trigger, nearest first: "contract" and "signed" over "supply"."""
        found = []
        for head, child in ancestors(self.trigger):
            leaves = base(child.dep_) in _LEAVES or child.dep_ == "acl:relcl"
            if leaves or (base(child.dep_) == "advcl" and is_finite(child)):
                break
            found.append(head)
        return found

    @cached_property
    def own(self) -> set[int]:
        """Tokens of the trigger and of what hangs on it, without clauses of their own."""
        found = {self.trigger.i, *range(self.draft.trigger.start, self.draft.trigger.end)}
        stack = [self.trigger]
        while stack:
            for child in stack.pop().children:
                if child.dep_ in ("acl:relcl", "parataxis") or _is_clause(child):
                    continue
                found.add(child.i)
                stack.append(child)
        return found

    def governed_by(self, words: Words) -> bool:
        """Whether words stand above the trigger, alone or with their particles and objects."""
        if any(self.is_one(t, words) for t in self.above):
            return True
        reach = {t.i for t in self.above} | {
            c.i for t in self.above for c in t.children
            if base(c.dep_) in ("obj", "advmod", "compound", "amod", "xcomp", "fixed")
        }  # fmt: skip
        several = tuple(w for w in words if " " in w)
        return any(set(range(start, end)) & reach for start, end in self.phrases(several))

    def speaks(self, words: Words) -> bool:
        """Whether the trigger's own words are among these."""
        inside = range(self.draft.trigger.start, self.draft.trigger.end)
        if any(self.is_one(self.doc[i], words) for i in {self.trigger.i, *inside}):
            return True
        several = tuple(w for w in words if " " in w)
        return any(s <= self.trigger.i < e for s, e in self.phrases(several))

    def within(self, token: Token, heads: Iterable[Token]) -> bool:
        """Whether a token hangs on one of the heads and the trigger does not hang on it."""
        up = {token.i, *(h.i for h, _ in ancestors(token))}
        return bool(up & {h.i for h in heads}) and not token.is_ancestor(self.trigger)

    # ---- verbatim ----------------------------------------------------------------------------

    def stretch(self, start: int, token: Token) -> tuple[int, int]:
        """From a token index to the end of what hangs on a token, trimmed; long ones are cut."""
        end = min(token.right_edge.i + 1, self.last)
        if end - start > LONGEST:
            commas = [t.i for t in self.doc[start : start + LONGEST] if t.text in ",;:"]
            end = commas[-1] if commas else start + LONGEST
        return self.trimmed(start, max(end, start + 1))

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A token range without punctuation and space at its ends."""
        while end > start and (self.doc[end - 1].text in _EDGE or self.doc[end - 1].is_space):
            end -= 1
        while start < end and (self.doc[start].text in _EDGE or self.doc[start].is_space):
            start += 1
        return start, end

    def words(self, span: tuple[int, int] | None, to_span: ToSpan) -> str | None:
        """The verbatim words of a token range; a full stop inside the last token is left out."""
        return to_span(*span)[0].rstrip(".,;:") if span else None

    def actors(self, mention: ActorMention, to_span: ToSpan) -> tuple[Actor, ...]:
        """The record's actors of a mention."""
        found = []
        for ref in mention.refs:
            span = self.doc.char_span(ref.start, ref.end, alignment_mode="expand")
            if span is None:
                continue
            text, start, end, field = to_span(span.start, span.end)
            found.append(Actor.model_validate({
                "text": text, "start": start, "end": end, "field": field, "name": ref.name,
                "type": ref.type, "country": ref.country, "code": ref.code, "roles": ref.roles,
                "office": ref.office,
            }))  # fmt: skip
        return tuple(found)


def _is_clause(token: Token) -> bool:
    if token.dep_ in ("aux", "aux:pass", "cop"):
        return False
    return token.pos_ in ("VERB", "AUX") and is_finite(token)


def _bare(text: str) -> str:
    return re.sub(r"[^\w-]+", "", text).strip("-_")
