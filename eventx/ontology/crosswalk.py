"""From a CAMEO code to PLOVER, to ACLED and to the kind of the record.

Tables: ``crosswalk_cameo_plover.tsv`` (CAMEO2PLOVER-2021, brought up to the manual of 2024, with
our conventions marked) and ``crosswalk_cameo_acled.tsv`` (our own reading of both schemes).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from eventx.ontology.acled import load_acled, shared_disorder
from eventx.ontology.tables import Row, known, read_table
from eventx.ontology.tree import cameo

Basis = Literal["table", "renamed", "mode-dropped", "manual", "house"]

_KIND = MappingProxyType(
    {
        "AGREE": "agreement",
        "CONSULT": "consultation",
        "SUPPORT": "support",
        "CONCEDE": "concession",
        "COOPERATE": "cooperation",
        "AID": "aid",
        "RETREAT": "retreat",
        "REQUEST": "request",
        "ACCUSE": "accusation",
        "REJECT": "rejection",
        "THREATEN": "threat",
        "PROTEST": "protest",
        "SANCTION": "sanction",
        "MOBILIZE": "mobilization",
        "COERCE": "coercion",
        "ASSAULT": "assault",
    }
)


class PloverClass(Row):
    """What PLOVER makes of a CAMEO code.

    Attributes:
        event: One of the 16 classes.
        mode: A mode of that class, None where the code decides none.
        contexts: The contexts that the code itself implies; the text may add others.
        basis: ``table`` as CAMEO2PLOVER-2021; ``renamed`` the same under its name of 2024;
            ``mode-dropped`` the table's mode is gone from the manual; ``manual`` the manual of
            2024 defines the act; ``house`` our convention.
        loss: What the mapping gives up, in words, or why it departs from the table; None: nothing
            known.
    """

    event: str
    mode: str | None
    contexts: tuple[str, ...]
    basis: Basis
    loss: str | None


class AcledClass(Row):
    """What ACLED would make of a CAMEO code.

    Attributes:
        event_type: One of the six event types.
        sub_event_type: A sub-event of that type, None where the code does not decide it.
        disorder_type: That of the sub-event; else the one that all sub-events of the type share,
            or None.
        loss: What the code leaves open, in words; None: nothing known.
    """

    event_type: str
    sub_event_type: str | None
    disorder_type: str | None
    loss: str | None


class PloverRow(Row):
    """A line of the CAMEO-PLOVER table: the class, or None and the reason why there is none."""

    code: str
    plover: PloverClass | None
    loss: str | None


@lru_cache(maxsize=1)
def load_cameo_plover() -> Mapping[str, PloverRow]:
    """Return the CAMEO-PLOVER table, one row for each of the 318 codes."""
    rows = {}
    for row in read_table("crosswalk_cameo_plover.tsv"):
        loss, plover = known(row["loss"]), None
        if row["event"]:
            contexts = tuple(row["contexts"].split(";")) if row["contexts"] else ()
            plover = PloverClass.model_validate(
                {
                    "event": row["event"],
                    "mode": known(row["mode"]),
                    "contexts": contexts,
                    "basis": row["basis"],
                    "loss": loss,
                }
            )
        rows[row["code"]] = PloverRow(code=row["code"], plover=plover, loss=loss)
    return MappingProxyType(rows)


@lru_cache(maxsize=1)
def load_cameo_acled() -> Mapping[str, AcledClass]:
    """Return the CAMEO-ACLED table, keyed by code; codes that ACLED does not record have no row."""
    rows = {}
    for row in read_table("crosswalk_cameo_acled.tsv"):
        sub = known(row["sub_event_type"])
        rows[row["code"]] = AcledClass(
            event_type=row["event_type"],
            sub_event_type=sub,
            disorder_type=load_acled()[sub].disorder_type
            if sub
            else shared_disorder(row["event_type"]),
            loss=known(row["loss"]),
        )
    return MappingProxyType(rows)


def plover_of(code: str) -> PloverClass | None:
    """Return the PLOVER class, mode and contexts of a CAMEO code.

    The act counts, not its tense: see `tense_rule`.

    Returns:
        The class, or None for statements (01x), for which PLOVER has none.

    Raises:
        UnknownCode: If the code is none of the 318 (E201).

    Example:
        >>> found = plover_of("042")
        >>> found.event, found.mode
        ('CONSULT', 'visit')
        >>> plover_of("013") is None
        True
    """
    return load_cameo_plover()[cameo(code).code].plover


def acled_of(code: str) -> AcledClass | None:
    """Return the ACLED event type and sub-event type of a CAMEO code.

    Returns:
        The types, or None where ACLED records no such event or the code does not say enough.

    Raises:
        UnknownCode: If the code is none of the 318 (E201).

    Example:
        >>> acled_of("195").sub_event_type
        'Air/drone strike'
        >>> acled_of("042") is None
        True
    """
    return load_cameo_acled().get(cameo(code).code)


def kind_of(code: str) -> str:
    """Return the kind of a record with this code, unless one of the three typed kinds outranks it.

    The kind follows the PLOVER class; demands (10x) are ``request`` and appeals (02x) ``appeal``,
    which PLOVER does not tell apart, and statements (01x) are ``statement``, for which it has no
    class.

    Raises:
        UnknownCode: If the code is none of the 318 (E201).

    Example:
        >>> kind_of("042"), kind_of("1012"), kind_of("0212"), kind_of("013"), kind_of("084")
        ('consultation', 'request', 'appeal', 'statement', 'retreat')
    """
    plover = plover_of(code)
    if plover is None:
        return "statement"
    return "appeal" if cameo(code).root == "02" else _KIND[plover.event]


def kinds() -> tuple[str, ...]:
    """Return every kind that `kind_of` can give.

    Example:
        >>> len(kinds())
        18
    """
    return (*_KIND.values(), "statement", "appeal")
