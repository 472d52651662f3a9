"""German participles that the tagger took for adjectives, and passives that hide behind them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from eventx.analyzer.german import Lookup, participle

_AUXILIARIES = frozenset({"sein", "haben", "werden"})
# Participles that have become adjectives: nothing was done to anybody.
_ADJECTIVES = frozenset(
    {
        "bekannt", "unbekannt", "berühmt", "beliebt", "gesamt", "geeignet", "gerecht", "bereit",
        "bestimmt", "verschieden", "gelassen", "betroffen", "besorgt", "überzeugt", "verwandt",
        "gewohnt", "erfahren", "bewaffnet", "vereint", "vergangen", "gemeinsam", "genannt",
        "sogenannt", "gegeben", "entschieden", "gut", "engagiert",
    }
)  # fmt: skip


def restore_participles(doc: Doc, lookup: Lookup) -> None:
    """Give participles back their verb, in place.

    Predicates ("ist eingetroffen", "wurde abgesagt") and attributes with complements of their own
    ("die von Moskau gelieferten Raketen") are verbs; a bare attribute stays an adjective.

    Args:
        doc: a German Doc with tags, heads and lemmas.
        lookup: the table's lemma of a verb form, None if it has none.
    """
    for token in doc:
        if token.pos_ not in ("ADJ", "VERB") or token.morph.get("VerbForm", []):
            continue
        if not (_is_predicate(token) or _has_complements(token)):
            continue
        if token.lower_ in _ADJECTIVES or token.lemma_.lower() in _ADJECTIVES:
            continue
        infinitive = participle(token.lower_, lookup)
        if infinitive is None:
            continue
        token.pos_, token.lemma_ = "VERB", infinitive
        features = {**token.morph.to_dict(), "VerbForm": "Part", "Tense": "Past"}
        for feature in ("Person", "Mood", "Degree"):
            features.pop(feature, None)
        token.set_morph(features)  # type: ignore[attr-defined]
        if token.dep_ == "amod":
            token.dep_ = "acl"
        for child in token.children:
            if child.dep_ == "cop":
                child.dep_ = "aux"


def _is_predicate(token: Token) -> bool:
    return any(
        c.dep_.split(":")[0] in ("aux", "cop") and c.lemma_.lower() in _AUXILIARIES
        for c in token.children
    )


def _has_complements(token: Token) -> bool:
    return token.dep_ in ("amod", "acl") and any(
        c.dep_.split(":")[0] in ("obl", "obj", "iobj") for c in token.children
    )
