"""Agreement of two coders, against values computed by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eventx.corpus import CorpusArticle
from eventx.corpus.agreement import compare, same_attribution, same_dyad
from eventx.corpus.models import GoldEvent
from eventx.corpus.reliability import cohen_kappa, krippendorff_alpha
from eventx.errors import ArticleError

Record = dict[str, Any]


@pytest.fixture
def article(root: Path) -> Record:
    """A clean article: a visit, a refused sale, a distractor."""
    record: Record = json.loads((root / "tests/data/corpus/article.json").read_text("utf8"))
    return record


def typed(record: Record, **fields: Any) -> CorpusArticle:
    return CorpusArticle.model_validate_json(json.dumps({**record, **fields}), strict=True)


def gold(record: Record, number: int = 0, **fields: Any) -> GoldEvent:
    return GoldEvent.model_validate_json(json.dumps({**record["events"][number], **fields}))


def test_kappa_by_hand() -> None:
    # 50 units, 20 both yes, 15 both no, 5 and 10 apart: po 0.7, pe 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_kappa_without_a_choice_is_undefined() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("a", "a")] * 3) is None
    assert cohen_kappa([("a", "b")] * 3) == 0


def test_alpha_by_hand() -> None:
    # Ten units, six agreed: 20 values, 14 of them 0 and 6 of them 1; four units disagree, 8 ordered
    # pairs. alpha = 1 - 19 * 8 / (2 * 14 * 6) = 1 - 152 / 168.
    first, second = "0100000010", "1110010000"
    assert krippendorff_alpha([*zip(first, second, strict=True)]) == pytest.approx(1 - 152 / 168)


def test_alpha_of_three_coders_with_gaps() -> None:
    # The lone c cannot be compared; 3 a and 4 b are left. Ordered pairs that differ: 4 in aab,
    # weighed by 1 / (3 - 1), and 2 in ab. alpha = 1 - 6 * (2 + 2) / (49 - 9 - 16) = 0.
    assert krippendorff_alpha(["aab", "bb", "ab", "c"]) == pytest.approx(0)
    # Without ab: 2 a, 3 b. alpha = 1 - 4 * 2 / (25 - 4 - 9).
    assert krippendorff_alpha(["aab", "bb"]) == pytest.approx(1 / 3)
    assert krippendorff_alpha(["aa", "aa"]) is None
    assert krippendorff_alpha([]) is None


def test_the_same_coding_agrees_with_itself(article: Record) -> None:
    one = typed(article)
    result = compare([one], [one])
    assert (result.articles, result.first, result.second, result.located) == (1, 2, 2, 2)
    assert result.events_f1 == result.located_f1 == result.class_alpha == 1
    assert all(
        result.measures()[name] == 1
        for name in ("dyad", "kind", "certainty", "polarity", "time", "attribution")
    )
    assert not result.only_first + result.only_second


def test_differences_are_counted(article: Record) -> None:
    arrived, sell = article["events"]
    third = {
        **arrived, "type": "THREATEN", "cameo": "130", "kind": None, "sentence": 2,
        "trigger": "lay", "date": None, "place": None,
    }  # fmt: skip
    second = [
        {**arrived, "certainty": "possible", "target": ["EST"]},
        {**sell, "type": "ACCUSE", "cameo": "110", "kind": None},
        third,
    ]
    result = compare([typed(article)], [typed(article, events=second)])
    # Of 2 and 3 events, 1 agrees in class, 2 in place: F1 2*1/5 and 2*2/5.
    assert result.events_f1 == pytest.approx(0.4)
    assert result.located_f1 == pytest.approx(0.8)
    measures = result.measures()
    assert (measures["dyad"], measures["certainty"], measures["polarity"]) == (0, 0, 1)
    assert [one.event.type for one in result.only_first] == ["REJECT"]
    assert [one.event.type for one in result.only_second] == ["ACCUSE", "THREATEN"]
    assert result.labels[:3] == (("CONSULT", "CONSULT"), ("REJECT", "ACCUSE"), ("none", "THREATEN"))


def test_of_two_candidates_the_overlapping_one_is_taken(article: Record) -> None:
    arrived = article["events"][0]
    far = {**arrived, "trigger": "on Monday", "source": ["EST"]}
    near = {**arrived, "trigger": "arrived in Riga", "source": ["EST"]}
    result = compare([typed(article, events=[arrived])], [typed(article, events=[far, near])])
    assert [pair.second.trigger for pair in result.matched] == ["arrived in Riga"]


def test_one_kind_matches_across_classes(article: Record) -> None:
    sell = {**article["events"][1], "type": "SANCTION", "cameo": "1622"}
    result = compare([typed(article)], [typed(article, events=[article["events"][0], sell])])
    assert result.events_f1 == 1


def test_sums_are_those_of_all_articles(article: Record) -> None:
    one, other = typed(article), typed(article, id="en-002")
    empty = typed(article, id="en-002", events=[])
    result = compare([one, other], [one, empty])
    assert (result.articles, result.first, result.second) == (2, 4, 2)
    assert result.events_f1 == pytest.approx(2 * 2 / 6)


def test_only_common_articles_with_one_text_are_compared(article: Record) -> None:
    one = typed(article)
    assert compare([one, typed(article, id="en-002")], [one]).articles == 1
    with pytest.raises(ArticleError, match=r"E111.*share no article"):
        compare([one], [typed(article, id="en-002")])
    with pytest.raises(ArticleError, match=r"E111.*en-001 has two different texts"):
        compare([one], [typed(article, text=article["text"] + " More.")])


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ({}, True),
        ({"source": ["ITA"]}, True),
        ({"source": ["LVA"], "target": ["ITA"]}, False),
        ({"target": []}, False),
        ({"target": ["IGO:UNO"]}, False),
    ],
)
def test_dyads_are_those_of_states(article: Record, fields: Record, same: bool) -> None:
    assert same_dyad(gold(article), gold(article, **fields)) is same


def test_mutual_acts_have_no_order(article: Record) -> None:
    turned: Record = {"source": ["LVA"], "target": ["ITA:GOV"], "kind": None}
    assert same_dyad(gold(article, kind=None), gold(article, **turned))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ([], [], True),
        (["Tass"], [], False),
        (["ministry"], ["Defence Ministry"], True),
        (["Tass", "a diplomat"], ["A diplomat"], True),
        (["Tass"], ["Reuters"], False),
    ],
)  # fmt: skip
def test_attributions_share_a_name(
    article: Record, first: list[str], second: list[str], same: bool
) -> None:
    one, other = gold(article, attribution=first), gold(article, attribution=second)
    assert same_attribution(one, other) is same
