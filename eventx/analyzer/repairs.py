"""Slips of a parser that no Universal Dependencies tree may hold, set right before rules read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from eventx.analyzer.relations import Voice

_FUNCTION = frozenset({"aux", "aux:pass", "cop", "case", "mark", "cc", "punct"})
_OF_FUNCTION = frozenset({"fixed", "conj", "cc", "punct", "goeswith", "dep", "advmod", "compound"})
_OF_CLAUSE = frozenset({"nsubj", "obj", "iobj", "obl", "csubj", "ccomp", "xcomp", "advcl", "aux",
                        "cop", "expl", "nsubj:pass", "aux:pass", "obl:agent", "acl"})  # fmt: skip

# What a verb may have besides modifiers; "expl" is the reflexive of "si sono incontrati".
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "expl"})


def repair(doc: Doc, voice: Voice) -> None:
    """Set slips right, in place; each function below names one.

    Args:
        doc: the Doc.
        voice: the words of its language.
    """
    lang = voice.lang
    for token in doc:
        if token.text.isspace() or token.head.i == token.i:
            continue
        _off_function_word(token)
        _copula_of_participle(token)
        _subject_with_preposition(token, voice.not_subject)
        if lang == "en":
            _possessor(token)
        if lang == "it":
            _on_the_part_of(token)
        if lang in ("it", "es", "pt"):
            _bare_infinitive(token)
        if lang != "en":
            _noun_with_preposition(token)
        if token.head.lemma_.lower() in voice.no_titles:
            _name_before_verb(token)
        if lang in ("es", "pt"):
            _object_with_a(token)
            _stays_somewhere(token)
        if lang == "es":
            _cease_fire(token)
    for token in doc:
        _second_subject(token)
        if token.lemma_.lower() in voice.takes_object:
            _object_behind(token)


def _off_function_word(token: Token) -> None:
    """A subject or complement on an auxiliary, preposition or mark belongs to its head."""
    head = token.head
    on_mark = head.dep_ == "punct" and head.head.i != token.i and not token.text.isspace()
    on_function_word = (
        head.dep_ in _FUNCTION
        and token.dep_ in _OF_CLAUSE
        and token.dep_ not in _OF_FUNCTION
        and head.head.i != head.i
    )
    if on_mark or on_function_word:
        token.head = head.head


def _copula_of_participle(token: Token) -> None:
    """A verb's participle has auxiliaries, no copula: "été" in "a été arrêté"."""
    verb = token.head
    if token.dep_ == "cop" and verb.pos_ == "VERB" and "Part" in verb.morph.get("VerbForm", []):
        token.dep_ = "aux"


def _subject_with_preposition(token: Token, not_subject: frozenset[str]) -> None:
    """A phrase with "dal", "by", "con" is neither subject nor object."""
    if token.dep_ not in ("nsubj", "obj", "nsubj:pass") or token.pos_ not in (
        "NOUN",
        "PROPN",
        "PRON",
    ):
        return
    first = next((c for c in token.children if c.dep_ == "case"), None)
    if first is not None and first.i < token.i and first.text.lower() in not_subject:
        token.dep_ = "obl"


def _possessor(token: Token) -> None:
    """English: a noun with 's before the noun it hangs on is its possessor."""
    mark = any(c.text.lower() in ("'s", "\u2019s") and c.pos_ == "PART" for c in token.children)
    if mark and token.dep_ in ("compound", "nmod", "det", "dep", "amod") and token.head.i > token.i:
        token.dep_ = "nmod:poss"


def _on_the_part_of(token: Token) -> None:
    """Italian "da parte di X": the phrase's head is X, "parte" belongs to the preposition."""
    if token.text.lower() != "parte" or not token.dep_.startswith(("obl", "nmod")):
        return
    case = next((c for c in token.children if c.dep_ == "case" and c.text.lower() == "da"), None)
    actor = next((c for c in token.children if c.dep_.startswith("nmod") and c.i > token.i), None)
    if case is None or actor is None or case.i != token.i - 1:
        return
    relation, head = token.dep_, token.head
    actor.head, actor.dep_ = head, relation
    case.head = actor
    token.head, token.dep_ = case, "fixed"
    # Both prepositions, "da" and "di", are now cases of the actor; "da" comes first.


def _bare_infinitive(token: Token) -> None:
    """Romance: no infinitive follows a noun bare; "esercito regolare" has an adjective.

    What was hung on the supposed verb belongs to the noun.
    """
    noun = token.head
    infinitive = token.pos_ == "VERB" and "Inf" in token.morph.get("VerbForm", [])
    if not infinitive or token.dep_ != "acl" or noun.pos_ != "NOUN" or token.i != noun.i + 1:
        return
    if any(c.i < token.i for c in token.children) or token.morph.get("Clitic", []):
        return
    token.pos_, token.dep_ = "ADJ", "amod"
    token.lemma_ = token.lower_
    token.set_morph({"Number": noun.morph.get("Number", ["Sing"])[0]})  # type: ignore[attr-defined]
    for child in list(token.children):
        child.head = noun
        child.dep_ = "nmod" if child.dep_.startswith("obl") else child.dep_


def _noun_with_preposition(token: Token) -> None:
    """A "verb" right behind a preposition that is no infinitive is a noun: "di semoventi"."""
    form = set(token.morph.get("VerbForm", []))
    if token.pos_ != "VERB" or token.dep_ != "acl" or form & {"Inf", "Ger", "Fin"}:
        return
    cases = [c for c in token.children if c.dep_ == "case" and c.pos_ == "ADP"]
    if not cases or max(c.i for c in cases) != token.i - 1 or token.head.pos_ != "NOUN":
        return
    token.pos_, token.dep_ = "NOUN", "nmod"
    for child in token.children:
        if child.dep_ in ("obj", "nsubj"):
            child.dep_ = "flat" if child.pos_ == "PROPN" else "nmod"


def _name_before_verb(token: Token) -> None:
    """The bare name in "al termine del colloquio Shoigu ha annunciato" is the verb's subject.

    Only on nouns that are nobody's title, and right in front of a verb without a subject.
    """
    if token.pos_ != "PROPN" or token.dep_ not in ("nmod", "appos", "flat"):
        return
    if any(c.dep_ == "case" for c in token.children):
        return
    verb = token.head
    while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    behind = max(t.i for t in token.subtree) + 1
    if verb.pos_ != "VERB" or behind >= len(token.doc) or verb.i < behind:
        return
    following = token.doc[behind]
    begins = following.i == verb.i or (following.head.i == verb.i and following.i < verb.i)
    free = not any(c.dep_.startswith(("nsubj", "csubj")) for c in verb.children)
    if begins and free and following.pos_ in ("VERB", "AUX", "PRON", "ADV"):
        token.head, token.dep_ = verb, "nsubj"


def _object_with_a(token: Token) -> None:
    """Of two objects in Spanish and Portuguese the one with "a" is the addressee."""
    if token.dep_ != "obj" or token.pos_ not in ("NOUN", "PROPN", "PRON"):
        return
    if not any(c.dep_ == "case" and c.lemma_ == "a" for c in token.children):
        return
    others = [c for c in token.head.children if c.dep_ == "obj" and c.i != token.i]
    if any(not any(g.dep_ == "case" for g in other.children) for other in others):
        token.dep_ = "iobj"


def _stays_somewhere(token: Token) -> None:
    """Spanish and Portuguese "estar" with a place is a verb: "o chanceler está em Moscou"."""
    if token.dep_ != "cop" or token.lemma_.lower() != "estar" or token.head.pos_ != "PROPN":
        return
    place = token.head
    cases = [c for c in place.children if c.dep_ == "case"]
    if not cases or cases[0].lemma_.lower() not in ("em", "en"):
        return
    stay = {"case", "flat", "nmod", "appos", "det", "amod", "compound"}
    above = place.head if place.head.i != place.i else token
    token.head, token.dep_, token.pos_ = above, place.dep_, "VERB"
    for child in list(place.children):
        if child.i == token.i:
            continue
        if child.dep_ not in stay:
            child.head = token
        elif child.dep_ == "nmod" and child.i < token.i:
            child.head, child.dep_ = token, "obl"
    place.head, place.dep_ = token, "obl"


def _cease_fire(token: Token) -> None:
    """Spanish "alto el fuego" is one noun whose head is "alto"."""
    doc = token.doc
    if token.lower_ != "alto" or token.i + 2 >= len(doc):
        return
    article, fire = doc[token.i + 1], doc[token.i + 2]
    if article.lower_ not in ("el", "al") or fire.lower_ != "fuego":
        return
    if fire.head.i not in (token.i, article.i) and not token.is_ancestor(fire):
        token.head, token.dep_ = fire.head, fire.dep_
    if token.dep_ in ("obl", "amod", "advmod") and fire.dep_ != "ROOT":
        token.dep_ = fire.dep_ if fire.head.i != token.i else token.dep_
    if token.dep_ == "obl" and not any(c.dep_ == "case" for c in token.children):
        token.dep_ = "obj"
    for child in list(fire.children):
        if child.i not in (token.i, article.i):
            child.head = token
    for child in list(article.children):
        if child.i not in (token.i, fire.i):
            child.head = token
    token.pos_, token.lemma_ = "NOUN", "alto"
    article.head, article.dep_ = token, "fixed"
    fire.head, fire.dep_ = token, "fixed"


def _second_subject(token: Token) -> None:
    """Of two subjects around an active verb without object the later one is the object."""
    if token.pos_ != "VERB":
        return
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    others = {c.dep_.split(":")[0] for c in token.children}
    if len(subjects) != 2 or others & {"obj", "cop", "ccomp", "expl"}:
        return
    if subjects[0].i < token.i < subjects[1].i:
        subjects[1].dep_ = "obj"


def _object_behind(verb: Token) -> None:
    """Where subjects may be dropped: "dove ha incontrato il premier" has an object, no subject.

    Only the active with "have" or a simple tense; "è stato ricevuto il premier" is a passive.
    """
    if verb.pos_ != "VERB" or any(c.dep_.startswith("aux:pass") for c in verb.children):
        return
    arguments = [c for c in verb.children if c.dep_.split(":")[0] in _ARGUMENTS]
    if len(arguments) != 1 or arguments[0].dep_ != "nsubj" or arguments[0].i < verb.i:
        return
    if any(c.lemma_ in ("essere", "ser", "venire") for c in verb.children if c.dep_ == "aux"):
        return
    bare_participle = "Part" in verb.morph.get("VerbForm", []) and not any(
        c.dep_.startswith("aux") for c in verb.children
    )
    if (
        arguments[0].pos_ in ("NOUN", "PROPN")
        and not bare_participle
        and not verb.morph.get("Clitic", [])
    ):
        arguments[0].dep_ = "obj"


def complete_morphology(doc: Doc) -> None:
    """Mark participles whose features were told one by one and came out incomplete.

    A past form with a gender and neither person nor mood is a participle in all six languages.
    """
    for token in doc:
        morph = token.morph
        if token.pos_ not in ("VERB", "AUX") or morph.get("VerbForm", []):
            continue
        past, gender = "Past" in morph.get("Tense", []), morph.get("Gender", [])
        if past and gender and not morph.get("Mood", []) and not morph.get("Person", []):
            features = {**morph.to_dict(), "VerbForm": "Part"}
            token.set_morph(features)  # type: ignore[attr-defined]
