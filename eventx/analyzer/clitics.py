"""Pronouns written onto a verb: "recarsi", "fornirgli", "entregarle", "fazê-lo"."""

from __future__ import annotations

import re
from collections.abc import Callable

Known = Callable[[str], bool]

_IT = (
    r"(?:(?P<two>me|te|ce|ve|se|glie)(?P<three>l[oaie]|ne)"
    r"|(?P<one>mi|ti|ci|vi|si|l[oaie]|gli|ne))$"
)
_ES = r"(?:(?P<two>[mt]e|se|nos|os)(?P<three>l[oae]s?)|(?P<one>me|te|se|nos|os|l[oae]s?))$"
_PT = r"-(?P<one>me|te|se|nos|vos|lhes?|[ln]?[oa]s?)(?P<future>-[a-zá]+)?$"
_PATTERNS = {
    "it": {
        "Inf": re.compile(r"(?P<verb>.*[aeio]r|.*du?r|.*tr?ar)" + _IT),
        "Ger": re.compile(r"(?P<verb>.*[ae]ndo)" + _IT),
        "Part": re.compile(r"(?P<verb>.*[tsr][oaie])" + _IT),
        "Imp": re.compile(r"(?P<verb>.{2,}[aei])" + _IT),
    },
    "es": {
        "Inf": re.compile(r"(?P<verb>.*[aeiáéí]r)" + _ES),
        "Ger": re.compile(r"(?P<verb>.*[áéa]ndo)" + _ES),
        "Imp": re.compile(r"(?P<verb>.{2,}[aeonzdl])" + _ES),
    },
    "pt": dict.fromkeys(("Inf", "Ger", "Part", "Imp", "Fin"), re.compile(r"(?P<verb>.+)" + _PT)),
}
_PLAIN = str.maketrans("áéíóúâêô", "aeiouaeo")
_PT_STEM = {
    **dict.fromkeys(("á", "a"), "ar"),
    **dict.fromkeys(("ê", "é", "e"), "er"),
    **{"i": "ir", "í": "ir", "ô": "or"},
}


def split_clitics(
    word: str, form: str, lang: str, lemma_of: Callable[[str], str | None], known: Known
) -> tuple[str, list[str]] | None:
    """The lemma of a verb with clitics and the clitics, None if the word has none.

    Args:
        word: the word in lower case.
        form: `Inf`, `Ger`, `Part`, `Imp` or `Fin`: what the network says of it.
        lang: language code; it, es and pt write clitics onto verbs.
        lemma_of: the table's lemma of a verb form, None if it has none.
        known: whether the table knows a verb of this lemma.

    Examples:
        >>> split_clitics("recarsi", "Inf", "it", {}.get, {"recare"}.__contains__)
        ('recare', ['si'])
        >>> split_clitics("scontrati", "Part", "it", {"scontra": "scontrare"}.get, {}.__contains__)
        >>> split_clitics("corsi", "Fin", "it", {}.get, {"correre"}.__contains__)
        >>> split_clitics("entregárselo", "Inf", "es", {}.get, {"entregar"}.__contains__)
        ('entregar', ['se', 'lo'])
    """
    pattern = _PATTERNS.get(lang, {}).get(form)
    match = pattern.match(word) if pattern else None
    if match is None:
        return None
    groups = match.groupdict()
    clitics = [groups[g] for g in ("two", "three", "one") if groups.get(g)]
    lemma = _MAKERS[lang](match["verb"], form, lemma_of, known)
    return (lemma, clitics) if lemma else None


def _italian(
    verb: str, form: str, lemma_of: Callable[[str], str | None], known: Known
) -> str | None:
    if form == "Inf":
        for ending in ("e", "re"):
            if known(verb + ending):
                return verb + ending
        return verb + "e" if len(verb) > 3 and not verb.endswith(("or", "ur")) else None
    if form == "Part" and not verb.endswith(_PARTICIPLES):
        return None  # "scontrati" is no "scontra" with "ti"
    return lemma_of(verb) or _of_gerund(verb, {"ando": "are"})


def _of_gerund(verb: str, endings: dict[str, str]) -> str | None:
    """The infinitive of a regular gerund."""
    return verb[:-4] + endings[verb[-4:]] if verb[-4:] in endings else None


def _spanish(
    verb: str, form: str, lemma_of: Callable[[str], str | None], known: Known
) -> str | None:
    plain = verb.translate(_PLAIN)
    if form == "Inf":
        return verb if known(verb) else plain
    return lemma_of(verb) or lemma_of(plain) or _of_gerund(plain, {"ando": "ar"})


def _portuguese(
    verb: str, form: str, lemma_of: Callable[[str], str | None], known: Known
) -> str | None:
    if verb.endswith(("ar", "er", "ir", "or", "ôr")):
        return verb
    found = lemma_of(verb) or _of_gerund(verb, {"ando": "ar", "endo": "er", "indo": "ir"})
    if found:
        return found
    # "fazê-lo": the infinitive has lost its r before the pronoun.
    whole = verb[:-1] + _PT_STEM.get(verb[-1], "")
    return whole if known(whole) else None


_PARTICIPLES = tuple(a + b for a in "ts" for b in "oaie")
_MAKERS = {"it": _italian, "es": _spanish, "pt": _portuguese}
