"""The coder of one language: article in, extraction out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventx.article import Article
from eventx.components.attribution import AttributionReader
from eventx.components.circumstances import Circumstances
from eventx.components.coder import EventCoder
from eventx.components.confidence import confidence_of
from eventx.components.discourse import Discourse
from eventx.components.drafting import Drafter
from eventx.components.items import ItemFinder
from eventx.components.layers import Draft, Layers, Trigger
from eventx.components.modality import ModalityReader
from eventx.components.places import PlaceFinder
from eventx.components.plausible import plausible, without_own_words
from eventx.components.resolver import Resolver
from eventx.components.times import find_times
from eventx.components.triggers import TriggerFinder, TriggerGroup
from eventx.errors import PackError
from eventx.event import Event
from eventx.extraction import Extraction
from eventx.lang.pack import load_pack

if TYPE_CHECKING:
    from spacy.language import Language

GAP = "\n\n"


class Coder:
    """Codes articles of one language.

    Args:
        lang: language code, such as `it`.
        nlp: a spaCy pipeline with Universal Dependencies labels to use instead of the bundled
            analyzer; English ClearNLP labels are mapped.
        extractors: which extractors speak; `rules` is the one there is.
        pack: folder with rule files of your own, added to the language's pack.

    Raises:
        PackError: there is no pack for the language, or a rule file has a fault.
        AnalyzerError: `nlp` gives no usable analysis.
    """

    def __init__(
        self,
        lang: str,
        *,
        nlp: Language | None = None,
        extractors: Sequence[str] = ("rules",),
        pack: Path | None = None,
    ) -> None:
        unknown = set(extractors) - {"rules"}
        if unknown or not extractors:
            raise PackError("E403", value=", ".join(sorted(unknown)) or "nothing")
        self.lang = lang
        self.pack = load_pack(lang, pack)
        self._analyse = _analysis(lang, nlp)
        self._items = ItemFinder(lang)
        self._places = PlaceFinder(self.pack)
        self._discourse = Discourse(self.pack)
        self._triggers = TriggerFinder(self.pack)
        self._drafter = Drafter(self.pack, self._discourse)
        self._modality = ModalityReader(self.pack)
        self._attribution = AttributionReader(self.pack)
        self._circumstances = Circumstances()
        self._resolver = Resolver()

    def layers(self, article: Article) -> Layers:
        """Everything that is found in an article before events are coded."""
        title = article.title + GAP if article.title else ""
        doc = self._analyse(title + article.text)
        day = article.published
        published = day.date() if day is not None and hasattr(day, "date") else day
        layers = Layers(doc, self.lang, published, offset=len(title))
        layers.items = self._items.find(doc)
        found = self._discourse.finder.read(doc, published, layers.goods)
        layers.actors = [f.mention for f in found]
        layers.places = self._places.find(doc, layers.actors)
        layers.times = find_times(doc.text, self.lang)
        self._discourse.resolve(layers, found)
        layers.drafts = self._drafts(layers)
        return layers

    def _drafts(self, layers: Layers) -> list[Draft]:
        groups = self._triggers.find(layers)
        free = [g for g in groups if g.owner is None]
        others = frozenset(g.triggers[0].head for g in free)
        drafts: list[Draft] = []
        for group in free:
            self._take(group, layers, drafts, others)
        spoken = {d.trigger.head for d in drafts}
        for group in groups:
            if group.owner is not None and group.owner not in spoken:
                self._take(group, layers, drafts, others)
        return sorted(drafts, key=lambda d: d.trigger.head)

    def _take(
        self, group: TriggerGroup, layers: Layers, drafts: list[Draft], others: frozenset[int]
    ) -> None:
        """Add the draft of the first trigger that gives one."""
        head = group.triggers[0].head
        earlier = [d for d in drafts if d.trigger.head < head]
        found = (self._draft(t, layers, earlier, others) for t in group.triggers)
        draft = next((d for d in found if d is not None), None)
        if draft is not None:
            drafts.append(draft)

    def _draft(
        self, trigger: Trigger, layers: Layers, earlier: list[Draft], others: frozenset[int]
    ) -> Draft | None:
        token = layers.doc[trigger.head]
        modality = self._modality.read(
            token, layers, kind=trigger.rule.kind, published=layers.published
        )
        if modality is None:
            return None
        future = trigger.rule.future
        if future is not None and modality.tense == "future":
            news = {"cameo": future.cameo, "kind": future.kind}
            trigger = replace(trigger, rule=trigger.rule.model_copy(update=news))
        draft = self._drafter.draft(trigger, layers, earlier)
        if draft is None:
            return None
        _apply_rule(draft, modality)
        draft.claims = without_own_words(draft, self._attribution.read(token, layers), layers)
        self._circumstances.read(draft, layers, others, earlier)
        return draft if plausible(draft, layers) else None

    def groups(self, article: Article) -> list[tuple[Event, tuple[Draft, list[Draft]]]]:
        """The events of an article, each with its leading draft and further mentions."""
        layers = self.layers(article)
        coder = EventCoder(article, layers, self.lang)
        events = []
        for lead, rest in self._resolver.merge(layers.drafts, layers):
            event = coder.event(lead, rest, confidence_of(lead, layers))
            events.append((event, (lead, rest)))
        return events

    def code(self, article: Article) -> Extraction:
        """The events of an article."""
        return Extraction(article=article, events=tuple(e for e, _ in self.groups(article)))


def _apply_rule(draft: Draft, modality: Any) -> None:
    rule = draft.trigger.rule
    if rule.polarity == "negative":
        modality.polarity = "negative" if modality.polarity == "positive" else "positive"
    modality.certainty = rule.certainty or modality.certainty
    modality.tense = rule.tense or modality.tense
    modality.status = modality.status or rule.status
    draft.modality = modality


def _analysis(lang: str, nlp: Language | None) -> Any:
    if nlp is not None:
        from eventx.analyzer.foreign import adapt

        return adapt(nlp)
    from eventx.analyzer.component import build_nlp

    return build_nlp(lang)


@lru_cache(maxsize=8)
def _default(lang: str, pack: Path | None) -> Coder:
    return Coder(lang, pack=pack)


def load(
    lang: str,
    *,
    nlp: Language | None = None,
    extractors: Sequence[str] = ("rules",),
    pack: Path | None = None,
) -> Coder:
    """The coder of a language; the bundled one is built once.

    Args and errors as in `Coder`.
    """
    if nlp is None and tuple(extractors) == ("rules",):
        return _default(lang, pack)
    return Coder(lang, nlp=nlp, extractors=extractors, pack=pack)
