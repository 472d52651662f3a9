"""PLOVER: 16 event classes, their modes, the contexts and the sectors.

Tables: ``plover_events.tsv``, ``plover_modes.tsv``, ``plover_contexts.tsv``, ``plover_sectors.tsv``
(names and scores: PLOVER manual of February 2024; definitions in our words).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from eventx.ontology.tables import Row, known, read_table

Tense = Literal["past", "present", "future"]

# PLOVER, auxiliary mode "future": cooperation to come is agreed to, a retreat to come is conceded.
_FUTURE = MappingProxyType(
    {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
    }
)


class UnknownPloverClass(KeyError):
    """E204: a name that is none of the 16 PLOVER classes."""

    def __str__(self) -> str:
        """Return the one-line message."""
        return f"[E204] unknown PLOVER class {self.args[0]!r}: {', '.join(load_plover_events())}"


class PloverEvent(Row):
    """One PLOVER class.

    Attributes:
        event: Its name in capitals.
        quad_class: 1 to 4, as PLOVER counts: CONCEDE is verbal, REQUEST conflict.
        requires_recipient: Whether PLOVER wants a target.
        score: Conflict-cooperation score, -10 to 10.
        definition: In our words.
    """

    event: str
    quad_class: int
    requires_recipient: bool
    score: float
    definition: str


class PloverMode(Row):
    """One mode of one PLOVER class; the same word may be a mode of several classes.

    Attributes:
        event: The class.
        mode: The word.
        score: Conflict-cooperation score; None for ``vandalize``, which PLOVER leaves without.
        definition: In our words.
    """

    event: str
    mode: str
    score: float | None
    definition: str


@lru_cache(maxsize=1)
def load_plover_events() -> Mapping[str, PloverEvent]:
    """Return the 16 classes in PLOVER's order, keyed by name."""
    rows = (PloverEvent.model_validate(row) for row in read_table("plover_events.tsv"))
    return MappingProxyType({row.event: row for row in rows})


@lru_cache(maxsize=1)
def load_plover_modes() -> Mapping[str, Mapping[str, PloverMode]]:
    """Return the modes by class and word; every class is a key, five have no modes."""
    modes: dict[str, dict[str, PloverMode]] = {event: {} for event in load_plover_events()}
    for cells in read_table("plover_modes.tsv"):
        row = PloverMode.model_validate({**cells, "score": known(cells["score"])})
        modes[row.event][row.mode] = row
    return MappingProxyType({event: MappingProxyType(found) for event, found in modes.items()})


@lru_cache(maxsize=1)
def load_plover_contexts() -> Mapping[str, str]:
    """Return the 36 contexts with their definitions."""
    return MappingProxyType(
        {r["context"]: r["definition"] for r in read_table("plover_contexts.tsv")}
    )


@lru_cache(maxsize=1)
def load_plover_sectors() -> Mapping[str, str]:
    """Return the 25 sector codes with their definitions."""
    return MappingProxyType(
        {r["sector"]: r["definition"] for r in read_table("plover_sectors.tsv")}
    )


def tense_rule(plover_class: str, tense: Tense) -> str:
    """Return the class that PLOVER gives to an act told in a tense.

    Future CONSULT, SUPPORT, COOPERATE and AID are AGREE; future RETREAT is CONCEDE; all else stays,
    future CONCEDE included. The rule is optional: the records of this library keep the class of
    the act and say in ``tense`` that it is to come (a planned visit is CONSULT, future), so that
    the two can be told apart; apply the rule to compare with data coded strictly after PLOVER.

    Args:
        plover_class: One of the 16 names.
        tense: ``past``, ``present`` or ``future``.

    Raises:
        UnknownPloverClass: If the name is none of the 16 (E204).
        ValueError: If the tense is none of the three (E205).

    Example:
        >>> [tense_rule(name, "future") for name in ("CONSULT", "RETREAT", "CONCEDE", "ASSAULT")]
        ['AGREE', 'CONCEDE', 'CONCEDE', 'ASSAULT']
        >>> tense_rule("CONSULT", "past")
        'CONSULT'
    """
    if plover_class not in load_plover_events():
        raise UnknownPloverClass(plover_class)
    if tense not in get_args(Tense):
        raise ValueError(f"[E205] unknown tense {tense!r}: {', '.join(get_args(Tense))}")
    return _FUTURE.get(plover_class, plover_class) if tense == "future" else plover_class
