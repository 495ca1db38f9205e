from __future__ import annotations

import pytest

from app.settings_dialog.facts import size_text


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (1023, "1023 B"), (2048, "2.0 KB"), (5_000_000, "4.8 MB"), (3 * 1024**3, "3.0 GB")]
)
def test_sizes_are_told_in_the_unit_that_suits(size: int, text: str) -> None:
    assert size_text(size) == text
