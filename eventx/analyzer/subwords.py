"""Words to subword ids: multilingual-e5-small's Unigram tokenizer with the pieces kept."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers

BOS, PAD, EOS, UNK = 0, 1, 2, 3
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Subwords:
    """Subword ids of a sequence of words, with the place of each word in them.

    Attributes:
        ids: ids of the sentence, begin and end marks included.
        first: index in `ids` of the first subword of each word.
        last: index in `ids` of the last subword of each word.
    """

    ids: list[int]
    first: list[int]
    last: list[int]


class SubwordTokenizer:
    """Splits words into pieces as multilingual-e5-small does, with compact ids.

    Args:
        pieces: the pieces kept, the four marks `<s> <pad> </s> <unk>` first.
        scores: log probability of each piece.
        normal: characters that the model's normaliser replaces.
    """

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normal: dict[int, str]
    ) -> None:
        self._normal = normal
        self._tokenizer = Tokenizer(
            models.Unigram(
                list(zip(pieces, map(float, scores), strict=True)), unk_id=UNK, byte_fallback=False
            )
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
            replacement="\u2581", prepend_scheme="always", split=True
        )
        # One cache an instance: a word met again costs a dictionary look-up.
        self._word = lru_cache(maxsize=65536)(self._encode_word)

    @classmethod
    def from_file(cls, path: Path) -> SubwordTokenizer:
        """Read the vocabulary file written by `eventx.analyzer.training.export`."""
        data = json.loads(lzma.decompress(path.read_bytes()).decode("utf8"))
        normal = {int(code): text for code, text in data["normal"].items()}
        return cls(data["pieces"], data["scores"], normal)

    def _encode_word(self, word: str) -> tuple[int, ...]:
        text = _SPACES.sub(" ", word.translate(self._normal))
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids) or (UNK,)

    def word(self, word: str) -> tuple[int, ...]:
        """Ids of one word; the unknown id when nothing is left of it."""
        return self._word(word)

    def __call__(self, words: Sequence[str]) -> Subwords:
        """Ids of a sentence given as words."""
        ids, first, last = [BOS], [], []
        for word in words:
            first.append(len(ids))
            ids.extend(self._word(word))
            last.append(len(ids) - 1)
        ids.append(EOS)
        return Subwords(ids, first, last)
