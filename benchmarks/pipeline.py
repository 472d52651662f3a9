"""Sentences a second of the whole pipeline, times and memory of import and first extraction.

Usage: python benchmarks/pipeline.py ARTICLES.jsonl [LANG]; one core.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

SNIPPET = """
import resource, time
start = time.perf_counter()
import eventx
{call}
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
CALL = 'eventx.extract("Il ministro si è recato a Parigi.", lang="it", published="2025-06-17")'


def fresh(call: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) of a call in a fresh interpreter."""
    out = subprocess.run(
        [sys.executable, "-c", SNIPPET.format(call=call)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    seconds, memory = map(float, out.split()[-2:])
    return seconds, memory


def main() -> None:
    """Print the figures."""
    print("import eventx: {:.2f} s, {:.0f} MB".format(*fresh("")))
    print("first extract: {:.2f} s, {:.0f} MB".format(*fresh(CALL)))
    from eventx.article import Article
    from eventx.pipeline import load

    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf8").splitlines()]
    keys = ("id", "text", "title", "lang", "published")
    articles = [Article(**{k: r[k] for k in keys if r.get(k)}) for r in rows]
    if len(sys.argv) > 2:
        articles = [a for a in articles if a.lang == sys.argv[2]]
    for lang in {a.lang for a in articles}:
        load(str(lang)).code(articles[0])
    start, sentences, words = time.process_time(), 0, 0
    for article in articles:
        layers = load(str(article.lang)).layers(article)
        sentences += sum(1 for _ in layers.doc.sents)
        words += len(layers.doc)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(articles)} articles, {sentences} sentences, {words} words in {seconds:.1f} CPU s")
    print(
        f"{sentences / seconds:.1f} sentences/s, {words / seconds:.0f} words/s, peak {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
