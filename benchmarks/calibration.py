"""Fit the confidence model on the corpus's train part and print its reliability on the dev part.

Usage: python benchmarks/calibration.py [--write]

An event counts as right when the corpus has an event of its class in the same sentence whose
source and target each share a country (or organisation) with it, or are empty where it is empty.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import eventx.components.confidence as confidence
from eventx.article import Article
from eventx.components.layers import Draft, Layers
from eventx.corpus import part_of
from eventx.event import Actor, Event
from eventx.pipeline import load

LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
RIDGE = 1.0
Floats = npt.NDArray[np.float64]


def country_of_code(code: str) -> str:
    """`"PRK:GOV"` to `"PRK"`, `"IGO:UNO"` as it is."""
    return code if code.startswith("IGO") else code.split(":")[0]


def country_of(actor: Actor) -> str:
    """The same of an actor of ours."""
    code = actor.code or ""
    if code.startswith("IGO"):
        return "IGO:" + code[3:6]
    return actor.country or code[:3]


def is_right(event: Event, gold: dict[str, Any], article: dict[str, Any]) -> bool:
    """Class, sentence and parties."""
    evidence = event.evidence
    if evidence.field != "text" or event.plover is None:
        return False
    if (
        event.plover.event != gold["type"]
        and event.kind.removesuffix("_speculation") != gold["kind"]
    ):
        return False
    start, end = evidence.sentence.start, evidence.sentence.end
    if gold["trigger"] not in article["text"][start:end]:
        return False
    ours = [{country_of(a) for a in side} for side in (event.source, event.target)]
    theirs = [{country_of_code(c) for c in gold[side]} for side in ("source", "target")]

    def meets(a: set[str], b: set[str]) -> bool:
        return bool(a & b) or (not a and not b)

    straight = meets(ours[0], theirs[0]) and meets(ours[1], theirs[1])
    crossed = meets(ours[0], theirs[1]) and meets(ours[1], theirs[0])
    return straight or (gold["type"] in MUTUAL and crossed)


def observations(part: str) -> tuple[list[dict[str, float]], list[bool]]:
    """Features and verdicts of every event that the rules code in a part."""
    seen: list[dict[str, float]] = []
    verdicts: list[bool] = []

    def remember(draft: Draft, layers: Layers) -> float:
        seen.append(confidence.features(draft, layers))
        return 0.5

    import eventx.pipeline as pipeline

    original, pipeline.confidence_of = pipeline.confidence_of, remember
    try:
        for lang in LANGUAGES:
            text = files("eventx.corpus").joinpath(f"{lang}.jsonl").read_text(encoding="utf8")
            for article in map(json.loads, text.splitlines()):
                if part_of(article["id"]) != part:
                    continue
                keys = ("id", "text", "title", "lang", "published")
                events = load(lang).code(Article(**{k: article[k] for k in keys})).events
                for event in events:
                    verdicts.append(any(is_right(event, g, article) for g in article["events"]))
    finally:
        pipeline.confidence_of = original
    return seen, verdicts


def fit(
    rows: npt.NDArray[np.float64], verdicts: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Logistic regression with a ridge on all but the bias, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], RIDGE)
    penalty[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (verdicts - p) - penalty * weights
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def reliability(scores: list[float], verdicts: list[bool], bins: int = 5) -> float:
    """Print the table; the expected calibration error."""
    print("confidence     events  mean  right")
    error = 0.0
    for low in np.linspace(0, 1, bins, endpoint=False):
        high = low + 1 / bins
        inside = [i for i, s in enumerate(scores) if low <= s < high or (high >= 1 and s == 1)]
        if inside:
            mean = sum(scores[i] for i in inside) / len(inside)
            right = sum(verdicts[i] for i in inside) / len(inside)
            error += abs(mean - right) * len(inside) / len(scores)
            print(f"{low:.1f} to {high:.1f} {len(inside):9} {mean:6.2f} {right:6.2f}")
    print(f"expected calibration error {error:.3f}")
    return error


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="store the weights in the package")
    options = parser.parse_args()
    seen, verdicts = observations("train")
    names = list(seen[0])
    rows = np.array([[row[n] for n in names] for row in seen])
    weights = fit(rows, np.array(verdicts, dtype=float))
    model = {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}
    print(f"train: {len(seen)} events, {sum(verdicts)} right;", model)
    held, held_verdicts = observations("dev")
    scores = [1 / (1 + math.exp(-sum(model[n] * r[n] for n in names))) for r in held]
    reliability(scores, held_verdicts)
    if options.write:
        content = {"fitted": dt.date.today().isoformat(), "weights": model}
        path = Path(str(files("eventx.components"))) / "confidence.json"
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
