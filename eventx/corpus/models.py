"""The annotated article: frozen models of what the corpus files hold (docs/codebook/annotation.md).

The models say what an annotation may look like; whether it fits its text is for
`eventx.corpus.checking`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Annotated, Literal

from pydantic import Field, field_validator

from eventx.article import Article
from eventx.event import Certainty, Iso3, Polarity, Record, Tense

Part = Literal["train", "dev", "test"]
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
GoldKind = Literal["diplomatic_visit", "pledge_of_support", "arms_transfer"]

ArticleId = Annotated[str, Field(pattern=r"^[a-z]{2}-[0-9]{3}$")]
GoldCode = Annotated[str, Field(pattern=r"^[A-Z]{3}(:[A-Z]{3})?$")]
Words = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def covered_days(date: str) -> tuple[dt.date, dt.date]:
    """First and last day that a date of the corpus covers.

    Args:
        date: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.

    Raises:
        ValueError: when it is none of these, or no day of the calendar.

    Examples:
        >>> [str(day) for day in covered_days("2024-02")]
        ['2024-02-01', '2024-02-29']
    """
    match = _DATE.fullmatch(date)
    if match is None:
        raise ValueError(f"{date!r} is not YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(group) if group else 0 for group in match.groups())
    first = dt.date(year, month or 1, day or 1)
    if day:
        return first, first
    # The first day after the month or the year, one day back.
    after = dt.date(year + month // 12, month % 12 + 1, 1) if month else dt.date(year + 1, 1, 1)
    return first, after - dt.timedelta(days=1)


class GoldPlace(Record):
    """Where an event happens.

    Attributes:
        name: the toponym, verbatim.
        country: ISO-3166 alpha-3 of the country that it lies in, None where it lies in none.
    """

    name: Words
    country: Iso3 | None = None


class GoldEvent(Record):
    """One annotated event.

    Attributes:
        type: PLOVER class.
        cameo: CAMEO code, the root alone where the leaf is arguable.
        kind: one of the three typed kinds, or None.
        sentence: index, from 0, of the sentence that holds the trigger (`split_sentences`).
        trigger: the shortest words of that sentence that evoke the event, verbatim.
        source: codes of the acting side, such as `PRK`, `COL:REB`, `IGO:UNO`.
        target: codes of the side acted on.
        certainty: how sure the text presents it.
        polarity: negative when it is denied, cancelled, refused, halted or withdrawn.
        time: of the act itself, against the day of publication.
        date: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or None where the text gives none.
        place: where, or None.
        attribution: who is given as the source of the claim, verbatim; empty: the article itself.
        items: heads of what an arms transfer moves, verbatim; None for any other event.
        note: a remark of the coder.
    """

    type: PloverType
    cameo: str
    kind: GoldKind | None
    sentence: int = Field(ge=0)
    trigger: Words
    source: tuple[GoldCode, ...]
    target: tuple[GoldCode, ...]
    certainty: Certainty
    polarity: Polarity
    time: Tense
    date: str | None
    place: GoldPlace | None
    attribution: tuple[Words, ...]
    items: tuple[Words, ...] | None = None
    note: str | None = None

    @field_validator("date")
    @classmethod
    def _of_the_calendar(cls, date: str | None) -> str | None:
        if date is not None:
            covered_days(date)
        return date


class Distractor(Record):
    """A sentence that looks like an event and holds none.

    Attributes:
        sentence: its index, from 0.
        why: the reason why it is no event.
    """

    sentence: int = Field(ge=0)
    why: Words


class CorpusArticle(Record):
    """One annotated article.

    Attributes:
        id: language and number, such as `it-101`; the hundreds tell the writer.
        lang: ISO 639-1 code.
        published: day of publication.
        title: the headline; never holds a trigger.
        text: the text, without the title.
        tags: what the article is an example of, free words.
        events: its events, in no fixed order.
        distractors: sentences that must give no event.
    """

    id: ArticleId
    lang: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    published: dt.date
    title: Words
    text: str = Field(min_length=1)
    tags: tuple[str, ...]
    events: tuple[GoldEvent, ...]
    distractors: tuple[Distractor, ...] = ()

    @property
    def part(self) -> Part:
        """The part that the article belongs to."""
        return part_of(self.id)

    @property
    def bare(self) -> Article:
        """The article without its annotation, as it is given to a coder."""
        return Article(
            id=self.id, text=self.text, title=self.title, lang=self.lang, published=self.published
        )


def part_of(article_id: str) -> Part:
    """The part of an article, fixed by a hash of its id: 70 % train, 10 % dev, 20 % test.

    Examples:
        >>> part_of("it-101"), part_of("it-103"), part_of("it-120")
        ('dev', 'test', 'train')
    """
    digit = int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 10
    return "train" if digit < 7 else "dev" if digit == 7 else "test"
