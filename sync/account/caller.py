"""Requests in the name of somebody who is signed in: with an access token, refreshed once when it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from sync.account.api import RelayApi
from sync.errors import RelayUnavailable, SignInRequired, Unauthorised, Unreachable


class Tokens(Protocol):
    """Where access tokens come from; ``TokenKeeper`` is one."""

    async def current(self) -> str:
        """Return a token that should still be accepted; raises Unauthorised or Unreachable."""

    async def refreshed(self) -> str:
        """Return a token newer than the one that was just refused; raises as ``current`` does."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who is signed in at a relay."""

    api: RelayApi
    tokens: Tokens

    async def call(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any] | list[Any] | None:
        """Make a request; see ``RelayApi.call``.

        Raises:
            AccountError: As ``RelayApi.call``; SignInRequired also when there is no session any more.
        """
        try:
            try:
                return await self.api.call(method, path, token=await self.tokens.current(), body=body)
            except SignInRequired:
                return await self.api.call(method, path, token=await self.tokens.refreshed(), body=body)
        except Unauthorised as error:
            raise SignInRequired("session_ended", str(error)) from None
        except Unreachable as error:
            raise RelayUnavailable(error.detail) from None
