"""The other side that a clause leaves to the story, on hand-built trees."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from eventx.components import counterpart as module
from eventx.components.counterpart import counterpart, sides
from eventx.components.layers import ActorMention, Draft, Layers

DAY = dt.date(2025, 3, 1)
# "Dakar convoca Parigi." and "L'esercito spara."
STORY = """
{first} {first} PROPN 2 nsubj
convoca convocare VERB 0 root
{second} {second} PROPN 2 obj
{between}
esercito esercito NOUN {verb} nsubj
spara sparare VERB 0 root
"""
FILLER = "\n\nPiove piovere VERB 0 root"


def story(
    by_hand: Any, first: tuple[str, Any], second: tuple[str, Any], *, pause: int = 0,
) -> tuple[Layers, list[ActorMention], ActorMention]:  # fmt: skip
    """A story of two parties and then an army of Senegal that acts."""
    rows = STORY.format(first=first[0], second=second[0], between=FILLER * pause + "\n", verb=2)
    doc = by_hand.doc(rows)
    told = [
        by_hand.actor(
            doc, name, how["code"], roles=how.get("roles", ()), basis=how.get("basis", "name")
        )
        for name, how in (first, second)
    ]
    army = by_hand.actor(doc, "esercito", "SENMIL", roles=["MIL"])
    return Layers(doc, "it", DAY, actors=[*told, army]), told, army


def other_side(event: str, layers: Layers, army: ActorMention, earlier: list[Draft]) -> Any:
    token = next(t for t in layers.doc if t.text == "spara")
    found = counterpart(event, [army], token, layers, earlier)
    return None if found is None else sides([found])


WEIGHTS = {
    "weight": 1.0, "dealt": 1.5, "only adjective": -1.0, "nobody": 0.2,
    "nobody THREATEN False": 0.2,
    "THREATEN target home": -1.0, "COERCE target abroad": -1.0,
}  # fmt: skip


@pytest.fixture(autouse=True)
def plain_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that a reader can add up, instead of the learnt ones."""
    monkeypatch.setattr(module, "model_weights", lambda name: WEIGHTS)


CROWD = ("folla", {"code": "SENCVL", "roles": ["CVL"]})
PARIS = ("Parigi", {"code": "FRA"})
DAKAR = ("Dakar", {"code": "SEN"})


def test_an_assault_is_on_the_side_that_stands_against_the_army(by_hand: Any) -> None:
    layers, _, army = story(by_hand, DAKAR, CROWD)
    assert other_side("ASSAULT", layers, army, []) == {("SEN", False)}


def test_the_own_side_is_never_the_other(by_hand: Any) -> None:
    layers, _, army = story(by_hand, DAKAR, ("ministro", {"code": "SENGOV", "roles": ["GOV"]}))
    assert other_side("ASSAULT", layers, army, []) is None


def test_a_threat_goes_abroad_before_it_stays_at_home(by_hand: Any) -> None:
    layers, _, army = story(by_hand, PARIS, CROWD)
    assert other_side("THREATEN", layers, army, []) == {("FRA", True)}
    assert other_side("COERCE", layers, army, []) == {("SEN", False)}


@pytest.mark.parametrize(
    ("event", "second", "pause"),
    [
        ("MOBILIZE", PARIS, 0),  # troops move without another side
        ("THREATEN", ("Parigi", {"code": "FRAMED", "roles": ["MED"]}), 0),  # only tells
        ("THREATEN", PARIS, 4),  # too long ago to weigh more than nobody
        ("THREATEN", ("Parigi", {"code": "FRA", "basis": "demonym"}), 0),  # on some other noun
    ],
    ids=["class", "media", "far", "adjective"],
)
def test_no_side_without_a_reason(
    by_hand: Any, event: str, second: tuple[str, Any], pause: int
) -> None:
    layers, _, army = story(by_hand, DAKAR, second, pause=pause)
    assert other_side(event, layers, army, []) is None


def test_who_is_left_out_as_doer_is_guessed_for_few_classes(by_hand: Any) -> None:
    layers, told, _ = story(by_hand, DAKAR, CROWD)
    token = next(t for t in layers.doc if t.text == "spara")
    assert counterpart("COERCE", [told[1]], token, layers, [], doer=True) is not None
    assert counterpart("ACCUSE", [told[1]], token, layers, [], doer=True) is None


def test_the_shipped_weights_name_the_features(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    shipped = module.model_weights("counterpart")
    assert {"nobody", "weight", "dealt", "named", "title"} <= shipped.keys()
    assert shipped["dealt"] > 0 > shipped["only adjective"]


def test_whom_the_actor_dealt_with_before_comes_first(by_hand: Any) -> None:
    layers, told, army = story(by_hand, ("Roma", {"code": "ITA"}), PARIS)
    dealt = by_hand.draft(layers.doc, "convoca", by_hand.rule("114"), [army], [told[1]])
    assert other_side("THREATEN", layers, army, [dealt]) == {("FRA", True)}
