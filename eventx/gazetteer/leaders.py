"""Who held which office when: leaders by name in running text, and their terms by day.

The table `leaders.tsv` is general public knowledge of office-holders; its first lines explain its
columns. The index finds names, not persons: a surname alone is a candidate, and the caller decides
with the date of the article and its other mentions.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from eventx.gazetteer.matching import fold, without_accents
from eventx.gazetteer.tables import Row, names_of, read_rows

_PIECE = re.compile(r"[\w\u0300-\u036f]+")
# between two pieces of one name: a space, a hyphen, an apostrophe, or a nickname's quotation marks
_JOINT = re.compile(
    r"(?:\s|[-\u2010-\u2012'\u2018\u2019\u02bb\u02bc`]|\s[\"\u201c\u201d\u00ab\u00bb]"
    r"|[\"\u201c\u201d\u00ab\u00bb]\s)\Z"
)
_INITIALS_JOINT = re.compile(r"\.\s?\Z")
_INITIAL = 2  # letters of "H." in "H. R. McMaster"
# written small or capital by the house style of each paper
_ARABIC = ("al", "el", "ad", "as", "es", "ul", "bin", "ben", "ibn", "abu", "abou", "ould", "ag")
_ROMANCE = ("da", "de", "del", "della", "di", "do", "dos", "e", "la", "le", "y")
_OTHER = ("arap", "den", "der", "ten", "van", "von", "wa", "zu")
_PARTICLES = frozenset({*_ARABIC, *_ROMANCE, *_OTHER})
_ACCENT_COUNTS = 5  # up to so many letters a bare form is another word: Støre, but store
_GENITIVE_FROM = 6  # "Putins", "Merkels"; below it too many other words end in -s


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office.

    Attributes:
        person_id: Identifier of the person, stable within the table.
        name: The canonical name.
        country: ISO 3166-1 alpha-3, a former state's code, or the code of an international
            organisation or armed group (`IGOUNO`, `IMGALQ`).
        role: CAMEO role code, `None` where the code of the organisation says all.
        office: The office in English words, such as `foreign minister`.
        start: First day; the first of the year or month where no more is known.
        end: Last day, likewise; `None` where unknown or still running.
        former: The term was asked for a day after its end.
    """

    person_id: str
    name: str
    country: str
    role: str | None
    office: str
    start: date | None
    end: date | None
    former: bool = False

    def covers(self, day: date) -> bool:
        """Tell whether the office was held on a day, as far as the table knows."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A name found in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        text: The characters between, untouched.
        person_ids: Everyone whom the name may mean, in table order.
        by_surname: Only one name stood there, or a surname with its particles: a candidate.
    """

    start: int
    end: int
    text: str
    person_ids: tuple[str, ...]
    by_surname: bool


@dataclass(frozen=True, slots=True)
class _Person:
    person_id: str
    full: tuple[str, ...]
    short: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of writing one person's name."""

    person_id: str
    short: bool
    capitals: tuple[bool, ...]  # which pieces must have a capital initial
    accented: bool  # the accents must not be left out


class PeopleIndex:
    """Names of people to identifiers, by the words of a text.

    >>> hits = people_index().find("Kim Jong Un ha ricevuto Shoigu a Pyongyang.")
    >>> [(hit.start, hit.text, hit.person_ids, hit.by_surname) for hit in hits]
    [(0, 'Kim Jong Un', ('kim-jong-un',), False), (24, 'Shoigu', ('sergei-shoigu',), True)]
    """

    def __init__(self, people: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Build the index.

        Args:
            people: For each person the identifier, the full names, and the forms used alone.
        """
        self._forms: dict[str, list[_Form]] = {}
        self._longest: dict[str, int] = {}
        self._small: set[str] = set()  # first pieces that need no capital: "al", "papa"
        for person_id, full, short in people:
            for name in full:
                self._add(name, person_id, short=False)
            for name in short:
                self._add(name, person_id, short=True)

    def _add(self, name: str, person_id: str, *, short: bool) -> None:
        written = _PIECE.findall(name)
        if not written:
            raise ValueError(f"a name without letters: {name!r} of {person_id}")
        keys = [_plain(piece) for piece in written]
        alone = len(keys) == 1
        form = _Form(
            person_id,
            short=short or alone,
            capitals=tuple(
                alone or (piece[0].isupper() and key not in _PARTICLES)
                for piece, key in zip(written, keys, strict=True)
            ),
            accented=alone and len(name) <= _ACCENT_COUNTS and fold(name) != keys[0],
        )
        self._forms.setdefault(" ".join(keys), []).append(form)
        if not form.capitals[0]:
            self._small.add(keys[0])
        self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

    def __len__(self) -> int:
        """Count the distinct written names, accents and case aside."""
        return len(self._forms)

    def find(self, text: str) -> list[PersonHit]:
        """Find names of people, from left to right, the longest first, without overlaps.

        Args:
            text: Any text; offsets refer to it as it stands.

        Returns:
            The hits in order of their offsets.
        """
        spans = [match.span() for match in _PIECE.finditer(text)]
        hits: list[PersonHit] = []
        i = 0
        while i < len(spans):
            start, end = spans[i]
            found = None
            if text[start].isupper() or text[start:end] in self._small:
                key = _plain(text[start:end])
                width = self._longest.get(key, 0) or _is_genitive(key)
                found = self._longest_at(text, spans, i, width) if width else None
            if found is None:
                i += 1
            else:
                hits.append(found[0])
                i += found[1]
        return hits

    def _longest_at(
        self, text: str, spans: list[tuple[int, int]], i: int, width: int
    ) -> tuple[PersonHit, int] | None:
        """Take the longest name that starts at piece `i`, with its number of pieces."""
        reach = 1
        while (
            reach < width
            and i + reach < len(spans)
            and _joined(text, spans[i + reach - 1], spans[i + reach])
        ):
            reach += 1
        parts = [text[start:end] for start, end in spans[i : i + reach]]
        keys = [_plain(part) for part in parts]
        for n in range(reach, 0, -1):
            forms = [form for form in self._candidates(keys[:n]) if _fits(form, parts[:n])]
            if forms:
                full = [form for form in forms if not form.short]
                start, end = spans[i][0], spans[i + n - 1][1]
                ids = tuple(dict.fromkeys(form.person_id for form in full or forms))
                return PersonHit(start, end, text[start:end], ids, by_surname=not full), n
        return None

    def _candidates(self, keys: list[str]) -> list[_Form]:
        key = " ".join(keys)
        forms = self._forms.get(key)
        if forms is None and _is_genitive(keys[-1]):
            forms = self._forms.get(key[:-1])
        return forms or []


def _plain(piece: str) -> str:
    """Take case and accents off a piece."""
    return piece.lower() if piece.isascii() else without_accents(fold(piece))


def _is_genitive(key: str) -> bool:
    """Tell whether a piece may be a name with the -s of the German genitive."""
    return len(key) >= _GENITIVE_FROM and key.endswith("s")


def _joined(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether two neighbouring pieces can belong to one name."""
    between = text[left[1] : right[0]]
    if between in {" ", "-"}:
        return True
    if _JOINT.match(between):
        return True
    return left[1] - left[0] <= _INITIAL and _INITIALS_JOINT.match(between) is not None


def _fits(form: _Form, pieces: list[str]) -> bool:
    """Test the capitals and accents of a form against the text."""
    if form.accented and pieces[0].isascii():
        return False
    return all(
        piece[0].isupper() for piece, capital in zip(pieces, form.capitals, strict=True) if capital
    )


def _bound(cell: str, *, last: bool) -> date | None:
    """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as the first or last day of that time.

    >>> _bound("2024-02", last=True), _bound("1990", last=False), _bound("", last=True)
    (datetime.date(2024, 2, 29), datetime.date(1990, 1, 1), None)
    """
    if not cell:
        return None
    numbers = [int(part) for part in cell.split("-")]
    if len(numbers) == 1:
        numbers.append(12 if last else 1)
    if len(numbers) == 2:
        numbers.append(monthrange(numbers[0], numbers[1])[1] if last else 1)
    return date(*numbers)


def _term(row: Row) -> Term:
    return Term(
        person_id=row["person_id"],
        name=row["name"],
        country=row["country"],
        role=row["role"] or None,
        office=row["office"],
        start=_bound(row["start"], last=False),
        end=_bound(row["end"], last=True),
    )


@lru_cache(maxsize=1)
def _people() -> Mapping[str, _Person]:
    rows: dict[str, list[Row]] = {}
    for row in read_rows("leaders.tsv"):
        rows.setdefault(row["person_id"], []).append(row)
    people = {}
    for person_id, own in rows.items():
        first = own[0]
        full = (first["name"], *names_of(first["aliases"]))
        short = tuple(names_of(first["short"]))
        people[person_id] = _Person(person_id, full, short, tuple(_term(row) for row in own))
    return MappingProxyType(people)


@lru_cache(maxsize=1)
def people_index() -> PeopleIndex:
    """Give the index of all people in the table; built once, some hundredths of a second."""
    return PeopleIndex((p.person_id, p.full, p.short) for p in _people().values())


def terms(person_id: str) -> tuple[Term, ...]:
    """Give all terms of a person, in table order.

    >>> [(term.office, term.start.year) for term in terms("mario-draghi")]
    [('president of the European Central Bank', 2011), ('prime minister', 2021)]

    Raises:
        KeyError: No such person.
    """
    return _people()[person_id].terms


def offices_at(person_id: str, day: date) -> tuple[Term, ...]:
    """Give the terms of a person that cover a day, in table order.

    >>> [term.office for term in offices_at("xi-jinping", date(2025, 9, 3))]
    ['general secretary of the ruling party', 'president']

    Raises:
        KeyError: No such person.
    """
    return tuple(term for term in terms(person_id) if term.covers(day))


def office_at(person_id: str, day: date) -> Term | None:
    """Give the office of a person on a day, or the last one before it.

    >>> office_at("sergei-shoigu", date(2025, 6, 17)).office
    'security council secretary'
    >>> term = office_at("angela-merkel", date(2025, 6, 17))
    >>> term.office, term.former
    ('chancellor', True)

    Args:
        person_id: The person.
        day: Mostly the day on which the article came out.

    Returns:
        The term that covers the day, of several the last in the table; if none does, the one that
        ended last before it, as a copy with `former` set; `None` if all came later.

    Raises:
        KeyError: No such person.
    """
    covering = offices_at(person_id, day)
    if covering:
        return covering[-1]
    ended = [(term.end, term) for term in terms(person_id) if term.end and term.end < day]
    if not ended:
        return None
    return replace(max(ended, key=lambda pair: pair[0])[1], former=True)
