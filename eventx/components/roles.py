"""Role and office nouns ("ministro degli Esteri", "rebels"): which role a word gives an actor.

The tables are `lang/<xx>/roles.tsv`; each explains its columns in its first lines.

>>> noun = role_index("it").find("Il ministro degli Esteri tace.")[0]
>>> noun.text, noun.role, noun.office
('ministro degli Esteri', 'GOV', True)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from eventx.gazetteer.entry import Entry
from eventx.gazetteer.matching import NameIndex, pieces
from eventx.gazetteer.tables import names_of, read_rows

# Who fights the state, and who stands against it by whatever means.
REBELS = frozenset({"REB", "INS", "SEP", "UAF"})
OPPONENTS = REBELS | {"OPP"}


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """What a role noun says of its actor.

    Attributes:
        role: CAMEO role code, None where it comes from the noun's complement.
        type: what it names in the singular: person, organisation, group or people.
        office: an office that a person holds.
        collective: a body that acts as one.
    """

    role: str | None
    type: str
    office: bool
    collective: bool


@dataclass(frozen=True, slots=True)
class RoleHit:
    """A role noun found in a text, with offsets `[start, end)` in characters."""

    start: int
    end: int
    text: str
    noun: RoleNoun

    @property
    def role(self) -> str | None:
        """CAMEO role code, None where the complement gives it."""
        return self.noun.role

    @property
    def office(self) -> bool:
        """Whether it is an office that a person holds."""
        return self.noun.office


class RoleIndex:
    """Role nouns of one language, by the words of a text.

    Args:
        lang: language code.
    """

    def __init__(self, lang: str) -> None:
        self._nouns: dict[str, RoleNoun] = {}
        names = []
        for row in read_rows("roles.tsv", f"eventx.lang.{lang}"):
            role = None if row["role"] == "-" else row["role"]
            noun = RoleNoun(role, row["type"], row["office"] == "yes", row["collective"] == "yes")
            for form in names_of(row["forms"]):
                # The first row of a form counts: the tables put the commoner reading first.
                if self._nouns.setdefault(" ".join(pieces(form)), noun) is noun:
                    names.append((form, Entry("role", form)))
                    if " " in form and not form.islower():
                        # Of several words the capital proves nothing: "stato maggiore".
                        names.append((form.lower(), Entry("role", form)))
        self._index = NameIndex(names)

    def find(self, text: str) -> list[RoleHit]:
        """The role nouns of a text from left to right, the longest first, without overlaps."""
        return [
            RoleHit(hit.start, hit.end, hit.text, noun)
            for hit in self._index.find(text)
            if (noun := self.get(hit.text)) is not None
        ]

    def get(self, form: str) -> RoleNoun | None:
        """The noun of a whole form, whatever its case."""
        return self._nouns.get(" ".join(pieces(form)))


@lru_cache(maxsize=8)
def role_index(lang: str) -> RoleIndex:
    """The role nouns of a language; built once.

    Raises:
        FileNotFoundError: there is no table for the language.
    """
    return RoleIndex(lang)
