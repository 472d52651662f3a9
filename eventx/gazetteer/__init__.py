"""Who and where: countries, organisations, armed groups, media, cities, and a fast name look-up."""

from eventx.gazetteer.lookup import (
    Ambiguity,
    Country,
    Entry,
    Hit,
    NameIndex,
    actor_index,
    ambiguity,
    country,
    demonym_country,
    place_index,
)

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
