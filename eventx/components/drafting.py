"""From a trigger to a draft: who, to whom, what, with the reasons kept for `explain`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from eventx.components.arguments import Fillers
from eventx.components.clause import Filler
from eventx.components.crowds import crowd
from eventx.components.layers import ActorMention, ActorRef, Draft, ItemMention, Layers, Trigger
from eventx.components.partners import complete
from eventx.components.tree import ancestors, base, is_finite
from eventx.gazetteer.tables import countries
from eventx.lang.pack import LanguagePack
from eventx.lang.rule import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token


class DeedReader(Protocol):
    """Finds the actor behind a deed noun, such as "Russian" in "the Russian attack"."""

    def agent_of(self, noun: Token, layers: Layers) -> ActorMention | None:
        """The doer of a deed that is named as a noun."""
        ...


class Drafter:
    """Fills the slots of triggers with actors, places and items.

    Args:
        pack: the language pack.
        deeds: reader of deed nouns.
    """

    def __init__(self, pack: LanguagePack, deeds: DeedReader) -> None:
        self.pack = pack
        self.deeds = deeds
        self.fillers = Fillers(pack)

    def draft(
        self, trigger: Trigger, layers: Layers, earlier: Sequence[Draft] = ()
    ) -> Draft | None:
        """The draft of a trigger; None when the actors that its rule needs are missing.

        Args:
            trigger: the trigger.
            layers: all mentions.
            earlier: the drafts told before, for parties that the clause leaves out.
        """
        token = layers.doc[trigger.head]
        name = trigger.rule.frame if trigger.verbal else trigger.rule.noun_frame
        frame = self.pack.frames[name]
        draft = Draft(trigger)
        draft.steps.append(f"rule {trigger.rule.id} on {token.text!r}, frame {name}")
        draft.items = self._items(trigger, token, frame, layers, draft)
        self._parties(trigger, token, frame, layers, draft)
        if trigger.rule.kind == "arms_transfer":
            self._by_item(draft, layers)
        complete(draft, layers, earlier)
        return draft if self._complete(draft) else None

    # ---- parties -----------------------------------------------------------------------------

    def _parties(
        self, trigger: Trigger, token: Token, frame: Frame, layers: Layers, draft: Draft
    ) -> None:
        if self._is_nobody(trigger, token):
            return
        used: set[int] = set()
        draft.source = self._side(trigger, token, frame.source, layers, draft, "source", used)
        if not draft.source and "@subj" in frame.source and trigger.verbal:
            draft.source = self._zero(token, layers, draft)
        if not draft.source:
            self._crowd(trigger, token, frame, layers, draft)
        used.update(m.head for m in draft.source)
        if draft.source:
            self._companions(trigger, token, frame, layers, draft)
        used.update(m.head for m in draft.source)
        draft.target = self._side(trigger, token, frame.target, layers, draft, "target", used)
        if frame.symmetric and not draft.target:
            _split(draft)
        if frame.symmetric and not draft.source and len(draft.target) > 1:
            draft.source, draft.target = draft.target[:1], draft.target[1:]

    def _crowd(
        self, trigger: Trigger, token: Token, frame: Frame, layers: Layers, draft: Draft
    ) -> None:
        """Protesters of whom only the place tells the country."""
        for filler in self.fillers.slots(trigger, token, frame.source):
            for inner in reversed(self.fillers.syntax.through_containers(filler.token)):
                mention = crowd(draft, inner, layers)
                if mention is not None:
                    draft.source = [mention]
                    words = layers.doc[mention.start : mention.end].text
                    draft.steps.append(f"source: {words!r} of the place, by {filler.path}")
                    return

    def _companions(
        self, trigger: Trigger, token: Token, frame: Frame, layers: Layers, draft: Draft
    ) -> None:
        """Office-holders who come along; a colleague's host or a crew's captain holds none."""
        for filler in self.fillers.slots(trigger, token, frame.companions):
            mention = self.fillers.actor(filler.token, layers)
            if mention is None or mention.head in {m.head for m in draft.source}:
                continue
            if any(r.type == "person" and "GOV" in r.roles for r in mention.refs):
                draft.source.append(mention)
                words = layers.doc[mention.start : mention.end].text
                draft.steps.append(f"source: companion {words!r} by {filler.path}")

    def _is_nobody(self, trigger: Trigger, token: Token) -> bool:
        """Whether the subject is nobody in particular: "whoever arms the aggressor"."""
        if not trigger.verbal:
            return False
        subjects = [f.token for f in self.fillers.slot(trigger, token, "@subj")]
        if base(token.dep_) == "acl" and not any(
            c.dep_.startswith("nsubj") for c in token.children
        ):
            # "Chi arma l'aggressore": the relative clause hangs on its own pronoun.
            subjects.append(token.head)
        return any(t.lower_ in self.pack.grammar.nobody for t in subjects)

    def _side(
        self, trigger: Trigger, token: Token, slots: Iterable[str], layers: Layers, draft: Draft,
        side: str, used: set[int],
    ) -> list[ActorMention]:  # fmt: skip
        """The first slot that holds an actor decides."""
        for slot in slots:
            mentions = []
            for filler in self.fillers.slot(trigger, token, slot):
                mention = self._mention(filler, layers, deed=side == "target")
                if mention is not None and _is_goods(mention, draft):
                    continue
                if mention is not None and mention.head not in used and mention.head != token.i:
                    mentions.append(mention)
                    words = layers.doc[mention.start : mention.end].text
                    draft.steps.append(
                        f"{side} {slot}: {words!r} by {filler.path}, {mention.basis}"
                    )
            if mentions:
                return list(dict.fromkeys(mentions))
        return []

    def _mention(self, filler: Filler, layers: Layers, *, deed: bool) -> ActorMention | None:
        for token in self.fillers.syntax.through_containers(filler.token):
            mention = self.fillers.actor(token, layers)
            if mention is not None and mention.refs:
                return mention
            if mention is not None and token.pos_ == "NOUN":
                # "a personal envoy of John Mahama": his principal tells the country.
                principal = self.deeds.agent_of(token, layers)
                if principal is not None:
                    return principal
        if deed and filler.token.pos_ == "PROPN":
            return _owner_of_place(filler, layers)
        # "condemned the Russian attack": whose deed is condemned is the target.
        if not deed and self._is_force(filler.token, layers):
            return self.deeds.agent_of(filler.token, layers)
        if deed and filler.token.pos_ == "NOUN":
            for token in self.fillers.syntax.through_containers(filler.token):
                agent = self.deeds.agent_of(token, layers)
                if agent is not None:
                    return agent
            return _owner_of_place(filler, layers)
        return None

    def _is_force(self, token: Token, layers: Layers) -> bool:
        """Ships, guns, instructors: what "Chinese warships" do, China does."""
        if layers.item_at(token.i) is not None:
            return True
        return self.fillers.syntax.lemma(token) in self.pack.members(("%troops", "%force"))

    def _zero(self, verb: Token, layers: Layers, draft: Draft) -> list[ActorMention]:
        """The dropped subject of the verb or of the finite verb that controls it."""
        finite = verb
        if not is_finite(verb):
            for head, child in ancestors(verb):
                if base(child.dep_) not in ("xcomp", "advcl", "conj", "ccomp"):
                    break
                finite = head
                if is_finite(head):
                    break
        for mention in layers.actors:
            if mention.basis == "zero" and mention.head == finite.i and mention.refs:
                draft.steps.append(f"source: dropped subject of {finite.text!r}")
                return [mention]
        return []

    # ---- items -------------------------------------------------------------------------------

    def _items(
        self, trigger: Trigger, token: Token, frame: Frame, layers: Layers, draft: Draft
    ) -> list[ItemMention]:
        found: dict[int, ItemMention] = {}
        fillers = self.fillers.slots(trigger, token, frame.items)
        if not fillers and trigger.verbal:
            stray = self.fillers.stray_items(trigger, token, layers)
            fillers = [Filler(t, "stray") for t in stray]
        for filler in fillers:
            for inner in filler.token.subtree:
                item = layers.item_at(inner.i)
                if item and self._belongs(inner, filler.token):
                    found[item.head] = item
        for item in found.values():
            draft.steps.append(f"item {layers.doc[item.start : item.end].text!r}: {item.category}")
        return sorted(found.values(), key=lambda m: m.head)

    @staticmethod
    def _belongs(inner: Token, filler: Token) -> bool:
        """Whether nothing but noun phrases lies between an item and the slot's filler."""
        if inner.i == filler.i:
            return True
        for head, child in ancestors(inner):
            if child.pos_ in ("VERB", "AUX") or base(child.dep_) in ("acl", "advcl", "parataxis"):
                return False
            if head.i == filler.i:
                return True
        return False

    def _by_item(self, draft: Draft, layers: Layers) -> None:
        """Read "North Korean ammunition": the goods' origin is the supplier when none is named."""
        if draft.source:
            return
        for item in draft.items:
            mention = self.deeds.agent_of(layers.doc[item.head], layers)
            if mention is not None and mention.head not in {m.head for m in draft.target}:
                draft.source = [mention]
                words = layers.doc[mention.start : mention.end].text
                draft.steps.append(f"source: origin of the item, {words!r}")
                return

    @staticmethod
    def _complete(draft: Draft) -> bool:
        have = {
            "source": bool(draft.source),
            "target": bool(draft.target),
            "items": bool(draft.items),
            "either": bool(draft.source or draft.target),
            "both": bool(draft.source and draft.target),
        }
        return all(have[need] for need in draft.trigger.rule.needs)


def _is_goods(mention: ActorMention, draft: Draft) -> bool:
    """Whether a maker's name stands for its product: "the sale of Bayraktars"."""
    return any(item.start <= mention.head < item.end for item in draft.items)


def _in_clause(token: Token, top: Token) -> bool:
    """Whether a verb stands between a token and the phrase's head."""
    for head, child in ancestors(token):
        if child.pos_ in ("VERB", "AUX"):
            return True
        if head.i == top.i:
            break
    return False


def _owner_of_place(filler: Filler, layers: Layers) -> ActorMention | None:
    """The state of a place that is the filler or in it: "la periferia di Atarib" is Syria's."""
    top = filler.token
    inside = {t.i for t in top.subtree if t.i == top.i or not _in_clause(t, top)}
    for place in layers.places:
        country = place.where.country
        if place.head in inside and country is not None:
            span = layers.doc[place.start : place.end]
            state = countries().get(country)
            name = state.name if state is not None else place.where.name
            ref = ActorRef(
                name, "state", country, country, (), None, span.start_char,
                span.end_char,
            )  # fmt: skip
            return ActorMention(place.start, place.end, place.head, (ref,), "place")
    return None


def _split(draft: Draft) -> None:
    """Split "Rome and Tripoli met", "the two leaders talked": the parties of a mutual event."""
    if len(draft.source) > 1:
        draft.source, draft.target = draft.source[:1], draft.source[1:]
        return
    if len(draft.source) == 1:
        mention = draft.source[0]
        countries = list(dict.fromkeys(r.party for r in mention.refs))
        if len(countries) > 1:
            one = tuple(r for r in mention.refs if r.party == countries[0])
            rest = tuple(r for r in mention.refs if r.party != countries[0])
            whole = (mention.start, mention.end, mention.head)
            draft.source = [ActorMention(*whole, one, mention.basis)]
            draft.target = [ActorMention(*whole, rest, mention.basis)]
