"""Whose "the police" and "Colonel Tapia" are: the country of an actor whose words name none.

News names the country once and then speaks of the army, the bishops, the minister. The countries of
the story are ranked by a model of few features: where the sentence plays, who was named last and
how, whom the article is about, whether a country has such an actor already; each feature weighs
differently for those who stand for a state, for people of a place, for rebels and for persons. The
weights in `homes.json` are those of `scripts/fit_homes.py`, learnt on the corpus's train part.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventx.components.discourse_memory import DECAY
from eventx.components.roles import OPPONENTS
from eventx.components.weights import model_weights
from eventx.gazetteer.tables import countries as known_countries

if TYPE_CHECKING:
    from eventx.components.actors import Found
    from eventx.components.discourse_reading import Reading

# Roles of those who stand for a state.
STATE = frozenset({"GOV", "MIL", "LEG", "SPY", "ELI", "JUD"})
REACH = 8
# How likely the best country must be; below it the actor stays without one.
LEAST = 0.42


@dataclass(frozen=True, slots=True)
class Candidate:
    """A country of the story.

    Attributes:
        country: ISO-3166 alpha-3.
        features: its features by name.
    """

    country: str
    features: dict[str, float]


def home(found: Found, reading: Reading, excluded: Collection[str] = ()) -> str | None:
    """The country of a mention whose words name none.

    Args:
        found: the mention, with a title, a name or both.
        reading: the pass that asks.
        excluded: countries that it cannot be of.

    Returns:
        None when the story offers no country or none is likely enough.
    """
    options = [c for c in candidates(found, reading) if c.country not in excluded]
    best = likeliest(options, model_weights("homes"))
    return options[best].country if best is not None else None


def likeliest(options: Sequence[Candidate], weights: Mapping[str, float]) -> int | None:
    """The index of the most likely candidate; None when none is likely enough."""
    odds = chances(options, weights)
    best = max(range(len(options)), key=odds.__getitem__, default=None)
    return best if best is not None and odds[best] >= LEAST else None


def chances(options: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """The probability of each candidate, beside "none of them"."""
    scores = [sum(weights.get(f, 0.0) * x for f, x in c.features.items()) for c in options]
    top = max([*scores, 0.0])
    mass = [math.exp(s - top) for s in scores]
    total = sum(mass) + math.exp(-top)
    return [m / total for m in mass]


def candidates(found: Found, reading: Reading) -> list[Candidate]:
    """The countries of the story with their features."""
    evidence = _Evidence(found, reading)
    group = "person" if found.phrase.name is not None else _group(evidence.roles)
    result = []
    for country in evidence.countries():
        plain = evidence.features(country)
        features = dict(plain)
        features |= {f"{group} {name}": value for name, value in plain.items()}
        features["some"] = features[f"{group} some"] = 1.0
        result.append(Candidate(country, features))
    return result


def _group(roles: frozenset[str]) -> str:
    """What kind of actor a title tells."""
    if roles & STATE:
        return "state"
    return "against" if roles & OPPONENTS else "people"


class _Evidence:
    """What the story says of its countries at one mention."""

    def __init__(self, found: Found, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.here = reading.sentence_of[found.mention.head]
        self.roles = frozenset(reading.refs.roles(found.phrase))
        self.total = reading.memory.total
        self.most = max(self.total.values(), default=1)
        self.told = [p for p in reading.memory.parties if p.at < found.mention.start]
        self.ahead = [
            f.mention for f in reading.found
            if f.mention.start >= found.mention.end and f.mention.refs
            and reading.sentence_of[f.mention.head] == self.here
        ]  # fmt: skip
        self.places = [
            (p.where.country, self.here - reading.sentence_of[p.head])
            for p in reading.layers.places if p.where.country
        ]  # fmt: skip
        rival = reading.references.same_clause(self.doc[found.mention.head])
        self.rival = {r.country for r in rival.refs} if rival is not None else set()
        self.focus = self._focus(found.mention.start)

    def countries(self) -> list[str]:
        """Countries of actors and places up to the end of the sentence, and of the dateline."""
        seen = dict.fromkeys(
            c for p in self.told if self.here - p.sentence <= REACH or p.sentence == 0
            for c in sorted(p.countries) if len(c) == 3
        )  # fmt: skip
        seen |= dict.fromkeys(r.country for m in self.ahead for r in m.refs if r.country)
        seen |= dict.fromkeys(c for c, back in self.places if c and 0 <= back <= REACH)
        if self.reading.memory.home is not None:
            seen[self.reading.memory.home] = None
        return list(seen)

    def _focus(self, before: int) -> dict[str, float]:
        """How much each country is spoken of, as a share of all."""
        spoken = self.reading.memory.spoken_of(self.here, before=before)
        score = {key: value for key, value in spoken.items() if key in known_countries()}
        whole = sum(score.values()) or 1.0
        return {country: value / whole for country, value in score.items()}

    def features(self, country: str) -> dict[str, float]:
        """The features of a country, apart from the kind of actor."""
        told = [p for p in self.told if country in p.countries]
        latest = min((self.here - p.sentence for p in told), default=REACH)
        here = {c for c, back in self.places if back == 0}
        before = {c for c, back in self.places if back == 1}
        features = {
            "focus": self.focus.get(country, 0.0),
            "named": self.total.get(country, 0) / self.most,
            "recent": DECAY**latest if told else 0.0,
            "title": float(any(self._in_title(p.at) for p in told)),
            "dateline": float(country == self.reading.memory.home),
            "place here": float(country in here),
            "only place here": float(here == {country}),
            "place before": float(country in before),
            "only place before": float(before == {country}),
            "place of article": self._share_of_places(country),
            "ahead": float(any(r.country == country for m in self.ahead for r in m.refs)),
            "rival": float(country in self.rival),
            "same role": float(any(p.roles & self.roles for p in told)),
            "official named": float(any(p.roles & STATE for p in told)),
            "first": float(bool(self.told) and country in self.told[0].countries),
            "only": float(set(self.focus) == {country}),
        }
        for party in told:
            back = self.here - party.sentence
            if back > 1:
                continue
            where = "here" if back == 0 else "before"
            what = "adjective" if party.adjective else "subject" if party.subject else "other"
            features[f"{what} {where}"] = 1.0
        return {name: value for name, value in features.items() if value}

    def _in_title(self, index: int) -> bool:
        return self.doc[index].idx < self.reading.layers.offset

    def _share_of_places(self, country: str) -> float:
        around = [c for c, back in self.places if back >= 0]
        return around.count(country) / len(around) if around else 0.0
