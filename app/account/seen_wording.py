"""What the relay sees, in words: from what it tells of itself, and from what it is never given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.account.wording import moment_text

if TYPE_CHECKING:
    from sync.account.seen import Seen, SeenDiagram, SeenWorkspace


@dataclass(frozen=True, slots=True)
class SeenPart:
    """A part of the page: a heading, a sentence, and lines of a name and a value each."""

    title: str
    text: str
    lines: tuple[tuple[str, str], ...]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Seen", text)


def seen_parts(seen: Seen) -> tuple[SeenPart, ...]:
    """Return what the relay holds of a person, part by part."""
    return (
        _account(seen),
        _sessions(seen),
        _devices(seen),
        *(_workspace(one, number) for number, one in enumerate(seen.workspaces, 1)),
        _record(seen),
    )


def unseen_part() -> SeenPart:
    """Return what it is never given."""
    sealed = _tr("Sealed on your devices before it leaves them")
    names = (
        _tr("What diagrams show, and their titles"),
        _tr("Comments, and who wrote what in them"),
        _tr("Names of workspaces and people in them"),
        _tr("Templates, pictures and thumbnails"),
        _tr("Pointers, selections and what is typed live"),
    )
    lines = [(name, sealed) for name in names]
    lines.append((_tr("Keys of devices and the recovery code"), _tr("They never leave your devices and your paper")))
    text = _tr("The relay holds only sealed bytes of this, under keys that it has never had.")
    return SeenPart(_tr("What it cannot see"), text, tuple(lines))


def _account(seen: Seen) -> SeenPart:
    me = seen.me
    lines = (
        (_tr("Mail address"), me.email),
        (_tr("Name of the account"), me.name),
        (_tr("Account since"), moment_text(me.created_ms)),
        (_tr("Role at the relay"), me.role),
        (_tr("Second factor"), _tr("set up") if me.second_factor else _tr("none")),
    )
    return SeenPart(_tr("Your account"), _tr("Your password is stored as a hash that cannot be turned back."), lines)


def _sessions(seen: Seen) -> SeenPart:
    lines = tuple(
        (f"{one.program} · {one.address}", _tr("signed in %1, used %2").replace("%1", moment_text(one.created_ms)).replace("%2", moment_text(one.used_ms)))
        for one in seen.sessions
    )  # fmt: skip
    return SeenPart(_tr("Where you are signed in"), _tr("Programs and network addresses."), lines)


def _devices(seen: Seen) -> SeenPart:
    lines = tuple(
        (one.device, _tr("revoked") if one.revoked else _tr("since %1").replace("%1", moment_text(one.created_ms)))
        for one in seen.devices
    )
    return SeenPart(_tr("Your devices"), _tr("Their public keys. The number is a hash of these."), lines)


def _workspace(found: SeenWorkspace, number: int) -> SeenPart:
    lines = [
        (_tr("Number"), found.workspace),
        (_tr("Here since"), moment_text(found.created_ms)),
        (_tr("Sealed content"), _size(found.bytes)),
        (_tr("Changes of members, rights and keys"), str(found.operations)),
    ]
    for scope, key in found.keys:
        name = _tr("Key in use") if scope == found.workspace else _tr("Key of diagram %1").replace("%1", scope)
        lines.append((name, _tr("number %1, never the key itself").replace("%1", str(key))))
    devices = {1: _tr("%1, one device")}
    for user, role, count in found.members:
        lines.append(
            (
                _tr("Member %1").replace("%1", user),
                devices.get(count, _tr("%1, %2 devices")).replace("%1", role).replace("%2", str(count)),
            )
        )
    lines += [(_tr("Diagram %1").replace("%1", one.document), _diagram(one)) for one in found.diagrams]
    one = _tr("One diagram under a random number; who looks at and writes it when, and how much. Your role: %2.")
    several = _tr(
        "%1 diagrams under random numbers; who looks at and writes which of them when, and how much. Your role: %2."
    )
    text = one if found.all_diagrams == 1 else several
    text = text.replace("%1", str(found.all_diagrams)).replace("%2", found.role)
    return SeenPart(_tr("Workspace %1").replace("%1", str(number)), text, tuple(lines))


def _diagram(one: SeenDiagram) -> str:
    said = _tr("made %1, %2 edits").replace("%1", moment_text(one.created_ms)).replace("%2", str(one.edits))
    if one.edited_ms:
        last = _tr("last %1 by %2").replace("%1", moment_text(one.edited_ms)).replace("%2", one.editor[:8])
        said = f"{said}, {last}"
    marks = [text for text, on in ((_tr("restricted"), one.restricted), (_tr("in the bin"), one.deleted)) if on]
    return ", ".join([said, *marks])


def _record(seen: Seen) -> SeenPart:
    lines = tuple(
        (moment_text(one.time_ms), " · ".join(part for part in (one.action, one.address) if part))
        for one in seen.events
    )
    return SeenPart(_tr("Its record about you"), _tr("The newest lines of the audit ledger that concern you."), lines)


def _size(count: int) -> str:
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GB"
