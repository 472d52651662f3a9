"""Training data of the sentence splitter: treebank sentences joined to paragraphs, made harder.

A treebank's sentences mostly end in a full stop and begin with a capital. News does not always:
headlines and captions without a stop, datelines, quotations over several sentences, titles and
initials before names, abbreviations before numbers, ellipses. They are put in by chance here.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from eventx.analyzer.training.treebank import Sentence, read_treebank

# Spoken corpora have no punctuation of their own; Sequoia's licence keeps it out.
LEFT_OUT = ("LGPLLR", "parisstories", "rhapsodie")
TITLES = {
    "it": "sig. dott. on. gen. col. ten. cap. prof. avv. ing. mons. sen. Sig. Dott. On. Gen. Mons. "
    "S. cav. geom. dr. Dr. arch. magg. serg. app. lgt.",
    "en": "Mr. Mrs. Ms. Dr. Gen. Lt. Col. Sgt. Capt. Gov. Sen. Rep. Prof. Rev. Maj. Adm. Hon. Sr. "
    "St. "
    "Pres. Sec. Amb.",
    "es": "Sr. Sra. Dr. Dra. D. Gral. Cnel. Lic. Ing. Prof. Dña. Sto. Mons. Cap. Tte. gral. Sres.",
    "fr": "M. Mme. Dr. Me. Gén. Col. Cdt. Prof. Mgr. MM. Mlle. St. Cap. Lt.",
    "de": "Dr. Prof. Hr. Fr. Gen. Obst. St. Dipl.-Ing. Hptm. Nr. Lt. Mag. jun.",
    "pt": "Sr. Sra. Dr. Dra. D. Gen. Cel. Prof. Eng. Exmo. Cap. Ten. Dep. Sen. gen. Pe.",
}
BEFORE_NUMBER = {
    "it": "art. n. pag. p. c. cap. nr. ca. circ. tel. vol. num. km. lett.",
    "en": "No. p. pp. art. vol. approx. c. ca. Sec. fig. Art. Ch. no. Sept. Oct. Jan. Feb. Dec. "
    "Nov. Aug.",
    "es": "art. núm. pág. n. aprox. p. art. cap. vol. nro. tel. inc.",
    "fr": "art. n. p. env. vol. chap. al. tél. av. fig.",
    "de": "Nr. Art. S. Abs. ca. Bd. Kap. bzw. Tel. usw. rd. zzgl. Ziff.",
    "pt": "art. n. pág. p. cap. vol. aprox. tel. inc. núm. fl.",
}
INSIDE = {
    "it": "ecc. es. cd. c.d. p.es. S.p.A. s.r.l. U.S.A. a.C. d.C. P.M. G.d.F.",
    "en": "U.S. U.N. U.K. e.g. i.e. Inc. Corp. Co. Ltd. a.m. p.m. D.C. vs. etc. E.U. Jr.",
    "es": "EE.UU. S.A. p.ej. etc. aprox. a.m. p.m. Cía. UU. Uds. d.C.",
    "fr": "S.A. etc. env. c.-à-d. av. J.-C. O.N.U. p.ex. U.E. Cie.",
    "de": "z.B. u.a. bzw. usw. d.h. o.ä. e.V. Mio. Mrd. a.D. ggf. evtl. v.a. Str. z.T. u.U.",
    "pt": "S.A. etc. p.ex. Ltda. Cia. E.U.A. a.C. d.C. V.Exa. aprox.",
}
AGENCIES = {
    "it": "ANSA AGI Adnkronos Reuters", "en": "AP Reuters AFP CNN", "es": "EFE Reuters EP AFP",
    "fr": "AFP Reuters AP", "de": "dpa AFP Reuters KNA", "pt": "Lusa Reuters Folhapress AFP",
}  # fmt: skip
PLACES = (
    "ROMA Milano PARIS Kyiv Gaza LONDON Berlin MADRID Lisboa Bruxelles WASHINGTON Nairobi BEIRUT"
)
QUOTES = (("«", "»"), ("“", "”"), ('"', '"'), ("„", "“"), ("‘", "’"))


@dataclass(frozen=True)
class Paragraph:
    """Words as the pipeline's tokenizer cuts them, and which of them start a sentence."""

    words: list[str]
    starts: list[bool]


def corpus(folder: Path) -> dict[str, list[list[Sentence]]]:
    """Treebanks by language, one list of consecutive sentences each."""
    files: dict[str, list[list[Sentence]]] = {}
    for path in sorted(folder.glob("*.conllu.xz")):
        if not any(part in path.name for part in LEFT_OUT):
            files.setdefault(path.name[:2], []).append(read_treebank(path))
    return files


def paragraphs_of(
    treebanks: Sequence[list[Sentence]], nlp: Language, count: int, chance: random.Random
) -> list[Paragraph]:
    """Paragraphs of one language.

    Args:
        treebanks: see `corpus`; large ones are drawn less often than their size says.
        nlp: the language's blank pipeline, for its tokenizer.
        count: how many.
        chance: source of randomness.
    """
    weights = [len(t) ** 0.6 for t in treebanks]
    made: list[Paragraph] = []
    while len(made) < count:
        treebank = chance.choices(treebanks, weights)[0]
        at, size = chance.randrange(len(treebank)), chance.choice((1, 2, 2, 3, 3, 4, 5, 6, 7, 8))
        chosen = treebank[at : at + size]
        if chance.random() < 0.3:
            # Neighbours that have nothing to do with each other, as where a new topic begins.
            chosen = chance.sample(treebank, min(size, len(treebank)))
        paragraph = _paragraph(chosen, nlp, chance)
        if paragraph:
            made.append(paragraph)
    return made


def _paragraph(
    sentences: Sequence[Sentence], nlp: Language, chance: random.Random
) -> Paragraph | None:
    lang = str(nlp.lang)
    texts = [_harder(s, lang, chance) for s in sentences if s.text]
    if not texts:
        return None
    if chance.random() < 0.12:
        texts[0] = _dateline(texts[0], lang, chance)
    if chance.random() < 0.12:
        _quote(texts, chance)
    for i, text in enumerate(texts[:-1]):
        short = len(text) < 90
        if text[-1] == "." and chance.random() < (0.12 if short else 0.02):
            texts[i] = text[:-1].rstrip()  # a headline or caption, or the stop was forgotten
    offsets, joined = set(), ""
    for text in texts:
        joined += " " if joined else ""
        offsets.add(len(joined))
        joined += text
    tokens = [t for t in nlp.make_doc(joined) if not t.is_space]
    if offsets - {t.idx for t in tokens}:
        return None  # the tokenizer joins words across a boundary
    return Paragraph([t.text for t in tokens], [t.idx in offsets for t in tokens])


def _harder(sentence: Sentence, lang: str, chance: random.Random) -> str:
    """The sentence's text with titles, initials, abbreviations and ellipses put in by chance."""
    out: list[str] = []
    tags = ["", *sentence.tags]
    for i, (word, space) in enumerate(zip(sentence.words, sentence.space_after, strict=True)):
        tag, free = sentence.tags[i], i > 0 and sentence.space_after[i - 1]
        if tag == "PROPN" and tags[i] != "PROPN" and (free or i == 0) and chance.random() < 0.12:
            out.append(_before_name(lang, chance) + " ")
        elif tag == "NUM" and free and chance.random() < 0.12:
            out.append(chance.choice(BEFORE_NUMBER[lang].split()) + " ")
        elif tag in ("NOUN", "ADP", "CCONJ") and free and chance.random() < 0.01:
            out.append(chance.choice(INSIDE[lang].split()) + " ")
        out.append(word + (" " if space else ""))
    text = "".join(out).rstrip()
    if text.endswith(".") and not text.endswith("..") and chance.random() < 0.03:
        text = text[:-1] + chance.choice(("...", "…", "!", "?"))
    return text


def _before_name(lang: str, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(TITLES[lang].split())
    letters = [chance.choice("ABCDEFGHIJLMNOPRSTVW") + "." for _ in range(chance.choice((1, 1, 2)))]
    return chance.choice((" ", "")).join(letters)


def _dateline(text: str, lang: str, chance: random.Random) -> str:
    place, agency = chance.choice(PLACES.split()), chance.choice(AGENCIES[lang].split())
    dash = chance.choice(("-", "–", "—"))
    return chance.choice((
        f"{place} ({agency}) {dash} {text}", f"({agency}) {dash} {place}, {chance.randint(1, 30)}. "
        f"{dash} {text}", f"{place}. {dash} {text}", f"{place} {dash} {text}", f"{place}, {text}",
    ))  # fmt: skip


def _quote(texts: list[str], chance: random.Random) -> None:
    """Put one or more whole sentences into quotation marks."""
    begin = chance.randrange(len(texts))
    end = min(len(texts) - 1, begin + chance.choice((0, 0, 1, 2)))
    opening, closing = chance.choice(QUOTES)
    texts[begin] = opening + texts[begin]
    last = texts[end]
    # Italian, Spanish, French, German style puts the stop outside, English inside.
    outside = last[-1] == "." and chance.random() < 0.5
    texts[end] = last[:-1] + closing + "." if outside else last + closing
