"""What the packs cover: codes by language, rules, triggers, examples, and what is missing.

>>> italian = pack_coverage("it")
>>> italian.rules > 100, "042" in italian.codes, italian.examples >= italian.rules
(True, True, True)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from eventx.lang.pack import LanguagePack, available, load_pack
from eventx.ontology import CAMEO_CODES, cameo

# Root 01 is statements, which are attribution and no events here.
CODED = tuple(sorted(c for c in CAMEO_CODES if c[:2] != "01"))


@dataclass(frozen=True)
class PackCoverage:
    """Counts of one language's pack.

    Attributes:
        lang: language code.
        rules: number of rules.
        triggers: distinct words and phrases that may evoke an event, by CAMEO root.
        codes: rules by CAMEO code; a future that a rule recasts counts for its code too.
        examples: sentences in which rules must speak.
        counter_examples: sentences in which they must not.
    """

    lang: str
    rules: int
    triggers: dict[str, int]
    codes: dict[str, int]
    examples: int
    counter_examples: int

    @property
    def all_triggers(self) -> int:
        """Triggers of all roots."""
        return sum(self.triggers.values())


def pack_coverage(lang: str) -> PackCoverage:
    """The counts of a language's shipped pack.

    Args:
        lang: language code.

    Raises:
        PackError: there is no such pack, or it has a fault.
    """
    pack = load_pack(lang)
    codes = Counter(rule.cameo for rule in pack.rules)
    codes.update(rule.future.cameo for rule in pack.rules if rule.future is not None)
    return PackCoverage(
        lang=lang,
        rules=len(pack.rules),
        triggers=_triggers(pack),
        codes=dict(codes),
        examples=sum(len(rule.examples) for rule in pack.rules),
        counter_examples=sum(len(rule.not_) for rule in pack.rules),
    )


def _triggers(pack: LanguagePack) -> dict[str, int]:
    words: dict[str, set[str]] = {}
    for rule in pack.rules:
        mine = {*rule.verbs, *rule.nouns, *rule.adjectives, *rule.phrases}
        words.setdefault(rule.cameo[:2], set()).update(mine)
    return {root: len(found) for root, found in sorted(words.items())}


def coverage(languages: Iterable[str] | None = None) -> tuple[PackCoverage, ...]:
    """The counts of several packs, of all by default."""
    return tuple(pack_coverage(lang) for lang in (languages or available()))


def missing(packs: Iterable[PackCoverage]) -> dict[str, tuple[str, ...]]:
    """Three-digit codes without a rule, with the languages that lack them.

    A rule of a four-digit child counts for its parent, a rule of the root for its first child,
    which says no more ("02" and "020").
    """
    packs = tuple(packs)
    lacking = {
        code: tuple(p.lang for p in packs if not _covers(p, code))
        for code in CODED
        if len(code) == 3
    }
    return {code: languages for code, languages in lacking.items() if languages}


def _covers(pack: PackCoverage, code: str) -> bool:
    by_root = code.endswith("0") and code[:2] in pack.codes
    return by_root or any(c.startswith(code) for c in pack.codes)


def label(code: str) -> str:
    """The name of a code."""
    return cameo(code).name
