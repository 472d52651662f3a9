"""Reading one article from the first word to the last, and giving every mention its actors."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.components.actor_phrases import group_of
from eventx.components.actor_refs import RefBuilder, code_of
from eventx.components.actors import Found
from eventx.components.discourse_descriptions import Descriptions
from eventx.components.discourse_memory import Memory, Party
from eventx.components.discourse_quotes import Quotation, quotation_at, quotations
from eventx.components.discourse_reference import References
from eventx.components.discourse_scan import Candidate
from eventx.components.discourse_titles import Titles
from eventx.components.layers import ActorMention, ActorRef, Layers
from eventx.components.tree import base
from eventx.gazetteer.matching import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

    from eventx.components.discourse import Discourse

DASHES = frozenset({"-", "–", "—", "--"})
DATELINE = 9
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent"})


class Reading:
    """One pass over one Doc.

    Args:
        discourse: word lists and finders.
        layers: the Doc's layers.
    """

    def __init__(self, discourse: Discourse, layers: Layers) -> None:
        self.discourse = discourse
        self.layers = layers
        self.doc = layers.doc
        self.lang = layers.lang
        self.words = discourse.words
        self.syntax = discourse.syntax
        self.refs = RefBuilder(layers.doc, layers.published)
        self.memory = Memory()
        self.quotes: list[Quotation] = quotations(layers.doc)
        self.sentence_of = layers.sentence_of
        self.names: dict[str, tuple[ActorRef, ...]] = {}
        self.found: list[Found] = []
        self.mentions: list[ActorMention] = []
        self.by_token: dict[int, ActorMention] = {}
        self.zeros: dict[int, ActorMention] = {}
        self.titles = Titles(self)
        self.references = References(self)
        self.descriptions = Descriptions(self)

    def run(self, found: list[Found]) -> list[ActorMention]:
        """All mentions in the order of their heads.

        Args:
            found: what the finder read.
        """
        self.found = found
        self._survey(found)
        late: list[Candidate] = []
        for candidate in self.discourse.scanner.scan(self.doc, found):
            if self.references.is_first_person(candidate):
                late.append(candidate)
                continue
            self._take(candidate)
        for candidate in late:
            # Who speaks is often named only behind the quotation.
            refs = self.references.first_person(candidate)
            if refs:
                self._keep(candidate, refs, "zero" if candidate.kind == "zero" else "pronoun")
        self._second_look()
        return sorted(self.mentions, key=lambda m: (m.head, m.start))

    # ---- before reading --------------------------------------------------------------------

    def _survey(self, found: list[Found]) -> None:
        """Names with their actors, how often countries occur, the place of the dateline."""
        total: Counter[str] = Counter()
        for one in found:
            total.update({r.country for r in one.mention.refs if r.country})
            if one.mention.refs:
                self._register(one, one.mention.refs)
        self.memory.total = dict(total)
        self.memory.home = self._dateline(found)

    def _register(self, found: Found, refs: tuple[ActorRef, ...]) -> None:
        name = found.phrase.name
        if name is None or group_of(name) != "N":
            return
        words = [t.text for t in self.doc[name.start : name.end] if t.text[:1].isalpha()]
        if not words:
            return
        self.names.setdefault(fold(" ".join(words)), refs)
        self.names.setdefault(fold(words[-1]), refs)

    def known(self, found: Found) -> tuple[ActorRef, ...]:
        """The actors of a name that the article has introduced elsewhere."""
        name = found.phrase.name
        if name is None:
            return ()
        words = [t.text for t in self.doc[name.start : name.end] if t.text[:1].isalpha()]
        whole = self.names.get(fold(" ".join(words)))
        if whole is None and len(words) == 1:
            whole = self.names.get(fold(words[0]))
        return whole or ()

    def body_code(self, word: str) -> str | None:
        """The code of a body that one word means, if the text names it where it must."""
        code = self.words.bodies.get(word)
        if code is None or code[0] != "?":
            return code
        named = any((r.code or "").startswith(code[1:]) for f in self.found for r in f.mention.refs)
        return code[1:] if named else None

    def _dateline(self, found: list[Found]) -> str | None:
        """The country of "MOSCOW, April 22 -"."""
        start = next(
            (t.i for t in self.doc if t.idx >= self.layers.offset and not t.is_space), None
        )
        if start is None:
            return None
        line = self.doc[start : min(start + DATELINE, len(self.doc))]
        dash = next((t.i for t in line if t.text in DASHES), None)
        if dash is None or any(t.pos_ in ("VERB", "AUX") for t in self.doc[start:dash]):
            return None
        countries = {
            r.country for f in found if start <= f.mention.start < dash for r in f.mention.refs
        } | {p.where.country for p in self.layers.places if start <= p.start < dash}
        countries.discard(None)
        self._dateline_end = dash
        return countries.pop() if len(countries) == 1 else None

    _dateline_end = -1

    # ---- one candidate ---------------------------------------------------------------------

    def _take(self, candidate: Candidate) -> None:
        if candidate.found is not None:
            self._take_found(candidate, candidate.found)
            return
        refs, basis = self.references.resolve(candidate)
        if refs:
            self._keep(candidate, refs, basis)

    def _take_found(self, candidate: Candidate, found: Found) -> None:
        mention = found.mention
        refs, basis = mention.refs, mention.basis
        if refs:
            refs = self.titles.completed(found, refs)
        else:
            refs, basis = self.titles.resolve(found)
            if refs:
                refs = self._here(refs, found)
                self._register(found, refs)
        in_dateline = self.layers.offset <= self.doc[mention.head].idx and (
            mention.head < self._dateline_end and found.phrase.title is None
        )
        if in_dateline:
            basis = "place"
        self._keep(candidate, refs, basis, found)

    def _here(self, refs: tuple[ActorRef, ...], found: Found) -> tuple[ActorRef, ...]:
        """The same actors, shown by the words of this mention."""
        if len(refs) != 1:
            return refs
        span = self.doc[found.mention.start : found.mention.end]
        return (replace(refs[0], start=span.start_char, end=span.end_char),)

    def _keep(
        self,
        candidate: Candidate,
        refs: tuple[ActorRef, ...],
        basis: str,
        found: Found | None = None,
    ) -> None:
        mention = ActorMention(candidate.start, candidate.end, candidate.head, refs, basis)
        self.mentions.append(mention)
        if basis == "zero":
            self.zeros[candidate.head] = mention
        else:
            self._index(mention)
        if basis != "place":
            self.memory.add(self.party(mention, found))

    def _index(self, mention: ActorMention) -> None:
        for i in range(mention.start, mention.end):
            other = self.by_token.get(i)
            if other is None or (other.head != i and (
                mention.head == i or mention.end - mention.start < other.end - other.start
            )):  # fmt: skip
                self.by_token[i] = mention

    def _second_look(self) -> None:
        """Names in the title that the text explains only later."""
        for i, mention in enumerate(self.mentions):
            if mention.refs or mention.basis != "name":
                continue
            words = [t.text for t in self.doc[mention.start : mention.end] if t.text[:1].isalpha()]
            refs = self.names.get(fold(words[-1])) if words else None
            if refs:
                self.mentions[i] = replace(mention, refs=refs)

    # ---- parties ---------------------------------------------------------------------------

    def party(self, mention: ActorMention, found: Found | None) -> Party:
        """A mention as later words may refer to it."""
        head = self.doc[mention.head]
        zero = mention.basis == "zero"
        title = found.phrase.title if found else None
        words = self.doc[title.start : title.end].text.lower().split() if title else []
        return Party(
            refs=mention.refs,
            at=mention.head,
            start=mention.start,
            sentence=self.sentence_of[mention.head],
            subject=zero or self.is_subject(head),
            number="Plur" if len(mention.refs) > 1 else self.number(head),
            gender=self.gender(head, title_words=words),
            kind=mention.refs[0].type if mention.refs else "group",
            words=frozenset(words),
            main=self.is_main(head, zero=zero),
            quoted=quotation_at(mention.head, self.quotes) is not None,
            adjective=mention.basis == "demonym",
        )

    @staticmethod
    def is_subject(token: Token) -> bool:
        """Whether a noun is a subject or agent, also as a later part of a coordination."""
        while base(token.dep_) in ("conj", "appos", "flat") and token.head.i != token.i:
            token = token.head
        return token.dep_ in SUBJECTS

    @staticmethod
    def is_main(token: Token, *, zero: bool) -> bool:
        """Whether a subject belongs to the main line of its sentence, not to a side remark."""
        verb = token if zero else token.head
        while (
            base(verb.dep_) in ("conj", "ccomp", "cop", "flat", "appos") and verb.head.i != verb.i
        ):
            verb = verb.head
        return verb.head.i == verb.i or base(verb.dep_) == "parataxis"

    @staticmethod
    def number(token: Token) -> str:
        """Sing or Plur; a coordination is plural."""
        if any(
            base(c.dep_) == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON") for c in token.children
        ):
            return "Plur"
        return "Plur" if "Plur" in token.morph.get("Number", []) else "Sing"

    def gender(self, token: Token, title_words: list[str]) -> str | None:
        """Masc, Fem or None where the words do not show it."""
        if self.lang == "en":
            text = " ".join(title_words)
            if any(w in text for w in ("woman", "queen", "princess", "actress", "mrs", "lady")):
                return "Fem"
            if any(w in text for w in ("spokesman", "chairman", "king", "prince", "emir", "pope")):
                return "Masc"
            return None
        tokens = [token, *(c for c in token.children if base(c.dep_) == "det")]
        for one in tokens:
            gender = one.morph.get("Gender", [])
            if gender and one.pos_ in ("NOUN", "DET", "PRON"):
                return str(gender[0])
        return None


def state_ref(country: str, name: str, start: int, end: int, roles: tuple[str, ...] = (),
              kind: str = "state", office: str | None = None) -> ActorRef:  # fmt: skip
    """An actor that is known by its country and role."""
    return ActorRef(name, kind, country, code_of(country, roles), roles, office, start, end)
