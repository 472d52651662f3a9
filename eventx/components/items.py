"""Weapons and other military goods in a text.

A word of the tables is an item when its company allows: "caccia" is hunting unless it is plural,
"Patriot" a partisan unless a battery, a number or a delivery stands beside it. A noun and the name
of a system that touch are one item ("Su-27 fighters", "carri armati Leopard 2A6").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.details_words import ItemWords, load_detail_words
from eventx.components.items_lexicon import (
    INHERITED,
    Match,
    Piece,
    Row,
    cut,
    keys,
    like,
    load_lexicon,
    stands,
)
from eventx.components.layers import ItemMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TOUCH = re.compile(r"[\s\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u2010\u2011-]{0,3}")
_STOP = re.compile(r"[.!?;…][\"'»”’)]*\s|\n")
_NUMBER = re.compile(r"\d[\d.,\s]*")
_FUNCTION = frozenset({"ADP", "DET", "PART"})
_POINTING = frozenset({*_FUNCTION, "PRON"})


@dataclass(frozen=True)
class Page:
    """A Doc cut into pieces, with the rows found in it.

    Attributes:
        doc: the parsed text.
        text: its characters, which a Doc puts together anew at every call.
        pieces: its pieces.
        tokens: the token index of every piece.
        matches: the rows found.
    """

    doc: Doc
    text: str
    pieces: list[Piece]
    tokens: list[int]
    matches: list[Match]

    def span(self, first: int, last: int) -> Span:
        """The tokens that the pieces `[first, last)` lie in."""
        return self.doc[self.tokens[first] : self.tokens[last - 1] + 1]

    def token(self, piece: int) -> Token:
        """The token that a piece lies in."""
        return self.doc[self.tokens[piece]]

    def sentence(self, piece: int) -> tuple[int, int]:
        """First piece and the one behind the last of the sentence that a piece stands in.

        The punctuation decides, so that a slip of the parser parts no weapon from its company.
        """
        first = last = piece
        while first > 0 and not _STOP.search(self.gap(first - 1, first)):
            first -= 1
        last += 1
        while last < len(self.pieces) and not _STOP.search(self.gap(last - 1, last)):
            last += 1
        return first, last

    def gap(self, first: int, last: int) -> str:
        """The characters between the end of one piece and the start of another."""
        return self.text[self.pieces[first].end : self.pieces[last].start]


class Company:
    """Says what stands around a word of the tables.

    Args:
        page: the text.
        words: the language's lists.
    """

    def __init__(self, page: Page, words: ItemWords) -> None:
        self.page, self.words = page, words

    def allows(self, match: Match) -> bool:
        """Whether nothing in its company says that it is no weapon."""
        pieces = self.page.pieces
        for before, after in match.row.unless:
            if stands(pieces, match.first - len(before), before) and self._after(match, after):
                return False
        return True

    def _after(self, match: Match, words: tuple[str, ...]) -> bool:
        return not words or stands(self.page.pieces, match.last, words)

    def shows(self, match: Match, needs: frozenset[str]) -> bool:
        """Whether one of the needs holds; true when nothing is needed."""
        return not needs or any(getattr(self, f"_{need}")(match) for need in needs)

    # ---- the needs ---------------------------------------------------------------------------

    def _named(self, match: Match) -> bool:
        """Only a group with a name has it, see `ItemFinder`."""
        return False

    def _weapon(self, match: Match) -> bool:
        """Needs a weapon noun beside it, which only a group has, or one it is listed with."""
        token = self.page.span(match.first, match.last).root
        while token.dep_.startswith("conj") and token.head.i != token.i:
            token = token.head
            if any(self._covers(m, token.i) and m.row.named for m in self.page.matches):
                return True
        return False

    def _counted(self, match: Match) -> bool:
        at = match.first - 1
        if at < 0:
            return False
        if self._is_number(at):
            # "Boeing 737 aircraft": the number of a model counts nothing.
            model = at > 0 and self.page.pieces[at - 1].capital and self.page.gap(at - 1, at) == " "
            plain = self.page.gap(at, match.first).strip() in ("", "-")
            return plain and not (model and self.page.token(at - 1).pos_ == "PROPN")
        while at >= 0 and self.page.token(at).pos_ in _FUNCTION and match.first - at < 3:
            at -= 1
        return at >= 0 and any(like(self.page.pieces[at].key, w) for w in self.words.counts)

    def _unit(self, match: Match) -> bool:
        return match.first > 0 and self.page.pieces[match.first - 1].key in self.words.unit_marks

    def _is_number(self, at: int) -> bool:
        piece = self.page.pieces[at]
        digits = _NUMBER.fullmatch(self.page.text[piece.start : piece.end])
        return bool(digits) or self.page.token(at).pos_ == "NUM"

    def _plural(self, match: Match) -> bool:
        if self._counted(match):
            return True
        before = self.page.pieces[match.first - 1].key if match.first else ""
        if before in self.words.singular_marks:
            return False
        if before in self.words.plural_marks:
            return True
        head = self.page.span(match.first, match.last).root
        numbers = [
            n for c in head.children if c.dep_ in ("det", "amod", "nummod")
            for n in c.morph.get("Number", [])
        ]  # fmt: skip
        return "Plur" in (numbers or head.morph.get("Number", []))

    def _military(self, match: Match) -> bool:
        near = [match.first - 1, *range(match.last, match.last + 3)]
        first, last = self.page.sentence(match.first)
        for at in near:
            if not first <= at < last:
                continue
            if at >= match.last and "," in self.page.gap(match.last - 1, at):
                break
            if self._is_military(at):
                return True
            if at >= match.last and self.page.token(at).pos_ not in (*_FUNCTION, "ADJ", "CCONJ"):
                break
        head = self.page.span(match.first, match.last).root
        return any(
            self._is_military(at)
            for at in range(first, last)
            if self.page.token(at).head.i == head.i
            and self.page.token(at).dep_ in ("amod", "compound")
        )

    def _is_military(self, at: int) -> bool:
        return any(like(self.page.pieces[at].key, w) for w in self.words.military)

    def _goods(self, match: Match) -> bool:
        """Another weapon is its complement: "components of missiles"."""
        at = match.last
        while at < len(self.page.pieces) and at < match.last + 3:
            gap = self.page.gap(at - 1, at).strip()
            if gap not in ("", "'", "’", "-"):
                return False
            for other in self.page.matches:
                if other.first == at and other is not match:
                    return "named" not in other.row.needs and self.allows(other)
            if self.page.token(at).pos_ not in _POINTING:
                return False
            at += 1
        return False

    def _context(self, match: Match) -> bool:
        first, last = self.page.sentence(match.first)
        for at in range(first, last):
            inside = match.first <= at < match.last
            if not inside and any(stands(self.page.pieces, at, w) for w in self.words.dealing_keys):
                return True
        return any(
            first <= other.first < last and other is not match and not other.row.needs
            and other.row.category not in (INHERITED, "other", "technology") and self.allows(other)
            for other in self.page.matches
        )  # fmt: skip

    def _covers(self, match: Match, token: int) -> bool:
        return self.page.tokens[match.first] <= token <= self.page.tokens[match.last - 1]


class ItemFinder:
    """Finds weapons.

    Args:
        lang: language code.

    Raises:
        PackError: when a table has a fault.
    """

    def __init__(self, lang: str) -> None:
        self._lexicon = load_lexicon(lang)
        self._words = load_detail_words(lang).items

    def find(self, doc: Doc) -> list[ItemMention]:
        """The weapons of a parsed text, in its order.

        Coordinated goods are found one by one; the head is the noun if there is one ("fighters"
        in "Su-27 fighters"), else the name.
        """
        text = doc.text
        pieces = cut(text)
        matches = self._lexicon.matches(text, pieces)
        page = Page(doc, text, pieces, _token_of(doc, pieces), matches)
        company = Company(page, self._words)
        mentions = []
        for group in self._groups(page):
            kept = self._accepted(group, company)
            if kept and self._is_noun(kept, page):
                mentions.append(self._mention(kept, page))
        return _apart(mentions)

    # ---- groups ------------------------------------------------------------------------------

    def _groups(self, page: Page) -> list[list[Match]]:
        """Rows that touch, or that a link such as "di tipo" joins, are one item."""
        groups: list[list[Match]] = []
        for match in page.matches:
            if groups and self._touches(groups[-1][-1], match, page):
                groups[-1].append(match)
            else:
                groups.append([match])
        return groups

    def _touches(self, left: Match, right: Match, page: Page) -> bool:
        gap = page.text[left.end : right.start]
        if "\n" in gap:
            return False
        if _TOUCH.fullmatch(gap):
            return True
        # "Flugabwehrsysteme vom Typ Iris-T", "Scorpène-class submarines"
        return (
            left.row.named != right.row.named
            and keys(gap) in self._words.link_keys
            and _only_words(gap)
        )

    def _accepted(self, group: list[Match], company: Company) -> list[Match]:
        if not all(company.allows(m) for m in group):
            return []
        names = [m for m in group if m.row.named]
        nouns = [m for m in group if not m.row.named]
        if names and nouns:
            return group
        if any(company.shows(m, m.row.needs) for m in group):
            return group
        return []

    def _is_noun(self, group: list[Match], page: Page) -> bool:
        """Not a verb such as "arms the rebels", nor a part of somebody's name."""
        if any(m.row.named for m in group):
            return True
        head = self._head(group, page)
        verb = head.pos_ in ("VERB", "AUX") and "Part" not in head.morph.get("VerbForm", [])
        if verb or head.pos_ in ("PRON", "ADV", "ADP", "DET"):
            return False
        return not (self._words.small_nouns and _in_name(head))

    # ---- the mention -------------------------------------------------------------------------

    def _head(self, group: list[Match], page: Page) -> Token:
        return page.span(*self._head_match(group)).root

    def _head_match(self, group: list[Match]) -> tuple[int, int]:
        nouns = [m for m in group if not m.row.named] or group
        chosen = nouns[0] if self._words.head == "first" else nouns[-1]
        return chosen.first, chosen.last

    def _mention(self, group: list[Match], page: Page) -> ItemMention:
        first, last = self._extent(group, page)
        span = page.span(first, last)
        head = self._head(group, page)
        return ItemMention(span.start, span.end, head.i, self._category(group))

    def _category(self, group: list[Match]) -> str:
        """What the head noun says; a "battery" is what the system is that it is named after."""
        first = self._head_match(group)[0]
        rows: list[Row] = [m.row for m in group if m.first == first]
        rows += [m.row for m in group if m.row.named] + [m.row for m in group]
        categories = [r.category for r in rows if r.category != INHERITED]
        return next((c for c in categories if c != "other"), "other")

    def _extent(self, group: list[Match], page: Page) -> tuple[int, int]:
        """The group with calibre and the adjectives that say what sort of weapon it is."""
        first, last = group[0].first, group[-1].last
        begin, end = page.sentence(first)
        last = self._calibre_behind(page, last, end)
        if self._words.head == "first":
            while last < end and self._sort_of(page, last) and page.gap(last - 1, last) == " ":
                last += 1
            return first, self._calibre_behind(page, last, end)
        while first > begin and page.gap(first - 1, first) in (" ", "-") and (
            self._sort_of(page, first - 1) or self._is_calibre(page, first - 1)
        ):  # fmt: skip
            first -= 1
        return first, last

    def _sort_of(self, page: Page, at: int) -> bool:
        return any(like(page.pieces[at].key, w) for w in self._words.sorts)

    def _is_calibre(self, page: Page, at: int) -> bool:
        key = page.pieces[at].key
        number = re.fullmatch(r"(\d{1,3})(\D*)", key)
        units = self._words.calibre_units
        if number and number[2]:
            return number[2] in units
        if number:
            return at + 1 < len(page.pieces) and page.pieces[at + 1].key in units
        return key in units and at > 0 and page.pieces[at - 1].key.isdigit()

    def _calibre_behind(self, page: Page, last: int, end: int) -> int:
        """Where the calibre ends: "proiettili da 155 mm", "155-mm-Granaten"."""
        at = last
        for link in sorted(self._words.calibre_keys, key=len, reverse=True):
            if stands(page.pieces, at, link):
                at += len(link)
                break
        if at >= end or not self._is_calibre(page, at) or page.pieces[at].key[0].isalpha():
            return last
        return at + (1 if not page.pieces[at].key.isdigit() else 2)


def _only_words(gap: str) -> bool:
    return not re.search(r"[^\w\s'’\"“”«»„-]", gap)


def _in_name(head: Token) -> bool:
    """Written with a capital inside a sentence and inside an organisation's or person's name."""
    if not head.text[0].isupper() or head.i == head.sent.start or head.text.isupper():
        return False
    return any(
        e.start <= head.i < e.end and e.end - e.start > 1 and e.label_ in ("ORG", "PER")
        for e in head.doc.ents
    )


def _token_of(doc: Doc, pieces: list[Piece]) -> list[int]:
    starts = [t.idx for t in doc]
    return [bisect_right(starts, p.start) - 1 for p in pieces]


def _apart(mentions: list[ItemMention]) -> list[ItemMention]:
    """No token belongs to two items (a hyphenated token may hold the words of two)."""
    kept: list[ItemMention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            continue
        kept.append(mention)
    return kept
