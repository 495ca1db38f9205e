"""Requests to a relay and what can come of them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from json import loads
from typing import Any

import httpx

from sync.account.certificates import flaw_of, trusted
from sync.errors import (
    AccountRefused,
    NoRelay,
    RelayUnavailable,
    RelayUntrusted,
    SignInRequired,
    StepUpRequired,
    TooManyRequests,
)

TIMEOUT_SECONDS = 20.0
BASE = "/api/v1"
MAX_ANSWER_BYTES = 4 << 20
MAX_BYTES = 9 << 20
"""Largest thing that is fetched as bytes: what a share link shows has at most 8 MiB."""

_PAUSE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a relay answered, whole."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class RelayApi:
    """The REST interface of one relay; ``url`` is its address as people know it."""

    url: str
    client: httpx.AsyncClient

    async def call(
        self, method: str, path: str, *, token: str | None = None, body: dict[str, Any] | None = None
    ) -> dict[str, Any] | list[Any] | None:
        """Make a request.

        Args:
            method: HTTP method.
            path: Below ``/api/v1``.
            token: Access token, if the request needs one.
            body: JSON to send; values may be secret and appear in no error.

        Returns:
            The JSON of the answer; None if it has none.

        Raises:
            SignInRequired: The token or the password is not accepted.
            StepUpRequired: The person has to prove again who asks.
            TooManyRequests: Too often; try again later.
            AccountRefused: Refused for another reason.
            RelayUntrusted: Its certificate is not good.
            RelayUnavailable: The relay cannot be reached or is in trouble.
        """
        return _content(await self._request(method, path, token, json=body))

    async def send(self, path: str, data: bytes, token: str) -> None:
        """Put bytes; raises as ``call`` does."""
        await self._request("PUT", path, token, content=data)

    async def fetch(self, path: str, token: str | None = None) -> bytes:
        """Get bytes; raises as ``call`` does."""
        return (await self._request("GET", path, token, most=MAX_BYTES)).content

    async def _request(
        self,
        method: str,
        path: str,
        token: str | None,
        *,
        json: object = None,
        content: bytes | None = None,
        most: int = MAX_ANSWER_BYTES,
    ) -> _Answer:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        if content is not None:
            headers["content-type"] = "application/octet-stream"
        try:
            answer = await self._answer(
                self.client.stream(method, self._address(path), json=json, content=content, headers=headers), most
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            flaw = flaw_of(error)
            if flaw is not None:
                raise RelayUntrusted(flaw) from None
            # The error's text may hold the address only; type and reason are enough for a person.
            raise RelayUnavailable(type(error).__name__) from None
        if 200 <= answer.status < 300:
            return answer
        raise _refusal(answer)

    async def _answer(self, request: AbstractAsyncContextManager[httpx.Response], most: int) -> _Answer:
        """Read an answer, and no more of it than it may have: a relay may say without end."""
        content = bytearray()
        async with request as response:
            async for part in response.aiter_bytes():
                content += part
                if len(content) > most:
                    raise RelayUnavailable("the relay's answer is too large")
        return _Answer(response.status_code, response.headers, bytes(content))

    def _address(self, path: str) -> str:
        return self.url.rstrip("/") + BASE + path


def make_client() -> httpx.AsyncClient:
    """Return a client for one relay: no cookies kept, no redirects followed (a token must not travel elsewhere)."""
    headers = {"user-agent": "aio-canvas"}
    return httpx.AsyncClient(timeout=TIMEOUT_SECONDS, follow_redirects=False, headers=headers, verify=trusted())


def fields(answer: object, **kinds: type) -> list[Any]:
    """Return named values of an answer, checked.

    Args:
        answer: JSON of an answer.
        kinds: Type of each value wanted.

    Raises:
        NoRelay: The answer is not what this program knows.
    """
    if not isinstance(answer, dict) or not all(isinstance(answer.get(name), kind) for name, kind in kinds.items()):
        raise NoRelay("the relay answers something unknown")
    return [answer[name] for name in kinds]


def items(answer: object) -> list[dict[str, Any]]:
    """Return an answer that is a list of objects.

    Raises:
        RelayUnavailable: The answer is not what this program knows.
    """
    if not isinstance(answer, list) or not all(isinstance(item, dict) for item in answer):
        raise NoRelay("the relay answers something unknown")
    return answer


def _content(answer: _Answer) -> dict[str, Any] | list[Any] | None:
    if not answer.content:
        return None
    try:
        content = loads(answer.content)
    except (ValueError, RecursionError):
        raise NoRelay("the relay answers something unknown") from None
    if not isinstance(content, dict | list):
        raise NoRelay("the relay answers something unknown")
    return content


def _refusal(answer: _Answer) -> Exception:
    problem = _problem(answer)
    code, detail = str(problem.get("code", "")), str(problem.get("detail", ""))
    if answer.status == 401:
        return SignInRequired(code, detail)
    if code == "step_up_required":
        methods = problem.get("methods")
        return StepUpRequired(tuple(str(way) for way in methods) if isinstance(methods, list) else ())
    if answer.status == 429:
        return TooManyRequests(_seconds(answer))
    if 300 <= answer.status < 400:
        return NoRelay(f"status {answer.status}")
    if answer.status >= 500:
        return RelayUnavailable(code or f"status {answer.status}")
    return AccountRefused(answer.status, code, detail)


def _problem(answer: _Answer) -> dict[str, Any]:
    try:
        problem = loads(answer.content)
    except (ValueError, RecursionError):
        return {}
    return problem if isinstance(problem, dict) else {}


def _seconds(answer: _Answer) -> float:
    try:
        return max(0.0, float(answer.headers.get("retry-after", "")))
    except ValueError:
        return _PAUSE_SECONDS
