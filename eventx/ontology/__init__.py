"""What can happen, and how the schemes call it: CAMEO, PLOVER, ACLED, and the codes of actors.

Functions work on CAMEO codes as strings (``"042"``); the names in capitals are read-only tables,
loaded from the TSV files of this folder when first used.

Example:
    >>> from eventx.ontology import cameo, kind_of, plover_of
    >>> cameo("0331").parent, kind_of("0331"), plover_of("0331").event
    ('033', 'agreement', 'AGREE')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from eventx.ontology.acled import AcledSubEvent, load_acled, load_acled_event_types
from eventx.ontology.actors import (
    ActorCode,
    ActorGroup,
    InvalidActorCode,
    Role,
    load_country_codes,
    load_groups,
    load_roles,
    parse_actor_code,
    valid_actor_code,
)
from eventx.ontology.crosswalk import AcledClass, PloverClass, acled_of, kind_of, kinds, plover_of
from eventx.ontology.plover import (
    PloverEvent,
    PloverMode,
    UnknownPloverClass,
    load_plover_contexts,
    load_plover_events,
    load_plover_modes,
    load_plover_sectors,
    tense_rule,
)
from eventx.ontology.tree import (
    CameoCode,
    UnknownCode,
    cameo,
    children,
    goldstein,
    is_a,
    load_cameo,
    parent,
    quad_class,
    root,
)

__all__ = [
    "ACLED_EVENT_TYPES",
    "ACLED_SUB_EVENTS",
    "CAMEO_CODES",
    "COUNTRY_CODES",
    "GROUP_CODES",
    "PLOVER_CONTEXTS",
    "PLOVER_EVENTS",
    "PLOVER_MODES",
    "PLOVER_SECTORS",
    "ROLE_CODES",
    "AcledClass",
    "AcledSubEvent",
    "ActorCode",
    "ActorGroup",
    "CameoCode",
    "InvalidActorCode",
    "PloverClass",
    "PloverEvent",
    "PloverMode",
    "Role",
    "UnknownCode",
    "UnknownPloverClass",
    "acled_of",
    "cameo",
    "children",
    "goldstein",
    "is_a",
    "kind_of",
    "kinds",
    "parent",
    "parse_actor_code",
    "plover_of",
    "quad_class",
    "root",
    "tense_rule",
    "valid_actor_code",
]

# Declared for type checkers; the values come from __getattr__ below.
ACLED_EVENT_TYPES: Mapping[str, tuple[str, ...]]
ACLED_SUB_EVENTS: Mapping[str, AcledSubEvent]
CAMEO_CODES: Mapping[str, CameoCode]
COUNTRY_CODES: Mapping[str, str]
GROUP_CODES: Mapping[str, ActorGroup]
PLOVER_CONTEXTS: Mapping[str, str]
PLOVER_EVENTS: Mapping[str, PloverEvent]
PLOVER_MODES: Mapping[str, Mapping[str, PloverMode]]
PLOVER_SECTORS: Mapping[str, str]
ROLE_CODES: Mapping[str, Role]

_LOADERS: dict[str, Callable[[], Mapping[str, object]]] = {
    "ACLED_EVENT_TYPES": load_acled_event_types,
    "ACLED_SUB_EVENTS": load_acled,
    "CAMEO_CODES": load_cameo,
    "COUNTRY_CODES": load_country_codes,
    "GROUP_CODES": load_groups,
    "PLOVER_CONTEXTS": load_plover_contexts,
    "PLOVER_EVENTS": load_plover_events,
    "PLOVER_MODES": load_plover_modes,
    "PLOVER_SECTORS": load_plover_sectors,
    "ROLE_CODES": load_roles,
}


def __getattr__(name: str) -> Mapping[str, object]:
    """Load a table on first use, so that importing the package reads no file."""
    if name in _LOADERS:
        return _LOADERS[name]()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
