"""The event record: frozen models of who did what to whom, when, where, how sure, who says so.

Field names and values are those of the record contract (docs/record.md); the parts of a record are
in `eventx.record`. A model cannot be built when it contradicts itself: offsets that do not slice,
codes that do not exist, dates that run backwards. Tables and rules that the codes come from are
named in docs/codebook/.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)

from eventx.errors import EventError
from eventx.ontology import CAMEO_CODES, tense_rule
from eventx.record import (
    Acled,
    Actor,
    ActorType,
    ArmsDetails,
    ArticleRef,
    Attribution,
    Certainty,
    Details,
    Evidence,
    FieldName,
    Granularity,
    Iso3,
    Item,
    PledgeDetails,
    Plover,
    Polarity,
    Record,
    Span,
    Tense,
    VisitDetails,
    When,
    Where,
)

__all__ = [
    "EVENT_ADAPTER",
    "KINDS",
    "SCHEMA_VERSION",
    "Accusation",
    "Acled",
    "Actor",
    "ActorType",
    "Agreement",
    "Aid",
    "AnyEvent",
    "Appeal",
    "ArmsDetails",
    "ArmsTransfer",
    "ArmsTransferSpeculation",
    "ArticleRef",
    "Assault",
    "Attribution",
    "Certainty",
    "Coercion",
    "Concession",
    "Consultation",
    "Cooperation",
    "Details",
    "DiplomaticVisit",
    "Event",
    "Evidence",
    "FieldName",
    "Granularity",
    "Iso3",
    "Item",
    "Mobilization",
    "PledgeDetails",
    "PledgeOfSupport",
    "Plover",
    "Polarity",
    "Protest",
    "Record",
    "Rejection",
    "Request",
    "Retreat",
    "Sanction",
    "Span",
    "Statement",
    "Support",
    "Tense",
    "Threat",
    "VisitDetails",
    "When",
    "Where",
    "event_id",
    "read_event",
]

SCHEMA_VERSION = "1"


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

    @property
    def plover_by_tense(self) -> str | None:
        """The PLOVER class after PLOVER's tense rule, None for plain statements.

        PLOVER takes a consultation, support, cooperation or aid that is to come for an agreement,
        and a retreat that is to come for a concession; `plover` keeps the class of the act.
        """
        return tense_rule(self.plover.event, self.tense) if self.plover is not None else None

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
