"""Relation subtypes, derived on the tree from morphology and words.

The network gives main relations.

Treebanks disagree on subtypes (some have no `nsubj:pass`, `obl:agent`), so all are derived here:
`nsubj:pass csubj:pass aux:pass obl:agent acl:relcl nmod:poss det:poss expl:pv compound:prt`.
What is known of each language's words lies in `voice.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources
from typing import Any

from spacy.tokens import Doc, Token

from eventx.analyzer.german_trees import restore_participles
from eventx.analyzer.lemmas import verb_lookup
from eventx.analyzer.repairs import complete_morphology, repair

_SUBJECTS = ("nsubj", "csubj")
_MODIFIERS = frozenset({"acl", "acl:relcl", "advcl", "amod", "ROOT", "root", "parataxis", "conj",
                        "appos", "xcomp", "ccomp"})  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """A language's words for passives, agents, reflexives; the keys of `voice.toml` say more."""

    lang: str = ""
    passive: frozenset[str] = frozenset()
    surely: frozenset[str] = frozenset()
    twice: frozenset[str] = frozenset()
    be_perfect: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    origin_verbs: frozenset[str] = frozenset()
    not_agents: frozenset[str] = frozenset()
    abstract: tuple[str, ...] = ()
    bodies: frozenset[str] = frozenset()
    reflexive: frozenset[str] = frozenset()
    personal: tuple[tuple[str, str], ...] = ()
    relative: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    takes_object: frozenset[str] = frozenset()
    no_titles: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _table() -> dict[str, Voice]:
    text = resources.files("eventx.analyzer").joinpath("voice.toml").read_text(encoding="utf8")
    makers: dict[str, Any] = {"abstract": tuple, "personal": lambda pairs: tuple(pairs.items())}
    return {
        lang: Voice(
            lang,
            **{f.name: makers.get(f.name, frozenset)(entry[f.name]) for f in fields(Voice)[1:]},
        )
        for lang, entry in tomllib.loads(text).items()
    }


def voice_of(lang: str) -> Voice:
    """The language's words; empty for a language that has no entry, so nothing is derived."""
    return _table().get(lang, Voice(lang))


def refine(doc: Doc, lang: str) -> Doc:
    """Repair slips and derive the relation subtypes of a Doc, in place.

    Args:
        doc: a Doc with heads, relations, tags, morphology and lemmas.
        lang: its language code.

    Returns:
        The same Doc.
    """
    voice = voice_of(lang)
    if lang == "de":
        restore_participles(doc, verb_lookup(lang))
    complete_morphology(doc)
    repair(doc, voice)
    passives: dict[int, bool] = {}
    for token in doc:
        if token.pos_ in ("VERB", "ADJ"):
            passives[token.i] = is_passive(token, voice)
    for token in doc:
        new = _subtype(token, voice, passives)
        if new and new != token.dep_:
            token.dep_ = new
    if lang == "de":
        _join_particles(doc)
    return doc


def _subtype(token: Token, voice: Voice, passives: dict[int, bool]) -> str | None:
    """The relation with its subtype, None where the main relation stays."""
    relation, head = token.dep_, token.head
    if head.i == token.i or token.text.isspace():
        return None
    base = relation.split(":")[0]
    if base in _SUBJECTS and ":" not in relation:
        return f"{base}:pass" if passives.get(head.i) else None
    if base in ("aux", "cop"):
        return "aux:pass" if passives.get(head.i) and _is_passive_aux(token, head, voice) else None
    if base in ("obl", "nmod") and relation != "nmod:poss" and _is_agent(token, voice, passives):
        return "obl:agent"
    if relation == "acl" and _is_relative(token, voice):
        return "acl:relcl"
    if base in ("nmod", "det") and _is_possessive(token, voice):
        return "det:poss" if token.pos_ in ("DET", "ADJ") else "nmod:poss"
    if base in ("expl", "obj", "iobj", "obl") and _is_reflexive(token, voice):
        return "expl:pv"
    if head.pos_ == "VERB" and _is_particle(token, voice):
        return "compound:prt"
    return None


def is_past_participle(token: Token, voice: Voice) -> bool:
    """A past participle by its morphology; English forms in -ing never are."""
    form = token.morph.get("VerbForm", [])
    return (
        "Part" in form
        and "Pres" not in token.morph.get("Tense", [])
        and not (voice.lang == "en" and token.text.lower().endswith("ing"))
    )


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries and copulas of a verb, in the order of the text."""
    return [c for c in verb.children if c.dep_.split(":")[0] in ("aux", "cop")]


def is_passive(verb: Token, voice: Voice) -> bool:
    """Whether a clause is in the passive.

    "è stato arrestato", "viene arrestato", "was arrested", "wurde verhaftet"; not "è arrivato"
    (its perfect takes "be"), not "si è recato" (reflexive), not "è ferito" with an adjective. A
    participle without auxiliary is passive as a headline's predicate ("Arrestato il latitante")
    and when it continues a passive ("è stato arrestato e processato").
    """
    if not is_past_participle(verb, voice):
        return False
    helpers = auxiliaries(verb)
    if not helpers:
        return _is_bare_passive(verb, voice)
    if verb.pos_ == "ADJ" and not _has_agent_phrase(verb, voice):
        return False
    if any(h.lemma_.lower() in voice.surely for h in helpers):
        return True
    be = [h for h in helpers if h.lemma_.lower() in voice.passive]
    if not be:
        return False
    if voice.twice and len(helpers) > 1 and any(h.text.lower() in voice.twice for h in helpers):
        return True
    if voice.lang in ("en", "es", "pt"):
        nearest = max(helpers, key=lambda h: (h.i < verb.i, h.i))
        return nearest in be and verb.lemma_.lower() not in voice.be_perfect
    reflexive = any(_is_reflexive(c, voice) for c in verb.children)
    return not reflexive and verb.lemma_.lower() not in voice.be_perfect


def _is_bare_passive(verb: Token, voice: Voice) -> bool:
    if verb.pos_ != "VERB" or verb.lemma_.lower() in voice.be_perfect:
        return False
    if verb.dep_ == "conj" and is_past_participle(verb.head, voice) and verb.head.i != verb.i:
        own = any(c.dep_.split(":")[0] in _SUBJECTS for c in verb.children)
        return not own and is_passive(verb.head, voice)
    if verb.dep_ not in ("ROOT", "root", "parataxis", "ccomp") or voice.lang == "de":
        return False
    return not any(c.dep_ in ("obj", "ccomp", "xcomp") for c in verb.children)


def _is_passive_aux(token: Token, verb: Token, voice: Voice) -> bool:
    """The auxiliary that carries the passive: of several, the one nearest to the participle."""
    able = [h for h in auxiliaries(verb) if h.lemma_.lower() in voice.passive | voice.surely]
    surely = [h for h in able if h.lemma_.lower() in voice.surely]
    chosen = surely or [h for h in able if h.text.lower() in voice.twice] or able
    return bool(chosen) and token.i == max(chosen, key=lambda h: (h.i < verb.i, h.i)).i


def _preposition(token: Token) -> str:
    """The first word of the preposition of a phrase, lower case."""
    return next((c.text.lower() for c in token.children if c.dep_ == "case" and c.i < token.i), "")


def _has_agent_phrase(verb: Token, voice: Voice) -> bool:
    return any(c.dep_.startswith("obl") and _may_act(c, voice) for c in verb.children)


def _is_agent(token: Token, voice: Voice, passives: dict[int, bool]) -> bool:
    verb = token.head
    if verb.pos_ not in ("VERB", "ADJ") or not is_past_participle(verb, voice):
        return False
    bare = not auxiliaries(verb) and verb.dep_ in _MODIFIERS
    if not passives.get(verb.i) and not (bare and verb.lemma_.lower() not in voice.be_perfect):
        return False
    if verb.lemma_.lower() in voice.origin_verbs and _is_place(token):
        return False
    return _may_act(token, voice)


def _is_place(token: Token) -> bool:
    return token.ent_type_ in ("LOC", "GPE") or (token.pos_ == "PROPN" and not token.ent_type_)


def _may_act(token: Token, voice: Voice) -> bool:
    """A phrase with the agent's preposition that is no time, amount, means or cause."""
    if _preposition(token) not in voice.agent or token.pos_ in ("NUM", "ADV", "SYM", "VERB"):
        return False
    if token.text[:1].isdigit():
        return False
    lemma = token.lemma_.lower()
    if lemma in voice.not_agents or token.text.lower() in voice.not_agents:
        return False
    if token.pos_ == "NOUN" and voice.abstract and lemma.endswith(voice.abstract):
        return lemma in voice.bodies
    return True


def _is_relative(token: Token, voice: Voice) -> bool:
    """A relative pronoun in the clause, or in English a finite clause with its own subject."""
    if token.head.i > token.i or token.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON"):
        return False
    for word in token.subtree:
        if word.i >= token.i + 1 and word.i > token.head.i + 12:
            break
        pronoun = word.pos_ in ("PRON", "DET", "ADV") and word.text.lower() in voice.relative
        if pronoun and word.i > token.head.i and word.dep_ != "mark" and _clause(word) == token:
            return True
    children = list(token.children)
    marked = any(c.dep_ == "mark" for c in children)
    finite = any("Fin" in w.morph.get("VerbForm", []) for w in [token, *auxiliaries(token)])
    subject = any(c.dep_.startswith("nsubj") for c in children)
    return voice.lang == "en" and finite and subject and not marked


def _clause(word: Token) -> Token:
    """The predicate of the clause a word stands in."""
    while word.head.i != word.i:
        # An infinitive belongs to the clause above it: "che ha deciso di visitare".
        if word.dep_.split(":")[0] in ("acl", "advcl", "ccomp", "csubj", "parataxis"):
            return word
        word = word.head
    return word


def _is_particle(token: Token, voice: Voice) -> bool:
    """The particle of "rule out", "greift ... an"."""
    alone = token.n_lefts + token.n_rights == 0
    if token.dep_ == "compound":
        return alone and token.pos_ in ("ADP", "ADV", "PART")
    return voice.lang == "de" and token.dep_ == "advmod" and token.pos_ == "ADP" and alone


def _is_possessive(token: Token, voice: Voice) -> bool:
    if token.dep_.startswith("nmod") and any(
        c.dep_ == "case" and c.text.lower() in ("'s", "\u2019s", "'", "\u2019")
        for c in token.children
    ):
        return True
    if token.pos_ not in ("DET", "PRON", "ADJ"):
        return False
    if any(c.dep_ == "case" for c in token.children):
        return False
    return bool({token.text.lower(), token.lemma_.lower()} & voice.possessive)


def _is_reflexive(token: Token, voice: Voice) -> bool:
    """A clitic that points back at the subject; Spanish "se lo dio" (to him) is none."""
    word, verb = token.text.lower(), token.head
    if token.pos_ != "PRON" or token.i == verb.i or any(c.dep_ == "case" for c in token.children):
        return False
    if word in voice.reflexive:
        following = token.nbor().text.lower() if token.i + 1 < len(token.doc) else ""
        dative = voice.lang == "es" and following in ("lo", "la", "los", "las")
        return not dative
    agreeing = dict(voice.personal).get(word)
    forms = [verb, *(c for c in verb.children if c.dep_.split(":")[0] == "aux")]
    persons = {
        "".join(f.morph.get("Person", []) + f.morph.get("Number", []))
        for f in forms
        if f.morph.get("Person", [])
    }
    return agreeing is not None and agreeing in persons


def _join_particles(doc: Doc) -> None:
    """German separable verbs: "greift ... an" gets the lemma "angreifen"."""
    for token in doc:
        particle, verb = token.text.lower(), token.head
        if token.dep_ == "compound:prt" and not verb.lemma_.lower().startswith(particle):
            verb.lemma_ = particle + verb.lemma_.lower()
