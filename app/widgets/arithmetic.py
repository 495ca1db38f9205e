"""Sums typed into number fields: "120*2", "=w/3", "1,5 + 2"."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from app.errors import InputError

LONGEST = 100
"""Most characters that are looked at."""
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:[.,]\d*)?|[.,]\d+)|(?P<name>[a-z]+)|(?P<sign>[-+*/×÷()]))")
_DEEPEST = 20


class NotASum(InputError):
    """The text cannot be worked out.

    Attributes:
        text: what was typed.
    """

    def __init__(self, text: str) -> None:
        super().__init__(f"{text[:LONGEST]!r} is not a number or a sum", "Type a number, or a sum such as 120*2.")
        self.text = text


def evaluate(text: str, names: Mapping[str, float] | None = None, suffix: str = "") -> float:
    """Return the value of a number or a sum.

    Args:
        text: what was typed; a leading "=" and the unit at the end are allowed, and a comma is a decimal point.
        names: values that may be named, for example {"w": 120.0}.
        suffix: the field's unit.

    Raises:
        NotASum: it cannot be worked out, or is not finite.
    """
    source = text.strip().lower().removeprefix("=").strip()
    if suffix:
        source = source.removesuffix(suffix.strip().lower())
    if not source or len(source) > LONGEST:
        raise NotASum(text)
    try:
        value = _Reader(_tokens(source, text), names or {}).result()
    except (IndexError, KeyError, ZeroDivisionError, OverflowError, ValueError) as error:
        raise NotASum(text) from error
    if not math.isfinite(value):
        raise NotASum(text)
    return value


def _tokens(source: str, text: str) -> list[str]:
    found: list[str] = []
    position = 0
    while position < len(source.rstrip()):
        match = _TOKEN.match(source, position)
        if match is None:
            raise NotASum(text)
        found.append(match.group(0).strip().replace(",", ".").replace("×", "*").replace("÷", "/"))
        position = match.end()
    return found


class _Reader:
    """Recursive descent over the tokens: sum = product (+|-) ..., product = factor (*|/) ..., factor = number | name | ( sum )."""

    def __init__(self, tokens: list[str], names: Mapping[str, float]) -> None:
        self._tokens = tokens
        self._names = names
        self._position = 0
        self._depth = 0

    def result(self) -> float:
        value = self._sum()
        if self._position != len(self._tokens):
            raise ValueError("something is left over")
        return value

    def _peek(self) -> str:
        return self._tokens[self._position] if self._position < len(self._tokens) else ""

    def _next(self) -> str:
        self._position += 1
        return self._tokens[self._position - 1]

    def _sum(self) -> float:
        value = self._product()
        while self._peek() in {"+", "-"}:
            value = value + self._product() if self._next() == "+" else value - self._product()
        return value

    def _product(self) -> float:
        value = self._factor()
        while self._peek() in {"*", "/"}:
            value = value * self._factor() if self._next() == "*" else value / self._factor()
        return value

    def _factor(self) -> float:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("nested too deeply")
        value = self._atom(self._next())
        self._depth -= 1
        return value

    def _atom(self, symbol: str) -> float:
        if symbol == "-":
            return -self._factor()
        if symbol == "+":
            return self._factor()
        if symbol == "(":
            value = self._sum()
            if self._next() != ")":
                raise ValueError("a bracket is open")
            return value
        return self._names[symbol] if symbol.isalpha() else float(symbol)


def format_number(value: float, decimals: int = 2) -> str:
    """Return a number with at most so many decimals and no trailing zeros."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
