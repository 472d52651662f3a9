"""What `eventx extract` reads, with a coder that needs no analyzer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from eventx.cli.app import app

Extract = Callable[..., Result]


@pytest.fixture
def extract(
    coder_for: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Extract:
    monkeypatch.setattr("eventx.batch._default_coder", coder_for)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=stdin)

    return run


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def codes(result: Result) -> list[str | None]:
    return [record.get("error", {}).get("code") for record in records(result)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_keeps_its_characters(
    extract: Extract, tmp_path: Path, encoding: str, end: str
) -> None:
    text = f"Perché Roma  non c’è.{end}Già.{end}"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    (tmp_path / "a.txt").write_bytes(mark + f"{end}Un titolo{end}{end}{text}".encode(encoding))
    result = extract("a.txt", "--lang", "it")
    assert result.exit_code == 0
    (event,) = records(result)
    assert event["article"]["title"] == "Un titolo"
    assert event["evidence"]["sentence"] == {"text": text, "start": 0, "end": len(text)}
    assert event["evidence"]["trigger"]["text"] == "Perché"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("Roma decide oggi\n\nDice Roma che sì.", "Roma decide oggi"),
        ("Roma decide oggi?\n \n\nDice Roma che sì.", "Roma decide oggi?"),
        ("Roma decide oggi.\n\nDice Roma che sì.", None),
        ("Roma decide oggi\nDice Roma che sì.", None),
        ("Roma decide oggi\n\n", None),
        ("Roma " * 41 + "\n\nDice Roma che sì.", None),
    ],
)
def test_a_first_line_that_stands_alone_is_the_title(
    extract: Extract, tmp_path: Path, content: str, title: str | None
) -> None:
    (tmp_path / "a.txt").write_text(content, "utf8")
    (event,) = records(extract("a.txt", "--lang", "it"))
    assert event["article"]["title"] == title
    whole = event["evidence"]["sentence"]["text"]
    assert whole == (content if title is None else "Dice Roma che sì.")


def test_a_given_title_leaves_the_first_line_in_the_text(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Roma decide\n\nDice Roma che sì.", "utf8")
    (event,) = records(extract("a.txt", "--lang", "it", "--title", "Altro"))
    assert event["article"]["title"] == "Altro"
    assert event["evidence"]["sentence"]["text"].startswith("Roma decide\n\nDice")


def test_jsonl_gives_a_record_for_every_line_in_order(extract: Extract, tmp_path: Path) -> None:
    lines: list[bytes] = [
        b'{"id": "a", "text": "dice Roma che parte", "lang": "it", "author": "x"}',
        b'{"id": "b", "text": ',
        b"",
        b"[1, 2]",
        b'{"id": "c", "text": ""}',
        b'{"id": "d", "text": "perch\xe9"}',
        b'{"id": "e", "text": "dice Roma", "published": "ieri"}',
        b"[" * 100_000,
        b'{"id": "f", "text": "dice Roma che torna", "lang": "it"}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    result = extract("a.jsonl")
    assert result.exit_code == 1
    found = records(result)
    assert codes(result) == [None, "E106", "E106", "E101", "E104", "E108", "E106", None]
    places = [record["article"].get("line") for record in found]
    assert places == [None, 2, 4, 5, 6, 7, 8, None]
    assert "not UTF-8" in found[4]["error"]["message"]
    assert "byte 0xE9 at position" in found[4]["error"]["message"]
    assert "6 of 8 articles" in result.stderr
    assert "fields that were not used: author" in result.stderr
    assert extract("a.jsonl", "--quiet").stderr == ""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_jsonl_is_known_by_its_first_line(extract: Extract, tmp_path: Path, encoding: str) -> None:
    content = '\n{"text": "perché Roma"}\n{"text": "dice Kiev"}\n'
    (tmp_path / "articles").write_bytes(content.encode(encoding))
    triggers = [r["evidence"]["trigger"]["text"] for r in records(extract("articles", "--lang=it"))]
    assert triggers == ["perché", "dice"]


def test_a_long_first_line_is_still_jsonl(extract: Extract, tmp_path: Path) -> None:
    text = "dice Roma " + "parola " * 5_000
    (tmp_path / "articles").write_text(json.dumps({"text": text}) + "\n" + '{"text": ""}', "utf8")
    assert codes(extract("articles", "--lang", "it")) == [None, "E101"]


def test_a_text_that_opens_with_a_brace_is_a_text(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{Roma} dice che sì\n", "utf8")
    (event,) = records(extract("a.txt", "--lang", "it"))
    assert event["evidence"]["trigger"]["text"] == "{Roma}"


def test_a_json_file_holds_one_article_or_a_list(extract: Extract, tmp_path: Path) -> None:
    article = {"text": "dice Roma", "lang": "it"}
    (tmp_path / "one.json").write_text(json.dumps(article, indent=2), "utf8")
    (tmp_path / "two.json").write_text(json.dumps([article, 5, article], indent=2), "utf8")
    assert codes(extract("one.json")) == [None]
    assert codes(extract("two.json")) == [None, "E106", None]


@pytest.mark.parametrize(
    ("stdin", "expected"),
    [
        ("dice Roma che sì".encode(), [None]),
        (b'{"text": "dice Roma"}\n{"text": ""}\n', [None, "E101"]),
        (b"", ["E101"]),
        (b" \n ", ["E101"]),
    ],
)
def test_standard_input_is_text_or_jsonl(
    extract: Extract, stdin: bytes, expected: list[str | None]
) -> None:
    result = extract("-", "--lang", "it", stdin=stdin)
    assert codes(result) == expected
    assert result.exit_code == int(any(expected))


def test_several_files_go_on_after_one_that_is_no_text(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("dice Roma", "utf8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "c.txt").write_bytes("perché no".encode("latin-1"))
    (tmp_path / "d.txt").write_text("dice Kiev", "utf8")
    result = extract("a.txt", "b.txt", "c.txt", "d.txt", "--lang", "it")
    assert result.exit_code == 1
    assert codes(result) == [None, "E104", "E104", None]
    assert records(result)[1]["article"]["path"] == "b.txt"


def test_a_file_without_permission_is_told(
    extract: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("dice Roma", "utf8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Root, as which tests often run, may read everything.
    monkeypatch.setattr(Path, "open", refuse)
    result = extract("a.txt", "--lang", "it")
    assert result.exit_code == 2
    assert "[E105] a.txt cannot be read: Permission denied" in result.stderr


def test_a_text_that_is_too_long_is_refused_by_its_size(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("dice Roma " * 500_000, "utf8")
    result = extract("a.txt", "--lang", "it")
    assert result.exit_code == 1
    assert codes(result) == ["E107"]
    assert "5,000,000 characters" in result.stderr


def test_defaults_are_for_articles_without_their_own(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "dice Roma"}\n{"text": "dice Roma", "lang": "en", "published": "2020-01-01"}\n'
    )
    result = extract("a.jsonl", "--lang", "it", "--published", "2025-06-18T08:00:00Z")
    articles = [record["article"] for record in records(result)]
    assert [a["lang"] for a in articles] == ["it", "en"]
    assert [a["published"] for a in articles] == ["2025-06-18T08:00:00Z", "2020-01-01"]


def test_csv_and_table(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "[bold]dice[/bold] Roma", "lang": "it"}\n{"text": ""}\n'
        '{"text": "x", "lang": "it"}\n'
    )
    table = extract("a.jsonl", "--format", "table")
    assert "[bold]dice[/bold]" in table.stdout
    assert "Roma (ITAGOV)" in table.stdout
    assert "-> ?" in table.stdout
    assert "no events found" in table.stdout
    assert "E101" in table.stderr
    csv = extract("a.jsonl", "--format", "csv")
    assert csv.stdout.startswith("event_id,article_id,")
    assert len(csv.stdout.splitlines()) == 2
    assert csv.exit_code == table.exit_code == 1


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out"])
def test_a_file_is_written_whole(extract: Extract, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text("dice Roma", "utf8")
    result = extract("a.txt", "--lang", "it", "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    content = (tmp_path / name).read_text("utf8")
    assert content.startswith("event_id" if name.endswith("csv") else '{"schema_version"')
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", name]


def test_a_run_that_breaks_off_leaves_the_old_file(
    extract: Extract, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("dice Roma", "utf8")
    (tmp_path / "out.jsonl").write_text("old")

    def coder_for(lang: str) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("eventx.batch._default_coder", coder_for)
    result = extract("a.txt", "--lang", "it", "-o", "out.jsonl")
    assert result.exit_code == 130
    assert result.output == ""
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_an_error_tells_where_its_article_stands(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "dice Roma", "lang": "it"}\n{"text": "ok"}\n{"text": "dice\n{"id": 4}\n'
    )
    (tmp_path / "b.txt").write_text("ok")
    result = extract("a.jsonl", "b.txt")
    places = [(r["article"]["path"], r["article"]["line"]) for r in records(result)[1:]]
    assert codes(result) == [None, "E110", "E106", "E111", "E110"]
    assert places == [("a.jsonl", 2), ("a.jsonl", 3), ("a.jsonl", 4), ("b.txt", None)]
    told = result.stderr.splitlines()
    assert told[0].endswith("(line 2 of a.jsonl)")
    assert "line 3 of a.jsonl is not a JSON article: unterminated" in told[1]
    assert told[1].endswith("at column 10")
    assert told[2].endswith("it is missing (line 4 of a.jsonl)")
    assert told[3].endswith("(b.txt)")


@pytest.mark.parametrize(("shape", "told"), [("jsonl", 10), ("csv", 15)])
def test_errors_that_the_output_does_not_keep_are_all_told(
    extract: Extract, tmp_path: Path, shape: str, told: int
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": ""}\n' * 15)
    lines = extract("a.jsonl", "--format", shape).stderr.splitlines()
    assert sum("[E101]" in line for line in lines) == told
    assert lines[-1] == "15 of 15 articles gave an error"
    assert extract("a.jsonl", "--format", shape, "-q").stderr == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no articles in the input"),
        ('{"id": "a", "text": "dice Roma"}\n' * 3,
         "an id that an earlier article has: 2 articles, first line 2 of a.jsonl"),
        ('{"text": "<p>dice</p> Roma"}\n', "HTML marks in the text"),
        (json.dumps({"text": "The minister said that she would go to the capital. " * 5}),
         "a text that reads like 'en' was coded as 'it': 1 article (line 1 of a.jsonl)"),
        ('{"text": "dice Roma", "page": 3, "author": "x"}', "not used: author, page"),
    ],
)  # fmt: skip
def test_what_is_perhaps_not_meant_is_remarked(
    extract: Extract, tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "a.jsonl").write_text(content)
    result = extract("a.jsonl", "--lang", "it")
    assert result.exit_code == 0
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert extract("a.jsonl", "--lang", "it", "-q").stderr == ""


def test_ordinary_articles_bring_no_remark(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Il ministro ha detto che AT&T e 3 < 5 sono note. " * 9)
    assert extract("a.txt", "--lang", "it").stderr == ""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "\n<!DOCTYPE html><html><p>Roma", "it is an HTML page"),
        ("a.txt", "<html lang='it'><p>Roma", "it is an HTML page"),
        ("a.rtf", "{\\rtf1 dice Roma}", "it is an RTF document"),
        ("a.csv", "id,text\n1,dice Roma\n", "it is a table"),
        ("a.txt", "dice Roma " * 2000 + "\0", "character U+0000 at position 20,000"),
    ],
)
def test_other_formats_are_refused_by_name(
    extract: Extract, tmp_path: Path, name: str, content: str, reason: str
) -> None:
    (tmp_path / name).write_text(content)
    result = extract(name, "--lang", "it")
    assert result.exit_code == 2
    assert f"[E104] {name} is not text ({reason})" in result.stderr
    # Among others it costs only itself.
    (tmp_path / "b.txt").write_text("dice Roma")
    assert codes(extract(name, "b.txt", "--lang", "it")) == ["E104", None]


def test_a_huge_file_is_counted_and_not_kept(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("è" * 9_000_000, "utf8")
    result = extract("a.txt", "--lang", "it")
    assert codes(result) == ["E107"]
    assert "9,000,000 characters" in result.stderr


def test_the_input_is_not_written_over(extract: Extract, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("dice Roma")
    (tmp_path / "link").symlink_to("a.txt")
    for out in ("a.txt", "link"):
        result = extract("a.txt", "--lang", "it", "-o", out)
        assert result.exit_code == 2
        assert f"[E112] {out} cannot be written: it is one of the files" in result.stderr
    assert (tmp_path / "a.txt").read_text() == "dice Roma"


def test_ids_are_texts_or_whole_numbers(extract: Extract, tmp_path: Path) -> None:
    ids = ['"a7"', "7", "7.0", "1e300", "1.5", "true", '"a\\u001b[31m"', "null"]
    (tmp_path / "a.jsonl").write_text(
        "".join(f'{{"id": {one}, "text": "dice Roma"}}\n' for one in ids)
    )
    result = extract("a.jsonl", "--lang", "it")
    assert codes(result) == [None] * 3 + ["E111"] * 3 + ["E104", None]
    found = [r["article"]["id"] for r in records(result) if "kind" in r]
    assert found[:3] == ["a7", "7", "7"]
    assert len(found[3]) == 16
