"""Each finding of the check: what causes it, and that a clean article causes none."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from eventx.corpus import part_of
from eventx.corpus.allowed import actor_fault, code_fit
from eventx.corpus.checking import Checker, check_files
from eventx.corpus.finding import finding_texts
from eventx.errors import ArticleError

Record = dict[str, Any]


@pytest.fixture
def article(root: Path) -> Record:
    """A clean article: a visit, a refused sale, a distractor."""
    record: Record = json.loads((root / "tests/data/corpus/article.json").read_text("utf8"))
    return record


def findings(*records: Record | str) -> list[str]:
    checker = Checker()
    return [
        finding.code
        for record in records
        for finding in checker.check(record if isinstance(record, str) else json.dumps(record))
    ]


def event(number: int, **fields: Any) -> Callable[[Record], None]:
    return lambda record: record["events"][number].update(fields)


def whole(**fields: Any) -> Callable[[Record], None]:
    return lambda record: record.update(fields)


def distractors(*sentences: int) -> Callable[[Record], None]:
    return whole(distractors=[{"sentence": n, "why": "a remark"} for n in sentences])


def twice(**fields: Any) -> Callable[[Record], None]:
    return lambda record: record["events"].append({**record["events"][0], **fields})


def test_a_clean_article_has_no_findings(article: Record) -> None:
    assert findings(article) == []


CAUSES: list[tuple[str, Callable[[Record], None]]] = [
    ("C102", whole(published="17 June 2025")),
    ("C102", whole(colour="red")),
    ("C102", whole(id="english-1")),
    ("C102", event(0, certainty="sure")),
    ("C102", event(0, date="2025-02-30")),
    ("C102", event(0, source=["Italy"])),
    ("C102", event(0, trigger=" arrived")),
    ("C104", whole(lang="it")),
    ("C105", whole(id="nl-001", lang="nl")),
    ("C106", whole(published="1989-12-31", events=[], tags=["no-event"])),
    ("C107", lambda record: record.update(text=record["text"][:150], events=[], tags=["no-event"])),
    ("C108", whole(tags=["no-event"])),
    ("C108", whole(events=[])),
    ("C201", event(0, sentence=9)),
    ("C202", event(0, trigger="was arriving")),
    ("C203", event(0, sentence=1)),
    ("C204", event(0, trigger="arrive")),
    ("C205", event(0, trigger="in")),
    ("C206", event(0, trigger="Foreign Minister Anna Neri arrived in Riga on Monday")),
    ("C207", twice(target=["EST"])),
    ("C208", twice()),
    ("C301", event(0, cameo="0421")),
    ("C301", event(0, cameo="010")),
    ("C302", event(0, cameo="190")),
    ("C303", event(1, type="COOPERATE", cameo="072")),
    ("C304", event(1, type="THREATEN", cameo="130")),
    ("C305", event(1, polarity="positive")),
    ("C311", event(0, source=["ITX"])),
    ("C311", event(0, source=["ITA:FOO"])),
    ("C311", event(0, source=["IGO:XXX"])),
    ("C312", event(0, source=["ITA:GOV", "ITA:GOV"])),
    ("C313", event(0, source=[], target=[])),
    ("C321", event(0, date="2025-06-18")),
    ("C322", event(0, time="future")),
    ("C323", event(0, time="present", date="2025-07")),
    ("C324", event(0, date="1865")),
    ("C331", event(0, place={"name": "Rome", "country": "ITA"})),
    ("C332", event(0, place={"name": "Riga", "country": "ABC"})),
    ("C341", event(1, attribution=["Reuters"])),
    ("C351", event(1, items=["tanks"])),
    ("C352", event(1, items=["talks"])),
    ("C353", event(0, items=["howitzers"])),
    ("C354", event(1, items=None)),
    ("C401", distractors(12)),
    ("C402", distractors(0)),
    ("C403", distractors(2, 2)),
]


@pytest.mark.parametrize(("code", "cause"), CAUSES, ids=lambda one: one if one else "")
def test_a_fault_is_found(code: str, cause: Callable[[Record], None], article: Record) -> None:
    record = deepcopy(article)
    cause(record)
    assert code in findings(record)


def test_every_finding_has_a_cause_here() -> None:
    here = {code for code, _ in CAUSES} | {"C101", "C103", "C501", "C502", "C503", "C504"}
    assert here == set(finding_texts())


@pytest.mark.parametrize("line", ["[1]", "{", '"text"'])
def test_a_line_must_be_an_object(line: str) -> None:
    assert findings(line) == ["C101"]


def test_a_broken_event_does_not_hide_the_others(article: Record) -> None:
    del article["events"][0]["type"]
    article["events"][1]["attribution"] = ["Reuters"]
    assert findings(article) == ["C102", "C341"]


def test_ids_and_texts_stand_once(article: Record) -> None:
    assert findings(article, article) == ["C103", "C501"]


def ids(part: str) -> list[str]:
    return [name for name in (f"en-{n:03}" for n in range(100)) if part_of(name) == part]


def test_texts_that_are_nearly_the_same_are_found(article: Record) -> None:
    first, second = ids("train")[:2]
    other = {**article, "id": second, "text": article["text"].replace("farewell", "departure")}
    assert findings({**article, "id": first}, other) == ["C502"]


def test_the_same_story_in_two_parts_leaks(article: Record) -> None:
    other = {**article, "id": ids("test")[0]}
    other["text"] = article["text"].replace("farewell", "departure")
    assert findings({**article, "id": ids("train")[0]}, other) == ["C502", "C503"]


def test_a_sentence_in_two_parts_leaks(article: Record) -> None:
    words = " ".join(f"Word{n}" for n in range(60))
    other = {**article, "events": [], "tags": ["no-event"], "distractors": []}
    other["text"] = "The old harbour lay in the sun as on every Monday of that summer. " + words
    apart = [{**article, "id": ids("train")[0]}, {**other, "id": ids("test")[0]}]
    together = [{**article, "id": ids("dev")[0]}, {**other, "id": ids("dev")[1]}]
    assert findings(*apart) == ["C504"]
    assert findings(*together) == []


@pytest.mark.parametrize("code", ["SUN", "YUG:MIL", "DDR:GOV", "CSK", "IGO", "IGO:EEC", "PSE:REB"])
def test_parties_may_be(code: str) -> None:
    assert actor_fault(code) is None


@pytest.mark.parametrize("code", ["EUR", "IGO:ISI", "ITA:XYZ", "ROM", "FRY:GOV"])
def test_parties_may_not_be(code: str) -> None:
    assert actor_fault(code)


@pytest.mark.parametrize(
    ("type_", "cameo"),
    [
        ("CONCEDE", "055"), ("CONCEDE", "056"), ("RETREAT", "0841"), ("RETREAT", "0813"),
        ("ACCUSE", "114"), ("SANCTION", "161"), ("SANCTION", "1622"), ("COERCE", "191"),
        ("COERCE", "192"), ("MOBILIZE", "150"), ("MOBILIZE", "154"), ("AID", "074"),
        ("SANCTION", "163"), ("CONCEDE", "08"), ("RETREAT", "08"), ("SUPPORT", "057"),
    ],
)  # fmt: skip
def test_settled_codes_are_right(type_: str, cameo: str) -> None:
    assert code_fit(type_, cameo) == "right"


@pytest.mark.parametrize(("type_", "cameo"), [("SUPPORT", "055"), ("ASSAULT", "14")])
def test_codes_of_other_classes_are_wrong(type_: str, cameo: str) -> None:
    assert code_fit(type_, cameo) == "wrong"


def test_files_are_checked_together_and_findings_tell_their_place(
    article: Record, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text("\n" + json.dumps(article), "utf8")
    article["events"][1]["attribution"] = ["Reuters"]
    second.write_text(json.dumps(article), "utf8")
    found = [*map(str, check_files([first, second]))]
    assert (
        found[0] == f"{second}:1: error [C103] en-001: the id is taken by the article at {first}:2"
    )
    assert found[1].startswith(f"{second}:1: error [C341] en-001 event 1 (will not sell): ")
    with pytest.raises(ArticleError, match="E102"):
        next(check_files([tmp_path / "none.jsonl"]))
