"""Lemmas: tables first, clitics split, rules and edit scripts for the rest."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.analyzer.lemma_script import apply_script, script_of
from eventx.analyzer.lemmas import Lemmatizer
from eventx.analyzer.model import WordAnalysis

KEEP = "0||L"


def lemma(word: str, lang: str, tag: str, script: str = KEEP, **features: str) -> str:
    return Lemmatizer(lang)(word, WordAnalysis(tag, features, script, 0, "root", "O"))


def both(word: str, lang: str, tag: str = "VERB", **features: str) -> tuple[str, Any]:
    analysis = WordAnalysis(tag, features, KEEP, 0, "root", "O")
    found, more = Lemmatizer(lang).lemma_and_clitics(word, analysis)
    return found, more.get("Clitic")


# ---- scripts ---------------------------------------------------------------------------------

LETTERS = st.text(st.characters(categories=("Ll",), include_characters="'-"), min_size=1)


@given(LETTERS, LETTERS)
def test_a_script_makes_the_lemma_it_was_made_for(word: str, target: str) -> None:
    assert apply_script(script_of(word, target), word) == target


def test_scripts_carry_over_to_words_of_the_same_pattern() -> None:
    script = script_of("parlano", "parlare")
    assert apply_script(script, "lottano") == "lottare"
    assert apply_script(script_of("Parigi", "Parigi"), "roma") == "Roma"
    assert apply_script(script_of("ONU", "ONU"), "Nato") == "NATO"


def test_an_irregular_script_carries_its_lemma_with_it() -> None:
    assert apply_script(script_of("è", "essere"), "whatever") == "essere"


# ---- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "lang", "tag", "expected"),
    [
        ("colloqui", "it", "NOUN", "colloquio"),
        ("Forniture", "it", "NOUN", "fornitura"),
        ("inviò", "it", "VERB", "inviare"),
        ("accusato", "it", "VERB", "accusare"),
        ("sent", "en", "VERB", "send"),
        ("missiles", "en", "NOUN", "missile"),
        ("met", "en", "VERB", "meet"),
        ("countries", "en", "NOUN", "country"),
    ],
)
def test_the_table_knows_irregular_forms(word: str, lang: str, tag: str, expected: str) -> None:
    # The script says "leave it as it is": what is found comes from the table.
    assert lemma(word, lang, tag) == expected


def test_the_part_of_speech_decides() -> None:
    assert lemma("visita", "it", "NOUN") == "visita"
    assert lemma("visita", "it", "VERB") == "visitare"
    assert lemma("saw", "en", "VERB") == "see"
    assert lemma("saw", "en", "NOUN") == "saw"


def test_an_auxiliary_may_be_found_among_verbs() -> None:
    assert lemma("hanno", "it", "AUX") == lemma("hanno", "it", "VERB") == "avere"


def test_names_keep_what_the_network_says() -> None:
    assert lemma("Colloqui", "it", "PROPN", "0||T") == "Colloqui"
    assert lemma("Tunisi", "it", "PROPN", "0||T") == "Tunisi"


def test_words_beyond_the_table_go_by_rule_then_by_script() -> None:
    assert lemma("zzblorfano", "it", "NOUN", "1|i|L") == "zzblorfani"
    # A merged word's first part stands for the whole.
    assert lemma("zzdel", "it", "ADP", "0| il|L") == "zzdel"
    assert lemma("attaccheranno", "it", "VERB", KEEP) == "attaccare"


def test_a_script_that_missed_the_conjugation_is_set_right() -> None:
    # "aggredere" is no verb, "aggredire" is: the ending is mended, the stem kept.
    assert lemma("zzz", "it", "VERB", "ABS|aggredere|A") == "aggredire"
    assert lemma("zzz", "it", "VERB", "ABS|zzbere|A") == "zzbere"


# ---- clitics ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "lang", "form", "expected"),
    [
        ("recarsi", "it", "Inf", ("recare", "si")),
        ("fornirglielo", "it", "Inf", ("fornire", "glie,lo")),
        ("opporsi", "it", "Inf", ("opporre", "si")),
        ("accusandolo", "it", "Ger", ("accusare", "lo")),
        ("entregárselo", "es", "Inf", ("entregar", "se,lo")),
        ("encontrar-se", "pt", "Inf", ("encontrar", "se")),
        ("fornire", "it", "Inf", ("fornire", None)),
    ],
)
def test_pronouns_written_onto_a_verb(
    word: str, lang: str, form: str, expected: tuple[str, str | None]
) -> None:
    assert both(word, lang, VerbForm=form) == expected


def test_pronouns_are_split_from_verbs_only() -> None:
    assert both("corsi", "it", "NOUN")[1] is None
    assert both("scontrati", "it", VerbForm="Part") == ("scontrare", None)
