"""How the text presents an event: certainty, polarity, tense, status.

In the manner of event factuality: from the trigger up the tree, each word that has the trigger in
its scope adds its effect; the outer one falls on what the inner ones made. "Did not deny sending"
is a negated denial, "cannot rule out sending" a possibility.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eventx.components.attribution import AttributionReader
from eventx.components.layers import Layers, Modality
from eventx.components.modality_marks import Marks, is_asked, stands_at
from eventx.components.modality_scope import NOMINAL, VERBAL, Level, Scope, opening_of
from eventx.components.modality_state import State
from eventx.components.modality_tense import TenseReader, attached
from eventx.components.modality_words import OperatorWords, Phrase, auxiliaries
from eventx.components.tree import base, kids
from eventx.event import Tense
from eventx.lang.pack import LanguagePack
from eventx.lang.rule import Effect, Operator

if TYPE_CHECKING:
    from spacy.tokens import Token


class ModalityReader:
    """Reads the modality of triggers.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self.words = OperatorWords(pack)
        self.scope = Scope(pack, self.words)
        self.tenses = TenseReader(self.scope)
        self.attribution = AttributionReader(pack, self.scope)
        modifiers = pack.modifiers
        self.marks = Marks(modifiers)
        self._questions = frozenset(modifiers.questions)
        self._new_date = frozenset(modifiers.new_date)
        self._counterfactual = [tuple(w.split()) for w in modifiers.counterfactual]
        self._past_future = frozenset(modifiers.past_future_auxiliaries)

    def read(
        self, token: Token, layers: Layers, *, kind: str | None, published: dt.date | None
    ) -> Modality | None:
        """How the text presents the event of a trigger.

        Args:
            token: head of the trigger.
            layers: what was found in the Doc; `published` there is what dates are counted from.
            kind: one of the three kinds, or None for every other event.
            published: publication date, used where `layers` has none.

        Returns:
            The modality, or None where the words tell no event (wishes, purposes, questions).
        """
        if layers.published is None and published is not None:
            layers.published = published
        levels = self.scope.path(token)
        state = State()
        if is_asked(token):
            return None
        self._climb(state, levels, layers, kind)
        if state.blocked:
            return None
        tense = self.tenses.read(levels, layers, kind)
        adverb_tense = self._adverb_tense(levels)
        if adverb_tense is not None and not self.tenses.is_perfect(token):
            tense = adverb_tense
        self._reported_denial(state, token, layers)
        if state.hearsay and not self.attribution.read(token, layers):
            state.weaken("possible")
        if kind == "arms_transfer" and state.polarity == "negative" and state.status in (
            "cancelled", "halted", "refused",
        ):  # fmt: skip
            tense = "past"
        if kind == "pledge_of_support" and state.certainty == "certain":
            tense = "past"
        if kind == "diplomatic_visit" and tense == "present" and state.status is None:
            state.status = "under way"
        return Modality(
            state.certainty, state.polarity, tense, state.status, tuple(state.operators)
        )

    # ---- the way up --------------------------------------------------------------------------

    def _climb(
        self, state: State, levels: Sequence[Level], layers: Layers, kind: str | None
    ) -> None:
        phrases = self.words.adverbs(levels[0].token.sent)
        inside = {lv.token.i for lv in levels}
        negated_once = False
        for number, level in enumerate(levels):
            if level.role in ("own", "adverbial", "purpose"):
                if level.role == "purpose" and not self._moves(level):
                    state.note("purpose")
                    state.blocked = True
                    return
                negated = self.marks.negated(level) and level.role != "adverbial"
                # "ha né visto né firmato": one negation, told at several words.
                modal = self._modal_negation(level) if negated else None
                if modal is not None and modal.polarity is None:
                    negated = False  # "may not visit" leaves it open
                if negated and not (negated_once and self._concord(levels, number)):
                    state.turn()
                    state.note("negation")
                    negated_once = True
                self._own_words(state, level, levels, layers, kind)
            elif level.operator is not None and not self._rejected(levels[number:]):
                self._operator(state, level, layers, kind)
            self._adverbs(state, level, phrases, inside)
            if state.blocked:
                return
            if level.role in ("adverbial", "purpose"):
                above = self.scope.path(level.token)
                self._climb_above(state, above, layers, kind)
                return

    def _climb_above(
        self, state: State, levels: Sequence[Level], layers: Layers, kind: str | None
    ) -> None:
        """Operators above the main verb of a participle or gerund."""
        for level in levels[1:]:
            if level.role == "operator" and level.operator is not None:
                self._operator(state, level, layers, kind)
            if state.blocked or level.role in ("adverbial", "purpose"):
                return

    @staticmethod
    def _rejected(levels: Sequence[Level]) -> bool:
        """Whether an accusation or request is itself denied: "rejected claims of having sold"."""
        if len(levels) < 2 or levels[0].operator is None or not levels[0].operator.blocks:
            return False
        above = levels[1].operator
        return above is not None and above.claims and above.polarity == "negative"

    def _modal_negation(self, level: Level) -> Effect | None:
        """What a negated modal does, in place of the negation."""
        for helper in auxiliaries(level.token):
            operator = self.words.auxiliary(helper)
            if operator is not None and operator.negated is not None:
                return operator.negated
        return None

    def _moves(self, level: Level) -> bool:
        """Whether the purpose is that of going somewhere: "è andato a Riga per firmare"."""
        lemma = self.scope.syntax.lemma(level.token)
        return lemma in self.scope.motion or any(
            c.lemma_.lower() in self.scope.motion
            for c in kids(level.token, "obl", "obj")
            if c.pos_ == "NOUN"
        )

    @staticmethod
    def _concord(levels: Sequence[Level], number: int) -> bool:
        return base(levels[number].child.dep_) in ("conj", "obj", "nsubj")

    def _operator(self, state: State, level: Level, layers: Layers, kind: str | None) -> None:
        operator = level.operator
        assert operator is not None
        negated = self.marks.negated(level)
        modal = self._modal_negation(level) if negated else None
        if modal is not None and modal.polarity is None:
            negated = False
        state.note(f"not {operator.id}" if negated else operator.id)
        if operator.absorbs and kind is None and not negated:
            state.blocked = True
            return
        for helper in auxiliaries(level.token):
            self._helper(state, helper, level.token, hedge_only=True)
        if self.tenses.mood(self.tenses.finite(level.token) or level.token) == "Cnd":
            self._conditional(state, level.token, [level], layers)
        effect: Effect = operator
        if negated and operator.negated is not None:
            effect = operator.negated
        if operator.needs_date and not negated:
            self._postponed(state, level, layers)
        state.apply(effect, operator, negated=negated and operator.negated is None)

    def _postponed(self, state: State, level: Level, layers: Layers) -> None:
        """A postponement without a new date leaves nothing that stands."""
        if self._has_new_date(level, layers):
            return
        if state.polarity == "positive":
            state.turn()
        state.status = "postponed"

    def _has_new_date(self, level: Level, layers: Layers) -> bool:
        sent = level.token.sent
        for mention in layers.times:
            if not sent.start_char <= mention.start < sent.end_char:
                continue
            span = layers.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            before = layers.doc[max(sent.start, span.start - 2) : span.start + 1]
            opened = any(t.lower_ in self._new_date for t in before)
            near = attached(level.token, mention, layers) or span.start > level.token.i
            if opened and near and mention.relation != "since":
                return True
        return self._dated_after(level, layers)

    def _dated_after(self, level: Level, layers: Layers) -> bool:
        """Whether the next sentence gives the new date: "The visit is now planned for March"."""
        end = level.token.sent.end
        if end >= len(layers.doc):
            return False
        sent = layers.doc[end].sent
        dated = any(sent.start_char <= m.start < sent.end_char for m in layers.times)
        root = sent.root
        operator = self.words.verb(root) or self.words.adjective(root)
        return dated and operator is not None and operator.status == "planned"

    # ---- words at the trigger ----------------------------------------------------------------

    def _own_words(
        self, state: State, level: Level, levels: Sequence[Level], layers: Layers, kind: str | None
    ) -> None:
        token = level.token
        if token.pos_ in NOMINAL:
            self._noun_modifiers(state, token, layers)
        for helper in auxiliaries(token):
            self._helper(state, helper, token, hedge_only=False)
        self._unreal(state, token)
        form = self.tenses.finite(token)
        if form is not None and self.tenses.mood(form) == "Cnd":
            self._conditional(state, token, levels, layers)
        self._past_future_hedge(state, token, levels, layers)
        self._conditions(state, token, level, kind)
        case = self.words.case(token)
        if case is not None:
            state.note(case.id)
            state.apply(case, case)

    def _noun_modifiers(self, state: State, noun: Token, layers: Layers) -> None:
        for child in noun.children:
            operator = self.tenses.modifier(child)
            if operator is None:
                continue
            state.note(operator.id)
            if operator.needs_date:
                self._postponed(state, Level(child, noun, "operator", operator), layers)
            elif operator.polarity == "negative":
                state.polarity = "negative"
            elif operator.hearsay:
                state.hearsay = True
            state.weaken(None if operator.hearsay else operator.certainty)
            if operator.polarity == "negative" or state.status is None:
                state.status = operator.status or state.status

    def _helper(self, state: State, helper: Token, verb: Token, *, hedge_only: bool) -> None:
        operator = self.words.auxiliary(helper)
        if operator is None:
            return
        if hedge_only:
            state.weaken(operator.certainty)
            return
        state.note(operator.id)
        if operator.blocks:
            state.blocked = True
        elif operator.hearsay:
            # "soll geliefert haben" is told by others, "soll liefern" a plan.
            state.hearsay = state.hearsay or self.tenses.is_perfect(verb)
        elif not self._impossible(operator, verb):
            state.weaken(operator.certainty)
        state.status = state.status or operator.status

    def _impossible(self, operator: Operator, verb: Token) -> bool:
        """Whether a negated modal leaves no possibility: "cannot send"."""
        turned = operator.negated is not None and operator.negated.polarity == "negative"
        return turned and self.marks.negated(Level(verb, verb, "own"))

    def _unreal(self, state: State, token: Token) -> None:
        """What did not happen: "would have sent"."""
        helpers = auxiliaries(token)
        forms = tuple(h.lower_ for h in helpers)
        if any(forms[: len(words)] == words for words in self._counterfactual):
            state.note("unreal")
            state.blocked = True

    def _conditional(
        self, state: State, token: Token, levels: Sequence[Level], layers: Layers
    ) -> None:
        operator = self.words.mood("Cnd")
        form = self.tenses.finite(token)
        if operator is None or form is None or self.words.auxiliary(form) is not None:
            return
        if self.tenses.is_future_of_past(token, levels, layers):
            state.note("future of the past")
            return
        state.note(operator.id)
        state.hearsay = state.hearsay or operator.hearsay
        if not operator.hearsay:
            state.weaken(operator.certainty)

    def _past_future_hedge(
        self, state: State, token: Token, levels: Sequence[Level], layers: Layers
    ) -> None:
        """In a report "would" is the future; without one it is only a possibility."""
        if not any(h.lower_ in self._past_future for h in auxiliaries(token)):
            return
        if any(lv.role in ("report", "other", "operator") for lv in levels[1:]):
            state.note("future of the past")
            return
        state.note("conditional")
        state.hearsay = True

    def _conditions(self, state: State, token: Token, level: Level, kind: str | None) -> None:
        """Conditions and indirect questions, at the clause itself or hanging on it."""
        if token.pos_ not in VERBAL and not kids(token, "cop"):
            return
        clauses = [c for c in token.children if base(c.dep_) == "advcl"]
        opening = set(opening_of(token))
        if base(token.dep_) in ("ccomp", "xcomp") and opening & self._questions:
            state.note("indirect question")
            state.weaken("possible")
            return
        if self.marks.is_condition(token):
            state.note("condition")
            state.blocked = True  # "if it refused" tells of no refusal
            return
        # A threat or promise is made, whatever the condition under which it is to be kept.
        said = self.scope.syntax.lemma(token) in self.pack.modifiers.speech
        conditional = any(map(self.marks.is_condition, clauses)) and not said
        if conditional and kind != "pledge_of_support" and not self.tenses.is_perfect(token):
            state.note("condition")
            state.weaken("possible")

    # ---- adverbs -----------------------------------------------------------------------------

    def _adverbs(
        self, state: State, level: Level, phrases: Sequence[Phrase], inside: set[int]
    ) -> None:
        if level.role not in ("own", "operator", "adverbial", "purpose"):
            return
        for phrase in phrases:
            if not stands_at(phrase, level.token, inside):
                continue
            operator = phrase.operator
            state.note(operator.id)
            if operator.blocks:
                state.blocked = True
            elif operator.hearsay:
                state.hearsay = True
            else:
                state.weaken(operator.certainty)
            if level.role == "own":
                if operator.polarity == "negative":
                    state.turn()
                state.status = state.status or operator.status

    def _adverb_tense(self, levels: Sequence[Level]) -> Tense | None:
        phrases = self.words.adverbs(levels[0].token.sent)
        inside = {lv.token.i for lv in levels}
        for level in levels:
            if level.role != "own":
                continue
            for phrase in phrases:
                planned = phrase.operator.tense and phrase.operator.status == "planned"
                if planned and stands_at(phrase, level.token, inside):
                    return phrase.operator.tense
        return None

    # ---- denials that follow ---------------------------------------------------------------------

    def _reported_denial(self, state: State, token: Token, layers: Layers) -> None:
        """A denial in the sentence that follows: "Lo ha smentito il ministero"."""
        follower = self.attribution.follower(token, layers)
        operator = self.words.verb(follower) if follower is not None else None
        if operator is not None and operator.polarity == "negative" and operator.claims:
            if follower is not None and self.marks.negated(Level(follower, follower, "own")):
                return
            state.turn()
            state.status = operator.status if state.polarity == "negative" else None
            state.note(operator.id)

    def levels(self, token: Token) -> Iterator[Level]:
        """The path from a trigger upwards, for `explain` and tests."""
        yield from self.scope.path(token)
