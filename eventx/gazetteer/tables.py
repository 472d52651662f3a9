"""Reading the gazetteer's tables: tab-separated files to named entries.

Every table has a header line and may have comment lines that start with `#` before it (they name
the sources). `|` separates the names in a cell.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from importlib.resources import files

from eventx.gazetteer.entry import Ambiguity, Country, Entry

LANGUAGES = ("it", "en", "es", "fr", "de", "pt")

Named = tuple[str, Entry]
Row = dict[str, str]


def read_lines(name: str, package: str = "eventx.gazetteer") -> list[str]:
    """Read the lines of a table, packed (`.xz`) or plain: the header, then the rows.

    Args:
        name: File name, with `/` for a folder below the package.
        package: The package that the file lies in.
    """
    data = files(package).joinpath(name).read_bytes()
    text = (lzma.decompress(data) if name.endswith(".xz") else data).decode("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def read_rows(name: str, package: str = "eventx.gazetteer") -> Iterator[Row]:
    """Read a table row by row.

    Args:
        name: File name, with `/` for a folder below the package.
        package: The package that the file lies in.

    Yields:
        One mapping from column to cell a row.

    Raises:
        ValueError: A row has not as many cells as the header.
    """
    header, *lines = read_lines(name, package)
    columns = header.split("\t")
    for line in lines:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}: {len(cells)} cells, not {len(columns)}: {line!r}")
        yield dict(zip(columns, cells, strict=True))


def names_of(cell: str) -> list[str]:
    """Split a cell of names.

    >>> names_of("Usa|Stati Uniti"), names_of("")
    (['Usa', 'Stati Uniti'], [])
    """
    return cell.split("|") if cell else []


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def _day(cell: str, *, last: bool) -> date | None:
    """Read a day or a year; a year stands for its first or last day."""
    if not cell:
        return None
    if len(cell) == 4:
        return date(int(cell), 12, 31) if last else date(int(cell), 1, 1)
    return date.fromisoformat(cell)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Read the countries of the world, by ISO alpha-3."""
    return {
        row["iso3"]: Country(
            iso3=row["iso3"],
            iso2=row["iso2"] or None,
            numeric=row["numeric"] or None,
            cameo=row["cameo"] or row["iso3"],
            name=row["name"],
            capital=row["capital"] or None,
            capital_latitude=_number(row["capital_lat"]),
            capital_longitude=_number(row["capital_lon"]),
            capital_geonames_id=_whole(row["capital_id"]),
            latitude=_number(row["lat"]),
            longitude=_number(row["lon"]),
            continent=row["continent"] or None,
            status=row["status"],
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
        )
        for row in read_rows("countries.tsv")
    }


def _check_language(lang: str) -> None:
    if lang not in LANGUAGES:
        raise ValueError(f"no name tables for {lang!r}; there are {', '.join(LANGUAGES)}")


def country_names(lang: str) -> Iterator[Named]:
    """Give the names of countries, their people, capitals and seats of power in one language."""
    _check_language(lang)
    for row in read_rows(f"{lang}/countries.tsv", "eventx.lang"):
        country = countries()[row["iso3"]]
        yield from _state_names(row, country)


def _state_names(row: Row, country: Country) -> Iterator[Named]:
    iso3 = country.iso3
    years = (country.since, country.until)
    state = Entry(
        "country",
        country.name,
        iso3,
        iso3,
        type="state",
        latitude=country.latitude,
        longitude=country.longitude,
        since=years[0],
        until=years[1],
    )
    yield from ((name, state) for name in names_of(row["names"]))
    people = Entry(
        "demonym", country.name, iso3, iso3, type="people", since=years[0], until=years[1]
    )
    yield from ((name, people) for name in names_of(row["demonyms"]))
    if country.capital is not None:
        capital = Entry(
            "capital",
            country.capital,
            iso3,
            iso3,
            type="state",
            latitude=country.capital_latitude,
            longitude=country.capital_longitude,
            geonames_id=country.capital_geonames_id,
            since=years[0],
            until=years[1],
        )
        yield from ((name, capital) for name in names_of(row["capitals"]))
    for item in names_of(row["seats"]):
        seat, _, role = item.rpartition(":")
        yield seat, Entry("seat", seat, iso3 + role, iso3, (role,), "organisation")


def _titled(row: Row, lang: str) -> list[str]:
    """Give the names of a row that hold in every language and those of one language."""
    return list(dict.fromkeys([row["name"], *names_of(row["names"]), *names_of(row[lang])]))


def _organisation_roles(kind: str, code: str) -> tuple[str, ...]:
    """Give the roles: of an intergovernmental body those that its code ends in (`IGOEECLEG`)."""
    if kind == "IGO":
        return (code[6:],) if len(code) > 6 else ()
    return (_ROLE_OF_TYPE[kind],)


_ROLE_OF_TYPE = {"NGO": "NGO", "MNC": "BUS"}


def organisation_names(lang: str) -> Iterator[Named]:
    """Give the names of international organisations, charities and companies in one language."""
    _check_language(lang)
    for row in read_rows("organisations.tsv"):
        entry = Entry(
            "organisation",
            row["name"],
            row["code"] or None,
            row["country"] or None,
            _organisation_roles(row["type"], row["code"]),
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
        )
        yield from ((name, entry) for name in _titled(row, lang))


def group_names(lang: str) -> Iterator[Named]:
    """Give the names of armed groups in one language."""
    _check_language(lang)
    for row in read_rows("groups.tsv"):
        country = row["country"] or None
        role = row["role"]
        entry = Entry(
            "group",
            row["name"],
            row["code"] or f"{country or 'IMG'}{role}",
            country,
            (role,),
            "group",
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
        )
        yield from ((name, entry) for name in _titled(row, lang))


def media_names() -> Iterator[Named]:
    """Give the names of news agencies, papers and broadcasters, the same in every language."""
    for row in read_rows("media.tsv"):
        country = row["country"] or None
        code = f"{country}MED" if country else "MED"
        entry = Entry("media", row["name"].lstrip("="), code, country, ("MED",))
        yield from ((name, entry) for name in [row["name"], *names_of(row["names"])])


def body_names(lang: str) -> Iterator[Named]:
    """Give the names of state bodies that carry no country in their name, in one language."""
    _check_language(lang)
    for row in read_rows("bodies.tsv"):
        role = row["role"]
        entry = Entry(
            "body",
            row["name"],
            row["country"] + role,
            row["country"],
            (role,),
            since=_day(row["since"], last=False),
            until=_day(row["until"], last=True),
        )
        yield from ((name, entry) for name in _titled(row, lang))


def region_names(lang: str) -> Iterator[Named]:
    """Give the names of regions of news interest, straits and seas in one language."""
    _check_language(lang)
    for row in read_rows("regions.tsv"):
        entry = Entry(
            "region",
            row["name"],
            None,
            row["country"] or None,
            type="state",
            latitude=_number(row["lat"]),
            longitude=_number(row["lon"]),
        )
        yield from ((name, entry) for name in _titled(row, lang))


def city_names(lang: str) -> Iterator[tuple[str, Callable[[], Entry]]]:
    """Give the names of cities, the language's own names for them too, and how to make each entry.

    Most cities are never asked for, so that their entries are made on demand.
    """
    _check_language(lang)
    by_id: dict[str, Callable[[], Entry]] = {}
    for line in read_lines("cities.tsv.xz")[1:]:
        number, name, _ = line.split("\t", 2)
        city = by_id[number] = partial(_city, line)
        yield (f"={name}" if name.startswith(_ARTICLES) else name), city
    for row in read_rows("exonyms.tsv"):
        if row["lang"] in (lang, "*"):
            yield row["exonym"], by_id[row["id"]]


# "la Unión Africana" is no mention of the town of La Unión; Arabic "El" is often written small
_ARTICLES = ("La ", "Los ", "Las ", "Le ", "Les ")


def _city(line: str) -> Entry:
    number, name, country, admin1, latitude, longitude, population, _ = line.split("\t")
    return Entry(
        "city",
        name,
        None,
        country,
        type="state",
        latitude=float(latitude),
        longitude=float(longitude),
        geonames_id=int(number),
        admin1=admin1 or None,
        population=int(population),
    )


def province_names() -> Iterator[Named]:
    """Give the names of first-order divisions, as GeoNames writes them."""
    for row in read_rows("provinces.tsv.xz"):
        yield (
            row["name"],
            Entry(
                "region",
                row["name"],
                None,
                row["country"],
                type="state",
                latitude=float(row["lat"]),
                longitude=float(row["lon"]),
                admin1=row["name"],
            ),
        )


def ambiguous_forms(lang: str) -> Iterator[tuple[str, Ambiguity]]:
    """Give the forms of a language that stand for more than one actor."""
    _check_language(lang)
    for row in read_rows("ambiguous.tsv"):
        if row["lang"] == lang:
            choice = Ambiguity(tuple(names_of(row["codes"])), row["prefer"] or None, row["rule"])
            yield from ((form, choice) for form in names_of(row["forms"]))


def ordinary_words(lang: str, where: str = "start") -> frozenset[str]:
    """Give the folded names that are ordinary words of the language too.

    Args:
        lang: ISO 639-1 code of a language with name tables.
        where: `start`: all of them, none proves a name at the start of a sentence; `any`: those so
            frequent that no small place of that name is believed anywhere.
    """
    _check_language(lang)
    rows = (row for row in read_rows("words.tsv") if row["lang"] == lang)
    return frozenset(row["word"] for row in rows if where in ("start", row["where"]))
