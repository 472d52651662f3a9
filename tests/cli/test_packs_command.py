"""`eventx packs` and the counts behind it."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from eventx.cli.app import app
from eventx.lang.coverage import PackCoverage, missing, pack_coverage
from eventx.lang.pack import available, load_pack


def test_the_table_has_every_language() -> None:
    result = CliRunner().invoke(app, ["packs", "--codes"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split() == list(available())
    assert "Make a visit" in result.stdout


def test_json_says_the_same_as_the_packs() -> None:
    content = json.loads(CliRunner().invoke(app, ["packs", "--json"]).stdout)
    counted = {p["lang"]: p["rules"] for p in content["packs"]}
    assert counted == {lang: len(load_pack(lang).rules) for lang in available()}


def test_counts_are_those_of_the_rules() -> None:
    rules = load_pack("it").rules
    found = pack_coverage("it")
    assert found.examples == sum(len(r.examples) for r in rules)
    assert set(found.codes) >= {r.cameo for r in rules}


def test_what_is_missing() -> None:
    whole = PackCoverage("xx", 2, {}, {"0331": 1, "04": 1}, 2, 2)
    none = PackCoverage("yy", 0, {}, {}, 0, 0)
    gaps = missing([whole, none])
    assert gaps["033"] == ("yy",)  # a child counts
    assert gaps["040"] == ("yy",)  # the root says as much
    assert gaps["041"] == ("xx", "yy")
    assert "010" not in gaps  # statements are no events
