"""Decoding arc scores into a dependency tree: one root, no cycles, highest total score.

Greedy heads are kept when they form a tree already, which they do in most sentences; otherwise
Chu-Liu/Edmonds finds the maximum spanning arborescence.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


def decode_tree(scores: Scores) -> list[int]:
    """The best tree.

    Args:
        scores: shape (n, n + 1); row i holds the scores of the heads of word i + 1, column 0 is
            the root.

    Returns:
        The head of each word, 1-based; 0 for the one root.

    Examples:
        >>> import numpy as np
        >>> decode_tree(np.array([[0.0, -9.0, 5.0], [4.0, 3.0, -9.0]], dtype="f4"))
        [2, 0]
    """
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _greedy(full)
    if _is_tree(heads):
        return [int(head) for head in heads[1:]]
    heads = _spanning(full)
    if (heads[1:] == 0).sum() > 1:
        heads = _one_root(full, heads)
    return [int(head) for head in heads[1:]]


def _greedy(full: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    heads: npt.NDArray[np.int64] = full.argmax(axis=1)
    heads[0] = -1
    return heads


def _is_tree(heads: npt.NDArray[np.int64]) -> bool:
    return bool((heads[1:] == 0).sum() == 1 and not _cycle(heads))


def _cycle(heads: npt.NDArray[np.int64] | Sequence[int]) -> list[int]:
    """The nodes of one cycle, empty when there is none."""
    colour = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node > 0 and colour[node] == 0:
            colour[node] = 1
            path.append(node)
            node = int(heads[node])
        if node > 0 and colour[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            colour[seen] = 2
    return []


def _spanning(full: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Chu-Liu/Edmonds: contract a cycle, solve the smaller graph, expand."""
    heads = _greedy(full)
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [i for i in range(len(heads)) if i not in inside]
    gain = {node: full[node, heads[node]] for node in cycle}
    total = sum(gain.values())
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    entry: dict[int, int] = {}
    leave: dict[int, int] = {}
    for a, node in enumerate(outside):
        for b, other in enumerate(outside):
            small[a, b] = full[node, other]
        best = max(cycle, key=lambda c: full[node, c])
        small[a, m], leave[a] = full[node, best], best
        best = max(cycle, key=lambda c: full[c, node] - gain[c])
        small[m, a], entry[a] = total + full[best, node] - gain[best], best
    small[0] = -np.inf
    np.fill_diagonal(small, -np.inf)
    solved = _spanning(small)
    for a, node in enumerate(outside):
        if node:
            heads[node] = leave[a] if solved[a] == m else outside[solved[a]]
    heads[entry[int(solved[m])]] = outside[solved[m]]
    return heads


def _one_root(full: npt.NDArray[np.float64], heads: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The best tree among those that allow one of the competing roots alone."""
    best, best_score = heads, -np.inf
    for root in np.flatnonzero(heads == 0):
        single = full.copy()
        keep = single[root, 0]
        single[:, 0] = -np.inf
        single[root, :] = -np.inf
        single[root, 0] = keep
        candidate = _spanning(single)
        score = sum(full[i, candidate[i]] for i in range(1, len(candidate)))
        if score > best_score:
            best, best_score = candidate, score
    return best
