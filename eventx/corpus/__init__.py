"""Annotated articles of our own wording: the library's training ground and yardstick.

The test part is for measuring only: its articles are not read when rules are written.

Example:
    >>> from eventx.corpus import load
    >>> article = load("it", part="train")[0]
    >>> article.part, article.events[0].trigger in article.text
    ('train', True)
"""

from __future__ import annotations

from eventx.corpus.counts import Statistics, statistics
from eventx.corpus.models import (
    CorpusArticle,
    Distractor,
    GoldEvent,
    GoldPlace,
    Part,
    part_of,
)
from eventx.corpus.reading import languages, load
from eventx.corpus.sentences import Sentence, split_sentences

__all__ = [
    "CorpusArticle",
    "Distractor",
    "GoldEvent",
    "GoldPlace",
    "Part",
    "Sentence",
    "Statistics",
    "languages",
    "load",
    "part_of",
    "split_sentences",
    "statistics",
]
