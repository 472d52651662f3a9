"""What the operators on the way up make of an event."""

from __future__ import annotations

from dataclasses import dataclass, field

from eventx.event import Certainty, Polarity
from eventx.lang.rule import Effect, Operator

RANK: dict[Certainty, int] = {"certain": 2, "probable": 1, "possible": 0}


@dataclass(slots=True)
class State:
    """What the operators have made so far, from the inside outwards."""

    certainty: Certainty = "certain"
    polarity: Polarity = "positive"
    status: str | None = None
    hearsay: bool = False
    blocked: bool = False
    operators: list[str] = field(default_factory=list)

    def weaken(self, certainty: Certainty | None) -> None:
        """Certainty can only fall."""
        if certainty is not None and RANK[certainty] < RANK[self.certainty]:
            self.certainty = certainty

    def turn(self) -> None:
        """Negate what there is."""
        self.polarity = "negative" if self.polarity == "positive" else "positive"

    def note(self, name: str) -> None:
        """Record an operator once."""
        if name not in self.operators:
            self.operators.append(name)

    def apply(self, effect: Effect, operator: Operator, *, negated: bool = False) -> None:
        """Let an operator work on what there is.

        Args:
            effect: the effect that counts, the operator's own or that of its negation.
            operator: the operator.
            negated: whether the operator is negated and names no effect for that.
        """
        if effect.blocks:
            self.blocked = True
            return
        if operator.hearsay and effect is operator:
            self.hearsay = True
        else:
            self.weaken(effect.certainty)
        turns = effect.polarity in ("negative", "flip")
        if negated:
            # A denial that is negated loses its denial; a plan that is negated is none.
            turning = effect.polarity is None and bool(operator.tense or operator.certainty)
        else:
            turning = turns
        if turning and operator.claims:
            # Who denies a rumour is sure that nothing happened.
            self.certainty, self.hearsay = "certain", False
        if turning:
            was = self.polarity
            self.turn()
            self.status = effect.status if was == "positive" else None
        elif effect.polarity == "positive":
            self.polarity = "positive"
        if self.status is None and not negated:
            self.status = effect.status
