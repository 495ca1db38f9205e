"""What several editor processes do together, and what must come of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.editors.process import WAIT_SECONDS, EditorProcess

SHAPES, CONNECTORS = 1_000, 500
CONVERGE_SECONDS = 120.0


@dataclass(frozen=True)
class Together:
    """What several editors did.

    Attributes:
        edits: how many each made.
        delays: milliseconds from a move's release to its being painted, for every other editor.
        effort: milliseconds of CPU that the work took, by thread and as a whole, of each editor.
        hash: of what all hold.
        pixels: digest of what all show.
    """

    edits: tuple[int, ...]
    delays: tuple[float, ...]
    effort: tuple[dict[str, float], ...]
    hash: str
    pixels: str


def quantile(values: Sequence[float], part: float) -> float:
    """Return the value that such a part does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def meet_in_a_room(
    editors: Sequence[EditorProcess], shapes: int = SHAPES, line: Callable[[str], str] = lambda ticket: ticket
) -> str:
    """Let the first make a diagram and the others enter his room; return the diagram, open everywhere.

    Args:
        editors: the host first.
        shapes: of the diagram; half as many connectors come with them.
        line: makes of a ticket the one that a guest gets.
    """
    host, *guests = editors
    document: str = host.ask("fill", count=shapes)["document"]
    host.tell("host")
    for guest in guests:
        guest.tell("join", ticket=line(host.hear("ticket")["ticket"]))
        guest.hear("join")
        host.tell("renew")
    host.hear("ticket")
    open_at_all(editors, document, shapes + shapes // 2)
    return document


def meet_at_a_relay(editors: Sequence[EditorProcess], url: str, shapes: int = SHAPES) -> str:
    """Sign everybody in, let the first found a team with a diagram and the others enter by links; return the diagram."""
    for editor in editors:
        editor.tell("sign_in", url=url, email=f"{editor.name}@example.org", password="x")
    for editor in editors:
        editor.hear("sign_in")
    first, *others = editors
    document: str = first.ask("fill", count=shapes)["document"]
    first.ask("share")
    for other in others:
        other.tell("enter", link=first.ask("invite")["link"])
        other.hear("enter")
        other.until("holds", lambda answer: bool(answer["here"]), document=document)
        other.ask("open", document=document)
    open_at_all(editors, document, shapes + shapes // 2)
    for editor in editors:
        editor.until("hash", lambda answer: bool(answer["relay"]))
    return document


def meet_directly(editors: Sequence[EditorProcess]) -> None:
    """Wait until everybody has a direct channel to everybody."""
    for editor in editors:
        editor.until("hash", lambda answer: answer["peers"] == len(editors) - 1)


def open_at_all(editors: Sequence[EditorProcess], document: str, shapes: int) -> None:
    """Wait until the diagram has come to everybody, and look at the same place."""
    for editor in editors:
        editor.until("shows", lambda answer: answer["document"] == document and answer["shapes"] >= shapes)
        editor.ask("open", document=document)


def work_together(editors: Sequence[EditorProcess], seconds: float, rate: float, seed: int = 1) -> Together:
    """Let all edit at once at a rate per second; return what they did once all hold the same."""
    for number, editor in enumerate(editors):
        editor.tell("work", seconds=seconds, rate=rate, own=number, editors=len(editors), seed=seed + number)
    works = [editor.hear("work", seconds=seconds + WAIT_SECONDS) for editor in editors]
    digest = converge(editors)
    seen = [painted(editor) for editor in editors]
    delays = [
        delay
        for author, work in enumerate(works)
        for reader, words in enumerate(seen)
        if reader != author
        for delay in delays_of(author, work["moves"], words["painted"])
    ]
    edits, efforts = tuple(work["edits"] for work in works), tuple(words["effort"] for words in seen)
    return Together(edits, tuple(delays), efforts, digest, same_picture(editors))


def painted(editor: EditorProcess) -> dict[str, Any]:
    """Return what was painted when, and what it took, once all that the editor holds is painted, too."""
    editor.until("unpainted", lambda answer: not answer["moves"])
    return editor.ask("painted")


def delays_of(
    author: int, moves: Sequence[tuple[int, float]], painted: Sequence[tuple[int, int, float]]
) -> list[float]:
    """Return how long each move of an author took to be painted, in milliseconds; a later move's picture shows it, too."""
    pictures = sorted((at, number) for who, number, at in painted if who == author)
    delays, at = [], 0
    for number, released in moves:
        while at < len(pictures) and pictures[at][1] < number:
            at += 1
        assert at < len(pictures), f"move {number} of editor {author} was never painted"
        delays.append(1000 * (pictures[at][0] - released))
    return delays


def converge(editors: Sequence[EditorProcess]) -> str:
    """Wait until nothing is on its way and all hold the same; return its hash."""
    until = time.monotonic() + CONVERGE_SECONDS
    while True:
        answers = [editor.ask("hash") for editor in editors]
        hashes = {answer["hash"] for answer in answers}
        if len(hashes) == 1 and not any(answer["unsent"] or answer["waiting"] for answer in answers):
            return str(hashes.pop())
        assert time.monotonic() < until, f"they do not agree: {answers}"
        editors[0].pause()


def same_picture(editors: Sequence[EditorProcess]) -> str:
    """Have everybody paint the page once lines have found their ways; return the digest of the one picture that all show."""
    for editor in editors:
        editor.until("settled", lambda answer: bool(answer["settled"]))
    pictures = {editor.name: editor.ask("picture")["pixels"] for editor in editors}
    assert len(set(pictures.values())) == 1, pictures
    return str(next(iter(pictures.values())))


def reloaded(editors: Sequence[EditorProcess], document: str) -> tuple[str, str]:
    """Return the hash and the picture's digest that all have once they loaded the diagram from their stores."""
    for editor in editors:
        editor.ask("reload", document=document)
    hashes = {editor.ask("hash")["hash"] for editor in editors}
    assert len(hashes) == 1, hashes
    return str(hashes.pop()), same_picture(editors)


def edit_apart(editors: Sequence[EditorProcess], edits: int, seed: int = 1) -> None:
    """Let everybody make so many edits, each on his own, and note from now on when those of the others are painted."""
    for number, editor in enumerate(editors):
        editor.ask("watch", editors=len(editors), own=number)
        editor.tell("burst", count=edits, own=number, editors=len(editors), seed=seed + number)
    for editor in editors:
        editor.hear("burst", seconds=WAIT_SECONDS * 5)


def caught_up(editors: Sequence[EditorProcess], since: float) -> float:
    """Wait until all hold the same; return the seconds from ``since`` until the last edits of each were painted by all others."""
    converge(editors)
    last = since
    for number, editor in enumerate(editors):
        moves = painted(editor)["painted"]
        for other in range(len(editors)):
            if other != number:
                last = max(last, max(at for who, _, at in moves if who == other))
    return last - since


def pointer_seen(editor: EditorProcess, name: str, cursor: Sequence[float]) -> float:
    """Wait until an editor that looks shows somebody's pointer there; return when that was."""
    while True:
        words = editor.hear("people", "event")
        if any(one["name"] == name and one["cursor"] == list(cursor) for one in words["people"]):
            return float(words["at"])


def person_gone(editor: EditorProcess, name: str) -> float:
    """Wait until an editor that looks shows somebody no more; return when that was."""
    while True:
        words = editor.hear("people", "event")
        if all(one["name"] != name for one in words["people"]):
            return float(words["at"])
