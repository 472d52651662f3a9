"""Regular inflection of demonyms, for building the name tables.

A seed word is the masculine singular; `=word` stands as it is, `word-` begins compounds.
"""

from __future__ import annotations

from collections.abc import Callable

VOWELS = "aeiou"


def italian(word: str) -> list[str]:
    """Inflect: cinese, italiano, turco, austriaco, saudita, estone."""
    stem = word[:-1]
    if word.endswith("iaco"):
        return [word, stem + "a", stem + "i", stem + "he"]
    if word.endswith(("co", "go")):
        soft = word.endswith("ico")  # britannico, britannici, britanniche
        return [word, stem + "a", stem + ("i" if soft else "hi"), stem + "he"]
    if word.endswith("io"):
        return [word, stem + "a", stem, stem + "e"]
    if word.endswith("o"):
        return [word, stem + "a", stem + "i", stem + "e"]
    if word.endswith("a"):
        return [word, stem + "i", stem + "e"]
    if word.endswith("e"):
        return [word, stem + "i"]
    return [word]


def english(word: str) -> list[str]:
    """Inflect: Italian, Chinese, Polish, Dane; `French+man` adds the people."""
    if word.endswith("+man"):
        stem = word[:-4]
        return [stem, stem + "man", stem + "men", stem + "woman", stem + "women"]
    if word.endswith(("ese", "ish", "s", "ch", "z")):
        return [word]
    return [word, word + "s"]


def spanish(word: str) -> list[str]:
    """Inflect: francés, alemán, ruso, estadounidense, iraní, belga, español."""
    stem = word[:-1]
    if word.endswith("és"):
        bare = word[:-2] + "es"
        return [word, bare + "a", bare + "es", bare + "as"]
    if word.endswith(("án", "ín", "ón")):
        bare = word[:-2] + {"á": "a", "í": "i", "ó": "o"}[word[-2]] + "n"
        return [word, bare + "a", bare + "es", bare + "as"]
    if word.endswith("o"):
        return [word, stem + "a", stem + "os", stem + "as"]
    if word.endswith(("í", "ú")):
        return [word, word + "es", word + "s"]
    if word.endswith("l"):
        return [word, word + "a", word + "es", word + "as"]
    return [word, word + "s"]


def french(word: str) -> list[str]:
    """Inflect: italien, français, américain, russe, turc, coréen."""
    if word.endswith("en"):
        forms = [word, word + "ne", word + "s", word + "nes"]
    elif word.endswith("s"):
        forms = [word, word + "e", word + "es"]
    elif word.endswith("e"):
        forms = [word, word + "s"]
    elif word.endswith("c"):
        feminine = word + "que" if word.endswith("rec") else word[:-1] + "que"
        forms = [word, feminine, word + "s", feminine + "s"]
    elif word.endswith("on"):
        forms = [word, word + "ne", word + "s", word + "nes"]
    else:
        forms = [word, word + "e", word + "s", word + "es"]
    return forms


def german(word: str) -> list[str]:
    """Inflect an adjective (russisch), a weak noun (Russe), a noun in -er (Italiener)."""
    if word[0].islower():
        return [word, *(word + ending for ending in ("e", "en", "er", "es", "em"))]
    if word.endswith("e"):
        stem = word[:-1]
        return [word, word + "n", stem + "in", stem + "innen"]
    if word.endswith("er"):
        return [word, word + "s", word + "n", word + "in", word + "innen"]
    return [word]


def portuguese(word: str) -> list[str]:
    """Inflect: francês, russo, alemão, espanhol, belga, estadunidense, europeu."""
    stem = word[:-1]
    if word.endswith("ês"):
        bare = word[:-2] + "es"
        return [word, bare + "a", bare + "es", bare + "as"]
    if word.endswith("o"):
        return [word, stem + "a", stem + "os", stem + "as"]
    if word.endswith("l"):
        return [
            word,
            word + "a",
            stem + "is" if word[-2] != "o" else word[:-2] + "óis",
            word + "as",
        ]
    return [word, word + "s"]


INFLECTIONS: dict[str, Callable[[str], list[str]]] = {
    "it": italian,
    "en": english,
    "es": spanish,
    "fr": french,
    "de": german,
    "pt": portuguese,
}


def inflect(word: str, lang: str) -> list[str]:
    """Give the forms of one seed word.

    >>> inflect("turco", "it"), inflect("=belga", "it"), inflect("sino-", "it")
    (['turco', 'turca', 'turchi', 'turche'], ['belga'], ['sino-'])
    """
    if word.startswith("="):
        return [word[1:]]
    if word.endswith("-"):
        return [word]
    return INFLECTIONS[lang](word)
