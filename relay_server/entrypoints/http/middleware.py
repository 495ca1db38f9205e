"""What surrounds every request: safe headers, a bound on the body, a limit per address, one line of log, numbers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from relay_server.entrypoints.http.metrics import Metrics
from relay_server.entrypoints.http.problems import problem

_MAX_LENGTH_DIGITS = 18
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_HSTS = "max-age=31536000; includeSubDomains"
_AUTH_CODES = ("invalid_credentials", "invalid_proof", "invalid_token", "invalid_refresh_token", "wrong_setup_code")


class SafeHeaders:
    """Puts the headers on every answer, errors included."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = {**_HEADERS, "Strict-Transport-Security": _HSTS} if https else _HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


BODY_S = 120.0
"""How long a body may take to arrive."""


class BodyLimit:
    """Refuses bodies that are too large, by their header or while they arrive, and those that do not arrive."""

    body_s = BODY_S

    def __init__(self, app: ASGIApp, *, limit_for: Callable[[str], int]) -> None:
        self._app = app
        self._limit_for = limit_for

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit_for(scope["path"])
        declared = Headers(scope=scope).get("content-length", "0")
        # Python refuses to read numbers of thousands of digits, zeros included.
        unreadable = not declared.isascii() or not declared.isdigit() or len(declared) > _MAX_LENGTH_DIGITS
        if unreadable or int(declared) > limit:
            await _too_large(limit)(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self.body_s):
                body = await _collected(receive, limit)
        except TimeoutError:
            late = problem(408, "body_too_slow", f"The body did not arrive within {BODY_S:.0f} seconds.")
            late.headers["Connection"] = "close"
            await late(scope, receive, send)
            return
        if body is None:
            return
        if len(body) > limit:
            await _too_large(limit)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


async def _collected(receive: Receive, limit: int) -> bytes | None:
    """Return a body, or its beginning as soon as that is over the limit; None if the client went away."""
    body, more = bytearray(), True
    while more and len(body) <= limit:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _too_large(limit: int) -> ASGIApp:
    return problem(413, "body_too_large", f"The body has more than {limit} bytes.")


def _replay(body: bytes, receive: Receive) -> Receive:
    pending = [body]

    async def replayed() -> Message:
        if pending:
            return {"type": "http.request", "body": pending.pop(), "more_body": False}
        return await receive()

    return replayed


class RequestLog:
    """Writes one line for each request and counts it. Never the query, never a header, never a body."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._log = structlog.get_logger("relay_server.http")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500
        scope.setdefault("state", {})

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watching)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        # The template, not the path: paths hold ids, and there are as many as attackers like.
        route = getattr(scope.get("route"), "path", "(none)")
        code = scope["state"].get("refusal")
        self._metrics.requests.labels(scope["method"], route, str(status)).observe(seconds)
        if code is not None:
            self._metrics.refusals.labels(code).inc()
        if code in _AUTH_CODES:
            self._metrics.auth_failures.labels(code).inc()
        if route.endswith("/sessions") and scope["method"] == "POST":
            self._metrics.logins.labels("refused" if code else "signed_in").observe(seconds)
        account = scope["state"].get("account")
        facts = {"method": scope["method"], "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        self._log.info(
            "request", **facts, **({"code": code} if code else {}), **({"account": account} if account else {})
        )
