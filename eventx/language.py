"""Which language a text is in, told from its words.

A small model of our own: the words of `language.tsv` (function words and frequent news words,
written down for this project) and the letter triples in them, for the supported languages and
for neighbours that must not be taken for them, such as Catalan for Spanish.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

DETECTED = ("de", "en", "es", "fr", "it", "pt")
"""Languages that `detect` tells."""

_WORD = re.compile(r"[^\W\d_]+")
# Three samples tell as much as the whole text, and a preamble in another language does not win.
_SAMPLE = 600


@lru_cache(maxsize=1)
def supported() -> tuple[str, ...]:
    """Codes of the languages that events can be coded in: those with a language pack."""
    folders = files("eventx").joinpath("lang").iterdir()
    return tuple(
        sorted(folder.name for folder in folders if folder.joinpath("pack.toml").is_file())
    )


def language_code(value: str) -> str | None:
    """The supported language of a code such as `it`, `IT` or `it-IT`; None for any other.

    Examples:
        >>> language_code("it_IT"), language_code("nl"), language_code("Italian")
        ('it', None, None)
    """
    primary = value.strip().lower().replace("_", "-").split("-")[0]
    return primary if primary in supported() else None


def detect(text: str) -> str | None:
    """The language of a text.

    Args:
        text: a text of at least a sentence; some 60 characters are enough.

    Returns:
        One of `DETECTED`, or None when it is another language, mixed beyond
        telling, or too short to tell.

    Examples:
        >>> detect("Il presidente è arrivato nella capitale per un incontro con il governo.")
        'it'
        >>> detect("De president sprak gisteren in de hoofdstad met de nieuwe regering.") is None
        True
    """
    words = _words(text)
    size = sum(words.values())
    model = _model()
    known = {
        lang: sum(count for word, count in words.items() if word in listed)
        for lang, listed in model.words.items()
    }
    # The letters are looked at for the few languages that the words leave open.
    likely = sorted(known, key=lambda lang: -known[lang])[:_CANDIDATES]
    best = max(likely, key=lambda lang: model.score(words, lang))
    # A text of a language that is not in the table has few words of any that is.
    enough = known[best] >= max(2, size * _KNOWN_SHARE)
    return best if enough and best in DETECTED else None


_CANDIDATES = 5
_KNOWN_SHARE = 0.2
# What the letters of a word and its being a listed word weigh beside each other. A word's letters
# count as their mean, so that a long foreign name says no more than a short word.
_LETTERS, _LISTED = 0.5, 2.0


@dataclass(frozen=True)
class _Model:
    """Words and letter triples by language.

    Attributes:
        words: the listed words.
        triples: log probability of each letter triple.
        unseen: log probability of a triple that no word of the language has.
    """

    words: dict[str, frozenset[str]]
    triples: dict[str, dict[str, float]]
    unseen: dict[str, float]

    def score(self, words: Mapping[str, int], lang: str) -> float:
        """How well the words fit the language; only differences between languages tell."""
        listed, triples, unseen = self.words[lang], self.triples[lang], self.unseen[lang]
        total = 0.0
        for word, count in words.items():
            letters = [triples.get(triple, unseen) for triple in _triples(word)]
            value = _LETTERS * sum(letters) / len(letters)
            total += count * (value + _LISTED if word in listed else value)
        return total


def _words(text: str) -> Counter[str]:
    """Lower-case words of the beginning, the middle and the end of a text."""
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        text = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    return Counter(_WORD.findall(text.lower()))


def _triples(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(word))]


@lru_cache(maxsize=1)
def _model() -> _Model:
    words: dict[str, set[str]] = {}
    table = files("eventx").joinpath("language.tsv").read_text("utf8")
    for line in table.splitlines():
        if not line.startswith(("#", "lang\t")):
            lang, _, row = line.partition("\t")
            words.setdefault(lang, set()).update(row.split(" "))
    triples, unseen = {}, {}
    for lang, listed in words.items():
        counts = Counter(triple for word in listed for triple in _triples(word))
        total = sum(counts.values()) + 0.5 * _TRIPLES
        triples[lang] = {t: math.log((n + 0.5) / total) for t, n in counts.items()}
        unseen[lang] = math.log(0.5 / total)
    return _Model({lang: frozenset(listed) for lang, listed in words.items()}, triples, unseen)


_TRIPLES = 2_000  # About as many different triples as running text of one language has.
