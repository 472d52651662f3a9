"""Small words at a clause: negations, conditions, question marks, the place of an adverb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.components.modality_scope import NOMINAL, VERBAL, Level
from eventx.components.modality_words import Phrase, auxiliaries, find_words
from eventx.components.tree import base
from eventx.lang.rule import Modifiers

if TYPE_CHECKING:
    from spacy.tokens import Token

CLOSERS = frozenset("\"'”»’)] ")
NEGATING = frozenset({
    "advmod", "det", "cc", "aux", "case", "discourse", "mark", "neg", "nsubj", "obj", "obl",
})  # fmt: skip
LIGHT = frozenset({"AUX", "PRON", "ADV", "PART", "ADP", "DET"})


class Marks:
    """Reads the small words of a clause.

    Args:
        modifiers: the pack's modifiers.
    """

    def __init__(self, modifiers: Modifiers) -> None:
        self._negations = frozenset(modifiers.negations)
        self._only = frozenset(modifiers.only)
        self._conditionals = frozenset(modifiers.conditionals)
        self._concessions = frozenset(modifiers.condition_exceptions)
        self._phrases = [tuple(w.split()) for w in modifiers.conditionals if " " in w]

    def negated(self, level: Level) -> bool:
        """Whether a word is negated: by a particle, or by "no", "nobody" in its arguments."""
        token = level.token
        for child in token.children:
            if child.i == level.child.i and child.i != token.i and child.pos_ in VERBAL:
                continue
            if self._negates(child):
                return True
            dep = base(child.dep_)
            if dep in ("nsubj", "obj") and child.pos_ in NOMINAL and self._no_phrase(child):
                return True
        return any(self._negates(c) for h in auxiliaries(token) for c in h.children)

    def _negates(self, word: Token) -> bool:
        if word.lower_ not in self._negations and "Neg" not in word.morph.get("Polarity", []):
            return False
        if base(word.dep_) not in NEGATING:
            return False
        following = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
        return following not in self._only

    def _no_phrase(self, noun: Token) -> bool:
        """Whether a noun phrase is negated: "no missiles", "né Oslo né Helsinki"."""
        return any(
            c.lower_ in self._negations and base(c.dep_) in ("det", "cc", "advmod")
            and c.nbor(1).lower_ not in self._only
            for c in noun.children if c.i < noun.i
        )  # fmt: skip

    def is_condition(self, clause: Token) -> bool:
        """Whether a clause is opened by a conjunction of condition; "even if" opens none."""
        for mark in clause.children:
            opens = base(mark.dep_) in ("mark", "advmod", "aux") and mark.i < clause.i
            if opens and mark.lower_ in self._conditionals:
                if base(mark.dep_) == "aux":
                    # "Should the truce hold": the auxiliary opens the clause.
                    return base(clause.dep_) == "advcl" and mark.i == clause.left_edge.i
                before = mark.nbor(-1).lower_ if mark.i else ""
                return before not in self._concessions
        opening = clause.doc[clause.left_edge.i : clause.i]
        return any(next(find_words(opening, words), None) for words in self._phrases)


def stands_at(phrase: Phrase, token: Token, inside: set[int]) -> bool:
    """Whether an adverb's phrase hangs on the word, or stands right before it."""
    doc = token.doc
    if phrase.start <= token.i < phrase.end:
        return False
    if phrase.end <= token.i and all(t.pos_ in LIGHT for t in doc[phrase.end : token.i]):
        return True
    words = doc[phrase.start : phrase.end]
    at = next((t for t in words if not phrase.start <= t.head.i < phrase.end), words[0])
    for _ in range(6):
        if at.i == token.i:
            return True
        stops = at.pos_ == "VERB" and not phrase.start <= at.i < phrase.end
        if at.head.i == at.i or at.i in inside or stops:
            return False
        at = at.head
    return False


def is_asked(token: Token) -> bool:
    """Whether the trigger stands in a question."""
    sent = token.sent
    words = [t for t in sent if t.text not in CLOSERS and not t.is_space]
    if not words or words[-1].text not in ("?", "？"):
        return False
    last = words[-1]
    after = token.doc[token.i : last.i]
    # In "Lavrov flies to Cairo: a thaw?" only the part behind the colon asks.
    return not any(t.text in (":", ";") for t in after)
