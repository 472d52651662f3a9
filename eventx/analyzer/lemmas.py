"""Lemmas: the language's table by part of speech first, clitics split, edit script for the rest."""

from __future__ import annotations

import lzma
from functools import lru_cache
from pathlib import Path

from eventx.analyzer.lemma_script import apply_script
from eventx.analyzer.model import WordAnalysis

TABLES = Path(__file__).parent / "weights"
_TABLE_TAG = {"AUX": "VERB"}
_ABSOLUTE = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})


@lru_cache(maxsize=8)
def _table(lang: str) -> dict[str, dict[str, str]]:
    """Lemmas by part of speech and form; empty for a language without a table."""
    path = TABLES / f"lemmas_{lang}.tsv.xz"
    tables: dict[str, dict[str, str]] = {}
    if path.is_file():
        for line in lzma.decompress(path.read_bytes()).decode("utf8").splitlines():
            tag, form, lemma = line.split("\t")
            tables.setdefault(tag, {})[form] = lemma
    return tables


class Lemmatizer:
    """Lemmas of one language.

    Args:
        lang: language code; its table is loaded at the first call.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, word: str, analysis: WordAnalysis) -> str:
        """The lemma of a word as it is written, given the network's analysis of it."""
        if analysis.tag not in _ABSOLUTE:
            table = _table(self.lang).get(_TABLE_TAG.get(analysis.tag, analysis.tag), {})
            found = table.get(word.lower())
            if found:
                return found
        return apply_script(analysis.script, word)

    def lemma_and_clitics(self, word: str, analysis: WordAnalysis) -> tuple[str, dict[str, str]]:
        """The lemma and, as a morphological feature, the pronouns written onto a verb."""
        return self(word, analysis), {}
