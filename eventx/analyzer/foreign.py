"""Lets any spaCy pipeline stand in for the bundled analyzer: labels are brought to one standard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from eventx.analyzer.clearnlp import to_universal
from eventx.analyzer.relations import refine
from eventx.errors import AnalyzerError

if TYPE_CHECKING:
    from spacy.language import Language

_NEEDED = {"POS": "parts of speech", "MORPH": "morphology", "LEMMA": "lemmas", "DEP": "tree"}
_UNIVERSAL = frozenset({"nsubj", "obj", "obl", "nmod", "case", "amod", "det", "mark", "conj",
                        "cop", "aux", "advmod", "ccomp", "xcomp", "acl", "advcl", "flat", "fixed",
                        "iobj", "csubj", "expl", "appos", "nummod", "compound", "cc", "punct",
                        "dep", "parataxis", "root", "discourse", "vocative", "orphan", "list",
                        "dislocated", "goeswith", "reparandum", "clf"})  # fmt: skip
_CLEAR = frozenset({"dobj", "pobj", "nsubjpass", "auxpass", "prep", "acomp", "attr", "npadvmod"})
_TIGER = frozenset({"sb", "oa", "oc", "mo", "nk"})
_NAMES = {
    "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC",
}  # fmt: skip

Analysis = Callable[["str | Doc"], Doc]


def scheme_of(labels: Iterable[str]) -> str:
    """The scheme of a parser's relations: `UD`, `ClearNLP`, or the name of one that is not read.

    Examples:
        >>> scheme_of(["ROOT", "nsubj", "obj", "obl", "case"])
        'UD'
        >>> scheme_of(["ROOT", "nsubj", "dobj", "prep", "pobj"])
        'ClearNLP'
        >>> scheme_of(["ROOT", "sb", "oa", "nk"])
        'TIGER'
    """
    mains = {label.lower().split(":")[0] for label in labels} - {"root", ""}
    if mains & _CLEAR:
        return "ClearNLP"
    if mains <= _UNIVERSAL:
        return "UD"
    if mains & _TIGER:
        return "TIGER"
    return ", ".join(sorted(mains - _UNIVERSAL)[:4])


def adapt(nlp: Language) -> Analysis:
    """A pipeline as an analyzer: its Docs get Universal Dependencies labels and names.

    Args:
        nlp: a spaCy pipeline with tagger, lemmatizer and parser.

    Returns:
        A function of a text, or of a Doc that the pipeline has analysed already.

    Raises:
        AnalyzerError: E303 now if the parser's labels are of another scheme, or when a text is
            analysed; E302 then if parts of speech, morphology, lemmas or the tree are missing.
    """
    name = f"{nlp.lang}_{nlp.meta.get('name', 'pipeline')}"
    lang = str(nlp.lang)
    if nlp.has_pipe("parser"):
        _check_scheme(nlp.pipe_labels["parser"], lang)

    def analyse(text: str | Doc) -> Doc:
        doc = nlp(text) if isinstance(text, str) else text
        return standardise(doc, lang, name)

    return analyse


def standardise(doc: Doc, lang: str, name: str = "Doc") -> Doc:
    """Check a Doc and bring its labels to Universal Dependencies, in place.

    Args:
        doc: an analysed Doc.
        lang: its language code.
        name: name of the pipeline, for messages.

    Raises:
        AnalyzerError: see `adapt`.
    """
    if not any(not t.is_space for t in doc):
        return doc
    for attribute, what in _NEEDED.items():
        if not doc.has_annotation(attribute):
            raise AnalyzerError("E302", name=name, what=what)
    if _check_scheme({t.dep_ for t in doc}, lang) == "ClearNLP":
        to_universal(doc)
    spans = [Span(doc, e.start, e.end, _NAMES[e.label_]) for e in doc.ents if e.label_ in _NAMES]
    doc.spans["eventx_names"] = spans
    doc.ents = spans
    return refine(doc, lang)


def _check_scheme(labels: Iterable[str], lang: str) -> str:
    scheme = scheme_of(labels)
    if scheme == "UD" or (scheme == "ClearNLP" and lang == "en"):
        return scheme
    raise AnalyzerError("E303", scheme=scheme)
