"""Language packs: the bundled ones load, faults are told with file and line."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from eventx.errors import PackError
from eventx.lang import compiled
from eventx.lang.pack import FOLDER, IndexedPhrase, available, bare, load_pack

RULE = """
[[rule]]
id = "it.190.attack"
cameo = "190"
verbs = ["attaccare", "scagliarsi"]
nouns = ["Attacco"]
adjectives = ["pronto"]
phrases = ["Aprire fuoco", "farsi esplodere"]
examples = ["x"]
"""


@pytest.mark.parametrize("lang", available())
def test_bundled_packs(lang: str) -> None:
    pack = load_pack(lang)
    assert pack.lang == lang
    assert {r.id.split(".")[0] for r in pack.rules} == {lang}
    assert {r.kind for r in pack.rules} >= {
        "diplomatic_visit", "pledge_of_support", "arms_transfer"
    }  # fmt: skip


def test_italian_and_english_are_there() -> None:
    assert {"it", "en"} <= set(available())


def test_rules_are_found_by_their_words(tiny_pack: Any) -> None:
    pack = tiny_pack(RULE)
    (rule,) = pack.rules
    assert set(pack.verbs) == {"attaccare", "scagliare"}  # a reflexive under its bare lemma
    assert set(pack.nouns) == {"attacco"}
    assert set(pack.adjectives) == {"pronto"}
    assert pack.phrases == {
        "aprire": [IndexedPhrase(("aprire", "fuoco"), rule, reflexive=False)],
        "fare": [IndexedPhrase(("fare", "esplodere"), rule, reflexive=True)],
    }


def test_classes_stand_for_their_lemmas(tiny_pack: Any) -> None:
    pack = tiny_pack(RULE, words='[classes]\nships = ["nave", "fregata"]\n')
    assert pack.members(("%ships", "radar")) == {"nave", "fregata", "radar"}
    assert pack.members(("%nothing",)) == frozenset()


@pytest.mark.parametrize(
    ("verb", "lang", "expected"),
    [
        ("recarsi", "it", ("recare", True)),
        ("ridursi", "it", ("ridurre", True)),
        ("visitare", "it", ("visitare", False)),
        ("reunirse", "es", ("reunir", True)),
        ("encontrar-se", "pt", ("encontrar", True)),
        ("s'opposer", "fr", ("opposer", True)),
        ("sich treffen", "de", ("treffen", True)),
        ("recarsi", "en", ("recarsi", False)),
    ],
)
def test_reflexives(verb: str, lang: str, expected: tuple[str, bool]) -> None:
    assert bare(verb, lang) == expected


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (RULE + RULE, "rule it.190.attack is defined twice"),
        (RULE.replace("it.190", "en.190"), "rule en.190.attack is not for it"),
        (RULE + 'frame = "sideways"\n', "line 9: rule it.190.attack: unknown frame 'sideways'"),
        (RULE + 'object = ["%nowhere"]\n', "unknown class '%nowhere'"),
        (RULE + 'unless_prep = {con = ["%nowhere"]}\n', "unknown class '%nowhere'"),
        (RULE.replace('cameo = "190"', 'cameo = "999"'), "'999' is no CAMEO code"),
        (RULE.replace('cameo = "190"', 'cameo = "111"'), "the id's code differs"),
        (RULE + 'colour = "red"\n', "Extra inputs are not permitted"),
        (RULE.replace('examples = ["x"]', ""), "examples: Field required"),
        ("[[rule]\n", "Expected ']]'"),
        (
            '[[rule]]\nid = "it.190.x"\ncameo = "190"\nexamples = ["x"]\n',
            "needs verbs, nouns, adjectives or phrases",
        ),
    ],
)
def test_faults_of_rules(tiny_pack: Any, rules: str, reason: str) -> None:
    with pytest.raises(PackError) as caught:
        tiny_pack(rules)
    assert caught.value.code == "E401"
    assert reason in str(caught.value)


def test_a_fault_is_told_with_its_file_and_line(tiny_pack: Any) -> None:
    rules = RULE + RULE.replace("attack", "raid").replace('examples = ["x"]', "examples = [7]")
    with pytest.raises(PackError) as caught:
        tiny_pack(rules)
    written = Path(str(caught.value.values["path"])).read_text(encoding="utf8")
    line = written.splitlines().index("examples = [7]") + 1
    assert f"line {line}: rule.1.examples" in str(caught.value)


def test_a_file_that_is_not_text(tiny_pack: Any, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match=r"mine\.toml: is not UTF-8 text"):
        tiny_pack(RULE, extra=tmp_path / "own")


def test_own_rules_replace_and_add(tiny_pack: Any, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    more = RULE.replace("attaccare", "aggredire") + RULE.replace(".attack", ".more")
    (own / "mine.toml").write_text(more, encoding="utf8")
    pack = tiny_pack(RULE, extra=own)
    assert [r.id for r in pack.rules] == ["it.190.attack", "it.190.more"]
    assert pack.rules[0].verbs == ("aggredire", "scagliarsi")


def test_there_is_no_pack_for_every_language() -> None:
    with pytest.raises(PackError, match=r"no language pack for 'xx'; packs: .*\ben\b.*\bit\b"):
        load_pack("xx")


def test_a_compiled_pack_is_the_same_pack(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "it", tmp_path / "it", ignore=shutil.ignore_patterns(compiled.NAME))
    assert compiled.read(tmp_path / "it") == {}
    compiled.write(tmp_path / "it")
    parsed = compiled.read(tmp_path / "it")
    assert set(parsed) == set(compiled.sources(tmp_path / "it"))
    for name, content in compiled.sources(tmp_path / "it").items():
        assert parsed[name] == tomllib.loads(content.decode())


def test_a_compiled_pack_is_not_used_when_a_rule_file_has_changed(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "it", tmp_path / "it")
    compiled.write(tmp_path / "it")
    with (tmp_path / "it" / "rules" / "02_appeal.toml").open("a", encoding="utf8") as file:
        file.write("\n# a remark\n")
    assert compiled.read(tmp_path / "it") == {}


@pytest.mark.parametrize("content", ["", "[]", '{"digest": "x"}', "\x00"])
def test_a_damaged_compiled_pack_is_not_used(tmp_path: Path, content: str) -> None:
    shutil.copytree(FOLDER / "it", tmp_path / "it")
    (tmp_path / "it" / compiled.NAME).write_text(content, encoding="utf8")
    assert compiled.read(tmp_path / "it") == {}


def test_a_pack_with_a_fault_is_not_compiled(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("name = ", encoding="utf8")
    compiled.write(tmp_path)
    assert not (tmp_path / compiled.NAME).exists()
