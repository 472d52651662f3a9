"""Learn the weights of `eventx/components/counterpart.json` on the corpus's train part.

A conditional logit over the parties of the story and "nobody", with a quadratic penalty; five-fold
cross-validation by article is printed. Usage: PYTHONPATH=. python scripts/fit_counterpart.py
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from logit import Choice, learn

import eventx.components.partners as partners
from eventx.components.counterpart import Candidate, candidates, likeliest
from eventx.corpus import GoldEvent, languages, load
from eventx.lang.pack import available
from eventx.pipeline import Coder

OUT = Path(__file__).parents[1] / "eventx/components/counterpart.json"


@dataclass
class Case:
    """One act with a side left out: its candidates and which of them are right."""

    article: str
    event: str
    doer: bool
    found: list[Candidate]
    right: list[bool]


def parties(codes: Sequence[str]) -> set[str]:
    """Countries and organisations of gold codes."""
    return {c.replace(":", "") if c.startswith("IGO") else c.split(":")[0] for c in codes}


def told(mentions: Sequence[Any]) -> set[str]:
    """The same of mentions."""
    return {p for m in mentions for r in m.refs if (p := r.country or r.code)}


def cases(lang: str) -> list[Case]:
    """The cases of a language whose known side is right."""
    coder, found = Coder(lang), []
    for gold in load(lang, part="train"):
        asked: dict[int, tuple[str, bool, list[Candidate]]] = {}

        def ask(event, known, token, layers, earlier, *, doer=False, asked=asked):  # type: ignore[no-untyped-def]
            asked[token.i] = (
                event,
                doer,
                candidates(event, known, token, layers, earlier, doer=doer),
            )
            return None

        partners.counterpart = ask  # type: ignore[assignment]
        for event, (lead, _) in coder.groups(gold.bare):
            if lead.trigger.head not in asked:
                continue
            name, doer, options = asked[lead.trigger.head]
            match = _match(event, gold.events, gold)
            if match is None or not options:
                continue
            known, missing = (match.target, match.source) if doer else (match.source, match.target)
            if parties(known) != told(lead.target if doer else lead.source):
                continue
            right = [c.side[0] in parties(missing) for c in options]
            found.append(Case(gold.id, name, doer, options, right))
    return found


def _match(event: Any, golds: Sequence[GoldEvent], article: Any) -> GoldEvent | None:
    trigger = event.evidence.trigger.text
    same = [
        g for g in golds
        if event.plover is not None and g.type == event.plover.event
        and (g.trigger in trigger or trigger in g.trigger)
    ]  # fmt: skip
    return same[0] if len(same) == 1 else None


def choice_of(case: Case) -> Choice:
    """The case as a choice, "nobody" last."""
    nobody = {"nobody": 1.0, f"nobody {case.event} {case.doer}": 1.0}
    options = [*(c.features for c in case.found), nobody]
    return Choice(case.article, options, [*case.right, not any(case.right)])


def main() -> None:
    """Cross-validate, fit on everything, write."""
    found = [case for lang in languages() if lang in available() for case in cases(lang)]
    choices = [choice_of(case) for case in found]
    cases_of = dict(zip(map(id, choices), found, strict=True))

    def guess(choice: Choice, weights: Mapping[str, float]) -> int | None:
        case = cases_of[id(choice)]
        best = likeliest(case.found, case.event, weights, doer=case.doer)
        return None if best is None else case.found.index(best)

    learn(choices, guess, OUT, Path(__file__).name)


if __name__ == "__main__":
    main()
