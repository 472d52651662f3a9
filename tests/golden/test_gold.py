"""The annotated development articles, where they lie beside the repository: quality must hold."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import eventx


@pytest.fixture(scope="module")
def figures(shared: Path, module_at: Callable[[Path], Any]) -> dict[str, Any]:
    """What the scorer says of the coder on the Italian and English articles."""
    folder = shared / "gold"
    if not (folder / "score.py").is_file():
        pytest.skip("no gold articles in the folder of shared material")
    score = module_at(folder / "score.py")
    path = list(sys.path)
    gold = [a for lang in ("it", "en") for a in score.load(folder / f"{lang}.jsonl")]
    fields = ("id", "lang", "published", "title", "text")
    results = list(eventx.extract_many([{k: a[k] for k in fields} for a in gold]))
    assert [r.error for r in results if r.error] == []
    records = [record for r in results for record in r.to_records()]
    found, _ = score.run(gold, records)
    sys.path[:] = path  # the scorer puts its own folder there
    return dict(found)


@pytest.mark.parametrize(
    ("name", "least"),
    [("kinds_dyad_f1", 0.65), ("events_f1", 0.75)],
)
def test_quality(figures: dict[str, Any], name: str, least: float) -> None:
    assert figures[name] >= least


def test_distractors_yield_nothing(figures: dict[str, Any]) -> None:
    assert figures["counts"]["distractors"] > 0
    assert figures["distractor_fp_rate"] <= 0.10


def test_articles_without_events_yield_nothing(figures: dict[str, Any]) -> None:
    assert figures["counts"]["empty_articles"] > 0
    assert figures["events_on_empty_articles"] == 0
