"""Annotated articles of our own wording: the library's training ground and yardstick."""

from __future__ import annotations

import hashlib
from typing import Literal

Part = Literal["train", "dev", "test"]


def part_of(article_id: str) -> Part:
    """The part of an article, fixed by a hash of its id: 70 % train, 10 % dev, 20 % test.

    Examples:
        >>> part_of("it-101"), part_of("it-103"), part_of("it-120")
        ('dev', 'test', 'train')
    """
    digit = int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 10
    return "train" if digit < 7 else "dev" if digit == 7 else "test"
