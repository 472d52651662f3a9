"""When the act lies: past, present or future, from morphology, auxiliaries, operators and dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eventx.components.layers import Layers
from eventx.components.modality_scope import VERBAL, Level, Scope
from eventx.components.modality_words import auxiliaries, find_words
from eventx.components.times import TimeMention, resolve
from eventx.components.tree import base, kids
from eventx.event import Tense
from eventx.lang.rule import Operator

if TYPE_CHECKING:
    from spacy.tokens import Token


class TenseReader:
    """Reads the tense of one trigger after the other.

    Args:
        scope: the walker, which also knows the pack.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.modifiers = scope.pack.modifiers
        self._future = frozenset(self.modifiers.future_auxiliaries)
        self._past_future = frozenset(self.modifiers.past_future_auxiliaries)
        self._speech = frozenset(self.modifiers.speech) | scope.reporting
        self._ongoing = frozenset(self.modifiers.ongoing)
        self._inchoative = frozenset(self.modifiers.inchoative)
        self._progressive = frozenset(self.modifiers.progressive)
        self._now = [tuple(w.split()) for w in self.modifiers.now]
        endings = self.modifiers.endings
        self._conditional_endings = endings.get("Cnd") or ("\0",)
        self._future_endings = endings.get("Fut") or ("\0",)
        self._hearsay = frozenset(self.modifiers.hearsay_speakers) | frozenset(
            self.modifiers.media_nouns
        )

    # ---- forms -------------------------------------------------------------------------------

    def mood(self, token: Token) -> str | None:
        """Mood of a form; an ending that gives it away counts before the analysis."""
        if token.pos_ in VERBAL and token.lower_.endswith(self._conditional_endings):
            return "Cnd"
        return next(iter(token.morph.get("Mood", [])), None)

    def form_tense(self, token: Token) -> str | None:
        """Tense of a form, in the same way."""
        if token.pos_ in VERBAL and token.lower_.endswith(self._future_endings):
            return "Fut"
        return next(iter(token.morph.get("Tense", [])), None)

    def is_perfect(self, token: Token) -> bool:
        """Whether the verb is a participle with an auxiliary that is none of the simple passive."""
        helpers = [t for t in auxiliaries(token) if t.dep_ != "aux:pass"]
        if not token.morph.get("VerbForm", []) and token.pos_ in ("VERB", "ADJ"):
            # A participle that the analysis took for an adjective: "ist eingetroffen".
            return any(t.dep_ == "aux" and not self.is_modal(t)
                       and t.lemma_.lower() not in self._future for t in helpers)  # fmt: skip
        if not _is_past_participle(token):
            return any(_is_past_participle(t) for t in helpers) and len(helpers) > 1
        plain = [t for t in helpers if not self.is_modal(t) and t.dep_ != "cop"]
        if any(t.lemma_.lower() in self._future for t in plain):
            plain = [t for t in plain if t.lemma_.lower() not in self._future]
        if plain:
            return True
        passive = kids(token, "aux:pass")
        return len(passive) > 1 or any(_is_past_participle(t) for t in passive)

    def is_modal(self, token: Token) -> bool:
        """Whether an auxiliary is a modal operator or one of the future."""
        if self.scope.words.auxiliary(token) is not None:
            return True
        return token.lower_ in self._past_future or token.lower_ in self._future

    def finite(self, token: Token) -> Token | None:
        """The finite form of a verb: its first finite auxiliary or itself."""
        for form in [*auxiliaries(token), token]:
            shapes = form.morph.get("VerbForm", [])
            if ("Fin" in shapes or self.mood(form)) and not {"Inf", "Part"}.intersection(shapes):
                return form
        helpers = auxiliaries(token)
        if helpers and helpers[0].lower_ in self._past_future | self._future:
            return helpers[0]
        return None

    def is_past(self, verb: Token) -> bool:
        """Whether a verb stands in a past tense."""
        if self.is_perfect(verb):
            return True
        form = self.finite(verb) or verb
        return self.form_tense(form) in ("Past", "Imp")

    # ---- the act -----------------------------------------------------------------------------

    def read(self, levels: Sequence[Level], layers: Layers, kind: str | None) -> Tense:
        """The tense of the act.

        Args:
            levels: the path from the trigger.
            layers: what was found in the Doc.
            kind: kind of the trigger's rule.
        """
        token = levels[0].token
        if token.pos_ in VERBAL or (token.pos_ == "ADJ" and auxiliaries(token)):
            own = self._of_verb(token, levels, layers, kind)
            if own is not None:
                return own
        else:
            own = self._of_predicate(token, layers) or self._of_modifiers(token, layers)
            if own is not None:
                return own
        return self._from_above(levels, layers, kind)

    def _of_predicate(self, noun: Token, layers: Layers) -> Tense | None:
        """The copula's tense: "è in visita"."""
        if not kids(noun, "cop"):
            return None
        forms = [*kids(noun, "cop"), *kids(noun, "aux")]
        tense = next((self.form_tense(f) for f in forms if self.form_tense(f)), None)
        if tense == "Fut" or any(f.lower_ in self._future for f in forms):
            return "future"
        return "past" if tense in ("Past", "Imp") else "present"

    def _of_modifiers(self, noun: Token, layers: Layers) -> Tense | None:
        """Adjectives, participles and relative clauses of an event noun."""
        for child in noun.children:
            operator = self.modifier(child)
            if operator is not None and operator.tense:
                return operator.tense
            if child.dep_ == "acl:relcl" and self._lies_ahead(child, layers):
                return "future"
        return None

    def modifier(self, child: Token) -> Operator | None:
        """The operator that an adjective or participle of an event noun is, or None."""
        words, dep = self.scope.words, base(child.dep_)
        if child.dep_ == "acl:relcl":
            operator = words.verb(child) if self.scope.syntax.is_passive(child) else None
            return operator or words.subject_verb(child)
        if dep == "amod" or (dep in ("acl", "advcl", "compound") and child.pos_ in ("ADJ", "VERB")):
            operator = words.adjective(child)
            shapes = child.morph.get("VerbForm", [])
            if operator is None and (child.pos_ == "VERB" or "Part" in shapes):
                active = "Ger" in shapes or child.lower_.endswith("ing")
                operator = None if active else words.verb(child)
                if operator is not None and (operator.claims or operator.blocks):
                    return operator if operator.polarity else None
            return operator
        return None

    def _lies_ahead(self, verb: Token, layers: Layers) -> bool:
        form = self.finite(verb)
        if form is not None and self.form_tense(form) == "Fut":
            return True
        forms = auxiliaries(verb)
        if any(f.lower_ in self._future or f.lower_ in self._past_future for f in forms):
            return True
        for form in [*forms, verb.head]:
            operator = self.scope.words.auxiliary(form)
            if operator is not None and operator.tense == "future" and not self.is_perfect(verb):
                return True
        for phrase in self.scope.words.adverbs(verb.sent):
            if phrase.operator.tense == "future" and phrase.end <= verb.i <= phrase.end + 1:
                return True
        return self.sign(verb, layers) == 1 and not self.is_perfect(verb)

    def _of_verb(
        self, token: Token, levels: Sequence[Level], layers: Layers, kind: str | None
    ) -> Tense | None:
        """The tense of a verb's own form; None for infinitives, gerunds and the like."""
        helpers = auxiliaries(token)
        if not helpers and len(levels) > 1 and levels[1].role == "own" and _is_conj(levels[1]):
            token, helpers = levels[1].token, auxiliaries(levels[1].token)
        perfect = self.is_perfect(token)
        for helper in helpers:
            operator = self.scope.words.auxiliary(helper)
            if operator is not None and operator.tense:
                return "past" if perfect else operator.tense
        if any(self._of_future(h, token) for h in helpers):
            return "future"
        if any(h.lower_ in self._past_future for h in helpers):
            return "past" if perfect else "future"
        form = self.finite(token)
        if form is None:
            if perfect:
                return "past"
            if helpers and _is_past_participle(token):
                # "to be returned" has no time of its own.
                shapes = {s for h in helpers for s in h.morph.get("VerbForm", [])}
                return None if shapes & {"Inf", "Ger"} else "past"
            return "past" if self._bare_participle(token) else None
        if self.mood(form) == "Cnd":
            return self._of_conditional(token, levels, layers, perfect)
        if perfect:
            return self._of_perfect(token, form)
        tense = self.form_tense(form)
        if tense == "Fut":
            return "future"
        subjunctive = self.mood(form) == "Sub" and tense != "Imp"
        if tense in ("Past", "Imp") and not subjunctive:
            return "past"
        if subjunctive and len(levels) > 1:
            above = next((lv.operator for lv in levels[1:] if lv.operator), None)
            if above is not None and (above.tense or above.certainty not in (None, "certain")):
                return above.tense or "future"
        return self.of_present(token, layers, kind)

    def _of_future(self, helper: Token, verb: Token) -> bool:
        if helper.lower_ in self._future:
            return True
        return helper.lemma_.lower() in self._future and self._ahead(helper, verb)

    def _ahead(self, helper: Token, verb: Token) -> bool:
        """German "wird liefern" is the future, "wird geliefert" the passive."""
        if helper.dep_ != "aux" or "Past" in helper.morph.get("Tense", []):
            return False
        return not _is_past_participle(verb) or len(kids(verb, "aux")) > 1

    def _of_perfect(self, token: Token, form: Token) -> Tense:
        # "avrà inviato" stands for a supposition about the past only as a main verb.
        embedded = token.head.i != token.i or bool(kids(token, "aux:pass"))
        if self.form_tense(form) == "Fut" and embedded:
            return "future"
        # "have been blocking": a progressive perfect tells an act under way.
        if "Ger" in token.morph.get("VerbForm", []) or token.lower_.endswith("ing"):
            return "present" if self.form_tense(form) != "Past" else "past"
        return "past"

    def _bare_participle(self, token: Token) -> bool:
        return _is_past_participle(token) and not auxiliaries(token)

    def _of_conditional(
        self, token: Token, levels: Sequence[Level], layers: Layers, perfect: bool
    ) -> Tense:
        if self.is_future_of_past(token, levels, layers):
            return "future"
        return "past" if perfect else "future"

    def is_future_of_past(self, token: Token, levels: Sequence[Level], layers: Layers) -> bool:
        """Whether a conditional tells what was still to come ("disse che avrebbe inviato")."""
        mode = self.modifiers.future_in_past
        form = self.finite(token)
        if form is None or mode == "auxiliary" or self.mood(form) != "Cnd":
            return False
        if self.is_perfect(token) != (mode == "compound") or self.sign(token, layers) == -1:
            return False
        for level in levels[1:]:
            if level.role in ("report", "other") and level.token.pos_ in VERBAL:
                speaker = self.scope.syntax.subject(level.token)
                if speaker is not None and speaker.token.lemma_.lower() in self._hearsay:
                    return False
                return self.is_past(level.token)
            if level.operator is not None and level.token.pos_ in VERBAL:
                return level.operator.claims and self.is_past(level.token)
        return False

    # ---- the present -------------------------------------------------------------------------

    def of_present(self, token: Token, layers: Layers, kind: str | None) -> Tense:
        """What a present tense tells: an act under way, one to come, or one that is over."""
        lemma = self.scope.syntax.lemma(token)
        mentions = list(self.times(token, layers))
        signs = {self._sign_of(m, layers) for m in mentions}
        since = any(m.relation in ("since", "duration") for m in mentions)
        progressive = self.is_progressive(token)
        if 1 in signs:
            return "future"
        if progressive or since or self._is_now(token):
            return "present"
        if kind in (None, "pledge_of_support") and lemma in self._speech:
            return "past"
        if token.idx < layers.offset or -1 in signs:
            return "past"
        if None in signs and kind == "diplomatic_visit" and lemma in self.scope.motion:
            return "future"
        if lemma in self._ongoing:
            return "present"
        if kind == "arms_transfer":
            return "present"
        return "past"

    def is_progressive(self, token: Token) -> bool:
        """Whether a verb is in the progressive ("sta negoziando", "is visiting")."""
        return ("Ger" in token.morph.get("VerbForm", []) or token.lower_.endswith("ing")) and any(
            h.lemma_.lower() in self._progressive for h in auxiliaries(token)
        )

    def _is_now(self, token: Token) -> bool:
        clause = [t for t in token.subtree if abs(t.i - token.i) < 12]
        return any(next(find_words(clause, words), None) for words in self._now)

    # ---- from above --------------------------------------------------------------------------

    def _from_above(self, levels: Sequence[Level], layers: Layers, kind: str | None) -> Tense:
        """The tense that governing words lend an infinitive or noun."""
        token = levels[0].token
        for level in levels[1:]:
            operator = level.operator
            if operator is not None:
                if operator.negated is not None and operator.negated.tense and not operator.tense:
                    continue
                if operator.status == "agreed" and token.pos_ not in VERBAL and kind is None:
                    continue  # "agreed to a ceasefire": what was agreed stands
                if operator.tense:
                    return operator.tense
                continue
            if level.role in ("own", "host", "adverbial", "purpose") and level.token.pos_ in VERBAL:
                if self._inchoative.intersection((self.scope.syntax.lemma(level.token),)):
                    return self._of_beginning(level.token, layers, kind, token)
                alone = [Level(level.token, level.child, "own")]
                lent = self._of_verb(level.token, alone, layers, kind)
                if level.role == "host" and lent == "present":
                    break
                if lent is not None:
                    return lent
        mentions = list(self.times(token, layers))
        if token.pos_ not in VERBAL and any(self._sign_of(m, layers) == 1 for m in mentions):
            return "future"
        if any(lv.role == "host" and self.sign(lv.token, layers) == 1 for lv in levels):
            return "future"
        return "past"

    def _of_beginning(self, verb: Token, layers: Layers, kind: str | None, token: Token) -> Tense:
        """Beginnings: "has begun to withdraw" goes on, "began to withdraw" is told as over."""
        form = self.finite(verb)
        tense = self.form_tense(form) if form is not None else None
        if tense == "Pres" and token.pos_ in VERBAL:
            return "present"
        if tense == "Fut" or any(h.lower_ in self._future for h in auxiliaries(verb)):
            return "future"
        return "past"

    # ---- dates -------------------------------------------------------------------------------

    def sign(self, token: Token, layers: Layers) -> int | None:
        """Whether the clause's time lies behind (-1) or ahead (1); None when unsaid or unclear."""
        signs = {self._sign_of(m, layers) for m in self.times(token, layers)} - {None, 0}
        return signs.pop() if len(signs) == 1 else None

    def times(self, token: Token, layers: Layers) -> Iterator[TimeMention]:
        """Time expressions that hang on the word, no other verb between."""
        sent = token.sent
        for mention in layers.times:
            if not sent.start_char <= mention.start < sent.end_char or mention.dateline:
                continue
            if attached(token, mention, layers):
                yield mention

    @staticmethod
    def _sign_of(mention: TimeMention, layers: Layers) -> int | None:
        published = layers.published
        found = {_side(mention, published, tense) for tense in ("past", "future")}
        if len(found) == 1:
            return found.pop()
        # A bare month or date means the nearest one, a bare weekday may be either.
        weekday = mention.reading.kind.startswith("week")
        return None if weekday else _side(mention, published, None)


def _side(mention: TimeMention, published: dt.date | None, tense: Tense | None) -> int | None:
    when = resolve(mention, published=published, tense=tense)
    if when is None or published is None:
        return None
    if when.start > published:
        return 1
    return -1 if when.end < published else 0


def attached(token: Token, mention: TimeMention, layers: Layers) -> bool:
    """Whether a time expression hangs on the word without another verb between."""
    span = layers.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return False
    at = span.root
    for _ in range(8):
        if at.i == token.i:
            return True
        if at.head.i == at.i or (at.pos_ in VERBAL and at.dep_ not in ("aux", "cop", "aux:pass")):
            return False
        at = at.head
    return False


def _is_past_participle(token: Token) -> bool:
    return (
        "Part" in token.morph.get("VerbForm", [])
        and "Pres" not in token.morph.get("Tense", [])
        and not token.lower_.endswith("ing")
    )


def _is_conj(level: Level) -> bool:
    return base(level.child.dep_) == "conj"
