"""Cutting a text into sentences: line breaks by the shape of the text, the rest word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

Words = Sequence[str]
_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\r?\n|\r[ \t]*\r")
_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_NEVER_FIRST = frozenset(",;:.!?)]}%\u00bb\u201d\u2026")
_OPENING = frozenset(("(", "[", "{", "\u00ab", "\u201e", "\u00bf", "\u00a1"))


def is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks only fold long lines, as in mail and old wire copy.

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


def word_starts(words: Words, scores: Sequence[float]) -> list[bool]:
    """Sentence starts of a paragraph, from the network's scores and what is certain anyway.

    Args:
        words: the words of the paragraph.
        scores: log odds that a sentence starts at each word, see `AnalyzerModel.starts`.
    """
    return [
        i == 0 or (scores[i] > 0 and not _continues(words[i - 1], word))
        for i, word in enumerate(words)
    ]


def _continues(before: str, word: str) -> bool:
    """A mark that closes what stands before it, or a word after an opening mark."""
    return word[0] in _NEVER_FIRST or before in _OPENING


def split(
    words: Words,
    breaks: Sequence[int],
    *,
    hard_wrapped: bool,
    scores: Callable[[Words], Sequence[float]],
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
