"""The command as a process: exit statuses, messages, pipes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Eventx = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_version_and_help(eventx: Eventx) -> None:
    assert eventx("--version").stdout.startswith(b"eventx 0.")
    assert b"extract" in eventx("--help").stdout
    assert b"--published" in eventx("extract", "-h").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nofile.txt"], "[E102] nofile.txt: no such file"),
        (["."], "[E103] . is a folder"),
        (["binary"], "[E104] binary is not text (NUL byte at position 4)"),
        (["latin1"], "[E104] latin1 is not text (byte 0xE9 at position 5 is not UTF-8)"),
        (["text", "--lang", "nl"], "[E109] language 'nl' is not supported"),
        (["text", "--published", "18.6.2025"], "[E108] published '18.6.2025' is not a date"),
        (["text", "-o", "no/such/folder/out"], "[E112] "),
        (["text", "-o", "."], "[E112] "),
        (["text", "--pack", "nofolder"], "nofolder"),
        (["text", "--sample", "it"], "--sample"),
        (["--sample", "xx"], "--sample knows it, en"),
        (["text", "latin1", "--title", "x"], "--title"),
        (["text", "--format", "xml"], "xml"),
        ([], "name a file"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_one_message(
    eventx: Eventx, tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "text").write_text("Il governo ha approvato la legge.", "utf8")
    (tmp_path / "binary").write_bytes(b"\x7fELF\x00\x01\x02")
    (tmp_path / "latin1").write_bytes("perché la legge".encode("latin-1"))
    before = sorted(tmp_path.iterdir())
    run = eventx("extract", *arguments)
    assert run.returncode == 2
    assert run.stdout == b""
    assert told in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert sorted(tmp_path.iterdir()) == before


def test_unreadable_articles_end_with_1(eventx: Eventx) -> None:
    run = eventx("extract", "-", stdin=b'{"text": ""}\n{"id": 1, "text": \n')
    assert run.returncode == 1
    found = [json.loads(line)["error"]["code"] for line in run.stdout.splitlines()]
    assert found == ["E101", "E106"]


@pytest.mark.engine
def test_the_sample_has_events(eventx: Eventx) -> None:
    run = eventx("extract", "--sample", "it")
    assert run.returncode == 0, run.stderr
    kinds = {json.loads(line)["kind"] for line in run.stdout.splitlines()}
    assert {"diplomatic_visit", "pledge_of_support"} <= kinds
    table = eventx("extract", "--sample", "it", "--format", "table").stdout.decode()
    assert "diplomatic visit" in table


@pytest.mark.engine
def test_an_event_is_explained_by_the_id_that_the_table_shows(
    eventx: Eventx, tmp_path: Path
) -> None:
    article = {"text": "Il ministro degli Esteri italiano è arrivato ieri a Tbilisi.", "lang": "it"}
    (tmp_path / "a.jsonl").write_text('{"text": ""}\n' + json.dumps(article), "utf8")
    first = json.loads(eventx("extract", "a.jsonl").stdout.splitlines()[1])
    run = eventx("explain", "a.jsonl", first["id"][:8])
    assert run.returncode == 0, run.stderr
    assert first["extractor"].removeprefix("rules:") in run.stdout.decode()
    none = eventx("explain", "a.jsonl", "ffffffffffffffff")
    assert none.returncode == 2
    assert b"[E114]" in none.stderr


@pytest.mark.engine
def test_records_are_utf8_whatever_the_locale(eventx: Eventx) -> None:
    run = eventx("extract", "--sample", "it", env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert run.returncode == 0
    assert "è" in run.stdout.decode("utf8")


@pytest.mark.engine
@pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
def test_a_reader_that_leaves_is_no_error(root: Path, tmp_path: Path) -> None:
    text = "Il ministro tedesco è arrivato ieri a Tbilisi."
    line = json.dumps({"text": text, "lang": "it"}) + "\n"
    (tmp_path / "a.jsonl").write_text(line * 300, "utf8")
    run = subprocess.Popen(
        [sys.executable, "-m", "eventx", "extract", str(tmp_path / "a.jsonl")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root,
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stderr is not None
    with run, run.stdout, run.stderr:
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(120) == 141


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_quietly(root: Path) -> None:
    # Standard input stays open, so the command waits for text until it is interrupted.
    run = subprocess.Popen(
        [sys.executable, "-m", "eventx", "extract", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root,
    )  # fmt: skip
    assert run.stdin is not None
    assert run.stdout is not None
    assert run.stderr is not None
    with run, run.stdin, run.stdout, run.stderr:
        run.stdin.write(b'{"text": ""}\n')
        run.stdin.flush()
        assert b"E101" in run.stdout.readline()
        time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        assert run.wait(60) == 130
        assert b"Traceback" not in run.stderr.read()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_ended_leaves_no_half_of_a_file(
    root: Path, tmp_path: Path, number: signal.Signals
) -> None:
    (tmp_path / "out.jsonl").write_text("old")
    run = subprocess.Popen(
        [sys.executable, "-m", "eventx", "extract", "-", "-o", str(tmp_path / "out.jsonl")],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root,
    )  # fmt: skip
    assert run.stdin is not None
    assert run.stderr is not None
    with run, run.stdin, run.stderr:
        run.stdin.write(b'{"text": ""}\n')
        run.stdin.flush()
        assert b"E101" in run.stderr.readline()
        time.sleep(0.2)
        assert len(list(tmp_path.iterdir())) == 2
        run.send_signal(number)
        assert run.wait(60) == 128 + number
        assert run.stderr.read() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
    assert (tmp_path / "out.jsonl").read_text() == "old"


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("closed", "told"),
    [
        ("extract - <&-", "[E105] standard input cannot be read: it is closed"),
        ("extract a.jsonl >&-", "[E112] standard output cannot be written: it is closed"),
        ("schema >&-", "[E112] standard output cannot be written: it is closed"),
        ("extract a.jsonl 2>&-", ""),
    ],
)
def test_closed_streams_are_told(root: Path, tmp_path: Path, closed: str, told: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": ""}\n')
    run = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m eventx {closed}', sys.executable],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert run.returncode == (2 if told else 1)
    assert told in run.stderr
    assert len(run.stderr.splitlines()) == bool(told)


def test_schemas_are_printed_and_written(eventx: Eventx, tmp_path: Path) -> None:
    assert json.loads(eventx("schema", "article").stdout)["required"] == ["text"]
    assert eventx("schema", "--write", tmp_path / "new").returncode == 0
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["article.schema.json", "error.schema.json", "event.schema.json"]
    assert eventx("schema", "nothing").returncode == 2
