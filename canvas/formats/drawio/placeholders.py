"""%name% in labels: replaced by attributes of the cell, of its parents, or by what is known of page and file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"%(date\{.*?\}|[^%{} \"'=;]+)%")
_OWN = frozenset({"label", "tooltip"})
"""A label cannot stand inside itself."""
_CHARS = 1_000_000


def expanded(text: str, cell_id: str, holders: Iterable[Mapping[str, str]], known: Mapping[str, str]) -> str:
    """Return a text with its placeholders replaced; names that nobody knows stay as they are.

    Args:
        text: the label.
        cell_id: what %id% stands for.
        holders: attributes of the cell, its parent, and so on.
        known: what holds for the whole page.
    """
    chain = tuple(holders)

    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if match.start() and text[match.start() - 1] == "%":
            return match.group()[1:]
        if name in _OWN:
            return match.group()
        if name == "id":
            return cell_id
        found = next((holder[name] for holder in chain if name in holder), None)
        return known.get(name, match.group()) if found is None else found

    return _PLACEHOLDER.sub(value, text)[:_CHARS]


def file_variables(text: str | None) -> dict[str, str]:
    """Return the variables that a file defines for all its pages, from the JSON of its `vars` attribute."""
    if not text:
        return {}
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): str(value) for name, value in found.items() if isinstance(value, (str, int, float))}
