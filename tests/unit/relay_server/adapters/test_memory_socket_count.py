from __future__ import annotations

from relay_server.adapters.memory_socket_count import MemorySocketCount


def test_one_process_counts_in_memory() -> None:
    counts = MemorySocketCount()
    assert counts.enter("ana", 2)
    assert counts.enter("ana", 2)
    assert not counts.enter("ana", 2)
    assert counts.enter("ben", 2)
    counts.leave("ana")
    counts.leave("ben")
    assert counts.all() == {"ana": 1}
    assert counts.enter("ana", 2)
