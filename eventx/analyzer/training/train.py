"""Train the analyzer.

Usage: `python -m eventx.analyzer.training.train --treebanks DIR --names DIR --out FILE`.

The word embeddings and the lower stack stay frozen; the upper stack and all heads are trained
together on the treebanks and, in turns, on the name corpora. `--checkpoint` continues from an
earlier run, `--minutes` bounds the time: the learning rate falls to zero when it is used up.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from eventx.analyzer.lemma_script import script_of
from eventx.analyzer.subwords import SubwordTokenizer
from eventx.analyzer.training.names import NAME_LABELS, read_names
from eventx.analyzer.training.network import Analyzer, Labels, load_checkpoint, load_pretrained
from eventx.analyzer.training.source import PretrainedFile
from eventx.analyzer.training.treebank import FEATURES, Sentence, read_treebank
from eventx.analyzer.training.vocabulary import build_vocabulary

IGNORE = -100
# How often a treebank's sentences are used in one epoch: small languages more, the web less.
SHARE = {"en_ewt_train": 0.55, "en_gum_free": 0.7, "pt_bosque_train": 0.65, "de_gsd_dev": 2.5,
         "de_pud": 1.7, "es_ancora_dev": 1.8, "fr_gsd_dev": 1.5, "fr_pud": 1.3,
         "fr_rhapsodie": 0.5, "it_pud": 1.5, "it_parlamint": 1.3, "it_twittiro": 0.8,
         "pt_porttinari_dev_test": 0.6}  # fmt: skip
LEFT_OUT = ("LGPLLR", "parisstories", "pt_gsd")


@dataclass
class Example:
    """A sentence as numbers; `state` is the frozen lower stack's output."""

    ids: list[int]
    first: list[int]
    last: list[int]
    tags: list[int]
    features: list[list[int]]
    scripts: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]
    share: float
    state: Tensor | None = None


def label_sets(sentences: list[Sentence], checkpoint: dict[str, list[str]] | None) -> Labels:
    """Inventories from the data; those of a checkpoint keep their order."""
    relations = sorted({r for s in sentences for r in s.relations})
    features = {f: ["", *values] for f, values in FEATURES.items()}
    if checkpoint:
        return Labels(checkpoint["pos"], relations, checkpoint["lem"], features, NAME_LABELS)
    scripts = Counter(
        script_of(w, m) for s in sentences for w, m in zip(s.words, s.lemmas, strict=True)
    )
    tags = sorted({t for s in sentences for t in s.tags})
    kept = [script for script, n in scripts.most_common() if n > 1]
    return Labels(tags, relations, kept, features, NAME_LABELS)


def frozen(example: Example) -> Tensor:
    """The lower stack's output, which `Trainer.freeze` has computed."""
    if example.state is None:
        raise ValueError("freeze the examples first")
    return example.state


class Encoder:
    """Sentences to examples."""

    def __init__(self, tokenizer: SubwordTokenizer, labels: Labels) -> None:
        self.tokenizer, self.labels = tokenizer, labels
        self.tag = {x: i for i, x in enumerate(labels.tags)}
        self.relation = {x: i for i, x in enumerate(labels.relations)}
        self.script = {x: i for i, x in enumerate(labels.scripts)}
        self.name = {x: i for i, x in enumerate(labels.names)}

    def tree(self, s: Sentence) -> Example:
        """An example with every label but names."""
        subwords = self.tokenizer(s.words)
        features = [
            [self.labels.features[f].index(v) if (v := feats[f]) is not None else IGNORE
             for f in self.labels.features]
            for feats in s.features
        ]  # fmt: skip
        scripts = [
            self.script.get(script_of(w, m), IGNORE) for w, m in zip(s.words, s.lemmas, strict=True)
        ]
        n = len(s.words)
        return Example(
            subwords.ids, subwords.first, subwords.last, [self.tag.get(t, IGNORE) for t in s.tags],
            features, scripts, s.heads, [self.relation[r] for r in s.relations], [IGNORE] * n,
            SHARE.get(s.treebank, 1.0),
        )  # fmt: skip

    def named(self, words: list[str], labels: list[str]) -> Example:
        """An example with names alone."""
        subwords = self.tokenizer(words)
        n, none = len(words), [IGNORE] * len(words)
        features = [[IGNORE] * len(self.labels.features) for _ in range(n)]
        names = [self.name[x] for x in labels]
        return Example(
            subwords.ids, subwords.first, subwords.last, none, features, none, none, none,
            names, 1.0
        )  # fmt: skip


class Trainer:
    """Batches, loss and the loop."""

    def __init__(self, network: Analyzer, embeddings: Tensor, size: int) -> None:
        self.network, self.embeddings, self.size = network, embeddings, size

    @torch.inference_mode()
    def freeze(self, examples: list[Example]) -> None:
        """Compute the lower stack once for every example."""
        self.network.lower.eval()
        for batch in self.batches(examples, shuffle=False, size=4000):
            ids, mask = self._ids(batch)
            states = self.network.lower(self.embeddings[ids], mask)
            for example, state in zip(batch, states, strict=True):
                example.state = state[: len(example.ids)].to(torch.float16).clone()

    @staticmethod
    def _ids(batch: list[Example]) -> tuple[Tensor, Tensor]:
        length = max(len(e.ids) for e in batch)
        ids = torch.tensor([e.ids + [1] * (length - len(e.ids)) for e in batch])
        return ids, (ids != 1)[:, None, None, :]

    def batches(
        self, examples: list[Example], *, shuffle: bool, size: int | None = None
    ) -> list[list[Example]]:
        """Examples of like length together, at most `size` subwords with padding."""
        size = size or self.size
        jitter = (lambda: random.random() * 6) if shuffle else (lambda: 0.0)
        ordered = sorted(examples, key=lambda e: len(e.ids) + jitter())
        batches: list[list[Example]] = [[]]
        for example in ordered:
            if batches[-1] and len(example.ids) * (len(batches[-1]) + 1) > size:
                batches.append([])
            batches[-1].append(example)
        if shuffle:
            random.shuffle(batches)
        return batches

    def loss(self, batch: list[Example]) -> Tensor:
        """Summed losses of all heads; names are weighted like the parser."""
        ids, mask = self._ids(batch)
        width = max(len(e.first) for e in batch)
        length = ids.shape[1]
        states = torch.stack(
            [F.pad(frozen(e), (0, 0, 0, length - len(e.ids))) for e in batch]
        ).float()

        def padded(name: str, fill: int) -> Tensor:
            rows = [getattr(e, name) for e in batch]
            return torch.tensor([r + [fill] * (width - len(r)) for r in rows])

        first, last, heads = padded("first", 0), padded("last", 0), padded("heads", IGNORE)
        states = self.network.upper(states, mask)
        embedded = self.embeddings[ids]
        tag, feature, script, name, arcs, rels = self.network.heads(states, embedded, first, last)

        def entropy(scores: Tensor, gold: Tensor) -> Tensor:
            flat = scores.reshape(-1, scores.shape[-1])
            if not (gold != IGNORE).any():
                return scores.sum() * 0
            return F.cross_entropy(flat, gold.reshape(-1), ignore_index=IGNORE)

        total = entropy(name, padded("names", IGNORE))
        if (heads == IGNORE).all():
            return total
        real = torch.tensor(
            [[1] * (1 + len(e.first)) + [0] * (width - len(e.first)) for e in batch]
        )
        arcs = arcs.masked_fill(real[:, None, :] == 0, -1e9)
        total = total + entropy(arcs, heads)
        chosen = heads.clamp(min=0)[:, :, None, None].expand(-1, -1, 1, rels.shape[1])
        rels = torch.gather(rels.permute(0, 2, 3, 1), 2, chosen)[:, :, 0]
        total = total + entropy(rels, padded("relations", IGNORE))
        total = total + 0.5 * entropy(tag, padded("tags", IGNORE))
        total = total + 0.5 * entropy(script, padded("scripts", IGNORE))
        empty = [IGNORE] * len(self.network.labels.features)
        gold = torch.tensor([e.features + [empty] * (width - len(e.features)) for e in batch])
        at = 0
        for i, values in enumerate(self.network.labels.features.values()):
            total = total + 0.1 * entropy(feature[..., at : at + len(values)], gold[..., i])
            at += len(values)
        return total

    def epoch_of(self, trees: list[Example], named: list[Example]) -> list[list[Example]]:
        """One epoch's batches: treebanks by their share, names mixed in."""
        chosen = []
        for example in trees:
            whole, part = divmod(example.share, 1)
            chosen += [example] * (int(whole) + (random.random() < part))
        batches = self.batches(chosen, shuffle=True) + self.batches(named, shuffle=True)
        random.shuffle(batches)
        return batches

    def run(
        self, trees: list[Example], named: list[Example], *, minutes: float, epochs: int,
        rates: tuple[float, float], save: Path,
    ) -> None:  # fmt: skip
        """Train until the epochs or the minutes are used up, saving every quarter of an hour."""
        encoder, heads = (
            list(self.network.upper.parameters()),
            list(self.network.heads.parameters()),
        )
        groups = [{"params": encoder, "lr": rates[0]}, {"params": heads, "lr": rates[1]}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.network.upper.train(), self.network.heads.train()
        start, saved, step, mean = time.time(), time.time(), 0, 0.0
        for epoch in range(epochs):
            batches = self.epoch_of(trees, named)
            for i, batch in enumerate(batches):
                used = max(
                    (epoch + i / len(batches)) / epochs, (time.time() - start) / 60 / minutes
                )
                if used >= 1:
                    return
                step += 1
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * min(1, step / 100) * max(0.01, 1 - used)
                loss = self.loss(batch)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(encoder + heads, 1.0)
                optimizer.step()
                mean = 0.98 * mean + 0.02 * loss.item()
                if step % 100 == 0:
                    clock = (time.time() - start) / 60
                    print(
                        f"epoch {epoch} {i}/{len(batches)} loss {mean:.3f} {clock:.1f} min",
                        flush=True,
                    )
                if time.time() - saved > 900:
                    torch.save(self.network.state_dict(), save.with_suffix(".part.pt"))
                    saved = time.time()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument(
        "--checkpoint", type=Path, help="npz of the proof of concept, json beside it"
    )
    parser.add_argument("--resume", type=Path, help="the .pt file of an earlier run to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=240)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--size", type=int, default=800, help="subwords a batch")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    random.seed(0), torch.manual_seed(0)

    paths = sorted(options.treebanks.glob("*.conllu.xz"))
    paths = [p for p in paths if not any(x in p.name for x in LEFT_OUT)]
    sentences = [s for p in paths for s in read_treebank(p) if 1 < len(s.words) <= 110]
    named = [row for p in sorted(options.names.glob("*.conll.xz")) for row in read_names(p)]
    file = PretrainedFile()
    texts = [s.words for s in sentences] + [words for words, _ in named]
    vocabulary = build_vocabulary(file, texts)
    tokenizer = SubwordTokenizer(vocabulary.pieces, vocabulary.scores, file.normal)
    embeddings = torch.from_numpy(vocabulary.embeddings(file).unpack())

    checkpoint = None
    if options.checkpoint:
        checkpoint = json.loads(options.checkpoint.with_suffix(".json").read_text())["V"]
    labels = label_sets(sentences, checkpoint)
    network = Analyzer(file, labels)
    load_pretrained(network, file)
    if checkpoint:
        arrays = np.load(options.checkpoint)
        load_checkpoint(network, {k: arrays[k] for k in arrays.files}, checkpoint["dep"])

    if options.resume:
        network.load_state_dict(torch.load(options.resume, weights_only=True))

    encoder = Encoder(tokenizer, labels)
    trees = [e for s in sentences if len((e := encoder.tree(s)).ids) <= 250]
    names = [e for w, y in named if len((e := encoder.named(w, y)).ids) <= 250]
    print(f"{len(trees)} trees {sum(len(e.ids) for e in trees)} subwords, {len(names)} named,"
          f" {len(vocabulary.pieces)} pieces", flush=True)  # fmt: skip
    trainer = Trainer(network, embeddings, options.size)
    started = time.time()
    trainer.freeze(trees), trainer.freeze(names)
    print(f"lower stack computed in {(time.time() - started) / 60:.1f} min", flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    settings = {"labels": labels.__dict__, "kept": vocabulary.kept}
    options.out.with_suffix(".json").write_text(json.dumps(settings), encoding="utf8")
    trainer.run(
        trees, names, minutes=options.minutes, epochs=options.epochs,
        rates=(options.rate, options.head_rate), save=options.out,
    )  # fmt: skip
    torch.save(network.state_dict(), options.out)
    print("saved", options.out, flush=True)


if __name__ == "__main__":
    main()
