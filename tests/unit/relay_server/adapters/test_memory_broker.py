from __future__ import annotations

from relay_server.adapters.memory_broker import MemoryBroker


def test_subscribers_of_a_topic_hear_its_messages_until_they_leave() -> None:
    broker, heard, others = MemoryBroker(), list[tuple[str, bytes]](), list[tuple[str, bytes]]()
    leave = broker.subscribe("a", lambda topic, message: heard.append((topic, message)))
    broker.subscribe("b", lambda topic, message: others.append((topic, message)))
    broker.publish("a", b"1")
    broker.publish("nobody", b"2")
    leave()
    leave()
    broker.publish("a", b"3")
    assert heard == [("a", b"1")]
    assert others == []


def test_one_receiver_may_leave_while_it_is_called() -> None:
    broker, heard = MemoryBroker(), list[bytes]()
    ends = []

    def once(_topic: str, message: bytes) -> None:
        heard.append(message)
        ends[0]()

    ends.append(broker.subscribe("a", once))
    broker.publish("a", b"1")
    broker.publish("a", b"2")
    assert heard == [b"1"]
