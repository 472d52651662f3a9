"""details.toml of a pack: the words that tell what a visit, a pledge or a transfer is like.

Phrases are written as words with spaces; a word that ends in `*` stands for any ending.
"""

from __future__ import annotations

import tomllib
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eventx.components.items_lexicon import fold, keys
from eventx.errors import PackError

Words = tuple[str, ...]
Keys = tuple[tuple[str, ...], ...]


def phrase_keys(phrases: Words) -> Keys:
    """Phrases as folded words, the longer ones first.

    Examples:
        >>> phrase_keys(("a", "a nome di"))
        (('a', 'nome', 'di'), ('a',))
    """
    return tuple(sorted((keys(p) for p in phrases), key=len, reverse=True))


class Closed(BaseModel):
    """Base: frozen, unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class ItemWords(Closed):
    """Company that the words of weapons.tsv ask for.

    Attributes:
        head: where the head of a noun phrase stands.
        small_nouns: whether common nouns are written small, so that a capital means a name.
        military: words that make goods or technology military.
        sorts: adjectives that say what sort of weapon it is and belong to the item's words.
        dealing: words of supply and war that make an ambiguous noun a weapon.
        counts: nouns of quantity.
        plural_marks: articles that show a plural where the noun does not.
        singular_marks: articles that show a singular.
        unit_marks: articles that show a thing where the noun also names an activity ("il caccia").
        links: what may join a noun and the name of its model.
        calibre_links: what may join a noun and a calibre.
        calibre_units: units of calibre.
    """

    head: Literal["first", "last"]
    small_nouns: bool = True
    military: Words
    sorts: Words
    dealing: Words
    counts: Words
    plural_marks: Words = ()
    singular_marks: Words = ()
    unit_marks: Words = ()
    links: Words
    calibre_links: Words = ()
    calibre_units: Words

    @cached_property
    def dealing_keys(self) -> Keys:
        """`dealing` as folded words."""
        return phrase_keys(self.dealing)

    @cached_property
    def link_keys(self) -> frozenset[tuple[str, ...]]:
        """`links` as folded words."""
        return frozenset(phrase_keys(self.links))

    @cached_property
    def calibre_keys(self) -> Keys:
        """`calibre_links` as folded words."""
        return phrase_keys(self.calibre_links)


class VisitWords(Closed):
    """Words about a visit.

    Attributes:
        on_behalf_of: what stands before the one whom a visitor stands in for.
        purpose_marks: words that open an infinitive clause of purpose.
        purpose_phrases: prepositional phrases that say a purpose by themselves.
        purpose_links: prepositions that say a purpose before one of `purpose_nouns`.
        purpose_nouns: what one travels for.
        nouns: nouns for a visit.
        ordinals: ordinal words.
        ordinal_marks: articles, possessives that belong to the ordinal.
        ordinal_between: what may stand between an ordinal and the noun.
        since: what opens the period in which visits are counted.
        under_way: words that show that it goes on.
        postponed: words that say that it was put off.
        cancelled: words that say that it was called off.
    """

    on_behalf_of: Words
    purpose_marks: Words
    purpose_phrases: Words
    purpose_links: Words = ()
    purpose_nouns: Words = ()
    nouns: Words
    ordinals: Words
    ordinal_marks: Words = ()
    ordinal_between: Words = ()
    since: Words
    under_way: Words = ()
    postponed: Words = ()
    cancelled: Words = ()


class PledgeWords(Closed):
    """Words about a promise of support.

    Attributes:
        military: words of military support.
        economic: words of economic support.
        humanitarian: words of humanitarian support.
        political: words of political support.
        unconditional: words that exclude conditions.
        conditional: what opens a condition.
        not_conditional: what looks like a condition and is none.
        regarding_links: prepositions that name a matter whatever follows.
        regarding_in: prepositions that name a matter before one of `matters`.
        matters: conflicts, crises, questions.
        reaffirmed: words of repetition.
        withdrawn: words of withdrawal.
        refused: words of refusal.
    """

    military: Words
    economic: Words
    humanitarian: Words
    political: Words
    unconditional: Words
    conditional: Words
    not_conditional: Words = ()
    regarding_links: Words
    regarding_in: Words
    matters: Words
    reaffirmed: Words
    withdrawn: Words
    refused: Words


class ArmsWords(Closed):
    """Words about the stage of an arms transfer, each at or above the trigger.

    Attributes:
        requested: words of asking.
        negotiated: words of bargaining.
        agreed: words of contract.
        announced: words of promise and approval.
        delivered: words of delivery.
        halted: words of stopping.
        denied: words of refusal and denial.
        purpose_links: prepositions that name what goods are for ("ammunition for the guns").
    """

    requested: Words
    negotiated: Words
    agreed: Words
    announced: Words
    delivered: Words
    halted: Words
    denied: Words
    purpose_links: Words


class DetailWords(Closed):
    """details.toml of a pack."""

    items: ItemWords
    visit: VisitWords
    pledge: PledgeWords
    arms: ArmsWords


@lru_cache(maxsize=8)
def load_detail_words(lang: str) -> DetailWords:
    """The word lists of a language.

    Args:
        lang: language code.

    Raises:
        PackError: when the file is missing or has a fault.
    """
    path = f"eventx/lang/{lang}/details.toml"
    try:
        text = files("eventx.lang").joinpath(lang, "details.toml").read_text(encoding="utf8")
    except OSError as error:
        raise PackError("E401", path=path, reason=error.strerror or "cannot be read") from error
    try:
        return DetailWords.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PackError("E401", path=path, reason=str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise PackError("E401", path=path, reason=f"{place}: {first['msg']}") from error


def folded(words: Words) -> frozenset[str]:
    """Single words without case."""
    return frozenset(fold(w) for w in words)
