"""Drafts to typed events: verbatim spans, codes from the ontology, details of the kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from eventx.article import Article
from eventx.components.details import details_for
from eventx.components.layers import ActorMention, Draft, Layers
from eventx.event import (
    KINDS,
    Acled,
    Actor,
    ArticleRef,
    Attribution,
    Details,
    Event,
    Evidence,
    FieldName,
    Plover,
    Span,
)
from eventx.ontology import acled_of, cameo, goldstein, kind_of, plover_of, quad_class

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan


# Values that say nothing.
EMPTY: tuple[object, ...] = (None, (), "unspecified", ("unspecified",))


class Spans:
    """Token indices of a Doc to verbatim words of the article's title or text."""

    def __init__(self, layers: Layers) -> None:
        self._doc, self._offset = layers.doc, layers.offset

    def characters(self, start: int, end: int) -> tuple[str, int, int, FieldName]:
        """Words, offsets and field of the characters `[start, end)` of the Doc."""
        text = self._doc.text[start:end]
        # White space at the edges is never part of the evidence.
        start += len(text) - len(text.lstrip())
        end -= len(text) - len(text.rstrip())
        text = text.strip()
        if start < self._offset:
            return text, start, end, "title"
        return text, start - self._offset, end - self._offset, "text"

    def __call__(self, start: int, end: int) -> tuple[str, int, int, FieldName]:
        """Words, offsets and field of the tokens `[start, end)`."""
        span: DocSpan = self._doc[start:end]
        return self.characters(span.start_char, span.end_char)

    def span(self, start: int, end: int) -> Span:
        """The tokens as a span of the record."""
        text, first, last, _ = self(start, end)
        return Span(text=text, start=first, end=last)


class EventCoder:
    """Builds typed events.

    Args:
        article: the article that the offsets count in.
        layers: what was found in it.
        lang: its language.
    """

    def __init__(self, article: Article, layers: Layers, lang: str) -> None:
        self.layers = layers
        self.spans = Spans(layers)
        self.reference = ArticleRef(
            id=article.id, lang=lang, published=article.published, title=article.title,
            url=article.url,
        )  # fmt: skip

    def event(self, draft: Draft, rest: Sequence[Draft], confidence: float) -> Event:
        """The event of a draft, with what further mentions of it add."""
        rule, modality = draft.trigger.rule, draft.modality
        source, target = self.actors(draft.source), self.actors(draft.target)
        kind = self._kind(draft)
        values: dict[str, Any] = {
            "article": self.reference,
            "kind": kind,
            "plover": self._plover(draft),
            "cameo": rule.cameo,
            "cameo_name": cameo(rule.cameo).name,
            "quad_class": quad_class(rule.cameo),
            "goldstein": goldstein(rule.cameo),
            "acled": self._acled(rule.cameo),
            "source": source,
            "target": target,
            "certainty": modality.certainty,
            "polarity": modality.polarity,
            "tense": modality.tense,
            "attribution": self._attribution(draft),
            "when": draft.when,
            "where": draft.where,
            "evidence": self.evidence(draft),
            "mentions": tuple(self.evidence(d) for d in rest),
            "confidence": round(confidence, 2),
            "extractor": f"rules:{rule.id}",
        }
        if rule.kind is not None:
            told = [
                details_for(
                    kind, d, self.layers, source=source, target=target, where=draft.where,
                    to_span=self.spans,
                )
                for d in (draft, *rest)
                if d.trigger.rule.kind == rule.kind
            ]  # fmt: skip
            values["details"] = _joined(told)
        return KINDS[kind](**values)

    @staticmethod
    def _kind(draft: Draft) -> str:
        rule = draft.trigger.rule
        if rule.kind == "arms_transfer" and draft.modality.certainty != "certain":
            return "arms_transfer_speculation"
        return rule.kind or kind_of(rule.cameo)

    @staticmethod
    def _plover(draft: Draft) -> Plover | None:
        rule = draft.trigger.rule
        found = plover_of(rule.cameo)
        if found is None:
            return None
        contexts = tuple(dict.fromkeys([*found.contexts, *rule.contexts]))
        return Plover(event=found.event, mode=rule.mode or found.mode or None, contexts=contexts)

    @staticmethod
    def _acled(code: str) -> Acled | None:
        found = acled_of(code)
        if found is None or found.sub_event_type is None:
            return None
        return Acled(
            event_type=found.event_type, sub_event_type=found.sub_event_type,
            disorder_type=found.disorder_type,
        )  # fmt: skip

    def actors(self, mentions: list[ActorMention]) -> tuple[Actor, ...]:
        """The parties of one side, each once."""
        found: dict[tuple[str | None, str | None, str], Actor] = {}
        for mention in mentions:
            for ref in mention.refs:
                text, start, end, field = self.spans.characters(ref.start, ref.end)
                actor = Actor(
                    text=text, start=start, end=end, field=field, name=ref.name, type=ref.type,
                    country=ref.country, code=ref.code, roles=ref.roles, office=ref.office,
                )  # fmt: skip
                found.setdefault((ref.country, ref.code, ref.name), actor)
        return tuple(found.values())

    def _attribution(self, draft: Draft) -> tuple[Attribution, ...]:
        claims = []
        for claim in draft.claims:
            text, start, end, field = self.spans(claim.start, claim.end)
            name = claim.name or text
            claims.append(Attribution(text=text, start=start, end=end, field=field, name=name))
        return tuple(claims)

    def evidence(self, draft: Draft) -> Evidence:
        """Trigger and sentence of a draft."""
        doc, trigger = self.layers.doc, draft.trigger
        sentence = doc[trigger.head].sent
        start, end = max(trigger.start, sentence.start), min(trigger.end, sentence.end)
        return Evidence(
            field=self.spans(start, end)[3],
            trigger=self.spans.span(start, end),
            sentence=self.spans.span(sentence.start, sentence.end),
        )


def _joined(told: Sequence[Details]) -> Details:
    """The first mention's details, with what it leaves open taken from the later ones."""
    first = told[0]
    for other in told[1:]:
        news = {
            name: value
            for name, value in other
            if value not in EMPTY and getattr(first, name) in EMPTY
        }
        first = first.model_copy(update=news)
    return first
