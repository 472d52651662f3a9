"""Events per 1,000 sentences of prose that is not about politics.

Usage: python benchmarks/prose.py LANG FILE.conllu[.xz] [PREFIX ...]

Sentences are taken from a treebank file, only those whose `sent_id` begins with one of the
prefixes where such are given, and coded document by document as far as the file marks documents,
else ten sentences at a time. Prints the rate and the events, so that a reader can judge them.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

from eventx.article import Article
from eventx.pipeline import load

TOGETHER = 10


def documents(path: Path, prefixes: tuple[str, ...]) -> Iterator[list[str]]:
    """The sentences of each document of a file."""
    document: list[str] = []
    taken = False
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf8") as file:
        for line in file:
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            elif line.startswith("# sent_id = "):
                taken = not prefixes or line.split(" = ")[1].startswith(prefixes)
            elif line.startswith("# text = ") and taken:
                document.append(line.split(" = ", 1)[1].strip())
                if len(document) == TOGETHER:
                    yield document
                    document = []
    if document:
        yield document


def main() -> None:
    """Code the sentences and print the rate."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    lang, path, prefixes = sys.argv[1], Path(sys.argv[2]), tuple(sys.argv[3:])
    coder, sentences, found = load(lang), 0, 0
    for number, document in enumerate(documents(path, prefixes)):
        sentences += len(document)
        text = " ".join(document)
        for event in coder.code(Article(id=f"{path.name}-{number}", text=text, lang=lang)).events:
            found += 1
            print(f"{event.cameo} {event.evidence.trigger.text!r}: {event.evidence.sentence.text}")
    rate = 1000 * found / max(sentences, 1)
    print(f"{lang} {path.name}: {found} events in {sentences} sentences, {rate:.1f} per 1,000")


if __name__ == "__main__":
    main()
