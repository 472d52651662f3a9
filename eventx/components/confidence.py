"""How sure the coder is of an event: a logistic model over what was found and how.

The weights are fitted on the project's own corpus (train part) by benchmarks/calibration.py, so
that of the events given 0.8, four in five are right; docs/results.md has the reliability table.
"""

from __future__ import annotations

import math

from eventx.components.layers import Draft, Layers
from eventx.components.weights import model_weights

DISTANT = frozenset({"pronoun", "possessive", "zero", "definite"})


def features(draft: Draft, layers: Layers) -> dict[str, float]:
    """What the model looks at."""
    rule = draft.trigger.rule
    mentions = [*draft.source, *draft.target]
    return {
        "bias": 1.0,
        "source": float(bool(draft.source)),
        "target": float(bool(draft.target)),
        "verbal": float(draft.trigger.verbal),
        "phrase": float(bool(rule.phrases)),
        "constrained": float(bool(rule.object or rule.prep or rule.subject)),
        "leaf": float(len(rule.cameo) - 2),
        "kind": float(rule.kind is not None),
        "guessed": float(draft.guessed_by is not None),
        "discourse": float(any(m.basis in DISTANT for m in mentions)),
        "uncertain": float(draft.modality.certainty != "certain"),
        "claimed": float(bool(draft.claims)),
        "dated": float(draft.when is not None),
        "title": float(layers.doc[draft.trigger.head].idx < layers.offset),
    }


def confidence_of(draft: Draft, layers: Layers) -> float:
    """Probability that class and parties are right, 0 to 1."""
    weights = model_weights("confidence")
    score = sum(weights.get(k, 0.0) * v for k, v in features(draft, layers).items())
    return 1 / (1 + math.exp(-score))
