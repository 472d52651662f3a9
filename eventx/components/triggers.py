"""Which words evoke which event: the pack's rules, looked up by lemma, tested on the tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.arguments import Fillers
from eventx.components.layers import Layers, Trigger
from eventx.components.tree import base, kids
from eventx.lang.pack import LanguagePack, bare

if TYPE_CHECKING:
    from spacy.tokens import Token

GAP = 4
QUOTES = frozenset("\"'«»“”„‘’")
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class TriggerGroup:
    """The triggers of one head token, the most demanding rule first.

    Attributes:
        triggers: at least one.
        owner: head of the trigger that they are part of, if there is one.
    """

    triggers: list[Trigger]
    owner: int | None


class TriggerFinder:
    """Finds the triggers of a Doc.

    The cost does not grow with the number of rules: each token asks the index for its lemma.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self.fillers = Fillers(pack)
        self.syntax = self.fillers.syntax

    def find(self, layers: Layers) -> list[TriggerGroup]:
        """For each head token the triggers that fit, the most demanding rule first.

        The next one gets its turn when the parties that a rule needs are not there, and a trigger
        that is part of another's words or its object when that one says nothing.
        """
        by_head: dict[int, list[Trigger]] = defaultdict(list)
        for token in layers.doc:
            for trigger in self._candidates(token):
                if self._holds(trigger, layers) and not _in_name(trigger, layers):
                    by_head[trigger.head].append(trigger)
        ranked = [
            sorted(found, key=lambda t: (t.rule.strength, t.end - t.start), reverse=True)
            for _, found in sorted(by_head.items())
        ]
        return self._with_owners(ranked, layers)

    def _candidates(self, token: Token) -> Iterator[Trigger]:
        pos = token.pos_
        if pos in VERBAL or (pos == "ADJ" and "Part" in token.morph.get("VerbForm", [])):
            yield from self._verbal(token)
        if pos in NOMINAL:
            lemma = token.lemma_.lower()
            # Where the lemma came out wrong, packs list the form itself ("vorwürfe").
            rules = self.pack.noun_rules(lemma) or self.pack.noun_rules(token.lower_)
            for rule in rules:
                yield Trigger(token.i, token.i, token.i + 1, rule, verbal=False)
        if pos == "ADJ":
            for rule in self.pack.adjectives.get(token.lemma_.lower(), ()):
                if kids(token, "cop", "nsubj") or base(token.dep_) in ("xcomp", "advcl"):
                    yield Trigger(token.i, token.i, token.i + 1, rule, verbal=True)
        yield from self._phrasal(token)

    def _verbal(self, token: Token) -> Iterator[Trigger]:
        if token.dep_ in ("aux", "aux:pass", "cop"):
            return
        reflexive = self.syntax.is_reflexive(token)
        lemma = self.syntax.lemma(token)
        start, end = self._verb_span(token)
        rules = self.pack.verbs.get(lemma)
        if rules is None and " " in lemma:
            # "flew home": an adverb that makes no verb of its own with this one.
            lemma = token.lemma_.lower()
            rules = self.pack.verbs.get(lemma)
        for rule in rules or ():
            asked = [bare(v, self.pack.lang)[1] for v in rule.verbs
                     if bare(v, self.pack.lang)[0] == lemma]  # fmt: skip
            # A verb listed plainly may be met with a reflexive passive ("si firma l'accordo").
            if reflexive in asked or (not all(asked)):
                yield Trigger(token.i, start, end, rule, verbal=True)

    def _verb_span(self, token: Token) -> tuple[int, int]:
        """Auxiliaries, reflexives and particles that touch the verb, as one stretch of words."""
        parts = {token.i}
        for child in token.children:
            lends = child.dep_ in ("aux", "aux:pass", "compound:prt", "expl", "expl:pv")
            if lends or child.lower_ in self.pack.grammar.reflexive:
                parts.add(child.i)
        start = end = token.i
        while start - 1 in parts or (start - 2 in parts and token.doc[start - 1].pos_ == "ADV"):
            start -= 1
        while end + 1 in parts:
            end += 1
        return start, end + 1

    def _phrasal(self, token: Token) -> Iterator[Trigger]:
        """Phrases that begin with this token's lemma or word."""
        keys = dict.fromkeys((token.lemma_.lower(), token.lower_))
        for key in keys:
            for phrase in self.pack.phrases.get(key, ()):
                if phrase.reflexive and not self.syntax.is_reflexive(token):
                    continue
                end = _match(token, phrase.words)
                if end is not None:
                    verbal = token.pos_ in VERBAL
                    start = self._verb_span(token)[0] if verbal else token.i
                    head = token.i if verbal else token.doc[token.i : end].root.i
                    yield Trigger(head, start, end, phrase.rule, verbal=verbal)

    def _with_owners(self, ranked: list[list[Trigger]], layers: Layers) -> list[TriggerGroup]:
        """Find the nouns that are part of another trigger's words or are its object.

        "hanno firmato l'intesa" is one event of signing, unless the noun is of one of the three
        kinds and the verb is not.
        """
        ranked = self._without_umbrellas(ranked, layers)
        best = [triggers[0] for triggers in ranked]
        taken: dict[int, Trigger] = {}
        for trigger in best:
            if trigger.rule.phrases and trigger.end - trigger.start > 1:
                taken |= {i: trigger for i in range(trigger.start, trigger.end)}
            if trigger.verbal and trigger.rule.object:
                objects = self._objects(trigger, layers.doc[trigger.head], layers)
                taken |= {o.i: trigger for o in objects}
        groups = []
        for triggers in ranked:
            owner = taken.get(triggers[0].head)
            free = (
                owner is None
                or owner.head == triggers[0].head
                or triggers[0].verbal
                or (triggers[0].rule.kind is not None and owner.rule.kind is None)
            )
            groups.append(TriggerGroup(triggers, None if free or owner is None else owner.head))
        return groups

    def _without_umbrellas(
        self, ranked: list[list[Trigger]], layers: Layers
    ) -> list[list[Trigger]]:
        """Take "discussed the supply of A and the sale of B" as two transfers, not as one."""
        nouns = {t[0].head for t in ranked if not t[0].verbal and t[0].rule.kind is not None}

        def covers_several(trigger: Trigger) -> bool:
            if not trigger.verbal or trigger.rule.kind is None or not trigger.rule.object:
                return False
            objects = self._objects(trigger, layers.doc[trigger.head], layers)
            return len(nouns.intersection(o.i for o in objects)) > 1

        return [t for t in ranked if not covers_several(t[0])]

    # ---- constraints -----------------------------------------------------------------------

    def _holds(self, trigger: Trigger, layers: Layers) -> bool:
        rule, token = trigger.rule, layers.doc[trigger.head]
        if rule.object or rule.unless_object:
            objects = self._objects(trigger, token, layers)
            if rule.object and not self.fillers.any_in(objects, rule.object, layers):
                return False
            if rule.unless_object and self.fillers.any_in(
                objects, rule.unless_object, layers, proper=False
            ):
                return False
        if rule.subject or rule.unless_subject:
            subjects = self._subjects(trigger, token)
            if (
                rule.subject
                and subjects
                and not self.fillers.any_in(subjects, rule.subject, layers)
            ):
                return False
            if rule.unless_subject and self.fillers.any_in(
                subjects, rule.unless_subject, layers, proper=False
            ):
                return False
        if rule.prep and not any(
            self._prep_holds(trigger, token, prep, names, layers)
            for prep, names in rule.prep.items()
        ):
            return False
        return not any(
            self._prep_holds(trigger, token, prep, names, layers)
            for prep, names in rule.unless_prep.items()
        )

    def _objects(self, trigger: Trigger, token: Token, layers: Layers) -> list[Token]:
        if trigger.verbal:
            found = [f.token for f in self.fillers.slot(trigger, token, "@obj")]
            return found or self.fillers.stray_items(trigger, token, layers)
        # A noun's object is what it is of, or what stands before it as a compound.
        slots = (*self.pack.grammar.genitive, "@compound", "@adj")
        return [f.token for s in slots for f in self.fillers.slot(trigger, token, s)]

    def _subjects(self, trigger: Trigger, token: Token) -> list[Token]:
        if trigger.verbal:
            return [f.token for f in self.fillers.slot(trigger, token, "@subj")]
        slots = self.pack.frames[trigger.rule.noun_frame].source
        return [f.token for f in self.fillers.slots(trigger, token, slots)]

    def _prep_holds(
        self, trigger: Trigger, token: Token, prep: str, names: tuple[str, ...], layers: Layers
    ) -> bool:
        fillers = [f.token for f in self.fillers.slot(trigger, token, prep)]
        return bool(fillers) and (not names or self.fillers.any_in(fillers, names, layers))


def _match(token: Token, words: tuple[str, ...]) -> int | None:
    """Where the phrase ends if it stands here.

    Its words follow in order, at most `GAP` words between, or hang on the verb itself wherever
    they stand: "il veto posto dalla Russia" has "porre veto" as "ha posto il veto" has.
    """
    at = token.i
    for word in words[1:]:
        found = _ahead(token, at, word)
        if found is None and token.pos_ in VERBAL:
            found = next((c.i for c in token.children if _fits(c, word)), None)
            if found is None and base(token.dep_) in ("acl", "amod") and _is(token.head, word):
                found = token.head.i
        if found is None:
            return None
        at = max(at, found)
    return at + 1


def _ahead(token: Token, at: int, word: str) -> int | None:
    """The next place of a word, when only noun phrases lie between."""
    for i in range(at + 1, min(at + 2 + GAP, token.sent.end)):
        candidate = token.doc[i]
        if _is(candidate, word):
            return i
        if candidate.pos_ == "VERB" or (candidate.is_punct and candidate.text not in QUOTES):
            return None
    return None


def _is(token: Token, word: str) -> bool:
    return word in (token.lemma_.lower(), token.lower_)


def _fits(child: Token, word: str) -> bool:
    linked = base(child.dep_) in ("obj", "obl", "xcomp", "advmod") or child.dep_ == "nsubj:pass"
    return linked and _is(child, word)


def _in_name(trigger: Trigger, layers: Layers) -> bool:
    """The "Support" of "Rapid Support Forces" evokes nothing."""
    token = layers.doc[trigger.head]
    if trigger.verbal:
        return False
    mention = layers.actor_at(token.i)
    if mention is None or mention.basis != "name" or not mention.refs:
        return False
    return token.pos_ == "PROPN" or token.i != mention.head
