"""Fixtures of all tests: a coder that needs no analyzer, the command line, outside material."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from eventx.article import Article
from eventx.event import Actor, ArticleRef, Event, Evidence, Span, read_event
from eventx.extraction import Extraction

ROOT = Path(__file__).resolve().parents[1]

# Time limits per example fail on a busy machine, not on wrong code.
settings.register_profile("eventx", deadline=None, max_examples=60)
settings.load_profile("eventx")


class FirstWordCoder:
    """Takes the first word of an article for a statement of its second word."""

    def code(self, article: Article) -> Extraction:
        """One event, or none when the text has one word."""
        if article.text.startswith("BREAK"):
            raise RuntimeError("line one\nline two")
        words = article.text.split()
        if len(words) < 2:
            return Extraction(article)
        return Extraction(article, (statement(article, words[0], words[1]),))


def statement(article: Article, trigger: str, speaker: str) -> Event:
    """A plain event on an article, built as the engine builds it."""
    at, by = article.text.index(trigger), article.text.index(speaker)
    actor = Actor(
        text=speaker, start=by, end=by + len(speaker), name=speaker, type="state",
        country="ITA", code="ITAGOV",
    )  # fmt: skip
    event = {
        "article": ArticleRef(
            id=article.id, lang=article.lang or "it", published=article.published,
            title=article.title, url=article.url,
        ),
        "kind": "statement", "plover": None, "cameo": "010", "cameo_name": "Make statement",
        "quad_class": 1, "goldstein": 0.0, "source": (actor,), "target": (),
        "certainty": "certain", "polarity": "positive", "tense": "past",
        "evidence": Evidence(
            field="text",
            trigger=Span(text=trigger, start=at, end=at + len(trigger)),
            sentence=Span(text=article.text, start=0, end=len(article.text)),
        ),
        "confidence": 0.5, "extractor": "rules:test",
    }  # fmt: skip
    return read_event(event)


@pytest.fixture
def coder_for() -> Callable[[str], FirstWordCoder]:
    """A coder factory as `extract_many` takes it."""
    return lambda lang: FirstWordCoder()


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def eventx(tmp_path: Path) -> Run:
    """Run the command `eventx` in an empty folder: `eventx("extract", "-", stdin=b"...")`."""

    def run(
        *arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        return subprocess.run(
            [sys.executable, "-m", "eventx", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": path, "COLUMNS": "160", **(env or {})},
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Material that lies beside the repository for its developers; users do not have it."""
    folder = Path(os.environ.get("EVENTX_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no folder of shared material (EVENTX_SHARED)")
    return folder
