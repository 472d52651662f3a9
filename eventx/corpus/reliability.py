"""Coefficients of agreement between coders, on nominal values.

Formulas: Cohen, "A coefficient of agreement for nominal scales" (1960); Krippendorff, "Computing
Krippendorff's alpha-reliability" (2011), nominal data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def cohen_kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders: agreement beyond that of coders who draw lots.

    Args:
        pairs: for each unit what the first and what the second coder said.

    Returns:
        1 for full agreement, 0 for that of chance, None where it is not defined: without units,
        or when both coders said one and the same value throughout.

    Examples:
        >>> cohen_kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
        0.5
    """
    counts = Counter(pairs)
    total = counts.total()
    if not total:
        return None
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        first[one] += count
        second[other] += count
    observed = sum(count for (one, other), count in counts.items() if one == other) / total
    expected = sum(first[value] * second[value] for value in first) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values and any number of coders.

    Args:
        units: for each unit the values that coders gave it; units with fewer than two are left
            out.

    Returns:
        1 for full agreement, 0 for that of chance, None where it is not defined: without units,
        or when only one value was ever given.

    Examples:
        >>> krippendorff_alpha(["aa", "ab", "bb"]) == 1 - (1 * 5) / (3 * 3)
        True
    """
    totals = Counter[str]()
    observed = 0.0
    for unit in units:
        size = len(unit)
        if size < 2:
            continue
        counts = Counter(unit)
        totals.update(counts)
        # Ordered pairs of values within the unit that differ, each unit weighing as its values.
        observed += (size**2 - sum(count**2 for count in counts.values())) / (size - 1)
    size = totals.total()
    expected = size**2 - sum(count**2 for count in totals.values())
    return None if not expected else 1 - (size - 1) * observed / expected
