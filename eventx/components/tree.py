"""Small questions to a Universal Dependencies tree, which every step asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
FINITE_MOODS = frozenset({"Ind", "Sub", "Cnd", "Imp"})


def base(dep: str) -> str:
    """A relation without its subtype.

    Examples:
        >>> base("nsubj:pass")
        'nsubj'
    """
    return dep.split(":")[0]


def kids(token: Token, *deps: str) -> list[Token]:
    """Children with one of the relations, subtypes included when the plain one is given."""
    return [c for c in token.children if c.dep_ in deps or base(c.dep_) in deps]


def coordinated(token: Token) -> list[Token]:
    """The token and everything coordinated with it, for nominals."""
    found = [token]
    for child in token.children:
        if child.dep_.startswith("conj") and child.pos_ in NOMINAL:
            found.extend(coordinated(child))
    return found


def is_finite(token: Token) -> bool:
    """Whether the verb or one of its auxiliaries is finite."""
    return any(
        "Fin" in t.morph.get("VerbForm", [])
        or bool(FINITE_MOODS.intersection(t.morph.get("Mood", [])))
        for t in [token, *kids(token, "aux", "cop")]
    )


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (ancestor, its child on the path) from the token upwards."""
    child = token
    while child.head.i != child.i:
        yield child.head, child
        child = child.head


def case_of(token: Token) -> str:
    """The prepositions of a noun phrase as lemmas, lower case; empty when there are none."""
    parts: list[Token] = []
    for child in token.children:
        if child.dep_ == "case" and child.i < token.i:
            parts.append(child)
            parts.extend(c for c in child.subtree if c.dep_ == "fixed")
    lemmas = [t.lemma_.lower() for t in sorted(set(parts), key=lambda t: t.i)]
    # "su di noi", "contro di lui": before a pronoun the second preposition says nothing.
    if len(lemmas) == 2 and token.pos_ == "PRON" and lemmas[1] in ("di", "de"):
        lemmas.pop()
    return " ".join(lemmas)
