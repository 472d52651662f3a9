"""Sentences of the corpus: the rule by which the annotations count them.

It is plain enough to be applied by hand and needs no analyzer, whose own sentences may differ. A
text is cut at line ends, and behind `. ! ? …` with the quotation marks and brackets that close
there, when blank space follows. It is not cut where the next word begins in lower case, nor behind
an abbreviation (`abbreviations.toml`), an initial, a dotted acronym, or a German ordinal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# The French leave a blank before the closing mark: « Non ! »
_END = re.compile(r"""[.!?…]+(?P<closers>["'”’»›)\]}“]*(?:\s[»”](?=\s|$))?)(?=\s|$)""")
_OPENERS = "\"'“”„‘‚«»‹›([{¿¡—–-*•"
_QUOTES = "\"'“”«»()[]"
_INNER_MARK = re.compile(r"[’'\-–/]")
# "U.S", "d.C", "EE. UU", "dott.ssa": letters with a dot between them, before the last dot.
_ACRONYM = re.compile(r"(?:^|\W)((?:[^\W\d_]\.\s?)+[^\W\d_]|[^\W\d_]{1,4}(?:\.[^\W\d_]{1,4})+)$")
_INITIAL = re.compile(r"(?:^|[\s(\[\"'“„«‘’\-–—.])(?P<letter>[^\W\d_])$")
_ORDINAL = re.compile(r"(?:^|[^\d.,])\d{1,2}$")


class Sentence(NamedTuple):
    """A sentence of a text.

    Attributes:
        text: its words, without the blanks around them.
        start: offset of the first character.
        end: offset behind the last character.
    """

    text: str
    start: int
    end: int


class _Abbreviations(NamedTuple):
    plain: frozenset[str]
    before_figures: frozenset[str]


@lru_cache(maxsize=16)
def _abbreviations(lang: str) -> _Abbreviations:
    source = files("eventx.corpus").joinpath("abbreviations.toml").read_text(encoding="utf8")
    table = tomllib.loads(source)
    plain = [*table["everywhere"], *table["by_language"].get(lang, [])]
    return _Abbreviations(frozenset(plain), frozenset(table["before_figures"]))


def split_sentences(text: str, lang: str) -> tuple[Sentence, ...]:
    """The sentences of a text, as the annotations number them.

    Args:
        text: the text of an article, without its title.
        lang: ISO 639-1 code, for abbreviations.

    Examples:
        >>> [s.text for s in split_sentences("Il gen. Neri è a Riga. «Resto.» Poi parte.", "it")]
        ['Il gen. Neri è a Riga.', '«Resto.»', 'Poi parte.']
    """
    return tuple(
        sentence
        for line in _LINE.finditer(text)
        for sentence in _of_line(line.group(), line.start(), lang)
    )


def _of_line(line: str, offset: int, lang: str) -> Iterator[Sentence]:
    start = 0
    cuts = (match.end() for match in _END.finditer(line) if _closes(line, match, lang))
    for end in (*cuts, len(line)):
        words = line[start:end].strip()
        if words:
            at = offset + start + line[start:end].index(words)
            yield Sentence(words, at, at + len(words))
        start = end


def _closes(line: str, match: re.Match[str], lang: str) -> bool:
    """Whether a run of end marks that a blank follows ends a sentence."""
    following = line[match.end() :].lstrip(_OPENERS + " \t\xa0\u202f\u2009")[:1]
    marks = match.group()[: len(match.group()) - len(match["closers"])]
    if not following:
        return True
    if following.islower():
        return False
    if marks != ".":
        return True
    return not _belongs_to_word(line[: match.start()], following, match["closers"], lang)


def _belongs_to_word(before: str, following: str, closers: str, lang: str) -> bool:
    """Whether the dot behind `before` is part of a word."""
    words = before.split()
    if not words or before[-1].isspace():
        return False
    word = words[-1].lstrip(_OPENERS).lower().strip(_QUOTES)
    if not word:
        return False
    if word == "no" and not (lang == "en" and following.isdigit()):
        # The answer, not the abbreviation of "number".
        return False
    known = _abbreviations(lang)
    for form in (word, _INNER_MARK.split(word)[-1]):
        if form in known.plain or (following.isdigit() and form in known.before_figures):
            # Behind «... ecc.» the dot ends the sentence too.
            return not closers
    if _ACRONYM.search(before):
        return True
    initial = _INITIAL.search(before)
    if initial and initial["letter"].isupper():
        return True
    return lang == "de" and _ORDINAL.search(before) is not None
