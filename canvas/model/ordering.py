"""Fractional index: strings between any two strings, so that an insert writes one key and moves nobody.

A key is a number in base 62 whose digits are in ASCII order, so that string order is number order. It starts with its
length: "a" to "z" say that 1 to 26 digits of a whole number follow, "Z" to "A" the same for negative ones (as their
complement, so that order holds). What follows the whole number is a fraction. Adding at either end counts up or down and
stays short; adding in between takes as many more digits as leave a choice of some thousands, of which one is
drawn by lot, so that two people who insert at the same place at the same time rarely get equal keys.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeAlias

Jitter: TypeAlias = Callable[[int], int]
"""Returns a random number from 0 up to, not including, its argument."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_VALUE = {digit: value for value, digit in enumerate(_DIGITS)}
_TAIL = 2
"""Digits of the random fraction of a key at either end: one in 3,844 is drawn twice."""
_CHOICES = _BASE**_TAIL
LONGEST = 4096
"""Longer keys are not computed with. A key grows by one digit in six inserts into one and the same gap."""


def between(a: str | None, b: str | None, jitter: Jitter = secrets.randbelow) -> str:
    """Return an order key after `a` and before `b` (None: no bound on that side); see `many_between`."""
    return many_between(a, b, 1, jitter)[0]


def many_between(a: str | None, b: str | None, n: int, jitter: Jitter = secrets.randbelow) -> list[str]:
    """Return n increasing order keys after `a` and before `b`.

    An insert never fails: when no key fits (equal keys, `a` not before `b`, a key of a foreign program), they come
    after `a` if there is one; with a foreign `b` alone they are the keys of an empty list.

    Args:
        a: key of the neighbour behind, or None.
        b: key of the neighbour in front, or None.
        n: how many.
        jitter: source of randomness.
    """
    low, high = _parse(a), _parse(b)
    if low is None and a is not None:
        return [a + _digits(value, _width(n)) for value in _spread(0, _BASE ** _width(n), n, jitter)]
    if low is not None and high is not None and low < high:
        return _inside(low, high, n, jitter)
    if low is not None:
        first = low[0] + 1
    else:
        first = 0 if high is None else high[0] - n
    return [_key(first + i, _digits(jitter(_CHOICES), _TAIL)) for i in range(n)]


_Number = tuple[int, str]
"""Whole part and digits of the fraction, which does not end with 0: these pairs sort as the keys do."""


def _width(n: int) -> int:
    """Return how many digits hold n keys with some thousand choices for each."""
    width = _TAIL
    while (n + 1) * _CHOICES > _BASE**width:
        width += 1
    return width


def _spread(low: int, high: int, n: int, jitter: Jitter) -> list[int]:
    """Return n increasing numbers between two others, evenly spread but for a random shift."""
    step = (high - low) // (n + 1)
    return [low + i * step - step // 4 + jitter(step // 2) for i in range(1, n + 1)]


def _inside(low: _Number, high: _Number, n: int, jitter: Jitter) -> list[str]:
    places = _equal_places(low, high)
    while True:
        start, stop = _scaled(low, places), _scaled(high, places) + (len(high[1]) > places)
        if stop - start >= (n + 1) * _CHOICES:
            break
        places += 1
    scale = _BASE**places
    return [_key(value // scale, _digits(value % scale, places)) for value in _spread(start, stop, n, jitter)]


def _equal_places(low: _Number, high: _Number) -> int:
    """Return how many digits of the fraction two numbers share."""
    if low[0] != high[0]:
        return 0
    pairs = zip(low[1].ljust(len(high[1]), "0"), high[1], strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), len(high[1]))


def _scaled(number: _Number, places: int) -> int:
    """Return the number times 62^places, rounded down."""
    whole, fraction = number
    scale: int = _BASE**places
    return whole * scale + _number(fraction[:places].ljust(places, "0"))


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * _BASE + _VALUE[digit]
    return value


def _digits(value: int, width: int) -> str:
    digits = []
    for _ in range(width):
        value, digit = divmod(value, _BASE)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


def _length(value: int) -> int:
    """Return how many digits a whole number takes."""
    length = 1
    while _BASE**length <= value:
        length += 1
    return length


def _complement(digits: str) -> str:
    return "".join(_DIGITS[_BASE - 1 - _VALUE[digit]] for digit in digits)


def _key(whole: int, fraction: str) -> str:
    size = whole if whole >= 0 else -1 - whole
    digits = _digits(size, _length(size))
    if whole >= 0:
        return chr(ord("a") + len(digits) - 1) + digits + fraction.rstrip("0")
    return chr(ord("Z") - len(digits) + 1) + _complement(digits) + fraction.rstrip("0")


def _parse(key: str | None) -> _Number | None:
    """Return the number that a key of ours stands for, None for any other string."""
    if not key or len(key) > LONGEST or any(digit not in _VALUE for digit in key):
        return None
    if "a" <= key[0] <= "z":
        length = ord(key[0]) - ord("a") + 1
    elif "A" <= key[0] <= "Z":
        length = ord("Z") - ord(key[0]) + 1
    else:
        return None
    digits, fraction = key[1 : 1 + length], key[1 + length :]
    whole = _number(digits) if key[0] >= "a" else -1 - _number(_complement(digits))
    # Written another way the same number would be another string, and string order would not be number order.
    return (whole, fraction) if _key(whole, fraction) == key else None
