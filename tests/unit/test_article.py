from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.article import TEXT_LIMIT, Article, parse_published
from eventx.errors import ArticleError


def code_of(**fields: object) -> str:
    with pytest.raises(ArticleError) as caught:
        Article(**fields)
    assert f"[{caught.value.code}]" in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"text": ""}, "E101"),
        ({"text": " \n\t\u00a0"}, "E101"),
        ({"text": None}, "E101"),
        ({"text": float("nan")}, "E101"),
        ({"text": "a" * (TEXT_LIMIT + 1)}, "E107"),
        ({"text": "a\x00b"}, "E104"),
        ({"text": "a\x1b[31mb"}, "E104"),
        ({"text": "a\ud800b"}, "E104"),
        ({"text": "a", "title": "b\x07"}, "E104"),
        ({"text": "a", "published": "18/06/2025"}, "E108"),
        ({"text": "a", "published": 20250618}, "E108"),
        ({"text": "a", "lang": "nl"}, "E109"),
        ({"text": "a", "lang": "Italian"}, "E109"),
        ({"text": "a", "lang": 5}, "E109"),
        ({"text": 5}, "E111"),
        ({"text": b"a"}, "E111"),
        ({}, "E111"),
        ({"text": "a", "id": True}, "E111"),
        ({"text": "a", "headline": "b"}, "E111"),
    ],
)
def test_what_cannot_be_used_is_refused_by_code(fields: dict[str, object], code: str) -> None:
    assert code_of(**fields) == code


def test_a_control_character_is_told_with_its_place() -> None:
    with pytest.raises(ArticleError, match=r"U\+0000 at position 3"):
        Article(text="abc\x00")


@pytest.mark.parametrize(
    "text", ["\ufeffRiga  votes.\r\n", "\u00a0caffe\u0301\x0c\u2028", "a\x92b"]
)
def test_the_text_is_untouched(text: str) -> None:
    assert Article(text=text).text == text


def test_the_longest_text_is_taken() -> None:
    assert len(Article(text="a" * TEXT_LIMIT).text) == TEXT_LIMIT


def test_an_id_is_a_hash_of_title_and_text() -> None:
    bare = Article(text="Riga votes.")
    assert bare.id == Article(text="Riga votes.", published="2025-06-18", lang="en").id
    assert bare.id != Article(text="Riga votes.", title="Riga").id
    assert bare.id != Article(text="Riga votes").id
    assert len(bare.id) == 16


@pytest.mark.parametrize("missing", [None, "", "  ", float("nan")])
def test_blank_fields_mean_not_known(missing: object) -> None:
    article = Article(
        text="a", title=missing, lang=missing, published=missing, url=missing, id=missing
    )
    assert (article.title, article.lang, article.published, article.url) == (None,) * 4
    assert article.id == Article(text="a").id


def test_marks_of_missing_values_of_a_data_frame_mean_not_known() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(
        {"id": [1, 2], "text": ["a", "b"], "published": pd.to_datetime(["2025-06-18", None]),
         "title": pd.array(["x", pd.NA], dtype="string"), "paper": "p"}
    )  # fmt: skip
    first, second = map(Article.from_mapping, frame.to_dict("records"))
    assert (first.id, first.published) == ("1", dt.datetime(2025, 6, 18))
    assert type(first.published) is dt.datetime
    assert (second.id, second.published, second.title) == ("2", None, None)


def test_a_language_tag_is_taken_by_its_language() -> None:
    assert Article(text="a", lang="it-IT").lang == "it"
    assert Article(text="a", lang="EN").lang == "en"


def test_a_mapping_without_text_says_so() -> None:
    with pytest.raises(ArticleError, match="field text: it is missing"):
        Article.from_mapping({"id": "7", "body": "..."})


def test_articles_are_frozen_and_travel_between_processes() -> None:
    article = Article(text="a", published="2025-06-18T09:30:00+02:00")
    assert pickle.loads(pickle.dumps(article)) == article
    assert Article.model_validate_json(article.model_dump_json()) == article
    with pytest.raises(Exception, match="frozen"):
        article.text = "b"  # type: ignore[misc]


def test_the_day_is_the_one_that_is_written() -> None:
    assert Article(text="a", published="2025-06-18T23:30:00-09:00").day == dt.date(2025, 6, 18)
    assert Article(text="a", published="2025-06-18").day == dt.date(2025, 6, 18)
    assert Article(text="a").day is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-06-18", dt.date(2025, 6, 18)),
        (" 2024-02-29 ", dt.date(2024, 2, 29)),
        ("2025-06-18T09:30", dt.datetime(2025, 6, 18, 9, 30)),
        ("2025-06-18 09:30:15.25", dt.datetime(2025, 6, 18, 9, 30, 15, 250_000)),
        ("2025-06-18T00:00:00Z", dt.datetime(2025, 6, 18, tzinfo=dt.UTC)),
        (dt.date(2025, 6, 18), dt.date(2025, 6, 18)),
    ],
)
def test_iso_dates_are_read(written: object, read: object) -> None:
    found = parse_published(written)
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    "value",
    ["", "today", "2025", "2025-06", "20250618", "2025-W25-3", "2025-02-29", "2025-13-01",
     "0000-01-01", "2025-06-18T25:00", "2025-6-8", "٢٠٢٥-٠٦-١٨", 0, 1.5, [], None],
)  # fmt: skip
def test_nothing_else_is_taken_for_a_date(value: object) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_published(value)
    assert caught.value.code == "E108"


@given(st.dates() | st.datetimes())
def test_every_day_and_moment_is_read_back(value: dt.date) -> None:
    assert parse_published(value.isoformat()) == value


@given(st.text(min_size=1))
def test_any_string_is_an_article_untouched_or_a_coded_error(text: str) -> None:
    try:
        outcome = Article(text=text).text
    except ArticleError as error:
        outcome = error.code
    assert outcome in {text, "E101", "E104"}
