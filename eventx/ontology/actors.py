"""The grammar of CAMEO actor codes: ``PRKGOV``, ``IGOUNO``, ``COLREB``.

A code is a chain of three-letter groups, from the general to the specific (CAMEO manual 1.1b3,
actor chapter). Tables: ``iso3.tsv``, ``roles.tsv``, ``groups.tsv``; each names its sources in its
first lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from eventx.ontology.tables import Row, known, read_table

# TABARI, for which the codes were made, holds five groups; longer chains in the wild are
# concatenation bugs.
_MAX_GROUPS = 5


class InvalidActorCode(ValueError):
    """E206: a text that is no CAMEO actor code.

    Attributes:
        code: The text as it was given.
        reason: What is wrong with it.
    """

    def __init__(self, code: object, reason: str) -> None:
        """Build the one-line message."""
        self.code, self.reason = code, reason
        super().__init__(f"[E206] no CAMEO actor code {code!r}: {reason}")

    def __reduce__(self) -> tuple[type[InvalidActorCode], tuple[object, str]]:
        """Rebuild from the parts, so that the error survives a process boundary."""
        return type(self), (self.code, self.reason)


class ActorCode(NamedTuple):
    """The parts of an actor code.

    Attributes:
        country: The country code, None for an actor without one.
        roles: The other groups in their order: roles, and for international actors the group that
            opens the code and the organisation, such as ``("IGO", "UNO")``.
    """

    country: str | None
    roles: tuple[str, ...]


class Role(Row):
    """One role code.

    Attributes:
        role: Three letters.
        rank: ``primary``, ``party``, ``secondary`` or ``tertiary`` as CAMEO ranks them;
            ``dictionary`` or ``plover`` for codes that only the PETRARCH dictionaries or PLOVER
            write.
        plover: The PLOVER sector of the same meaning, None where there is none. MED is the media
            in CAMEO and health in PLOVER.
        definition: In our words.
    """

    role: str
    rank: str
    plover: str | None
    definition: str


class ActorGroup(Row):
    """A group of an actor code that is neither country nor role.

    Attributes:
        code: Three letters.
        kind: ``international``, ``region``, ``organisation``, ``armed`` or ``religion``.
        source: ``cameo``, ``gdelt``, ``plover`` or ``house``.
        name: What it stands for.
    """

    code: str
    kind: str
    source: str
    name: str


@lru_cache(maxsize=1)
def load_roles() -> Mapping[str, Role]:
    """Return the role codes, keyed by code."""
    rows = (
        Role.model_validate({**r, "plover": known(r["plover"])}) for r in read_table("roles.tsv")
    )
    return MappingProxyType({row.role: row for row in rows})


@lru_cache(maxsize=1)
def load_groups() -> Mapping[str, ActorGroup]:
    """Return the international codes, regions, organisations, armed groups and religions."""
    rows = (ActorGroup.model_validate(row) for row in read_table("groups.tsv"))
    return MappingProxyType({row.code: row for row in rows})


@lru_cache(maxsize=1)
def load_country_codes() -> Mapping[str, str]:
    """Return the country codes with their status: ``iso``, ``historic`` or ``user``."""
    return MappingProxyType({row["code"]: row["status"] for row in read_table("iso3.tsv")})


def parse_actor_code(code: str, *, stateless: bool = False) -> ActorCode:
    """Take an actor code apart.

    The first group is a country, an international code (IGO, NGO, IMG, MNC, ...), a region or a
    religion. Then follow roles, organisations, armed groups and religions; directly behind an
    international code also a country or a region (``MNCUSA``, ``IGOWSTNAT``). At most five groups,
    none twice.

    Party codes, ethnic groups and regions within countries are not in the tables: CAMEO leaves
    them to each project's dictionaries.

    Args:
        code: The code in capitals.
        stateless: Also accept a code that begins with a role, as GDELT writes the actor ``GOV``
            whose country it does not know.

    Returns:
        The country and the other groups.

    Raises:
        InvalidActorCode: If the text breaks the grammar or holds an unknown group (E206).

    Example:
        >>> parse_actor_code("PRKGOV")
        ActorCode(country='PRK', roles=('GOV',))
        >>> parse_actor_code("IGOUNO")
        ActorCode(country=None, roles=('IGO', 'UNO'))
    """
    parts = _groups(code)
    country, rest = None, parts
    if parts[0] in load_country_codes():
        country, rest = parts[0], parts[1:]
    elif _kind(parts[0]) == "international" and len(parts) > 1 and _is_home(parts[1]):
        country, rest = parts[1], (parts[0], *parts[2:])
    elif not _may_open(parts[0], stateless):
        raise InvalidActorCode(
            code, f"{parts[0]} opens no code: not a country, IGO, NGO, IMG, MNC, ..."
        )
    for place, part in enumerate(parts[1:], start=1):
        _check_follower(code, place, part, parts)
    return ActorCode(country, rest)


def valid_actor_code(code: str, *, stateless: bool = False) -> bool:
    """Say whether a text is a CAMEO actor code, by the grammar of `parse_actor_code`.

    Example:
        >>> [valid_actor_code(c) for c in ("COLREB", "NGOHRI", "IGOAEAASN", "GOV", "prkgov")]
        [True, True, False, False, False]
    """
    try:
        parse_actor_code(code, stateless=stateless)
    except InvalidActorCode:
        return False
    return True


def _groups(code: str) -> tuple[str, ...]:
    if not isinstance(code, str) or not code:
        raise InvalidActorCode(code, "not a text of three-letter groups")
    if not (code.isascii() and code.isalpha() and code.isupper()):
        raise InvalidActorCode(code, "only the capitals A to Z")
    if len(code) % 3:
        raise InvalidActorCode(
            code, f"{len(code)} letters are no whole number of three-letter groups"
        )
    parts = tuple(code[i : i + 3] for i in range(0, len(code), 3))
    if len(parts) > _MAX_GROUPS:
        raise InvalidActorCode(code, f"{len(parts)} groups, at most {_MAX_GROUPS}")
    if len(set(parts)) < len(parts):
        raise InvalidActorCode(code, "a group stands twice")
    return parts


def _kind(part: str) -> str | None:
    group = load_groups().get(part)
    return group.kind if group else None


def _is_home(part: str) -> bool:
    """Whether a group behind an international code is a country; SUN, SHN are religions there."""
    return part in load_country_codes() and _kind(part) is None


def _may_open(part: str, stateless: bool) -> bool:
    return _kind(part) in ("international", "region", "religion") or (
        stateless and part in load_roles()
    )


def _check_follower(code: str, place: int, part: str, parts: tuple[str, ...]) -> None:
    # A country's own non-governmental organisations are coded with NGO as their role ("ITANGO").
    if (
        part in load_roles()
        or part == "NGO"
        or _kind(part) in ("organisation", "armed", "religion")
    ):
        return
    behind_international = place == 1 and _kind(parts[0]) == "international"
    if behind_international and (_is_home(part) or _kind(part) == "region"):
        return
    raise InvalidActorCode(code, f"{part} is no role, organisation, armed group or religion")
