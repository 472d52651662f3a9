"""English ClearNLP trees, as spaCy's English pipelines give them, to Universal Dependencies.

ClearNLP hangs nouns on prepositions and complements on "be"; Universal Dependencies makes the
content word the head. Three passes: prepositions, copulas, names of the other relations.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc

_RENAMED = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "neg": "advmod", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt",
    "npadvmod": "obl", "intj": "discourse", "predet": "det:predet", "preconj": "cc:preconj",
    "quantmod": "advmod", "meta": "dep", "oprd": "xcomp", "acomp": "xcomp", "attr": "xcomp",
    "dative": "iobj", "pobj": "obl", "pcomp": "advcl", "prep": "advmod", "agent": "advmod",
    "nn": "compound", "num": "nummod", "infmod": "acl", "partmod": "acl", "rcmod": "acl:relcl",
}  # fmt: skip
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_PREDICATES = frozenset({"VERB", "AUX", "ADV"})


class _Tree:
    """Heads and relations of a Doc while they are rewritten."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.head = [t.head.i for t in doc]
        self.dep = [t.dep_ for t in doc]
        # Where each preposition's noun or clause is; conjoined prepositions look it up.
        self.object: dict[int, int] = {}

    def children(self, i: int) -> list[int]:
        return [j for j in range(len(self.head)) if self.head[j] == i and j != i]

    def preposition(self, i: int) -> None:
        """The noun or clause of a preposition takes its place."""
        children = self.children(i)
        inner = next((c for c in children if self.dep[c] in ("pobj", "pcomp")), None)
        relation, above = self.dep[i], self.head[i]
        if inner is None:
            return
        clause = self.dep[inner] == "pcomp" and self.doc[inner].pos_ in ("VERB", "AUX")
        nominal = self.doc[above].pos_ not in _PREDICATES
        if relation == "conj" and above in self.object:
            above = self.object[above]
        elif clause:
            relation = "acl" if nominal else "advcl"
        elif relation == "agent":
            relation = "obl:agent"
        elif relation in ("prep", "dative"):
            relation = "nmod" if nominal and self.doc[above].pos_ != "ADJ" else "obl"
        self.object[i] = inner
        self.head[inner], self.dep[inner] = above if above != i else inner, relation
        self.head[i], self.dep[i] = inner, "mark" if clause else "case"
        for child in children:
            if child != inner:
                self.head[child] = inner
                if self.dep[child] in _PREPOSITIONS:
                    self.dep[child] = "case"

    def copula(self, i: int) -> None:
        """The complement of "be" takes its place, but "there is" keeps the verb."""
        children = self.children(i)
        relations = [self.dep[c] for c in children]
        complement = self._complement(i, children)
        if complement is None:
            return
        if "expl" in relations:
            self.dep[complement] = "nsubj"
            return
        above = self.head[i]
        self.head[complement] = complement if above == i else above
        self.dep[complement] = self.dep[i]
        self.head[i], self.dep[i] = complement, "cop"
        for child in children:
            if child != complement:
                self.head[child] = complement

    def _complement(self, i: int, children: list[int]) -> int | None:
        for relation in ("attr", "acomp"):
            found = next((c for c in children if self.dep[c] == relation), None)
            if found is not None:
                return found
        if {"xcomp", "ccomp"} & {self.dep[c] for c in children}:
            return None
        cases = {c: self.children(c) for c in children if self.dep[c] == "obl" and c > i}
        return next(
            (c for c, inner in cases.items() if any(self.dep[k] == "case" for k in inner)), None
        )


def to_universal(doc: Doc) -> None:
    """Rewrite the tree of a Doc in place.

    Args:
        doc: a Doc with ClearNLP relations, parts of speech and lemmas.
    """
    tree = _Tree(doc)
    for token in doc:
        after_preposition = token.dep_ == "conj" and token.head.dep_ in _PREPOSITIONS
        if token.dep_ in _PREPOSITIONS or (after_preposition and token.pos_ == "ADP"):
            tree.preposition(token.i)
    for token in doc:
        if token.lemma_.lower() == "be" and token.dep_ not in ("aux", "auxpass"):
            tree.copula(token.i)
    relations = [_RENAMED.get(dep, dep) for dep in tree.dep]
    strings = doc.vocab.strings
    table = np.zeros((len(doc), 2), np.int64)
    for i, (head, relation) in enumerate(zip(tree.head, relations, strict=True)):
        key = strings.add("ROOT" if head == i else relation)
        table[i] = [head - i, key - (1 << 64) if key >= 1 << 63 else key]
    doc.from_array([HEAD, DEP], table.view(np.uint64))  # type: ignore[arg-type]
