"""Places: towns, regions and countries in the text, each with its one best reading."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from eventx.components.discourse_words import discourse_words
from eventx.components.layers import ActorMention, PlaceMention
from eventx.components.tree import base, case_of
from eventx.event import Where
from eventx.gazetteer.entry import Entry
from eventx.gazetteer.lookup import actor_index, country, place_index
from eventx.gazetteer.matching import Hit
from eventx.lang.pack import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NAMES = "eventx_names"
SMALL_TOWN = 30_000
KINDS: dict[str, Literal["city", "region", "country"]] = {
    "city": "city",
    "capital": "city",
    "region": "region",
    "country": "country",
}


class PlaceFinder:
    """Finds toponyms and decides which place each one means.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.lang = pack.lang
        self.words = discourse_words(pack.lang)
        self.cases = frozenset((*self.words.place_cases, *self.words.path_cases))

    def find(self, doc: Doc, actors: list[ActorMention]) -> list[PlaceMention]:
        """The places of a Doc in the order of their words.

        Args:
            doc: the analysed text.
            actors: actor mentions; names of persons and bodies are no places, and the countries
                that the article is about decide between towns of one name.
        """
        context = Counter(r.country for m in actors for r in m.refs if r.country)
        found = [*self._states(doc, actors), *self._towns(doc, actors, context)]
        kept: list[PlaceMention] = []
        for mention in sorted(found, key=lambda m: (m.start, -(m.end - m.start))):
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    # ---- countries and capitals ------------------------------------------------------------

    def _states(self, doc: Doc, actors: list[ActorMention]) -> list[PlaceMention]:
        found = []
        for hit in actor_index(self.lang).find(doc.text):
            entry = next((e for e in hit.entries if e.kind in ("country", "capital")), None)
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if entry is None or span is None or not self._is_place(span, actors):
                continue
            if len({e.country for e in hit.entries if e.kind in ("country", "capital")}) > 1:
                named = {r.country for m in actors for r in m.refs}
                entry = next((e for e in hit.entries if e.country in named), None)
            if entry is not None:
                found.append(_mention(span, entry))
        return found

    def _is_place(self, span: Span, actors: list[ActorMention]) -> bool:
        """Whether a country or capital stands as a place: in a locative, or in a dateline."""
        for mention in actors:
            if mention.start <= span.start and span.end <= mention.end:
                if mention.basis == "place":
                    return True
                return mention.end - mention.start == len(span) and self._has_case(span)
        return self._has_case(span)

    def _has_case(self, span: Span) -> bool:
        case = case_of(span.root)
        return bool(case) and (
            case in self.words.place_cases or case.split()[0] in self.words.place_cases
        )

    # ---- towns and regions -----------------------------------------------------------------

    def _towns(
        self, doc: Doc, actors: list[ActorMention], context: Counter[str]
    ) -> list[PlaceMention]:
        found = []
        for hit in place_index(self.lang).find(doc.text):
            span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is None or self._is_other_name(span, actors):
                continue
            entry = self._reading(hit, span, context)
            if entry is not None:
                found.append(_mention(span, entry))
        return found

    def _is_other_name(self, span: Span, actors: list[ActorMention]) -> bool:
        """Part of a person's, body's or paper's name, an adjective, a word of the language."""
        if not any(t.text[:1].isupper() for t in span) or span.root.pos_ in ("VERB", "ADP", "DET"):
            return True
        for mention in actors:
            if mention.start <= span.start and span.end <= mention.end and mention.basis in (
                "name", "role", "demonym"
            ):  # fmt: skip
                whole = mention.start == span.start and mention.end == span.end
                if mention.basis == "demonym" or whole or not self._follows_of(span):
                    return True
        for name in span.doc.spans.get(NAMES, ()):
            covers = name.start <= span.start and span.end <= name.end
            if covers and name.label_ == "PER":
                return True
            if (
                covers
                and name.label_ == "ORG"
                and len(name) > len(span)
                and not self._follows_of(span)
            ):
                return True
        return self._is_part(span)

    @staticmethod
    def _is_part(span: Span) -> bool:
        """Part of a longer name of something else: "Tripoli Street", "Suez Rajan"."""
        doc = span.doc
        labelled = any(
            n.label_ == "LOC" and n.start == span.start and n.end == span.end
            for n in doc.spans.get(NAMES, ())
        )
        if labelled:
            return False
        beside = [doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(doc)]
        for token in beside:
            capital = token.text[:1].isupper() and token.pos_ == "PROPN"
            joined = base(token.dep_) in ("flat", "compound") or (
                base(span.root.dep_) in ("flat", "compound")
            )
            if capital and joined and (token.head.i == span.root.i or span.root.head.i == token.i):
                return True
        return base(span.root.dep_) in ("amod", "flat") and base(span.root.head.dep_) == "nsubj"

    @staticmethod
    def _follows_of(span: Span) -> bool:
        """As in "The mayor of Kharkiv": inside another mention, yet a place."""
        return span.start > 0 and span.doc[span.start - 1].pos_ == "ADP"

    def _reading(self, hit: Hit, span: Span, context: Counter[str]) -> Entry | None:
        """The best reading: the country beside it, then the article's countries, then size."""
        beside = self._country_beside(span)
        readings = [e for e in hit.entries if e.kind in ("city", "region")]
        if beside is not None:
            inside = [e for e in readings if e.country == beside]
            readings = inside or readings
        if not readings:
            return None
        labelled = any(
            n.label_ == "LOC" and n.start <= span.start and span.end <= n.end
            for n in span.doc.spans.get(NAMES, ())
        )
        located = bool(case_of(span.root)) and case_of(span.root).split()[0] in self.cases

        def weight(entry: Entry) -> tuple[int, int, int]:
            near = context[entry.country] if entry.country else 0
            return (1 if near else 0, 1 if entry.kind == "region" else 0, entry.population)

        best = max(readings, key=weight)
        known = bool(best.country and context[best.country])
        if best.kind == "region" or known or beside == best.country:
            return best if labelled or located or known else None
        # A town that nothing in the article speaks for must be large, or called a place.
        return best if labelled or (located and best.population >= SMALL_TOWN) else None

    def _country_beside(self, span: Span) -> str | None:
        """The country of "Paris, Texas" or "Tripoli (Libano)"."""
        rest = span.doc[span.end : span.end + 5].text
        if not rest[:1] or rest.lstrip()[:1] not in (",", "("):
            return None
        hits = actor_index(self.lang).find(rest)
        if not hits or hits[0].start > 2:
            return None
        entry = hits[0].entries[0]
        return entry.country if entry.kind == "country" else None


def _mention(span: Span, entry: Entry) -> PlaceMention:
    lat, lon = entry.latitude, entry.longitude
    if lat is None and entry.country is not None and entry.kind == "country":
        state = country(entry.country)
        lat, lon = state.latitude, state.longitude
    where = Where(
        text=span.text,
        name=entry.name,
        country=entry.country,
        admin1=entry.admin1,
        latitude=lat,
        longitude=lon,
        geonames_id=entry.geonames_id,
        precision=KINDS[entry.kind],
    )
    return PlaceMention(span.start, span.end, span.root.i, where)
