"""Passwords that guessing programs try first.

A password is guessable when little is left of it after well-known words, the person's own name and address, sequences,
repetitions and decorations (digits and signs around, letters written as digits) have been taken away. That covers the lists of
the most common passwords by their construction rather than by entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LEAST_LEFT = 5
"""Different characters that must be left."""

_LEET = str.maketrans("013457@$!|", "oieastasil")
_SEQUENCES = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "q1w2e3r4t5y6u7i8o9p0",
    "1q2w3e4r5t6y7u8i9o0p",
)
_RUN = 3
# What follows only makes a password better; the patterns below cost the square of the length.
_LOOKED_AT = 64
WORDS = frozenset(
    [
        "password",
        "passwort",
        "passwd",
        "pass",
        "word",
        "kennwort",
        "motdepasse",
        "contrasena",
        "senha",
        "parola",
        "wachtwoord",
        "secret",
        "geheim",
        "login",
        "logon",
        "user",
        "admin",
        "administrator",
        "root",
        "guest",
        "test",
        "tester",
        "testing",
        "demo",
        "temp",
        "default",
        "changeme",
        "change",
        "letmein",
        "welcome",
        "willkommen",
        "bienvenue",
        "hello",
        "hallo",
        "iloveyou",
        "love",
        "loveyou",
        "lovely",
        "princess",
        "prince",
        "sunshine",
        "shadow",
        "master",
        "dragon",
        "monkey",
        "tiger",
        "lion",
        "eagle",
        "falcon",
        "superman",
        "batman",
        "spiderman",
        "starwars",
        "pokemon",
        "naruto",
        "football",
        "baseball",
        "basketball",
        "soccer",
        "hockey",
        "tennis",
        "golf",
        "yankees",
        "cowboys",
        "lakers",
        "chelsea",
        "arsenal",
        "liverpool",
        "barcelona",
        "juventus",
        "ronaldo",
        "messi",
        "jordan",
        "michael",
        "jennifer",
        "jessica",
        "ashley",
        "daniel",
        "thomas",
        "robert",
        "charlie",
        "george",
        "william",
        "andrew",
        "joshua",
        "matthew",
        "anthony",
        "christian",
        "nicole",
        "michelle",
        "amanda",
        "hannah",
        "samantha",
        "summer",
        "winter",
        "spring",
        "autumn",
        "sommer",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "computer",
        "internet",
        "server",
        "network",
        "system",
        "windows",
        "linux",
        "apple",
        "google",
        "facebook",
        "microsoft",
        "samsung",
        "android",
        "iphone",
        "canvas",
        "diagram",
        "drawing",
        "draw",
        "relay",
        "office",
        "company",
        "work",
        "trustno",
        "whatever",
        "freedom",
        "flower",
        "cookie",
        "cheese",
        "chocolate",
        "banana",
        "orange",
        "purple",
        "yellow",
        "black",
        "white",
        "silver",
        "golden",
        "diamond",
        "access",
        "account",
        "mustang",
        "ferrari",
        "porsche",
        "mercedes",
        "corvette",
        "harley",
        "killer",
        "hunter",
        "ranger",
        "soldier",
        "ninja",
        "matrix",
        "phoenix",
        "killme",
        "fuckyou",
        "fuck",
        "sexy",
        "baby",
        "angel",
        "jesus",
        "christ",
        "bless",
        "blessed",
        "faith",
        "heaven",
        "family",
        "mother",
        "father",
        "forever",
        "qwerty",
        "asdf",
        "zxcv",
        "abc",
        "xyz",
        "abcd",
        "and",
        "the",
        "your",
        "our",
        "you",
    ]
)


def is_guessable(password: str, own_words: Iterable[str] = ()) -> bool:
    """Tell whether a password is among those that are tried first.

    Args:
        password: As it was typed.
        own_words: Names and addresses of the person.
    """
    plain = password.casefold()[:_LOOKED_AT]
    return min(len(set(_rest(spelling, own_words))) for spelling in {plain, plain.translate(_LEET)}) < LEAST_LEFT


def _rest(text: str, own_words: Iterable[str]) -> str:
    own = [word.casefold() for word in own_words if len(word) > 2]
    for word in sorted({*own, *WORDS}, key=lambda word: (-len(word), word)):
        if len(word) > 2:
            text = text.replace(word, " ")
    text = "".join(_without_runs(part) for part in re.split(r"(\s+)", text))
    text = re.sub(r"(.+?)\1{2,}", r"\1", text)
    return re.sub(r"[\d\W_]+", "", text) if len(re.sub(r"[\d\W_]+", "", text)) < LEAST_LEFT else text


def _without_runs(text: str) -> str:
    """Take away pieces of three or more characters that follow a keyboard row, the alphabet or the digits."""
    kept, at = [], 0
    while at < len(text):
        length = max(_run_length(text, at, line) for sequence in _SEQUENCES for line in (sequence, sequence[::-1]))
        if length >= _RUN:
            at += length
        else:
            kept.append(text[at])
            at += 1
    return "".join(kept)


def _run_length(text: str, start: int, line: str) -> int:
    place, length = line.find(text[start]), 0
    while place + length < len(line) and start + length < len(text) and text[start + length] == line[place + length]:
        length += 1
    return length if place >= 0 else 0
