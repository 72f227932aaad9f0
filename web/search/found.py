"""What is sought, and what is found of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

FEW, MORE = 4, 8
"""So many of each kind are shown: in the palette, on the page."""
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A thing: its address, what it is called, and what is said beside it."""

    address: str
    said: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind; `all` is the address of all of them, empty where these are all."""

    said: Any
    found: Sequence[Found]
    all: str = ""


def typed(request: HttpRequest) -> str:
    """What was typed, without what no text can hold."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
