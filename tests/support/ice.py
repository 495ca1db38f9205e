"""Direct channels over the loopback interface: on a machine without a network aioice finds no candidates at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aioice.ice


@contextmanager
def loopback_candidates() -> Iterator[None]:
    """Let every connection made meanwhile offer 127.0.0.1 and nothing else."""
    before = aioice.ice.get_host_addresses
    aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
    try:
        yield
    finally:
        aioice.ice.get_host_addresses = before
