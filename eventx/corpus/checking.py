"""Does an annotated file keep to the codebook? Coded findings, one article after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from eventx.corpus.allowed import load_allowed
from eventx.corpus.event_checks import check_events
from eventx.corpus.finding import Finding, Spot
from eventx.corpus.likeness import Likeness
from eventx.corpus.models import CorpusArticle
from eventx.corpus.reading import read_lines
from eventx.corpus.sentences import Sentence, split_sentences


def check_files(paths: Iterable[Path | str]) -> Iterator[Finding]:
    """Check files against the codebook and against each other, as they are read.

    Articles that are alike are found across all the files; name those together that are to be
    used together.

    Raises:
        ArticleError: E102 to E105, when a file cannot be read as text.
    """
    checker = Checker()
    for path in paths:
        for number, line in read_lines(path):
            yield from checker.check(line, str(path), number)


class Checker:
    """Checks one line after the other and remembers the articles that it has seen.

    Attributes:
        articles: how many lines were checked.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._ids: dict[str, str] = {}
        self._likeness = Likeness()

    def check(self, line: str, path: str = "corpus", number: int = 1) -> Iterator[Finding]:
        """The findings of one line."""
        self.articles += 1
        spot = Spot(path, number)
        try:
            record = json.loads(line)
        except ValueError as fault:
            yield spot.find("C101", reason=fault)
            return
        if not isinstance(record, dict):
            yield spot.find("C101", reason="another JSON value")
            return
        name = record.get("id")
        spot = Spot(path, number, name if isinstance(name, str) else None)
        article, faults = _typed(record, spot)
        yield from faults
        if article is not None:
            yield from self._article(article, spot)

    def _article(self, article: CorpusArticle, spot: Spot) -> Iterator[Finding]:
        if article.id in self._ids:
            yield spot.find("C103", other=self._ids[article.id])
        self._ids.setdefault(article.id, spot.label)
        sentences = split_sentences(article.text, article.lang)
        yield from _whole(article, spot)
        yield from check_events(article, sentences, spot)
        yield from _distractors(article, sentences, spot)
        yield from self._likeness.check(article, sentences, spot)


def _typed(record: dict[str, Any], spot: Spot) -> tuple[CorpusArticle | None, list[Finding]]:
    """The article without those events and distractors that are malformed, and their faults."""
    try:
        return CorpusArticle.model_validate_json(json.dumps(record), strict=True), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    places = [tuple(fault["loc"]) for fault in errors]
    found = [
        spot.find("C102", field=".".join(map(str, place)) or "article", reason=fault["msg"])
        for place, fault in zip(places, errors, strict=True)
    ]
    if not all(len(place) > 1 and place[0] in ("events", "distractors") for place in places):
        return None, found
    broken = {place[:2] for place in places}
    kept = {
        name: [one for n, one in enumerate(record.get(name, ())) if (name, n) not in broken]
        for name in ("events", "distractors")
    }
    article = CorpusArticle.model_validate_json(json.dumps({**record, **kept}), strict=True)
    return article, found


def _whole(article: CorpusArticle, spot: Spot) -> Iterator[Finding]:
    allowed = load_allowed()
    if article.lang not in allowed.languages:
        languages = ", ".join(allowed.languages)
        yield spot.find("C105", lang=article.lang, languages=languages)
    if not article.id.startswith(f"{article.lang}-"):
        yield spot.find("C104", lang=article.lang)
    first, last = allowed.published
    if not first <= article.published.year <= last:
        yield spot.find("C106", day=article.published, first=first, last=last)
    least, most = allowed.words
    size = len(article.text.split())
    if not least <= size <= most:
        yield spot.find("C107", size=size, least=least, most=most)
    tagged = allowed.no_event_tag in article.tags
    if tagged == bool(article.events):
        state = "set" if tagged else "missing"
        yield spot.find("C108", events=len(article.events), tagged=state)


def _distractors(
    article: CorpusArticle, sentences: tuple[Sentence, ...], spot: Spot
) -> Iterator[Finding]:
    with_event = {event.sentence: n for n, event in reversed([*enumerate(article.events)])}
    seen: set[int] = set()
    for distractor in article.distractors:
        number = distractor.sentence
        if number >= len(sentences):
            yield spot.find("C401", number=number, last=len(sentences) - 1)
        if number in with_event:
            yield spot.find("C402", number=number, event=with_event[number])
        if number in seen:
            yield spot.find("C403", number=number)
        seen.add(number)
