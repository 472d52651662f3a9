"""Sources that stand outside the trigger's clause: brackets, quotations, the next sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.components.layers import Claim, Layers
from eventx.components.modality_scope import VERBAL, Scope
from eventx.components.tree import ancestors, base, kids
from eventx.lang.pack import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = {"«": "»", "“": "”", "„": "“", "»": "«", "‟": "”", "‹": "›"}
PLAIN = '"'
NEAR = 14
# A quotation may run over several sentences, but not over the whole article.
LONGEST = 220


class Context:
    """Finds sources around a trigger's sentence.

    Args:
        pack: the language pack.
        scope: its walker.
    """

    def __init__(self, pack: LanguagePack, scope: Scope) -> None:
        self.scope = scope
        self._refers = frozenset(pack.modifiers.refers)
        self._media = frozenset(pack.modifiers.media_nouns)

    # ---- brackets ----------------------------------------------------------------------------

    def brackets(self, token: Token, layers: Layers) -> list[Claim]:
        """An agency in brackets at the end of the sentence, or right behind it."""
        doc, sent = token.doc, token.sent
        stop = min(len(doc), sent.end + 8)
        for i in range(token.i + 1, stop):
            if doc[i].text not in ("(", "["):
                continue
            ends = (j for j in range(i + 1, min(i + 8, len(doc))) if doc[j].text in (")", "]"))
            close = next(ends, None)
            if close is None or not self._closes(doc, i, close, sent.end):
                continue
            inside = doc[i + 1 : close]
            span = self._medium(inside.start, inside.end, layers)
            if span is not None:
                start, end = span
                return [Claim(start, end, doc[start:end].text, "brackets")]
        return []

    @staticmethod
    def _closes(doc: Doc, start: int, close: int, end: int) -> bool:
        """Whether nothing but punctuation follows in the sentence."""
        after = doc[close + 1 : max(end, close + 1)]
        before = doc[end - 1 : start] if start >= end else doc[start:start]
        return all(t.is_punct or t.is_space for t in after) and all(
            t.is_punct or t.is_space or t.i == end - 1 for t in before
        )

    def _medium(self, start: int, end: int, layers: Layers) -> tuple[int, int] | None:
        for mention in layers.actors:
            if (
                start <= mention.start
                and mention.end <= end
                and any("MED" in ref.roles for ref in mention.refs)
            ):
                return mention.start, mention.end
        words = [t for t in layers.doc[start:end] if not t.is_punct]
        if not words or len(words) > 3 or any(t.pos_ not in ("PROPN", "NOUN", "X") for t in words):
            return None
        organisations = [e for e in layers.doc.ents if start <= e.start and e.end <= end
                         and e.label_ == "ORG" and len(e) == len(words)]  # fmt: skip
        return (organisations[0].start, organisations[0].end) if organisations else None

    # ---- quotations --------------------------------------------------------------------------

    def quoting_verb(self, token: Token) -> Token | None:
        """The reporting verb beside the quotation that the trigger stands in."""
        found = quotation(token)
        if found is None:
            return None
        start, end = found
        doc = token.doc
        after = doc[end + 1 : min(len(doc), end + 1 + NEAR)]
        before = doc[max(0, start - NEAR) : start]
        limit = doc[min(end, len(doc) - 1)].sent.end
        for word in after:
            if word.i >= limit and word.is_sent_start:
                break
            if word.text in ("«", "“", PLAIN):
                break
            if word.pos_ in VERBAL and self.scope.reports(word):
                return word
        for word in reversed(list(before)):
            if word.text in (".", "!", "?", "»", "”"):
                break
            if word.pos_ in VERBAL and self.scope.reports(word):
                return word
        return None

    # ---- the next sentence -------------------------------------------------------------------

    def follower(self, token: Token) -> Token | None:
        """The verb of the next sentence that reports what this one tells, by a pronoun."""
        doc, end = token.doc, token.sent.end
        while end < len(doc) and doc[end].is_space:
            end += 1
        if end >= len(doc) or not self._main(token):
            return None
        if "\n\n" in doc[token.i : end].text:
            return None
        sent = doc[end].sent
        root = sent.root
        if root.pos_ not in VERBAL:
            return None
        operator = self.scope.words.verb(root)
        claims = operator is not None and operator.claims
        if not claims and not self.scope.reports(root):
            return None
        if kids(root, "ccomp"):
            return None
        for child in root.children:
            dep = base(child.dep_)
            if child.lower_ not in self._refers or dep not in (
                "obj", "nsubj", "obl", "expl", "iobj",
            ):  # fmt: skip
                continue
            passive = child.dep_ == "nsubj:pass"
            if dep == "nsubj" and not passive and not self.scope.syntax.is_passive(root):
                continue
            if any(c.dep_ != "det" and c.pos_ != "DET" for c in child.children):
                continue
            return root
        return None

    @staticmethod
    def _main(token: Token) -> bool:
        """Whether the trigger belongs to the main clause of its sentence."""
        for _, child in ancestors(token):
            if base(child.dep_) in ("acl", "advcl", "parataxis", "nmod", "obl", "appos"):
                return False
        return True


def quotation(token: Token) -> tuple[int, int] | None:
    """The quotation marks around a token: indices of the opening and the closing mark."""
    doc = token.doc
    for i in range(token.i - 1, max(-1, token.i - LONGEST), -1):
        text = doc[i].text
        if text == "\n\n" or "\n\n" in text:
            return None
        if text in ("»", "”") and doc[i].i != token.i:
            return None
        if text in ("«", "“", "„"):
            closing = OPENING[text]
            end = _next(doc, token.i, (closing, "”"))
            return (i, end) if end is not None else None
        if text == PLAIN:
            odd = sum(doc[j].text == PLAIN for j in range(_paragraph(doc, i), i + 1)) % 2
            end = _next(doc, token.i, (PLAIN,))
            return (i, end) if odd and end is not None else None
    return None


def _next(doc: Doc, at: int, marks: tuple[str, ...]) -> int | None:
    stop = min(len(doc), at + LONGEST)
    return next((j for j in range(at + 1, stop) if doc[j].text in marks), None)


def _paragraph(doc: Doc, at: int) -> int:
    while at > 0 and "\n" not in doc[at - 1].text:
        at -= 1
    return at
