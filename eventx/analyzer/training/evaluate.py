"""Measure the shipped files on treebanks: `python -m eventx.analyzer.training.evaluate FILE...`.

Gold tokens and sentences; relations without subtypes; punctuation is left out of the attachment
scores; lemmas are compared without case, as the bundled lemmatizer gives them.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eventx.analyzer.lemmas import Lemmatizer
from eventx.analyzer.model import WEIGHTS, AnalyzerModel
from eventx.analyzer.training.treebank import Sentence, read_treebank


def measure(
    model: AnalyzerModel, lemmatizer: Lemmatizer, sentences: Sequence[Sentence]
) -> Counter[str]:
    """Counts of right answers."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        if model.longest(sentence.words) < len(sentence.words):
            counts["too long"] += 1
            continue
        for i, word in enumerate(model.sentence(sentence.words)):
            counts["words"] += 1
            counts["tag"] += word.tag == sentence.tags[i]
            lemma = lemmatizer(sentence.words[i], word).lower()
            counts["lemma"] += lemma == sentence.lemmas[i].lower()
            if sentence.relations[i] == "punct":
                continue
            counts["attached"] += 1
            right = word.head == sentence.heads[i]
            counts["uas"] += right
            counts["las"] += right and word.relation == sentence.relations[i]
    return counts


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--limit", type=int, default=0, help="sentences of each file")
    options = parser.parse_args()
    model = AnalyzerModel(options.weights)
    print("file                     words   UPOS  lemma   UAS    LAS   words/s")
    for path in options.files:
        sentences = read_treebank(path)
        sentences = sentences[: options.limit or len(sentences)]
        started = time.process_time()
        c = measure(model, Lemmatizer(path.name[:2]), sentences)
        seconds = time.process_time() - started
        n, m = c["words"], c["attached"]
        print(
            f"{path.name.split('.')[0]:22} {n:7} {100 * c['tag'] / n:6.2f} {100 * c['lemma'] / n:6.2f}"
            f" {100 * c['uas'] / m:6.2f} {100 * c['las'] / m:6.2f} {n / seconds:8.0f}"
        )


if __name__ == "__main__":
    main()
