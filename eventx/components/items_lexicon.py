"""Tables of weapons: named systems, and the nouns of a language with the company that they need.

Two tables speak of the same columns. `eventx/gazetteer/weapons.tsv` names systems and holds for
every language, `eventx/lang/<lang>/weapons.tsv` has the common nouns with all their forms. A form
with a capital initial needs one in the text, a form that begins with `-` is the end of a compound.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from eventx.errors import PackError
from eventx.event import Item
from eventx.gazetteer.tables import read_rows

CATEGORIES: frozenset[str] = frozenset(get_args(Item.model_fields["category"].annotation))
NEVER = "never"
NEEDS = frozenset(
    {"plural", "counted", "military", "named", "goods", "context", "weapon", "unit", NEVER}
)
INHERITED = "-"

_PIECE = re.compile(r"[^\W_]+")
_JOINT = re.compile(
    r"\s?[-\u2010-\u2014/.]\s?|\s?['\u2018\u2019\u201c\u201d\"\u00ab\u00bb]\s?|\s{1,2}"
)
_MODEL = re.compile(r"\d{1,3}[A-Za-z]{0,3}\d?[A-Za-z]?|[A-Z]{1,2}\d{0,3}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters and digits: its offsets and its letters without case."""

    start: int
    end: int
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table.

    Attributes:
        category: category of the record contract; `-` is that of the weapon beside it.
        named: whether it is a named system.
        needs: what its company must show, one of them is enough; empty: nothing.
        unless: (words before, words after) in whose company it is no weapon.
    """

    category: str
    named: bool
    needs: frozenset[str]
    unless: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A row found in a text: piece indices `[first, last)` and character offsets."""

    first: int
    last: int
    start: int
    end: int
    row: Row


def fold(text: str) -> str:
    """Letters without case, accents composed.

    Examples:
        >>> fold("Fregata") == fold("FREGATA")
        True
    """
    return unicodedata.normalize("NFC", text.casefold())


def cut(text: str) -> list[Piece]:
    """The pieces of a text.

    Examples:
        >>> [p.key for p in cut("proiettili d'artiglieria, F-16s")]
        ['proiettili', 'd', 'artiglieria', 'f', '16s']
    """
    return [
        Piece(m.start(), m.end(), fold(m[0]), m[0][0].isupper() or m[0][0].isdigit())
        for m in _PIECE.finditer(text)
    ]


def keys(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase; a final `*` stays on a word and stands for any ending.

    Examples:
        >>> keys("armi da fuoco"), keys("militar*")
        (('armi', 'da', 'fuoco'), ('militar*',))
    """
    return tuple(fold(word) for word in re.findall(r"[^\W_]+\*?", phrase))


def like(key: str, word: str) -> bool:
    """Whether a folded piece is the word, or begins with it when the word ends in `*`.

    Examples:
        >>> like("militari", "militar*"), like("militari", "militare")
        (True, False)
    """
    return key.startswith(word[:-1]) if word.endswith("*") else key == word


def stands(pieces: list[Piece], at: int, words: tuple[str, ...]) -> bool:
    """Whether the words stand at the piece index, one after the other."""
    if at < 0 or at + len(words) > len(pieces):
        return False
    return all(like(pieces[at + n].key, w) for n, w in enumerate(words))


class Lexicon:
    """The weapons of one language with those of all languages.

    Args:
        lang: language code.

    Raises:
        PackError: when a row has an unknown category or condition.
    """

    def __init__(self, lang: str) -> None:
        self._forms: dict[tuple[str, ...], list[tuple[bool, Row]]] = {}
        self._longest: dict[str, int] = {}
        self._suffixes: dict[str, Row] = {}
        patterns: list[str] = []
        self._pattern_rows: list[Row] = []
        for cells in read_rows("weapons.tsv"):
            row = _row(cells, "eventx/gazetteer/weapons.tsv", named=True)
            if cells["form"] == "pattern":
                patterns.append(f"({cells['names']})")
                self._pattern_rows.append(row)
            else:
                self._add(cells["names"], row, "eventx/gazetteer/weapons.tsv")
        for cells in read_rows(f"{lang}/weapons.tsv", "eventx.lang"):
            path = f"eventx/lang/{lang}/weapons.tsv"
            self._add(cells["forms"], _row(cells, path, named=False), path)
        self._pattern = re.compile(rf"(?<![\w/-])(?:{'|'.join(patterns)})(?:['’]?s)?(?!\w)(?!-\d)")

    def _add(self, forms: str, row: Row, path: str) -> None:
        for form in forms.split("|"):
            if form.startswith("-"):
                self._suffixes[fold(form[1:])] = row
                continue
            key = keys(form)
            known = self._forms.get(key, ())
            same = [r for c, r in known if r.named == row.named and c == form[0].isupper()]
            if any(r != row for r in same):
                raise PackError("E401", path=path, reason=f"{form} is listed twice")
            if same:
                continue
            self._forms.setdefault(key, []).append((form[0].isupper(), row))
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def matches(self, text: str, pieces: list[Piece]) -> list[Match]:
        """All rows found in a text, in its order; of two that overlap the longer one."""
        found = [*self._by_pattern(text, pieces), *self._by_form(text, pieces)]
        found.sort(key=lambda m: (m.first - m.last, m.start, not m.row.named))
        taken: set[int] = set()
        kept = []
        for match in found:
            if taken.isdisjoint(range(match.first, match.last)):
                taken.update(range(match.first, match.last))
                kept.append(match)
        # "Luftwaffe" is listed so that the ending "-waffe" does not speak.
        return sorted((m for m in kept if NEVER not in m.row.needs), key=lambda m: m.start)

    def _by_pattern(self, text: str, pieces: list[Piece]) -> Iterator[Match]:
        starts = [p.start for p in pieces]
        for found in self._pattern.finditer(text):
            first = bisect_right(starts, found.start()) - 1
            last = bisect_right(starts, found.end() - 1)
            assert found.lastindex is not None  # one group a pattern, no groups inside
            row = self._pattern_rows[found.lastindex - 1]
            yield Match(first, last, found.start(), pieces[last - 1].end, row)

    def _by_form(self, text: str, pieces: list[Piece]) -> Iterator[Match]:
        for at, piece in enumerate(pieces):
            found = self._longest_at(text, pieces, at)
            if found is not None:
                yield found
            elif piece.capital and (row := self._compound(piece.key)) is not None:
                yield Match(at, at + 1, piece.start, piece.end, row)

    def _longest_at(self, text: str, pieces: list[Piece], at: int) -> Match | None:
        piece = pieces[at]
        most = max(self._longest.get(piece.key, 0), self._longest.get(_singular(piece.key), 0))
        for size in range(min(most, len(pieces) - at), 0, -1):
            if not _joined(text, pieces, at, at + size):
                continue
            for row in self._rows(tuple(p.key for p in pieces[at : at + size]), piece.capital):
                last = _with_model(text, pieces, at + size) if row.named else at + size
                return Match(at, last, piece.start, pieces[last - 1].end, row)
        return None

    def _rows(self, key: tuple[str, ...], capital: bool) -> Iterator[Row]:
        for needs_capital, row in self._forms.get(key, ()):
            if capital or not needs_capital:
                yield row
        # "two Patriots", "F-16s": names take the plural of the language around them.
        singular = (*key[:-1], _singular(key[-1]))
        if singular != key:
            for needs_capital, row in self._forms.get(singular, ()):
                if row.named and (capital or not needs_capital):
                    yield row

    def _compound(self, key: str) -> Row | None:
        for size in range(len(key) - 2, 3, -1):
            row = self._suffixes.get(key[-size:])
            if row is not None:
                return row
        return None


def _singular(key: str) -> str:
    return key[:-1] if len(key) > 3 and key.endswith("s") else key


def _joined(text: str, pieces: list[Piece], first: int, last: int) -> bool:
    return all(
        _JOINT.fullmatch(text[pieces[n].end : pieces[n + 1].start]) for n in range(first, last - 1)
    )


def _with_model(text: str, pieces: list[Piece], last: int) -> int:
    """The mark behind a name belongs to it: "Leopard 2A6", "Iskander-M"."""
    if last < len(pieces):
        gap = text[pieces[last - 1].end : pieces[last].start]
        word = text[pieces[last].start : pieces[last].end]
        tail = text[pieces[last].end :][:2]
        number = any(c.isdigit() for c in word)
        counts = number and re.match(r"[.,:]\d|\s?[%€$]|°", tail)
        if _MODEL.fullmatch(word) and (gap == "-" or (gap == " " and number)) and not counts:
            return last + 1
    return last


def _row(cells: dict[str, str], path: str, *, named: bool) -> Row:
    category, needs = cells["category"], frozenset(filter(None, cells["needs"].split("|")))
    first = cells["names" if named else "forms"]
    if category not in CATEGORIES and category != INHERITED:
        raise PackError("E401", path=path, reason=f"{first}: unknown category {category!r}")
    if not needs <= NEEDS:
        raise PackError("E401", path=path, reason=f"{first}: unknown need {sorted(needs - NEEDS)}")
    return Row(category, named, needs, tuple(_unless(cells["unless"].split("|"), path)))


def _unless(cells: Iterable[str], path: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for cell in filter(None, cells):
        if cell.count("~") != 1:
            raise PackError("E401", path=path, reason=f"{cell!r}: write ~ for the word itself")
        before, after = cell.split("~")
        yield keys(before), keys(after)


@lru_cache(maxsize=8)
def load_lexicon(lang: str) -> Lexicon:
    """The weapons of a language.

    Args:
        lang: language code.

    Raises:
        PackError: when a table has a fault.
    """
    return Lexicon(lang)
