"""Pronouns, possessives, dropped subjects, "the two leaders", "the North African country"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.actor_refs import code_of
from eventx.components.clause import ancestors, base, case_of, is_finite
from eventx.components.discourse_memory import Party
from eventx.components.discourse_quotes import quotation_at
from eventx.components.discourse_scan import Candidate
from eventx.components.layers import ActorMention, ActorRef
from eventx.gazetteer.lookup import country
from eventx.gazetteer.tables import countries

if TYPE_CHECKING:
    from spacy.tokens import Token

    from eventx.components.discourse_reading import Reading

Resolved = tuple[tuple[ActorRef, ...], str]
NOTHING: Resolved = ((), "pronoun")
BODIES = frozenset({"state", "organisation", "group", "people"})
STRANGERS = 2  # subjects that are no actors, past which a dropped subject is given up
WINDOW = 3  # sentences in which "the two leaders" were named


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
        if candidate.kind == "homeland":
            return self._homeland(candidate), "definite"
        if candidate.kind == "own":
            return self._own(candidate), "possessive"
        if candidate.kind == "pair":
            return self._several(candidate), "definite"
        if candidate.kind == "host":
            return self._host(candidate), "definite"
        if candidate.kind == "state":
            return self._state(candidate), "definite"
        if candidate.kind == "epithet":
            return self._epithet(candidate), "definite"
        if candidate.kind == "body":
            return self._body(candidate), "definite"
        if candidate.kind == "capital":
            return self._capital(candidate), "place"
        if candidate.kind == "zero":
            return self._zero(self.doc[candidate.head]), "zero"
        if candidate.kind == "possessive":
            party = self.owner(self.doc[candidate.head])
            return (self._shown(party.refs, candidate) if party else ()), "possessive"
        return self._pronoun(candidate), "pronoun"

    def _sentence(self, candidate: Candidate) -> int:
        return self.reading.sentence_of[candidate.head]

    def _shown(self, refs: tuple[ActorRef, ...], candidate: Candidate) -> tuple[ActorRef, ...]:
        """The same actors; one actor is shown by the words that stand here."""
        if len(refs) != 1 or candidate.kind == "zero":
            return refs
        span = self.doc[candidate.start : candidate.end]
        return (replace(refs[0], start=span.start_char, end=span.end_char),)

    def _made(
        self, iso3: str, candidate: Candidate, roles: tuple[str, ...] = (), kind: str = "state"
    ) -> tuple[ActorRef, ...]:
        span = self.doc[candidate.start : candidate.end]
        known = countries().get(iso3)
        name = known.name if known is not None and not roles else span.text
        code = code_of(iso3, roles)
        return (ActorRef(name, kind, iso3, code, roles, None, span.start_char, span.end_char),)

    def _noun_roles(self, candidate: Candidate) -> tuple[tuple[str, ...], str]:
        """Role and type that the last word of a phrase gives: "suo governo", "his troops"."""
        for start in range(candidate.start + 1, candidate.end):
            noun = self.reading.discourse.finder.units.roles.get(
                self.doc[start : candidate.end].text
            )
            if noun is not None:
                return ((noun.role,) if noun.role else ()), noun.type
        return (), "state"

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
        return self._shown(mention.refs, candidate) if mention is not None else ()

    # ---- possessives -----------------------------------------------------------------------

    def owner(self, token: Token) -> Party | None:
        """Whom a possessive means: the subject of its clause, else the most salient party."""
        number = "Plur" if token.lower_ in ("loro", "their") else "Sing"
        subject = self._clause_subject(token)
        if subject is not None and self._owns(subject, token, number):
            return subject
        return self.memory.salient(
            lambda p: self._owns(p, token, number),
            before=token.i, sentence=self.reading.sentence_of[token.i],
        )  # fmt: skip

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

    def _clause_subject(self, token: Token) -> Party | None:
        """The subject of the clause, unless the possessive stands inside it."""
        for head, child in ancestors(token):
            if head.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "cop" for c in head.children):
                continue
            if base(child.dep_) in ("nsubj", "csubj"):
                continue
            found = self.reading.syntax.subject(head)
            mention = self.reading.by_token.get(found.token.i) if found else self.reading.zeros.get(head.i)
            if mention is None or not mention.refs or mention.start <= token.i < mention.end:
                return None
            return self.reading.party(mention, None)
        return None

    def _own(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """ "His country", "its forces"."""
        party = self.owner(self.doc[candidate.start])
        if party is None or len({r.country for r in party.refs}) != 1:
            return ()
        iso3 = party.refs[0].country
        if iso3 is None:
            return ()
        roles, kind = self._noun_roles(candidate)
        return self._made(iso3, candidate, roles, kind)

    def _homeland(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        if quotation_at(candidate.head, self.reading.quotes) is not None:
            return self.first_person(candidate)
        phrase = self.doc[candidate.start : candidate.end].text.lower()
        iso3 = self.reading.discourse.pack.grammar.homeland.get(phrase)
        roles, kind = self._noun_roles(candidate)
        return self._made(iso3, candidate, roles, kind) if iso3 else ()

    # ---- pronouns --------------------------------------------------------------------------

    def _pronoun(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        token = self.doc[candidate.head]
        word = self.doc[candidate.start : candidate.end].text.lower().replace("’", "'")
        before, sentence = candidate.start, self._sentence(candidate)
        if word in self.words.plural and case_of(token) in ("between", "tra", "fra"):
            return self._several(candidate)
        if word in self.words.latter or word in self.words.former:
            return self._ordered(candidate, last=word in self.words.latter)
        rival = self._same_clause(token)
        if base(token.dep_) == "obj" and self.reading.lang != "en":
            return self._shown(self._nearest_noun(token, rival), candidate)
        plural, neuter = word in self.words.plural, word in self.words.neuter
        if neuter and not plural or (plural and self.reading.lang == "en"):
            if self._stranger_between(token, plural=plural):
                return ()
        gender = "Masc" if word in self.words.masculine else "Fem" if word in self.words.feminine else None

        def fits(party: Party) -> bool:
            if rival is not None and party.countries & {c for c in _countries(rival)}:
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
        return self._shown(party.refs, candidate) if party is not None else ()

    def _same_clause(self, token: Token) -> ActorMention | None:
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
        if any(base(c.dep_) in ("ccomp", "xcomp") for c in token.head.children):
            return ()
        gender, number = token.morph.get("Gender"), token.morph.get("Number")
        first = max(0, self.reading.sentence_of[token.i] - 1)
        for noun in reversed(self.doc[: token.i]):
            if self.reading.sentence_of[noun.i] < first:
                return ()
            if noun.pos_ not in ("NOUN", "PROPN") or base(noun.dep_) not in ("nsubj", "obj"):
                continue
            mention = self.reading.by_token.get(noun.i)
            if mention is not None and mention is rival:
                continue
            own = noun.morph.get("Gender"), noun.morph.get("Number")
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
        """ "The latter", "the former": of the last two parties named."""
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
        return self._shown(found[0 if last else 1].refs, candidate)

    # ---- dropped subjects ------------------------------------------------------------------

    def _zero(self, verb: Token) -> tuple[ActorRef, ...]:
        """The subject of the clause above, or the latest subject that agrees."""
        persons = _persons(verb)
        if persons and "3" not in persons:
            return ()
        number = self._verb_number(verb)
        head, dep = verb.head, base(verb.dep_)
        if dep in ("ccomp", "advcl", "xcomp") and head.i != verb.i:
            found = self.reading.syntax.subject(head)
            mention = (
                self.reading.by_token.get(found.token.i) if found else self.reading.zeros.get(head.i)
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
            if is_finite(token) and token.morph.get("Person") and token.morph.get("Number"):
                return str(token.morph.get("Number")[0])
        return str((verb.morph.get("Number") or ["Sing"])[0])

    def _agrees(self, mention: ActorMention, number: str) -> bool:
        if len(mention.refs) > 1:
            return number == "Plur"
        head = self.doc[mention.head]
        own = self._verb_number(head) if mention.basis == "zero" else self.reading.number(head)
        return own == number

    # ---- several parties -------------------------------------------------------------------

    def _several(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """ "The two leaders", "both sides": as many parties as the words announce."""
        words = [t.lower_.rstrip("'’") for t in self.doc[candidate.start : candidate.end]]
        rival = self._same_clause(self.doc[candidate.head])
        taken = _countries(rival) if rival is not None and rival.head < candidate.start else frozenset()
        count = next((n for w in words if (n := self.words.numbers.get(w))), 2)
        persons = bool(self.words.persons & set(words))
        sentence = self._sentence(candidate)
        near = [
            p for p in self.memory.parties
            if p.at < candidate.start and sentence - p.sentence <= WINDOW
            and (not persons or p.kind in ("person", "group")) and not p.countries & taken
        ]  # fmt: skip
        for party in reversed(near):
            if len(party.countries) == count:
                return party.refs
        score: dict[str, float] = {}
        latest: dict[str, ActorRef] = {}
        for party in near:
            for ref in party.refs:
                key = ref.country or ref.code
                if key is None:
                    continue
                weight = (2.0 if party.subject else 1.0) * 0.7 ** (sentence - party.sentence)
                score[key] = score.get(key, 0.0) + weight
                latest[key] = ref
        ranked = sorted(score, key=lambda k: -(score[k] + 0.1 * self.memory.total.get(k, 0)))
        if len(ranked) < count:
            return ()
        return tuple(latest[k] for k in sorted(ranked[:count], key=lambda k: latest[k].start))

    # ---- states by description -------------------------------------------------------------

    def _region(self, candidate: Candidate) -> tuple[bool, frozenset[str]]:
        """Whether the phrase has a describing word, and the countries that it may mean."""
        words = [t.lower_ for t in self.doc[candidate.start : candidate.end] if t.i != candidate.head]
        lemmas = [
            t.lemma_.lower() for t in self.doc[candidate.start : candidate.end] if t.i != candidate.head
        ]
        for listed in (words, lemmas):
            for size in range(len(listed), 0, -1):
                for at in range(len(listed) - size + 1):
                    members = self.words.regions.get(" ".join(listed[at : at + size]))
                    if members is not None:
                        return True, self._members(members)
        described = any(
            t.pos_ in ("ADJ", "PROPN", "NOUN") and t.i != candidate.head
            for t in self.doc[candidate.start : candidate.end]
        )
        return described, frozenset()

    @staticmethod
    def _members(members: tuple[str, ...]) -> frozenset[str]:
        found = set()
        for member in members:
            if member.startswith("%"):
                found |= {c.iso3 for c in countries().values() if c.continent == member[1:]}
            else:
                found.add(member)
        return frozenset(found)

    def _by_region(self, candidate: Candidate, region: frozenset[str]) -> str | None:
        party = self.memory.salient(
            lambda p: len(p.countries & region) == 1,
            before=candidate.start, sentence=self._sentence(candidate), reach=6,
        )  # fmt: skip
        if party is not None:
            return next(iter(party.countries & region))
        named = [c for c in self.memory.total if c in region]
        return named[0] if len(named) == 1 else None

    def _state(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        described, region = self._region(candidate)
        if "Plur" in self.doc[candidate.head].morph.get("Number"):
            return self._states(candidate, region)
        if region:
            iso3 = self._by_region(candidate, region)
        elif described:
            return ()
        else:
            iso3 = self.memory.focus(self._sentence(candidate), before=candidate.start)
        return self._made(iso3, candidate) if iso3 else ()

    def _states(self, candidate: Candidate, region: frozenset[str]) -> tuple[ActorRef, ...]:
        """ "The two Horn of Africa states"."""
        words = [t.lower_ for t in self.doc[candidate.start : candidate.end]]
        count = next((n for w in words if (n := self.words.numbers.get(w))), 0)
        named = [c for c in self.memory.total if c in region]
        if not count or len(named) != count:
            return ()
        return tuple(ref for iso3 in named for ref in self._made(iso3, candidate))

    def _epithet(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """ "The North", when both Koreas are spoken of."""
        entry = self.words.epithets.get(self.doc[candidate.head].text, "")
        iso3, _, other = entry.partition(":")
        known = self.memory.total
        return self._made(iso3, candidate) if iso3 in known and other in known else ()

    def _body(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        span = self.doc[candidate.start : candidate.end]
        code = self.words.bodies[span.text]
        where = (span.start_char, span.end_char)
        return (ActorRef(span.text, "organisation", None, code, (), None, *where),)

    def _capital(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        head = self.doc[candidate.head]
        around = [*head.children, *self.doc[max(0, candidate.start - 2) : candidate.end + 2]]
        for token in around:
            mention = self.reading.by_token.get(token.i)
            own = mention is not None and mention.basis in ("demonym", "name", "place") and (
                token.head.i == head.i or mention.basis == "demonym"
            )
            if mention is not None and own and len(mention.refs) == 1 and mention.refs[0].country:
                return self._city(mention.refs[0].country, candidate)
        described, region = self._region(candidate)
        if region:
            iso3 = self._by_region(candidate, region)
        elif described:
            return ()
        else:
            iso3 = self.memory.focus(self._sentence(candidate), before=candidate.start)
        return self._city(iso3, candidate) if iso3 else ()

    def _city(self, iso3: str, candidate: Candidate) -> tuple[ActorRef, ...]:
        ref = self._made(iso3, candidate)[0]
        known = countries().get(iso3)
        return (replace(ref, name=country(iso3).capital or ref.name),) if known else (ref,)

    def _host(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """The host is the government of the place that was named last."""
        for mention in reversed(self.reading.mentions):
            if mention.basis == "place" and len(mention.refs) == 1 and mention.refs[0].country:
                return self._made(mention.refs[0].country, candidate, ("GOV",), "person")
        return ()


def _persons(verb: Token) -> set[str]:
    """Grammatical persons of a verb and its auxiliaries."""
    verbs = [verb, *(c for c in verb.children if base(c.dep_) in ("aux", "cop"))]
    return {p for v in verbs for p in v.morph.get("Person")}


def _countries(mention: ActorMention) -> frozenset[str]:
    return frozenset(c for r in mention.refs if (c := r.country or r.code))
