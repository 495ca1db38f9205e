"""A workspace holds as much as the administrator allows, whatever it is."""

from __future__ import annotations

from relay_server.errors import TooLarge
from relay_server.ports.unit_of_work import UnitOfWork
from relay_server.service.environment import Environment


def check_space(env: Environment, unit: UnitOfWork, workspace: str, size: int) -> None:
    """Check that a workspace may hold so many bytes more.

    Raises:
        TooLarge: It may not.
    """
    quota = env.policy.quota_bytes
    if quota and unit.usage.hold(workspace) + size > quota:
        raise TooLarge("quota", "The workspace holds as much as it may.")
