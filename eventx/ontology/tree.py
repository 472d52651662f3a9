"""The CAMEO tree: 20 roots, their codes, and what hangs on a code whatever the text says.

Tables: ``cameo.tsv`` (ICEWS list of codes and names, CAMEO manual 1.1b3), ``goldstein.tsv`` and
``quad_classes.tsv``; each names its sources in its first lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from eventx.ontology.tables import Row, known, read_table

GoldsteinSource = Literal["icews", "gdelt", "phoenix", "house"]
QuadSource = Literal["house", "gdelt", "phoenix"]


class UnknownCode(KeyError):
    """E201: a code that is not among the 318 CAMEO codes.

    Attributes:
        code: The code as it was given.
    """

    def __init__(self, code: object) -> None:
        """Build the one-line message, with a hint where the leading zero was lost."""
        self.code = code
        super().__init__(f"[E201] unknown CAMEO code {code!r}{_hint(code)}")

    def __str__(self) -> str:
        """Return the message itself; KeyError would print its repr."""
        return str(self.args[0])

    def __reduce__(self) -> tuple[type[UnknownCode], tuple[object]]:
        """Rebuild from the code, so that the error survives a process boundary."""
        return type(self), (self.code,)


def _hint(code: object) -> str:
    if isinstance(code, int) and not isinstance(code, bool):
        return "; codes are strings, a number has lost its leading zero"
    if isinstance(code, str) and "0" + code in load_cameo():
        return f"; did you mean {'0' + code!r}?"
    return ""


class CameoCode(Row):
    """One CAMEO code.

    Attributes:
        code: Two digits for a root, three or four below it: ``"04"``, ``"042"``, ``"0331"``.
        name: As ICEWS prints it; roots in capitals.
        root: The two-digit root, for a root itself.
        parent: The code one level up, None for a root.
        level: 1 for a root, 2 and 3 below.
        quad_class: 1 to 4, see `quad_class`.
        source: Where the name stands: ``icews``, ``cameo-manual-1.1b3`` or ``cameo2plover-2021``.
        definition: In our words, for the roots and the codes that ICEWS lacks; else None.
    """

    code: str
    name: str
    root: str
    parent: str | None
    level: int
    quad_class: int
    source: str
    definition: str | None = None


class GoldsteinScores(Row):
    """The scores of one code, -10 (conflict) to 10 (cooperation); None where a dataset has none."""

    icews: float | None
    gdelt: float | None
    phoenix: float | None
    house: float
    note: str | None


@lru_cache(maxsize=1)
def load_cameo() -> Mapping[str, CameoCode]:
    """Return all codes in the order of the tree, keyed by code."""
    codes = {
        row["code"]: CameoCode(
            code=row["code"],
            name=row["name"],
            root=row["code"][:2],
            parent=known(row["parent"]),
            level=len(row["code"]) - 1,
            quad_class=int(row["quad_class"]),
            source=row["source"],
            definition=known(row["definition"]),
        )
        for row in read_table("cameo.tsv")
    }
    return MappingProxyType(codes)


@lru_cache(maxsize=1)
def load_goldstein() -> Mapping[str, GoldsteinScores]:
    """Return the scores of every code, keyed by code."""
    scores = {}
    for row in read_table("goldstein.tsv"):
        code = row.pop("code")
        scores[code] = GoldsteinScores.model_validate({k: known(v) for k, v in row.items()})
    return MappingProxyType(scores)


@lru_cache(maxsize=1)
def load_quad_classes() -> Mapping[str, Mapping[str, int]]:
    """Return the quad class of every root by dataset."""
    rows = {row.pop("root"): row for row in read_table("quad_classes.tsv")}
    return MappingProxyType(
        {top: MappingProxyType({k: int(v) for k, v in row.items()}) for top, row in rows.items()}
    )


@lru_cache(maxsize=1)
def _children_by_parent() -> Mapping[str | None, tuple[str, ...]]:
    found: dict[str | None, list[str]] = {}
    for entry in load_cameo().values():
        found.setdefault(entry.parent, []).append(entry.code)
    return MappingProxyType({up: tuple(codes) for up, codes in found.items()})


def cameo(code: str) -> CameoCode:
    """Look a code up.

    Args:
        code: A CAMEO code as a string.

    Returns:
        Its entry.

    Raises:
        UnknownCode: If the code is none of the 318 (E201).

    Example:
        >>> cameo("042").name
        'Make a visit'
        >>> cameo("42")
        Traceback (most recent call last):
        eventx.ontology.tree.UnknownCode: [E201] unknown CAMEO code '42'; did you mean '042'?
    """
    entry = load_cameo().get(code)
    if entry is None:
        raise UnknownCode(code)
    return entry


def parent(code: str) -> str | None:
    """Return the code one level up, None for a root.

    Example:
        >>> parent("0331"), parent("03")
        ('033', None)
    """
    return cameo(code).parent


def children(code: str) -> tuple[str, ...]:
    """Return the codes one level down, in order; none for a leaf.

    Example:
        >>> children("081")
        ('0811', '0812', '0813', '0814')
    """
    return _children_by_parent().get(cameo(code).code, ())


def root(code: str) -> str:
    """Return the two-digit root of a code.

    Example:
        >>> root("0331")
        '03'
    """
    return cameo(code).root


def is_a(code: str, ancestor: str) -> bool:
    """Say whether a code is the other one or lies below it.

    Example:
        >>> is_a("0331", "03"), is_a("03", "03"), is_a("03", "0331")
        (True, True, False)
    """
    return cameo(code).code.startswith(cameo(ancestor).code)


def quad_class(code: str, dataset: QuadSource = "house") -> int:
    """Return the quad class of a code by its CAMEO root.

    1 is verbal cooperation (01 to 05), 2 material cooperation (06 to 08), 3 verbal conflict
    (09 to 13), 4 material conflict (14 to 20). The datasets count a few roots otherwise: GDELT puts
    09 in 2 and 14 in 3, Phoenix puts 01 and 02 in a class 0 and 16 in 3. PLOVER counts by class:
    see ``PLOVER_EVENTS[...].quad_class``.

    Args:
        code: A CAMEO code.
        dataset: Whose counting: ``house`` (that of our records), ``gdelt`` or ``phoenix``.

    Returns:
        1 to 4; for ``phoenix`` also 0, neutral.

    Raises:
        UnknownCode: If the code is none of the 318 (E201).
        ValueError: If the dataset is none of the three (E208).

    Example:
        >>> quad_class("042"), quad_class("190"), quad_class("141"), quad_class("141", "gdelt")
        (1, 4, 4, 3)
    """
    if dataset not in get_args(QuadSource):
        names = ", ".join(get_args(QuadSource))
        raise ValueError(f"[E208] no quad classes of {dataset!r}; there are {names}")
    return load_quad_classes()[cameo(code).root][dataset]


def goldstein(code: str, dataset: GoldsteinSource = "icews") -> float | None:
    """Return the conflict-cooperation score of a code in one dataset.

    Args:
        code: A CAMEO code.
        dataset: ``icews``, ``gdelt`` or ``phoenix``, whose tables differ; or ``house``, which has a
            value for every code: that of ICEWS, and for the six codes that ICEWS lacks that of
            their parent.

    Returns:
        The score, -10 to 10, or None where that dataset has none for the code.

    Raises:
        UnknownCode: If the code is none of the 318 (E201).
        ValueError: If the dataset is none of the four (E203).

    Example:
        >>> goldstein("057"), goldstein("016"), goldstein("016", "gdelt"), goldstein("1952")
        (8.0, -5.0, -2.0, None)
    """
    if dataset not in get_args(GoldsteinSource):
        names = ", ".join(get_args(GoldsteinSource))
        raise ValueError(f"[E203] no Goldstein scores of {dataset!r}; there are {names}")
    scores = load_goldstein()[cameo(code).code]
    columns: dict[GoldsteinSource, float | None] = {
        "icews": scores.icews,
        "gdelt": scores.gdelt,
        "phoenix": scores.phoenix,
        "house": scores.house,
    }
    return columns[dataset]
