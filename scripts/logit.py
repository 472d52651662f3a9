"""Conditional logit: which of several options is right, by weights of named features.

Shared by the scripts that learn the small linear models beside the rules.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PENALTY = 1.0
FOLDS = 5


@dataclass(frozen=True)
class Choice:
    """One choice among options.

    Attributes:
        article: id of its article, by which folds are cut.
        options: the features of each.
        right: which of them are right; at least one is.
    """

    article: str
    options: Sequence[Mapping[str, float]]
    right: Sequence[bool]


# The option that is taken under the weights, None for none.
Guess = Callable[[Choice, Mapping[str, float]], "int | None"]


def fit(choices: Sequence[Choice], steps: int = 400) -> dict[str, float]:
    """Weights by gradient ascent on the log-likelihood with a quadratic penalty."""
    names = sorted({f for choice in choices for option in choice.options for f in option})
    at = {name: i for i, name in enumerate(names)}
    tables = []
    for choice in choices:
        table = np.zeros((len(choice.options), len(names)))
        for i, option in enumerate(choice.options):
            for name, value in option.items():
                table[i, at[name]] = value
        tables.append(table)
    rights = [np.array(choice.right, bool) for choice in choices]
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
        weights += 0.4 / len(choices) * momentum
    return {name: round(float(weights[i]), 3) for name, i in at.items()}


def cross_validated(choices: Sequence[Choice], guess: Guess) -> tuple[int, int]:
    """Right guesses and guesses when each fold is judged by the weights of the others."""
    articles = sorted({choice.article for choice in choices})
    random.Random(3).shuffle(articles)
    right = guessed = 0
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([c for c in choices if c.article not in held])
        for choice in choices:
            if choice.article in held and (best := guess(choice, weights)) is not None:
                guessed += 1
                right += choice.right[best]
    return right, guessed


def learn(choices: Sequence[Choice], guess: Guess, out: Path, script: str) -> None:
    """Cross-validate, fit on everything, write the weights.

    Args:
        choices: all choices.
        guess: how the model decides.
        out: JSON file of the weights.
        script: whose work it is, for the file to tell.
    """
    right, guesses = cross_validated(choices, guess)
    print(f"cross-validated: {right} right of {guesses} guesses in {len(choices)} cases")
    content = {
        "source": f"scripts/{script} on the corpus's train part",
        "cases": len(choices), "cross_validated": {"right": right, "guesses": guesses},
        "weights": fit(choices),
    }  # fmt: skip
    out.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
