"""Finding in labels: plain words or regular expressions, and replacing so that every character keeps the marks around it.

Regular expressions of users run in the thread of the window and cannot be interrupted, so expressions that could take very
long are refused, and the more a pattern may try the shorter the lines it is tried on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import factorial, prod
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, TypeAlias

from canvas.model.plan import Op, Splice
from canvas.model.records import RichText, Scalar, plain_text

MOST_PATTERN = 200
"""Characters of a pattern."""
MOST_STEPS = 1e7
"""Steps that matching one line may take at worst."""
LONGEST_LINE, LEAST_LINE = 10_000, 40
"""A pattern is tried on lines of at most so many characters; one that allows for fewer than the least is not run."""
MOST_MATCHES = 200
"""Matches looked at in one label."""

Marks = tuple[tuple[str, Scalar], ...]
Parsed: TypeAlias = Any
"""What Python's own parser of patterns makes of one; it has no types. Only it knows what a pattern means to the matcher."""


class PatternRefused(ValueError):
    """What was typed is no pattern that we run. The message says why, for the user."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for.

    Attributes:
        text: words, or a regular expression.
        case: capitals matter.
        whole_words: what is found is no part of a longer word.
        is_regex: `text` is a regular expression.
    """

    text: str
    case: bool = False
    whole_words: bool = False
    is_regex: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A query ready to run.

    Attributes:
        regex: compiled.
        longest: lines longer than this are left out, characters; 0 for no limit.
        by_line: it is tried on each line by itself.
        expands: a replacement may name groups.
    """

    regex: re.Pattern[str]
    longest: int = 0
    by_line: bool = False
    expands: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a label, code points; `found` is the match that a replacement may take groups from."""

    start: int
    end: int
    found: re.Match[str]


def pattern_of(query: Query) -> Pattern:
    """Return a query ready to run.

    Raises:
        PatternRefused: it is empty, too long, no regular expression, or one that could take very long.
    """
    if not query.text:
        raise PatternRefused("Type what to look for.")
    if len(query.text) > MOST_PATTERN:
        raise PatternRefused(f"The text to look for is longer than {MOST_PATTERN} characters.")
    flags = 0 if query.case else re.IGNORECASE
    body = query.text if query.is_regex else re.escape(query.text)
    if query.whole_words:
        body = rf"(?<!\w)(?:{body})(?!\w)"
    longest = _longest_line(body) if query.is_regex else 0
    try:
        return Pattern(re.compile(body, flags), longest, query.is_regex, query.is_regex)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternRefused(f"This is no regular expression: {error}") from error


def _longest_line(body: str) -> int:
    """Return how long a line may be for a pattern; raises PatternRefused for patterns without bounds."""
    try:
        parsed = parser.parse(body)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternRefused(f"This is no regular expression: {error}") from error
    endless, ways = _cost(parsed, inside=False)
    length = LONGEST_LINE
    while ways * length ** (endless + 1) / factorial(endless + 1) > MOST_STEPS:
        length = length * 9 // 10
    if length < LEAST_LINE:
        raise PatternRefused("This pattern can take very long and is not run.")
    return length


def _cost(items: Parsed, *, inside: bool) -> tuple[int, int]:
    """Return how many repeats without end a parsed pattern has, and in how many ways all else in it can match at most."""
    endless, ways = 0, 1
    for code, argument in items:
        more, factor = _cost_of(code, argument, inside=inside)
        endless, ways = endless + more, min(ways * factor, int(MOST_STEPS))
    return endless, ways


def _cost_of(code: Parsed, argument: Parsed, *, inside: bool) -> tuple[int, int]:
    if code in (ops.GROUPREF, ops.GROUPREF_EXISTS):
        raise PatternRefused("Patterns that refer back to a group can take very long and are not run.")
    if code in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        low, high, body = argument
        if inside and low != high:
            raise PatternRefused("A repeat inside another repeat can take very long and is not run.")
        endless, ways = _cost(body, inside=inside or high > 1)
        return (endless + 1, ways) if high == parser.MAXREPEAT else (endless, ways * int(high - low + 1))
    if code is ops.BRANCH:
        _, branches = argument
        if inside and not _differ(branches):
            raise PatternRefused("Alternatives that begin alike inside a repeat can take very long and are not run.")
        costs = [_cost(branch, inside=inside) for branch in branches]
        return sum(endless for endless, _ in costs), sum(ways for _, ways in costs)
    parts = [_cost(part, inside=inside) for part in _parts(argument)]
    return sum(endless for endless, _ in parts), prod(ways for _, ways in parts)


def _differ(branches: Parsed) -> bool:
    """Tell whether all alternatives begin with different letters."""
    first = [(branch[0] if len(branch) else None) for branch in branches]
    letters = [item[1] for item in first if item is not None and item[0] is ops.LITERAL]
    return len(letters) == len(first) and len({chr(c).casefold() for c in letters}) == len(first)


def _parts(argument: Parsed) -> Iterator[Parsed]:
    """Yield the patterns inside an item: of groups, look-aheads and look-behinds."""
    for part in argument if isinstance(argument, tuple) else (argument,):
        if isinstance(part, parser.SubPattern):
            yield part


def matches(pattern: Pattern, text: str) -> tuple[list[Match], int]:
    """Return the places where a pattern is found in a label, and how many lines were too long to be looked at."""
    found: list[Match] = []
    skipped = 0
    start = 0
    for line in text.split("\n") if pattern.by_line else (text,):
        if pattern.longest and len(line) > pattern.longest:
            skipped += 1
        else:
            for one in pattern.regex.finditer(line):
                if one.end() > one.start() and len(found) < MOST_MATCHES:
                    found.append(Match(start + one.start(), start + one.end(), one))
        start += len(line) + 1
    return found, skipped


def replacement(pattern: Pattern, match: Match, template: str) -> str:
    r"""Return what takes the place of a match; of regular expressions \1 and \g<name> stand for groups.

    Raises:
        PatternRefused: the template names a group that there is not.
    """
    if not pattern.expands:
        return template
    try:
        return match.found.expand(template)
    except (re.error, IndexError) as error:
        raise PatternRefused(f"The replacement cannot be used: {error}") from error


def replace_ops(shape_id: str, label: RichText, replaced: list[tuple[Match, str]]) -> tuple[Op, ...]:
    """Return the operations that replace places of a label; new text has the marks of the first character it replaces.

    Args:
        shape_id: whose label.
        label: as the document has it.
        replaced: places in ascending order, with their new text.
    """
    marks = [run.marks for run in label for _ in run.text]
    old = plain_text(label)
    return tuple(
        Splice(shape_id, match.start, match.end - match.start, text, marks[match.start])
        for match, text in reversed(replaced)
        if old[match.start : match.end] != text
    )
