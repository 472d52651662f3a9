from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from eventx.language import DETECTED, detect, language_code, supported

DATA = Path(__file__).parents[1] / "data" / "languages"
OWN = {lang: (DATA / f"{lang}.tsv").read_text("utf8").splitlines() for lang in DETECTED}
OTHERS = [line.split("\t") for line in (DATA / "others.tsv").read_text("utf8").splitlines()]


@pytest.mark.parametrize("lang", DETECTED)
def test_sentences_are_told(lang: str) -> None:
    sentences = [sentence for sentence in OWN[lang] if len(sentence) > 60]
    assert len(sentences) >= 18
    wrong = [sentence for sentence in sentences if detect(sentence) != lang]
    assert not wrong


@pytest.mark.parametrize(("lang", "sentence"), OTHERS, ids=[lang for lang, _ in OTHERS])
def test_other_languages_are_not_taken_for_a_supported_one(lang: str, sentence: str) -> None:
    assert lang not in DETECTED
    assert detect(sentence) is None


@pytest.mark.parametrize(
    "text",
    ["", "   ", "1234 5678 %", "Kim", "Putin Zelensky Macron Scholz Meloni", "lorem qwrtz xkcd"],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert detect(text) is None


def test_whole_articles_and_capitals_are_told() -> None:
    for lang, sentences in OWN.items():
        assert detect("\n".join(sentences)) == lang
        assert detect("\n".join(sentences).upper()) == lang


def test_foreign_names_and_a_foreign_quotation_do_not_decide() -> None:
    text = (
        'Il presidente ha detto in un\'intervista al New York Times che "we will never give up" '
        "e che la delegazione di Riyadh, guidata da Mohammed bin Salman, tornerà presto a Roma."
    )
    assert detect(text) == "it"


def test_detection_is_quick() -> None:
    article = "\n".join(OWN["it"] * 5)
    detect(article)
    times = []
    for _ in range(9):
        start = time.perf_counter()
        detect(article)
        times.append(time.perf_counter() - start)
    # Five thousandths of a second on a free machine; this one may be busy.
    assert statistics.median(times) < 0.02


def test_codes_are_those_of_the_packs() -> None:
    assert {"it", "en"} <= set(supported()) <= set(DETECTED)
    assert language_code(" IT_it ") == "it"
    assert language_code("italiano") is None
