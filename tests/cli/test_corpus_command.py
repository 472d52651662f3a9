"""`eventx corpus`: counts, checks and comparisons on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from eventx.cli.app import app
from eventx.corpus import languages, load

Corpus = Callable[..., Result]


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Corpus:
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, ["corpus", *arguments])


@pytest.fixture
def article(root: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((root / "tests/data/corpus/article.json").read_text("utf8"))
    return record


def write(name: str, *records: dict[str, Any]) -> None:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), "utf8")


def test_counts_are_printed_by_language(corpus: Corpus) -> None:
    result = corpus()
    assert result.exit_code == 0
    heads, first, *_ = result.stdout.splitlines()
    assert heads.split() == [*languages(), "all"]
    assert first.split()[:2] == ["articles", str(len(load(languages()[0])))]
    counted = json.loads(corpus("--json").stdout)
    assert counted["it"]["articles"] == len(load("it"))
    assert sum(counted["all"]["types"].values()) == counted["all"]["events"]


def test_a_clean_file_ends_with_0(corpus: Corpus, article: dict[str, Any]) -> None:
    write("a.jsonl", article)
    result = corpus("check", "a.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 articles, 0 errors, 0 warnings\n"


def test_errors_end_with_1_and_stand_one_a_line(corpus: Corpus, article: dict[str, Any]) -> None:
    article["events"][0]["cameo"] = "190"
    article["events"][1]["items"] = ["talks"]
    write("a.jsonl", article)
    result = corpus("check", "a.jsonl")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "a.jsonl:1: error [C302] en-001 event 0 (arrived): "
        "CAMEO 190 does not belong under CONSULT but under ASSAULT",
        "a.jsonl:1: warning [C352] en-001 event 1 (will not sell): "
        "the item talks is not in the sentence of the trigger",
    ]
    assert result.stderr == "1 articles, 1 errors, 1 warnings\n"
    assert len(corpus("check", "-q", "a.jsonl").stdout.splitlines()) == 1


def test_warnings_alone_end_with_0(corpus: Corpus, article: dict[str, Any]) -> None:
    article["events"][1]["items"] = ["talks"]
    write("a.jsonl", article)
    assert corpus("check", "a.jsonl").exit_code == 0


def test_files_are_checked_against_each_other(corpus: Corpus, article: dict[str, Any]) -> None:
    write("a.jsonl", article)
    write("b.jsonl", article)
    result = corpus("check", "a.jsonl", "b.jsonl")
    assert result.exit_code == 1
    assert "[C103]" in result.stdout
    assert "[C501]" in result.stdout


@pytest.mark.parametrize("command", [("check", "none.jsonl"), ("agree", "a.jsonl", "none.jsonl")])
def test_what_cannot_be_read_ends_with_2(
    corpus: Corpus, article: dict[str, Any], command: tuple[str, ...]
) -> None:
    write("a.jsonl", article)
    result = corpus(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: [E102] none.jsonl: no such file\n"


def test_two_codings_are_compared(corpus: Corpus, article: dict[str, Any]) -> None:
    write("a.jsonl", article)
    first, second = article["events"]
    write("b.jsonl", {**article, "events": [{**first, "certainty": "possible"}]})
    measures = json.loads(corpus("agree", "a.jsonl", "b.jsonl", "--json").stdout)["en"]
    assert (measures["events_first"], measures["events_second"], measures["matched"]) == (2, 1, 1)
    assert measures["events_f1"] == pytest.approx(2 / 3)
    assert measures["certainty"] == 0
    table = corpus("agree", "a.jsonl", "b.jsonl", "--markdown").stdout.splitlines()
    assert table[:3] == ["|  | en |", "| --- | --- |", "| articles | 1 |"]
    assert "| events f1 | 0.67 |" in table
    told = corpus("agree", "a.jsonl", "b.jsonl", "--differences").stdout.splitlines()
    assert told == [
        "en-001 sentence 0: CONSULT 042 (arrived): certainty: certain in FIRST, possible in SECOND",
        f"en-001 sentence 1: REJECT {second['cameo']} (will not sell): only in FIRST",
    ]


def test_languages_have_columns_of_their_own(corpus: Corpus, article: dict[str, Any]) -> None:
    write("a.jsonl", article, {**article, "id": "it-001", "lang": "it"})
    table = corpus("agree", "a.jsonl", "a.jsonl").stdout.splitlines()
    assert table[0].split() == ["en", "it", "all"]
    assert table[1].split() == ["articles", "1", "1", "2"]


def test_codings_that_cannot_be_compared_end_with_2(
    corpus: Corpus, article: dict[str, Any]
) -> None:
    write("a.jsonl", article)
    write("b.jsonl", {**article, "id": "en-002"})
    result = corpus("agree", "a.jsonl", "b.jsonl")
    assert result.exit_code == 2
    assert "[E111] article field id: the two codings share no article" in result.stderr
    assert corpus("agree", "a.jsonl", "a.jsonl", "--json", "--markdown").exit_code == 2
