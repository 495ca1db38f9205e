from __future__ import annotations

from relay_server.domain.device import possession_message


def test_the_message_tells_relays_accounts_and_sessions_apart() -> None:
    """ACC-70."""
    messages = {
        possession_message(*parts)
        for parts in (
            ("https://a", "b" * 32, "c" * 32),
            ("https://b", "b" * 32, "c" * 32),
            ("https://a", "d" * 32, "c" * 32),
            ("https://a", "b" * 32, "d" * 32),
        )
    }
    assert len(messages) == 4
