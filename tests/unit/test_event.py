"""The event record: what contradicts itself cannot be built, what is built comes back the same."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from pydantic import ValidationError

from eventx.errors import EventError
from eventx.event import (
    KINDS,
    Actor,
    ArmsTransfer,
    ArmsTransferSpeculation,
    DiplomaticVisit,
    Evidence,
    Plover,
    Span,
    When,
    Where,
    event_id,
    read_event,
)
from eventx.ontology import kinds

TEXT = "Tunisi cede radar a Roma."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def record(**changes: Any) -> dict[str, Any]:
    """A transfer of arms, with some fields changed."""
    party = {"type": "state", "name": "x", "roles": []}
    values: dict[str, Any] = {
        "article": {"id": "a1", "lang": "it"},
        "kind": "arms_transfer",
        "plover": {"event": "AID", "mode": "military", "contexts": ["military"]},
        "cameo": "072",
        "cameo_name": "Provide military aid",
        "quad_class": 2,
        "goldstein": 8.3,
        "source": [{**span("Tunisi"), **party, "country": "TUN", "code": "TUNGOV"}],
        "target": [{**span("Roma"), **party, "country": "ITA", "code": "ITA"}],
        "certainty": "certain",
        "polarity": "positive",
        "tense": "past",
        "when": {
            "start": "2025-06-18", "end": "2025-06-18", "granularity": "day", "basis": "published",
        },
        "details": {"items": [{**span("radar"), "category": "sensors"}], "stage": "delivered"},
        "evidence": {"field": "text", "trigger": span("cede"), "sentence": span(TEXT)},
        "confidence": 0.5,
        "extractor": "rules:it.072.give",
    }  # fmt: skip
    return {**values, **changes}


def test_a_record_comes_back_the_same() -> None:
    event = read_event(record())
    assert isinstance(event, ArmsTransfer)
    plain = json.loads(json.dumps(event.to_record()))
    assert read_event(plain) == event
    assert plain["when"]["start"] == "2025-06-18"
    assert plain["where"] is None
    assert plain["schema_version"] == "1"


def test_date_times_and_dates_of_articles_stay_what_they_are() -> None:
    for published in ("2025-06-18", "2025-06-18T09:30:00Z"):
        event = read_event(record(article={"id": "a", "lang": "it", "published": published}))
        assert event.to_record()["article"]["published"] == published


@pytest.mark.parametrize(("tense", "expected"), [("past", "AID"), ("future", "AGREE")])
def test_an_aid_to_come_is_an_agreement_to_plover(tense: str, expected: str) -> None:
    event = read_event(record(tense=tense))
    assert event.plover is not None
    assert (event.plover.event, event.plover_by_tense) == ("AID", expected)


CONTRADICTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "unsure transfer": ({"certainty": "possible"}, "arms_transfer_speculation"),
    "sure speculation": ({"kind": "arms_transfer_speculation"}, "no speculation"),
    "unknown code": ({"cameo": "9999"}, "no CAMEO code"),
    "unknown kind": ({"kind": "war"}, "does not match any of the expected tags"),
    "unknown class": ({"plover": {"event": "WAR"}}, "no PLOVER class"),
    "unknown context": (
        {"plover": {"event": "AID", "contexts": ["sports"]}}, "unknown PLOVER contexts",
    ),
    "unknown field": ({"colour": "red"}, "colour: Extra inputs"),
    "confidence": ({"confidence": 1.5}, "confidence: Input should be less than or equal to 1"),
    "extractor": ({"extractor": "guess"}, "extractor: String should match pattern"),
    "quad class": ({"quad_class": 5}, "quad_class"),
    "other details": ({"details": {"status": "made"}}, "details"),
    "trigger elsewhere": (
        {"evidence": {"field": "text", "trigger": span("Roma"), "sentence": span("Tunisi cede")}},
        "outside its sentence",
    ),
    "trigger of other words": (
        {"evidence": {"field": "text", "trigger": {**span("cede"), "text": "cade"},
                      "sentence": span(TEXT)}},
        "not a slice of its sentence",
    ),
    "backwards": (
        {"when": {"start": "2025-06-18", "end": "2025-06-17", "granularity": "day",
                  "basis": "text"}},
        "before it starts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictions_are_refused(name: str) -> None:
    changes, reason = CONTRADICTIONS[name]
    with pytest.raises(EventError) as caught:
        read_event(record(**changes))
    assert caught.value.code == "E202"
    assert reason in str(caught.value)


def test_the_same_transfer_may_be_speculated() -> None:
    event = read_event(record(kind="arms_transfer_speculation", certainty="possible"))
    assert isinstance(event, ArmsTransferSpeculation)


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 3, "Roma"), (-1, 3, "Roma"), (4, 4, ""), (5, 1, "Roma")]
)
def test_spans_are_as_long_as_their_words(start: int, end: int, words: str) -> None:
    with pytest.raises(ValidationError):
        Span(text=words, start=start, end=end)


@pytest.mark.parametrize("code", ["XXX", "rusgov", "RUSFOO", ""])
def test_actor_codes_exist(code: str) -> None:
    with pytest.raises(ValidationError, match="no actor code"):
        Actor(text="x", start=0, end=1, name="x", type="state", code=code)


@pytest.mark.parametrize("code", ["RUS", "RUSGOV", "IGOUNO", "COLREB", None])
def test_actor_codes(code: str | None) -> None:
    assert Actor(text="x", start=0, end=1, name="x", type="state", code=code).code == code


@pytest.mark.parametrize("country", ["Italy", "it", "IT", ""])
def test_countries_are_alpha_3(country: str) -> None:
    with pytest.raises(ValidationError):
        Where(text="x", name="x", country=country, precision="country")


@pytest.mark.parametrize(("latitude", "longitude"), [(91, 0), (0, 181), (-91, 0)])
def test_points_lie_on_the_globe(latitude: float, longitude: float) -> None:
    with pytest.raises(ValidationError):
        Where(text="x", name="x", latitude=latitude, longitude=longitude, precision="city")


def test_nothing_changes_afterwards() -> None:
    event = read_event(record())
    with pytest.raises(ValidationError, match="frozen"):
        event.certainty = "possible"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        event.source[0].name = "y"  # type: ignore[misc]


# ---- ids -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"article": {"id": "a2", "lang": "it"}},
        {"cameo": "0871"},
        {"source": record()["target"]},
        {"target": []},
        {"evidence": {"field": "title", "trigger": span("cede"), "sentence": span(TEXT)}},
        {"evidence": {"field": "text", "trigger": span("radar"), "sentence": span(TEXT)}},
        {"kind": "arms_transfer_speculation", "certainty": "possible"},
    ],
)
def test_another_event_has_another_id(changes: dict[str, Any]) -> None:
    assert read_event(record(**changes)).id != read_event(record()).id


@pytest.mark.parametrize(
    "changes",
    [{"confidence": 0.9}, {"tense": "future"}, {"polarity": "negative"}, {"extractor": "model:m"}],
)
def test_the_same_event_keeps_its_id(changes: dict[str, Any]) -> None:
    assert read_event(record(**changes)).id == read_event(record()).id


def test_ids_are_those_of_models_and_of_plain_values_alike() -> None:
    event = read_event(record())
    assert event.id == event_id(record()) == event_id(dict(event))
    assert len(event.id) == 16
    # The order in which joint actors are named says nothing.
    pair = [*record()["source"], *record()["target"]]
    assert event_id(record(source=pair)) == event_id(record(source=pair[::-1]))


def test_a_given_id_is_kept() -> None:
    assert read_event(record(id="mine")).id == "mine"


# ---- the rest --------------------------------------------------------------------------------


def test_an_event_in_one_line() -> None:
    assert str(read_event(record())) == (
        "ArmsTransfer(072 TUNGOV -> ITA 2025-06-18, certain, past: 'cede')"
    )
    denied = read_event(record(polarity="negative", target=[], when=None))
    assert str(denied) == "ArmsTransfer(072 TUNGOV -> ?, certain, past, not: 'cede')"


def test_every_kind_of_the_ontology_has_a_class() -> None:
    typed = {"diplomatic_visit", "pledge_of_support", "arms_transfer", "arms_transfer_speculation"}
    assert set(KINDS) == typed | set(kinds())


def test_kinds_ask_for_their_details() -> None:
    values = {k: v for k, v in record(kind="diplomatic_visit", cameo="042").items()}
    del values["details"]
    with pytest.raises(ValidationError, match="details"):
        DiplomaticVisit(**values)


def test_one_day_is_a_period() -> None:
    day = dt.date(2025, 6, 18)
    assert When(start=day, end=day, granularity="day", basis="text").end == day


def test_evidence_may_be_the_whole_sentence() -> None:
    whole = Span(**span("cede"))
    assert Evidence(field="text", trigger=whole, sentence=whole).trigger == whole


def test_a_class_without_mode() -> None:
    assert Plover(event="CONSULT").contexts == ()
