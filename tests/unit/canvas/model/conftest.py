"""What several tests of the document model start from."""

from __future__ import annotations

import pytest

from tests.support.replicas import Network
from tests.support.two_people import two_people


@pytest.fixture
def network() -> Network:
    """Ana and Ben with a shape "s", a shape "t" and a connector "c", all made by somebody before."""
    return two_people()
