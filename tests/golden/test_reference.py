"""The article that the project started from, where its text lies beside the repository."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import eventx
from eventx.event import Actor


@pytest.fixture(scope="module")
def events(shared: Path) -> tuple[eventx.Event, ...]:
    path = shared / "reference" / "analisi_difesa_russia_corea_del_nord.txt"
    if not path.is_file():
        pytest.skip("no reference article in the folder of shared material")
    title, _, text = path.read_text(encoding="utf8").partition("\n\n")
    return eventx.extract(text, "it", "2025-06-17", title).events


def countries(actors: Sequence[Actor]) -> set[str | None]:
    return {a.country for a in actors}


def dyad(event: eventx.Event) -> tuple[set[str | None], set[str | None]]:
    return countries(event.source), countries(event.target)


def test_one_visit_on_behalf_of_the_president(events: tuple[eventx.Event, ...]) -> None:
    (visit,) = [e for e in events if isinstance(e, eventx.DiplomaticVisit)]
    assert dyad(visit) == ({"RUS"}, {"PRK"})
    assert [a.name for a in visit.details.visitors] == ["Sergei Shoigu"]
    assert [a.name for a in visit.details.on_behalf_of] == ["Vladimir Putin"]
    assert visit.details.ordinal == "la seconda in meno di tre mesi"
    assert visit.details.destination is not None
    assert visit.details.destination.name == "Pyongyang"
    assert (visit.certainty, visit.polarity, visit.details.status) == (
        "certain", "positive", "made",
    )  # fmt: skip


def test_one_unconditional_pledge_told_by_the_agency(events: tuple[eventx.Event, ...]) -> None:
    (pledge,) = [e for e in events if isinstance(e, eventx.PledgeOfSupport)]
    assert dyad(pledge) == ({"PRK"}, {"RUS"})
    assert pledge.details.conditionality == "unconditional"
    assert pledge.polarity == "positive"
    assert "KCNA" in {a.text for a in pledge.attribution}


def test_talks_between_both(events: tuple[eventx.Event, ...]) -> None:
    talks = [e for e in events if e.kind == "consultation"]
    assert talks
    assert all(countries((*e.source, *e.target)) == {"RUS", "PRK"} for e in talks)


def test_two_speculations_about_arms(events: tuple[eventx.Event, ...]) -> None:
    arms = [e for e in events if isinstance(e, eventx.ArmsTransferSpeculation)]
    told = {
        (frozenset(countries(e.source)), frozenset(countries(e.target)), item.category)
        for e in arms
        for item in e.details.items
    }
    assert len(arms) == 2
    assert told == {
        (frozenset({"PRK"}), frozenset({"RUS"}), "ammunition"),
        (frozenset({"RUS"}), frozenset({"PRK"}), "technology"),
    }
    assert {e.certainty for e in arms} == {"possible"}
    assert not [e for e in events if isinstance(e, eventx.ArmsTransfer)]


def test_nothing_is_made_up_beside_them(events: tuple[eventx.Event, ...]) -> None:
    assert len(events) <= 12
    assert {c for e in events for c in countries((*e.source, *e.target))} <= {"RUS", "PRK", "UKR"}
