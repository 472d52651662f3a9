"""When and where: the time and place expressions that belong to a trigger's clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from eventx.components.layers import Draft, Layers, PlaceMention
from eventx.components.times import TimeMention, resolve
from eventx.components.tree import ancestors, base, case_of
from eventx.event import When

if TYPE_CHECKING:
    from spacy.tokens import Token

# Prepositions that link a place to the noun that names its kind.
GENITIVES = frozenset({"di", "of", "de", "von", "do", "da"})
FAR = 270
# The hour that opens an entry of a live blog, with "h", "Uhr" or "ora italiana" behind it.
_HOUR = re.compile(r"[(\[•*·–—-]*\s*(?:[01]?\d|2[0-3])\s?[.:h]\s?[0-5]\d(?=\s*(?:\D|$))")
SPOKEN = frozenset({"01", "02", "03", "05", "09", "10", "11", "12", "13"})
CLAUSES = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj", "root", "ROOT"})


def clause_of(token: Token) -> Token:
    """The verb (or nominal root) of the clause that a token stands in."""
    child = token
    for head, below in ancestors(token):
        if base(below.dep_) in CLAUSES or (base(below.dep_) == "conj" and below.pos_ == "VERB"):
            return below
        child = head
    return child


def path_length(token: Token, trigger: Token) -> int | None:
    """Steps from a token up to the trigger, None when the trigger is not above it."""
    if token.i == trigger.i:
        return 0
    for steps, (head, _) in enumerate(ancestors(token), 1):
        if head.i == trigger.i:
            return steps
    return None


def _resolved(
    mention: TimeMention, draft: Draft, layers: Layers, anchor: When | None
) -> When | None:
    """The days of a mention; a day without a year that would lie most of a year back is near."""
    published = layers.published
    when = resolve(mention, published=published, tense=draft.modality.tense, anchor=anchor)
    if when is None or published is None or when.basis != "published":
        return when
    if when.granularity == "day" and (published - when.start).days > FAR:
        return resolve(mention, published=published, anchor=anchor)
    return when


def _is_spoken(draft: Draft) -> bool:
    """Whether the act is done by saying it (CAMEO roots 01 to 03, 05, 09 to 13)."""
    root = draft.trigger.rule.cameo[:2]
    return root in SPOKEN and draft.modality.tense != "future"


def _anchor(trigger: Token, layers: Layers, earlier: Sequence[Draft]) -> When | None:
    """The latest date told in the same sentence or the one before."""
    start = trigger.sent.start
    for draft in reversed(earlier):
        sentence = layers.doc[draft.trigger.head].sent
        if sentence.start < start and sentence.end < start:
            return None
        if draft.when is not None:
            return draft.when
    return None


def _locative(place: Token) -> Token:
    """The phrase that a place locates with: itself, or "region" in "in the region of Kursk".

    A place that only describes a noun ("the war in Ukraine") locates nothing but that noun.
    """
    top = place
    while top.head.i != top.i and top.head.pos_ in ("NOUN", "PROPN"):
        linked = base(top.dep_) in ("appos", "flat", "conj", "compound")
        if not linked and case_of(top) not in GENITIVES:
            break
        top = top.head
    return top


class Circumstances:
    """Dates and places drafts."""

    def read(
        self, draft: Draft, layers: Layers, others: frozenset[int], earlier: Sequence[Draft] = ()
    ) -> None:
        """Set `when`, `where` and `places` of a draft.

        Args:
            draft: the draft; its modality is read already, for the tense decides weekdays.
            layers: all mentions.
            others: heads of the other triggers, whose own circumstances are theirs.
            earlier: drafts told before, from whose date "the next day" counts.
        """
        trigger = layers.doc[draft.trigger.head]
        anchor = _anchor(trigger, layers, earlier)
        draft.when = self._when(draft, trigger, layers, others, anchor)
        draft.places = self._places(trigger, layers, others)
        where = self._where(draft, layers)
        if where is not None:
            draft.where = where.where
            draft.steps.append(f"place {where.where.text!r}")

    # ---- time --------------------------------------------------------------------------------

    def _when(
        self, draft: Draft, trigger: Token, layers: Layers, others: frozenset[int],
        anchor: When | None,
    ) -> When | None:  # fmt: skip
        best: tuple[int, When, str] | None = None
        for mention in layers.times:
            if mention.relation in ("duration", "since"):
                continue
            span = layers.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or span.root.sent.start != trigger.sent.start:
                continue
            distance = self._distance(
                span.root, trigger, others, spoken=_is_spoken(draft), direct=True
            )
            if distance is None or (best and best[0] <= distance):
                continue
            when = _resolved(mention, draft, layers, anchor)
            if when is not None:
                best = (distance, when, mention.text)
        if best is None:
            return self._by_the_hour(draft, trigger, layers)
        draft.steps.append(f"date {best[1].start} from {best[2]!r}")
        return best[1]

    @staticmethod
    def _by_the_hour(draft: Draft, trigger: Token, layers: Layers) -> When | None:
        """The day of publication for what a live blog tells under an hour: "13.30 - Rome ..."."""
        if layers.published is None or draft.modality.tense == "future":
            return None
        text = layers.doc.text
        line = text.rfind("\n", 0, trigger.idx) + 1
        if line < layers.offset or not _HOUR.match(text, line):
            return None
        day = layers.published
        draft.steps.append(f"date {day} from the hour above")
        return When(start=day, end=day, granularity="day", basis="published")

    def _distance(
        self,
        token: Token,
        trigger: Token,
        others: frozenset[int],
        *,
        direct: bool = False,
        spoken: bool = True,
    ) -> int | None:
        """How far a circumstance is from the trigger; None when it belongs elsewhere.

        Args:
            token: head of the circumstance.
            trigger: the trigger.
            others: heads of the other triggers.
            direct: whether it must hang on the trigger or its governing verb itself.
            spoken: whether it may hang on the verb that reports: what somebody refuses is refused
                when he says so, but whom he will meet he does not meet on that day.
        """
        if direct and token.head.pos_ in ("NOUN", "PROPN") and token.head.i != trigger.i:
            return None
        own = path_length(token, trigger)
        if own is not None:
            # Below the trigger, unless another trigger stands between.
            for head, _ in ancestors(token):
                if head.i == trigger.i:
                    return own
                if head.i in others and head.pos_ == "VERB":
                    return None
        # On the verb that governs a nominal trigger, or that the trigger's verb complements.
        child, steps = trigger, 2
        for head, below in ancestors(trigger):
            steps += 2
            if base(below.dep_) in ("acl", "parataxis") and child.i != trigger.i:
                break
            if base(below.dep_) == "ccomp" and not spoken:
                break
            if path_length(token, head) is not None:
                between = [h.i for h, _ in ancestors(token) if path_length(h, head)]
                blocked = any(i in others and i != head.i for i in [token.i, *between])
                return None if blocked else steps + (path_length(token, head) or 0)
            child = head
        # The same sentence's only frame: a date at the front of a coordinated clause.
        return None

    # ---- place -------------------------------------------------------------------------------

    def _places(self, trigger: Token, layers: Layers, others: frozenset[int]) -> list[PlaceMention]:
        found = []
        for mention in layers.places:
            token = layers.doc[mention.head]
            if token.sent.start != trigger.sent.start:
                continue
            distance = self._distance(_locative(token), trigger, others, direct=True)
            if distance is not None:
                found.append((distance, mention.head, mention))
        return [m for _, _, m in sorted(found, key=lambda x: x[:2])]

    def _where(self, draft: Draft, layers: Layers) -> PlaceMention | None:
        parties = {m.head for m in (*draft.source, *draft.target) if m.basis != "place"}
        places = [p for p in draft.places if p.head not in parties]
        # A visit happens where its host is, when that is told as a place.
        hosts = {m.head for m in draft.target if m.basis == "place"}
        for place in places:
            if place.head in hosts:
                return place
        cities = [p for p in places if p.where.precision == "city"]
        return cities[0] if cities else places[0] if places else None
