"""Lemmas as edit scripts: how many letters to cut from a word's end, what to add, which case."""

from __future__ import annotations


def script_of(word: str, lemma: str) -> str:
    """The script that turns `word` into `lemma`.

    Examples:
        >>> script_of("parlano", "parlare")
        '2|re|L'
        >>> script_of("Roma", "Roma")
        '0||T'
    """
    case = "L"
    if lemma[:1].isupper():
        case = "U" if lemma.isupper() and len(lemma) > 1 else "T"
    lower, target = word.lower(), lemma.lower()
    shared = 0
    while shared < min(len(lower), len(target)) and lower[shared] == target[shared]:
        shared += 1
    if shared == 0 and lower != target:
        return f"ABS|{lemma}|A"
    return f"{len(lower) - shared}|{target[shared:]}|{case}"


def apply_script(script: str, word: str) -> str:
    """The lemma that a script makes of a word.

    Examples:
        >>> apply_script("2|re|L", "mandano")
        'mandare'
    """
    cut, suffix, case = script.split("|")
    if cut == "ABS":
        return suffix
    lower = word.lower()
    stem = lower[: len(lower) - int(cut)] if int(cut) else lower
    lemma = stem + suffix
    if case == "L":
        return lemma
    return lemma.capitalize() if case == "T" else lemma.upper()
