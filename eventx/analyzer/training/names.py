"""Reading name corpora in CoNLL columns: person, organisation, place as BIO labels."""

from __future__ import annotations

from pathlib import Path

from eventx.analyzer.training.treebank import lines_of

KINDS = ("PER", "ORG", "LOC")
NAME_LABELS = ["O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI")]


def read_names(path: Path) -> list[tuple[list[str], list[str]]]:
    """Sentences as words and BIO labels; other kinds of name (MISC) count as none."""
    sentences: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    labels: list[str] = []
    for line in [*lines_of(path), ""]:
        columns = line.split()
        if columns and columns[0] != "-DOCSTART-":
            words.append(columns[0])
            labels.append(_begin(columns[-1], labels[-1] if labels else "O"))
        elif words:
            if len(words) > 1:
                sentences.append((words, labels))
            words, labels = [], []
    return sentences


def _begin(label: str, previous: str) -> str:
    """IOB1 and IOB2 alike to BIO."""
    mark, _, kind = label.partition("-")
    if kind not in KINDS:
        return "O"
    inside = mark == "I" and previous.endswith(kind)
    return f"{'I' if inside else 'B'}-{kind}"
