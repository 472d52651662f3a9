"""The pieces kept: what the six languages' words and the training data need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from eventx.analyzer.subwords import SubwordTokenizer
from eventx.analyzer.training.source import Packed, PretrainedFile

LANGUAGES = ("it", "en", "es", "fr", "de", "pt")
WORDS_EACH = 60_000


@dataclass(frozen=True)
class Vocabulary:
    """Kept pieces, their scores and their rows in the full table."""

    kept: list[int]
    pieces: list[str]
    scores: list[float]

    def embeddings(self, file: PretrainedFile) -> Packed:
        """The kept rows of the embedding table, still in 4 bits."""
        whole = file.packed("emb.word", file.vocabulary)
        return Packed(whole.nibbles[self.kept], whole.scales[self.kept])


def build_vocabulary(file: PretrainedFile, sentences: Iterable[Sequence[str]]) -> Vocabulary:
    """Keep what frequent words (wordfreq's lists) and the sentences use, and all single letters."""
    from wordfreq import top_n_list

    full = SubwordTokenizer(file.pieces, [float(s) for s in file.scores], file.normal)
    kept = {0, 1, 2, 3}
    for language in LANGUAGES:
        for word in top_n_list(language, WORDS_EACH):
            for form in (word, word.capitalize(), word.upper()):
                kept.update(full.word(form))
    for words in sentences:
        for word in words:
            kept.update(full.word(word))
    kept.update(i for i, p in enumerate(file.pieces) if len(p.lstrip("\u2581")) <= 1)
    order = sorted(kept)
    return Vocabulary(
        order, [file.pieces[i] for i in order], [float(file.scores[i]) for i in order]
    )


def from_kept(file: PretrainedFile, kept: Sequence[int]) -> Vocabulary:
    """The vocabulary of a finished training."""
    scores = [float(np.float32(file.scores[i])) for i in kept]
    return Vocabulary(list(kept), [file.pieces[i] for i in kept], scores)
