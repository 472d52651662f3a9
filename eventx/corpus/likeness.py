"""Articles that are alike: the same text twice, the same story retold, leaks between parts.

Likeness is the Jaccard index of two texts' word groups: how many groups of neighbouring words both
have, of all that one of them has. Invented stories on different happenings share next to none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eventx.corpus.allowed import load_allowed
from eventx.corpus.finding import Finding, Spot
from eventx.corpus.models import CorpusArticle
from eventx.corpus.sentences import Sentence

_WORD = re.compile(r"\w+")

Group = tuple[str, ...]


def word_groups(text: str, size: int) -> frozenset[Group]:
    """All runs of so many neighbouring words, in lower case; punctuation is passed over.

    Examples:
        >>> sorted(word_groups("Riga, again: Riga again.", 2))
        [('again', 'riga'), ('riga', 'again')]
    """
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


@dataclass
class Likeness:
    """Compares each article with those that came before it."""

    _articles: list[CorpusArticle] = field(default_factory=list)
    _sizes: list[int] = field(default_factory=list)
    _holders: dict[Group, list[int]] = field(default_factory=dict)
    _sentences: dict[str, int] = field(default_factory=dict)

    def check(
        self, article: CorpusArticle, sentences: Sequence[Sentence], spot: Spot
    ) -> Iterator[Finding]:
        """The findings on likeness with earlier articles; the article is then remembered."""
        groups = word_groups(article.text, load_allowed().group)
        found = [*self._texts(article, groups, spot)]
        yield from found or self._shared_sentences(article, sentences, spot)
        self._remember(article, groups, sentences)

    def _texts(
        self, article: CorpusArticle, groups: frozenset[Group], spot: Spot
    ) -> Iterator[Finding]:
        allowed = load_allowed()
        common = Counter(number for group in groups for number in self._holders.get(group, ()))
        for number, count in sorted(common.items()):
            other = self._articles[number]
            share = count / (len(groups) + self._sizes[number] - count)
            if other.text == article.text:
                yield spot.find("C501", other=other.id)
            elif share >= allowed.near:
                yield spot.find("C502", other=other.id, share=f"{share:.0%}")
            if share >= allowed.leak and other.part != article.part:
                yield spot.find(
                    "C503", other=other.id, share=f"{share:.0%}",
                    part=article.part, other_part=other.part,
                )  # fmt: skip

    def _shared_sentences(
        self, article: CorpusArticle, sentences: Sequence[Sentence], spot: Spot
    ) -> Iterator[Finding]:
        for words in map(_normal, sentences):
            other = self._articles[self._sentences[words]] if words in self._sentences else article
            if other.part != article.part:
                yield spot.find(
                    "C504", other=other.id, words=words,
                    part=article.part, other_part=other.part,
                )  # fmt: skip

    def _remember(
        self, article: CorpusArticle, groups: frozenset[Group], sentences: Sequence[Sentence]
    ) -> None:
        number = len(self._articles)
        self._articles.append(article)
        self._sizes.append(len(groups))
        for group in groups:
            self._holders.setdefault(group, []).append(number)
        for words in map(_normal, sentences):
            if len(words.split()) >= load_allowed().sentence_words:
                self._sentences.setdefault(words, number)


def _normal(sentence: Sentence) -> str:
    return " ".join(_WORD.findall(sentence.text.lower()))
