"""Word lists for actors and discourse beyond `pack.toml`: `lang/<xx>/discourse.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from eventx.errors import PackError


class DiscourseWords(BaseModel):
    """Closed word lists of one language.

    Attributes:
        place_cases: prepositions that make a country or city a place ("in").
        path_cases: prepositions that do so only after a word of movement ("to").
        motion: lemmas of movement, presence and meeting.
        country_nouns: lemmas that stand for a state ("Paese", "nation").
        regions: adjective (lemma or word) to the countries that it may mean.
        directed: hyphenated second parts after which the country before is not the actor's own
            ("Iran-backed").
        acting: hyphenated second parts before which the country acts ("US-brokered").
        crafts: lemmas of arms that act for their country as a subject ("jets").
        people_nouns: lemmas of people without a role of their own ("instructor"), who are a
            party when their country is told.
        diplomats: lemmas of people who are abroad for their state, so that the country around
            them tells nothing.
        friends: those of `dyadic` that do not oppose anyone.
        hosts: nouns for the host of a visit ("padrone di casa").
        masculine: pronouns that stand for one man.
        feminine: pronouns that stand for one woman.
        either: pronouns that stand for one person of any gender.
        neuter: pronouns that stand for one body or state.
        plural: pronouns that stand for several.
        latter: phrases for the last one named.
        former: phrases for the first of two.
        first_singular: words of the first person singular.
        first_plural: words of the first person plural.
        impersonal: lemmas of verbs that have no subject.
        impersonal_si: lemmas that have none beside a reflexive pronoun ("si apprende").
        people_titles: abbreviated titles before names ("gen.", "Sen.").
        former_marks: words that make an office a past one ("ex", "former").
        definite: definite articles and demonstratives.
        possessives: third-person possessives.
        offices: title words to the word that the table of office-holders uses ("premier":
            "prime minister").
        bodies: words as written to the code of the body that they mean when nothing else is said
            ("Consiglio di sicurezza"); with `?` in front only where the text names it elsewhere.
        epithets: words as written, behind an article, to the state that they mean when the other
            state is named too ("Nord": "PRK:KOR").
        dyadic: nouns for the other side ("rivale", "ally").
        numbers: number words to how many parties they announce.
        persons: words that make "the two ..." persons.
        not_actors: words that the tables take for actors and which mostly are none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    place_cases: tuple[str, ...] = ()
    path_cases: tuple[str, ...] = ()
    motion: frozenset[str] = frozenset()
    country_nouns: frozenset[str] = frozenset()
    regions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    directed: frozenset[str] = frozenset()
    acting: frozenset[str] = frozenset()
    crafts: frozenset[str] = frozenset()
    people_nouns: frozenset[str] = frozenset()
    diplomats: frozenset[str] = frozenset()
    friends: frozenset[str] = frozenset()
    hosts: tuple[str, ...] = ()
    masculine: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    neuter: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    latter: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    first_singular: frozenset[str] = frozenset()
    first_plural: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    impersonal_si: frozenset[str] = frozenset()
    people_titles: frozenset[str] = frozenset()
    former_marks: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    offices: dict[str, str] = Field(default_factory=dict)
    bodies: dict[str, str] = Field(default_factory=dict)
    epithets: dict[str, str] = Field(default_factory=dict)
    dyadic: frozenset[str] = frozenset()
    numbers: dict[str, int] = Field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    not_actors: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def discourse_words(lang: str) -> DiscourseWords:
    """The lists of a language; empty ones where the language has none yet.

    Raises:
        PackError: the file has a fault.
    """
    source = files("eventx.lang").joinpath(lang, "discourse.toml")
    if not source.is_file():
        return DiscourseWords()
    try:
        return DiscourseWords.model_validate(tomllib.loads(source.read_text(encoding="utf8")))
    except ValueError as error:
        raise PackError("E401", path=f"{lang}/discourse.toml", reason=str(error)) from error
