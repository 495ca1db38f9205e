"""Runs the hub as long as the application runs; it ends after the last connection is gone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from relay_server.entrypoints.http.context import HttpState
from relay_server.entrypoints.ws.gateway import Gateway
from relay_server.entrypoints.ws.metrics import RoomCollector
from relay_server.service.rooms.hub import Hub
from relay_server.service.rooms.limits import RoomLimits


def sockets_beside(limits: RoomLimits) -> Callable[[HttpState], AbstractAsyncContextManager[Mapping[str, Any]]]:
    """Return what ``create_app`` runs beside itself."""

    @asynccontextmanager
    async def run(state: HttpState) -> AsyncIterator[Mapping[str, Any]]:
        env, settings = state.environment, state.settings
        hub = Hub(env, limits)
        collector = RoomCollector(hub)
        state.metrics.registry.register(collector)
        try:
            yield {"sockets": Gateway(hub, (None, env.policy.base_url), tuple(settings.trusted_proxies))}
        finally:
            state.metrics.registry.unregister(collector)
            await hub.close()

    return run
