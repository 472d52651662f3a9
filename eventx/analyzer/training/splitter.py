"""Train the sentence splitter: `python -m eventx.analyzer.training.splitter FILE --treebanks DIR`.

The splitter is a small head on the frozen lower stack, so the stack's states are computed once
and its training takes minutes. Its weights replace `splitter.*` in the checkpoint. A splitter
trained before serves every checkpoint with the same lower stack: `--reuse FILE`.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import spacy
import torch
import torch.nn.functional as F
from torch import Tensor

from eventx.analyzer.subwords import Subwords, SubwordTokenizer
from eventx.analyzer.training.network import Analyzer, Labels
from eventx.analyzer.training.sentence_data import Paragraph, corpus, paragraphs_of
from eventx.analyzer.training.source import PretrainedFile
from eventx.analyzer.training.vocabulary import from_kept

MAX_SUBWORDS = 500
PREFIX = "splitter."


@dataclass
class Rows:
    """One row a word: the four states that the splitter reads, and whether a sentence starts."""

    inputs: Tensor
    starts: Tensor


def load_network(checkpoint: Path) -> tuple[Analyzer, SubwordTokenizer, Tensor]:
    """A checkpoint's network, its tokenizer and its word embeddings."""
    settings = json.loads(checkpoint.with_suffix(".json").read_text(encoding="utf8"))
    file = PretrainedFile()
    network = Analyzer(file, Labels(**settings["labels"]))
    network.load_state_dict(torch.load(checkpoint, weights_only=True))
    network.eval()
    vocabulary = from_kept(file, settings["kept"])
    tokenizer = SubwordTokenizer(vocabulary.pieces, vocabulary.scores, file.normal)
    return network, tokenizer, torch.from_numpy(vocabulary.embeddings(file).unpack())


@torch.inference_mode()
def states_of(
    network: Analyzer, embeddings: Tensor, batch: list[tuple[Subwords, list[bool]]]
) -> list[Tensor]:
    """The splitter's inputs for the words of each paragraph of a batch."""
    length = max(len(s.ids) for s, _ in batch)
    ids = torch.tensor([s.ids + [1] * (length - len(s.ids)) for s, _ in batch])
    mask = (ids != 1)[:, None, None, :]
    states = network.lower(embeddings[ids], mask)
    rows = []
    for (subwords, _), state in zip(batch, states, strict=True):
        first, last = torch.tensor(subwords.first), torch.tensor(subwords.last)
        before = torch.cat([torch.zeros(1, dtype=torch.long), last[:-1]])
        after = torch.cat([last[1:], last[-1:]])
        parts = [state[index] for index in (before, first, last, after)]
        rows.append(torch.cat(parts, -1).to(torch.float16).clone())
    return rows


def rows_of(
    network: Analyzer, tokenizer: SubwordTokenizer, embeddings: Tensor, paragraphs: list[Paragraph]
) -> Rows:
    """Inputs and answers for all words of the paragraphs."""
    encoded = [(tokenizer(p.words), p.starts) for p in paragraphs]
    encoded = [(s, y) for s, y in encoded if len(s.ids) <= MAX_SUBWORDS]
    encoded.sort(key=lambda pair: len(pair[0].ids))
    inputs: list[Tensor] = []
    batch: list[tuple[Subwords, list[bool]]] = []
    for pair in [*encoded, None]:
        if batch and (pair is None or len(pair[0].ids) * (len(batch) + 1) > 4000):
            inputs += states_of(network, embeddings, batch)
            batch = []
        if pair is not None:
            batch.append(pair)
    starts = torch.tensor([float(y) for _, flags in encoded for y in flags])
    return Rows(torch.cat(inputs), starts)


def fit(network: Analyzer, rows: Rows, epochs: int, rate: float) -> None:
    """Train the splitter's classifier on the rows."""
    classifier = network.splitter.classifier
    classifier.train()
    optimizer = torch.optim.AdamW(classifier.parameters(), lr=rate, weight_decay=0.01)
    size, count = 512, len(rows.starts)
    steps, step = epochs * (count // size), 0
    for epoch in range(epochs):
        order, total = torch.randperm(count), 0.0
        for at in range(0, count - size, size):
            chosen = order[at : at + size]
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 - step / steps)
            scores = classifier(rows.inputs[chosen].float())[:, 0]
            loss = F.binary_cross_entropy_with_logits(scores, rows.starts[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step, total = step + 1, total + loss.item()
        print(f"epoch {epoch} loss {total * size / count:.4f}", flush=True)
    classifier.eval()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="the .pt file of train.py, .json beside it")
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument("--paragraphs", type=int, default=900, help="of each language")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--reuse", type=Path, help="splitter weights written by --save")
    parser.add_argument("--save", type=Path, help="also write the splitter's weights alone")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    tensors = torch.load(options.checkpoint, weights_only=True)
    if options.reuse:
        trained = torch.load(options.reuse, weights_only=True)
    else:
        if options.treebanks is None:
            parser.error("--treebanks or --reuse is needed")
        network, tokenizer, embeddings = load_network(options.checkpoint)
        chance, started = random.Random(0), time.time()
        paragraphs = [
            p
            for lang, treebanks in corpus(options.treebanks).items()
            if lang in ("it", "en", "es", "fr", "de", "pt")
            for p in paragraphs_of(treebanks, spacy.blank(lang), options.paragraphs, chance)
        ]
        print(f"{len(paragraphs)} paragraphs {time.time() - started:.0f} s", flush=True)
        rows = rows_of(network, tokenizer, embeddings, paragraphs)
        print(f"{len(rows.starts)} words {time.time() - started:.0f} s", flush=True)
        fit(network, rows, options.epochs, options.rate)
        weights = network.state_dict()
        trained = {k: v for k, v in weights.items() if k.startswith(PREFIX)}
    tensors.update(trained)
    torch.save(tensors, options.checkpoint)
    if options.save:
        torch.save(trained, options.save)


if __name__ == "__main__":
    main()
