"""Joining units to actor phrases: title, country and name of one actor, in whatever order.

Parsers differ on the inside of "Russian Foreign Minister Sergei Lavrov", so that the words between
two units count first, and the tree only where words do not tell (appositions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eventx.components.actor_units import COUNTRY_KINDS, HYPHENS, ORGANISATION_KINDS, Unit
from eventx.components.tree import base

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from eventx.components.discourse_words import DiscourseWords

# Words between two units, one letter a token; see `Gaps.letters`.
_OF = re.compile(r"A*G[DAH]*(?:N[AH]*(?:G[DAH]*)?){0,2}\Z")
_BARE_OF = re.compile(r"A*G[DAH]*\Z")
_FROM = re.compile(r"F[DA]*\Z")
_POSSESSIVE = re.compile(r"S[DANH]*\Z")
_COMMA = re.compile(r"P[DAT]*\Z")
_AND = re.compile(r"(?:C|P|PC)[DGA]*\Z")
_TIGHT = {True: re.compile(r"[ANHTV]{0,4}\Z"), False: re.compile(r"[AHT]{0,3}\Z")}
_QUOTES = frozenset("\"'“”‘’«»")


@dataclass(slots=True)
class Phrase:
    """Units that stand for the same actor or actors.

    Attributes:
        units: in the order of their words.
        main: the unit that denotes the actor: the name, else the noun.
        title: the role noun of the actor, also one shared by coordinated names.
        complements: units that say what the title is of.
        countries: country units that say whose the actor is, nearest first.
        name: the person or organisation name.
    """

    units: list[Unit]
    main: Unit
    title: Unit | None = None
    name: Unit | None = None
    complements: list[Unit] = field(default_factory=list)
    countries: list[Unit] = field(default_factory=list)
    shared: bool = False

    @property
    def start(self) -> int:
        """Index of the first token."""
        return min(u.start for u in self.units)

    @property
    def end(self) -> int:
        """Index behind the last token."""
        return max(u.end for u in self.units)


def group_of(unit: Unit) -> str:
    """C country, O organisation, R role noun, N person, X unknown organisation."""
    if unit.kind in COUNTRY_KINDS:
        return "C"
    if unit.kind in ORGANISATION_KINDS:
        return "O"
    return {"role": "R", "craft": "R", "person": "N", "town": "T"}.get(unit.kind, "X")


GENITIVE_ARTICLES = frozenset({"des", "der", "eines", "einer"})


class Gaps:
    """What stands between two units.

    Args:
        lang: language code.
        genitive: prepositions of possession.
        words: the language's word lists.
    """

    def __init__(self, lang: str, genitive: tuple[str, ...], words: DiscourseWords) -> None:
        self.premodifying = lang in ("en", "de")
        self.articles = GENITIVE_ARTICLES if lang == "de" else frozenset()
        self.genitive = frozenset(genitive)
        self.words = words

    def letters(self, doc: Doc, start: int, end: int) -> str:
        """The tokens `[start, end)` as letters."""
        return "".join(self._letter(t) for t in doc[start:end])

    def _letter(self, token: Token) -> str:
        text, pos = token.text, token.pos_
        if text in HYPHENS:
            return "O" if token.whitespace_ else "H"
        if text in _QUOTES and token.text not in ("'", "’"):
            return "H"
        if text.lower() in ("'s", "’s", "'", "’") and pos == "PART":
            return "S"
        if token.lower_ in self.words.people_titles:
            return "T"
        if text in (",", "("):
            return "P"
        if pos == "CCONJ":
            return "C"
        if pos == "ADP" and token.lemma_.lower() in self.genitive:
            return "G"
        if self.premodifying and token.lower_ == "from":
            return "F"
        if pos == "VERB":
            return (
                "V" if "Part" in token.morph.get("VerbForm", []) and token.dep_ == "amod" else "O"
            )
        return {"DET": "D", "ADJ": "A", "NUM": "A", "NOUN": "N", "PROPN": "N", "X": "N"}.get(
            pos, "O"
        )

    def kind(self, doc: Doc, left: Unit, right: Unit) -> str:
        """tight, of, poss, comma, and, or empty for anything else."""
        if right.start < left.end:
            return "in"
        if right.start - left.end > 8:
            return ""
        letters = self.letters(doc, left.end, right.start)
        if letters[:1] == "D" and doc[left.end].lower_ in self.articles:
            letters = "G" + letters[1:]  # "der Präsident der Malediven"
        if self.articles and not letters and right.kind in COUNTRY_KINDS:
            last = doc[right.end - 1]
            if "Gen" in last.morph.get("Case", []) and last.pos_ == "PROPN":
                return "of"  # "die Regierung Georgiens"
        if _TIGHT[self.premodifying].match(letters):
            return "tight"
        for name, pattern in (
            ("of", _OF),
            ("from", _FROM),
            ("poss", _POSSESSIVE),
            ("comma", _COMMA),
            ("and", _AND),
        ):
            if pattern.match(letters):
                return name
        return ""

    def is_bare(self, doc: Doc, left: Unit, right: Unit) -> bool:
        """Whether nothing but "of the" stands between."""
        return _BARE_OF.match(self.letters(doc, left.end, right.start)) is not None


class PhraseBuilder:
    """Joins the units of a Doc.

    Args:
        gaps: reader of the words between units.
    """

    def __init__(self, gaps: Gaps) -> None:
        self.gaps = gaps
        self.pre = gaps.premodifying

    def build(self, units: list[Unit], doc: Doc) -> list[Phrase]:
        """The phrases in the order of their words; names inside a title are phrases too."""
        found: list[Phrase] = []
        for unit in units:
            last = found[-1] if found else None
            if last is not None and self._join(last, unit, doc, found):
                continue
            found.append(self._start(unit, last, doc))
        return sorted([p for p in found if not _is_idle(p)], key=lambda p: p.start)

    def _start(self, unit: Unit, last: Phrase | None, doc: Doc) -> Phrase:
        group = group_of(unit)
        phrase = Phrase([unit], unit)
        if group == "R":
            phrase.title = unit
        elif group == "C":
            phrase.countries.append(unit)
        elif group in "NO":
            phrase.name = unit
        if (
            last is not None
            and last.title is not None
            and group in "NC"
            and (last.name is not None and group_of(last.name) == "N")
        ):
            gap = self.gaps.kind(doc, last.units[-1], unit)
            # "Presidents Tshisekedi and Kagame": both have the title.
            if gap in ("and", "comma") and _is_plural(last.title, doc) and group == "N":
                phrase.title, phrase.shared = last.title, True
        return phrase

    def _join(self, phrase: Phrase, unit: Unit, doc: Doc, found: list[Phrase]) -> bool:
        last = phrase.units[-1]
        gap = self.gaps.kind(doc, last, unit)
        if not gap:
            return False
        if gap == "in":
            return self._join_inner(phrase, unit)
        joined = {
            "R": self._role, "C": self._country, "T": self._town, "N": self._person,
            "O": self._body, "X": self._body,
        }[group_of(unit)](phrase, last, unit, gap, doc)  # fmt: skip
        if joined:
            phrase.units.append(unit)
            if unit in phrase.complements and group_of(unit) == "N":
                found.insert(-1, Phrase([unit], unit, name=unit))
        return joined

    @staticmethod
    def _join_inner(phrase: Phrase, unit: Unit) -> bool:
        """A country or body inside the words of a role noun ("portavoce della Casa Bianca")."""
        if group_of(unit) == "C":
            phrase.countries.append(unit)
        elif group_of(unit) == "O":
            phrase.complements.append(unit)
        elif group_of(unit) == "R" and phrase.title is None:
            phrase.title = unit
        return True

    # ---- one method a kind of the new unit -------------------------------------------------

    def _role(self, phrase: Phrase, last: Unit, unit: Unit, gap: str, doc: Doc) -> bool:
        group = group_of(last)
        if gap == "and" or (phrase.title is not None and phrase.name is not None and gap != "poss"):
            return False
        if gap == "comma":
            return self._apposition(phrase, unit, doc)
        if group == "T" and gap == "poss":
            phrase.countries.append(last)
            return self._crown(phrase, unit)
        if group == "C" and phrase.title is None:
            adjective = last.kind == "demonym"
            if (gap == "tight" and (self.pre or adjective)) or gap == "poss":
                return self._crown(phrase, unit)
            return False
        if group in "OX" and (gap == "poss" or (gap == "tight" and self.pre)):
            phrase.complements.append(last)
            phrase.name = None
            return self._crown(phrase, unit)
        if group == "N" and gap == "poss":
            phrase.complements.append(last)
            phrase.name = None
            return self._crown(phrase, unit)
        if group in "RC" and phrase.title is not None:
            later = group == "C" and last.start >= phrase.title.end
            if later and gap == "tight":
                phrase.complements.append(unit)  # "warplanes of the Saudi-led coalition"
                return True
            if gap == "poss" or (gap == "tight" and self.pre):
                phrase.complements.append(phrase.title)
                return self._crown(phrase, unit)
            if gap == "of" or (gap == "tight" and group == "R"):
                phrase.complements.append(unit)
                return True
        return False

    @staticmethod
    def _crown(phrase: Phrase, unit: Unit) -> bool:
        phrase.title = phrase.main = unit
        return True

    def _country(self, phrase: Phrase, last: Unit, unit: Unit, gap: str, doc: Doc) -> bool:
        group = group_of(last)
        adjective = unit.kind == "demonym"
        if group == "C" and phrase.title is not None and gap in ("and", "comma"):
            plural = _is_plural(phrase.title, doc)
            if plural and (last.kind == "demonym") == adjective:
                phrase.countries.append(unit)
                return True
            return False
        if gap == "from":
            fits = (
                phrase.title is not None
                and group == "R"
                and _is_person(phrase.title)
                and (not phrase.countries)
            )
        elif gap == "of":
            fits = phrase.title is not None or self.gaps.is_bare(doc, last, unit)
            fits = fits and group in "RNOX" and not (adjective and _stands_alone(unit, doc))
        elif gap == "tight":
            fits = (
                not self.pre
                and group in "ROX"
                and (adjective or phrase.title is not None)
                and not _is_subject(unit, doc)
            )
        else:
            fits = False
        if fits:
            phrase.countries.append(unit)
        return fits

    @staticmethod
    def _town(phrase: Phrase, last: Unit, unit: Unit, gap: str, doc: Doc) -> bool:
        """As in "The mayor of Kharkiv", "Kharkiv's mayor" is joined by the title that follows."""
        fits = phrase.title is not None and gap == "of" and not phrase.countries
        fits = fits and not phrase.complements and group_of(last) == "R"
        after = doc[unit.end] if unit.end < len(doc) else None
        if after is not None and after.pos_ in ("NOUN", "PROPN"):
            return False  # "the father of Liverpool winger Diaz"
        if fits:
            phrase.countries.append(unit)
        return fits

    def _person(self, phrase: Phrase, last: Unit, unit: Unit, gap: str, doc: Doc) -> bool:
        if phrase.name is not None and group_of(phrase.name) == "N":
            later = phrase.title is not None and phrase.title.start >= phrase.name.end
            if later and (gap == "of" or (gap == "tight" and last in phrase.complements)):
                phrase.complements.append(unit)  # "X, envoy of Secretary-General Annan"
                return True
            return False
        if phrase.title is None:
            if group_of(last) == "C" and (
                (gap == "tight" and last.kind == "demonym") or gap == "poss"
            ):
                phrase.name = phrase.main = unit
                return True
            if group_of(last) in "OX" and gap == "poss":
                phrase.complements.append(last)
                phrase.name = phrase.main = unit
                return True
            return False
        if gap == "tight" and group_of(last) != "N":
            if phrase.name is not None:
                phrase.complements.append(phrase.name)
            phrase.name = unit
            return True
        if gap == "of":
            phrase.complements.append(unit)
            return True
        if gap == "comma" and self._named_after(phrase, unit, doc):
            phrase.name = unit
            return True
        return False

    def _body(self, phrase: Phrase, last: Unit, unit: Unit, gap: str, doc: Doc) -> bool:
        group = group_of(last)
        if gap == "comma" and doc[last.end].text == "(" and group in "OX":
            return bool(unit.parties) and unit.parties == last.parties
        if phrase.title is not None and group in "RC":
            if gap == "of" or (gap == "tight" and not (self.pre and _is_person(phrase.title))):
                phrase.complements.append(unit)
                return True
            return False
        if group == "C" and ((gap == "tight" and last.kind == "demonym") or gap == "poss"):
            phrase.name = phrase.main = unit
            return True
        return False

    # ---- appositions -----------------------------------------------------------------------

    def _apposition(self, phrase: Phrase, unit: Unit, doc: Doc) -> bool:
        """As in "Shoigu, secretary of the council": by the tree, for commas also part lists."""
        if phrase.name is None or group_of(phrase.name) != "N" or not _is_person(unit):
            return False
        root = doc[unit.start : unit.end].root
        inside = range(phrase.start, phrase.end)
        if (
            base(root.dep_) in ("appos", "nmod", "flat", "parataxis", "acl")
            and root.head.i in inside
        ):
            phrase.title = unit
            return True
        return False

    def _named_after(self, phrase: Phrase, unit: Unit, doc: Doc) -> bool:
        """As in "the foreign minister, Sergei Lavrov,": by the tree or by the closing comma."""
        root = doc[unit.start : unit.end].root
        if base(root.dep_) in ("appos", "flat") and root.head.i in range(phrase.start, phrase.end):
            return True
        letters = self.gaps.letters(doc, phrase.units[-1].end, unit.start)
        if "T" in letters:
            return True
        after = doc[unit.end].text if unit.end < len(doc) else ""
        return letters == "P" and after == "," and base(root.dep_) not in ("nsubj", "conj")


def _is_plural(unit: Unit, doc: Doc) -> bool:
    span = doc[unit.start : unit.end]
    numbers = span.root.morph.get("Number", []) or span[0].morph.get("Number", [])
    return "Plur" in numbers


def _is_person(unit: Unit | None) -> bool:
    return unit is not None and unit.noun is not None and unit.noun.type == "person"


def _is_subject(unit: Unit, doc: Doc) -> bool:
    """A country name right after a role noun that is the subject of its own verb."""
    root = doc[unit.start : unit.end].root
    return unit.kind != "demonym" and base(root.dep_) == "nsubj"


def _stands_alone(unit: Unit, doc: Doc) -> bool:
    """Whether a demonym belongs to a later noun: "of Russian gas", not "of the Russians"."""
    token = doc[unit.start : unit.end].root
    return base(token.dep_) == "amod" and token.head.i >= unit.end


def _is_idle(phrase: Phrase) -> bool:
    """A name of which nothing is known, or a town by itself."""
    bare = not phrase.countries and not phrase.complements
    return phrase.main.kind == "town" or (phrase.main.kind == "name" and bare)
