"""Lemmas: the language's table by part of speech first, clitics split, edit script for the rest."""

from __future__ import annotations

import lzma
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from eventx.analyzer import french, german, italian, portuguese
from eventx.analyzer.clitics import split_clitics
from eventx.analyzer.lemma_script import apply_script
from eventx.analyzer.model import WordAnalysis

TABLES = Path(__file__).parent / "weights"
# Where one part of speech has no entry, another that is close may have one.
_ALSO = {"AUX": "VERB", "VERB": "AUX", "ADJ": "DET", "DET": "PRON", "PRON": "DET", "SCONJ": "ADP"}
_OWN = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})
# Infinitives by which a script that only missed the conjugation is set right.
_INFINITIVES = {
    "es": ("ar", "er", "ir", "ír"), "pt": ("ar", "er", "ir", "or", "ôr"), "fr": ("er", "ir", "re"),
    "it": ("are", "ere", "ire", "rre", "arsi", "ersi", "irsi", "rne"),
}  # fmt: skip
_VERB_RULES = {
    "it": italian.verb_lemma, "fr": french.verb_lemma, "pt": portuguese.verb_lemma,
}  # fmt: skip


@lru_cache(maxsize=8)
def _table(lang: str) -> dict[tuple[str, str], str]:
    """Lemmas by part of speech and form; empty for a language without a table."""
    path = TABLES / f"lemmas_{lang}.tsv.xz"
    if not path.is_file():
        return {}
    lines = lzma.decompress(path.read_bytes()).decode("utf8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {(tag, form): lemma for tag, form, lemma in rows}


@lru_cache(maxsize=8)
def _lemmas(lang: str) -> frozenset[tuple[str, str]]:
    """The lemmas that a language's table knows, by part of speech."""
    return frozenset((tag, lemma) for (tag, _), lemma in _table(lang).items())


class Lemmatizer:
    """Lemmas of one language.

    Args:
        lang: language code; its table is loaded at the first call.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, word: str, analysis: WordAnalysis) -> str:
        """The lemma of a word as it is written, given the network's analysis of it."""
        return self.lemma_and_clitics(word, analysis)[0]

    def lemma_and_clitics(self, word: str, analysis: WordAnalysis) -> tuple[str, dict[str, str]]:
        """The lemma, and as a feature the pronouns written onto a verb: `{"Clitic": "glie,lo"}`."""
        tag = analysis.tag
        if tag in _OWN:
            return apply_script(analysis.script, word) or word, {}
        if tag in ("VERB", "AUX"):
            split = self._clitics(word.lower(), analysis)
            if split:
                return split[0], {"Clitic": ",".join(split[1])}
        lemma = self._of_form(tag, word.lower())
        return lemma or self._script(word, analysis), {}

    def _of_form(self, tag: str, form: str) -> str | None:
        if self.lang == "fr" and "è" in form and tag == "VERB":
            # Treebanks differ on the accent of the infinitive: "gèle" is of "geler".
            return self._by_rule(tag, form) or self._lookup(tag, form)
        return self._lookup(tag, form) or self._by_rule(tag, form)

    def _by_rule(self, tag: str, form: str) -> str | None:
        rules = _VERB_RULES.get(self.lang)
        if rules is not None and tag == "VERB":
            return rules(form, self._known)
        if self.lang != "de" or tag not in ("VERB", "AUX", "NOUN"):
            return None
        rule = german.noun_lemma if tag == "NOUN" else german.verb_lemma
        return rule(form, lambda f: self._lookup("NOUN" if tag == "NOUN" else "VERB", f))

    def _lookup(self, tag: str, form: str) -> str | None:
        table = _table(self.lang)
        found = table.get((tag, form)) or table.get((_ALSO.get(tag, ""), form))
        endings = _INFINITIVES.get(self.lang)
        if found and tag in ("VERB", "AUX") and endings and not found.endswith(endings):
            return None  # a slip of a treebank: no infinitive
        return found

    def _known(self, lemma: str) -> bool:
        return ("VERB", lemma) in _lemmas(self.lang)

    def _clitics(self, word: str, analysis: WordAnalysis) -> tuple[str, list[str]] | None:
        form = analysis.features.get("VerbForm", "")
        if analysis.features.get("Mood") == "Imp":
            form = "Imp"
        return split_clitics(word, form, self.lang, lambda f: self._of_form("VERB", f), self._known)

    def _script(self, word: str, analysis: WordAnalysis) -> str:
        # The first part of a merged word stands for the whole, as in the treebanks' reader.
        lemma = apply_script(analysis.script, word).split(" ")[0] or word.lower()
        endings = _INFINITIVES.get(self.lang, ())
        if analysis.tag != "VERB" or not endings or self._known(lemma):
            return lemma
        ending = next((e for e in endings if lemma.endswith(e)), None)
        others = [lemma[: -len(ending)] + e for e in endings] if ending else []
        found = [other for other in others if self._known(other)]
        return found[0] if len(found) == 1 else lemma


def verb_lookup(lang: str) -> Callable[[str], str | None]:
    """The table's lemma of a verb form in lower case, None if it has none."""
    return partial(Lemmatizer(lang)._lookup, "VERB")
