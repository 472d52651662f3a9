"""Build the lemma tables.

Usage: `python -m eventx.analyzer.training.lemma_tables --treebanks DIR --out DIR`.

One table a language, `lemmas_<lang>.tsv.xz`, rows of part of speech, form, lemma. Sources:

* the treebanks that the analyzer is trained on: the majority lemma of each form and tag;
* Italian also Morph-it! (M. Baroni, E. Zanchetta; CC BY-SA 2.0 or LGPL), as the package
  spacy-lookups-data carries it, for the forms that wordfreq's list knows.
* English also WordNet 3.0 (Princeton University; its licence allows use for any purpose with the
  notice kept), as the same package carries it: its exceptions, and its suffix rules where they
  lead to a word that it knows.

The package's tables for Spanish, French, German and Portuguese name no source and no licence of
their data, so they are left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import lzma
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from eventx.analyzer.training.treebank import read_treebank

LANGUAGES = ("it", "en", "es", "fr", "de", "pt")
LEFT_OUT = ("LGPLLR",)
# Names, numbers and marks are their own lemmas; the network's script settles their case.
OWN_LEMMA = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})
MORPH_IT = ("VERB", "NOUN", "ADJ", "ADV", "DET", "PRON")
# Words that English tokenizers cut off and treebanks of today write together.
CONTRACTIONS = {
    ("PART", "n't"): "not", ("PART", "n\u2019t"): "not", ("PART", "'s"): "'s",
    ("AUX", "ca"): "can", ("AUX", "wo"): "will", ("AUX", "sha"): "shall", ("AUX", "'m"): "be",
    ("AUX", "'re"): "be", ("AUX", "\u2019re"): "be", ("AUX", "'ve"): "have",
    ("AUX", "\u2019ve"): "have", ("AUX", "'ll"): "will", ("AUX", "\u2019ll"): "will",
}  # fmt: skip
# Where the small Italian treebanks have it by chance or by slip otherwise than the rest.
ITALIAN = {
    **{("AUX", form): "essere" for form in ("stato", "stata", "stati", "state")},
    ("ADP", "ad"): "a", ("CCONJ", "ed"): "e", ("CCONJ", "od"): "o", ("PRON", "essi"): "esso",
}  # fmt: skip
# Strong participles that Morph-it! gives to a regular verb too ("imposto", of impostare).
STRONG = (
    (re.compile(r"(.+)post[oaie]$"), r"\1porre"),
    (re.compile(r"(.*)volt[oaie]$"), r"\1volgere"),
    (re.compile(r"(.+)dott[oaie]$"), r"\1durre"),
)

Table = dict[tuple[str, str], str]


def simple(lemma: str, tag: str, lang: str) -> str:
    """The lemma without the parts of merged words: "di il" is "di", "recare si" is "recare".

    Examples:
        >>> simple("di il", "ADP", "it")
        'di'
        >>> simple("atreverse", "VERB", "es")
        'atrever'
    """
    lemma = lemma.split(" ")[0]
    if tag == "VERB" and lang == "es" and re.search(r"[aeií]rse$", lemma):
        return lemma[:-2]
    if tag == "VERB" and lang == "pt" and lemma.endswith("-se"):
        return lemma[:-3]
    return lemma


def from_treebanks(folder: Path, lang: str) -> Table:
    """The majority lemma of each tag and form in a language's treebanks."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob(f"{lang}_*.conllu.xz")):
        if any(part in path.name for part in LEFT_OUT):
            continue
        for sentence in read_treebank(path):
            for word, tag, lemma in zip(
                sentence.words, sentence.tags, sentence.lemmas, strict=True
            ):
                if lemma not in ("_", "[PUNCT]") and tag not in OWN_LEMMA and "\t" not in lemma:
                    counts[tag, word.lower()][simple(lemma, tag, lang)] += 1
    return {key: found.most_common(1)[0][0] for key, found in counts.items()}


def from_morph_it() -> Table:
    """Morph-it! by part of speech, forms that wordfreq's Italian list knows."""
    from wordfreq import get_frequency_dict

    known = get_frequency_dict("it")
    table: Table = {}
    for tag in MORPH_IT:
        entries = _lookups(f"it_lemma_lookup_{tag.lower()}")
        verbs = set(entries.values())
        for form, lemma in entries.items():
            if form in known:
                table[tag, form] = _strong(form, lemma, verbs) if tag == "VERB" else lemma
    return table


def _lookups(name: str) -> dict[str, Any]:
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("install the extra: pip install 'eventx-coder[train]'")
    path = Path(spec.origin).parent / "data" / f"{name}.json.gz"
    entries: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return entries


def from_word_net() -> Table:
    """WordNet's English lemmas of the inflected forms that wordfreq's list knows."""
    from wordfreq import get_frequency_dict

    known = get_frequency_dict("en")
    exceptions, rules = _lookups("en_lemma_exc"), _lookups("en_lemma_rules")
    index = {tag: set(words) for tag, words in _lookups("en_lemma_index").items()}
    table: Table = {}
    for tag in ("VERB", "NOUN", "ADJ"):
        part = tag.lower()
        for form in known:
            found = exceptions[part].get(form)
            if found is None and form not in index[part]:
                stems = [form[: -len(a)] + b for a, b in rules[part] if form.endswith(a)]
                found = [stem for stem in stems if stem in index[part]]
            if found:
                table[tag, form] = max(found, key=lambda lemma: known.get(lemma, 0.0))
    return table


def _strong(form: str, lemma: str, verbs: set[str]) -> str:
    for pattern, result in STRONG:
        other = pattern.sub(result, form)
        if other != form and other in verbs and lemma.endswith("are"):
            return other
    return lemma


def build(folder: Path, lang: str) -> Table:
    """The whole table of a language; treebanks come before Morph-it!."""
    own = {"it": from_morph_it, "en": from_word_net}.get(lang)
    table = own() if own else {}
    table |= from_treebanks(folder, lang)
    if lang == "en":
        table |= CONTRACTIONS
    if lang == "it":
        table |= ITALIAN
    return table


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    for lang in LANGUAGES:
        table = build(options.treebanks, lang)
        rows = [f"{tag}\t{form}\t{lemma}" for (tag, form), lemma in sorted(table.items())]
        packed = lzma.compress("\n".join(rows).encode("utf8"), preset=9)
        (options.out / f"lemmas_{lang}.tsv.xz").write_bytes(packed)
        print(f"{lang} {len(rows)} rows {len(packed):,} bytes")


if __name__ == "__main__":
    main()
