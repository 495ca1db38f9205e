"""Where else one is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from sync.account.api import RelayApi, fields
from sync.errors import NoRelay


@dataclass(frozen=True, slots=True)
class OpenSession:
    """An open session of the own account.

    Attributes:
        session: Its id.
        current: Whether it is the one that asks.
        created_ms: When somebody signed in, Unix milliseconds.
        used_ms: When it was used last.
        program: What program it is, as it calls itself.
        address: Network address it was used from.
        device: Id of the device that was put on it; "" for none.
    """

    session: str
    current: bool
    created_ms: int
    used_ms: int
    program: str
    address: str
    device: str


async def open_sessions(api: RelayApi, access: str) -> list[OpenSession]:
    """Return the own open sessions, last used first.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    answer = await api.call("GET", "/sessions", token=access)
    if not isinstance(answer, list):
        raise NoRelay("the relay answers something unknown")
    return [_open_session(item) for item in answer]


async def end_session(api: RelayApi, access: str, session: str) -> None:
    """End one of the own sessions; its sockets close at once.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    await api.call("DELETE", f"/sessions/{session}", token=access)


async def end_other_sessions(api: RelayApi, access: str) -> int:
    """End all own sessions but the one that asks; return how many.

    Raises:
        AccountError: As ``RelayApi.call``.
    """
    (ended,) = fields(await api.call("DELETE", "/sessions", token=access), ended=int)
    return int(ended)


def _open_session(item: object) -> OpenSession:
    session, current, created, used, program, address = fields(
        item, id=str, current=bool, created_ms=int, used_ms=int, user_agent=str, address=str
    )
    device = item.get("device") if isinstance(item, dict) else None
    return OpenSession(session, current, created, used, program, address, device if isinstance(device, str) else "")
