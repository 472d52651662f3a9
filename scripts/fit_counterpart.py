"""Learn the weights of `eventx/components/counterpart.json` on the corpus's train part.

A conditional logit over the parties of the story and "nobody", with a quadratic penalty; five-fold
cross-validation by article is printed. Usage: PYTHONPATH=. python scripts/fit_counterpart.py
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import eventx.components.partners as partners
from eventx.article import Article
from eventx.components.counterpart import Candidate, candidates, likeliest
from eventx.corpus import GoldEvent, languages, load
from eventx.lang.pack import available
from eventx.pipeline import Coder

OUT = Path(__file__).parents[1] / "eventx/components/counterpart.json"
PENALTY = 1.0
FOLDS = 5


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
        article = Article(
            id=gold.id, text=gold.text, title=gold.title, lang=lang, published=gold.published
        )
        for event, (lead, _) in coder.groups(article):
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


def fit(train: Sequence[Case], steps: int = 400) -> dict[str, float]:
    """Weights by gradient ascent on the penalised log-likelihood."""
    names = sorted(
        {f for case in train for c in case.found for f in c.features}
        | {"nobody"} | {f"nobody {case.event} {case.doer}" for case in train}
    )  # fmt: skip
    at = {name: i for i, name in enumerate(names)}
    tables, rights = [], []
    for case in train:
        table = np.zeros((len(case.found) + 1, len(names)))
        for i, candidate in enumerate(case.found):
            for name, value in candidate.features.items():
                table[i, at[name]] = value
        table[-1, at["nobody"]] = table[-1, at[f"nobody {case.event} {case.doer}"]] = 1.0
        right = np.array([*case.right, not any(case.right)], bool)
        tables.append(table)
        rights.append(right)
    weights, momentum = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(steps):
        gradient = -PENALTY * weights
        for table, right in zip(tables, rights, strict=True):
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            chosen = np.where(right, odds, 0)
            gradient += (chosen / chosen.sum() - odds) @ table
        momentum = 0.9 * momentum + gradient
        weights += 0.4 / len(train) * momentum
    return {name: round(float(weights[i]), 3) for name, i in at.items()}


def score(weights: dict[str, float], test: Sequence[Case]) -> tuple[int, int, int]:
    """Right guesses, guesses, cases."""
    right = guessed = 0
    for case in test:
        best = likeliest(case.found, case.event, weights, doer=case.doer)
        if best is not None:
            guessed += 1
            right += case.right[case.found.index(best)]
    return right, guessed, len(test)


def main() -> None:
    """Cross-validate, fit on everything, write."""
    found = [case for lang in languages() if lang in available() for case in cases(lang)]
    articles = sorted({case.article for case in found})
    random.Random(3).shuffle(articles)
    sums = np.zeros(3, int)
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([c for c in found if c.article not in held])
        sums += score(weights, [c for c in found if c.article in held])
    print(f"cross-validated: {sums[0]} right of {sums[1]} guesses in {sums[2]} cases")
    content = {
        "source": "scripts/fit_counterpart.py on the corpus's train part",
        "cases": len(found), "cross_validated": {"right": int(sums[0]), "guesses": int(sums[1])},
        "weights": fit(found),
    }  # fmt: skip
    OUT.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
