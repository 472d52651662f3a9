"""The event record: frozen models of who did what to whom, when, where, how sure, who says so.

Field names and values are those of the record contract (docs/record.md). A model cannot be built
when it contradicts itself: offsets that do not slice, codes that do not exist, dates that run
backwards. Tables and rules that the codes come from are named in docs/codebook/.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from eventx.errors import EventError
from eventx.ontology import CAMEO_CODES, PLOVER_CONTEXTS, PLOVER_EVENTS, valid_actor_code

SCHEMA_VERSION = "1"

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


class Event(Record):
    """An event; every kind has a class of its own below.

    Attributes:
        id: hash of the article and the event's content, the same on every machine.
        article: the article.
        kind: name of the class in snake case.
        plover: PLOVER coding; None for plain statements, which PLOVER leaves out.
        cameo: the most specific CAMEO code that the words support.
        cameo_name: its name.
        quad_class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
            conflict.
        goldstein: conflict-cooperation scale value of the code (ICEWS table), -10 to 10.
        acled: ACLED coding, None where ACLED has no such event.
        source: who acts.
        target: who is acted on.
        certainty: how sure the text presents it.
        polarity: negative when it is denied, cancelled, refused, halted or withdrawn.
        tense: of the act itself, against the article's date.
        attribution: who is given as the source of the claim, nearest first; empty: the article.
        when: date, or None.
        where: place, or None.
        details: what the kind adds.
        evidence: the words that prove it.
        mentions: further places of the article that tell the same event.
        confidence: 0 to 1.
        extractor: `rules:<rule id>` or `model:<model id>`, joined by `+` when both speak.
    """

    schema_version: Literal["1"] = "1"
    id: str = ""
    article: ArticleRef
    kind: str
    plover: Plover | None
    cameo: str
    cameo_name: str
    quad_class: int = Field(ge=1, le=4)
    goldstein: float | None = Field(default=None, ge=-10, le=10)
    acled: Acled | None = None
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    certainty: Certainty
    polarity: Polarity
    tense: Tense
    attribution: tuple[Attribution, ...] = ()
    when: When | None = None
    where: Where | None = None
    details: Details = Details()
    evidence: Evidence
    mentions: tuple[Evidence, ...] = ()
    confidence: float = Field(ge=0, le=1)
    extractor: str = Field(pattern=r"^(rules|model):\S+$")

    @field_validator("cameo")
    @classmethod
    def _code(cls, code: str) -> str:
        if code not in CAMEO_CODES:
            raise ValueError(f"{code!r} is no CAMEO code")
        return code

    @model_validator(mode="before")
    @classmethod
    def _identify(cls, values: Any) -> Any:
        if isinstance(values, dict) and not values.get("id"):
            return {**values, "id": event_id(values)}
        return values

    def to_record(self) -> dict[str, Any]:
        """The event as plain JSON values, one record of the contract."""
        return self.model_dump(mode="json")

    def __str__(self) -> str:
        def side(actors: tuple[Actor, ...]) -> str:
            return "+".join(dict.fromkeys(a.code or a.country or a.name for a in actors)) or "?"

        marks = [self.certainty, self.tense] + ["not"] * (self.polarity == "negative")
        when = f" {self.when.start}" if self.when else ""
        return (
            f"{type(self).__name__}({self.cameo} {side(self.source)} -> {side(self.target)}"
            f"{when}, {', '.join(marks)}: {self.evidence.trigger.text!r})"
        )


def event_id(values: dict[str, Any]) -> str:
    """Hash of what makes an event itself: article, kind, code, parties' codes, trigger's place."""
    # Values come as models or as plain JSON, according to who builds the event.
    article, evidence = _plain(values.get("article")), _plain(values.get("evidence"))
    parties = [
        sorted(str(a.get("code") or a.get("country") or a.get("name")) for a in map(_plain, side))
        for side in (values.get("source") or (), values.get("target") or ())
    ]
    trigger = _plain(evidence.get("trigger"))
    content = [
        article.get("id"), values.get("kind"), values.get("cameo"), parties,
        evidence.get("field"), trigger.get("start"), trigger.get("end"),
    ]  # fmt: skip
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf8"))
    return digest.hexdigest()[:16]


def _plain(value: Any) -> dict[str, Any]:
    if isinstance(value, BaseModel):
        return value.model_dump()
    return value if isinstance(value, dict) else {}


class DiplomaticVisit(Event):
    """A visit: the visitor is the source, the host the target."""

    kind: Literal["diplomatic_visit"] = "diplomatic_visit"
    details: VisitDetails


class PledgeOfSupport(Event):
    """A promise or declaration of support."""

    kind: Literal["pledge_of_support"] = "pledge_of_support"
    details: PledgeDetails


class ArmsTransfer(Event):
    """A transfer of arms presented as a fact: the supplier is the source."""

    kind: Literal["arms_transfer"] = "arms_transfer"
    details: ArmsDetails

    @model_validator(mode="after")
    def _sure(self) -> Self:
        if self.certainty != "certain":
            raise ValueError("an uncertain arms transfer is an arms_transfer_speculation")
        return self


class ArmsTransferSpeculation(Event):
    """A transfer of arms that is only probable or possible."""

    kind: Literal["arms_transfer_speculation"] = "arms_transfer_speculation"
    details: ArmsDetails

    @model_validator(mode="after")
    def _unsure(self) -> Self:
        if self.certainty == "certain":
            raise ValueError("a certain arms transfer is no speculation")
        return self


class Consultation(Event):
    """Meeting, talks, mediation, other than a visit."""

    kind: Literal["consultation"] = "consultation"


class Agreement(Event):
    """Readiness or promise to cooperate, to yield, to settle."""

    kind: Literal["agreement"] = "agreement"


class Support(Event):
    """Diplomatic cooperation: praise, recognition, defence of somebody, signing."""

    kind: Literal["support"] = "support"


class Aid(Event):
    """Economic, military, humanitarian aid that is given."""

    kind: Literal["aid"] = "aid"


class Cooperation(Event):
    """Material cooperation: trade, joint exercises, intelligence sharing."""

    kind: Literal["cooperation"] = "cooperation"


class Concession(Event):
    """Easing of political measures or demands."""

    kind: Literal["concession"] = "concession"


class Retreat(Event):
    """Release, withdrawal, truce, disarmament."""

    kind: Literal["retreat"] = "retreat"


class Request(Event):
    """Demand."""

    kind: Literal["request"] = "request"


class Appeal(Event):
    """Appeal, call, proposal."""

    kind: Literal["appeal"] = "appeal"


class Accusation(Event):
    """Criticism, accusation, investigation."""

    kind: Literal["accusation"] = "accusation"


class Rejection(Event):
    """Refusal, veto."""

    kind: Literal["rejection"] = "rejection"


class Threat(Event):
    """Threat, ultimatum, warning."""

    kind: Literal["threat"] = "threat"


class Sanction(Event):
    """Reduced relations, sanctions, expulsions."""

    kind: Literal["sanction"] = "sanction"


class Protest(Event):
    """Demonstration, strike, riot."""

    kind: Literal["protest"] = "protest"


class Mobilization(Event):
    """Show of force, alert, troop movement."""

    kind: Literal["mobilization"] = "mobilization"


class Coercion(Event):
    """Arrest, seizure, ban, occupation."""

    kind: Literal["coercion"] = "coercion"


class Assault(Event):
    """Violence."""

    kind: Literal["assault"] = "assault"


class Statement(Event):
    """A public statement that does nothing else."""

    kind: Literal["statement"] = "statement"


KINDS: dict[str, type[Event]] = {
    str(cls.model_fields["kind"].default): cls
    for cls in (
        DiplomaticVisit, PledgeOfSupport, ArmsTransfer, ArmsTransferSpeculation, Consultation,
        Agreement, Support, Aid, Cooperation, Concession, Retreat, Request, Appeal, Accusation,
        Rejection, Threat, Sanction, Protest, Mobilization, Coercion, Assault, Statement,
    )
}  # fmt: skip

AnyEvent = Annotated[
    DiplomaticVisit | PledgeOfSupport | ArmsTransfer | ArmsTransferSpeculation | Consultation
    | Agreement | Support | Aid | Cooperation | Concession | Retreat | Request | Appeal
    | Accusation | Rejection | Threat | Sanction | Protest | Mobilization | Coercion | Assault
    | Statement,
    Field(discriminator="kind"),
]  # fmt: skip

EVENT_ADAPTER: TypeAdapter[Event] = TypeAdapter(AnyEvent)


def read_event(record: dict[str, Any]) -> Event:
    """The typed event of a record.

    Raises:
        EventError: E202, when the record breaks the contract.
    """
    try:
        return EVENT_ADAPTER.validate_python(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "record"
        raise EventError("E202", reason=f"{place}: {first['msg']}") from error
