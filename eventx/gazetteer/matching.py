"""Finding names in running text: a dictionary over sequences of word pieces.

A name is cut into pieces of letters and digits, so that hyphens, apostrophes, full stops and kinds of
space make no difference. How a name is *written in its table* says how it may be written in a text:

* `Cremlino`: needs a capital initial, so that the common noun `ue` or the verb `usa` is no name;
* `russo`: small in the table, so small or capital in the text;
* `franco-`: a first part of compounds, found only before a hyphen and a letter (`franco-tedesco`);
* `US`, `Usa`, `U.S.`: three letters at most, so exactly as listed or the same all in capitals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Posting:
    """One written name of one entry, with the conditions on the way it is written."""

    entry: Entry
    written: str | None  # the exact form, for short names
    small: bool  # a small initial will do
    compound: bool  # only before a hyphen
    inside: bool  # not as the first word of a sentence


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


def pieces(name: str) -> tuple[str, ...]:
    """Cut a name into folded pieces, its key in the index.

    >>> pieces("Kim Jong-un") == pieces("Kim Jong Un")
    True
    """
    return tuple(fold(m.group()) for m in _PIECE.finditer(name))


class NameIndex:
    """Names to entries, by the words of a text.

    >>> pyongyang = Entry("capital", "Pyongyang", "PRK", "PRK", type="state")
    >>> onu = Entry("organisation", "United Nations", "IGOUNO")
    >>> index = NameIndex([("Pyongyang", pyongyang), ("Onu", onu)])
    >>> [(hit.start, hit.text) for hit in index.find("Il segretario dell'Onu a Pyongyang.")]
    [(19, 'Onu'), (25, 'Pyongyang')]
    """

    def __init__(
        self, entries: Iterable[tuple[str, Entry]], *, words: Container[str] = frozenset()
    ) -> None:
        """Build the index.

        Args:
            entries: Pairs of a written name and what it stands for; names may repeat.
            words: Folded names that are ordinary words of the language too (`nice`, `usa`): such a
                name is not found where a sentence begins, for the capital proves nothing there.
        """
        self._postings: dict[str, list[_Posting]] = {}
        self._longest: dict[str, int] = {}
        for name, entry in entries:
            self._add(name, entry, words)

    def _add(self, name: str, entry: Entry, words: Container[str]) -> None:
        keys = pieces(name)
        if not keys:
            raise ValueError(f"a name without letters: {name!r} of {entry.name}")
        letters = sum(map(len, keys))
        short = letters <= _SHORT or (len(keys) > 1 and max(map(len, keys)) <= 2)
        posting = _Posting(
            entry,
            written=name.strip(". ") if short else None,
            small=_leading(_PIECE.findall(name)).islower(),
            compound=name.endswith("-"),
            inside=" ".join(keys) in words,
        )
        self._post(keys, posting)
        if letters >= _ACCENTLESS_FROM and not name.isascii():
            plain = tuple(map(without_accents, keys))
            if plain != keys:
                self._post(plain, posting)

    def _post(self, keys: tuple[str, ...], posting: _Posting) -> None:
        key = " ".join(keys)
        postings = self._postings.get(key)
        if postings is None:
            self._postings[key] = [posting]
            if self._longest.get(keys[0], 0) < len(keys):
                self._longest[keys[0]] = len(keys)
        else:
            postings.append(posting)

    def __len__(self) -> int:
        """Count the distinct names, accentless doubles included."""
        return len(self._postings)

    def __contains__(self, name: str) -> bool:
        """Tell whether a name is listed, whatever its case and punctuation."""
        return " ".join(pieces(name)) in self._postings

    def get(self, name: str) -> tuple[Entry, ...]:
        """Give the entries of a whole name, whatever its case and punctuation."""
        return _distinct(self._postings.get(" ".join(pieces(name)), ()))

    def find(self, text: str) -> list[Hit]:
        """Find the names in a text, from left to right, the longest first, without overlaps.

        Args:
            text: Any text; offsets refer to it as it stands.

        Returns:
            The hits in order of their offsets.
        """
        spans = [m.span() for m in _PIECE.finditer(text)]
        folded = [fold(text[start:end]) for start, end in spans]
        longest = self._longest
        hits: list[Hit] = []
        i = 0
        while i < len(spans):
            width = longest.get(folded[i], 0)
            if not folded[i].isascii():
                width = max(width, longest.get(without_accents(folded[i]), 0))
            hit = self._longest_hit(text, spans, folded, i, width) if width else None
            if hit is None:
                i += 1
            else:
                hits.append(hit[0])
                i += hit[1]
        return hits

    def _longest_hit(
        self, text: str, spans: list[tuple[int, int]], folded: list[str], i: int, width: int
    ) -> tuple[Hit, int] | None:
        """Take the longest name that starts at piece `i`, with its number of pieces."""
        reach = 1
        while (
            reach < width
            and i + reach < len(spans)
            and _joined(text, spans[i + reach - 1], spans[i + reach])
        ):
            reach += 1
        for n in range(reach, 0, -1):
            postings = self._candidates(" ".join(folded[i : i + n]))
            if not postings:
                continue
            parts = [text[start:end] for start, end in spans[i : i + n]]
            start, end = spans[i][0], spans[i + n - 1][1]
            fitting = [p for p in postings if _fits(p, text, start, end, parts)]
            if fitting:
                if text[end : end + 1] == "." and "." in text[start:end]:
                    end += 1  # the full stop of "U.S."
                return Hit(start, end, text[start:end], _distinct(fitting)), n
        return None

    def _candidates(self, key: str) -> list[_Posting] | None:
        found = self._postings.get(key)
        if found is None and not key.isascii() and len(key) >= _ACCENTLESS_FROM:
            found = self._postings.get(without_accents(key))
        return found


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


def _fits(posting: _Posting, text: str, start: int, end: int, parts: list[str]) -> bool:
    """Test the conditions that a posting puts on its written form."""
    surface = text[start:end]
    if posting.written is not None and not _same_writing(posting.written, surface, text, start):
        return False
    if not posting.small and not _leading(parts)[0].isupper():
        return False
    if posting.compound and not _COMPOUND.match(text, end):
        return False
    return not (posting.inside and _opens_sentence(text, start))


def _same_writing(written: str, surface: str, text: str, start: int) -> bool:
    if written.islower():
        return surface.lower() == written
    if surface not in (written, written.upper()):
        return False
    if len(surface) <= 2 and written.isupper():
        return not _in_capitals(text, start)
    return True


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


def _distinct(postings: Iterable[_Posting]) -> tuple[Entry, ...]:
    """Give each entry once, in table order."""
    return tuple(dict.fromkeys(posting.entry for posting in postings))
