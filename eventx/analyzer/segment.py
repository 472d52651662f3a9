"""Cutting a text into sentences: line breaks by the shape of the text, the rest word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

Words = Sequence[str]
_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\r?\n|\r[ \t]*\r")
_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_CLOSING = frozenset("\"'\u201d\u2019\u00bb)]")


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


def rule_starts(words: Words) -> list[bool]:
    """Sentence starts of a paragraph by its punctuation and capitals alone."""
    starts = [i == 0 for i in range(len(words))]
    for i, word in enumerate(words[:-1]):
        if word[-1] not in ".!?\u2026" or (len(word) <= 3 and word[-1] == "." and word != "."):
            continue
        at = i + 1
        while at < len(words) and words[at] in _CLOSING:
            at += 1
        if at < len(words) and not words[at][0].islower() and words[at] not in ",;:":
            starts[at] = True
    return starts


def split(
    words: Words,
    breaks: Sequence[int],
    *,
    hard_wrapped: bool,
    starts: Callable[[Words], Sequence[bool]] = rule_starts,
) -> list[tuple[int, int]]:
    """Sentences as runs of words.

    Args:
        words: the words of the text, no white space among them.
        breaks: for each word the line breaks before it.
        hard_wrapped: see `is_hard_wrapped`.
        starts: which words of a paragraph start a sentence.
    """
    sentences = []
    for begin, end in paragraphs(words, breaks, hard_wrapped):
        flags = starts(words[begin:end])
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
