"""The analyzer as a spaCy component: fills a Doc with sentences, tags, lemmas, a tree and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from eventx.analyzer import segment
from eventx.analyzer.lemmas import Lemmatizer
from eventx.analyzer.model import AnalyzerModel, WordAnalysis, bundled_model
from eventx.analyzer.relations import refine

FACTORY = "eventx_analyzer"
NAMES = "eventx_names"
_ATTRS = [HEAD, DEP, POS, MORPH, LEMMA, SENT_START]


class Analyzer:
    """Analyses a text in one language.

    Fills sentence starts, `pos_`, `morph`, `lemma_`, `head`, `dep_`, and names of persons,
    organisations and places as `doc.spans["eventx_names"]` and `doc.ents`. White-space tokens
    never reach the network: they hang on the word before them with relation `dep`.

    Args:
        lang: language code; selects lemma table and relation rules.
        model: the network; the bundled one, loaded at first use, if none is given.
    """

    def __init__(self, lang: str, model: AnalyzerModel | None = None) -> None:
        self.lang = lang
        self._model = model
        self._lemmatizer = Lemmatizer(lang)

    @property
    def model(self) -> AnalyzerModel:
        """The network in use."""
        if self._model is None:
            self._model = bundled_model()
        return self._model

    def __getstate__(self) -> dict[str, Any]:
        # Network sessions cannot be pickled; a worker process loads the bundled files itself.
        return {"lang": self.lang}

    def __setstate__(self, state: dict[str, Any]) -> None:
        Analyzer.__init__(self, state["lang"])

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a tokenized Doc in place."""
        places = [t.i for t in doc if not t.is_space]
        words = [doc[i].text for i in places]
        if not words:
            return doc
        pieces = [
            (begin + a, begin + b)
            for begin, end in sentences(doc, places, self.model)
            for a, b in segment.cut_long(words[begin:end], self.model.longest)
        ]
        analysed: list[WordAnalysis] = []
        heads: list[int] = []
        for begin, end in pieces:
            for i, word in enumerate(self.model.sentence(words[begin:end])):
                analysed.append(word)
                heads.append(begin + (word.head - 1 if word.head else i))
        self._write(doc, places, analysed, heads, {begin for begin, _ in pieces})
        names = [
            span for begin, end in pieces for span in _names(doc, places, analysed, begin, end)
        ]
        doc.spans[NAMES] = names
        doc.ents = filter_spans(names)
        return refine(doc, self.lang)

    def _write(
        self,
        doc: Doc,
        places: Sequence[int],
        analysed: Sequence[WordAnalysis],
        heads: Sequence[int],
        starts: set[int],
    ) -> None:
        """Fill the Doc in one go, which spaCy does much faster than token by token."""
        strings, morphology = doc.vocab.strings, doc.vocab.morphology
        table = np.zeros((len(doc), len(_ATTRS)), np.int64)
        spaces = _space_heads(doc, places)
        for i, head in spaces.items():
            text = strings.add(doc[i].text)
            table[i] = [head - i, _i64(strings.add("dep")), _i64(strings.add("SPACE")),
                        _i64(morphology.add("")), _i64(text), -1]  # fmt: skip
        for k, (i, word) in enumerate(zip(places, analysed, strict=True)):
            relation = "ROOT" if word.relation == "root" else word.relation
            lemma, clitics = self._lemmatizer.lemma_and_clitics(doc[i].text, word)
            features = dict(sorted((word.features | clitics).items()))
            table[i] = [
                places[heads[k]] - i,
                _i64(strings.add(relation)),
                _i64(strings.add(word.tag)),
                _i64(morphology.add(features)),
                _i64(strings.add(lemma)),
                1 if k in starts else -1,
            ]
        if spaces.get(0) is not None:
            # White space that opens the text belongs to the first sentence.
            table[0, -1], table[places[0], -1] = 1, -1
        doc.from_array(_ATTRS, table.view(np.uint64))  # type: ignore[arg-type]


def sentences(doc: Doc, places: Sequence[int], model: AnalyzerModel) -> list[tuple[int, int]]:
    """The sentences of a text as runs of its words.

    Args:
        doc: a tokenized text.
        places: its tokens that are no white space.
        model: the network.
    """
    words = [doc[i].text for i in places]
    wrapped = segment.is_hard_wrapped(doc.text)
    breaks = _line_breaks(doc, places)
    return segment.split(words, breaks, hard_wrapped=wrapped, scores=model.starts)


def _i64(value: int) -> int:
    """A 64-bit hash as spaCy stores it, as a signed number."""
    return value - (1 << 64) if value >= 1 << 63 else value


def _space_heads(doc: Doc, places: Sequence[int]) -> dict[int, int]:
    """The word each white-space token hangs on: the one before it, or the first of the text."""
    words, heads, last = set(places), {}, places[0]
    for i in range(len(doc)):
        if i in words:
            last = i
        else:
            heads[i] = last
    return heads


def _line_breaks(doc: Doc, places: Sequence[int]) -> list[int]:
    """Line breaks between each word and the one before it: 0, 1, or 2 for more."""
    breaks, previous = [], -1
    for i in places:
        gap = "".join(doc[j].text_with_ws for j in range(previous + 1, i))
        lines = gap.replace("\r\n", "\n").replace("\r", "\n")
        breaks.append(
            min(2, sum(lines.count(c) for c in "\n\u2028\v\f") + 2 * lines.count("\u2029"))
        )
        previous = i
    return breaks


def _names(
    doc: Doc, places: Sequence[int], analysed: Sequence[WordAnalysis], begin: int, end: int
) -> list[Span]:
    """Names of one sentence; a label that continues another kind opens a name of its own."""
    spans: list[Span] = []
    start, kind = begin, ""
    for k in range(begin, end + 1):
        mark, _, label = analysed[k].name.partition("-") if k < end else ("O", "", "")
        if kind and (mark != "I" or label != kind):
            spans.append(Span(doc, places[start], places[k - 1] + 1, label=kind))
            kind = ""
        if mark != "O" and not kind:
            start, kind = k, label
    return spans


@Language.factory(
    FACTORY,
    assigns=["token.lemma", "token.pos", "token.morph", "token.dep", "token.head",
             "token.is_sent_start", "doc.sents", "doc.ents", "doc.spans"],
)  # fmt: skip
def create_analyzer(nlp: Language, name: str) -> Analyzer:
    """Factory of the component `eventx_analyzer`."""
    return Analyzer(str(nlp.lang))


def build_nlp(lang: str, model: AnalyzerModel | Path | None = None) -> Language:
    """A spaCy pipeline of the language's tokenizer and the bundled analyzer.

    Args:
        lang: language code, such as `it`.
        model: another network, or the folder of its files; the bundled one if none is given.

    Raises:
        AnalyzerError: when the network's files are missing.
    """
    nlp = spacy.blank(lang)
    nlp.add_pipe(FACTORY)
    if model is not None:
        component = nlp.get_pipe(FACTORY)
        assert isinstance(component, Analyzer)
        component._model = model if isinstance(model, AnalyzerModel) else AnalyzerModel(model)
    return nlp
