"""Looking names up: actors and places of a language, countries by code, demonyms.

The indexes are built at first use and kept. Nothing here imports spaCy.

>>> hit = actor_index("it").find("Il Cremlino smentisce.")[0]
>>> hit.text, hit.entries[0].code
('Cremlino', 'RUSGOV')
>>> demonym_country("nordcoreane", "it")
'PRK'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from eventx.gazetteer import tables
from eventx.gazetteer.entry import Ambiguity, Country, Entry
from eventx.gazetteer.matching import Hit, NameIndex, fold, pieces

__all__ = [
    "Ambiguity",
    "Country",
    "Entry",
    "Hit",
    "NameIndex",
    "actor_index",
    "ambiguity",
    "country",
    "demonym_country",
    "place_index",
]


@lru_cache(maxsize=len(tables.LANGUAGES))
def actor_index(lang: str) -> NameIndex:
    """Give the index of countries, peoples, capitals, seats, organisations, groups, media, bodies.

    A region whose name holds an actor's is there too, without a code: `Latin America` is no mention
    of America.

    Args:
        lang: ISO 639-1 code of a language with name tables.

    Raises:
        ValueError: There are no tables for the language.
    """
    actors = list(_actors(lang))
    keys = {tuple(pieces(name)) for name, _ in actors}
    around = [(name, region) for name, region in tables.region_names(lang) if _holds(name, keys)]
    return NameIndex([*actors, *around], words=tables.ordinary_words(lang))


def _holds(name: str, keys: set[tuple[str, ...]]) -> bool:
    """Tell whether a region's name holds an actor's (`Latin America`), so that it must hide it."""
    parts = tuple(pieces(name))
    spans = ((i, j) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1))
    return any(parts[i:j] in keys for i, j in spans if j - i < len(parts))


def _actors(lang: str) -> Iterator[tuple[str, Entry]]:
    yield from tables.country_names(lang)
    yield from tables.organisation_names(lang)
    yield from tables.body_names(lang)
    yield from tables.group_names(lang)
    yield from tables.media_names()


@lru_cache(maxsize=len(tables.LANGUAGES))
def place_index(lang: str) -> NameIndex:
    """Give the index of countries, regions, cities and provinces, by the language's own names too.

    A country comes first among the bearers of one name, then regions, cities, provinces.

    Args:
        lang: ISO 639-1 code of a language with name tables.

    Raises:
        ValueError: There are no tables for the language.
    """
    return NameIndex(_places(lang), words=tables.ordinary_words(lang))


def _places(lang: str) -> Iterator[tuple[str, Entry | Callable[[], Entry]]]:
    for name, entry in tables.country_names(lang):
        if entry.kind == "country" and entry.until is None:
            yield name, entry
    yield from tables.region_names(lang)
    hidden = tables.ordinary_words(lang, "any")
    for name, city in tables.city_names(lang):
        if fold(name) not in hidden:
            yield name, city
    for name, province in tables.province_names():
        if fold(name) not in hidden:
            yield name, province


def country(iso3: str) -> Country:
    """Give a country by its ISO 3166-1 alpha-3 code.

    Raises:
        KeyError: No country of today and no listed former state has the code.

    >>> country("PRK").capital
    'Pyongyang'
    """
    return tables.countries()[iso3]


@lru_cache(maxsize=len(tables.LANGUAGES))
def _ambiguous(lang: str) -> dict[str, Ambiguity]:
    return {" ".join(pieces(form)): choice for form, choice in tables.ambiguous_forms(lang)}


def ambiguity(form: str, lang: str) -> Ambiguity | None:
    """Give the way to choose between the actors that one form stands for.

    Args:
        form: A name or demonym as the text writes it.
        lang: ISO 639-1 code of a language with name tables.

    Returns:
        `None` where the form is not known to be ambiguous.

    >>> ambiguity("Dominicans", "en").prefer
    'DOM'
    """
    return _ambiguous(lang).get(" ".join(pieces(form)))


@lru_cache(maxsize=len(tables.LANGUAGES))
def _demonyms(lang: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, entry in tables.country_names(lang):
        if entry.kind != "demonym" or entry.until is not None:
            continue
        key = fold(name)
        found[key] = entry.country if found.get(key, entry.country) == entry.country else None
    return found


def demonym_country(word: str, lang: str) -> str | None:
    """Give the country whose people or adjective a word is.

    Args:
        word: An inflected form, in any case.
        lang: ISO 639-1 code of a language with name tables.

    Returns:
        ISO 3166-1 alpha-3, or `None` for no demonym and for one that two countries share.

    >>> demonym_country("Congolese", "en") is None
    True
    """
    return _demonyms(lang).get(fold(word))
