"""Write the shipped files: two ONNX graphs with int8 weights, 4-bit embeddings, labels, pieces.

Weights are quantised in blocks of an output column and turned back to float32 when the graph is
loaded, so activations stay in float32 and a sentence's analysis never depends on its neighbours.
"""

from __future__ import annotations

import argparse
import json
import lzma
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from eventx.analyzer.training.network import LOWER_LAYERS, Analyzer, Biaffine, Labels, Layer
from eventx.analyzer.training.source import PretrainedFile
from eventx.analyzer.training.vocabulary import from_kept

OPSET = 17
# Rows that share a scale; a matrix whose rows do not divide takes the next smaller divisor.
BLOCK = 64


class Graph:
    """Builds an ONNX graph node by node; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def name(self) -> str:
        """A fresh name."""
        self._count += 1
        return f"t{self._count}"

    def constant(self, values: npt.NDArray[np.generic]) -> str:
        """A stored tensor."""
        name = self.name()
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        """One operator."""
        out = output or self.name()
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def quantised(self, weight: npt.NDArray[np.float32]) -> str:
        """A matrix stored as int8 with one scale for every block of rows in a column.

        Plain casting and multiplying instead of a quantisation operator: the runtime folds both
        into a float32 constant when it loads the graph.
        """
        rows, columns = weight.shape
        size = max(n for n in range(1, BLOCK + 1) if rows % n == 0)
        blocks = weight.reshape(rows // size, size, columns)
        scale = np.maximum(np.abs(blocks).max(axis=1, keepdims=True), 1e-12) / 127
        values = np.clip(np.rint(blocks / scale), -127, 127).astype(np.int8)
        floats = self.op("Cast", self.constant(values), to=TensorProto.FLOAT)
        scaled = self.op("Mul", floats, self.constant(scale.astype(np.float32)))
        return self.op("Reshape", scaled, self.constant(np.array(weight.shape, np.int64)))

    def linear(self, x: str, module: nn.Linear) -> str:
        """`x @ W + b`."""
        product = self.op("MatMul", x, self.quantised(array(module.weight).T))
        return self.op("Add", product, self.constant(array(module.bias)))

    def norm(self, x: str, module: nn.LayerNorm) -> str:
        """Layer normalisation."""
        scale, bias = self.constant(array(module.weight)), self.constant(array(module.bias))
        return self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=module.eps)

    def gelu(self, x: str) -> str:
        """GELU by the error function, which onnxruntime fuses."""
        inner = self.op("Div", x, self.constant(np.array(2**0.5, np.float32)))
        inner = self.op("Add", self.op("Erf", inner), self.constant(np.array(1, np.float32)))
        product = self.op("Mul", x, inner)
        return self.op("Mul", product, self.constant(np.array(0.5, np.float32)))

    def layer(self, x: str, layer: Layer) -> str:
        """One transformer layer on a sentence, shape (length, hidden)."""
        hidden = layer.query.weight.shape[0]
        size = hidden // layer.heads
        split = self.constant(np.array([0, layer.heads, size], np.int64))

        def heads(module: nn.Linear, order: list[int]) -> str:
            return self.op(
                "Transpose", self.op("Reshape", self.linear(x, module), split), perm=order
            )

        query, key = heads(layer.query, [1, 0, 2]), heads(layer.key, [1, 2, 0])
        scores = self.op("MatMul", query, key)
        scores = self.op("Mul", scores, self.constant(np.array(size**-0.5, np.float32)))
        mixed = self.op(
            "MatMul", self.op("Softmax", scores, axis=-1), heads(layer.value, [1, 0, 2])
        )
        mixed = self.op("Transpose", mixed, perm=[1, 0, 2])
        mixed = self.op("Reshape", mixed, self.constant(np.array([0, hidden], np.int64)))
        x = self.norm(self.op("Add", x, self.linear(mixed, layer.out)), layer.attention_norm)
        inner = self.linear(self.gelu(self.linear(x, layer.up)), layer.down)
        return self.norm(self.op("Add", x, inner), layer.output_norm)

    def classifier(self, x: str, module: nn.Sequential, output: str | None = None) -> str:
        """Linear, GELU, linear."""
        hidden = self.gelu(self.linear(x, first_linear(module)))
        out = self.linear(hidden, last_linear(module))
        return self.op("Identity", out, output=output) if output else out

    def rows(self, x: str, index: str) -> str:
        """The rows of x at the given places."""
        return self.op("Gather", x, index, axis=0)

    def ones(self, x: str) -> str:
        """X with a column of ones."""
        pads = self.constant(np.array([0, 0, 0, 1], np.int64))
        return self.op("Pad", x, pads, self.constant(np.array(1, np.float32)))

    def biaffine(self, dependent: str, head: str, module: Biaffine, output: str) -> str:
        """Scores of shape (dependents, labels, heads)."""
        weight = array(module.weight)
        labels, size, _ = weight.shape
        flat = self.quantised(weight.transpose(1, 0, 2).reshape(size, labels * size))
        left = self.op("MatMul", self.ones(dependent), flat)
        left = self.op("Reshape", left, self.constant(np.array([0, labels, size], np.int64)))
        right = self.op("Transpose", self.ones(head), perm=[1, 0])
        return self.op("MatMul", left, right, output=output)

    def model(
        self, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, list[str | int]]
    ) -> onnx.ModelProto:
        """The finished model."""
        ins = [helper.make_tensor_value_info(k, t, s) for k, (t, s) in inputs.items()]
        outs = [helper.make_tensor_value_info(k, TensorProto.FLOAT, s) for k, s in outputs.items()]
        graph = helper.make_graph(self.nodes, "eventx", ins, outs, self.weights)
        opset = helper.make_opsetid("", OPSET)
        model = helper.make_model(graph, opset_imports=[opset], ir_version=8)
        onnx.checker.check_model(model)
        return model


def array(tensor: Tensor) -> npt.NDArray[np.float32]:
    """A parameter as float32."""
    values: npt.NDArray[np.float32] = tensor.detach().cpu().numpy().astype(np.float32)
    return values


def first_linear(module: nn.Sequential) -> nn.Linear:
    """The first linear layer."""
    return next(m for m in module if isinstance(m, nn.Linear))


def last_linear(module: nn.Sequential) -> nn.Linear:
    """The last linear layer."""
    return next(m for m in reversed(list(module)) if isinstance(m, nn.Linear))


def lower_graph(network: Analyzer, hidden: int) -> onnx.ModelProto:
    """Embeddings with positions -> states, and the splitter's scores for each word."""
    g = Graph()
    x = g.norm("embeddings", network.lower.norm)
    for layer in network.lower.layers:
        x = g.layer(x, layer)  # type: ignore[arg-type]
    g.op("Identity", x, output="states")
    parts = [g.rows(x, index) for index in ("before", "first", "last", "after")]
    g.classifier(g.op("Concat", *parts, axis=-1), network.splitter.classifier, "starts")
    places: dict[str, tuple[int, list[str | int]]] = {
        k: (TensorProto.INT64, ["words"]) for k in ("before", "first", "last", "after")
    }
    places["embeddings"] = (TensorProto.FLOAT, ["length", hidden])
    return g.model(places, {"states": ["length", hidden], "starts": ["words", 1]})


def upper_graph(network: Analyzer, hidden: int) -> onnx.ModelProto:
    """States and raw embeddings -> scores of every head."""
    g = Graph()
    x = "states"
    for layer in network.upper.layers:
        x = g.layer(x, layer)  # type: ignore[arg-type]
    heads = network.heads
    word = g.rows(x, "first")
    wide = g.op("Concat", word, g.rows(x, "last"), g.rows("embeddings", "last"), axis=-1)
    for name in ("tag", "feature", "script"):
        g.classifier(wide, heads.get_submodule(name), name)  # type: ignore[arg-type]
    g.classifier(word, heads.name, "name")
    nodes = g.op("Concat", g.constant(array(heads.root)[None]), word, axis=0)

    def project(module: nn.Sequential, y: str) -> str:
        return g.gelu(g.linear(y, first_linear(module)))

    dependent, head = project(heads.arc_dependent, word), project(heads.arc_head, nodes)
    g.biaffine(dependent, head, heads.arc, "arc")
    dependent, head = project(heads.rel_dependent, word), project(heads.rel_head, nodes)
    g.biaffine(dependent, head, heads.relation, "relation")
    inputs: dict[str, tuple[int, list[str | int]]] = {
        "states": (TensorProto.FLOAT, ["length", hidden]),
        "embeddings": (TensorProto.FLOAT, ["length", hidden]),
        "first": (TensorProto.INT64, ["words"]),
        "last": (TensorProto.INT64, ["words"]),
    }
    labels = network.labels
    counts = {
        "tag": len(labels.tags),
        "feature": sum(map(len, labels.features.values())),
        "script": len(labels.scripts),
        "name": len(labels.names),
    }
    outputs: dict[str, list[str | int]] = {k: ["words", n] for k, n in counts.items()}
    outputs |= {
        "arc": ["words", 1, "nodes"],
        "relation": ["words", len(labels.relations), "nodes"],
    }
    return g.model(inputs, outputs)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="the .pt file of train.py, .json beside it")
    parser.add_argument("out", type=Path, help="folder of the shipped files")
    options = parser.parse_args()
    settings = json.loads(options.checkpoint.with_suffix(".json").read_text(encoding="utf8"))
    labels = Labels(**settings["labels"])
    file = PretrainedFile()
    network = Analyzer(file, labels)
    network.load_state_dict(torch.load(options.checkpoint, weights_only=True), strict=True)
    network.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    onnx.save(lower_graph(network, file.hidden), options.out / "lower.onnx")
    onnx.save(upper_graph(network, file.hidden), options.out / "upper.onnx")
    vocabulary = from_kept(file, settings["kept"])
    packed = vocabulary.embeddings(file)
    positions = array(network.lower.positions.weight).astype(np.float16)
    np.savez(
        options.out / "embeddings.npz", nibbles=packed.nibbles, scales=packed.scales,
        positions=positions,
    )  # fmt: skip
    pieces = {
        "pieces": vocabulary.pieces,
        "scores": [round(s, 4) for s in vocabulary.scores],
        "normal": {str(k): v for k, v in file.normal.items()},
    }
    text = json.dumps(pieces, ensure_ascii=False)
    (options.out / "pieces.json.xz").write_bytes(lzma.compress(text.encode("utf8")))
    inventory = {"lower_layers": LOWER_LAYERS, **labels.__dict__}
    (options.out / "labels.json").write_text(
        json.dumps(inventory, ensure_ascii=False), encoding="utf8"
    )


if __name__ == "__main__":
    main()
