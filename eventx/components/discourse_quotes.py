"""Quotations and who speaks in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.tree import base

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OPENING = {"«": "»", "“": "”", "„": "“", "‘": "’"}
LONGEST = 250
NEAR = 14


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, without its marks, and the token of its speaker.

    Attributes:
        start: index of the first token inside.
        end: index behind the last.
        speaker: index of the head token of the speaker's phrase, None when no one is named.
    """

    start: int
    end: int
    speaker: int | None


def quotations(doc: Doc) -> list[Quotation]:
    """The quotations of a Doc, in order."""
    return [Quotation(a, b, _speaker(doc, a, b)) for a, b in _spans(doc)]


def quotation_at(index: int, found: list[Quotation]) -> Quotation | None:
    """The quotation that a token stands in."""
    return next((q for q in found if q.start <= index < q.end), None)


def _spans(doc: Doc) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for token in doc:
        if token.is_space and "\n\n" in token.text:
            opened = None
        if opened is not None and token.text == opened[1]:
            if 1 < token.i - opened[0] <= LONGEST:
                found.append((opened[0] + 1, token.i))
            opened = None
        elif opened is None and token.text in OPENING and token.text != "‘":
            opened = (token.i, OPENING[token.text])
        elif opened is None and token.text == '"':
            opened = (token.i, '"')
    return found


def _speaker(doc: Doc, start: int, end: int) -> int | None:
    """The subject of the verb beside the quotation, or whoever stands before its colon."""
    after = doc[end + 1 : min(end + 1 + NEAR, len(doc))]
    found = _subject_near(after, start, end, forward=True)
    if found is not None:
        return found
    before = doc[max(0, start - 1 - NEAR) : max(0, start - 1)]
    colon = len(before) > 0 and before[-1].text in (":", ",")
    found = _subject_near(before, start, end, forward=False)
    if found is not None:
        return found
    if colon and before[-1].text == ":":
        for token in reversed(list(before)):
            if token.text in (".", "!", "?") or token.is_space:
                break
            if token.pos_ in ("PROPN", "NOUN") and base(token.dep_) in ("root", "ROOT", "nsubj"):
                return int(token.i)
    return None


def _subject_near(tokens: object, start: int, end: int, *, forward: bool) -> int | None:
    """The subject of the first verb on the way from the quotation."""
    words: list[Token] = list(tokens)  # type: ignore[call-overload]
    for token in words if forward else reversed(words):
        if token.text in (".", "!", "?", "\n\n") and not (forward and token is words[0]):
            return None
        if token.text in ('"', "«", "“") and forward:
            return None
        if token.pos_ != "VERB":
            continue
        for child in token.children:
            outside = not start <= child.i < end
            if base(child.dep_) == "nsubj" and child.dep_ != "nsubj:pass" and outside:
                return int(child.i)
    return None
