"""How far two coders of the same articles agree.

Events of the two codings are matched one to one within an article. Two may match when they are of
one class, or of one typed kind, and their triggers overlap or stand in the same sentence; those
with overlapping triggers and more fields in common are matched first. Fields are compared on
matched events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eventx.corpus.models import CorpusArticle, GoldEvent
from eventx.corpus.reliability import cohen_kappa, krippendorff_alpha
from eventx.corpus.sentences import Sentence, split_sentences
from eventx.errors import ArticleError

_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_NO_EVENT = "none"


class Matched(NamedTuple):
    """Two events that are taken for one happening."""

    article: str
    first: GoldEvent
    second: GoldEvent


class Unmatched(NamedTuple):
    """An event that one coder alone has."""

    article: str
    event: GoldEvent


@dataclass(frozen=True)
class Agreement:
    """Two codings of the same articles, side by side.

    Attributes:
        articles: how many articles both coders have.
        first: events of the first coder.
        second: events of the second coder.
        located: events that match when the class is left out of account.
        matched: matched events.
        only_first: events that only the first coder has.
        only_second: events that only the second coder has.
        labels: for each sentence the classes that each coder sees in it, joined by `+`, or `none`.
    """

    articles: int
    first: int
    second: int
    located: int
    matched: tuple[Matched, ...]
    only_first: tuple[Unmatched, ...]
    only_second: tuple[Unmatched, ...]
    labels: tuple[tuple[str, str], ...]

    def __add__(self, other: Agreement) -> Agreement:
        """Both taken together."""
        return Agreement(*(
            getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__
        ))  # fmt: skip

    @property
    def events_f1(self) -> float | None:
        """F1 of one coding against the other, class and sentence agreeing; either way round."""
        return _f1(len(self.matched), self.first, self.second)

    @property
    def located_f1(self) -> float | None:
        """F1 of one coding against the other, whatever the class."""
        return _f1(self.located, self.first, self.second)

    @property
    def class_alpha(self) -> float | None:
        """Krippendorff's alpha of the classes of each sentence."""
        return krippendorff_alpha(self.labels)

    def share(self, same: Callable[[GoldEvent, GoldEvent], bool]) -> float | None:
        """Share of matched events for which a comparison holds; None without any."""
        if not self.matched:
            return None
        return sum(same(pair.first, pair.second) for pair in self.matched) / len(self.matched)

    def kappa(self, field: str) -> float | None:
        """Cohen's kappa of a field on matched events."""
        return cohen_kappa(
            (str(getattr(pair.first, field)), str(getattr(pair.second, field)))
            for pair in self.matched
        )

    def measures(self) -> dict[str, float | int | None]:
        """All figures by name, in the order of a report; None where there is nothing to measure."""
        return {
            "articles": self.articles,
            "events_first": self.first,
            "events_second": self.second,
            "matched": len(self.matched),
            "events_f1": self.events_f1,
            "located_f1": self.located_f1,
            "class_alpha": self.class_alpha,
            **{name: self.share(same) for name, same in COMPARISONS.items()},
            "certainty_kappa": self.kappa("certainty"),
            "time_kappa": self.kappa("time"),
        }


def same_dyad(first: GoldEvent, second: GoldEvent) -> bool:
    """Whether the countries and organisations of both sides agree.

    Roles are left out of account, and in mutual acts also who is source and who target.
    """
    one, other = _sides(first), _sides(second)
    if one == other:
        return True
    mutual = first.type in _MUTUAL and first.kind != "diplomatic_visit"
    return mutual and one[0] | one[1] == other[0] | other[1]


def same_attribution(first: GoldEvent, second: GoldEvent) -> bool:
    """Whether both name nobody, or a name of the one holds or is held by one of the other."""
    if not first.attribution or not second.attribution:
        return first.attribution == second.attribution
    ones = [name.lower() for name in first.attribution]
    others = [name.lower() for name in second.attribution]
    return any(one in other or other in one for one in ones for other in others)


def _equal(field: str) -> Callable[[GoldEvent, GoldEvent], bool]:
    return lambda first, second: bool(getattr(first, field) == getattr(second, field))


COMPARISONS: dict[str, Callable[[GoldEvent, GoldEvent], bool]] = {
    "dyad": same_dyad,
    "kind": _equal("kind"),
    "certainty": _equal("certainty"),
    "polarity": _equal("polarity"),
    "time": _equal("time"),
    "attribution": same_attribution,
}
"""What is compared on matched events."""


def compare(first: Iterable[CorpusArticle], second: Iterable[CorpusArticle]) -> Agreement:
    """Compare two codings; articles that only one of them has are left out.

    Raises:
        ArticleError: E111, when an article has different texts in the two codings, or when they
            have none in common.
    """
    others = {article.id: article for article in second}
    pairs = [(article, others[article.id]) for article in first if article.id in others]
    if not pairs:
        raise ArticleError("E111", field="id", reason="the two codings share no article")
    results = [_compare(one, other) for one, other in pairs]
    total = results[0]
    for result in results[1:]:
        total += result
    return total


def _compare(first: CorpusArticle, second: CorpusArticle) -> Agreement:
    if first.text != second.text:
        reason = f"{first.id} has two different texts in the two codings"
        raise ArticleError("E111", field="text", reason=reason)
    sentences = split_sentences(first.text, first.lang)
    spans = [[_span(event, sentences) for event in one.events] for one in (first, second)]
    matched = [*_match(first.events, second.events, spans, _same_class)]
    located = [*_match(first.events, second.events, spans, lambda one, other: True)]
    return Agreement(
        articles=1,
        first=len(first.events),
        second=len(second.events),
        located=len(located),
        matched=tuple(Matched(first.id, first.events[i], second.events[j]) for i, j in matched),
        only_first=_rest(first, {i for i, _ in matched}),
        only_second=_rest(second, {j for _, j in matched}),
        labels=tuple(
            (_label(first.events, n), _label(second.events, n)) for n in range(len(sentences))
        ),
    )


def _match(
    first: Sequence[GoldEvent],
    second: Sequence[GoldEvent],
    spans: Sequence[Sequence[tuple[int, int]]],
    may: Callable[[GoldEvent, GoldEvent], bool],
) -> Iterator[tuple[int, int]]:
    """Indices of matched events, the likest first."""
    candidates = []
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            (start, end), (begin, stop) = spans[0][i], spans[1][j]
            overlap = start < stop and begin < end
            if not (overlap or one.sentence == other.sentence) or not may(one, other):
                continue
            likeness = (
                4 * overlap + 2 * same_dyad(one, other)
                + (one.kind == other.kind) + (one.polarity == other.polarity)
            )  # fmt: skip
            candidates.append((-likeness, i, j))
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in taken_first and j not in taken_second:
            taken_first.add(i)
            taken_second.add(j)
            yield i, j


def _same_class(one: GoldEvent, other: GoldEvent) -> bool:
    return one.type == other.type or (one.kind is not None and one.kind == other.kind)


def _span(event: GoldEvent, sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Where the trigger stands; nowhere when the annotation does not fit the text."""
    if event.sentence >= len(sentences):
        return -1, -1
    sentence = sentences[event.sentence]
    at = sentence.text.find(event.trigger)
    if at < 0:
        return -1, -1
    return sentence.start + at, sentence.start + at + len(event.trigger)


def _sides(event: GoldEvent) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(_state, event.source)), frozenset(map(_state, event.target))


def _state(code: str) -> str:
    return code if code.startswith("IGO") else code.partition(":")[0]


def _label(events: Iterable[GoldEvent], sentence: int) -> str:
    classes = {event.type for event in events if event.sentence == sentence}
    return "+".join(sorted(classes)) or _NO_EVENT


def _rest(article: CorpusArticle, taken: set[int]) -> tuple[Unmatched, ...]:
    return tuple(
        Unmatched(article.id, event) for n, event in enumerate(article.events) if n not in taken
    )


def _f1(matched: int, first: int, second: int) -> float | None:
    return 2 * matched / (first + second) if first + second else None
