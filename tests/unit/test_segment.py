"""Cutting a text into sentences, with a network that says what the test wants."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eventx.analyzer.segment import cut_long, is_hard_wrapped, paragraphs, split, word_starts

SURE, UNSURE, NO = 5.0, -1.0, -5.0


def sentences(text: str, scores: dict[str, float] | None = None) -> list[str]:
    """The sentences of one paragraph; words that no score is named for never start one."""
    words = text.split()
    flags = word_starts(words, [(scores or {}).get(w, NO) for w in words])
    starts = [i for i, flag in enumerate(flags) if flag]
    return [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]


# ---- line breaks -----------------------------------------------------------------------------

FOLDED = """\
The foreign minister of the republic arrived in the capital
on Monday evening for a series of meetings that had been
planned for several months and were put off twice because of
the elections. He left on Wednesday.
"""
LINES = """\
The foreign minister of the republic arrived in the capital.
On Monday evening he had a series of meetings with experts.
The visit had been planned for months and put off two times.
"""


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (FOLDED, True),
        (FOLDED.replace("\n", "\r\n"), True),
        (FOLDED + "\n" + FOLDED, True),
        (LINES, False),  # every line ends a sentence
        ("Short line\nanother one\nand a third\n", False),  # far from any width
        (FOLDED.replace("\n", " "), False),  # one line
        ("", False),
    ],
)
def test_folded_text(text: str, wrapped: bool) -> None:
    assert is_hard_wrapped(text) is wrapped


def test_paragraphs_end_at_line_breaks_unless_lines_are_folded() -> None:
    words, breaks = ["a", "b", "c", "d"], [0, 1, 0, 2]
    assert list(paragraphs(words, breaks, False)) == [(0, 1), (1, 3), (3, 4)]
    assert list(paragraphs(words, breaks, True)) == [(0, 3), (3, 4)]
    assert list(paragraphs([], [], False)) == []


# ---- sentence starts -------------------------------------------------------------------------


def test_a_paragraph_starts_a_sentence_whatever_the_network_says() -> None:
    assert sentences("He left") == ["He left"]


@pytest.mark.parametrize(
    ("text", "score", "cut"),
    [
        ("He left . She stayed", UNSURE, True),  # less is asked after a stop
        ("He left : She stayed", UNSURE, False),
        ("He left : She stayed", SURE, True),
        ("He left . She stayed", NO, False),
        ("He left . she stayed", 0.5, False),  # a small letter asks for more
        ("He left . she stayed", SURE, True),
    ],
)
def test_how_sure_the_network_has_to_be(text: str, score: float, cut: bool) -> None:
    word = text.split()[3]
    assert len(sentences(text, {word: score})) == 1 + cut


def test_numbers_behind_abbreviations_start_nothing() -> None:
    assert sentences("secondo l' art. 5 del patto", {"5": SURE}) == ["secondo l' art. 5 del patto"]
    assert sentences("secondo l' art . 5 del patto", {"5": SURE}) == [
        "secondo l' art . 5 del patto"
    ]
    assert len(sentences("Vinse Roma . 5 i feriti", {"5": SURE})) == 2


def test_marks_never_come_first() -> None:
    assert sentences("Torna . » Poi tace", {"»": SURE}) == ["Torna . »", "Poi tace"]
    assert sentences("Torna . , poi tace", {",": SURE}) == ["Torna . ,", "poi tace"]


def test_opening_marks_belong_to_what_follows() -> None:
    assert sentences("Torna . « Poi tace", {"Poi": SURE}) == ["Torna .", "« Poi tace"]
    assert sentences("Torna . ( Poi tace", {"Poi": SURE}) == ["Torna .", "( Poi tace"]


def test_straight_quotes_open_and_close_in_turn() -> None:
    scores = {"Poi": SURE}
    assert sentences('" Torna . " Poi tace', scores) == ['" Torna . "', "Poi tace"]
    assert sentences('Torna . " Poi tace "', scores) == ["Torna .", '" Poi tace "']


def test_a_lists_number_starts_its_entry() -> None:
    assert sentences("Due punti : 1. Roma tace", {"Roma": SURE}) == ["Due punti :", "1. Roma tace"]
    assert sentences("Nel capitolo 1. Roma tace", {"Roma": SURE}) == [
        "Nel capitolo 1.",
        "Roma tace",
    ]


# ---- whole texts -----------------------------------------------------------------------------


def at_capitals(words: Sequence[str]) -> list[float]:
    return [SURE if w[0].isupper() else NO for w in words]


def test_sentences_never_cross_paragraphs_and_cover_every_word() -> None:
    words = ["Roma", "tace", ".", "Parigi", "parla", "e", "poi", "tace", ".", "fine"]
    breaks = [0, 0, 0, 0, 0, 1, 0, 0, 0, 2]
    assert split(words, breaks, hard_wrapped=False, scores=at_capitals) == [
        (0, 3), (3, 5), (5, 9), (9, 10),
    ]  # fmt: skip
    folded = split(words, breaks, hard_wrapped=True, scores=at_capitals)
    assert folded == [(0, 3), (3, 9), (9, 10)]


@pytest.mark.parametrize("window", [3, 5, 8, 100])
@pytest.mark.parametrize("marks", ["", ",", ";", ", ;"])
def test_long_sentences_are_cut_to_the_window_without_loss(window: int, marks: str) -> None:
    words = [w for n in range(9) for w in ("a", "b", *(marks.split() if n % 2 else []))]
    pieces = cut_long(words, lambda rest: min(window, len(rest)))
    assert [w for a, b in pieces for w in words[a:b]] == words
    assert all(0 < b - a <= window for a, b in pieces)


def test_a_semicolon_is_a_better_place_to_cut_than_a_comma() -> None:
    words = ["a", "b", "c", "d", "e", ";", "f", ",", "g", "h"]
    assert cut_long(words, lambda rest: min(8, len(rest)))[0] == (0, 6)
    # Marks in the first half of the window would leave a stump.
    words = ["a", ";", "c", "d", "e", ",", "g", "h", "i", "j"]
    assert cut_long(words, lambda rest: min(8, len(rest)))[0] == (0, 6)
