"""What an event record is made of: spans, actors, times, places, codes, details, all frozen.

Field names and values are those of the record contract (docs/record.md).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from eventx.ontology import PLOVER_CONTEXTS, PLOVER_EVENTS, valid_actor_code

Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
Tense = Literal["past", "present", "future"]
Granularity = Literal["day", "week", "month", "quarter", "year"]
ActorType = Literal["person", "state", "organisation", "group", "people"]
FieldName = Literal["text", "title"]
Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Record(BaseModel):
    """Base of all parts: frozen, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """Words of the article, verbatim, at character offsets `[start, end)` of one field.

    Attributes:
        text: the words.
        start: offset of the first character.
        end: offset behind the last character.
    """

    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _length(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"offsets {self.start}-{self.end} do not fit {self.text!r}")
        return self


class Actor(Span):
    """One party of an event.

    Attributes:
        field: the field of the article that the offsets count in.
        name: canonical name; the words themselves when no table knows the actor.
        type: person, state, organisation, group or people.
        country: ISO-3166 alpha-3, or None.
        code: CAMEO-style code such as `PRKGOV`, `IGOUNO`, `COLREB`, or None.
        roles: CAMEO role codes.
        office: the words of the office, if the article gives one.
    """

    field: FieldName = "text"
    name: str = Field(min_length=1)
    type: ActorType
    country: Iso3 | None = None
    code: str | None = None
    roles: tuple[str, ...] = ()
    office: str | None = None

    @field_validator("code")
    @classmethod
    def _known(cls, code: str | None) -> str | None:
        if code is not None and not valid_actor_code(code):
            raise ValueError(f"{code!r} is no actor code")
        return code


class Attribution(Span):
    """Who is given as the source of a claim; offsets as in `Actor`."""

    field: FieldName = "text"
    name: str = Field(min_length=1)


class Item(Span):
    """What an arms transfer moves."""

    field: FieldName = "text"
    category: Literal[
        "small arms", "ammunition", "artillery", "missiles", "air defence", "aircraft", "drones",
        "armoured vehicles", "ships", "sensors", "technology", "other",
    ]  # fmt: skip


class When(Record):
    """When it happened or is to happen.

    Attributes:
        start: first day.
        end: last day, the same as `start` for one day.
        granularity: how exact the expression is.
        text: the words, or None when the publication date alone gives it.
        basis: `text` when the words alone give the date, `published` when it was counted from
            the publication date.
    """

    start: dt.date
    end: dt.date
    granularity: Granularity
    text: str | None = None
    basis: Literal["text", "published"]

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"ends on {self.end}, before it starts on {self.start}")
        return self


class Where(Record):
    """Where it happened.

    Attributes:
        text: the words.
        name: the gazetteer's name.
        country: ISO-3166 alpha-3, None for seas and regions of several countries.
        admin1: first-level division, if known.
        latitude: degrees north.
        longitude: degrees east.
        geonames_id: GeoNames number.
        precision: what the point stands for.
    """

    text: str = Field(min_length=1)
    name: str
    country: Iso3 | None = None
    admin1: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    geonames_id: int | None = None
    precision: Literal["city", "region", "country"]


class Evidence(Record):
    """The words that prove an event: its trigger and the sentence around it."""

    field: FieldName
    trigger: Span
    sentence: Span

    @model_validator(mode="after")
    def _inside(self) -> Self:
        a, b = self.trigger, self.sentence
        if not (b.start <= a.start and a.end <= b.end):
            raise ValueError("the trigger lies outside its sentence")
        if b.text[a.start - b.start : a.end - b.start] != a.text:
            raise ValueError("the trigger is not a slice of its sentence")
        return self


class ArticleRef(Record):
    """Which article an event comes from."""

    id: str = Field(min_length=1)
    lang: str
    published: dt.date | dt.datetime | None = None
    title: str | None = None
    url: str | None = None


class Plover(Record):
    """PLOVER class, mode and contexts."""

    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.event not in PLOVER_EVENTS:
            raise ValueError(f"{self.event!r} is no PLOVER class")
        unknown = set(self.contexts) - set(PLOVER_CONTEXTS)
        if unknown:
            raise ValueError(f"unknown PLOVER contexts {sorted(unknown)}")
        return self


class Acled(Record):
    """ACLED event type, sub-event type and disorder type."""

    event_type: str
    sub_event_type: str
    disorder_type: str | None = None


class Details(Record):
    """What a kind adds; empty for most."""


class VisitDetails(Details):
    """Details of a diplomatic visit."""

    visitors: tuple[Actor, ...] = ()
    hosts: tuple[Actor, ...] = ()
    destination: Where | None = None
    on_behalf_of: tuple[Actor, ...] = ()
    purpose: str | None = None
    status: Literal["planned", "under way", "made", "postponed", "cancelled", "denied"]
    ordinal: str | None = None


class PledgeDetails(Details):
    """Details of a pledge of support."""

    support: tuple[
        Literal["military", "economic", "humanitarian", "political", "unspecified"], ...
    ] = ("unspecified",)
    conditionality: Literal["unconditional", "conditional", "unspecified"] = "unspecified"
    condition: str | None = None
    regarding: str | None = None
    status: Literal["pledged", "reaffirmed", "withdrawn", "refused"]


class ArmsDetails(Details):
    """Details of an arms transfer."""

    items: tuple[Item, ...] = ()
    stage: Literal[
        "speculated", "requested", "negotiated", "agreed", "announced", "delivered", "halted",
        "denied",
    ]  # fmt: skip
