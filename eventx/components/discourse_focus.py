"""The country in focus: whose "the army" or "Defence Minister Khawaja Asif" is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.actor_phrases import Phrase
from eventx.components.actor_refs import code_of
from eventx.components.actors import Found
from eventx.components.homes import home
from eventx.components.layers import ActorRef
from eventx.components.roles import OPPONENTS
from eventx.components.tree import base, case_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from eventx.components.discourse_reading import Reading

# Roles of bodies that stand for their whole country in the news.
NATIONAL = frozenset({"GOV", "MIL", "LEG", "SPY", "ELI", *OPPONENTS})
# Roles of people who belong to the place that the sentence is about.
LOCAL = frozenset({"COP", "CVL", "REF", "CRM", "JUD", "LAB", "AGR", "SET"})


def title_root(doc: Doc, phrase: Phrase) -> Token:
    """The head token of a phrase's title."""
    assert phrase.title is not None
    return doc[phrase.title.start : phrase.title.end].root


def is_of_unknown(phrase: Phrase) -> bool:
    """As in "The alliance's ambassadors": of a body that is not told."""
    return any(
        u.noun is not None and u.noun.role is None and u.noun.type == "organisation"
        for u in phrase.complements
    )


class Focus:
    """Gives titles the country that the text is about.

    Args:
        reading: the pass that asks.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.words = reading.words

    def _sentence(self, found: Found) -> int:
        return self.reading.sentence_of[found.mention.head]

    def actors(self, found: Found, excluded: set[str] | None = None) -> tuple[ActorRef, ...]:
        """The mention as an actor of the country that it most likely is of, if one is likely.

        Args:
            found: the mention.
            excluded: countries that it cannot be of.
        """
        roles = self.reading.refs.roles(found.phrase)
        if is_of_unknown(found.phrase):
            return ()
        if found.phrase.name is None and not (NATIONAL | LOCAL).intersection(roles):
            return ()
        if title_root(self.doc, found.phrase).lemma_.lower() in self.words.diplomats:
            return ()
        country = self._located(found) if found.phrase.name is None else None
        if country is None:
            country = home(found, self.reading, excluded or ())
        return (self.of(country, found, roles),) if country is not None else ()

    def _located(self, found: Found) -> str | None:
        """As in "Officials in Washington", "the police in Istanbul"."""
        root = title_root(self.doc, found.phrase)
        for child in root.children:
            if base(child.dep_) not in ("nmod", "obl"):
                continue
            if case_of(child) not in self.words.place_cases and case_of(child) not in ("a", "at"):
                continue
            place = self.reading.layers.place_at(child.i)
            if place is not None and place.where.country:
                return place.where.country
        return None

    def of(self, country: str, found: Found, roles: tuple[str, ...]) -> ActorRef:
        """The mention as an actor of a country."""
        phrase = found.phrase
        assert phrase.title is not None
        assert phrase.title.noun is not None
        noun, span = phrase.title.noun, self.doc[found.mention.start : found.mention.end]
        person = phrase.name is not None
        name = self.doc[phrase.name.start : phrase.name.end].text if phrase.name else span.text
        office = self.doc[phrase.title.start : phrase.title.end].text if noun.office else None
        plural = "Plur" in title_root(self.doc, phrase).morph.get("Number", [])
        kind = "person" if person else "group" if noun.type == "person" and plural else noun.type
        return ActorRef(
            name,
            kind,
            country,
            code_of(country, roles),
            roles,
            office,
            span.start_char,
            span.end_char,
        )

    def like(self, model: ActorRef, found: Found) -> ActorRef:
        """Another mention's actor, shown by the words of this one."""
        span = self.doc[found.mention.start : found.mention.end]
        return replace(model, start=span.start_char, end=span.end_char)
