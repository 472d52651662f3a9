"""The country of actors whose words name none."""

from __future__ import annotations

import pytest

from eventx.components.homes import Candidate, chances

WEIGHTS = {"focus": 2.0, "some": -1.0, "people only place here": 3.0}


def test_chances_leave_room_for_none_of_them() -> None:
    odds = chances([Candidate("MLI", {"some": 1.0}), Candidate("NER", {"some": 1.0})], WEIGHTS)
    assert odds[0] == pytest.approx(odds[1])
    assert sum(odds) < 1


def test_evidence_raises_the_chance_of_its_country() -> None:
    plain = Candidate("MLI", {"some": 1.0, "focus": 0.2})
    placed = Candidate("NER", {"some": 1.0, "focus": 0.2, "people only place here": 1.0})
    low, high = chances([plain, placed], WEIGHTS)
    assert high > 0.7 > low


def test_no_candidates_have_no_chances() -> None:
    assert chances([], WEIGHTS) == []
