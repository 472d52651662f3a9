"""Titles without a country or name: "the minister", "the rebels", "spokesman Dmitry Peskov"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.actor_phrases import Phrase, group_of
from eventx.components.actor_refs import code_of
from eventx.components.actors import Found
from eventx.components.discourse_focus import Focus, title_root
from eventx.components.discourse_reference import countries_of
from eventx.components.layers import ActorRef
from eventx.components.roles import REBELS
from eventx.components.tree import base

if TYPE_CHECKING:
    from spacy.tokens import Token

    from eventx.components.discourse_memory import Party
    from eventx.components.discourse_reading import Reading

Resolved = tuple[tuple[ActorRef, ...], str]
REACH = 5
NOTHING: Resolved = ((), "role")


class Titles:
    """Resolves the finder's mentions that their own words leave open.

    Args:
        reading: the pass that asks.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.memory = reading.memory
        self.words = reading.words
        self.focus = Focus(reading)

    def completed(self, found: Found, refs: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
        """As in "His Turkish counterpart" holds the office of the other party."""
        title = found.phrase.title
        if title is None or any(r.roles for r in refs) or not self._is_counterpart(found.phrase):
            return refs
        other = self.memory.salient(
            lambda p: p.kind == "person" and bool(p.roles),
            before=found.mention.start, sentence=self._sentence(found),
        )  # fmt: skip
        if other is None:
            return refs
        model = other.refs[0]
        return tuple(
            replace(r, roles=model.roles, office=model.office, code=code_of(r.country, model.roles))
            for r in refs
        )

    def resolve(self, found: Found) -> Resolved:
        """The actors of a mention whose own words name no country."""
        phrase = found.phrase
        name = phrase.name
        if name is not None:
            refs = self.reading.known(found)
            if refs:
                return refs, "name"
            if phrase.title is None or group_of(name) != "N":
                return (), "name"
        if phrase.title is None or phrase.title.noun is None:
            return (), "name"
        body = self._body(found)
        if body:
            return body, "definite"
        root = self._root(phrase)
        if self._is_material(root, phrase):
            return NOTHING
        apposed = self._apposed(root, found)
        if apposed:
            return apposed, "role"
        owned = self._owned(root, found)
        if owned is not None:
            return owned
        if name is not None:
            return self._named(found), "name"
        if self._is_definite(root):
            return self._definite(found, root)
        return self._indefinite(found, root)

    # ---- words -----------------------------------------------------------------------------

    def _root(self, phrase: Phrase) -> Token:
        return title_root(self.doc, phrase)

    def _sentence(self, found: Found) -> int:
        return self.reading.sentence_of[found.mention.head]

    def _title(self, phrase: Phrase) -> str:
        assert phrase.title is not None
        return self.doc[phrase.title.start : phrase.title.end].text.lower()

    def _is_counterpart(self, phrase: Phrase) -> bool:
        counterpart = self.reading.discourse.pack.grammar.counterpart
        return self._root(phrase).lemma_.lower() in counterpart or (
            phrase.title is not None and phrase.title.noun is not None
            and any(w.startswith(c[:6]) for c in counterpart for w in self._title(phrase).split())
        )  # fmt: skip

    def _is_definite(self, root: Token) -> bool:
        for child in root.children:
            if base(child.dep_) == "det" and child.lower_ in self.words.definite:
                return True
            if (
                base(child.dep_) == "case"
                and self.reading.lang != "en"
                and (child.lower_ != child.lemma_.lower())
            ):
                return True  # "del", "alla": the article is in the preposition
        return False

    def _body(self, found: Found) -> tuple[ActorRef, ...]:
        """As in "The Security Council": a body that needs no further word."""
        title = found.phrase.title
        if title is None or found.phrase.name is not None:
            return ()
        code = self.reading.body_code(self.doc[title.start : title.end].text)
        if code is None:
            return ()
        span = self.doc[found.mention.start : found.mention.end]
        where = (span.start_char, span.end_char)
        return (ActorRef(span.text, "organisation", None, code, (), None, *where),)

    def _is_material(self, root: Token, phrase: Phrase) -> bool:
        """As in "Air-defence systems", "shells of artillery", "Su-30 fighters": no party at all."""
        if phrase.name is not None:
            return False
        if self.reading.layers.item_at(root.i) is not None or base(root.dep_) == "compound":
            return True
        noun = phrase.title.noun if phrase.title else None
        if noun is None or not noun.collective or "Plur" in root.morph.get("Number", []):
            return False
        bare = not any(base(c.dep_) in ("det", "nmod", "amod") for c in root.children)
        return bare and not self._is_definite(root) and base(root.dep_) != "nsubj"

    # ---- by other words --------------------------------------------------------------------

    def _apposed(self, root: Token, found: Found) -> tuple[ActorRef, ...]:
        """As in "Cuba, a guarantor of the process,": the noun stands for what it is added to."""
        if base(root.dep_) != "appos":
            return ()
        mention = self.reading.by_token.get(root.head.i)
        if mention is None or mention.head == found.mention.head:
            return ()
        return mention.refs if len(mention.refs) == 1 else ()

    def _owned(self, root: Token, found: Found) -> Resolved | None:
        """As in "its forces", "his spokesman", "its rival"."""
        owners = [
            c
            for c in root.children
            if c.lower_ in self.words.possessives
            and (c.dep_.endswith(":poss") or c.morph.get("Poss", []))
        ]
        if not owners:
            return None
        party = self.reading.references.owner(owners[0])
        if party is None:
            return NOTHING
        if root.lemma_.lower() in self.words.dyadic:
            other = self._other_side(found, party)
            return (other.refs, "possessive") if other is not None else NOTHING
        if self._is_counterpart(found.phrase):
            return NOTHING
        countries = {r.country for r in party.refs}
        if len(countries) != 1:
            return NOTHING
        owner = party.refs[0]
        roles = self.reading.refs.roles(found.phrase) or owner.roles
        if owner.country is None:
            return (self.focus.like(owner, found),), "possessive"
        return (self.focus.of(owner.country, found, roles),), "possessive"

    def _other_side(self, found: Found, party: Party) -> Party | None:
        """The party that the article sets against this one: named lately, and most often."""
        sentence, best = self._sentence(found), None
        for other in self.memory.parties:
            if other.at >= found.mention.start or sentence - other.sentence > 4:
                continue
            if len(other.countries) != 1 or other.countries & party.countries:
                continue
            weight = max(self.memory.total.get(c, 0) for c in other.countries)
            if best is None or weight >= best[0]:
                best = (weight, other)
        return best[1] if best else None

    def _leader(self, found: Found, root: Token) -> Party | None:
        """As in "the leader": one who was named, but not the subject of the same clause."""
        subject = self.reading.references.same_clause(root)
        taken = countries_of(subject) if subject is not None else frozenset()

        def fits(party: Party) -> bool:
            free = not party.countries & taken
            return party.kind == "person" and bool(party.roles) and len(party.refs) == 1 and free

        sentence, before = self._sentence(found), found.mention.start
        if not taken:
            return self.memory.salient(fits, before=before, sentence=sentence)
        near = [
            p
            for p in self.memory.parties
            if p.at < before and sentence - p.sentence <= REACH and fits(p)
        ]
        total = self.memory.total
        return max(
            near,
            key=lambda p: (sum(total.get(c, 0) for c in p.countries), p.at),
            default=None,
        )

    def _against_subject(self, found: Found, root: Token) -> Party | None:
        """As in "the ally" in "Moscow accused the ally": the side that is not the subject."""
        subject = self.reading.references.same_clause(root)
        if subject is None or not subject.refs:
            return None
        return self._other_side(found, self.reading.party(subject, None))

    def _shared(self, found: Found) -> tuple[ActorRef, ...]:
        """As in "Ministers A, B and C": of the country of the one named before."""
        for mention in reversed(self.reading.mentions):
            if mention.head < found.mention.head:
                if len(mention.refs) == 1 and mention.refs[0].country:
                    return (self.focus.of(mention.refs[0].country, found, mention.refs[0].roles),)
                return ()
        return ()

    def _named(self, found: Found) -> tuple[ActorRef, ...]:
        """As in "Defence Minister Asif": of the country in focus that has no such minister yet."""
        if found.phrase.shared:
            return self._shared(found)
        excluded: set[str] = set()
        for party in self.memory.parties:
            same = party.kind == "person" and self._same_office(party, found.phrase)
            if same and party.words and len(party.countries) == 1:
                excluded |= party.countries
        return self.focus.actors(found, excluded)

    # ---- definite and indefinite -----------------------------------------------------------

    def _definite(self, found: Found, root: Token) -> Resolved:
        noun = found.phrase.title.noun if found.phrase.title else None
        assert noun is not None
        sentence, before = self._sentence(found), found.mention.start
        plural = "Plur" in root.morph.get("Number", [])
        if noun.type == "person" and not plural:
            beside = self._counterparts(found)
            party = self.memory.latest(
                lambda p: p.kind == "person" and len(p.refs) == 1 and not p.countries & beside
                and self._same_office(p, found.phrase),
                before=before,
            )  # fmt: skip
            if party is None and root.lemma_.lower() in self.words.dyadic:
                other = None
                if root.lemma_.lower() not in self.words.friends:
                    other = self._against_subject(found, root)
                return (other.refs, "definite") if other is not None else NOTHING
            if party is None and noun.role is None:
                party = self._leader(found, root)
            if party is not None:
                return party.refs, "definite"
            if noun.role is None:
                return NOTHING
            return self.focus.actors(found, set(beside)), "definite"
        same = self._same_role(found, before)
        if same:
            return same, "definite"
        if noun.role is None:
            party = self.memory.salient(
                lambda p: p.kind in ("group", "organisation") and not p.roles & {"MED"},
                before=before, sentence=sentence, reach=3,
            )  # fmt: skip
            return (party.refs, "definite") if party is not None else NOTHING
        return self.focus.actors(found), "definite"

    def _counterparts(self, found: Found) -> frozenset[str]:
        """Countries of the counterparts in the sentence: the other party is not of theirs."""
        sentence, grammar = self._sentence(found), self.reading.discourse.pack.grammar
        named: set[str] = set()
        for one in self.reading.found:
            title = one.phrase.title
            if title is None or self._sentence(one) != sentence:
                continue
            if self._root(one.phrase).lemma_.lower() in grammar.counterpart:
                named |= {r.country for r in one.mention.refs if r.country}
        return frozenset(named)

    def _indefinite(self, found: Found, root: Token) -> Resolved:
        noun = found.phrase.title.noun if found.phrase.title else None
        if noun is None or noun.role is None:
            return NOTHING
        refs = self.focus.actors(found)
        if not refs and noun.role in ("REB", "INS", "SEP", "MIL"):
            refs = self._same_role(found, found.mention.start)
        return refs, "role"

    def _same_role(self, found: Found, before: int) -> tuple[ActorRef, ...]:
        """The latest party of the same role: "the guerrillas" after "the ELN"."""
        roles = set(self.reading.refs.roles(found.phrase))
        if roles & REBELS:
            roles |= REBELS
        if not roles:
            return ()

        noun = found.phrase.title.noun if found.phrase.title else None
        collective = noun is not None and noun.collective

        def fits(party: Party) -> bool:
            own = bool(party.roles & roles) and len(party.countries) == 1
            if collective and party.kind != "organisation" and not roles & REBELS:
                return False
            stated = party.refs[0].country is not None or not roles & {"MIL", "COP", "GOV"}
            return own and stated and (party.kind != "person" or len(party.refs) > 1)

        if roles & REBELS:
            party = self.memory.latest(fits, before=before)
        else:
            party = self.memory.salient(
                fits, before=before, sentence=self._sentence(found), reach=6
            )
        if party is None:
            return ()
        first = party.refs[0]
        return (self.focus.like(first, found),)

    def _same_office(self, party: Party, phrase: Phrase) -> bool:
        title = self._title(phrase)
        mine = self._office_word(title)
        if party.words:
            theirs = self._office_word(" ".join(sorted(party.words, key=len)))
            words = set(title.split())
            return bool(words & party.words) and (mine == theirs or words <= party.words)
        office = (party.refs[0].office or "").lower()
        return bool(mine) and bool(office) and mine in office

    def _office_word(self, title: str) -> str:
        """The word of the office-holders' table that fits a title."""
        best = ""
        for word in self.words.offices:
            if word in title and len(word) > len(best):
                best = word
        return self.words.offices.get(best, title)
