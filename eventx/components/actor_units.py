"""The pieces that actor phrases are built of: countries, organisations, role nouns and names.

A unit is a run of tokens that one table knows. Phrases (`actor_phrases`) join units.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eventx.components.discourse_words import DiscourseWords, discourse_words
from eventx.components.roles import RoleHit, RoleIndex, RoleNoun, role_index
from eventx.gazetteer.entry import Entry
from eventx.gazetteer.leaders import PersonHit, Term, office_at, people_index
from eventx.gazetteer.lookup import actor_index, place_index

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

COUNTRY_KINDS = frozenset({"country", "demonym", "capital", "seat"})
ORGANISATION_KINDS = frozenset({"organisation", "group", "body", "media"})
NAMES = "eventx_names"
CITY = 100_000
CRAFT = RoleNoun("MIL", "group", office=False, collective=True)
_ARABIC = re.compile(r"[AaEe][ln]-\Z")
PEOPLE = RoleNoun(None, "person", office=False, collective=False)
HYPHENS = frozenset("-\u2010\u2011\u2013/")


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of tokens that one table knows.

    Attributes:
        start: index of the first token.
        end: index behind the last.
        kind: a kind of the gazetteer, `role`, `person` or `name` (of an unknown organisation).
        parties: countries or bodies named; several for "US-Japan", none for what no table knows.
        noun: the role noun.
        people: identifiers of the persons whom a name may mean.
        surname: only a surname stands there.
    """

    start: int
    end: int
    kind: str
    parties: tuple[Entry, ...] = ()
    noun: RoleNoun | None = None
    people: tuple[str, ...] = ()
    surname: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries of the parties."""
        return tuple(dict.fromkeys(p.country for p in self.parties if p.country))


class UnitReader:
    """Reads the units of a Doc.

    Args:
        lang: language code.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words: DiscourseWords = discourse_words(lang)
        self.roles: RoleIndex = role_index(lang)

    def read(
        self, doc: Doc, published: dt.date | None, goods: frozenset[int] = frozenset()
    ) -> list[Unit]:
        """The units in order of their tokens, without overlaps of the same kind.

        Args:
            doc: the analysed text.
            published: the day on which offices and states are judged.
            goods: indices of the heads of weapons.
        """
        named = self._gazetteer(doc, published)
        people = self._people(doc, named)
        named = [u for u in named if not any(_within(u, p) for p in people)]
        people = [p for p in people if not any(_overlap(p, u) for u in named)]
        roles = self._roles(doc, named, people, goods)
        taken = [*named, *people, *roles]
        names = [u for u in self._unknown(doc) if not any(_overlap(u, t) for t in taken)]
        taken += names
        towns = [u for u in self._towns(doc, named) if not any(_overlap(u, t) for t in taken)]
        return sorted([*taken, *towns], key=lambda u: (u.start, -u.end))

    def _towns(self, doc: Doc, named: list[Unit]) -> list[Unit]:
        """Towns and regions, which tell the country of "the mayor of Kharkiv"."""
        about = {c for u in named for c in u.countries}
        found = []
        for hit in place_index(self.lang).find(doc.text):
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is None:
                continue
            readings = [e for e in hit.entries if e.country]
            readings = [e for e in readings if e.country in about] or [
                e for e in readings if e.population >= CITY or e.kind == "region"
            ]
            if readings:
                best = max(readings, key=lambda e: (e.kind == "region", e.population))
                found.append(Unit(span.start, span.end, "town", (best,)))
        return found

    # ---- gazetteer -----------------------------------------------------------------------

    def _gazetteer(self, doc: Doc, published: dt.date | None) -> list[Unit]:
        found: list[Unit] = []
        for hit in actor_index(self.lang).find(doc.text):
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is None:
                continue
            entries = tuple(e for e in hit.entries if _holds(e, published))
            behind_article = hit.start > 2 and _ARABIC.match(doc.text[hit.start - 3 : hit.start])
            if entries and not behind_article and not self._is_tongue(span, entries):
                found.append(Unit(span.start, span.end, entries[0].kind, entries))
        found = _joined(_disambiguated(found), doc)
        return [u for u in found if not self._is_directed(u, doc)]

    def _is_tongue(self, span: Span, entries: tuple[Entry, ...]) -> bool:
        """As in "In English": a language, no actor."""
        token = span[0]
        if entries[0].kind != "demonym" or len(span) != 1 or token.i == 0:
            return False
        before = span.doc[token.i - 1]
        return (
            before.lower_ == "in"
            and token.pos_ in ("NOUN", "PROPN", "ADJ")
            and (token.dep_ not in ("amod", "compound"))
        )

    def _is_directed(self, unit: Unit, doc: Doc) -> bool:
        """As in "Iran-backed": the country is not the one that the phrase is about."""
        if unit.end + 1 >= len(doc) or doc[unit.end].text not in HYPHENS:
            return False
        return doc[unit.end + 1].lower_ in self.words.directed

    # ---- people --------------------------------------------------------------------------

    def _people(self, doc: Doc, named: list[Unit]) -> list[Unit]:
        spans = [s for s in doc.spans.get(NAMES, ()) if s.label_ == "PER"]
        found: list[Unit] = []
        for hit in people_index().find(doc.text):
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is None or not self._is_person(hit, span, spans, named):
                continue
            found.append(
                Unit(span.start, span.end, "person", people=hit.person_ids, surname=hit.by_surname)
            )
        for span in spans:
            unit = self._trimmed(_whole_name(span))
            if unit is None:
                continue
            inner = [f for f in found if _overlap(f, unit)]
            if not inner:
                found.append(unit)
            elif (
                len(inner) == 1
                and inner[0].surname
                and unit.start < inner[0].start
                and (unit.end == inner[0].end)
            ):
                # "Mario Putin": another first name than the table's person has.
                found[found.index(inner[0])] = unit
        return sorted(found, key=lambda u: u.start)

    def _is_person(self, hit: PersonHit, span: Span, people: list[Span], named: list[Unit]) -> bool:
        unit = Unit(span.start, span.end, "person")
        over = [u for u in named if _overlap(u, unit)]
        if any(u.end - u.start > unit.end - unit.start for u in over):
            return False
        if not hit.by_surname:
            return True
        if over:
            return False
        others = [s for s in span.doc.spans.get(NAMES, ()) if s.label_ != "PER"]
        if any(s.start <= span.start and span.end <= s.end and len(s) > len(span) for s in others):
            return False
        before = span.doc[span.start - 1] if span.start else None
        if before is not None and before.text in HYPHENS and not before.whitespace_:
            return False  # the end of a longer name: "Thabet al-Abbasi"
        capital = before is not None and before.text[:1].isupper() and before.pos_ == "PROPN"
        known = any(s.start <= span.start < s.end for s in people)
        title = before is not None and self._is_title(before.text)
        return (
            not capital
            or known
            or title
            or self.roles.get(before.text if before else "") is not None
        )

    def _is_title(self, word: str) -> bool:
        return word.lower() in self.words.people_titles

    def _trimmed(self, span: Span) -> Unit | None:
        """A name without the titles that the network took in."""
        start, end = span.start, span.end
        doc = span.doc
        while start < end:
            for stop in range(min(end, start + 4), start, -1):
                if self.roles.get(doc[start:stop].text) is not None and stop < end:
                    start = stop
                    break
            else:
                if not self._is_title(doc[start].text):
                    break
                start += 1
        while end > start and (doc[end - 1].is_punct or doc[end - 1].lower_ in ("'s", "’s")):
            end -= 1
        if start >= end or not any(t.text[:1].isupper() for t in doc[start:end]):
            return None
        return Unit(start, end, "person", surname=end - start == 1)

    # ---- role nouns and other names ------------------------------------------------------

    def _roles(
        self, doc: Doc, named: list[Unit], people: list[Unit], goods: frozenset[int]
    ) -> list[Unit]:
        found: list[Unit] = []
        for hit in self.roles.find(doc.text):
            unit = self._role(hit, doc)
            if unit is None or goods.intersection(range(unit.start, unit.end)):
                continue
            if any(_inside(unit, u) for u in [*named, *people]):
                continue
            clash = [u for u in [*named, *people] if _overlap(u, unit) and not _inside(u, unit)]
            for other in clash:
                shorter = self._shorter(unit, other, doc)
                if shorter is None:
                    unit = None
                    break
                unit = shorter
            if unit is not None:
                found.append(unit)
        taken = [*named, *people, *found]
        return found + [u for u in self._crafts(doc) if not any(_overlap(u, t) for t in taken)]

    def _crafts(self, doc: Doc) -> list[Unit]:
        """Arms that may act for their country: "Pakistani jets struck"."""
        found = []
        for token in doc:
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            if token.lemma_.lower() in self.words.crafts:
                found.append(Unit(token.i, token.i + 1, "craft", noun=CRAFT))
            elif token.lemma_.lower() in self.words.people_nouns:
                found.append(Unit(token.i, token.i + 1, "craft", noun=PEOPLE))
        return found

    def _role(self, hit: RoleHit, doc: Doc) -> Unit | None:
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if span is None:
            return None
        root = span.root if len(span) > 1 else span[0]
        if len(span) == 1 and root.pos_ not in ("NOUN", "PROPN") and not _is_nominal(root):
            return None
        return Unit(span.start, span.end, "role", noun=hit.noun)

    def _shorter(self, unit: Unit, other: Unit, doc: Doc) -> Unit | None:
        """The longest role noun that leaves the other unit's words alone."""
        if other.start <= unit.start:
            return None
        for end in range(other.start, unit.start, -1):
            noun = self.roles.get(doc[unit.start : end].text)
            if noun is not None:
                return replace(unit, end=end, noun=noun)
        return None

    @staticmethod
    def _unknown(doc: Doc) -> list[Unit]:
        return [
            Unit(s.start, s.end, "name")
            for s in doc.spans.get(NAMES, ())
            if s.label_ == "ORG" and any(t.text[:1].isupper() for t in s)
        ]


def _is_nominal(token: object) -> bool:
    """An adjective that stands as a noun: it has a determiner or a noun's relation."""
    dep = getattr(token, "dep_", "")
    if dep.split(":")[0] in ("amod", "acl", "advmod", "aux", "det", "compound"):
        return False
    pos = getattr(token, "pos_", "")
    return pos in ("ADJ", "NUM", "X", "VERB") and any(
        c.dep_.split(":")[0] == "det" for c in getattr(token, "children", ())
    )


def _whole_name(span: Span) -> Span:
    """The name with the parts that hyphens join to it: "Abd-Rabbu", "al-Abbasi"."""
    doc, start, end = span.doc, span.start, span.end
    while (
        end + 1 < len(doc)
        and doc[end].text in HYPHENS
        and not (doc[end - 1].whitespace_ or doc[end].whitespace_)
    ):
        end += 2
    while (
        start > 1
        and doc[start - 1].text in HYPHENS
        and not (doc[start - 2].whitespace_ or doc[start - 1].whitespace_)
    ):
        start -= 2
    return doc[start:end]


def term_of(people: tuple[str, ...], day: dt.date | None) -> Term | None:
    """The office that a name stands for on a day, None when it may be several persons.

    Without a day only persons count whose terms all belong to one country.
    """
    if day is None:
        return None
    terms = [t for p in people if (t := office_at(p, day)) is not None]
    current = [t for t in terms if not t.former]
    if len({t.country for t in current}) == 1:
        return current[0]
    if not current and len({t.country for t in terms}) == 1:
        return terms[0]
    return None


def _holds(entry: Entry, day: dt.date | None) -> bool:
    return entry.until is None if day is None else entry.held_on(day)


def _overlap(a: Unit, b: Unit) -> bool:
    return a.start < b.end and b.start < a.end


def _inside(a: Unit, b: Unit) -> bool:
    return b.start <= a.start and a.end <= b.end


def _within(a: Unit, b: Unit) -> bool:
    """Whether `a` is a part of `b`, not the whole: "Israel" in "Israel Katz"."""
    return _inside(a, b) and a.end - a.start < b.end - b.start


def _disambiguated(units: list[Unit]) -> list[Unit]:
    """Of several readings of a name the one whose country the text names otherwise.

    A reading that no other name supports is kept only when it is the only one.
    """
    sure: Counter[str] = Counter(c for u in units if len(_parties(u)) == 1 for c in u.countries)
    kept = []
    for unit in units:
        readings = _parties(unit)
        if len(readings) > 1:
            supported = [e for e in readings if e.country and sure[e.country]]
            if len({e.country for e in supported}) != 1:
                organisations = [e for e in readings if e.kind == "organisation"]
                supported = organisations[:1]
            readings = supported[:1]
        elif readings:
            readings = readings[:1]
        if readings:
            kept.append(replace(unit, kind=readings[0].kind, parties=tuple(readings)))
    return kept


def _parties(unit: Unit) -> list[Entry]:
    """The readings, one for each country or code."""
    found: dict[str | None, Entry] = {}
    for entry in unit.parties:
        found.setdefault(entry.country or entry.code, entry)
    return list(found.values())


def _joined(units: list[Unit], doc: Doc) -> list[Unit]:
    """Countries joined by a hyphen or in one word are one unit: "US-Japan", "italo-libico"."""
    found: list[Unit] = []
    for unit in units:
        last = found[-1] if found else None
        if last is not None and last.kind in COUNTRY_KINDS and unit.kind in COUNTRY_KINDS:
            same_word = unit.start < last.end
            hyphen = unit.start == last.end + 1 and doc[last.end].text in HYPHENS
            if same_word or hyphen:
                parties = tuple(dict.fromkeys([*last.parties, *unit.parties]))
                found[-1] = replace(last, end=unit.end, kind=unit.kind, parties=parties)
                continue
        found.append(unit)
    return found
