"""What the top bar says of a diagram, in one line that is always true: saved or not, with whom, and what still has to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.library.save_state import Level, SaveState

if TYPE_CHECKING:
    from sync.engine.effects import DocumentStatus


@dataclass(frozen=True, slots=True)
class Paths:
    """Which paths this diagram is meant to use.

    Attributes:
        relay: whether its workspace has a relay.
        network: whether it is shared on this network now.
        relay_state: what the relay's path does, as `sync.transports.relay_path.PathState` names it; "" while it is not used,
            "revoked" where this device may not act any more, "ended" where its person gets nothing more of this diagram.
    """

    relay: bool = False
    network: bool = False
    relay_state: str = ""


def status_line(saving: SaveState, shared: DocumentStatus | None, paths: Paths) -> tuple[str, str]:
    """Return the text and its level (ok, busy, warning, danger).

    Args:
        saving: what is safe on the disk.
        shared: what the engine knows; None for a diagram that is not shared.
        paths: which ways to others there should be.
    """
    if saving.level is Level.DANGER:
        return _tr("Not saved: %1").replace("%1", saving.failure), "danger"
    if saving.level is Level.BUSY:
        return _tr("Saving…"), "busy"
    if shared is None:
        return _tr("Saved on this device"), "ok"
    parts = [_tr("Saved locally"), *_ways(shared, paths), *_waiting(shared)]
    return " · ".join(parts), _level(shared, paths)


def _ways(shared: DocumentStatus, paths: Paths) -> list[str]:
    """Return with whom the diagram is kept in step."""
    found = []
    if shared.peers or paths.network:
        count = min(len(shared.peers), 2)
        found.append(_others(count, paths).replace("%1", str(len(shared.peers))))
    if paths.relay:
        found.append(_relay(shared, paths))
    elif not found:
        found.append(_tr("not connected"))
    return found


def _others(count: int, paths: Paths) -> str:
    if paths.relay and not paths.network:
        return (_tr("nobody connected directly"), _tr("1 other directly"), _tr("%1 others directly"))[count]
    return (_tr("nobody else here"), _tr("1 other on this network"), _tr("%1 others on this network"))[count]


def _relay(shared: DocumentStatus, paths: Paths) -> str:
    """Return what is true of the relay; connected means that this diagram is in step with it."""
    if shared.relay:
        return _tr("relay connected")
    texts = {
        "connecting": _tr("connecting to the relay"),
        "up": _tr("catching up with the relay"),
        "sign in": _tr("relay off: sign in again"),
        "refused": _tr("relay off: no access"),
        "untrusted": _tr("relay off: its certificate is not trusted"),
        "revoked": _tr("this computer was revoked"),
        "ended": _tr("no access any more"),
    }
    return texts.get(paths.relay_state, _tr("relay off"))


def _waiting(shared: DocumentStatus) -> list[str]:
    """Return what has not reached the others, or has not come from them in full."""
    found = []
    if shared.broken:
        found.append(_tr("damaged, can only be looked at"))
    if shared.unsent:
        text = _tr("1 edit waiting") if shared.unsent == 1 else _tr("%1 edits waiting")
        found.append(text.replace("%1", str(shared.unsent)))
    if shared.waiting:
        found.append(_tr("catching up"))
    if shared.set_aside:
        found.append(_tr("some edits of others do not count"))
    if shared.newer:
        found.append(_tr("some edits of others need a newer version of this program"))
    if not shared.confirmed:
        found.append(_tr("start not confirmed yet"))
    return found


def _level(shared: DocumentStatus, paths: Paths) -> str:
    if shared.broken:
        return "danger"
    alone = not shared.peers and not shared.relay
    if alone and (shared.unsent or paths.relay):
        return "warning"
    return "busy" if shared.unsent or shared.waiting else "ok"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Status", text)
