"""What the gazetteer knows about one name: the records that look-ups hand out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name can stand for.

    Attributes:
        kind: `country`, `demonym`, `capital`, `seat`, `organisation`, `group`, `media`, `body`,
            `city` or `region` (tables of other modules may add kinds, such as `leader`).
        name: The canonical name: English, or the thing's own name.
        code: The actor code in CAMEO's manner (`PRK`, `RUSGOV`, `IGOUNO`, `COLREB`), `None` where
            the thing is no actor.
        country: ISO 3166-1 alpha-3, `None` where it belongs to no one country.
        roles: CAMEO role codes, such as `("GOV",)`.
        type: `person`, `state`, `organisation`, `group` or `people`.
        latitude: Degrees north.
        longitude: Degrees east.
        geonames_id: The identifier at GeoNames.
        admin1: Name of the first-order division that a city lies in.
        population: Inhabitants, 0 where unknown or senseless.
        since: First day on which the entry holds.
        until: Last day on which the entry holds.
    """

    kind: str
    name: str
    code: str | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    type: str = "organisation"
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    admin1: str | None = None
    population: int = 0
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date) -> bool:
        """Tell whether the entry holds on a day.

        >>> union = Entry("country", "Soviet Union", "SUN", "SUN", until=date(1991, 12, 26))
        >>> union.held_on(date(1985, 3, 11)), union.held_on(date(2025, 6, 17))
        (True, False)
        """
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form that stands for more than one actor, with the way to choose.

    Attributes:
        codes: The actors' codes.
        prefer: The code to take when the article gives no other sign, `None` where it must.
        rule: The way to choose, in words.
    """

    codes: tuple[str, ...]
    prefer: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory of ISO 3166-1, Kosovo, or a state that no longer exists.

    Attributes:
        iso3: ISO 3166-1 alpha-3; `XKX` for Kosovo.
        iso2: ISO 3166-1 alpha-2, `None` for former states without one.
        numeric: Three digits as text, `None` where ISO gives none.
        cameo: The code in CAMEO's country list, mostly the same as `iso3`.
        name: English short name.
        capital: English name of the capital, `None` where there is none.
        capital_latitude: Degrees north.
        capital_longitude: Degrees east.
        capital_geonames_id: The capital at GeoNames.
        latitude: Degrees north of a point in its middle.
        longitude: Degrees east of a point in its middle.
        continent: Two letters, as at GeoNames: AF AN AS EU NA OC SA.
        status: `member` or `observer` (of the United Nations), `partial` (recognised by some),
            `territory`, or `former`.
        since: First day of a former state.
        until: Last day of a former state.
    """

    iso3: str
    iso2: str | None
    numeric: str | None
    cameo: str
    name: str
    capital: str | None
    capital_latitude: float | None
    capital_longitude: float | None
    capital_geonames_id: int | None
    latitude: float | None
    longitude: float | None
    continent: str | None
    status: str
    since: date | None = None
    until: date | None = None
