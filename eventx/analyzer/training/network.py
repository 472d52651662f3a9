"""The network: the e5 encoder in two stacks, and the heads that read it.

The lower stack also serves the sentence splitter and stays frozen while the upper stack and the
heads are trained, so its output is computed once.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from eventx.analyzer.training.source import PretrainedFile

LOWER_LAYERS = 4


@dataclass(frozen=True)
class Labels:
    """Label inventories of the heads, in the order of their outputs."""

    tags: list[str]
    relations: list[str]
    scripts: list[str]
    features: dict[str, list[str]]
    names: list[str]


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.value, self.out = nn.Linear(hidden, hidden), nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Attend, then transform each place."""
        batch, length, hidden = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        mixed = F.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask
        )
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, hidden))
        x = self.attention_norm(x + self.drop(mixed))
        inner = self.down(F.gelu(self.up(x)))
        return self.output_norm(x + self.drop(inner))


class Stack(nn.Module):
    """Some consecutive layers; the lowest stack adds positions to the word embeddings first."""

    def __init__(self, file: PretrainedFile, layers: range, dropout: float) -> None:
        super().__init__()
        self.bottom = layers.start == 0
        if self.bottom:
            self.positions = nn.Embedding(file.positions, file.hidden)
            self.norm = nn.LayerNorm(file.hidden, eps=file.epsilon)
        self.layers = nn.ModuleList(
            Layer(file.hidden, file.heads, file.inner, file.epsilon, dropout) for _ in layers
        )

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Pass embeddings or states through the layers."""
        if self.bottom:
            # Token type 0 is added into the position table when the weights are read.
            x = self.norm(x + self.positions.weight[: x.shape[1]])
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Biaffine(nn.Module):
    """Scores of (dependent, head) pairs for each label."""

    def __init__(self, size: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(labels, size + 1, size + 1) * 0.01)

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score all pairs, shape (batch, labels, dependents, heads)."""
        dependent, head = F.pad(dependent, (0, 1), value=1.0), F.pad(head, (0, 1), value=1.0)
        return torch.einsum("bxi,oij,byj->boxy", dependent, self.weight, head)


def gather(states: Tensor, index: Tensor) -> Tensor:
    """The states at the given subword places."""
    return torch.gather(states, 1, index.unsqueeze(-1).expand(-1, -1, states.size(-1)))


def head(inputs: int, hidden: int, outputs: int, dropout: float) -> nn.Sequential:
    """A small classifier."""
    return nn.Sequential(
        nn.Linear(inputs, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, outputs)
    )


class Splitter(nn.Module):
    """Does a sentence start at this word? Reads the lower stack around the gap before it."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.classifier = head(4 * hidden, 128, 1, 0.1)

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score each word, log odds."""
        before = torch.cat([torch.zeros_like(last[:, :1]), last[:, :-1]], 1)
        after = torch.cat([last[:, 1:], last[:, -1:]], 1)
        parts = [gather(states, index) for index in (before, first, last, after)]
        return self.classifier(torch.cat(parts, -1)).squeeze(-1)


class Heads(nn.Module):
    """Part of speech, morphology, lemma, names on words; arcs and relations on pairs of words."""

    def __init__(self, hidden: int, labels: Labels, dropout: float = 0.15) -> None:
        super().__init__()
        self.drop = nn.Dropout(dropout)
        features = sum(map(len, labels.features.values()))
        wide = 3 * hidden
        self.tag = head(wide, hidden, len(labels.tags), dropout)
        self.feature = head(wide, hidden, features, dropout)
        self.script = head(wide, hidden, len(labels.scripts), dropout)
        self.name = head(hidden, hidden, len(labels.names), dropout)
        self.root = nn.Parameter(torch.randn(hidden) * 0.02)

        def project(size: int) -> nn.Sequential:
            return nn.Sequential(nn.Linear(hidden, size), nn.GELU(), nn.Dropout(dropout))

        self.arc_dependent, self.arc_head = project(256), project(256)
        self.rel_dependent, self.rel_head = project(128), project(128)
        self.arc, self.relation = Biaffine(256, 1), Biaffine(128, len(labels.relations))

    def forward(
        self, states: Tensor, embeddings: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of tags, features, lemma scripts, names, arcs and relations."""
        word = self.drop(gather(states, first))
        wide = torch.cat(
            [gather(states, first), gather(states, last), gather(embeddings, last)], -1
        )
        wide = self.drop(wide)
        nodes = torch.cat([self.root.expand(word.size(0), 1, -1), word], 1)
        arcs = self.arc(self.arc_dependent(word), self.arc_head(nodes))[:, 0]
        relations = self.relation(self.rel_dependent(word), self.rel_head(nodes))
        return (
            self.tag(wide), self.feature(wide), self.script(wide), self.name(word), arcs, relations
        )  # fmt: skip


class Analyzer(nn.Module):
    """The whole network. Word embeddings are frozen and given from outside."""

    def __init__(self, file: PretrainedFile, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.labels = labels
        self.lower = Stack(file, range(LOWER_LAYERS), 0.0)
        self.upper = Stack(file, range(LOWER_LAYERS, file.layers), dropout)
        self.splitter = Splitter(file.hidden)
        self.heads = Heads(file.hidden, labels)

    def layer(self, index: int) -> nn.Module:
        """Layer `index` of the whole encoder."""
        if index < LOWER_LAYERS:
            return self.lower.layers[index]
        return self.upper.layers[index - LOWER_LAYERS]


def load_pretrained(network: Analyzer, file: PretrainedFile) -> None:
    """Fill the encoder with the pretrained weights of multilingual-e5-small."""
    size = file.hidden

    def put(target: Tensor, name: str) -> None:
        target.data.copy_(torch.from_numpy(file.tensor(name, *target.shape)))

    positions = file.tensor("emb.pos", file.positions, size) + file.tensor("emb.type", 2, size)[0]
    network.lower.positions.weight.data.copy_(torch.from_numpy(positions))
    put(network.lower.norm.weight, "emb.ln.w")
    put(network.lower.norm.bias, "emb.ln.b")
    names = {"query": "q", "key": "k", "value": "v", "out": "ao", "attention_norm": "aln",
             "up": "fi", "down": "fo", "output_norm": "oln"}  # fmt: skip
    for index in range(file.layers):
        layer = network.layer(index)
        for mine, theirs in names.items():
            module = layer.get_submodule(mine)
            put(module.weight, f"l{index}.{theirs}.w")  # type: ignore[arg-type]
            put(module.bias, f"l{index}.{theirs}.b")  # type: ignore[arg-type]


def load_checkpoint(network: Analyzer, arrays: dict[str, object], relations: list[str]) -> None:
    """Continue from a checkpoint of the proof of concept (names as in its npz file).

    Args:
        network: the network to fill.
        arrays: tensors by name.
        relations: the checkpoint's relation labels, with subtypes.
    """
    tensors = {k: torch.tensor(v).float() for k, v in arrays.items()}
    root = "bert.embeddings."
    kind = tensors[root + "token_type_embeddings.weight"][0]
    network.lower.positions.weight.data.copy_(tensors[root + "position_embeddings.weight"] + kind)
    network.lower.norm.weight.data.copy_(tensors[root + "LayerNorm.weight"])
    network.lower.norm.bias.data.copy_(tensors[root + "LayerNorm.bias"])
    names = {"query": "attention.self.query", "key": "attention.self.key",
             "value": "attention.self.value", "out": "attention.output.dense",
             "attention_norm": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "output_norm": "output.LayerNorm"}  # fmt: skip
    for index in range(LOWER_LAYERS + len(network.upper.layers)):
        layer = network.layer(index)
        for mine, theirs in names.items():
            for part in ("weight", "bias"):
                source = tensors[f"bert.encoder.layer.{index}.{theirs}.{part}"]
                getattr(layer.get_submodule(mine), part).data.copy_(source)
    heads = network.heads
    heads.root.data.copy_(tensors["root"])
    for mine, theirs in (("tag", "lin.pos"), ("script", "lin.lem")):
        for place in ("0", "3"):
            for part in ("weight", "bias"):
                source = tensors[f"{theirs}.{place}.{part}"]
                getattr(heads.get_submodule(f"{mine}.{place}"), part).data.copy_(source)
    for mine, theirs in (("arc_dependent", "ad"), ("arc_head", "ah"),
                         ("rel_dependent", "rd"), ("rel_head", "rh")):  # fmt: skip
        for part in ("weight", "bias"):
            source = tensors[f"{theirs}.0.{part}"]
            getattr(heads.get_submodule(f"{mine}.0"), part).data.copy_(source)
    heads.arc.weight.data.copy_(tensors["arc.U"])
    known = {label.lower(): i for i, label in enumerate(relations)}
    for i, label in enumerate(network.labels.relations):
        heads.relation.weight.data[i].copy_(tensors["rel.U"][known[label]])
