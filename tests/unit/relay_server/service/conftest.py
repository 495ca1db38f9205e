from __future__ import annotations

import pytest

from tests.support.relay import House
from tests.support.relay_team import RelayTeam, hire


@pytest.fixture
def team(house: House) -> RelayTeam:
    """Return a workspace of Ana's."""
    return RelayTeam(house, hire(house, "ana")).found()
