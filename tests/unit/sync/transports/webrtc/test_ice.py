"""Nobody is asked who was not named."""

from __future__ import annotations

from sync.transports.webrtc.ice import IceServer, IceSettings


def test_tra30_without_servers_nobody_is_asked() -> None:
    """TRA-30: aiortc's own default (None) would ask a public server."""
    assert IceSettings().configuration().iceServers == []


def test_tra30_named_servers_are_asked_and_their_password_is_not_shown() -> None:
    """TRA-30."""
    settings = IceSettings((IceServer("turn:turn.test:3478", "ana", "secret word"),))
    (server,) = settings.configuration().iceServers
    assert (server.urls, server.username, server.credential) == ("turn:turn.test:3478", "ana", "secret word")
    assert "secret word" not in repr(settings)
