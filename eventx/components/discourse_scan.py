"""The words that refer back: pronouns, possessives, "the two leaders", dropped subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.actors import Found
from eventx.components.clause import Syntax
from eventx.components.discourse_words import DiscourseWords
from eventx.components.roles import role_index
from eventx.components.tree import base, is_finite
from eventx.lang.rule import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may refer back.

    Attributes:
        kind: found (a mention of the finder), pronoun, first, own, pair, state, capital, host,
            homeland, epithet, body, possessive or zero.
        start: index of the first token.
        end: index behind the last.
        head: index of the head token.
        found: the finder's mention.
    """

    kind: str
    start: int
    end: int
    head: int
    found: Found | None = None


class Scanner:
    """Finds the candidates of a Doc in reading order.

    Args:
        grammar: the pack's closed lists.
        words: the language's further lists.
        lang: language code.
    """

    def __init__(self, grammar: Grammar, words: DiscourseWords, lang: str) -> None:
        self.grammar, self.words, self.lang = grammar, words, lang
        self.syntax = Syntax(grammar)
        self.roles = role_index(lang)
        self._phrases = self._index(
            ("homeland", tuple(grammar.homeland)),
            ("own", grammar.own_country),
            ("pair", grammar.pair),
            ("host", words.hosts),
            ("pronoun", tuple(p for p in (*words.latter, *words.former) if " " in p or "'" in p)),
        )
        self._pronouns = (
            words.masculine | words.feminine | words.either | words.neuter | words.plural
        ) & frozenset(grammar.pronouns)

    @staticmethod
    def _index(*lists: tuple[str, tuple[str, ...]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for kind, phrases in lists:
            for phrase in phrases:
                # Tokenizers keep the apostrophe with the word before it.
                parts = tuple(phrase.replace("'", "' ").split())
                index.setdefault(parts[0], []).append((parts, kind))
        for same in index.values():
            same.sort(key=lambda x: -len(x[0]))
        return index

    def scan(self, doc: Doc, found: list[Found]) -> list[Candidate]:
        """All candidates; the finder's mentions come first where they overlap with others."""
        listed = [
            Candidate("found", f.mention.start, f.mention.end, f.mention.head, f) for f in found
        ]
        taken = {i for c in listed if c.found and c.found.mention.refs
                 for i in range(c.start, c.end)}  # fmt: skip
        soft = {c.start: c for c in listed if c.found and not c.found.mention.refs}
        result = list(listed)
        for token in doc:
            if token.i in taken:
                continue
            candidate = self._phrase(token) or self._noun(token) or self._word(token)
            if candidate is None:
                continue
            span = range(candidate.start, candidate.end)
            if candidate.kind in ("possessive", "pronoun", "first"):
                inside = any(s.start <= token.i < s.end for s in soft.values())
                if inside and candidate.kind != "possessive":
                    continue
            else:
                # "i due leader" is a pair, not an unknown leader.
                drop = [c for c in soft.values() if c.start in span or c.head in span]
                result = [c for c in result if c not in drop]
            result.append(candidate)
            taken.update(span)
        result.extend(self._zeros(doc))
        return sorted(result, key=lambda c: (c.head if c.kind == "zero" else c.start, c.end))

    # ---- phrases and words -----------------------------------------------------------------

    def _phrase(self, token: Token) -> Candidate | None:
        for parts, kind in self._phrases.get(token.lower_.replace("’", "'"), ()):
            end = token.i + len(parts)
            if end > len(token.doc):
                continue
            words = tuple(t.lower_.replace("’", "'") for t in token.doc[token.i : end])
            if words == parts and self._is_whole(token.doc, end, kind):
                end = self._extended(token.doc, end, kind)
                head = token.doc[token.i : end].root.i
                return Candidate(kind, token.i, end, head)
        return None

    def _is_whole(self, doc: Doc, end: int, kind: str) -> bool:
        """As in "The second case" is no "the second", "the four mayors" needs the mayors."""
        if end >= len(doc) or kind not in ("pair", "pronoun"):
            return True
        after = doc[end]
        if kind == "pair":
            return (
                after.pos_ not in ("NOUN", "PROPN", "NUM") or self._extended(doc, end, kind) > end
            )
        return after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")

    def _extended(self, doc: Doc, end: int, kind: str) -> int:
        """The end behind an office noun: "the two heads of state"."""
        if kind != "pair":
            return end
        for stop in range(min(len(doc), end + 5), end, -1):
            noun = self.roles.get(doc[end:stop].text)
            if noun is not None and noun.office:
                return stop
        return end

    def _noun(self, token: Token) -> Candidate | None:
        """As in "the North African country", "the Syrian capital"."""
        lemma = token.lemma_.lower()
        if token.text in self.words.epithets and self._is_definite(token.doc, token.i):
            return Candidate("epithet", token.i, token.i + 1, token.i)
        if token.text in self.words.bodies and self._is_definite(token.doc, token.i):
            return Candidate("body", token.i, token.i + 1, token.i)
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        kind = "capital" if lemma in self.grammar.capital else (
            "state" if lemma in self.words.country_nouns else "")  # fmt: skip
        if lemma not in self.grammar.capital and lemma in self.words.regions:
            kind = "state"
        if not kind:
            return None
        start = token.i
        while start > token.sent.start and (
            token.doc[start - 1].pos_ in ("ADJ", "PROPN", "NOUN", "NUM")
            or token.doc[start - 1].text == "-"
        ):
            start -= 1
        if kind == "state" and not self._is_definite(token.doc, start):
            return None
        end = token.i + 1
        while (
            end < len(token.doc)
            and token.doc[end].pos_ == "ADJ"
            and token.doc[end].head.i == token.i
        ):
            end += 1
        return Candidate(kind, start, end, token.i)

    def _is_definite(self, doc: Doc, start: int) -> bool:
        """Whether an article or a preposition that holds one ("del") stands before."""
        if start == 0:
            return False
        before = doc[start - 1]
        held = before.pos_ == "ADP" and self.lang != "en" and before.lower_ != before.lemma_.lower()
        return before.lower_ in self.words.definite or held

    def _word(self, token: Token) -> Candidate | None:
        word = token.lower_
        whole = (token.i, token.i + 1, token.i)
        poss = token.dep_ in ("det:poss", "nmod:poss") or token.morph.get("Poss", [])
        if word in self.words.possessives and poss:
            return Candidate("possessive", *whole)
        if word in self.words.first_plural or word in self.words.first_singular:
            if token.pos_ in ("PRON", "DET", "ADJ") and base(token.dep_) != "expl":
                return Candidate("first", *whole)
            return None
        if word in self._pronouns and token.pos_ == "PRON" and base(token.dep_) not in (
            "expl", "det", "advmod", "mark"
        ):  # fmt: skip
            return Candidate("pronoun", *whole)
        return None

    # ---- dropped subjects ------------------------------------------------------------------

    def _zeros(self, doc: Doc) -> Iterator[Candidate]:
        if self.lang in ("en", "de", "fr"):
            return
        for token in doc:
            if token.dep_ in ("aux", "aux:pass", "cop") or not self._is_clause(token):
                continue
            if base(token.dep_) == "acl" or not is_finite(token):
                continue
            if self.syntax.subject(token) is None and not self._impersonal(token):
                yield Candidate("zero", token.i, token.i + 1, token.i)

    @staticmethod
    def _is_clause(token: Token) -> bool:
        if token.pos_ in FINITE:
            return True
        return any(c.dep_ == "cop" for c in token.children)

    def _impersonal(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        if lemma in self.words.impersonal:
            return True
        if lemma in self.words.impersonal_si and self.syntax.is_reflexive(token):
            return True  # "si apprende": nobody in particular
        for child in token.children:
            dep = child.dep_
            if base(dep) in ("nsubj", "csubj") or dep in ("expl:impers", "expl:pass"):
                return True
            if base(dep) == "expl" and lemma == "essere":
                return True
        # "it is possible that": the clause is the subject.
        if token.pos_ in ("ADJ", "NOUN") and any(
            base(c.dep_) in ("ccomp", "csubj", "xcomp") for c in token.children
        ):
            return True
        verbs = [token, *(c for c in token.children if base(c.dep_) in ("aux", "cop"))]
        persons = {p for v in verbs for p in v.morph.get("Person", [])}
        return not persons or (
            lemma == "essere"
            and token.pos_ == "AUX"
            and not any(c.dep_ == "cop" for c in token.children)
        )
