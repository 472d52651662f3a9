"""Who is given as the source of a claim: "said", "according to", agencies, quotations.

Only what has the trigger in its scope counts, and never the act of speaking itself: whoever
accuses is the source of the accusation, not of a claim about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from eventx.components.attribution_context import Context
from eventx.components.attribution_names import claim_of, dropped_speaker
from eventx.components.layers import Claim, Layers
from eventx.components.modality_scope import NOMINAL, VERBAL, Level, Scope, opening_of
from eventx.components.modality_words import OperatorWords, find_words
from eventx.components.tree import ancestors, base, case_of, is_finite, kids
from eventx.lang.pack import LanguagePack

if TYPE_CHECKING:
    from spacy.tokens import Token

TAIL = frozenset({"parataxis", "advcl", "conj", "ccomp", "dep", "acl", "discourse", "root"})


class AttributionReader:
    """Reads the sources of claims.

    Args:
        pack: the language pack.
        scope: a walker to share; one of its own if none is given.
    """

    def __init__(self, pack: LanguagePack, scope: Scope | None = None) -> None:
        self.pack = pack
        self.scope = scope or Scope(pack, OperatorWords(pack))
        self.syntax = self.scope.syntax
        self.context = Context(pack, self.scope)
        modifiers = pack.modifiers
        self._genitive = frozenset(pack.grammar.genitive)
        self._not_sources = frozenset(modifiers.not_sources)
        self._according = [tuple(w.split()) for w in modifiers.according_to]
        self._citing = frozenset(modifiers.citing)
        self._as = frozenset(modifiers.as_marks)
        self._hearsay = modifiers.hearsay_speakers or ("\0",)
        self._relative = frozenset(pack.grammar.relative)
        self._media = frozenset(modifiers.media_nouns)
        self._speech = frozenset(modifiers.speech) - self.scope.reporting
        self._ahead = frozenset(modifiers.future_auxiliaries + modifiers.past_future_auxiliaries)
        self._endings = tuple(e for ends in modifiers.endings.values() for e in ends) or ("\0",)

    def read(self, token: Token, layers: Layers, *, kind: str | None = None) -> list[Claim]:
        """The sources of the claim that the trigger's event happened, nearest first.

        Args:
            token: head of the trigger.
            layers: what was found in the Doc.
            kind: one of the three kinds: who says that he will support has pledged, and is no
                source of a claim.

        Returns:
            Claims without repetitions; empty when the article itself speaks.
        """
        levels = self.scope.path(token)
        found = list(self._embedding(token, levels, layers, kind))
        found += self._beside(token, levels, layers)
        found += self._according_to(levels, layers)
        found += self.context.brackets(token, layers)
        if not found:
            found += self._quoted(token, levels, layers)
        if not found:
            follower = self.follower(token, layers)
            if follower is not None:
                found += self._speaker(follower, layers, "next sentence")
        return _distinct(found)

    def follower(self, token: Token, layers: Layers) -> Token | None:
        """The reporting verb of the next sentence that takes this one up ("Lo ha detto ieri")."""
        return self.context.follower(token)

    # ---- verbs and nouns above ---------------------------------------------------------------

    def _embedding(
        self, token: Token, levels: Sequence[Level], layers: Layers, kind: str | None
    ) -> Iterator[Claim]:
        seen = {token.i}
        own_plan = False
        for level in levels[1:]:
            operator = level.operator
            claims = operator is not None and operator.claims
            seen.add(level.token.i)
            if level.role in ("adverbial", "other") and level.token.lemma_.lower() in self._citing:
                # "was quoted by an agency as denouncing"
                agent = self.syntax.agent(level.token)
                if agent is not None:
                    yield from self._claim(agent, layers, "quoted")
            if kind == "pledge_of_support" and not (claims and operator and operator.polarity):
                continue
            if own_plan and not (operator is not None and operator.polarity):
                continue  # "confirmed his intention to go": he speaks of himself
            own_plan = operator is not None and operator.status in ("planned", "announced")
            own_plan = own_plan and level.token.pos_ == "NOUN"
            if claims and operator is not None:
                yield from self._speaker(level.token, layers, operator.id)
            elif (
                level.role in ("report", "operator", "other")
                and self.scope.reports(level.token)
                and not (operator is not None and operator.blocks)
                and self._tells(level, token)
            ):
                yield from self._speaker(level.token, layers, level.token.lemma_)
        if kind != "pledge_of_support":
            yield from self._around(token, layers, seen)

    def _tells(self, level: Level, token: Token) -> bool:
        """Whether a reporting word vouches for what hangs on it."""
        if level.token.pos_ not in VERBAL:
            return True
        if level.child.pos_ in VERBAL or kids(level.child, "cop", "nsubj"):
            return not self._commits(level.child, level.token, token)
        return base(level.child.dep_) == "obl" and case_of(level.child) in self._genitive

    def _commits(self, clause: Token, verb: Token, token: Token) -> bool:
        """Whether the speaker does by saying: "they said they would not take part"."""
        if clause.i != token.i:
            return False
        subjects = [c for c in clause.children if base(c.dep_) in ("nsubj", "expl")]
        if any(s.pos_ != "PRON" or s.morph.get("PronType", []) == ["Rel"] for s in subjects):
            return False
        if self.syntax.is_passive(clause) or verb.i == clause.i:
            return False
        if clause.pos_ == "ADJ":
            return True
        forms = [clause, *kids(clause, "aux")]
        ahead = any(
            t.lower_ in self._ahead or "Fut" in t.morph.get("Tense", [])
            or t.lower_.endswith(self._endings)
            for t in forms
        )  # fmt: skip
        return ahead or (self.syntax.lemma(clause) in self._speech and bool(subjects))

    @staticmethod
    def _aside(clause: Token) -> bool:
        """Whether an adverbial clause is told by the article, not by the speaker."""
        left = clause.left_edge.i
        return (
            is_finite(clause)
            or (left > 0 and clause.doc[left - 1].text == ",")
            or (clause.doc[left].text == ",")
        )

    def _around(self, token: Token, layers: Layers, seen: set[int]) -> Iterator[Claim]:
        """Reports around the clause that the trigger's own clause is a part of."""
        for head, child in ancestors(token):
            if child.dep_ == "acl:relcl" or base(child.dep_) == "parataxis":
                return
            if base(child.dep_) == "appos" or (base(child.dep_) == "advcl" and self._aside(child)):
                return
            told = base(child.dep_) == "ccomp" and head.pos_ in VERBAL and child.i != token.i
            if told and head.i not in seen and self.scope.reports(head):
                yield from self._speaker(head, layers, head.lemma_)

    def _speaker(self, word: Token, layers: Layers, name: str) -> Iterator[Claim]:
        """Speakers of a reporting verb or noun, with those whom they cite."""
        if word.pos_ in NOMINAL:
            owner = self.syntax.owner(word)
            speaker = owner.token if owner is not None else None
            if speaker is None:
                agents = [c for c in word.children if c.dep_ == "obl:agent"]
                speaker = agents[0] if agents else None
            if speaker is None or speaker.pos_ == "VERB" or speaker.ent_type_ in ("LOC", "GPE"):
                return
            yield from self._with_cited(speaker, layers, name)
            return
        filler = self.syntax.subject(word)
        if filler is None or filler.token.i == word.i:
            cited = list(self._cited_by_verb(word, layers))
            dropped = dropped_speaker(word, layers, name)
            yield from cited
            if dropped is not None:
                yield dropped
            elif not cited:
                yield from self._told_by(word, layers, name)
            return
        if filler.token.pos_ == "PRON" and filler.token.dep_ == "expl":
            return
        yield from self._cited_by_verb(word, layers)
        yield from self._with_cited(filler.token, layers, name)
        yield from self._told_to(word, layers)

    def _told_by(self, verb: Token, layers: Layers, name: str) -> Iterator[Claim]:
        """Sources of an impersonal report: "si apprende da fonti", "appris de source proche"."""
        for child in kids(verb, "obl", "nmod"):
            if child.lemma_.lower().endswith(self._hearsay):
                yield from self._with_cited(child, layers, name)

    def _with_cited(self, speaker: Token, layers: Layers, name: str) -> Iterator[Claim]:
        """A speaker, the sources he cites before him, the media that cite him after."""
        outer: list[Claim] = []
        for child in speaker.children:
            if base(child.dep_) != "acl" or child.lemma_.lower() not in self._citing:
                continue
            agent = self.syntax.agent(child)
            if agent is not None:
                outer += self._claim(agent, layers, child.lemma_)
                continue
            for inner in kids(child, "obj"):
                if inner.pos_ in NOMINAL and not inner.morph.get("PronType", []):
                    yield from self._claim(inner, layers, child.lemma_)
        yield from self._claim(speaker, layers, name)
        yield from outer

    def _claim(self, speaker: Token, layers: Layers, name: str) -> Iterator[Claim]:
        found = claim_of(speaker, layers, name, self._genitive)
        if found is not None:
            yield found

    def _cited_by_verb(self, verb: Token, layers: Layers) -> Iterator[Claim]:
        """Whom a report cites, nearer to the claim: "reported, citing a source"."""
        for child in kids(verb, "advcl", "xcomp", "acl"):
            if child.lemma_.lower() in self._citing:
                for source in kids(child, "obj"):
                    yield from self._claim(source, layers, child.lemma_)

    def _told_to(self, verb: Token, layers: Layers) -> Iterator[Claim]:
        """The medium that somebody spoke to: "told Reuters", "ha detto al quotidiano"."""
        for child in kids(verb, "obj", "iobj", "obl"):
            mention = layers.actor_at(child.i)
            roles = {r for ref in mention.refs for r in ref.roles} if mention else set()
            medium = child.lemma_.lower() in self._media or "MED" in roles
            if medium and child.dep_ != "obl:agent":
                yield from self._claim(child, layers, "told")

    # ---- beside ------------------------------------------------------------------------------

    def _beside(self, token: Token, levels: Sequence[Level], layers: Layers) -> Iterator[Claim]:
        """Reports beside the claim: "..., ha riferito la Tass", "as Reuters reported"."""
        seen: set[int] = set()
        for place in self._places(levels):
            for child in place.children:
                if child.i in seen or child.i == token.i:
                    continue
                seen.add(child.i)
                if self._is_tail(child, place, token):
                    yield from self._speaker(child, layers, child.lemma_)
        if token.pos_ in NOMINAL:
            for child in token.children:
                # "la tregua di cui parla l'agenzia"
                told = child.dep_ == "acl:relcl" and self.scope.reports(child)
                if told and any("Rel" in c.morph.get("PronType", []) or c.lower_ in self._relative
                                for c in kids(child, "obj", "obl")):  # fmt: skip
                    yield from self._speaker(child, layers, child.lemma_)
        for noun in token.children:
            for child in noun.children:
                if base(child.dep_) == "acl" and child.lemma_.lower() in self._citing:
                    agent = self.syntax.agent(child)
                    if agent is not None and noun.lemma_.lower() in self.scope.reporting_nouns:
                        yield from self._claim(agent, layers, child.lemma_)

    def _places(self, levels: Sequence[Level]) -> list[Token]:
        """Words on the path that a reporting clause may hang on, coordinated ones included."""
        places = [lv.token for lv in levels]
        for head, child in ancestors(levels[0].token):
            dep = base(child.dep_)
            if dep in ("acl", "parataxis") or (dep == "advcl" and levels[-1].token.i != head.i):
                break
            places.append(head)
        return list(dict.fromkeys(places))

    def _is_tail(self, verb: Token, place: Token, token: Token) -> bool:
        dep = base(verb.dep_)
        if verb.pos_ not in VERBAL or dep not in TAIL or not self.scope.reports(verb):
            return False
        if dep == "conj" and not any(base(c.dep_) == "cc" for c in verb.children):
            heard = [c for c in kids(verb, "obl") if c.lemma_.lower().endswith(self._hearsay)]
            if heard and not kids(verb, "obj", "ccomp", "xcomp"):
                return True
        if dep in ("parataxis", "discourse"):
            return not any(c.pos_ in VERBAL for c in kids(verb, "ccomp", "xcomp"))
        if self._as.intersection(self._opening(verb)):
            return True
        return dep in ("conj", "advcl", "ccomp", "dep") and self._is_bare_report(verb)

    def _opening(self, verb: Token) -> set[str]:
        words = [t.lower_ for t in verb.doc[verb.left_edge.i : verb.i]][:4]
        return set(opening_of(verb)) | set(words)

    def _is_bare_report(self, verb: Token) -> bool:
        """A reporting verb behind a comma or quote that has no object of its own."""
        left = verb.left_edge.i
        before = verb.doc[left - 1].text if left else ""
        own = verb.doc[left].text
        opened = before in (",", "»", "”", '"', "—", "-", "–") or own in (",", "»", "”", '"')
        has_subject = any(c.dep_ == "nsubj" for c in verb.children)
        return opened and has_subject and not kids(verb, "obj", "ccomp", "xcomp", "cc")

    # ---- according to ------------------------------------------------------------------------

    def _according_to(self, levels: Sequence[Level], layers: Layers) -> Iterator[Claim]:
        sent = levels[0].token.sent
        on_path = {lv.token.i for lv in levels} | {t.i for t in self._places(levels)}
        taken: set[int] = set()
        for words in sorted(self._according, key=len, reverse=True):
            for start, end in find_words(sent, words):
                if start in taken:
                    continue
                source = self._source_after(layers, end, sent.end)
                if source is None or source.lemma_.lower() in self._not_sources:
                    continue
                if layers.doc[start].pos_ in ("ADJ", "NUM", "NOUN") and len(words) == 1:
                    continue
                if self._holds_for((start, end), source, levels, on_path):
                    taken.update(range(start, end))
                    if source.lower_ in ("cui", "quale", "quali", "which", "whom"):
                        continue
                    yield from self._with_cited(source, layers, " ".join(words))

    def _source_after(self, layers: Layers, at: int, end: int) -> Token | None:
        """The head of the phrase that follows "according to"."""
        for word in layers.doc[at : min(end, at + 7)]:
            if word.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ") and word.text not in ("«", '"', "“"):
                return None
            if word.pos_ in ("NOUN", "PROPN", "PRON", "X"):
                if word.pos_ == "PRON" and word.dep_ == "det":
                    continue
                while word.head.i > word.i and base(word.dep_) in (
                    "compound", "amod", "nmod", "flat", "det", "nummod"
                ) and word.head.i < end and word.head.pos_ in NOMINAL | {"ADJ"}:  # fmt: skip
                    word = word.head
                return word
        return None

    def _holds_for(
        self, place: tuple[int, int], source: Token, levels: Sequence[Level], on_path: set[int]
    ) -> bool:
        """Whether the phrase hangs on a word of the path; one in front speaks for all clauses."""
        trigger = levels[0].token
        if any(a.i == trigger.i for a in source.ancestors):
            crossed = [a for a in source.ancestors if a.i != trigger.i]
            inner = [a for a in crossed if trigger.is_ancestor(a) and a.pos_ == "VERB"
                     and not place[0] <= a.i < place[1]]  # fmt: skip
            return not inner
        for above in source.ancestors:
            if above.i in on_path:
                return True
            if place[0] <= above.i < place[1]:
                continue
            if above.pos_ == "VERB" and not self._in_noun(above):
                # In front of the sentence it holds for coordinated clauses as well.
                first = place[0] <= trigger.sent.start + 1
                return first and above.is_ancestor(trigger) and self._coordinated(trigger, above)
        return False

    @staticmethod
    def _in_noun(verb: Token) -> bool:
        return base(verb.dep_) in ("acl", "case", "mark") or verb.dep_ == "fixed"

    @staticmethod
    def _coordinated(trigger: Token, verb: Token) -> bool:
        for head, child in ancestors(trigger):
            if base(child.dep_) not in ("conj", "obj", "nsubj", "obl", "xcomp", "ccomp"):
                return False
            if head.i == verb.i:
                return True
        return False

    # ---- quotations --------------------------------------------------------------------------

    def _quoted(self, token: Token, levels: Sequence[Level], layers: Layers) -> Iterator[Claim]:
        verb = self.context.quoting_verb(token)
        if verb is not None and verb.i not in {lv.token.i for lv in levels}:
            yield from self._speaker(verb, layers, "quotation")


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    found: list[Claim] = []
    for claim in claims:
        if any(c.start < claim.end and claim.start < c.end for c in found):
            continue
        if claim.name not in {c.name for c in found}:
            found.append(claim)
    return found
