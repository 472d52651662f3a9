"""Pronouns, possessives and dropped subjects."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.discourse_memory import Party
from eventx.components.discourse_quotes import quotation_at
from eventx.components.discourse_scan import Candidate
from eventx.components.layers import ActorMention, ActorRef
from eventx.components.tree import ancestors, base, case_of, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Token

    from eventx.components.discourse_reading import Reading

Resolved = tuple[tuple[ActorRef, ...], str]
NOTHING: Resolved = ((), "pronoun")
BODIES = frozenset({"state", "organisation", "group", "people"})
STRANGERS = 2  # subjects that are no actors, past which a dropped subject is given up


class References:
    """Resolves the candidates that are no names and no titles.

    Args:
        reading: the pass that asks.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.memory = reading.memory
        self.words = reading.words

    def resolve(self, candidate: Candidate) -> Resolved:
        """The actors of a candidate and the basis; no actors when nothing decides."""
        described = self.reading.descriptions.resolve(candidate)
        if described is not None:
            return described
        if candidate.kind == "zero":
            return self._zero(self.doc[candidate.head]), "zero"
        if candidate.kind == "possessive":
            party = self.owner(self.doc[candidate.head])
            return (self.shown(party.refs, candidate) if party else ()), "possessive"
        return self._pronoun(candidate), "pronoun"

    def _sentence(self, candidate: Candidate) -> int:
        return self.reading.sentence_of[candidate.head]

    def shown(self, refs: tuple[ActorRef, ...], candidate: Candidate) -> tuple[ActorRef, ...]:
        """The same actors; one actor is shown by the words that stand here."""
        if len(refs) != 1 or candidate.kind == "zero":
            return refs
        span = self.doc[candidate.start : candidate.end]
        return (replace(refs[0], start=span.start_char, end=span.end_char),)

    # ---- the first person ------------------------------------------------------------------

    def is_first_person(self, candidate: Candidate) -> bool:
        """Whether the words speak of the speaker of a quotation."""
        if candidate.kind == "first":
            return True
        if candidate.kind != "zero":
            return False
        verb = self.doc[candidate.head]
        return "1" in _persons(verb)

    def first_person(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """The speaker of the quotation around the words; none outside of quotations."""
        quotation = quotation_at(candidate.head, self.reading.quotes)
        if quotation is None or quotation.speaker is None:
            return ()
        speaker = quotation.speaker
        mention = self.reading.by_token.get(speaker)
        return self.shown(mention.refs, candidate) if mention is not None else ()

    # ---- possessives -----------------------------------------------------------------------

    def owner(self, token: Token) -> Party | None:
        """Whom a possessive means: the subject of its clause, else the most salient party."""
        number = "Plur" if token.lower_ in ("loro", "their") else "Sing"
        explicit, subject = self._clause_subject(token)
        if subject is not None and self._owns(subject, token, number):
            return subject
        if explicit and subject is None and token.lower_ not in ("his", "her"):
            return None  # the subject is somebody of whom nothing is known
        sentence = self.reading.sentence_of[token.i]
        if number == "Plur":
            several = self.memory.salient(
                lambda p: p.number == "Plur" and self._owns(p, token, number),
                before=token.i, sentence=sentence, reach=1,
            )  # fmt: skip
            if several is not None:
                return several
        return self.memory.salient(
            lambda p: self._owns(p, token, number), before=token.i, sentence=sentence
        )

    def _owns(self, party: Party, token: Token, number: str) -> bool:
        word = token.lower_
        if word == "his":
            return party.kind == "person" and party.gender != "Fem" and party.number == "Sing"
        if word == "her":
            return party.kind == "person" and party.gender != "Masc" and party.number == "Sing"
        if word == "its":
            return party.kind in BODIES and len(party.refs) == 1
        if word in ("proprio", "propria", "propri", "proprie"):
            return True
        collective = party.kind in BODIES
        return party.number == number or (number == "Plur" and collective)

    def _clause_subject(self, token: Token) -> tuple[bool, Party | None]:
        """Whether the clause has a subject that agrees and does not hold the possessive; it."""
        for head, child in ancestors(token):
            if head.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "cop" for c in head.children):
                continue
            if base(child.dep_) in ("nsubj", "csubj"):
                continue
            found = self.reading.syntax.subject(head)
            mention = (
                self.reading.by_token.get(found.token.i)
                if found
                else self.reading.zeros.get(head.i)
            )
            if mention is not None and mention.refs:
                if mention.start <= token.i < mention.end:
                    return False, None
                return True, self.reading.party(mention, None)
            noun = found is not None and found.token.pos_ in ("NOUN", "PROPN")
            singular = found is not None and self.reading.number(found.token) == "Sing"
            return noun and singular == (token.lower_ not in ("loro", "their")), None
        return False, None

    # ---- pronouns --------------------------------------------------------------------------

    def _pronoun(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        token = self.doc[candidate.head]
        word = self.doc[candidate.start : candidate.end].text.lower().replace("’", "'")
        before, sentence = candidate.start, self._sentence(candidate)
        if word in self.words.plural and case_of(token) in ("between", "tra", "fra"):
            return self.reading.descriptions.several(candidate)
        if word in self.words.latter or word in self.words.former:
            return self._ordered(candidate, last=word in self.words.latter)
        rival = self.same_clause(token)
        object_of = base(token.dep_) == "obj" and (
            self.reading.lang != "en" or word in self.words.neuter
        )
        if object_of:
            return self.shown(self._nearest_noun(token, rival), candidate)
        plural, neuter = word in self.words.plural, word in self.words.neuter
        if (
            neuter
            and any(c.dep_ == "cop" for c in token.head.children)
            and (token.head.pos_ in ("NOUN", "PROPN"))
        ):
            return ()  # "it was an accident"
        strict = (neuter and not plural) or (plural and self.reading.lang == "en")
        if strict and self._stranger_between(token, plural=plural):
            return ()
        gender = (
            "Masc"
            if word in self.words.masculine
            else "Fem"
            if word in self.words.feminine
            else None
        )

        def fits(party: Party) -> bool:
            if rival is not None and party.countries & countries_of(rival):
                return False
            if plural:
                return party.number == "Plur" or (
                    party.kind in ("organisation", "group", "people") and len(party.refs) == 1
                )
            if neuter:
                return party.kind in BODIES and party.number == "Sing" and len(party.refs) == 1
            person = party.kind == "person" or (gender is None and party.kind in BODIES)
            clash = gender is not None and party.gender is not None and party.gender != gender
            return person and party.number == "Sing" and not clash

        party = self.memory.salient(fits, before=before, sentence=sentence)
        return self.shown(party.refs, candidate) if party is not None else ()

    def same_clause(self, token: Token) -> ActorMention | None:
        """The subject of the verb that an object pronoun depends on, which it cannot mean."""
        if base(token.dep_) in ("nsubj", "root", "ROOT"):
            return None
        for head, _ in ancestors(token):
            if head.pos_ in ("VERB", "AUX"):
                found = self.reading.syntax.subject(head)
                if found is not None and found.token.i != token.i:
                    return self.reading.by_token.get(found.token.i)
                return self.reading.zeros.get(head.i)
        return None

    def _nearest_noun(self, token: Token, rival: ActorMention | None) -> tuple[ActorRef, ...]:
        """An object clitic means the nearest subject or object that agrees, be it actor or not."""
        if token.i == token.sent.start or any(
            base(c.dep_) in ("ccomp", "xcomp") for c in token.head.children
        ):
            return ()  # "lo ha detto": what was said before, nobody
        gender, number = token.morph.get("Gender", []), token.morph.get("Number", [])
        first = max(0, self.reading.sentence_of[token.i] - 1)
        for noun in reversed(self.doc[: token.i]):
            if self.reading.sentence_of[noun.i] < first:
                return ()
            if noun.pos_ not in ("NOUN", "PROPN") or base(noun.dep_) not in ("nsubj", "obj"):
                continue
            mention = self.reading.by_token.get(noun.i)
            if mention is not None and mention is rival:
                continue
            own = noun.morph.get("Gender", []), noun.morph.get("Number", [])
            if (own[0] and gender and own[0] != gender) or (own[1] and number and own[1] != number):
                continue
            return mention.refs if mention is not None and mention.head == noun.i else ()
        return ()

    def _stranger_between(self, token: Token, *, plural: bool) -> bool:
        """Whether the latest subject that agrees is no actor: then "it" means that."""
        first = self.reading.sentence_of[token.i] - 1
        for noun in reversed(self.doc[: token.i]):
            if self.reading.sentence_of[noun.i] < first:
                return False
            if noun.pos_ not in ("NOUN", "PROPN") or base(noun.dep_) != "nsubj":
                continue
            if (self.reading.number(noun) == "Plur") != plural and not (
                plural and self.reading.by_token.get(noun.i)
            ):
                continue
            mention = self.reading.by_token.get(noun.i)
            return mention is None or not mention.refs
        return False

    def _ordered(self, candidate: Candidate, *, last: bool) -> tuple[ActorRef, ...]:
        """As in "The latter", "the former": of the last two parties named."""
        found: list[Party] = []
        for party in reversed(self.memory.parties):
            if party.at >= candidate.start:
                continue
            if self._sentence(candidate) - party.sentence > 1:
                break
            if all(not party.countries & other.countries for other in found):
                found.append(party)
        if not found or (not last and len(found) < 2):
            return ()
        return self.shown(found[0 if last else 1].refs, candidate)

    # ---- dropped subjects ------------------------------------------------------------------

    def _zero(self, verb: Token) -> tuple[ActorRef, ...]:
        """The subject of the clause above, or the latest subject that agrees."""
        persons = _persons(verb)
        if verb.i in self.reading.by_token and verb.pos_ != "VERB":
            return ()  # "it was Kim who": the name itself is the predicate
        if persons and "3" not in persons:
            return ()
        number = self._verb_number(verb)
        head, dep = verb.head, base(verb.dep_)
        if dep in ("ccomp", "advcl", "xcomp") and head.i != verb.i:
            found = self.reading.syntax.subject(head)
            mention = (
                self.reading.by_token.get(found.token.i)
                if found
                else self.reading.zeros.get(head.i)
            )
            if mention is not None and mention.refs and self._agrees(mention, number):
                return mention.refs
        return self._latest_subject(verb, number)

    def _latest_subject(self, verb: Token, number: str) -> tuple[ActorRef, ...]:
        strangers, sentence = 0, self.reading.sentence_of[verb.i]
        quoted = quotation_at(verb.i, self.reading.quotes)
        for token in reversed(self.doc[: verb.i]):
            if sentence - self.reading.sentence_of[token.i] > 2 or strangers >= STRANGERS:
                return ()
            if quoted is None and quotation_at(token.i, self.reading.quotes) is not None:
                continue
            zero = self.reading.zeros.get(token.i)
            if zero is not None and zero.refs and self._agrees(zero, number):
                return zero.refs
            if base(token.dep_) != "nsubj" or token.pos_ not in ("NOUN", "PROPN", "PRON"):
                continue
            if token.lower_ in self.reading.discourse.pack.grammar.relative:
                continue
            mention = self.reading.by_token.get(token.i)
            if mention is None or not mention.refs:
                strangers += self.reading.number(token) == number
                continue
            if self._agrees(mention, number):
                return mention.refs
        return ()

    def _verb_number(self, verb: Token) -> str:
        for token in (verb, *(c for c in verb.children if base(c.dep_) in ("aux", "cop"))):
            if is_finite(token) and token.morph.get("Person", []) and token.morph.get("Number", []):
                return str(token.morph.get("Number", [])[0])
        return str((verb.morph.get("Number", []) or ["Sing"])[0])

    def _agrees(self, mention: ActorMention, number: str) -> bool:
        if len(mention.refs) > 1:
            return number == "Plur"
        head = self.doc[mention.head]
        own = self._verb_number(head) if mention.basis == "zero" else self.reading.number(head)
        return own == number


def _persons(verb: Token) -> set[str]:
    """Grammatical persons of a verb and its auxiliaries."""
    verbs = [verb, *(c for c in verb.children if base(c.dep_) in ("aux", "cop"))]
    return {p for v in verbs for p in v.morph.get("Person", [])}


def countries_of(mention: ActorMention) -> frozenset[str]:
    """Countries of a mention's actors, codes of organisations where there is none."""
    return frozenset(c for r in mention.refs if (c := r.country or r.code))
