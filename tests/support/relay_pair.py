"""Two relays on one PostgreSQL and one Redis, as behind one address: what one knows the other has to know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.relay import Running, running_relay
from tests.support.relay_office import Office, open_office
from tests.support.socket_device import SocketDevice, colleague_on


@dataclass(frozen=True)
class Pair:
    """An office at the first relay, and the second one."""

    office: Office
    second: Running

    def there(self, name: str) -> AbstractContextManager[SocketDevice]:
        """Open somebody's socket at the second relay."""
        return colleague_on(self.second.url, self.office.people[name])


@contextmanager
def open_pair(folder: Path, *names: str, **settings: Any) -> Iterator[Pair]:
    """Open both; they share data folder, and so secrets, and database."""
    with (
        open_office(folder, *names, **settings) as office,
        running_relay(folder, **settings) as second,
    ):
        yield Pair(office, second)
