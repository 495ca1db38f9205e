"""The FastAPI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict
from typing import Any

import anyio
import anyio.to_thread
import structlog
from fastapi import APIRouter, FastAPI

from relay_server.entrypoints.http import problems
from relay_server.entrypoints.http.body_limits import body_limit
from relay_server.entrypoints.http.context import HttpState
from relay_server.entrypoints.http.middleware import BodyLimit, RequestLog, SafeHeaders
from relay_server.entrypoints.http.routes import (
    accounts,
    activity,
    admin,
    blobs,
    devices,
    ledger,
    meetings,
    members,
    operation,
    pages,
    profile,
    second_factor,
    sessions,
    workspaces,
)
from relay_server.errors import RelayError
from relay_server.service.housekeeping import sweep

PREFIX = "/api/v1"
_HOUSEKEEPING_S = 3_600
_FLUSH_S = 5
_ROUTERS = (
    accounts.ROUTER,
    sessions.ROUTER,
    profile.ROUTER,
    second_factor.ROUTER,
    devices.ROUTER,
    meetings.ROUTER,
    workspaces.ROUTER,
    blobs.ROUTER,
    members.ROUTER,
    activity.ROUTER,
    ledger.ROUTER,
    admin.ROUTER,
)


@asynccontextmanager
async def _nothing_beside(_state: HttpState) -> AsyncIterator[Mapping[str, Any]]:
    yield {}


def create_app(
    state: HttpState,
    routers: Sequence[APIRouter] = _ROUTERS,
    beside: Callable[[HttpState], AbstractAsyncContextManager[Mapping[str, Any]]] = _nothing_beside,
) -> FastAPI:
    """Build the application.

    Args:
        state: What requests receive; also handed to the socket class, under the key "relay" of the lifespan state.
        routers: Mounted under /api/v1.
        beside: Runs as long as the application, in its event loop, and adds to the lifespan state: the sockets.
    """

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        async with beside(state) as more, anyio.create_task_group() as tasks:
            tasks.start_soon(_keep_house, state)
            tasks.start_soon(_write_counts, state)
            yield {"relay": state, **more}
            tasks.cancel_scope.cancel()
        await anyio.to_thread.run_sync(_flush, state)

    app = FastAPI(
        title="AIO Canvas relay",
        version=state.settings.version,
        lifespan=lifespan,
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=problems.RESPONSES,
        redirect_slashes=False,
    )
    problems.install(app)
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    app.include_router(operation.ROUTER)
    app.include_router(pages.ROUTER)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limit_for=body_limit)
    app.add_middleware(RequestLog, metrics=state.metrics)
    app.add_middleware(SafeHeaders, https=state.settings.https)
    return app


async def _keep_house(state: HttpState) -> None:
    while True:
        try:
            swept = await anyio.to_thread.run_sync(sweep, state.environment)
        except RelayError as error:
            structlog.get_logger(__name__).error("housekeeping_failed", error=str(error))
        else:
            structlog.get_logger(__name__).info("housekeeping", **asdict(swept))
        await anyio.sleep(_HOUSEKEEPING_S)


async def _write_counts(state: HttpState) -> None:
    while True:
        # First what a process that was killed had not counted.
        await anyio.to_thread.run_sync(_flush, state)
        await anyio.sleep(_FLUSH_S)


def _flush(state: HttpState) -> None:
    try:
        state.environment.activity.flush()
    except RelayError as error:
        structlog.get_logger(__name__).error("counts_not_written", error=str(error))
