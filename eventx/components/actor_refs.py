"""From an actor phrase to actors with codes: the country of the words, the role of the title."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.actor_phrases import Phrase, group_of
from eventx.components.actor_units import Unit, term_of
from eventx.components.layers import ActorRef
from eventx.gazetteer.entry import Entry
from eventx.ontology import valid_actor_code

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from eventx.gazetteer.leaders import Term


def code_of(country: str | None, roles: tuple[str, ...]) -> str | None:
    """Country and role as one code, None when there is no country or the code is none.

    >>> code_of("PRK", ("GOV",))
    'PRKGOV'
    """
    if country is None:
        return None
    code = country + "".join(roles[:1])
    return code if valid_actor_code(code) else country if valid_actor_code(country) else None


class RefBuilder:
    """Builds the actors of phrases.

    Args:
        doc: the analysed text.
        day: the day on which offices are judged.
    """

    def __init__(self, doc: Doc, day: dt.date | None) -> None:
        self.doc = doc
        self.day = day

    def term(self, unit: Unit | None) -> Term | None:
        """The office of a person unit."""
        return term_of(unit.people, self.day) if unit is not None and unit.people else None

    def refs(self, phrase: Phrase) -> tuple[ActorRef, ...]:
        """The actors of a phrase, empty when its words alone do not tell."""
        if phrase.name is not None and group_of(phrase.name) == "O":
            return self._body(phrase)
        if phrase.name is not None and group_of(phrase.name) == "N":
            return self._person(phrase, phrase.name)
        parties = self._parties(phrase)
        if phrase.title is None:
            return tuple(self._bare(entry, unit) for entry, unit in parties)
        return self._titled(phrase, parties)

    # ---- evidence --------------------------------------------------------------------------

    def _parties(self, phrase: Phrase) -> list[tuple[Entry, Unit]]:
        """Countries and bodies that the phrase is of."""
        bodies = [u for u in phrase.complements if group_of(u) == "O"]
        named = [(e, u) for u in bodies for e in u.parties[:1]]
        if named:
            return named
        found: dict[str | None, tuple[Entry, Unit]] = {}
        for unit in phrase.countries:
            for entry in unit.parties:
                found.setdefault(entry.country, (entry, unit))
        return list(found.values())

    def _owner(self, phrase: Phrase) -> tuple[Term, Unit] | None:
        """The person whose spokesman or envoy the phrase is about."""
        for unit in phrase.complements:
            term = self.term(unit)
            if term is not None:
                return term, unit
        return None

    # ---- kinds of phrases ------------------------------------------------------------------

    def _bare(self, entry: Entry, unit: Unit) -> ActorRef:
        start, end = self._characters(unit.start, unit.end)
        kind = "people" if entry.kind == "demonym" else entry.type
        return ActorRef(entry.name, kind, entry.country, entry.code, entry.roles, None, start, end)

    def _body(self, phrase: Phrase) -> tuple[ActorRef, ...]:
        assert phrase.name is not None
        entry = phrase.name.parties[0]
        owner = next((e for u in phrase.countries for e in u.parties), None)
        if entry.kind == "body" and owner is not None and owner.country != entry.country:
            # "the Philippine Marine Corps": a name that several states use.
            entry = replace(
                entry, name=self.doc[phrase.start : phrase.end].text, country=owner.country,
                code=code_of(owner.country, entry.roles),
            )  # fmt: skip
        start, end = self._characters(phrase.start, phrase.end)
        country, code, roles = entry.country, entry.code, entry.roles
        if country is None and code is None and phrase.countries:
            country = phrase.countries[0].parties[0].country
            code = code_of(country, roles)
        if country is None and code is None:
            return ()
        return (ActorRef(entry.name, entry.type, country, code, roles, None, start, end),)

    def _person(self, phrase: Phrase, name: Unit) -> tuple[ActorRef, ...]:
        term = self.term(name)
        parties = self._parties(phrase)
        start, end = self._characters(phrase.start, phrase.end)
        words = self.doc[name.start : name.end].text
        office = self._words(phrase.title)
        roles = self.roles(phrase)
        if term is not None and parties and name.surname:
            known = {e.country or e.code for e, _ in parties}
            if term.country not in known:
                term = None  # a namesake
        if term is not None:
            country, code, own = _of_term(term)
            if phrase.title is not None and roles and not own and len(code or "") == 3:
                own, code = roles, code_of(country, roles)
            return (
                ActorRef(
                    term.name, "person", country, code, own, office or term.office, start, end
                ),
            )
        if parties:
            entry = parties[0][0]
            return (self._of_entry(entry, roles, words, "person", office, start, end),)
        owner = self._owner(phrase)
        if owner is not None:
            country, code, own = _of_term(owner[0])
            return (ActorRef(words, "person", country, code, own, office, start, end),)
        return ()

    def _titled(self, phrase: Phrase, parties: list[tuple[Entry, Unit]]) -> tuple[ActorRef, ...]:
        roles, kind = self.roles(phrase), self._type(phrase)
        start, end = self._characters(phrase.start, phrase.end)
        office = (
            self._words(phrase.title)
            if phrase.title and phrase.title.noun and (phrase.title.noun.office)
            else None
        )
        words = self.doc[phrase.start : phrase.end].text
        if len(parties) == 1:
            entry = parties[0][0]
            return (self._of_entry(entry, roles, words, kind, office, start, end),)
        found = []
        for entry, unit in parties:
            first, last = self._characters(unit.start, unit.end)
            found.append(self._of_entry(entry, roles, entry.name, kind, office, first, last))
        if found:
            return tuple(found)
        owner = self._owner(phrase)
        if owner is not None:
            country, code, own = _of_term(owner[0])
            return (ActorRef(words, kind, country, code, own, office, start, end),)
        return ()

    def _of_entry(
        self, entry: Entry, roles: tuple[str, ...], name: str, kind: str, office: str | None,
        start: int, end: int,
    ) -> ActorRef:  # fmt: skip
        if entry.kind in ("organisation", "group", "body", "media"):
            own = entry.roles or roles
            return ActorRef(name, kind, entry.country, entry.code, own, office, start, end)
        roles = roles or entry.roles
        return ActorRef(
            name, kind, entry.country, code_of(entry.country, roles), roles, office, start, end
        )

    # ---- roles and words -------------------------------------------------------------------

    def roles(self, phrase: Phrase) -> tuple[str, ...]:
        """The role of the title, of its complement where the title leaves it open."""
        if phrase.title is None or phrase.title.noun is None:
            return ()
        noun = phrase.title.noun
        if noun.role is not None:
            return (noun.role,)
        for unit in phrase.complements:
            if unit.noun is not None and unit.noun.role is not None:
                return (unit.noun.role,)
            if unit.parties and unit.parties[0].roles:
                return unit.parties[0].roles
        for unit in phrase.countries:
            if unit.parties and unit.parties[0].roles:
                return unit.parties[0].roles
        # "the North Korean leader", "the Russian delegation": of the state that is named.
        state = bool(phrase.countries) and not phrase.complements
        return ("GOV",) if state and (noun.office or noun.type == "group") else ()

    def _type(self, phrase: Phrase) -> str:
        assert phrase.title is not None
        noun = phrase.title.noun
        if noun is None:
            return "group"
        plural = "Plur" in self.doc[phrase.title.start : phrase.title.end].root.morph.get(
            "Number", []
        )
        return "group" if noun.type == "person" and plural else noun.type

    def _words(self, unit: Unit | None) -> str | None:
        return self.doc[unit.start : unit.end].text if unit is not None else None

    def _characters(self, start: int, end: int) -> tuple[int, int]:
        span = self.doc[start:end]
        return span.start_char, span.end_char


def _of_term(term: Term) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Country, code and roles of an office."""
    roles = (("ELI",) if term.former else (term.role,)) if term.role else ()
    if len(term.country) > 3:
        return None, term.country, tuple(r for r in roles if r)
    own = tuple(r for r in roles if r)
    return term.country, code_of(term.country, own), own
