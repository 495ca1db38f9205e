"""Safety numbers."""

from __future__ import annotations

import re

from sync.crypto.safety_number import safety_number
from tests.support.workspace import ANA, BEN, identity


def test_key13_both_see_the_same_sixty_digits() -> None:
    """KEY-13."""
    ana = ANA.with_device("phone")
    entries = [device.entry for device in ana.devices]
    ben = (BEN.user, [BEN.laptop.entry])
    number = safety_number((ana.user, entries), ben)
    assert number == safety_number(ben, (ana.user, entries[::-1]))
    assert re.fullmatch(r"(\d{5} ){11}\d{5}", number)


def test_key13_any_exchanged_key_shows() -> None:
    """KEY-13."""
    ana, ben = (ANA.user, [ANA.laptop.entry]), (BEN.user, [BEN.laptop.entry])
    number = safety_number(ana, ben)
    for other in (
        safety_number((ANA.user, [identity("evil").entry]), ben),
        safety_number((ANA.user, [ANA.laptop.entry, identity("evil").entry]), ben),
        safety_number(("0a" * 16, [ANA.laptop.entry]), ben),
    ):
        assert other != number
        assert set(other.split()) & set(number.split())
