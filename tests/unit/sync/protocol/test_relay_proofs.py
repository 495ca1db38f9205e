from __future__ import annotations

from sync.protocol.relay_proofs import possession_message, visit_message


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


def test_a_visit_is_good_for_one_workspace_and_key_and_no_registration() -> None:
    """WSP-12."""
    who = ("https://a", "b" * 32, "c" * 32)
    messages = {
        visit_message(*who, *rest) for rest in (("d" * 32, "e" * 32), ("e" * 32, "d" * 32), ("d" * 32, "f" * 32))
    }
    assert len(messages) == 3
    assert visit_message("https://a/", *who[1:], "d" * 32, "e" * 32) in messages
