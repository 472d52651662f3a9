"""What the annotations may say beyond the types of their fields: `checking.toml`, typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from eventx.ontology import CAMEO_CODES, COUNTRY_CODES, GROUP_CODES, plover_of

Fit = Literal["right", "arguable", "wrong"]


@dataclass(frozen=True)
class Allowed:
    """The table of what is allowed; sizes are in words, shares from 0 to 1.

    Attributes:
        languages: languages of the corpus.
        no_event_tag: the tag of articles without events.
        words: shortest and longest text.
        published: first and last year of publication.
        trigger_words: longest trigger.
        years_before: how long before publication an event may lie.
        years_after: how long after.
        group: words of a group that two texts may share.
        near: share of common groups from which two texts are nearly the same.
        leak: the same between two parts.
        sentence_words: shortest sentence that must not stand in two parts.
        roles: role codes.
        beside_iso: country codes beside those of ISO 3166-1.
        classes: further CAMEO codes of a class, by `allowed` and `arguable`.
        kinds: usual classes of a kind.
    """

    languages: tuple[str, ...]
    no_event_tag: str
    words: tuple[int, int]
    published: tuple[int, int]
    trigger_words: int
    years_before: int
    years_after: int
    group: int
    near: float
    leak: float
    sentence_words: int
    roles: frozenset[str]
    beside_iso: frozenset[str]
    classes: Mapping[str, Mapping[str, tuple[str, ...]]]
    kinds: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_allowed() -> Allowed:
    """The table that the package ships."""
    source = files("eventx.corpus").joinpath("checking.toml").read_text(encoding="utf8")
    table: dict[str, Any] = tomllib.loads(source)
    limits, actors = table["limits"], table["actors"]
    return Allowed(
        languages=tuple(table["languages"]),
        no_event_tag=table["no_event_tag"],
        **{**limits, "words": tuple(limits["words"]), "published": tuple(limits["published"])},
        **table["likeness"],
        roles=frozenset(actors["roles"]),
        beside_iso=frozenset(actors["beside_iso"]),
        classes={
            name: {fit: tuple(codes) for fit, codes in fits.items()}
            for name, fits in table["classes"].items()
        },
        kinds={name: frozenset(classes) for name, classes in table["kinds"].items()},
    )


def code_fit(type_: str, cameo: str) -> Fit:
    """How a CAMEO code goes with a PLOVER class.

    Examples:
        >>> code_fit("CONCEDE", "055"), code_fit("SUPPORT", "055"), code_fit("AID", "062")
        ('right', 'wrong', 'arguable')
    """
    plover = plover_of(cameo)
    if plover is not None and plover.event == type_:
        return "right"
    more = load_allowed().classes.get(type_, {})
    if any(_covers(entry, cameo) for entry in more.get("allowed", ())):
        return "right"
    if any(_covers(entry, cameo) for entry in more.get("arguable", ())):
        return "arguable"
    return "wrong"


def _covers(entry: str, cameo: str) -> bool:
    digits, _, root_only = entry.partition(" ")
    return cameo == digits if root_only else cameo.startswith(digits)


def is_cameo(code: str) -> bool:
    """Whether a text is a CAMEO code other than that of a bare statement."""
    return code in CAMEO_CODES and plover_of(code) is not None


def is_country(code: str) -> bool:
    """Whether a code is of ISO 3166-1 or of a state that has ended."""
    return COUNTRY_CODES.get(code) == "iso" or code in load_allowed().beside_iso


def actor_fault(code: str) -> str | None:
    """What is wrong with the code of a party; None if nothing is.

    Examples:
        >>> actor_fault("COL:REB"), actor_fault("IGO:UNO"), actor_fault("SUN:GOV")
        (None, None, None)
        >>> actor_fault("ITA:PM")
        'PM is no role'
    """
    head, _, role = code.partition(":")
    if head == "IGO":
        group = GROUP_CODES.get(role)
        known = not role or (group is not None and group.kind == "organisation")
        return None if known else f"{role} is no organisation"
    if not is_country(head):
        return f"{head} is no country"
    return None if not role or role in load_allowed().roles else f"{role} is no role"
