"""Loading language packs: every file is checked, a fault names file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from eventx.errors import PackError
from eventx.lang import compiled
from eventx.lang.rule import Frame, Grammar, Modifiers, Rule, RuleFile, Words

FOLDER = Path(__file__).parent
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class IndexedPhrase:
    """A phrase of a rule.

    Attributes:
        words: its lemmas in order, the first without a reflexive ending.
        rule: the rule.
        reflexive: whether the first word has to have a reflexive pronoun.
    """

    words: tuple[str, ...]
    rule: Rule
    reflexive: bool


@dataclass(frozen=True)
class LanguagePack:
    """Rules and word lists of one language, indexed by the word that may evoke an event.

    Attributes:
        lang: language code.
        grammar: closed word lists.
        modifiers: operators of certainty, polarity, tense, attribution.
        frames: argument frames by name.
        classes: word classes that rules name as `%class`.
        rules: all rules, in file order.
        verbs: rules by verb lemma (a reflexive under its bare lemma).
        nouns: rules by noun lemma.
        adjectives: rules by adjective lemma.
        phrases: by the first lemma; a reflexive verb (`farsi esplodere`) under its bare lemma.
    """

    lang: str
    grammar: Grammar
    modifiers: Modifiers
    frames: dict[str, Frame]
    classes: dict[str, tuple[str, ...]]
    rules: tuple[Rule, ...]
    verbs: dict[str, list[Rule]] = field(default_factory=dict)
    nouns: dict[str, list[Rule]] = field(default_factory=dict)
    adjectives: dict[str, list[Rule]] = field(default_factory=dict)
    phrases: dict[str, list[IndexedPhrase]] = field(default_factory=dict)

    def members(self, names: tuple[str, ...]) -> frozenset[str]:
        """The lemmas that a list of lemmas and `%class` names stands for."""
        lemmas: set[str] = set()
        for name in names:
            if name.startswith("%"):
                lemmas.update(self.classes.get(name[1:], ()))
            else:
                lemmas.add(name)
        return Compounds(lemmas) if self.grammar.compounds else frozenset(lemmas)

    def noun_rules(self, word: str) -> list[Rule]:
        """Rules of a noun, or of the longest noun that it ends in where the language compounds."""
        found = self.nouns.get(word)
        if found is not None or not self.grammar.compounds:
            return found or []
        last = next((p for p in last_parts(word) if p in self.nouns), None)
        return self.nouns[last] if last else []


def last_parts(word: str) -> Iterator[str]:
    """What a compound may end in, the longest first.

    Parts of fewer than five letters are left out: they end many words by chance.

    Examples:
        >>> list(last_parts("luftangriff"))[:3]
        ['ftangriff', 'tangriff', 'angriff']
    """
    for at in range(2, len(word) - 4):
        yield word[at:]


class Compounds(frozenset[str]):
    """Lemmas that also hold the compounds that end in one of them."""

    def __contains__(self, word: object) -> bool:
        if super().__contains__(word):
            return True
        parts = last_parts(word) if isinstance(word, str) else iter(())
        return any(super(Compounds, self).__contains__(part) for part in parts)


DOUBLE_R = re.compile(r"(?:por|dur|^(?:at|con|de|dis|es|pro|ri|sot|as)?trar)$")
REFLEXIVE = {
    "it": re.compile(r"^(.*)(?<=[aeiou]r)si$"),
    "es": re.compile(r"^(.*(?:[aeií]r))se$"),
    "pt": re.compile(r"^(.*[aeiô]r)-se$"),
    "fr": re.compile(r"^(?:se |s['’])(.*)$"),
    "de": re.compile(r"^sich (.*)$"),
}


def bare(verb: str, lang: str) -> tuple[str, bool]:
    """A verb without its reflexive pronoun, and whether it had one.

    Examples:
        >>> bare("recarsi", "it")
        ('recare', True)
        >>> bare("opporsi", "it"), bare("scontrarsi", "it")
        (('opporre', True), ('scontrare', True))
        >>> bare("se rendre", "fr")
        ('rendre', True)
    """
    pattern = REFLEXIVE.get(lang)
    found = pattern.match(verb) if pattern else None
    if not found:
        return verb, False
    stem = found.group(1)
    if lang != "it":
        return stem, True
    # "opporsi", "ridursi", "ritrarsi" have a double r: "opporre", "ridurre", "ritrarre".
    return stem + ("re" if DOUBLE_R.search(stem) else "e"), True


def available(folder: Path = FOLDER) -> tuple[str, ...]:
    """Languages that have a pack."""
    return tuple(sorted(p.parent.name for p in folder.glob("*/pack.toml")))


@lru_cache(maxsize=16)
def load_pack(lang: str, extra: Path | None = None) -> LanguagePack:
    """The pack of a language, with a user's own rule folder on top if given.

    Args:
        lang: language code.
        extra: folder of TOML rule files; a rule with a known id replaces it.

    Raises:
        PackError: when there is no such pack, or a file has a fault.
    """
    folder = FOLDER / lang
    if not (folder / "pack.toml").is_file():
        raise PackError("E402", lang=lang, supported=", ".join(available()))
    frames: dict[str, Frame] = {}
    rules: dict[str, Rule] = {}
    origin: dict[str, tuple[Path, int]] = {}
    paths = sorted((folder / "rules").glob("*.toml")) + sorted(
        extra.glob("*.toml") if extra else ()
    )
    parsed = {folder / name: data for name, data in compiled.read(folder).items()}
    for path in paths:
        content = _read(path, RuleFile, parsed)
        frames.update(content.frames)
        own = path.parent == folder / "rules"
        for number, rule in enumerate(content.rule):
            if own and rule.id in rules:
                raise _refused(path, number, f"rule {rule.id} is defined twice")
            if not rule.id.startswith(lang + "."):
                raise _refused(path, number, f"rule {rule.id} is not for {lang}")
            rules[rule.id], origin[rule.id] = rule, (path, number)
    grammar = _read(folder / "pack.toml", Grammar, parsed)
    modifiers = _read(folder / "modifiers.toml", Modifiers, parsed)
    words = _read(folder / "words.toml", Words, parsed)
    pack = LanguagePack(lang, grammar, modifiers, frames, words.classes, tuple(rules.values()))
    for rule in pack.rules:
        fault = _fault(rule, pack)
        if fault:
            raise _refused(*origin[rule.id], f"rule {rule.id}: {fault}")
    return _index(pack)


def _refused(path: Path, number: int, reason: str) -> PackError:
    """The error of the n-th rule of a file."""
    line = _line_of(path.read_text(encoding="utf8"), ("rule", number))
    return PackError("E401", path=path, reason=f"line {line}: {reason}")


def _fault(rule: Rule, pack: LanguagePack) -> str | None:
    """What a rule names that the pack does not have."""
    for frame in (rule.frame, rule.noun_frame):
        if frame not in pack.frames:
            return f"unknown frame {frame!r}"
    lists = (rule.object, rule.subject, rule.unless_object, rule.unless_subject)
    for names in (*lists, *rule.prep.values(), *rule.unless_prep.values()):
        for name in names:
            if name.startswith("%") and name[1:] not in pack.classes.keys() | BUILT_IN:
                return f"unknown class {name!r}"
    return None


# Classes that the engine decides by what a word stands for, not by a list.
BUILT_IN = frozenset(
    {"weapon", "actor", "armed", "place", "state", "money", "person", "individual"}
)


def _index(pack: LanguagePack) -> LanguagePack:
    verbs, nouns, adjectives = defaultdict(list), defaultdict(list), defaultdict(list)
    phrases = defaultdict(list)
    for rule in pack.rules:
        for verb in rule.verbs:
            verbs[bare(verb, pack.lang)[0]].append(rule)
        for noun in rule.nouns:
            nouns[noun.lower()].append(rule)
        for adjective in rule.adjectives:
            adjectives[adjective].append(rule)
        for phrase in rule.phrases:
            first, *others = phrase.lower().split()
            verb, reflexive = bare(first, pack.lang)
            words = (verb, *others)
            phrases[verb].append(IndexedPhrase(words, rule, reflexive=reflexive))
    pack.verbs.update(verbs)
    pack.nouns.update(nouns)
    pack.adjectives.update(adjectives)
    pack.phrases.update(phrases)
    return pack


def _read(path: Path, model: type[M], parsed: Mapping[Path, Any]) -> M:
    """A TOML file as a model; faults are told with the line where they stand."""
    data = parsed[path] if path in parsed else _parse(path)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        line = _line_of(path.read_text(encoding="utf8"), first["loc"])
        reason = f"line {line}: {where}: {first['msg']}"
        raise PackError("E401", path=path, reason=reason) from error


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf8"))
    except OSError as error:
        raise PackError("E401", path=path, reason=error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise PackError("E401", path=path, reason="is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError("E401", path=path, reason=str(error)) from error


def _line_of(text: str, place: tuple[int | str, ...]) -> int:
    """The line of the n-th `[[table]]` that a fault lies in, 1 when there is none."""
    if len(place) < 2 or not isinstance(place[1], int):
        return 1
    starts = [m.start() for m in re.finditer(rf"(?m)^\[\[{re.escape(str(place[0]))}\]\]", text)]
    if place[1] >= len(starts):
        return 1
    at = starts[place[1]]
    if len(place) > 2:
        key = re.search(rf"(?m)^{re.escape(str(place[2]))}\s*=", text[at:])
        at += key.start() if key else 0
    return text.count("\n", 0, at) + 1
