from __future__ import annotations

import csv
import io
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from eventx.article import Article
from eventx.batch import extract_many
from eventx.errors import AnalyzerError, ArticleError, ExtraMissing, PackError
from eventx.event import Event, read_event
from eventx.extraction import ErrorRecord, Extraction
from eventx.io.frames import to_pandas
from eventx.io.rows import COLUMNS, flat, write_csv

TEXTS = ["dice Roma che sì", 'annuncia <b>Kiev</b> & co, "ieri"; =1+1', "solo"]


@pytest.fixture
def results(coder_for: Callable[[str], Any]) -> list[Extraction]:
    articles = [Article(text=text, lang="it", published="2025-06-18") for text in TEXTS]
    return list(extract_many(articles, coder_for=coder_for))


def test_an_extraction_is_a_collection_of_events(results: list[Extraction]) -> None:
    assert [len(result) for result in results] == [1, 1, 0]
    assert list(results[0]) == list(results[0].events)
    assert pickle.loads(pickle.dumps(results)) == results


def test_records_give_the_same_events_again(results: list[Extraction]) -> None:
    for result in results:
        lines = result.to_jsonl().splitlines()
        assert [json.loads(line) for line in lines] == result.to_records()
        assert tuple(read_event(json.loads(line)) for line in lines) == result.events
        for event in result:
            trigger = event.evidence.trigger
            assert result.article is not None
            assert result.article.text[trigger.start : trigger.end] == trigger.text


def test_results_come_one_at_a_time_and_in_order(coder_for: Callable[[str], Any]) -> None:
    taken: list[int] = []

    def articles() -> Any:
        for number in range(5):
            taken.append(number)
            yield {"id": number, "text": f"dice Roma {number}", "lang": "it"}

    results = extract_many(articles(), coder_for=coder_for)
    assert taken == []
    assert next(results).article.id == "0"  # type: ignore[union-attr]
    assert taken == [0]
    assert [result.article.id for result in results] == ["1", "2", "3", "4"]  # type: ignore[union-attr]


def test_a_bad_article_is_an_error_record_and_the_next_goes_on(
    coder_for: Callable[[str], Any],
) -> None:
    given: list[Any] = [
        {"id": "a", "text": "", "title": "t", "url": "u"},
        {"id": "b", "text": "BREAK here", "lang": "it"},
        {"id": "c", "text": "zzz qqq xxx"},
        {"id": "d"},
        ErrorRecord.of(ArticleError("E106", path="f", line=3, reason="r"), path="f", line=3),
        17,
        "dice Roma che il governo non ha ancora deciso sulla visita",
    ]
    results = list(extract_many(given, coder_for=coder_for))
    codes = [result.error.error.code if result.error else None for result in results]
    assert codes == ["E101", "E113", "E110", "E111", "E106", "E111", None]
    assert results[0].to_records() == [
        {
            "error": {
                "code": "E101",
                "message": "the text is empty; give an article of at least one sentence",
            },
            "article": {"id": "a", "title": "t", "url": "u", "path": None, "line": None},
        }
    ]
    assert "RuntimeError: line one line two" in results[1].to_jsonl()
    assert results[1].to_jsonl().count("\n") == 1
    assert results[-1].article is not None
    assert results[-1].article.lang == "it"


@pytest.mark.parametrize("error", [PackError("E401", path="p", reason="r"),
                                   AnalyzerError("E301", folder="f")])  # fmt: skip
def test_a_broken_installation_is_not_blamed_on_the_articles(error: Exception) -> None:
    def coder_for(lang: str) -> Any:
        raise error

    with pytest.raises(type(error)):
        next(extract_many(["dice Roma"], lang="it", coder_for=coder_for))


def test_defaults_hold_only_for_articles_without_their_own(coder_for: Callable[[str], Any]) -> None:
    articles = [
        {"text": "dice Roma"},
        {"text": "dice Roma", "lang": "en", "published": "2020-01-01"},
    ]
    first, second = extract_many(articles, lang="it", published="2025-06-18", coder_for=coder_for)
    assert first.article is not None
    assert second.article is not None
    assert (first.article.lang, str(first.article.published)) == ("it", "2025-06-18")
    assert (second.article.lang, str(second.article.published)) == ("en", "2020-01-01")


def test_unusable_defaults_are_refused_at_once(coder_for: Callable[[str], Any]) -> None:
    with pytest.raises(ArticleError, match="E109"):
        extract_many([], lang="nl", coder_for=coder_for)
    with pytest.raises(ArticleError, match="E108"):
        extract_many([], published="yesterday", coder_for=coder_for)


@pytest.mark.parametrize("single", ["dice Roma", {"text": "dice Roma"}, Article(text="dice Roma")])
def test_a_single_article_is_not_a_collection(single: Any) -> None:
    with pytest.raises(TypeError, match="use extract for one"):
        extract_many(single)


def test_rows_have_the_columns_that_are_told(results: list[Extraction]) -> None:
    for event in (event for result in results for event in result):
        row = flat(event)
        assert list(row) == list(COLUMNS)
        assert all(value is None or isinstance(value, (str, int, float)) for value in row.values())
        assert (row["cameo"], row["source_code"], row["target"]) == ("010", "ITAGOV", None)


def test_csv_is_read_back(results: list[Extraction]) -> None:
    file = io.StringIO(newline="")
    write_csv((event for result in results for event in result), file)
    rows = list(csv.DictReader(io.StringIO(file.getvalue(), newline="")))
    assert [row["sentence"] for row in rows] == TEXTS[:2]
    assert rows[0]["cameo"] == "010"


def test_a_data_frame_has_typed_columns_even_without_rows(results: list[Extraction]) -> None:
    pd = pytest.importorskip("pandas")
    for frame in (to_pandas(results), to_pandas([])):
        assert list(frame.columns) == list(COLUMNS)
        assert frame["when_start"].dtype == "datetime64[s]"
        assert frame["confidence"].dtype == "float64"
        assert frame["trigger_start"].dtype == pd.Int64Dtype()
    frame = to_pandas(results)
    assert frame["cameo"].tolist() == ["010", "010"]
    assert results[0].to_pandas()["trigger"].tolist() == ["dice"]


def test_without_pandas_the_extra_is_named(
    results: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ExtraMissing, match=r"pip install 'eventx-coder\[pandas\]'"):
        results[0].to_pandas()


def test_html_escapes_the_article_and_marks_the_triggers(results: list[Extraction]) -> None:
    page = results[1]._repr_html_()
    assert "<b>" not in page
    assert "&lt;b&gt;Kiev&lt;/b&gt; &amp; co" in page
    assert '<mark title="statement 010">annuncia</mark>' in page
    assert "No events found" in results[2]._repr_html_()
    assert "script" not in page
    assert "http" not in page


def test_html_tells_an_error() -> None:
    error = ErrorRecord.of(ArticleError("E102", path="<x>"))
    assert "&lt;x&gt;: no such file" in Extraction(None, (), error)._repr_html_()


def test_overlapping_triggers_leave_the_text_whole(results: list[Extraction]) -> None:
    article = Article(text="ha detto di sì", lang="it")
    first: Event = results[0].events[0]

    def told(start: int, end: int) -> Event:
        record = first.to_record()
        record["evidence"] = {
            "field": "text",
            "trigger": {"text": article.text[start:end], "start": start, "end": end},
            "sentence": {"text": article.text, "start": 0, "end": len(article.text)},
        }
        return read_event(record)

    page = Extraction(article, (told(3, 8), told(0, 8), told(5, 11)))._repr_html_()
    assert '<mark title="statement 010">ha detto</mark> di sì</div>' in page
