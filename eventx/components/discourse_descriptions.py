"""Descriptions that stand for parties: "the two leaders", "the North African country"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.actor_refs import code_of
from eventx.components.discourse_memory import Party
from eventx.components.discourse_quotes import quotation_at
from eventx.components.discourse_reference import countries_of
from eventx.components.discourse_scan import Candidate
from eventx.components.layers import ActorRef
from eventx.components.roles import OPPONENTS
from eventx.gazetteer.lookup import country
from eventx.gazetteer.tables import countries

if TYPE_CHECKING:
    from eventx.components.discourse_reading import Reading

Resolved = tuple[tuple[ActorRef, ...], str]
WINDOW = 3  # sentences in which "the two leaders" were named


class Descriptions:
    """Resolves descriptions.

    Args:
        reading: the pass that asks.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.memory = reading.memory
        self.words = reading.words
        self._kinds = {
            "homeland": (self._homeland, "definite"),
            "own": (self._own, "possessive"),
            "pair": (self.several, "definite"),
            "host": (self._host, "definite"),
            "state": (self._state, "definite"),
            "epithet": (self._epithet, "definite"),
            "body": (self._body, "definite"),
            "capital": (self._capital, "place"),
        }

    def resolve(self, candidate: Candidate) -> Resolved | None:
        """The actors and the basis; None when the candidate is no description."""
        reader = self._kinds.get(candidate.kind)
        return (reader[0](candidate), reader[1]) if reader is not None else None

    def _sentence(self, candidate: Candidate) -> int:
        return self.reading.sentence_of[candidate.head]

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

    # ---- the speaker's or the possessor's state ---------------------------------------------

    def _own(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """As in "His country", "its forces"."""
        party = self.reading.references.owner(self.doc[candidate.start])
        if party is None or len({r.country for r in party.refs}) != 1:
            return ()
        iso3 = party.refs[0].country
        if iso3 is None:
            return ()
        roles, kind = self._noun_roles(candidate)
        return self._made(iso3, candidate, roles, kind)

    def _homeland(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        if quotation_at(candidate.head, self.reading.quotes) is not None:
            return self.reading.references.first_person(candidate)
        phrase = self.doc[candidate.start : candidate.end].text.lower()
        iso3 = self.reading.discourse.pack.grammar.homeland.get(phrase)
        roles, kind = self._noun_roles(candidate)
        return self._made(iso3, candidate, roles, kind) if iso3 else ()

    # ---- several parties -------------------------------------------------------------------

    def several(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """As in "The two leaders", "both sides": as many parties as the words announce."""
        words = [t.lower_.rstrip("'’") for t in self.doc[candidate.start : candidate.end]]
        rival = self.reading.references.same_clause(self.doc[candidate.head])
        taken = (
            countries_of(rival)
            if rival is not None and rival.head < candidate.start
            else frozenset()
        )
        count = next((n for w in words if (n := self.words.numbers.get(w))), 2)
        persons = bool(self.words.persons & set(words))
        governing = persons or any(
            (noun := self.reading.discourse.finder.units.roles.get(word)) is not None
            and noun.office
            for word in words
        )
        sentence = self._sentence(candidate)
        near = [
            p for p in self.memory.parties
            if p.at < candidate.start and sentence - p.sentence <= WINDOW and not p.adjective
            and (not governing or (p.kind in ("person", "group") and "GOV" in p.roles))
            and not p.countries & taken and "MED" not in p.roles
        ]  # fmt: skip
        for party in reversed(near):
            if len(party.countries) == count:
                return party.refs
        for window in range(1, WINDOW + 1) if count > 2 else range(0):
            leaders = self._ranked(
                [
                    p
                    for p in near
                    if p.kind in ("person", "group")
                    and p.roles & {"GOV", "ELI"}
                    and sentence - p.sentence <= window
                ],
                sentence,
            )
            if len(leaders) == count:
                return tuple(leaders)
        states = self._ranked(near, sentence)
        if len(states) < count:
            # Government and rebels of one country are two parties.
            states = self._ranked(near, sentence, by_side=True)
        return tuple(states[:count]) if len(states) >= count else ()

    def _ranked(
        self, parties: list[Party], sentence: int, *, by_side: bool = False
    ) -> list[ActorRef]:
        """The latest actor of each country, or of each side, the most prominent first."""
        score: dict[str, float] = {}
        latest: dict[str, ActorRef] = {}
        for party in parties:
            for ref in party.refs:
                key = ref.country or ref.code
                if key is None:
                    continue
                if by_side and OPPONENTS.intersection(ref.roles):
                    key += " against"
                score[key] = score.get(key, 0.0) + party.weight * 0.7 ** (sentence - party.sentence)
                latest[key] = ref
        total = self.memory.total
        ranked = sorted(score, key=lambda k: -(score[k] + 0.1 * total.get(k[:3], 0)))
        return [latest[k] for k in ranked]

    # ---- states by description -------------------------------------------------------------

    def _region(self, candidate: Candidate) -> tuple[bool, frozenset[str]]:
        """Whether the phrase has a describing word, and the countries that it may mean."""
        head = self.doc[candidate.head].lemma_.lower()
        if head in self.words.regions:
            return True, self._members(self.words.regions[head])
        words = [
            t.lower_ for t in self.doc[candidate.start : candidate.end] if t.i != candidate.head
        ]
        lemmas = [
            t.lemma_.lower()
            for t in self.doc[candidate.start : candidate.end]
            if t.i != candidate.head
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
        if "Plur" in self.doc[candidate.head].morph.get("Number", []):
            return self._states(candidate, region)
        if region:
            iso3 = self._by_region(candidate, region)
        elif described:
            return ()
        else:
            rival = self.reading.references.same_clause(self.doc[candidate.head])
            taken = countries_of(rival) if rival is not None else frozenset()
            iso3 = self.memory.topic(before=candidate.start, excluded=taken)
        return self._made(iso3, candidate) if iso3 else ()

    def _states(self, candidate: Candidate, region: frozenset[str]) -> tuple[ActorRef, ...]:
        """As in "The two Horn of Africa states"."""
        words = [t.lower_ for t in self.doc[candidate.start : candidate.end]]
        count = next((n for w in words if (n := self.words.numbers.get(w))), 0)
        named = [c for c in self.memory.total if c in region]
        if not count or len(named) != count:
            return ()
        return tuple(ref for iso3 in named for ref in self._made(iso3, candidate))

    def _epithet(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        """As in "The North", when both Koreas are spoken of."""
        entry = self.words.epithets.get(self.doc[candidate.head].text, "")
        iso3, _, other = entry.partition(":")
        known = self.memory.total
        return self._made(iso3, candidate) if iso3 in known and other in known else ()

    def _body(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        span = self.doc[candidate.start : candidate.end]
        code = self.reading.body_code(span.text)
        if code is None:
            return ()
        where = (span.start_char, span.end_char)
        return (ActorRef(span.text, "organisation", None, code, (), None, *where),)

    def _capital(self, candidate: Candidate) -> tuple[ActorRef, ...]:
        head = self.doc[candidate.head]
        around = [*head.children, *self.doc[max(0, candidate.start - 2) : candidate.end + 2]]
        for token in around:
            mention = self.reading.by_token.get(token.i)
            own = (
                mention is not None
                and mention.basis in ("demonym", "name", "place")
                and (token.head.i == head.i or mention.basis == "demonym")
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
