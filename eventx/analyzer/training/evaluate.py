"""Measure the shipped files on treebanks: `python -m eventx.analyzer.training.evaluate FILE...`.

Tags, lemmas and attachment with gold words and sentences: relations without subtypes, punctuation
left out of attachment, lemmas compared without case as the bundled lemmatizer gives them. The
column `sents` is the F1 of exact sentences found in raw text: the treebank's sentences joined by
a space, by a line break where it marks a new text or paragraph.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import spacy

from eventx.analyzer.component import sentences as split_sentences
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


def raw_text(sentences: Sequence[Sentence]) -> tuple[str, set[tuple[int, int]]]:
    """The sentences as one text, and where each begins and ends in it."""
    text, spans = "", set()
    for sentence in sentences:
        if text:
            text += "\n" if sentence.new_paragraph else " "
        spans.add((len(text), len(text) + len(sentence.text)))
        text += sentence.text
    return text, spans


def sentence_score(model: AnalyzerModel, lang: str, sentences: Sequence[Sentence]) -> float:
    """F1 of exact sentences found in raw text."""
    right = found = wanted = 0
    nlp = spacy.blank(lang)
    # Texts of about the length of an article: nothing at run time is longer than the treebank.
    for at in range(0, len(sentences), 50):
        text, gold = raw_text(sentences[at : at + 50])
        doc = nlp.make_doc(text)
        places = [t.i for t in doc if not t.is_space]
        spans = {
            (doc[places[a]].idx, doc[places[b - 1]].idx + len(doc[places[b - 1]]))
            for a, b in split_sentences(doc, places, model)
        }
        right, found, wanted = right + len(spans & gold), found + len(spans), wanted + len(gold)
    return 2 * right / (found + wanted)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--limit", type=int, default=0, help="sentences of each file")
    parser.add_argument("--only-sentences", action="store_true", help="measure the splitter alone")
    options = parser.parse_args()
    model = AnalyzerModel(options.weights)
    print("file                     words   UPOS  lemma    UAS    LAS  sents  words/s")
    for path in options.files:
        sentences = read_treebank(path)
        sentences = sentences[: options.limit or len(sentences)]
        split = 100 * sentence_score(model, path.name[:2], sentences)
        if options.only_sentences:
            print(f"{path.name.split('.')[0]:22} {split:42.2f}", flush=True)
            continue
        started = time.process_time()
        c = measure(model, Lemmatizer(path.name[:2]), sentences)
        seconds = time.process_time() - started
        n, m = c["words"], c["attached"]
        print(
            f"{path.name.split('.')[0]:22} {n:7} {100 * c['tag'] / n:6.2f}"
            f" {100 * c['lemma'] / n:6.2f} {100 * c['uas'] / m:6.2f} {100 * c['las'] / m:6.2f}"
            f" {split:6.2f} {n / seconds:8.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
