"""ACLED: six event types, 25 sub-event types and the disorder type that follows from them.

Table: ``acled.tsv`` (names: acledR and the ACLED codebook; definitions in our words).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from eventx.ontology.tables import Row, read_table


class AcledSubEvent(Row):
    """One sub-event type of ACLED.

    Attributes:
        event_type: The type above it.
        sub_event_type: Its name, as ACLED writes it.
        disorder_type: As ACLED writes it; two are joined by ``"; "``.
        definition: In our words.
    """

    event_type: str
    sub_event_type: str
    disorder_type: str
    definition: str


@lru_cache(maxsize=1)
def load_acled() -> Mapping[str, AcledSubEvent]:
    """Return the 25 sub-event types, keyed by name; the names are unique across types."""
    rows = (AcledSubEvent.model_validate(row) for row in read_table("acled.tsv"))
    return MappingProxyType({row.sub_event_type: row for row in rows})


@lru_cache(maxsize=1)
def load_acled_event_types() -> Mapping[str, tuple[str, ...]]:
    """Return the six event types, each with its sub-event types."""
    found: dict[str, list[str]] = {}
    for row in load_acled().values():
        found.setdefault(row.event_type, []).append(row.sub_event_type)
    return MappingProxyType({name: tuple(subs) for name, subs in found.items()})


def shared_disorder(event_type: str) -> str | None:
    """Return the disorder type that all sub-events of a type have, None where they share none.

    Example:
        >>> shared_disorder("Battles"), shared_disorder("Protests"), shared_disorder("Riots")
        ('Political violence', 'Demonstrations', None)
    """
    subs = [load_acled()[name] for name in load_acled_event_types()[event_type]]
    kinds = [sub.disorder_type.split("; ") for sub in subs]
    shared = [kind for kind in kinds[0] if all(kind in other for other in kinds)]
    return "; ".join(shared) or None
