"""What the steps find in a `Doc`, as plain objects over token indices.

Every mention keeps where it stands and how it was found, so that `explain` can tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from eventx.event import Certainty, Polarity, Tense, When, Where
from eventx.ontology import plover_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from eventx.components.times import TimeMention
    from eventx.lang.rule import Rule


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Whom a mention stands for.

    Attributes:
        name: canonical name, or the words when no table knows the actor.
        type: actor type of the record contract.
        country: ISO-3166 alpha-3, or None.
        code: CAMEO-style code, or None.
        roles: CAMEO role codes.
        office: words of the office.
        start: character offset in the Doc of the words that name this party.
        end: offset behind them.
    """

    name: str
    type: str
    country: str | None
    code: str | None
    roles: tuple[str, ...]
    office: str | None
    start: int
    end: int

    @property
    def party(self) -> str:
        """The country, or the code or name where there is none."""
        return self.country or self.code or self.name


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A noun phrase, pronoun or dropped subject that stands for one or more actors.

    Attributes:
        start: index of the first token.
        end: index behind the last token.
        head: index of the head token; for a dropped subject the verb.
        refs: the actors, several for "the two leaders"; empty when the phrase is an actor that
            nothing in the text resolves.
        basis: name, role, demonym, place, pronoun, possessive, definite, zero.
    """

    start: int
    end: int
    head: int
    refs: tuple[ActorRef, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym with its best reading."""

    start: int
    end: int
    head: int
    where: Where


@dataclass(frozen=True, slots=True)
class ItemMention:
    """A weapon or other military good."""

    start: int
    end: int
    head: int
    category: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that evokes an event by a rule.

    Attributes:
        head: index of the verb or noun.
        start: index of the first token of the words shown as trigger.
        end: index behind the last.
        rule: the rule that spoke.
        verbal: whether the head is a verb.
    """

    head: int
    start: int
    end: int
    rule: Rule
    verbal: bool


@dataclass(slots=True)
class Modality:
    """How the text presents an event, and which operators said so (names for `explain`)."""

    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    tense: Tense = "past"
    status: str | None = None
    operators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is given as the source of a claim."""

    start: int
    end: int
    name: str
    operator: str


@dataclass(slots=True)
class Draft:
    """An event in the making.

    Attributes:
        trigger: what evoked it.
        source: its actors.
        target: whom it is done to.
        items: weapons.
        places: places of its clause.
        modality: how the text presents it.
        claims: who says so, nearest first.
        when: its days.
        where: its place.
        guessed_by: what filled a side that the clause leaves out: `rule` or `model`.
        steps: what decided each field, for `explain`.
    """

    trigger: Trigger
    source: list[ActorMention] = field(default_factory=list)
    target: list[ActorMention] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    modality: Modality = field(default_factory=Modality)
    claims: list[Claim] = field(default_factory=list)
    when: When | None = None
    where: Where | None = None
    guessed_by: Literal["rule", "model"] | None = None
    steps: list[str] = field(default_factory=list)

    @property
    def plover_class(self) -> str:
        """PLOVER class of the rule's code, empty where PLOVER has none."""
        found = plover_of(self.trigger.rule.cameo)
        return found.event if found else ""


@dataclass
class Layers:
    """All that is found in one Doc.

    Attributes:
        doc: the analysed text: the title, a blank line, the text.
        lang: language code.
        published: publication date, if known.
        offset: character offset of the text in the Doc; what lies before belongs to the title.
        actors: actor mentions in the order of their heads.
        places: place mentions.
        times: time expressions, offsets in characters of the Doc.
        items: weapons.
        drafts: events in the making.
    """

    doc: Doc
    lang: str
    published: dt.date | None
    offset: int = 0
    actors: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    items: list[ItemMention] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each token's sentence."""
        return [number for number, s in enumerate(self.doc.sents) for _ in s]

    @property
    def goods(self) -> frozenset[int]:
        """Indices of the tokens that name weapons, which are nobody: "Su-27 fighters"."""
        return frozenset(i for item in self.items for i in range(item.start, item.end))

    def actor_at(self, index: int) -> ActorMention | None:
        """The actor mention whose head is this token, else the smallest that covers it."""
        covering = [a for a in self.actors if a.head == index and a.basis != "zero"]
        if not covering:
            covering = [a for a in self.actors if a.start <= index < a.end and a.basis != "zero"]
        return min(covering, key=lambda a: a.end - a.start, default=None)

    def item_at(self, index: int) -> ItemMention | None:
        """The item mention that covers this token."""
        return next((m for m in self.items if m.start <= index < m.end), None)

    def place_at(self, index: int) -> PlaceMention | None:
        """The place mention that covers this token."""
        return next((m for m in self.places if m.start <= index < m.end), None)


def parties(mentions: Iterable[ActorMention]) -> set[str]:
    """The parties of mentions: countries, or codes and names where there is none."""
    return {r.party for m in mentions for r in m.refs}
