from __future__ import annotations

import pytest

from app.collaboration.status_line import Paths, status_line
from app.library.save_state import SaveState
from sync.engine.effects import DocumentStatus

SAVED = SaveState(3, 3)
LAN, RELAY = Paths(network=True), Paths(relay=True)


@pytest.mark.parametrize(
    ("shared", "paths", "text", "level"),
    [
        (None, Paths(), "Saved on this device", "ok"),
        (DocumentStatus(), LAN, "Saved locally · nobody else here", "ok"),
        (DocumentStatus(peers=("a",)), LAN, "Saved locally · 1 other on this network", "ok"),
        (DocumentStatus(peers=("a", "b")), Paths(), "Saved locally · 2 others on this network", "ok"),
        (DocumentStatus(relay=True), RELAY, "Saved locally · relay connected", "ok"),
        (DocumentStatus(), RELAY, "Saved locally · relay off", "warning"),
        (DocumentStatus(), Paths(True, relay_state="ended"), "Saved locally · no access any more", "warning"),
        (DocumentStatus(unsent=1), RELAY, "Saved locally · relay off · 1 edit waiting", "warning"),
        (DocumentStatus(unsent=7), Paths(), "Saved locally · not connected · 7 edits waiting", "warning"),
        (DocumentStatus(relay=True, unsent=2), RELAY, "Saved locally · relay connected · 2 edits waiting", "busy"),
        (DocumentStatus(peers=("a",), waiting=4), LAN, "Saved locally · 1 other on this network · catching up", "busy"),
        (
            DocumentStatus(relay=True, confirmed=False, set_aside=2),
            RELAY,
            "Saved locally · relay connected · some edits of others do not count · start not confirmed yet",
            "ok",
        ),
        (
            DocumentStatus(relay=True, newer=1),
            RELAY,
            "Saved locally · relay connected · some edits of others need a newer version of this program",
            "ok",
        ),
        (
            DocumentStatus(peers=("a",), relay=True),
            Paths(relay=True, network=True),
            "Saved locally · 1 other on this network · relay connected",
            "ok",
        ),
    ],
)
def test_the_line_is_true(shared: DocumentStatus | None, paths: Paths, text: str, level: str) -> None:
    assert status_line(SAVED, shared, paths) == (text, level)


def test_what_is_not_on_the_disk_goes_before_everything() -> None:
    assert status_line(SaveState(4, 3), DocumentStatus(peers=("a",)), LAN) == ("Saving…", "busy")
    text, level = status_line(SAVED.failed("disk full"), DocumentStatus(), RELAY)
    assert (text, level) == ("Not saved: disk full", "danger")


def test_damage_is_said() -> None:
    text, level = status_line(SAVED, DocumentStatus(relay=True, broken=True), RELAY)
    assert "damaged" in text
    assert level == "danger"
