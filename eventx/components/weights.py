"""Weights of the small linear models beside the rules, each a JSON file of this package."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=8)
def model_weights(name: str) -> dict[str, float]:
    """The weights of a model by feature.

    Args:
        name: the model: `confidence`, `counterpart` or `homes`.

    Examples:
        >>> model_weights("confidence")["target"] > 0
        True
    """
    text = files("eventx.components").joinpath(f"{name}.json").read_text(encoding="utf8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
