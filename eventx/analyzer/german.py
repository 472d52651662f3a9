"""German lemmas beyond the table: prefixed and weak verbs, and compounds by their last part."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources

Lookup = Callable[[str], "str | None"]

SEPARABLE = (
    "zusammen", "zurück", "entgegen", "gegenüber", "auseinander", "heraus", "herein", "hinaus",
    "hinein", "hinweg", "hinzu", "herbei", "hervor", "herum", "herunter", "vorbei", "voraus",
    "vorher", "weiter", "wieder", "nieder", "durch", "unter", "über", "statt", "preis", "teil",
    "fest", "fort", "frei", "gleich", "bereit", "bloß", "bevor", "los", "her", "hin", "mit",
    "nach", "vor", "weg", "auf", "aus", "bei", "ein", "um", "an", "ab", "da", "zu",
)  # fmt: skip
INSEPARABLE = ("miss", "wider", "hinter", "ver", "zer", "ent", "emp", "be", "er", "ge")
_ENDINGS = re.compile(r"(?P<stem>.{2,}?)(?:e?te(?:n|st)?|e?st|e?t|en|n|e)$")
_PARTICIPLE = re.compile(
    rf"(?:{'|'.join(SEPARABLE)})?ge.{{2,}}(?:t|en)$"
    rf"|(?:{'|'.join(SEPARABLE)})?(?:{'|'.join(INSEPARABLE)}|unter|über|durch|um|voll).{{3,}}(?:t|en)$"
    r"|.{3,}iert$"
)
_VOWEL = re.compile(r"[aeiouyäöü]")


@lru_cache(maxsize=1)
def _strong() -> dict[str, str]:
    """Forms of strong verbs to infinitives."""
    text = resources.files("eventx.analyzer").joinpath("strong_verbs_de.tsv").read_text("utf8")
    forms: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        infinitive, present, past, participle = line.split("\t")
        forms[participle] = infinitive
        plural = past + ("n" if past.endswith("e") else "en")
        for form in (present, past, plural, past + "st"):
            forms.setdefault(form, infinitive)
    return forms


def verb_lemma(form: str, lookup: Lookup) -> str | None:
    """The infinitive of a verb form, None when it is none by the rules.

    Args:
        form: the form in lower case.
        lookup: the table's lemma of a verb form, None if it has none.

    Examples:
        >>> verb_lemma("festgenommen", {}.get), verb_lemma("verbot", {}.get)
        ('festnehmen', 'verbieten')
        >>> verb_lemma("geführt", {}.get), verb_lemma("verzichteten", {}.get)
        ('führen', 'verzichten')
        >>> verb_lemma("anzugreifen", {"greifen": "greifen"}.get)
        'angreifen'
    """
    return _irregular(form, lookup) or _weak(form, lookup)


def participle(form: str, lookup: Lookup) -> str | None:
    """The infinitive of a past participle, also with an adjective's ending; None for others.

    Args:
        form: the form in lower case.
        lookup: the table's lemma of a verb form, None if it has none.

    Examples:
        >>> participle("eingetroffen", {}.get), participle("unterzeichneter", {}.get)
        ('eintreffen', 'unterzeichnen')
        >>> participle("gelieferten", {}.get), participle("rote", {}.get)
        ('liefern', None)
    """
    found = []
    for ending in ("en", "em", "er", "es", "e", ""):
        bare = form.removesuffix(ending)
        if (ending and bare == form) or not _PARTICIPLE.match(bare):
            continue
        infinitive = verb_lemma(bare, lookup)
        if infinitive and infinitive != bare:
            found.append(infinitive)
    return next((f for f in found if lookup(f) == f), found[0] if found else None)


def _irregular(form: str, lookup: Lookup) -> str | None:
    known = _strong().get(form) or lookup(form)
    if known:
        return known
    for prefix in (*SEPARABLE, *INSEPARABLE):
        rest = form.removeprefix(prefix)
        if rest == form or len(rest) < 3:
            continue
        if prefix in SEPARABLE and rest.startswith("zu") and len(rest) > 5:
            infinitive = _irregular(rest[2:], lookup)
            if infinitive == rest[2:]:
                return prefix + infinitive
        inner = _strong().get(rest) or lookup(rest)
        if inner is None and prefix in INSEPARABLE:
            inner = _strong().get("ge" + rest)
        if inner is None and prefix in SEPARABLE:
            inner = _irregular(rest, lookup) if len(rest) > 4 else None
        if inner:
            return prefix + inner
    return None


def _weak(form: str, lookup: Lookup) -> str | None:
    """A regular form: stem and ending, with or without ge-."""
    prefix = next((p for p in SEPARABLE if form.startswith(p + "ge") and form.endswith("t")), "")
    rest = form[len(prefix) :]
    if rest.startswith("ge") and rest.endswith("t") and _VOWEL.search(rest[2:-1]):
        rest = rest[2:]
    match = _ENDINGS.match(rest)
    if match is None or not _VOWEL.search(match["stem"]):
        return None
    stem = match["stem"]
    if rest[len(stem) :] == "st" and lookup(stem + "en") != stem + "en":
        stem += "s"  # "reist" is of "reisen": news has hardly a second person
    if rest[len(stem) :] in ("en", "n") and rest == form:
        return None  # an infinitive or a plural of the present, which the script leaves as it is
    short = stem.endswith(("eier", "el")) or (stem.endswith("er") and not stem.endswith("ier"))
    return prefix + stem + ("n" if short else "en")


def noun_lemma(form: str, lookup: Lookup) -> str | None:
    """The lemma of a compound whose last part the table knows.

    Args:
        form: the noun in lower case.
        lookup: the table's lemma of a noun form, None if it has none.

    Examples:
        >>> noun_lemma("arbeitsplätzen", {"plätzen": "Platz"}.get)
        'Arbeitsplatz'
    """
    for at in range(3, len(form) - 3):
        last = lookup(form[at:])
        if last:
            return (form[:at] + last.lower()).capitalize()
    return None
