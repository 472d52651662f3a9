"""What has been said so far: the parties in reading order, and the country that is in focus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from eventx.components.layers import ActorRef

DECAY = 0.65
MARGIN = 1.25
REACH = 6


@dataclass(slots=True)
class Party:
    """One mention that stands for somebody, as later words may refer to it.

    Attributes:
        refs: whom it stands for.
        at: index of its head token.
        start: index of its first token.
        sentence: number of its sentence.
        subject: it is the subject of its verb.
        number: Sing or Plur.
        gender: Masc, Fem or None.
        kind: person, state, organisation, group or people.
        words: content words of its title, small letters.
        main: it stands in the main line of the text, not inside another noun phrase.
        quoted: it stands in a quotation.
        adjective: it only qualifies a noun ("Russian jets"): nothing refers back to it, but it
            says what the text is about.
    """

    refs: tuple[ActorRef, ...]
    at: int
    start: int
    sentence: int
    subject: bool
    number: str
    gender: str | None
    kind: str
    words: frozenset[str] = frozenset()
    main: bool = True
    quoted: bool = False
    adjective: bool = False

    @property
    def weight(self) -> float:
        """How much its place in the sentence makes it what the text is about."""
        if self.adjective:
            return 0.5
        return (2.0 if self.main else 1.4) if self.subject else 1.0

    @property
    def countries(self) -> frozenset[str]:
        """Countries of the parties, codes of organisations where there is none."""
        return frozenset(c for r in self.refs if (c := r.country or r.code))

    @property
    def roles(self) -> frozenset[str]:
        """Roles of the parties."""
        return frozenset(x for r in self.refs for x in r.roles)


@dataclass(slots=True)
class Memory:
    """The parties so far, in reading order.

    Attributes:
        parties: in the order of their heads.
        home: country of the dateline, if there is one.
        total: how often each country is named in the whole article.
    """

    parties: list[Party] = field(default_factory=list)
    home: str | None = None
    total: dict[str, int] = field(default_factory=dict)

    def add(self, party: Party) -> None:
        """Remember a party."""
        if party.refs:
            self.parties.append(party)

    def latest(self, fits: Callable[[Party], bool], *, before: int, reach: int | None = None,
               sentence: int = 0) -> Party | None:  # fmt: skip
        """The latest party that fits.

        Args:
            fits: test.
            before: token index.
            reach: how many sentences back.
            sentence: number of the sentence that asks.
        """
        for party in reversed(self.parties):
            if party.at >= before or party.adjective:
                continue
            if reach is not None and sentence - party.sentence > reach:
                return None
            if fits(party):
                return party
        return None

    def salient(self, fits: Callable[[Party], bool], *, before: int, sentence: int,
                reach: int = 2) -> Party | None:  # fmt: skip
        """The party that a pronoun most likely means: near, and a subject before anything else."""
        best: tuple[float, Party] | None = None
        for party in reversed(self.parties):
            if party.at >= before or party.adjective:
                continue
            distance = sentence - party.sentence
            if distance > reach:
                break
            if not fits(party):
                continue
            score = party.weight * 0.5**distance + (party.at - before) / 10000
            if best is None or score > best[0]:
                best = (score, party)
        return best[1] if best else None

    def spoken_of(self, sentence: int, *, before: int) -> dict[str, float]:
        """How much the text is about each country or organisation at this place."""
        score: dict[str, float] = defaultdict(float)
        for party in self.parties:
            if party.at >= before:
                continue
            weight = party.weight * DECAY ** (sentence - party.sentence)
            for ref in party.refs:
                key = ref.country or ref.code
                if key and "MED" not in ref.roles:
                    score[key] += weight / len(party.refs)
        return score

    def focus(self, sentence: int, *, before: int, excluded: Iterable[str] = ()) -> str | None:
        """The one country that the text is about at this place, None when two compete."""
        score = self.spoken_of(sentence, before=before)
        if self.home is not None:
            score[self.home] += 1.0
        for country, count in self.total.items():
            if country in score:
                score[country] += 0.15 * min(count, 6)
        for country in excluded:
            score.pop(country, None)
        ranked = sorted(score.items(), key=lambda x: -x[1])
        if not ranked:
            return None
        alone = len(ranked) == 1 or ranked[0][1] >= MARGIN * ranked[1][1]
        # An organisation in focus leaves the country open.
        return ranked[0][0] if alone and len(ranked[0][0]) == 3 else None

    def topic(self, *, before: int, excluded: Iterable[str] = ()) -> str | None:
        """The one country that the article as a whole is about."""
        seen = {c for p in self.parties if p.at < before for c in p.countries}
        score = {c: float(n) for c, n in self.total.items() if c in seen or c == self.home}
        if self.home is not None:
            score[self.home] = score.get(self.home, 0.0) + 1.5
        for one in excluded:
            score.pop(one, None)
        ranked = sorted(score.items(), key=lambda x: -x[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < MARGIN * ranked[1][1]):
            return None
        return ranked[0][0]
