"""The things that object pronouns may mean: "the talks went on until the army broke them off".

Actors behind pronouns are the discourse's business. Here it is only asked whether a thing that a
rule wants as its object was spoken of just before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many nouns back a pronoun may reach, and how many words.
NOUNS = 3
WORDS = 40
FEATURES = ("Number", "Gender")


def nouns_meant(pronoun: Token) -> Iterator[Token]:
    """The nouns that a pronoun of the third person may stand for, the nearest first.

    Those of its own sentence and the one before count, where number and gender, as far as both
    words show them, agree.

    Args:
        pronoun: any token; for all but personal pronouns nothing is given.
    """
    if pronoun.pos_ != "PRON" or not _is_personal(pronoun):
        return
    first = pronoun.sent.start
    if first > 0:
        first = pronoun.doc[first - 1].sent.start
    found = 0
    for token in reversed(pronoun.doc[max(first, pronoun.i - WORDS) : pronoun.i]):
        if token.pos_ == "NOUN" and _agree(token, pronoun):
            yield token
            found += 1
            if found == NOUNS:
                return


def _is_personal(pronoun: Token) -> bool:
    persons = pronoun.morph.get("Person", [])
    kinds = pronoun.morph.get("PronType", [])
    return kinds == ["Prs"] and (not persons or persons == ["3"]) and (
        "Yes" not in pronoun.morph.get("Reflex", [])
    )  # fmt: skip


def _agree(noun: Token, pronoun: Token) -> bool:
    for feature in FEATURES:
        mine, theirs = pronoun.morph.get(feature, []), noun.morph.get(feature, [])
        if mine and theirs and not set(mine) & set(theirs):
            return False
    return True
