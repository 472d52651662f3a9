"""Reading CoNLL-U: words as written, multi-word tokens joined, relations without subtypes."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FEATURES = {
    "Number": ("Sing", "Plur"),
    "Person": ("1", "2", "3"),
    "Mood": ("Ind", "Sub", "Cnd", "Imp"),
    "Tense": ("Pres", "Past", "Imp", "Fut", "Pqp"),
    "VerbForm": ("Fin", "Inf", "Part", "Ger"),
    "Gender": ("Masc", "Fem", "Neut"),
    "Definite": ("Def", "Ind"),
    "PronType": ("Art", "Prs", "Rel", "Dem", "Ind", "Int", "Tot", "Neg"),
    "Polarity": ("Neg",),
    "Voice": ("Pass",),
    "Case": ("Nom", "Acc", "Dat", "Gen"),
    "Poss": ("Yes",),
    "Reflex": ("Yes",),
}
# PUD marks gender and number on names and invariant adjectives where the other treebanks do not.
UNRELIABLE = {"pud": {"Gender", "Number"}}


@dataclass
class Sentence:
    """One sentence of a treebank, on the words as they are written.

    `heads` are 1-based, 0 is the root. `features[f]` is None where the treebank does not
    annotate the feature f, which keeps it out of the loss. `new_paragraph` is true where the
    treebank marks the begin of a text or paragraph.
    """

    treebank: str
    words: list[str] = field(default_factory=list)
    space_after: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    features: list[dict[str, str | None]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    new_paragraph: bool = False

    @property
    def text(self) -> str:
        """The words with the spaces of the original."""
        pairs = zip(self.words, self.space_after, strict=True)
        return "".join(w + (" " if s else "") for w, s in pairs).rstrip()


def lines_of(path: Path) -> Iterator[str]:
    """Lines of a plain or xz-compressed file."""
    data = path.read_bytes()
    text = lzma.decompress(data) if path.suffix == ".xz" else data
    yield from text.decode("utf8").split("\n")


def read_treebank(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file, with features that the file never annotates masked."""
    name = path.name.split(".")[0]
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    marked = False
    for line in [*lines_of(path), ""]:
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif line.startswith(("# newdoc", "# newpar")):
            marked = True
        elif not line and rows:
            sentences.append(_sentence(name, rows))
            sentences[-1].new_paragraph, marked, rows = marked, False, []
    _mask(sentences, name)
    return sentences


def _sentence(name: str, rows: list[list[str]]) -> Sentence:
    """Join multi-word tokens: the first part whose head lies outside stands for the whole."""
    words = [r for r in rows if r[0].isdigit()]
    surface: list[tuple[str, bool, list[list[str]]]] = []
    at, by_id = 0, {int(r[0]): r for r in words}
    ranges = {int(r[0].split("-")[0]): r for r in rows if "-" in r[0]}
    while at < len(words):
        start = int(words[at][0])
        whole = ranges.get(start)
        end = int(whole[0].split("-")[1]) if whole else start
        row = whole or by_id[start]
        surface.append(
            (row[1], "SpaceAfter=No" not in row[9], [by_id[i] for i in range(start, end + 1)])
        )
        at += end - start + 1
    place = {int(p[0]): i + 1 for i, (_, _, parts) in enumerate(surface) for p in parts}
    sentence = Sentence(name)
    for i, (form, space, parts) in enumerate(surface, 1):
        outside = [p for p in parts if place.get(int(p[6]), 0) != i]
        main = outside[0] if outside else parts[0]
        sentence.words.append(form)
        sentence.space_after.append(space)
        sentence.lemmas.append(main[2])
        sentence.tags.append(main[3])
        feats = dict(f.split("=", 1) for f in main[5].split("|") if "=" in f)
        sentence.features.append({f: feats.get(f, "") for f in FEATURES})
        sentence.heads.append(place.get(int(main[6]), 0))
        sentence.relations.append(main[7].split(":")[0])
    return sentence


def _mask(sentences: list[Sentence], name: str) -> None:
    found = {f for s in sentences for feats in s.features for f, v in feats.items() if v}
    unreliable = next((v for k, v in UNRELIABLE.items() if name.endswith(k)), set())
    for sentence in sentences:
        for tag, feats in zip(sentence.tags, sentence.features, strict=True):
            for f, values in FEATURES.items():
                value = feats[f]
                odd = f in unreliable and tag in ("PROPN", "ADJ")
                if f not in found or odd or (value and value not in values):
                    feats[f] = None
