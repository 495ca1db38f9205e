from __future__ import annotations

from relay_server.errors import RelayError, RelayUnavailable


def test_a_missing_part_is_named_in_words_for_the_administrator() -> None:
    error = RelayUnavailable("a relay server", "1.2.3")
    assert isinstance(error, RelayError)
    assert str(error) == "AIO Canvas 1.2.3 does not contain a relay server yet; it comes with a later release"
