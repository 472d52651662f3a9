"""The shortest name of a speaker: "the ministry's spokesman Ivan Petrov" is "Ivan Petrov"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.components.layers import ActorMention, Claim, Layers
from eventx.components.tree import base, case_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

KEPT = frozenset({"amod", "compound", "flat", "nmod", "appos", "nummod", "fixed"})
OWNER = 4  # words of an owner or a place that may stand in a name
NAMED = frozenset({"flat", "appos", "compound", "nmod"})


def claim_of(token: Token, layers: Layers, operator: str, genitive: frozenset[str]) -> Claim | None:
    """The claim whose speaker is the phrase of this token; None for unresolved pronouns.

    Args:
        token: head of the speaker's phrase.
        layers: what was found in the Doc.
        operator: what gave the speaker away, for `explain`.
        genitive: prepositions that may stay inside a name ("ministro della Difesa").
    """
    if token.pos_ in ("PRON", "DET") or token.morph.get("PronType", []):
        mention = layers.actor_at(token.i)
        return _of_mention(mention, layers, operator) if mention is not None else None
    start, end = name_span(token, genitive)
    return Claim(start, end, layers.doc[start:end].text, operator)


def dropped_speaker(verb: Token, layers: Layers, operator: str) -> Claim | None:
    """The claim of a reporting verb without a subject, as the discourse resolved it."""
    for mention in layers.actors:
        if mention.basis == "zero" and mention.head == verb.i:
            return _of_mention(mention, layers, operator)
    return None


def _of_mention(mention: ActorMention, layers: Layers, operator: str) -> Claim | None:
    if not mention.refs:
        return None
    ref = mention.refs[0]
    span = layers.doc.char_span(ref.start, ref.end, alignment_mode="expand")
    if span is None:
        return None
    names = [
        e
        for e in layers.doc.ents
        if e.start >= span.start and e.end <= span.end and e.label_ in ("PER", "PERSON")
    ]
    found: Span = max(names, key=len) if names and ref.type == "person" else span
    while len(found) > 1 and found[0].pos_ == "DET":
        found = found[1:]
    return Claim(found.start, found.end, found.text, operator)


def name_span(token: Token, genitive: frozenset[str]) -> tuple[int, int]:
    """Token indices of the shortest words that name a speaker.

    A name beside the head counts alone; without one the head keeps its adjectives, compounds and
    one genitive.
    """
    named = _name_beside(token)
    if named is not None:
        return named
    keep = {token.i}
    for child in token.children:
        dep = base(child.dep_)
        if dep not in KEPT or dep == "nummod" or not _short(child):
            continue
        if dep == "nmod" and child.i > token.i and not _tells_which(child, genitive):
            continue
        if dep == "amod" and (child.lower_.isdigit() or "Ord" in child.morph.get("NumType", [])):
            continue
        if dep == "appos" and child.pos_ not in ("PROPN", "NOUN"):
            continue
        keep.update(t.i for t in child.subtree if _inside(t, child))
    start, end = token.i, token.i
    while start - 1 in keep or (start - 1 >= 0 and token.doc[start - 1].text == "-"
                                and start - 2 in keep):  # fmt: skip
        start -= 1
    while end + 1 in keep or (end + 2 in keep and not token.doc[end + 1].is_punct):
        end += 1
    doc = token.doc
    while start < token.i and (doc[start].pos_ in ("DET", "NUM", "ADP", "PUNCT")):
        start += 1
    for owner in token.children:
        # "her office" and "Estonia's minister" say less without the owner.
        if owner.dep_ in ("nmod:poss", "det:poss") and owner.right_edge.i == start - 1:
            start = max(owner.left_edge.i, start - OWNER)
            if doc[start].pos_ == "DET" and start < owner.i:
                start += 1
    return start, end + 1


def _tells_which(complement: Token, genitive: frozenset[str]) -> bool:
    """As in "officials in Washington", "a source at the ministry": which of many they are."""
    size = complement.right_edge.i - complement.left_edge.i
    return case_of(complement) in genitive or (complement.pos_ == "PROPN" and size <= OWNER)


def _name_beside(token: Token) -> tuple[int, int] | None:
    """A name that is the head, or stands beside it: "il ministro Israel Katz"."""
    beside = [token] if token.pos_ == "PROPN" else []
    for child in token.children:
        dep = base(child.dep_)
        if dep not in NAMED or child.pos_ not in ("PROPN", "X") or case_of(child):
            continue
        if dep == "compound" and token.pos_ != "PROPN":
            continue  # in "Kremlin spokesman" the name belongs to the office
        beside.append(child)
    if base(token.dep_) in ("flat", "compound", "appos") and token.head.pos_ == "PROPN":
        beside.append(token.head)
    spans = [_whole_name(word) for word in beside]
    if not spans:
        return None
    persons = [s for s in spans if _is_person(token.doc, s)]
    return (persons or spans)[0 if token.pos_ == "PROPN" else -1]


def _whole_name(word: Token) -> tuple[int, int]:
    """The name around a word: what the tree joins and what the names of the text say."""
    doc = word.doc
    parts = {word.i}
    for child in word.children:
        if base(child.dep_) in ("flat", "compound") and child.pos_ in ("PROPN", "X", "NOUN", "NUM"):
            parts.update(t.i for t in child.subtree if t.pos_ not in ("PUNCT", "VERB"))
    for ent in doc.ents:
        if ent.start <= word.i < ent.end:
            parts.update(range(ent.start, ent.end))
    start = end = word.i
    while start - 1 in parts:
        start -= 1
    while end + 1 in parts:
        end += 1
    while start < end and doc[start].pos_ in ("ADP", "PUNCT"):
        start += 1
    return start, end + 1


def _is_person(doc: Doc, span: tuple[int, int]) -> bool:
    return any(
        e.label_ in ("PER", "PERSON") and e.start < span[1] and span[0] < e.end for e in doc.ents
    )


def _short(child: Token) -> bool:
    return not any(t.pos_ == "VERB" and base(t.dep_) in ("acl", "advcl") for t in child.subtree)


def _inside(token: Token, top: Token) -> bool:
    while token.i != top.i:
        if base(token.dep_) in ("acl", "advcl", "appos", "punct", "parataxis"):
            return False
        token = token.head
    return True
