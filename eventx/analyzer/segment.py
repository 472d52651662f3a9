"""Cutting a text into sentences: line breaks by the shape of the text, the rest word by word."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Words = Sequence[str]
_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\r?\n|\r[ \t]*\r")
_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_NEVER_FIRST = frozenset(",;:.!?)]}%\u00bb\u201d\u2026")
_STOPS = frozenset((".", "!", "?", "\u2026", "..."))
_QUOTES = frozenset(('"', "''", "``"))
_NUMBERED = re.compile(r"\d{1,4}\.$")
# Abbreviations that a number follows.
_BEFORE_NUMBER = frozenset(
    ("art.", "artt.", "n.", "nn.", "no.", "nos.", "nr.", "núm.", "num.", "pag.", "pagg.", "p.",
     "pp.", "s.", "vol.", "fig.", "sec.", "cap.", "par.", "ca.", "cfr.")
)  # fmt: skip
# "geom." and "magg." are the longest titles of people that end in a full stop.
ORDINARY = 5
AFTER_STOP, AT_SMALL_LETTER = -2.0, 1.0
_OPENING = frozenset(("(", "[", "{", "\u00ab", "\u201e", "\u00bf", "\u00a1"))


def is_hard_wrapped(text: str) -> bool:
    r"""Whether single line breaks only fold long lines, as in mail and old wire copy.

    In folded text most lines reach nearly the same width and go on in the next line without
    any mark of a sentence's end; in text with a paragraph or headline a line they do not.

    Examples:
        >>> is_hard_wrapped("Il ministro parte domani\\nLa visita dura tre giorni.")
        False
    """
    blocks = [b.split("\n") for b in _BLANK_LINE.split(text.replace("\r\n", "\n"))]
    folded = [[x.strip() for x in lines if x.strip()] for lines in blocks]
    inner = [line for lines in folded for line in lines[:-1]]
    if len(inner) < 2:
        return False
    widths = sorted(map(len, inner))
    width = widths[-1]
    if not 40 <= width <= 100:
        return False
    near = sum(w >= 0.75 * width for w in widths) / len(widths)
    running = sum(not _END.search(line) for line in inner) / len(inner)
    return near >= 0.8 and running >= 0.5


def paragraphs(
    words: Words, breaks: Sequence[int], hard_wrapped: bool
) -> Iterator[tuple[int, int]]:
    """Runs of words that no certain boundary cuts.

    Args:
        words: the words of the text, no white space among them.
        breaks: for each word the line breaks before it: 0, 1, or 2 for a blank line.
        hard_wrapped: single line breaks mean nothing.
    """
    least = 2 if hard_wrapped else 1
    start = 0
    for i in range(1, len(words)):
        if breaks[i] >= least:
            yield start, i
            start = i
    if words:
        yield start, len(words)


def word_starts(words: Words, scores: Sequence[float] | npt.NDArray[np.float32]) -> list[bool]:
    """Sentence starts of a paragraph, from the network's scores and what is certain anyway.

    Args:
        words: the words of the paragraph.
        scores: log odds that a sentence starts at each word, see `AnalyzerModel.starts`.
    """
    starts = [i == 0 for i in range(len(words))]
    closing = _closing_quotes(words)
    for i in range(1, len(words)):
        if scores[i] > _threshold(words, i) and not _counts(words, i):
            at = _moved(words, i, closing)
            if at < len(words):
                starts[at] = True
    return starts


def _threshold(words: Words, i: int) -> float:
    """How sure the network has to be: less after a full stop and before a capital."""
    before, word = words[i - 1], words[i]
    opens = not word[0].islower()
    if before == "." and word[0].isupper() and _is_ordinary(words[i - 2] if i > 1 else ""):
        return -math.inf
    if before in _STOPS and opens:
        return AFTER_STOP
    return 0.0 if opens else AT_SMALL_LETTER


def _counts(words: Words, i: int) -> bool:
    """Whether a number follows an abbreviation that asks for one: "art. 5", "n. 98"."""
    if not words[i][0].isdigit():
        return False
    before = words[i - 1] if words[i - 1] != "." or i < 2 else words[i - 2] + "."
    return before.lower() in _BEFORE_NUMBER


def _is_ordinary(word: str) -> bool:
    """A word in small letters too long for an abbreviation."""
    return len(word) >= ORDINARY and word.isalpha() and word.islower()


def _moved(words: Words, i: int, closing: frozenset[int]) -> int:
    """The place of a start that the network put beside a mark or behind a list's number."""
    while i < len(words) and (i in closing or words[i][0] in _NEVER_FIRST):
        i += 1
    while i > 1 and i < len(words) and _opens(words, i - 1, closing):
        i -= 1
    number = i - 1 if words[i - 1] != "." else i - 2
    if i < len(words) and number > 0 and _NUMBERED.match("".join(words[number:i])):
        return number if words[number - 1][-1] in ".!?:;" else i
    return i


def _opens(words: Words, i: int, closing: frozenset[int]) -> bool:
    return words[i] in _OPENING or (words[i] in _QUOTES and i not in closing)


def _closing_quotes(words: Words) -> frozenset[int]:
    """Straight quotation marks that close: every second one of a paragraph."""
    places = [i for i, word in enumerate(words) if word in _QUOTES]
    return frozenset(places[1::2])


def split(
    words: Words,
    breaks: Sequence[int],
    *,
    hard_wrapped: bool,
    scores: Callable[[Words], Sequence[float] | npt.NDArray[np.float32]],
) -> list[tuple[int, int]]:
    """Sentences as runs of words.

    Args:
        words: the words of the text, no white space among them.
        breaks: for each word the line breaks before it.
        hard_wrapped: see `is_hard_wrapped`.
        scores: log odds of a sentence start at each word of a paragraph.
    """
    sentences = []
    for begin, end in paragraphs(words, breaks, hard_wrapped):
        flags = word_starts(words[begin:end], scores(words[begin:end]))
        at = begin
        for i in range(begin + 1, end):
            if flags[i - begin]:
                sentences.append((at, i))
                at = i
        sentences.append((at, end))
    return sentences


_CUTS = (frozenset(";"), frozenset(":\u2014\u2013-"), frozenset(","))


def cut_long(words: Words, longest: Callable[[Words], int]) -> list[tuple[int, int]]:
    """A sentence beyond the network's window in pieces, cut after a semicolon, colon or comma.

    Args:
        words: the sentence.
        longest: how many of the words fit into the window, see `AnalyzerModel.longest`.
    """
    pieces, at = [], 0
    while (fits := longest(words[at:])) < len(words) - at:
        window = words[at : at + fits]
        end = next((e for marks in _CUTS if (e := _last(window, marks))), fits)
        pieces.append((at, at + end))
        at += end
    pieces.append((at, len(words)))
    return pieces


def _last(window: Words, marks: frozenset[str]) -> int:
    """The place after the last mark in the second half of the window, 0 if there is none."""
    for i in range(len(window) - 1, len(window) // 2, -1):
        if window[i] in marks:
            return i + 1
    return 0
