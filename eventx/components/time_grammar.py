"""Reads the time patterns of a language and finds their matches in a text.

A pack's `times.toml` holds `[words]` (vocabularies: the word of the language and the value it
stands for), `[lead]` (prepositions by the relation they express), `[phrases]` (named regular
expressions), `[guard]` (what forbids a match) and the patterns. In a pattern

- `{month}` is a word of that vocabulary and fills the field of the reading that `FIELDS` names,
  `{month2}` the same for the second date of a stretch;
- `{number}` is digits or a number word, `{day}`, `{year}` and `{mm}` are digits;
- `{lead?}` is any preposition of `[lead]`, `{rel?}` those that express a relation, without `at`;
  with no question mark they must be there;
- any other name in braces is one of `[phrases]`; `day_suffix` there is what may follow the digits
  of a day ("1st", "1°");
- a space is any white space, or nothing after an apostrophe.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_args

from eventx.components.time_reading import Kind, Reading, Relation
from eventx.errors import PackError

# Slot -> field of the reading. A `2` after the slot's name asks for the second date's field.
FIELDS = {
    "day": "day", "month": "month", "mon": "month", "sure": "month", "mm": "month",
    "year": "year", "modern": "year", "decade": "year", "weekday": "weekday", "wday": "weekday",
    "short_weekday": "weekday", "number": "amount", "deictic": "amount", "unit": "unit",
    "units": "unit", "span": "unit", "dir": "direction", "calendar": "direction",
    "recent": "direction", "ordinal": "index", "part": "part", "season": "season",
}  # fmt: skip
# Slots that take in a smaller vocabulary: `{mon}` is a month, in full or abbreviated.
WIDER = {"mon": ("month", "month_abbr"), "wday": ("weekday", "weekday_abbr")}
DIGITS = {
    "day": r"(?:3[01]|[12]\d|0?[1-9])",
    "year": r"(?:1\d|20)\d\d",
    "modern": r"(?:19|20)\d\d",
    "mm": r"(?:1[0-2]|0?[1-9])",
    "number": r"\d{1,3}",
}
SETTINGS = frozenset(
    {"kind", "match", "relation", "sign", "only", "after", "not_after", "not_before"}
)
SPACE = r"(?:\s+|(?<=['’]))"
APOSTROPHE = "['’]"
DIGIT_RUN = re.compile(r"[0-9]+")
SLOT = re.compile(r"\{(\w+)(\??)\}")
LEAD = re.compile(r"\{(lead|rel)(\??)\}")
LONGEST = 40  # no preposition is longer, in characters
SENTENCE_END = re.compile(r"(?<=\w{3})[.!?]+[»”\"’)]*\s+(?=[^\W\d_a-zà-ÿ])|\n+")
AFTER_DAY = re.compile(r"\d[°º]?\s+(?:de\s+)?$")
SPOKEN: tuple[Relation, ...] = ("by", "since", "until", "during")
NAMES = ("month", "month2", "weekday", "weekday2")

Value = int | str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern and what it adds to the words it matches."""

    kind: Kind
    expression: re.Pattern[str]
    fields: tuple[tuple[str, str], ...]  # (group of the match, slot it was written with)
    fixed: tuple[tuple[str, Value], ...]
    relation: Relation | None
    sign: int
    dateline: bool
    lead: str | None  # "lead" or "rel": the preposition is looked for before the match
    needs_lead: bool
    probe: str | None  # a slot that every match fills: sentences without its words are skipped
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """A match: its place in the text, the relation its words express, and the reading."""

    start: int
    end: int
    relation: Relation
    reading: Reading
    dateline: bool


class Grammar:
    """The time patterns of one language, compiled."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Compile the content of a `times.toml`.

        Raises:
            ValueError: A pattern names an unknown slot, kind or field, or is no regular expression.
        """
        self._words: dict[str, dict[str, Value]] = {
            name: {_key(word): value for word, value in words.items()}
            for name, words in table["words"].items()
        }
        self._lead: dict[str, str] = table["lead"]
        self._phrases: dict[str, str] = table.get("phrases", {})
        guard = table["guard"]
        self._capital: bool = guard["capital"]
        self._not_before = _guard(guard.get("not_before"), after=False)
        self._title = _guard(guard.get("title"), after=False)
        self._not_after = _guard(guard.get("not_after"), after=True)
        self._counted = _guard(guard.get("counted"), after=True)
        groups = table["patterns"].values()
        self._leads = {
            name: re.compile(rf"(?<!\w){self._lead_expression(name)}\Z", re.IGNORECASE)
            for name in ("lead", "rel")
        }
        self._patterns = tuple(self._pattern(row) for group in groups for row in group)

    def find(self, text: str) -> list[Found]:
        """Return the time expressions of a text in order, the longest where some overlap."""
        found = [f for start, end in _sentences(text) for f in self._in_sentence(text, start, end)]
        found.sort(key=lambda f: f.start - f.end)  # stable: of equals the earlier pattern wins
        kept: list[Found] = []
        for new in found:
            if all(new.end <= old.start or old.end <= new.start for old in kept):
                kept.append(new)
        return sorted(kept, key=lambda f: f.start)

    def _in_sentence(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Try the patterns whose telling words are in the sentence: most have none of them."""
        sentence = text[start:end].lower()
        digits = any(c.isdigit() for c in sentence)
        seen: dict[str | None, bool] = {None: True}
        for pattern in self._patterns:
            probe = pattern.probe
            if probe not in seen:
                words = self._hints(probe or "")
                seen[probe] = (digits and probe in DIGITS) or any(w in sentence for w in words)
            if seen[probe]:
                yield from self._matches(pattern, text, start, end)

    def _hints(self, slot: str) -> Iterator[str]:
        for vocabulary in WIDER.get(slot, (slot,)):
            for word in self._words.get(vocabulary, {}):
                yield re.split(r"[ '’]", word)[0]

    def _matches(self, pattern: Pattern, text: str, begin: int, stop: int) -> Iterator[Found]:
        for match in pattern.expression.finditer(text, begin, stop):
            start, end = match.span()
            relation = _relation(pattern, match)
            if pattern.lead:
                lead = self._leads[pattern.lead].search(text, max(begin, start - LONGEST), start)
                if lead:
                    start = lead.start()
                    relation = pattern.relation or _spoken(lead)
                elif pattern.needs_lead:
                    continue
            dateline = _is_dateline(text, start, end)
            if (pattern.dateline and not dateline) or self._forbidden(pattern, match, start):
                continue
            yield Found(start, end, relation, self._reading(pattern, match), dateline)

    def _forbidden(self, pattern: Pattern, match: re.Match[str], start: int) -> bool:
        text, end = match.string, match.end()
        if text[start].isdigit() and re.search(r"\w[-–.,:/]$", text[max(0, start - 2) : start]):
            return True
        counted = self._counted if text[end - 1].isdigit() else None  # "2000 soldiers"
        for guard in (self._not_after, counted, pattern.not_after):
            if guard and guard.match(text, end):
                return True
        before = text[max(0, start - 40) : start]
        names = [match.start(group) for group, _ in pattern.fields if group in NAMES]
        title = self._title if start in names else None  # "Colonel March"
        for guard in (self._not_before, title, pattern.not_before):
            if guard and guard.search(before):
                return True
        if pattern.after and not pattern.after.match(text, end):
            return True
        return not all(
            self._cased(text, *match.span(group)) for group, _ in pattern.fields if group in NAMES
        )

    def _cased(self, text: str, start: int, end: int) -> bool:
        """Tell whether a month or weekday is spelt as one: a capital may mean a surname.

        Languages that write these names small allow a capital at the start of a sentence, in a
        line of capitals and after a day; the others ask for the capital.
        """
        word = text[start:end]
        if start < 0 or not word[0].isalpha():
            return True
        if self._capital or not word[0].isupper():
            return not self._capital or word[0].isupper()
        if word.isupper() and len(word) > 3:
            return True
        return bool(AFTER_DAY.search(text[max(0, start - 8) : start])) or _opens_sentence(
            text, start
        )

    def _reading(self, pattern: Pattern, match: re.Match[str]) -> Reading:
        values: dict[str, Any] = dict(pattern.fixed)
        for group, slot in pattern.fields:
            words = match.group(group)
            if words is None:
                continue
            value = self._value(slot.rstrip("2"), words)
            if group == "amount":
                value = int(value) * pattern.sign
            values[group] = value
        return Reading(pattern.kind, **values)

    def _value(self, slot: str, words: str) -> Value:
        if words[0].isdigit():
            return int(DIGIT_RUN.findall(words)[0])
        key = _key(words.rstrip("."))
        for vocabulary in WIDER.get(slot, (slot,)):
            if key in self._words.get(vocabulary, {}):
                return self._words[vocabulary][key]
        raise KeyError(f"{words!r} is in no vocabulary of the slot {slot!r}")

    def _pattern(self, row: dict[str, Any]) -> Pattern:
        kind, source = row["kind"], row["match"]
        if kind not in get_args(Kind):
            raise ValueError(f"unknown kind of time pattern: {kind!r}")
        fields: list[tuple[str, str]] = []
        opening = LEAD.match(source)
        body = self._expand(source[opening.end() if opening else 0 :], fields)
        last = r"(?!\w)(?![.,:/-]?\d)(?!\s?%)"
        try:
            expression = re.compile(rf"(?<!\w)(?:{body}){last}", re.IGNORECASE)
        except re.error as error:
            raise ValueError(f"the time pattern {source!r} does not compile: {error}") from error
        fixed = {name: value for name, value in row.items() if name not in SETTINGS}
        unknown = set(fixed) - set(Reading.__slots__)
        if unknown:
            raise ValueError(f"the time pattern {source!r} sets unknown fields: {sorted(unknown)}")
        return Pattern(
            kind,
            expression,
            tuple(fields),
            tuple(fixed.items()),
            row.get("relation"),
            row.get("sign", 1),
            row.get("only") == "dateline",
            opening[1] if opening else None,
            bool(opening and not opening[2]),
            _probe(source),
            _guard(row.get("after"), after=True),
            _guard(row.get("not_after"), after=True),
            _guard(row.get("not_before"), after=False),
        )

    def _expand(self, source: str, fields: list[tuple[str, str]]) -> str:
        """Turn a pattern into a regular expression, noting the slots it fills."""

        def put(match: re.Match[str]) -> str:
            name, optional = match.groups()
            if name in ("lead", "rel"):
                return self._lead_expression(name) + optional
            base = name.rstrip("2")
            if base in FIELDS:
                group = FIELDS[base] + ("2" if name.endswith("2") else "")
                fields.append((group, name))
                return f"(?P<{group}>{self._slot(base)}){optional}"
            if name not in self._phrases:
                raise ValueError(f"the time pattern {source!r} names {name!r}, which is no slot")
            return f"(?:{self._expand(self._phrases[name], fields)}){optional}"

        # Slots hold regular expressions with spaces of their own: only the pattern's are loosened.
        pieces, last = [], 0
        for match in SLOT.finditer(source):
            pieces += [_spaced(source[last : match.start()]), put(match)]
            last = match.end()
        return "".join(pieces) + _spaced(source[last:])

    def _slot(self, base: str) -> str:
        vocabularies = WIDER.get(base, (base,))
        words = [(w, v.endswith("_abbr")) for v in vocabularies for w in self._words.get(v, {})]
        words.sort(key=lambda pair: len(pair[0]), reverse=True)
        options = [_loose(word) + (r"\b\.?" if short else "") for word, short in words]
        if base in DIGITS:
            suffix = self._phrases.get(f"{base}_suffix")
            options.insert(0, DIGITS[base] + (f"(?:{suffix})?" if suffix else ""))
        if not options:
            raise ValueError(f"the slot {base!r} has no vocabulary")
        return "|".join(options)

    def _lead_expression(self, name: str) -> str:
        groups = [
            f"(?P<{relation}>{_spaced(words)})"
            for relation, words in self._lead.items()
            if name == "lead" or relation != "at"
        ]
        return f"(?:(?:{'|'.join(groups)}){SPACE})"


@lru_cache(maxsize=16)
def load_grammar(lang: str) -> Grammar:
    """Load the time patterns of a language pack.

    Raises:
        PackError: The language has no `times.toml`, or a faulty one.
    """
    path = f"lang/{lang}/times.toml"
    source = files("eventx").joinpath("lang", lang, "times.toml")
    if not source.is_file():
        raise PackError("E401", path=path, reason="there is no such file: no time patterns")
    try:
        return Grammar(tomllib.loads(source.read_text(encoding="utf-8")))
    except (KeyError, ValueError) as error:
        raise PackError("E401", path=path, reason=str(error)) from error


def _key(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("' ", "'").split())


def _loose(word: str) -> str:
    return _spaced(re.escape(word).replace(r"\ ", " "))


def _spaced(source: str) -> str:
    return source.replace("'", APOSTROPHE).replace(" ", SPACE)


def _guard(source: str | None, *, after: bool) -> re.Pattern[str] | None:
    if source is None:
        return None
    body = f"(?:{source})"
    return re.compile(body if after else rf"{body}\s*$")


def _relation(pattern: Pattern, match: re.Match[str]) -> Relation:
    """Return the relation that the pattern fixes, else that of a preposition in the match."""
    return pattern.relation or _spoken(match)


def _spoken(match: re.Match[str]) -> Relation:
    groups = match.groupdict()
    return next((r for r in SPOKEN if groups.get(r)), "at")


def _probe(source: str) -> str | None:
    """Return a slot that no match goes without: one outside all brackets and alternatives."""
    depth, probes = 0, []
    for piece in re.finditer(r"\\.|\{(\w+)(\??)\}|[()|]", source):
        mark = piece[0]
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and depth == 0:
            return None
        if depth == 0 and piece[1] and not piece[2]:
            probes.append(piece[1].rstrip("2"))
    return next((p for p in probes if p in FIELDS and p != "number"), None)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Split where a sentence surely ends; what it fails to split only costs time."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t«“\"'‘’(—–-\u00a0")
    return not before or before[-1] in ".!?:\n»”…"


# "KINSHASA, March 19 -", "Asunción, 12 mar.-", "ROMA, 17 giu (ANSA) -": place, date, dash.
_PLACE = re.compile(r"(?:^|\n)[^\W\d_][^\n,;:.]{0,40}(?:,[^\n,;:.\d]{1,30})?[,(]\s*$")
_DASH = re.compile(r"\.?\s*\)?\s*(?:\([^()\n]{2,20}\)|/[^/\n]{2,20}/)?\s*\.?\s*[-–—]")


def _is_dateline(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    if start - line > 80 or not text[line : line + 1].isupper():
        return False
    return bool(_PLACE.search(text[line:start]) and _DASH.match(text, end))
