"""`eventx packs`: what the rules of each language cover."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from eventx.cli.leaving import clean_exit
from eventx.cli.output import aligned
from eventx.lang.coverage import CODED, PackCoverage, coverage, label, missing


def packs(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    codes: Annotated[
        bool, typer.Option("--codes", help="Rules of every CAMEO code, by language.")
    ] = False,
) -> None:
    """Print what the rule packs cover: rules, triggers, examples, codes, and what is missing."""
    with clean_exit():
        found = coverage()
        gaps = missing(found)
        if as_json:
            content = {"packs": [asdict(p) for p in found], "missing": gaps}
            typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
            return
        _echo(aligned(_summary(found)))
        typer.echo("\nTriggers by CAMEO root")
        _echo(aligned(_roots(found)))
        if codes:
            typer.echo("\nRules by CAMEO code")
            _echo(aligned(_codes(found), left=(0, len(found) + 1)))
        typer.echo("\nCodes without a rule" if gaps else "\nEvery three-digit code has a rule.")
        for code, languages in gaps.items():
            typer.echo(f"{code}  {', '.join(languages):22}  {label(code)}")


def _summary(found: Sequence[PackCoverage]) -> list[list[str]]:
    rows = [["", *(p.lang for p in found)]]
    rows.append(["rules", *(str(p.rules) for p in found)])
    rows.append(["triggers", *(str(p.all_triggers) for p in found)])
    rows.append(["codes", *(str(len(p.codes)) for p in found)])
    rows.append(["examples", *(str(p.examples) for p in found)])
    rows.append(["counter-examples", *(str(p.counter_examples) for p in found)])
    return rows


def _roots(found: Sequence[PackCoverage]) -> list[list[str]]:
    roots = sorted({root for p in found for root in p.triggers})
    rows = [["", *(p.lang for p in found)]]
    return rows + [[root, *(str(p.triggers.get(root, 0)) for p in found)] for root in roots]


def _codes(found: Sequence[PackCoverage]) -> list[list[str]]:
    rows = [["", *(p.lang for p in found), ""]]
    for code in CODED:
        counts = [p.codes.get(code, 0) for p in found]
        if any(counts):
            rows.append([code, *(str(n or "-") for n in counts), label(code)])
    return rows


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
