"""Finding names in running text: a dictionary over sequences of word pieces.

A name is cut into pieces of letters and digits, so that hyphens, apostrophes, full stops and kinds
of space make no difference. How a name is *written in its table* says how a text may write it:

* `Cremlino`: needs a capital initial, so that the common noun `ue` or the verb `usa` is no name;
* `russo`: small in the table, so small or capital in the text;
* `franco-`: a first part of compounds, found only before a hyphen and a letter (`franco-tedesco`);
* `US`, `Usa`, `U.S.`: three letters at most, so exactly as listed or the same all in capitals;
* `=Die Welt`: the same for a longer name, whose article would else make it of any such words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import lru_cache

from eventx.gazetteer.entry import Entry

_PIECE = re.compile(r"[\w\u0300-\u036f]+")
# what may stand between two pieces of one name
_JOINT = re.compile(
    r"(?:\s|[-\u2010-\u2014'\u2018\u2019\u02bb\u02bc`\u00b4.&/]"
    r"|\s[-\u2010-\u2014&'\"\u2018\u2019\u201c\u201d\u00ab\u00bb]\s?"
    r"|[-\u2010-\u2014&'\"\u2018\u2019\u201c\u201d\u00bb]\s|\.\s)\Z"
)
_OPENING = " \t\u00a0\"'\u2018\u2019\u201c\u201d\u00ab\u00bb(-\u2013\u2014"
_SENTENCE_ENDS = ".!?:;\u2026\n\r"
_COMPOUND = re.compile(r"[-\u2010\u2011][^\W\d_]")
_SHORT = 3
_ACCENTLESS_FROM = 6

_Listed = tuple[str, Entry | Callable[[], Entry]]  # a name as its table writes it


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        text: The characters between, untouched.
        entries: Everything that the name can stand for, in table order.
    """

    start: int
    end: int
    text: str
    entries: tuple[Entry, ...]


def fold(piece: str) -> str:
    """Fold the case of a piece and compose its accents.

    >>> fold("STRASSE") == fold("Straße")
    True
    """
    if piece.isascii():
        return piece.lower()
    return unicodedata.normalize("NFC", piece.casefold())


def without_accents(folded: str) -> str:
    """Take the accents off letters, and write the few barred letters plainly.

    >>> without_accents("łódź"), without_accents("bogotá"), without_accents("malmø")
    ('lodz', 'bogota', 'malmo')
    """
    if folded.isascii():
        return folded
    plain = unicodedata.normalize("NFD", folded.translate(_BARRED))
    return "".join(c for c in plain if not unicodedata.combining(c))


_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ħ": "h"})


def pieces(name: str) -> list[str]:
    """Cut a name into folded pieces, its key in the index.

    >>> pieces("Kim Jong-un") == pieces("Kim Jong Un")
    True
    """
    folded = fold(name)
    return [folded] if folded.isalpha() else _PIECE.findall(folded)


class NameIndex:
    """Names to entries, by the words of a text.

    >>> pyongyang = Entry("capital", "Pyongyang", "PRK", "PRK", type="state")
    >>> onu = Entry("organisation", "United Nations", "IGOUNO")
    >>> index = NameIndex([("Pyongyang", pyongyang), ("Onu", onu)])
    >>> [(hit.start, hit.text) for hit in index.find("Il segretario dell'Onu a Pyongyang.")]
    [(19, 'Onu'), (25, 'Pyongyang')]
    """

    def __init__(
        self,
        entries: Iterable[tuple[str, Entry | Callable[[], Entry]]],
        *,
        words: Container[str] = frozenset(),
    ) -> None:
        """Build the index.

        Args:
            entries: Pairs of a written name and what it stands for; names may repeat. A large table
                may give a function instead, called when the name is found.
            words: Folded names that are ordinary words of the language too (`nice`, `nato`): such a
                name is not found where a sentence begins, for the capital proves nothing there,
                unless it is all in capitals or a comma or colon follows.
        """
        self._words = words
        self._listed: dict[str, list[_Listed]] = {}
        self._longest: dict[str, int] = {}  # first piece to the most pieces that follow from it
        self._pairs: set[str] = set()  # the first two pieces of longer names
        for listed in entries:
            self._add(listed)

    def _add(self, listed: _Listed) -> None:
        name = listed[0]
        keys = pieces(name)
        if not keys:
            raise ValueError(f"a name without letters: {name!r}")
        self._post(keys, listed)
        exact = name[0] == "="
        if not exact and not name.isascii() and sum(map(len, keys)) >= _ACCENTLESS_FROM:
            plain = [without_accents(key) for key in keys]
            if plain != keys:
                self._post(plain, listed)

    def _post(self, keys: list[str], listed: _Listed) -> None:
        key = " ".join(keys)
        same = self._listed.get(key)
        if same is None:
            self._listed[key] = [listed]
            if self._longest.get(keys[0], 0) < len(keys):
                self._longest[keys[0]] = len(keys)
            if len(keys) > 1:
                self._pairs.add(f"{keys[0]} {keys[1]}")
        else:
            same.append(listed)

    def __len__(self) -> int:
        """Count the distinct names, accentless doubles included."""
        return len(self._listed)

    def __contains__(self, name: str) -> bool:
        """Tell whether a name is listed, whatever its case and punctuation."""
        return " ".join(pieces(name)) in self._listed

    def get(self, name: str) -> tuple[Entry, ...]:
        """Give the entries of a whole name, whatever its case and punctuation."""
        return _entries(self._listed.get(" ".join(pieces(name)), ()))

    def find(self, text: str) -> list[Hit]:
        """Find the names in a text, from left to right, the longest first, without overlaps.

        Args:
            text: Any text; offsets refer to it as it stands.

        Returns:
            The hits in order of their offsets.
        """
        spans = [m.span() for m in _PIECE.finditer(text)]
        folded = [fold(text[start:end]) for start, end in spans]
        hits: list[Hit] = []
        free = 0
        for i, piece in enumerate(folded):
            if i < free or (piece not in self._longest and piece.isascii()):
                continue
            width = self._width(piece, folded[i + 1] if i + 1 < len(folded) else "")
            if width:
                hit, n = self._longest_hit(text, spans, folded, i, width)
                if hit is not None:
                    hits.append(hit)
                    free = i + n
        return hits

    def _width(self, piece: str, following: str) -> int:
        """Give the most pieces that a name starting here can have, 0 where none can start."""
        width = self._longest.get(piece, 0)
        if not piece.isascii() or not following.isascii():
            return max(width, self._longest.get(without_accents(piece), 0))
        if width > 1 and f"{piece} {following}" not in self._pairs:
            width = 1
        return width if width > 1 or piece in self._listed else 0

    def _longest_hit(
        self, text: str, spans: list[tuple[int, int]], folded: list[str], i: int, width: int
    ) -> tuple[Hit | None, int]:
        """Take the longest name that starts at piece `i`, with its number of pieces."""
        reach = 1
        while (
            reach < width
            and i + reach < len(spans)
            and _joined(text, spans[i + reach - 1], spans[i + reach])
        ):
            reach += 1
        for n in range(reach, 0, -1):
            key = " ".join(folded[i : i + n])
            candidates = self._candidates(key)
            if not candidates:
                continue
            found = _Found(text, spans[i : i + n], key in self._words)
            fitting = [listed for listed in candidates if found.fits(listed[0])]
            if fitting:
                end = found.end
                if text[end : end + 1] == "." and "." in text[found.start : end]:
                    end += 1  # the full stop of "U.S."
                return Hit(found.start, end, text[found.start : end], _entries(fitting)), n
        return None, 0

    def _candidates(self, key: str) -> list[_Listed] | None:
        same = self._listed.get(key)
        if same is None and not key.isascii() and len(key) >= _ACCENTLESS_FROM:
            same = self._listed.get(without_accents(key))
        return same


class _Found:
    """The place in a text where a key matched, to test the way it is written."""

    def __init__(self, text: str, spans: list[tuple[int, int]], is_word: bool) -> None:
        self.text = text
        self.start, self.end = spans[0][0], spans[-1][1]
        self.surface = text[self.start : self.end]
        self.capital = _leading([text[start:end] for start, end in spans])[0].isupper()
        self.is_word = is_word

    def fits(self, name: str) -> bool:
        """Tell whether the text writes the name as its table allows."""
        short, small = _writing(name)
        if short and not self._same_writing(name.strip("=. ")):
            return False
        if not small and not self.capital:
            return False
        if name[-1] == "-" and not _COMPOUND.match(self.text, self.end):
            return False
        return small or not self.is_word or self._proves_name()

    def _same_writing(self, name: str) -> bool:
        if name.islower():
            return self.surface.lower() == name
        if self.surface not in (name, name.upper()):
            return False
        doubtful = self.is_word or len(name) <= 2
        return not (doubtful and name.isupper() and _in_capitals(self.text, self.start))

    def _proves_name(self) -> bool:
        """Tell whether the capital of an ordinary word shows that it is a name here."""
        if self.surface.isupper():
            return not _in_capitals(self.text, self.start)
        if self.text[self.end : self.end + 1] in {",", ":"}:
            return True
        return not _opens_sentence(self.text, self.start)


@lru_cache(maxsize=8192)
def _writing(name: str) -> tuple[bool, bool]:
    """Tell of a listed name whether only its exact writing will do, and whether it is small."""
    parts = _PIECE.findall(name)
    short = sum(map(len, parts)) <= _SHORT or (len(parts) > 1 and max(map(len, parts)) <= 2)
    return short or name[0] == "=", _leading(parts).islower()


def _leading(parts: list[str]) -> str:
    """Give the piece whose initial shows whether a name is written as one: no article, no `al-`."""
    return next((p for p in parts if len(p) > 2), parts[0])


def _joined(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether two neighbouring pieces can belong to one name."""
    between = text[left[1] : right[0]]
    if between in {" ", "-", "'"}:
        return True
    if between.startswith(".") and left[1] - left[0] > _SHORT:
        return False  # a sentence ends there, no abbreviation
    return _JOINT.match(between) is not None


def _in_capitals(text: str, at: int) -> bool:
    """Tell whether the line around an offset is all in capitals, so that `US` may be `us`."""
    first = text.rfind("\n", 0, at) + 1
    last = text.find("\n", at)
    line = text[first : last if last >= 0 else len(text)]
    return line.isupper() and sum(map(str.isalpha, line)) > 2 * _SHORT


def _opens_sentence(text: str, start: int) -> bool:
    i = start - 1
    while i >= 0 and text[i] in _OPENING:
        i -= 1
    return i < 0 or text[i] in _SENTENCE_ENDS


def _entries(listed: Iterable[_Listed]) -> tuple[Entry, ...]:
    """Give each entry once, in table order."""
    found = (entry if isinstance(entry, Entry) else entry() for _, entry in listed)
    return tuple(dict.fromkeys(found))
