"""Who and where: countries, organisations, armed groups, media, cities, and a fast name look-up."""

from eventx.gazetteer.lookup import (
    Country,
    Entry,
    Hit,
    NameIndex,
    actor_index,
    country,
    demonym_country,
    place_index,
)

__all__ = [
    "Country",
    "Entry",
    "Hit",
    "NameIndex",
    "actor_index",
    "country",
    "demonym_country",
    "place_index",
]
