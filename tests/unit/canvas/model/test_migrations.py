"""DOC-12: schema versions."""

from __future__ import annotations

import pytest

from canvas.errors import UnsupportedSchema
from canvas.model.migrations import check_schema


def test_a_newer_schema_is_refused() -> None:
    """DOC-12."""
    with pytest.raises(UnsupportedSchema) as caught:
        check_schema({"schema": 7.0})
    assert (caught.value.found, caught.value.known) == (7, 1)


@pytest.mark.parametrize("meta", [{}, {"schema": 1.0}, {"schema": 1.9}])
def test_our_schema_and_none_are_accepted(meta: dict[str, float]) -> None:
    """DOC-12."""
    check_schema(meta)
