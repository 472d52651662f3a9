"""Inference: a sentence's words in, tags, morphology, lemma scripts, names and a tree out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from eventx.analyzer.subwords import BOS, EOS, Subwords, SubwordTokenizer
from eventx.analyzer.tree import decode_tree
from eventx.errors import AnalyzerError

WEIGHTS = Path(__file__).parent / "weights"
MAX_SUBWORDS = 510
BLOCK = 32

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class WordAnalysis:
    """What the network says of one word.

    Attributes:
        tag: universal part of speech.
        features: morphological features with a value, such as `{"Number": "Sing"}`.
        script: lemma edit script, see `eventx.analyzer.lemma_script`.
        head: 1-based place of the head in the sentence, 0 for the root.
        relation: Universal Dependencies relation without subtype.
        name: BIO label of a person, organisation or place.
    """

    tag: str
    features: dict[str, str]
    script: str
    head: int
    relation: str
    name: str


class Embeddings:
    """The word embedding table in 4 bits; rows are unpacked when they are asked for."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self._nibbles = arrays["nibbles"]
            self._scales = arrays["scales"]
            self._positions = arrays["positions"].astype(np.float32)

    def __call__(self, ids: Sequence[int]) -> Floats:
        """Raw embeddings, one row an id."""
        packed = self._nibbles[ids]
        values = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        rows = values * self._scales[ids].astype(np.float32)[..., None]
        table: Floats = rows.reshape(len(ids), -1)
        return table

    def positions(self, length: int) -> Floats:
        """Position embeddings of the first `length` places."""
        rows: Floats = self._positions[:length]
        return rows


class AnalyzerModel:
    """The bundled network, run one sentence at a time so that neighbours never matter.

    Args:
        folder: files written by `eventx.analyzer.training.export`.

    Raises:
        AnalyzerError: when the files are missing.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        if not (folder / "labels.json").is_file():
            raise AnalyzerError("E301", folder=folder)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        self._tags: list[str] = labels["tags"]
        self._relations: list[str] = labels["relations"]
        self._scripts: list[str] = labels["scripts"]
        self._names: list[str] = labels["names"]
        self._features: dict[str, list[str]] = labels["features"]
        self._root_label = self._relations.index("root")
        self._embeddings = Embeddings(folder / "embeddings.npz")
        self.tokenizer = SubwordTokenizer.from_file(folder / "pieces.json.xz")
        self._lower = _session(folder / "lower.onnx")
        self._upper = _session(folder / "upper.onnx")

    def _states(self, subwords: Subwords) -> tuple[Floats, Floats, Floats]:
        """Raw embeddings, lower states and sentence start scores."""
        raw = self._embeddings(subwords.ids)
        first, last = np.array(subwords.first), np.array(subwords.last)
        feed = {
            "embeddings": raw + self._embeddings.positions(len(raw)),
            "first": first,
            "last": last,
            "before": np.concatenate([[0], last[:-1]]),
            "after": np.concatenate([last[1:], last[-1:]]),
        }
        states, starts = self._lower.run(["states", "starts"], feed)
        return raw, states, starts[:, 0]

    def starts(self, words: Sequence[str]) -> Floats:
        """Scores (log odds) that a sentence starts at each word of a paragraph."""
        scores = np.full(len(words), -10.0, np.float32)
        at = 0
        while at < len(words):
            end = self._fit(words, at, MAX_SUBWORDS)
            _, _, found = self._states(self.tokenizer(words[at:end]))
            # Windows overlap by half and give way by a quarter, so that every word is judged
            # with words on both sides.
            skip = 0 if at == 0 else (end - at) // 4
            scores[at + skip : end] = found[skip:]
            at = len(words) if end == len(words) else max(at + 1, end - (end - at) // 2)
        return scores

    def _fit(self, words: Sequence[str], at: int, limit: int) -> int:
        """The end of the longest run of words from `at` with at most `limit` subwords."""
        total, end = 0, at
        while end < len(words):
            total += len(self.tokenizer.word(words[end]))
            if total > limit and end > at:
                break
            end += 1
        return end

    def sentence(self, words: Sequence[str]) -> list[WordAnalysis]:
        """Analyse one sentence.

        A word of more pieces than the network reads is cut for the network alone; sentences
        beyond its length have to be cut before, see `longest`.
        """
        subwords = self._cut(self.tokenizer(words))
        raw, states, _ = self._states(subwords)
        feed = {
            "states": states,
            "embeddings": raw,
            "first": np.array(subwords.first),
            "last": np.array(subwords.last),
        }
        names = ["tag", "feature", "script", "name", "arc", "relation"]
        tag, feature, script, name, arc, relation = self._upper.run(names, feed)
        heads = decode_tree(arc[:, 0])
        relation[:, self._root_label, 1:] = -np.inf
        places = np.arange(len(heads))
        chosen = relation[places, :, heads].argmax(axis=1)
        tags, scripts, labels = tag.argmax(1), script.argmax(1), name.argmax(1)
        features = self._feature_values(feature)
        return [
            WordAnalysis(
                self._tags[tags[i]],
                {f: values[i] for f, values in features.items() if values[i]},
                self._scripts[scripts[i]],
                heads[i],
                self._relations[chosen[i]] if heads[i] else "root",
                self._names[labels[i]],
            )
            for i in range(len(heads))
        ]

    def longest(self, words: Sequence[str]) -> int:
        """How many of the words fit into one call of `sentence`."""
        return self._fit(words, 0, MAX_SUBWORDS)

    @staticmethod
    def _cut(subwords: Subwords) -> Subwords:
        if len(subwords.ids) <= MAX_SUBWORDS + 2:
            return subwords
        end = MAX_SUBWORDS
        return Subwords(
            [BOS, *subwords.ids[1 : end + 1], EOS],
            [min(i, end) for i in subwords.first],
            [min(i, end) for i in subwords.last],
        )

    def _feature_values(self, scores: Floats) -> dict[str, list[str]]:
        values, at = {}, 0
        for feature, names in self._features.items():
            best = scores[:, at : at + len(names)].argmax(axis=1)
            values[feature] = [names[i] for i in best]
            at += len(names)
        return values


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Fold the int8 weights to float32 when loading instead of quantising activations.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=1)
def bundled_model() -> AnalyzerModel:
    """The model shipped with the package, loaded once."""
    return AnalyzerModel()
