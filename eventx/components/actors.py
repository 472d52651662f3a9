"""Actors: every noun phrase that denotes a party, with what the phrase alone tells of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.actor_phrases import Gaps, Phrase, PhraseBuilder, group_of
from eventx.components.actor_refs import RefBuilder
from eventx.components.actor_units import Unit, UnitReader
from eventx.components.layers import ActorMention
from eventx.components.tree import base, case_of
from eventx.lang.pack import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the phrase that it was read from, for the discourse step."""

    mention: ActorMention
    phrase: Phrase


class ActorFinder:
    """Finds actor mentions.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self.units = UnitReader(pack.lang)
        self.words = self.units.words
        self.builder = PhraseBuilder(Gaps(pack.lang, pack.grammar.genitive, self.words))

    def find(self, doc: Doc, published: dt.date | None, offset: int = 0) -> list[ActorMention]:
        """All actor mentions, resolved from their own words alone, in the order of their heads.

        Args:
            doc: the analysed text.
            published: publication date, for the offices of persons.
            offset: character offset of the text behind the title; not used for finding.
        """
        return [f.mention for f in self.read(doc, published)]

    def read(
        self, doc: Doc, published: dt.date | None, goods: frozenset[int] = frozenset()
    ) -> list[Found]:
        """The mentions with their phrases.

        Args:
            doc: the analysed text.
            published: publication date, for the offices of persons.
            goods: indices of weapons, which are nobody: "Su-27 fighters".
        """
        refs = RefBuilder(doc, published)
        units = self.units.read(doc, published, goods)
        found = []
        for phrase in self.builder.build(units, doc):
            for part in self._parts(phrase, doc):
                mention = self._mention(part, doc, refs)
                if mention is not None:
                    found.append(Found(mention, part))
        return sorted(found, key=lambda f: (f.mention.head, f.mention.start))

    def _parts(self, phrase: Phrase, doc: Doc) -> list[Phrase]:
        """The phrase itself; of arms that do not act only the country's adjective."""
        title = phrase.title
        if title is None or title.kind != "craft":
            return [phrase]
        root = doc[title.start : title.end].root
        acts = root.dep_ in ("nsubj", "obl:agent") or (
            root.dep_ == "nmod" and case_of(root) in self.pack.grammar.agent
        )
        if acts and (phrase.countries or phrase.complements):
            return [phrase]
        parts = []
        for unit in (*phrase.countries, *phrase.complements):
            part = Phrase([unit], unit)
            if group_of(unit) == "C":
                part.countries.append(unit)
            elif group_of(unit) in "NO":
                part.name = unit
            parts.append(part)
        return parts

    def _mention(self, phrase: Phrase, doc: Doc, builder: RefBuilder) -> ActorMention | None:
        refs = builder.refs(phrase)
        title = phrase.title
        weak = title is not None and doc[title.start : title.end].text.lower() in (
            self.words.not_actors
        )
        if not refs and (weak or (phrase.name is None and title is None)):
            return None
        start, end = phrase.start, phrase.end
        if phrase.shared:
            start = phrase.main.start
        head = self._head(phrase, doc)
        return ActorMention(start, end, head.i, refs, self._basis(phrase, doc, head))

    @staticmethod
    def _head(phrase: Phrase, doc: Doc) -> Token:
        """The token that the phrase's place in the sentence hangs on."""
        anchors = [u for u in (phrase.title, phrase.name) if u is not None and u in phrase.units]
        anchors = anchors or [phrase.main]
        inside = range(phrase.start, phrase.end)
        roots = [doc[u.start : u.end].root for u in anchors]
        outside = [r for r in roots if r.head.i not in inside or r.head.i == r.i]
        for root in outside:
            if base(root.dep_) in ("nsubj", "obj", "iobj", "obl", "conj", "nmod"):
                return root
        return (outside or roots)[0]

    def _basis(self, phrase: Phrase, doc: Doc, head: Token) -> str:
        if phrase.title is None and phrase.name is None:
            if self._is_adjective(phrase.main, doc):
                return "demonym"
            return "place" if self.is_place(phrase.main, head) else "name"
        return "role" if phrase.title is not None and phrase.name is None else "name"

    @staticmethod
    def _is_adjective(unit: Unit, doc: Doc) -> bool:
        token = doc[unit.start : unit.end].root
        if unit.kind == "demonym":
            return base(token.dep_) in ("amod", "compound") or (
                token.pos_ == "ADJ"
                and not any(base(c.dep_) in ("det", "case") for c in token.children)
            )
        return base(token.dep_) in ("compound", "amod")

    def is_place(self, unit: Unit, head: Token) -> bool:
        """Whether a country or capital stands as the place or goal of something."""
        if unit.kind not in ("country", "capital", "seat"):
            return False
        case = case_of(head)
        if not case:
            return False
        if case in self.words.place_cases or case.split()[0] in self.words.place_cases:
            return True
        if case not in self.words.path_cases:
            return False
        if case == "a" and unit.kind == "country" and self.pack.lang == "it":
            return False  # "alla Russia" is a receiver, "in Russia" the place
        governor = head.head
        if governor.i == head.i or any(c.dep_ == "cop" for c in head.children):
            return True  # "is in Rome"
        return governor.lemma_.lower() in self.words.motion


__all__ = ["ActorFinder", "Found"]
