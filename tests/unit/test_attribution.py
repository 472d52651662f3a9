"""Who is given as the source of a claim."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from eventx.components.attribution import AttributionReader
from eventx.components.layers import Layers
from eventx.lang.pack import load_pack


def _neighbour(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


modality = _neighbour("test_modality")


def names(rows: str, trigger: str, lang: str = "it", kind: str | None = None) -> list[str]:
    doc = modality.build(rows)
    token = next(t for t in doc if t.text == trigger)
    layers = Layers(doc, lang, modality.DAY)
    claims = AttributionReader(load_pack(lang)).read(token, layers, kind=kind)
    assert all(doc[c.start : c.end].text == c.name for c in claims)
    return [c.name for c in claims]


FIN = "Mood=Ind|Tense=Pres|VerbForm=Fin"
PART = "Tense=Past|VerbForm=Part"
INVERTED = f"""
Minsk Minsk PROPN 3 nsubj
ha avere AUX 3 aux {FIN}
ceduto cedere VERB 0 root {PART}
radar radar NOUN 3 obj
, , PUNCT 7 punct
ha avere AUX 7 aux {FIN}
riferito riferire VERB 3 parataxis {PART}
la il DET 9 det
Belta Belta PROPN 7 nsubj
"""
CHAIN = f"""
Secondo secondo ADP 3 case
una uno DET 3 det
fonte fonte NOUN 9 obl
militare militare ADJ 3 amod
citata citare VERB 3 acl {PART}
da da ADP 7 case
Interfax Interfax PROPN 5 obl:agent
ha avere AUX 9 aux {FIN}
ceduto cedere VERB 0 root {PART}
radar radar NOUN 9 obj
"""
PLAN = f"""
Secondo secondo ADP 3 case
i il DET 3 det
piani piano NOUN 5 obl
ha avere AUX 5 aux {FIN}
ceduto cedere VERB 0 root {PART}
radar radar NOUN 5 obj
"""
ACCUSED = f"""
Il il DET 2 det
premier premier NOUN 4 nsubj
ha avere AUX 4 aux {FIN}
accusato accusare VERB 0 root {PART}
Kiev Kiev PROPN 4 obj
"""
SAID = f"""
Il il DET 2 det
ministro ministro NOUN 5 nsubj
Ivan Ivan PROPN 2 appos
Petrov Petrov PROPN 3 flat
dice dire VERB 0 root {FIN}
che che SCONJ 9 mark
Kiev Kiev PROPN 9 nsubj
ha avere AUX 9 aux {FIN}
bombardato bombardare VERB 5 ccomp {PART}
Sumy Sumy PROPN 9 obj
"""
COMMITTED = """
They they PRON 2 nsubj
said say VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
they they PRON 5 nsubj
would would AUX 5 aux VerbForm=Fin
withdraw withdraw VERB 2 ccomp VerbForm=Inf
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "expected"),
    [
        (INVERTED, "ceduto", ["Belta"]),
        (CHAIN, "ceduto", ["fonte militare", "Interfax"]),
        (PLAN, "ceduto", []),
        (ACCUSED, "accusato", []),
        (SAID, "bombardato", ["Ivan Petrov"]),
        (SAID, "dice", []),
    ],
)
def test_sources(rows: str, trigger: str, expected: list[str]) -> None:
    assert names(rows, trigger) == expected


def test_who_commits_himself_is_no_source() -> None:
    assert names(COMMITTED, "withdraw", "en") == []


def test_a_pledge_has_no_source_in_its_own_words() -> None:
    assert names(SAID, "bombardato", kind="pledge_of_support") == []


def two_sentences(second: str) -> list[str]:
    first = f"""
    Minsk Minsk PROPN 3 nsubj
    ha avere AUX 3 aux {FIN}
    ceduto cedere VERB 0 root {PART}
    radar radar NOUN 3 obj
    . . PUNCT 3 punct
    """
    return names(first + second, "ceduto")


def test_the_next_sentence_gives_the_source() -> None:
    # "Lo ha detto il ministro": the pronoun stands for the claim before.
    taken_up = f"""
    Lo lo PRON 8 obj
    ha avere AUX 8 aux {FIN}
    detto dire VERB 0 root {PART}
    il il DET 10 det
    ministro ministro NOUN 8 nsubj
    """
    assert two_sentences(taken_up) == ["ministro"]


def test_the_next_sentence_with_a_claim_of_its_own_does_not() -> None:
    own = f"""
    Il il DET 7 det
    ministro ministro NOUN 9 nsubj
    ha avere AUX 9 aux {FIN}
    detto dire VERB 0 root {PART}
    tutto tutto PRON 9 obj
    """
    assert two_sentences(own) == []


@pytest.mark.parametrize("lang", ["it", "en"])
@pytest.mark.parametrize("part", ["seen", "held"])
def test_accuracy_on_sentences(lang: str, part: str) -> None:
    """Nine in ten have exactly the sources that the table names, in its order."""
    rows = [
        (c, claims)
        for c, _, claims in modality.readings(lang)
        if c["part"] == part and c["certainty"] != "blocked"
    ]
    right = 0
    for cells, claims in rows:
        wanted = cells["attribution"].split("^") if cells["attribution"] else []
        right += len(wanted) == len(claims) and all(
            w in c.name for w, c in zip(wanted, claims, strict=True)
        )
    assert right >= 0.9 * len(rows)
