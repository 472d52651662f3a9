"""Conditional logit: which of several options is right, by weights of named features.

Shared by the scripts that learn the small linear models beside the rules.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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


def cross_validated(
    choices: Sequence[Choice], guess: Callable[[Choice, Mapping[str, float]], int | None]
) -> tuple[int, int, int]:
    """Right guesses, guesses and choices when each fold is judged by the weights of the others.

    Args:
        choices: all choices.
        guess: the option taken under the weights, None for none.
    """
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
    return right, guessed, len(choices)
