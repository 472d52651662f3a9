"""What the shipped corpus and its pages promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from eventx.corpus import languages
from eventx.corpus.checking import check_files
from eventx.corpus.counts import rows, shipped_statistics
from eventx.corpus.finding import Finding, finding_texts


@pytest.fixture(scope="module")
def findings(root: Path) -> list[Finding]:
    return [*check_files(sorted((root / "eventx" / "corpus").glob("*.jsonl")))]


def test_the_shipped_articles_have_no_errors(findings: list[Finding]) -> None:
    assert [str(one) for one in findings if one.severity == "error"] == []


def test_no_part_leaks_into_another(findings: list[Finding]) -> None:
    leaks = {code for code, text in finding_texts().items() if "leaks" in text.message}
    assert len(leaks) == 2
    assert [str(one) for one in findings if one.code in leaks] == []


def test_the_data_card_tells_the_counts(root: Path) -> None:
    card = (root / "docs" / "data_card.md").read_text("utf8")
    table = card.partition("<!-- statistics -->")[2].partition("<!-- end of statistics -->")[0]
    told = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in table.splitlines()
        if line.startswith("|") and "---" not in line
    ]
    assert told == [("", *languages(), "all"), *rows(shipped_statistics().values())]


def test_the_codebook_tells_every_field_and_finding(root: Path) -> None:
    from eventx.corpus.models import CorpusArticle, Distractor, GoldEvent

    codebook = (root / "docs" / "codebook" / "annotation.md").read_text("utf8")
    fields = {*CorpusArticle.model_fields, *Distractor.model_fields, *GoldEvent.model_fields}
    assert {name for name in fields if f"`{name}`" not in codebook} == set()
    assert set(re.findall(r"`(C\d{3})`", codebook)) >= set(finding_texts())


def test_finding_codes_are_used_and_tell_different_things(root: Path) -> None:
    source = "".join(p.read_text("utf8") for p in (root / "eventx/corpus").glob("*.py"))
    texts = finding_texts()
    assert set(re.findall(r'"(C\d{3})"', source)) == set(texts)
    assert len({text.message for text in texts.values()}) == len(texts)
    assert {text.severity for text in texts.values()} == {"error", "warning"}


def test_the_corpus_is_read_without_the_analyzer(root: Path) -> None:
    code = (
        "import sys; from eventx.corpus import load; import eventx.corpus.checking, "
        "eventx.corpus.agreement; load('it'); "
        "print(*{'spacy', 'numpy', 'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == ""
