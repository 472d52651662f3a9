"""Forms of irregular verbs from tables of families: `ending<TAB>verbs<TAB>stem|endings;...`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources


def irregular_forms(table: str, tenses: Mapping[str, str]) -> dict[str, str]:
    """Forms to infinitives; the first family that has a form keeps it.

    Args:
        table: name of the table in this package. `0` stands for nothing, among the verbs and
            among the endings.
        tenses: endings that a name in braces stands for.

    Examples:
        >>> forms = irregular_forms("verbs_fr.tsv", {"{future}": "a ont"})
        >>> forms["maintiendra"], forms["enverront"]
        ('maintenir', 'envoyer')
    """
    text = resources.files("eventx.analyzer").joinpath(table).read_text("utf8")
    forms: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        ending, verbs, paradigm = line.split("\t")
        for verb in verbs.split():
            begin = verb.replace("0", "")
            for form in _forms(paradigm, tenses):
                forms.setdefault(begin + form, begin + ending)
    return forms


def _forms(paradigm: str, tenses: Mapping[str, str]) -> Iterator[str]:
    for name, endings in tenses.items():
        paradigm = paradigm.replace(name, endings)
    for part in paradigm.split(";"):
        stem, endings = part.split("|")
        for ending in endings.split():
            yield stem + ending.replace("0", "")
