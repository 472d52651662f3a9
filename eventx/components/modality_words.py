"""The operators of a language pack, looked up by the words that stand in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.clause import Syntax
from eventx.components.tree import base, kids
from eventx.lang.pack import LanguagePack, bare
from eventx.lang.rule import Operator

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# How far the parts of a phrase such as "prendere in considerazione" may lie apart, in words.
REACH = 6
FILLING = frozenset({"AUX", "PRON", "ADV", "ADP", "DET", "PART", "ADJ", "NUM", "SCONJ"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of an operator that stand in a text: token indices `[start, end)`."""

    start: int
    end: int
    operator: Operator


@dataclass(frozen=True, slots=True)
class _Entry:
    operator: Operator
    rest: tuple[str, ...] = ()
    reflexive: bool = False


class OperatorWords:
    """Finds operators by lemma or form.

    Args:
        pack: the language pack.
    """

    def __init__(self, pack: LanguagePack) -> None:
        self.pack = pack
        self.syntax = Syntax(pack.grammar)
        self._verbs: dict[str, list[_Entry]] = defaultdict(list)
        self._passives: dict[str, Operator] = {}
        self._subject_verbs: dict[str, list[_Entry]] = defaultdict(list)
        self._nouns: dict[str, Operator] = {}
        self._adjectives: dict[str, Operator] = {}
        self._auxiliaries: dict[str, Operator] = {}
        self._moods: dict[str, Operator] = {}
        self._adverbs: dict[str, list[tuple[tuple[str, ...], Operator]]] = defaultdict(list)
        self._cases: dict[str, list[tuple[tuple[str, ...], Operator]]] = defaultdict(list)
        for operator in pack.modifiers.operator:
            self._add(operator)

    def _add(self, operator: Operator) -> None:
        for verb in operator.verbs:
            self._add_verb(self._verbs, verb, operator)
        for verb in operator.subject_verbs:
            self._add_verb(self._subject_verbs, verb, operator)
        for table, words in (
            (self._nouns, operator.nouns),
            (self._adjectives, operator.adjectives),
            (self._auxiliaries, operator.auxiliaries),
            (self._moods, operator.moods),
        ):
            for word in words:
                table.setdefault(word, operator)
        for index, phrases in ((self._adverbs, operator.adverbs), (self._cases, operator.cases)):
            for phrase in phrases:
                words = tuple(_split(phrase))
                index[words[0]].append((words, operator))

    def _add_verb(self, table: dict[str, list[_Entry]], verb: str, operator: Operator) -> None:
        first, *rest = verb.split()
        if first == "be" and len(rest) == 1 and self.pack.lang == "en":
            self._passives.setdefault(rest[0], operator)
            return
        particles = self.pack.lang == "en" and len(rest) == 1
        whole, reflexive = bare(verb, self.pack.lang)
        if reflexive:
            table[whole].append(_Entry(operator, (), True))
            return
        if particles:
            # "rule out" is one lemma where the parser sees a particle.
            table[verb].append(_Entry(operator))
        table[first].append(_Entry(operator, tuple(rest)))

    # ---- embedding words ---------------------------------------------------------------------

    def verb(self, token: Token) -> Operator | None:
        """The operator of an embedding verb, the longest phrase first."""
        if token.lower_ in self._passives and self.syntax.is_passive(token):
            return self._passives[token.lower_]
        return self._best(self._verbs, token)

    def subject_verb(self, token: Token) -> Operator | None:
        """The operator of a verb that has its scope as subject."""
        return self._best(self._subject_verbs, token)

    def _best(self, table: dict[str, list[_Entry]], token: Token) -> Operator | None:
        entries = table.get(self.syntax.lemma(token), []) or table.get(token.lemma_.lower(), [])
        fitting = [e for e in entries if self._fits(e, token)]
        if not fitting:
            return None
        return max(fitting, key=lambda e: (len(e.rest), e.reflexive)).operator

    def _fits(self, entry: _Entry, token: Token) -> bool:
        if entry.reflexive and not self.syntax.is_reflexive(token):
            return False
        return not entry.rest or has_parts(token, entry.rest)

    def noun(self, token: Token) -> Operator | None:
        """The operator of an embedding noun."""
        return self._nouns.get(token.lemma_.lower())

    def adjective(self, token: Token) -> Operator | None:
        """The operator of an adjective."""
        return self._adjectives.get(token.lemma_.lower()) or self._adjectives.get(token.lower_)

    def auxiliary(self, token: Token) -> Operator | None:
        """The operator of a modal verb, its form before its lemma."""
        return self._auxiliaries.get(token.lower_) or self._auxiliaries.get(token.lemma_.lower())

    def mood(self, mood: str) -> Operator | None:
        """The operator of a mood."""
        return self._moods.get(mood)

    def phrase_verb_of(self, noun: Token) -> Operator | None:
        """The operator whose verbal phrase this noun is part of ("prendere in considerazione")."""
        verb = noun.head
        if verb.pos_ not in ("VERB", "AUX") or base(noun.dep_) not in ("obl", "obj", "xcomp"):
            return None
        for entry in self._verbs.get(verb.lemma_.lower(), []):
            if entry.rest and noun.lemma_.lower() in entry.rest and has_parts(verb, entry.rest):
                return entry.operator
        return None

    # ---- phrases -----------------------------------------------------------------------------

    def adverbs(self, sentence: Span) -> list[Phrase]:
        """Adverbs and fixed phrases of a sentence; of two that overlap the longer one stands."""
        found = list(_find(sentence, self._adverbs))
        return [
            p
            for p in found
            if not any(o is not p and o.start <= p.start and p.end <= o.end for o in found)
        ]

    def case(self, token: Token) -> Operator | None:
        """The operator of the words right before the phrase or clause of this token."""
        start = token.i
        for child in token.children:
            if child.i < start and base(child.dep_) in (
                "det", "amod", "nummod", "compound", "aux", "expl", "advmod", "case", "mark",
                "nmod", "fixed", "obj", "iobj",
            ):  # fmt: skip
                start = child.left_edge.i
        opening = max(token.sent.start, start - 4)
        best: Phrase | None = None
        for phrase in _find(token.doc[opening : token.i], self._cases):
            between = token.doc[phrase.end : token.i]
            if all(t.pos_ in FILLING for t in between) and (
                best is None or phrase.end - phrase.start > best.end - best.start
            ):
                best = phrase
        return best.operator if best else None


def has_parts(verb: Token, parts: Iterable[str]) -> bool:
    """Whether the other words of a verbal phrase stand near the verb and below it."""
    near: set[str] = set()
    for child in verb.children:
        for word in [child, *child.children]:
            if abs(word.i - verb.i) <= REACH:
                near.update((word.lemma_.lower(), word.lower_))
    return all(part in near for part in parts)


def _split(phrase: str) -> list[str]:
    """A phrase as words, an apostrophe ending the word that it follows ("dell' ...").

    Examples:
        >>> _split("stando all'")
        ['stando', "all'"]
    """
    return phrase.lower().split()


def find_words(span: Iterable[Token], words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where these words stand one after the other: token indices `[start, end)`."""
    tokens = list(span)
    lower = [t.lower_.replace("’", "'") for t in tokens]
    for k in range(len(tokens) - len(words) + 1):
        if tuple(lower[k : k + len(words)]) == words:
            yield tokens[k].i, tokens[k + len(words) - 1].i + 1


def _find(span: Span, index: dict[str, list[tuple[tuple[str, ...], Operator]]]) -> Iterator[Phrase]:
    tokens = list(span)
    lower = [t.lower_.replace("’", "'") for t in tokens]
    for k, first in enumerate(lower):
        for words, operator in index.get(first, ()):
            if tuple(lower[k : k + len(words)]) == words:
                yield Phrase(tokens[k].i, tokens[k].i + len(words), operator)


def auxiliaries(token: Token) -> list[Token]:
    """Auxiliaries and copulas of a verb or predicate, in the order of the text."""
    return sorted(kids(token, "aux", "cop"), key=lambda t: t.i)
